"""The component: mentions from a model, in one article or many; without a usable model, a warning and nothing else."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
import spacy

from pipeline.errors import ResourceError
from pipeline.tag.ner import ModelUnavailable
from pipeline.tag.ner.predictor import Predictor
from pipeline.tag.ner.store import open_model
from tests.tag.ner.toy import make_model

pytest.importorskip("onnx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("toy"))


def language(model: Path | str) -> spacy.Language:
    nlp = spacy.blank("id")
    nlp.add_pipe("edufakta_ner", config={"model": str(model)})
    return nlp


def test_mentions_carry_text_label_score_and_method(folder: Path) -> None:
    doc = language(folder)("Kepala Dinas Pendidikan, Budi Santoso, tiba di Bandung.")
    found = [(m.text, m.label) for m in doc._.mentions]
    assert found == [
        ("Kepala", "POSITION"), ("Dinas Pendidikan", "AGENCY"), ("Budi Santoso", "PERSON"), ("Bandung", "LOCATION"),
    ]  # fmt: skip
    for mention in doc._.mentions:
        assert doc.text[mention.start : mention.end] == mention.text
        assert mention.method == "model"
        assert 0.9 < mention.score <= 1
    assert [(e.text, e.label_) for e in doc.ents] == found


def test_the_result_does_not_depend_on_the_company(folder: Path) -> None:
    texts = ["Budi Santoso di Bandung", "", "\n", "Siti " * 60, "Dinas Pendidikan\nBudi"]
    nlp = language(folder)
    alone = [nlp(text)._.mentions for text in texts]
    assert [doc._.mentions for doc in nlp.pipe(texts, batch_size=2)] == alone
    assert len(alone[3]) == 60, "no word of a long paragraph goes unread"


def test_less_certain_mentions_can_be_asked_for(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "m", certainty=2.0)
    meta = json.loads((folder / "meta.json").read_text())
    (folder / "meta.json").write_text(json.dumps({**meta, "threshold": 0.9}))
    nlp = spacy.blank("id")
    nlp.add_pipe("edufakta_ner", config={"model": str(folder), "lowest": 0.01})
    assert language(folder)("Budi Santoso")._.mentions == ()
    assert [m.text for m in nlp("Budi Santoso")._.mentions] == ["Budi Santoso"]


def test_a_missing_model_warns_and_the_rest_goes_on() -> None:
    with pytest.warns(ModelUnavailable, match="no model 'tidak-ada'.*lexicons and rules alone"):
        nlp = language("tidak-ada")
    assert nlp("Budi Santoso")._.mentions == ()


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_a_damaged_file_is_noticed(tmp_path: Path, file: str) -> None:
    model = make_model(tmp_path / "m")
    data = bytearray((model / file).read_bytes())
    data[len(data) // 2] ^= 1
    (model / file).write_bytes(bytes(data))
    with pytest.raises(ResourceError, match="damaged"):
        open_model(str(model))
    with pytest.warns(ModelUnavailable, match="damaged"):
        language(model)


def test_a_truncated_meta_file_is_noticed(tmp_path: Path) -> None:
    model = make_model(tmp_path / "m")
    (model / "meta.json").write_text('{"format": 1', encoding="utf-8")
    with pytest.warns(ModelUnavailable, match="cannot be read"):
        language(model)


def test_a_file_that_is_no_model_is_noticed(tmp_path: Path) -> None:
    from pipeline.checksums import file_digest

    model = make_model(tmp_path / "m")
    (model / "model.onnx").write_bytes(b"not a graph")
    meta = json.loads((model / "meta.json").read_text())
    meta["files"]["model.onnx"] = file_digest(model / "model.onnx")
    (model / "meta.json").write_text(json.dumps(meta))
    with pytest.warns(ModelUnavailable, match="cannot be loaded"):
        language(model)


def test_a_whole_model_loads_without_a_warning(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        language(folder)


def test_calibration_is_applied(tmp_path: Path) -> None:
    model = make_model(tmp_path / "m")
    meta = json.loads((model / "meta.json").read_text())
    meta["calibration"] = {"slope": 0.0, "bias": {"PERSON": 0.0}, "other": -100.0}
    (model / "meta.json").write_text(json.dumps(meta))
    person, place = Predictor(open_model(str(model))).predict(["Budi Santoso Bandung"])[0]
    assert person.score == pytest.approx(0.5)
    assert place.score == pytest.approx(0.0)
