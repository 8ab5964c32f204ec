"""The README tells the truth: its facts are in the sample's tables, and its commands run as they stand there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import regex

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    command.strip()
    for line in regex.findall(r"(?m)^python -m pipeline [^#\n]+", README)
    for command in line.split("&&")
]


def _table(heading: str) -> list[list[str]]:
    """Cells of the Markdown table with a heading."""
    lines = README.split(heading + "\n", 1)[1].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[: lines.index("")]]


def test_the_facts_shown_are_facts_of_the_sample(sample_run: Path) -> None:
    rows = _table("| subject | predicate | object | value | unit | place |")
    assert len(rows) >= 5
    facts = pd.read_parquet(sample_run / "facts.parquet")
    found = {
        (
            f.subject,
            f.predicate,
            f.object or "",
            "" if pd.isna(f.value) else f"{f.value:.0f}",
            f.unit or "",
            f.place or "",
        )
        for f in facts.astype(object).where(facts.notna(), None).itertuples()
    }
    assert [row for row in rows if tuple(row) not in found] == []


@pytest.fixture(scope="module")
def folder(sample_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout after the first command of the README."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    shutil.copytree(sample_run, folder / "data" / "processed", symlinks=True)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(command: str, folder: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", command.replace("python", f'"{sys.executable}"', 1)],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_python_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (block,) = regex.findall(r"```python\n(.*?)```", README, regex.DOTALL)
    exec(compile(block, "README.md", "exec"), {})


def test_there_are_commands() -> None:
    assert {c.split()[3] for c in COMMANDS} >= {"show", "query", "report", "run", "schema", "info", "verify", "compact"}
