"""Ids of things in the tables: those that an article alone gives (local), and those after linking across articles.

A part keeps the local ids of each table with an ``entity_id`` in a file beside it (``entities~local``), row by row, so
that a later link, or the undoing of one, never needs the article again.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

LOCAL = "~local"
"""What the name of such a file ends in."""
LOCAL_SCHEMA = pa.schema([pa.field("article_id", pa.string()), pa.field("local_id", pa.string())])


def local_ids(data: pa.Table) -> pa.Table:
    """The local ids of a table as extraction gives it, row by row."""
    columns = [data.column("article_id"), data.column("entity_id")]
    return pa.Table.from_arrays(columns, schema=LOCAL_SCHEMA)


def relinked(data: pa.Table, local: pa.Table, links: Mapping[str, str]) -> pa.Table:
    """A table with its ids made anew from local ids.

    Args:
        data: the table.
        local: its local ids, row by row.
        links: local id -> linked id; a local id that is not there stands for itself.
    """
    ids = [None if i is None else links.get(i, i) for i in local.column("local_id").to_pylist()]
    index = data.schema.get_field_index("entity_id")
    return data.set_column(index, data.schema.field(index), pa.array(ids, pa.string()))
