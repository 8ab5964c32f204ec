"""Linking across articles: which local ids are one thing, and the table ``names``.

Only what an added or removed article touches is looked at again; the rest of ``names`` stays as it is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from pipeline.batch.state import State
from pipeline.write.arrow import to_arrow

ALIASES = 50
"""Most other forms that a row of ``names`` lists, the commonest first."""


def relink(state: State) -> set[str]:
    """Bring links up to date with the articles that came and went; call inside a transaction.

    Returns:
        Local ids whose ``entity_id`` is now another than before.
    """
    return set()


def update_names(state: State, relinked: set[str]) -> None:
    """Make the rows of ``names`` anew that an article or a link touched; call inside a transaction."""
    db = state.db
    db.execute("CREATE TEMP TABLE IF NOT EXISTS again (entity_id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.execute("DELETE FROM temp.again")
    db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(i,) for i in relinked])
    db.execute(
        "INSERT OR IGNORE INTO temp.again SELECT coalesce(l.entity_id, t.local_id) "
        "FROM touched t LEFT JOIN links l ON l.local_id = t.local_id"
    )
    db.execute("INSERT OR IGNORE INTO temp.again SELECT local_id FROM touched")
    db.execute("DELETE FROM names WHERE entity_id IN (SELECT entity_id FROM temp.again)")
    query = (
        "SELECT e.entity_id, n.label, n.name, n.forms, n.code, n.mentions, a.published FROM temp.again e "
        "JOIN (SELECT entity_id, local_id FROM links UNION ALL SELECT local_id, local_id FROM touched "
        "WHERE local_id NOT IN (SELECT local_id FROM links)) m ON m.entity_id = e.entity_id "
        "JOIN local_names n ON n.local_id = m.local_id JOIN articles a ON a.seq = n.seq ORDER BY e.entity_id, n.seq"
    )
    cursor = db.execute(query)
    rows = []
    for entity_id, group in groupby(cursor, key=itemgetter(0)):
        rows.append(_summary(entity_id, [g[1:] for g in group]))
        if len(rows) >= 5000:
            db.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            rows = []
    db.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.execute("DELETE FROM touched")


def _summary(entity_id: str, rows: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """One row of ``names`` from what each article says of it."""
    labels: Counter[str] = Counter()
    names: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    days = []
    mentions = 0
    for label, name, forms_json, code, count, published in rows:
        labels[label] += count
        names[name] += count
        for form in json.loads(forms_json):
            forms[form] += 1
        forms[name] += 0
        if code:
            codes[code] += count
        if published:
            days.append(published)
        mentions += count
    name = _commonest(names)[0]
    others = [form for form in _commonest(forms) if form != name][:ALIASES]
    return (
        entity_id,
        _commonest(labels)[0],
        name,
        " | ".join(others) or None,
        _commonest(codes)[0] if codes else None,
        len(rows),
        mentions,
        min(days, default=None),
        max(days, default=None),
    )


def _commonest(counts: Counter[str]) -> list[str]:
    """Keys by count, the longer and then the alphabetically first one first where counts are equal."""
    return sorted(counts, key=lambda key: (-counts[key], -len(key), key))


def names_tables(state: State) -> Iterator[pa.Table]:
    """The table ``names``, ordered by ``entity_id``, some thousand rows at a time."""
    columns = ("entity_id", "label", "name", "aliases", "code", "articles", "mentions", "first_seen", "last_seen")
    for page in state.pages(f"SELECT {', '.join(columns)} FROM names ORDER BY entity_id", size=20_000):
        rows = [dict(zip(columns, row, strict=True)) for row in page]
        for row in rows:
            for day in ("first_seen", "last_seen"):
                row[day] = dt.date.fromisoformat(row[day]) if row[day] else None
        yield to_arrow("names", rows)
