"""Open an input file as bytes, packed or not, within the limits."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final, cast

from pipeline.errors import RejectArticle
from pipeline.read.decode import byte_order_mark, decode_mixed
from pipeline.read.files import STANDARD_INPUT, InputFile
from pipeline.read.limits import ReadLimits

_GZIP_MAGIC: Final = b"\x1f\x8b"
_CHUNK: Final = 1 << 16
_BOMB_FLOOR: Final = 10_000_000
"""Unpacked bytes below which the ratio does not matter: a small file of blanks is no attack."""


class _Unpacked(io.RawIOBase):
    """Bytes of a gzip stream that refuses to grow without end."""

    def __init__(self, packed: IO[bytes], packed_size: int, limits: ReadLimits) -> None:
        self._gzip = gzip.GzipFile(fileobj=packed)
        self._most = limits.unpacked_bytes
        if packed_size:
            self._most = min(self._most, max(_BOMB_FLOOR, packed_size * limits.unpacked_ratio))
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._gzip.read1(len(buffer))
        self._read += len(data)
        if self._read > self._most:
            raise RejectArticle(
                "too_large",
                f"The gzip file unpacks to more than {self._most:,} bytes, as harmful files do. Unpack it and look.",
            )
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def open_bytes(file: InputFile, limits: ReadLimits) -> Iterator[io.BufferedReader]:
    """The unpacked bytes of ``file``; standard input may be packed too.

    Raises:
        RejectArticle: ``unreadable`` where the system refuses it; ``broken`` or ``too_large`` while a bad gzip file is
            read.
    """
    try:
        if file.source == STANDARD_INPUT:
            raw = cast("io.BufferedReader", sys.stdin.buffer)
            packed = raw.peek(2)[:2] == _GZIP_MAGIC
        else:
            raw = file.path.open("rb")
            packed = file.compressed
    except OSError as error:
        raise RejectArticle("unreadable", f"The file cannot be opened: {error.strerror}.") from error
    try:
        yield io.BufferedReader(_Unpacked(raw, file.size, limits), _CHUNK) if packed else raw
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RejectArticle("broken", f"The gzip file is damaged: {error}. Fetch it again.") from error
    except OSError as error:
        raise RejectArticle("unreadable", f"The file cannot be read: {error}.") from error
    finally:
        if raw is not sys.stdin.buffer:
            raw.close()


def read_whole(file: InputFile, limits: ReadLimits) -> bytes:
    """All bytes of a document.

    Raises:
        RejectArticle: as :func:`open_bytes`; ``too_large`` above ``limits.document_bytes``.
    """
    with open_bytes(file, limits) as stream:
        return take(stream, limits.document_bytes)


def take(stream: IO[bytes], most: int) -> bytes:
    """Read to the end, but no more than ``most`` bytes.

    Raises:
        RejectArticle: ``too_large``.
    """
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_CHUNK):
        size += len(part)
        if size > most:
            raise RejectArticle(
                "too_large",
                f"It is larger than {most:,} bytes. Split it into articles, or save them as JSON Lines.",
            )
        parts.append(part)
    return b"".join(parts)


def read_lines(stream: io.BufferedReader, limits: ReadLimits) -> Iterator[str | None]:
    """Lines of text with their line ends, one at a time.

    Each is decoded by itself: UTF-8, else with Windows-1252 for the bytes that do not fit; UTF-16 and UTF-32 where the
    file starts with their mark.

    Yields:
        The line, or None in place of one that is longer than ``limits.record_bytes``.
    """
    encoding = byte_order_mark(stream.peek(4)[:4])
    if encoding in ("utf-16", "utf-32"):
        yield from _wide_lines(stream, encoding, limits)
        return
    first = True
    while line := stream.readline(limits.record_bytes + 1):
        if len(line) > limits.record_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield None
            continue
        text = decode_mixed(line)
        yield text.removeprefix("\ufeff") if first else text
        first = False


def _wide_lines(stream: io.BufferedReader, encoding: str, limits: ReadLimits) -> Iterator[str | None]:
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    while line := text.readline(limits.record_bytes + 1):
        if len(line) > limits.record_bytes:
            while line and not line.endswith("\n"):
                line = text.readline(_CHUNK)
            yield None
            continue
        yield line
    text.detach()
