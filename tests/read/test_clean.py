"""Page furniture goes, the story stays."""

from __future__ import annotations

import pytest

from pipeline.read.clean import clean, is_furniture

BODY = "Sekolah itu menerima 36 komputer baru, dan kepala sekolah berjanji merawatnya dengan sungguh-sungguh."


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "ADVERTISEMENT",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Bagikan:",
        "WhatsApp",
        "Situs ini menggunakan cookie untuk meningkatkan layanan.",
        "Baca juga: Guru Honorer Terima Insentif",
        "Simak Video 'Kelas Sore di Desa'",
        "[Gambas:Video Kanal]",
        "Dibaca 1.204 kali",
        "5 menit membaca",
        "Tags: literasi, sekolah",
        "Beranda | Profil | Berita | Galeri | Kontak",
        "Beranda » Berita » Sekolah Baru",
        "----------",
        "var value = re.exec(document.cookie);",
        "Hak Cipta © 2025 Kabar Desa",
        "null",
    ],
)
def test_furniture_goes(line: str) -> None:
    assert clean(f"{BODY}\n{line}\n{BODY}") == f"{BODY}\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "***",
        "Penulis: Rina",
        "Editor: Budi",
        "(Humas/abc)",
        "Foto: Siswa membaca",
        "Masuk sekolah pukul tujuh pagi.",
        "Guru diminta membaca juga: buku, majalah, dan koran.",
        "Daftar penerima diumumkan Senin.",
        "1. Nama: isian wajib",
        "Juara 2",
    ],
)
def test_story_stays(line: str) -> None:
    assert clean(f"{BODY}\n{line}\n{BODY}") == f"{BODY}\n{line}\n{BODY}"
    assert not is_furniture(line)


def test_a_repeated_title_stands_once() -> None:
    title = "Sekolah Desa Terima Komputer"
    assert clean(f"{title}\n\n{title}\n\n{BODY}") == f"{title}\n\n{BODY}"
    assert clean(f"{title} | Situs Dinas\n{title}\n{BODY}") == f"{title}\n{BODY}"


def test_a_sentence_may_repeat() -> None:
    assert clean(f"{BODY}\n{BODY}") == f"{BODY}\n{BODY}"


def test_related_headlines_go_with_their_heading() -> None:
    text = f"{BODY}\nBerita Terkait\nLomba Menulis Digelar\nKelas Baru Dibuka di Desa\n{BODY}"
    assert clean(text) == f"{BODY}\n{BODY}"


def test_a_menu_of_lines_goes_but_one_menu_word_stays() -> None:
    assert clean(f"Profil\nBerita\nGaleri\n{BODY}") == BODY
    assert clean(f"{BODY}\nFasilitas\n{BODY}") == f"{BODY}\nFasilitas\n{BODY}"


def test_text_after_a_glued_related_headline_is_kept() -> None:
    line = "Baca juga: Kelas Sore Dibuka di Balai DesaMenurut kepala desa, kelas itu " + "sangat berguna " * 12
    assert clean(line).startswith("Menurut kepala desa")


def test_text_after_a_related_headline_without_an_end_is_kept() -> None:
    line = "Baca juga: kelas sore dibuka di balai desa menurut kepala desa " + "kelas itu sangat berguna " * 10
    assert clean(line) == line.removeprefix("Baca juga: ").strip()


def test_furniture_inside_a_line() -> None:
    assert clean("Ia pulang.Baca JugaPada sore hari seluruh murid kembali ke asrama sambil membawa buku.") == (
        "Ia pulang.\nPada sore hari seluruh murid kembali ke asrama sambil membawa buku."
    )
    assert clean("Kelas dimulai pagi (baca juga: Jadwal Baru) dan usai siang.") == "Kelas dimulai pagi dan usai siang."
