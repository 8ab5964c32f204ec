"""Writing: the tables of :mod:`pipeline.schema` as files.

Start with :mod:`pipeline.write.arrow` (rows -> Arrow) and :mod:`pipeline.write.parts` (Arrow -> Parquet parts that
never change).  ``formats`` makes CSV, JSON Lines and DuckDB of them, ``dictionary`` and ``card`` describe them,
``tables`` reads them back.  ``files`` holds the few ways in which anything is put on the disk: whole or not at all.
"""

from __future__ import annotations

from pipeline.write.tables import Tables, read_tables

__all__ = ["Tables", "read_tables"]
