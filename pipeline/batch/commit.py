"""Results become parts: a batch of articles is written, fsynced, renamed, and then known in one transaction."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from pipeline.batch.names import links_of
from pipeline.batch.plan import is_settled
from pipeline.batch.source import similar
from pipeline.batch.state import ANY_OF, State, any_of
from pipeline.batch.work import PASSING_REASONS, Done, Rejected, Result
from pipeline.read.files import InputFile
from pipeline.write.files import fsync_folder, writing
from pipeline.write.linked import LOCAL, local_ids, relinked
from pipeline.write.parts import PartFile, part_name, write_part

FLUSH_SECONDS = 120.0
"""Longest that finished work is kept only in memory."""
FLUSH_BYTES = 256_000_000
"""Most Arrow memory of finished work before it is written, whatever the number of articles."""


@dataclass(slots=True)
class Counts:
    """What a run did, by article."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    found: Counter[str] = field(default_factory=Counter)
    rows_dropped: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    seconds: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class FileEnd:
    """A file that was read to its end."""

    path: str
    size: int
    mtime_ns: int
    digest: bytes
    many: bool
    """Its articles were noted in the temporary table ``seen`` while it was streamed."""

    @classmethod
    def of(cls, file: InputFile, digest: bytes, many: bool) -> FileEnd:
        """As found by the plan, before it was read: a change during reading shows in the next run."""
        return cls(file.source, file.size, file.mtime_ns, digest, many)


class Committer:
    """Collects results and commits them a part at a time."""

    def __init__(
        self, state: State, folder: Path, version: str, run_id: str, part_articles: int, about: Mapping[str, str]
    ) -> None:
        """Ready to take results.

        Args:
            state: open.
            folder: of the parts.
            version: of code, models and settings.
            run_id: kept with rejections.
            part_articles: articles per part.
            about: metadata of the Parquet files.
        """
        self.state = state
        self.folder = folder
        self.version = version
        self.run_id = run_id
        self.part_articles = part_articles
        self.about = about
        self.counts = Counts()
        self._done: list[Done] = []
        self._tables: dict[str, list[pa.Table]] = {}
        self._bytes = 0
        self._rejected: list[Rejected] = []
        self._ends: list[tuple[FileEnd, set[str]]] = []
        self._folder = ""
        self._written: list[PartFile] = []
        self._since = time.monotonic()

    @property
    def pending(self) -> bool:
        """Whether anything waits to be committed."""
        return bool(self._done or self._rejected or self._ends)

    def add(self, result: Result) -> None:
        """Take the result of the next task, and commit when a part is full."""
        if result.folder:
            self.commit()
            self._take(result)
            self._folder, self._written = result.folder, result.written
            for file in result.written:
                if LOCAL not in file.table:
                    self.counts.found[file.table] += file.rows
            self.commit()
            return
        self._take(result)
        if (
            len(self._done) >= self.part_articles
            or self._bytes > FLUSH_BYTES
            or time.monotonic() - self._since > FLUSH_SECONDS
        ):
            self.commit()

    def _take(self, result: Result) -> None:
        self._done += result.done
        self._rejected += result.rejected
        for table, data in result.tables.items():
            self._tables.setdefault(table, []).append(data)
            self._bytes += data.nbytes
            self.counts.found[table] += data.num_rows
        self.counts.unchanged += len(result.unchanged)
        self.counts.rows_dropped.update(result.rows_dropped)
        self.counts.seconds.update(result.seconds)

    def reject(self, rejected: Iterable[Rejected]) -> None:
        """Note rejections that the run itself met while it streamed a file."""
        self._rejected += rejected

    def end_file(self, end: FileEnd, articles: Iterable[str] = ()) -> None:
        """Note that a file was read to its end; articles of it that were not among ``articles`` are gone."""
        self._ends.append((end, set(articles)))

    def commit(self) -> None:
        """Write what is pending as one part and make it known, all or nothing.

        Raises:
            OutputError: the disk is full or cannot be written; nothing of it is known then.
        """
        self._since = time.monotonic()
        if not self.pending:
            return
        started = time.perf_counter()
        new = changed = removed = 0
        with self.state.transaction():
            duplicates = {}
            if self._done:
                part = self.state.next_part()
                for done in self._done:
                    replaced = forget(self.state, done.article_id)
                    changed, new = changed + replaced, new + (not replaced)
                    if original := self._insert(done, part):
                        duplicates[done.article_id] = original
                self.state.add_part(part, len(self._done), self._files(part, duplicates))
            for rejected in self._rejected:
                self.state.db.execute(
                    "INSERT OR REPLACE INTO rejections VALUES (?, ?, ?, ?, ?)",
                    (rejected.file, rejected.source, rejected.reason, rejected.message, self.run_id),
                )
            for end, articles in self._ends:
                removed += self._end(end, articles)
        counts = self.counts
        counts.new, counts.changed, counts.removed = (
            counts.new + new,
            counts.changed + changed,
            counts.removed + removed,
        )
        counts.rejected += self._rejected
        self._done, self._tables, self._bytes, self._rejected, self._ends = [], {}, 0, [], []
        self._folder, self._written = "", []
        counts.seconds["commit"] += time.perf_counter() - started  # type: ignore[assignment]

    def remove_files(self, paths: Iterable[str], keep_articles: bool) -> None:
        """Drop what came of files that are gone.

        Args:
            paths: of the files.
            keep_articles: keep their articles in the tables, and forget only what was rejected of them.
        """
        with self.state.transaction():
            removed = 0
            for path in paths:
                self.state.db.execute("DELETE FROM rejections WHERE file = ?", (path,))
                if not keep_articles:
                    for (article_id,) in self.state.all("SELECT article_id FROM articles WHERE file = ?", (path,)):
                        removed += forget(self.state, article_id)
                    self.state.db.execute("DELETE FROM files WHERE path = ?", (path,))
        self.counts.removed += removed

    def _insert(self, done: Done, part: int) -> str | None:
        """Note an article; the id of the one it repeats, if any."""
        original = find_original(self.state, done.content, done.bands, done.fingerprint)
        cursor = self.state.db.execute(
            "INSERT INTO articles (article_id, source, file, digest, version, part, published, duplicate_of, content, "
            "fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                done.article_id, done.source, done.file, done.digest, self.version, part, done.published, original,
                done.content, done.fingerprint,
            ),
        )  # fmt: skip
        seq = cursor.lastrowid
        self.state.db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, seq) for band in done.bands])
        self.state.db.executemany(
            "INSERT INTO local_names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    n.local_id,
                    seq,
                    n.label,
                    n.name,
                    _json(n.variants),
                    n.code,
                    _json(n.bodies),
                    _json(n.regions),
                    n.mentions,
                )
                for n in done.names
            ],
        )
        self.state.db.executemany("INSERT INTO came VALUES (?, ?)", [(n.local_id, seq) for n in done.names])
        return original

    def _files(self, part: int, duplicates: Mapping[str, str]) -> list[PartFile]:
        """Write the pending rows as a part, or give the one that a worker wrote its name."""
        if self._folder:
            with writing(self.folder):
                (self.folder / self._folder).rename(self.folder / part_name(part))
                fsync_folder(self.folder)
            self.state.db.execute("INSERT INTO raw VALUES (?)", (part,))
            return self._written
        tables = {t: pa.concat_tables(data).combine_chunks() for t, data in self._tables.items()}
        tables["articles"] = with_duplicates(tables["articles"], duplicates)
        return write_part(self.folder, part, with_links(tables, self._links()), self.about)

    def _links(self) -> dict[str, str]:
        """Ids, as linked so far, of the things that the pending articles name."""
        return links_of(self.state, {name.local_id for done in self._done for name in done.names})

    def _end(self, end: FileEnd, articles: set[str]) -> int:
        """Note a file as read; the number of its earlier articles that are no longer in it."""
        self.state.db.execute("DELETE FROM rejections WHERE file = ? AND run != ?", (end.path, self.run_id))
        refused = self.state.all("SELECT DISTINCT reason FROM rejections WHERE file = ?", (end.path,))
        if any(reason in PASSING_REASONS for (reason,) in refused):
            return 0  # it is read again by the next run, and until then its earlier articles stay
        if end.many:
            gone = self.state.all(
                "SELECT article_id FROM articles WHERE file = ?1 "
                "AND article_id NOT IN (SELECT article_id FROM temp.seen WHERE file = ?1)",
                (end.path,),
            )
            self.state.db.execute("DELETE FROM temp.seen WHERE file = ?", (end.path,))
        else:
            known = self.state.all("SELECT article_id FROM articles WHERE file = ?", (end.path,))
            gone = [row for row in known if row[0] not in articles]
        for (article_id,) in gone:
            forget(self.state, article_id)
        self.state.db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
            (end.path, end.size, end.mtime_ns, end.digest, self.version, is_settled(end.mtime_ns)),
        )
        return len(gone)


def forget(state: State, article_id: str) -> bool:
    """Take an article out of the state, and note that its rows are dead; whether it was there."""
    row = state.db.execute("SELECT seq, part FROM articles WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        return False
    seq, part = row
    state.db.execute("INSERT OR IGNORE INTO dead VALUES (?, ?)", (part, article_id))
    state.db.execute(
        "INSERT INTO gone SELECT n.local_id, n.label, n.name, n.forms, n.code, n.bodies, n.regions, n.mentions, "
        "a.published FROM local_names n JOIN articles a ON a.seq = n.seq WHERE n.seq = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM came c WHERE c.local_id = n.local_id AND c.seq = ?1)",
        (seq,),
    )
    state.db.execute("DELETE FROM came WHERE seq = ?", (seq,))
    state.db.execute("DELETE FROM local_names WHERE seq = ?", (seq,))
    state.db.execute("DELETE FROM bands WHERE seq = ?", (seq,))
    state.db.execute("DELETE FROM articles WHERE seq = ?", (seq,))
    state.changed()
    return True


def find_original(
    state: State, content: bytes, bands: Iterable[int], fingerprint: bytes, before: int | None = None
) -> str | None:
    """The first article that this one repeats, exactly or nearly; itself never a repeat of another if that can be.

    Args:
        state: open.
        content: hash of its words.
        bands: of its fingerprint.
        fingerprint: its signature.
        before: only articles read earlier than this one; None for all.
    """
    limit = before if before is not None else 1 << 62
    row = state.db.execute(
        "SELECT article_id, duplicate_of FROM articles WHERE content = ? AND seq < ? ORDER BY seq LIMIT 1",
        (content, limit),
    ).fetchone()
    if row:
        return str(row[1] or row[0])
    keys = list(bands)
    if not keys:
        return None
    candidates = state.all(
        f"SELECT DISTINCT seq FROM bands WHERE band IN {ANY_OF} AND seq < ? ORDER BY seq LIMIT 200",
        [any_of(keys), limit],
    )
    for (seq,) in candidates:
        article_id, duplicate_of, other = state.db.execute(
            "SELECT article_id, duplicate_of, fingerprint FROM articles WHERE seq = ?", (seq,)
        ).fetchone()
        if similar(fingerprint, other):
            return str(duplicate_of or article_id)
    return None


def with_links(tables: Mapping[str, pa.Table], links: Mapping[str, str]) -> dict[str, pa.Table]:
    """Tables fresh from extraction with their local ids noted beside them and linked ids in them."""
    result = dict(tables)
    for table, data in tables.items():
        if "entity_id" in data.column_names:
            result[f"{table}{LOCAL}"] = local_ids(data)
            result[table] = relinked(data, result[f"{table}{LOCAL}"], links)
    return result


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def with_duplicates(articles: pa.Table, duplicates: Mapping[str, str | None]) -> pa.Table:
    """The table ``articles`` with ``duplicate_of`` set for the ids given."""
    if not duplicates:
        return articles
    ids = articles.column("article_id").to_pylist()
    before = articles.column("duplicate_of").to_pylist()
    values = [duplicates.get(str(i), old) for i, old in zip(ids, before, strict=True)]
    index = articles.schema.get_field_index("duplicate_of")
    return articles.set_column(index, articles.schema.field(index), pa.array(values, pa.string()))
