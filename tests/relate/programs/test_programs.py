# ruff: noqa: E501  (a case keeps its sentence on one line)
"""Programmes: who runs them, what they are for, and lists that state their length."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.relate.aliases import find_aliases
from pipeline.relate.programs import PARTNER, find_programs
from pipeline.relate.programs.lists import split_items
from pipeline.relate.view import ArticleView
from tests.relate.marked import marked_view


def with_aliases(marked: str) -> ArticleView:
    view = marked_view(marked)
    return replace(view, aliases=find_aliases(view))


def test_acronym_expansion_partner_and_description() -> None:
    view = with_aliases(
        "Inovasi hasil kerja sama dengan [A Pemerintah Kota Batu] yaitu program [R SIPINTAR], yaitu [R Strategi Inovasi "
        "Pembelajaran Interaktif dan Ramah Anak], yaitu upaya menjadikan kelas tempat yang menyenangkan."
    )
    (program,) = find_programs(view)
    assert (program.name, program.acronym) == ("SIPINTAR", "SIPINTAR")
    assert program.expansion == "Strategi Inovasi Pembelajaran Interaktif dan Ramah Anak"
    assert program.body == "Pemerintah Kota Batu"
    assert PARTNER in program.cue
    assert program.description == "upaya menjadikan kelas tempat yang menyenangkan"
    assert view.text[program.start : program.end] == program.text


BODIES = [
    ("[A Dinas Pendidikan Kota Batu] meluncurkan program [R Sekolah Sore].", "Dinas Pendidikan Kota Batu"),
    ("[A Dinas Pendidikan] [L Kota Batu] kembali menggulirkan [R Sekolah Sore].", "Dinas Pendidikan"),
    ("Program [R Sekolah Sore] yang digagas oleh [O Yayasan Fajar] berlanjut.", "Yayasan Fajar"),
    ("[R Sekolah Sore] milik [S SMAN 3 Batu] ramai.", "SMAN 3 Batu"),
    ("Kepala sekolah berterima kasih kepada [A Dinas Pendidikan], lalu membuka [R Sekolah Sore].", None),
    ("[O KABAR.com] - Pemerintah menyalurkan [R Sekolah Sore].", None),
]


@pytest.mark.parametrize(("marked", "body"), BODIES, ids=[c[0][:40] for c in BODIES])
def test_who_runs_a_programme(marked: str, body: str | None) -> None:
    assert [p.body for p in find_programs(with_aliases(marked))] == ([body] if body else [])


DESCRIPTIONS = [
    ("[R Sekolah Sore] merupakan salah satu layanan bagi anak pekerja.", "salah satu layanan bagi anak pekerja"),
    ("[R Sekolah Sore] bertujuan untuk menekan angka putus sekolah.", "untuk menekan angka putus sekolah"),
    ("[R Sekolah Sore] dimulai. Program ini dirancang untuk anak pekerja.", "untuk anak pekerja"),
    ("[R Sekolah Sore] adalah milik kami.", None),
]


@pytest.mark.parametrize(("marked", "description"), DESCRIPTIONS, ids=[c[0][:40] for c in DESCRIPTIONS])
def test_what_a_programme_is_for(marked: str, description: str | None) -> None:
    assert [p.description for p in find_programs(with_aliases(marked))] == ([description] if description else [])


def test_a_list_that_states_its_length_gives_one_row_each() -> None:
    view = with_aliases(
        "Ada lima program prioritas yaitu peningkatan mutu guru, penguatan literasi, numerasi dan sains, pemerataan sarana, "
        "pembinaan karakter, serta pengembangan seni dan budaya."
    )
    assert [p.name for p in find_programs(view)] == [
        "peningkatan mutu guru",
        "penguatan literasi, numerasi dan sains",
        "pemerataan sarana",
        "pembinaan karakter",
        "pengembangan seni dan budaya",
    ]


def test_a_list_that_does_not_fit_its_number_gives_none() -> None:
    assert (
        find_programs(with_aliases("Ada lima program prioritas yaitu peningkatan mutu guru dan pemerataan sarana."))
        == []
    )


def test_study_programmes_are_no_programmes() -> None:
    assert find_programs(with_aliases("Ada dua program studi yaitu pendidikan guru dan pendidikan musik.")) == []


LISTS = [
    ("a, b, dan c", 3, ["a", "b", "c"]),
    ("1) buku gratis; 2) seragam gratis; 3) bus gratis", 3, ["buku gratis", "seragam gratis", "bus gratis"]),
    ("membangun kelas, merawat taman, dan melatih guru", 3, ["membangun kelas", "merawat taman", "melatih guru"]),
    (
        "penataan guru dan tenaga pendidik serta penyediaan buku",
        2,
        ["penataan guru dan tenaga pendidik", "penyediaan buku"],
    ),
]


@pytest.mark.parametrize(("text", "count", "items"), LISTS)
def test_lists(text: str, count: int, items: list[str]) -> None:
    text = text.replace("a, b, dan c", "aula, buku, dan cat") if text.startswith("a,") else text
    items = ["aula", "buku", "cat"] if items == ["a", "b", "c"] else items
    assert [text[i.start : i.end] for i in split_items(text, 0, len(text), count)] == items
