"""Find the input files behind the paths that a user gives; nothing is opened here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pipeline.errors import AbortRun, SettingsError

InputForm = Literal["text", "html", "markdown", "jsonl", "json", "csv", "parquet", "warc", "unsupported"]

FORM_OF_SUFFIX: Final[dict[str, InputForm]] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
}
"""The form of a file by the last suffix of its name in lower case, before ``.gz``."""

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file to read; cheap to make, so that a run can be planned before anything is opened."""

    path: Path
    source: str
    """The path as given, with forward slashes: what :attr:`~pipeline.records.Article.source` starts with."""
    form: InputForm
    """``unsupported`` where the name does not tell, or it is no regular file: reading it gives a rejection."""
    compressed: bool = False
    size: int = 0
    """Bytes on disk; 0 for standard input."""
    mtime_ns: int = 0
    """Last change, in nanoseconds since 1970; 0 for standard input."""


def discover(sources: Sequence[str | Path]) -> Iterator[InputFile]:
    """Every file under ``sources``, in a stable order.

    Args:
        sources: files, folders (walked to the bottom, names in code point order) and ``-`` for standard input.

    Yields:
        Each file once, however many sources reach it by the same path.  Hidden files and folders (a leading dot) and
        ``__MACOSX`` are passed over; links are followed, but no folder is entered twice.

    Raises:
        AbortRun: a source does not exist or may not be read.
    """
    seen: set[str] = set()
    for source in sources:
        if str(source) == STANDARD_INPUT:
            found: Iterator[InputFile] = iter((_standard_input(),))
        else:
            found = _under(Path(source), set())
        if len(sources) == 1:  # a walk meets no path twice; and a rerun over 100,000 files has little time
            yield from found
            return
        for file in found:
            key = str(file.path) if file.source == STANDARD_INPUT else os.path.abspath(file.path)  # noqa: PTH100
            if key not in seen:
                seen.add(key)
                yield file


def form_of(name: str) -> tuple[InputForm, bool]:
    """The form that a file's name promises, and whether it is packed with gzip."""
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122  (many times faster than a Path)
    compressed = suffix == ".gz"
    return FORM_OF_SUFFIX.get(os.path.splitext(stem)[1] if compressed else suffix, "unsupported"), compressed  # noqa: PTH122


def source_name(path: Path) -> str:
    """``path`` with forward slashes, as text that can be written anywhere (file names need not be valid UTF-8)."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _standard_input() -> InputFile:
    return InputFile(path=Path(STANDARD_INPUT), source=STANDARD_INPUT, form="text")


def _under(root: Path, entered: set[tuple[int, int]]) -> Iterator[InputFile]:
    try:
        status = root.stat()
    except FileNotFoundError as error:
        if str(root).startswith(("http:/", "https:/")):
            raise SettingsError("Addresses are not read: download the page and give its file.") from error
        raise SettingsError(f"There is no file or folder {source_name(root)!r}. Check the path.") from error
    except (OSError, ValueError) as error:
        raise AbortRun(f"Cannot look at {source_name(root)!r}: {error}") from error
    if not stat.S_ISDIR(status.st_mode):
        yield _file(root, status)
        return
    pending = [str(root)]  # a stack instead of recursion: folders can be nested deeper than Python's call stack
    while pending:
        path = pending.pop()
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            yield InputFile(path=Path(path), source=source_name(Path(path)), form="unsupported")
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield _file(Path(path), status)
            continue
        if (identity := (status.st_dev, status.st_ino)) in entered:
            continue
        entered.add(identity)
        try:
            with os.scandir(path) as entries:
                names = [e.name for e in entries if not e.name.startswith(".") and e.name != "__MACOSX"]
        except OSError as error:
            raise AbortRun(f"Cannot read the folder {source_name(Path(path))!r}: {error.strerror}.") from error
        pending.extend(os.path.join(path, name) for name in sorted(names, reverse=True))  # noqa: PTH118


def _file(path: Path, status: os.stat_result) -> InputFile:
    form, compressed = form_of(path.name)
    return InputFile(
        path=path,
        source=source_name(path),
        form=form if stat.S_ISREG(status.st_mode) else "unsupported",
        compressed=compressed,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
    )


def why_unsupported(file: InputFile) -> str:
    """What to tell the user of a file that cannot be read by its name or kind."""
    if not file.path.exists():
        return "The link leads nowhere. Mend or remove it."
    if not file.path.is_file():
        return "Not a regular file (a pipe, socket or device). Give a file, or pipe it to standard input as '-'."
    known = ", ".join(sorted(FORM_OF_SUFFIX))
    return f"The name does not end in a known suffix ({known}; each also with .gz). Rename or convert the file."
