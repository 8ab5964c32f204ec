"""Between Stanza and edufakta: documents one way, words the other, with every character accounted for.

Stanza wants documents of sentences of tokens; edufakta has texts, spans of sentences and :class:`Word`.
:func:`to_stanza` and :func:`from_stanza` are inverse to one another in text, offsets and multi-word tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import regex
from spacy.tokens import Doc

from pipeline.records import Token
from pipeline.syntax.protocol import Analysis, Span, Word

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence

_BLANK = regex.compile(r"\s")


def to_stanza(text: str, analyses: Iterable[Analysis]) -> Document:
    """A Stanza document with the words of a text.

    Args:
        text: what the offsets count in; it becomes ``document.text``.
        analyses: the words of its sentences; lemma, tags and heads are carried over where there are any.
    """
    from stanza.models.common.doc import Document

    return Document([_entries(words, text) for words in analyses if words], text=text)


def doc_to_stanza(doc: Doc) -> Document:
    """The Stanza document of a Doc that ``edufakta_syntax`` has filled, for those who go on with Stanza's own tools."""
    sentences: dict[int, list[Word]] = {}
    before: Token | None = None
    for t in doc._.tokens:
        joined = before is not None and before.sentence == t.sentence and _joined(before, t)
        word = Word(t.start, t.end, t.text, t.lemma, t.upos, t.feats, t.head, t.deprel, joined)
        sentences.setdefault(t.sentence, []).append(word)
        before = t
    return to_stanza(doc.text, (tuple(words) for words in sentences.values()))


def _joined(before: Token, token: Token) -> bool:
    """Whether two neighbours stand in one token: they touch, letter to letter ("topping-nya" too)."""
    if token.start != before.end:
        return token.start < before.end
    host = before.text.rstrip("-") if len(before.text) > 1 else before.text
    return host[-1:].isalpha() and token.text[0].isalpha()


def _entries(words: Analysis, text: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    number = 0
    while number < len(words):
        last = number
        while last + 1 < len(words) and words[last + 1].joined:
            last += 1
        if last > number:
            start, end = words[number].start, words[last].end
            entries.append(
                {"id": (number + 1, last + 1), "text": text[start:end], "start_char": start, "end_char": end}
            )
        entries += [_entry(n + 1, words[n]) for n in range(number, last + 1)]
        number = last + 1
    return entries


def _entry(number: int, word: Word) -> dict[str, Any]:
    entry = {
        "id": number,
        "text": word.text,
        "start_char": word.start,
        "end_char": word.end,
        "lemma": word.lemma,
        "upos": word.upos,
        "feats": word.feats,
        "head": word.head,
        "deprel": word.deprel,
    }
    return {key: value for key, value in entry.items() if value is not None}


def from_stanza(sentence: Sentence, text: str, shift: int = 0) -> Analysis:
    """The words of one sentence of a Stanza document.

    Args:
        sentence: with character offsets, as Stanza's tokenizer or :func:`to_stanza` sets them.
        text: the text that the words' offsets shall count in.
        shift: what to add to Stanza's offsets to get there.
    """
    words: list[Word] = []
    for token in sentence.tokens:
        start, end = token.start_char + shift, token.end_char + shift
        spans = _parts(text[start:end], start, [w.text for w in token.words])
        for part, (word, (a, b)) in enumerate(zip(token.words, spans, strict=True)):
            words.append(
                Word(
                    a,
                    b,
                    text[a:b],
                    word.lemma or None,
                    word.upos or None,
                    word.feats or None,
                    word.head,
                    word.deprel or None,
                    part > 0,
                )
            )
    return tuple(words)


def _parts(token: str, start: int, forms: Sequence[str]) -> list[Span]:
    """Where the words of a token stand in it; each is the whole token where they do not add up to its characters."""
    if len(forms) > 1 and sum(map(len, forms)) == len(token):
        spans, at = [], start
        for form in forms:
            spans.append((at, at + len(form)))
            at += len(form)
        return spans
    return [(start, start + len(token))] * len(forms)


def one_tree(parts: Sequence[Analysis]) -> Analysis:
    """Join what an analyzer cut in several sentences: later roots hang on the first as "parataxis"."""
    if len(parts) == 1:
        return parts[0]
    joined: list[Word] = []
    first_root = 0
    for words in parts:
        base = len(joined)
        for number, w in enumerate(words, base + 1):
            head, deprel = w.head, w.deprel
            if head == 0:
                if first_root:
                    head, deprel = first_root, "parataxis"
                else:
                    first_root = number
            elif head is not None:
                head += base
            joined.append(Word(w.start, w.end, w.text, w.lemma, w.upos, w.feats, head, deprel, w.joined))
    return tuple(joined)


def plain(text: str) -> str:
    """The text with a blank for every other white-space character: same length, and no line end that cuts."""
    return _BLANK.sub(" ", text)
