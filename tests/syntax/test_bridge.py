"""The bridge to Stanza keeps text, offsets, multi-word tokens and white space, both ways."""

from __future__ import annotations

import pytest

pytest.importorskip("stanza")

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.models.common.doc import Document

from pipeline.segment import Segmenter, Tokenizer, find_sentences
from pipeline.syntax.bridge import doc_to_stanza, from_stanza, one_tree, plain, to_stanza
from pipeline.syntax.component import Syntax
from tests.syntax.stub import FlatAnalyzer, flat

TEXT = "Ia  membaca bukunya.\n\n“Apakah\tbisa?” tanya guru topping-nya.  "


def spelled(document: Document) -> str:
    return "".join(t.spaces_before + t.text + t.spaces_after for s in document.sentences for t in s.tokens)


def test_a_document_has_the_text_the_tokens_and_their_words() -> None:
    document = to_stanza(TEXT, [flat(TEXT, a, b) for a, b in find_sentences(TEXT)])
    assert document.text == TEXT
    assert spelled(document) == TEXT
    token = document.sentences[0].tokens[2]
    assert (token.text, token.start_char, token.end_char) == ("bukunya", 12, 19)
    assert [w.text for w in token.words] == ["buku", "nya"]
    assert [w.lemma for w in document.sentences[0].words][:3] == ["ia", "membaca", "buku"]


def test_words_come_back_as_they_went() -> None:
    analyses = [flat(TEXT, a, b) for a, b in find_sentences(TEXT)]
    assert [from_stanza(s, TEXT) for s in to_stanza(TEXT, analyses).sentences] == analyses


def test_a_doc_becomes_a_stanza_document() -> None:
    doc = Syntax(FlatAnalyzer())(Segmenter()(Tokenizer(spacy.blank("id").vocab)(TEXT)))
    document = doc_to_stanza(doc)
    assert spelled(document) == TEXT
    assert [t.text for s in document.sentences for t in s.tokens if len(t.words) > 1] == [
        "bukunya", "Apakah", "topping-nya",
    ]  # fmt: skip


def test_parts_that_do_not_add_up_have_the_whole_token() -> None:
    rows = [
        {"id": (1, 2), "text": "satu-satunya", "start_char": 3, "end_char": 15},
        {"id": 1, "text": "satu"},
        {"id": 2, "text": "nya"},
    ]
    (sentence,) = Document([rows], text="   satu-satunya").sentences
    words = from_stanza(sentence, "   satu-satunya")
    assert [(w.start, w.end, w.text, w.joined) for w in words] == [
        (3, 15, "satu-satunya", False), (3, 15, "satu-satunya", True),
    ]  # fmt: skip


def test_sentences_that_an_analyzer_cut_are_one_tree() -> None:
    words = one_tree([flat("Satu dua. "), flat("Tiga empat.")])
    assert [w.head for w in words] == [0, 1, 1, 1, 4, 4]
    assert words[3].deprel == "parataxis"


def test_plain_text_keeps_its_length() -> None:
    assert plain("a\r\n\u2028b\tc") == "a   b c"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=80))
def test_any_text_is_spelled_out_again(text: str) -> None:
    analyses = [flat(text, a, b) for a, b in find_sentences(text)]
    document = to_stanza(text, analyses)
    assert [from_stanza(s, text) for s in document.sentences] == analyses
    if analyses:
        assert spelled(document) == text
