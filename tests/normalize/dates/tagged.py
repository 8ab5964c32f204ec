"""Read and print dates as tagged text: span and normal form in one string.

``"Digelar <date norm='2024-11-28/2024-11-30'>28 s.d 30 November 2024</date>."``  The normal form is the day, the month
(``2024-11``) or the year where the expression covers exactly that, two of them where it runs from one to the other,
``?`` where it has no days, and ``2019-01-01/..`` where it has no end.  ``granularity`` and ``conflict`` are written
only where they are asserted.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.records import DateExpression

CASES = Path(__file__).parents[2] / "cases" / "dates.jsonl"
_TAG = re.compile(r"<date norm='(?P<norm>[^']+)'(?P<more>(?: \w+=\w+)*)>(?P<text>.*?)</date>", re.DOTALL)


@dataclass(frozen=True)
class Expected:
    start: int
    end: int
    norm: str


@dataclass(frozen=True)
class Case:
    group: str
    tagged: str
    anchor: dt.date | None

    @property
    def text(self) -> str:
        return _TAG.sub(lambda match: match["text"], self.tagged)


def read_cases() -> list[Case]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [
        Case(row["group"], row["text"], dt.date.fromisoformat(row["anchor"]) if "anchor" in row else None)
        for row in rows
    ]


def read_tagged(tagged: str) -> tuple[str, list[Expected]]:
    """The plain text, and what is expected in it."""
    plain, position, expected = "", 0, []
    for match in _TAG.finditer(tagged):
        plain += tagged[position : match.start()] + match["text"]
        expected.append(Expected(len(plain) - len(match["text"]), len(plain), match["norm"]))
        position = match.end()
    return plain + tagged[position:], expected


def tag(text: str, found: list[DateExpression], like: str = "") -> str:
    """``text`` with its dates tagged; optional attributes only where the n-th tag of ``like`` has them."""
    wanted = [match["more"] for match in _TAG.finditer(like)]
    out, position = "", 0
    for index, date in enumerate(found):
        more = wanted[index] if index < len(wanted) else ""
        asserted = f" granularity={date.granularity}" if "granularity" in more else ""
        conflict = " conflict=yes" if date.weekday_conflict else ""
        out += text[position : date.start] + f"<date norm='{norm(date)}'{asserted}{conflict}>{date.text}</date>"
        position = date.end
    return out + text[position:]


def norm(date: DateExpression) -> str:
    first, last = date.date_start, date.date_end
    if first is None:
        return "?"
    if last is None:
        return f"{first}/.."
    if date.granularity == "month" and first == month_start(last) and last == month_end(last):
        return f"{first:%Y-%m}"
    if date.granularity == "year" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}" if first.year == last.year else f"{first:%Y}/{last:%Y}"
    return str(first) if first == last else f"{first}/{last}"


def month_start(day: dt.date) -> dt.date:
    return day.replace(day=1)


def month_end(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
