"""Where a shipped model lies, and whether its files are whole.

A model is a folder with ``meta.json`` (labels, settings, checksums), ``model.onnx`` and ``tokenizer.json``.  Installed
from a wheel the models lie in the package (``pipeline/_models/<name>``), in a checkout beside it (``models/<name>``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.checksums import file_digest
from pipeline.errors import ResourceError

PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model folder that was found whole.

    Attributes:
        folder: where it lies.
        meta: the parsed ``meta.json``.
    """

    folder: Path
    meta: dict[str, Any]

    def file(self, name: str) -> Path:
        """Path of one of its files."""
        return self.folder / name


def find(name: str) -> Path:
    """The folder of a model.

    Args:
        name: a name under ``models/``, or the path of a model folder.

    Raises:
        ResourceError: there is no such folder.
    """
    places = [PACKAGE / "_models" / name, PACKAGE.parent / "models" / name, Path(name)]
    for place in places:
        if (place / "meta.json").is_file():
            return place
    looked = ", ".join(str(place) for place in places)
    raise ResourceError(
        f"no model {name!r}: looked for meta.json in {looked}; reinstall edufakta or name a model folder"
    )


def check_files(folder: Path, files: Mapping[str, str]) -> None:
    """Check that each file of a model is the one it was shipped with.

    Args:
        folder: of the model.
        files: SHA-256, hexadecimal, by path within the folder.

    Raises:
        ResourceError: a file is missing or damaged.
    """
    for file, expected in files.items():
        path = folder / file
        if not path.is_file():
            raise ResourceError(f"{path} is missing; reinstall edufakta")
        if file_digest(path) != expected:
            raise ResourceError(f"{path} is damaged: its SHA-256 is not the one in meta.json; reinstall edufakta")


def open_model(name: str) -> StoredModel:
    """Find a model and check that each of its files is the one it was shipped with.

    Raises:
        ResourceError: the model, or a file of it, is missing or damaged.
    """
    folder = find(name)
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        files: dict[str, str] = meta["files"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResourceError(f"{folder / 'meta.json'} cannot be read ({error}); reinstall edufakta") from error
    check_files(folder, files)
    return StoredModel(folder, meta)
