"""Scores of every layer against gold: entities, quantities, dates, positions, aliases, statements.

* entities: exact span and label.
* quantities: overlapping, same kind, same value and upper value; then how many of these have the right unit and
  qualifier.  A gold quantity or date is listed once and holds wherever its text stands as whole words.
* dates: overlapping, same first and last day (a gold date without value accepts any); "found" asks for overlap alone.
* positions: person and position equal, body equal or one part of the other.
* aliases: both names equal, in the article.
* statements: at least 80% of the longer stretch shared, same kind; then the right speaker.

Names are compared without case, quotation marks, edge punctuation and status words (Plt., mantan).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import regex
from spacy.language import Language

from pipeline.evaluate.gold import GoldArticle
from pipeline.extensions import set_mentions
from pipeline.extraction import Extraction, make_doc, read_doc

_SPACE = regex.compile(r"[\s\"“”'‘’]++")
_STATUS = regex.compile(r"^(?:plt|pj|plh|pjs|mantan|eks)\.? ")
_EDGE_LEFT = " \n\t\"“”'‘’("
_EDGE_RIGHT = " \n\t\"“”'‘’,.;:"


@dataclass(slots=True)
class Tally:
    """Hits, false alarms and misses of one layer or label."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Percent."""
        return 100 * self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        """Percent."""
        return 100 * self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Percent."""
        return 200 * self.hits / max(1, 2 * self.hits + self.false + self.missed)

    def add(self, hits: int, gold: int, found: int) -> None:
        """Count one article."""
        self.hits += hits
        self.false += found - hits
        self.missed += gold - hits


@dataclass(slots=True)
class Scores:
    """Tallies by name (``entities``, ``entities.PERSON``, ``dates``, ``statements.direct+speaker``, ...) and errors."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    shares: dict[str, float] = field(default_factory=dict)
    """Percent of matched quantities with the right unit and qualifier."""
    errors: list[tuple[str, ...]] = field(default_factory=list)
    """``(layer, "missed" or "false", article, what)``."""

    def as_rows(self) -> list[dict[str, Any]]:
        """One row per tally, rounded to two digits."""
        return [
            {
                "layer": name,
                "precision": round(t.precision, 2),
                "recall": round(t.recall, 2),
                "f1": round(t.f1, 2),
                "gold": t.hits + t.missed,
                "found": t.hits + t.false,
            }
            for name, t in self.tallies.items()
        ]


def extract_gold(nlp: Language, gold: Iterable[GoldArticle], *, gold_entities: bool = False) -> list[Extraction]:
    """Run the pipeline over gold texts, exactly as they stand.

    Args:
        nlp: the pipeline; with ``gold_entities`` it must have been built without tagger and lexicon.
        gold: the articles.
        gold_entities: put the gold mentions where the tagger's would be.
    """
    docs = []
    for item in gold:
        doc = make_doc(nlp, item.article)
        if gold_entities:
            set_mentions(doc, item.mentions)
        docs.append(doc)
    return [read_doc(doc) for doc in nlp.pipe(docs, batch_size=32)]


def score(gold: Sequence[GoldArticle], found: Sequence[Extraction]) -> Scores:
    """Score extractions against gold articles in the same order."""
    scores = Scores()
    matched: Counter[str] = Counter()
    for item, extraction in zip(gold, found, strict=True):
        if "entities" in item.layers:
            _entities(item, extraction, scores)
        if "quantities" in item.layers:
            _quantities(item, extraction, scores, matched)
        if "dates" in item.layers:
            _dates(item, extraction, scores)
        if "positions" in item.layers:
            _positions(item, extraction, scores)
        if "aliases" in item.layers:
            _aliases(item, extraction, scores)
        if "statements" in item.layers:
            _statements(item, extraction, scores)
    if matched["all"]:
        scores.shares = {k: round(100 * matched[k] / matched["all"], 2) for k in ("unit", "qualifier")}
    return scores


def _norm(text: object) -> str:
    plain = _SPACE.sub(" ", str(text or "")).strip(" .,;:()").casefold()
    return _STATUS.sub("", plain)


def _alike(a: object, b: object) -> bool:
    x, y = _norm(a), _norm(b)
    return x == y or bool(x and y and (x in y or y in x))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(_EDGE_LEFT)), end - (len(piece) - len(piece.rstrip(_EDGE_RIGHT)))


def _entities(item: GoldArticle, extraction: Extraction, scores: Scores) -> None:
    text = item.article.text
    gold = {(*_trim(text, s, e), label) for s, e, label in item.layers["entities"]}
    found = {(*_trim(text, m.start, m.end), m.label) for m in extraction.entities}
    scores.tallies["entities"].add(len(gold & found), len(gold), len(found))
    for label in sorted({x[2] for x in gold | found}):
        g, f = {x for x in gold if x[2] == label}, {x for x in found if x[2] == label}
        scores.tallies[f"entities.{label}"].add(len(g & f), len(g), len(f))
    for kind, rest in (("missed", gold - found), ("false", found - gold)):
        scores.errors += [
            ("entities", kind, item.article.article_id, f"{x[2]} {text[x[0] : x[1]]}") for x in sorted(rest)
        ]


def _everywhere(text: str, items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    out = []
    free = bytearray(b"\x01") * (len(text) + 1)
    for row in sorted({r["text"]: r for r in items}.values(), key=lambda r: -len(r["text"])):
        for match in regex.finditer(r"(?<!\w)" + regex.escape(row["text"]) + r"(?!\w)", text):
            if all(free[match.start() : match.end()]):
                free[match.start() : match.end()] = bytes(match.end() - match.start())
                out.append({**row, "span": match.span()})
    return out


def _located(text: str, items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The n-th entry with a text stands at that text's n-th occurrence."""
    out = []
    used: Counter[str] = Counter()
    for row in items:
        at = -1
        for _ in range(used[row["text"]] + 1):
            at = text.find(row["text"], at + 1)
            if at < 0:
                break
        if at >= 0:
            out.append({**row, "span": (at, at + len(row["text"]))})
        used[row["text"]] += 1
    return out


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _pair(
    gold: Sequence[dict[str, Any]], found: Sequence[Any], fits: Callable[[dict[str, Any], Any], bool]
) -> list[tuple[int, int]]:
    """One-to-one pairs of overlapping rows that fit, the largest overlap first."""
    candidates = sorted(
        (
            (_overlap(g["span"], (f.start, f.end)), gi, fi)
            for gi, g in enumerate(gold)
            for fi, f in enumerate(found)
            if _overlap(g["span"], (f.start, f.end)) and fits(g, f)
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for _, gi, fi in candidates:
        if gi not in used_gold and fi not in used_found:
            used_gold.add(gi)
            used_found.add(fi)
            out.append((gi, fi))
    return out


def _same_number(a: object, b: object) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(str(a)) - float(str(b))) <= 1e-6 * max(1.0, abs(float(str(a))))


def _note(
    scores: Scores,
    layer: str,
    item: GoldArticle,
    gold: Sequence[dict[str, Any]],
    found: Sequence[Any],
    pairs: Sequence[tuple[int, int]],
) -> None:
    hit_gold, hit_found = {g for g, _ in pairs}, {f for _, f in pairs}
    name = item.article.article_id
    scores.errors += [(layer, "missed", name, str(g["text"])[:100]) for i, g in enumerate(gold) if i not in hit_gold]
    scores.errors += [(layer, "false", name, str(f.text)[:100]) for i, f in enumerate(found) if i not in hit_found]


def _quantities(item: GoldArticle, extraction: Extraction, scores: Scores, matched: Counter[str]) -> None:
    gold, found = _everywhere(item.article.text, item.layers["quantities"]), extraction.quantities
    pairs = _pair(
        gold,
        found,
        lambda g, f: (
            g["kind"] == f.kind and _same_number(g["value"], f.value) and _same_number(g.get("value_max"), f.value_max)
        ),
    )
    scores.tallies["quantities"].add(len(pairs), len(gold), len(found))
    for gi, fi in pairs:
        matched["all"] += 1
        matched["unit"] += _norm(gold[gi].get("unit")) == _norm(found[fi].unit)
        matched["qualifier"] += _norm(gold[gi].get("qualifier")) == _norm(found[fi].qualifier)
    _note(scores, "quantities", item, gold, found, pairs)


def _dates(item: GoldArticle, extraction: Extraction, scores: Scores) -> None:
    gold, found = _everywhere(item.article.text, item.layers["dates"]), extraction.dates

    def day(value: object) -> str | None:
        return None if value is None else str(value)[:10]

    pairs = _pair(
        gold,
        found,
        lambda g, f: (
            g.get("start") is None or (day(g["start"]) == day(f.date_start) and day(g["end"]) == day(f.date_end))
        ),
    )
    scores.tallies["dates"].add(len(pairs), len(gold), len(found))
    seen = _pair(gold, found, lambda g, f: True)
    scores.tallies["dates.found"].add(len(seen), len(gold), len(found))
    _note(scores, "dates", item, gold, found, pairs)


def _positions(item: GoldArticle, extraction: Extraction, scores: Scores) -> None:
    gold = {(_norm(r["person"]), _norm(r["position"]), _norm(r.get("body"))) for r in item.layers["positions"]}
    found = {(_norm(r.person), _norm(r.position), _norm(r.body)) for r in extraction.positions}
    left, hits = sorted(found), 0
    for g in sorted(gold, key=lambda g: (-len(g[2]), g)):
        hit = next((f for f in left if _alike(g[0], f[0]) and g[1] == f[1] and _alike(g[2], f[2])), None)
        if hit is None:
            scores.errors.append(("positions", "missed", item.article.article_id, " | ".join(g)))
        else:
            left.remove(hit)
            hits += 1
    scores.errors += [("positions", "false", item.article.article_id, " | ".join(f)) for f in left]
    scores.tallies["positions"].add(hits, len(gold), len(found))


def _aliases(item: GoldArticle, extraction: Extraction, scores: Scores) -> None:
    gold = {(_norm(r["short"]), _norm(r["long"])) for r in item.layers["aliases"]}
    found = {(_norm(r.short), _norm(r.long)) for r in extraction.aliases}
    scores.tallies["aliases"].add(len(gold & found), len(gold), len(found))
    for kind, rest in (("missed", gold - found), ("false", found - gold)):
        scores.errors += [("aliases", kind, item.article.article_id, " = ".join(x)) for x in sorted(rest)]


def _statements(item: GoldArticle, extraction: Extraction, scores: Scores) -> None:
    located = _located(item.article.text, item.layers["statements"])
    for kind in ("direct", "indirect"):
        gold = [g for g in located if g["kind"] == kind]
        found = [s for s in extraction.statements if s.kind == kind]
        pairs = _pair(
            gold,
            found,
            lambda g, f: (
                _overlap(g["span"], (f.start, f.end)) >= 0.8 * max(g["span"][1] - g["span"][0], f.end - f.start)
            ),
        )
        scores.tallies[f"statements.{kind}"].add(len(pairs), len(gold), len(found))
        right = sum(_alike(gold[gi].get("speaker"), found[fi].speaker) for gi, fi in pairs)
        scores.tallies[f"statements.{kind}+speaker"].add(right, len(gold), len(found))
        _note(scores, f"statements.{kind}", item, gold, found, pairs)
