"""A run: lock, plan, read and extract, commit, settle, publish.  Start reading at :func:`run`."""

from __future__ import annotations

import datetime as dt
import logging
import platform
import secrets
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.batch.commit import Committer, FileEnd
from pipeline.batch.lock import hold
from pipeline.batch.manifest import Manifest
from pipeline.batch.observe import log_to, write_metrics
from pipeline.batch.plan import Plan, make_plan, todo
from pipeline.batch.pool import InlinePool, Pool, ProcessPool
from pipeline.batch.publish import clear, publish
from pipeline.batch.settle import settle
from pipeline.batch.source import file_digest, find_records, holds_many, limits
from pipeline.batch.state import ANY_OF, State, any_of
from pipeline.batch.version import code_version, library_versions
from pipeline.batch.work import (
    DEFAULT_EXTRACTOR,
    FileTask,
    Job,
    Rejected,
    Result,
    Task,
    article_digest,
    batches,
    record_size,
    rejection,
)
from pipeline.batch.worker import peak_mb
from pipeline.config import Settings
from pipeline.errors import Interrupted, SettingsError
from pipeline.read.files import InputFile
from pipeline.read.ids import article_id
from pipeline.records import Article, Rejection
from pipeline.write.arrow import written_tables
from pipeline.write.card import dataset_card
from pipeline.write.dictionary import data_package
from pipeline.write.files import write_text

if TYPE_CHECKING:
    from pipeline.read.records_in_files import Record

log = logging.getLogger("pipeline.batch")
STATE = ".edufakta"
"""Folder in the output that holds what readers need not see."""
TASK_BYTES = 4_000_000
"""Bytes of files that one task reads at most (or one larger file)."""
LISTED_REJECTIONS = 1000
"""Rejections that the manifest lists in full; ``rejected.jsonl`` lists all."""


Progress = Callable[[int, int | None], None]
"""Called with the number of articles done, and of all where it is known."""


def run(
    sources: Sequence[str | Path],
    *,
    output: str | Path,
    settings: Settings | None = None,
    force: bool = False,
    dry_run: bool = False,
    limit: int | None = None,
    progress: Progress | None = None,
    extractor: str = DEFAULT_EXTRACTOR,
    inline: bool = False,
) -> Manifest:
    """Bring the tables in ``output`` up to date with the articles under ``sources``.

    Args:
        sources: files, folders, or ``-`` for standard input.
        output: folder of the tables; made if it is not there.
        settings: see :class:`pipeline.config.Settings`; its ``output`` is passed over.
        force: read every article again, changed or not.
        dry_run: only compare; nothing is written, no models are loaded.
        limit: stop after so many new or changed articles; the rest is left for the next run.
        progress: called after every step of the work with the articles done, and their number in all where it is known.
        extractor: ``module:function`` that makes what extracts, given the settings; for tests and for other extractors.
        inline: work in this process instead of worker processes.

    Returns:
        The manifest, which is also written to ``output/manifest.json``.

    Raises:
        Interrupted: a SIGINT or SIGTERM ended the run early; what was finished is in the tables, and the next run goes
            on from there.
        AbortRun: a source is missing, or the workers cannot work.
        OutputError: the output cannot be written; what was finished before is intact.
        OutputLocked: another run holds the output.
        SettingsError: a setting does not fit.
    """
    settings = settings or Settings()
    output = Path(output)
    if limit is not None and limit < 1:
        raise SettingsError("limit must be at least 1")
    job = Job(settings, extractor)
    manifest = Manifest(
        run_id=dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ-") + secrets.token_hex(3),
        version=__version__,
        code=code_version(settings, extractor),
        started=_now(),
        output=str(output),
        sources=[str(s) for s in sources],
        settings=settings.model_dump(mode="json"),
        software={"python": platform.python_version(), "platform": platform.platform(), **library_versions()},
        dry_run=dry_run,
    )
    work = _Run(
        list(sources), output, settings, force, limit, progress or (lambda done, total: None), job, inline, manifest
    )
    if dry_run:
        work.compare()
        return manifest
    folder = output / STATE
    with hold(folder, "run") as left_behind, log_to(folder / "logs" / f"{manifest.run_id}.jsonl", manifest.run_id):
        if left_behind:
            log.warning("the run before ended without giving the output back", extra={"holder": left_behind})
        with _signals() as stopping:
            work.go(folder, stopping)
    if manifest.interrupted:
        raise Interrupted(f"{output}: interrupted; run the same command again to go on where it stopped")
    return manifest


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


@contextmanager
def _signals() -> Iterator[Callable[[], bool]]:
    """Turn SIGINT and SIGTERM into a request to end after the work in hand; the second one ends at once."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()
        log.warning("asked to end by %s: finishing the work in hand", signal.Signals(number).name)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(slots=True)
class _Run:
    sources: list[str | Path]
    output: Path
    settings: Settings
    force: bool
    limit: int | None
    progress: Progress
    job: Job
    inline: bool
    manifest: Manifest
    ends: list[tuple[int, FileEnd]] = field(default_factory=list)
    """Files that hold many articles and were streamed to their end, with the number of their last task."""
    stream_rejected: list[tuple[int, Rejected]] = field(default_factory=list)
    tasks_made: int = 0
    files_done: int = 0
    streamed_by_workers: set[str] = field(default_factory=set)
    many: bool = False
    """Whether a file that holds many articles was among the inputs: then nobody knows how many there are in all."""

    def compare(self) -> None:
        """A dry run: compare only."""
        path = self.output / STATE / "state.sqlite3"
        state = State(path if path.exists() else None)
        try:
            plan = make_plan(state, self.sources, self.output, self.manifest.code, self.force)
            self.manifest.files = plan.counts()
            self.manifest.articles = {"total": state.one("SELECT count(*) FROM articles")}
        finally:
            state.close()
        self.manifest.finished = _now()

    def go(self, folder: Path, stopping: Callable[[], bool]) -> None:
        """The whole way, with the lock held."""
        manifest = self.manifest
        clock = _Clock(manifest.seconds)
        log.info("run started", extra={"sources": manifest.sources, "code": manifest.code})
        state = State(folder / "state.sqlite3")
        about = {"run_id": manifest.run_id, "version": __version__, "code": manifest.code}
        pool = self._pool(folder / "parts", about)

        def work_found(plan: Plan) -> None:
            pool.prepare(None if plan.many else plan.new + plan.changed)

        try:
            clear(state, folder)
            plan = make_plan(state, self.sources, self.output, manifest.code, self.force, work_found)
            clock.lap("plan")
            committer = Committer(
                state, folder / "parts", manifest.code, manifest.run_id, self.settings.part_articles, about
            )
            committer.remove_files(plan.removed, self.settings.keep_removed)
            if plan.new or plan.changed:
                self._extract(pool, state, plan, committer, stopping, clock)
            clock.lap("extract")
            manifest.interrupted = stopping()
            settle(state, folder / "parts", about, self.settings.part_articles)
            clock.lap("link")
            self._describe(state, plan, committer)
            self._publish(state, folder, about)
            clock.lap("publish")
            clear(state, folder)
            clock.total()
            self._finish(state, folder)
        except Exception as error:
            log.error("run failed", extra={"error": f"{type(error).__name__}: {error}"})
            raise
        finally:
            pool.close()
            state.close()

    def _extract(
        self, pool: Pool, state: State, plan: Plan, committer: Committer, stopping: Callable[[], bool], clock: _Clock
    ) -> None:
        files = plan.new + plan.changed
        done = 0
        try:
            for result in pool.results(self._tasks(state, committer), stopping):
                if "first" not in self.manifest.seconds and result.done:
                    clock.since_start("first")
                    log.info("first article done")
                for rejected in result.rejected:
                    log.warning("rejected", extra={"source": rejected.source, "reason": rejected.reason})
                if self.many:
                    self._note_streamed(state, result)
                committer.add(result)
                for path, digest in result.files:
                    self._file_done(committer, state, path, digest, result)
                self._streams_done(committer, result.number[0])
                done += len(result.done) + len(result.rejected) + len(result.unchanged)
                self.progress(done, files if not self.many else None)
            self._streams_done(committer, self.tasks_made)
            committer.commit()
        finally:
            pool.close()
            self.manifest.workers_replaced = pool.replaced
            self.manifest.peak_memory_mb["worker"] = round(pool.peak_mb, 1)

    def _pool(self, parts: Path, about: dict[str, str]) -> Pool:
        if self.settings.engine == "ray":
            from pipeline.batch.ray_engine import RayPool

            return RayPool(self.job, self.settings.workers, self.settings.ray_address, parts, about)
        return InlinePool(self.job) if self.inline else ProcessPool(self.job, self.settings.workers)

    def _note_streamed(self, state: State, result: Result) -> None:
        """Articles met by a worker in files that hold many: those that are not met again are gone from them."""
        if self.streamed_by_workers:
            met = [(d.file, d.article_id) for d in result.done]
            met += [(path, article_id) for path, _ in result.files for article_id in result.unchanged]
            state.db.executemany("INSERT OR IGNORE INTO temp.seen VALUES (?, ?)", met)
        not_met = [(r.file, article_id(r.source)) for r in result.rejected]
        state.db.executemany("DELETE FROM temp.seen WHERE file = ? AND article_id = ?", not_met)

    def _file_done(self, committer: Committer, state: State, path: str, digest: bytes, result: Result) -> None:
        many = path in self.streamed_by_workers
        row = state.db.execute("SELECT size, mtime_ns FROM temp.found WHERE path = ?", (path,)).fetchone()
        articles = [d.article_id for d in result.done if d.file == path]
        committer.end_file(FileEnd(path, row[0], row[1], digest, many), [*articles, *result.unchanged])
        self.files_done += 1

    def _streams_done(self, committer: Committer, task: int) -> None:
        committer.reject(r for number, r in self.stream_rejected if number <= task)
        self.stream_rejected = [(number, r) for number, r in self.stream_rejected if number > task]
        for number, end in self.ends:
            if number <= task:
                committer.end_file(end)
                self.files_done += 1
        self.ends = [(number, end) for number, end in self.ends if number > task]

    def _tasks(self, state: State, committer: Committer) -> Iterator[Task]:
        """The work, in the order of the sources: some small files, or some articles of a large one, at a time."""
        left = self.limit if self.limit is not None else sys.maxsize
        most = self._task_articles
        group: list[FileTask] = []
        size = 0
        for file in todo(state):
            if left <= 0:
                break
            if holds_many(file):
                self.many = True
                if self.settings.engine == "ray" and file.source != "-" and self.limit is None:
                    self.streamed_by_workers.add(file.source)
                    yield self._task(
                        files=(FileTask(file.source, file, self._known(state, "file = ?", [file.source])),)
                    )
                    continue
                if group:
                    yield self._task(files=tuple(group))
                    group, size = [], 0
                for task in self._stream(state, file, left):
                    left -= len(task)
                    yield task
                continue
            group.append(FileTask(file.source, file, self._known(state, "file = ?", [file.source])))
            left -= 1
            size += file.size
            if len(group) >= most(self.tasks_made) or size > TASK_BYTES:
                yield self._task(files=tuple(group))
                group, size = [], 0
        if group:
            yield self._task(files=tuple(group))

    def _task_articles(self, number: int) -> int:
        """Articles of a task: the first ones are small, so that something is done soon, whatever the workers."""
        return int(min(self.settings.batch_size, 2 ** min(number // 2, 16)))

    def _task(self, **fields: Any) -> Task:
        task = Task((self.tasks_made,), **fields)
        self.tasks_made += 1
        return task

    def _known(self, state: State, where: str, values: list[Any]) -> dict[str, bytes]:
        """Digests of the articles that need not be made again."""
        if self.force:
            return {}
        rows = state.all(
            f"SELECT article_id, digest FROM articles WHERE {where} AND version = ?", [*values, self.manifest.code]
        )
        return {article_id: bytes(digest) for article_id, digest in rows}

    def _stream(self, state: State, file: InputFile, left: int) -> Iterator[Task]:
        """The records of a file that holds many, without ever holding all of them."""
        digest, whole = b"", False
        try:
            digest = b"" if file.source == "-" else file_digest(file.path)
            records = islice(self._records(state, file), left)
            for batch in batches(records, record_size, lambda: self._task_articles(self.tasks_made)):
                known = self._known_of(state, batch)
                yield self._task(records=tuple(batch), file=file.source, known=known)
                left -= len(batch)
            whole = left > 0
        except Exception as error:
            reason, message = rejection(error, self.settings)
            self.stream_rejected.append((self.tasks_made, Rejected(file.source, file.source, reason, message)))
        if whole:
            self.ends.append((self.tasks_made - 1, FileEnd.of(file, digest, many=True)))

    def _records(self, state: State, file: InputFile) -> Iterator[Record | Article]:
        """Records of a file, all noted as met; rejections are noted on the way.

        Under a limit, which counts new and changed articles, those that stand in the tables as they are do not come.
        """
        page: list[Record | Article] = []
        for item in find_records(file, self.settings):
            if isinstance(item, Rejection):
                rejected = Rejected(file.source, item.source, item.reason, item.message)
                self.stream_rejected.append((self.tasks_made, rejected))
                continue
            page.append(item)
            if len(page) >= self._task_articles(self.tasks_made):
                yield from self._met(state, file, page)
                page = []
        yield from self._met(state, file, page)

    def _met(self, state: State, file: InputFile, page: list[Record | Article]) -> list[Record | Article]:
        ids = [(file.source, article_id(record.source)) for record in page]
        state.db.executemany("INSERT OR IGNORE INTO temp.seen VALUES (?, ?)", ids)
        if self.limit is None:
            return page
        known = self._known_of(state, page)
        return [record for record in page if not self._stands(record, known)]

    def _stands(self, record: Record | Article, known: Mapping[str, bytes]) -> bool:
        digest = known.get(article_id(record.source))
        if digest is None:
            return False
        article = record if isinstance(record, Article) else record.read(limits(self.settings))
        return isinstance(article, Article) and article_digest(article) == digest

    def _known_of(self, state: State, records: Sequence[Record | Article]) -> dict[str, bytes]:
        ids = [article_id(record.source) for record in records]
        return self._known(state, f"article_id IN {ANY_OF}", [any_of(ids)])

    def _describe(self, state: State, plan: Plan, committer: Committer) -> None:
        manifest, counts = self.manifest, committer.counts
        total = state.one("SELECT count(*) FROM articles")
        manifest.files = plan.counts()
        manifest.articles = {
            "new": counts.new,
            "changed": counts.changed,
            "removed": counts.removed,
            "unchanged": total - counts.new - counts.changed,
            "rejected": len(counts.rejected),
            "total": total,
        }
        manifest.found = dict(counts.found)
        manifest.rows = dict.fromkeys(written_tables(self.settings.syntax), 0) | state.totals()
        manifest.rows["names"] = state.one("SELECT count(*) FROM names")
        manifest.duplicates = state.one("SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL")
        manifest.rows_dropped = dict(counts.rows_dropped)
        manifest.rejected_by_reason = dict(Counter(r.reason for r in counts.rejected).most_common())
        manifest.rejected = [
            {"source": r.source, "reason": r.reason, "message": r.message} for r in counts.rejected[:LISTED_REJECTIONS]
        ]
        manifest.rejected_before = state.one("SELECT count(*) FROM rejections WHERE run != ?", (manifest.run_id,))
        manifest.seconds.update({f"{k}_cpu": round(float(v), 3) for k, v in counts.seconds.items()})
        made = counts.new + counts.changed
        seconds = manifest.seconds.get("extract", 0.0)
        manifest.articles_per_second = round(made / seconds, 2) if made and seconds else 0.0

    def _publish(self, state: State, folder: Path, about: dict[str, str]) -> None:
        manifest = self.manifest
        formats = sorted({str(f) for f in self.settings.formats} - {"parquet"})
        current = folder / "current"
        if (
            state.get("published") == str(state.generation)
            and state.get("formats") == ",".join(formats)
            and current.exists()
        ):
            with suppress(OSError, ValueError):
                before = Manifest.read(self.output)
                manifest.snapshot, manifest.outputs = before.snapshot, before.outputs
            return
        tables = written_tables(self.settings.syntax)
        manifest.snapshot, manifest.outputs = publish(
            state, folder, self.output, tables, formats, about, self._documents(state, tables, formats)
        )

    def _documents(self, state: State, tables: Sequence[str], formats: Sequence[str]) -> dict[str, str]:
        """What describes the tables, for people and for machines."""
        manifest = self.manifest
        first, last = state.db.execute("SELECT min(published), max(published) FROM articles").fetchone()
        about = {
            "run_id": manifest.run_id,
            "version": manifest.version,
            "code": manifest.code,
            "sources": manifest.sources,
            "rows": manifest.rows,
            "first_day": first,
            "last_day": last,
            "duplicates": manifest.duplicates,
            "rejected": state.one("SELECT count(*) FROM rejections"),
        }
        return {"README.md": dataset_card(tables, about), "datapackage.json": data_package(tables, formats, about)}

    def _finish(self, state: State, folder: Path) -> None:
        manifest = self.manifest
        manifest.finished = _now()
        manifest.peak_memory_mb["main"] = round(peak_mb(), 1)
        (folder / "runs").mkdir(exist_ok=True)
        write_text(self.output / "manifest.json", manifest.to_json())
        write_text(folder / "runs" / f"{manifest.run_id}.json", manifest.to_json())
        write_metrics(self.output / "metrics.prom", manifest)
        log.info("run ended", extra={"articles": manifest.articles, "seconds": manifest.seconds})


class _Clock:
    """Wall time per stage."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds
        self.start = self.last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = round(now - self.last, 3)
        self.last = now
        log.info("stage ended", extra={"stage": stage, "seconds": self.seconds[stage]})

    def since_start(self, stage: str) -> None:
        self.seconds[stage] = round(time.perf_counter() - self.start, 3)

    def total(self) -> None:
        self.seconds["total"] = round(time.perf_counter() - self.start, 3)
