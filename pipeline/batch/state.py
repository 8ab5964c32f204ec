"""What a run remembers: one SQLite data base (WAL) in the output folder.

It holds what was read (files), what stands in which part (articles, parts), what was rejected and why, and what the
linking of names across articles needs.  A batch of articles is one transaction: either all of it is known or nothing.
Times are nanoseconds since the epoch, digests raw bytes, lists JSON.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from pipeline.write.parts import PartFile

LAYOUT = 2
"""Version of the tables below; a data base of another layout is not touched."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest BLOB, version TEXT NOT NULL,
    settled INTEGER NOT NULL  -- 0: so young when read that a later change might not show in mtime
) WITHOUT ROWID;
CREATE TABLE articles (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of first reading: a duplicate points to a smaller one
    article_id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, file TEXT NOT NULL, digest BLOB NOT NULL,
    version TEXT NOT NULL, part INTEGER NOT NULL, published TEXT, duplicate_of TEXT,
    content BLOB, fingerprint BLOB
);
CREATE INDEX articles_file ON articles (file);
CREATE INDEX articles_part ON articles (part);
CREATE INDEX articles_content ON articles (content);
CREATE INDEX articles_duplicate_of ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TABLE bands (band INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (band, seq)) WITHOUT ROWID;
CREATE INDEX bands_seq ON bands (seq);
CREATE TABLE rejections (
    file TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL, message TEXT NOT NULL, run TEXT NOT NULL,
    PRIMARY KEY (file, source)
) WITHOUT ROWID;
CREATE TABLE parts (part INTEGER PRIMARY KEY, articles INTEGER NOT NULL);
CREATE TABLE part_files (
    part INTEGER NOT NULL, name TEXT NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (part, name)
) WITHOUT ROWID;
CREATE TABLE raw (part INTEGER PRIMARY KEY  -- written before duplicates and links were known
);
CREATE TABLE dead (part INTEGER NOT NULL, article_id TEXT NOT NULL, PRIMARY KEY (part, article_id)) WITHOUT ROWID;
CREATE TABLE local_names (  -- what one article says of one thing
    local_id TEXT NOT NULL, seq INTEGER NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL, forms TEXT NOT NULL,
    code TEXT, bodies TEXT NOT NULL, regions TEXT NOT NULL, mentions INTEGER NOT NULL, PRIMARY KEY (local_id, seq)
) WITHOUT ROWID;
CREATE INDEX local_names_seq ON local_names (seq);
CREATE TABLE came (  -- what things do not count yet
    local_id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (local_id, seq)) WITHOUT ROWID;
CREATE INDEX came_seq ON came (seq);
CREATE TABLE gone (  -- what they still count although its article is gone
    local_id TEXT NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL, forms TEXT NOT NULL, code TEXT,
    bodies TEXT NOT NULL, regions TEXT NOT NULL, mentions INTEGER NOT NULL, published TEXT
);
CREATE INDEX gone_local ON gone (local_id);
CREATE TABLE things (  -- the same, over all articles with one local id
    local_id TEXT PRIMARY KEY, counts TEXT NOT NULL,  -- how often each value was said, as JSON; the rest follows
    label TEXT NOT NULL, name TEXT NOT NULL, forms TEXT NOT NULL, code TEXT,
    bodies TEXT NOT NULL, regions TEXT NOT NULL, articles INTEGER NOT NULL, mentions INTEGER NOT NULL, first_seen TEXT,
    last_seen TEXT
) WITHOUT ROWID;
CREATE TABLE links (  -- local ids that are known under another id
    local_id TEXT PRIMARY KEY, entity_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX links_entity ON links (entity_id);
CREATE TABLE blocks (block TEXT NOT NULL, local_id TEXT NOT NULL, PRIMARY KEY (block, local_id)) WITHOUT ROWID;
CREATE INDEX blocks_local ON blocks (local_id);
CREATE TABLE names (
    entity_id TEXT PRIMARY KEY, label TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT, code TEXT,
    articles INTEGER NOT NULL, mentions INTEGER NOT NULL, first_seen TEXT, last_seen TEXT
) WITHOUT ROWID;
"""
_SCRATCH = """
CREATE TEMP TABLE found (
    ord INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, input BLOB
);
CREATE TEMP TABLE seen (
    file TEXT NOT NULL, article_id TEXT NOT NULL, PRIMARY KEY (file, article_id)
) WITHOUT ROWID;
-- Sets of the linking of names, on disk because they grow with the corpus.
CREATE TEMP TABLE touched (local_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE dirty (local_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE reached (local_id TEXT PRIMARY KEY, step INTEGER NOT NULL, done INTEGER NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE near (block TEXT PRIMARY KEY, step INTEGER NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE again (local_id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


ANY_OF = "(SELECT value FROM json_each(?))"
"""Behind ``IN``: any number of values as one parameter (:func:`any_of`), so that the statement stays the same and is
compiled and kept once, whatever their number."""


def any_of(values: Iterable[object]) -> str:
    """The parameter of :data:`ANY_OF`."""
    return json.dumps(list(values))


class State:
    """An open state; use :meth:`transaction` around everything that must hold together."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the state; None gives an empty one in memory (a dry run of a new output).

        Raises:
            OutputError: the file is no state of edufakta, or was made by a later version of it.
        """
        self.path = path
        try:
            self.db = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=30)
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = FULL")  # parts are removed on the word of this file
            self.db.execute("PRAGMA temp_store = FILE")
            self.db.execute("PRAGMA cache_size = -4096")  # kB
            if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                with self.transaction():
                    for statement in _statements(_TABLES):
                        self.db.execute(statement)
                    self.set("layout", str(LAYOUT))
            for statement in _statements(_SCRATCH):
                self.db.execute(statement)
            layout = self.get("layout")
        except sqlite3.Error as error:
            raise OutputError(f"Cannot use the state {path}: {error}. {_advice(error)}") from error
        if layout != str(LAYOUT):
            raise OutputError(
                f"{path} has layout {layout}, this version of edufakta writes {LAYOUT}: "
                "give another folder with --output, or update edufakta."
            )

    def close(self) -> None:
        """Close the data base, folding its write-ahead log in."""
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what the block writes.

        Raises:
            OutputError: the disk is full or cannot be written.
        """
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise OutputError(f"Cannot write the state {self.path}: {error}. {_advice(error)}") from error

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        return self.db.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first value of the first row, or None."""
        row = self.db.execute(sql, values).fetchone()
        return row[0] if row else None

    def pages(self, sql: str, values: Sequence[Any] = (), size: int = 10_000) -> Iterator[list[tuple[Any, ...]]]:
        """Rows of a query, a page at a time, in flat memory; do not write to its tables meanwhile."""
        cursor = self.db.execute(sql, values)
        while page := cursor.fetchmany(size):
            yield page

    def get(self, key: str) -> str | None:
        """A remembered value."""
        value: str | None = self.one("SELECT value FROM meta WHERE key = ?", (key,))
        return value

    def set(self, key: str, value: str) -> None:
        """Remember a value."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def next_part(self) -> int:
        """A part number that was never given before; call inside a transaction."""
        number = int(self.get("last_part") or 0) + 1
        self.set("last_part", str(number))
        return number

    def add_part(self, part: int, articles: int, files: Iterable[PartFile]) -> None:
        """Make a written part count."""
        self.db.execute("INSERT INTO parts VALUES (?, ?)", (part, articles))
        self.db.executemany(
            "INSERT INTO part_files VALUES (?, ?, ?, ?, ?)",
            [(part, f.table, f.rows, f.bytes, f.sha256) for f in files],
        )
        self.changed()

    def drop_part(self, part: int) -> None:
        """Let a part no longer count; its files go once the transaction is through."""
        for table in ("parts", "part_files", "dead", "raw"):
            self.db.execute(f"DELETE FROM {table} WHERE part = ?", (part,))
        self.changed()

    def changed(self) -> None:
        """Note that the tables differ from what was published last."""
        self.set("generation", str(self.generation + 1))

    @property
    def generation(self) -> int:
        """Counts every change of the tables; what is published carries the one it shows."""
        return int(self.get("generation") or 0)

    def totals(self) -> dict[str, int]:
        """Rows per table, over all parts (``names`` aside)."""
        return {
            name: int(rows)
            for name, rows in self.all("SELECT name, sum(rows) FROM part_files WHERE name NOT LIKE '%~%' GROUP BY name")
        }


def _statements(script: str) -> Iterator[str]:
    return (s for s in script.split(";\n") if s.strip())


def _advice(error: sqlite3.Error) -> str:
    said = str(error).lower()
    if "full" in said:
        return "Free some space and run again; what was finished before is intact."
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return "Choose a folder that can be written with --output."
    if "malformed" in said or "not a database" in said:
        return "Move the folder .edufakta away and run again: everything is then read anew."
    return "Run again; if it stays, choose another folder with --output."
