"""The spaCy component ``edufakta_lexicon``."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

import pipeline.tag.lexicon.component  # noqa: F401  (registers the factory)
from pipeline.errors import ResourceError
from pipeline.extensions import set_mentions
from tests.tag.tagged import mentions


def test_alone_it_tags_by_rules() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("edufakta_lexicon")
    doc = nlp("Bupati Bekasi mengunjungi SDN 3 Langkapura.")
    assert [(m.text, m.label) for m in doc._.mentions] == [
        ("Bupati", "POSITION"),
        ("Bekasi", "LOCATION"),
        ("SDN 3 Langkapura", "SCHOOL"),
    ]
    assert [(e.text, e.label_) for e in doc.ents] == [(m.text, m.label) for m in doc._.mentions]


def test_after_a_model_it_completes() -> None:
    nlp = spacy.blank("xx")
    component = nlp.add_pipe("edufakta_lexicon")
    text, found = mentions("Hadir [Drs. Fulan Wirata|PERSON] di Bekasi.")
    doc = nlp.make_doc(text)
    set_mentions(doc, found)
    assert [m.text for m in component(doc)._.mentions] == ["Fulan Wirata"]


def test_a_user_lexicon_by_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("text,label\nPijar Desa,PROGRAM\n", encoding="utf-8")
    nlp = spacy.blank("xx")
    nlp.add_pipe("edufakta_lexicon", config={"user_lexicons": [str(path)]})
    assert [(m.text, m.label) for m in nlp("Kini Pijar Desa maju.")._.mentions] == [("Pijar Desa", "PROGRAM")]


def test_a_missing_user_lexicon_says_so(tmp_path: Path) -> None:
    with pytest.raises(ResourceError):
        spacy.blank("xx").add_pipe("edufakta_lexicon", config={"user_lexicons": [str(tmp_path / "none.csv")]})
