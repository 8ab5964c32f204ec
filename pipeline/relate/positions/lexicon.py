"""The words that positions are recognised by, read once from the CSV files beside this module.

``words.csv`` gives each function word around names and offices one class (see :data:`SYMBOL` for the symbol of each
class); ``abbreviations.csv`` gives the written-out form of shortened office titles ("Wagub": wakil gubernur).
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

SYMBOL = {
    "honorific": "h",
    "as": "s",
    "office": "j",
    "become": "m",
    "is": "a",
    "by": "o",
    "in": "i",
    "and": "&",
    "both": "u",
    "which": "y",
    "adverb": "q",
    "term": "t",
    "acting": "w",
    "former": "w",
    "unit": "b",
    "body head": "B",
    "occupation": "p",
    "office head": "K",
}
"""Word class to the one-character symbol that the patterns are written in."""

_DEGREE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,4}\.[ ]?){1,3}[A-Z][A-Za-z]{0,6}(?:\.(?=[,\s)]))?"  # S.Pd.  M. Hum  S.Pd.I  Ph.D
    r"|(?:SE|SH|ST|Lc|Ak|CA|CPA|Apt|Ns|Ners|B[A-Z][a-z]{0,3}|S[A-Z][A-Za-z]{0,4}|M[A-Z][A-Za-z]{0,5}|PhD|PHD|DEA)"
    r"(?![\w])"
)
_PROFESSIONAL = re.compile(
    r"(?:[A-Z]{2,6}[a-z]{0,4}|Akt|Apt|Psikolog|Kons|Gr|ASEAN Eng)(?=\.?(?:\s*(?:[,)]|$)|\s+(?:[a-z]|\()))"
)
"""What engineers, accountants and others write behind their degrees, up to a comma or a word in small letters."""
_NOT_A_DEGREE = frozenset(
    {"SD", "SMP", "SMA", "SMK", "MA", "MI", "MTs", "MAN", "SLB", "MPR", "MK", "SDN", "SMPN", "SMAN"}
)


@lru_cache(maxsize=1)
def word_classes() -> dict[str, str]:
    """Lower-case word to class, single words only."""
    with (files(__package__) / "words.csv").open(encoding="utf8") as lines:
        return {row["word"]: row["class"] for row in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def occupations() -> frozenset[str]:
    """What people do rather than hold: a place beside it ("guru di Palembang") is not its body."""
    with (files(__package__) / "words.csv").open(encoding="utf8") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines) if row["class"] == "occupation")


@lru_cache(maxsize=1)
def office_heads() -> frozenset[str]:
    """Words that an office can be known by even where no tagger marked it: occupations, and "camat", "ketua", ..."""
    heads = {word for word, kind in word_classes().items() if kind == "office head"}
    return frozenset(heads | occupations())


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Lower-case shortened title to the words it stands for; status words stand for nothing."""
    with (files(__package__) / "abbreviations.csv").open(encoding="utf8") as lines:
        return {row["short"]: tuple(row["long"].split()) for row in csv.DictReader(lines)}


def match_degree(text: str, start: int, *, among_degrees: bool = False) -> int:
    """End of an academic degree that starts at ``start`` ("S.Pd", "M. Hum", "SE"), or ``start`` if there is none.

    ``among_degrees`` says that one stands before: then professional titles count too ("IPU.", "Akt.", "ASEAN Eng.").
    """
    found = _DEGREE.match(text, start) or (_PROFESSIONAL.match(text, start) if among_degrees else None)
    if not found or (
        found[0] in _NOT_A_DEGREE and not (found[0] == "MA" and text[found.end() : found.end() + 1] == ".")
    ):
        return start
    return found.end()


_BRACKET = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"\w+(?:[-/&.]\w+)*")


@lru_cache(maxsize=4096)
def office_words(position: str) -> tuple[str, ...]:
    """The words of an office, lower-cased, shortened titles written out, status words and punctuation left out.

    "Plt. Kadisdik" gives ("kepala", "dinas", "pendidikan"); so two ways to write one office can be compared.
    """
    out: list[str] = []
    table = abbreviations()
    for word in _WORD.findall(_BRACKET.sub(" ", position.casefold())):
        if word in table:
            out.extend(table[word])
        elif word.startswith("wamen") and len(word) > 5:
            out.extend(("wakil", "menteri", word[5:]))
        elif word.startswith("menko") and len(word) > 5:
            out.extend(("menteri", "koordinator", word[5:]))
        elif word.startswith("men") and len(word) > 4 and word not in _NOT_MINISTER:
            out.extend(("menteri", word[3:]))
        elif word not in ("dan", "&", "bidang", "ri"):
            out.append(word)
    return tuple(out)


_NOT_MINISTER = frozenset({"menteri", "mentor", "menengah", "mental", "menulis", "menwa", "mengajar", "menyanyi"})


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of ``short`` stand in ``long`` in this order, the first at the start of a part of it.

    >>> abbreviates("hub", "perhubungan"), abbreviates("dikbudristek", "pendidikan kebudayaan riset dan teknologi")
    (True, True)
    """
    letters = iter(long)
    return bool(short) and all(letter in letters for letter in short)


def same_office_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two offices as :func:`office_words` can be one: equal, one the beginning of the other, or the same
    minister by an abbreviated name of the ministry."""
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short:
        return False
    if short == long[: len(short)]:
        return True
    heads = [
        h
        for h in (("wakil", "menteri"), ("menteri", "koordinator"), ("menteri",))
        if short[: len(h)] == h == long[: len(h)]
    ]
    if not heads:
        return False
    n = len(heads[0])
    x, y = ("".join(short[n:]), "".join(long[n:]))
    return abbreviates(x, y) or abbreviates(y, x)
