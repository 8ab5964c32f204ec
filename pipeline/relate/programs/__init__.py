"""Programmes: name, acronym, expansion, the body that runs them, what they are for.

Start with :func:`find_programs`; :mod:`~pipeline.relate.programs.lists` splits enumerations that state their length.
"""

from pipeline.relate.programs.find import PARTNER, find_programs

__all__ = ["PARTNER", "find_programs"]
