"""Achievements: rank or prize, contest, year and who won it.

Start with :func:`find_achievements`.  They have no table of their own: the component ``edufakta_facts`` writes them.
"""

from pipeline.relate.achievements.find import Achievement, find_achievements

__all__ = ["Achievement", "find_achievements"]
