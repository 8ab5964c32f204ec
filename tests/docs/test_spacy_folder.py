"""The folder for spaCy users opens with ``spacy.load`` and holds the components that the code has."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
import spacy

from pipeline.language import COMPONENTS
from pipeline.spacy_folder import config_text, meta_text

FOLDER = Path(__file__).resolve().parents[2] / "models" / "edufakta"


@pytest.fixture(autouse=True)
def _registered() -> None:
    for module in COMPONENTS.values():  # entry points do this where edufakta is installed
        importlib.import_module(module)


def test_the_folder_is_what_its_writer_writes() -> None:
    hint = "run: python -m pipeline.spacy_folder models/edufakta"
    assert (FOLDER / "config.cfg").read_text(encoding="utf-8") == config_text(), hint
    assert (FOLDER / "meta.json").read_text(encoding="utf-8") == meta_text(), hint


def test_spacy_opens_it_and_it_finds_what_the_pipeline_finds() -> None:
    nlp = spacy.load(FOLDER)
    assert nlp.pipe_names == list(COMPONENTS)
    doc = nlp("Kepala Dinas Pendidikan Kota Bogor, Rini Astuti, menyebut honor minimal Rp2 juta.")
    assert [(p.person, p.position, p.body) for p in doc._.positions] == [
        ("Rini Astuti", "Kepala", "Dinas Pendidikan Kota Bogor")
    ]
    assert [(int(q.value), q.unit, q.qualifier) for q in doc._.quantities] == [(2_000_000, "IDR", "min")]
    assert ("Rini Astuti", "PERSON") in [(e.text, e.label_) for e in doc.ents]


def test_spacy_info_lists_the_components() -> None:
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert meta["pipeline"] == list(COMPONENTS)
    assert spacy.info(FOLDER, silent=True)["pipeline"] == list(COMPONENTS)


def test_a_component_can_be_left_out() -> None:
    nlp = spacy.load(FOLDER, exclude=["edufakta_ner", "edufakta_facts"])
    assert "edufakta_ner" not in nlp.pipe_names
    assert nlp("Sebanyak 12 guru hadir.")._.facts == ()
