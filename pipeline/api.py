"""What ``import pipeline`` offers: :func:`load`, :func:`extract`, :func:`run` and :func:`read_tables`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config import Settings, load_settings
from pipeline.errors import RejectArticle
from pipeline.extraction import Extraction, extract_articles
from pipeline.language import load
from pipeline.read import make_article

if TYPE_CHECKING:
    from pipeline.batch import Manifest
    from pipeline.write import Tables

__all__ = ["extract", "load", "read_tables", "run"]


def extract(
    text: str,
    published: dt.date | str | None = None,
    title: str | None = None,
    settings: Settings | None = None,
) -> Extraction:
    """Everything found in one article held in memory, as typed records.

    Args:
        text: the article as text; it is cleaned as a ``.txt`` file would be, and the offsets of all records
            count in ``result.article.text``.
        published: day of publication (a date or ``YYYY-MM-DD``), against which relative dates are resolved.
        title: headline, if it is not the first line of the text.
        settings: as for :func:`load`.

    Raises:
        RejectArticle: the text is empty.
    """
    day = dt.date.fromisoformat(published) if isinstance(published, str) else published
    article = make_article(text, source="memory", title=title, published=day)
    if not article.text.strip():
        raise RejectArticle("empty", "The text is empty; give the text of one article.")
    chosen = settings or load_settings()
    (found,) = extract_articles(load(chosen), [article], mask_minors=chosen.mask_minors)
    return found


def run(
    sources: str | Path | Sequence[str | Path],
    output: str | Path | None = None,
    *,
    force: bool = False,
    dry_run: bool = False,
    limit: int | None = None,
    **settings: Any,
) -> Manifest:
    """Read files and folders and write the tables: what ``python -m pipeline run`` does.

    Args:
        sources: files, folders, or ``-`` for standard input.
        output: folder for the tables; ``data/processed`` unless the settings say otherwise.
        force: read every article again, changed or not.
        dry_run: only say what would be done.
        limit: read at most so many new or changed articles.
        settings: any field of :class:`pipeline.config.Settings`.

    Returns:
        The manifest of the run: counts, rejections with their reasons, timings, outputs.
    """
    from pipeline.batch import run as run_batch

    chosen = load_settings(output=Path(output) if output is not None else None, **settings)
    named = [sources] if isinstance(sources, str | Path) else list(sources)
    return run_batch(named, output=chosen.output, settings=chosen, force=force, dry_run=dry_run, limit=limit)


def read_tables(folder: str | Path = "data/processed") -> Tables:
    """The tables of a run as pandas DataFrames: ``t.facts``, ``t.entities`` and so on, with real dtypes."""
    from pipeline.write import read_tables as read

    return read(folder)
