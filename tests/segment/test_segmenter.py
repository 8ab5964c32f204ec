"""Tokens and the segmenter component: nothing of the text is lost or moved."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Section
from pipeline.segment import Segmenter, Tokenizer, read_sentences

NLP = spacy.blank("id")
TOKENIZER = Tokenizer(NLP.vocab)


@given(st.text(max_size=120))
def test_the_tokenizer_keeps_every_character(text: str) -> None:
    assert TOKENIZER(text).text == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Rp2.350.000,00 per bulan", ["Rp2.350.000,00", "per", "bulan"]),
        ("pukul 09.00 WIB.", ["pukul", "09.00", "WIB", "."]),
        ("Badan Kepegawaian Negara (BKN)", ["Badan", "Kepegawaian", "Negara", "(", "BKN", ")"]),
        ("se-Kabupaten Bekasi", ["se", "-", "Kabupaten", "Bekasi"]),
        ("anak-anak non-ASN", ["anak-anak", "non", "-", "ASN"]),
        ("Ahmad, S.Pd., M.Si.", ["Ahmad", ",", "S.Pd.", ",", "M.Si."]),
        ("28 s.d 30 November", ["28", "s.d", "30", "November"]),
        ("Jum'at di Qur’an", ["Jum'at", "di", "Qur’an"]),
        ("lihat https://contoh.sch.id/a?b=1.", ["lihat", "https://contoh.sch.id/a?b=1", "."]),
        ("BEKASI, KABAR.com - Dinas", ["BEKASI", ",", "KABAR.com", "-", "Dinas"]),
        ("tersebut.Ia datang", ["tersebut", ".", "Ia", "datang"]),
    ],
)
def test_what_stays_whole_and_what_is_cut(text: str, tokens: list[str]) -> None:
    assert [t.text for t in TOKENIZER(text)] == tokens


def test_sentences_carry_their_section() -> None:
    text = "Lomba Guru\nGarut - Lomba dimulai. Acara ramai.\nPenulis: Ani"
    sections = (
        Section(start=0, end=10, kind="title"),
        Section(start=11, end=18, kind="dateline"),
        Section(start=19, end=47, kind="body"),
        Section(start=47, end=len(text), kind="byline"),
    )
    found = read_sentences(text, sections)
    assert [s.section for s in found] == ["title", "dateline", "body", "byline"]
    assert all(text[s.start : s.end] == s.text and s.index == i for i, s in enumerate(found))


def test_the_component_marks_sentence_starts_on_any_tokenizer() -> None:
    for tokenizer in (TOKENIZER, NLP.tokenizer):
        doc = Segmenter()(tokenizer("Guru hadir. Siswa belajar.\n\nKepala sekolah pulang."))
        assert [s.text.strip() for s in doc.sents] == [s.text for s in doc._.sentences]


def test_an_empty_text_has_no_sentences() -> None:
    assert Segmenter()(TOKENIZER(""))._.sentences == ()
