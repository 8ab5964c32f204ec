"""Stretches between quotation marks, whatever the marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.relate.statements import find_quotes


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('Kata dia, "ya" lalu "tidak".', ["ya", "tidak"]),
        ("“ya” lalu “tidak”", ["ya", "tidak"]),
        ("«ya»", ["ya"]),
        ('""ya""', ["ya"]),
        ('\\"ya\\"', ["ya"]),
        ("''ya''", ["ya"]),
        ('selesai."Ya," kata', ["Ya,"]),
        ('"a "b" c"', ['a "b" c']),
        ('"Belum tutup. "Baru," kata', ["Belum tutup. ", "Baru,"]),
        ('"Belum tutup\n"Baru"', ["Belum tutup", "Baru"]),
        ('Pagi cerah. Sekolah harus buka," kata', ["Sekolah harus buka,"]),
        ("tidak ada", []),
        ('""', []),
        ("Jum'at dan Qur'an", []),
    ],
)
def test_what_stands_between(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == inside


def test_a_quotation_that_never_closes_ends_with_its_line() -> None:
    (quote,) = find_quotes('Ia berkata "kita mulai.\nLalu pulang.')
    assert not quote.closed
    assert quote.end == quote.outer_end == len('Ia berkata "kita mulai.')


@given(st.text(alphabet="\"“”«»\\' \nab.,"))
def test_quotations_are_ordered_and_apart(text: str) -> None:
    quotes = find_quotes(text)
    for quote in quotes:
        assert 0 <= quote.outer_start <= quote.start < quote.end <= quote.outer_end <= len(text)
        assert quote.opened == (quote.outer_start < quote.start)
        assert "\n" not in text[quote.start : quote.end]
    for left, right in pairwise(quotes):
        assert left.outer_end <= right.outer_start
