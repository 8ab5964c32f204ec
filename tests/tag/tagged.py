"""Tagged text for tests: ``"[Bupati|POSITION] [Bekasi|LOCATION] hadir"``."""

from __future__ import annotations

import re

from pipeline.records import EntityLabel, Mention

_TAG = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


def read(tagged: str) -> tuple[str, list[tuple[str, str]]]:
    """The plain text, and the mentions as pairs of text and label."""
    return _TAG.sub(r"\1", tagged), [(m[1], m[2]) for m in _TAG.finditer(tagged)]


def mentions(tagged: str, method: str = "model", score: float = 0.9) -> tuple[str, list[Mention]]:
    """The plain text, and the mentions as records."""
    text = ""
    found: list[Mention] = []
    at = 0
    for match in _TAG.finditer(tagged):
        text += tagged[at : match.start()]
        label: EntityLabel = match[2]  # type: ignore[assignment]
        found.append(
            Mention(
                start=len(text), end=len(text) + len(match[1]), text=match[1], label=label, method=method, score=score
            )
        )
        text += match[1]
        at = match.end()
    return text + tagged[at:], found
