"""The batch layer's view of reading: which files there are, what is in one, and what makes two articles alike."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Settings
from pipeline.read.files import InputFile, discover
from pipeline.read.limits import ReadLimits
from pipeline.records import Article, Rejection

if TYPE_CHECKING:
    from pipeline.read.records_in_files import Record

MANY = frozenset({"jsonl", "csv", "parquet", "warc"})
"""Forms of files that hold many articles: the run itself cuts them into records, which workers read."""


def find(sources: Sequence[str | Path], output: Path) -> Iterator[InputFile]:
    """Every input file, in a stable order; what lies in the output folder is no input.

    Raises:
        AbortRun: a source does not exist or may not be read.
    """
    own = os.path.join(os.path.abspath(output), "")  # noqa: PTH100, PTH118
    above = (os.path.join(os.path.abspath(source), "") for source in sources)  # noqa: PTH100, PTH118
    if not any(own.startswith(folder) or folder.startswith(own) for folder in above):
        yield from discover(sources)
        return
    for file in discover(sources):
        if file.source == "-" or not os.path.abspath(file.path).startswith(own):  # noqa: PTH100
            yield file


def holds_many(file: InputFile) -> bool:
    """Whether a file is a stream of articles, not one."""
    return file.form in MANY or file.source == "-"


def read(file: InputFile, settings: Settings) -> Iterator[Article | Rejection]:
    """The articles of one file, under the limits of the settings."""
    from pipeline.read.reader import read_input  # here and below: a run first finds its files, and starts workers

    return read_input(file, limits(settings))


def find_records(file: InputFile, settings: Settings) -> Iterator[Record | Article | Rejection]:
    """The records of a file that holds many, for workers to make articles of."""
    from pipeline.read.reader import find_records

    return find_records(file, limits(settings))


def limits(settings: Settings) -> ReadLimits:
    """The reader's limits as the settings have them."""
    return ReadLimits(article_chars=settings.max_article_chars, document_bytes=settings.max_file_bytes)


def file_digest(path: str | Path) -> bytes:
    """16 bytes over the content of a file; nothing for what is no regular file.

    Raises:
        OSError: it cannot be read.
    """
    if not Path(path).is_file():
        return b""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).digest()


def likeness(article: Article) -> tuple[bytes, tuple[int, ...], bytes]:
    """What finds repeats of an article: a hash of its content, the bands of its fingerprint, the fingerprint."""
    from pipeline.read.duplicates import content_hash, fingerprint

    found = fingerprint(article.text)
    return bytes.fromhex(content_hash(article.text)), found.bands, found.signature


def similar(a: bytes, b: bytes) -> bool:
    """Whether two fingerprints are those of near duplicates."""
    from pipeline.read.duplicates import THRESHOLD, similarity

    return similarity(a, b) >= THRESHOLD
