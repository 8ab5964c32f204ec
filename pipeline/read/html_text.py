"""Text of a piece of HTML, whatever its role: for CMS dumps, and for pages that trafilatura cannot read.

Listens to the events of libxml2's parser and builds no tree, so depth does not matter.
"""

from __future__ import annotations

from typing import Final

import regex
from lxml import etree  # type: ignore[import-untyped]

_BLOCKS: Final = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main "
    "nav ol p pre section table td th title tr ul".split()
)
_SILENT: Final = frozenset(
    ("script style noscript template svg math iframe object select button textarea title head nav form").split()
)
_TAG = regex.compile(
    r"(?i)</?(?:p|div|br|span|strong|b|i|em|a|h[1-6]|ul|ol|li|blockquote|figure|img|table)(?:\s[^<>]{0,500})?/?>"
)
_TAGS_NEEDED: Final = 2
_BLANKS = regex.compile(r"[ \t\r\n\f]+")


class _Text:
    """Target of lxml's parser: collects text, a line break for every block."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._silent = 0

    def start(self, tag: str, attributes: object) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def end(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent -= 1
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data)

    def comment(self, text: str) -> None:
        """Comments are no text."""

    def close(self) -> str:
        return "".join(part if part == "\n" else _BLANKS.sub(" ", part) for part in self._parts)


def looks_like_html(text: str) -> bool:
    """True where a text holds at least two tags of running text."""
    if "<" not in text:
        return False
    return sum(1 for _ in zip(range(_TAGS_NEEDED), _TAG.finditer(text), strict=False)) == _TAGS_NEEDED


def html_to_text(html: str) -> str:
    """The text of ``html``, a block a line; scripts, styles, menus (``nav``) and forms left out."""
    parser = etree.HTMLParser(target=_Text(), huge_tree=True, recover=True)
    try:
        parser.feed(html)
        text = str(parser.close())
    except (etree.LxmlError, ValueError):
        return ""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
