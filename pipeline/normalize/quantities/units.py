"""Quantities that a unit word makes: money, percentages, lengths of time, ages, measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.normalize.numbers import FOREIGN_LETTERS, RUPIAH_LETTERS, Number, number_at
from pipeline.normalize.quantities.context import Before, Word, qualifier_before
from pipeline.normalize.quantities.lexicon import TimeUnit, lexicon
from pipeline.normalize.quantities.nouns import compound_at
from pipeline.normalize.quantities.scene import BOUND, Scene, flat, near_words
from pipeline.normalize.quantities.values import (
    RANGE,
    Value,
    english,
    qualifier_after,
    read_value,
    repeated,
    upper_end,
)
from pipeline.records import Qualifier, QuantityKind

_LEX: Final = lexicon()
_GAP: Final = r"[^\S\n]{0,2}\n?[^\S\n]{0,2}"
UNIT: Final = re.compile(
    rf"{_GAP}(?:(?P<percent>%|(?:persen|prosen|percent|per[^\S\n]cent){BOUND})"
    rf"|(?P<money>(?:{_LEX.money_after_pattern}){BOUND})"
    rf"|(?P<time>(?:{_LEX.time_pattern}){BOUND})"
    rf"|(?P<measure>(?:{_LEX.measure_pattern}){BOUND}))"
)
"""A unit behind a number; the named group says of which kind."""
SE_TIMES: Final[dict[str, TimeUnit]] = {
    f"se{form}": _LEX.times[form]
    for form in ("tahun", "bulan", "minggu", "pekan", "hari", "jam", "menit", "detik", "dekade", "abad", "semester")
}
"""One unit of time in one word: "setahun"."""
_SPACED = re.compile(r"\d{1,3}(?:[ \xa0]\d{3}){1,4}(?![\d.,])")
_MONEY_TAIL = re.compile(r"[.,][^\S\n]?[-–—=]{1,2}(?!\d)")
_YEAR_AFTER = re.compile(r"[^\S\n]{1,2}(?:ke-?)?\d{4}(?!\d|[.,]\d)")
_AGO = re.compile(r"[^\S\n](?:yang[^\S\n])?(?:lalu|silam)" + BOUND)
_AGE_WITHIN = re.compile(r"\b(?:ber)?(?:usia|umur)\b")
_UPWARDS = re.compile(r"[^\S\n]ke[^\S\n]?(?:atas|bawah)" + BOUND)
_AGE_CUES: Final = _LEX.cues["age"]
_PERSONS: Final = _LEX.cues["age_person"]
_AGE_JOINTS: Final = _LEX.cues["age_joint"]
_CUT = re.compile(r"[.!?;(\n]")
_SMALLER: Final = {
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60, ("minute", "second"): 60,
}  # fmt: skip
_NEARLY: Final = frozenset(("tahunan", "bulanan", "mingguan", "harian"))
_HALF = re.compile(r"[^\S\n]setengah" + BOUND)
_JOINT = re.compile(r"[^\S\n]{1,2}(?:(?:dan|lebih)[^\S\n])?")


def read_money(scene: Scene, start: int, number_start: int) -> None:
    """Money with its sign before the number: "Rp 1,5 miliar", "US$ 100"."""
    low = scene.low
    signed = low[number_start - 1] in "-−"  # "Rp -5.000"
    code = _LEX.money_before[flat(low[start:number_start].rstrip(" .:\xa0\t-−"))]
    letters = RUPIAH_LETTERS if code == "IDR" else FOREIGN_LETTERS
    if spaced := _SPACED.match(low, number_start):  # "Rp 1 500 000"
        value = Decimal("".join(spaced[0].split()))
        number = Number(number_start, spaced.end(), value, False, Decimal(1))
    elif found := number_at(low, number_start, letters=letters):
        number = english(found)
    else:
        return
    words = scene.words_before(start)
    between = bool(words) and words[-1].text == "antara"
    amount = read_value(low, number, between=between, letters=letters)
    end = amount.end
    if tail := _MONEY_TAIL.match(low, end):
        end = tail.end()
        if amount.value_max is None and (again := repeated(low, end, amount.value)):
            end = again
        elif amount.value_max is None and (
            upper := upper_end(low, end, amount.number, between=between, letters=letters)
        ):
            amount, end = upper, upper.end
            if tail := _MONEY_TAIL.match(low, end):
                end = tail.end()
    after = UNIT.match(low, end)
    if after is not None and after["money"] and _LEX.money_after[flat(after["money"])] == code:
        end = after.end()
    if signed:
        amount = amount._replace(value=-amount.value)
    elif amount.value_max is None and (minus := _minus(low, start, words)) is not None:
        start, amount = minus, amount._replace(value=-amount.value)
        words = words[:-1]
    keep_money(scene, start, end, amount, code, qualifier_before(words) or _from(low, words, end))


def _minus(low: str, start: int, words: Sequence[Word]) -> int | None:
    """Where a minus before a currency sign begins: "minus Rp5.000", "(-Rp5.000)"; a dash at a line start is none."""
    if words and words[-1].text == "minus":
        return words[-1].start
    return start - 1 if _negative(low, start) else None


def _from(low: str, words: Sequence[Word], end: int) -> Before | None:
    """ "mulai Rp50.000" is a least price; "mulai dari Rp1 juta menjadi Rp2 juta" is a rise."""
    size = 2 if len(words) > 1 and words[-1].text == "dari" else 1
    if len(words) < size or words[-size].bare not in ("mulai", "start") or low.startswith(" menjadi", end):
        return None
    return Before(words[-size].start, "min")


def keep_money(scene: Scene, start: int, end: int, value: Value, code: str, before: Before | None) -> None:
    """Record money from ``start`` to ``end``, with the qualifiers around it."""
    begin, qualifier = _begin(scene, start, value, before)
    end, qualifier = qualifier_after(scene.low, end, qualifier)
    scene.keep(begin, end, "money", value.value, value.value_max, code, qualifier)


def _begin(scene: Scene, start: int, value: Value, before: Before | None) -> tuple[int, Qualifier | None]:
    """Where the quantity begins, with the qualifier before it or in the number itself."""
    if before is not None and before.start >= scene.last_end:
        return before.start, before.qualifier
    return start, "about" if value.approximate else None


def read_with_unit(scene: Scene, start: int, value: Value, after: re.Match[str], words: Sequence[Word]) -> bool:
    """Percent, money, time and measures behind a number; False when the unit word means something else here."""
    low, group = scene.low, after.lastgroup
    assert group is not None  # every alternative is named
    form, end = flat(after[group]), after.end()
    if low.startswith(" pun", end) and value.number.words:
        return True  # "tidak ada satu rupiah pun"
    if value.value_max is None and (second := _second_with_unit(low, value, after)):
        value, end = second, second.end
    before = qualifier_before(words)
    begin, qualifier = _begin(scene, start, value, before)
    if group == "time":
        return _read_time(scene, begin, end, value, form, after.start(group), words, qualifier)
    if group == "money":
        if value.value_max is None and not value.approximate:
            value = value._replace(value=english(value.number).value)
        keep_money(scene, start, repeated(low, end, value.value) or end, value, _LEX.money_after[form], before)
        return True
    if begin == start and value.value_max is None and _negative(low, start):
        begin, value = start - 1, value._replace(value=-value.value)
    kind: QuantityKind = "percent"
    unit = "percent"
    if group == "measure":
        if not _measure_written(scene.text[after.start(group) : after.end(group)], form, value.number):
            return False
        kind, unit = "measure", _LEX.measures[form]
    end, qualifier = qualifier_after(low, end, qualifier)
    scene.keep(begin, end, kind, value.value, value.value_max, unit, qualifier)
    return True


def _negative(low: str, start: int) -> bool:
    """Whether a minus sign is written at the number: "(-2,22%)", "suhu -5 derajat"; a dash at a line start is none."""
    return low[start - 1 : start] in ("-", "−") and (start == 1 or low[start - 2] in " (")


def _measure_written(written: str, form: str, number: Number) -> bool:
    """Whether a symbol of one or two letters is written as the symbol, not as an initial or a short form."""
    if len(form) == 1:
        return not number.words and (form in "lvwkj" or written.islower())
    return form != "are" or written.islower()


def _second_with_unit(low: str, value: Value, after: re.Match[str]) -> Value | None:
    """A range whose ends both carry the unit: "4 tahun sampai 6 tahun", "5% - 10%"."""
    joint = RANGE.match(low, after.end())
    if joint is None or joint["dan"] or joint["atau"]:
        return None
    number = number_at(low, joint.end())
    if number is None or number.value <= value.value:
        return None
    again = UNIT.match(low, number.end)
    group = after.lastgroup
    if again is None or again.lastgroup != group or group is None or flat(again[group]) != flat(after[group]):
        return None
    return Value(value.value, number.value, again.end(), number)


def _read_time(
    scene: Scene,
    begin: int,
    end: int,
    value: Value,
    form: str,
    form_start: int,
    words: Sequence[Word],
    qualifier: Qualifier | None,
) -> bool:
    """A length of time or an age; True also where it is neither but no other reading may try."""
    low = scene.low
    if compound_at(low, form_start):  # "24 jam pelajaran" counts lessons
        return False
    if words and words[-1].bare in _LEX.cues["before_grade"]:  # "kelas 12 semester 5"
        return False
    if (form in ("tahun", "thn", "th") and _YEAR_AFTER.match(low, end)) or _AGO.match(low, end):
        scene.position = end
        return True
    if form == "th" and not value.number.words and scene.text[end : end + 2].strip()[:1].isupper():
        return False  # "10th Anniversary"
    if form == "hari" and low.startswith(" ini", end) and words and words[-1].bare in _LEX.excluded_before:
        return False  # "MAN 1 hari ini"
    if form in _NEARLY and qualifier is None:
        qualifier = "about"
    unit = _LEX.times[form]
    low_value, high = value.value * unit.factor, value.value_max
    name = unit.unit
    if high is None:
        low_value, name, end = compound_time(low, low_value, name, end)
    else:
        high = high * unit.factor
    kind: QuantityKind = "age" if name in ("year", "month") and is_age(scene, begin, end, words) else "duration"
    if name == "year" and _UPWARDS.match(low, end):  # "15 tahun ke atas"
        kind = "age"
    end, qualifier = qualifier_after(low, end, qualifier)
    scene.keep(begin, end, kind, low_value, high, name, qualifier)
    return True


def compound_time(low: str, value: Decimal, name: str, end: int) -> tuple[Decimal, str, int]:
    """Join smaller units behind a length of time: "1 menit 43 detik" is 103 seconds."""
    for _ in range(3):
        if half := _HALF.match(low, end):  # "satu bulan setengah"
            value, end = value + Decimal("0.5"), half.end()
        joint = _JOINT.match(low, end)
        number = number_at(low, joint.end()) if joint else None
        after = UNIT.match(low, number.end) if number else None
        if number is None or after is None or not after["time"]:
            break
        smaller = _LEX.times[flat(after["time"])]
        factor = _SMALLER.get((name, smaller.unit))
        if factor is None or smaller.factor != 1:
            break
        value, name, end = value * factor + number.value, smaller.unit, after.end()
    return value, name, end


def read_se(scene: Scene, start: int, end: int) -> None:
    """ "setahun", "seminggu": one unit of time in one word; not as a rate ("dua kali seminggu")."""
    low = scene.low
    form = low[start:end]
    approximate = form not in SE_TIMES
    unit = SE_TIMES[form[:-2] if approximate else form]
    scene.position = end
    if low[end : end + 1] == "-" or _AGO.match(low, end) or low.startswith(" sekali", end):
        return
    words = scene.words_before(start)
    if (scene.found and start - scene.last_end <= 2) or (words and words[-1].text in ("sekali", "kali", "dalam")):
        follows = low[end : end + 9].strip()
        if not (words and words[-1].text == "dalam" and follows.startswith("terakhir")):
            return
    before = qualifier_before(words)
    if before is not None and before.start >= scene.last_end:
        begin, qualifier = before.start, before.qualifier
    else:
        begin, qualifier = start, None
    if approximate and qualifier is None:
        qualifier = "about"
    kind: QuantityKind = "age" if unit.unit in ("year", "month") and is_age(scene, begin, end, words) else "duration"
    value, name, end = compound_time(low, Decimal(unit.factor), unit.unit, end)
    end, qualifier = qualifier_after(low, end, qualifier)
    scene.keep(begin, end, kind, value, None, name, qualifier)


def is_age(scene: Scene, begin: int, end: int, words: Sequence[Word]) -> bool:
    """Whether years or months say how old somebody is."""
    low = scene.low
    near = near_words([word for word in words if word.start < begin])
    if any(word in _AGE_CUES for word in near[:6]) or (near and near[0] in _PERSONS):
        return True
    if _AGE_WITHIN.search(low, begin, end):  # "hingga usia dua tahun"
        return True
    closing = low[end : end + 1]
    if low[begin - 1 : begin] == "(" and closing == ")" and scene.name_before(begin - 1):
        return True
    if closing in (",", ")") and low[max(0, begin - 2) : begin] == ", " and scene.name_before(begin - 2):
        return True
    previous = next((quantity for quantity in reversed(scene.found[-3:]) if quantity.kind == "age"), None)
    if previous is None or begin - previous.end > 60 or not near:
        return False
    cut = _CUT.search(low, previous.end, begin)
    closed = cut is not None and low.find(")", cut.start(), begin) >= 0 and cut[0] == "("
    joined = (
        near[0] in _AGE_JOINTS or low.startswith(("maks", "mini", "pali"), begin) or low[begin - 5 : begin] == " dan "
    )
    return joined and (cut is None or closed)
