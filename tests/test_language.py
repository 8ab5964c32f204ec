"""The Language: what the settings switch on, off and add."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.config import Settings
from pipeline.errors import AbortRun
from pipeline.extensions import set_mentions
from pipeline.extraction import extract_articles
from pipeline.language import COMPONENTS, SYNTAX, build
from pipeline.records import Article, Mention

TEXT = "Bupati Ani Lestari membuka Jambore Literasi di Kabupaten Garut, kata Ani."


@Language.component("test_shout")
def _shout(doc: Doc) -> Doc:
    """A user's component: everything in capitals is an EVENT."""
    at = doc.text.find("Jambore Literasi")
    own = [Mention(start=at, end=at + 16, text="Jambore Literasi", label="EVENT", method="own")]
    set_mentions(doc, [*(m for m in doc._.mentions if m.end <= at or m.start >= at + 16), *own])
    return doc


def _extract(settings: Settings, text: str = TEXT):  # type: ignore[no-untyped-def]
    (found,) = extract_articles(build(settings), [Article(article_id="a", source="a", text=text)])
    return found


def test_all_components_run_in_their_order() -> None:
    assert build(Settings()).pipe_names == list(COMPONENTS)


def test_every_entry_point_is_a_factory_of_the_language(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["entry-points"]["spacy_factories"]
    assert set(named) == {*COMPONENTS, SYNTAX}
    nlp = build(Settings(ner_model="none"))
    for name, target in named.items():
        module, _, function = target.partition(":")
        factory = getattr(importlib.import_module(module), function)
        assert factory.__code__.co_varnames[:2] == ("nlp", "name"), name
        assert name in {"edufakta_ner", SYNTAX} or nlp.has_pipe(name)


def test_labels_and_components_can_be_switched_off() -> None:
    found = _extract(Settings(ner_model="none", labels_off=("LOCATION",), components_off=("edufakta_statements",)))
    assert found.statements == ()
    assert {m.label for m in found.entities} >= {"PERSON"}
    assert "LOCATION" not in {m.label for m in found.entities}


def test_own_lexicons_and_components_are_merged(tmp_path: Path) -> None:
    lexicon = tmp_path / "own.csv"
    lexicon.write_text("text,label\nJambore Literasi,PROGRAM\n", encoding="utf-8")
    found = _extract(Settings(ner_model="none", lexicons=(lexicon,)))
    assert ("Jambore Literasi", "PROGRAM") in {(m.text, m.label) for m in found.entities}
    found = _extract(Settings(ner_model="none", components_add=("test_shout",)))
    assert ("Jambore Literasi", "EVENT", "own") in {(m.text, m.label, m.method) for m in found.entities}


@pytest.mark.parametrize(
    "settings", [Settings(components_add=("no_such",)), Settings(syntax=True, syntax_model="no_such")]
)
def test_a_component_that_is_not_there_is_named(settings: Settings) -> None:
    with pytest.raises(AbortRun, match="no_such"):
        build(settings)


def test_a_name_of_an_own_lexicon_is_the_canonical_one(tmp_path: Path) -> None:
    lexicon = tmp_path / "mine.csv"
    lexicon.write_text("text,label,name\nPIJAR,PROGRAM,Pijar Desa\nPJR,PROGRAM,Pijar Desa\n", encoding="utf-8")
    found = _extract(Settings(ner_model="none", lexicons=(lexicon,)), "Guru mengenal PIJAR lewat PJR di sekolah.")
    own = [m for m in found.entities if m.label == "PROGRAM"]
    assert [(m.text, m.name) for m in own] == [("PIJAR", "Pijar Desa"), ("PJR", "Pijar Desa")]
    assert own[0].entity_id == own[1].entity_id
