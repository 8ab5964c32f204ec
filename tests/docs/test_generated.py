"""Pages made from code say what the code says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.config import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gen_pages", DOCS / "gen_pages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["settings.md", "data-dictionary.md"])
def test_a_page_is_what_its_generator_writes(generator: ModuleType, name: str) -> None:
    expected = generator.PAGES[name]()
    assert (DOCS / name).read_text(encoding="utf-8") == expected, "run: python docs/gen_pages.py"


def test_every_setting_is_listed_with_its_meaning(generator: ModuleType) -> None:
    page = generator.settings_page()
    for name, field in Settings.model_fields.items():
        assert f"| `{name}` |" in page
        assert field.description and field.description in page  # noqa: PT018


def test_flags_come_from_the_command(generator: ModuleType) -> None:
    flags = generator._flags()
    assert flags["formats"] == "--format"
    assert flags["mask_minors"] == "--mask-minors"
    assert "lexicons" not in flags
