"""Who is who inside one article: small lookups over mentions and aliases that several relations share."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records import Mention
from pipeline.relate.view import ArticleView

BODIES = ("AGENCY", "SCHOOL", "ORGANIZATION")
"""Labels of what can run, hold or win something, besides people."""


def plain(name: str) -> str:
    """A name as a key: one space between words, without case."""
    return " ".join(name.split()).casefold()


class NamesIn:
    """Long and short forms of the names of one article.

    Attributes:
        long_of: key of a short form -> its long form.
        short_of: key of a long form -> its acronym.
    """

    def __init__(self, view: ArticleView) -> None:
        self.long_of: dict[str, str] = {}
        self.short_of: dict[str, str] = {}
        for alias in view.aliases:
            self.long_of.setdefault(plain(alias.short), alias.long)
            if alias.kind == "acronym":
                self.short_of.setdefault(plain(alias.long), alias.short)

    def fullest(self, name: str) -> str:
        """The long form of ``name`` if the article gives one, else ``name`` with plain spaces."""
        return self.long_of.get(plain(name), " ".join(name.split()))

    def key(self, name: str) -> str:
        """Equal for all forms of one name that the article ties together."""
        return plain(self.fullest(name))


def last_mention(view: ArticleView, start: int, end: int, *labels: str) -> Mention | None:
    """The last mention that starts in ``[start, end)`` and ends by ``end``."""
    found = None
    for mention in view.mentions_in(start, end, *labels):
        if mention.end <= end:
            found = mention
    return found


def sentence_spans(view: ArticleView) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; of each line where the article has no sentences yet."""
    if view.sentences:
        for sentence in view.sentences:
            yield sentence.start, sentence.end
        return
    start = 0
    for line in view.text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)
