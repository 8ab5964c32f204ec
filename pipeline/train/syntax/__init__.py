"""Building the fast syntax model: ``python -m pipeline train pipeline/train/configs/edufakta-syntax.toml``.

Needs the extra ``edufakta[train]`` and treebanks in CoNLL-U.  The steps: :mod:`pipeline.train.encoder` gets the
pretrained encoder, :mod:`~pipeline.train.syntax.treebank` reads, :mod:`~pipeline.train.syntax.data` makes batches,
:mod:`~pipeline.train.syntax.fit` trains, :mod:`~pipeline.train.syntax.export` writes the model folder.  Settings:
:mod:`~pipeline.train.syntax.config`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.train.syntax.config import SyntaxConfig, read_config

__all__ = ["SyntaxConfig", "read_config", "train"]


def train(config_path: str | Path, *, data: Path | None = None, work: Path | None = None) -> Path:
    """Train as a TOML file says and return the model folder.

    Args:
        config_path: ``pipeline/train/configs/edufakta-syntax.toml``, or your own.
        data: folder of the corpora, in place of the file's.
        work: folder for checkpoints, in place of the file's.

    Raises:
        SettingsError: the file is wrong.
    """
    from pipeline.train import _prepare
    from pipeline.train.config import TrainConfig
    from pipeline.train.syntax.fit import finish, fit

    config = read_config(Path(config_path))
    config = replace(config, data=str(data or config.data), work=str(work or config.work))
    _prepare(
        TrainConfig(
            name=config.name,
            data=config.data,
            work=config.work,
            vocabulary_texts=config.vocabulary_texts,
            vocabulary=config.vocabulary,
        )
    )
    return finish(config, fit(config))
