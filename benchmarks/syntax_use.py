"""What would dependencies add to the facts?  Rules and syntax side by side, on gold articles with all layers.

``python benchmarks/syntax_use.py gold.jsonl --model edufakta``

Five uses, each in the plainest form in which a tree answers the question, and each compared with what the rules give on
the same articles.  "only syntax" is what wiring it in could win, "only rules" what replacing the rules would lose:

* units: the noun that a number hangs on (``nummod``, through classifiers);
* items: that noun with its modifiers, compared by words shared with the gold item;
* speakers: the person or body in the subject of the verb of saying;
* ends: the last word of the subtree of an indirect statement's predicate;
* clauses: a clause governed by a known verb of saying with a subject (``ccomp``) where the rules found no statement;
* titles: person and position joined by an arc of apposition or name.
"""

from __future__ import annotations

import argparse
import csv
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.config import Settings  # noqa: E402
from pipeline.evaluate.gold import GoldArticle, read_gold  # noqa: E402
from pipeline.evaluate.layers import _alike, _everywhere, _located, _norm, _overlap, _pair, _same_number, extract_gold  # noqa: E402
from pipeline.extraction import Extraction  # noqa: E402
from pipeline.language import build  # noqa: E402
from pipeline.relate import statements as statement_rules  # noqa: E402
from pipeline.syntax import Analysis, make_analyzer  # noqa: E402

VERBS = Path(statement_rules.__file__).parent / "verbs.csv"
NOMINAL = {"NOUN", "PROPN", "SYM"}
BETWEEN = {"flat", "compound", "nummod", "conj", "clf"}
SHARE = 0.8
"""Of two statements that count as the same."""


class Trees:
    """The analyses of one article, by character."""

    def __init__(self, text: str, analyses: Sequence[Analysis]) -> None:
        self.text = text
        self.sentences = [words for words in analyses if words]
        self.starts = [words[0].start for words in self.sentences]

    def within(self, start: int, end: int) -> tuple[Analysis, list[int]]:
        """The sentence at ``start`` and the indexes of its words that overlap the span."""
        i = bisect_right(self.starts, start) - 1
        if i < 0:
            return (), []
        words = self.sentences[i]
        return words, [n for n, w in enumerate(words) if w.start < end and w.end > start]


def children(words: Analysis, i: int) -> list[int]:
    """Indexes of the words that hang on word ``i``."""
    return [j for j, w in enumerate(words) if w.head == i + 1]


def relation(words: Analysis, i: int) -> str:
    """Universal relation, without subtype."""
    return (words[i].deprel or "").split(":")[0]


def subtree(words: Analysis, i: int, without: Sequence[str] = ()) -> list[int]:
    """Word ``i`` and all below it, leaving out its children with the relations ``without``."""
    found, left = [], [i]
    while left:
        at = left.pop()
        found.append(at)
        left += [j for j in children(words, at) if at != i or relation(words, j) not in without]
    return sorted(found)


def highest(words: Analysis, inside: list[int]) -> int:
    """The word of a span whose head lies outside it."""
    return next((i for i in inside if (words[i].head or 0) - 1 not in inside), inside[0])


def counted(trees: Trees, start: int, end: int) -> tuple[str | None, str | None]:
    """Unit and item of the number in a span."""
    words, inside = trees.within(start, end)
    numbers = [i for i in inside if words[i].upos == "NUM"]
    if not numbers:
        return None, None
    noun = numbers[-1]
    for _ in range(5):
        if words[noun].upos == "NUM" and words[noun].head and relation(words, noun) in BETWEEN:
            noun = (words[noun].head or 1) - 1
    if words[noun].upos not in NOMINAL:
        return None, None
    after = words[numbers[-1]].end
    low = ("appos", "acl", "conj", "punct", "cc", "parataxis")
    phrase = [j for j in subtree(words, noun, low) if words[j].start >= after] or [noun]
    return words[noun].text, trees.text[words[phrase[0]].start : words[phrase[-1]].end]


def speaker(trees: Trees, found: Extraction, cue: str | None, start: int, end: int) -> str | None:
    """Who is the subject of the verb of saying beside a statement."""
    words, _ = trees.within(start, end)
    first = (cue or "").split()[:1]
    verbs = [
        i
        for i, w in enumerate(words)
        if first and first[0].lower().startswith(w.text.lower()) and len(w.text) > 3 and not start <= w.start < end
    ]
    for verb in sorted(verbs, key=lambda i: min(abs(words[i].start - end), abs(words[i].end - start)))[:1]:
        for subject in children(words, verb):
            if relation(words, subject) == "nsubj" or words[subject].deprel == "obl:agent":
                below = subtree(words, subject, ("acl", "parataxis"))
                low, high = words[below[0]].start, words[below[-1]].end
                named = [m for m in found.entities if low <= m.start < high]
                for labels in ({"PERSON"}, {"AGENCY", "ORGANIZATION", "SCHOOL"}):
                    for mention in named:
                        if mention.label in labels:
                            return mention.name or mention.text
    return None


def clauses(trees: Trees, verbs: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Clauses that a verb of saying with a subject governs."""
    for words in trees.sentences:
        for i, w in enumerate(words):
            below = children(words, i) if w.text.lower() in verbs else []
            if not any(relation(words, j) == "nsubj" for j in below):
                continue
            for j in below:
                if relation(words, j) == "ccomp":
                    parts = subtree(words, j)
                    while len(parts) > 1 and words[parts[0]].upos in {"SCONJ", "PUNCT"}:
                        parts = parts[1:]
                    while len(parts) > 1 and words[parts[-1]].upos == "PUNCT":
                        parts = parts[:-1]
                    yield words[parts[0]].start, words[parts[-1]].end


def titles(trees: Trees, found: Extraction) -> set[tuple[str, str]]:
    """Pairs of person and position that an arc joins."""
    pairs = set()
    for position in (m for m in found.entities if m.label == "POSITION"):
        words, inside = trees.within(position.start, position.end)
        for person in (m for m in found.entities if m.label == "PERSON"):
            if not inside or not words[0].start <= person.start < words[-1].end:
                continue
            _, name = trees.within(person.start, person.end)
            a, b = highest(words, name), highest(words, inside)
            arc = a if (words[a].head or 0) - 1 in inside else b if (words[b].head or 0) - 1 in name else None
            if arc is not None and relation(words, arc) in {"appos", "flat", "nmod", "compound"}:
                pairs.add((_norm(person.name or person.text), _norm(position.text)))
    return pairs


def shared_words(a: object, b: object) -> float:
    """F1 of two phrases as sets of words."""
    x, y = set(_norm(a).split()), set(_norm(b).split())
    return 2 * len(x & y) / max(1, len(x) + len(y))


class Tally:
    """Counts by use: gold, right by rules, by syntax, only by one of them."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def add(self, use: str, rules: bool, syntax: bool) -> None:
        """One case of gold."""
        self.count.update({f"{use} cases": 1, f"{use} rules": rules, f"{use} syntax": syntax})
        self.count.update({f"{use} only rules": rules and not syntax, f"{use} only syntax": syntax and not rules})


def judge(item: GoldArticle, found: Extraction, trees: Trees, verbs: frozenset[str], tally: Tally) -> None:
    """Count one article."""
    text, count = item.article.text, tally.count
    quantities = _everywhere(text, item.layers.get("quantities", []))

    def same(g: dict[str, Any], f: Any) -> bool:
        return bool(g["kind"] == f.kind == "count" and _same_number(g["value"], f.value))

    for gi, fi in _pair(quantities, found.quantities, same):
        gold, quantity = quantities[gi], found.quantities[fi]
        unit, phrase = counted(trees, quantity.start, quantity.end)
        wanted = _norm(gold.get("unit"))
        tally.add("units", wanted == _norm(quantity.unit), wanted == _norm(unit))
        if gold.get("item"):
            count["items cases"] += 1
            count["items rules"] += round(100 * shared_words(gold["item"], quantity.item))
            count["items syntax"] += round(100 * shared_words(gold["item"], phrase))
    located = _located(text, item.layers.get("statements", []))
    indirect = [g for g in located if g["kind"] == "indirect"]
    for statement in found.statements:
        span = (statement.start, statement.end)
        same_kind = [g for g in located if g["kind"] == statement.kind and _overlap(g["span"], span)]
        gold = max(same_kind, key=lambda g: _overlap(g["span"], span), default=None)
        if gold is None:
            continue
        if _overlap(gold["span"], span) >= SHARE * max(gold["span"][1] - gold["span"][0], span[1] - span[0]):
            named = speaker(trees, found, statement.cue, *span)
            right = _alike(gold.get("speaker"), statement.speaker)
            tally.add("speakers", right, bool(named) and _alike(gold.get("speaker"), named))
            if statement.speaker is None and named:
                count["speakers filled right" if _alike(gold.get("speaker"), named) else "speakers filled wrong"] += 1
        if statement.kind == "indirect":
            words, inside = trees.within(*span)
            below = [i for i in subtree(words, highest(words, inside)) if words[i].upos != "PUNCT"] if inside else []
            end = words[below[-1]].end if below else -9
            tally.add("ends", abs(gold["span"][1] - span[1]) <= 1, abs(gold["span"][1] - end) <= 1)
    for clause in clauses(trees, verbs):
        if not any(_overlap(clause, (s.start, s.end)) for s in found.statements):
            size = clause[1] - clause[0]
            hit = any(_overlap(g["span"], clause) >= SHARE * max(size, g["span"][1] - g["span"][0]) for g in indirect)
            count["clauses new right" if hit else "clauses new wrong"] += 1
    pairs = {(_norm(r["person"]), _norm(r["position"])) for r in item.layers.get("positions", [])}
    by_rule = {(_norm(r.person), _norm(r.position)) for r in found.positions}
    by_tree = titles(trees, found)

    def among(pair: tuple[str, str], others: set[tuple[str, str]]) -> bool:
        return any(_alike(pair[0], o[0]) and pair[1] == o[1] for o in others)

    for pair in pairs:
        tally.add("titles", among(pair, by_rule), among(pair, by_tree))
    count["titles new wrong"] += sum(not among(p, pairs) and not among(p, by_rule) for p in by_tree)


def main() -> None:
    """Read the gold articles, run rules and syntax, print the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default="edufakta")
    arguments = parser.parse_args()
    with VERBS.open(encoding="utf-8", newline="") as file:
        verbs = frozenset(row["word"].lower() for row in csv.DictReader(file))
    gold = list(read_gold(arguments.gold))
    extractions = extract_gold(build(Settings()), gold)
    texts = [item.article.text for item in gold]
    analyses = make_analyzer(arguments.model).analyze(
        texts, [[(s.start, s.end) for s in found.sentences] for found in extractions]
    )
    tally = Tally()
    for item, found, trees in zip(gold, extractions, analyses, strict=True):
        judge(item, found, Trees(item.article.text, trees), verbs, tally)
    count = tally.count
    print("| use | cases | rules right | syntax right | only rules | only syntax | new right | new wrong |")
    print("|---" * 8 + "|")
    for use, new in (("units", ""), ("speakers", "filled"), ("ends", ""), ("clauses", "new"), ("titles", "new")):
        cells = [count[f"{use} {name}"] for name in ("cases", "rules", "syntax", "only rules", "only syntax")]
        added = [count[f"{use} {new} {side}"] if new else "" for side in ("right", "wrong")]
        print(f"| {use} | " + " | ".join(map(str, [*cells, *added])) + " |")
    cases = max(1, count["items cases"])
    print(f"items: words shared with gold, F1: rules {count['items rules'] / cases:.1f}, "
          f"syntax {count['items syntax'] / cases:.1f} ({cases} cases)")  # fmt: skip


if __name__ == "__main__":
    main()
