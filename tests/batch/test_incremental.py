"""A second run does what changed and nothing else."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline.batch import Manifest, compact, verify
from pipeline.batch.settle import settle
from pipeline.batch.state import State
from pipeline.errors import AbortRun, SettingsError
from pipeline.schema import TABLES
from pipeline.write import read_tables
from tests.batch.conftest import assert_same, story, write_story

Go = Callable[..., Manifest]


def counts(manifest: Manifest) -> tuple[int, int, int, int]:
    a = manifest.articles
    return a["new"], a["changed"], a["removed"], a["total"]


def test_every_table_is_there_after_the_first_run(go: Go, tmp_path: Path) -> None:
    manifest = go()
    assert counts(manifest) == (12, 0, 0, 12)
    assert manifest.exit_code == 0
    for table in TABLES:
        path = tmp_path / "out" / f"{table.name}.parquet"
        assert path.exists() is not table.optional
        if not table.optional:
            frame = pd.read_parquet(path)
            assert tuple(frame.columns) == table.column_names
            assert len(frame) == manifest.rows[table.name]
    assert verify(tmp_path / "out").problems == []


def test_an_unchanged_folder_is_not_read_again(go: Go, raw: Path, tmp_path: Path) -> None:
    go()
    before = (tmp_path / "out/.edufakta/current").readlink()
    for path in raw.iterdir():
        path.chmod(0)  # reading would show
    manifest = go()
    assert counts(manifest) == (0, 0, 0, 12)
    assert manifest.files["unchanged"] == 12
    assert (tmp_path / "out/.edufakta/current").readlink() == before


def test_a_touched_file_is_hashed_and_left(go: Go, raw: Path) -> None:
    go()
    (raw / "berita-0003.txt").touch()
    assert go().files["unchanged"] == 12


def test_a_file_changed_within_the_tick_of_the_clock_is_noticed(go: Go, raw: Path, tmp_path: Path) -> None:
    path = raw / "berita-0003.txt"
    now = time.time()
    os.utime(path, (now, now))
    go()
    path.write_text(story(3).replace("buku", "meja"), encoding="utf-8")
    os.utime(path, (now, now))
    assert go().files["changed"] == 1
    assert read_tables(tmp_path / "out").articles.text.str.contains("meja").sum() == 1


def test_new_changed_and_removed_articles(go: Go, raw: Path, tmp_path: Path) -> None:
    go()
    write_story(raw, 100)
    write_story(raw, 2, story(2).replace("buku", "kursi roda"))
    (raw / "berita-0005.txt").unlink()
    assert counts(go()) == (1, 1, 1, 12)
    assert verify(tmp_path / "out").problems == []
    go(output=tmp_path / "fresh")
    assert_same(tmp_path / "out", tmp_path / "fresh")


def test_removed_articles_can_be_kept(go: Go, raw: Path) -> None:
    go()
    (raw / "berita-0005.txt").unlink()
    assert counts(go(keep_removed=True)) == (0, 0, 0, 12)
    assert counts(go()) == (0, 0, 1, 11)


def test_articles_of_other_sources_stay(go: Go, raw: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write_story(other, 500)
    go()
    assert counts(go(other)) == (1, 0, 0, 13)
    assert counts(go(raw)) == (0, 0, 0, 13)


def test_an_emptied_folder_is_taken_for_an_accident(go: Go, raw: Path) -> None:
    go()
    for path in raw.iterdir():
        path.unlink()
    with pytest.raises(AbortRun, match="--force"):
        go()
    assert counts(go(force=True)) == (0, 0, 12, 0)


def test_force_reads_everything_again(go: Go) -> None:
    go()
    assert counts(go(force=True)) == (0, 12, 0, 12)


def test_other_settings_that_matter_make_articles_stale(go: Go) -> None:
    go()
    assert counts(go(labels_off=("EVENT",))) == (0, 12, 0, 12)
    assert counts(go(labels_off=("EVENT",), workers=3)) == (0, 0, 0, 12)


def test_limit_leaves_the_rest_for_later(go: Go) -> None:
    assert counts(go(limit=4)) == (4, 0, 0, 4)
    assert counts(go(limit=4)) == (4, 0, 0, 8)
    assert counts(go()) == (4, 0, 0, 12)
    with pytest.raises(SettingsError):
        go(limit=0)


def test_a_dry_run_writes_nothing(go: Go, tmp_path: Path) -> None:
    manifest = go(dry_run=True)
    assert manifest.files["new"] == 12
    assert not (tmp_path / "out").exists()


def lines(numbers: range | list[int]) -> str:
    return "".join(json.dumps({"text": story(n), "title": f"Berita {n}"}) + "\n" for n in numbers)


def test_a_file_of_many_is_streamed_and_only_what_is_new_in_it_is_done(go: Go, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(lines(range(10)), encoding="utf-8")
    assert counts(go(file)) == (10, 0, 0, 10)
    file.write_text(lines(range(14)), encoding="utf-8")
    assert counts(go(file)) == (4, 0, 0, 14)
    changed = [*range(6), 77, *range(7, 12)]
    file.write_text(lines(changed), encoding="utf-8")
    assert counts(go(file)) == (0, 1, 2, 12)
    assert verify(tmp_path / "out").problems == []


def test_names_count_what_came_and_what_went(go: Go, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"

    def write(days: list[int]) -> None:
        rows = [{"text": f"Kepala sekolah Sari bertemu {day} guru.", "tanggal": f"2024-03-{day:02d}"} for day in days]
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def sari() -> tuple[int, int, str, str]:
        names = read_tables(tmp_path / "out").names
        (row,) = names[names.name == "Sari"].itertuples()
        return row.articles, row.mentions, f"{row.first_seen:%d}", f"{row.last_seen:%d}"

    write([5, 9, 20])
    go(file)
    assert sari() == (3, 3, "05", "20")
    write([5, 9, 20, 28])
    go(file)
    assert sari() == (4, 4, "05", "28")
    write([7, 9, 20])
    go(file)
    assert sari() == (3, 3, "07", "20")
    go(file, output=tmp_path / "fresh")
    assert_same(tmp_path / "out", tmp_path / "fresh")


def test_limit_within_a_file_of_many(go: Go, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(lines(range(10)), encoding="utf-8")
    assert counts(go(file, limit=4)) == (4, 0, 0, 4)
    assert counts(go(file, limit=5)) == (5, 0, 0, 9)
    assert counts(go(file)) == (1, 0, 0, 10)


def test_a_record_that_can_no_longer_be_read_goes(go: Go, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(lines(range(4)), encoding="utf-8")
    go(file)
    file.write_text(lines(range(3)) + '{"text": ', encoding="utf-8")
    manifest = go(file)
    assert counts(manifest) == (0, 0, 1, 3)
    assert manifest.rejected_by_reason == {"broken": 1}
    assert verify(tmp_path / "out").problems == []


def test_the_output_is_never_read_as_input(go: Go, tmp_path: Path) -> None:
    go(tmp_path, formats=("parquet", "csv", "jsonl"))
    assert go(tmp_path, formats=("parquet", "csv", "jsonl")).articles["total"] == 12


def test_missing_source(go: Go, tmp_path: Path) -> None:
    with pytest.raises(AbortRun, match="tidak-ada"):
        go(tmp_path / "tidak-ada")


def test_duplicates_point_to_the_first_and_are_mended(go: Go, raw: Path, tmp_path: Path) -> None:
    write_story(raw, 20, story(1))
    write_story(raw, 21, story(1))
    go()
    articles = read_tables(tmp_path / "out").articles
    ids = dict(zip(articles.source.str[-8:-4], articles.article_id, strict=True))
    of = dict(zip(articles.source.str[-8:-4], articles.duplicate_of, strict=True))
    assert of["0020"] == of["0021"] == ids["0001"]
    (raw / "berita-0001.txt").unlink()
    assert go().duplicates == 1
    articles = read_tables(tmp_path / "out").articles
    of = dict(zip(articles.source.str[-8:-4], articles.duplicate_of, strict=True))
    assert pd.isna(of["0020"])
    assert of["0021"] == ids["0020"]


def test_small_parts_are_merged_by_compact(go: Go, raw: Path, tmp_path: Path) -> None:
    go()
    write_story(raw, 30)
    go()
    before = read_tables(tmp_path / "out")
    assert compact(tmp_path / "out") == {"parts_before": 3, "parts_after": 1}
    assert len(before.entities) == len(read_tables(tmp_path / "out").entities)  # an open version stays readable
    assert verify(tmp_path / "out").problems == []
    go(output=tmp_path / "fresh")
    assert_same(tmp_path / "out", tmp_path / "fresh")
    write_story(raw, 2, story(2).replace("buku", "kursi roda"))
    assert counts(go()) == (0, 1, 0, 13)


def test_runs_merge_small_parts_when_there_are_many(go: Go, raw: Path, tmp_path: Path) -> None:
    go()
    state = State(tmp_path / "out/.edufakta/state.sqlite3")
    code = Manifest.read(tmp_path / "out").code
    assert settle(state, tmp_path / "out/.edufakta/parts", {"code": code}, part_articles=100, most_small=1) == 2
    assert state.all("SELECT articles FROM parts") == [(12,)]
    state.close()
    go()
    assert verify(tmp_path / "out").problems == []
