"""The text while it is read for dates, and what a reader hands back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.normalize.dates import patterns as p
from pipeline.normalize.dates.values import Value
from pipeline.records import Granularity

_LOOK_BACK = 64
"""Characters before an expression that may say what it is."""
PAST = frozenset({"lalu", "silam", "kemarin", "kemaren", "sebelumnya"})
NOW = frozenset({"ini", "berjalan"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date expression as read: where it stands and what it means."""

    start: int
    end: int
    value: Value
    granularity: Granularity
    is_dateline: bool = False
    """A weekday with its date in brackets: how the press dates the news itself."""

    @classmethod
    def of(cls, start: int, end: int, value: Value) -> Candidate:
        """A candidate as fine as its value."""
        return cls(start, end, value, value.granularity)


@dataclass(slots=True)
class Scene:
    """The text, its lower case (character for character), and where the last expression ended."""

    text: str
    low: str = field(init=False)
    floor: int = 0
    """Nothing before this place may become part of an expression any more."""

    def __post_init__(self) -> None:
        self.low = lower(self.text)

    def before(self, start: int, width: int = _LOOK_BACK) -> str:
        """At most ``width`` characters that lead up to ``start``, in lower case."""
        return self.low[max(self.floor, start - width) : start]

    def is_whole_number(self, start: int) -> bool:
        """Whether the digits at ``start`` begin a number, not the rest of a code, a decimal or a path."""
        before = self.low[start - 1 : start]
        further = self.low[start - 2 : start - 1]
        if not before or before.isspace() or before in "([\"“'‘’;|":
            return True
        if before in ",:":
            return not further.isdigit()
        if before in "-–—.":
            return not (further.isdigit() or (before == "-" and further.isalnum()))
        return before not in "/\\@#_+*^=&%$€£<>~"

    def is_glued(self, start: int) -> bool:
        """Whether the word at ``start`` is the later part of a doubled word, a compound or a path."""
        return start > 0 and self.low[start - 1] in "-_/@#"

    def counts(self, end: int) -> bool:
        """Whether a counted noun follows the number; a capital there begins the next part of a headline instead."""
        return bool(p.COUNT_AFTER.match(self.low, end)) and not self.text[end + 1 : end + 2].isupper()

    def with_prefix(self, candidate: Candidate) -> Candidate:
        """The candidate with ``awal``, ``akhir tahun``, ``bulan`` before it: they mean the whole of it."""
        match = p.PREFIX.search(self.before(candidate.start, 36))
        return replace(candidate, start=candidate.start - len(match[0])) if match else candidate


def lower(text: str) -> str:
    """``text`` in lower case with every character in its place (``İ`` alone would become two)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)
