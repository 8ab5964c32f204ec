"""The engine ``ray``: the same tables as with local workers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch import Manifest, verify
from tests.batch.conftest import assert_same, story, write_story

Go = Callable[..., Manifest]
pytest.importorskip("ray", reason="needs edufakta[ray]")


@pytest.mark.slow
def test_ray_gives_the_same_tables(go: Go, raw: Path, tmp_path: Path) -> None:
    many = raw / "many.jsonl"
    lines = [json.dumps({"text": story(n)}) + "\n" for n in range(6, 40)]  # the first six stand in files as well
    many.write_text("".join(lines), encoding="utf-8")
    write_story(raw, 4, "KILL " + story(4))
    manifest = go(engine="ray", workers=2, inline=False)
    assert manifest.rejected_by_reason == {"worker_lost": 1}
    assert manifest.duplicates == 6
    write_story(raw, 4, "KILL " + story(4))
    go(output=tmp_path / "local", inline=False)
    assert verify(tmp_path / "out").problems == []
    assert_same(tmp_path / "out", tmp_path / "local")
    many.write_text("".join(lines[:-3]), encoding="utf-8")
    write_story(raw, 4)
    again = go(engine="ray", workers=1, inline=False)
    assert (again.articles["new"], again.articles["removed"], again.articles["rejected"]) == (1, 3, 0)
    assert verify(tmp_path / "out").problems == []
