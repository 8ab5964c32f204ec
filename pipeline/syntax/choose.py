"""From the name of a syntax model to its analyzer: ``edufakta``, ``stanza``, ``official``, or a folder of models."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pipeline.errors import ResourceError
from pipeline.info import model_folders
from pipeline.syntax.protocol import Analyzer

NAMES = {"edufakta": "edufakta-syntax", "stanza": "edufakta-stanza"}
"""Names of shipped models -> their folder under models/."""
OFFICIAL = "official"


def make_analyzer(model: str = "edufakta", threads: int = 1, conventions: str = "") -> Analyzer:
    """Load a syntax model.

    Args:
        model: ``edufakta`` (our encoder, fast), ``stanza`` (our Stanza models), ``official`` (Stanza's own package,
            which the user has downloaded), or a folder with either kind.
        threads: threads it may use.
        conventions: of which treebank the encoder shall follow the conventions, where they differ (``csui``, ``gsd``).

    Raises:
        SettingsError: the model needs Stanza, which is not installed.
        ResourceError: the model is missing or damaged.
    """
    if model == OFFICIAL:
        from pipeline.syntax.stanza import StanzaAnalyzer

        return StanzaAnalyzer(None, threads)
    folder = find_model(model)
    if (folder / "resources.json").is_file():
        from pipeline.syntax.stanza import StanzaAnalyzer

        return StanzaAnalyzer(folder, threads)
    from pipeline.syntax.encoder import EncoderAnalyzer

    return EncoderAnalyzer(folder, threads, conventions)


def find_model(model: str) -> Path:
    """The folder of a model that is shipped or named by its path.

    Raises:
        ResourceError: there is none.
    """
    name = NAMES.get(model, model)
    for folder in (Path(name), *(models / name for models in model_folders())):
        if folder.is_dir() and ((folder / "meta.json").is_file() or (folder / "resources.json").is_file()):
            return folder
    raise ResourceError(
        f"There is no syntax model {model!r}: choose edufakta, stanza or official, or give the folder of a model."
    )


def model_version(model: str) -> str:
    """A text that changes with the files of a model, without loading it; for the state of incremental runs."""
    if model == OFFICIAL:
        from pipeline.syntax.stanza import stanza_folder

        folder = stanza_folder(None)
        index = json.loads((folder / "resources.json").read_text(encoding="utf-8"))["id"]
        digest = hashlib.blake2b(json.dumps(index, sort_keys=True).encode(), digest_size=8)
        files = sorted((folder / "id").rglob("*.pt"))
    else:
        folder = find_model(model)
        digest = hashlib.blake2b(model.encode(), digest_size=8)
        files = sorted(f for f in folder.rglob("*") if f.is_file())
    for file in files:
        digest.update(str(file.relative_to(folder)).encode())
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "blake2b").digest())
    return digest.hexdigest()
