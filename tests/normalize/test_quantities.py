"""Quantities: what is found where, with which value, unit and qualifier."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from pipeline.normalize import find_dates, find_quantities
from tests.normalize.tagged import read_cases, read_tagged

ROWS = read_cases("quantities.jsonl")


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['topic']}: {row['text'][:60]}" for row in ROWS])
def test_tagged_case(row: dict[str, str]) -> None:
    text, expected = read_tagged(row["text"])
    found = [(q.start, q.end, q.kind, q.value, q.value_max, q.unit, q.qualifier) for q in find_quantities(text)]
    wanted = []
    for quantity in expected:
        value = quantity.attributes
        high = value.get("max")
        wanted.append(
            (
                quantity.start,
                quantity.end,
                value["kind"],
                Decimal(value["value"]),
                None if high is None else Decimal(high),
                value.get("unit"),
                value.get("qualifier"),
            )
        )
    assert found == wanted


def test_cases_are_many_and_all_different() -> None:
    texts = [row["text"] for row in ROWS]
    assert len(texts) >= 350
    assert len(set(texts)) == len(texts)


def test_seed_sentence_of_the_project() -> None:
    text = "honor guru honorer minimal 2,35 juta rupiah dan pengajuan tahap pertama 5.730 tenaga pendidikan"
    money, stage, count = find_quantities(text)
    assert (money.value, money.unit, money.qualifier, money.item) == (2350000, "IDR", "min", "honor guru honorer")
    assert (stage.kind, stage.value, stage.unit) == ("ordinal", 1, "tahap")
    assert (count.value, count.unit) == (5730, "tenaga pendidikan")


@settings(max_examples=150, deadline=None)
@given(
    money=st.integers(min_value=1, max_value=9999),
    staff=st.integers(min_value=2, max_value=99_999),
    programmes=st.integers(min_value=2, max_value=99),
    place=st.integers(min_value=1, max_value=20),
    age=st.integers(min_value=1, max_value=30),
)
def test_figures_are_read_and_not_remembered(money: int, staff: int, programmes: int, place: int, age: int) -> None:
    """The sentence keeps its shape and every figure changes: the values follow."""
    staff_text = f"{staff:,}".replace(",", ".")
    text = (
        f"Kota itu meraih juara {place}, menjalankan {num2words(programmes, lang='id')} program prioritas bagi anak "
        f"usia {age}-{age + 2} tahun, dan menggaji {staff_text} tenaga pendidikan "
        f"minimal {money // 100},{money % 100:02} juta rupiah."
    )
    found = [(q.kind, q.value, q.value_max, q.unit, q.qualifier) for q in find_quantities(text, dates=())]
    assert found == [
        ("ordinal", place, None, "juara", None),
        ("count", programmes, None, "program prioritas", None),
        ("age", age, age + 2, "year", None),
        ("count", staff, None, "tenaga pendidikan", None),
        ("money", money * 10_000, None, "IDR", "min"),
    ]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Total anggaran pendidikan mencapai Rp1,7 triliun.", "Total anggaran pendidikan"),
        ("Guru yang akan pensiun sebanyak 61.937 orang.", "Guru yang akan pensiun"),
        ("Tunjangan profesi guru naik menjadi Rp2 juta per bulan.", "Tunjangan profesi guru per bulan"),
        ("Sebanyak 80% siswa Sekolah Garuda menerima beasiswa.", "siswa Sekolah Garuda"),
        ("Ada 27 rute tol laut di negeri ini.", "rute tol laut"),
        ("Iuran kelas Rp5.000/siswa/bulan dipungut bendahara.", "Iuran kelas per siswa per bulan"),
        ("Uang saku Rp50.000, Rp20.000, dan Rp10.000 dibagikan.", "Uang saku"),
        ("Batu – Alumni SMAN 1 Batu mengumpulkan Rp321.450.000 kemarin.", "Alumni SMAN 1 Batu"),
        ("Dana BOS – Rp5 juta.", "Dana BOS"),
    ],
)
def test_item_says_what_is_measured(text: str, item: str) -> None:
    assert find_quantities(text)[0].item == item


def test_dates_given_are_used_and_never_quantities() -> None:
    text = "Pada 28 s.d 30 November 2024 hadir 40 guru."
    assert [q.text for q in find_quantities(text, dates=find_dates(text))] == ["40 guru"]
    assert [q.text for q in find_quantities(text)] == ["40 guru"]


FRAGMENTS = st.sampled_from(
    [
        "Rp", "Rp ", "$", "5", "12,5", "1.500", "2024", "10.000", " ", "\n", ".", ",", "-", "–", "/", "(", ")", "%",
        " persen", " juta", " ribu", " rb", " M", " rupiah", " tahun", " lalu", " bulan", " siswa", " orang", " guru",
        " sampai ", " hingga ", " s.d. ", " antara ", " dan ", " minimal ", " lebih dari ", " sekitar ", "setahun",
        " dua", " puluh", " belas", " ratus", " satu", " setengah", " pertama", " kedua", "ke-", "IX", " juara ",
        " kelas ", " SMPN ", " usia ", " (dua) ", "x24 jam", "½", " koma ", "İ", "😀", " 1/2 ", "nya", "-an", " per ",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_spans_hold_on_any_text(text: str) -> None:
    position = 0
    for quantity in find_quantities(text):
        assert position <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.text == quantity.text.strip()
        if quantity.value_max is not None:
            assert quantity.value < quantity.value_max
        position = quantity.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_nothing_fails_on_any_characters(text: str) -> None:
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=1, max_value=10**12))
def test_rupiah_in_digits_survives(value: int) -> None:
    dotted = f"{value:,}".replace(",", ".")
    for text in (f"Rp{dotted}", f"Rp {dotted},00", f"Rp. {dotted},-", f"{dotted} rupiah", f"IDR {value}"):
        found = find_quantities(f"Biayanya {text} saja")
        assert [(q.value, q.unit, q.value_max) for q in found] == [(value, "IDR", None)], text


@pytest.mark.parametrize(
    "unit",
    ["9", "1.1.", "1,5 ", "dua ribu ", "seribu juta ", "setengah ", "Rp", "Rp1", "1-", "ke-1 ", "pertama ", "(", "5 (",
     "satu koma ", "antara 1 dan ", "1 tahun ", "sekitar ", "kedua ", "terbesar kedua ",
     "juara 1, 2, ", "dua ", "A ke-1 ", "x24jam 1"],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    """Eight times the input takes about eight times as long, not 64 (with a wide margin for a busy machine)."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = float("inf")
        for _ in range(2):
            begin = time.process_time()
            find_quantities(text, dates=())
            best = min(best, time.process_time() - begin)
        return best

    small, large = seconds(4_000), seconds(32_000)
    assert large < 0.05 or large / small < 24
