"""Days of publication as metadata, columns and bylines write them."""

from __future__ import annotations

import datetime as dt
from typing import Final

import regex

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR: Final = r"(?P<year>(?:19|20)\d{2})"
_PATTERNS: Final = tuple(
    regex.compile(pattern, regex.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})(?:T?\d{{6}})?(?!\d)",
        rf"(?<![\d.,])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ \-./]{{0,2}}(?P<name>{_MONTH})\b[ \-./,]{{0,3}}{_YEAR}(?!\d)",
        rf"\b(?P<name>{_MONTH})\b\.?[ ]{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ ]{{1,2}}{_YEAR}(?!\d)",
        # Indonesian order: the day comes first.
        rf"(?<![\d.,/-])(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.]{_YEAR}(?!\d)",
    )
)
_EPOCH = regex.compile(r"-?\d{9,19}(?:\.\d{1,9})?$")
_EARLIEST, _LATEST = dt.date(1900, 1, 1), dt.date(2100, 1, 1)


def parse_published(value: object) -> dt.date | None:
    """The day that ``value`` names, or None.

    Args:
        value: a date, a datetime, seconds, milli-, micro- or nanoseconds since 1970, or text with a complete date: ISO
            8601, ``17 Mei 2026``, ``Selasa, 22 April 2025 10:31 WIB``, ``22/04/2025`` (day first), ``April 22, 2025``.

    A time zone is not applied: the day is the one that the source itself writes.  Epochs are read in UTC+7, where
    Indonesia's newsrooms are.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _from_epoch(float(value))
    text = str(value).strip()[:200]
    if _EPOCH.match(text):
        return _from_epoch(float(text))
    return find_complete_date(text)


def find_complete_date(text: str) -> dt.date | None:
    """The first complete date (day, month and year) in ``text``."""
    best: tuple[int, dt.date] | None = None
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if best is not None and match.start() >= best[0]:
                break
            if (day := _date(match)) is not None:
                best = match.start(), day
                break
    return best[1] if best else None


def _date(match: regex.Match[str]) -> dt.date | None:
    groups = match.groupdict()
    month = _MONTHS[groups["name"].casefold()] if groups.get("name") else int(groups["month"])
    try:
        return dt.date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None


def _from_epoch(number: float) -> dt.date | None:
    if number != number or number in (float("inf"), float("-inf")):
        return None
    while abs(number) >= 1e11:  # milli-, micro- or nanoseconds: 1e11 seconds is the year 5138
        number /= 1000
    if abs(number) < 1e8:  # before 1973: a year, a count or a serial day of a spreadsheet, but no time stamp
        return None
    day = (dt.datetime(1970, 1, 1) + dt.timedelta(seconds=number, hours=7)).date()
    return day if _EARLIEST <= day < _LATEST else None
