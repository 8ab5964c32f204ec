"""The attributes that edufakta keeps on a spaCy ``Doc`` (``doc._.mentions`` and so on).

Each attribute is a tuple of records of :mod:`pipeline.records` and is the one source of truth; ``doc.ents`` mirrors
``doc._.mentions`` for spaCy users.  Components read what earlier ones left here and write their own attribute.

==================  =========================================  ==========================
attribute           holds                                      written by the component
==================  =========================================  ==========================
``article``         the :class:`~pipeline.records.Article`     whoever makes the Doc
``sections``        ``tuple[Section, ...]``                    ``edufakta_segmenter``
``sentences``       ``tuple[Sentence, ...]``                   ``edufakta_segmenter``
``mentions``        ``tuple[Mention, ...]``                    ``edufakta_ner``, ``_lexicon``, ``_linker``
``quantities``      ``tuple[Quantity, ...]``                   ``edufakta_normalizer``
``dates``           ``tuple[DateExpression, ...]``             ``edufakta_normalizer``
``aliases``         ``tuple[Alias, ...]``                      ``edufakta_aliases``
``positions``       ``tuple[Position, ...]``                   ``edufakta_positions``
``statements``      ``tuple[Statement, ...]``                  ``edufakta_statements``
``programs``        ``tuple[Program, ...]``                    ``edufakta_programs``
``events``          ``tuple[Event, ...]``                      ``edufakta_events``
``facts``           ``tuple[Fact, ...]``                       ``edufakta_facts``
``tokens``          ``tuple[Token, ...]``                      ``edufakta_syntax``
==================  =========================================  ==========================
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.records import Mention

RECORD_ATTRIBUTES = (
    "sections", "sentences", "mentions", "quantities", "dates", "aliases", "positions", "statements", "programs",
    "events", "facts", "tokens",
)  # fmt: skip


def register() -> None:
    """Register the attributes with spaCy; safe to call again."""
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default=None)
    for name in RECORD_ATTRIBUTES:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())


def set_mentions(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Store mentions, ordered and without overlaps (the longer wins), and mirror them in ``doc.ents``."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    doc._.mentions = tuple(kept)
    spans = []
    for mention in kept:
        span = doc.char_span(mention.start, mention.end, label=mention.label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.set_ents(filter_spans(spans))


register()
