"""Read what counts from a reference day: ``kemarin``, ``pekan lalu``, ``dua tahun lagi``, ``tiga hari terakhir``."""

from __future__ import annotations

from decimal import Decimal

from pipeline.normalize.dates import patterns as p
from pipeline.normalize.dates.clock import read_clock
from pipeline.normalize.dates.days import is_dated, read_direction, read_month_of, read_weekday
from pipeline.normalize.dates.lexicon import ONE_UNITS, ORDINALS, UNITS, Unit
from pipeline.normalize.dates.scene import NOW, PAST, Candidate, Scene
from pipeline.normalize.dates.values import (
    GRANULARITY,
    RelativeDate,
    RelativeStretch,
    RelativeSum,
    Unresolved,
    Value,
    WeekOfMonth,
)
from pipeline.normalize.dates.years import read_century, read_part_of_year, read_year_word
from pipeline.normalize.numbers import parse_number

_SCHOOL_YEAR = ("ajaran", "pelajaran", "akademik")
_NEXT = frozenset({"depan", "mendatang", "akan datang", "berikutnya"})
_BACK = frozenset({"terakhir", "belakangan", "belakangan ini"})
_AHEAD = frozenset({"ke depan", "mendatang", "akan datang", "depan"})
_LENGTHS = _BACK | {"ke depan"}
"""Behind a count these tell how long something lasts, which is a duration and no date: ``lima tahun terakhir``."""
_AFTER = frozenset({"kemudian", "setelahnya", "sesudahnya"})
_LATER = frozenset({"lagi", "dari sekarang"})
_POINTS = _LATER | PAST - {"sebelumnya"}
_NUMBER_ENDS = frozenset({"puluh", "belas", "ratus", "ribu", "juta", "setengah"})
"""Words that end a number without being one."""


def read_deictic(scene: Scene, start: int, word: str) -> list[Candidate]:
    """``kemarin``, ``besok``, ``lusa``, ``tadi malam``, ``pagi ini``, ``keesokan harinya``."""
    match = None if scene.is_glued(start) else p.DEICTIC.match(scene.low, start)
    if match is None or scene.low[match.end() : match.end() + 1] == "-":  # "kemarin-kemarin"
        return []
    if scene.before(start, 8).endswith("musim "):
        return []
    if word == "semalam" and scene.before(start, 8).endswith(("sehari ", "hari ", "satu ")):
        return []
    group = match.lastgroup or "zero"
    value = RelativeDate(unit="day", offset=p.DEICTIC_OFFSETS[group], after_previous=group == "next")
    return [Candidate.of(start, match.end(), value)]


def read_unit(scene: Scene, start: int, word: str) -> list[Candidate]:
    """A unit of time and what stands around it."""
    if scene.is_glued(start):
        return []
    if special := _read_special(scene, start, word):
        return special
    end = start + len(word)
    is_one = word.startswith("se") and word not in UNITS
    unit = UNITS[word[2:] if is_one else word]
    if unit == "year":
        for name in _SCHOOL_YEAR:
            if scene.low.startswith(name, end + 1):
                unit, end = "school_year", end + 1 + len(name)
    tail = p.RELATIVE_TAIL.match(scene.low, end)
    if tail is None:
        return _read_within(scene, start, end, unit, is_one)
    which = " ".join(tail["tail"].split())
    first, count = (start, Decimal(1)) if is_one else _count_before(scene, start)
    if count is not None and which in NOW and p.NUMBERED_BEFORE.search(scene.before(first, 12)):
        first, count = start, None  # "siswa kelas 6 tahun ini"
    if which in _LENGTHS and not _is_whole(scene, first, tail.end()):
        return []
    if count is None:
        if first < start:  # "5-10 tahun lagi": no one day
            return [Candidate.of(first, tail.end(), Unresolved(granularity=GRANULARITY[unit]))]
        if p.VAGUE_BEFORE.search(scene.before(start)) and (word, which) not in (("hari", "ini"), ("hr", "ini")):
            return []
        return _read_single(scene, start, tail.end(), unit, word, which)
    if which in _POINTS and (several := _read_several(scene, first, unit, count, which)):
        return [Candidate.of(several[0], tail.end(), several[1])]
    value = _counted(unit, count, which)
    return [Candidate.of(first, tail.end(), value)] if value else []


def read_week_or_sunday(scene: Scene, start: int, word: str) -> list[Candidate]:
    """``minggu`` is Sunday with a date, a part of the day or ``hari``, or alone with a capital; else a week."""
    is_day = scene.before(start, 6).endswith("hari ")
    if not is_day and (week := read_unit(scene, start, word)):
        return week
    if scene.before(start, 8).endswith("sekolah ") and not is_dated(scene, start):
        return []  # "guru sekolah Minggu"
    if is_day or is_dated(scene, start) or p.PART_AFTER.match(scene.low, start + len(word)):
        return read_weekday(scene, start, word)
    if not scene.text[start].isupper() or _count_before(scene, start)[0] < start:
        return []
    return read_weekday(scene, start, word)


def _read_special(scene: Scene, start: int, word: str) -> list[Candidate]:
    """What some units begin besides a relative date."""
    if word in ("tahun", "thn", "th"):
        return read_year_word(scene, start, word)
    if word in ("semester", "triwulan", "kuartal"):
        return read_part_of_year(scene, start, word)
    if word == "abad":
        return read_century(scene, start, word)
    if word in ("pekan", "minggu"):
        return _read_week_of_month(scene, start)
    if word == "jam":
        return read_clock(scene, start, word)
    if word == "malam":
        return read_deictic(scene, start, word)
    if word == "hari" and (match := p.DAY_BEFORE_OR_AFTER.match(scene.low, start)):
        return [Candidate.of(start, match.end(), RelativeDate(unit="day", offset=1 if match["next"] else -1))]
    return []


def _read_week_of_month(scene: Scene, start: int) -> list[Candidate]:
    """``pekan kedua Juli 2025``."""
    match = p.WEEK_OF_MONTH.match(scene.low, start)
    month = read_month_of(scene.low, match.end()) if match else None
    if match is None or month is None:
        return []
    number = -1 if match["number"] == "terakhir" else ORDINALS[match["number"].replace(" ", "")]
    value, end = month if month[0].year else read_direction(scene, *month)
    return [Candidate.of(start, end, WeekOfMonth(number=number, month=value))]


def _read_single(scene: Scene, start: int, end: int, unit: Unit, word: str, which: str) -> list[Candidate]:
    """One calendar unit beside that of the reference day: ``tahun lalu``, ``bulan depan``, ``hari ini``."""
    offset = -1 if which in PAST else 0 if which in NOW else 1 if which in _NEXT else None
    if which == "nanti" and scene.before(start, 16).endswith(("akhir ", "pertengahan ")):
        offset = 0  # "akhir tahun nanti"
    if offset is None or unit == "hour":
        return []
    if unit == "day":
        if word == "hari" and which in ("sebelumnya", "berikutnya"):
            return [Candidate.of(start, end, RelativeDate(unit="day", offset=offset, after_previous=True))]
        if word not in ("hari", "hr") or which != "ini":
            return []
        if part := p.PART_BEFORE_TODAY.search(scene.before(start, 12)):  # "malam hari ini"
            start -= len(part[0])
        return [Candidate.of(start, end, RelativeDate(unit="day", offset=0))]
    is_weekend = unit == "week" and scene.before(start, 8).endswith("akhir ")
    return [scene.with_prefix(Candidate.of(start, end, RelativeDate(unit=unit, offset=offset, weekend=is_weekend)))]


def _counted(unit: Unit, count: Decimal, which: str) -> Value | None:
    """``count`` units before or after: a point (``lalu``, ``lagi``) or a stretch (``terakhir``, ``ke depan``)."""
    if which in NOW or which in ("berikutnya", "nanti"):
        return None  # "selama 25 tahun ini" is a duration
    if count != count.to_integral_value():
        months = {"year": 12, "decade": 120}.get(unit, 0) * count
        if not months or months != months.to_integral_value():
            return Unresolved(granularity=GRANULARITY[unit])
        unit, count = "month", months  # "satu setengah tahun lalu"
    number = int(count)
    if not 1 <= number < 10_000 or (unit == "hour" and which not in _POINTS):
        return None
    if which in _BACK or which in _AHEAD:
        return RelativeStretch(unit=unit, count=-number if which in _BACK else number)
    offset = number if which in _AFTER or which in _LATER else -number
    return RelativeDate(unit=unit, offset=offset, after_previous=which in _AFTER or which == "sebelumnya")


def _read_several(scene: Scene, first: int, unit: Unit, count: Decimal, which: str) -> tuple[int, RelativeSum] | None:
    """``1 tahun 3 bulan lalu``: where it begins and what it means, or None where no other unit stands before."""
    parts = [(unit, count)]
    while len(parts) < 4 and (match := p.UNIT_BEFORE.search(scene.before(first))):
        word, position = match["unit"], first - len(match[0])
        is_one = word in ONE_UNITS
        begin, number = (position, Decimal(1)) if is_one else _count_before(scene, position)
        if number is None:
            break
        first = begin
        parts.append((UNITS[word[2:] if is_one else word], number))
    if len(parts) == 1 or any(number != number.to_integral_value() for _, number in parts):
        return None
    sign = -1 if which in PAST else 1
    return first, RelativeSum(parts=tuple((name, sign * int(number)) for name, number in reversed(parts)))


def _is_whole(scene: Scene, start: int, end: int) -> bool:
    """Whether the expression is the whole text: somebody asks for its days."""
    if start > 16 or len(scene.low) - end > 8:
        return False
    return not scene.low[end:].strip(" .\n") and scene.low[:start].strip() in ("", "dalam", "selama")


def _read_within(scene: Scene, start: int, end: int, unit: Unit, is_one: bool) -> list[Candidate]:
    """``dalam 3 hari`` as the whole text means the day three days on; in a sentence it is a duration."""
    if len(scene.low) - end > 8 or scene.low[end:].strip(" .\n"):
        return []
    first, count = (start, Decimal(1)) if is_one else _count_before(scene, start)
    cue = p.WITHIN_BEFORE.search(scene.before(first))
    if count is None or count != count.to_integral_value() or cue is None:
        return []
    first -= len(cue[0])
    if scene.low[:first].strip():
        return []
    return [Candidate.of(first, end, RelativeDate(unit=unit, offset=int(count)))]


def _count_before(scene: Scene, start: int) -> tuple[int, Decimal | None]:
    """Where the number before the unit at ``start`` begins, and its value: None for a range, or where there is none."""
    before = scene.before(start)
    base = start - len(before)
    if not before or not before[-1].isspace():
        return start, None
    if match := p.RANGE_BEFORE.search(before):
        return base + match.start(), None
    stripped = before.rstrip()
    position = max(stripped.rfind(" "), stripped.rfind("\n")) + 1
    position += len(stripped[position:]) - len(stripped[position:].lstrip("\"'“”‘’(["))
    last = stripped[position:]
    value = parse_number(last)
    if not last or (value is None and last not in _NUMBER_ENDS):
        return start, None
    if last[0].isdigit():
        is_tail = scene.low[base + position - 1 : base + position] == "-"
        return (start, None) if is_tail or (value is not None and value >= 1900) else (base + position, value)
    best = (start, None) if value is None else (base + position, value)
    for _ in range(4):  # number words before it: "dua puluh lima tahun lalu"
        if position == 0:
            break
        position = max(stripped.rfind(" ", 0, position - 1), stripped.rfind("\n", 0, position - 1)) + 1
        longer = parse_number(stripped[position:])
        if longer is not None:
            best = (base + position, longer)
    return best
