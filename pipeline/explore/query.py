"""SQL over the tables of a run, with DuckDB: every table is a view, days are DATE."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import regex

from pipeline.errors import OutputError, SettingsError
from pipeline.schema import TABLE, TABLES

_READING = {
    duckdb.StatementType.SELECT,
    duckdb.StatementType.EXPLAIN,
    duckdb.StatementType.RELATION,
    duckdb.StatementType.MULTI,
}
_UNKNOWN_COLUMN = regex.compile(r'Referenced column "([^"]+)"|does not have a column named "([^"]+)"')
_UNKNOWN_TABLE = regex.compile(r"Table with name (\S+) does not exist")


@contextmanager
def connect(folder: str | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection in memory with a view for every table that the folder holds.

    Args:
        folder: what a run wrote.

    Raises:
        OutputError: the folder holds no tables.
    """
    folder = Path(folder)
    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    try:
        found = [table for table in TABLES if _add_view(connection, folder, table.name)]
        if not found:
            raise OutputError(
                f"No tables in {folder}; write some with: python -m pipeline run SOURCE --output {folder}"
            )
        yield connection
    except RuntimeError as error:
        if "interrupted" in str(error):  # what DuckDB makes of Ctrl-C
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.close()


def _add_view(connection: duckdb.DuckDBPyConnection, folder: Path, name: str) -> bool:
    path = folder / f"{name}.parquet"
    if path.is_dir():
        files = [str(p) for p in sorted(path.resolve().glob("*.parquet"))]
    else:
        files = [str(path)] if path.is_file() else []
    if not files:
        return False
    days = ", ".join(f'CAST("{c.name}" AS DATE) AS "{c.name}"' for c in TABLE[name].columns if c.type == "date")
    star = f"* REPLACE ({days})" if days else "*"
    listed = ", ".join("'" + f.replace("'", "''") + "'" for f in files)
    connection.execute(f'CREATE VIEW "{name}" AS SELECT {star} FROM read_parquet([{listed}])')
    return True


def query(sql: str, folder: str | Path = "data/processed") -> pa.Table:
    """The result of one SQL statement over the tables.

    Args:
        sql: DuckDB's SQL; the tables are views named as in the data dictionary.
        folder: what a run wrote.

    Raises:
        OutputError: the folder holds no tables.
        SettingsError: the statement is wrong; the message names the nearest table or column.
    """
    with connect(folder) as connection:
        try:
            result = _rows(connection, sql)
        except duckdb.Error as error:
            raise SettingsError(_explain(str(error), sql)) from error
    if result is None:
        raise SettingsError("That statement gives no rows; ask with SELECT.")
    return result


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table | None:
    for statement in connection.extract_statements(sql):
        if statement.type not in _READING:
            raise SettingsError(
                f"Questions only read: {statement.type.name} is not run here."
                " Ask with SELECT, and write the answer with --output FILE."
            )
    relation = connection.sql(sql)
    if relation is None:
        return None
    rows: pa.Table = relation.to_arrow_table()
    return rows


def _explain(message: str, sql: str) -> str:
    what, _, where = message.partition("\n\nLINE ")
    first = what.splitlines()[0] + (f"\nLINE {where}" if where else "")
    column = _UNKNOWN_COLUMN.search(message)
    if column:
        wrong = column[1] or column[2]
        named = [t for t in TABLE if regex.search(rf"\b{t}\b", sql, regex.IGNORECASE)]
        if not named:
            return first
        known = {c: t for t in named for c in TABLE[t].column_names}
        elsewhere = [t for t in TABLE if wrong.casefold() in TABLE[t].column_names]
        if elsewhere:
            return f"There is no column {wrong!r} in {', '.join(named)}; look in {', '.join(elsewhere)}."
        return f"There is no column {wrong!r}" + _near(wrong, known, "columns of " + ", ".join(named))
    table = _UNKNOWN_TABLE.search(message)
    if table:
        return f"There is no table {table[1]!r}" + _near(table[1], TABLE, "tables")
    return first


def _near(wrong: str, known: Any, what: str) -> str:
    near = difflib.get_close_matches(wrong.casefold(), list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else f"; {what}: {', '.join(known)}."


def render(result: pa.Table, form: str) -> str:
    """A result as ``csv`` or ``json`` (a list of objects) text."""
    if form == "csv":
        sink = pa.BufferOutputStream()
        pa_csv.write_csv(result, sink)
        return sink.getvalue().to_pybytes().decode("utf-8")
    return json.dumps(result.to_pylist(), ensure_ascii=False, default=str, indent=2) + "\n"


def save(result: pa.Table, path: Path) -> None:
    """Write a result by its suffix: ``.parquet``, ``.csv`` or ``.json``.

    Raises:
        SettingsError: another suffix.
    """
    suffix = path.suffix.lower()
    if suffix in {".parquet", ".csv", ".json"}:
        path.parent.mkdir(parents=True, exist_ok=True)
    if suffix == ".parquet":
        pq.write_table(result, path, compression="zstd")
    elif suffix in {".csv", ".json"}:
        path.write_text(render(result, suffix[1:]), encoding="utf-8")
    else:
        raise SettingsError(f"Cannot write {path.name}: give a name that ends in .parquet, .csv or .json.")
