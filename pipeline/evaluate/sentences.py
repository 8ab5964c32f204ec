"""How well sentences are found: F1 over whole sentences of a treebank, from raw text as one running text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.segment.sentences import find_sentences

Splitter = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """Precision, recall and F1 in percent, as the CoNLL 2018 shared task counts: both edges must be right."""

    treebank: str
    precision: float
    recall: float
    f1: float
    gold: int
    found: int
    words_per_second: float


def read_conllu_texts(path: Path) -> list[str]:
    """The ``# text`` of every sentence of a CoNLL-U file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line[len("# text = ") :] for line in lines if line.startswith("# text = ")]


def running_text(sentences: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """Sentences joined by single blanks, and the span of each."""
    parts, spans, at = [], [], 0
    for sentence in sentences:
        sentence = sentence.strip()
        parts.append(sentence)
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return " ".join(parts), spans


def score_sentences(path: Path, splitter: Splitter = find_sentences) -> SentenceScore:
    """Score a splitter on one CoNLL-U file."""
    text, gold = running_text(read_conllu_texts(path))
    began = time.perf_counter()
    found = splitter(text)
    seconds = time.perf_counter() - began
    right = len(set(gold) & set(found))
    return SentenceScore(
        treebank=path.stem,
        precision=round(100 * right / max(1, len(found)), 2),
        recall=round(100 * right / max(1, len(gold)), 2),
        f1=round(200 * right / max(1, len(found) + len(gold)), 2),
        gold=len(gold),
        found=len(found),
        words_per_second=round(len(text.split()) / max(seconds, 1e-9)),
    )
