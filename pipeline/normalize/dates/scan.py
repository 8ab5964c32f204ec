"""Find date expressions and read them into values; which days they mean is decided later.

One trigger pattern runs over the text from left to right.  Where it stops, the small parser for that kind of word
(a number, a month, a weekday, a unit of time ...) reads on from there, and a few look back a short way for the word
before (``awal``, ``tahun``, a count).  A parser sees a bounded stretch, so scanning takes linear time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.normalize.dates import patterns as p
from pipeline.normalize.dates.lexicon import (
    HIJRI_MONTHS,
    MONTHS,
    MONTHS_IN_FULL,
    ORDINALS,
    UNITS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    Unit,
)
from pipeline.normalize.dates.values import (
    AbsoluteDate,
    CalendarPeriod,
    ClockTime,
    Period,
    RelativeDate,
    RelativeStretch,
    RelativeWeekday,
    Unresolved,
    Value,
    WeekOfMonth,
)
from pipeline.normalize.numbers import parse_number, read_roman
from pipeline.records import Granularity

_LOOK_BACK = 64
"""Characters before an expression that may say what it is."""
_PAST = frozenset({"lalu", "silam", "kemarin", "kemaren", "sebelumnya"})
_NOW = frozenset({"ini", "berjalan"})
_OPENING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date expression as read: where it stands and what it means."""

    start: int
    end: int
    value: Value
    granularity: Granularity
    is_dateline: bool = False
    """A weekday with its date in brackets: how the press dates the news itself."""


@dataclass(slots=True)
class _Dated:
    """One end of an interval while it is being read."""

    value: AbsoluteDate | RelativeWeekday
    end: int
    last: AbsoluteDate | RelativeWeekday | None = None
    bracketed: bool = False
    time: ClockTime | None = None


def scan(text: str) -> list[Candidate]:
    """Every date expression of ``text``, from left to right, without overlaps."""
    return list(_Scanner(text).run())


def lower(text: str) -> str:
    """``text`` in lower case with every character in its place (``İ`` alone would become two)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


class _Scanner:
    """The state of one pass: the text, its lower case, and where the last expression ended."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = lower(text)
        self.floor = 0
        self.parsers: dict[str, Callable[[int, str], list[Candidate]]] = {}
        for words, parser in (
            (MONTHS, self._month),
            (WEEKDAYS, self._weekday),
            (HIJRI_MONTHS, self._nothing),
            (UNITS, self._unit),
            (("sehari", "sepekan", "seminggu", "sebulan", "setahun", "sedekade", "seabad", "sejam", "semenit"), self._unit),
            (("q1", "q2", "q3", "q4", "paruh", "tw"), self._period_of_year),
            (("kemarin", "kemaren", "besok", "esok", "lusa", "besoknya", "esoknya", "keesokan", "tadi", "nanti", "pagi",
              "siang", "sore", "petang", "dini", "semalam"), self._deictic),
            (("pukul", "pkl"), self._clock),
            (("ta", "t.a"), self._year_word),
            (("jam",), self._hour),
            (("minggu",), self._sunday_or_week),
            (("malam",), self._night),
        ):  # fmt: skip
            self.parsers.update(dict.fromkeys(words, parser))

    def run(self) -> Iterator[Candidate]:
        low, search = self.low, p.TRIGGER.search
        position = 0
        while trigger := search(low, position):
            start, position = trigger.span()
            digits = trigger["digits"]
            if digits is not None:
                if len(digits) > 4 or len(digits) == 3 or not self._starts_here(start):
                    continue
                found = self._day_number(start) if len(digits) < 3 else self._year_number(start)
            elif trigger["word"] is not None:
                found = self.parsers[" ".join(trigger["word"].split())](start, trigger["word"])
            else:
                found = self._weekday(start, trigger["abbreviation"])
            for candidate in found:
                if candidate.start >= self.floor:
                    yield candidate
                    self.floor = candidate.end
            position = max(position, self.floor)

    # -- what stands around ---------------------------------------------------------------------------------------

    def _before(self, start: int, width: int = _LOOK_BACK) -> str:
        return self.low[max(self.floor, start - width) : start]

    def _starts_here(self, start: int) -> bool:
        """Whether a number at ``start`` is a word of its own, not the tail of a code, a decimal or a path."""
        before = self.low[start - 1 : start]
        if not before or before.isspace() or before in "([\"“'‘’,;:|":
            return not (before and before in ",:" and self.low[start - 2 : start - 1].isdigit())
        if before in "-–—.":
            further = self.low[start - 2 : start - 1]
            return not (further.isdigit() or (before == "-" and further.isalnum()))
        return before not in "/\\@#_+*^=&%$€£<>~"

    def _counts(self, end: int) -> bool:
        """Whether a counted noun stands behind a number; a capital there begins a headline's next part instead."""
        return bool(p.COUNT_AFTER.match(self.low, end)) and not self.text[end + 1 : end + 2].isupper()

    def _glued(self, start: int) -> bool:
        """Whether a word is the later part of a doubled word, a compound or a path."""
        return start > 0 and self.low[start - 1] in "-_/@#"

    def _candidate(self, start: int, end: int, value: Value, *, is_dateline: bool = False) -> Candidate:
        return Candidate(start, end, value, value.granularity, is_dateline)

    def _with_prefix(self, candidate: Candidate) -> Candidate:
        """Take ``awal``, ``akhir tahun``, ``bulan`` before a month or year into the span: they mean the whole of it."""
        match = p.PREFIX.search(self._before(candidate.start, 36))
        return replace(candidate, start=candidate.start - len(match[0])) if match else candidate

    # -- days -----------------------------------------------------------------------------------------------------

    def _point(
        self, position: int, *, bracketed: bool, day_only: bool
    ) -> tuple[AbsoluteDate, int, ClockTime | None] | None:
        """Read one date at ``position``: its parts, its end, and the clock time written into it."""
        low = self.low
        if low[position : position + 1].isdigit():
            if match := p.WRITTEN_DATE.match(low, position):
                value = _date(_year(match["year"]), MONTHS[match["month"]], int(match["day"]))
                end = match.end() if match["year"] or match["open"] else match.end("month")
                return value and (value, end, None)
            if match := p.ISO_DATE.match(low, position):
                value = _date(int(match["year"]), int(match["month"]), int(match["day"]))
                clock = ClockTime(hour=int(match["hour"]), minute=int(match["minute"])) if match["hour"] else None
                return value and (value, match.end(), clock)
            if match := p.NUMERIC_DATE.match(low, position):
                short = len(match["year"]) == 2
                if short and not (bracketed or match["mark"] == "/"):
                    return None
                day, month = int(match["day"]), int(match["month"])
                if day <= 12 < month:  # the American order leaves no doubt here
                    day, month = month, day
                value = _date(_year(match["year"]), month, day)
                return value and (value, match.end(), None)
            if bracketed and (match := p.NUMERIC_DAY.match(low, position)):
                value = _date(None, int(match["month"]), int(match["day"]))
                return value and (value, match.end(), None)
            if day_only and (match := p.DAY.match(low, position)) and 1 <= int(match["day"]) <= 31:
                return AbsoluteDate(day=int(match["day"])), match.end(), None
            return None
        if match := p.MONTH_DAY.match(low, position):
            value = _date(int(match["year"]), MONTHS[match["month"]], int(match["day"]))
            return value and (value, match.end(), None)
        if match := p.MONTH_YEAR.match(low, position):
            end = match.end() if match["year"] else match.end("month")
            return AbsoluteDate(year=_year(match["year"]), month=MONTHS[match["month"]]), end, None
        return None

    def _dated(self, position: int, *, bracketed: bool = False, nested: bool = False) -> _Dated | None:
        """Read ``[weekday] [(] date [- date] [)] [- weekday date]``, filling in parts that the two ends share."""
        low = self.low
        weekday, weekday_end, closing = None, position, ""
        last_weekday = None
        match = p.WEEKDAY_AT.match(low, position) or p.WEEKDAY_SHORT_AT.match(low, position)
        if match:
            weekday = _weekday_number(match[0])
            weekday_end = match.end()
            if pair := p.WEEKDAY_PAIR.match(low, weekday_end):
                second = p.WEEKDAY_AT.match(low, pair.end())
                assert second is not None
                after = p.WEEKDAY_TO_DATE.match(low, second.end())
                # "Senin-Rabu (25-27/11)" share their dates; "Senin dan Rabu" alone are two expressions
                shared = self._dated(after.end(), bracketed=True) if after else None
                if (shared and _is_day(shared.value)) or (after is None and pair["and"] is None):
                    last_weekday, weekday_end = WEEKDAYS[second[0]], second.end()
            after = p.WEEKDAY_TO_DATE.match(low, weekday_end)
            if after is None:
                return self._only_weekday(weekday, weekday_end, last_weekday)
            position = after.end()
            closing = _OPENING.get(after["open"] or "", "")
            bracketed = True
        point = self._point(position, bracketed=bracketed, day_only=True)
        if point is None:
            return None if weekday is None else self._only_weekday(weekday, weekday_end, last_weekday)
        value, end, clock = point
        found = _Dated(
            replace(value, weekday=weekday if last_weekday is None else None), end, bracketed=bool(closing), time=clock
        )
        if closing and not nested:
            self._extend(found, bracketed=True)
        if closing:
            if low[found.end : found.end + 1] == closing:
                found.end += 1
            elif low[found.end : found.end + 2] == " " + closing:
                found.end += 2
        if _is_day(found.value) and (part := p.PART_AFTER.match(low, found.end)):
            found.end = part.end()
        if not nested and found.last is None:
            self._extend(found, bracketed=bracketed)
        if isinstance(found.value, AbsoluteDate) and found.value.month is None:
            return None if weekday is None else self._only_weekday(weekday, weekday_end, last_weekday)
        return found

    def _extend(self, found: _Dated, *, bracketed: bool) -> None:
        """Read the other end of an interval behind ``found``, if there is one."""
        connector = p.CONNECTOR.match(self.low, found.end)
        if connector is None:
            return
        other = self._dated(connector.end(), bracketed=bracketed, nested=True)
        if other is None:
            return
        joined = _join(found.value, other.value)
        if joined is not None:
            found.value, found.last = joined
            found.end = other.end
            found.bracketed |= other.bracketed

    def _only_weekday(self, weekday: int, end: int, last: int | None) -> _Dated:
        found = _Dated(RelativeWeekday(weekday=weekday), end)
        if last is not None:
            found.last = RelativeWeekday(weekday=last)
        return found

    def _finish(self, start: int, found: _Dated) -> list[Candidate]:
        """The candidate of a day or month that was read from ``start``, with the words behind it that belong to it."""
        value, end, time = found.value, found.end, found.time
        assert isinstance(value, AbsoluteDate)
        if found.last is not None:
            assert isinstance(found.last, AbsoluteDate)
            candidate = self._candidate(start, end, Period(first=value, last=found.last), is_dateline=False)
            return [self._with_prefix(candidate) if value.day is None else candidate]
        if value.year is None:
            value, end = self._direction(value, end)
        elif value.day and time is None and (clock := p.CLOCK_AFTER_DATE.match(self.low, end)):
            time, end = ClockTime(hour=int(clock["hour"]) % 24, minute=int(clock["minute"])), clock.end()
        if value.day and (tail := p.DEICTIC_AFTER_DATE.match(self.low, end)):
            end = tail.end()
        if value.day and (tail := p.DEICTIC_AFTER_DATE.match(self.low, end)):
            end = tail.end()
        candidate = self._candidate(start, end, value, is_dateline=value.weekday is not None and found.bracketed)
        if time is not None:
            candidate = replace(candidate, granularity="time")
        return [candidate if value.day else self._with_prefix(candidate)]

    def _direction(self, value: AbsoluteDate, end: int) -> tuple[AbsoluteDate, int]:
        """Read ``lalu``, ``mendatang``, ``tahun lalu`` behind a date that has no year."""
        tail = p.DIRECTION_TAIL.match(self.low, end)
        if tail is None or tail["unit"] in ("pekan", "minggu"):
            return value, end
        if tail["unit"]:
            offset = -1 if tail["which"] in _PAST else 0 if tail["which"] in _NOW else 1
            return replace(value, year_offset=offset), tail.end()
        word = tail["word"]
        if word == "ini":
            return (value, end) if value.day else (replace(value, year_offset=0), tail.end())
        return replace(value, direction=-1 if word in _PAST else 1), tail.end()

    def _day_number(self, start: int) -> list[Candidate]:
        """A number of one or two digits: a day, a list of days, a clock time, or nothing."""
        low = self.low
        after_cue = low[max(0, start - 8) : start].endswith(("tanggal ", "tgl ", "tgl. "))
        if not after_cue and not p.DAY_PROMISING.match(low, start):
            return []
        if match := p.DAY_LIST.match(low, start):
            listed = self._list(start, match.end())
            if listed:
                return listed
        if match := p.CLOCK_WITH_ZONE.match(low, start):
            return [
                self._candidate(
                    start, match.end(), ClockTime(hour=int(match["hour"]) % 24, minute=int(match["minute"]))
                )
            ]
        opened = low[start - 1 : start] in ("(", "[")
        found = self._dated(start, bracketed=opened or after_cue)
        if found is not None:
            if opened and not self._closes(start, found):
                found = self._dated(start) if not _is_complete(found) else found
            if found is not None:
                return self._finish(start, found)
        if after_cue and (match := p.DAY.match(low, start)) and 1 <= int(match["day"]) <= 31:
            value, end = self._direction(AbsoluteDate(day=int(match["day"])), match.end())
            return [Candidate(start, end, value, "day")]
        if match := p.HIJRI_DATE.match(low, start):
            return [self._candidate(start, match.end(), Unresolved())]
        if (match := p.DECADE.match(low, start)) and self._before(start, 12).endswith(
            ("tahun ", "era ", "dekade ", "tahun-")
        ):
            return [self._decade(start, match.end(), 1900 + int(match["year"].strip("'’‘")))]
        return []

    def _closes(self, start: int, found: _Dated) -> bool:
        """Whether the bracket before a bare ``(22/5)`` closes right behind it."""
        return self.low[found.end : found.end + 1] in (")", "]")

    def _list(self, start: int, position: int) -> list[Candidate]:
        """``18, 21, dan 25 Juli 2025``: one candidate for each day; the month and year are those of the last."""
        opened = self.low[start - 1 : start] in ("(", "[")
        point = self._point(position, bracketed=opened, day_only=False)
        if point is None or point[0].day is None or point[0].month is None:
            return []
        last, end, _ = point
        found = []
        previous = 0
        for number in p.DAY.finditer(self.low, start, position):
            day = int(number["day"])
            if not previous < day <= 31:
                return []
            value = _date(last.year, last.month, day)
            if value is None:
                return []
            found.append(self._candidate(number.start(), number.end(), value))
            previous = day
        if last.day is None or previous >= last.day:
            return []
        if last.year is None:
            last, end = self._direction(last, end)
            found = [
                replace(item, value=replace(item.value, direction=last.direction, year_offset=last.year_offset))
                for item in found
                if isinstance(item.value, AbsoluteDate)
            ]
        return [*found, self._candidate(position, end, last)]

    def _month(self, start: int, word: str) -> list[Candidate]:
        """A month without a day before it."""
        low = self.low
        if self._glued(start) or self._before(start, 10).endswith("sebelas "):
            return []  # the university of that name
        found = self._dated(start)
        if found is None or not isinstance(found.value, AbsoluteDate):
            return []
        value = found.value
        if (
            found.last is not None
            and found.last.weekday is None
            and isinstance(found.last, AbsoluteDate)
            and found.last.day
        ):
            return []
        if value.year is None:
            before = self._before(start, 20)
            directed, _ = self._direction(value, found.end)
            cued = p.MONTH_CUE.search(before) or directed != value or self._month_follows(found.end)
            if found.last is None:
                if word not in MONTHS_IN_FULL or not cued:
                    return []
                if not self.text[start].isupper() and not before.endswith(_BEFORE_SMALL_MONTH):
                    return []
            elif not self.text[start].isupper():
                return []
            if found.last is None and low[found.end : found.end + 1] == "-":
                return []
        return self._finish(start, found)

    def _month_follows(self, position: int) -> bool:
        """``Juni dan Juli 2025``: the month before the last takes its year."""
        low = self.low
        for opening in (" dan ", ", dan ", ", ", " atau ", " serta "):
            if low.startswith(opening, position):
                match = p.MONTH_YEAR.match(low, position + len(opening))
                if match:
                    return True
        return False

    def _weekday(self, start: int, word: str) -> list[Candidate]:
        """A weekday, with its date or alone."""
        low, text = self.low, self.text
        if word in WEEKDAY_ABBREVIATIONS and not text[start].isupper():
            return []
        if low[start - 1 : start] in "-–" and start and low[start - 2 : start - 1].isalpha():
            return []
        found = self._dated(start)
        if found is None:
            return []
        if isinstance(found.value, AbsoluteDate):
            return self._finish(start, found)
        if word in WEEKDAY_ABBREVIATIONS:
            return []
        end = found.end
        before = self._before(start, 24)
        if p.HABIT_BEFORE.search(before) or (found.last is not None and not p.INTERVAL_CUE.search(before)):
            self.floor = end  # "setiap Senin", "buka Senin-Jumat": no day in particular
            return []
        if found.last is not None:
            assert isinstance(found.last, RelativeWeekday) and isinstance(found.value, RelativeWeekday)
            return [self._candidate(start, end, Period(first=found.value, last=found.last))]
        value = found.value
        if part := p.PART_AFTER.match(low, end):
            end = part.end()
        if tail := p.DIRECTION_TAIL.match(low, end):
            which = tail["which"] or tail["word"]
            sign = -1 if which in _PAST else 0 if which in _NOW else 1
            if tail["unit"] in ("pekan", "minggu"):
                return [self._candidate(start, tail.end(), replace(value, week_offset=sign))]
            if tail["unit"] is None:
                if sign == 0:
                    return [self._candidate(start, tail.end(), replace(value, week_offset=0))]
                return [self._candidate(start, tail.end(), replace(value, direction=sign))]
        shown = text[start : start + len(word)]
        following = text[end : end + 2]
        if shown.isupper() or (len(following) == 2 and following[0] == " " and following[1].isupper()):
            return []  # "Jumat Berkah", "RABU (Rajin Nabung)"
        if shown.islower() and not self._before(start, 8).endswith("hari "):
            return []
        return [self._candidate(start, end, value)]

    def _sunday_or_week(self, start: int, word: str) -> list[Candidate]:
        """``minggu`` is Sunday before a date, a part of the day or alone with a capital, else a week."""
        low = self.low
        if week := self._week_of_month(start):
            return week
        relative = self._unit(start, word)
        if relative and not self._before(start, 6).endswith("hari "):
            return relative
        found = self._dated(start)
        if found is not None and isinstance(found.value, AbsoluteDate):
            return self._finish(start, found)
        before = self._before(start, 16)
        if before.endswith("hari ") or p.PART_AFTER.match(low, start + len(word)):
            return self._weekday(start, word)
        if self.text[start].isupper() and not p.NUMBER_BEFORE.search(before) is None:
            last = before.split()[-1]
            if last[0].isdigit() or parse_number(last) is not None:
                return []
        return self._weekday(start, word) if self.text[start].isupper() else []

    # -- years and their parts ------------------------------------------------------------------------------------

    def _year_number(self, start: int) -> list[Candidate]:
        """Four digits: an ISO date, a year or years, a decade, a Hijri year, or nothing."""
        low = self.low
        if p.ISO_DATE.match(low, start):
            found = self._dated(start)
            return self._finish(start, found) if found and _is_complete(found) else []
        if match := p.HIJRI_YEAR.match(low, start):
            return self._hijri(start, match.end(), match["year"])
        return self._years(start, start, cued=False)

    def _hijri(self, start: int, end: int, year: str | None) -> list[Candidate]:
        if year is None:
            return []
        return [self._candidate(start, end, AbsoluteDate(year=int(year)))]

    def _decade(self, start: int, end: int, year: int) -> Candidate:
        if year % 100 == 0 and year < 2000:
            return self._with_prefix(self._candidate(start, end, CalendarPeriod(unit="century", year=year, years=100)))
        years = 10 if year % 10 == 0 else 1
        return self._with_prefix(self._candidate(start, end, CalendarPeriod(unit="decade", year=year, years=years)))

    def _years(
        self, start: int, position: int, *, cued: bool, school: bool = False, plain: bool = False
    ) -> list[Candidate]:
        """Read years at ``position`` for an expression that begins at ``start``."""
        low = self.low
        before = self._before(start)
        if p.REGULATION_BEFORE.search(before):
            return []
        if (match := p.DECADE.match(low, position)) and len(match["year"]) == 4 and int(match["year"]) >= 1000:
            return [self._decade(start, match.end(), int(match["year"]))]
        if match := p.YEAR_RANGE.match(low, position):
            first, last = int(match["year"]), int(match["last"])
            if last < 100:
                last += first // 100 * 100
            counts = p.COUNT_BEFORE.search(before) or self._counts(match.end())
            if 1000 <= first < last <= 2200 and (cued or (1900 <= first < 2100 and not counts)):
                consecutive = bool(match["slash"]) and last == first + 1
                season = p.SEASON_BEFORE.search(before)
                if school or (consecutive and not plain and not season):
                    period = CalendarPeriod(unit="school_year", year=first, years=last - first)
                    return [self._candidate(start, match.end(), period)]
                value = Period(first=AbsoluteDate(year=first), last=AbsoluteDate(year=last))
                return [self._with_prefix(self._candidate(start, match.end(), value))]
            return []
        match = p.YEAR.match(low, position)
        if match is None:
            return []
        year, end = int(match["year"]), match.end()
        if not cued:
            if p.COUNT_BEFORE.search(before) or self._counts(end):
                return []
            year_cue = p.YEAR_CUE.search(before)
            if not 1900 <= year < 2100:
                if not (1500 <= year < 2200 and year_cue and p.FUNCTION_WORD.match(low, end)):
                    return []
            elif year % 100 == 0 and not year_cue and not p.FUNCTION_WORD.match(low, end):
                return []
        elif not 1000 <= year < 2200:
            return []
        if school:
            return [self._candidate(start, end, CalendarPeriod(unit="school_year", year=year))]
        if period := p.PERIOD_AFTER_YEAR.match(low, end):
            value = _calendar_period(period["unit"], period["number"], year)
            if value is not None:
                return [self._with_prefix(self._candidate(start, period.end(), value))]
        if still := p.YEAR_OPEN.match(low, end):
            return [self._candidate(start, still.end(), Period(first=AbsoluteDate(year=year), last=None))]
        return [self._with_prefix(self._candidate(start, end, AbsoluteDate(year=year)))]

    def _year_word(self, start: int, word: str) -> list[Candidate]:
        """``tahun``, ``TA`` and the like before figures."""
        if word in ("ta", "t.a") and not self.text[start : start + len(word)].isupper():
            return []
        match = p.YEAR_WORD.match(self.low, start)
        if match is None:
            return []
        position = match.end()
        if (hijri := p.HIJRI_YEAR.match(self.low, position)) and hijri["year"]:
            return self._hijri(start, hijri.end(), hijri["year"])
        if found := self._years(start, position, cued=True, school=bool(match["school"]), plain=bool(match["plain"])):
            return found
        if decade := p.DECADE.match(self.low, position):
            year = int(decade["year"].strip("'’‘"))
            return [self._decade(start, decade.end(), year if year > 999 else 1900 + year)]
        return []

    def _period_of_year(self, start: int, word: str) -> list[Candidate]:
        """``triwulan III 2024``, ``semester genap 2024/2025``, ``Q1 2025``."""
        match = p.PERIOD_OF_YEAR.match(self.low, start)
        if match is None:
            return []
        year = int(match["year"]) if match["year"] else None
        number = ORDINALS.get(match["number"].replace(" ", ""))
        if year is not None and not 1900 <= year < 2200:
            return []
        academic = match["number"] in ("ganjil", "gasal", "genap") or match["last"] or match["school"]
        if match["unit"] == "semester" and academic and number in (1, 2):
            # the odd semester opens the school year in July, the even one closes it the year after
            later = number == 2 and (match["last"] is not None or match["school"] is not None)
            value = _calendar_period("semester", "2" if number == 1 else "1", None if year is None else year + later)
        else:
            value = _calendar_period(match["unit"], match["number"], year)
        if value is None:
            return []
        if year is None:
            offset = {"ini": 0, "depan": 1}.get(match["relative"] or "", -1)
            value = replace(value, year_offset=offset)
        return [self._with_prefix(self._candidate(start, match.end(), value))]

    def _week_of_month(self, start: int) -> list[Candidate]:
        """``pekan kedua Juli 2025``."""
        match = p.WEEK_OF_MONTH.match(self.low, start)
        if match is None:
            return []
        number = -1 if match["number"] == "terakhir" else ORDINALS.get(match["number"].replace(" ", ""), 0)
        point = self._point(match.end(), bracketed=False, day_only=False)
        if point is None or not number or point[0].day:
            return []
        month, end = self._direction(point[0], point[1]) if point[0].year is None else point[:2]
        return [self._candidate(start, end, WeekOfMonth(number=number, month=month))]

    # -- relative dates -------------------------------------------------------------------------------------------

    def _unit(self, start: int, word: str) -> list[Candidate]:
        """A unit of time: ``tahun 2024``, ``tahun ini``, ``dua pekan lalu``, ``tiga hari terakhir``."""
        low = self.low
        if self._glued(start):
            return []
        if word in ("tahun", "thn", "th"):
            if found := self._year_word(start, word):
                return found
        elif word in ("semester", "triwulan", "kuartal"):
            if found := self._period_of_year(start, word):
                return found
        elif word == "abad" and (century := p.CENTURY.match(low, start)):
            return self._century(start, century.end(), century["number"])
        elif word in ("pekan", "minggu") and (week := self._week_of_month(start)):
            return week
        unit_end = start + len(word)
        one = word.startswith("se") and word not in UNITS
        unit = UNITS[word[2:] if one else word]
        if word in ("tahun", "thn"):
            for name in ("ajaran", "pelajaran", "akademik"):
                if low.startswith(name, unit_end + 1):
                    unit, unit_end = "school_year", unit_end + 1 + len(name)
        if word == "hari" and (inner := p.DEICTIC.match(low, unit_end + 1)) and low[unit_end : unit_end + 1] == " ":
            group = inner.lastgroup or "zero"
            if group in ("m1", "p1"):
                return [self._candidate(start, inner.end(), RelativeDate(unit="day", offset=p.DEICTIC_OFFSETS[group]))]
        tail = p.RELATIVE_TAIL.match(low, unit_end)
        if tail is None:
            return self._within(start, unit_end, unit, one)
        if unit == "school_year" and low.startswith("baru", unit_end + 1):
            return []
        word_after = " ".join(tail["tail"].split())
        before = self._before(start)
        if one:
            return self._counted(start, tail.end(), unit, Decimal(1), word_after)
        number_start, count = self._count_before(start, before)
        if count is not None:
            if word_after in _NOW and p.NUMBERED_BEFORE.search(self._before(number_start, 12)):
                count = None  # "siswa kelas 6 tahun ini"
            else:
                return self._counted(number_start, tail.end(), unit, count, word_after)
        if number_start < start:
            return [
                Candidate(
                    number_start,
                    tail.end(),
                    Unresolved(granularity=RelativeDate(unit=unit, offset=0).granularity),
                    RelativeDate(unit=unit, offset=0).granularity,
                )
            ]
        if p.VAGUE_BEFORE.search(before) and not (word == "hari" and word_after == "ini"):
            return []
        return self._single(start, tail.end(), unit, word, word_after)

    def _single(self, start: int, end: int, unit: Unit, word: str, tail: str) -> list[Candidate]:
        """One calendar unit beside the reference day's: ``tahun lalu``, ``bulan depan``."""
        if unit == "hour" or word == "h":
            return []
        if word in ("hari", "malam"):
            if tail in ("sebelumnya", "berikutnya"):
                offset = -1 if tail == "sebelumnya" else 1
                return [self._candidate(start, end, RelativeDate(unit="day", offset=offset, after_previous=True))]
            if tail != "ini":
                return []
            part = p.PART_AFTER.match(" " + self._before(start, 12).strip()) if word == "hari" else None
            if part:
                start -= len(self._before(start, 12)) - len(self._before(start, 12).rstrip()) + len(part[0]) - 1
            return [self._candidate(start, end, RelativeDate(unit="day", offset=0))]
        if tail in _PAST:
            offset = -1
        elif tail in _NOW:
            offset = 0
        elif tail in ("depan", "mendatang", "akan datang", "berikutnya"):
            offset = 1
        else:
            return []
        value = RelativeDate(unit=unit, offset=offset)
        if unit == "week" and self._before(start, 8).endswith("akhir "):
            value = replace(value, weekend=True)
        return [self._with_prefix(self._candidate(start, end, value))]

    def _counted(self, start: int, end: int, unit: Unit, count: Decimal, tail: str) -> list[Candidate]:
        """``count`` units before or after: a point (``lalu``, ``lagi``) or a stretch (``terakhir``, ``ke depan``)."""
        if tail in _NOW or tail == "berikutnya":
            return []  # "selama 25 tahun ini" is a duration
        if count != count.to_integral_value():
            months = {"year": 12, "decade": 120}.get(unit, 0) * count
            if not months or months != months.to_integral_value():
                return [Candidate(start, end, Unresolved(), RelativeDate(unit=unit, offset=0).granularity)]
            unit, count = "month", months
        number = int(count)
        if not 0 <= number < 10_000 or (unit == "hour" and tail not in ("lalu", "silam", "lagi")):
            return []
        if tail in ("terakhir", "belakangan", "belakangan ini"):
            return [self._candidate(start, end, RelativeStretch(unit=unit, count=-number))] if number else []
        if tail in ("ke depan", "mendatang", "akan datang", "depan"):
            return [self._candidate(start, end, RelativeStretch(unit=unit, count=number))] if number else []
        if tail in ("kemudian", "setelahnya", "sesudahnya", "sebelumnya"):
            sign = -1 if tail == "sebelumnya" else 1
            return [self._candidate(start, end, RelativeDate(unit=unit, offset=sign * number, after_previous=True))]
        return [self._candidate(start, end, RelativeDate(unit=unit, offset=number if tail == "lagi" else -number))]

    def _within(self, start: int, end: int, unit: Unit, one: bool) -> list[Candidate]:
        """``dalam 3 hari`` as the whole text means the day three days on; in a sentence it is a duration."""
        if self.low[end:].strip() if len(self.low) - end < 8 else True:
            return []
        number_start, count = (start, Decimal(1)) if one else self._count_before(start, self._before(start))
        if count is None or count != count.to_integral_value():
            return []
        cue = p.WITHIN_BEFORE.search(self._before(number_start))
        if cue is None or self.low[: number_start - len(cue[0])].strip():
            return []
        return [self._candidate(number_start - len(cue[0]), end, RelativeDate(unit=unit, offset=int(count)))]

    def _count_before(self, start: int, before: str) -> tuple[int, Decimal | None]:
        """The number that ends at ``start``, and where it begins; a range gives its begin and no number."""
        if not before or not before[-1].isspace():
            return start, None
        if match := p.RANGE_BEFORE.search(before):
            return start - len(before) + match.start(), None
        words = before.split()
        if not words or parse_number(words[-1]) is None and words[-1] not in _NUMBER_ENDS:
            return start, None
        if words[-1][0].isdigit():
            number = words[-1]
            begin = start - len(before) + before.rindex(number)
            value = parse_number(number)
            if self.low[begin - 1 : begin] == "-" or (value is not None and value >= 1900):
                return start, None
            return begin, value
        best: tuple[int, Decimal | None] = (start, None)
        stripped = before.rstrip()
        position = len(stripped)
        for _ in range(5):
            position = max(stripped.rfind(" ", 0, position), stripped.rfind("\n", 0, position))
            value = parse_number(stripped[position + 1 :])
            if value is not None:
                best = start - len(before) + position + 1, value
            if position < 0:
                break
        return best

    def _century(self, start: int, end: int, numeral: str) -> list[Candidate]:
        number = int(numeral) if numeral.isdigit() else read_roman(numeral.upper())
        if not number or number > 22 or self._before(start, 16).endswith(_SKILLS):
            return []
        value = CalendarPeriod(unit="century", year=100 * number - 99, years=100)
        return [self._with_prefix(self._candidate(start, end, value))]

    def _deictic(self, start: int, word: str) -> list[Candidate]:
        """``kemarin``, ``besok``, ``lusa``, ``tadi malam``, ``pagi ini``, ``keesokan harinya``."""
        if self._glued(start):
            return []
        match = p.DEICTIC.match(self.low, start)
        if match is None or self.low[match.end() : match.end() + 1] == "-":
            return []
        if word == "semalam" and self._before(start, 8).endswith(("sehari ", "hari ", "satu ")):
            return []
        group = match.lastgroup or "zero"
        value = RelativeDate(unit="day", offset=p.DEICTIC_OFFSETS[group], after_previous=group == "next")
        return [self._candidate(start, match.end(), value)]

    def _night(self, start: int, word: str) -> list[Candidate]:
        return self._deictic(start, word) or self._unit(start, word)

    # -- clock times ----------------------------------------------------------------------------------------------

    def _clock(self, start: int, word: str) -> list[Candidate]:
        match = p.CLOCK.match(self.low, start)
        if match is None:
            return []
        if word == "jam" and p.HOUR_OF_LESSON.match(self.low, match.end()):
            return []
        return [
            self._candidate(
                start, match.end(), ClockTime(hour=int(match["hour"]) % 24, minute=int(match["minute"] or 0))
            )
        ]

    def _hour(self, start: int, word: str) -> list[Candidate]:
        before = self._before(start, 12)
        last = before.split()[-1] if before[-1:].isspace() and before.strip() else ""
        if last and (last[-1].isdigit() or parse_number(last) is not None):
            return self._unit(start, word)  # "5 jam 23 menit"
        return self._clock(start, word) or self._unit(start, word)

    def _nothing(self, start: int, word: str) -> list[Candidate]:
        return []


_NUMBER_ENDS = frozenset({"puluh", "belas", "ratus", "ribu", "juta", "setengah"})
_BEFORE_SMALL_MONTH = ("bulan ", "awal ", "akhir ", "pertengahan ")
_SKILLS = ("keterampilan ", "kompetensi ", "kecakapan ", "pembelajaran ", "skill ", "skills ")


def _date(year: int | None, month: int, day: int) -> AbsoluteDate | None:
    """The date, or None where no calendar has it (29 February passes when the year is unknown)."""
    if not 1 <= month <= 12 or not 1 <= day <= 31 or (year is not None and not 1000 <= year <= 2200):
        return None
    try:
        dt.date(year if year is not None else 2024, month, day)
    except ValueError:
        return None
    return AbsoluteDate(year=year, month=month, day=day)


def _year(written: str | None) -> int | None:
    """The year of two or four digits; two digits are 1970 to 2069."""
    if written is None:
        return None
    if len(written) == 4 and written.isdigit():
        return int(written)
    short = int(written[-2:])
    return short + (1900 if short >= 70 else 2000) if len(written) == 2 else short + (1900 if short >= 30 else 2000)


def _weekday_number(word: str) -> int:
    return WEEKDAYS[word] if word in WEEKDAYS else WEEKDAY_ABBREVIATIONS[word.rstrip(".")]


def _is_day(value: AbsoluteDate | RelativeWeekday) -> bool:
    return isinstance(value, AbsoluteDate) and value.day is not None


def _is_complete(found: _Dated) -> bool:
    return isinstance(found.value, AbsoluteDate) and found.value.year is not None


def _calendar_period(unit: str, number: str, year: int | None) -> CalendarPeriod | None:
    """The quarter or half of a year, or None where there is no such one."""
    half = unit in ("semester", "paruh")
    parts = 2 if half else 4
    which = parts if number == "terakhir" else ORDINALS.get(number.replace(" ", ""), 0)
    if not 1 <= which <= parts:
        return None
    return CalendarPeriod(unit="semester" if half else "quarter", year=year, number=which)


def _join(
    first: AbsoluteDate | RelativeWeekday, last: AbsoluteDate | RelativeWeekday
) -> tuple[AbsoluteDate | RelativeWeekday, AbsoluteDate | RelativeWeekday] | None:
    """The two ends of an interval with the parts that they share filled in, or None where they make none."""
    if isinstance(first, RelativeWeekday) or isinstance(last, RelativeWeekday):
        if isinstance(first, RelativeWeekday) and isinstance(last, RelativeWeekday):
            return first, last
        return None
    if (first.day is None) != (last.day is None) or last.month is None:
        return None
    if first.month is None:
        first = replace(first, month=last.month)
    assert first.month is not None
    wraps = (first.month, first.day or 0) > (last.month, last.day or 0)
    if wraps and first.month == last.month and (first.year is None or first.year == last.year):
        return None
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - wraps)
    elif first.year is not None and last.year is None:
        last = replace(last, year=first.year + wraps)
    elif first.year is not None and last.year is not None:
        if (first.year, first.month, first.day or 0) > (last.year, last.month, last.day or 0):
            return None
    return first, last
