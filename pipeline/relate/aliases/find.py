"""Everything of :mod:`pipeline.relate.aliases` in one call."""

from __future__ import annotations

from pipeline.records import Alias
from pipeline.relate.aliases.acronyms import find_acronyms
from pipeline.relate.aliases.persons import find_short_names
from pipeline.relate.view import ArticleView


def find_aliases(view: ArticleView) -> list[Alias]:
    """Acronyms and short names of one article.

    Args:
        view: the article; ``mentions`` give the people and back up weak alignments, nothing else is needed.

    Returns:
        Aliases in the order of their evidence.
    """
    return sorted((*find_acronyms(view), *find_short_names(view)), key=lambda a: (a.start, a.end, a.short))
