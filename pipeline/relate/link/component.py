"""The spaCy component ``edufakta_linker``: canonical names, ids and region codes."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extensions import set_mentions
from pipeline.relate.link.local import link_article
from pipeline.relate.view import ArticleView


def linker_component(doc: Doc) -> Doc:
    """Link what ``doc`` names."""
    linked = link_article(ArticleView.from_doc(doc))
    set_mentions(doc, linked.mentions)
    doc._.positions = linked.positions
    doc._.statements = linked.statements
    return doc


@Language.factory("edufakta_linker", assigns=["doc._.mentions", "doc._.positions", "doc._.statements"])
def make_linker(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Factory of :func:`linker_component`."""
    return linker_component
