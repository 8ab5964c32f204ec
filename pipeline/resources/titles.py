"""Honorifics, ranks and degrees around a person's name, and the words that name an office.

:func:`bare_name` is what most callers want: "Prof. Dr. H. Ahmad Fulan, S.Pd., M.Si." -> "Ahmad Fulan".
:func:`bare_span` does the same on the offsets of a span, for taggers.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from pipeline.resources.loader import read_table


def _alternatives(words: set[str]) -> str:
    """The words as one alternation, longest first; spaces match any white space, dots are optional."""
    return "|".join(
        regex.escape(w, literal_spaces=True).replace(" ", r"\s+").replace(r"\.", r"\.?\s?")
        for w in sorted(words, key=len, reverse=True)
    )


@lru_cache(maxsize=1)
def honorifics() -> frozenset[str]:
    """Words before a name, without their full stops: ``Pak``, ``Hj``, ``Prof``, ``Kombes Pol``."""
    return frozenset(row["text"] for row in read_table("honorifics"))


@lru_cache(maxsize=1)
def degrees() -> frozenset[str]:
    """Degrees as written without full stops: ``SPd``, ``MSi``, ``PhD``."""
    return frozenset(row["text"] for row in read_table("degrees"))


@lru_cache(maxsize=1)
def _leading() -> regex.Pattern[str]:
    # A military rank may be followed by its branch in brackets: "Letjen TNI (Purn)".
    return regex.compile(
        rf"(?:(?:{_alternatives(set(honorifics()))})(?:\.|(?![\p{{L}}\p{{N}}]))|\((?:Purn|Pol|HC|Hon|Alm)\.?(?:\s?Pol)?\.?\))"
        r"[\s,.]*+",
    )


# S.Pd., M.Pd.I, A.Md.Keb, Sp.OG(K), Ph.D: a first part that degrees begin with, and no space inside, so that
# the initials of "Oscar O. Wambrauw" and "Ahmad M. Ramli" stay; "M. Si" with a space only for the commonest.
_DOTTED_DEGREE = (
    r"(?:(?:[SMABDE]|Ph|Sp|Ed|LL|Dipl?|Psi|Tr)\.(?:\p{Lu}\p{L}{0,7}+\.?){1,4}"
    r"|[SM]\.\s(?:Pd|Si|Ag|Sc|Kom|Hum|Kes|Sos|IP|Ak|Eng|T|E|H|M)\b\.?(?:\s?I\b\.?)?)(?:\(\p{L}{1,4}\))?\.?"
)


@lru_cache(maxsize=1)
def _trailing() -> regex.Pattern[str]:
    one = degree_pattern()
    return regex.compile(rf"(?:\s*,\s*|\s+){one}(?:(?:\s*,\s*|\s+){one}){{0,7}}+[\s.,]*+$")


def degree_pattern() -> str:
    """A regular expression for one degree, dotted or not; for patterns of other modules."""
    known = "|".join(regex.escape(d) for d in sorted(degrees(), key=len, reverse=True))
    return rf"(?:{_DOTTED_DEGREE}|(?:{known})\b\.?(?:\(\p{{L}}{{1,4}}\))?)"


def honorific_length(text: str, start: int = 0) -> int:
    """Number of characters from ``start`` that honorifics and ranks take up, with the space after them."""
    at = start
    while match := _leading().match(text, at):
        at = match.end()
    return at - start


def strip_honorifics(name: str) -> str:
    """The name without honorifics, ranks and leading academic titles; never empty."""
    rest = name[honorific_length(name) :].strip()
    return rest or name.strip()


def strip_degrees(name: str) -> str:
    """The name without the degrees after it: ``Ahmad Fulan, S.Pd., M.Si.`` -> ``Ahmad Fulan``."""
    match = _trailing().search(name)
    rest = name[: match.start()].rstrip(" ,") if match else ""
    return rest or name.strip()


def bare_name(name: str) -> str:
    """The name alone, as PERSON mentions and the tables hold it; white space made single."""
    return strip_degrees(strip_honorifics(" ".join(name.split()))).strip(" ,.;:\"'“”‘’()")


def bare_span(text: str, start: int, end: int) -> tuple[int, int]:
    """``start`` and ``end`` of a person's name moved past honorifics, degrees and punctuation at its edges.

    The span comes back unchanged when nothing but honorifics would be left out of it.
    """
    new_start = start + honorific_length(text[start:end])
    match = _trailing().search(text, new_start, end)
    new_end = match.start() if match else end
    while new_end > new_start and text[new_end - 1] in " \t\n,.;:\"'“”‘’(":
        new_end -= 1
    while new_start < new_end and text[new_start] in " \t\n,.;:\"'“”‘’)":
        new_start += 1
    return (new_start, new_end) if new_start < new_end else (start, end)
