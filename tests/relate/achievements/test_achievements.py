# ruff: noqa: E501  (a case keeps its sentence on one line)
"""Who won what, in which contest, in which year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.normalize import find_dates
from pipeline.relate.achievements import Achievement, find_achievements
from tests.relate.marked import marked_view


def achievements(marked: str) -> list[Achievement]:
    view = marked_view(marked)
    found = find_achievements(replace(view, dates=find_dates(view.text)))
    for row in found:
        assert view.text[row.start : row.end] == row.text
    return found


CASES = [
    (
        "Penghargaan diberikan, di antaranya kepada [A Dinas Kesehatan] yang meraih juara 2 dalam Pengelolaan Arsip tahun 2023.",
        ("Dinas Kesehatan", "juara 2", 2, "Pengelolaan Arsip", 2023),
    ),
    ("[N Siti Rahma] berhasil meraih Juara III Lomba Pidato.", ("Siti Rahma", "Juara III", 3, "Lomba Pidato", None)),
    (
        "[S SMKN 2 Batu] keluar sebagai juara umum pada ajang [E Pekan Olahraga Pelajar].",
        ("SMKN 2 Batu", "juara umum", None, "Pekan Olahraga Pelajar", None),
    ),
    (
        "[N Siti Rahma] menyabet dua medali emas dan satu medali perak.",
        ("Siti Rahma", "dua medali emas dan satu medali perak", None, None, None),
    ),
    ("Tim Robotik Garuda menjadi juara pertama.", ("Tim Robotik Garuda", "juara pertama", 1, None, None)),
]


@pytest.mark.parametrize(("marked", "row"), CASES, ids=[c[0][:40] for c in CASES])
def test_achievements(marked: str, row: tuple[str, str, int | None, str | None, int | None]) -> None:
    winner, prize, rank, contest, year = row
    expected = (winner, prize, None if rank is None else Decimal(rank), contest, year)
    assert [
        (a.winner, a.prize, a.rank, a.contest, a.date_start.year if a.date_start else None)
        for a in achievements(marked)
    ] == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "[N Siti Rahma] ingin meraih juara 1 tahun depan.",
        "[N Siti Rahma] gagal meraih medali emas.",
        "[S SMKN 2 Batu] menjadi tuan rumah.",
        "[N Siti Rahma] bersemangat meraih cita-cita.",
    ],
)
def test_hopes_and_failures_are_no_achievements(marked: str) -> None:
    assert achievements(marked) == []
