"""A text cut into words for the tagging rules, with the shape of each."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

_WORD = re.compile(r"\n|[^\W\d_]\w*(?:['’‘`\-]\w+)*+|\d+(?:[.,]\d+)*+\w*|[^\s]")

UPPER, CAPITAL, LOWER, NUMBER, MARK, BREAK = "U", "C", "c", "d", "p", "n"


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as plain text."""
    return frozenset(text.split())


@lru_cache(maxsize=4096)
def _shape(form: str) -> str:
    first = form[0]
    if first.isalpha():
        if first.isupper():
            return UPPER if len(form) > 1 and form.isupper() else CAPITAL
        # "eSport", "iPad" and "e-Rapor" are names; "guru" is not.
        return CAPITAL if not form.islower() and not first.isupper() and form[1:2].isupper() else LOWER
    if first.isdigit():
        return NUMBER
    return BREAK if first == "\n" else MARK


def _compound(form: str) -> int:
    """Where a hyphen joins two names ("Jakarta-Menteri", "se-Indonesia") rather than parts of one ("BAN-PT"), or 0."""
    left, _, right = form.partition("-")
    if not right[:1].isupper() or "-" in right:
        return 0
    if left in _PREFIXES:
        return len(left)
    apart = len(left) > 3 and len(right) > 3 and left[0].isupper() and left != right and not form.isupper()
    return len(left) if apart else 0


_PREFIXES = frozenset({"se", "pro", "anti", "non", "antar", "eks", "Se"})


class Words:
    """Words of one text as parallel lists; word ``i`` is ``text[starts[i]:ends[i]]``.

    Attributes:
        shapes: one letter each: ``U`` all capitals, ``C`` capitalised, ``c`` lower case, ``d`` number, ``p``
        mark,
            ``n`` line break.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        forms: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _WORD.finditer(text):
            form = match[0]
            start, end = match.span()
            if "-" in form and (cut := _compound(form)):
                forms += (form[:cut], "-", form[cut + 1 :])
                starts += (start, start + cut, start + cut + 1)
                ends += (start + cut, start + cut + 1, end)
            else:
                forms.append(form)
                starts.append(start)
                ends.append(end)
        self.forms, self.starts, self.ends = forms, starts, ends
        self.shapes = list(map(_shape, forms))

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def index(self) -> dict[int, int]:
        """Number of the word that starts at a character."""
        return {start: i for i, start in enumerate(self.starts)}

    @cached_property
    def end_index(self) -> dict[int, int]:
        """Number of the word after the one that ends at a character."""
        return {end: i + 1 for i, end in enumerate(self.ends)}

    @cached_property
    def headline(self) -> list[bool]:
        """For each word, whether its line is title-cased or all capitals, so that capitals mean little in
        it.
        """
        flags: list[bool] = []
        start = 0
        n = len(self.forms)
        while start < n:
            end = start
            capital = lower = 0
            while end < n and self.shapes[end] != BREAK:
                shape = self.shapes[end]
                if shape in "UC":
                    capital += 1
                elif shape == LOWER and len(self.forms[end]) > 3:
                    lower += 1
                end += 1
            # A sentence full of names ends with a full stop; a headline does not, unless it shouts.
            sentence = lower > 0 and self.forms[end - 1] in ".!?"
            flags.extend([capital >= 5 and capital >= 4 * lower and not sentence] * (min(end + 1, n) - start))
            start = end + 1
        return flags

    def span(self, i: int, j: int) -> str:
        """The text of words ``i`` to ``j`` (exclusive)."""
        return self.text[self.starts[i] : self.ends[j - 1]]

    def is_name(self, i: int) -> bool:
        """Whether word ``i`` exists and is written with a capital."""
        return 0 <= i < len(self.forms) and self.shapes[i] in "UC"

    def follows(self, i: int) -> bool:
        """Whether word ``i`` stands one white space after the word before it."""
        return 0 < i < len(self.forms) and self.starts[i] - self.ends[i - 1] == 1


def starts_sentence(words: Words, i: int) -> bool:
    """Whether word ``i`` opens a line, a sentence or a quotation, where any word has a capital."""
    return i == 0 or words.shapes[i - 1] == BREAK or words.forms[i - 1] in _OPENERS


_OPENERS = frozenset(".!?:\"“”‘'|⏎")
