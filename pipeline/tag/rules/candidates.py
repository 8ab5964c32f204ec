"""Stretches of words with a label, and the choice among those that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.records import EntityLabel


class Candidate(NamedTuple):
    """Words ``start`` to ``end`` (exclusive) as one mention."""

    start: int
    end: int
    label: EntityLabel
    rule: str
    """Name of the rule; :data:`pipeline.tag.rules.tagger.SCORES` says how often it is right."""
    priority: int = 0
    """Of two that overlap the higher stays; of equals the longer, then the earlier."""


def choose(candidates: Iterable[Candidate], taken: Iterable[Candidate] = ()) -> list[Candidate]:
    """Candidates without overlaps, ordered; those in ``taken`` always stay."""
    chosen = list(taken)
    used: set[int] = set()
    for candidate in chosen:
        used.update(range(candidate.start, candidate.end))
    for candidate in sorted(candidates, key=lambda c: (-c.priority, c.start - c.end, c.start)):
        span = range(candidate.start, candidate.end)
        if used.isdisjoint(span):
            used.update(span)
            chosen.append(candidate)
    return sorted(chosen)
