"""Training examples: annotated articles and sentences, cut into windows, varied a little, packed into batches."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from pipeline.tag.ner.windows import IntArray, cut

IGNORE = -100
"""The target that the loss skips: pieces that are not the first of a word."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its spans ``(start, end, label)``, ordered and disjoint.

    ``unsure`` holds stretches ``(start, end)`` whose words teach nothing: there the labels are a model's guesses.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    key: str = ""
    unsure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One window ready for the network.

    Attributes:
        ids: sentence pieces, (pieces,).
        target: tag number at the first piece of each word, :data:`IGNORE` elsewhere, (pieces,).
        owner: for each piece the index of the first piece of its word, (pieces,).
        head: which label scheme the targets belong to.
    """

    ids: IntArray
    target: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int64]
    head: str


def read_articles(path: Path) -> list[Annotated]:
    """Articles of a JSON Lines file with ``id``, ``text`` and ``entities`` ([start, end, label] each)."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = tuple(sorted((int(a), int(b), str(label)) for a, b, label in row["entities"]))
            unsure = tuple((int(a), int(b)) for a, b in row.get("unsure", ()))
            articles.append(Annotated(row["text"], spans, row["id"], unsure))
    return articles


def read_columns(path: Path, word: int = 0, tag: int = -1) -> list[Annotated]:
    """Sentences of a CoNLL-like file (one word a line, a blank line after each sentence), joined with spaces."""
    sentences = []
    for number, block in enumerate(path.read_text(encoding="utf-8").replace("\r", "").split("\n\n")):
        text, spans = "", list[tuple[int, int, str]]()
        for line in block.split("\n"):
            fields = line.split()
            if len(fields) < 2:
                continue
            start = len(text)
            text += fields[word] + " "
            kind, _, label = fields[tag].partition("-")
            if kind == "B" or (kind == "I" and not (spans and spans[-1][1] == start - 1 and spans[-1][2] == label)):
                spans.append((start, start + len(fields[word]), label))
            elif kind == "I":
                spans[-1] = (spans[-1][0], start + len(fields[word]), label)
        if text:
            sentences.append(Annotated(text.rstrip(), tuple(spans), f"{path.name}:{number}"))
    return sentences


def join(sentences: Sequence[Annotated], count: int) -> list[Annotated]:
    """Texts of ``count`` sentences each, one a line, so that windows are as full as those of an article."""
    texts = []
    for at in range(0, len(sentences), count):
        text, spans = "", list[tuple[int, int, str]]()
        for sentence in sentences[at : at + count]:
            spans += [(len(text) + a, len(text) + b, label) for a, b, label in sentence.spans]
            text += sentence.text + "\n"
        texts.append(Annotated(text.rstrip("\n"), tuple(spans), sentences[at].key))
    return texts


def encode(
    item: Annotated, tokenizer: Tokenizer, tags: Sequence[str], head: str, size: int, overlap: int
) -> list[Example]:
    """Windows of a text with the tag of each word."""
    number = {tag: k for k, tag in enumerate(tags)}
    words, windows = cut(item.text, tokenizer, size=size, overlap=overlap)
    tag = np.zeros(len(words), np.int64)
    for start, end, label in item.spans:
        inside = np.flatnonzero((words.start < end) & (words.end > start))
        tag[inside] = number["I-" + label]
        tag[inside[:1]] = number["B-" + label]
    for start, end in item.unsure:
        tag[(words.start < end) & (words.end > start)] = IGNORE
    examples = []
    for window in windows:
        target = np.full(len(window.ids), IGNORE, np.int64)
        target[window.at[::-1]] = tag[window.words[::-1]]  # where words share a piece, the first one counts
        owner = np.arange(len(window.ids), dtype=np.int64)
        for at, end in zip(window.at, window.ends, strict=True):
            owner[at:end] = at
        examples.append(Example(window.ids, target, owner, head))
    return examples


class Augmenter:
    """Small truthful variations of an annotated text: other names, other letter case.

    Args:
        pool: texts whose mentions may stand in for one another (same label, same number of words, same case).
        labels: labels whose mentions may be exchanged.
        swap: share of texts in which mentions are exchanged; inside such a text, each name with probability 1/2,
            the same name always for the same other name.
        recase: share of paragraphs written in capitals, in Title Case or in lower case.
        names: further names by label, from gazetteers.
    """

    def __init__(
        self,
        pool: Iterable[Annotated],
        labels: Iterable[str],
        swap: float,
        recase: float,
        rng: random.Random,
        names: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self.labels = frozenset(labels)
        self.swap, self.recase, self.rng = swap, recase, rng
        mentions: dict[tuple[str, int, bool], set[str]] = defaultdict(set)
        for item in pool:
            for start, end, label in item.spans:
                mentions[self._kind(item.text[start:end], label)].add(item.text[start:end])
        for label, found in (names or {}).items():
            by_kind: dict[tuple[str, int, bool], list[str]] = defaultdict(list)
            for name in found:
                by_kind[self._kind(name, label)].append(name)
            for kind, more in by_kind.items():  # at most as many as the texts have, so that they stay the rule
                mentions[kind].update(rng.sample(more, min(len(more), len(mentions[kind]) + 1)))
        self.mentions = {kind: sorted(found) for kind, found in mentions.items()}

    @staticmethod
    def _kind(name: str, label: str) -> tuple[str, int, bool]:
        return label, len(name.split()), name.isupper()

    def __call__(self, item: Annotated) -> Annotated:
        """A varied copy, or the text itself."""
        if not item.unsure and self.rng.random() < self.swap:
            item = self._swapped(item)
        return self._recased(item) if self.recase else item

    def _swapped(self, item: Annotated) -> Annotated:
        other: dict[tuple[str, str], str] = {}
        parts: list[str] = []
        spans: list[tuple[int, int, str]] = []
        at = length = 0
        for start, end, label in item.spans:
            name = item.text[start:end]
            if label in self.labels and (name, label) not in other:
                keep = self.rng.random() < 0.5
                choices = self.mentions.get(self._kind(name, label), [name])
                other[name, label] = name if keep else self.rng.choice(choices)
            new = other.get((name, label), name)
            parts += [item.text[at:start], new]
            length += start - at
            spans.append((length, length + len(new), label))
            length += len(new)
            at = end
        parts.append(item.text[at:])
        return Annotated("".join(parts), tuple(spans), item.key)

    def _recased(self, item: Annotated) -> Annotated:
        parts = []
        for part in item.text.split("\n"):
            if self.rng.random() < self.recase:
                new = self.rng.choice((str.upper, str.title, str.lower, str.lower))(part)
                part = new if len(new) == len(part) else part
            parts.append(part)
        return Annotated("\n".join(parts), item.spans, item.key, item.unsure)


def batches(examples: Sequence[Example], pieces: int, rng: random.Random | None) -> Iterator[list[Example]]:
    """Group examples of one head and of like length so that each batch, padded, has at most ``pieces`` pieces.

    With ``rng`` the order is random: examples are shuffled, sorted by length inside pools of some fifty batches, and
    the batches shuffled.  Without it, longest first.
    """
    order = list(examples)
    if rng:
        rng.shuffle(order)
        mean = max(1, sum(len(e.ids) for e in order) // max(1, len(order)))
        pool = max(1, 50 * pieces // mean)
    else:
        pool = max(1, len(order))
    found: list[list[Example]] = []
    for at in range(0, len(order), pool):
        by_length = sorted(order[at : at + pool], key=lambda e: (e.head, -len(e.ids)))
        batch: list[Example] = []
        for example in by_length:
            longest = max(len(example.ids), len(batch[0].ids) if batch else 0)
            if batch and (batch[0].head != example.head or longest * (len(batch) + 1) > pieces):
                found.append(batch)
                batch = []
            batch.append(example)
        if batch:
            found.append(batch)
    if rng:
        rng.shuffle(found)
    yield from found
