"""Where sentences end: the hard cases, and what must hold for any text."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment.sentences import find_sentences

CASES = Path(__file__).parents[1] / "cases" / "sentences.txt"


def _cases() -> list[tuple[str, list[str]]]:
    found = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        line = line.replace("\\n", "\n")
        head, _, last = line.rpartition(" ‖ ")
        if last == "BREAKS":
            found.append((head, [part for part in head.split("\n") if part]))
        elif last.startswith("CUT:"):
            found.append((head, last[len("CUT:") :].split("|")))
        else:
            found.append((line.replace(" ‖ ", " "), line.split(" ‖ ")))
    return found


@pytest.mark.parametrize(("text", "expected"), _cases(), ids=lambda v: v[:40] if isinstance(v, str) else "")
def test_hard_case(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in find_sentences(text)] == expected


def test_a_wrapped_line_goes_on_in_the_next() -> None:
    text = (
        "Kepala dinas menyampaikan bahwa seluruh sekolah negeri di wilayahnya\n"
        "akan menerima bantuan buku. Buku dikirim bertahap."
    )
    first, second = find_sentences(text)
    assert text[slice(*first)].endswith("bantuan buku.")
    assert text[slice(*second)] == "Buku dikirim bertahap."


def test_a_heading_run_into_the_line_is_parted() -> None:
    text = "Lomba robotik tingkat kabupaten Menurut panitia, lomba diikuti 40 tim."
    assert len(find_sentences(text)) == 2


@given(st.text(alphabet=st.sampled_from("aB1 .,!?\"“”'()\n\t-…S.Pd"), max_size=200))
def test_every_character_that_is_not_white_space_lies_in_exactly_one_sentence(text: str) -> None:
    spans = find_sentences(text)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered


@pytest.mark.parametrize("unit", ['"', ". ", "A. ", '" A', "(. ", "1. ", "...", "!?", "\n", "“a. B "])
def test_time_grows_linearly(unit: str) -> None:
    def seconds(n: int) -> float:
        text = unit * (n // len(unit))
        times = []
        for _ in range(3):
            began = time.process_time()
            find_sentences(text)
            times.append(time.process_time() - began)
        return min(times)

    assert seconds(400_000) < 40 * max(seconds(20_000), 0.005)
