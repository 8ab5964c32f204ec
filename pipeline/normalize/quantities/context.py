"""What stands to the left of a number: its words, and qualifiers such as "minimal" and "lebih dari"."""

from __future__ import annotations

import re
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


_WORDS = re.compile(r"\S++")


_LAST_WORDS: Final = _BETWEEN | {phrase.split()[-1] for phrase in lexicon().qualifiers_before}
"""Every word that a qualifier, or what stands between it and the number, can end with."""


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
    begin = max(0, position - WINDOW, low.rfind("\n", max(0, position - WINDOW), position) + 1)
    found = [(match[0], match.start()) for match in _WORDS.finditer(low, begin, position)]
    if found and found[0][1] == begin and begin and not low[begin - 1].isspace():
        del found[0]  # the window cuts it
    return [Word(text, start, text.strip(_MARKS)) for text, start in found[-MOST_WORDS:]]


def qualifier_before(words: Sequence[Word]) -> Before | None:
    """The qualifier that the words end with, or None; of several ("hampir di atas") the outermost decides."""
    table = lexicon().qualifiers_before
    n = len(words)
    if n and words[-1].text not in _LAST_WORDS and words[-1].text.lstrip(_OPENING) not in _LAST_WORDS:
        return None
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
