"""Decide which days the date expressions of one text mean.

A complete date needs nothing.  What lacks a part or counts from "now" needs a reference day: the anchor that the
caller gives (the day of publication), else the day that the text itself states for its news, by the date beside ``hari
ini`` or the weekday with a full date that stands nearest (``Selasa (22/4/2025)``).  Where neither is there, the
expression keeps empty days: nothing is guessed.

A date without its year is settled by what the text says, in this order: the same day and month (or month) with a year
elsewhere in the text; the anchor; a weekday that fits only one of the years that the text names; the full date that
stands nearest.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.normalize.dates import patterns as p
from pipeline.normalize.dates.scene import Candidate
from pipeline.normalize.dates.values import (
    AbsoluteDate,
    CalendarPeriod,
    ClockTime,
    Days,
    Period,
    RelativeDate,
    RelativeStretch,
    RelativeSum,
    RelativeWeekday,
    Unresolved,
    WeekOfMonth,
)

_OTHER_YEAR_WITHIN = 92
"""A date without a year lies in the reference day's year, or in the next or last one if at most this many days away."""
_FULL_DATE_REACH = 200
"""A weekday and date belong to the year that a full date of the text suggests if at most this many days from it."""
_CLOCK_REACH_BACK = 400
_CLOCK_REACH_AHEAD = 80
"""Characters within which a clock time belongs to a day named before or after it."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days of one expression; ``anchored_on`` is the day that they were settled by, None for a complete date."""

    first: dt.date | None = None
    last: dt.date | None = None
    anchored_on: dt.date | None = None
    weekday_conflict: bool = False


@dataclass(slots=True)
class _Context:
    """What the text and the caller say about the calendar."""

    anchor: dt.date | None
    full: list[tuple[int, dt.date]] = field(default_factory=list)
    """Place and first day of every date written with day, month and year, in order."""
    months: list[tuple[int, dt.date]] = field(default_factory=list)
    """The same for dates written with at least month and year."""
    by_day: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    """The years written with each month and day."""
    by_month: dict[int, set[int]] = field(default_factory=dict)
    """The years written with each month."""
    by_weekday: dict[int, dt.date] = field(default_factory=dict)
    """The first date written with each weekday."""
    years: set[int] = field(default_factory=set)
    """The years of the last and this century that the text names."""
    datelines: list[tuple[int, dt.date]] = field(default_factory=list)
    """Place and day of every weekday with its date in brackets, where no anchor says which day "today" is."""
    reference: dt.date | None = None

    def nearest(self, position: int, dates: Sequence[tuple[int, dt.date]]) -> dt.date | None:
        """The date that stands nearest to ``position``."""
        if not dates:
            return None
        index = bisect_left(dates, (position, dt.date.min))
        beside = dates[max(0, index - 1) : index + 1]
        return min(beside, key=lambda item: abs(item[0] - position))[1]


def resolve(text: str, candidates: Sequence[Candidate], anchor: dt.date | None) -> list[Resolved]:
    """The days of every candidate of one text, in the same order.

    Args:
        text: The text itself.
        candidates: from :func:`~pipeline.normalize.dates.scan.scan`.
        anchor: the day that "today" means, or None.
    """
    candidates = _share_years(text, candidates)
    context = _Context(anchor)
    _gather(candidates, context)
    resolved: list[Resolved | None] = [None] * len(candidates)
    # Dates that need at most a year first: a weekday with its date then tells which day the news is of.
    for index, candidate in enumerate(candidates):
        resolved[index] = _calendar(candidate, context)
    told = _told_by_apposition(text, candidates, resolved)
    context.reference = anchor or _day_of_the_news(candidates, resolved, told)
    if anchor is None and not told:
        context.datelines = _datelines(candidates, resolved)
    for candidate, result in zip(candidates, resolved, strict=True):
        if result is not None and result.first and _weekday(candidate) is not None and not result.weekday_conflict:
            context.by_weekday.setdefault(result.first.weekday(), result.first)
    previous: dt.date | None = None
    for index, candidate in enumerate(candidates):
        result = resolved[index]
        if result is None and index in told:
            result = resolved[index] = Resolved(told[index], told[index], told[index])
        elif result is None and not isinstance(candidate.value, ClockTime):
            result = resolved[index] = _relative(candidate, context, previous)
        if result is not None and result.first is not None and candidate.granularity in ("day", "time"):
            previous = result.first
    for index in range(len(candidates)):
        if resolved[index] is None:
            resolved[index] = _clock(index, candidates, resolved, context)
    return [result or Resolved() for result in resolved]


def _share_years(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """``30 Juni dan 2 Juli 2025``: a date without year takes that of the date it is listed with."""
    shared = list(candidates)
    for index in range(len(shared) - 2, -1, -1):
        candidate, following = shared[index], shared[index + 1]
        value, other = candidate.value, following.value
        other = other.first if isinstance(other, Period) else other
        first = value.first if isinstance(value, Period) else value
        if not isinstance(first, AbsoluteDate) or not isinstance(other, AbsoluteDate):
            continue
        if first.year or first.direction or first.year_offset is not None or not first.month or not other.month:
            continue
        if other.year is None or (first.day is None) != (other.day is None):
            continue
        if following.start - candidate.end > 12 or not p.LISTING.fullmatch(text, candidate.end, following.start):
            continue
        year = other.year - ((first.month, first.day or 0) > (other.month, other.day or 0))
        if isinstance(value, AbsoluteDate):
            shared[index] = replace(candidate, value=replace(value, year=year))
        elif isinstance(value, Period) and isinstance(last := value.last, AbsoluteDate) and last.month:
            turns = (last.month, last.day or 0) < (first.month, first.day or 0)
            period = Period(first=replace(first, year=year), last=replace(last, year=year + turns))
            shared[index] = replace(candidate, value=period)
    return shared


def _gather(candidates: Iterable[Candidate], context: _Context) -> None:
    """Note every complete date of the text."""
    for candidate in candidates:
        value = candidate.value
        ends = (value.first, value.last) if isinstance(value, Period) else (value,)
        for end in ends:
            if not isinstance(end, AbsoluteDate) or end.year is None:
                continue
            days = end.days(end.year)
            if days is None:
                continue
            if 1900 <= end.year < 2100:
                context.years.add(end.year)
            if end.month is not None:
                context.months.append((candidate.start, days[0]))
                context.by_month.setdefault(end.month, set()).add(end.year)
            if end.month is not None and end.day is not None:
                context.full.append((candidate.start, days[0]))
                context.by_day.setdefault((end.month, end.day), set()).add(end.year)


def _weekday(candidate: Candidate) -> int | None:
    value = candidate.value
    return value.weekday if isinstance(value, AbsoluteDate) else None


def _told_by_apposition(
    text: str, candidates: Sequence[Candidate], resolved: Sequence[Resolved | None]
) -> dict[int, dt.date]:
    """The days of ``kemarin`` and the like that a date right behind them tells: ``kemarin, Kamis (23/7/2020)``."""
    told: dict[int, dt.date] = {}
    for index, candidate in enumerate(candidates[:-1]):
        value = candidate.value
        if not isinstance(value, RelativeDate) or value.unit != "day" or value.after_previous:
            continue
        following = candidates[index + 1]
        if following.start - candidate.end > 12 or not p.APPOSITION.fullmatch(text, candidate.end, following.start):
            continue
        day = resolved[index + 1]
        if (
            day is not None
            and day.first is not None
            and isinstance(following.value, AbsoluteDate)
            and following.value.day
        ):
            told[index] = day.first
    return told


def _day_of_the_news(
    candidates: Sequence[Candidate], resolved: Sequence[Resolved | None], told: dict[int, dt.date]
) -> dt.date | None:
    """The day that the text counts from, by the first of these that it has.

    A date behind ``hari ini`` or ``kemarin``, a weekday with its date in brackets, a weekday with its date.
    """
    for index, day in told.items():
        value = candidates[index].value
        if isinstance(value, RelativeDate):
            return day - dt.timedelta(days=value.offset)
    plain: dt.date | None = None
    for candidate, result in zip(candidates, resolved, strict=True):
        if result is None or result.first is None or _weekday(candidate) is None:
            continue
        if candidate.is_dateline:
            return result.first
        plain = plain or result.first
    return plain


def _datelines(candidates: Sequence[Candidate], resolved: Sequence[Resolved | None]) -> list[tuple[int, dt.date]]:
    """The days on which somebody spoke or something was reported; ``Minggu (8/5) lalu`` looks back from another."""
    return [
        (candidate.start, result.first)
        for candidate, result in zip(candidates, resolved, strict=True)
        if candidate.is_dateline
        and result is not None
        and result.first is not None
        and not (isinstance(candidate.value, AbsoluteDate) and candidate.value.direction)
    ]


def _calendar(candidate: Candidate, context: _Context) -> Resolved | None:
    """Settle what names the calendar; None for what counts from a reference day."""
    value = candidate.value
    if isinstance(value, Unresolved):
        return Resolved()
    if isinstance(value, AbsoluteDate):
        return _absolute(value, candidate.start, context)
    if isinstance(value, CalendarPeriod):
        return None if value.year is None else _days(value.days(value.year), None)
    if isinstance(value, WeekOfMonth):
        if value.month.year is not None:
            return _days(value.days(value.month.year), None)
        month = _absolute(value.month, candidate.start, context)
        if month is None or month.first is None:
            return month
        return _days(value.days(month.first.year), month.anchored_on)
    if isinstance(value, Period) and isinstance(value.first, AbsoluteDate):
        return _period(value, candidate.start, context)
    if isinstance(value, Period) and isinstance(value.first, CalendarPeriod) and value.first.year is not None:
        return _parts(value, value.first.year, None)
    return None


def _days(days: Days | None, anchored_on: dt.date | None) -> Resolved:
    return Resolved(days[0], days[1], anchored_on) if days else Resolved()


def _parts(value: Period, year: int, anchored_on: dt.date | None) -> Resolved:
    """From one quarter or half of ``year`` to another."""
    assert isinstance(value.first, CalendarPeriod)
    assert isinstance(value.last, CalendarPeriod)
    first, last = value.first.days(year), value.last.days(year)
    return Resolved(first[0], last[1], anchored_on) if first and last and first <= last else Resolved()


def _period(value: Period, start: int, context: _Context) -> Resolved | None:
    assert isinstance(value.first, AbsoluteDate)
    first = _absolute(value.first, start, context)
    if first is None or first.first is None:
        return first
    if value.last is None:
        return Resolved(first.first, None, first.anchored_on)
    assert isinstance(value.last, AbsoluteDate)
    year = value.last.year
    if year is None:
        year = first.first.year
        wraps = (value.last.month or 0, value.last.day or 0) < (value.first.month or 0, value.first.day or 0)
        year += wraps
    last = value.last.days(year)
    if last is None or last[1] < first.first:
        return Resolved()
    conflict = first.weekday_conflict or (value.last.weekday is not None and last[0].weekday() != value.last.weekday)
    return Resolved(first.first, last[1], first.anchored_on, conflict)


def _absolute(value: AbsoluteDate, start: int, context: _Context) -> Resolved | None:
    """Settle a date of the calendar; None where it has to wait for the day of the news."""
    if value.year is not None:
        days = value.days(value.year)
        return _checked(value, days, None)
    if value.year_offset is not None or value.month is None:
        return None
    if value.day is not None:
        known = context.by_day.get((value.month, value.day))
        if known and not value.direction:
            nearest = context.nearest(start, context.full)
            year = min(known, key=lambda year: abs(year - (nearest.year if nearest else year)))
            if (
                value.weekday is None
                or len(known) == 1
                or dt.date(year, value.month, value.day).weekday() == value.weekday
            ):
                days = value.days(year)
                return _checked(value, days, days[0] if days else None)
    elif not value.direction:
        named = context.by_month.get(value.month, ())
        if len(named) == 1:
            days = value.days(next(iter(named)))
            return _checked(value, days, days[0] if days else None)
    if context.anchor is not None:
        settled = _checked(value, in_year_of(value, context.anchor), context.anchor)
        # a weekday that the anchor's year contradicts may fit the year of the text: an old story, published anew
        if settled.weekday_conflict:
            told = _by_full_date(value, start, context) or _by_named_year(value, context)
            return told if told.first else settled
        return settled
    if value.weekday is not None and value.day is not None:
        return _by_full_date(value, start, context) or _by_named_year(value, context)
    if value.day is None:  # a month alone: beside a month with its year, or wait for the day of the news
        nearest = context.nearest(start, context.months)
        return None if nearest is None else _checked(value, in_year_of(value, nearest), nearest)
    nearest = context.nearest(start, context.full)
    if nearest is not None:
        return _checked(value, in_year_of(value, nearest), nearest)
    named = context.by_month.get(value.month, ())
    if len(named) == 1:
        days = value.days(next(iter(named)))
        return _checked(value, days, days[0] if days else None)
    return None


def _by_full_date(value: AbsoluteDate, start: int, context: _Context) -> Resolved | None:
    """The year in which the date falls on its weekday, near in time to the full date that stands nearest."""
    near = context.nearest(start, context.full)
    if near is None:
        return None
    for year in (near.year, near.year - 1, near.year + 1):
        days = value.days(year)
        if days and days[0].weekday() == value.weekday and abs((days[0] - near).days) <= _FULL_DATE_REACH:
            return _days(days, near)
    return None


def _by_named_year(value: AbsoluteDate, context: _Context) -> Resolved:
    """The one year that the text names in which the date falls on its weekday."""
    fitting = [days for year in context.years if (days := value.days(year)) and days[0].weekday() == value.weekday]
    return _days(fitting[0], fitting[0][0]) if len(fitting) == 1 else Resolved()


def _checked(value: AbsoluteDate, days: Days | None, anchored_on: dt.date | None) -> Resolved:
    if days is None:
        return Resolved()
    conflict = value.weekday is not None and days[0].weekday() != value.weekday
    return Resolved(days[0], days[1], anchored_on, conflict)


def in_year_of(value: AbsoluteDate, reference: dt.date) -> Days | None:
    """The days of a date without year, seen from ``reference``.

    ``lalu`` and ``mendatang`` choose the last and the next one; else it is the one of the same year, unless that of the
    year before or after is the nearer one and at most 92 days away (in January, "20 Desember" is last month).
    """
    options = [days for year in (reference.year - 1, reference.year, reference.year + 1) if (days := value.days(year))]
    if value.direction < 0:
        options = [days for days in options if days[0] <= reference]
        return options[-1] if options else None
    if value.direction > 0:
        options = [days for days in options if days[1] >= reference]
        return options[0] if options else None
    same = value.days(reference.year)

    def distance(days: Days) -> int:
        return max((days[0] - reference).days, (reference - days[1]).days, 0)

    if not options:
        return None
    nearest = min(options, key=distance)
    if same is None or distance(nearest) <= _OTHER_YEAR_WITHIN:
        return nearest
    return same


def _relative(candidate: Candidate, context: _Context, previous: dt.date | None) -> Resolved:
    """Settle what counts from the reference day (or from the date before, for ``besoknya``)."""
    value = candidate.value
    reference = context.nearest(candidate.start, context.datelines) or context.reference
    if isinstance(value, RelativeDate) and value.after_previous:
        return Resolved() if previous is None else _days(value.days(previous), previous)
    if isinstance(value, RelativeWeekday) and value.week_offset is None and not value.direction:
        stated = context.by_weekday.get(value.weekday)
        if stated is not None:
            return Resolved(stated, stated, stated)
    if reference is None:
        return Resolved()
    if isinstance(value, RelativeDate | RelativeWeekday | RelativeStretch | RelativeSum):
        return _days(value.days(reference), reference)
    if isinstance(value, CalendarPeriod):
        return _days(value.days(reference.year + (value.year_offset or 0)), reference)
    if isinstance(value, AbsoluteDate):
        return _partial(value, reference)
    if isinstance(value, WeekOfMonth):
        month = _partial(value.month, reference)
        return _days(value.days(month.first.year), reference) if month.first else month
    if isinstance(value, Period):
        return _relative_period(value, reference)
    return Resolved()


def _partial(value: AbsoluteDate, reference: dt.date) -> Resolved:
    if value.month is None and value.day is not None:  # "tanggal 14": of the reference day's month
        month = RelativeDate(unit="month", offset=value.month_offset).days(reference)
        if month is None:
            return Resolved()
        value = AbsoluteDate(day=value.day, month=month[0].month)
        return _checked(value, value.days(month[0].year), reference)
    if value.year_offset is not None:
        return _checked(value, value.days(reference.year + value.year_offset), reference)
    return _checked(value, in_year_of(value, reference), reference)


def _relative_period(value: Period, reference: dt.date) -> Resolved:
    """``dari Senin hingga Rabu``: the last such Monday, and the Wednesday that follows it."""
    if isinstance(value.first, RelativeWeekday) and isinstance(value.last, RelativeWeekday):
        first = value.first.days(reference)
        if first is None:
            return Resolved()
        length = (value.last.weekday - value.first.weekday) % 7
        return Resolved(first[0], first[0] + dt.timedelta(days=length), reference)
    if isinstance(value.first, CalendarPeriod):
        return _parts(value, reference.year + (value.first.year_offset or 0), reference)
    if isinstance(value.first, AbsoluteDate) and isinstance(value.last, AbsoluteDate):
        if value.first.month is None:  # "tanggal 3-5"
            from_day, to_day = _partial(value.first, reference), _partial(value.last, reference)
            known = from_day.first and to_day.last
            return Resolved(from_day.first, to_day.last, reference) if known else Resolved()
        first_end = in_year_of(value.first, reference)
        if first_end is None:
            return Resolved()
        wraps = (value.last.month or 0, value.last.day or 0) < (value.first.month or 0, value.first.day or 0)
        last = value.last.days(first_end[0].year + wraps)
        return Resolved(first_end[0], last[1], reference) if last else Resolved()
    return Resolved()


def _clock(
    index: int, candidates: Sequence[Candidate], resolved: Sequence[Resolved | None], context: _Context
) -> Resolved:
    """The day of a clock time: that of the single day named just before it, just after it, or the reference day."""
    candidate = candidates[index]
    if not isinstance(candidate.value, ClockTime):
        return Resolved()
    for other in range(index - 1, max(-1, index - 6), -1):
        if candidate.start - candidates[other].end > _CLOCK_REACH_BACK:
            break
        day = resolved[other]
        if day is not None and day.first is not None and day.first == day.last:
            return Resolved(day.first, day.last, day.anchored_on or day.first)
    if index + 1 < len(candidates) and candidates[index + 1].start - candidate.end <= _CLOCK_REACH_AHEAD:
        day = resolved[index + 1]
        if day is not None and day.first is not None and day.first == day.last:
            return Resolved(day.first, day.last, day.anchored_on or day.first)
    if context.reference is not None:
        return Resolved(context.reference, context.reference, context.reference)
    return Resolved()
