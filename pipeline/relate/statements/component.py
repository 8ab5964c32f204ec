"""The spaCy component ``edufakta_statements``: reads sentences and mentions, writes ``doc._.statements``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers doc._.statements)
from pipeline.relate.statements.find import find_statements
from pipeline.relate.view import ArticleView


class Statements:
    """Stores what :func:`find_statements` finds."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.statements``."""
        doc._.statements = tuple(find_statements(ArticleView.from_doc(doc)))
        return doc


@Language.factory("edufakta_statements", assigns=["doc._.statements"], requires=["doc._.sentences", "doc._.mentions"])
def make_statements(nlp: Language, name: str) -> Statements:
    """Factory of :class:`Statements`."""
    return Statements()
