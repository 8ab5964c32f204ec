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
from pipeline.privacy import PUPIL_ID

FACTS_PER_BLOCK = 5_000
ARTICLES_PER_BLOCK = 40
TOP = 10
AMOUNTS = 15
MONTHS = 60
YEARS = 60
# What the overview lists, by the labels of the mentions.
_LISTS = {
    "people": ("PERSON",),
    "bodies": ("AGENCY", "ORGANIZATION"),
    "schools": ("SCHOOL",),
    "programs": ("PROGRAM",),
    "places": ("LOCATION",),
}


@dataclass(frozen=True, slots=True)
class ReportData:
    """What goes into the page.

    Attributes:
        overview: counts, series and top lists; small.
        articles: columns ``id``, ``title``, ``published``, ``outlet``, ``source``, ``author``, ``facts`` (how
            many), ``provinces`` (codes of the provinces mentioned) and ``repeats`` (number of the article repeated).
        mentions: articles (their numbers) that mention each name of the overview's lists.
        facts: blocks of rows ``[article number, start, end, subject, predicate, object, value, value_max, unit,
            date_start, date_end, place, score]``.
        details: blocks of ``[text, spans]``; a span is ``[start, end, kind, note, score]``.  Offsets in the page
            count UTF-16 units, as JavaScript does.
    """

    overview: dict[str, Any]
    articles: dict[str, list[Any]]
    mentions: dict[str, list[int]]
    facts: list[list[list[Any]]]
    details: list[list[list[Any]]]


def collect(folder: Path) -> ReportData:
    """Everything the report shows, from the tables in ``folder``."""
    with connect(folder) as db:
        db.execute(_PLAIN)
        db.execute(_DAYS)
        db.execute(_HEADLINE)
        tables = {row[0] for row in db.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
        rows = db.execute(
            "SELECT article_id, headline(title, text, source), CAST(published AS VARCHAR), outlet, source, author,"
            " text, duplicate_of FROM articles ORDER BY published DESC NULLS LAST, source"
        ).fetchall()
        number = {row[0]: i for i, row in enumerate(rows)}
        wide = {i: _Utf16(row[6]) for i, row in enumerate(rows) if any(ord(c) > 0xFFFF for c in row[6])}
        if "entities" in tables:
            db.execute(_named("names" in tables))
        spans = _spans(db, tables, number, wide)
        facts, per_article = _facts(db, tables, number, wide)
        overview = _overview(db, tables)
        for amount in overview.get("amounts", ()):
            i = number[amount[-3]]
            if i in wide:
                amount[-2:] = [wide[i][amount[-2]], wide[i][amount[-1]]]
        return ReportData(
            overview={**overview, "block": ARTICLES_PER_BLOCK},
            articles={
                "id": [r[0] for r in rows],
                "title": [r[1] for r in rows],
                "published": [r[2] for r in rows],
                "outlet": [r[3] for r in rows],
                "source": [r[4] for r in rows],
                "author": [r[5] for r in rows],
                "facts": [per_article[i] for i in range(len(rows))],
                "provinces": _provinces_of(db, tables, number),
                "repeats": [number.get(r[7]) for r in rows],
            },
            mentions=_mentions(db, overview, number),
            facts=[facts[i : i + FACTS_PER_BLOCK] for i in range(0, len(facts), FACTS_PER_BLOCK)],
            details=[
                [[rows[j][6], spans.get(j, [])] for j in range(i, min(i + ARTICLES_PER_BLOCK, len(rows)))]
                for i in range(0, len(rows), ARTICLES_PER_BLOCK)
            ],
        )


# Whole numbers without ".0"; beyond 10^18 a double has no whole digits to show.
_PLAIN = (
    "CREATE MACRO plain(x) AS CASE WHEN x = floor(x) AND abs(x) < 1e18"
    " THEN format('{:,}', CAST(x AS BIGINT)) ELSE format('{:,}', x) END"
)
# An article without a title is called by the first line of its text.
_HEADLINE = (
    "CREATE MACRO first_line(text) AS split_part(trim(text, chr(10) || ' '), chr(10), 1);"
    "CREATE MACRO headline(title, text, source) AS coalesce(title, nullif(CASE WHEN length(first_line(text)) > 90"
    " THEN left(first_line(text), 87) || '...' ELSE first_line(text) END, ''), source)"
)
# A whole year or month is said as such: 2024, 2024-11, 2024-11-28, 2024-11-28 to 2024-11-30.
_DAYS = (
    "CREATE MACRO days(a, b) AS CASE"
    " WHEN strftime(a, '%m-%d') = '01-01' AND b = a + INTERVAL 1 YEAR - INTERVAL 1 DAY THEN strftime(a, '%Y')"
    " WHEN day(a) = 1 AND b = last_day(a) THEN strftime(a, '%Y-%m')"
    " WHEN a = b THEN CAST(a AS VARCHAR)"
    " ELSE coalesce(CAST(a AS VARCHAR), '?') || ' to ' || coalesce(CAST(b AS VARCHAR), '?') END"
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
        sources.append(
            'SELECT article_id, start, "end", label, coalesce(name, text) ||'
            " CASE WHEN code IS NULL THEN '' ELSE ' (region ' || code || ')' END, score, 0 AS rank FROM entities"
        )
    if "dates" in tables:
        sources.append("SELECT article_id, start, \"end\", 'DATE', days(date_start, date_end), NULL, 1 FROM dates")
    if "quantities" in tables:
        sources.append(
            "SELECT article_id, start, \"end\", 'QUANTITY', kind || ': ' || concat_ws(' ', CASE qualifier"
            " WHEN 'min' THEN 'at least' WHEN 'max' THEN 'at most' ELSE qualifier END, plain(value),"
            " CASE WHEN value_max IS NOT NULL THEN 'to ' || plain(value_max) END, unit)"
            " || CASE WHEN item IS NULL THEN '' ELSE ', ' || item END, NULL, 2 FROM quantities"
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
    for article, start, end, *said, score in db.execute(
        'SELECT article_id, start, "end", subject, predicate, object, value, value_max, unit, '
        "CAST(date_start AS VARCHAR), CAST(date_end AS VARCHAR), place, score FROM facts "
        "ORDER BY article_id, start, fact_id"
    ).fetchall():
        i = number.get(article)
        if i is None:
            continue
        per_article[i] += 1
        if i in wide:
            start, end = wide[i][start], wide[i][end]
        facts.append([i, start, end, *(_short(x) for x in said), round(score, 2)])
    facts.sort(key=lambda f: (f[0], f[1]))
    return facts, per_article


def _short(value: Any) -> Any:
    """Whole numbers as such, which takes less room."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _named(linked: bool) -> str:
    """A view of who is mentioned where, under one name across articles; hidden pupils share names and are left out."""
    name, join = ("n.name, ", " LEFT JOIN names n USING (entity_id)") if linked else ("", "")
    return (
        f"CREATE VIEW named AS SELECT e.article_id, e.label, coalesce({name}e.name, e.text) AS who"
        f" FROM entities e{join} WHERE coalesce(e.entity_id, '') NOT LIKE '{PUPIL_ID}%'"
    )


def _mentions(db: duckdb.DuckDBPyConnection, overview: dict[str, Any], number: dict[str, int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {name: [] for key in _LISTS for name, _ in overview.get(key, ())}
    if found:
        for name, article in db.execute(
            "SELECT DISTINCT who, article_id FROM named WHERE list_contains(?, who) AND label IN (SELECT unnest(?))",
            [list(found), [label for labels in _LISTS.values() for label in labels]],
        ).fetchall():
            if article in number:
                found[name].append(number[article])
    return {name: sorted(articles) for name, articles in found.items()}


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
        **_series(
            db.execute(
                "SELECT strftime(published, '%Y-%m') AS month, count(*) FROM articles"
                " WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1"
            ).fetchall()
        ),
        "undated": _one(db, "SELECT count(*) FROM articles WHERE published IS NULL"),
    }
    if "entities" in tables:
        for key, labels in _LISTS.items():
            overview[key] = db.execute(
                "SELECT who, count(DISTINCT article_id) AS n FROM named"
                f" WHERE list_contains(?, label) GROUP BY 1 ORDER BY n DESC, who LIMIT {TOP}",
                [list(labels)],
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
            f" AND coalesce(entity_id, '') NOT LIKE '{PUPIL_ID}%'"
            f" GROUP BY 1 ORDER BY n DESC, speaker LIMIT {TOP}"
        ).fetchall()
    if "quantities" in tables:
        overview["amounts"] = [
            list(row)
            for row in db.execute(
                "SELECT coalesce(q.item, ''), q.text, q.value, headline(a.title, a.text, a.source), q.article_id,"
                ' q.start, q."end"'
                " FROM quantities q JOIN articles a USING (article_id)"
                " WHERE q.kind = 'money' AND q.unit = 'IDR' AND a.duplicate_of IS NULL"
                " QUALIFY row_number() OVER (PARTITION BY q.article_id, q.value ORDER BY q.item IS NULL, q.start) = 1"
                f" ORDER BY q.value DESC, q.article_id LIMIT {AMOUNTS}"
            ).fetchall()
        ]
    return overview


def _series(months: list[tuple[str, int]]) -> dict[str, Any]:
    """Articles per month without gaps; per year where five years of months would leave out a tenth or more.

    Returns:
        ``by`` (month or year), ``periods`` (``[period, articles]``) and ``earlier`` (articles before the first).
    """
    if not months:
        return {"by": "month", "periods": [], "earlier": 0}
    counts = {_month(period): n for period, n in months}
    last = max(counts)
    first = max(min(counts), last - MONTHS + 1)
    earlier = sum(n for month, n in counts.items() if month < first)
    if earlier * 10 <= sum(counts.values()):
        periods = [[f"{m // 12:04d}-{m % 12 + 1:02d}", counts.get(m, 0)] for m in range(first, last + 1)]
        return {"by": "month", "periods": periods, "earlier": earlier}
    years: dict[int, int] = defaultdict(int)
    for month, n in counts.items():
        years[month // 12] += n
    recent = max(min(years), last // 12 - YEARS + 1)
    return {
        "by": "year",
        "periods": [[f"{y:04d}", years.get(y, 0)] for y in range(recent, last // 12 + 1)],
        "earlier": sum(n for year, n in years.items() if year < recent),
    }


def _month(period: str) -> int:
    year, month = period.split("-")
    return int(year) * 12 + int(month) - 1


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
