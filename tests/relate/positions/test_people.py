"""The fullest name of each person in an article."""

from __future__ import annotations

import pytest

from pipeline.relate.positions.lexicon import abbreviates, match_degree, office_words, same_office_words
from pipeline.relate.positions.people import People, is_short_for
from tests.relate.marked import marked_view


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("Ramdan", "Ramdan Nur Ikhsan", True),
        ("Nur Ikhsan", "Ramdan Nur Ikhsan", True),
        ("Ramdan Ikhsan", "Ramdan Nur Ikhsan", True),
        ("Ikhsan Ramdan", "Ramdan Nur Ikhsan", False),
        ("M Faisal", "Muhammad Faisal Gani", True),
        ("Muhammad Faisal", "M Faisal Gani", True),
        ("R. N. I.", "Ramdan Nur Ikhsan", False),
        ("Ram", "Ramdan Nur Ikhsan", False),
        ("Ramdan Nur Ikhsan", "Ramdan", False),
    ],
)
def test_short_for(short: str, long: str, expected: bool) -> None:
    split = [tuple(w.strip(".").casefold() for w in name.split()) for name in (short, long)]
    assert is_short_for(*split) is expected


def test_short_name_before_and_after_the_full_one() -> None:
    people = People(marked_view("[N Echa] menang. [N Faisal Gani] asal Bima. [N Faisal] senang."))
    assert people.name("Faisal", 50) == "Faisal Gani"
    assert people.name("Echa", 0) == "Echa"


def test_of_two_possible_persons_the_one_last_named() -> None:
    view = marked_view("[N Fauzan Aziz] datang. [N Fauzan] duduk. [N Fauzan Malik] datang. [N Fauzan] berdiri.")
    people = People(view)
    first, second = (m.start for m in view.mentions if m.text == "Fauzan")
    assert people.name("Fauzan", first) == "Fauzan Aziz"
    assert people.name("Fauzan", second) == "Fauzan Malik"


def test_chain_of_ever_longer_names() -> None:
    people = People(marked_view("[N Mira] [N Mira Lestari] [N Mira Lestari Dewi]"))
    assert people.name("Mira") == "Mira Lestari Dewi"


def test_declared_nickname() -> None:
    view = marked_view("[N Ipul Yusuf] akrab disapa [N Gus Ipul].", aliases=[("Gus Ipul", "Ipul Yusuf")])
    assert People(view).name("Gus Ipul") == "Ipul Yusuf"


@pytest.mark.parametrize(
    ("office", "words"),
    [
        ("Plt. Kadisdik", ("kepala", "dinas", "pendidikan")),
        ("Wagub", ("wakil", "gubernur")),
        ("Mendikdasmen", ("menteri", "dikdasmen")),
        ("Wamendiktisaintek", ("wakil", "menteri", "diktisaintek")),
        ("Menko Polhukam", ("menteri", "koordinator", "polhukam")),
        ("Dirjen Dikti", ("direktur", "jenderal", "dikti")),
        ("mantan Wali Kota", ("wali", "kota")),
        ("Mentor", ("mentor",)),
        ("Kepala Sub Bagian (Kasubbag) Umum", ("kepala", "sub", "bagian", "umum")),
    ],
)
def test_office_words(office: str, words: tuple[str, ...]) -> None:
    assert office_words(office) == words


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Menhub", "Menteri Perhubungan", True),
        ("Mendikbudristek", "Menteri Pendidikan, Kebudayaan, Riset, dan Teknologi", True),
        ("Menteri", "Menteri Agama", True),
        ("Menkeu", "Menteri Agama", False),
        ("Wamen", "Menteri Agama", False),
        ("Dirjen", "Direktur Jenderal Pendidikan Tinggi", True),
        ("Ketua", "Wakil Ketua", False),
    ],
)
def test_same_office(a: str, b: str, same: bool) -> None:
    assert same_office_words(office_words(a), office_words(b)) is same


def test_abbreviates() -> None:
    assert abbreviates("hub", "perhubungan")
    assert not abbreviates("buh", "perhubungan")


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("S.Pd, hadir", "S.Pd"),
        ("M.Si., hadir", "M.Si."),
        ("S. Pd, hadir", "S. Pd"),
        ("Ph.D hadir", "Ph.D"),
        ("SE, hadir", "SE"),
        ("MHum hadir", "MHum"),
        ("SMA Negeri", ""),
        ("Surabaya hadir", ""),
    ],
)
def test_degrees(text: str, degree: str) -> None:
    assert text[: match_degree(text, 0)] == degree
