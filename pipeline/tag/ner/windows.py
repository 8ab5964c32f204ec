"""Cut an article into the windows that the encoder reads.

A window is ``<s> paragraph </s> paragraph </s> ...``: consecutive paragraphs are packed together up to the window size,
so that the encoder sees a name's neighbourhood and little is padded.  A paragraph longer than a window is read in
overlapping pieces; each of its words belongs to the window that sees most of its surroundings, so no word goes unread.

The units of tagging are *words*: runs of letters and digits, or single other characters.  Any mention of the
annotation scheme begins and ends at such a word.  The score of a word is the mean over its sentence pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import regex
from tokenizers import Encoding, Tokenizer

IntArray = npt.NDArray[np.int32]

_PARAGRAPH = regex.compile(r"[^\n]++")
WORD = regex.compile(r"\w++|[^\w\s]")
"""A unit of tagging."""

BOS, EOS, PAD = 0, 2, 1
"""Ids of ``<s>``, ``</s>`` and ``<pad>`` in the XLM-R vocabulary; pruning keeps them."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article.

    Attributes:
        start, end: character offsets, shape (words,).
        paragraph: number of the paragraph of each word, shape (words,).
    """

    start: IntArray
    end: IntArray
    paragraph: IntArray

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once.

    Attributes:
        ids: sentence pieces, special pieces included, shape (pieces,).
        words: number (in the article) of each word that this window decides.
        at: index into ``ids`` of the first piece of each of these words.
        ends: index into ``ids`` of the piece after the last one of each of these words.
    """

    ids: IntArray
    words: IntArray
    at: IntArray
    ends: IntArray

    def means(self, values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Mean over the pieces of each word: (pieces, channels) -> (words, channels)."""
        sums = np.zeros((len(values) + 1, values.shape[1]), np.float32)
        np.cumsum(values, axis=0, out=sums[1:])
        result: npt.NDArray[np.float32] = (sums[self.ends] - sums[self.at]) / (self.ends - self.at)[:, None]
        return result


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A paragraph, or a part of a long one."""

    ids: Sequence[int]
    words: IntArray
    at: IntArray
    ends: IntArray


def cut(text: str, tokenizer: Tokenizer, *, size: int = 256, overlap: int = 32) -> tuple[Words, list[Window]]:
    """Split ``text`` into words and pack them into windows.

    Args:
        text: the article.
        tokenizer: gives sentence pieces with character offsets.
        size: most pieces in a window, special pieces included.
        overlap: pieces of context on either side of a part of a long paragraph.

    Returns:
        All words, and windows that together decide each word exactly once.
    """
    spans = [match.span() for match in _PARAGRAPH.finditer(text)]
    # One by one: encode_batch would start threads of its own in every worker process.
    encodings = [tokenizer.encode(text[a:b], add_special_tokens=False) for a, b in spans]
    starts: list[int] = []
    ends: list[int] = []
    paragraph: list[int] = []
    windows: list[Window] = []
    pending: list[_Chunk] = []
    room = size - 1
    for number, ((left, right), encoding) in enumerate(zip(spans, encodings, strict=True)):
        first = len(starts)
        for match in WORD.finditer(text, left, right):
            starts.append(match.start())
            ends.append(match.end())
        count = len(starts) - first
        if not count or not encoding.ids:
            del starts[first:], ends[first:]
            continue
        paragraph.extend([number] * count)
        at = _first_pieces([s - left for s in starts[first:]], encoding)
        for chunk in _chunks(encoding.ids, at, first, size - 2, overlap):
            need = len(chunk.ids) + 1
            if need > room and pending:
                windows.append(_join(pending))
                pending, room = [], size - 1
            pending.append(chunk)
            room -= need
    if pending:
        windows.append(_join(pending))
    words = Words(np.array(starts, np.int32), np.array(ends, np.int32), np.array(paragraph, np.int32))
    return words, windows


def _first_pieces(starts: Sequence[int], encoding: Encoding) -> IntArray:
    """Index of the first piece that reaches into each word."""
    offsets = encoding.offsets
    at = np.empty(len(starts), np.int32)
    piece, last = 0, len(offsets) - 1
    for k, start in enumerate(starts):
        while piece < last and offsets[piece][1] <= start:
            piece += 1
        at[k] = piece
    return at


def _chunks(ids: Sequence[int], at: IntArray, first: int, most: int, overlap: int) -> Iterator[_Chunk]:
    """A paragraph whole, or in overlapping parts of at most ``most`` pieces."""
    numbers = np.arange(first, first + len(at), dtype=np.int32)
    ends = np.maximum(at + 1, np.append(at[1:], len(ids))).astype(np.int32)
    if len(ids) <= most:
        yield _Chunk(ids, numbers, at, ends)
        return
    core = most - 2 * overlap
    parts = -(-len(ids) // core)
    edges = [len(ids) * k // parts for k in range(parts + 1)]
    for a, b in pairwise(edges):
        left, right = max(0, a - overlap), min(len(ids), b + overlap)
        mine = (at >= a) & (at < b)
        yield _Chunk(ids[left:right], numbers[mine], at[mine] - left, np.minimum(ends[mine], right) - left)


def _join(chunks: Sequence[_Chunk]) -> Window:
    ids: list[int] = [BOS]
    at, ends = [], []
    for chunk in chunks:
        at.append(chunk.at + len(ids))
        ends.append(chunk.ends + len(ids))
        ids.extend(chunk.ids)
        ids.append(EOS)
    return Window(
        np.array(ids, np.int32),
        np.concatenate([c.words for c in chunks]),
        np.concatenate(at).astype(np.int32),
        np.concatenate(ends).astype(np.int32),
    )
