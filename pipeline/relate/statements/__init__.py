"""Who said what: direct and indirect statements with their speakers.

Start reading at :mod:`.find`.  Plain functions of an :class:`~pipeline.relate.view.ArticleView`; the spaCy component
``edufakta_statements`` (:mod:`.component`) is a thin wrapper.  Words are data (``verbs.csv``, ``words.csv``), and so
are the weights of the small model that tells statements from other clauses (``weights.json``, made by :mod:`.learn`).
"""

from pipeline.relate.statements.find import find_statements
from pipeline.relate.statements.quotes import Quote, find_quotes

__all__ = ["Quote", "find_quotes", "find_statements"]
