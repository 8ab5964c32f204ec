"""The spaCy component ``edufakta_programs``: fills ``doc._.programs``."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

import pipeline.extensions  # noqa: F401  (registers the Doc attributes)
from pipeline.relate.programs.find import find_programs
from pipeline.relate.view import ArticleView


def programs_component(doc: Doc) -> Doc:
    """Find the programmes described in ``doc``."""
    doc._.programs = tuple(find_programs(ArticleView.from_doc(doc)))
    return doc


@Language.factory("edufakta_programs", assigns=["doc._.programs"])
def make_programs(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Factory of :func:`programs_component`."""
    return programs_component
