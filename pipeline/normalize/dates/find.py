"""Find the date expressions of a text (a first, plain form: days, months and years written out)."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from pipeline.records import DateExpression, Granularity

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari pebruari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul",
         "agustus agu agt ags", "september sept sep", "oktober okt", "november nopember nov nop", "desember des"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<!\w)(?:(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu),?\s{{1,3}}\(?)?"
    rf"(?:(?P<day>\d{{1,2}})\s(?P<month>{_MONTH})\.?\s(?P<year>(?:1[5-9]|20)\d\d)"
    rf"|(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>(?:19|20)\d\d)\)?"
    rf"|(?P<month_only>{_MONTH})\.?\s(?P<its_year>(?:1[5-9]|20)\d\d)"
    rf"|(?:tahun\s)?(?P<year_only>(?:19|20)\d\d))(?![\w]|[.,]\d)",
    re.IGNORECASE,
)


def find_dates(text: str, anchor: dt.date | None = None) -> list[DateExpression]:
    """Find dates in ``text``, in order and without overlaps."""
    found = []
    for match in _DATE.finditer(text):
        group = match.groupdict()
        granularity: Granularity = "day"
        if group["year_only"]:
            granularity = "year"
            first, last = dt.date(int(group["year_only"]), 1, 1), dt.date(int(group["year_only"]), 12, 31)
        elif group["month_only"]:
            granularity = "month"
            year, month = int(group["its_year"]), _MONTHS[group["month_only"].lower()]
            first = dt.date(year, month, 1)
            last = dt.date(year, month, calendar.monthrange(year, month)[1])
        else:
            year = int(group["year"] or group["y"])
            month = _MONTHS[group["month"].lower()] if group["month"] else int(group["m"])
            try:
                first = last = dt.date(year, month, int(group["day"] or group["d"]))
            except ValueError:
                continue
        found.append(
            DateExpression(
                start=match.start(), end=match.end(), text=match[0],
                date_start=first, date_end=last, granularity=granularity,
            )
        )  # fmt: skip
    return found
