"""How good are the rules?  Precision per rule, and precision, recall and F1 per label, against annotated articles.

    python -m pipeline.tag.rules.measure GOLD.jsonl [--every N]

``GOLD.jsonl`` holds one article a line with ``text`` and ``entities``, a list of ``[start, end, label]``.  A mention
counts as right when start, end and label are.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from pipeline.tag.rules.tagger import tag_by_rule


def measure(path: Path, every: int = 1) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Right, wrong and missed mentions by label, and right and wrong ones by rule.

    Args:
        path: annotated articles.
        every: take one article of so many.
    """
    by_label: dict[str, Counter[str]] = {}
    by_rule: dict[str, Counter[str]] = {}
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number % every:
                continue
            article = json.loads(line)
            gold = {(start, end, label) for start, end, label in article["entities"]}
            found = {(m.start, m.end, str(m.label)): rule for m, rule in tag_by_rule(article["text"])}
            for span, rule in found.items():
                verdict = "right" if span in gold else "wrong"
                by_label.setdefault(span[2], Counter())[verdict] += 1
                by_rule.setdefault(rule, Counter())[verdict] += 1
            for span in gold - found.keys():
                by_label.setdefault(span[2], Counter())["missed"] += 1
    return by_label, by_rule


def _line(name: str, counts: Counter[str]) -> str:
    right, found = counts["right"], counts["right"] + counts["wrong"]
    gold = counts["right"] + counts["missed"]
    f1 = 200 * right / (found + gold) if found + gold else 0.0
    precision, recall = (100 * right / n if n else 0.0 for n in (found, gold))
    return f"{name:24s} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  gold {gold:5d}  found {found:5d}"


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one article of N")
    arguments = parser.parse_args()
    by_label, by_rule = measure(arguments.gold, arguments.every)
    for label in sorted(by_label):
        print(_line(label, by_label[label]))
    print(_line("all", sum(by_label.values(), Counter())))
    print()
    for rule, counts in sorted(by_rule.items(), key=lambda item: -item[1].total()):
        print(f"{rule:24s} {counts.total():5d} found, {100 * counts['right'] / counts.total():5.1f} % right")


if __name__ == "__main__":
    main()
