"""Read tagged text: a span and its value asserted in one string, as in the files of ``tests/cases``.

``"Ada <q kind=count value=2 unit=anak>2 anak</q>."`` stands for the text without the tag and one expectation.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases"
_TAG = re.compile(r"<q ([^<>]*)>(.*?)</q>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True)
class Expected:
    """A quantity as a case file writes it; an attribute left out is None."""

    start: int
    end: int
    text: str
    attributes: dict[str, str]


def read_tagged(tagged: str) -> tuple[str, list[Expected]]:
    """The plain text, and what is expected in it."""
    plain = ""
    expected = []
    position = 0
    for match in _TAG.finditer(tagged):
        plain += tagged[position : match.start()]
        attributes = {m[1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(match[1])}
        expected.append(Expected(len(plain), len(plain) + len(match[2]), match[2], attributes))
        plain += match[2]
        position = match.end()
    return plain + tagged[position:], expected


def read_cases(name: str) -> list[dict[str, str]]:
    """The rows of a case file: ``topic`` and tagged ``text``."""
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
