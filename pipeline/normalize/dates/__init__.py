"""Dates, intervals and relative dates of Indonesian text.

Start reading at :func:`find_dates`.  It works in two steps that can be read apart: ``scan`` finds the expressions and
reads each into a value (``days``, ``years``, ``relative`` and ``clock`` hold the readers, ``values`` what they give),
and ``resolve`` decides which days the values mean, by the anchor and by what the text itself says.  The policies and a
comparison with dateparser are on the page ``docs/normalization-dates.md``.
"""

from __future__ import annotations

from pipeline.normalize.dates.find import find_dates

__all__ = ["find_dates"]
