"""Sections of an article: which line plays which role."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read import find_sections
from pipeline.read.layout import find_title

LONG = "Pelatihan itu diikuti 120 guru dari sebelas kecamatan dan berlangsung selama tiga hari penuh."


def roles(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in find_sections(text, title)]


def test_an_article_with_everything() -> None:
    text = (
        "Guru Cianjur Belajar Menulis Soal\n\nFoto bersama peserta di halaman sekolah\n\n"
        f"CIANJUR (Humas) - {LONG}\n\n“Kami senang,” kata Tuti.***\n\nPenulis: Tuti Alawiyah"
    )
    assert roles(text) == [
        ("title", "Guru Cianjur Belajar Menulis Soal"),
        ("caption", "Foto bersama peserta di halaman sekolah"),
        ("dateline", "CIANJUR (Humas) -"),
        ("body", LONG),
        ("body", "“Kami senang,” kata Tuti."),
        ("byline", "***"),
        ("byline", "Penulis: Tuti Alawiyah"),
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "JAKARTA, KOMPAS.com –",
        "Bekasi (Humas) -",
        "Jakarta (ANTARA) -",
        "Jakarta-",
        "Aceh Tamiang–",
        "Semarang (16/9) –",
        "Jayapura, 7 Oktober 2025 —",
        "Liputan6.com, Jakarta",
        "jpnn.com - BANDUNG -",
        "KONTAN.CO.ID - JAKARTA.",
        "Jakarta, Kemendikbud ---",
        "TIM HUMAS MAN 2 KOTA BIMA –",
    ],
)
def test_datelines(dateline: str) -> None:
    blank = "" if dateline.endswith(("a-", "g–")) else " "
    assert roles(f"{dateline}{blank}{LONG}")[:2] == [("dateline", dateline), ("body", LONG)]


@pytest.mark.parametrize(
    "opening",
    [
        "Kampus-kampus di Jawa Barat menyusun kalender akademik bersama untuk tahun depan.",
        "Prabowo-Gibran dijadwalkan membuka pameran pendidikan tersebut pada akhir pekan ini.",
        "Untuk Indonesia – Malaysia, pertukaran pelajar dibuka kembali mulai bulan depan.",
        "Juara 1 - 3 lomba itu memperoleh uang pembinaan serta piagam dari bupati setempat.",
    ],
)
def test_a_dash_alone_makes_no_dateline(opening: str) -> None:
    assert roles(opening) == [("body", opening)]


@pytest.mark.parametrize("tail", ["(Humas/abc)", "(abc/def)", "***", "(Satria)", "(tf)***"])
def test_initials_and_end_marks_close_the_body(tail: str) -> None:
    assert roles(f"{LONG} {tail}") == [("body", LONG), ("byline", tail)]


@pytest.mark.parametrize("ending", ["kepada Badan Riset dan Inovasi Nasional (BRIN).", "sebanyak 40 orang (negara)."])
def test_an_explained_name_in_brackets_is_no_byline(ending: str) -> None:
    text = f"Bantuan itu diserahkan {ending}"
    assert roles(text) == [("body", text)]


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Siswa merakit meja di bengkel.",
        "Suasana belajar di perpustakaan (Foto: Dok. Sekolah)",
        "Ilustrasi - Guru mengajar di kelas",
        "Kepala sekolah memberi sambutan. Foto: Wening",
    ],
)
def test_captions(line: str) -> None:
    assert roles(f"{LONG}\n{line}")[1] == ("caption", line)


def test_a_sentence_that_speaks_of_a_photo_is_body() -> None:
    line = "Foto bersama itu kemudian beredar luas di kalangan wali murid."
    assert roles(f"{LONG}\n{line}")[1] == ("body", line)


def test_the_known_title_wins_over_the_look_of_the_first_line() -> None:
    text = f"Sekolah Kami Juara.\n{LONG}"
    assert roles(text)[0][0] == "body"
    assert roles(text, title="Sekolah kami juara")[0][0] == "title"


def test_find_title() -> None:
    assert find_title(f"Lima Sekolah Menang\n{LONG}") == "Lima Sekolah Menang"
    assert find_title(LONG) is None
    assert find_title("") is None


@given(st.text(alphabet="aB1 .,:-–()\n“”*/|", max_size=300))
@settings(max_examples=150, deadline=None)
def test_sections_cover_all_text_in_order(text: str) -> None:
    position = 0
    for section in find_sections(text):
        assert not text[position : section.start].strip()
        piece = text[section.start : section.end]
        assert piece
        assert piece == piece.strip()
        position = section.end
    assert not text[position:].strip()
