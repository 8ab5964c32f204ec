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

from pipeline.read.article import article_id, make_article
from pipeline.read.duplicates import Fingerprint, content_hash, fingerprint, similarity
from pipeline.read.files import InputFile, discover
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
