"""Words with lemma, part of speech, features and dependencies, after Universal Dependencies.

Start with :mod:`pipeline.syntax.protocol`: what an analyzer takes and gives.  :func:`make_analyzer` loads one by name;
:mod:`~pipeline.syntax.words` cuts words by rule, :mod:`~pipeline.syntax.encoder` is the fast analyzer,
:mod:`~pipeline.syntax.stanza` the one around Stanza, over :mod:`~pipeline.syntax.bridge`.  The spaCy component
``edufakta_syntax`` (:mod:`~pipeline.syntax.component`) fills ``doc._.tokens`` and, by :mod:`~pipeline.syntax.to_spacy`,
the attributes of spaCy's own tokens.
"""

from __future__ import annotations

from pipeline.syntax.choose import make_analyzer
from pipeline.syntax.protocol import Analysis, Analyzer, Span, Word

__all__ = ["Analysis", "Analyzer", "Span", "Word", "make_analyzer"]
