"""Make one :class:`~pipeline.records.Article` of one text and what is known about it."""

from __future__ import annotations

import datetime as dt
from typing import Final

import regex

from pipeline.errors import RejectArticle
from pipeline.read.clean import clean
from pipeline.read.ids import article_id
from pipeline.read.language import detect_language
from pipeline.read.layout import find_sections, headline_key
from pipeline.read.limits import DEFAULT_LIMITS, ReadLimits
from pipeline.read.published import find_complete_date
from pipeline.read.repair import repair
from pipeline.records import Article, Section

_METADATA_MAX_CHARS: Final = 300


def make_article(
    text: str,
    *,
    source: str,
    title: str | None = None,
    published: dt.date | None = None,
    url: str | None = None,
    author: str | None = None,
    outlet: str | None = None,
) -> Article:
    """Clean ``text`` as a ``.txt`` file would be cleaned, and fill in what its own lines tell.

    Characters are repaired (:mod:`pipeline.read.repair`) and page furniture is dropped (:mod:`pipeline.read.clean`);
    all else stays, in the same order.  Offsets of everything found later count in the returned article's ``text``.

    Args:
        text: the text of one article, a paragraph a line.
        source: path or URL that the article is known by; its hash becomes the id.
        title: headline, if known; it is not added to the text.
        published: day of publication, if known; else a complete date in a dateline or byline is taken.
        url: web address.
        author: author, if known; else the byline's.
        outlet: who published it, if known; else the one that the dateline names.

    Returns:
        The article; its ``text`` is empty where nothing but furniture was given.
    """
    title = tidy(title)
    text = clean(repair(text), title)
    sections = find_sections(text, title)
    if title is None:
        title = next((text[s.start : s.end] for s in sections if s.kind == "title"), None)
    return Article(
        article_id=article_id(source),
        source=source,
        text=text,
        url=tidy(url),
        title=title,
        author=tidy(author) or find_author(text, sections),
        outlet=tidy(outlet) or find_outlet(text, sections),
        published=published or find_published(text, sections),
        language=detect_language(text),
    )


def read_article(
    text: str,
    *,
    source: str,
    title: str | None = None,
    published: dt.date | None = None,
    url: str | None = None,
    author: str | None = None,
    outlet: str | None = None,
    limits: ReadLimits = DEFAULT_LIMITS,
) -> Article:
    """As :func:`make_article`, for a text from a file: the headline joins the text, and unusable text is refused.

    Raises:
        RejectArticle: ``empty`` or ``too_large``.
    """
    if len(text) > limits.article_chars:
        raise RejectArticle(
            "too_large",
            f"The text has {len(text):,} characters; at most {limits.article_chars:,} are read as one article. "
            "Split it into articles.",
        )
    title = tidy(title)
    if title and text.strip():
        text = with_title(text, title)
    article = make_article(text, source=source, title=title, published=published, url=url, author=author, outlet=outlet)
    if not any(c.isalnum() for c in article.text):
        raise RejectArticle("empty", "There is no text in it. Remove it, or check how it was saved.")
    return article


def with_title(text: str, title: str) -> str:
    """``text`` that opens with ``title``: put in front unless one of the first lines already is the title."""
    key = headline_key(title)
    opening = [line for line in text[:4000].splitlines() if line.strip()][:4]
    if any(headline_key(line) == key for line in opening):
        return text
    return f"{title}\n\n{text}"


def tidy(value: str | None) -> str | None:
    """A piece of metadata on one line, repaired and of sensible length; None where nothing is left."""
    if value is None:
        return None
    value = " ".join(repair(value[: 4 * _METADATA_MAX_CHARS]).split())[:_METADATA_MAX_CHARS].strip()
    return value or None


_AUTHOR_LABEL = regex.compile(
    r"(?i)(?P<label>penulis(?: berita)?|pewarta|reporter|wartawan|jurnalis|kontributor|oleh|author|writer|naskah|teks)"
    r"[*_]{0,2}\s{0,2}[:：]\s{0,3}[*_]{0,2}(?P<name>[^\n:]{2,100}?)"
    r"(?=\s{0,3}(?:[|;]|\.?$|(?:Editor|Penyunting|Redaktur|Foto|Fotografer|Sumber|COPYRIGHT|Copyright|©)\b|(?:/|,)\s?Editor))"
)
_REPORT_OF = regex.compile(
    r"(?i:laporan (?:wartawan|reporter|kontributor))\s(?:[\w.-]{3,40}+[,.]\s)?(?P<name>\p{Lu}[\p{L}.' ]{2,60}?)"
    r"(?=[,.]?$|\s{1,2}\p{Lu}{3,}|[,.]\s)"
)
_BRACKET = regex.compile(r"^[\s*]{0,4}[(\[]\s?\*{0,3}(?P<name>[^()\[\]\n]{2,60}?)\*{0,3}\s?[)\]]")
_HUMAS_LINE = regex.compile(r"^(?P<name>(?:Tim )?(?:Humas|HUMAS)\b[^\n]{0,60})$")
_NO_AUTHOR = regex.compile(r"(?i)^(?:sumber|foto|source|via|editor|©|photo|admin$|-$)")


def find_author(text: str, sections: tuple[Section, ...]) -> str | None:
    """Who wrote it, as the byline says: a named writer, else the initials in brackets."""
    lines = [text[s.start : s.end] for s in sections if s.kind == "byline"]
    for pattern in (_AUTHOR_LABEL, _REPORT_OF, _HUMAS_LINE, _BRACKET):
        for line in lines:
            match = pattern.search(line)
            if match and not _NO_AUTHOR.match(match["name"]) and (name := match["name"].strip(" .,*_()-")):
                return name
    return None


_OUTLET = regex.compile(
    r"(?i)[a-z0-9-]{2,30}+(?:\.[a-z0-9-]{2,20}+){0,2}\.(?:com|co\.id|id|net|org|co|info|news|tv)\b|\bANTARA\b"
)


def find_outlet(text: str, sections: tuple[Section, ...]) -> str | None:
    """Who published it, where the dateline names a site or the agency Antara."""
    for section in sections:
        if section.kind == "dateline" and (match := _OUTLET.search(text, section.start, section.end)):
            return match[0]
    return None


def find_published(text: str, sections: tuple[Section, ...]) -> dt.date | None:
    """The complete date in the dateline or else in the byline."""
    for kind in ("dateline", "byline"):
        for section in sections:
            if section.kind == kind and (day := find_complete_date(text[section.start : section.end])):
                return day
    return None
