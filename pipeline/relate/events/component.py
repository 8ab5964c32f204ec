"""The spaCy component ``edufakta_events``: fills ``doc._.events``."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers the Doc attributes)
from pipeline.relate.events.find import find_events
from pipeline.relate.view import ArticleView


def events_component(doc: Doc) -> Doc:
    """Find the events described in ``doc``."""
    doc._.events = tuple(find_events(ArticleView.from_doc(doc)))
    return doc


@Language.factory("edufakta_events", assigns=["doc._.events"])
def make_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Factory of :func:`events_component`."""
    return events_component
