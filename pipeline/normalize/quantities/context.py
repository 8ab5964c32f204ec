"""What stands to the left of a number: its words, and qualifiers such as "minimal" and "lebih dari"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.normalize.quantities.lexicon import lexicon
from pipeline.records import Qualifier

WINDOW: Final = 90
"""Characters looked back at; nothing further away counts."""
MOST_WORDS: Final = 9

_MARKS: Final = "\"'“”‘’()[]{}«»*_|\\,:;.!?…"
_OPENING: Final = "\"'“”‘’([{«*_|\\-–"
# "hingga seberat 30 ton", "minimal sebesar 20 persen": words between qualifier and number.
_BETWEEN: Final = lexicon().cues["after_qualifier"]


class Word(NamedTuple):
    """A stretch between blanks, with its marks."""

    text: str
    start: int
    bare: str
    """Without the marks around it."""


class Before(NamedTuple):
    """A qualifier left of a number and where it begins."""

    start: int
    qualifier: Qualifier


def words_before(low: str, position: int) -> list[Word]:
    """Up to nine words before ``position`` in the same line, the nearest last.

    Args:
        low: text in lower case.
        position: where the number begins.
    """
    begin = max(0, position - WINDOW)
    found: list[Word] = []
    stop = position
    while len(found) < MOST_WORDS:
        end = stop
        while end > begin and low[end - 1] in " \t\xa0":
            end -= 1
        if end <= begin or low[end - 1] == "\n":
            break
        start = end
        while start > begin and not low[start - 1].isspace():
            start -= 1
        if start == end or (start == begin and begin > 0):
            break
        text = low[start:end]
        found.append(Word(text, start, text.strip(_MARKS)))
        stop = start
    found.reverse()
    return found


def qualifier_before(words: Sequence[Word]) -> Before | None:
    """The qualifier that the words end with, or None; of several ("hampir di atas") the outermost decides."""
    table = lexicon().qualifiers_before
    n = len(words)
    result: Before | None = None
    while n:
        for size in (4, 3, 2, 1):
            if size > n:
                continue
            head = stripped = words[n - size].text
            rest = [word.text for word in words[n - size + 1 : n]]
            qualifier = table.get(" ".join([head, *rest]))
            if qualifier is None and head[0] in _OPENING:
                stripped = head.lstrip(_OPENING)
                qualifier = table.get(" ".join([stripped, *rest]))
            if qualifier is not None:
                result = Before(words[n - size].start + len(head) - len(stripped), qualifier)
                n -= size
                if stripped != head:
                    return result
                break
        else:
            if result is None and n == len(words) and words[n - 1].text in _BETWEEN:
                n -= 1
                continue
            return result
    return result
