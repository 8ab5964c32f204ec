"""TOML files as dataclasses: what every training config is read with."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import SettingsError

Kind = TypeVar("Kind")


def read_toml(path: Path) -> dict[str, Any]:
    """The values of a TOML file.

    Raises:
        SettingsError: it cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot read {path}: {error}") from error


def build(kind: type[Kind], values: dict[str, Any], path: Path, where: str = "the file") -> Kind:
    """A dataclass from values of a TOML file; lists become tuples.

    Args:
        kind: the dataclass.
        values: by the names of its fields.
        path: of the file, for messages.
        where: the part of the file, for messages.

    Raises:
        SettingsError: a key is unknown, or one that is needed is missing.
    """
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(values) - known)
    if unknown:
        raise SettingsError(f"{path}: unknown setting {unknown[0]!r} in {where}; known: {', '.join(sorted(known))}")
    try:
        return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})
    except TypeError as error:
        raise SettingsError(f"{path}: {where}: {error}") from error
