"""Building the Stanza models from scratch: ``python -m pipeline train pipeline/train/configs/edufakta-stanza.toml``.

Needs the extra ``edufakta[train]`` (stanza, gensim) and the treebanks, nothing from the network.  The steps, in order:
:mod:`~pipeline.train.stanza.prepare` brings the treebanks to one convention (:mod:`~pipeline.train.stanza.harmonise`)
and keeps part of them for early stopping, :mod:`~pipeline.train.stanza.vectors` trains word vectors on news,
:mod:`~pipeline.train.stanza.steps` calls Stanza's own trainers, :mod:`~pipeline.train.stanza.silver` lets a stronger
parser label news for two of them, and :mod:`~pipeline.train.stanza.folder` writes the folder that
``stanza.Pipeline`` loads.  Settings: :mod:`~pipeline.train.stanza.config`.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from pipeline.train.stanza.config import StanzaConfig, read_config

__all__ = ["train"]


def train(config_path: str | Path, *, data: Path | None = None, work: Path | None = None) -> Path:
    """Train as a TOML file says and return the model folder.

    Args:
        config_path: the file, of ``kind = "stanza"``.
        data: folder of the treebanks and texts, in place of the file's.
        work: folder for prepared data and checkpoints, in place of the file's.

    Each step that has been done is skipped.

    Raises:
        SettingsError: the file is wrong.
    """
    config = read_config(Path(config_path))
    config = replace(config, data=str(data or config.data), work=str(work or config.work))
    return _train(config, Path(config.work) / config.name)


def _train(config: StanzaConfig, work: Path) -> Path:
    from pipeline.train.stanza import steps
    from pipeline.train.stanza.folder import write_folder
    from pipeline.train.stanza.prepare import write_parts
    from pipeline.train.stanza.vectors import make_vectors

    random.seed(config.seed)
    parts = work / "data"
    if not (parts / "done").is_file():
        write_parts(config, parts)
        (parts / "done").touch()
    vectors = steps.once(
        work / "vectors.pt",
        lambda out: make_vectors(
            config.vectors, Path(config.data), out, seed=config.seed, extra=[parts / "train.conllu"]
        ),
    )
    silver = _silver(config, work)
    models = {
        "tokenize": steps.train_tokenizer(config, parts, work / "tokenize.pt"),
        "mwt": steps.train_mwt(config, parts, work / "mwt.pt"),
        "pos": steps.train_tagger(config, parts, vectors, work / "pos.pt", silver),
        "lemma": steps.train_lemmatizer(config, parts, work / "lemma.pt"),
    }
    models["depparse"] = steps.train_parser(config, parts, vectors, work / "depparse.pt", silver)
    about = {"name": config.name, "language": "id", "seed": config.seed}
    return write_folder(models, vectors, config.package, Path(config.output) / config.name, about)


def _silver(config: StanzaConfig, work: Path) -> Path | None:
    """The labelled news, if the config names a teacher."""
    if not config.silver.teacher:
        return None
    from pipeline.syntax.choose import make_analyzer
    from pipeline.train.stanza.silver import label_news
    from pipeline.train.stanza.steps import once

    paths = [Path(config.data) / name for name in config.silver.texts]

    def make(out: Path) -> None:
        label_news(make_analyzer(config.silver.teacher), paths, config.silver.words, out, seed=config.seed)

    return once(work / "silver.conllu", make)
