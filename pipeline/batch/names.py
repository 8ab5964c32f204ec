"""Linking across articles: which local ids are one thing, and the table ``names``.

The work grows with what came and went: things (all that is said under one local id) are summed up anew where an article
touched them, linked anew where what linking looks at changed, with all that they can be linked to, and only rows of
``names`` that any of this touches are made again.  The comparing itself is :mod:`pipeline.relate.link.corpus`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.batch.state import State
from pipeline.write.arrow import to_arrow

if TYPE_CHECKING:
    from pipeline.relate.link.corpus import LocalName

FORMS = 50
"""Most forms of a name that are kept, the commonest first."""
CHUNK = 10_000
_THING = "local_id, label, name, forms, code, bodies, regions, articles, mentions, first_seen, last_seen"


def relink(state: State, code: str = "") -> dict[str, str]:
    """Bring things and links up to date with the articles that came and went; call inside a transaction.

    Args:
        state: open.
        code: version of the code; when it is not the one that linked before, everything is linked anew.

    Returns:
        Old ids of the local ids whose id is now another.
    """
    from pipeline.relate.link.corpus import block_keys, link_names

    dirty, blocks = _sum_up(state)
    if state.get("linked_by") != code:
        dirty |= {i for (i,) in state.all("SELECT local_id FROM things UNION SELECT local_id FROM links")}
        state.set("linked_by", code)
    if not dirty:
        return {}
    # What hung together with them before counts too: without them it may fall apart.
    reached = _reach(state, dirty, blocks)
    for chunk in _chunks(dirty):
        state.db.execute(f"DELETE FROM blocks WHERE local_id IN ({_marks(chunk)})", chunk)
    names = _local_names(state, dirty)
    state.db.executemany(
        "INSERT OR IGNORE INTO blocks VALUES (?, ?)", [(b, n.local_id) for n in names for b in block_keys(n)]
    )
    reached = _reach(state, reached, set())
    before = _links(state, reached)
    after = link_names(_local_names(state, reached))
    moved = {i: before.get(i, i) for i in reached if after.get(i, i) != before.get(i, i)}
    state.db.executemany("DELETE FROM links WHERE local_id = ?", [(i,) for i in moved])
    state.db.executemany("INSERT INTO links VALUES (?, ?)", [(i, after[i]) for i in moved if after.get(i, i) != i])
    return moved


def _sum_up(state: State) -> tuple[set[str], set[str]]:
    """Make touched things anew.

    Returns:
        Those of them that changed in what linking looks at, and the blocks in which they were.
    """
    touched = [i for (i,) in state.all("SELECT local_id FROM touched")]
    dirty: set[str] = set()
    for chunk in _chunks(touched):
        marks = _marks(chunk)
        before = {
            row[0]: row[1:] for row in state.all(f"SELECT {_THING} FROM things WHERE local_id IN ({marks})", chunk)
        }
        state.db.execute(f"DELETE FROM things WHERE local_id IN ({marks})", chunk)
        rows = state.db.execute(
            "SELECT n.local_id, n.label, n.name, n.forms, n.code, n.bodies, n.regions, n.mentions, a.published "
            f"FROM local_names n JOIN articles a ON a.seq = n.seq WHERE n.local_id IN ({marks}) "
            "ORDER BY n.local_id",
            chunk,
        )
        after = {i: _thing([g[1:] for g in group]) for i, group in groupby(rows, key=itemgetter(0))}
        state.db.executemany(
            "INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [(i, *t) for i, t in after.items()]
        )
        dirty.update(i for i in chunk if _looked_at(before.get(i)) != _looked_at(after.get(i)))
    blocks: set[str] = set()
    for chunk in _chunks(dirty):
        rows = state.db.execute(f"SELECT DISTINCT block FROM blocks WHERE local_id IN ({_marks(chunk)})", chunk)
        blocks.update(block for (block,) in rows)
    return dirty, blocks


def _thing(rows: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """What all articles together say under one local id."""
    labels: Counter[str] = Counter()
    names: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    bodies: set[str] = set()
    regions: set[str] = set()
    days = []
    for label, name, forms_json, code, bodies_json, regions_json, count, published in rows:
        labels[label] += count
        names[name] += count
        forms.update(json.loads(forms_json))
        bodies.update(json.loads(bodies_json))
        regions.update(json.loads(regions_json))
        if code:
            codes[code] += count
        if published:
            days.append(published)
    kept = {form: forms[form] for form in commonest(forms)[:FORMS]}
    return (
        commonest(labels)[0],
        commonest(names)[0],
        json.dumps(kept, ensure_ascii=False),
        commonest(codes)[0] if codes else None,
        json.dumps(sorted(bodies), ensure_ascii=False),
        json.dumps(sorted(regions), ensure_ascii=False),
        len(rows),
        names.total(),
        min(days, default=None),
        max(days, default=None),
    )


def _looked_at(thing: tuple[Any, ...] | None) -> Any:
    """What of a thing decides how it is linked: all but the counts, of which only the power of two matters."""
    if thing is None:
        return None
    label, name, forms, code, bodies, regions, _, mentions, first_seen, _ = thing
    return label, name, tuple(sorted(json.loads(forms))), code, bodies, regions, first_seen, mentions.bit_length()


def _reach(state: State, local_ids: Iterable[str], blocks: Iterable[str]) -> set[str]:
    """All local ids that hang together with some, through chains of blocks."""
    reached: set[str] = set(local_ids)
    seen: set[str] = set()
    new_ids, new_blocks = set(reached), set(blocks)
    while new_ids or new_blocks:
        for chunk in _chunks(new_ids):
            rows = state.db.execute(f"SELECT DISTINCT block FROM blocks WHERE local_id IN ({_marks(chunk)})", chunk)
            new_blocks.update(b for (b,) in rows)
        new_blocks -= seen
        seen |= new_blocks
        new_ids = set()
        for chunk in _chunks(new_blocks):
            rows = state.db.execute(f"SELECT DISTINCT local_id FROM blocks WHERE block IN ({_marks(chunk)})", chunk)
            new_ids.update(i for (i,) in rows)
        new_ids -= reached
        reached |= new_ids
        new_blocks = set()
    return reached


def _local_names(state: State, local_ids: Iterable[str]) -> list[LocalName]:
    """Things as linking takes them."""
    from pipeline.relate.link.corpus import LocalName

    found = []
    for chunk in _chunks(local_ids):
        for row in state.db.execute(f"SELECT {_THING} FROM things WHERE local_id IN ({_marks(chunk)})", chunk):
            local_id, label, name, forms, code, bodies, regions, articles, mentions, first_seen, last_seen = row
            found.append(
                LocalName(
                    local_id=local_id,
                    label=label,
                    name=name,
                    variants=tuple(json.loads(forms)),
                    code=code,
                    bodies=tuple(json.loads(bodies)),
                    regions=tuple(json.loads(regions)),
                    mentions=mentions,
                    articles=articles,
                    first_seen=_day(first_seen),
                    last_seen=_day(last_seen),
                )
            )
    return found


def _links(state: State, local_ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in _chunks(local_ids):
        found.update(state.all(f"SELECT local_id, entity_id FROM links WHERE local_id IN ({_marks(chunk)})", chunk))
    return found


def update_names(state: State, moved: dict[str, str]) -> None:
    """Make the rows of ``names`` anew that an article or a link touched; call inside a transaction.

    Args:
        state: open, after :func:`relink`.
        moved: what it returned.
    """
    touched = {i for (i,) in state.all("SELECT local_id FROM touched")} | set(moved)
    links = _links(state, touched)
    again = {links.get(i, i) for i in touched} | set(moved.values()) | touched
    for chunk in _chunks(again):
        marks = _marks(chunk)
        state.db.execute(f"DELETE FROM names WHERE entity_id IN ({marks})", chunk)
        members: dict[str, set[str]] = {}
        for local_id, entity_id in state.all(
            f"SELECT local_id, entity_id FROM links WHERE entity_id IN ({marks})", chunk
        ):
            members.setdefault(entity_id, set()).add(local_id)
        away = set(_links(state, chunk))
        for entity_id in chunk:
            if entity_id not in away:
                members.setdefault(entity_id, set()).add(entity_id)
        named = _local_names(state, {i for ids in members.values() for i in ids})
        by_id = {name.local_id: name for name in named}
        rows = []
        for entity_id, ids in sorted(members.items()):
            group = [by_id[i] for i in sorted(ids) if i in by_id]
            if group:
                rows.append(_row(state, entity_id, group))
        state.db.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    state.db.execute("DELETE FROM touched")


def _row(state: State, entity_id: str, group: Sequence[LocalName]) -> tuple[Any, ...]:
    """One row of ``names``."""
    from pipeline.relate.link.corpus import canonical_name

    labels: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for thing in group:
        labels[thing.label] += thing.mentions
        for i, form in enumerate((thing.name, *thing.variants)):
            forms[form] += 0 if i == 0 else thing.mentions
        if thing.code:
            codes[thing.code] += thing.mentions
    name = canonical_name(group)
    others = [form for form in commonest(forms) if form != name][:FORMS]
    if len(group) == 1:
        articles = group[0].articles
    else:
        ids = [thing.local_id for thing in group]
        articles = state.one(f"SELECT count(DISTINCT seq) FROM local_names WHERE local_id IN ({_marks(ids)})", ids)
    days = [day for thing in group for day in (thing.first_seen, thing.last_seen) if day]
    return (
        entity_id,
        commonest(labels)[0],
        name,
        " | ".join(others) or None,
        commonest(codes)[0] if codes else None,
        articles,
        sum(thing.mentions for thing in group),
        min(days).isoformat() if days else None,
        max(days).isoformat() if days else None,
    )


def commonest(counts: Counter[str]) -> list[str]:
    """Keys by count; of equal counts the longer one first, then in the order of the alphabet."""
    return sorted(counts, key=lambda key: (-counts[key], -len(key), key))


def names_tables(state: State) -> Iterator[pa.Table]:
    """The table ``names``, ordered by ``entity_id``, some thousand rows at a time."""
    columns = ("entity_id", "label", "name", "aliases", "code", "articles", "mentions", "first_seen", "last_seen")
    for page in state.pages(f"SELECT {', '.join(columns)} FROM names ORDER BY entity_id", size=20_000):
        rows = [dict(zip(columns, row, strict=True)) for row in page]
        for row in rows:
            row["first_seen"], row["last_seen"] = _day(row["first_seen"]), _day(row["last_seen"])
        yield to_arrow("names", rows)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _chunks(values: Iterable[str]) -> Iterator[list[str]]:
    listed = sorted(values)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
