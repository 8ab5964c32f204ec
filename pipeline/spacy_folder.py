"""Writes the pipeline as a folder that ``spacy.load`` opens: ``python -m pipeline.spacy_folder models/edufakta``.

The folder holds ``config.cfg`` and ``meta.json`` alone, since the components find tagger and lexicons in the package.
Run it after changing which components there are; a test fails when folder and code drift apart.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline import __version__
from pipeline.language import build

DESCRIPTION = "Indonesian education news: names, numbers, dates, and who holds which office and says what."


def config_text() -> str:
    """``config.cfg``: the configuration of the pipeline with its default settings."""
    return str(build().config.to_str()) + "\n"


def meta_text() -> str:
    """``meta.json``: what ``spacy info`` shows."""
    nlp = build()
    meta = {
        "lang": "id",
        "name": "edufakta",
        "version": __version__,
        "description": DESCRIPTION,
        "license": "MIT",
        "spacy_version": ">=3.8,<3.9",
        "requirements": ["edufakta"],
        "pipeline": nlp.pipe_names,
        "components": nlp.pipe_names,
        "labels": {},
    }
    return json.dumps(meta, ensure_ascii=False, indent=1) + "\n"


def write(folder: str | Path) -> None:
    """Write both files."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    (target / "config.cfg").write_text(config_text(), encoding="utf-8")
    (target / "meta.json").write_text(meta_text(), encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1] if len(sys.argv) > 1 else "models/edufakta")
