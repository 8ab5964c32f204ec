"""Reading takes linear time: twice the text, at most about twice the time."""

from __future__ import annotations

import time

import pytest

from pipeline.normalize.dates import find_dates

TRAPS = (
    "9", "1.1.1.1.", "1 ", "1, 2 dan ", "28-", "28 s.d ", "(28/11) ", "senin senin ", "Senin-", "Senin-Rabu 1 - ",
    "2024 hingga 2023 ", "tahun ", "dua ratus juta tahun lalu ", "pada Mei ", "besoknya ", "pukul ", "10.00-", "( ",
    "İ", "no. 5 tahun 2020 ", "25 Mei 2025, ",
)  # fmt: skip


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        find_dates(text)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("trap", TRAPS)
def test_time_grows_with_the_text_and_not_faster(trap: str) -> None:
    length = 10_000
    short, long = (trap * (size // len(trap)) for size in (length, 4 * length))
    assert seconds(long) < 8 * max(seconds(short), 0.003)
