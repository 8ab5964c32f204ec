"""The notebooks run from top to bottom in any folder, and are kept without outputs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

nbclient = pytest.importorskip("nbclient", reason="needs edufakta[notebooks]")
nbformat = pytest.importorskip("nbformat", reason="needs edufakta[notebooks]")
pytest.importorskip("ipykernel", reason="needs edufakta[notebooks]")
pytest.importorskip("matplotlib", reason="needs edufakta[notebooks]")

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FIGURES = {"01_first_look": 3, "02_honor_and_pppk": 2, "03_extending": 0}


def read(path: Path) -> Any:
    """A notebook."""
    return nbformat.read(path, as_version=4)


def test_there_are_notebooks() -> None:
    assert {p.stem for p in NOTEBOOKS} == set(FIGURES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_outputs_are_stripped(path: Path) -> None:
    for cell in read(path).cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_it_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = read(path)
    client = nbclient.NotebookClient(
        notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute()
    pictures = [
        o for c in notebook.cells if c.cell_type == "code" for o in c.outputs if "image/png" in o.get("data", {})
    ]
    assert len(pictures) == FIGURES[path.stem]
    if keep := os.environ.get("EDUFAKTA_KEEP_NOTEBOOKS"):  # to look at the figures
        nbformat.write(notebook, Path(keep) / path.name)
