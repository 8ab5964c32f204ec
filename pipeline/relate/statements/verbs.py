"""The words that statements are recognised by, read once from the CSV files beside this module, and patterns of them.

``verbs.csv``: ``tag`` stands after a quotation ("..., kata Andi"), also with -nya ("ujarnya"); ``say`` governs a
statement ("mengatakan bahwa ..."); ``ask`` a wish or request ("meminta agar ..."); ``weak`` verbs state something
only at times; ``passive`` ("disampaikan Andi"); ``opinion`` ("dinilai Andi mampu ..."); ``noun`` takes a clause
("pesan agar ..."); ``headline say`` and ``headline ask`` are the bare verbs of headlines ("Bupati Minta ...").
``words.csv``: function words, with a note on each class.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import files


def _read(name: str) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    with (files(__package__) / name).open(encoding="utf8") as lines:
        for row in csv.DictReader(lines):
            out.setdefault(row["class"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in out.items()}


@lru_cache(maxsize=1)
def verbs() -> dict[str, frozenset[str]]:
    """Class of verbs to its words, lower-case."""
    return _read("verbs.csv")


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """Class of function words to its words, lower-case."""
    return _read("words.csv")


def either(table: dict[str, frozenset[str]], *kinds: str) -> str:
    """A pattern for any word of the classes, the longest first."""
    found = sorted({w for kind in kinds for w in table[kind]}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(map(re.escape, found)) + ")"


def _any(*kinds: str) -> str:
    return either(verbs(), *kinds)


def any_word(*kinds: str) -> str:
    """A pattern for any function word of the classes."""
    return either(words(), *kinds)


ACTIVE = re.compile(
    rf"(?<![\w-])(?P<verb>{_any('say', 'ask', 'weak')}|member(?:i|ikan) (?:sinyal|catatan|peringatan|isyarat))"
    r"(?P<nya>nya)?(?![\w-])",
    re.I,
)
"""A verb that governs a statement."""

HEADLINE = re.compile(rf"(?<![\w-])(?P<verb>{_any('headline say', 'headline ask', 'say', 'ask')})(?![\w-])", re.I)
"""A verb of a headline."""

TAG = re.compile(rf"(?<![\w-])(?<!ebih )(?<!indak )(?P<verb>{_any('tag')}|menurut)(?P<nya>nya)?(?![\w-])", re.I)
"""A verb that stands beside what is said, or "menurut"."""

AFTER_QUOTE = re.compile(
    r"[\s,\\\"”’']{0,6}(?:(?:demikian|begitu|lebih lanjut|sebagaimana|seperti)\s+)?"
    rf"(?P<verb>{_any('tag', 'passive')})(?P<nya>nya|pun)?"
    r"(?:\s+(?:lagi|kembali|singkat|pula|lebih lanjut|lanjut))?(?!(?-i:[a-z\d])|-)",
    re.I,
)
"""The speaker tag right after a closing quotation mark; a capital may be glued to it ("ujarnyaSetelah")."""

PASSIVE = re.compile(rf"(?<![\w-])(?P<verb>{_any('passive')})(?P<nya>nya)?(?![\w-])", re.I)
"""What somebody said: "disampaikan Andi"."""

OPINION = re.compile(rf"(?<![\w-])(?P<verb>{_any('opinion')})(?P<nya>nya)?(?![\w-])", re.I)
"""What somebody thinks of a thing: "dinilai Andi mampu"."""


_RUN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KINDS = {
    ACTIVE: ("say", "ask", "weak"),
    HEADLINE: ("headline say", "headline ask", "say", "ask"),
    TAG: ("tag",),
    PASSIVE: ("passive",),
    OPINION: ("opinion",),
}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Lower-case first word to the patterns that may match there."""
    out: dict[str, list[re.Pattern[str]]] = {}
    for pattern, kinds in _KINDS.items():
        found = {w for kind in kinds for w in verbs()[kind]}
        if pattern is ACTIVE:
            found |= {"memberi", "memberikan"}
        if pattern is TAG:
            found.add("menurut")
        for start in found | {w + "nya" for w in found}:
            out.setdefault(start, []).append(pattern)
    return {start: tuple(patterns) for start, patterns in out.items()}


class Cues:
    """Every match of the patterns of this module in one text, found in a single pass over its words."""

    def __init__(self, text: str) -> None:
        table = _patterns()
        self._found: dict[re.Pattern[str], list[re.Match[str]]] = {pattern: [] for pattern in _KINDS}
        for run in _RUN.finditer(text):
            for pattern in table.get(run[0].casefold(), ()):
                match = pattern.match(text, run.start())
                if match:
                    self._found[pattern].append(match)
        self._starts = {pattern: [m.start() for m in found] for pattern, found in self._found.items()}

    def between(self, pattern: re.Pattern[str], start: int, end: int) -> list[re.Match[str]]:
        """The matches of ``pattern`` that lie in ``[start, end)``."""
        starts = self._starts[pattern]
        found = self._found[pattern][bisect_left(starts, start) : bisect_left(starts, end)]
        return [m for m in found if m.end() <= end]


def is_request(verb: str) -> bool:
    """Whether a verb (as matched, any case) asks rather than asserts."""
    word = verb.casefold()
    bare = word.removesuffix("nya")
    return any(word in verbs()[kind] or bare in verbs()[kind] for kind in ("ask", "headline ask", "tag ask"))


def is_weak(verb: str) -> bool:
    """Whether a verb states something only at times ("menunjukkan")."""
    return verb.casefold() in verbs()["weak"]
