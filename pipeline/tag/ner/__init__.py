"""The trained tagger, as the spaCy component ``edufakta_ner``.

Start at :mod:`~pipeline.tag.ner.component`, which sets ``doc._.mentions``.  It leaves the work to
:mod:`~pipeline.tag.ner.predictor`: lines in capitals are rewritten (:mod:`~pipeline.tag.ner.truecase`), the article is
cut into windows (:mod:`~pipeline.tag.ner.windows`), the encoder gives each word a score per tag,
:mod:`~pipeline.tag.ner.decode` finds the best sequence of tags and how sure it is, and
:mod:`~pipeline.tag.ner.tidy` settles edges and gives each name one label.
:mod:`~pipeline.tag.ner.store` finds the model's files and checks them.  Training lives in :mod:`pipeline.train`.
"""

from pipeline.tag.ner.component import ModelUnavailable, NerComponent, make_ner

__all__ = ["ModelUnavailable", "NerComponent", "make_ner"]
