"""Check that tables are sound: files and hashes, columns, every offset, every key.  Flat in memory but for the ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from pipeline.checksums import file_digest
from pipeline.schema import TABLE
from pipeline.write.arrow import arrow_schema
from pipeline.write.dictionary import PRIMARY, foreign_keys
from pipeline.write.tables import read_tables

LISTED = 100
"""Problems of one kind in one table that are listed."""


@dataclass(slots=True)
class Verification:
    """What was checked and what was wrong."""

    folder: Path
    rows: int = 0
    files: int = 0
    problems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Nothing was wrong."""
        return not self.problems

    def summary(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "folder": str(self.folder),
            "ok": self.ok,
            "files": self.files,
            "rows": self.rows,
            "counts": self.counts,
            "problems": self.problems,
        }

    def wrong(self, text: str, count: int = 1) -> None:
        """Note a problem."""
        if count:
            self.problems.append(text)


def verify(output: str | Path) -> Verification:
    """Check the newest version of the tables in a folder.

    Raises:
        OutputError: there are no tables.
    """
    tables = read_tables(output)
    report = Verification(tables.folder)
    _hashes(tables.folder, report)
    datasets: dict[str, ds.Dataset] = {}
    for name in tables.names_of_tables:
        if dataset := _columns(name, tables.path(name), report):
            datasets[name] = dataset
    required = [t.name for t in TABLE.values() if not t.optional]
    for name in required:
        report.wrong(f"{name}: the table is missing", name not in tables.names_of_tables)
    _keys(datasets, report)
    if "articles" in datasets:
        _offsets(datasets, report)
    return report


def _hashes(folder: Path, report: Verification) -> None:
    sums = folder / "SHA256SUMS"
    if not sums.exists():
        report.wrong("SHA256SUMS is missing")
        return
    listed = set()
    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        path = folder / name
        listed.add(path)
        report.files += 1
        if not path.is_file():
            report.wrong(f"{name}: the file is missing")
        elif file_digest(path) != digest:
            report.wrong(f"{name}: the content is not what was written (SHA-256 differs)")
    for path in folder.rglob("*.parquet"):
        if path.is_file() and path not in listed:
            report.wrong(f"{path.relative_to(folder)}: a file that SHA256SUMS does not know")


def _columns(name: str, path: Path, report: Verification) -> ds.Dataset | None:
    expected = arrow_schema(name)
    rows = 0
    for file in sorted(path.glob("*.parquet")) if path.is_dir() else [path]:
        try:
            with pq.ParquetFile(file) as opened:
                found = opened.schema_arrow
                rows += opened.metadata.num_rows
        except (pa.ArrowInvalid, OSError) as error:
            report.wrong(f"{name}: {file.name} is no Parquet file: {error}")
            return None
        if not found.equals(expected):
            report.wrong(f"{name}: the columns of {file.name} are not those of this version's schema")
            return None
    report.counts[name] = rows
    report.rows += rows
    return ds.dataset(path, format="parquet", schema=expected)


def _keys(datasets: Mapping[str, ds.Dataset], report: Verification) -> None:
    """Primary keys are unique; what a column points to is there."""
    import duckdb

    with duckdb.connect(config={"threads": 2}) as db:
        for name, dataset in datasets.items():
            db.register(name, dataset)
        for name in datasets:
            for column in TABLE[name].columns:
                if column.required:
                    (count,) = _row(db, f'SELECT count(*) FROM "{name}" WHERE "{column.name}" IS NULL')
                    report.wrong(f"{name}.{column.name}: missing in {count:,} rows", count)
            if primary := PRIMARY.get(name):
                listed = ", ".join(f'"{c}"' for c in primary)
                (count,) = _row(
                    db, f'SELECT count(*) FROM (SELECT 1 FROM "{name}" GROUP BY {listed} HAVING count(*) > 1)'
                )
                report.wrong(f"{name}: {count:,} values of the key ({listed}) stand in more than one row", count)
            for columns, other, others in foreign_keys(TABLE[name]):
                if other not in datasets:
                    continue
                on = " AND ".join(f'a."{c}" = b."{o}"' for c, o in zip(columns, others, strict=True))
                known = " AND ".join(f'a."{c}" IS NOT NULL' for c in columns)
                (count,) = _row(db, f'SELECT count(*) FROM "{name}" a ANTI JOIN "{other}" b ON {on} WHERE {known}')
                report.wrong(f"{name}: {count:,} rows whose {', '.join(columns)} is not in {other}", count)
        if "entities" in datasets and "names" in datasets:
            (count,) = _row(
                db,
                "SELECT count(*) FROM names n FULL JOIN (SELECT entity_id, count(*) m, count(DISTINCT article_id) a "
                "FROM entities WHERE entity_id IS NOT NULL GROUP BY 1) e USING (entity_id) "
                "WHERE n.mentions IS DISTINCT FROM e.m OR n.articles IS DISTINCT FROM e.a",
            )
            report.wrong(f"names: counts of {count:,} rows are not those of entities", count)


def _row(db: Any, sql: str) -> tuple[int]:
    row: tuple[int] = db.execute(sql).fetchone()
    return row


def _offsets(datasets: Mapping[str, ds.Dataset], report: Verification) -> None:
    """``articles.text[start:end] == text`` in every row; part by part, since a part holds whole articles."""
    spanned = [n for n in datasets if {"article_id", "start", "end", "text"} <= set(TABLE[n].column_names)]
    for texts in _texts(datasets["articles"]):
        ids = pa.array(list(texts), pa.string())
        for name in spanned:
            wanted = pc.field("article_id").isin(ids)
            wrong = 0
            for batch in datasets[name].to_batches(columns=["article_id", "start", "end", "text"], filter=wanted):
                for article, start, end, text in zip(*(c.to_pylist() for c in batch.columns), strict=True):
                    if texts[article][start:end] != text or not 0 <= start < end:
                        wrong += 1
                        if wrong <= LISTED:
                            report.wrong(f"{name}: {article}[{start}:{end}] is not {text[:60]!r}")
            if wrong > LISTED:
                report.wrong(f"{name}: {wrong - LISTED:,} further rows with wrong offsets")


def _texts(articles: ds.Dataset) -> Iterator[dict[str, str]]:
    for batch in articles.to_batches(columns=["article_id", "text"], batch_size=20_000):
        if batch.num_rows:
            ids, texts = batch.column(0).to_pylist(), batch.column(1).to_pylist()
            yield {str(i): str(text) for i, text in zip(ids, texts, strict=True)}
