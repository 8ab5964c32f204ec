"""The word lists behind quantities, read once from ``pipeline/normalize/data``.

Every list is a plain text file with its source in the first lines (``#`` comments); tables are tab-separated.
All words are lower case.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final, NamedTuple, cast

from pipeline.records import Qualifier

_FOLDER: Final = "data"


def _lines(name: str) -> list[str]:
    text = resources.files("pipeline.normalize").joinpath(_FOLDER, name).read_text(encoding="utf-8")
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _cells(line: str) -> list[str]:
    return line.split("\t")


def _alternatives(forms: list[str]) -> str:
    """A pattern of the forms, longest first; white space in a form matches one or two blanks or a line end."""
    return "|".join(
        r"[^\S\n]?\s".join(re.escape(part) for part in form.split(" ")) for form in sorted(forms, key=len, reverse=True)
    )


class TimeUnit(NamedTuple):
    """A unit of time: "dekade" is 10 of ``year``."""

    unit: str
    factor: int


class Lexicon(NamedTuple):
    """All lists; see the files for their contents and sources."""

    nouns: frozenset[str]
    stopwords: frozenset[str]
    classifiers: frozenset[str]
    compounds: dict[str, frozenset[tuple[str, ...]]]
    """First word -> the rest of each compound; ``*`` stands for any noun."""
    excluded_before: frozenset[str]
    ordinal_nouns: frozenset[str]
    money_before: dict[str, str]
    money_after: dict[str, str]
    measures: dict[str, str]
    times: dict[str, TimeUnit]
    qualifiers_before: dict[str, Qualifier]
    qualifiers_after: dict[str, Qualifier]
    cues: dict[str, frozenset[str]]
    """Words that say how a number near them is meant, by purpose."""
    money_before_pattern: str
    money_after_pattern: str
    measure_pattern: str
    time_pattern: str


@cache
def lexicon() -> Lexicon:
    """Read all lists (once per process)."""
    compounds: dict[str, set[tuple[str, ...]]] = {}
    for line in _lines("compounds.txt"):
        first, *rest = line.split()
        compounds.setdefault(first, set()).add(tuple(rest))
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for line in _lines("currencies.tsv"):
        code, left, right = line.split("\t")
        before.update((form, code) for form in left.split("|") if form)
        after.update((form, code) for form in right.split("|") if form)
    measures: dict[str, str] = {}
    for line in _lines("measures.tsv"):
        symbol, forms = line.split("\t")
        measures.update((form, symbol) for form in forms.split("|"))
    times: dict[str, TimeUnit] = {}
    for line in _lines("times.tsv"):
        unit, factor, forms = line.split("\t")
        times.update((form, TimeUnit(unit, int(factor))) for form in forms.split("|"))
    places: dict[str, dict[str, Qualifier]] = {"before": {}, "after": {}}
    for line in _lines("qualifiers.tsv"):
        qualifier, place, forms = line.split("\t")
        places[place].update((form, cast(Qualifier, qualifier)) for form in forms.split("|"))
    return Lexicon(
        nouns=_words("nouns.txt"),
        stopwords=_words("stopwords.txt"),
        classifiers=_words("classifiers.txt"),
        compounds={first: frozenset(rest) for first, rest in compounds.items()},
        excluded_before=_words("excluded_before.txt"),
        ordinal_nouns=_words("ordinal_nouns.txt"),
        money_before=before,
        money_after=after,
        measures=measures,
        times=times,
        qualifiers_before=places["before"],
        qualifiers_after=places["after"],
        cues={name: frozenset(words.split()) for name, words, _ in map(_cells, _lines("cues.tsv"))},
        money_before_pattern=_alternatives(list(before)),
        money_after_pattern=_alternatives(list(after)),
        measure_pattern=_alternatives(list(measures)),
        time_pattern=_alternatives(list(times)),
    )


def lower(text: str) -> str:
    """Lower case, character for character (``str.lower`` lengthens a few letters, which would shift offsets)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)
