"""Every snippet of the cookbook runs on the sample, and its answer says something that the sample says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
import regex

from pipeline.explore.query import query

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cookbook.md"
_BLOCK = regex.compile(r"(<!-- setup -->\n)?```(python|sql)\n(.*?)```", regex.DOTALL)
_QUESTION = regex.compile(r"^## (\d+)\. (.+)$", regex.MULTILINE)


def snippets() -> tuple[list[str], dict[int, list[tuple[str, str]]]]:
    """The blocks of the setup, and (language, code) by number of the question."""
    text = PAGE.read_text(encoding="utf-8")
    heads = [(m.start(), int(m[1])) for m in _QUESTION.finditer(text)]
    setup: list[str] = []
    questions: dict[int, list[tuple[str, str]]] = {number: [] for _, number in heads}
    for block in _BLOCK.finditer(text):
        if block[1]:
            setup.append(block[3])
        else:
            number = max((start, n) for start, n in heads if start < block.start())[1]
            questions[number].append((block[2], block[3]))
    return setup, questions


SETUP, QUESTIONS = snippets()


@pytest.fixture
def namespace(sample_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the setup defines, run in a folder that holds data/processed."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "processed").symlink_to(sample_run, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for code in SETUP:
        exec(compile(code, str(PAGE), "exec"), names)
    return names


def ask(number: int, names: dict[str, Any]) -> pd.DataFrame:
    """The answer of one question."""
    for language, code in QUESTIONS[number]:
        if language == "sql":
            return query(code, "data/processed").to_pandas()
        exec(compile(code, f"{PAGE}, question {number}", "exec"), names)
    answer = names["answer"]
    assert isinstance(answer, pd.DataFrame)
    return answer


def _heads(a: pd.DataFrame) -> None:
    head = a[a.body == "Dinas Pendidikan Kota Cirebon"].iloc[0]
    assert head.person == "Nining Kartikasari"
    assert head.since == pd.Timestamp("2025-12-22"), "no day of publication: the earliest single day of the text"


def _programme_money(a: pd.DataFrame) -> None:
    assert (a.largest > 0).all()
    assert a.largest.is_monotonic_decreasing
    special_fund = a[a.name.str.contains("Dana Alokasi Khusus|DAK", na=False)].iloc[0]
    assert special_fund.largest == 287_000_000


def _pppk(a: pd.DataFrame) -> None:
    assert dict(zip(a.month.astype(str), a.teachers, strict=True)) == {"2024-11": 5730}


def _quoted(a: pd.DataFrame) -> None:
    assert a.statements.is_monotonic_decreasing
    assert (a.direct <= a.statements).all()
    assert "Asep Mulyana Hidayat" in set(a.name)


def _acronyms(a: pd.DataFrame) -> None:
    assert a.loc["BBPMP", "long"].startswith("Balai Besar Penjaminan Mutu Pendidikan (")
    assert a.loc["BBPMP", "forms"] == 1


def _speakers(a: pd.DataFrame) -> None:
    of_ade = a[a.speaker == "Ade Saepuloh"]
    assert len(of_ade) >= 1
    assert set(of_ade.office) == {"Kepala, Dinas Pendidikan Kabupaten Garut"}


def _calendar(a: pd.DataFrame) -> None:
    olympiad = a[a.name.str.startswith("Olimpiade Bahasa Lampung")].iloc[0]
    assert (str(olympiad.date_start)[:10], str(olympiad.date_end)[:10]) == ("2025-10-27", "2025-10-28")
    assert "Universitas Lampung" in olympiad.venue
    assert a.date_start.is_monotonic_increasing


def _schools(a: pd.DataFrame) -> None:
    depok = a[a.region == "Kota Depok"].iloc[0]
    assert depok.province == "32"
    assert "14" in depok["names"]


def _programmes(a: pd.DataFrame) -> None:
    assert a.acronym.dropna().isin(["SREGEP", "TKA"]).any()
    assert a.body.dropna().str.contains("Yayasan Samudra Cerdas").any()


def _sums(a: pd.DataFrame) -> None:
    assert a.value.iloc[0] == 38_600_000_000
    assert a.sentence.str.contains("Rp").all()


def _pay(a: pd.DataFrame) -> None:
    floor = a[(a.region == "Kabupaten Bekasi") & (a.qualifier == "min")].iloc[0]
    assert floor.value == 2_350_000
    span = a[a.value_max.notna()].iloc[0]
    assert (span.value, span.value_max) == (3_900_000, 4_200_000)


def _repeats(a: pd.DataFrame) -> None:
    assert list(a.repeat) == ["data/raw/berita-sekolah.parquet#5"] or a.repeat.str.endswith("sekolah.parquet#5").all()
    assert a.original.str.endswith("sekolah.parquet#1").all()


def _status(a: pd.DataFrame) -> None:
    assert "Teddy Firmansyah" in a.loc["acting", "people"]
    assert a.loc["in office", "rows"] > a.loc["acting", "rows"]


def _regulations(a: pd.DataFrame) -> None:
    assert a.regulation.str.contains("53 Tahun 2023").any()


def _ahead(a: pd.DataFrame) -> None:
    assert pd.Timestamp("2025-02-17") in set(a.date_start)
    assert all(text in sentence for text, sentence in zip(a.text, a.text_sentence, strict=True))


def _together(a: pd.DataFrame) -> None:
    pairs = set(zip(a.one, a.other, strict=True))
    assert len(pairs) == len(a)
    assert (a.one < a.other).all()


def _place(a: pd.DataFrame) -> None:
    honor = a[a.predicate == "has amount at least"].iloc[0]
    assert (honor.value, honor.unit) == (2_350_000, "IDR")
    assert not a.text.str.contains("Cirebon").any(), "a fact of another place"


CHECKS: dict[int, Callable[[pd.DataFrame], None]] = {
    1: _heads, 2: _programme_money, 3: _pppk, 4: _quoted, 5: _acronyms, 6: _speakers, 7: _calendar, 8: _schools,
    9: _programmes, 10: _sums, 11: _pay, 12: _repeats, 13: _status, 14: _regulations, 15: _ahead, 16: _together,
    17: _place,
}  # fmt: skip


def test_every_question_has_a_check_and_one_snippet() -> None:
    assert set(QUESTIONS) == set(CHECKS)
    assert all(len(blocks) == 1 for blocks in QUESTIONS.values())
    assert len(QUESTIONS) >= 15


@pytest.mark.parametrize("number", sorted(CHECKS))
def test_the_answer_is_what_the_sample_says(number: int, namespace: dict[str, Any]) -> None:
    answer = ask(number, namespace)
    assert len(answer) > 0
    CHECKS[number](answer)


def test_an_acronym_with_two_expansions_comes_first(namespace: dict[str, Any]) -> None:
    aliases = namespace["t"].aliases
    other = aliases[aliases.short == "BBPMP"].assign(long="Balai Besar Pengujian Mutu Pangan")
    namespace["t"] = SimpleNamespace(aliases=pd.concat([aliases, other], ignore_index=True))
    answer = ask(5, namespace)
    assert (answer.index[0], answer.forms.iloc[0]) == ("BBPMP", 2)
    assert "Pangan" in answer.long.iloc[0]
