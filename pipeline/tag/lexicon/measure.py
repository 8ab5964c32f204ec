"""What does each step of the merge give?  F1 of the model alone, with all steps, and with all but one.

    python -m pipeline.tag.lexicon.measure GOLD.jsonl [--model NAME]

``GOLD.jsonl`` holds one article a line with ``text`` and ``entities``, a list of ``[start, end, label]``.  A mention
counts as right when start, end and label are.  Articles that the model was trained on tell nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.records import Mention
from pipeline.tag.lexicon.matcher import load_lexicon
from pipeline.tag.lexicon.merge import STEPS, merge
from pipeline.tag.ner.predictor import Predictor
from pipeline.tag.ner.store import open_model
from pipeline.tag.rules.tagger import tag

Spans = set[tuple[int, int, str]]


def f1(gold: Iterable[Spans], found: Iterable[Iterable[Mention]]) -> float:
    """Micro F1 in percent over the articles, exact span and label."""
    right = total = 0
    for wanted, mentions in zip(gold, found, strict=True):
        spans = {(m.start, m.end, str(m.label)) for m in mentions}
        right += len(wanted & spans)
        total += len(wanted) + len(spans)
    return 200 * right / total if total else 0.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default="edufakta-ner")
    arguments = parser.parse_args()
    with arguments.gold.open(encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    texts: list[str] = [article["text"] for article in articles]
    gold: list[Spans] = [{(start, end, label) for start, end, label in a["entities"]} for a in articles]
    lexicon = load_lexicon()
    model = Predictor(open_model(arguments.model)).predict(texts)
    rules = [tag(text, lexicon) for text in texts]
    hits = [lexicon.find(text) for text in texts]

    def merged(without: frozenset[str]) -> list[list[Mention]]:
        return [merge(text, m, r, h, without=without) for text, m, r, h in zip(texts, model, rules, hits, strict=True)]

    everything = f1(gold, merged(frozenset()))
    print(f"{'rules alone':24s} {f1(gold, rules):6.2f}")
    print(f"{'model alone':24s} {f1(gold, model):6.2f}")
    print(f"{'model and all steps':24s} {everything:6.2f}")
    for step in STEPS:
        without = f1(gold, merged(frozenset({step})))
        print(f"{'without ' + step:24s} {without:6.2f}  (the step gives {everything - without:+.2f})")


if __name__ == "__main__":
    main()
