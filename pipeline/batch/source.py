"""The batch layer's view of reading: which files there are, what is in one, and what makes two articles alike."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.config import Settings
from pipeline.read import InputFile, content_hash, discover, fingerprint, read_input, similarity
from pipeline.read.duplicates import THRESHOLD
from pipeline.read.limits import ReadLimits
from pipeline.records import Article, Rejection

MANY = frozenset({"jsonl", "csv", "parquet", "warc"})
"""Forms of files that hold many articles: they are streamed by the run itself, not by one worker."""


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
    return read_input(file, limits(settings))


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
    found = fingerprint(article.text)
    return bytes.fromhex(content_hash(article.text)), found.bands, found.signature


def similar(a: bytes, b: bytes) -> bool:
    """Whether two fingerprints are those of near duplicates."""
    return similarity(a, b) >= THRESHOLD
