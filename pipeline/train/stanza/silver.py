"""News labelled by a stronger parser: a second, larger and less certain treebank for the tagger and the parser.

The teacher is an analyzer of :mod:`pipeline.syntax`, such as the encoder that reads a sentence with weights pretrained
on far more text than treebanks hold; what it writes teaches the small models its habits (distillation, in the manner
of uptraining: Petrov et al. 2010).
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.segment.sentences import find_sentences
from pipeline.train.stanza.conllu import Sentence, Word, write_conllu

if TYPE_CHECKING:
    from pipeline.syntax.protocol import Analysis, Analyzer

__all__ = ["choose_spans", "label_news", "to_sentence"]

SHORTEST, LONGEST = 20, 350
"""Characters of a sentence worth learning from: no list marks, no paragraphs that were never split."""
BATCH = 64


def label_news(analyzer: Analyzer, paths: Iterable[Path], words: int, out: Path, *, seed: int) -> None:
    """Label about ``words`` words of news and write them as CoNLL-U.

    Args:
        analyzer: the teacher.
        paths: JSON Lines with ``text``, perhaps gzipped.  Articles come in random order, so that all files have a part.
        words: stop after this many.
        out: the file to write.
        seed: of the order and of the sentences that are taken.
    """
    texts = [text for path in paths for text in _texts(path)]
    rng = random.Random(seed)
    rng.shuffle(texts)
    found: list[Sentence] = []
    seen = 0
    for first in range(0, len(texts), BATCH):
        batch = texts[first : first + BATCH]
        spans = [choose_spans(text, rng) for text in batch]
        for text, analyses in zip(batch, analyzer.analyze(batch, spans), strict=True):
            for analysis in analyses:
                if seen < words:
                    found.append(to_sentence(analysis, text, f"silver-{len(found) + 1}"))
                    seen += len(analysis)
        if seen >= words:
            break
    write_conllu(found, out)


def choose_spans(text: str, rng: random.Random, share: float = 0.5) -> list[tuple[int, int]]:
    """A random part of the sentences of an article that are neither very short nor very long."""
    spans = [(a, b) for a, b in find_sentences(text) if SHORTEST <= b - a <= LONGEST]
    return [span for span in spans if rng.random() < share]


def to_sentence(analysis: Analysis, text: str, name: str) -> Sentence:
    """An analysis as a treebank has it, with its multi-word tokens and where no space follows."""
    words: list[Word] = []
    joined: list[tuple[int, int, str, str]] = []
    for i, word in enumerate(analysis):
        last = i
        while last + 1 < len(analysis) and analysis[last + 1].joined:
            last += 1
        end = analysis[last].end
        misc = "SpaceAfter=No" if end < len(text) and not text[end].isspace() else "_"
        if last > i and not word.joined:
            joined.append((i + 1, last + 1, text[word.start : end], misc))
        alone = last == i and not word.joined
        words.append(
            Word(
                word.text,
                word.lemma or word.text,
                word.upos or "X",
                word.feats or "_",
                word.head or 0,
                word.deprel or "dep",
                misc if alone else "_",
            )
        )
    return Sentence(name, tuple(words), tuple(joined))


def _texts(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]
