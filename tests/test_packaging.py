"""The wheel holds everything that runs need, and nothing that they do not; the source archive can build it again."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
wheel_builder = pytest.importorskip("hatchling.builders.wheel", reason="needs edufakta[test]")
sdist_builder = pytest.importorskip("hatchling.builders.sdist", reason="needs edufakta[test]")


def needed(folder: Path) -> set[str]:
    """Files below a folder of the checkout, without what Python and editors leave there."""
    files = (p for p in folder.rglob("*") if p.is_file())
    return {
        p.relative_to(folder).as_posix()
        for p in files
        if "__pycache__" not in p.parts and not any(part.startswith(".") for part in p.relative_to(folder).parts)
    }


@pytest.mark.slow
def test_the_wheel_holds_code_resources_and_models(tmp_path: Path) -> None:
    built = next(wheel_builder.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    names = set(zipfile.ZipFile(built).namelist())
    assert {f"pipeline/{name}" for name in needed(ROOT / "pipeline")} <= names
    assert {f"pipeline/_models/{name}" for name in needed(ROOT / "models")} <= names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pipeline"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.slow
def test_the_source_archive_holds_what_builds_and_tests_it(tmp_path: Path) -> None:
    built = next(sdist_builder.SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with tarfile.open(built) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    for folder in ("pipeline", "models", "docs", "notebooks", "examples", "tests", "data/raw"):
        assert {f"{folder}/{name}" for name in needed(ROOT / folder)} <= names, folder
    assert {"pyproject.toml", "README.md", "LICENSE", "constraints.txt"} <= names
    assert [name for name in names if name.startswith(("data/processed", "site/", ".venv"))] == []
