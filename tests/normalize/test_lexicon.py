"""The word lists behind quantities: well-formed, and the documentation's examples hold."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from pipeline.normalize.quantities.lexicon import lexicon, lower

ROOT = Path(__file__).parents[2]
DATA = ROOT / "pipeline" / "normalize" / "data"


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.name)
def test_file_names_its_source_and_is_lower_case(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = " ".join(line for line in lines if line.startswith("#"))
    assert "source: " in head
    forms = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert forms
    for cells in forms:
        words = cells[0] if path.suffix == ".txt" else cells[1] if path.name != "qualifiers.tsv" else cells[2]
        assert words == words.lower()


@pytest.mark.parametrize("name", ["compounds.txt"])
def test_no_line_twice(name: str) -> None:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines))


def test_currencies_are_iso_codes() -> None:
    words = lexicon()
    codes = set(words.money_before.values()) | set(words.money_after.values())
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert words.money_before["rp"] == words.money_after["rupiah"] == "IDR"


def test_stopwords_are_no_classifier() -> None:
    words = lexicon()
    assert not words.stopwords & words.classifiers


@pytest.mark.parametrize("text", ["", "ABC", "Rp5", "İstanbul İİ", "ẞ Ǆ", "Ådalen 5 KM"])
def test_lower_case_keeps_every_place(text: str) -> None:
    assert len(lower(text)) == len(text)


def test_examples_of_the_documentation_hold() -> None:
    page = ROOT / "docs" / "normalization-numbers.md"
    result = doctest.testfile(str(page), module_relative=False)
    assert result.attempted > 1
    assert result.failed == 0
