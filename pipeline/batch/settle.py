"""After the articles: retire what changed, mend what pointed to it, link names.  One transaction.

Parts never change, so a part with dead rows, or whose names are linked anew, is written again under a new number; files
of it that stay the same are only given another name (a hard link).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.batch.commit import find_original, with_duplicates
from pipeline.batch.names import links_of, names_changed, relink, update_names
from pipeline.batch.state import ANY_OF, State, any_of
from pipeline.write.linked import LOCAL, relinked
from pipeline.write.parts import PartFile, link_part, read_part, write_part

SMALL_PARTS = 64
"""Parts less than half full that may gather before a run merges them of its own accord."""


@dataclass(slots=True)
class Rewrite:
    """What is to be done to one part."""

    drop: set[str] = field(default_factory=set)
    duplicates: dict[str, str | None] = field(default_factory=dict)
    relinked: bool = False


def settle(
    state: State, folder: Path, about: Mapping[str, str], part_articles: int, most_small: int = SMALL_PARTS
) -> int:
    """Bring parts, duplicates, links and names in line with the articles that stand; the number of parts written again.

    Args:
        state: open.
        folder: of the parts.
        about: metadata of the Parquet files.
        part_articles: articles of a full part.
        most_small: parts less than half full that may gather before they are merged.
    """
    with state.transaction():
        rewrites: dict[int, Rewrite] = defaultdict(Rewrite)
        for part, article_id in state.all("SELECT part, article_id FROM dead"):
            rewrites[part].drop.add(article_id)
        _mend_duplicates(state, rewrites)
        code = about.get("code", "")
        if names_changed(state) or state.get("linked_by") != code:
            moved = relink(state, code)
            for part in _parts_with(state, moved):
                rewrites[part].relinked = True
            update_names(state, moved)
        _finish_raw(state, rewrites)
        for part, rewrite in sorted(rewrites.items()):
            _rewrite(state, folder, part, rewrite, about)
        merged = 0
        if len(small_parts(state, part_articles)) > most_small:
            merged = merge(state, folder, about, part_articles)
    return len(rewrites) + merged


def _mend_duplicates(state: State, rewrites: dict[int, Rewrite]) -> None:
    """Point repeats of an article that is gone, or was read anew, to another one that stands."""
    broken = state.all(
        "SELECT d.article_id, d.seq, d.part, d.content, d.fingerprint FROM articles d "
        "LEFT JOIN articles o ON o.article_id = d.duplicate_of "
        "WHERE d.duplicate_of IS NOT NULL AND (o.seq IS NULL OR o.seq > d.seq OR o.duplicate_of IS NOT NULL) "
        "ORDER BY d.seq"
    )
    for article_id, seq, part, content, fingerprint in broken:
        bands = [band for (band,) in state.all("SELECT band FROM bands WHERE seq = ?", (seq,))]
        original = find_original(state, content, bands, fingerprint, before=seq)
        state.db.execute("UPDATE articles SET duplicate_of = ? WHERE seq = ?", (original, seq))
        rewrites[part].duplicates[article_id] = original


def _finish_raw(state: State, rewrites: dict[int, Rewrite]) -> None:
    """Parts that workers wrote lack what only the run knows: duplicates, and links that were there before."""
    for (part,) in state.all("SELECT part FROM raw"):
        duplicates = state.all(
            "SELECT article_id, duplicate_of FROM articles WHERE part = ? AND duplicate_of IS NOT NULL", (part,)
        )
        if duplicates:
            rewrites[part].duplicates.update(duplicates)
        linked = state.one(
            "SELECT 1 FROM articles a JOIN local_names n ON n.seq = a.seq JOIN links l ON l.local_id = n.local_id "
            "WHERE a.part = ? LIMIT 1",
            (part,),
        )
        if linked:
            rewrites[part].relinked = True
    state.db.execute("DELETE FROM raw")


def _parts_with(state: State, local_ids: Iterable[str]) -> set[int]:
    rows = state.all(
        f"SELECT DISTINCT a.part FROM local_names n JOIN articles a ON a.seq = n.seq WHERE n.local_id IN {ANY_OF}",
        [any_of(local_ids)],
    )
    return {part for (part,) in rows}


def _rewrite(state: State, folder: Path, part: int, rewrite: Rewrite, about: Mapping[str, str]) -> None:
    files = {
        name: PartFile(name, rows, size, sha)
        for name, rows, size, sha in state.all(
            "SELECT name, rows, bytes, sha256 FROM part_files WHERE part = ?", (part,)
        )
    }
    (count,) = state.db.execute("SELECT count(*) FROM articles WHERE part = ?", (part,)).fetchone()
    state.drop_part(part)
    if not count:
        return
    number = state.next_part()
    changed: dict[str, pa.Table] = {}
    drop = pa.array(sorted(rewrite.drop), pa.string())
    for name in files:
        relink_it = rewrite.relinked and f"{name}{LOCAL}" in files
        if not (rewrite.drop or relink_it or (name == "articles" and rewrite.duplicates)):
            continue
        data = read_part(folder, part, name)
        if relink_it:
            local = read_part(folder, part, f"{name}{LOCAL}")
            links = links_of(state, {str(i) for i in local.column("local_id").drop_null().unique().to_pylist()})
            data = relinked(data, local, links)
        if rewrite.drop:
            data = data.filter(pc.invert(pc.is_in(data.column("article_id"), drop)))
        if name == "articles":
            data = with_duplicates(data, rewrite.duplicates)
        changed[name] = data
    same = [f for name, f in files.items() if name not in changed]
    state.add_part(number, count, link_part(folder, number, part, same, changed, about))
    state.db.execute("UPDATE articles SET part = ? WHERE part = ?", (number, part))


def small_parts(state: State, part_articles: int) -> list[tuple[int, int]]:
    """Parts less than half full, with their number of articles."""
    return state.all("SELECT part, articles FROM parts WHERE articles * 2 < ? ORDER BY part", (part_articles,))


def merge(state: State, folder: Path, about: Mapping[str, str], part_articles: int) -> int:
    """Merge small parts into full ones; call inside a transaction.  The number of parts merged."""
    merged = 0
    group: list[int] = []
    size = 0
    for part, articles in [*small_parts(state, part_articles), (0, part_articles)]:
        if group and size + articles > part_articles:
            if len(group) > 1:
                _merge(state, folder, group, size, about)
                merged += len(group)
            group, size = [], 0
        group.append(part)
        size += articles
    return merged


def _merge(state: State, folder: Path, parts: list[int], articles: int, about: Mapping[str, str]) -> None:
    number = state.next_part()
    names = [
        name
        for (name,) in state.all(
            f"SELECT DISTINCT name FROM part_files WHERE part IN {ANY_OF} ORDER BY name", [any_of(parts)]
        )
    ]
    tables = {
        name: pa.concat_tables([read_part(folder, part, name) for part in parts]).combine_chunks() for name in names
    }
    state.add_part(number, articles, write_part(folder, number, tables, about))
    for part in parts:
        state.db.execute("UPDATE articles SET part = ? WHERE part = ?", (number, part))
        state.drop_part(part)
