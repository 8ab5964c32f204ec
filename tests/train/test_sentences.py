"""Articles in the form of other corpora."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")

from pipeline.train.data import Annotated
from pipeline.train.fit import whole_tokens
from pipeline.train.sentences import apart, small


def marked(text: str, *names: tuple[str, str]) -> Annotated:
    """An article with the first occurrence of each name annotated."""
    spans = sorted((text.index(name), text.index(name) + len(name), label) for name, label in names)
    return Annotated(text, tuple(spans), "a")


def named(item: Annotated) -> list[tuple[str, str]]:
    return [(item.text[a:b], label) for a, b, label in item.spans]


def test_sentences_come_one_by_one_with_words_apart() -> None:
    article = marked(
        "Bupati Wonosari, Siti Rahmawati, membuka lomba itu. Lomba diikuti 30 murid kelas lima. "
        "Di antara tamu hadir Budi Santoso.",
        ("Siti Rahmawati", "PERSON"),
        ("Budi Santoso", "PERSON"),
    )
    first, middle, last = apart(article)
    assert first.text == "Bupati Wonosari , Siti Rahmawati , membuka lomba itu ."
    assert named(first) == [("Wonosari", "NAME"), ("Siti Rahmawati", "PERSON")]
    assert named(middle) == []
    assert named(last) == [("Budi Santoso", "PERSON")]


def test_capitals_outside_mentions_are_names_but_not_where_a_sentence_opens() -> None:
    (found,) = apart(marked('Ia berkata, "Kami memakai Kijang Innova" ke Bandung pagi tadi.', ("Bandung", "LOCATION")))
    assert named(found) == [("Kijang Innova", "NAME"), ("Bandung", "LOCATION")]


def test_two_mentions_side_by_side_stay_two() -> None:
    (found,) = apart(
        marked("Acara itu dibuka Bupati Siti Rahmawati.", ("Bupati", "POSITION"), ("Siti Rahmawati", "PERSON"))
    )
    assert named(found) == [("Bupati", "POSITION"), ("Siti Rahmawati", "PERSON")]


def test_the_capitals_of_a_headline_tell_nothing() -> None:
    (found,) = apart(marked("Siti Rahmawati Membuka Lomba Cerdas Cermat", ("Siti Rahmawati", "PERSON")))
    assert named(found) == [("Siti Rahmawati", "PERSON")]


def test_small_letters_keep_the_places() -> None:
    item = small(marked("İlham tiba di Bandung", ("Bandung", "LOCATION")))
    assert item.text == "İlham tiba di bandung"
    assert named(item) == [("bandung", "LOCATION")]


def test_mentions_reach_to_the_white_space() -> None:
    text = "kata kompas.com, kemarin"
    assert text[slice(*whole_tokens(text, 5, 11))] == "kompas.com,"
    assert whole_tokens("budi", 0, 4) == (0, 4)
