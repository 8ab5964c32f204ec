"""Stretches between quotation marks, whatever the marks and however carelessly set.

Handles the typographic pairs, straight marks, marks doubled by a CSV export (``""``) or escaped (``\\"``), a pair
opened with one kind and closed with another, a mark turned the wrong way, quotations that never close (they end with
their line) and quotations that run over several paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.relate.statements.verbs import TAG

_MARK = re.compile(r"\\?[\"“”„‟«»＂]+|''|``|‘’|’’|‘‘")
_SENTENCE_END = re.compile(r"[.!?…][\s)]*$")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation; ``start:end`` is what stands between the marks, ``outer_end`` is after the closing mark."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    opened: bool = True
    """False where only a closing mark was found: the quotation begins with its sentence."""


def find_quotes(text: str) -> list[Quote]:
    """All quotations outside other quotations, ordered by start."""
    quotes: list[Quote] = []
    line_start = 0
    for line in text.splitlines(keepends=True):
        quotes.extend(_in_line(text, line_start, line_start + len(line.rstrip())))
        line_start += len(line)
    return quotes


def _in_line(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    depth = 0
    for mark in _MARK.finditer(text, start, end):
        opens, closes = _sides(text, mark, start, end)
        if opened is None:
            if opens >= closes or mark.start() == start or text[mark.end() : mark.end() + 1].isalnum():
                opened, depth = mark, 0
            elif mark.start() > start and text[mark.start() - 1] in ",.?!":
                begin = _sentence_start(text, found[-1].outer_end if found else start, mark.start() - 1)
                found.append(Quote(begin, mark.start(), begin, mark.end(), True, opened=False))
            continue
        blind = mark.end() >= end or text[mark.end()].isspace()  # nothing can begin before a space
        tagged = TAG.match(text, mark.end()) is not None  # "...," Ungkap Andi with the space on the wrong side
        if closes >= opens or blind or tagged:
            if depth:
                depth -= 1
                continue
            found.append(Quote(opened.end(), mark.start(), opened.start(), mark.end(), True))
            opened = None
        elif _SENTENCE_END.search(text, max(opened.end(), mark.start() - 4), mark.start()):
            # a new quotation after a full stop: the one before was never closed
            found.append(Quote(opened.end(), mark.start(), opened.start(), mark.start(), False))
            opened, depth = mark, 0
        else:
            depth += 1
    if opened is not None and opened.end() < end:
        found.append(Quote(opened.end(), end, opened.start(), end, False))
    return [q for q in found if text[q.start : q.end].strip()]


_BOUNDARY = re.compile(r"[.!?…][\s)]+(?=[A-Z(])")
_REACH = 600


def _sentence_start(text: str, low: int, at: int) -> int:
    start = low = max(low, at - _REACH)
    for boundary in _BOUNDARY.finditer(text, low, at):
        start = boundary.end()
    while start < at and text[start].isspace():
        start += 1
    return start


def _sides(text: str, mark: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """How much a mark looks like an opening and like a closing one."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    opens = closes = 0
    char = mark[0].lstrip("\\")[0]
    if char in "“„«":
        opens += 2
    elif char in "”»‟":
        closes += 2
    if before.isspace() or before in "([:—–-":
        opens += 2
    if after.isspace() or after in ".,;:!?)]—–":
        closes += 2
    if not before.isspace() and before not in "([" and (after.isspace() or after in ".,;)"):
        closes += 1
    if before in ",.!?" and not after.isspace():
        closes += 1
    if after.isalnum() and before.isspace():
        opens += 1
    return opens, closes
