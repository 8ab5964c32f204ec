"""The pages: all of them are in the menu, links lead somewhere, examples run, and the site builds without a warning."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import regex

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
_LINK = regex.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_PYTHON = regex.compile(r"```python\n(.*?)```", regex.DOTALL)


def test_every_page_is_in_the_menu() -> None:
    listed = set(regex.findall(r":\s([\w/-]+\.md)\s*$", (ROOT / "mkdocs.yml").read_text(), regex.MULTILINE))
    assert {p.relative_to(DOCS).as_posix() for p in PAGES} == listed


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", ["tutorial.md", "how-to/components.md"])
def test_examples_run(name: str, sample_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pipeline

    pipeline.load()  # registers the components, as entry points do where edufakta is installed
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "processed").symlink_to(sample_run, target_is_directory=True)
    (tmp_path / "models").symlink_to(ROOT / "models", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = _PYTHON.findall((DOCS / name).read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        exec(compile(block, name, "exec"), names)


@pytest.fixture(scope="module")
def evaluation() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluation", ROOT / "benchmarks" / "evaluation.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_evaluation_page_shows_what_was_measured(evaluation: ModuleType) -> None:
    page = evaluation.page(
        {
            "date": "2030-01-02", "commit": "`abc1234`", "versions": {"spacy": "9.9"}, "articles": 3, "words": 1234,
            "layers": [("entities", "81.0", "82.0", "83.5", 77)], "gold_layers": [], "shares": {"unit": 91.25},
            "seconds": 4.4, "sentences": [("csui-test", 90.04, 374)],
            "holdout": {"f1": 70.5, "labels": {"PERSON": 60.1}},
            "corpora": [("nerp", "5 labels", "71.5", "PPL 80.0", "2030-01-01", "85.1 best")],
            "syntax": [("csui-test", *map(str, range(90, 98)))],
        }
    )  # fmt: skip
    assert "2030-01-02 at commit `abc1234` with spacy 9.9" in page
    assert "| entities | 81.0 | 82.0 | 83.5 | 77 |" in page
    assert "unit right in 91.2%" in page
    assert "| PERSON | 60.1 |" in page
    assert "| csui-test | 90.0 | 92.1 | 374 |" in page
    assert "| nerp | 5 labels | 71.5 | PPL 80.0 | 2030-01-01 | 85.1 best |" in page
    assert "| csui-test | 90 | 91 | 92 | 93 | 94 | 95 | 96 | 97 |" in page


def test_without_annotated_articles_it_changes_nothing(
    evaluation: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = evaluation.PAGE.read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["evaluation.py", "--data", str(tmp_path)])
    assert evaluation.main() == 2
    assert evaluation.PAGE.read_text(encoding="utf-8") == before


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="needs edufakta[docs]")
    pytest.importorskip("mkdocstrings", reason="needs edufakta[docs]")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site" / "data-dictionary" / "index.html").is_file()
