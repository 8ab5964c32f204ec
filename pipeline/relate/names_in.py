"""Who is who inside one article: small lookups over mentions and aliases that several relations share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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


def with_repeats(view: ArticleView, *labels: str) -> ArticleView:
    """The view with further occurrences of names of these labels, of two words and more, that the tagger passed over.

    A name is tagged here and missed there; what is said of it there counts too.
    """
    taken = bytearray(len(view.text) + 1)
    for mention in view.mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    names = {m.text: m for m in view.mentions if m.label in labels and " " in m.text and m.text[:1].isupper()}
    more = []
    for name, mention in sorted(names.items(), key=lambda x: -len(x[0])):
        at = view.text.find(name)
        while at >= 0:
            end = at + len(name)
            beside = view.text[at - 1 : at] + view.text[end : end + 1]
            if not any(taken[at:end]) and not any(c.isalnum() for c in beside):
                more.append(replace(mention, start=at, end=end, method="article"))
                taken[at:end] = b"\1" * len(name)
            at = view.text.find(name, end)
    if not more:
        return view
    return replace(view, mentions=sorted((*view.mentions, *more), key=lambda m: m.start))
