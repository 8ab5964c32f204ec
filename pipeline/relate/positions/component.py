"""The spaCy component ``edufakta_positions``: reads mentions and aliases, writes ``doc._.positions``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers doc._.positions)
from pipeline.relate.positions.find import find_positions
from pipeline.relate.view import ArticleView


@Language.component("edufakta_positions", assigns=["doc._.positions"], requires=["doc._.mentions"])
def edufakta_positions(doc: Doc) -> Doc:
    """Store what :func:`find_positions` finds."""
    doc._.positions = tuple(find_positions(ArticleView.from_doc(doc)))
    return doc
