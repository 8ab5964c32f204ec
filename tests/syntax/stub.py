"""An analyzer for tests: words by rule, and a tree in which every word hangs on the first."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.syntax import Analysis, Span, Word
from pipeline.syntax.words import find_words


def flat(text: str, start: int = 0, end: int | None = None) -> Analysis:
    """The words of one sentence, all on the first."""
    words = find_words(text, start, len(text) if end is None else end)
    return tuple(
        Word(
            a,
            b,
            text[a:b],
            text[a:b].lower(),
            "NOUN" if text[a].isalpha() else "PUNCT",
            "Number=Sing" if text[a].isalpha() else None,
            1 if number else 0,
            "dep" if number else "root",
            joined,
        )
        for number, (a, b, joined) in enumerate(words)
    )


class FlatAnalyzer:
    """See :func:`flat`."""

    version = "flat 1"

    def analyze(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> list[list[Analysis]]:
        """As the protocol has it."""
        return [[flat(t, a, b) for a, b in spans] for t, spans in zip(texts, sentences, strict=True)]
