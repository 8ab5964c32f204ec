"""Who and what is the same: within an article, then across the corpus.

Start with :func:`link_article` (one article: canonical names, local ids, region codes), then :func:`link_names`
(local ids to ids of the corpus) with :func:`block_keys`, which says which names can meet at all.
:mod:`~pipeline.relate.link.keys` and :mod:`~pipeline.relate.link.bodies` hold what makes two spellings equal.
"""

from pipeline.relate.link.corpus import LocalName, block_keys, canonical_name, link_names, local_names
from pipeline.relate.link.local import Linked, link_article

__all__ = [
    "Linked",
    "LocalName",
    "block_keys",
    "canonical_name",
    "link_article",
    "link_names",
    "local_names",
]
