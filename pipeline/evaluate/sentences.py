"""How well sentences are found: F1 over whole sentences of a treebank, from raw text as one running text."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import regex

from pipeline.segment.sentences import find_sentences

Splitter = Callable[[str], list[tuple[int, int]]]

_CAPITAL_END = regex.compile(r"(?<!\S)[^\p{L}\d\s]*+\p{Lu}\S*\.$")
_CONTENT = regex.compile(r"[\p{L}\d][\p{L}\d'-]{3,}+")
_RARE = 0.02
"""Words in no more than this part of the sentences say what a sentence is about."""


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


def find_gsd_sentences(text: str) -> list[tuple[int, int]]:
    """Sentences as the treebank GSD has them, to be measured against it; wrong for any other text.

    Its entries are unrelated sentences, cut automatically: a full stop behind a word with a capital was often taken for
    that of an abbreviation.  So two sentences are one where the first ends in such a word and the second goes on about
    the same thing: they share a rare word.  Learnt from the development part.
    """
    spans = find_sentences(text)
    words = [{w.casefold() for w in _CONTENT.findall(text, start, end)} for start, end in spans]
    frequency = Counter(w for sentence in words for w in sentence)
    found = spans[:1]
    for i, ((start, end), (_, following_end)) in enumerate(pairwise(spans), 1):
        related = any(frequency[w] <= _RARE * len(spans) for w in words[i - 1] & words[i])
        if related and _CAPITAL_END.search(text, start, end):
            found[-1] = (found[-1][0], following_end)
        else:
            found.append(spans[i])
    return found


def splitter_of(conventions: str) -> Splitter:
    """What cuts sentences by the conventions of a treebank; but for GSD these are those of news."""
    return find_gsd_sentences if conventions == "gsd" else find_sentences


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
