"""Text of a piece of HTML, without judging what is furniture: for CMS dumps, and for pages that trafilatura cannot read.

Walks the tokens of Python's own parser, which neither recurses nor builds a tree, so depth does not matter.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

import regex

_BLOCKS: Final = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table td th title tr ul".split()
)
_SILENT: Final = frozenset(
    "script style noscript template svg math iframe object select button textarea title head nav form".split()
)
_VOID: Final = frozenset("br hr img input link meta".split())
_TAG = regex.compile(
    r"(?i)</?(?:p|div|br|span|strong|b|i|em|a|h[1-6]|ul|ol|li|blockquote|figure|img|table)(?:\s[^<>]{0,500})?/?>"
)
_TAGS_NEEDED: Final = 2
_BLANKS = regex.compile(r"[ \t\r\n\f]+")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS and not self._silent:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and not self._silent:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            if tag in self._silent:  # an unclosed one inside ends with it
                del self._silent[self._silent.index(tag) :]
        elif tag in _BLOCKS and tag not in _VOID and not self._silent:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(_BLANKS.sub(" ", data))


def looks_like_html(text: str) -> bool:
    """True where a text holds at least two tags of running text."""
    if "<" not in text:
        return False
    return sum(1 for _ in zip(range(_TAGS_NEEDED), _TAG.finditer(text), strict=False)) == _TAGS_NEEDED


def html_to_text(html: str) -> str:
    """The text of ``html``, a block a line; scripts, styles, menus (``nav``) and forms left out."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (line.strip() for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)
