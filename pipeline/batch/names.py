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
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.batch.state import ANY_OF, State, any_of
from pipeline.write.arrow import arrow_schema

if TYPE_CHECKING:
    from pipeline.relate.link.corpus import LocalName

FORMS = 50
"""Most forms of a name that linking and the table ``names`` are given, the commonest first."""
CHUNK = 1_000
"""Names that are looked at at a time, or linked with all that hang together with them: what bounds the memory."""
_THING = "local_id, label, name, forms, code, bodies, regions, articles, mentions, first_seen, last_seen"
_SAID = "n.local_id, n.label, n.name, n.forms, n.code, n.bodies, n.regions, n.mentions"


def names_changed(state: State) -> bool:
    """Whether articles came or went since names were last linked."""
    return bool(state.one("SELECT 1 FROM came LIMIT 1") or state.one("SELECT 1 FROM gone LIMIT 1"))


def _note_touched(state: State) -> None:
    """Fill the temporary table ``touched``: what came or went since names were last linked."""
    state.db.execute("DELETE FROM temp.touched")
    state.db.execute("INSERT INTO temp.touched SELECT local_id FROM came UNION SELECT local_id FROM gone")


def relink(state: State, code: str = "") -> dict[str, str]:
    """Bring things and links up to date with the articles that came and went; call inside a transaction.

    Args:
        state: open.
        code: version of the code; when it is not the one that linked before, everything is linked anew.

    Returns:
        Old ids of the local ids whose id is now another.
    """
    from pipeline.relate.link.corpus import block_keys, link_names

    _sum_up(state)
    if state.get("linked_by") != code:
        everything = "SELECT local_id FROM things UNION SELECT local_id FROM links"
        state.db.execute(f"INSERT OR IGNORE INTO temp.dirty {everything}")
        state.set("linked_by", code)
    # What hung together with them before counts too: without them it may fall apart.
    _reach_dirty(state)
    for chunk in _stored(state, "dirty"):
        state.db.execute(f"DELETE FROM blocks WHERE local_id IN {ANY_OF}", [any_of(chunk)])
        state.db.executemany(
            "INSERT OR IGNORE INTO blocks VALUES (?, ?)",
            ((b, n.local_id) for n in _local_names(state, chunk) for b in block_keys(n)),
        )
    moved: dict[str, str] = {}
    for chunk in _stored(state, "reached", "NOT done"):
        together = _reach(state, chunk)
        state.db.executemany("INSERT OR REPLACE INTO temp.reached VALUES (?, 0, 1)", ((i,) for i in together))
        before = links_of(state, together)
        after = link_names(_local_names(state, together))
        changed = [i for i in sorted(together) if after.get(i, i) != before.get(i, i)]
        moved.update((i, before.get(i, i)) for i in changed)
        state.db.executemany("DELETE FROM links WHERE local_id = ?", [(i,) for i in changed])
        linked = [(i, after[i]) for i in changed if after.get(i, i) != i]
        state.db.executemany("INSERT INTO links VALUES (?, ?)", linked)
    return moved


def _sum_up(state: State) -> None:
    """Count in what came and out what went; a thing that a hundred thousand articles name costs no more than another.

    Things that changed in what linking looks at are then in the temporary table ``dirty``.
    """
    _note_touched(state)
    state.db.execute("DELETE FROM temp.dirty")
    for chunk in _stored(state, "touched"):
        these = [any_of(chunk)]
        before = {
            row[0]: row[1:]
            for row in state.all(f"SELECT {_THING}, counts FROM things WHERE local_id IN {ANY_OF}", these)
        }
        state.db.execute(f"DELETE FROM things WHERE local_id IN {ANY_OF}", these)
        sums = {i: _Sum.of(before.get(i)) for i in chunk}
        came = (
            f"SELECT {_SAID}, a.published FROM came c JOIN local_names n ON n.local_id = c.local_id AND n.seq = c.seq "
        )
        for row in state.db.execute(f"{came} JOIN articles a ON a.seq = c.seq WHERE c.local_id IN {ANY_OF}", these):
            sums[row[0]].count(row[1:], 1)
        for row in state.db.execute(f"SELECT {_SAID}, n.published FROM gone n WHERE n.local_id IN {ANY_OF}", these):
            sums[row[0]].count(row[1:], -1)
        after = {i: s.thing(state, i) for i, s in sums.items() if s.articles}
        state.db.executemany(
            f"INSERT INTO things ({_THING}, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(i, *thing) for i, thing in after.items()],
        )
        dirty = [(i,) for i in chunk if _looked_at(before.get(i)) != _looked_at(after.get(i))]
        state.db.executemany("INSERT INTO temp.dirty VALUES (?)", dirty)


@dataclass(slots=True)
class _Sum:
    """What all articles together say under one local id."""

    counts: list[Counter[str]] = field(default_factory=lambda: [Counter() for _ in range(6)])
    """Labels, names and codes by mentions, then forms, bodies and regions by articles."""
    articles: int = 0
    mentions: int = 0
    first_seen: str | None = None
    last_seen: str | None = None
    look_again: bool = False
    """Whether an article went that may have been the first or the last one."""

    @classmethod
    def of(cls, thing: tuple[Any, ...] | None) -> _Sum:
        """As it was: columns of ``things`` behind the id, with ``counts`` last; None for nothing."""
        if thing is None:
            return cls()
        counts = [Counter(c) for c in json.loads(thing[-1])]
        return cls(counts, articles=thing[6], mentions=thing[7], first_seen=thing[8], last_seen=thing[9])

    def count(self, said: tuple[Any, ...], sign: int) -> None:
        """Count in (1) or out (-1) what one article says."""
        label, name, forms, code, bodies, regions, mentions, published = said
        self.articles += sign
        self.mentions += sign * mentions
        for value, counter in zip((label, name, code), self.counts[:3], strict=True):
            if value:
                counter[value] += sign * mentions
        for values, counter in zip((forms, bodies, regions), self.counts[3:], strict=True):
            for value in json.loads(values):
                counter[value] += sign
        if published and sign > 0:
            self.first_seen = min(self.first_seen or published, published)
            self.last_seen = max(self.last_seen or published, published)
        elif published:
            self.look_again = self.look_again or published in (self.first_seen, self.last_seen)

    def thing(self, state: State, local_id: str) -> tuple[Any, ...]:
        """Columns of ``things`` behind the id, with ``counts`` last."""
        if self.look_again:
            self.first_seen, self.last_seen = state.db.execute(
                "SELECT min(a.published), max(a.published) FROM local_names n JOIN articles a ON a.seq = n.seq "
                "WHERE n.local_id = ?",
                (local_id,),
            ).fetchone()
        counts = [+counter for counter in self.counts]
        labels, names, codes, forms, bodies, regions = counts
        return (
            commonest(labels)[0],
            commonest(names)[0],
            json.dumps({form: forms[form] for form in commonest(forms)[:FORMS]}, ensure_ascii=False),
            commonest(codes)[0] if codes else None,
            json.dumps(sorted(bodies), ensure_ascii=False),
            json.dumps(sorted(regions), ensure_ascii=False),
            self.articles,
            self.mentions,
            self.first_seen,
            self.last_seen,
            json.dumps(counts, ensure_ascii=False),
        )


def _looked_at(thing: tuple[Any, ...] | None) -> Any:
    """What of a thing decides how it is linked: all but the counts, of which only the power of two matters."""
    if thing is None:
        return None
    label, name, forms, code, bodies, regions, _, mentions, first_seen, *_ = thing
    return label, name, tuple(sorted(json.loads(forms))), code, bodies, regions, first_seen, mentions.bit_length()


def _reach_dirty(state: State) -> None:
    """Fill the temporary table ``reached``: what hangs together with what is dirty, through chains of blocks."""
    state.db.execute("DELETE FROM temp.reached")
    state.db.execute("DELETE FROM temp.near")
    state.db.execute("INSERT INTO temp.reached SELECT local_id, 0, 0 FROM temp.dirty")
    step, more = 0, True
    while more:
        state.db.execute(
            "INSERT OR IGNORE INTO temp.near SELECT b.block, ?1 FROM temp.reached r "
            "JOIN blocks b ON b.local_id = r.local_id WHERE r.step = ?1",
            (step,),
        )
        found = state.db.execute(
            "INSERT OR IGNORE INTO temp.reached SELECT b.local_id, ?1 + 1, 0 FROM temp.near n "
            "JOIN blocks b ON b.block = n.block WHERE n.step = ?1",
            (step,),
        )
        step, more = step + 1, found.rowcount > 0


def _reach(state: State, local_ids: Iterable[str]) -> set[str]:
    """All local ids that hang together with some, through chains of blocks."""
    reached: set[str] = set(local_ids)
    seen: set[str] = set()
    new_ids = set(reached)
    while new_ids:
        rows = state.db.execute(f"SELECT DISTINCT block FROM blocks WHERE local_id IN {ANY_OF}", [any_of(new_ids)])
        new_blocks = {b for (b,) in rows} - seen
        seen |= new_blocks
        rows = state.db.execute(f"SELECT DISTINCT local_id FROM blocks WHERE block IN {ANY_OF}", [any_of(new_blocks)])
        new_ids = {i for (i,) in rows} - reached
        reached |= new_ids
    return reached


def _local_names(state: State, local_ids: Iterable[str]) -> list[LocalName]:
    """Things as linking takes them."""
    from pipeline.relate.link.corpus import LocalName

    found = []
    for row in state.db.execute(f"SELECT {_THING} FROM things WHERE local_id IN {ANY_OF}", [any_of(local_ids)]):
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


def links_of(state: State, local_ids: Iterable[str]) -> dict[str, str]:
    """Local id -> id, for those known under another id."""
    return dict(state.all(f"SELECT local_id, entity_id FROM links WHERE local_id IN {ANY_OF}", [any_of(local_ids)]))


def update_names(state: State, moved: dict[str, str]) -> None:
    """Make the rows of ``names`` anew that an article or a link touched; call inside a transaction.

    Args:
        state: open, after :func:`relink`.
        moved: what it returned.
    """
    _note_touched(state)
    state.db.executemany("INSERT OR IGNORE INTO temp.touched VALUES (?)", ((i,) for i in moved))
    state.db.execute("DELETE FROM temp.again")
    state.db.execute(
        "INSERT INTO temp.again SELECT local_id FROM temp.touched "
        "UNION SELECT l.entity_id FROM temp.touched t JOIN links l ON l.local_id = t.local_id"
    )
    state.db.executemany("INSERT OR IGNORE INTO temp.again VALUES (?)", ((i,) for i in moved.values()))
    for chunk in _stored(state, "again"):
        these = [any_of(chunk)]
        state.db.execute(f"DELETE FROM names WHERE entity_id IN {ANY_OF}", these)
        members: dict[str, set[str]] = {}
        for local_id, entity_id in state.all(
            f"SELECT local_id, entity_id FROM links WHERE entity_id IN {ANY_OF}", these
        ):
            members.setdefault(entity_id, set()).add(local_id)
        away = set(links_of(state, chunk))
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
    state.db.execute("DELETE FROM came")
    state.db.execute("DELETE FROM gone")


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
        articles = state.one(f"SELECT count(DISTINCT seq) FROM local_names WHERE local_id IN {ANY_OF}", [any_of(ids)])
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
    schema = arrow_schema("names")
    for page in state.pages(f"SELECT {', '.join(columns)} FROM names ORDER BY entity_id", size=5_000):
        # By column and not by row: of all that publishing does only this grows with the corpus.
        values = dict(zip(columns, zip(*page, strict=True), strict=True))
        arrays = []
        for column in schema:
            day = pa.types.is_date(column.type) or pa.types.is_timestamp(column.type)
            array = pa.array(values[column.name], pa.string() if day else column.type)
            arrays.append(array.cast(pa.date32()).cast(column.type) if day else array)
        yield pa.Table.from_arrays(arrays, schema=schema)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _stored(state: State, table: str, which: str = "TRUE") -> Iterator[list[str]]:
    """Local ids in a temporary table, some at a time and in order; the table may be written to meanwhile."""
    last = ""
    sql = f"SELECT local_id FROM temp.{table} WHERE local_id > ? AND {which} ORDER BY local_id LIMIT {CHUNK}"
    while rows := state.all(sql, (last,)):
        last = rows[-1][0]
        yield [i for (i,) in rows]
