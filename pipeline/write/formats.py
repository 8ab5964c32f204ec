"""The tables in other forms: CSV that is safe in spreadsheets, JSON Lines, one DuckDB file.  Streamed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.schema import TABLE
from pipeline.write.arrow import arrow_schema
from pipeline.write.files import fsync_file

FORMULA = r"^([=+\-@\t\r])"
"""A cell that starts so may be run as a formula by a spreadsheet (OWASP, *CSV Injection*)."""
DATABASE = "edufakta.duckdb"


def write_formats(folder: Path, tables: Mapping[str, Path], formats: Iterable[str]) -> list[Path]:
    """Write the tables in the forms asked for; Parquet, which they come from, is passed over.

    Args:
        folder: to write into; not yet what readers see.
        tables: name -> Parquet file or folder of parts.
        formats: any of csv, jsonl, duckdb.

    Returns:
        The files written.
    """
    chosen = set(formats)
    made: list[Path] = []
    for name, path in tables.items():
        if "csv" in chosen:
            made.append(folder / f"{name}.csv")
            write_csv(made[-1], name, path)
        if "jsonl" in chosen:
            made.append(folder / f"{name}.jsonl")
            write_jsonl(made[-1], name, path)
    if "duckdb" in chosen:
        made.append(folder / DATABASE)
        write_duckdb(made[-1], tables)
    for path in made:
        fsync_file(path)
    return made


def _batches(name: str, path: Path) -> Iterator[pa.RecordBatch]:
    import pyarrow.dataset as ds  # here and below: most runs write Parquet alone, and start sooner without

    dataset = ds.dataset(path, format="parquet", schema=arrow_schema(name))
    yield from dataset.to_batches(batch_size=16_384)


def safe_cells(column: pa.Array[Any]) -> pa.Array[Any]:
    """Strings with an apostrophe put before those that a spreadsheet would run as a formula."""
    import pyarrow.compute as pc

    safe: pa.Array[Any] = pc.replace_substring_regex(column, FORMULA, r"'\1")
    return safe


def write_csv(target: Path, name: str, source: Path) -> None:
    """One table as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it right).

    Strings that start with ``= + - @`` carry a leading apostrophe; days are ``YYYY-MM-DD``; a missing value is an empty
    cell without quotes.
    """
    import pyarrow.csv as pacsv

    columns = TABLE[name].columns
    schema = pa.schema([pa.field(c.name, _csv_type(c.type)) for c in columns])
    with target.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        with pacsv.CSVWriter(file, schema) as writer:
            for batch in _batches(name, source):
                arrays = []
                for c, field in zip(columns, schema, strict=True):
                    array = batch.column(c.name)
                    arrays.append(safe_cells(array) if c.type == "string" else array.cast(field.type))
                writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))


def _csv_type(kind: str) -> pa.DataType:
    types: dict[str, pa.DataType] = {
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    return types.get(kind, pa.string())


def write_jsonl(target: Path, name: str, source: Path) -> None:
    """One table as JSON Lines (UTF-8); days are ``YYYY-MM-DD``, a missing value is ``null``."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for batch in _batches(name, source):
            for row in batch.to_pylist():
                file.write(json.dumps(row, ensure_ascii=False, default=_day) + "\n")


def _day(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def write_duckdb(target: Path, tables: Mapping[str, Path]) -> None:
    """All tables in one DuckDB file, with the descriptions of the data dictionary as comments."""
    import duckdb

    with duckdb.connect(str(target)) as connection:
        for name, path in tables.items():
            pattern = str(path / "*.parquet") if path.is_dir() else str(path)
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM read_parquet(?)', [pattern])
            connection.execute(f'COMMENT ON TABLE "{name}" IS {_quoted(TABLE[name].description)}')
            for c in TABLE[name].columns:
                connection.execute(f'COMMENT ON COLUMN "{name}"."{c.name}" IS {_quoted(c.description)}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
