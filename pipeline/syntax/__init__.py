"""Words with lemma, part of speech, features and dependencies, after Universal Dependencies.

Start with :mod:`pipeline.syntax.protocol`: what an analyzer takes and gives.
"""

from __future__ import annotations

from pipeline.syntax.protocol import Analysis, Analyzer, Span, Word

__all__ = ["Analysis", "Analyzer", "Span", "Word"]
