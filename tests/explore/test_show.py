"""One article shown: every character is there, and nothing of it is taken for markup."""

from __future__ import annotations

import html
from decimal import Decimal
from io import StringIO

import regex
from rich.console import Console

from pipeline.explore.show import marks, to_html, to_terminal
from pipeline.extraction import Extraction
from pipeline.records import Article, Mention, Quantity

TEXT = "Ani <script>alert(1)</script> [bold]menerima[/bold] 12 buku & pena."


def _found() -> Extraction:
    at = TEXT.index("12")
    return Extraction(
        article=Article(article_id="a", source="a.txt", text=TEXT, title='T "<b>'),
        entities=(Mention(start=0, end=3, text="Ani", label="PERSON"),),
        quantities=(
            Quantity(start=at, end=at + 7, text=TEXT[at : at + 7], kind="count", value=Decimal(12), unit="buku"),
            Quantity(start=0, end=3, text="Ani", kind="count", value=Decimal(1)),
        ),
    )


def test_an_entity_wins_over_a_value_in_the_same_place() -> None:
    assert [(m.kind, TEXT[m.start : m.end]) for m in marks(_found())] == [("PERSON", "Ani"), ("quantity", "12 buku")]


def test_hostile_text_stays_text_in_the_page() -> None:
    page = to_html(_found())
    assert "<script" not in page
    assert "<title>T &quot;&lt;b&gt;</title>" in page
    body = regex.search(r'<div class="text">(.*?)</div>', page, regex.DOTALL)
    assert body is not None
    assert html.unescape(regex.sub(r"</?mark[^>]*>", "", body[1])) == TEXT


def test_the_terminal_shows_the_text_as_it_stands() -> None:
    console = Console(width=200, record=True, file=StringIO())
    console.print(to_terminal(_found()))
    assert TEXT in console.export_text()
