"""One article with everything found in it: coloured in the terminal, or as a small page of its own."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.extraction import Extraction, Row
from pipeline.schema import TABLE

_STYLES = {
    "PERSON": "bold cyan",
    "POSITION": "cyan",
    "AGENCY": "green",
    "ORGANIZATION": "bright_green",
    "SCHOOL": "bold green",
    "PROGRAM": "magenta",
    "EVENT": "bright_magenta",
    "LOCATION": "yellow",
    "REGULATION": "bright_red",
    "quantity": "bold blue",
    "date": "blue",
}
_SHOWN = ("positions", "statements", "aliases", "programs", "events", "quantities", "dates")
_HIDDEN_COLUMNS = {"article_id", "sentence", "start", "end", "entity_id", "score", "cue"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text to colour, with what to say about it."""

    start: int
    end: int
    kind: str
    note: str


def marks(found: Extraction) -> list[Mark]:
    """Entities, quantities and dates in order, without overlaps; an entity wins over a value."""
    wanted = [
        *(Mark(m.start, m.end, m.label, f"{m.label}: {m.name or m.text} ({m.score:.2f})") for m in found.entities),
        *(Mark(d.start, d.end, "date", f"date: {d.date_start or '?'} to {d.date_end or '?'}") for d in found.dates),
        *(
            Mark(
                q.start, q.end, "quantity", f"{q.kind}: {q.qualifier or ''} {q.value} {q.unit or ''}".replace("  ", " ")
            )
            for q in found.quantities
        ),
    ]
    taken: list[Mark] = []
    busy = bytearray(len(found.article.text) + 1)
    for mark in wanted:
        if not any(busy[mark.start : mark.end]):
            busy[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
            taken.append(mark)
    return sorted(taken, key=lambda m: m.start)


def to_terminal(found: Extraction) -> RenderableType:
    """The article with its spans coloured, then its rows table by table."""
    article = found.article
    text = Text(article.text)
    shown = marks(found)
    for mark in shown:
        text.stylize(_STYLES.get(mark.kind, "underline"), mark.start, mark.end)
    kinds = {mark.kind for mark in shown}
    legend = Text("  ").join(Text(kind, style=style) for kind, style in _STYLES.items() if kind in kinds)
    parts: list[RenderableType] = [
        Text(f"{article.source}  {article.published or ''}  {article.author or ''}".rstrip(), style="dim"),
        Text(),
        text,
        Text(),
        legend,
    ]
    for name, columns, rows in _tables(found):
        grid = Table(title=f"{name} ({len(rows)})", title_justify="left", show_edge=False, pad_edge=False)
        for column in columns:
            grid.add_column(column, overflow="fold")
        for row in rows:
            grid.add_row(*(Text(_cell(row[c])) for c in columns))
        parts += [Text(), grid]
    return Group(*parts)


def to_html(found: Extraction) -> str:
    """A self-contained page; everything from the article is escaped."""
    article = found.article
    pieces = []
    at = 0
    for mark in marks(found):
        pieces.append(html.escape(article.text[at : mark.start]))
        pieces.append(
            f'<mark class="{mark.kind.lower()}" title="{html.escape(mark.note, quote=True)}">'
            f"{html.escape(article.text[mark.start : mark.end])}</mark>"
        )
        at = mark.end
    pieces.append(html.escape(article.text[at:]))
    tables = []
    for name, columns, rows in _tables(found):
        head = "".join(f'<th scope="col">{c}</th>' for c in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_cell(row[c]))}</td>" for c in columns) + "</tr>" for row in rows
        )
        tables.append(
            f"<h2>{name} ({len(rows)})</h2>"
            f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        )
    title = html.escape(article.title or article.source)
    meta = html.escape(" · ".join(str(x) for x in (article.source, article.published, article.author) if x))
    return _PAGE.format(title=title, meta=meta, text="".join(pieces), tables="".join(tables))


def _tables(found: Extraction) -> Iterator[tuple[str, list[str], list[Row]]]:
    rows = found.rows()
    for name in _SHOWN:
        if rows[name]:
            columns = [
                c
                for c in TABLE[name].column_names
                if c not in _HIDDEN_COLUMNS and any(row[c] is not None for row in rows[name])
            ]
            yield name, columns, rows[name]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.10g}"
    text = str(value)
    return text if len(text) <= 160 else text[:157] + "..."


_PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
.text {{ white-space: pre-wrap; }}
.meta {{ opacity: .75; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; font-size: .9rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .25rem .6rem; border-bottom: 1px solid #8884; }}
mark {{ color: #111; background: #ddd; border-radius: .2em; padding: 0 .1em; }}
.person, .position {{ background: #b8ecf5; }} .agency, .organization, .school {{ background: #c4edc0; }}
.program, .event {{ background: #f0c9f2; }} .location {{ background: #f7e6a1; }} .regulation {{ background: #f8c8c0; }}
.quantity, .date {{ background: #c9d6fb; }}
</style></head><body>
<h1>{title}</h1><p class="meta">{meta}</p>
<div class="text">{text}</div>
{tables}
</body></html>
"""
