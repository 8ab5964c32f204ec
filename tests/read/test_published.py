"""Days of publication in the forms that sources write them."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.read.published import parse_published


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-04-22", (2025, 4, 22)),
        ("2025-04-22T23:59:00+07:00", (2025, 4, 22)),
        ("2025/04/22 10:31", (2025, 4, 22)),
        ("20250422", (2025, 4, 22)),
        ("17 Mei 2026", (2026, 5, 17)),
        ("Selasa, 22 April 2025 10:31 WIB", (2025, 4, 22)),
        ("Jum'at 3 Nopember 2023", (2023, 11, 3)),
        ("22/04/2025", (2025, 4, 22)),
        ("3-2-2024", (2024, 2, 3)),
        ("April 22, 2025", (2025, 4, 22)),
        ("Tue, 22 Apr 2025 03:31:00 GMT", (2025, 4, 22)),
        ("Dipublikasikan 9 Agt 2024 pukul 08.00", (2024, 8, 9)),
        (1745289060, (2025, 4, 22)),
        ("1745289060000", (2025, 4, 22)),
        (dt.datetime(2025, 4, 22, 10), (2025, 4, 22)),
        (dt.date(2025, 4, 22), (2025, 4, 22)),
    ],
)
def test_complete_dates(value: object, day: tuple[int, int, int]) -> None:
    assert parse_published(value) == dt.date(*day)


@pytest.mark.parametrize(
    "value",
    [None, "", "kemarin", "April 2025", "22 April", "31/02/2025", "2025", 2025, True, float("nan"), "12.345.678"],
)
def test_anything_less_is_none(value: object) -> None:
    assert parse_published(value) is None
