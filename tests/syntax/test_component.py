"""The component: records of the tokens table, the choice of a model, and errors that say what to type."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.version import code_version
from pipeline.config import Settings
from pipeline.errors import ResourceError, SettingsError
from pipeline.extraction import extract_articles
from pipeline.language import build
from pipeline.records import Article
from pipeline.syntax import Analyzer, choose
from pipeline.syntax.component import Syntax
from tests.syntax.stub import FlatAnalyzer

TEXT = "Rapat Guru\n\nIa membaca bukunya. Kelas ke-3 libur."


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.syntax.component.make_analyzer", lambda model, threads: FlatAnalyzer())


def test_the_stub_is_an_analyzer() -> None:
    assert isinstance(FlatAnalyzer(), Analyzer)


@pytest.mark.usefixtures("stubbed")
def test_rows_of_the_tokens_table_point_at_their_characters() -> None:
    nlp = build(Settings(ner_model="none", syntax=True))
    assert nlp.pipe_names[1] == "edufakta_syntax"
    articles = [Article(article_id=str(n), source=str(n), text=TEXT) for n in range(3)]
    for found in extract_articles(nlp, articles, batch_size=2):
        rows = found.rows()["tokens"]
        assert all(TEXT[r["start"] : r["end"]] == r["text"] for r in rows)
        assert [(r["sentence"], r["token"], r["text"]) for r in rows][:6] == [
            (0, 1, "Rapat"), (0, 2, "Guru"), (1, 1, "Ia"), (1, 2, "membaca"), (1, 3, "buku"), (1, 4, "nya"),
        ]  # fmt: skip
        assert {r["sentence"] for r in rows} == {s.index for s in found.sentences}
        assert all(r["head"] in {0, 1} for r in rows)


def test_without_syntax_there_are_no_tokens() -> None:
    nlp = build(Settings(ner_model="none"))
    assert "edufakta_syntax" not in nlp.pipe_names


def test_a_text_without_words_passes() -> None:
    nlp = build(Settings(ner_model="none"))
    doc = Syntax(FlatAnalyzer())(nlp.make_doc("  \n "))
    assert doc._.tokens == ()


def test_an_unknown_model_is_named() -> None:
    with pytest.raises(ResourceError, match="no_such"):
        choose.make_analyzer("no_such")


def test_the_official_package_that_is_missing_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    common = pytest.importorskip("stanza.resources.common")
    monkeypatch.setattr(common, "DEFAULT_MODEL_DIR", str(tmp_path))
    with pytest.raises(ResourceError, match=r"stanza\.download\('id'\)"):
        choose.make_analyzer("official")


def test_a_folder_without_indonesian_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("stanza")
    (tmp_path / "resources.json").write_text(json.dumps({"en": {}}), encoding="utf-8")
    with pytest.raises(ResourceError, match="Indonesian"):
        choose.make_analyzer(str(tmp_path))


def test_a_damaged_stanza_model_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("stanza")
    whole = choose.find_model("stanza")
    for file in ("meta.json", "resources.json", "id/lemma/edufakta.pt"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes((whole / file).read_bytes())
    with pytest.raises(ResourceError, match=r"depparse.*missing"):
        choose.make_analyzer(str(tmp_path))
    changed = bytearray((whole / "id/depparse/edufakta.pt").read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / "id/depparse").mkdir()
    (tmp_path / "id/depparse/edufakta.pt").write_bytes(changed)
    with pytest.raises(ResourceError, match=r"depparse.*damaged"):
        choose.make_analyzer(str(tmp_path))
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"meta\.json cannot be read"):
        choose.make_analyzer(str(tmp_path))


def test_without_stanza_the_command_to_type_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources.json").write_text(json.dumps({"id": {}}), encoding="utf-8")
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.split(".")[0] == "stanza":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SettingsError, match=r"pip install 'edufakta\[syntax\]'"):
        choose.make_analyzer(str(tmp_path))


def test_another_syntax_model_makes_articles_stale(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "meta.json").write_text("{}", encoding="utf-8")
    chosen = Settings(syntax=True, syntax_model=str(model))
    first = code_version(chosen, "x")
    assert code_version(chosen, "x") == first
    (model / "model.onnx").write_bytes(b"new")
    assert code_version(chosen, "x") != first
    assert code_version(Settings(), "x") != first
