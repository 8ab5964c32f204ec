"""Find the date expressions of a text and the days they mean."""

from __future__ import annotations

import datetime as dt

from pipeline.normalize.dates.resolve import resolve
from pipeline.normalize.dates.scan import scan
from pipeline.records import DateExpression


def find_dates(text: str, anchor: dt.date | None = None) -> list[DateExpression]:
    """Every date, interval and relative date in ``text``, in order and without overlaps.

    Args:
        text: Any text; a whole article gives the most, since its full dates settle its incomplete ones.
        anchor: The day that "today" means, as a rule the day of publication.

    Returns:
        Expressions with ``text[found.start:found.end] == found.text``.  Days are inclusive at both ends, and None where
        neither the text nor the anchor settles them.

    >>> [(d.text, str(d.date_start), str(d.date_end)) for d in find_dates("Digelar 28 s.d 30 November 2024.")]
    [('28 s.d 30 November 2024', '2024-11-28', '2024-11-30')]
    """
    if isinstance(anchor, dt.datetime):
        anchor = anchor.date()
    candidates = scan(text)
    return [
        DateExpression(
            start=candidate.start,
            end=candidate.end,
            text=text[candidate.start : candidate.end],
            date_start=days.first,
            date_end=days.last,
            granularity=candidate.granularity,
            anchored_on=days.anchored_on,
            weekday_conflict=days.weekday_conflict,
        )
        for candidate, days in zip(candidates, resolve(text, candidates, anchor), strict=True)
    ]
