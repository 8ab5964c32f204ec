"""What every analyzer of syntax gives and takes: :class:`Word` and :class:`Analyzer`.

The rest of the package asks for no more than this, so that the fast encoder, our Stanza models and Stanza's own can
stand in for one another.  Words follow Universal Dependencies: a token like "bukunya" holds two words, "buku" and
"nya"; numbers of words count from 1 within their sentence, and head 0 is the root.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

Span = tuple[int, int]
"""``(start, end)`` in characters of a text, half open."""


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; its number is its place in the sentence's tuple, from 1."""

    start: int
    """First character, counted in the text that was analysed (not in the sentence)."""
    end: int
    text: str
    """``text[start:end]`` of the text analysed: "nya" of "bukunya" has its own three characters.  Where the parts
    of a token cannot be told apart in its characters, each has the whole token."""
    lemma: str | None = None
    upos: str | None = None
    """One of the 17 universal parts of speech."""
    feats: str | None = None
    """``Number=Sing|Voice=Act``, names in order; None for no features."""
    head: int | None = None
    """Number of the head within the sentence, 0 for its root; None where nothing was parsed."""
    deprel: str | None = None
    joined: bool = False
    """Whether this word goes on within the token of the word before it, as "nya" does in "bukunya".  Punctuation
    that touches a word is a token of its own and not joined."""


Analysis = tuple[Word, ...]
"""The words of one sentence, in order.  Every character that is not white space lies in a word; exactly one word
has head 0, and following heads always ends there."""


@runtime_checkable
class Analyzer(Protocol):
    """Finds the words of sentences and their lemma, part of speech, features, head and relation.

    Made once per process; calls come from one thread.
    """

    @property
    def version(self) -> str:
        """Changes whenever the results may change: name and version or checksum of the models."""

    def analyze(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> list[list[Analysis]]:
        """Analyse a batch of texts.

        Args:
            texts: whole texts, articles as a rule; any Unicode.
            sentences: for each text the spans of its sentences, ordered, without white space at their edges, not
                empty and not overlapping; headlines and bylines are sentences too.

        Returns:
            For each text one :data:`Analysis` per sentence, in order.  The result for a sentence must not depend on
            what else is in the batch.
        """
