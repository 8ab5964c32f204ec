"""A read-only view of one article for the relating functions: what was found so far, and quick ways to ask for it.

The functions of ``relate/`` are plain functions of an :class:`ArticleView`, so they can be tested and scored with
hand-made or gold mentions, without spaCy; the components only build the view from a ``Doc`` and store the result.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.records import (
    Alias,
    Article,
    DateExpression,
    Mention,
    Position,
    Quantity,
    Section,
    Sentence,
    Statement,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Text, sections, sentences and everything found so far, each ordered by ``start``."""

    article: Article
    sections: Sequence[Section] = ()
    sentences: Sequence[Sentence] = ()
    mentions: Sequence[Mention] = ()
    quantities: Sequence[Quantity] = ()
    dates: Sequence[DateExpression] = ()
    aliases: Sequence[Alias] = ()
    positions: Sequence[Position] = ()
    statements: Sequence[Statement] = ()
    _mention_starts: list[int] = field(init=False, repr=False, default_factory=list)
    _sentence_starts: list[int] = field(init=False, repr=False, default_factory=list)

    def __post_init__(self) -> None:
        self._mention_starts.extend(m.start for m in self.mentions)
        self._sentence_starts.extend(s.start for s in self.sentences)

    @classmethod
    def from_doc(cls, doc: Doc) -> ArticleView:
        """The view of a Doc that the earlier components have filled."""
        article = doc._.article or Article(article_id="", source="", text=doc.text)
        return cls(
            article=article,
            sections=doc._.sections,
            sentences=doc._.sentences,
            mentions=doc._.mentions,
            quantities=doc._.quantities,
            dates=doc._.dates,
            aliases=doc._.aliases,
            positions=doc._.positions,
            statements=doc._.statements,
        )

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return self.article.text

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``, or the last one before it."""
        i = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[i] if i >= 0 else None

    def mentions_in(self, start: int, end: int, *labels: str) -> Iterator[Mention]:
        """Mentions that start in ``[start, end)``, only those with one of ``labels`` if any are given."""
        for i in range(bisect_left(self._mention_starts, start), len(self.mentions)):
            mention = self.mentions[i]
            if mention.start >= end:
                return
            if not labels or mention.label in labels:
                yield mention

    def paragraph_at(self, offset: int) -> tuple[int, int]:
        """Start and end of the line (paragraph) around ``offset``."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end
