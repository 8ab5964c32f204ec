"""The text under reading and what was found in it so far: what all readers of quantities share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.normalize.quantities.context import Word, words_before
from pipeline.normalize.quantities.items import item_of
from pipeline.normalize.quantities.lexicon import lower
from pipeline.normalize.quantities.nouns import Noun
from pipeline.records import Qualifier, Quantity, QuantityKind

BOUND: Final = r"(?![^\W_])"
"""End of a word or number, in patterns."""
NEXT_WORD: Final = re.compile(r"[^\S\n]{0,2}([^\W\d_][\w'’/-]*+)")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_EDGES: Final = " \"'“”‘’("


class Scene:
    """One text in one pass from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = lower(text)
        """The same in lower case, character for character."""
        self.found: list[Quantity] = []
        self.position = 0
        """Where to go on looking; nothing before it begins a quantity any more."""
        self._item_end = 0
        """Where the last quantity ends that is no ordinal: an item does not reach back behind it."""
        self._words: tuple[int, list[Word]] = (-1, [])
        """The words last asked for, and for which place."""

    def keep(
        self,
        start: int,
        end: int,
        kind: QuantityKind,
        value: Decimal,
        value_max: Decimal | None = None,
        unit: str | None = None,
        qualifier: Qualifier | None = None,
        noun: Noun | None = None,
    ) -> None:
        """Record a quantity and go on behind it."""
        words = [word for word in self.words_before(start) if word.start >= self._item_end]
        item = item_of(self.text, self.low, start, end, kind, noun, words)
        if item is None and not words and self.found:
            # "Rp50.000, Rp20.000, dan Rp10.000": of the same thing
            last = self.found[-1]
            item = last.item if last.kind == kind and start - last.end < 8 else None
        self.found.append(
            Quantity(
                start=start,
                end=end,
                text=self.text[start:end],
                kind=kind,
                value=plain(value),
                value_max=None if value_max is None else plain(value_max),
                unit=unit,
                qualifier=qualifier,
                item=item,
            )
        )
        if kind != "ordinal":
            self._item_end = end
        self.position = max(self.position, end)

    @property
    def last_end(self) -> int:
        """Where the last quantity ends; 0 before the first."""
        return self.found[-1].end if self.found else 0

    def words_before(self, position: int) -> list[Word]:
        """The words left of a place in its line, nearest last."""
        at, words = self._words
        if at < position or (at > position and not (words and words[0].start < position)):
            words = words_before(self.low, position)
            self._words = position, words
        elif at > position:
            words = [word for word in words if word.start + len(word.text) <= position]
        return words

    def written(self, start: int, end: int) -> str:
        """The text between two places on one line."""
        return " ".join(self.text[start:end].split())

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two places."""
        return _SENTENCE_END.search(self.low, start, end) is None

    def name_before(self, position: int) -> bool:
        """Whether a capitalised word (a name, no acronym) ends just before this place."""
        text = self.text
        end = position
        while end and text[end - 1] in " \xa0":
            end -= 1
        start = end
        while start and end - start < 30 and (text[start - 1].isalpha() or text[start - 1] in "'’.-"):
            start -= 1
        return start < end and text[start].isupper() and not text[start:end].isupper()

    def in_name(self, position: int) -> bool:
        """Whether the word here is capitalised, and not only because a sentence begins with it."""
        text = self.text
        if not text[position : position + 1].isupper():
            return False
        before = text[max(0, position - 3) : position].rstrip(_EDGES)
        return bool(before) and before[-1] not in ".!?:;\n"

    def headline(self, position: int) -> bool:
        """Whether most words before this place in its line are capitalised, as in a headline."""
        start = position
        while start and self.text[start - 1] != "\n" and position - start < 60:
            start -= 1
        words = [word for word in self.text[start:position].split() if word[0].isalpha()]
        return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def near_words(words: Sequence[Word], stops: str = ".;!?)") -> list[str]:
    """The words from the nearest outwards, without marks, up to a sentence end or bracket."""
    near: list[str] = []
    for word in reversed(words):
        if word.text[-1] in stops:
            break
        near.append(word.bare)
        if word.text[0] == "(":
            break
    return near


def plain(value: Decimal) -> Decimal:
    """The value without an exponent and without idle zeros: 2350000, not 2350000.00."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return value.normalize()


def flat(form: str) -> str:
    """A form with single blanks, as the word lists write it."""
    return " ".join(form.split())
