"""What readers see: one complete version of all tables, switched in one step.

::

    OUTPUT/entities.parquet -> .edufakta/current/entities.parquet
           .edufakta/current -> snapshots/000007          replaced by rename: the switch
           .edufakta/snapshots/000007/entities.parquet    a file, or a folder of parts (hard links to immutable files)

A reader who resolves ``current`` once (``pipeline.read_tables`` does) reads one version even if a run publishes the
next one meanwhile: an old version stays for :data:`GRACE_SECONDS` and at least until there are two newer ones.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.batch.names import names_tables
from pipeline.batch.state import State
from pipeline.checksums import file_digest
from pipeline.write.arrow import arrow_schema, empty
from pipeline.write.files import TEMPORARY, fsync_file, fsync_folder, point, remove_tree, same_file, writing
from pipeline.write.formats import write_formats
from pipeline.write.parts import part_name, write_table

GRACE_SECONDS = 3600.0
KEPT = 2
"""Newest versions that stay, however old."""


def publish(
    state: State,
    folder: Path,
    output: Path,
    tables: Sequence[str],
    formats: Iterable[str],
    about: Mapping[str, str],
    documents: Mapping[str, str],
) -> tuple[str, dict[str, dict[str, Any]]]:
    """Make the tables as the state has them what readers see.

    Args:
        state: open and settled.
        folder: ``OUTPUT/.edufakta``.
        output: the folder that users look into.
        tables: their names.
        formats: beside Parquet: csv, jsonl, duckdb.
        about: metadata of the run, for files without a part.
        documents: further text files of the version, by name.

    Returns:
        Name of the version, and per table its rows, bytes, number of files and hash.
    """
    snapshots = folder / "snapshots"
    name = f"{state.generation:06d}"
    temporary = snapshots / f"{TEMPORARY}{name}"
    with writing(snapshots):
        remove_tree(temporary)
        temporary.mkdir(parents=True)
        sums: dict[str, str] = {}
        outputs = {}
        for table in tables:
            if table == "names":
                outputs[table] = _write_names(state, temporary, about, sums)
            else:
                outputs[table] = _link_table(state, folder / "parts", temporary, table, about, sums)
        paths = {table: temporary / f"{table}.parquet" for table in tables}
        made = write_formats(temporary, paths, formats)
        for file, text in documents.items():
            (temporary / file).write_text(text, encoding="utf-8", newline="\n")
            fsync_file(temporary / file)
        for path in [*made, *(temporary / file for file in documents)]:
            sums[path.relative_to(temporary).as_posix()] = file_digest(path)
        (temporary / "SHA256SUMS").write_text(
            "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())), encoding="utf-8", newline="\n"
        )
        fsync_file(temporary / "SHA256SUMS")
        fsync_folder(temporary)
        final = snapshots / name
        if final.exists():  # published before, but the run ended before it could note so, or formats were added
            name = f"{name}-{int(time.time())}"
            final = snapshots / name
        temporary.rename(final)
        fsync_folder(snapshots)
    point(folder / "current", f"snapshots/{name}")
    shown = {entry.name for entry in final.iterdir()}
    for entry in sorted(shown):
        point(output / entry, f"{folder.name}/current/{entry}")
    _unlink_stale(output, folder, shown)
    with state.transaction():
        state.set("published", str(state.generation))
        state.set("formats", ",".join(sorted(formats)))
    return name, outputs


def _link_table(
    state: State, parts: Path, target: Path, table: str, about: Mapping[str, str], sums: dict[str, str]
) -> dict[str, Any]:
    """One table as a file, or as a folder of files when it has several parts."""
    rows = state.all("SELECT part, rows, bytes, sha256 FROM part_files WHERE name = ? ORDER BY part", (table,))
    place = target / f"{table}.parquet"
    if not rows:
        file = write_table(place, table, empty(table), about)
        sums[place.name] = file.sha256
        return _output([(0, file.bytes, file.sha256)])
    if len(rows) > 1:
        place.mkdir()
    for part, _, _, digest in rows:
        link = place / f"part-{part_name(part)}.parquet" if len(rows) > 1 else place
        same_file(parts / part_name(part) / f"{table}.parquet", link)
        sums[link.relative_to(target).as_posix()] = digest
    if len(rows) > 1:
        fsync_folder(place)
    return _output([row[1:] for row in rows])


def _output(files: Sequence[tuple[int, int, str]]) -> dict[str, Any]:
    digest = hashlib.sha256("".join(sorted(sha for _, _, sha in files)).encode()).hexdigest()
    return {"rows": sum(f[0] for f in files), "bytes": sum(f[1] for f in files), "files": len(files), "sha256": digest}


def _write_names(state: State, target: Path, about: Mapping[str, str], sums: dict[str, str]) -> dict[str, Any]:
    path = target / "names.parquet"
    rows = 0
    schema = arrow_schema("names", about)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in names_tables(state):
            writer.write_table(table.replace_schema_metadata(schema.metadata))
            rows += table.num_rows
    fsync_file(path)
    sums[path.name] = file_digest(path)
    return _output([(rows, path.stat().st_size, sums[path.name])])


def _unlink_stale(output: Path, folder: Path, shown: set[str]) -> None:
    """Remove links to tables or formats that this version no longer has."""
    for entry in output.iterdir():
        if (
            entry.is_symlink()
            and entry.name not in shown
            and str(entry.readlink()).startswith(f"{folder.name}/current/")
        ):
            entry.unlink()


def clear(state: State, folder: Path) -> None:
    """Remove parts that no longer count, unfinished work of a run that was killed, and old versions."""
    parts = folder / "parts"
    live = {part_name(part) for (part,) in state.all("SELECT part FROM parts")}
    if parts.is_dir():
        for entry in parts.iterdir():
            if entry.name not in live:
                remove_tree(entry)
    snapshots = folder / "snapshots"
    if not snapshots.is_dir():
        return
    current = (folder / "current").readlink().name if (folder / "current").is_symlink() else None
    complete = []
    for entry in snapshots.iterdir():
        if entry.name.startswith(TEMPORARY):
            remove_tree(entry)
        else:
            complete.append(entry)
    complete.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
    for i, entry in enumerate(complete):
        if i >= KEPT and entry.name != current and time.time() - entry.stat().st_mtime > GRACE_SECONDS:
            remove_tree(entry)
