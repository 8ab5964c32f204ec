"""Which recipe a config of ``python -m pipeline train`` asks for: its key ``kind``; without one, the tagger's."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

from pipeline.errors import SettingsError

__all__ = ["run_other_kind"]

RECIPES = {"stanza": "pipeline.train.stanza", "syntax": "pipeline.train.syntax"}
"""Package of each kind; it has ``train(config_path, *, data, work) -> Path``."""


def run_other_kind(path: Path, *, data: Path | None, work: Path | None) -> Path | None:
    """Run the recipe of a config with a ``kind`` and return its model folder; ``None`` where the file names none.

    Raises:
        SettingsError: no such kind, or the file is not TOML.
    """
    try:
        kind = tomllib.loads(path.read_text(encoding="utf-8")).get("kind", "")
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot read {path}: {error}") from error
    if not kind:
        return None
    if kind not in RECIPES:
        raise SettingsError(f"{path}: unknown kind {kind!r}; known: {', '.join(sorted(RECIPES))}")
    made: Path = import_module(RECIPES[kind]).train(path, data=data, work=work)
    return made
