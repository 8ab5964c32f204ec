"""Read years, school years, decades, centuries, quarters and semesters."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.normalize.dates import patterns as p
from pipeline.normalize.dates.lexicon import ORDINALS
from pipeline.normalize.dates.scene import NOW, PAST, Candidate, Scene
from pipeline.normalize.dates.values import AbsoluteDate, CalendarPeriod, Period
from pipeline.normalize.numbers import read_roman

_SKILLS = ("keterampilan ", "kompetensi ", "kecakapan ", "pembelajaran ", "skill ", "skills ")
_ACADEMIC = frozenset({"ganjil", "gasal", "genap"})


def read_year(scene: Scene, start: int) -> list[Candidate]:
    """Four digits: a year or years, a decade, a Hijri year with its Gregorian one, or nothing."""
    if match := p.HIJRI_YEAR.match(scene.low, start):
        return _hijri(start, match)
    return _read_years(scene, start, start, cued=False)


def read_year_word(scene: Scene, start: int, word: str) -> list[Candidate]:
    """``tahun``, ``tahun ajaran``, ``TA`` and the like before figures."""
    if word in ("ta", "t.a") and not scene.text[start : start + len(word)].isupper():
        return []
    match = p.YEAR_WORD.match(scene.low, start)
    if match is None:
        return []
    position = match.end()
    if hijri := p.HIJRI_YEAR.match(scene.low, position):
        return _hijri(start, hijri)
    if years := _read_years(
        scene, start, position, cued=True, school=bool(match["school"]), plain=bool(match["plain"])
    ):
        return years
    return [decade(scene, start, found)] if (found := p.DECADE.match(scene.low, position)) else []


def read_part_of_year(scene: Scene, start: int, word: str) -> list[Candidate]:
    """``triwulan III 2024``, ``semester genap 2024/2025``, ``Q1 2025``, ``kuartal II tahun lalu``."""
    if match := p.PERIODS_OF_YEAR.match(scene.low, start):
        return _read_parts(scene, start, match)
    match = p.PERIOD_OF_YEAR.match(scene.low, start)
    value = _numbered_part(match, match["number"]) if match else None
    return [scene.with_prefix(Candidate.of(start, match.end(), value))] if match and value else []


def _read_parts(scene: Scene, start: int, match: re.Match[str]) -> list[Candidate]:
    """``triwulan I dan II 2024`` are two, ``triwulan I-III 2024`` is one."""
    first, last = _numbered_part(match, match["first"]), _numbered_part(match, match["number"])
    if first is None or last is None:
        return []
    if match["and"]:
        second = Candidate.of(match.start("second"), match.end(), last)
        return [scene.with_prefix(Candidate.of(start, match.end("first"), first)), second]
    return [scene.with_prefix(Candidate.of(start, match.end(), Period(first=first, last=last)))]


def _numbered_part(match: re.Match[str], number: str) -> CalendarPeriod | None:
    """The part of the year with this number, in the year that the match names."""
    year = int(match["year"]) if match["year"] else None
    if year is not None and not 1900 <= year < 2200:
        return None
    unit = match["unit"].split()[0]
    school_year = match["last"] is not None or match["school"] is not None
    if unit == "semester" and (school_year or number in _ACADEMIC):
        # the odd semester opens the school year in July, the even one closes it in the year after
        is_even = ORDINALS.get(number) == 2
        unit, number = "paruh", "1" if is_even else "2"
        year = year + 1 if year is not None and is_even and school_year else year
    value = _part_of_year(unit, number, year)
    if value is not None and year is None:
        offset = -1 if match["relative"] in PAST else 0 if match["relative"] in NOW else 1
        value = replace(value, year_offset=offset)
    return value


def read_century(scene: Scene, start: int, word: str) -> list[Candidate]:
    """``abad ke-21``, ``abad XV``; ``keterampilan abad 21`` is a set of skills."""
    match = p.CENTURY.match(scene.low, start)
    if match is None or scene.before(start, 16).endswith(_SKILLS):
        return []
    numeral = match["number"]
    number = int(numeral) if numeral.isdigit() else read_roman(numeral.upper())
    if not number or number > 22:
        return []
    value = CalendarPeriod(unit="century", year=100 * number - 99, years=100)
    return [scene.with_prefix(Candidate.of(start, match.end(), value))]


def decade(scene: Scene, start: int, match: re.Match[str]) -> Candidate:
    """``1990-an`` and ``90-an``; the full hundreds before 2000 are whole centuries (``1800-an``)."""
    year = int(match["year"].strip("'’‘"))
    year += 1900 if year < 1000 else 0
    if year % 100 == 0 and year < 2000:
        value = CalendarPeriod(unit="century", year=year, years=100)
    else:
        value = CalendarPeriod(unit="decade", year=year, years=1 if year % 10 else 10)
    return scene.with_prefix(Candidate.of(start, match.end(), value))


def _hijri(start: int, match: re.Match[str]) -> list[Candidate]:
    """``1446 H/2024 M``: the Gregorian year; a Hijri year alone is passed over."""
    return [Candidate.of(start, match.end(), AbsoluteDate(year=int(match["year"])))] if match["year"] else []


def _read_years(
    scene: Scene, start: int, position: int, *, cued: bool, school: bool = False, plain: bool = False
) -> list[Candidate]:
    """Years at ``position``, for an expression that begins at ``start``.

    Args:
        scene: The text.
        start: Where the expression begins (at ``tahun``, if that is there).
        position: Where the figures are.
        cued: Whether a word says that they are years.
        school: Whether that word says that they are school years.
        plain: Whether it says that they are not (``tahun anggaran``).
    """
    low = scene.low
    before = scene.before(start)
    if p.REGULATION_BEFORE.search(before):
        return []
    if (match := p.DECADE.match(low, position)) and int(match["year"].strip("'’‘")) >= 1000:
        return [decade(scene, start, match)]
    is_count = not cued and bool(p.COUNT_BEFORE.search(before))
    if match := p.YEAR_RANGE.match(low, position):
        if is_count or (not cued and scene.counts(match.end())):
            return []
        return _year_range(scene, start, match, before, cued=cued, school=school, plain=plain)
    match = p.YEAR.match(low, position)
    if match is None or is_count:
        return []
    year, end = int(match["year"]), match.end()
    if not (1000 <= year < 2200 if cued else _is_bare_year(scene, year, end, before)):
        return []
    if school:
        return [Candidate.of(start, end, CalendarPeriod(unit="school_year", year=year))]
    part = p.PERIOD_AFTER_YEAR.match(low, end)
    if part and (value := _part_of_year(part["unit"], part["number"], year)):
        return [scene.with_prefix(Candidate.of(start, part.end(), value))]
    if still := p.YEAR_OPEN.match(low, end):
        return [Candidate.of(start, still.end(), Period(first=AbsoluteDate(year=year), last=None))]
    return [scene.with_prefix(Candidate.of(start, end, AbsoluteDate(year=year)))]


def _is_bare_year(scene: Scene, year: int, end: int, before: str) -> bool:
    """Whether four digits without ``tahun`` are a year: 1900 to 2099 unless they count; others only after a cue."""
    if scene.counts(end):
        return False
    cue = p.YEAR_CUE.search(before) is not None
    closed = p.FUNCTION_WORD.match(scene.low, end) is not None
    if not 1900 <= year < 2100:
        return 1500 <= year < 2200 and cue and closed
    return year % 100 != 0 or cue or closed


def _year_range(
    scene: Scene, start: int, match: re.Match[str], before: str, *, cued: bool, school: bool, plain: bool
) -> list[Candidate]:
    first, last = int(match["year"]), int(match["last"])
    if last < 100:
        last += first // 100 * 100
    if not 1000 <= first < last <= 2200 or not (cued or 1900 <= first < 2100):
        return []
    is_consecutive = match["slash"] and last == first + 1
    school |= before.endswith("akademik ")
    if school or (is_consecutive and not plain and not p.SEASON_BEFORE.search(before)):
        return [Candidate.of(start, match.end(), CalendarPeriod(unit="school_year", year=first, years=last - first))]
    value = Period(first=AbsoluteDate(year=first), last=AbsoluteDate(year=last))
    return [scene.with_prefix(Candidate.of(start, match.end(), value))]


def _part_of_year(unit: str, number: str, year: int | None) -> CalendarPeriod | None:
    """The quarter or half of a year, or None where there is no such one."""
    is_half = unit in ("semester", "paruh")
    parts = 2 if is_half else 4
    which = parts if number == "terakhir" else ORDINALS.get(number.replace(" ", ""), 0)
    if not 1 <= which <= parts:
        return None
    return CalendarPeriod(unit="semester" if is_half else "quarter", year=year, number=which)
