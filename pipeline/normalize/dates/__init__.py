"""Dates, intervals and relative dates in Indonesian text."""

from __future__ import annotations

from pipeline.normalize.dates.find import find_dates

__all__ = ["find_dates"]
