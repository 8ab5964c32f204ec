"""Web pages: the story, its title, author, day and outlet, through trafilatura."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import regex

from pipeline.errors import RejectArticle
from pipeline.read.article import read_article
from pipeline.read.html_text import html_to_text
from pipeline.read.limits import ReadLimits
from pipeline.read.published import parse_published
from pipeline.records import Article

_JSON_LD_OPEN = regex.compile(r"(?i)<script[^<>]{0,300}?application/ld\+json[^<>]{0,300}>")
_JSON_LD_MOST: Final = 20
_ARTICLE_TYPES: Final = frozenset({"article", "newsarticle", "blogposting", "reportagenewsarticle", "webpage"})
_FIGCAPTION = regex.compile(r"(?i)<(?P<close>/?)figcaption\b[^<>]{0,500}>")
_FIGURE = regex.compile(r"(?i)</?figure\b[^<>]{0,500}>")
_DEEPEST: Final = 200
"""Deeper trees are not given to trafilatura: libxml2 cuts them off at 256, and text would be lost."""
_LARGEST: Final = 5_000_000
"""Characters of a page that trafilatura is given; saved news pages have less than a tenth."""
_OPEN_OR_CLOSE = regex.compile(
    r"(?i)<(?P<close>/?)(?:div|span|section|article|ul|ol|li|table|tr|td|b|i|em|strong|font|blockquote|p)\b"
)


def article_from_html(html: str, source: str, limits: ReadLimits, url: str | None = None) -> Article:
    """The article of a saved web page.

    Args:
        html: the page, decoded.
        source: what the article is known by.
        limits: bounds on its size.
        url: address that the page was fetched from, if known.

    Raises:
        RejectArticle: ``no_article`` where no running text is found; ``empty``; ``too_large``.
    """
    if not html.strip():
        raise RejectArticle("empty", "The page is empty. Save it again.")
    linked = next(_json_ld(html), {})
    found = _extract(html, url)
    text = str(found.get("text") or "")
    if not text:
        text = html_to_text(html)
    if not any(c.isalpha() for c in text):
        raise RejectArticle("no_article", "The page holds no running text. Check that it was saved whole.")
    return read_article(
        text,
        source=source,
        title=_name(linked.get("headline")) or _name(found.get("title")),
        published=parse_published(linked.get("datePublished")) or parse_published(found.get("date")),
        url=url or _name(found.get("url")),
        author=_name(linked.get("author")) or _name(found.get("author")),
        outlet=_name(linked.get("publisher")) or _name(found.get("sitename")),
        limits=limits,
    )


def _extract(html: str, url: str | None) -> dict[str, Any]:
    """What trafilatura finds; empty where it finds nothing or the page is built to break parsers."""
    import trafilatura  # here, because it takes a third of a second and few runs read HTML

    if len(html) > _LARGEST or _depth(html) > _DEEPEST:
        return {}
    # Captions are part of the story; trafilatura drops figures whole, so they become paragraphs of their own.
    html = _FIGCAPTION.sub(r"<\g<close>p>", _FIGURE.sub("", html))
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    try:
        document = trafilatura.bare_extraction(
            html,
            url=url,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "max_date": tomorrow.isoformat(),
            },
        )
    except (RecursionError, ValueError, AssertionError):
        return {}
    if document is None or isinstance(document, dict):
        return document or {}
    return dict(document.as_dict())


def _depth(html: str) -> int:
    """The deepest nesting of common tags, counted without a parser."""
    depth = deepest = 0
    for match in _OPEN_OR_CLOSE.finditer(html):
        depth = max(0, depth - 1) if match["close"] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _json_ld(html: str) -> Iterator[dict[str, Any]]:
    """The schema.org objects of type article that the page carries."""
    for match in islice(_JSON_LD_OPEN.finditer(html), _JSON_LD_MOST):
        end = html.find("</", match.end())
        try:
            data = json.loads(html[match.end() : end])
        except (ValueError, RecursionError):
            continue
        pending = data if isinstance(data, list) else [data]
        for item in pending:
            if isinstance(item, dict) and isinstance(graph := item.get("@graph"), list):
                pending.extend(graph)
            elif isinstance(item, dict) and _types(item) & _ARTICLE_TYPES:
                yield item


def _types(item: dict[str, Any]) -> set[str]:
    kind = item.get("@type")
    return {str(k).casefold() for k in (kind if isinstance(kind, list) else [kind])}


def _name(value: object) -> str | None:
    """A person or organisation of schema.org, or a list of them, as text."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:5]))) or None
    return None
