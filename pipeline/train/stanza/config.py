"""What a run is told: one TOML file of ``kind = "stanza"``, checked field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.train.settings import build, read_toml

__all__ = ["Silver", "StanzaConfig", "Treebank", "Vectors", "read_config"]

Arguments = dict[str, int | float | str | bool]
"""Options of a Stanza trainer without their dashes; ``true`` for a flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treebank:
    """One gold treebank.

    Attributes:
        path: of the CoNLL-U file, relative to the data folder.
        harmonise: bring it to the convention of those without this mark.
        repeat: how often an epoch reads it.
    """

    path: str
    harmonise: bool = False
    repeat: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Word vectors, trained on raw text with gensim's skip-gram.

    Attributes:
        texts: files relative to the data folder: JSON Lines with ``text``, CoNLL-U, or one word a line.
        dimensions, window, epochs, min_count: as in gensim; words seen less than ``min_count`` times have no vector.
        words: the most frequent ones that are kept.
    """

    texts: tuple[str, ...] = ()
    dimensions: int = 100
    window: int = 5
    epochs: int = 8
    min_count: int = 4
    words: int = 25_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Silver:
    """News text that a stronger parser has labelled, as a further training treebank.

    Attributes:
        teacher: an analyzer of :mod:`pipeline.syntax.choose`; empty for none.
        texts: JSON Lines with ``text``, relative to the data folder.
        words: how many words to label.
        share: part of the labelled sentences that one pass of the part-of-speech tagger reads.
        weight: how often the parser draws from it, relative to gold.
    """

    teacher: str = ""
    texts: tuple[str, ...] = ()
    words: int = 150_000
    share: float = 0.5
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StanzaConfig:
    """Settings of one run; see ``pipeline/train/configs/edufakta-stanza.toml``."""

    name: str
    """Name of the model folder."""
    kind: str = "stanza"
    data: str = "../shared/data"
    work: str = "work"
    """Folder for prepared data, checkpoints and logs; the run uses a folder of its name in it."""
    output: str = "models"
    treebanks: tuple[Treebank, ...] = ()
    vectors: Vectors = field(default_factory=Vectors)
    silver: Silver = field(default_factory=Silver)
    holdout: float = 0.08
    """Part of each treebank (its end) kept from training, for early stopping."""
    package: str = "edufakta"
    """Name of the models within Stanza's folder."""
    tokenizer: Arguments = field(default_factory=dict)
    mwt: Arguments = field(default_factory=dict)
    pos: Arguments = field(default_factory=dict)
    lemma: Arguments = field(default_factory=dict)
    parser: Arguments = field(default_factory=dict)
    seed: int = 1
    threads: int = 2


def read_config(path: Path) -> StanzaConfig:
    """Read and check a TOML file.

    Raises:
        SettingsError: a key is unknown, or the file is not TOML.
    """
    raw = read_toml(path)
    for key, kind in (("vectors", Vectors), ("silver", Silver)):
        if key in raw:
            raw[key] = build(kind, raw[key], path, f"[{key}]")
    raw["treebanks"] = [build(Treebank, values, path, "[[treebanks]]") for values in raw.get("treebanks", [])]
    return build(StanzaConfig, raw, path)
