"""One text in memory: what its own lines tell."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read import make_article

BODY = "Dinas Pendidikan Kabupaten Tegal melatih 60 guru yang akan mengajar di kelas sore untuk anak nelayan."


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Penulis: Ratri Wulandari", "Ratri Wulandari"),
        ("Pewarta: Andi SalimEditor: Budi Karya", "Andi Salim"),
        ("Penulis: Dea Utami/Editor: Dana", "Dea Utami"),
        ("(Humas/abc)", "Humas/abc"),
        ("Editor: Budi Karya", None),
        ("Sumber: Setda", None),
    ],
)
def test_author_of_the_byline(byline: str, author: str | None) -> None:
    assert make_article(f"{BODY}\n{byline}", source="x").author == author


def test_what_is_given_wins() -> None:
    article = make_article(f"{BODY}\nPenulis: Rina", source="x", author="Sari", published=dt.date(2025, 1, 2))
    assert (article.author, article.published) == ("Sari", dt.date(2025, 1, 2))


def test_day_and_outlet_of_the_dateline() -> None:
    assert make_article(f"Jember, 13 Agustus 2025 – {BODY}", source="x").published == dt.date(2025, 8, 13)
    assert make_article(f"TEGAL, KOMPAS.com - {BODY}", source="x").outlet == "KOMPAS.com"
    assert make_article(f"{BODY} Pelatihan dimulai 13 Agustus 2025.", source="x").published is None


def test_a_given_title_is_not_added_to_a_text_in_memory() -> None:
    article = make_article(BODY, source="x", title="Guru Dilatih")
    assert (article.text, article.title) == (BODY, "Guru Dilatih")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY + " Pelatihan itu tidak dipungut biaya dan akan berlanjut hingga bulan depan.", "id"),
        ("The teachers were trained for three days and the programme will go on with the help of the city.", "en"),
        ("Menteri itu berkata bahawa murid perlulah hadir kerana peperiksaan ialah wajib bagi semua di sekolah.", "ms"),
        ("12345", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert make_article(text, source="x").language == language


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_clean_article_and_cleaning_again_changes_nothing(text: str) -> None:
    article = make_article(text, source="x")
    assert "\r" not in article.text
    assert "\0" not in article.text
    assert article.text == article.text.strip("\n")
