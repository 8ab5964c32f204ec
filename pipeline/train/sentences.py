"""Articles cut to the form of other people's corpora: sentence by sentence, a space between words."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.segment.sentences import find_sentences
from pipeline.tag.ner.windows import WORD
from pipeline.train.config import Corpus
from pipeline.train.data import Annotated

NAME = "NAME"
"""Label of capitalised words that no mention covers: names of things that the annotation scheme leaves out."""
SHORTEST, LONGEST = 30, 600
"""Characters of a sentence that is kept: shorter ones are fragments, longer ones lists that no full stop parts."""
MOSTLY = 0.6
"""Share of capitalised words from which a sentence counts as a headline, whose capitals tell nothing."""

_OPENS = frozenset('.!?:"“”‘’')
"""After one of these a capital may begin a sentence."""


def shaped(items: Sequence[Annotated], corpus: Corpus) -> list[Annotated]:
    """The texts as the settings of their corpus want them: whole or in sentences, perhaps in small letters."""
    if corpus.apart:
        items = [sentence for item in items for sentence in apart(item)]
    return [small(item) if corpus.small else item for item in items]


def apart(item: Annotated) -> list[Annotated]:
    """The sentences of an annotated article, their words apart, with :data:`NAME` added."""
    found = []
    for start, end in find_sentences(item.text):
        text = item.text[start:end]
        if SHORTEST <= len(text) < LONGEST and not text.isupper():
            spans = tuple((a - start, b - start, label) for a, b, label in item.spans if start <= a and b <= end)
            found.append(_apart(Annotated(text, spans, item.key)))
    return found


def _apart(item: Annotated) -> Annotated:
    words = [match.span() for match in WORD.finditer(item.text)]
    mention = [0] * len(item.text)
    for number, (start, end, _) in enumerate(item.spans, 1):
        mention[start:end] = [number] * (end - start)
    letters = [item.text[a] for a, _ in words if item.text[a].isalpha()]
    headline = sum(map(str.isupper, letters)) >= MOSTLY * len(letters)
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length, last, opens = 0, 0, True
    for a, b in words:
        word, number = item.text[a:b], mention[a]
        # The number of the mention that the word is in, or -1 for a capital outside any; runs of either are names.
        this = number or -int(word[0].isupper() and not opens and not headline)
        if this and this == last:
            spans[-1] = (spans[-1][0], length + len(word), spans[-1][2])
        elif this:
            spans.append((length, length + len(word), item.spans[number - 1][2] if number else NAME))
        last, opens = this, word in _OPENS or (opens and not word.isalnum())
        parts.append(word)
        length += len(word) + 1
    return Annotated(" ".join(parts), tuple(spans), item.key)


def small(item: Annotated) -> Annotated:
    """The text in small letters; letters whose small form is longer stay as they are."""
    text = "".join(c.lower() if len(c.lower()) == 1 else c for c in item.text)
    return Annotated(text, item.spans, item.key, item.unsure)
