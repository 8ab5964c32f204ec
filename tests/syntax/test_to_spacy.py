"""spaCy's tokens after syntax: what aligns, and what becomes of words that are more or less than a token."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc

from pipeline.segment import Segmenter, Tokenizer
from pipeline.syntax import Word
from pipeline.syntax.to_spacy import set_syntax
from tests.syntax.stub import flat

NLP = spacy.blank("id")
TOKENIZER = Tokenizer(NLP.vocab)


def parsed(text: str) -> Doc:
    doc = Segmenter()(TOKENIZER(text))
    set_syntax(doc, [flat(text, s.start, s.end) for s in doc._.sentences])
    return doc


def test_lemma_tag_features_and_head_of_a_plain_token() -> None:
    doc = parsed("Guru Mengajar.")
    token = doc[1]
    assert (token.lemma_, token.pos_, str(token.morph), token.dep_, token.head.text) == (
        "mengajar", "NOUN", "Number=Sing", "dep", "Guru",
    )  # fmt: skip
    assert doc[0].dep_ == "ROOT"
    assert doc[0].head == doc[0]


def test_a_token_of_two_words_has_the_lemma_of_the_host() -> None:
    doc = parsed("Ia membaca bukunya.")
    assert [t.text for t in doc] == ["Ia", "membaca", "bukunya", "."]
    assert doc[2].lemma_ == "buku"


def test_of_two_words_the_higher_one_gives_the_relation() -> None:
    text = "katanya begitu"
    words = (
        Word(0, 4, "kata", "kata", "VERB", None, 3, "parataxis"),
        Word(4, 7, "nya", "nya", "PRON", None, 1, "nsubj", True),
        Word(8, 14, "begitu", "begitu", "ADV", None, 0, "root"),
    )
    doc = Segmenter()(TOKENIZER(text))
    set_syntax(doc, [words])
    assert (doc[0].dep_, doc[0].head.text, doc[1].dep_) == ("parataxis", "begitu", "ROOT")


def test_a_word_of_several_tokens_is_subtokens_that_spacy_can_merge() -> None:
    doc = parsed("Kelas ke-3 itu.")
    assert [(t.text, t.dep_) for t in doc][1:4] == [("ke", "subtok"), ("-", "subtok"), ("3", "dep")]
    assert doc[3].lemma_ == "ke-3"
    merged = NLP.add_pipe("merge_subtokens")(doc)
    assert [t.text for t in merged] == ["Kelas", "ke-3", "itu", "."]


def test_a_word_that_begins_within_the_token_of_a_root_leaves_it_the_root() -> None:
    doc = parsed("Ini kata dr. Budi Satya. Sp.PD-KGH. Ia pulang.")
    assert [s.text for s in doc.sents] == ["Ini kata dr. Budi Satya.", "Sp.PD-KGH.", "Ia pulang."]


def test_matcher_and_sentences_work() -> None:
    doc = parsed("Guru mengajar.  \n\nSiswa belajar.")
    matcher = Matcher(NLP.vocab)
    matcher.add("noun", [[{"POS": "NOUN", "MORPH": {"IS_SUPERSET": ["Number=Sing"]}}]])
    assert len(matcher(doc)) == 4
    assert [s.text.strip() for s in doc.sents] == ["Guru mengajar.", "Siswa belajar."]
    assert [t.pos_ for t in doc if t.is_space] == ["SPACE"] * sum(t.is_space for t in doc)


def test_words_without_analysis_do_not_break_sentences_apart() -> None:
    doc = Segmenter()(TOKENIZER("Satu dua tiga. Empat."))
    bare = [
        tuple(Word(w.start, w.end, w.text, joined=w.joined) for w in flat(doc.text, s.start, s.end))
        for s in doc._.sentences
    ]
    set_syntax(doc, bare)
    assert len(list(doc.sents)) == 2


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("aAbn ya-.,3'\"\n()%Rp/ke"), min_size=1, max_size=60))
def test_text_and_sentences_stay_and_every_tree_is_whole(text: str) -> None:
    before = Segmenter()(TOKENIZER(text))
    doc = parsed(text)
    assert doc.text == text
    assert [(s.start, s.end) for s in doc.sents] == [(s.start, s.end) for s in before.sents]
    for sentence in doc.sents:
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)
