"""From rows to Arrow tables that keep to :mod:`pipeline.schema`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa

from pipeline.schema import TABLE, TABLES, Column

Row = Mapping[str, Any]
SCORE_DIGITS = 4
"""Digits kept of a score: more would only carry the noise of float arithmetic from run to run."""


def arrow_schema(table: str, about: Mapping[str, str] | None = None) -> pa.Schema:
    """The Arrow schema of a table, with metadata that plain ``pandas.read_parquet`` obeys.

    Args:
        table: its name.
        about: what is known of the run (``run_id``, ``version``, ...), stored as ``edufakta.<key>``.
    """
    if not about:
        return _schema(table)
    schema = _schema(table)
    metadata = dict(schema.metadata or {})
    for key, value in about.items():
        metadata[f"edufakta.{key}".encode()] = value.encode()
    return schema.with_metadata(metadata)


@lru_cache
def _schema(table: str) -> pa.Schema:
    schema = TABLE[table].arrow
    return schema.with_metadata({**(schema.metadata or {}), b"pandas": _pandas_metadata(TABLE[table].columns)})


def _pandas_metadata(columns: Sequence[Column]) -> bytes:
    """Only what pandas would get wrong by itself: integers that may be missing stay integers."""
    integers = [
        {
            "name": c.name,
            "field_name": c.name,
            "pandas_type": "int64",
            "numpy_type": "Int64",
            "metadata": None,
        }
        for c in columns
        if c.type == "integer" and not c.required
    ]
    return json.dumps(
        {
            "index_columns": [],
            "column_indexes": [],
            "columns": integers,
            "creator": {"library": "pyarrow", "version": pa.__version__},
            "pandas_version": "2.2.0",
        }
    ).encode()


def to_arrow(table: str, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table with the schema's columns, in order.

    Args:
        table: its name.
        rows: mappings from column to value; days as ``datetime.date``; a column that is missing counts as null.

    Raises:
        ValueError: a required value is missing.
        pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, UnicodeEncodeError: a value is not of its column's type.
    """
    columns = TABLE[table].columns
    schema = arrow_schema(table)
    listed = list(rows)
    return pa.Table.from_arrays([_array(c, schema.field(c.name).type, listed, table) for c in columns], schema=schema)


def _array(column: Column, kind: pa.DataType, rows: Sequence[Row], table: str) -> pa.Array[Any]:
    values = [row.get(column.name) for row in rows]
    if column.required and None in values:
        raise ValueError(f"{table}.{column.name} must not be missing")
    if column.type == "date":
        return pa.array(values, pa.date32()).cast(kind)
    if column.name == "score":
        values = [None if v is None else round(float(v), SCORE_DIGITS) for v in values]
    return pa.array(values, kind)


def empty(table: str) -> pa.Table:
    """A table without rows."""
    return arrow_schema(table).empty_table()


def written_tables(syntax: bool) -> tuple[str, ...]:
    """Names of the tables that a run writes, in the order of the schema."""
    return tuple(t.name for t in TABLES if syntax or not t.optional)
