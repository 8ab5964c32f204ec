"""Lemmas: a script made from a form and its lemma gives the lemma back, and never fits a form it is not for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.syntax.encoder.lemmas import apply_script, make_script

PAIRS = [
    ("membaca", "baca", "l||mem>|"),
    ("menyapu", "sapu", "l||meny>s|"),
    ("Pendidikan", "didik", "l||pen>|an>"),
    ("diperbaiki", "baik", "l||diper>|i>"),
    ("buku-buku", "buku", "l|-||"),
    ("perguruan-perguruan", "guru", "l|-|per>|an>"),
    ("Bandung", "Bandung", "k|||"),
    ("BANDUNG", "Bandung", "t|||"),
    ("nya", "dia", "=dia"),
    ("ini", "ini", "l|||"),
]


@pytest.mark.parametrize(("form", "lemma", "script"), PAIRS)
def test_a_script_says_what_to_take_off_and_put_on(form: str, lemma: str, script: str) -> None:
    assert make_script(form, lemma) == script
    assert apply_script(script, form) == lemma


def test_a_script_serves_all_words_of_its_kind() -> None:
    assert apply_script(make_script("menyapu", "sapu"), "menyewa") == "sewa"
    assert apply_script(make_script("buku-buku", "buku"), "guru-guru") == "guru"


@pytest.mark.parametrize(
    ("script", "form"), [("l||meny>s|", "mengirim"), ("l|||kan>", "baca"), ("l|-||", "buku"), ("l||be>|be>", "be")]
)
def test_a_script_that_does_not_fit_gives_nothing(script: str, form: str) -> None:
    assert apply_script(script, form) is None


WORD = st.text("abkmnsyAB-", min_size=1, max_size=12)


@given(WORD, WORD)
def test_whatever_the_pair_the_script_gives_the_lemma(form: str, lemma: str) -> None:
    assert apply_script(make_script(form, lemma), form) == lemma
