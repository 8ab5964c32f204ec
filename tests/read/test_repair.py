"""Characters: mended where broken, untouched where not."""

from __future__ import annotations

import pytest

from pipeline.errors import RejectArticle
from pipeline.read.decode import decode
from pipeline.read.repair import repair


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("â€œKami siap,â€\x9d kata Ani", "“Kami siap,” kata Ani"),
        ("kafÃ© dan naÃ¯f", "kafé dan naïf"),
        ("Guru &amp; Tenaga", "Guru & Tenaga"),
        ("se\u200bko\u00adlah", "sekolah"),
        ("a\u202eb\u2066c", "abc"),
        ("cafe\u0301", "café"),
        ("satu\u00a0dua\tbaris", "satu dua baris"),
        ("satu\r\ndua\rtiga\u2028empat", "satu\ndua\ntiga\nempat"),
        ("nol\x00 bel\x07", "nol bel"),
        ("ujung  \n  awal", "ujung\nawal"),
    ],
)
def test_mended(broken: str, mended: str) -> None:
    assert repair(broken) == mended


@pytest.mark.parametrize(
    "text", ["“Kami,” ‘dia’ – — …", "dua  spasi", "Rp2.350.000,00", "Mu'ti dan Mu’ti", "ﷺ", "👩\u200d🏫 guru"]
)
def test_left_alone(text: str) -> None:
    assert repair(text) == text


TEXT = "“Sekolah kami ramah anak,” kata Zoë – guru kelas tiga di Desa Maniçoba."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_mixed_encodings_in_one_file() -> None:
    assert decode(f"{TEXT}\n{TEXT}\n".encode() + "“lama”".encode("cp1252")) == f"{TEXT}\n{TEXT}\n“lama”"


def test_declared_encoding_of_a_page() -> None:
    page = '<meta charset="iso-8859-1"><p>“Hai”</p>'
    assert "“Hai”" in decode(page.encode("cp1252"), html=True)


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04docx", bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 500])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(RejectArticle) as caught:
        decode(data)
    assert caught.value.reason == "binary"


def test_carriage_returns_that_a_spreadsheet_escaped_are_line_ends() -> None:
    assert (
        repair("Guru hadir._x000D_ _x000D_ Siswa belajar.__x000D_\nRapat.") == "Guru hadir.\nSiswa belajar.\n\nRapat."
    )
