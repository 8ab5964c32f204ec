"""What the annotation scheme settles and the network need not guess: edges of mentions, and one label per name.

Works on the decoded spans of one article; every rule is one function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.tag.ner.decode import Span


def tidy(words: Sequence[str], spans: Iterable[Span]) -> list[Span]:
    """Brackets, then edges, then one label per name.

    Args:
        words: the words of the article.
        spans: decoded spans, disjoint and in order.
    """
    parts = [trimmed for span in spans for part in _unbracketed(words, span) for trimmed in _trimmed(words, part)]
    return one_label_per_name(words, parts)


def _unbracketed(words: Sequence[str], span: Span) -> Iterator[Span]:
    """Part a span at a bracket whose partner it lacks, and a closing "(ACRONYM)" from the name before it.

    A bracketed acronym in the middle of a name belongs to the name; one at its end is a mention of its own.
    """
    opened: list[int] = []
    for at in range(span.first, span.last + 1):
        if words[at] == "(":
            opened.append(at)
        elif words[at] == ")":
            if not opened:  # what follows lies outside the brackets that the span begins in
                if at > span.first:
                    yield replace(span, last=at - 1)
                return
            start = opened.pop()
            if at == span.last and start > span.first and at - start == 2 and _is_acronym(words[start + 1]):
                yield replace(span, last=start - 1)
                yield replace(span, first=start + 1, last=at - 1)
                return
    if opened and opened[0] > span.first:
        yield replace(span, last=opened[0] - 1)
        if opened[0] < span.last:
            yield replace(span, first=opened[0] + 1)
        return
    yield span


def _is_acronym(word: str) -> bool:
    """Whether a word has at least two capitals, or is one short capitalised word of letters."""
    return sum(c.isupper() for c in word) >= 2 or (word[:1].isupper() and word.isalpha() and len(word) <= 12)


def _trimmed(words: Sequence[str], span: Span) -> Iterator[Span]:
    """No punctuation at the edges, but for a closing bracket that was opened inside."""
    first, last = span.first, span.last
    while last >= first and not _word_like(words[last]) and not (words[last] == ")" and "(" in words[first:last]):
        last -= 1
    while first <= last and not _word_like(words[first]):
        first += 1
    if first <= last:
        yield replace(span, first=first, last=last)


def _word_like(word: str) -> bool:
    return word[0].isalnum()


def one_label_per_name(words: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """Give all mentions of a name in an article the label that they are most probable to have together.

    Names are compared without regard to case.  A mention that changes its label takes on the mean probability of those
    that had it.
    """
    votes: dict[tuple[str, ...], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    names = [tuple(word.casefold() for word in words[span.first : span.last + 1]) for span in spans]
    for name, span in zip(names, spans, strict=True):
        votes[name][span.label].append(span.probability)
    found = []
    for name, span in zip(names, spans, strict=True):
        label, given = max(votes[name].items(), key=lambda item: sum(item[1]))
        found.append(span if label == span.label else replace(span, label=label, probability=sum(given) / len(given)))
    return found
