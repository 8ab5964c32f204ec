"""Files that hold one article: plain text, Markdown and HTML pages."""

from __future__ import annotations

import tomllib
from typing import Final

import regex
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.read.article import read_article
from pipeline.read.columns import FIELD_NAMES, as_text
from pipeline.read.html_text import html_to_text
from pipeline.read.limits import ReadLimits
from pipeline.read.published import parse_published
from pipeline.records import Article

_FENCE = regex.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<head>.{0,20000}?)\n(?P=fence)[ \t]*(?:\n|\Z)", regex.DOTALL
)
_FIELD = regex.compile(r"^(?P<name>[\w-]{1,40}+)\s{0,3}:\s{0,3}(?P<value>.{0,2000})$", regex.MULTILINE)
_SENTENCE_END = regex.compile(r"[.!?:;…][\"”’')]{0,2}$")
_IMAGE_NAME = regex.compile(r"(?i)^[\w -]{0,80}\.(?:jpe?g|png|gif|webp)$|^(?:image|img|gambar|foto|logo|icon)\d{0,3}$")


def article_from_text(text: str, source: str, limits: ReadLimits) -> Article:
    """The article of a plain text file.

    Raises:
        RejectArticle: ``empty`` or ``too_large``.
    """
    return read_article(text, source=source, limits=limits)


def article_from_markdown(text: str, source: str, limits: ReadLimits) -> Article:
    """The article of a Markdown file; front matter (YAML ``key: value`` lines, or TOML) gives title, day and author.

    Raises:
        RejectArticle: ``empty`` or ``too_large``.
    """
    text = text.replace("\r\n", "\n")
    head: dict[str, object] = {}
    if match := _FENCE.match(text):
        head = _front_matter(match["head"], toml=match["fence"] == "+++")
        text = text[match.end() :]
    if len(text) <= limits.article_chars:
        text = markdown_to_text(text)
    return read_article(
        text,
        source=source,
        title=_field(head, "title"),
        published=next(filter(None, (parse_published(v) for v in _values(head, "published"))), None),
        url=_field(head, "url"),
        author=_field(head, "author"),
        outlet=_field(head, "outlet"),
        limits=limits,
    )


def _front_matter(head: str, *, toml: bool) -> dict[str, object]:
    if toml:
        try:
            fields: dict[str, object] = tomllib.loads(head)
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}
    else:
        fields = {m["name"]: m["value"].strip().strip("\"'[]") for m in _FIELD.finditer(head)}
    return {name.casefold().replace("-", "_"): value for name, value in fields.items()}


def _values(head: dict[str, object], field: str) -> list[object]:
    return [head[name] for name in FIELD_NAMES[field] if name in head]


def _field(head: dict[str, object], field: str) -> str | None:
    return next(filter(None, (as_text(v, ", ") for v in _values(head, field))), None)


_MARKDOWN_MAX_CHARS: Final = 500_000
_MARKDOWN_MAX_BRACKETS: Final = 3_000
_MARKDOWN: Final = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")


def markdown_to_text(text: str) -> str:
    """The text of Markdown, a block a line; a picture's description stands where the picture does.

    Text that would take the parser long (it is quadratic in open brackets) is returned as it is.
    """
    if len(text) > _MARKDOWN_MAX_CHARS or text.count("[") > _MARKDOWN_MAX_BRACKETS:
        return text
    lines: list[str] = []
    for token in _MARKDOWN.parse(text):
        if token.type == "inline":
            lines.extend(_inline(token.children or []).split("\n"))
        elif token.type in {"fence", "code_block"}:
            lines.extend(token.content.split("\n"))
        elif token.type == "html_block":
            lines.extend(html_to_text(token.content).split("\n"))
        elif token.type in {"paragraph_close", "heading_close"}:
            lines.append("")
    return "\n".join(line.strip() for line in lines)


def _inline(tokens: list[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type == "image":
            if not _IMAGE_NAME.match(token.content):
                parts.append(f"\n{token.content}\n" if len(tokens) > 1 else token.content)
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "softbreak":
            # Authors of news start a paragraph with a single line end; editors wrap long lines with one.
            parts.append("\n" if parts and _SENTENCE_END.search(parts[-1]) else " ")
    return "".join(parts)
