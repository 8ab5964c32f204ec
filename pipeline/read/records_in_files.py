"""Files that hold many articles: JSON, JSON Lines, CSV, Parquet and WARC, one record at a time.

Finding a record in its file (:func:`find_records`) and making an article of it (:meth:`Record.article`) are two steps:
a run does the first, which is cheap, and leaves the second to its workers, which do it side by side, and where a page
that breaks its parser takes down no more than a worker.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import RejectArticle
from pipeline.read.columns import article_from_record, find_columns
from pipeline.read.decode import decode
from pipeline.read.documents import article_from_text
from pipeline.read.files import InputFile, InputForm
from pipeline.read.limits import ReadLimits
from pipeline.read.page import article_from_html
from pipeline.read.streams import open_bytes, read_lines, read_whole, take
from pipeline.records import Article, Rejection

_BATCH_ROWS: Final = 128
_LISTS: Final = ("articles", "artikel", "data", "items", "results", "records", "berita", "news", "posts")
_DELIMITERS: Final = ",;\t|"


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it stands in a file, not yet looked into; plain data, so that it can be sent anywhere."""

    source: str
    """What its article is known by."""
    kind: Literal["line", "row", "page", "text"]
    """A line of JSON, a row, a saved web page, the bytes of a text."""
    content: Any
    """``str`` for a line, ``bytes`` for a page or text, values by column name for a row."""
    columns: Mapping[str, str] | None = None
    """Of a row: field to column name."""
    url: str | None = None
    """Of a page: where it was fetched from."""

    @property
    def size(self) -> int:
        """About how many characters it has."""
        if self.kind == "row":
            return sum(len(v) for v in self.content.values() if isinstance(v, str))
        return len(self.content)

    def article(self, limits: ReadLimits) -> Article:
        """The article.

        Raises:
            RejectArticle: there is none in it, or it breaks the limits.
        """
        if self.kind == "line":
            return _from_line(self.content, self.source, limits)
        if self.kind == "row":
            return article_from_record(self.content, self.columns or {}, self.source, limits)
        if self.kind == "text":
            return article_from_text(decode(self.content), self.source, limits)
        return article_from_html(decode(self.content, html=True), self.source, limits, url=self.url)

    def read(self, limits: ReadLimits) -> Article | Rejection:
        """The article, or why there is none."""
        return _attempt(self.source, lambda: self.article(limits))


def _attempt(source: str, make: Callable[[], Article]) -> Article | Rejection:
    try:
        return make()
    except RejectArticle as error:
        return Rejection(source=source, reason=error.reason, message=str(error))


def _from_object(value: object, source: str, limits: ReadLimits) -> Article:
    if not isinstance(value, Mapping):
        raise RejectArticle("broken", "The record is no JSON object. Write one object with its text per record.")
    return article_from_record(value, find_columns(value), source, limits)


def read_json(file: InputFile, limits: ReadLimits) -> Iterator[Article | Rejection]:
    """One object, or a list of objects (also under ``articles``, ``data`` and the like), in a file read whole."""
    text = decode(read_whole(file, limits))
    if not text.strip():
        raise RejectArticle("empty", "The file is empty. Remove it.")
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise RejectArticle("broken", "The JSON is nested too deeply to be articles.") from error
    except ValueError as error:
        if text.lstrip().startswith("{") and "\n" in text.strip() and "Extra data" in str(error):
            for record in _jsonl(text.splitlines(), file.source, limits):  # JSON Lines under the wrong suffix
                yield record.read(limits) if isinstance(record, Record) else record
            return
        raise RejectArticle("broken", f"The file is not valid JSON: {error}. Mend or export it again.") from error
    if isinstance(data, dict) and not isinstance(data.get("text"), str):
        data = next((data[name] for name in _LISTS if isinstance(data.get(name), list)), data)
    if not isinstance(data, list):
        yield _from_object(data, file.source, limits)
        return
    for i, value in enumerate(data):
        source = f"{file.source}#{i}"
        yield _attempt(source, lambda value=value, source=source: _from_object(value, source, limits))  # type: ignore[misc]


def find_jsonl(file: InputFile, limits: ReadLimits) -> Iterator[Record | Rejection]:
    """One object a line; a broken line is rejected alone.  Empty lines are passed over and not counted."""
    with open_bytes(file, limits) as stream:
        yield from _jsonl(read_lines(stream, limits), file.source, limits)


def _jsonl(lines: Iterable[str | None], file_source: str, limits: ReadLimits) -> Iterator[Record | Rejection]:
    number = 0
    for line in lines:
        if line is not None and not line.strip("\0 \t\r\n\x1e"):
            continue
        source = f"{file_source}#{number}"
        number += 1
        if line is None:
            message = f"The line is longer than {limits.record_bytes:,} bytes. Split the record."
            yield Rejection(source=source, reason="too_large", message=message)
        else:
            yield Record(source, "line", line)
    if number == 0:
        raise RejectArticle("empty", "The file holds no records. Remove it.")


def _from_line(line: str, source: str, limits: ReadLimits) -> Article:
    try:
        value = json.loads(line.strip("\0 \t\r\n\x1e"))
    except RecursionError as error:
        raise RejectArticle("broken", "The JSON is nested too deeply to be an article.") from error
    except ValueError as error:
        raise RejectArticle("broken", f"The line is not valid JSON: {error}. Mend or remove it.") from error
    return _from_object(value, source, limits)


def find_csv(file: InputFile, limits: ReadLimits) -> Iterator[Record | Rejection]:
    """Rows under a header; the delimiter (``, ; | `` or tab) is read off the header.

    Cells are text and nothing else: one that starts with ``=`` is never evaluated.
    """
    csv.field_size_limit(limits.record_bytes)
    with open_bytes(file, limits) as stream:
        lines = read_lines(stream, limits)
        header = next((line for line in lines if line is None or line.strip("\0 \r\n")), "")
        if not header:
            raise RejectArticle("empty", "The file holds no records. Remove it.")
        if header.count("\0") or any(ord(c) < 9 for c in header):
            raise RejectArticle("binary", "This is not a CSV file: the header holds control characters.")
        delimiter = max(_DELIMITERS, key=header.count)
        names = next(csv.reader([header], delimiter=delimiter), [])
        columns = find_columns(names)
        rows = csv.reader(((line or "").replace("\0", "") for line in lines), delimiter=delimiter)
        number = 0
        while True:
            source = f"{file.source}#{number}"
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield Rejection(
                    source=source,
                    reason="broken",
                    message=f"The row cannot be read: {error}. Look for an unclosed quotation mark. "
                    "What follows is left out.",
                )
                return
            if row is None:
                break
            if not any(cell.strip() for cell in row):
                continue
            number += 1
            record = dict(zip(names, row, strict=False))
            yield Record(source, "row", {n: record[n] for n in columns.values() if n in record}, columns)
        if number == 0:
            raise RejectArticle("empty", "The file holds a header and no rows.")


def find_parquet(file: InputFile, limits: ReadLimits) -> Iterator[Record | Rejection]:
    """Rows of a Parquet file, a small batch at a time; only the columns that matter are read."""
    if file.compressed:
        with tempfile.TemporaryFile() as plain:
            with open_bytes(file, limits) as stream:
                shutil.copyfileobj(stream, plain)
            plain.seek(0)
            yield from _parquet(plain, file.source)
        return
    with open_bytes(file, limits) as stream:
        yield from _parquet(stream, file.source)


def _parquet(stream: Any, file_source: str) -> Iterator[Record]:
    number = 0
    try:
        table = pq.ParquetFile(stream)
        columns = find_columns(table.schema_arrow.names)
        for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=list(columns.values())):
            for record in batch.to_pylist():
                yield Record(f"{file_source}#{number}", "row", record, columns)
                number += 1
    except (pa.ArrowException, OSError) as error:
        raise RejectArticle("broken", f"The Parquet file is damaged: {error}. Export it again.") from error
    if number == 0:
        raise RejectArticle("empty", "The file holds no rows.")


def find_warc(file: InputFile, limits: ReadLimits) -> Iterator[Record | Rejection]:
    """Pages (HTML and plain text) of a web archive; records of other kinds are no articles and are passed over."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    number = 0
    with open_bytes(file, limits) as stream:
        start = stream.peek(5)[:5]
        if start and start != b"WARC/" and not start.startswith(b"\x1f\x8b"):
            raise RejectArticle("broken", "The file does not start as a WARC file does. Check what it is.")
        try:
            for record in ArchiveIterator(io.BufferedReader(stream)):
                kind = _page_kind(record)
                if kind is None:
                    continue
                source = f"{file.source}#{number}"
                number += 1
                yield _page(record, kind, source, limits)
        except ArchiveLoadFailed as error:
            raise RejectArticle("broken", f"The WARC file is damaged: {error}. Fetch it again.") from error
    if number == 0:
        raise RejectArticle("empty", "The archive holds no pages.")


def _page_kind(record: Any) -> str | None:
    if record.rec_type not in {"response", "resource", "conversion"}:
        return None
    headers = record.http_headers
    if record.rec_type == "response" and (headers is None or not str(headers.get_statuscode()).startswith("2")):
        return None
    given = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    kind = given.partition(";")[0].strip().casefold()
    return kind if kind in {"text/html", "application/xhtml+xml", "text/plain"} else None


def _page(record: Any, kind: str, source: str, limits: ReadLimits) -> Record | Rejection:
    try:
        data = take(record.content_stream(), min(limits.record_bytes, limits.document_bytes))
    except RejectArticle as error:
        return Rejection(source=source, reason=error.reason, message=str(error))
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Record(source, "text" if kind == "text/plain" else "page", data, url=url)


FINDERS: Final[dict[InputForm, Callable[[InputFile, ReadLimits], Iterator[Record | Rejection]]]] = {
    "jsonl": find_jsonl,
    "csv": find_csv,
    "parquet": find_parquet,
    "warc": find_warc,
}
"""How the records of a file are found, by its form."""
