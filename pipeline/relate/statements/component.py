"""The spaCy component ``edufakta_statements``: reads sentences and mentions, writes ``doc._.statements``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers doc._.statements)
from pipeline.relate.statements.find import find_statements
from pipeline.relate.view import ArticleView


@Language.component("edufakta_statements", assigns=["doc._.statements"], requires=["doc._.sentences", "doc._.mentions"])
def edufakta_statements(doc: Doc) -> Doc:
    """Store what :func:`find_statements` finds."""
    doc._.statements = tuple(find_statements(ArticleView.from_doc(doc)))
    return doc
