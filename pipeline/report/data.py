"""Reads the tables of a run into what the report shows: an overview, a list of facts, the articles with their spans."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from pipeline.explore.query import connect

FACTS_PER_BLOCK = 5_000
ARTICLES_PER_BLOCK = 40
TOP = 15


@dataclass(frozen=True, slots=True)
class ReportData:
    """What goes into the page.

    Attributes:
        overview: counts, series and top lists; small.
        articles: columns ``id``, ``title``, ``published``, ``outlet``, ``source``, ``author``, ``facts`` (how
            many) and ``provinces`` (codes of the provinces mentioned).
        facts: blocks of rows ``[article number, start, end, subject, predicate, object, value, place, score]``.
        details: blocks of ``[text, spans]``; a span is ``[start, end, kind, note, score]``.  Offsets in the page
            count UTF-16 units, as JavaScript does.
    """

    overview: dict[str, Any]
    articles: dict[str, list[Any]]
    facts: list[list[list[Any]]]
    details: list[list[list[Any]]]


def collect(folder: Path) -> ReportData:
    """Everything the report shows, from the tables in ``folder``."""
    with connect(folder) as db:
        # Whole numbers without ".0"; beyond 10^18 a double has no whole digits to show.
        db.execute(
            "CREATE MACRO plain(x) AS CASE WHEN x = floor(x) AND abs(x) < 1e18"
            " THEN format('{:,}', CAST(x AS BIGINT)) ELSE format('{:,}', x) END"
        )
        tables = {row[0] for row in db.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
        rows = db.execute(
            "SELECT article_id, coalesce(title, source), CAST(published AS VARCHAR), outlet, source, author, text"
            " FROM articles ORDER BY published DESC NULLS LAST, source"
        ).fetchall()
        number = {row[0]: i for i, row in enumerate(rows)}
        wide = {i: _Utf16(row[6]) for i, row in enumerate(rows) if any(ord(c) > 0xFFFF for c in row[6])}
        spans = _spans(db, tables, number, wide)
        facts, per_article = _facts(db, tables, number, wide)
        return ReportData(
            overview={**_overview(db, tables), "block": ARTICLES_PER_BLOCK},
            articles={
                "id": [r[0] for r in rows],
                "title": [r[1] for r in rows],
                "published": [r[2] for r in rows],
                "outlet": [r[3] for r in rows],
                "source": [r[4] for r in rows],
                "author": [r[5] for r in rows],
                "facts": [per_article[i] for i in range(len(rows))],
                "provinces": _provinces_of(db, tables, number),
            },
            facts=[facts[i : i + FACTS_PER_BLOCK] for i in range(0, len(facts), FACTS_PER_BLOCK)],
            details=[
                [[rows[j][6], spans.get(j, [])] for j in range(i, min(i + ARTICLES_PER_BLOCK, len(rows)))]
                for i in range(0, len(rows), ARTICLES_PER_BLOCK)
            ],
        )


class _Utf16:
    """Turns offsets in code points into offsets in UTF-16 units, for texts with characters beyond U+FFFF."""

    def __init__(self, text: str) -> None:
        self.at = [0]
        for c in text:
            self.at.append(self.at[-1] + (2 if ord(c) > 0xFFFF else 1))

    def __getitem__(self, offset: int) -> int:
        return self.at[offset]


def _spans(
    db: duckdb.DuckDBPyConnection, tables: set[str], number: dict[str, int], wide: dict[int, _Utf16]
) -> dict[int, list[list[Any]]]:
    """Spans per article, ordered, not overlapping: entities first, then dates and quantities where they fit."""
    sources = []
    if "entities" in tables:
        sources.append('SELECT article_id, start, "end", label, coalesce(name, text), score, 0 AS rank FROM entities')
    if "dates" in tables:
        sources.append(
            "SELECT article_id, start, \"end\", 'DATE', coalesce(CAST(date_start AS VARCHAR), '?') || "
            "CASE WHEN date_end IS DISTINCT FROM date_start THEN ' to ' || coalesce(CAST(date_end AS VARCHAR), '?') "
            "ELSE '' END, NULL, 1 FROM dates"
        )
    if "quantities" in tables:
        sources.append(
            "SELECT article_id, start, \"end\", 'QUANTITY', concat_ws(' ', kind, qualifier, "
            "plain(value), CASE WHEN value_max IS NOT NULL THEN 'to ' || plain(value_max) END, "
            "unit), NULL, 2 FROM quantities"
        )
    taken: dict[int, list[list[Any]]] = defaultdict(list)
    if not sources:
        return taken
    for article, start, end, kind, note, score, _ in db.execute(
        " UNION ALL ".join(sources) + " ORDER BY 1, 7, 2"
    ).fetchall():
        i = number.get(article)
        if i is None:
            continue
        span = [start, end, kind, note, None if score is None else round(score, 3)]
        taken[i].append(span)
    for i, found in taken.items():
        kept: list[list[Any]] = []
        busy: set[int] = set()
        for span in found:
            if busy.isdisjoint(range(span[0], span[1])):
                busy.update(range(span[0], span[1]))
                kept.append(span)
        kept.sort(key=lambda s: s[0])
        if i in wide:
            kept = [[wide[i][s[0]], wide[i][s[1]], *s[2:]] for s in kept]
        taken[i] = kept
    return taken


def _facts(
    db: duckdb.DuckDBPyConnection, tables: set[str], number: dict[str, int], wide: dict[int, _Utf16]
) -> tuple[list[list[Any]], dict[int, int]]:
    per_article: dict[int, int] = defaultdict(int)
    facts: list[list[Any]] = []
    if "facts" not in tables:
        return facts, per_article
    for article, start, end, subject, predicate, object_, value, place, score in db.execute(
        'SELECT article_id, start, "end", subject, predicate, object, '
        "nullif(concat_ws(' ', CASE WHEN value IS NOT NULL THEN plain(value) END, "
        "CASE WHEN value_max IS NOT NULL THEN 'to ' || plain(value_max) END, unit, "
        "CAST(date_start AS VARCHAR), CASE WHEN date_end IS DISTINCT FROM date_start THEN "
        "'to ' || CAST(date_end AS VARCHAR) END), ''), place, score FROM facts ORDER BY article_id, start, fact_id"
    ).fetchall():
        i = number.get(article)
        if i is None:
            continue
        per_article[i] += 1
        if i in wide:
            start, end = wide[i][start], wide[i][end]
        facts.append([i, start, end, subject, predicate, object_, value, place, round(score, 2)])
    facts.sort(key=lambda f: (f[0], f[1]))
    return facts, per_article


def _provinces_of(db: duckdb.DuckDBPyConnection, tables: set[str], number: dict[str, int]) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in number]
    if "entities" in tables:
        for article, code in db.execute(
            "SELECT DISTINCT article_id, left(code, 2) FROM entities WHERE code IS NOT NULL ORDER BY 1, 2"
        ).fetchall():
            if article in number:
                found[number[article]].append(code)
    return found


def _overview(db: duckdb.DuckDBPyConnection, tables: set[str]) -> dict[str, Any]:
    counts = {
        name: _one(db, f'SELECT count(*) FROM "{name}"')
        for name in ("articles", "sentences", "entities", "quantities", "dates", "positions", "statements", "facts")
        if name in tables
    }
    overview: dict[str, Any] = {
        "counts": counts,
        "first": _one(db, "SELECT CAST(min(published) AS VARCHAR) FROM articles"),
        "last": _one(db, "SELECT CAST(max(published) AS VARCHAR) FROM articles"),
        "months": db.execute(
            "SELECT strftime(published, '%Y-%m') AS month, count(*) FROM articles"
            " WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall(),
        "undated": _one(db, "SELECT count(*) FROM articles WHERE published IS NULL"),
    }
    if "entities" in tables:
        for key, labels in (
            ("people", "'PERSON'"),
            ("bodies", "'AGENCY', 'ORGANIZATION'"),
            ("schools", "'SCHOOL'"),
            ("programs", "'PROGRAM'"),
            ("places", "'LOCATION'"),
        ):
            overview[key] = db.execute(
                f"SELECT coalesce(name, text) AS who, count(DISTINCT article_id) AS n FROM entities"
                f" WHERE label IN ({labels}) GROUP BY 1 ORDER BY n DESC, who LIMIT {TOP}"
            ).fetchall()
        by_province = dict(
            db.execute(
                "SELECT left(code, 2), count(DISTINCT article_id) FROM entities WHERE code IS NOT NULL GROUP BY 1"
            ).fetchall()
        )
        overview["provinces"] = [[*p, by_province.get(p[0], 0)] for p in provinces()]
    if "statements" in tables:
        overview["speakers"] = db.execute(
            "SELECT speaker, count(*) AS n FROM statements WHERE speaker IS NOT NULL"
            f" GROUP BY 1 ORDER BY n DESC, speaker LIMIT {TOP}"
        ).fetchall()
    if "quantities" in tables:
        overview["amounts"] = [
            list(row)
            for row in db.execute(
                "SELECT coalesce(q.item, ''), q.text, q.value, q.unit, coalesce(a.title, a.source), q.article_id"
                " FROM quantities q JOIN articles a USING (article_id)"
                " WHERE q.kind = 'money' AND q.unit = 'IDR' AND a.duplicate_of IS NULL"
                f" ORDER BY q.value DESC, q.article_id LIMIT {TOP}"
            ).fetchall()
        ]
    return overview


def _one(db: duckdb.DuckDBPyConnection, sql: str) -> Any:
    row = db.execute(sql).fetchone()
    return None if row is None else row[0]


def provinces() -> list[tuple[str, str, str, int, int]]:
    """The 38 provinces: Kemendagri code, name, short form, and column and row of its tile."""
    text = resources.files("pipeline.report").joinpath("provinces.csv").read_text(encoding="utf-8")
    return [
        (row["code"], row["name"], row["short"], int(row["column"]), int(row["row"]))
        for row in csv.DictReader(text.splitlines())
    ]
