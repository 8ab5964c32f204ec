"""Numbers, quantities and dates of Indonesian text, as plain functions over strings (no spaCy).

Start reading at :func:`parse_number`, :func:`find_quantities` and :func:`find_dates`; ``numbers`` holds the readers
of digits and number words that the other two build on.
"""

from __future__ import annotations

from pipeline.normalize.dates import find_dates
from pipeline.normalize.numbers import parse_number
from pipeline.normalize.quantities import find_quantities

__all__ = ["find_dates", "find_quantities", "parse_number"]
