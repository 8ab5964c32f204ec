"""The spaCy component ``edufakta_positions``: reads mentions and aliases, writes ``doc._.positions``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers doc._.positions)
from pipeline.relate.positions.find import find_positions
from pipeline.relate.view import ArticleView


class Positions:
    """Stores what :func:`find_positions` finds."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.positions``."""
        doc._.positions = tuple(find_positions(ArticleView.from_doc(doc)))
        return doc


@Language.factory("edufakta_positions", assigns=["doc._.positions"], requires=["doc._.mentions"])
def make_positions(nlp: Language, name: str) -> Positions:
    """Factory of :class:`Positions`."""
    return Positions()
