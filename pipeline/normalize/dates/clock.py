"""Read clock times: ``pukul 09.00 WIB``, ``jam 5 pagi``, ``08.00-10.00 WIB``."""

from __future__ import annotations

import re

from pipeline.normalize.dates import patterns as p
from pipeline.normalize.dates.lexicon import HOURS
from pipeline.normalize.dates.scene import Candidate, Scene
from pipeline.normalize.dates.values import ClockTime
from pipeline.normalize.numbers import parse_number


def read_clock(scene: Scene, start: int, word: str) -> list[Candidate]:
    """A time behind ``pukul`` or ``jam``."""
    match = p.CLOCK.match(scene.low, start) or p.CLOCK_IN_WORDS.match(scene.low, start)
    if match is None or (word == "jam" and p.HOUR_OF_LESSON.match(scene.low, match.end())):
        return []
    if word == "jam":
        before = scene.before(start, 12)
        count = before.split()[-1] if before[-1:].isspace() and before.strip() else ""
        if count and (count[-1].isdigit() or parse_number(count) is not None):
            return []  # "5 jam 23 menit" is a duration
    if match.re is p.CLOCK_IN_WORDS:
        hour = HOURS[" ".join(match["hour"].split())]
        time = ClockTime(hour=(hour - 1) % 12, minute=30) if match["half"] else ClockTime(hour=hour)
        return [Candidate.of(start, match.end(), time)]
    return [Candidate.of(start, match.end(), clock_time(match))]


def read_clock_with_zone(scene: Scene, start: int) -> list[Candidate]:
    """A time that only its zone tells from other figures."""
    match = p.CLOCK_WITH_ZONE.match(scene.low, start)
    return [Candidate.of(start, match.end(), clock_time(match))] if match else []


def clock_time(match: re.Match[str]) -> ClockTime:
    """The time that the groups ``hour`` and ``minute`` hold; 24.00 is 00.00."""
    return ClockTime(hour=int(match["hour"]) % 24, minute=int(match["minute"] or 0))
