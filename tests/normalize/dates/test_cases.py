"""Our own sentences: which dates stand in them, and which days they mean."""

from __future__ import annotations

import pytest

from pipeline.normalize.dates import find_dates
from tests.normalize.dates.tagged import Case, read_cases, tag

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.group}: {case.text[:60]}" for case in CASES])
def test_dates_of_a_sentence(case: Case) -> None:
    assert tag(case.text, find_dates(case.text, case.anchor), like=case.tagged) == case.tagged


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 250
    assert len({case.tagged for case in CASES}) == len(CASES)
