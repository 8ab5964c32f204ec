"""edufakta: read Indonesian education news and write down its facts.

>>> import pipeline
>>> nlp = pipeline.load()
>>> found = pipeline.extract("Honor guru honorer minimal 2,35 juta rupiah.")
>>> found.quantities[0].value
Decimal('2350000')

The names below are imported on first use, so that ``import pipeline`` and ``--help`` stay fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import extract, load, read_tables, run

__all__ = ["__version__", "extract", "load", "read_tables", "run"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in {"extract", "load", "read_tables", "run"}:
        return getattr(import_module("pipeline.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
