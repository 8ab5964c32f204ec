"""Compare this project's date reading with dateparser on the sentences of ``tests/cases/dates.jsonl``.

    python benchmarks/compare_dates.py            print the table
    python benchmarks/compare_dates.py --write    put it into docs/normalization-dates.md

dateparser (``pip install dateparser``) reads points in time, not intervals.  It is given the same anchor and told to
take the first day of a month or year; an expression counts as *first day right* where it finds it (the spans overlap)
with the right first day.  *All right* asks for both ends and, where the expression has no days (no anchor, impossible
dates, Hijri months), for no days.  *Clean* counts the sentences without a date in which nothing is found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "normalization-dates.md"
BEGIN, END = "<!-- comparison: written by benchmarks/compare_dates.py -->", "<!-- end of comparison -->"
sys.path.insert(0, str(ROOT))

from pipeline.normalize.dates import find_dates  # noqa: E402
from tests.normalize.dates.tagged import Case, Expected, read_cases, read_tagged  # noqa: E402

Found = list[tuple[int, int, dt.date | None, dt.date | None]]
Reader = Callable[[str, dt.date | None], Found]


class Score(NamedTuple):
    expected: int
    found: int
    first_day: int
    right: int


def ours(text: str, anchor: dt.date | None) -> Found:
    return [(date.start, date.end, date.date_start, date.date_end) for date in find_dates(text, anchor)]


def dateparsers(text: str, anchor: dt.date | None) -> Found:
    from dateparser.search import search_dates

    base = dt.datetime.combine(anchor or dt.date(2024, 11, 28), dt.time())
    settings = {
        "RELATIVE_BASE": base,
        "DATE_ORDER": "DMY",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
    }
    found: Found = []
    position = 0
    for part, moment in search_dates(text, languages=["id"], settings=settings) or ():
        start = text.find(part, position)
        if start < 0:
            continue
        position = start + len(part)
        found.append((start, position, moment.date(), moment.date()))
    return found


def score(cases: list[Case], read: Reader) -> tuple[dict[str, Score], int, int]:
    """Scores by group, and how many of the sentences without a date stay clean."""
    counts: dict[str, Counter[str]] = {}
    clean = dateless = 0
    for case in cases:
        text, expected = read_tagged(case.tagged)
        found = read(text, case.anchor)
        if not expected:
            dateless += 1
            clean += not found
            continue
        tally = counts.setdefault(case.group, Counter())
        for wanted in expected:
            tally["expected"] += 1
            hit = next((f for f in found if f[0] < wanted.end and wanted.start < f[1]), None)
            if hit is None:
                continue
            found.remove(hit)
            first, last = days(wanted)
            tally["found"] += 1
            tally["first_day"] += hit[2] == first
            tally["right"] += (hit[2], hit[3]) == (first, last)
    rows = {group: Score(*(c[key] for key in Score._fields)) for group, c in counts.items()}
    return rows, clean, dateless


def days(wanted: Expected) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a normal form."""
    if wanted.norm == "?":
        return None, None
    first, _, last = wanted.norm.partition("/")
    return edge(first, last=False), None if last == ".." else edge(last or first, last=True)


def edge(norm: str, *, last: bool) -> dt.date:
    numbers = [int(part) for part in norm.split("-")]
    year, month, day = (*numbers, None, None)[:3]
    if year is None:
        raise ValueError(f"not a normal form: {norm!r}")
    if month is None:
        return dt.date(year, 12, 31) if last else dt.date(year, 1, 1)
    if day is None:
        return (
            dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1) if last else dt.date(year, month, 1)
        )
    return dt.date(year, month, day)


def table(cases: list[Case]) -> str:
    import dateparser

    mine, my_clean, dateless = score(cases, ours)
    theirs, their_clean, _ = score(cases, dateparsers)
    lines = [
        "| sentences about | expressions | this project: all right "
        f"| dateparser {dateparser.__version__}: found | first day right | all right |",
        "|---|---|---|---|---|---|",
    ]
    for group, row in mine.items():
        other = theirs[group]
        lines.append(f"| {group} | {row.expected} | {row.right} | {other.found} | {other.first_day} | {other.right} |")
    my_sum, their_sum = (Score(*map(sum, zip(*rows.values(), strict=True))) for rows in (mine, theirs))
    lines.append(
        f"| **all** | {my_sum.expected} | {my_sum.right} "
        f"| {their_sum.found} | {their_sum.first_day} | {their_sum.right} |"
    )
    lines.append(f"| sentences without a date, clean | {dateless} | {my_clean} | | | {their_clean} |")
    return "\n".join(lines)


def speed(cases: list[Case], read: Reader) -> float:
    """Megabytes of text a second, on the sentences of the cases."""
    text = "\n".join(case.text for case in cases)
    began = time.process_time()
    read(text, dt.date(2024, 11, 28))
    return len(text.encode()) / (time.process_time() - began) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    arguments = parser.parse_args()
    cases = read_cases()
    found = table(cases)
    print(found)
    rates = [speed(cases, read) for read in (ours, dateparsers)]
    print(f"\nspeed on these sentences: {rates[0]:.1f} MB/s, dateparser {rates[1]:.4f} MB/s")
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        head, rest = page.split(BEGIN, 1)
        PAGE.write_text(f"{head}{BEGIN}\n{found}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
