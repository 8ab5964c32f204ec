"""The value at a number: repeated in brackets, approximate ("60-an"), or the lower end of a range."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.normalize.numbers import SCALES, Number, number_at
from pipeline.normalize.quantities.lexicon import lexicon
from pipeline.normalize.quantities.scene import BOUND, flat
from pipeline.records import Qualifier

_LEX: Final = lexicon()
RANGE: Final = re.compile(
    r"(?P<dash>[^\S\n]?(?:--?|–|—|−)[^\S\n]?)"
    r"|[^\S\n](?:s\.?/?d\.?|sampai[^\S\n]dengan|sampai|hingga|to)[^\S\n]"
    r"|(?P<dan>[^\S\n](?:dan|dengan)[^\S\n])"
    r"|(?P<atau>[^\S\n]atau[^\S\n])"
)
MONEY_SIGN: Final = re.compile(rf"(?:{_LEX.money_before_pattern})[.:]?[^\S\n]{{0,2}}")
BRACKET: Final = re.compile(r"[^\S\n]?\(([^()\n]{1,160})\)")
_SCALE: Final = "|".join(SCALES)
APPROXIMATE: Final = re.compile(rf"[^\S\n]?({_SCALE})an{BOUND}|-?an{BOUND}(?:[^\S\n]({_SCALE}){BOUND})?")
_OR_MORE = re.compile(r"[^\S\n](atau[^\S\n]lebih|ke[^\S\n]?atas|ke[^\S\n]?bawah|atau[^\S\n]kurang)" + BOUND)
LEBIH: Final = re.compile(
    r"[^\S\n]lebih(?=[^\w\s]|\s*+$|\n|[^\S\n](?:di|yang|untuk|dan|atau|pada|dengan|per|bagi|dalam|telah|sudah|akan)\b|[^\S\n]\()"
)
"""Over, when it stands behind the whole quantity: "Rp 139 miliar lebih"; not "3 kilogram lebih ringan"."""


class Value(NamedTuple):
    """A number or a range of numbers, and where it ends."""

    value: Decimal
    value_max: Decimal | None
    end: int
    number: Number
    """The last number read."""
    approximate: bool = False
    """Written with -an: "60-an", "1 jutaan"."""


def read_value(
    low: str, number: Number, *, between: bool = False, letters: Mapping[str, Decimal] | None = None
) -> Value:
    """Read on from a number.

    Args:
        low: text in lower case.
        number: the number already read there.
        between: "antara" stands before it, so "dan" joins a range.
        letters: of the currency whose sign stands before it, if one does; another sign may stand inside the range.
    """
    end, value, approximate = number.end, number.value, False
    if again := repeated(low, end, value):
        end = again
    elif suffix := APPROXIMATE.match(low, end):
        approximate, end = True, suffix.end()
        if scale := SCALES.get(suffix[1] or suffix[2]):  # "5 ribuan", "10-an juta"
            number = number._replace(scale=scale, simple=value)
            value = value * scale
    upper = upper_end(low, end, number._replace(value=value), between=between, letters=letters)
    return upper or Value(value, None, end, number, approximate)


def repeated(low: str, end: int, value: Decimal) -> int | None:
    """The end of "(dua)" behind "2", or of "(lima juta rupiah)" behind "Rp5.000.000,-", when it says the same."""
    bracket = BRACKET.match(low, end)
    if bracket is None:
        return None
    inner = bracket.start(1)
    if sign := MONEY_SIGN.match(low, inner):
        inner = sign.end()
    again = number_at(low, inner, bracket.end(1))
    if again is None or again.value != value:
        return None
    rest = low[again.end : bracket.end(1)].strip()
    return bracket.end() if not rest or rest in _LEX.money_after else None


def upper_end(
    low: str, end: int, first: Number, *, between: bool, letters: Mapping[str, Decimal] | None
) -> Value | None:
    """The upper end of a range, with the scale shared: "10 sampai 20 juta" begins at ten million."""
    joint = RANGE.match(low, end)
    if joint is None:
        return _next_to(low, end, first)
    if joint["dan"] and not between:
        return None
    position = joint.end()
    if letters is not None and (sign := MONEY_SIGN.match(low, position)):
        position = sign.end()
    second = number_at(low, position, letters=letters)
    if second is None:
        return None
    following = low[second.end : second.end + 2]
    if len(following) == 2 and following[0] in "-/:" and following[1].isdigit():
        return None
    if letters is not None and second.english is not None and second.scale == 1:
        second = english(second)
    lower_value = first.value
    if first.scale == 1 and second.scale > 1 and second.simple is not None and lower_value < second.simple:
        lower_value = lower_value * second.scale
    if lower_value >= second.value or (joint["atau"] and second.value - lower_value != 1):
        return None
    stop, approximate = second.end, False
    if (suffix := APPROXIMATE.match(low, stop)) and not suffix[1] and not suffix[2]:
        stop, approximate = suffix.end(), True
    elif again := repeated(low, stop, second.value):
        stop = again
    return Value(lower_value, second.value, stop, second, approximate)


def _next_to(low: str, end: int, first: Number) -> Value | None:
    """``dua tiga orang`` are two or three: a number word and the next one right behind it."""
    if not first.words or first.scale != 1 or not 1 <= first.value < 9 or low[end : end + 1] != " ":
        return None
    second = number_at(low, end + 1)
    if second is None or not second.words or second.scale != 1 or second.value != first.value + 1:
        return None
    return Value(first.value, second.value, second.end, second)


def english(number: Number) -> Number:
    """Read ``1,500`` as one thousand five hundred, where nobody counts in thousandths."""
    if number.english is None or number.scale != 1:
        return number
    return number._replace(value=number.english, english=None)


def qualifier_after(low: str, end: int, qualifier: Qualifier | None) -> tuple[int, Qualifier | None]:
    """The qualifier behind a quantity ("atau lebih", "lebih") and where it ends; else what was known before."""
    if more := _OR_MORE.match(low, end):
        return more.end(), _LEX.qualifiers_after[flat(more[1])]
    if qualifier is None and (lebih := LEBIH.match(low, end)):
        return lebih.end(), "over"
    return end, qualifier
