"""How letters are read off words, and what is too far-fetched."""

from __future__ import annotations

import time

import pytest

from pipeline.relate.aliases.align import align, letters_of, words_of


def reading(short: str, long: str) -> tuple[bool, str]:
    """Whether the reading convinces, and the words that it covers."""
    words = words_of(long, 0, len(long))
    found = align(short, words)
    if found is None:
        return False, ""
    return found.fits(), long[words[found.first].start : words[found.last].end]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("BKN", "Badan Kepegawaian Negara"),
        ("UMKM", "Usaha Mikro, Kecil, dan Menengah"),
        ("Disdik", "Dinas Pendidikan"),
        ("Kemendikdasmen", "Kementerian Pendidikan Dasar dan Menengah"),
        ("Kemdiktisaintek", "Kementerian Pendidikan Tinggi, Sains, dan Teknologi"),
        ("LLDikti", "Lembaga Layanan Pendidikan Tinggi"),
        ("rombel", "rombongan belajar"),
        ("pungli", "pungutan liar"),
        ("bimtek", "bimbingan teknis"),
        ("monev", "monitoring dan evaluasi"),
        ("P2MW", "Program Pembinaan Mahasiswa Wirausaha"),
        ("Unsoed", "Universitas Jenderal Soedirman"),
        ("Dirjen Risbang", "Direktur Jenderal Riset dan Pengembangan"),
        ("EoI", "Expression of Interest"),
        ("KUHP", "Kitab Undang-Undang Hukum Pidana"),
    ],
)
def test_a_short_form_is_read_off_its_long_form(short: str, long: str) -> None:
    assert reading(short, long) == (True, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Aceh", "Universitas Syiah Kuala"),
        ("hub", "pusat utama"),
        ("WFH", "bekerja dari rumah"),
        ("Medan", "Sumatera Utara"),
    ],
)
def test_letters_that_are_not_there_are_not_read(short: str, long: str) -> None:
    assert not reading(short, long)[0]


def test_words_before_the_long_form_are_left_out() -> None:
    assert reading("SMP", "dan para siswa Sekolah Menengah Pertama") == (True, "Sekolah Menengah Pertama")


def test_of_two_readings_the_plain_initials_win() -> None:
    assert reading("SD", "siswa Sekolah Dasar") == (True, "Sekolah Dasar")


@pytest.mark.parametrize(
    ("written", "letters"), [("P4OP", "ppppop"), ("3T", "ttt"), ("SDG’s", "sdg"), ("KIP-Kuliah", "kipkuliah")]
)
def test_digits_count_letters(written: str, letters: str) -> None:
    assert letters_of(written) == letters


def test_hostile_lengths_stay_cheap() -> None:
    start = time.process_time()
    words = words_of("aaaaaaaaaaaaaaaaaaaa " * 400, 0, 8400)
    align("a" * 500, words)
    assert time.process_time() - start < 2.0
