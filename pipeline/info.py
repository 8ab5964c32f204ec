"""What is installed: versions, models and components, for ``python -m pipeline info`` and the run manifest."""

from __future__ import annotations

import json
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import __version__

PACKAGES = (
    "spacy",
    "pandas",
    "pyarrow",
    "regex",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "trafilatura",
    "duckdb",
    "stanza",
)


def model_folders() -> list[Path]:
    """Where models are looked for: inside the installed package, then beside it in a checkout."""
    here = Path(__file__).resolve().parent
    return [folder for folder in (here / "_models", here.parent / "models") if folder.is_dir()]


def collect() -> dict[str, Any]:
    """Versions of edufakta, Python and the packages that matter, the models found and the components."""
    from pipeline.language import COMPONENTS

    versions = {}
    for package in PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            versions[package] = "not installed"
    return {
        "edufakta": __version__,
        "python": platform.python_version(),
        "packages": versions,
        "models": _models(),
        "components": list(COMPONENTS),
    }


def _models() -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in model_folders():
        for meta in sorted(folder.glob("*/meta.json")):
            try:
                version = json.loads(meta.read_text(encoding="utf-8")).get("version")
            except (OSError, ValueError, AttributeError):
                version = "unreadable meta.json"
            size = sum(f.stat().st_size for f in meta.parent.rglob("*") if f.is_file())
            found.setdefault(meta.parent.name, ", ".join(filter(None, (version, f"{size / 1e6:.1f} MB"))))
    return found
