"""Find quantities: one fast search for places where a number may begin, then small careful readers on the spot.

Everything a reader looks at lies within a fixed distance of the number, and the search never goes back, so the
whole takes linear time on any text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.normalize.numbers import Number, number_at
from pipeline.normalize.quantities.candidates import CANDIDATE, KIND
from pipeline.normalize.quantities.counts import ENGLISH_ORDINAL, TIMES, read_counted
from pipeline.normalize.quantities.lexicon import lexicon
from pipeline.normalize.quantities.nouns import read_noun
from pipeline.normalize.quantities.ordinals import (
    read_english,
    read_ke,
    read_numbered,
    read_ordinal_word,
    read_roman_numbered,
)
from pipeline.normalize.quantities.scene import BOUND, Scene
from pipeline.normalize.quantities.units import UNIT, read_money, read_se, read_with_unit
from pipeline.normalize.quantities.values import APPROXIMATE, read_value
from pipeline.records import DateExpression, Quantity

_LEX: Final = lexicon()
_GLUED_SIGN = re.compile(r"Rp(?<=[a-z]Rp)\.?[^\S\n]?(?=\d)")  # "sebesarRp5.000"
_LENGTH_OF_TIME = re.compile(
    rf"[^\n]{{1,40}}?(?:{_LEX.time_pattern})[^\S\n]"
    rf"(?:terakhir|belakangan|ke[^\S\n]depan|mendatang|berikutnya|kemudian|setelah){BOUND}"
)
_CODE = re.compile(r"\d[\d./:–-]*+")
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,3})(?![\d/.,-])")
_BULLETS: Final = " \t-•*(\\|"


def find_quantities(text: str, *, dates: Sequence[DateExpression] | None = None) -> list[Quantity]:
    """Find every quantity in running text, from left to right, without overlaps.

    Args:
        text: one article, or any string.
        dates: the date expressions already found in the same text; they are never quantities.  None: find them here.
    """
    if dates is None:
        # Dates build on numbers too, so neither package may import the other when it is loaded.
        from pipeline.normalize.dates import find_dates

        dates = find_dates(text)
    ordered = sorted((date.start, date.end) for date in dates)
    starts = [start for start, _ in ordered]
    scene = Scene(text)
    low, size = scene.low, len(scene.low)
    glued = deque((match.start(), match.end()) for match in _GLUED_SIGN.finditer(text))
    while scene.position < size:
        match = CANDIDATE.search(low, scene.position)
        while glued and (match is None or glued[0][0] < match.start()):
            start, end = glued.popleft()
            if start >= scene.position:
                read_money(scene, start, end)
                match = CANDIDATE.search(low, scene.position)
        if match is None:
            break
        start = match.start()
        scene.position = match.end()
        index = bisect_right(starts, start) - 1
        if index >= 0 and ordered[index][1] > start and not _LENGTH_OF_TIME.match(low, start):
            scene.position = ordered[index][1]
            continue
        place = KIND.match(low, start)
        assert place is not None  # it matches wherever CANDIDATE does
        kind, end = place.lastgroup, place.end()
        if kind == "number":
            _read_number(scene, start)
        elif kind == "money":
            read_money(scene, start, end)
        elif kind == "first":
            read_ordinal_word(scene, start, end, Decimal(1))
        elif kind == "ke":
            read_ke(scene, start, end)
        elif kind == "se":
            read_se(scene, start, end)
        else:
            read_roman_numbered(scene, start, end)
    return scene.found


def _read_number(scene: Scene, start: int) -> None:
    """Digits or number words without a currency sign before them."""
    low = scene.low
    number = number_at(low, start)
    if number is None:
        code = _CODE.match(low, start)
        if code is not None:
            scene.position = max(scene.position, code.end())
        return
    scene.position = number.end
    if number.words:
        if low[number.end : number.end + 1] == "-" and low.startswith(low[start : number.end], number.end + 1):
            return  # "dua-duanya"
    elif not _stands_alone(scene, start, number):
        return
    words = scene.words_before(start)
    between = bool(words) and words[-1].bare == "antara"
    value = read_value(low, number, between=between)
    if read_numbered(scene, value, start, words) or read_english(scene, start, value):
        return
    after = UNIT.match(low, value.end)
    if after is None or not read_with_unit(scene, start, value, after, words):
        read_counted(scene, start, value, words)


def _stands_alone(scene: Scene, start: int, number: Number) -> bool:
    """Whether digits are a number of their own, not inside a code, a list mark, a date or a clock time."""
    low, end = scene.low, number.end
    previous = low[start - 1] if start else " "
    if low[max(0, start - 2) : start] in ("-+", "+-"):
        return True
    if previous in "-+−" and (start < 2 or low[start - 2] in " (\n"):
        unit = UNIT.match(low, end)
        return unit is not None and unit.lastgroup in ("percent", "measure")
    if previous in ".,/-:–#@+_" and start > 1 and not low[start - 2].isspace():
        return _skip_code(scene, start)
    literal = low[start:end]
    if len(literal) > 1 and literal[0] == "0" and literal.isdigit():
        return _skip_code(scene, start)
    following = low[end : end + 1]
    if following.isalnum() or following == "_":
        if ENGLISH_ORDINAL.match(low, end) or TIMES.match(low, end) or APPROXIMATE.match(low, end):
            return True
        unit = UNIT.match(low, end)
        if unit is not None and unit.lastgroup is not None and unit.start(unit.lastgroup) == end:
            return True
        while end < len(low) and low[end].isalnum():
            end += 1
        scene.position = end
        return False
    if following in ("/", ":") and low[end + 1 : end + 2].isdigit():
        return not _read_fraction(scene, start) and _skip_code(scene, start)
    if following in (".", ")") and number.scale == 1 and len(literal) <= 3:
        # A list mark at the beginning of a line: "1. ", "2) ".
        line = start
        while line and start - line < 8 and low[line - 1] in _BULLETS:
            line -= 1
        if (line == 0 or low[line - 1] == "\n") and not low[end + 1 : end + 2].isdigit():
            return previous == "(" and following == ")"
    return True


def _skip_code(scene: Scene, start: int) -> bool:
    code = _CODE.match(scene.low, start)
    if code is not None:
        scene.position = max(scene.position, code.end())
    return False


def _read_fraction(scene: Scene, start: int) -> bool:
    """ "2/3 siswa": a fraction of something counted, where a date would not stand."""
    fraction = _FRACTION.match(scene.low, start)
    if fraction is None or not 0 < int(fraction[1]) < int(fraction[2]) <= 10:
        return False
    noun = read_noun(scene.text, scene.low, fraction.end())
    if noun is None or not noun.known:
        return False
    value = Decimal(fraction[1]) / Decimal(fraction[2])
    scene.keep(start, noun.word_end, "count", value, unit=scene.written(noun.start, noun.end), noun=noun)
    return True
