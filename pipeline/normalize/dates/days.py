"""Read days and months: written out, in figures, with their weekday, as intervals and as lists.

:func:`_read_end` reads one end of an interval (a date, perhaps with its weekday and brackets); :func:`_join` fills in
what the two ends share, so that ``28 s.d 30 November 2024`` and ``30 Desember - 2 Januari 2025`` come out whole.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.normalize.dates import patterns as p
from pipeline.normalize.dates.clock import clock_time, read_clock_with_zone
from pipeline.normalize.dates.lexicon import MONTHS, MONTHS_IN_FULL, WEEKDAY_ABBREVIATIONS, WEEKDAYS
from pipeline.normalize.dates.scene import NOW, PAST, Candidate, Scene
from pipeline.normalize.dates.values import AbsoluteDate, ClockTime, Period, RelativeWeekday, Unresolved
from pipeline.normalize.dates.years import decade

_CLOSING = {"(": ")", "[": "]"}
_DATE_CUES = ("tanggal ", "tgl ", "tgl. ")
_PAST_CUES = ("sejak ", "semenjak ", "sejak tanggal ", "sejak bulan ")
_SMALL_MONTH_CUES = ("bulan ", "awal ", "akhir ", "pertengahan ")
_LIST_MARKS = (" dan ", ", dan ", ", ", " atau ", " serta ")


class _Point(NamedTuple):
    """A date in one piece; its month is None for a day that waits for the other end of its interval."""

    value: AbsoluteDate
    end: int
    time: ClockTime | None = None


@dataclass(slots=True)
class _Dated:
    """One or both ends of an interval while they are being read."""

    value: AbsoluteDate | RelativeWeekday
    end: int
    last: AbsoluteDate | RelativeWeekday | None = None
    bracketed: bool = False
    time: ClockTime | None = None

    @property
    def is_complete(self) -> bool:
        return isinstance(self.value, AbsoluteDate) and self.value.year is not None


# -- readers, one for each kind of first word ----------------------------------------------------------------------


def read_day(scene: Scene, start: int) -> list[Candidate]:
    """A number of one or two digits: a day, a list of days, a clock time, a decade, or nothing."""
    low = scene.low
    cued = low[max(0, start - 8) : start].endswith(_DATE_CUES)
    if not cued and not p.DAY_PROMISING.match(low, start):
        return []
    if (match := p.DAY_LIST.match(low, start)) and (listed := _read_list(scene, start, match.end(), is_cued=cued)):
        return listed
    if clock := read_clock_with_zone(scene, start):
        return clock
    opened = low[start - 1 : start] in ("(", "[")
    found = _read_dates(scene, start, in_figures=opened or cued)
    if found and opened and not found.is_complete and low[found.end : found.end + 1] not in (")", "]"):
        found = _read_dates(scene, start)  # "(3/4 bagian)"
    if found:
        return _finish(scene, start, found)
    if p.WRITTEN_DATE.match(low, start) or p.NUMERIC_DATE.match(low, start):
        return _read_impossible(low, start)
    if cued and (match := p.DAYS.match(low, start) or p.DAY.match(low, start)):
        return _read_bare_days(scene, match)
    if match := p.HIJRI_DATE.match(low, start):
        return [Candidate.of(start, match.end(), Unresolved())]
    if (match := p.DECADE.match(low, start)) and scene.before(start, 12).endswith(("tahun ", "era ", "dekade ")):
        return [decade(scene, start, match)]
    return []


def read_iso_date(scene: Scene, start: int) -> list[Candidate]:
    """``2024-11-28`` or ``2024/11/28``, where an interval may begin."""
    found = _read_dates(scene, start)
    return _finish(scene, start, found) if found and found.is_complete else []


def read_month(scene: Scene, start: int, word: str) -> list[Candidate]:
    """A month without a day before it."""
    low, text = scene.low, scene.text
    if scene.is_glued(start) or scene.before(start, 10).endswith("sebelas "):
        return []  # "Universitas Sebelas Maret"
    found = _read_dates(scene, start)
    if found is None or not isinstance(found.value, AbsoluteDate):
        return []
    if found.last is None and found.value.year is None:
        before = scene.before(start, 20)
        directed = read_direction(scene, found.value, found.end)[1] > found.end
        if word not in MONTHS_IN_FULL or low[found.end : found.end + 1] == "-":
            return []
        if not (directed or p.MONTH_CUE.search(before) or _month_follows(low, found.end)):
            return []
        if not text[start].isupper() and not before.endswith(_SMALL_MONTH_CUES):
            return []
    elif found.value.year is None and not text[start].isupper():
        return []
    return _finish(scene, start, found)


def read_weekday(scene: Scene, start: int, word: str) -> list[Candidate]:
    """A weekday, with its date or alone."""
    low, text = scene.low, scene.text
    short = word in WEEKDAY_ABBREVIATIONS
    if short and not text[start].isupper():
        return []
    if low[start - 1 : start] in ("-", "–") and low[start - 2 : start - 1].isalpha():
        return []
    found = _read_dates(scene, start)
    if found is None or isinstance(found.value, AbsoluteDate):
        return _finish(scene, start, found) if found else []
    value, end = found.value, found.end
    before = scene.before(start, 24)
    is_interval = p.INTERVAL_CUE.search(before) or text.strip() == text[start:end]
    if p.HABIT_BEFORE.search(before) or (found.last and not is_interval):
        scene.floor = end  # "setiap Senin", "buka Senin-Jumat": no day in particular
        return []
    if isinstance(found.last, RelativeWeekday):
        return [Candidate.of(start, end, Period(first=value, last=found.last))]
    if part := p.PART_AFTER.match(low, end):
        end = part.end()
    if (tail := p.DIRECTION_TAIL.match(low, end)) and tail["unit"] != "tahun":
        which = tail["which"] or tail["word"]
        sign = -1 if which in PAST else 0 if which in NOW else 1
        in_week = tail["unit"] is not None or sign == 0
        told = replace(value, week_offset=sign) if in_week else replace(value, direction=sign)
        return [Candidate.of(start, tail.end(), told)]
    if short:
        return []
    shown = text[start : start + len(word)]
    if text.strip() == shown:
        return [Candidate.of(start, end, value)]
    if shown.isupper() or (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()):
        return []  # "RABU (Rajin Nabung)", "Jumat Berkah"
    if shown.islower() and not before.endswith("hari "):
        return []
    return [Candidate.of(start, end, value)]


def read_month_of(low: str, position: int) -> tuple[AbsoluteDate, int] | None:
    """The month at ``position``, with its year if that is written, and where it ends."""
    point = _read_month_point(low, position)
    return (point.value, point.end) if point and point.value.day is None else None


def is_dated(scene: Scene, start: int) -> bool:
    """Whether the weekday at ``start`` stands with its date."""
    match = p.WEEKDAY_AT.match(scene.low, start)
    after = p.WEEKDAY_TO_DATE.match(scene.low, match.end()) if match else None
    point = _read_point(scene.low, after.end(), in_figures=True) if after else None
    return point is not None and point.value.month is not None


# -- one end, both ends, several days -------------------------------------------------------------------------------


def _read_point(low: str, position: int, *, in_figures: bool) -> _Point | None:
    """A date at ``position``, without weekday or brackets.

    Args:
        low: The text in lower case.
        position: Where the date has to begin.
        in_figures: Whether ``28/11`` is a date here; elsewhere it may be a fraction.
    """
    if not low[position : position + 1].isdigit():
        return _read_month_point(low, position)
    if match := p.WRITTEN_DATE.match(low, position):
        end = match.end() if match["year"] or match["open"] else match.end("month")
        return _point(_year(match["year"]), MONTHS[match["month"]], int(match["day"]), end)
    if match := p.ISO_DATE.match(low, position):
        time = clock_time(match) if match["hour"] else None
        return _point(int(match["year"]), int(match["month"]), int(match["day"]), match.end(), time)
    if match := p.NUMERIC_DATE.match(low, position):
        if len(match["year"]) == 2 and not (in_figures or match["mark"] == "/"):
            return None
        day, month = int(match["day"]), int(match["month"])
        if day <= 12 < month:  # the American order leaves no doubt here
            day, month = month, day
        return _point(_year(match["year"]), month, day, match.end())
    if in_figures and (match := p.NUMERIC_DAY.match(low, position)):
        return _point(None, int(match["month"]), int(match["day"]), match.end())
    if (match := p.DAY.match(low, position)) and 1 <= int(match["day"]) <= 31:
        return _Point(AbsoluteDate(day=int(match["day"])), match.end())
    return None


def _read_month_point(low: str, position: int) -> _Point | None:
    if match := p.MONTH_DAY.match(low, position):
        return _point(int(match["year"]), MONTHS[match["month"]], int(match["day"]), match.end())
    if match := p.MONTH_YEAR.match(low, position):
        end = match.end() if match["year"] else match.end("month")
        return _Point(AbsoluteDate(year=_year(match["year"]), month=MONTHS[match["month"]]), end)
    return None


def _read_dates(scene: Scene, position: int, *, in_figures: bool = False) -> _Dated | None:
    """A date or interval of dates; a weekday without date comes out as a :class:`RelativeWeekday`."""
    return _read_end(scene.low, position, in_figures=in_figures, is_last=False)


def _read_end(low: str, position: int, *, in_figures: bool, is_last: bool) -> _Dated | None:
    """``[weekday[-weekday]] [(] date [- date] [)] [part of the day]``; the other end too, unless this is the last."""
    named = p.WEEKDAY_AT.match(low, position) or p.WEEKDAY_SHORT_AT.match(low, position)
    if named is None:
        point = _read_point(low, position, in_figures=in_figures)
        found = _Dated(point.value, point.end, time=point.time) if point else None
    else:
        found, in_figures = _read_weekday_date(low, named.end(), _weekday(named[0]), is_last=is_last), True
    if found is None or isinstance(found.value, RelativeWeekday):
        return found
    if found.value.day and (part := p.PART_AFTER.match(low, found.end)):
        found.end = part.end()
    if not is_last and found.last is None:
        _read_other_end(low, found, in_figures=in_figures)
    if found.value.month is None and not is_last:
        return _Dated(RelativeWeekday(weekday=_weekday(named[0])), named.end()) if named else None
    return found


def _read_weekday_date(low: str, end: int, weekday: int, *, is_last: bool) -> _Dated:
    """What follows a weekday that ends at ``end``: another weekday, a date, both, or nothing."""
    alone = _Dated(RelativeWeekday(weekday=weekday), end)
    after = p.WEEKDAY_TO_DATE.match(low, end)
    pair = p.WEEKDAY_PAIR.match(low, end)
    second = p.WEEKDAY_AT.match(low, pair.end()) if pair else None
    if pair and second:
        after = p.WEEKDAY_TO_DATE.match(low, second.end())
        if after is None:
            # "Senin dan Rabu" are two expressions, "Senin-Rabu" is one
            return alone if pair["and"] else replace(alone, end=second.end(), last=_weekday_value(second[0]))
    point = _read_point(low, after.end(), in_figures=True) if after else None
    if after is None or point is None:
        return alone
    closing = _CLOSING.get(after["open"] or "", "")
    found = _Dated(point.value, point.end, bracketed=bool(closing), time=point.time)
    if closing and not is_last:
        _read_other_end(low, found, in_figures=True)
    if second is None and isinstance(found.value, AbsoluteDate):
        found.value = replace(found.value, weekday=weekday)
    if closing and low[found.end : found.end + 2].lstrip(" ").startswith(closing):
        found.end = low.index(closing, found.end) + 1
    return found


def _read_other_end(low: str, found: _Dated, *, in_figures: bool) -> None:
    """Read on behind a connector (``s.d``, ``hingga``, a dash) and join what is there to ``found``."""
    connector = p.CONNECTOR.match(low, found.end)
    other = _read_end(low, connector.end(), in_figures=in_figures, is_last=True) if connector else None
    joined = _join(found.value, other.value) if other else None
    if other and joined:
        found.value, found.last = joined
        found.end = other.end
        found.bracketed |= other.bracketed


def _join(
    first: AbsoluteDate | RelativeWeekday, last: AbsoluteDate | RelativeWeekday
) -> tuple[AbsoluteDate, AbsoluteDate] | None:
    """The two ends of an interval with the parts that they share filled in, or None where they make none."""
    if isinstance(first, RelativeWeekday) or isinstance(last, RelativeWeekday):
        return None
    if (first.day is None) != (last.day is None) or last.month is None:
        return None
    month = first.month or last.month
    turns = (month, first.day or 0) > (last.month, last.day or 0)
    if turns and month == last.month and (first.year is None or last.year is None):
        return None
    first_year, last_year = first.year, last.year
    if first_year is None and last_year is not None:
        first_year = last_year - turns
    elif first_year is not None and last_year is None:
        last_year = first_year + turns
    if first_year and last_year and (first_year, month, first.day or 0) > (last_year, last.month, last.day or 0):
        return None
    return replace(first, month=month, year=first_year), replace(last, year=last_year)


def _finish(scene: Scene, start: int, found: _Dated) -> list[Candidate]:
    """The candidate of what was read from ``start``, with the words behind it that belong to it."""
    value, end, time = found.value, found.end, found.time
    assert isinstance(value, AbsoluteDate)
    if isinstance(last := found.last, AbsoluteDate):
        if last.year is None and value.year is None:
            last, end = read_direction(scene, last, end)
            value = replace(value, direction=last.direction, year_offset=last.year_offset)
        interval = Candidate.of(start, end, Period(first=value, last=last))
        return [interval if value.day else scene.with_prefix(interval)]
    if value.year is None:
        value, end = read_direction(scene, value, end)
        if not value.direction and scene.before(start, 20).endswith(_PAST_CUES):
            value = replace(value, direction=-1)
    elif value.day and time is None and (clock := p.CLOCK_AFTER_DATE.match(scene.low, end)):
        time, end = clock_time(clock), clock.end()
    if value.day is None:
        return [scene.with_prefix(Candidate.of(start, end, value))]
    if tail := p.DEICTIC_AFTER_DATE.match(scene.low, end):
        end = tail.end()
    is_dateline = value.weekday is not None and found.bracketed
    return [Candidate(start, end, value, "time" if time else "day", is_dateline)]


def read_direction(scene: Scene, value: AbsoluteDate, end: int) -> tuple[AbsoluteDate, int]:
    """The date with what ``lalu``, ``mendatang`` or ``tahun lalu`` behind it says, and its new end."""
    tail = p.DIRECTION_TAIL.match(scene.low, end)
    if tail is None or tail["unit"] in ("pekan", "minggu"):
        return value, end
    if tail["unit"]:
        offset = -1 if tail["which"] in PAST else 0 if tail["which"] in NOW else 1
        return replace(value, year_offset=offset), tail.end()
    if tail["word"] == "ini":
        return (value, end) if value.day else (replace(value, year_offset=0), tail.end())
    return replace(value, direction=-1 if tail["word"] in PAST else 1), tail.end()


def _read_list(scene: Scene, start: int, position: int, *, is_cued: bool) -> list[Candidate]:
    """``18, 21, dan 25 Juli 2025``: one candidate a day or interval; all take the month and year of the last.

    Args:
        scene: The text.
        start: Where the first day stands.
        position: Where the last one stands, with the month.
        is_cued: Whether ``tanggal`` stands before; without it, ``dan`` must stand before the last.
    """
    if p.NUMBERED_BEFORE.search(scene.before(start, 16)):
        return []  # "kelas 10, 11, dan 12 Mei"
    opened = scene.low[start - 1 : start] in ("(", "[")
    found = _read_dates(scene, position, in_figures=opened)
    if found is None or not isinstance(found.value, AbsoluteDate) or found.value.day is None:
        return []
    if not is_cued and scene.low[:position].rstrip().endswith(","):
        return []
    last = _finish(scene, position, found)[0]
    shared = last.value.first if isinstance(last.value, Period) else last.value
    if not isinstance(shared, AbsoluteDate) or shared.month is None:
        return []
    listed: list[Candidate] = []
    previous = 0
    for match in p.LISTED_DAY.finditer(scene.low, start, position):
        days = [int(day) for day in match.groups() if day]
        if days[0] <= previous or sorted(days) != days or _date(shared.year, shared.month, days[-1]) is None:
            return []
        ends = [replace(shared, day=day, weekday=None) for day in days]
        value = Period(first=ends[0], last=ends[1]) if len(ends) > 1 else ends[0]
        listed.append(Candidate.of(match.start(), match.end(), value))
        previous = days[-1]
    return [*listed, last] if previous < found.value.day else []


def _read_bare_days(scene: Scene, match: re.Match[str]) -> list[Candidate]:
    """``tanggal 14``, ``tanggal 3-5``, ``tanggal 5 bulan depan``: of the reference day's month or one beside it."""
    days = [int(day) for day in match.groups()]
    if not 1 <= days[0] <= days[-1] <= 31 or (len(days) == 2 and days[0] == days[1]):
        return []
    first, end = read_direction(scene, AbsoluteDate(day=days[0]), match.end())
    if of := p.OF_MONTH.match(scene.low, end):
        offset = -1 if of["which"] in PAST or of["which"] == "kemarin" else 0 if of["which"] in NOW else 1
        first, end = replace(first, month_offset=offset), of.end()
    value = first if len(days) == 1 else Period(first=first, last=replace(first, day=days[1]))
    return [Candidate.of(match.start(), end, value)]


def _read_impossible(low: str, start: int) -> list[Candidate]:
    """``30 Februari 2024``: a date that the calendar does not have is found, with no days."""
    match = p.WRITTEN_DATE.match(low, start) or p.NUMERIC_DATE.match(low, start)
    if match is None or not match["year"] or len(match["year"]) < 4 or not 1 <= int(match["day"]) <= 31:
        return []
    return [Candidate.of(start, match.end(), Unresolved())]


def _month_follows(low: str, position: int) -> bool:
    """``Juni dan Juli 2025``: a month before the last takes its year."""
    return any(low.startswith(mark, position) and p.MONTH_YEAR.match(low, position + len(mark)) for mark in _LIST_MARKS)


# -- figures --------------------------------------------------------------------------------------------------------


def _point(year: int | None, month: int, day: int, end: int, time: ClockTime | None = None) -> _Point | None:
    value = _date(year, month, day)
    return _Point(value, end, time) if value else None


def _date(year: int | None, month: int, day: int) -> AbsoluteDate | None:
    """The date, or None where the calendar has none (29 February passes when the year is unknown)."""
    if not 1 <= month <= 12 or not 1 <= day <= 31 or (year is not None and not 1000 <= year <= 2200):
        return None
    try:
        dt.date(2024 if year is None else year, month, day)
    except ValueError:
        return None
    return AbsoluteDate(year=year, month=month, day=day)


def _year(written: str | None) -> int | None:
    """The year of four digits or two: ``24`` is 2024, ``98`` and ``'45`` are in the last century."""
    if written is None or len(written) == 4:
        return None if written is None else int(written)
    short = int(written[-2:])
    return short + (1900 if short >= (70 if len(written) == 2 else 30) else 2000)


def _weekday(word: str) -> int:
    return WEEKDAYS[word] if word in WEEKDAYS else WEEKDAY_ABBREVIATIONS[word.rstrip(".")]


def _weekday_value(word: str) -> RelativeWeekday:
    return RelativeWeekday(weekday=_weekday(word))
