"""The model folder that ``stanza.Pipeline("id", dir=..., download_method=None)`` loads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.checksums import file_digest

__all__ = ["PROCESSORS", "slim", "write_folder"]

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")
USES_VECTORS = ("pos", "depparse")


def slim(source: Path, out: Path) -> None:
    """Copy a model without optimizer state, its weights in half precision.

    Stanza copies weights into single-precision modules as it loads, so they take half the room on disk at full speed.
    Paths of the machine that trained it and its log of scores go as well.
    """
    import torch

    model = torch.load(source, map_location="cpu", weights_only=True)
    for name in ("optimizer_state_dict", "scheduler_state_dict", "dev_score_history", "global_step", "last_best_step"):
        model.pop(name, None)
    if model.get("model") is not None:
        model["model"] = {k: v.half() if v.is_floating_point() else v for k, v in model["model"].items()}
    for settings in (model.get("config"), model.get("args")):
        if settings is not None:
            settings.update(dict.fromkeys([k for k, v in settings.items() if isinstance(v, str) and "/" in v]))
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model, out)


def write_folder(models: Mapping[str, Path], vectors: Path, package: str, out: Path, about: Mapping[str, Any]) -> Path:
    """Put models and vectors in place, with ``resources.json`` (MD5, as Stanza has it) and ``meta.json`` (SHA-256).

    Args:
        models: trained file of each of ``PROCESSORS``.
        vectors: Stanza's pretrain file.
        package: name of the models.
        out: the folder to write.
        about: further entries of ``meta.json``.
    """
    import torch

    for kind, source in models.items():
        slim(source, out / "id" / kind / f"{package}.pt")
    (out / "id" / "pretrain").mkdir(parents=True, exist_ok=True)
    torch.save(torch.load(vectors, weights_only=True), out / "id" / "pretrain" / f"{package}.pt")

    needs = [{"model": "pretrain", "package": package}]
    language: dict[str, Any] = {"lang_name": "Indonesian"}
    for kind in (*PROCESSORS, "pretrain"):
        entry: dict[str, Any] = {"md5": file_digest(out / "id" / kind / f"{package}.pt", "md5")}
        if kind in USES_VECTORS:
            entry["dependencies"] = needs
        language[kind] = {package: entry}
    language["default_processors"] = dict.fromkeys(PROCESSORS, package)
    language["default_dependencies"] = dict.fromkeys(USES_VECTORS, needs)
    language["packages"] = {"default": dict.fromkeys(PROCESSORS, package)}
    _write_json(out / "resources.json", {"id": language})

    files = sorted(p for p in out.rglob("*") if p.is_file() and (p.suffix == ".pt" or p.name == "resources.json"))
    checksums = {str(p.relative_to(out)): file_digest(p, "sha256") for p in files}
    _write_json(out / "meta.json", {**about, "package": package, "sha256": checksums})
    return out


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
