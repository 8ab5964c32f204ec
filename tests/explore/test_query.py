"""SQL over tables: days are dates, errors name what was probably meant."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import OutputError, SettingsError
from pipeline.explore.query import connect, query, render, save
from pipeline.schema import TABLE


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    rows = [
        {
            "article_id": "a1",
            "start": 0,
            "end": 3,
            "text": "Ani",
            "person": "Ani Lestari",
            "position": "Bupati",
            "body": "Kabupaten Contoh",
            "score": 0.9,
        }
    ]
    pq.write_table(pa.Table.from_pylist(rows, TABLE["positions"].arrow), tmp_path / "positions.parquet")
    article = {
        "article_id": "a1",
        "source": "a.txt",
        "text": "Ani",
        "words": 1,
        "sentences": 1,
        "published": dt.datetime(2025, 1, 2),
    }
    folder = tmp_path / "articles.parquet"
    folder.mkdir()
    pq.write_table(pa.Table.from_pylist([article], TABLE["articles"].arrow), folder / "part-0.parquet")
    return tmp_path


def test_tables_join_and_days_are_dates(tables: Path) -> None:
    result = query("select published, person from articles join positions using (article_id)", tables)
    assert result.to_pylist() == [{"published": dt.date(2025, 1, 2), "person": "Ani Lestari"}]


def test_results_go_to_csv_json_and_files(tables: Path, tmp_path: Path) -> None:
    result = query("select person, score from positions", tables)
    assert json.loads(render(result, "json")) == [{"person": "Ani Lestari", "score": 0.9}]
    assert render(result, "csv").splitlines()[1].startswith('"Ani Lestari"')
    for name in ("r.parquet", "r.csv", "r.json"):
        save(result, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 0
    assert pd.read_parquet(tmp_path / "r.parquet").person.tolist() == ["Ani Lestari"]
    with pytest.raises(SettingsError, match=r"\.parquet, \.csv or \.json"):
        save(result, tmp_path / "r.xlsx")


@pytest.mark.parametrize(
    ("sql", "hint"),
    [
        ("select persn from positions", "did you mean 'person'"),
        ("select * from position", "did you mean 'positions'"),
        ("select zzzzz from positions", "columns of positions: article_id"),
        ("select label from positions", "look in entities, names"),
        ("selec 1", "syntax error"),
        ("", "gives no rows"),
    ],
)
def test_errors_say_what_was_probably_meant(tables: Path, sql: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=hint):
        query(sql, tables)


@pytest.mark.parametrize(
    "sql", ["copy positions to 'own.csv'", "drop view positions", "select 1; create table x as select 1"]
)
def test_questions_only_read(tables: Path, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="Questions only read"):
        query(sql, tables)
    assert not (tmp_path / "own.csv").exists()


@pytest.mark.parametrize(
    "sql",
    [
        "describe positions",
        "summarize positions",
        "from positions",
        "explain select 1",
        "with x as (select 1 as a) from x",
    ],
)
def test_ways_to_ask(tables: Path, sql: str) -> None:
    assert query(sql, tables).num_rows > 0


def test_answers_go_to_folders_that_are_made(tables: Path, tmp_path: Path) -> None:
    save(query("select person from positions", tables), tmp_path / "new" / "r.csv")
    assert (tmp_path / "new" / "r.csv").is_file()


def test_a_folder_without_tables_says_how_to_get_some(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="python -m pipeline run"):
        query("select 1", tmp_path)


def test_a_slip_in_the_language_shows_where(tables: Path) -> None:
    with pytest.raises(SettingsError, match=r"(?s)near \"positions\".*LINE 1: select \* form positions\n *\^"):
        query("select * form positions", tables)


def test_an_interruption_stays_one(tables: Path) -> None:
    with pytest.raises(KeyboardInterrupt), connect(tables):
        raise RuntimeError("Query interrupted")
    with pytest.raises(RuntimeError, match="other"), connect(tables):
        raise RuntimeError("other")
