"""What a date expression means, apart from where it stands in a text.

Three families, each with a printable normal form even when partial (``norm``):

* :class:`AbsoluteDate` and :class:`CalendarPeriod` name a stretch of the calendar, perhaps with parts missing
  (``2024-11-28``, ``????-11-28``, ``2024-??-??``, ``2024-Q3``);
* :class:`RelativeDate`, :class:`RelativeWeekday`, :class:`RelativeSum` and :class:`RelativeStretch` count from a
  reference day (``day-1``, ``year+1``);
* :class:`Period` runs from one value to another (``2024-11-28/2024-11-30``).

Nothing here knows of text.  :mod:`pipeline.normalize.dates.resolve` turns values into days.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.normalize.dates.lexicon import Unit
from pipeline.records import Granularity

Days: TypeAlias = tuple[dt.date, dt.date]
"""First and last day, both inclusive."""

GRANULARITY: dict[Unit, Granularity] = {
    "hour": "time", "day": "day", "week": "day", "month": "month", "quarter": "month", "semester": "month",
    "year": "year", "school_year": "school_year", "decade": "year", "century": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsoluteDate:
    """A day, month or year of the calendar; None where a part is not written."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    direction: int = 0
    """-1 where the text says that it is past (``lalu``), +1 where it is to come (``mendatang``)."""
    year_offset: int | None = None
    """``tahun lalu`` after the date: the year counted from the reference day's."""
    month_offset: int = 0
    """``bulan depan`` after a day without month: the month counted from the reference day's."""

    @property
    def granularity(self) -> Granularity:
        return "day" if self.day else "month" if self.month else "year"

    @property
    def complete(self) -> bool:
        """Whether the year is written, so that no reference day is needed."""
        return self.year is not None

    def norm(self) -> str:
        """ISO 8601 with question marks for what is missing: ``2024-??-??``."""
        year = f"{self.year:04d}" if self.year else "????"
        return f"{year}-{self.month or '??':0>2}-{self.day or '??':0>2}"

    def days(self, year: int) -> Days | None:
        """The days meant in ``year``, or None where the calendar has no such day."""
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            return None
        if self.month is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        last = calendar.monthrange(year, self.month)[1]
        if self.day is None:
            return dt.date(year, self.month, 1), dt.date(year, self.month, last)
        if self.day > last:
            return None
        day = dt.date(year, self.month, self.day)
        return day, day


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPeriod:
    """A numbered stretch of years: the third quarter of 2024, the school year that begins in 2024, the 1990s."""

    unit: Unit
    year: int | None
    number: int = 1
    years: int = 1
    """How many years it covers (school years 2023 to 2025 are two)."""
    year_offset: int | None = None
    """``triwulan III tahun lalu``: the year counted from the reference day's."""

    @property
    def granularity(self) -> Granularity:
        return GRANULARITY[self.unit]

    def norm(self) -> str:
        letter = {"quarter": "Q", "semester": "S"}.get(self.unit, "")
        year = f"{self.year:04d}" if self.year else "????"
        return f"{year}-{letter}{self.number}" if letter else f"{self.unit} {year}"

    def days(self, year: int) -> Days | None:
        """First and last day, with ``year`` as the year it belongs to (for a school year: begins in)."""
        if not 1 <= year <= 9000:
            return None
        if self.unit in ("quarter", "semester"):
            length = 3 if self.unit == "quarter" else 6
            first = (self.number - 1) * length + 1
            last = first + length - 1
            return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
        if self.unit == "school_year":
            return dt.date(year, 7, 1), dt.date(year + self.years, 6, 30)
        return dt.date(year, 1, 1), dt.date(year + self.years - 1, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfMonth:
    """``pekan kedua Juli 2025``: days 8 to 14; the fifth and the last week end with the month."""

    number: int
    """1 to 5, or -1 for the last seven days."""
    month: AbsoluteDate

    granularity: Granularity = "day"

    def norm(self) -> str:
        return f"{self.month.norm()[:7]}-W{self.number}"

    def days(self, year: int) -> Days | None:
        month = self.month.days(year)
        if month is None:
            return None
        if self.number < 0:
            return month[1] - dt.timedelta(days=6), month[1]
        first = month[0] + dt.timedelta(days=7 * (self.number - 1))
        return (first, min(first + dt.timedelta(days=6), month[1])) if first <= month[1] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """The calendar unit that lies ``offset`` units from the one with the reference day: ``tahun lalu`` is year-1."""

    unit: Unit
    offset: int
    weekend: bool = False
    """Only Saturday and Sunday of the week (``akhir pekan ini``)."""
    after_previous: bool = False
    """Counted from the date named before it (``besoknya``, ``dua hari kemudian``), not from the reference day."""

    @property
    def granularity(self) -> Granularity:
        return GRANULARITY[self.unit]

    def norm(self) -> str:
        return f"{self.unit}{self.offset:+d}"

    def days(self, reference: dt.date) -> Days | None:
        """The days meant when counted from ``reference``; None for hours and beyond the calendar."""
        try:
            return self._days(reference)
        except (OverflowError, ValueError):  # before year 1 or after year 9999
            return None

    def _days(self, reference: dt.date) -> Days | None:
        if self.unit == "hour":
            return None
        if self.unit == "day":
            day = reference + dt.timedelta(days=self.offset)
            return day, day
        if self.unit == "week":
            monday = reference + dt.timedelta(days=7 * self.offset - reference.weekday())
            return monday + dt.timedelta(days=5 if self.weekend else 0), monday + dt.timedelta(days=6)
        if self.unit in ("month", "quarter", "semester"):
            length = {"month": 1, "quarter": 3, "semester": 6}[self.unit]
            index = ((reference.year * 12 + reference.month - 1) // length + self.offset) * length
            last = index + length - 1
            return (
                dt.date(index // 12, index % 12 + 1, 1),
                dt.date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1]),
            )
        if self.unit == "school_year":
            year = reference.year - (reference.month < 7) + self.offset
            return dt.date(year, 7, 1), dt.date(year + 1, 6, 30)
        if self.unit == "decade":
            first = (reference.year // 10 + self.offset) * 10
            return dt.date(first, 1, 1), dt.date(first + 9, 12, 31)
        if self.unit == "century":
            first = ((reference.year - 1) // 100 + self.offset) * 100 + 1
            return dt.date(first, 1, 1), dt.date(first + 99, 12, 31)
        year = reference.year + self.offset
        return dt.date(year, 1, 1), dt.date(year, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeWeekday:
    """A weekday without a date: ``Senin`` is the last one up to the reference day, unless the text says otherwise."""

    weekday: int
    direction: int = 0
    """-1: strictly before the reference day, +1: strictly after, 0: the last one, the reference day included."""
    week_offset: int | None = None
    """``Senin pekan depan``: the weekday of the week counted from the reference day's."""

    granularity: Granularity = "day"

    def norm(self) -> str:
        names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        week = "" if self.week_offset is None else f" week{self.week_offset:+d}"
        return names[self.weekday] + {-1: "-", 0: "", 1: "+"}[self.direction] + week

    def days(self, reference: dt.date) -> Days | None:
        try:
            if self.week_offset is not None:
                day = reference + dt.timedelta(days=7 * self.week_offset + self.weekday - reference.weekday())
            elif self.direction > 0:
                day = reference + dt.timedelta(days=(self.weekday - reference.weekday() - 1) % 7 + 1)
            else:
                base = reference - dt.timedelta(days=1) if self.direction < 0 else reference
                day = base - dt.timedelta(days=(base.weekday() - self.weekday) % 7)
        except OverflowError:
            return None
        return day, day


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeStretch:
    """The last or next ``count`` units, up to or from the reference day (``tiga hari terakhir``)."""

    unit: Unit
    count: int
    """Negative: the units before the reference day, which is their last day; positive: those that begin with it."""

    @property
    def granularity(self) -> Granularity:
        return GRANULARITY[self.unit]

    def norm(self) -> str:
        return f"{self.unit}{self.count:+d}.."

    def days(self, reference: dt.date) -> Days | None:
        other = shift(reference, self.count, self.unit)
        if other is None:
            return None
        one = dt.timedelta(days=1)
        return (other + one, reference) if self.count < 0 else (reference, other - one)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeSum:
    """Several units at once, the largest first: ``1 tahun 3 bulan lalu`` is the month 15 months back."""

    parts: tuple[tuple[Unit, int], ...]

    @property
    def granularity(self) -> Granularity:
        return GRANULARITY[self.parts[-1][0]]

    def norm(self) -> str:
        return " ".join(f"{unit}{count:+d}" for unit, count in self.parts)

    def days(self, reference: dt.date) -> Days | None:
        day: dt.date | None = reference
        for unit, count in self.parts:
            day = None if day is None else shift(day, count, unit)
        return None if day is None else RelativeDate(unit=self.parts[-1][0], offset=0).days(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """Hours and minutes; the day is that of the date it stands with."""

    hour: int
    minute: int = 0

    granularity: Granularity = "time"

    def norm(self) -> str:
        return f"T{self.hour:02d}:{self.minute:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A date that is found but that the Gregorian calendar alone does not give (``1 Muharram 1446 H``)."""

    granularity: Granularity = "day"

    def norm(self) -> str:
        return "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From one value to another; ``last`` None where it is still open (``sejak 2019 hingga kini``)."""

    first: AbsoluteDate | RelativeWeekday | RelativeDate | CalendarPeriod
    last: AbsoluteDate | RelativeWeekday | RelativeDate | CalendarPeriod | None

    @property
    def granularity(self) -> Granularity:
        return self.first.granularity

    def norm(self) -> str:
        return f"{self.first.norm()}/{self.last.norm() if self.last else '..'}"


Value: TypeAlias = (
    AbsoluteDate
    | CalendarPeriod
    | WeekOfMonth
    | RelativeDate
    | RelativeWeekday
    | RelativeStretch
    | RelativeSum
    | ClockTime
    | Unresolved
    | Period
)


def shift(day: dt.date, count: int, unit: Unit) -> dt.date | None:
    """``day`` moved by ``count`` units; the last day of a shorter month where the day does not exist.

    Returns None for units shorter than a day and beyond years 1 to 9999.
    """
    months = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "school_year": 12, "decade": 120, "century": 1200}
    try:
        if unit in months:
            index = day.year * 12 + day.month - 1 + count * months[unit]
            year, month = index // 12, index % 12 + 1
            return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        if unit in ("day", "week"):
            return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    except (OverflowError, ValueError):
        return None
    return None
