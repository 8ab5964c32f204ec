"""The spaCy component ``edufakta_facts``: fills ``doc._.facts`` from everything found before."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers the Doc attributes)
from pipeline.relate.facts.find import find_facts
from pipeline.relate.view import ArticleView


@Language.component("edufakta_facts", assigns=["doc._.facts"])
def facts_component(doc: Doc) -> Doc:
    """Write down every fact of ``doc``."""
    doc._.facts = tuple(find_facts(ArticleView.from_doc(doc), doc._.programs, doc._.events))
    return doc
