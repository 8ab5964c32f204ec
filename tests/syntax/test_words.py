"""Words as the Indonesian treebanks cut them: what stays whole, what is cut, and which clitics are parted."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.syntax.words import find_tokens, find_words, split_token


def cut(text: str) -> list[str]:
    """Tokens with their words joined by a plus."""
    out: list[str] = []
    for start, end, joined in find_words(text):
        if joined:
            out[-1] += "+" + text[start:end]
        else:
            out.append(text[start:end])
    return out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ia pulang.", "Ia pulang ."),
        ("Rp2.500.000,00 (5%)", "Rp 2.500.000,00 ( 5 % )"),
        ("anak-anak kelas ke-3", "anak-anak kelas ke-3"),
        ("tahun 1990-an", "tahun 1990-an"),
        ("2019-2024", "2019 - 2024"),
        ("pukul 09.30 WIB, 3/1/2023", "pukul 09.30 WIB , 3/1/2023"),
        ("Drs. H. Amir, S.Pd., M.Si., hadir", "Drs. H. Amir , S.Pd. , M.Si. , hadir"),
        ('"Mari," kata dia...', '" Mari , " kata dia ...'),
        ("Jum'at dan/atau Sabtu", "Jum'at dan / atau Sabtu"),
        ("A/B dan E&P", "A/B dan E&P"),
        ("https://sekolah.sch.id/a?b=1.", "https://sekolah.sch.id/a?b=1 ."),
        ("tulis ke tim@sekolah.sch.id.", "tulis ke tim@sekolah.sch.id ."),
        ("luas 20 km²", "luas 20 km²"),
    ],
)
def test_tokens(text: str, words: str) -> None:
    assert cut(text) == words.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ia membaca bukunya", "ia membaca buku+nya"),
        ("hanya akhirnya sebenarnya", "hanya akhirnya sebenarnya"),
        ("apakah itulah walaupun", "apa+kah itu+lah walau+pun"),
        ("sekolah langkah maupun", "sekolah langkah maupun"),
        ("buku dan ilmu kepadamu", "buku dan ilmu kepada+mu"),
        ("langkah-langkah anak-anaknya", "langkah-langkah anak-anak+nya"),
        ("topping-nya", "topping-+nya"),
        ("Inilah kabarnya", "Ini+lah kabar+nya"),
        ('kata dia, "Apakah', 'kata dia , " Apa+kah'),
        ("dari Kenya ke Abdullah", "dari Kenya ke Abdullah"),
        ("oleh Wakilnya", "oleh Wakil+nya"),
    ],
)
def test_clitics(text: str, words: str) -> None:
    assert cut(text) == words.split()


def test_parts_add_up_to_the_token() -> None:
    assert split_token("bukunya") == [4, 3]
    assert split_token("buku") == [4]
    assert split_token("x" * 5000 + "nya") == [5003]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_every_character_lies_in_one_word(text: str) -> None:
    covered = bytearray(len(text))
    end = 0
    for a, b, _ in find_words(text):
        assert end <= a < b
        end = b
        covered[a:b] = b"\x01" * (b - a)
    assert all(covered[i] or c.isspace() for i, c in enumerate(text))


def test_a_sentence_is_cut_where_it_stands() -> None:
    text = "Satu. Dua bukunya. Tiga."
    assert [text[a:b] for a, b in find_tokens(text, 6, 18)] == ["Dua", "bukunya", "."]


@pytest.mark.parametrize("unit", ["a-", "1.", "A.", "a'", "1-", "www.", "a@", "S.Pd", "nya", "-", "http://a"])
def test_time_is_linear(unit: str) -> None:
    began = time.perf_counter()
    find_words(unit * 20_000)
    assert time.perf_counter() - began < 3
