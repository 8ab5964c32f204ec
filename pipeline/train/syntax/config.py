"""Settings of a syntax run: one TOML file with ``kind = "syntax"``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.train.settings import build, read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """A treebank: a CoNLL-U file relative to the data folder, and the name of its conventions."""

    path: str
    bank: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxConfig:
    """Settings of one training run."""

    name: str
    kind: str = "syntax"
    data: str = "../shared/data"
    work: str = "work"
    output: str = "models"
    banks: tuple[Bank, ...] = ()
    silver: tuple[Bank, ...] = ()
    """Sentences labelled by earlier models; an epoch reads ``silver_share`` of them."""
    silver_share: float = 0.2
    silver_epochs: int = 0
    """They are read in the first this many epochs."""
    holdout: int = 12
    """Every this-many-th sentence of the treebanks is kept from training, to choose settings on; 0 for none."""
    start: str = ""
    """Checkpoint to start from, relative to ``work``: of the tagger (its encoder is taken) or of an earlier run."""
    vocabulary_texts: tuple[str, ...] = ("edunews/train.jsonl", "news.jsonl.gz", "ner/idner-news-2k/train.txt")
    vocabulary: int = 32_000
    layers: int = 6
    frozen: bool = False
    """Whether the encoder stays as it is."""
    dropout: float = 0.1
    head_dropout: float = 0.3
    arc: int = 256
    label: int = 256
    window: int = 160
    alone: float = 0.3
    longest: int = 240
    batch_pieces: int = 1024
    head_epochs: int = 0
    """Epochs in which the heads alone are trained, before."""
    epochs: int = 20
    lr: float = 2e-4
    head_lr: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warmup: float = 0.1
    average: float = 0.99
    mask: float = 0.05
    seed: int = 1
    threads: int = 1


def read_config(path: Path) -> SyntaxConfig:
    """Read and check a TOML file.

    Raises:
        SettingsError: a key is unknown, or the file is not TOML.
    """
    raw = read_toml(path)
    banks = {
        name: tuple(build(Bank, values, path, f"[[{name}]]") for values in raw.pop(name, []))
        for name in ("banks", "silver")
    }
    return build(SyntaxConfig, {**raw, **banks}, path)
