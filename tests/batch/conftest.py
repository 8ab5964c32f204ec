"""Folders of small articles of our own, and a run with the stub extractor."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.batch import Manifest, run
from pipeline.config import Settings
from pipeline.write import read_tables
from tests.batch.stub import EXTRACTOR

PEOPLE = ("Sari", "Budi", "Wayan", "Rini", "Tono", "Dewi", "Agus", "Maya", "Joko", "Lestari")


def story(number: int) -> str:
    """One of many different short articles."""
    a, b = PEOPLE[number % 10], PEOPLE[(number * 7 + 3) % 10]
    words = " ".join(f"kata{number * 31 + k}" for k in range(12))
    return (
        f"Kepala sekolah {a} menyerahkan {number} buku kepada {b} di aula sekolah.\n\nKegiatan itu dihadiri {words}.\n"
    )


def write_story(folder: Path, number: int, text: str | None = None) -> Path:
    path = folder / f"berita-{number:04d}.txt"
    path.write_text(text if text is not None else story(number), encoding="utf-8")
    old = time.time() - 3600
    os.utime(path, (old, old))
    return path


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(12):
        write_story(folder, number)
    return folder


@pytest.fixture
def go(raw: Path, tmp_path: Path) -> Callable[..., Manifest]:
    """Run over the folder ``raw`` into the folder ``out``, in this process, with small parts."""

    def call(*sources: Path, output: Path | None = None, extractor: str = EXTRACTOR, **options: Any) -> Manifest:
        run_options = {k: options.pop(k) for k in ("force", "dry_run", "limit", "progress") if k in options}
        inline = options.pop("inline", True)
        settings = Settings(**{"part_articles": 5, "batch_size": 3, **options})
        return run(
            sources or (raw,),
            output=output or tmp_path / "out",
            settings=settings,
            extractor=extractor,
            inline=inline,
            **run_options,
        )

    return call


def content(output: Path) -> dict[str, pd.DataFrame]:
    """All tables, rows in a fixed order: what two runs must agree on."""
    tables = read_tables(output)
    result = {}
    for name in tables.names_of_tables:
        frame = tables[name]
        keys = [c for c in ("article_id", "entity_id", "fact_id", "start", "end", "text") if c in frame.columns]
        result[name] = frame.sort_values(keys, kind="stable").reset_index(drop=True)
    return result


def assert_same(a: Path, b: Path) -> None:
    first, second = content(a), content(b)
    assert first.keys() == second.keys()
    for name in first:
        pd.testing.assert_frame_equal(first[name], second[name], obj=name)
