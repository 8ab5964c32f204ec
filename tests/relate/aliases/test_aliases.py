"""What stands for what: each case is a sentence with its mentions marked and the pairs that a careful reader notes."""

from __future__ import annotations

import time

import pytest
import spacy

import pipeline.relate.aliases  # noqa: F401  (registers the component)
from pipeline.records import Article, Mention
from pipeline.relate.aliases import find_aliases
from pipeline.relate.view import ArticleView
from tests.relate.marked import marked_view

ACRONYMS = [
    ("Acara dibuka Badan Kepegawaian Negara (BKN) kemarin.", {("BKN", "Badan Kepegawaian Negara")}),
    (
        "Hadir [A Dinas Komunikasi, Informatika, Persandian, dan Statistik (Diskominfosantik) Kabupaten Tegal].",
        {("Diskominfosantik", "Dinas Komunikasi, Informatika, Persandian, dan Statistik")},
    ),
    ("Hadir [A Balai Guru Penggerak (BGP) Provinsi Aceh].", {("BGP", "Balai Guru Penggerak")}),
    (
        "Lahirlah program [R SIPINTAR], yaitu Strategi Inovasi Pembelajaran Interaktif dan Ramah Anak, untuk SD.",
        {("SIPINTAR", "Strategi Inovasi Pembelajaran Interaktif dan Ramah Anak")},
    ),
    ("Kartu itu bernama [R KJS Plus] (Kartu Jakarta Siswa Plus).", {("KJS Plus", "Kartu Jakarta Siswa Plus")}),
    ("Sekolah menerapkan 3R (Reduce, Reuse, Recycle) setiap hari.", {("3R", "Reduce, Reuse, Recycle")}),
    ("Makanan Bergizi Sekolah atau MBS mulai dibagikan.", {("MBS", "Makanan Bergizi Sekolah")}),
    ("Masa Pengenalan Sekolah, disingkat MPS, dibuka.", {("MPS", "Masa Pengenalan Sekolah")}),
    ("Gasing adalah akronim dari gampang asyik menyenangkan.", {("Gasing", "gampang asyik menyenangkan")}),
    ("Setiap rombongan belajar (rombel) berisi 36 siswa.", {("rombel", "rombongan belajar")}),
    ("Praktik pungutan liar (pungli) dilarang.", {("pungli", "pungutan liar")}),
    ("Guru menerima petunjuk teknis (juknis) baru.", {("juknis", "petunjuk teknis")}),
    ("Siswa taman kanak-kanak (TK) bernyanyi.", {("TK", "taman kanak-kanak")}),
    (
        "Lomba itu digelar Organisasi Siswa Intra Sekolah [OSIS].".replace("[OSIS]", "(OSIS)"),
        {("OSIS", "Organisasi Siswa Intra Sekolah")},
    ),
    ("Dana dari Lembaga Dana Riset (selanjutnya disebut LDR) cair.", {("LDR", "Lembaga Dana Riset")}),
    ("Kelompok generasi Z (gen Z, red) hadir.", {("gen Z", "generasi Z")}),
    (
        "Lahir program [R Sinergi Kampus dan Masyarakat untuk Desa Maju] (Semadama) di desa.",
        {("Semadama", "Sinergi Kampus dan Masyarakat untuk Desa Maju")},
    ),
    ("Program [R Satu Anak Satu Tabungan] ([R Bijak]) diluncurkan.", {("Bijak", "Satu Anak Satu Tabungan")}),
]
"""(marked text, pairs of short and long form)"""

NOTHING = [
    "Kerja sama dilakukan by request (berdasarkan permintaan).",
    "Guru itu, [N Sumarni] (63), tersenyum.",
    "Rektor [S Universitas Cendana] ([L Kupang]) datang.",
    "Ayam dipelihara bebas kandang (free range) di sekolah.",
    "Sudah diatur oleh pemerintah (pusat) sejak lama.",
    "Bantuan sebesar Rp5.000.000 (lima juta rupiah) diserahkan.",
    "[L Lampung Timur] ([O ANTARA]) - Siswa menerima beasiswa.",
    "Pelajar SD/SMP yang masuk siang ikut hadir.",
    "Naskah itu dimuat situs berita (kabar.com) kemarin.",
]


@pytest.mark.parametrize(("marked", "expected"), ACRONYMS, ids=[c[0][:40] for c in ACRONYMS])
def test_acronyms(marked: str, expected: set[tuple[str, str]]) -> None:
    view = marked_view(marked)
    found = find_aliases(view)
    assert {(a.short, a.long) for a in found} == expected
    for alias in found:
        assert alias.kind == "acronym"
        assert view.text[alias.start : alias.end] == alias.text


@pytest.mark.parametrize("marked", NOTHING)
def test_a_gloss_an_age_a_region_or_a_source_is_no_acronym(marked: str) -> None:
    assert find_aliases(marked_view(marked)) == []


PEOPLE = [
    ("part of the name", "[N Dewi Larasati] tiba. Menurut [N Dewi], cuaca baik.", {("Dewi", "Dewi Larasati")}),
    ("a later part", "[N Abdul Karim] tiba. Kata [N Karim], cuaca baik.", {("Karim", "Abdul Karim")}),
    (
        "the fullest of three",
        "[N Taj Amin] dan [N Taj Amin Hakim] satu orang. [N Amin] hadir.",
        {("Amin", "Taj Amin Hakim"), ("Taj Amin", "Taj Amin Hakim")},
    ),
    (
        "capitals of a headline",
        "[N DEWI LARASATI] JUARA\n\n[N Dewi] senang, ujar [N Dewi Larasati].",
        {("Dewi", "Dewi Larasati")},
    ),
    (
        "a nickname that is declared",
        "[N Bagas Prakoso] menang. Pria yang akrab disapa [N Ako] itu gembira.",
        {("Ako", "Bagas Prakoso")},
    ),
    (
        "a nickname out of the name, not of who was named last",
        "[N Sri Mulyandari] datang, [N Bagas Prakoso] juga. Wanita yang akrab disapa [N Yandari] itu gembira.",
        {("Yandari", "Sri Mulyandari")},
    ),
    (
        "who is named inside a quotation is not who is called so",
        '[N Sri Lestari] datang. "Pesan [N Bagas Prakoso] jelas," katanya. Ibu yang akrab disapa [N Ujang] itu pulang.',
        {("Ujang", "Sri Lestari")},
    ),
    (
        "a title tells which bearer of the name",
        "Jenderal [N AH Tirtayasa] gugur. Putrinya [N Rini Sari Tirtayasa] selamat. Jenderal [N Tirtayasa] lahir.",
        {("Tirtayasa", "AH Tirtayasa")},
    ),
    ("a second name in brackets", "Menteri [N Saiful Bahri] ([N Gus Ful]) hadir.", {("Gus Ful", "Saiful Bahri")}),
    (
        "the call name after the name",
        "[N Nabila Maharani] menulis. [N Lala], sapaan akrabnya, suka membaca.",
        {("Lala", "Nabila Maharani")},
    ),
    ("initials", "Tersangka [N Joko Tarub] ditahan. Inisial [N JT] disebut jaksa.", {("JT", "Joko Tarub")}),
    ("a clipped part", "[N Nugraheni Wulan] hadir. Menurut [N Heni], siap.", {("Heni", "Nugraheni Wulan")}),
    ("a letter lost", "[N Stella Maris] hadir. Kata [N Stela], siap.", {("Stela", "Stella Maris")}),
    ("another letter is another person", "[N Dedi Mulyadi] hadir. [N Mulyani] pulang.", set()),
    ("two people, no tie", "[N Dewi Larasati] dan [N Bagas Prakoso] hadir.", set()),
    (
        "keywords that ran together are nobody's full name",
        "[N Bima Sakti] dan [N Dewi Larasati] bertemu. [N Bima] pulang.\n[N bima sakti dewi larasati] politik",
        {("Bima", "Bima Sakti")},
    ),
    ("initials of nobody here", "Guru bernama [N Yuli Mirza] melapor. Guru berinisial [N SR] ditahan.", set()),
]


@pytest.mark.parametrize(("marked", "expected"), [c[1:] for c in PEOPLE], ids=[c[0] for c in PEOPLE])
def test_short_names(marked: str, expected: set[tuple[str, str]]) -> None:
    assert {(a.short, a.long) for a in find_aliases(marked_view(marked))} == expected


def test_the_nearer_of_two_bearers_of_a_name_is_meant() -> None:
    view = marked_view("[N Dewi Larasati] pergi. [N Dewi Anggraini] datang. [N Dewi] duduk.")
    assert {(a.short, a.long) for a in find_aliases(view)} == {("Dewi", "Dewi Anggraini")}


@pytest.mark.parametrize(
    "text", ["(" * 20_000, "(AB) " * 5_000, "A, atau B " * 4_000, "x (" + "y " * 20_000 + ")", "disebut " * 8_000]
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    find_aliases(ArticleView(article=Article(article_id="x", source="x", text=text)))
    assert time.process_time() - start < 6.0


def test_the_component_works_alone_on_a_blank_language() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("edufakta_aliases")
    doc = nlp("Badan Gizi Nasional (BGN) bekerja.")
    assert [(a.short, a.long) for a in doc._.aliases] == [("BGN", "Badan Gizi Nasional")]


def test_many_people_stay_linear() -> None:
    names = [f"Orang{i} Marga{i}" for i in range(3_000)]
    text = " ".join(names)
    mentions, at = [], 0
    for name in names:
        mentions.append(Mention(start=at, end=at + len(name), text=name, label="PERSON"))
        at += len(name) + 1
    start = time.process_time()
    find_aliases(ArticleView(article=Article(article_id="x", source="x", text=text), mentions=mentions))
    assert time.process_time() - start < 5.0


def test_a_kind_of_region_is_no_short_form() -> None:
    view = marked_view("Ada tiga Kabupaten/Kota yaitu [L Kota Batu] dan [L Kabupaten Bantaeng].")
    assert not [a for a in find_aliases(view) if a.short.startswith("Kabupaten")]
