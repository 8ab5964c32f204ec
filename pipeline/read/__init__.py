"""Reading: from files in any form to clean :class:`~pipeline.records.Article` records.

Start with :func:`read_sources`.  The way of one file::

    files.discover      which files are there, and in which form
    reader.read_input   one file -> articles and rejections
      streams           bytes, unpacked, within limits        decode            bytes -> text
      documents, page   one article a file: text, Markdown; HTML
      records_in_files  many: JSON, JSON Lines, CSV, Parquet, WARC; columns finds the fields
    article             one text -> Article:
      repair            mend characters                       clean             drop page furniture
      layout            title, caption, dateline, byline      published, language
    duplicates          fingerprints to find repeats by

``docs/reading.md`` says what is accepted, dropped, kept and rejected.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.read.article import make_article
    from pipeline.read.duplicates import Fingerprint, content_hash, fingerprint, similarity
    from pipeline.read.files import InputFile, discover
    from pipeline.read.ids import article_id
    from pipeline.read.layout import find_sections
    from pipeline.read.limits import ReadLimits
    from pipeline.read.reader import read_input, read_sources

__all__ = [
    "Fingerprint",
    "InputFile",
    "ReadLimits",
    "article_id",
    "content_hash",
    "discover",
    "find_sections",
    "fingerprint",
    "make_article",
    "read_input",
    "read_sources",
    "similarity",
]
_FROM = {
    "Fingerprint": "duplicates",
    "InputFile": "files",
    "ReadLimits": "limits",
    "article_id": "ids",
    "content_hash": "duplicates",
    "discover": "files",
    "find_sections": "layout",
    "fingerprint": "duplicates",
    "make_article": "article",
    "read_input": "reader",
    "read_sources": "reader",
    "similarity": "duplicates",
}


def __getattr__(name: str) -> Any:
    # On first use: planning a run only needs to find files, and starts its workers the sooner for it.
    if name in _FROM:
        value = getattr(import_module(f"pipeline.read.{_FROM[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
