"""Paragraphs with their section, sentences and tokens, all with exact offsets.

Start with :func:`~pipeline.segment.sentences.find_sentences` (plain text in, offsets out); the component
``edufakta_segmenter`` below only puts its result, and the sections of the reader, on a spaCy ``Doc``.
"""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import extensions
from pipeline.read.layout import find_sections
from pipeline.records import Section, Sentence
from pipeline.segment.sentences import find_sentences
from pipeline.segment.tokens import Tokenizer, make_tokenizer

__all__ = ["Segmenter", "Tokenizer", "find_sentences", "make_tokenizer", "read_sentences"]


def read_sentences(text: str, sections: tuple[Section, ...] = ()) -> tuple[Sentence, ...]:
    """Sentences as records, each with the section that holds its first character ("body" where none does)."""
    starts = [s.start for s in sections]
    found = []
    for index, (start, end) in enumerate(_split_at(find_sentences(text), sections)):
        i = bisect_right(starts, start) - 1
        kind = sections[i].kind if i >= 0 and start < sections[i].end else "body"
        found.append(Sentence(index=index, start=start, end=end, text=text[start:end], section=kind))
    return tuple(found)


def _split_at(spans: list[tuple[int, int]], sections: tuple[Section, ...]) -> list[tuple[int, int]]:
    """A byline ends a sentence even where no line end parts it from the body before it."""
    cuts = [s.start for s in sections if s.kind == "byline"]
    if not cuts:
        return spans
    out: list[tuple[int, int]] = []
    for start, end in spans:
        inside = [c for c in cuts if start < c < end]
        out.extend(zip([start, *inside], [*inside, end], strict=True))
    return out


class Segmenter:
    """Sets ``doc._.sections``, ``doc._.sentences`` and the sentence starts of the tokens."""

    def __call__(self, doc: Doc) -> Doc:
        """Segment one Doc."""
        extensions.register()
        text = doc.text
        article = doc._.article
        sections = tuple(find_sections(text, article.title if article else None))
        sentences = read_sentences(text, sections)
        doc._.sections = sections
        doc._.sentences = sentences
        if len(doc):
            offsets = doc.to_array("IDX")
            first = np.searchsorted(offsets, [s.start for s in sentences], side="right") - 1
            starts = np.full(len(doc), -1, dtype=np.int64)
            starts[first] = 1
            starts[0] = 1
            # spaCy's stub asks for a thinc array; -1 travels as the unsigned 64-bit value that spaCy reads back.
            doc.from_array(["SENT_START"], starts.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
        return doc


@Language.factory("edufakta_segmenter", assigns=["token.is_sent_start", "doc.sents"])
def make_segmenter(nlp: Language, name: str) -> Segmenter:
    """Factory of :class:`Segmenter`."""
    return Segmenter()
