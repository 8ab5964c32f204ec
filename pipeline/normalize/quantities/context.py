"""What stands to the left of a number: qualifiers ("minimal", "lebih dari") and words that make it a name or code."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.normalize.quantities.lexicon import lexicon
from pipeline.records import Qualifier

WINDOW: Final = 64
"""Characters looked back at; nothing further away counts."""

_TOKEN = re.compile(r"[^\s\w]*+\w[\w/.'’-]*|[±≥≤><~≈+/=-]+")
_LAST_WORD = re.compile(r"[\w'’./-]+$")
# "hingga seberat 30 ton", "minimal sebesar 20 persen": the word between qualifier and number.
_BETWEEN: Final = frozenset(
    "sebesar sebanyak seberat selama seluas setinggi sepanjang senilai berusia usia sejumlah berjumlah pada angka".split()
)
_CUT = re.compile(r"[.!?;:\n]\s|\n")


class Before(NamedTuple):
    """A qualifier left of a number and where it begins."""

    start: int
    qualifier: Qualifier


def words_before(low: str, position: int) -> list[tuple[str, int]]:
    """Up to six words before ``position`` in the same clause with their places, the nearest last."""
    begin = max(0, position - WINDOW)
    found: list[tuple[str, int]] = []
    stop = position
    while len(found) < 6:
        end = stop
        while end > begin and low[end - 1] in " \t\xa0":
            end -= 1
        if end <= begin or low[end - 1] == "\n":
            break
        start = end
        while start > begin and not low[start - 1].isspace():
            start -= 1
        if start == begin and begin > 0:
            break
        word = low[start:end]
        found.append((word, start))
        if start and low[start - 1] == "\n":
            break
        stop = start
    found.reverse()
    return found


_STRIP: Final = "\"'“”‘’([{«»*_|"


def qualifier_before(low: str, words: list[tuple[str, int]]) -> Before | None:
    """The qualifier that the words end with, or None.

    Args:
        low: lower-case text.
        words: from :func:`words_before`.
    """
    table = lexicon().qualifiers_before
    n = len(words)
    result: Before | None = None
    for _ in range(3):
        matched = False
        for size in (4, 3, 2, 1):
            if size > n:
                continue
            part = words[n - size : n]
            stripped = part[0][0].lstrip(_STRIP)
            phrase = " ".join([stripped, *(word for word, _ in part[1:])])
            qualifier = table.get(phrase)
            if qualifier is not None:
                start = part[0][1] + len(part[0][0]) - len(stripped)
                # "hampir di atas 51%": the outermost word decides.
                result = Before(start, qualifier)
                n -= size
                matched = True
                if stripped != part[0][0]:
                    return result
                break
        if not matched:
            if n and result is None and words[n - 1][0] in _BETWEEN:
                n -= 1
                continue
            break
    return result
