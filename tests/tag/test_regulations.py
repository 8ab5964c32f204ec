"""Laws and decrees up to their number and year."""

from __future__ import annotations

import pytest

from pipeline.tag.rules.regulations import find_regulations


@pytest.mark.parametrize(
    "name",
    [
        "UU Nomor 20 Tahun 2003",
        "UU No. 14/2005",
        "Undang-Undang Nomor 20 Tahun 2003",
        "UUD 1945",
        "UU Sisdiknas",
        "RUU Sisdiknas",
        "Peraturan Pemerintah Nomor 57 Tahun 2021",
        "PP 57/2021",
        "Peraturan Menteri Pendidikan Dasar dan Menengah (Permendikdasmen) Nomor 3 Tahun 2025",
        "Permendikbudristek No 46 Tahun 2023",
        "Instruksi Presiden (Inpres) Nomor 8 Tahun 2025",
        "Surat Edaran Nomor 4 Tahun 2020",
        "Peraturan Gubernur Banten Nomor 12 Tahun 2024",
        "SKB 3 Menteri",
        "KUHP",
    ],
)
def test_found_whole(name: str) -> None:
    text = f"Menurut {name} hal itu boleh."
    assert [text[s:e] for s, e in find_regulations(text)] == [name]


@pytest.mark.parametrize(
    "text", ["aturan nomor 3", "SK baru terbit", "Surat keputusan itu", "PP Muhammadiyah", "undang-undang"]
)
def test_not_a_named_law(text: str) -> None:
    assert find_regulations(text) == []
