"""Quantities in Indonesian text: money, counts, percentages, durations, ages, ordinals, measures and scores.

Start reading at :func:`find_quantities` in ``find``; ``lexicon`` reads the word lists, ``nouns`` finds the counted
noun, ``context`` reads what stands left of a number (qualifiers, words that make it a name), ``items`` what is
measured.
"""

from __future__ import annotations

from pipeline.normalize.quantities.find import find_quantities

__all__ = ["find_quantities"]
