"""Read input files into articles: the one entrance, whatever the form."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from pipeline.errors import RejectArticle
from pipeline.read.decode import decode
from pipeline.read.documents import article_from_markdown, article_from_text
from pipeline.read.files import STANDARD_INPUT, InputFile, InputForm, discover, why_unsupported
from pipeline.read.limits import DEFAULT_LIMITS, ReadLimits
from pipeline.read.page import article_from_html
from pipeline.read.records_in_files import FINDERS, Record, read_json
from pipeline.read.streams import read_whole
from pipeline.records import Article, Rejection


def read_input(file: InputFile, limits: ReadLimits = DEFAULT_LIMITS) -> Iterator[Article | Rejection]:
    """The articles of one file, in order; what cannot be used comes as a rejection in its place.

    Files with many records are streamed: memory does not grow with their number.

    Args:
        file: as :func:`~pipeline.read.files.discover` gives it.
        limits: bounds on sizes.

    Yields:
        An article or a rejection for each record; one rejection for a file that cannot be read at all, or at the point
        where it breaks off.
    """
    for item in find_records(file, limits):
        yield item.read(limits) if isinstance(item, Record) else item


def find_records(file: InputFile, limits: ReadLimits = DEFAULT_LIMITS) -> Iterator[Record | Article | Rejection]:
    """As :func:`read_input`, but records of files that hold many are only found, and not yet made articles of."""
    try:
        if file.source == STANDARD_INPUT:
            file = replace(file, form=_form_of_standard_input())
        if file.form == "unsupported":
            raise RejectArticle("unsupported", why_unsupported(file))
        if file.form in FINDERS:
            yield from FINDERS[file.form](file, limits)
        elif file.form == "json":
            yield from read_json(file, limits)
        else:
            yield _read_document(file, limits)
    except RejectArticle as error:
        yield Rejection(source=file.source, reason=error.reason, message=str(error))


def read_sources(sources: Sequence[str | Path], limits: ReadLimits = DEFAULT_LIMITS) -> Iterator[Article | Rejection]:
    """All articles under ``sources``; see :func:`~pipeline.read.files.discover` and :func:`read_input`.

    Raises:
        AbortRun: a source does not exist or may not be read.
    """
    for file in discover(sources):
        yield from read_input(file, limits)


def _read_document(file: InputFile, limits: ReadLimits) -> Article:
    data = read_whole(file, limits)
    if not data.strip():
        raise RejectArticle("empty", "The file is empty. Remove it.")
    if file.form == "html":
        return article_from_html(decode(data, html=True), file.source, limits)
    text = decode(data)
    if file.form == "markdown":
        return article_from_markdown(text, file.source, limits)
    return article_from_text(text, file.source, limits)


def _form_of_standard_input() -> InputForm:
    """What standard input holds, judged by how it starts."""
    start = cast("io.BufferedReader", sys.stdin.buffer).peek(1 << 15)
    if start.startswith(b"\x1f\x8b"):
        return "jsonl"  # what is piped packed is a corpus; a single packed text has a name
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PAR1"):
        raise RejectArticle("unsupported", "Parquet cannot be read from standard input. Save it to a file.")
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"["):
        return "json"
    if head.startswith(b"{"):
        return "jsonl" if _is_object(head.partition(b"\n")[0]) or b"\n" not in head else "json"
    if head[:200].lower().startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")):
        return "html"
    return "markdown" if head.startswith((b"---\n", b"---\r\n", b"# ")) else "text"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
