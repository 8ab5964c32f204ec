"""Value classes: normal forms and the days they cover."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.normalize.dates.scan import scan
from pipeline.normalize.dates.values import RelativeDate, RelativeWeekday, shift

THURSDAY = dt.date(2024, 11, 28)


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("28 November 2024", "2024-11-28"),
        ("Senin (25/11)", "????-11-25"),
        ("November 2024", "2024-11-??"),
        ("tahun 2019", "2019-??-??"),
        ("28 s.d 30 November 2024", "2024-11-28/2024-11-30"),
        ("2019 hingga sekarang", "2019-??-??/.."),
        ("triwulan III 2024", "2024-Q3"),
        ("semester genap 2024/2025", "2025-S1"),
        ("tahun ajaran 2024/2025", "school_year 2024"),
        ("kemarin", "day-1"),
        ("tahun depan", "year+1"),
        ("tiga hari terakhir", "day-3.."),
        ("1 tahun 3 bulan lalu", "year-1 month-3"),
        ("Senin lalu", "MO-"),
        ("Senin pekan depan", "MO week+1"),
        ("pukul 09.05 WIB", "T09:05"),
        ("pekan kedua Juli 2025", "2025-07-W2"),
        ("1 Syawal 1446 H", "?"),
    ],
)
def test_a_value_prints_what_is_known_and_what_is_not(text: str, norm: str) -> None:
    (candidate,) = scan(text)
    assert candidate.value.norm() == norm


@pytest.mark.parametrize(
    ("unit", "offset", "first", "last"),
    [
        ("day", -1, "2024-11-27", "2024-11-27"),
        ("week", 0, "2024-11-25", "2024-12-01"),
        ("month", 2, "2025-01-01", "2025-01-31"),
        ("quarter", 1, "2025-01-01", "2025-03-31"),
        ("semester", 0, "2024-07-01", "2024-12-31"),
        ("year", -2, "2022-01-01", "2022-12-31"),
        ("school_year", 0, "2024-07-01", "2025-06-30"),
        ("decade", -1, "2010-01-01", "2019-12-31"),
        ("century", 0, "2001-01-01", "2100-12-31"),
    ],
)
def test_a_relative_date_is_a_whole_calendar_unit(unit: str, offset: int, first: str, last: str) -> None:
    value = RelativeDate(unit=unit, offset=offset)  # type: ignore[arg-type]
    assert value.days(THURSDAY) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("weekday", range(7))
def test_a_weekday_alone_is_the_last_one_or_today(weekday: int) -> None:
    days = RelativeWeekday(weekday=weekday).days(THURSDAY)
    assert days is not None
    assert days[0].weekday() == weekday
    assert 0 <= (THURSDAY - days[0]).days < 7


def test_shifting_months_ends_in_the_shorter_month() -> None:
    assert shift(dt.date(2024, 1, 31), 1, "month") == dt.date(2024, 2, 29)
    assert shift(dt.date(2024, 2, 29), 12, "month") == dt.date(2025, 2, 28)


def test_beyond_the_calendar_there_are_no_days() -> None:
    assert RelativeDate(unit="year", offset=-3000).days(THURSDAY) is None
    assert shift(dt.date(9999, 12, 31), 1, "day") is None
