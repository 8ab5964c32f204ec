"""The spaCy component ``edufakta_aliases``: fills ``doc._.aliases``."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers the Doc attributes)
from pipeline.relate.aliases.find import find_aliases
from pipeline.relate.view import ArticleView


def aliases_component(doc: Doc) -> Doc:
    """Find what stands for what in ``doc``."""
    doc._.aliases = tuple(find_aliases(ArticleView.from_doc(doc)))
    return doc


@Language.factory("edufakta_aliases", assigns=["doc._.aliases"])
def make_aliases(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Factory of :func:`aliases_component`."""
    return aliases_component
