"""Fast syntax: one small transformer gives part of speech, features, lemma, head and relation of every word at once.

Start at :mod:`~pipeline.syntax.encoder.analyzer`.  Words come from :mod:`pipeline.syntax.words`;
:mod:`~pipeline.syntax.encoder.windows` packs sentences into what the network reads,
:mod:`~pipeline.syntax.encoder.tree` makes a tree of the scores of arcs, :mod:`~pipeline.syntax.encoder.lemmas` turns
classes into lemmas.  Training lives in ``pipeline.train.syntax``.
"""

from pipeline.syntax.encoder.analyzer import EncoderAnalyzer

__all__ = ["EncoderAnalyzer"]
