"""The verbs of saying, read once from ``verbs.csv`` beside this module, and patterns made of them.

Classes: ``tag`` stands after a quotation ("..., kata Andi"), also with -nya ("ujarnya"); ``say`` governs a statement
("mengatakan bahwa ..."); ``ask`` a wish or request ("meminta agar ..."); ``passive`` ("disampaikan Andi"); ``noun``
takes a clause ("pesan agar ..."); ``headline say`` and ``headline ask`` are the bare verbs of headlines ("Bupati Minta ...").
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def verbs() -> dict[str, frozenset[str]]:
    """Class to its words, lower-case."""
    out: dict[str, set[str]] = {}
    with (files(__package__) / "verbs.csv").open(encoding="utf8") as lines:
        for row in csv.DictReader(lines):
            out.setdefault(row["class"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in out.items()}


def _any(*kinds: str) -> str:
    words = sorted({w for kind in kinds for w in verbs()[kind]}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(map(re.escape, words)) + ")"


ACTIVE = re.compile(
    rf"(?<![\w-])(?P<verb>{_any('say', 'ask', 'weak')}|member(?:i|ikan) (?:sinyal|catatan|peringatan|isyarat))(?P<nya>nya)?(?![\w-])",
    re.I,
)
"""A verb that governs a statement."""

HEADLINE = re.compile(rf"(?<![\w-])(?P<verb>{_any('headline say', 'headline ask', 'say', 'ask')})(?![\w-])", re.I)
"""A verb of a headline."""

TAG = re.compile(rf"(?<![\w-])(?<!ebih )(?P<verb>{_any('tag')}|menurut)(?P<nya>nya)?(?![\w-])", re.I)
"""A verb that stands beside what is said, or "menurut"."""

AFTER_QUOTE = re.compile(
    r"[\s,\\\"”’']{0,6}(?:(?:demikian|begitu|lebih lanjut|sebagaimana|seperti)\s+)?"
    rf"(?P<verb>{_any('tag', 'passive')})(?P<nya>nya|pun)?"
    r"(?:\s+(?:lagi|kembali|singkat|pula|lebih lanjut|lanjut))?(?!(?-i:[a-z\d])|-)",
    re.I,
)
"""The speaker tag right after a closing quotation mark; a capital may be glued to it ("ujarnyaSetelah")."""

NOUN = re.compile(rf"(?<![\w-])(?P<verb>{_any('noun')})(?P<nya>nya)?(?![\w-])", re.I)
PASSIVE = re.compile(rf"(?<![\w-])(?P<verb>{_any('passive')})(?P<nya>nya)?(?![\w-])", re.I)


def is_request(verb: str) -> bool:
    """Whether a verb (as matched, any case) asks rather than asserts."""
    word = verb.casefold()
    return word in verbs()["ask"] or word in verbs()["headline ask"]
