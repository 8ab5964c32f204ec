"""Dates of real, annotated articles, where that data lies beside the repository; skipped without it."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.normalize.dates import find_dates

GOLD = Path(__file__).parents[4] / "shared" / "data" / "edunews"
Row = tuple[int, int, str | None, str | None]


def gold_rows(article: dict[str, Any]) -> list[Row]:
    """An identical date is listed once and holds at every whole-word occurrence of its text."""
    text, rows = article["text"], []
    free = [True] * len(text)
    for text_of, date in sorted({d["text"]: d for d in article["dates"]}.items(), key=lambda item: -len(item[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(text_of)}(?!\w)", text):
            if all(free[match.start() : match.end()]):
                free[match.start() : match.end()] = [False] * len(match[0])
                first, last = ((date[key] or "")[:10] or None for key in ("start", "end"))
                rows.append((*match.span(), first, last))
    return rows


def found_rows(article: dict[str, Any]) -> list[Row]:
    published = article["published"] and dt.date.fromisoformat(article["published"][:10])
    rows = []
    for date in find_dates(article["text"], published or None):
        first, last = (str(day) if day else None for day in (date.date_start, date.date_end))
        rows.append((date.start, date.end, first, last))
    return rows


def matches(gold: list[Row], found: list[Row], *, same_days: bool) -> int:
    """How many gold rows overlap a found row of their own; a gold row without days takes any."""
    left, count = list(found), 0
    for start, end, first, last in gold:
        for row in left:
            overlaps = row[0] < end and start < row[1]
            if overlaps and (not same_days or first is None or (first, last) == row[2:]):
                left.remove(row)
                count += 1
                break
    return count


@pytest.mark.parametrize("name", ["dev", "train_facts"])
@pytest.mark.parametrize(("same_days", "at_least"), [(True, 0.92), (False, 0.95)])
def test_f1_on_annotated_articles(name: str, same_days: bool, at_least: float) -> None:
    path = GOLD / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the annotated articles are not here")
    right = total = 0
    for article in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        gold, found = gold_rows(article), found_rows(article)
        right += matches(gold, found, same_days=same_days)
        total += len(gold) + len(found)
    assert 2 * right / total >= at_least
