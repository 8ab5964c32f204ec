"""The examples in the documentation are run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import pipeline.normalize.dates

PAGE = Path(__file__).parents[3] / "docs" / "normalization-dates.md"
MODULES = [module.name for module in pkgutil.iter_modules(pipeline.normalize.dates.__path__)]


def test_examples_of_the_page() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_modules(name: str) -> None:
    module = importlib.import_module(f"pipeline.normalize.dates.{name}")
    assert module.__doc__
    assert doctest.testmod(module).failed == 0
