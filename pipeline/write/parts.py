"""Parts: immutable folders that hold the rows of some articles, one Parquet file per table.

A part is complete from the moment it has its name: its files are written and fsynced in a temporary folder, which is
then renamed.  Nothing ever changes in a part; a changed article makes a new part and retires the old one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.checksums import file_digest
from pipeline.write.arrow import arrow_schema
from pipeline.write.files import TEMPORARY, fsync_file, fsync_folder, remove_tree, same_file, writing
from pipeline.write.linked import LOCAL, LOCAL_SCHEMA

ROW_GROUP = 100_000
"""Rows per row group: small enough to read one group at a time in little memory."""


@dataclass(frozen=True, slots=True)
class PartFile:
    """One file of one part."""

    table: str
    rows: int
    bytes: int
    sha256: str


def part_schema(name: str, about: Mapping[str, str] | None = None) -> pa.Schema:
    """Schema of one file of a part: of a table, or of the local ids beside it."""
    return LOCAL_SCHEMA if name.endswith(LOCAL) else arrow_schema(name, about)


def part_name(number: int) -> str:
    """Folder name of a part."""
    return f"{number:010d}"


def write_table(path: Path, table: str, data: pa.Table, about: Mapping[str, str] | None = None) -> PartFile:
    """Write one Parquet file (zstd) and fsync it.

    Args:
        path: the file, in a folder that is not finished yet.
        table: its name in the schema.
        data: the rows.
        about: metadata of the run.
    """
    schema = part_schema(table, about)
    with writing(path):
        pq.write_table(
            data.replace_schema_metadata(schema.metadata),
            path,
            compression="zstd",
            row_group_size=ROW_GROUP,
            store_schema=True,
            write_statistics=True,
        )
        fsync_file(path)
        return PartFile(table, data.num_rows, path.stat().st_size, file_digest(path))


def write_part(
    folder: Path, number: int, tables: Mapping[str, pa.Table], about: Mapping[str, str] | None = None
) -> list[PartFile]:
    """Write one part; tables without rows get no file.

    Args:
        folder: where the parts are.
        number: a number that no part ever had before.
        tables: rows per table.
        about: metadata of the run.
    """
    return link_part(folder, number, number, (), tables, about)


def read_part(folder: Path, number: int, table: str) -> pa.Table:
    """The rows of one table of one part; an empty table where the part has none."""
    path = folder / part_name(number) / f"{table}.parquet"
    if not path.exists():
        return part_schema(table).empty_table()
    return pq.ParquetFile(path).read().cast(part_schema(table))


def link_part(
    folder: Path,
    number: int,
    before: int,
    same: Sequence[PartFile],
    changed: Mapping[str, pa.Table],
    about: Mapping[str, str] | None = None,
) -> list[PartFile]:
    """Write a part that replaces another: files that stay the same are linked, the others written.

    Args:
        folder: where the parts are.
        number: of the new part.
        before: number of the part that it replaces.
        same: files of that part that stay.
        changed: rows of the tables that change; a table without rows gets no file.
        about: metadata of the run.
    """
    temporary = folder / f"{TEMPORARY}{part_name(number)}"
    with writing(temporary):
        if temporary.exists():
            remove_tree(temporary)
        temporary.mkdir(parents=True)
        for file in same:
            name = f"{file.table}.parquet"
            same_file(folder / part_name(before) / name, temporary / name)
        files = [
            write_table(temporary / f"{table}.parquet", table, data, about)
            for table, data in changed.items()
            if data.num_rows
        ]
        fsync_folder(temporary)
        temporary.rename(folder / part_name(number))
        fsync_folder(folder)
    pa.default_memory_pool().release_unused()  # or what the rows took stays with Arrow, a little more each time
    return [*same, *files]
