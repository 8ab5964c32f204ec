"""The whole way on the sample: every row of every table points at the characters that it came from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline.errors import RejectArticle
from pipeline.schema import TABLES


def test_every_table_is_there_with_the_columns_of_the_schema(sample_run: Path) -> None:
    for table in TABLES:
        if not table.optional:
            frame = pd.read_parquet(sample_run / f"{table.name}.parquet")
            assert tuple(frame.columns) == table.column_names, table.name
            assert len(frame) > 0, table.name


def test_every_span_is_its_text(sample_run: Path) -> None:
    texts = pd.read_parquet(sample_run / "articles.parquet").set_index("article_id").text
    rows = 0
    for table in TABLES:
        if {"article_id", "start", "end", "text"} <= set(table.column_names) and not table.optional:
            frame = pd.read_parquet(sample_run / f"{table.name}.parquet")
            for row in frame.itertuples():
                assert texts[row.article_id][row.start : row.end] == row.text, (table.name, row)
                rows += 1
    assert rows > 500


def test_keys_hold(sample_run: Path) -> None:
    tables = pipeline.read_tables(sample_run)
    assert tables.articles.article_id.is_unique
    assert tables.facts.fact_id.is_unique
    assert tables.names.entity_id.is_unique
    known = set(tables.names.entity_id)
    assert set(tables.entities.entity_id.dropna()) <= known
    sentences = set(zip(tables.sentences.article_id, tables.sentences.sentence, strict=True))
    assert set(zip(tables.entities.article_id, tables.entities.sentence, strict=True)) <= sentences


def test_plain_and_arrow_backed_pandas_get_right_dtypes(sample_run: Path) -> None:
    plain = pd.read_parquet(sample_run / "dates.parquet")
    assert str(plain.date_start.dtype).startswith("datetime64")
    assert plain.start.dtype.kind == "i"
    arrow = pd.read_parquet(sample_run / "quantities.parquet", dtype_backend="pyarrow")
    assert str(arrow.value.dtype) == "double[pyarrow]"


def test_the_sample_says_what_it_says(sample_run: Path) -> None:
    quantities = pd.read_parquet(sample_run / "quantities.parquet")
    honor = quantities[(quantities.kind == "money") & (quantities.value == 2_350_000)]
    assert set(honor.qualifier.dropna()) >= {"min"}
    dates = pd.read_parquet(sample_run / "dates.parquet")
    days = set(zip(dates.date_start.astype(str), dates.date_end.astype(str), strict=True))
    assert ("2024-11-28", "2024-11-30") in days


def test_extract_gives_typed_records() -> None:
    found = pipeline.extract(
        "Honor guru non-PNS daerah minimal 2,35 juta rupiah, kata Bupati Ani Lestari, kemarin.", published="2025-03-02"
    )
    money = next(q for q in found.quantities if q.kind == "money")
    assert (money.value, money.unit, money.qualifier) == (Decimal(2_350_000), "IDR", "min")
    assert [str(d.date_start) for d in found.dates] == ["2025-03-01"]
    assert all(found.article.text[m.start : m.end] == m.text for m in found.entities)


def test_a_second_run_finds_nothing_to_do(sample_run: Path, root: Path) -> None:
    total = len(pd.read_parquet(sample_run / "articles.parquet"))
    again = pipeline.run(root / "data" / "raw", sample_run)
    assert again.summary()["counts"]["articles_new"] == 0
    assert again.summary()["counts"]["articles_unchanged"] == total


@pytest.mark.parametrize("text", ["", "   \n "])
def test_an_empty_text_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(RejectArticle, match="empty"):
        pipeline.extract(text)
