"""Reading lexicon files: the project's own, and those that a user adds.

The project's own files lie in ``pipeline/resources/data``; each is a UTF-8 CSV table with a header and a
``source`` column that says where the row's fact comes from.  :doc:`docs/lexicons` describes them one by one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from pipeline.errors import ResourceError
from pipeline.records import ENTITY_LABELS, EntityLabel

DATA = Path(__file__).parent / "data"
SEPARATOR = "|"
"""Between several values in one cell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name with the label it stands for in a text."""

    text: str
    label: EntityLabel
    name: str | None = None
    """Canonical name, when the text is a short form of it."""


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """All rows of one of the project's own tables, read once.

    Args:
        name: file name without ``.csv``, for example ``regions``.

    Raises:
        ResourceError: the file is missing or is not a CSV table with a header.
    """
    return tuple(_rows(DATA / f"{name}.csv", required=("source",)))


def split_cell(cell: str | None) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(part for part in (p.strip() for p in (cell or "").split(SEPARATOR)) if part)


def read_user_lexicon(path: str | Path) -> tuple[Entry, ...]:
    """Names that a user adds: a CSV table with the columns ``text`` and ``label``, and optionally ``name``.

    Args:
        path: the file; ``label`` is one of :data:`pipeline.records.ENTITY_LABELS`.

    Raises:
        ResourceError: the file cannot be read, a column is missing, or a label is unknown (with the line
        number).
    """
    path = Path(path)
    entries: list[Entry] = []
    for line, row in enumerate(_rows(path, required=("text", "label")), start=2):
        text, label = row["text"].strip(), row["label"].strip().upper()
        if not text:
            continue
        if label not in ENTITY_LABELS:
            raise ResourceError(f"{path}, line {line}: unknown label {label!r}; use one of {', '.join(ENTITY_LABELS)}")
        entries.append(Entry(text, label, (row.get("name") or "").strip() or None))
    return tuple(entries)


def read_user_lexicons(paths: Iterable[str | Path]) -> tuple[Entry, ...]:
    """The entries of several user lexicons; a later file wins where two define the same text."""
    merged: dict[str, Entry] = {}
    for path in paths:
        for entry in read_user_lexicon(path):
            merged[entry.text] = entry
    return tuple(merged.values())


def _rows(path: Path, required: tuple[str, ...]) -> Iterator[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"cannot read the lexicon {path}: {error}; reinstall edufakta or fix the path") from error
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in required if column not in (reader.fieldnames or ())]
    if missing:
        raise ResourceError(f"{path}: no column {', '.join(missing)}; the first line must name the columns")
    for row in reader:
        if None in row or None in row.values():
            raise ResourceError(f"{path}, line {reader.line_num}: not as many cells as the first line names")
        yield cast("dict[str, str]", row)
