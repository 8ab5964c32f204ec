"""Find date expressions and read them into values; which days they mean is decided later.

One trigger pattern runs over the text from left to right.  Where it stops, the reader for that kind of word (a
number, a month, a weekday, a unit of time ...) reads on from there, and a few look back a short way for the word
before (``awal``, ``tahun``, a count).  A reader sees a bounded stretch, so scanning takes linear time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pipeline.normalize.dates import patterns as p
from pipeline.normalize.dates.clock import read_clock
from pipeline.normalize.dates.days import read_day, read_iso_date, read_month, read_weekday
from pipeline.normalize.dates.lexicon import DEICTIC_WORDS, MONTHS, ONE_UNITS, UNITS, WEEKDAY_ABBREVIATIONS, WEEKDAYS
from pipeline.normalize.dates.relative import read_deictic, read_unit, read_week_or_sunday
from pipeline.normalize.dates.scene import Candidate, Scene
from pipeline.normalize.dates.years import read_part_of_year, read_year, read_year_word

Reader = Callable[[Scene, int, str], list[Candidate]]


def _table(*rows: tuple[Iterable[str], Reader]) -> dict[str, Reader]:
    return {word: reader for words, reader in rows for word in words}


_READERS: Final = _table(
    (MONTHS, read_month),
    (WEEKDAYS, read_weekday),
    (WEEKDAY_ABBREVIATIONS, read_weekday),
    (UNITS, read_unit),
    (ONE_UNITS, read_unit),
    (DEICTIC_WORDS, read_deictic),
    (("q1", "q2", "q3", "q4", "paruh", "tw"), read_part_of_year),
    (("pukul", "pkl"), read_clock),
    (("ta", "t.a"), read_year_word),
    (("minggu",), read_week_or_sunday),
)
"""Which reader goes with the word that the trigger found; the later rows win."""


def scan(text: str) -> list[Candidate]:
    """Every date expression of ``text``, from left to right, without overlaps."""
    scene = Scene(text)
    low, search = scene.low, p.TRIGGER.search
    found: list[Candidate] = []
    position = 0
    while trigger := search(low, position):
        start, position = trigger.span()
        word = trigger[0]
        if not word.isdecimal():
            read = _READERS[word](scene, start, word)
        elif len(word) in (1, 2, 4) and scene.is_whole_number(start):
            read = _read_number(scene, start, len(word))
        else:
            continue
        for candidate in read:
            if candidate.start >= scene.floor:
                found.append(candidate)
                scene.floor = candidate.end
        position = max(position, scene.floor)
    return found


def _read_number(scene: Scene, start: int, length: int) -> list[Candidate]:
    if length < 4:
        return read_day(scene, start)
    if p.ISO_DATE.match(scene.low, start):
        return read_iso_date(scene, start)
    return read_year(scene, start)
