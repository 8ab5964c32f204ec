"""Small tables with hostile text, written by hand, and a headless browser where there is one."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.schema import TABLE

HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
TEXT = f"Bupati Ani Lestari 😀 menyerahkan Rp2,5 miliar untuk PIP di Kabupaten Garut. {HOSTILE}"


def write_tables(folder: Path, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Write rows as one Parquet file per table; columns that a row lacks are null."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLE.items():
        pq.write_table(pa.Table.from_pylist(rows.get(name, []), table.arrow), folder / f"{name}.parquet")


def span(text: str, part: str) -> dict[str, Any]:
    """Offsets of the first ``part`` of a text."""
    start = text.index(part)
    return {"start": start, "end": start + len(part), "text": part}


def article_rows(i: int) -> dict[str, list[dict[str, Any]]]:
    """Rows of one article for every table that the report reads."""
    key = {"article_id": f"a{i}"}
    found = {**key, "score": 0.9, "method": "rule", "sentence": 0}
    return {
        "articles": [
            {
                **key,
                "source": f"{i}.txt",
                "title": f"Judul {i} {HOSTILE if i == 0 else ''}",
                "published": dt.datetime(2024, 1 + i % 12, 5),
                "text": TEXT,
                "words": 9,
                "sentences": 1,
            }
        ],
        "entities": [
            {**found, **span(TEXT, "Ani Lestari"), "label": "PERSON", "name": f"Ani Lestari {HOSTILE}"},
            {**found, **span(TEXT, "Kabupaten Garut"), "label": "LOCATION", "code": "32.05"},
        ],
        "quantities": [
            {**key, "sentence": 0, **span(TEXT, "Rp2,5 miliar"), "kind": "money", "value": 2.5e9, "unit": "IDR"}
        ],
        "facts": [
            {
                **key,
                "fact_id": f"f{i}",
                "sentence": 0,
                **span(TEXT, "Bupati Ani Lestari"),
                "subject": "Ani Lestari",
                "predicate": "holds office",
                "object": f"Bupati {HOSTILE}",
                "place": "Kabupaten Garut",
                "score": 0.9,
            }
        ],
    }


def many(count: int) -> dict[str, list[dict[str, Any]]]:
    """Rows of ``count`` articles."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for i in range(count):
        for name, table_rows in article_rows(i).items():
            rows.setdefault(name, []).extend(table_rows)
    return rows


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium driven by selenium; skipped where it is not installed."""
    webdriver = pytest.importorskip("selenium.webdriver")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("no chromium and chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
        "--window-size=1280,1000",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    session = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield session
    session.quit()
