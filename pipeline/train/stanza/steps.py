"""The trainers of Stanza, one step each: what goes in, what comes out, nothing done twice.

A step whose result exists is skipped, so an interrupted run goes on where it stopped (the parser even within its step,
from Stanza's own checkpoint).  To run one again, delete its result.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from pipeline.train.stanza.config import StanzaConfig

__all__ = ["as_options", "once", "train_lemmatizer", "train_mwt", "train_parser", "train_tagger", "train_tokenizer"]

log = logging.getLogger(__name__)

SHORTHAND = "id_edufakta"


def once(result: Path, make: Callable[[Path], None]) -> Path:
    """``result``, made by ``make(partial)`` and renamed when it is whole, unless it is there already."""
    if result.exists():
        log.info("have %s", result)
        return result
    result.parent.mkdir(parents=True, exist_ok=True)
    partial = result.with_name(f"partial-{result.name}")
    make(partial)
    partial.rename(result)
    return result


def as_options(arguments: Mapping[str, object]) -> list[str]:
    """Command-line options of a trainer: ``{"lr": 0.1, "no_plateau": True}`` is ``--lr 0.1 --no_plateau``."""
    options: list[str] = []
    for name, value in arguments.items():
        if value is True:
            options.append(f"--{name}")
        elif value is not False:
            options += [f"--{name}", str(value)]
    return options


def _run(trainer: str, config: StanzaConfig, partial: Path, arguments: Mapping[str, object]) -> None:
    """Call the ``main`` of ``stanza.models.<trainer>``, which trains and saves ``partial``."""
    import torch

    torch.set_num_threads(config.threads)
    common = {"save_dir": str(partial.parent), "save_name": partial.name, "shorthand": SHORTHAND}
    if trainer != "lemmatizer":
        common["lang"] = "id"
    import_module(f"stanza.models.{trainer}").main(
        as_options({**common, "seed": config.seed, "cpu": True, **arguments})
    )


def train_tokenizer(config: StanzaConfig, folder: Path, result: Path) -> Path:
    """Tokens, sentences and which tokens are several words, from ``train`` and ``dev`` of ``folder``."""

    def make(partial: Path) -> None:
        files = {
            "txt_file": folder / "train.txt",
            "label_file": folder / "train.labels",
            "mwt_json_file": folder / "train.mwt.json",
            "dev_txt_file": folder / "dev.txt",
            "dev_label_file": folder / "dev.labels",
            "dev_conll_gold": folder / "dev.conllu",
        }
        _run("tokenizer", config, partial, {**files, **config.tokenizer})

    return once(result, make)


def train_mwt(config: StanzaConfig, folder: Path, result: Path) -> Path:
    """Which words a multi-word token consists of."""

    def make(partial: Path) -> None:
        # The trainer reads the gold words of its development file from another file than the tokens it expands.
        files = {
            "train_file": folder / "train.conllu",
            "eval_file": folder / "dev.whole.conllu",
            "gold_file": folder / "dev.conllu",
        }
        _run("mwt_expander", config, partial, {**files, **config.mwt})

    return once(result, make)


def train_tagger(config: StanzaConfig, folder: Path, vectors: Path, result: Path, silver: Path | None = None) -> Path:
    """Part of speech and morphology, from gold and, if given, silver sentences."""

    def make(partial: Path) -> None:
        files: dict[str, object] = {
            "train_file": str(folder / "train.conllu") + (f";{silver}" if silver else ""),
            "eval_file": folder / "dev.conllu",
            "wordvec_pretrain_file": vectors,
        }
        if silver:
            files["train_ratios"] = f"1.0;{config.silver.share}"
        _run("tagger", config, partial, {**files, **config.pos})

    return once(result, make)


def train_lemmatizer(config: StanzaConfig, folder: Path, result: Path) -> Path:
    """Lemmas: a dictionary, and a network for words that are not in it."""

    def make(partial: Path) -> None:
        files = {"train_file": folder / "train.conllu", "eval_file": folder / "dev.conllu"}
        _run("lemmatizer", config, partial, {**files, **config.lemma})

    return once(result, make)


def train_parser(config: StanzaConfig, folder: Path, vectors: Path, result: Path, silver: Path | None = None) -> Path:
    """Heads and relations, from sentences with gold tags.

    Tags that our tagger gives to sentences it was trained on are hardly worse than gold, so labelling them again would
    teach the parser nothing about wrong tags.
    """

    def make(partial: Path) -> None:
        files: dict[str, object] = {
            "train_file": folder / "train.conllu",
            "eval_file": folder / "dev.conllu",
            "wordvec_pretrain_file": vectors,
        }
        if silver:
            files |= {"silver_file": silver, "silver_weight": config.silver.weight}
        _run("parser", config, partial, {**files, **config.parser})

    return once(result, make)
