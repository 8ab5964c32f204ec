"""Read the tables of a run as pandas DataFrames, all of one version."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import OutputError
from pipeline.schema import TABLE, TABLES

if TYPE_CHECKING:
    import pandas as pd


class Tables:
    """The tables of one version of an output folder, each read on first use.

    >>> t = read_tables("data/processed")           # doctest: +SKIP
    >>> t.entities.groupby("label").size()          # doctest: +SKIP
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """The folder of this version: it stays the same when a run publishes a newer one."""

    @cached_property
    def names_of_tables(self) -> tuple[str, ...]:
        """Tables that are there, in the order of the schema."""
        return tuple(t.name for t in TABLES if (self.folder / f"{t.name}.parquet").exists())

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLE:
            raise AttributeError(f"no table {name!r}; there are: {', '.join(self.names_of_tables)}")
        if name not in self.names_of_tables:
            raise AttributeError(f"the table {name!r} was not written by this run (tokens needs --syntax)")
        frame = self.read(name)
        self.__dict__[name] = frame
        return frame

    def __getitem__(self, name: str) -> pd.DataFrame:
        try:
            frame: pd.DataFrame = getattr(self, name)
        except AttributeError as error:
            raise KeyError(str(error)) from error
        return frame

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.names_of_tables]

    def __repr__(self) -> str:
        return f"Tables({str(self.folder)!r}: {', '.join(self.names_of_tables)})"

    def path(self, name: str) -> Path:
        """The Parquet file, or folder of files, of a table."""
        return self.folder / f"{name}.parquet"

    def read(self, name: str, **options: Any) -> pd.DataFrame:
        """One table; ``options`` go to :func:`pandas.read_parquet` (``columns=``, ``filters=``, ``dtype_backend=``)."""
        import pandas as pd

        return pd.read_parquet(self.path(name), **options)


def read_tables(folder: str | Path) -> Tables:
    """The newest complete version of the tables in an output folder; a run that writes meanwhile does not disturb it.

    Raises:
        OutputError: there are no tables.
    """
    root = Path(folder)
    current = root / ".edufakta" / "current"
    tables = Tables(Path(os.path.realpath(current)) if current.exists() else root)
    if not tables.names_of_tables:
        raise OutputError(f"There are no tables in {root}. Run: python -m pipeline run SOURCE --output {root}")
    return tables
