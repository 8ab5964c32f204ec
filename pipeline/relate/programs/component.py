"""The spaCy component ``edufakta_programs``: fills ``doc._.programs``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers the Doc attributes)
from pipeline.relate.programs.find import find_programs
from pipeline.relate.view import ArticleView


@Language.component("edufakta_programs", assigns=["doc._.programs"])
def programs_component(doc: Doc) -> Doc:
    """Find the programmes described in ``doc``."""
    doc._.programs = tuple(find_programs(ArticleView.from_doc(doc)))
    return doc
