"""Training and development files: treebanks in one convention, each parted, written as the trainers want them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.train.stanza.config import StanzaConfig, Treebank
from pipeline.train.stanza.conllu import Sentence, read_conllu, sentence_text, write_conllu
from pipeline.train.stanza.harmonise import harmonise, learn_lemmas

__all__ = ["Parts", "hold_out", "load_treebanks", "paragraphs", "write_parts"]


@dataclass(frozen=True, slots=True)
class Parts:
    """Sentences to train on, and those kept for early stopping."""

    train: list[Sentence]
    dev: list[Sentence]


def load_treebanks(treebanks: Sequence[Treebank], data: Path) -> list[list[Sentence]]:
    """Each treebank's sentences; those to be harmonised learn from those that are not."""
    read = [read_conllu(data / treebank.path) for treebank in treebanks]
    lemmas = learn_lemmas(s for t, sentences in zip(treebanks, read, strict=True) if not t.harmonise for s in sentences)
    return [
        [harmonise(s, lemmas) for s in sentences] if treebank.harmonise else sentences
        for treebank, sentences in zip(treebanks, read, strict=True)
    ]


def hold_out(sentences: Sequence[Sentence], share: float) -> tuple[list[Sentence], list[Sentence]]:
    """Part a treebank: its end, whole texts rather than scattered sentences, is for early stopping."""
    cut = len(sentences) - round(len(sentences) * share)
    return list(sentences[:cut]), list(sentences[cut:])


def write_parts(config: StanzaConfig, folder: Path) -> Parts:
    """Write what every trainer reads into ``folder``.

    ``train.conllu`` and ``dev.conllu``, and for the tokenizer ``*.txt``, ``*.labels`` and ``*.mwt.json``.
    """
    from stanza.utils.datasets import contract_mwt, prepare_tokenizer_data

    train: list[list[Sentence]] = []
    dev: list[list[Sentence]] = []
    for treebank, sentences in zip(config.treebanks, load_treebanks(config.treebanks, Path(config.data)), strict=True):
        kept, held = hold_out(sentences, config.holdout)
        train += [kept] * treebank.repeat
        dev.append(held)
    rng = random.Random(config.seed)
    for name, parts in (("train", train), ("dev", dev)):
        write_conllu((s for part in parts for s in part), folder / f"{name}.conllu")
        text = "\n\n".join(block for part in parts for block in paragraphs(part, rng))
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        files = [str(folder / f"{name}{ending}") for ending in (".txt", ".conllu", ".labels", ".mwt.json")]
        prepare_tokenizer_data.main([*files[:2], "-o", files[2], "-m", files[3]])
    contract_mwt.contract_mwt(str(folder / "dev.conllu"), str(folder / "dev.whole.conllu"))
    return Parts([s for part in train for s in part], [s for part in dev for s in part])


def paragraphs(sentences: Sequence[Sentence], rng: random.Random, longest: int = 8) -> list[str]:
    """Running text in paragraphs of one to ``longest`` sentences, as news has them; treebanks do not mark theirs."""
    found: list[str] = []
    i = 0
    while i < len(sentences):
        size = rng.randint(1, longest)
        found.append(re.sub(r"\s+", " ", " ".join(sentence_text(s) for s in sentences[i : i + size])))
        i += size
    return found
