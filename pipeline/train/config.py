"""What a training run is told: one TOML file, checked field by field."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.records import ENTITY_LABELS
from pipeline.tag.ner.labels import bio_tags
from pipeline.train.settings import build, read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """One source of annotated text.

    Attributes:
        path: relative to the data folder of the run.
        format: ``articles`` (annotated JSON Lines), ``columns`` (one word a line), or ``raw`` (JSON Lines with
            ``text``, perhaps gzipped), which a model labels first.
        teacher: for ``raw``: what labels it, the model that training starts from (``start``), or the ``pipeline`` as
            it is installed, with its lexicons and rules.
        head: the label scheme; ``main`` is the one that ships.
        labels: the labels of the scheme, in order; empty for the nine of the project.
        word, tag: columns of a ``columns`` file.
        weight: how much its loss counts.
        epochs: it is read only in the first this many epochs; 0 for all.
        share: part of its texts that an epoch reads, drawn anew each time.
        only: for ``raw``: name of a true/false field that must be true.
        most: for ``raw``: how many of the texts are labelled, drawn at random; 0 for all.
        without: for ``columns``: files, relative to the data folder, whose sentences are left out here.
        apart: articles are cut to sentences, with a space between words, as ``columns`` files have
            them; capitalised words outside any mention get the label ``NAME``, which the scheme must have.
        small: the text is written in small letters.
        join: for ``columns``: how many sentences in a row make a text; 1 where they were shuffled before the split,
            so that neighbours tell nothing about each other.
    """

    path: str
    format: str = "articles"
    teacher: str = "start"
    head: str = "main"
    labels: tuple[str, ...] = ()
    word: int = 0
    tag: int = -1
    weight: float = 1.0
    epochs: int = 0
    share: float = 1.0
    only: str = ""
    most: int = 0
    without: tuple[str, ...] = ()
    apart: bool = False
    small: bool = False
    join: int = 6

    @property
    def scheme(self) -> tuple[str, ...]:
        """The tags."""
        return bio_tags(tuple(self.labels) or ENTITY_LABELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Names that may stand in for mentions of a label: a column of a CSV file, relative to the data folder.

    ``shuffle`` makes ``shuffle`` two-word names of random pairs of the column's entries instead (given names).
    """

    path: str
    column: str
    label: str
    shuffle: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """Settings of one training run; see the files in ``pipeline/train/configs``."""

    name: str
    """Name of the model folder."""
    data: str = "../shared/data"
    """Folder that corpus paths are relative to; itself relative to the working directory."""
    work: str = "work"
    """Folder for wheels, the pruned encoder, checkpoints and the log."""
    output: str = "models"
    train: tuple[Corpus, ...] = ()
    dev: Corpus | None = None
    vocabulary_texts: tuple[str, ...] = ()
    """Files (JSON Lines with ``text``, perhaps gzipped) whose words the pruned vocabulary must cover."""
    vocabulary: int = 32_000
    encoder: str = "encoder"
    """Folder in ``work`` of the encoder pruned to that vocabulary; runs with another vocabulary need another one."""
    holdout: int = 0
    """Articles of the first corpus kept from training, to choose settings and to calibrate on."""
    start: tuple[str, ...] = ()
    """Configs (by their paths from this one's folder; a single one may stand without a list) of runs whose final
    weights to start from, in place of the pretrained encoder: those of the one, or the mean of several.  They are run
    first if they have not been."""
    soup: tuple[str, ...] = ()
    """Configs, as for ``start``, of runs whose final weights are averaged; nothing is trained in this one."""
    gazetteers: tuple[Gazetteer, ...] = ()
    layers: int = 6
    dropout: float = 0.1
    window: int = 256
    shortest: int = 0
    """Where above 0, training cuts each text into windows of a size drawn anew between this and ``window``, so that the
    network is used to names with little and with much text around them."""
    overlap: int = 32
    pooling: str = "first"
    """What scores a word: its ``first`` sentence piece, or the ``mean`` of its pieces."""
    batch_pieces: int = 1024
    epochs: int = 5
    lr: float = 2e-4
    head_lr: float = 1e-3
    layer_decay: float = 1.0
    """Learning rate of a layer relative to that of the layer above."""
    weight_decay: float = 0.01
    warmup: float = 0.1
    average: float = 0.0
    """Decay of the exponential moving average of the weights per step; 0 for none."""
    swap: float = 0.0
    swap_labels: tuple[str, ...] = ("PERSON", "LOCATION", "SCHOOL")
    recase: float = 0.0
    tidy: bool = True
    """Whether the model's mentions are put right after our annotation scheme; not for corpora with other rules."""
    threshold: float = 0.0
    """Mentions of a lower probability are dropped: noisy labels leave a network unsure, and its guesses lower F1.
    With a ``holdout`` the model that ships gets the threshold that is best there instead."""
    mask: float = 0.0
    """Share of sentence pieces that are hidden from the network in training, so that it learns from context."""
    seed: int = 1
    threads: int = 0
    """Threads of torch; 0 for as many as it takes by itself (``OMP_NUM_THREADS``, or one per core)."""


def read_config(path: Path) -> TrainConfig:
    """Read and check a TOML file.

    Raises:
        SettingsError: a key is unknown, or the file is not TOML.
    """
    raw = read_toml(path)
    corpora = tuple(build(Corpus, values, path, "[[train]]") for values in raw.pop("train", []))
    for corpus in corpora:
        if corpus.teacher not in ("start", "pipeline"):
            raise SettingsError(f"{path}: teacher must be 'start' or 'pipeline', not {corpus.teacher!r}")
    gazetteers = tuple(build(Gazetteer, values, path, "[[gazetteers]]") for values in raw.pop("gazetteers", []))
    dev = raw.pop("dev", None)
    if dev is not None:
        raw["dev"] = build(Corpus, dev, path, "[dev]")
    if raw.get("pooling", "first") not in ("first", "mean"):
        raise SettingsError(f"{path}: pooling must be 'first' or 'mean', not {raw['pooling']!r}")
    if isinstance(raw.get("start"), str):
        raw["start"] = [raw["start"]]
    return build(TrainConfig, {**raw, "train": corpora, "gazetteers": gazetteers}, path)
