"""What one worker does with one task: read, extract, check, and hand back rows as Arrow tables.

The same function runs in this process, in worker processes and in Ray actors, so results cannot differ between them.
Nothing here knows of the state or of the output.
"""

from __future__ import annotations

import hashlib
import importlib
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pyarrow as pa

from pipeline.config import Settings
from pipeline.errors import RejectArticle, ResourceError
from pipeline.records import Article, Rejection
from pipeline.write.arrow import to_arrow, written_tables
from pipeline.write.parts import PartFile

if TYPE_CHECKING:
    from pipeline.extraction import Extraction
    from pipeline.read.files import InputFile
    from pipeline.read.records_in_files import Record
    from pipeline.relate.link.corpus import LocalName

Item = TypeVar("Item")
Row = dict[str, Any]
TableRows = dict[str, list[Row]]
DEFAULT_EXTRACTOR = "pipeline.batch.work:make_extractor"
BATCH_CHARS = 400_000
"""Characters of text that an extractor is given at once: what bounds the memory of a worker."""
PASSING_REASONS = frozenset({"worker_lost", "time_limit", "out_of_memory", "unreadable"})
"""Reasons that may not hold the next time: such inputs are tried again by the next run."""


class Found(Protocol):
    """What an extractor gives for one article; :class:`pipeline.extract.Extraction` is one."""

    @property
    def article(self) -> Article:
        """The article as read."""

    def rows(self) -> TableRows:
        """Rows per table."""


Extractor = Callable[[Sequence[Article]], Iterable[Found]]
"""Takes some articles, gives one result for each, in order."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker must know before its first task; plain data, so that it can be sent anywhere."""

    settings: Settings
    extractor: str = DEFAULT_EXTRACTOR
    """``module:function``; called once per worker with the settings, gives the :data:`Extractor`."""

    def start(self) -> Extractor:
        """Load the models: done once per worker.

        Raises:
            ResourceError: the extractor cannot be imported.
        """
        for needed in ("pipeline.read.reader", "pipeline.read.duplicates", "pipeline.relate.link.corpus"):
            importlib.import_module(needed)  # now, and not within the time that the first article has
        module, _, name = self.extractor.partition(":")
        try:
            make = getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError) as error:
            raise ResourceError(f"Cannot import the extractor {self.extractor!r}: {error}") from error
        extractor: Extractor = make(self.settings)
        return extractor


def make_extractor(settings: Settings) -> Extractor:
    """The extractor of edufakta: its spaCy pipeline, loaded once."""
    from pipeline.extraction import extract_articles
    from pipeline.language import load

    nlp = load(settings)

    def extract(articles: Sequence[Article]) -> list[Extraction]:
        with nlp.memory_zone():  # or spaCy would keep every word that it ever met
            return list(
                extract_articles(nlp, articles, batch_size=settings.batch_size, mask_minors=settings.mask_minors)
            )

    return extract


@dataclass(frozen=True, slots=True)
class Task:
    """Some whole files of one article each, or some records of a file that holds many."""

    number: tuple[int, ...]
    """Position in the order of results; a retry of one item of task ``(7,)`` is ``(7, 3)``."""
    files: tuple[FileTask, ...] = ()
    records: tuple[Record | Article, ...] = ()
    file: str = ""
    """Path of the file that ``records`` come from."""
    known: Mapping[str, bytes] = field(default_factory=dict)
    """Digests of their articles that stand in the tables already and are up to date, by article_id."""

    def __len__(self) -> int:
        return len(self.files) + len(self.records)

    def split(self) -> list[Task]:
        """One task per item, in order."""
        singles = [replace(self, files=(f,), records=()) for f in self.files]
        singles += [replace(self, files=(), records=(r,)) for r in self.records]
        return [replace(task, number=(*self.number, i)) for i, task in enumerate(singles)]


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to read, and the digests of its articles that stand in the tables already and are up to date."""

    path: str
    input: InputFile
    known: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """One article that was extracted, with what the state keeps of it."""

    article_id: str
    source: str
    file: str
    digest: bytes
    published: str | None
    content: bytes
    bands: tuple[int, ...]
    fingerprint: bytes
    names: tuple[LocalName, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """One input that was left out."""

    file: str
    source: str
    reason: str
    message: str


@dataclass(slots=True)
class Result:
    """What came of one task."""

    number: tuple[int, ...]
    done: list[Done] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    """article_ids read again but found equal to what stands in the tables."""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    """Files that were read to their end, with the digest of their bytes."""
    tables: dict[str, pa.Table] = field(default_factory=dict)
    rows_dropped: dict[str, int] = field(default_factory=dict)
    """Rows per table that did not pass the check of offsets: a fault in a component, reported in the manifest."""
    seconds: dict[str, float] = field(default_factory=dict)
    folder: str = ""
    """Where the rows are, if the worker wrote them itself: a folder beside the parts, without a number yet."""
    written: list[PartFile] = field(default_factory=list)
    """The files in ``folder``."""

    def join(self, other: Result) -> None:
        """Add what came of the next item of the same task."""
        self.done += other.done
        self.rejected += other.rejected
        self.unchanged += other.unchanged
        self.files += other.files
        for table, data in other.tables.items():
            self.tables[table] = pa.concat_tables([self.tables[table], data]) if table in self.tables else data
        for counts, more in ((self.rows_dropped, other.rows_dropped), (self.seconds, other.seconds)):
            for key, value in more.items():
                counts[key] = counts.get(key, 0) + value  # type: ignore[assignment]


class TimeLimit(Exception):
    """The time for one article is over."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeLimit` in the block when it takes too long.

    Works in the main thread of a process that has interval timers (not on Windows), elsewhere it does nothing and the
    pool's own watch must do.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(signum: int, frame: object) -> None:
        raise TimeLimit

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def article_digest(article: Article) -> bytes:
    """16 bytes that differ when anything differs that rows are made from (``duplicate_of`` aside)."""
    digest = hashlib.blake2b(digest_size=16)
    for f in fields(article):
        if f.name != "duplicate_of":
            value = getattr(article, f.name)
            digest.update(f"{f.name}={'' if value is None else 1}{value}\x00".encode("utf-8", "surrogatepass"))
    return digest.digest()


def do(task: Task, extractor: Extractor, settings: Settings, beat: Callable[[], None] = lambda: None) -> Result:
    """Do one task.

    Args:
        task: what to read and extract.
        extractor: from :meth:`Job.start`.
        settings: limits and tables.
        beat: called before every step that has a time limit of its own, so that a watcher can tell work from a hang.
    """
    result = Result(task.number)
    clock = time.perf_counter()
    articles: list[tuple[str, Article]] = []
    for record in task.records:
        beat()
        articles += _read_record(record, task, settings, result)
    for file in task.files:
        beat()
        articles += _read(file, settings, result)
    result.seconds["read"] = time.perf_counter() - clock
    clock = time.perf_counter()
    tables: dict[str, list[pa.Table]] = defaultdict(list)
    for file_path, article, rows in _extract(articles, extractor, settings, result, beat):
        _take(file_path, article, rows, settings, result, tables)
    result.tables = {table: pa.concat_tables(data).combine_chunks() for table, data in tables.items()}
    result.seconds["extract"] = time.perf_counter() - clock
    return result


def _read_record(record: Record | Article, task: Task, settings: Settings, result: Result) -> list[tuple[str, Article]]:
    """The article of one record of a file that holds many, if it is new or changed."""
    from pipeline.batch.source import limits

    try:
        with time_limit(settings.article_seconds):
            article = record if isinstance(record, Article) else record.article(limits(settings))
            if task.known.get(article.article_id) == article_digest(article):
                result.unchanged.append(article.article_id)
                return []
    except Exception as error:
        result.rejected.append(Rejected(task.file, record.source, *rejection(error, settings)))
        return []
    return [(task.file, article)]


def _read(file: FileTask, settings: Settings, result: Result) -> list[tuple[str, Article]]:
    """The articles of one file that are new or changed; a file is read whole or rejected whole."""
    from pipeline.batch.source import file_digest, read

    articles: list[tuple[str, Article]] = []
    rejected: list[Rejected] = []
    unchanged: list[str] = []
    try:
        with time_limit(settings.article_seconds):
            digest = file_digest(file.input.path)
            for item in read(file.input, settings):
                if isinstance(item, Rejection):
                    rejected.append(Rejected(file.path, item.source, item.reason, item.message))
                elif file.known.get(item.article_id) == article_digest(item):
                    unchanged.append(item.article_id)
                else:
                    articles.append((file.path, item))
    except Exception as error:
        result.rejected.append(Rejected(file.path, file.path, *rejection(error, settings)))
        return []
    result.rejected += rejected
    result.unchanged += unchanged
    result.files.append((file.path, digest))
    return articles


def rejection(error: BaseException, settings: Settings) -> tuple[str, str]:
    """Why an article is rejected, as reason and message."""
    if isinstance(error, RejectArticle):
        return error.reason, str(error)
    if isinstance(error, TimeLimit):
        return "time_limit", (
            f"It took longer than {settings.article_seconds:g} s. Raise article_seconds in the settings, "
            "or look at what is unusual about it."
        )
    if isinstance(error, MemoryError):
        return "out_of_memory", "There was not enough memory for it. Use fewer workers, or split it."
    if isinstance(error, OSError):
        return "unreadable", f"It cannot be read: {error}. Check its permissions and the disk."
    return "failed", f"{type(error).__name__}: {error}. This is a fault in edufakta: please report it."


def _extract(
    articles: Sequence[tuple[str, Article]],
    extractor: Extractor,
    settings: Settings,
    result: Result,
    beat: Callable[[], None],
) -> Iterator[tuple[str, Article, TableRows]]:
    """What was found in each article, a batch at a time; where that fails one by one, to lose only the one at fault."""
    kept: list[tuple[str, Article]] = []
    for file, article in articles:
        if len(article.text) > settings.max_article_chars:
            result.rejected.append(
                Rejected(
                    file,
                    article.source,
                    "too_large",
                    f"It has {len(article.text):,} characters, the limit is {settings.max_article_chars:,}: "
                    "split it, or raise max_article_chars in the settings.",
                )
            )
        else:
            kept.append((file, article))
    for batch in batches(kept, lambda item: len(item[1].text), lambda: settings.batch_size):
        yield from _extract_batch(batch, extractor, settings, result, beat)


def batches(items: Iterable[Item], size: Callable[[Item], int], most: Callable[[], int]) -> Iterator[list[Item]]:
    """Runs of at most ``most()`` items, and of no more than :data:`BATCH_CHARS` characters before the last one.

    Args:
        items: articles or records.
        size: characters of one.
        most: asked before each run.
    """
    batch: list[Item] = []
    chars, allowed = 0, most()
    for item in items:
        batch.append(item)
        chars += size(item)
        if len(batch) >= allowed or chars > BATCH_CHARS:
            yield batch
            batch, chars, allowed = [], 0, most()
    if batch:
        yield batch


def record_size(record: Record | Article) -> int:
    """About how many characters a record has."""
    return len(record.text) if isinstance(record, Article) else record.size


def _extract_batch(
    kept: list[tuple[str, Article]],
    extractor: Extractor,
    settings: Settings,
    result: Result,
    beat: Callable[[], None],
) -> Iterator[tuple[str, Article, TableRows]]:
    beat()
    try:
        with time_limit(settings.article_seconds):
            together = _call(extractor, [article for _, article in kept])
    except Exception:
        pass
    else:
        for (file, _), (article, rows) in zip(kept, together, strict=True):
            yield file, article, rows
        return
    for file, article in kept:
        beat()
        try:
            with time_limit(settings.article_seconds):
                ((_, rows),) = _call(extractor, [article])
        except Exception as error:
            result.rejected.append(Rejected(file, article.source, *rejection(error, settings)))
        else:
            yield file, article, rows


def _call(extractor: Extractor, articles: list[Article]) -> list[tuple[Article, TableRows]]:
    found = [(f.article, f.rows()) for f in extractor(articles)]
    if [article.article_id for article, _ in found] != [a.article_id for a in articles]:
        raise ValueError("the extractor must give one result per article, in order")
    return found


def _take(
    file: str, article: Article, rows: TableRows, settings: Settings, result: Result, tables: dict[str, list[pa.Table]]
) -> None:
    """Check one article's rows and add them; an article whose rows cannot be stored is rejected."""
    from pipeline.batch.source import likeness
    from pipeline.relate.link.corpus import local_names

    try:
        kept, dropped = checked(article.text, rows, written_tables(settings.syntax))
        arrow = {table: to_arrow(table, found) for table, found in kept.items()}
        content, bands, fingerprint = likeness(article)
        done = Done(
            article_id=article.article_id,
            source=article.source,
            file=file,
            digest=article_digest(article),
            published=article.published.isoformat() if article.published else None,
            content=content,
            bands=bands,
            fingerprint=fingerprint,
            names=local_names(kept),
        )
    except Exception as error:
        result.rejected.append(Rejected(file, article.source, *rejection(error, settings)))
        return
    for table, data in arrow.items():
        tables[table].append(data)
    for table, count in dropped.items():
        result.rows_dropped[table] = result.rows_dropped.get(table, 0) + count
    result.done.append(done)


def checked(text: str, rows: TableRows, tables: Sequence[str]) -> tuple[TableRows, dict[str, int]]:
    """Rows per table whose ``text`` is what stands at ``start:end``, and how many others there were per table.

    Args:
        text: of the article.
        rows: per table, as an extractor gives them.
        tables: the ones that are written.
    """
    kept: TableRows = {}
    dropped: dict[str, int] = {}
    for table, found in rows.items():
        if table in tables:
            kept[table] = [row for row in found if "start" not in row or _stands(text, row)]
            if len(kept[table]) < len(found):
                dropped[table] = len(found) - len(kept[table])
    return kept, dropped


def _stands(text: str, row: Row) -> bool:
    start, end = row["start"], row["end"]
    return 0 <= start < end <= len(text) and bool(text[start:end] == row["text"])
