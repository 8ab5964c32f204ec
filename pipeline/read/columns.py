"""Which field of a record is the text, the title, the day, ... by the names that people give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import regex

from pipeline.errors import RejectArticle
from pipeline.read.article import read_article
from pipeline.read.html_text import html_to_text, looks_like_html
from pipeline.read.limits import ReadLimits
from pipeline.read.published import parse_published
from pipeline.records import Article

FIELD_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        "text",
        "isi",
        "isi_berita",
        "isi_artikel",
        "teks",
        "konten",
        "content",
        "body",
        "artikel",
        "article",
        "article_text",
        "article_body",
        "articlebody",
        "full_text",
        "fulltext",
        "text_content",
        "berita",
        "naskah",
        "narasi",
        "description_full",
        "post_content",
        "content_text",
        "news",
        "maintext",
    ),
    "title": (
        "title",
        "judul",
        "judul_berita",
        "judul_artikel",
        "headline",
        "post_title",
        "article_title",
        "news_title",
        "kepala_berita",
    ),
    "published": (
        "published",
        "tanggal",
        "tanggal_terbit",
        "tanggal_publikasi",
        "tanggal_berita",
        "date",
        "published_at",
        "publishedat",
        "publish_date",
        "published_date",
        "publication_date",
        "date_published",
        "datepublished",
        "date_publish",
        "pubdate",
        "tgl",
        "tgl_terbit",
        "tgl_berita",
        "waktu",
        "waktu_terbit",
        "terbit",
        "post_date",
        "created_at",
        "timestamp",
        "datetime",
    ),
    "author": (
        "author",
        "penulis",
        "authors",
        "wartawan",
        "reporter",
        "pewarta",
        "jurnalis",
        "byline",
        "creator",
        "oleh",
        "kontributor",
        "post_author",
    ),
    "url": ("url", "link", "tautan", "source_url", "permalink", "canonical_url", "alamat", "laman", "web_url", "href"),
    "outlet": (
        "outlet",
        "media",
        "nama_media",
        "portal",
        "publisher",
        "site",
        "sitename",
        "site_name",
        "situs",
        "penerbit",
        "newspaper",
        "source_name",
        "sumber",
        "source",
    ),
}
"""Names of each field in order of preference, in lower case with ``_`` for blanks and hyphens."""

_NAME_OF: Final = {name: field for field, names in FIELD_NAMES.items() for name in names}
_SEPARATORS = regex.compile(r"[\s\-./]+")
_URL = regex.compile(r"https?://\S{3,2000}$", regex.IGNORECASE)
_SHOWN: Final = 12


def find_columns(names: Iterable[str]) -> dict[str, str]:
    """Which of the given names holds which field.

    Returns:
        Field (``text``, ``title``, ...) to the name as given; only fields that were found.

    Raises:
        RejectArticle: ``missing_columns`` where no name stands for the text.
    """
    names = list(names)
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(_SEPARATORS.sub("_", str(name).strip().strip("\ufeff").casefold()), name)
    found = {
        field: next(by_key[name] for name in candidates if name in by_key)
        for field, candidates in FIELD_NAMES.items()
        if any(name in by_key for name in candidates)
    }
    if "text" not in found:
        seen = ", ".join(repr(str(n)[:40]) for n in names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
        wanted = ", ".join(FIELD_NAMES["text"][:8])
        raise RejectArticle(
            "missing_columns",
            f"No column holds the text: found {seen or 'none'}; expected one of {wanted}. Rename the column.",
        )
    return found


def article_from_record(
    record: Mapping[str, object], columns: Mapping[str, str], source: str, limits: ReadLimits
) -> Article:
    """The article of one row or JSON object.

    Args:
        record: values by name; text may be HTML, or a list of paragraphs.
        columns: as :func:`find_columns` gives them.
        source: what the article is known by.
        limits: bounds on its size.

    Raises:
        RejectArticle: ``empty`` or ``too_large``.
    """
    values = {field: record.get(name) for field, name in columns.items()}
    text = as_text(values.get("text"), "\n")
    if len(text) <= limits.article_chars and looks_like_html(text):
        text = html_to_text(text)
    url, outlet = as_text(values.get("url")), as_text(values.get("outlet"))
    if not url and _URL.match(outlet):
        url, outlet = outlet, ""
    return read_article(
        text,
        source=source,
        title=as_text(values.get("title")) or None,
        published=parse_published(values.get("published")),
        url=url or None,
        author=as_text(values.get("author"), ", ") or None,
        outlet=outlet if outlet and not _URL.match(outlet) else None,
        limits=limits,
    )


def as_text(value: object, separator: str = " ") -> str:
    """A cell as text: None, NaN and the word ``null`` are empty, lists are joined, objects give their name."""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return "" if value.strip().casefold() in {"null", "none", "nan", "n/a", "-"} else value
    if isinstance(value, (list, tuple)):
        return separator.join(part for part in (as_text(v, separator) for v in value) if part)
    if isinstance(value, Mapping):
        return as_text(value.get("name") or value.get("text") or value.get("value"), separator)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
