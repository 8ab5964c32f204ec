"""Model and rules together: one list of mentions from both.

Start reading at :func:`merge`.  Each step is a plain function from mentions to mentions, in :data:`STEPS`,
so that each can be measured alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.records import Mention
from pipeline.resources.titles import bare_span


def merge(text: str, model: Sequence[Mention], rules: Sequence[Mention]) -> list[Mention]:
    """The mentions of one article.

    Args:
        text: the article.
        model: what the trained model found; empty without one.
        rules: what :func:`pipeline.tag.rules.tag` found.

    Returns:
        Mentions ordered by ``start``, without overlaps.  Without a model these are the rules' own.
    """
    if not model:
        return sorted(rules, key=lambda m: m.start)
    mentions = [trim_person(text, m) for m in model]
    return complete(mentions, [m for m in rules if m.label == "REGULATION" or m.method == "article"])


def trim_person(text: str, mention: Mention) -> Mention:
    """A PERSON mention without honorifics, degrees and punctuation at its edges; any other as it is."""
    if mention.label != "PERSON":
        return mention
    start, end = bare_span(text, mention.start, mention.end)
    if (start, end) == (mention.start, mention.end):
        return mention
    return replace(mention, start=start, end=end, text=text[start:end])


def complete(mentions: Sequence[Mention], more: Sequence[Mention]) -> list[Mention]:
    """``mentions`` and those of ``more`` that overlap none of them, ordered."""
    taken = bytearray(max((m.end for m in (*mentions, *more)), default=0))
    kept = list(mentions)
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for mention in more:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
