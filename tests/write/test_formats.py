"""The tables in every form: right types, safe cells, one description."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from pipeline.batch import Manifest, verify
from pipeline.schema import TABLE, TABLES
from pipeline.write import read_tables
from pipeline.write.arrow import to_arrow
from pipeline.write.formats import safe_cells
from tests.batch.conftest import go, raw, write_story

__all__ = ["go", "raw"]  # fixtures
Go = Callable[..., Manifest]

DATE = {
    "article_id": "a",
    "sentence": None,
    "start": 0,
    "end": 4,
    "text": "2024",
    "date_start": dt.date(2024, 1, 1),
    "date_end": None,
    "granularity": "year",
}


def test_rows_become_columns_of_the_schema() -> None:
    table = to_arrow("dates", [DATE])
    assert table.schema.equals(TABLE["dates"].arrow)
    assert table.to_pylist()[0]["date_start"] == dt.datetime(2024, 1, 1)
    assert table.field("granularity").metadata[b"description"]


def test_scores_are_rounded() -> None:
    row = {c.name: "x" for c in TABLE["entities"].columns} | {"sentence": 0, "start": 0, "end": 1, "score": 0.123456789}
    assert to_arrow("entities", [row]).column("score").to_pylist() == [0.1235]


def test_a_missing_required_value_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"dates\.granularity"):
        to_arrow("dates", [{**DATE, "granularity": None}])


@pytest.mark.parametrize("backend", ["pyarrow", None])
def test_pandas_sees_the_right_types(go: Go, tmp_path: Path, backend: str | None) -> None:
    go()
    checks = {
        "string": pd.api.types.is_string_dtype,
        "integer": pd.api.types.is_integer_dtype,
        "number": pd.api.types.is_float_dtype,
        "date": lambda t: "timestamp" in str(t) or pd.api.types.is_datetime64_any_dtype(t),
    }
    for table in TABLES:
        if table.optional:
            continue
        options = {"dtype_backend": backend} if backend else {}
        frame = pd.read_parquet(tmp_path / "out" / f"{table.name}.parquet", **options)
        for column in table.columns:
            assert checks[column.type](frame[column.name].dtype), f"{table.name}.{column.name}"


def test_run_metadata_is_in_the_files(go: Go, tmp_path: Path) -> None:
    manifest = go(part_articles=1000)
    metadata = pa.parquet.read_schema(tmp_path / "out/articles.parquet").metadata
    assert metadata[b"edufakta.run_id"].decode() == manifest.run_id
    assert metadata[b"description"]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@cmd", "\tx", "\rx"])
def test_cells_that_start_a_formula_get_an_apostrophe(text: str) -> None:
    assert safe_cells(pa.array([text, "aman", None, f"a{text}"])).to_pylist() == [f"'{text}", "aman", None, f"a{text}"]


def test_csv_jsonl_and_duckdb_hold_the_same_rows(go: Go, raw: Path, tmp_path: Path) -> None:
    write_story(raw, 30, '=HYPERLINK("http://x") kata Sari, "dikutip"\n\nbaris kedua 7\n')
    go(formats=("parquet", "csv", "jsonl", "duckdb"))
    out = tmp_path / "out"
    parquet = read_tables(out).articles
    with (out / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(r["text"].removeprefix("'") for r in rows) == sorted(parquet.text)
    assert not any(r["text"].startswith("=") for r in rows)
    lines = [json.loads(line) for line in (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(r["text"] for r in lines) == sorted(parquet.text)
    with duckdb.connect(str(out / "edufakta.duckdb"), read_only=True) as db:
        assert db.execute("SELECT count(*) FROM quantities").fetchone() == (len(read_tables(out).quantities),)
        assert db.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'facts'").fetchone() == (
            TABLE["facts"].description,
        )
    go()  # forms that are no longer asked for go
    assert not (out / "articles.csv").exists()


def test_hashes_can_be_checked_with_sha256sum(go: Go, tmp_path: Path) -> None:
    go(formats=("csv",))
    result = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "out", capture_output=True, check=False)
    assert result.returncode == 0, result.stdout.decode()


def test_verify_finds_what_is_wrong(go: Go, tmp_path: Path) -> None:
    go(part_articles=1000)
    path = (tmp_path / "out/quantities.parquet").resolve()
    frame = pa.parquet.read_table(path)
    shifted = frame.set_column(frame.schema.get_field_index("start"), frame.schema.field("start"), frame["end"])
    path.unlink()
    pa.parquet.write_table(shifted, path)
    problems = "\n".join(verify(tmp_path / "out").problems)
    assert "SHA-256" in problems
    assert "quantities: " in problems


def test_the_data_package_describes_every_table(go: Go, tmp_path: Path) -> None:
    go()
    package = json.loads((tmp_path / "out/datapackage.json").read_text(encoding="utf-8"))
    resources = {r["name"]: r for r in package["resources"]}
    assert set(resources) == {t.name for t in TABLES if not t.optional}
    for name, resource in resources.items():
        assert [f["name"] for f in resource["schema"]["fields"]] == list(TABLE[name].column_names)
        assert (tmp_path / "out" / resource["path"]).exists()
        for key in resource["schema"].get("foreignKeys", []):
            assert (key["reference"]["resource"] or name) in resources
    assert package["predicates"]


def test_the_card_names_every_column(go: Go, tmp_path: Path) -> None:
    go()
    card = (tmp_path / "out/README.md").read_text(encoding="utf-8")
    for table in TABLES:
        if not table.optional:
            assert all(f"| `{c}` |" in card for c in table.column_names)


def test_tables_of_one_version_stay_together(go: Go, raw: Path, tmp_path: Path) -> None:
    go()
    tables = read_tables(tmp_path / "out")
    write_story(raw, 40)
    go()
    assert len(tables.articles) == 12
    assert set(tables.entities.article_id) <= set(tables.articles.article_id)
    assert len(read_tables(tmp_path / "out").articles) == 13
    with pytest.raises(AttributeError, match="there are: articles"):
        tables.orang  # noqa: B018
