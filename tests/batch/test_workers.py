"""Worker processes: same results for any number of them, and none of them can take the run down."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch import Manifest, verify
from pipeline.errors import ResourceError
from pipeline.write import read_tables
from tests.batch.conftest import assert_same, story, write_story
from tests.batch.stub import BROKEN

Go = Callable[..., Manifest]


def sources(output: Path) -> set[str]:
    return {Path(s).name for s in read_tables(output).articles.source}


def test_results_are_the_same_for_any_number_of_workers(go: Go, raw: Path, tmp_path: Path) -> None:
    many = raw / "many.jsonl"
    many.write_text("".join(json.dumps({"text": story(n)}) + "\n" for n in range(50, 70)), encoding="utf-8")
    for workers in (0, 1, 2, 4):
        manifest = go(inline=not workers, workers=max(1, workers), output=tmp_path / f"out-{workers}")
        assert manifest.articles["total"] == 32
    for workers in (1, 2, 4):
        assert_same(tmp_path / "out-0", tmp_path / f"out-{workers}")


def test_a_worker_that_dies_is_replaced_and_only_the_article_at_fault_is_lost(
    go: Go, raw: Path, tmp_path: Path
) -> None:
    write_story(raw, 4, "KILL " + story(4))
    manifest = go(inline=False, workers=2)
    assert manifest.articles["total"] == 11
    assert manifest.rejected_by_reason == {"worker_lost": 1}
    assert manifest.rejected[0]["source"].endswith("berita-0004.txt")
    assert "SIGKILL" in manifest.rejected[0]["message"]
    assert manifest.workers_replaced == 2
    assert manifest.exit_code == 3
    assert verify(tmp_path / "out").problems == []
    write_story(raw, 4)  # as if memory had been short: the next run tries again
    again = go(inline=False)
    assert again.exit_code == 0
    assert again.articles["total"] == 12


def test_a_record_that_takes_its_worker_down_is_tried_again_by_the_next_run(go: Go, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    texts = [story(n) for n in range(20)]
    texts[1] = "KILL " + texts[1]
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    for new in (19, 0):  # the file is unchanged, but was not read to its end
        manifest = go(file, inline=False, workers=2)
        assert manifest.rejected_by_reason == {"worker_lost": 1}
        assert manifest.rejected[0]["source"].endswith("many.jsonl#1")
        assert (manifest.articles["new"], manifest.articles["total"]) == (new, 19)
    assert verify(tmp_path / "out").problems == []


def test_the_first_tasks_are_small(go: Go, raw: Path) -> None:
    done: list[int] = []
    go(batch_size=4, progress=lambda count, total: done.append(count))
    assert done == [1, 2, 4, 6, 10, 12]


def test_an_article_that_takes_too_long_is_left_out(go: Go, raw: Path, tmp_path: Path) -> None:
    write_story(raw, 4, "HANG " + story(4))
    manifest = go(inline=False, article_seconds=0.5)
    assert manifest.rejected_by_reason == {"time_limit": 1}
    assert sources(tmp_path / "out") == {f"berita-{n:04d}.txt" for n in range(12) if n != 4}


def test_an_article_that_fails_is_left_out(go: Go, raw: Path, tmp_path: Path) -> None:
    write_story(raw, 4, "FAIL " + story(4))
    manifest = go()
    assert manifest.rejected_by_reason == {"failed": 1}
    assert "RuntimeError: as asked" in manifest.rejected[0]["message"]
    assert len(sources(tmp_path / "out")) == 11


def test_rejections_of_unchanged_inputs_are_remembered(go: Go, raw: Path) -> None:
    (raw / "kosong.txt").write_bytes(b"")
    assert go().exit_code == 3
    again = go()
    assert again.exit_code == 0
    assert again.rejected_before == 1
    (raw / "kosong.txt").unlink()
    assert go().rejected_before == 0


def test_a_row_that_is_not_what_the_text_says_is_dropped_and_counted(go: Go, raw: Path, tmp_path: Path) -> None:
    write_story(raw, 4, "SHIFT " + story(4))
    manifest = go()
    assert manifest.rows_dropped == {"entities": 1}
    assert verify(tmp_path / "out").problems == []


def test_models_that_cannot_be_loaded_end_the_run(go: Go) -> None:
    with pytest.raises(ResourceError, match="no such model"):
        go(inline=False, workers=2, extractor=BROKEN)


def test_too_long_articles_are_rejected(go: Go, raw: Path) -> None:
    write_story(raw, 4, story(4) * 20)
    assert go(max_article_chars=1000).rejected_by_reason == {"too_large": 1}


def test_the_main_process_links_and_describes_without_spacy() -> None:
    code = (
        "import sys, pipeline.batch.runs, pipeline.relate.link.corpus\n"
        "from pipeline.write.dictionary import predicates\n"
        "predicates()\n"
        "sys.exit('spacy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
