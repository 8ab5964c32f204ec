"""The spaCy component ``edufakta_facts``: fills ``doc._.facts`` from everything found before."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers the Doc attributes)
from pipeline.relate.facts.find import find_facts
from pipeline.relate.view import ArticleView


def facts_component(doc: Doc) -> Doc:
    """Write down every fact of ``doc``."""
    doc._.facts = tuple(find_facts(ArticleView.from_doc(doc), doc._.programs, doc._.events))
    return doc


@Language.factory("edufakta_facts", assigns=["doc._.facts"])
def make_facts(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Factory of :func:`facts_component`."""
    return facts_component
