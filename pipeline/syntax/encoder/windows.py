"""What the network reads: sentences in sentence pieces, and windows of several that follow one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.syntax.protocol import Span

IntArray = npt.NDArray[np.int64]

BOS, EOS, PAD = 0, 2, 1
"""Ids of ``<s>``, ``</s>`` and ``<pad>``."""


def token_pieces(offsets: Sequence[Span], tokens: Sequence[Span]) -> list[tuple[int, int]]:
    """First and last piece of each token (the nearest one where a token has none of its own).

    Args:
        offsets: characters of each piece, ordered.
        tokens: characters of each token, ordered.
    """
    found = []
    k = 0
    for start, end in tokens:
        while k + 1 < len(offsets) and offsets[k][1] <= start:
            k += 1
        last = k
        while last + 1 < len(offsets) and offsets[last + 1][0] < end and offsets[last + 1][1] > offsets[last + 1][0]:
            last += 1
        found.append((k, last))
    return found


@dataclass(frozen=True, slots=True)
class Chunk:
    """A sentence, or a part of one that is too long to be read at once.

    Attributes:
        sentence: number of the sentence.
        ids: its sentence pieces.
        first, last: index into ``ids`` of the first and last piece of each word's token, (words,).
        part: 1 for a word that goes on within the token before it, (words,).
    """

    sentence: int
    ids: IntArray
    first: IntArray
    last: IntArray
    part: IntArray


def chunks(
    sentence: int, ids: Sequence[int], pieces: Sequence[tuple[int, int]], joined: Sequence[bool], longest: int
) -> Iterator[Chunk]:
    """Part a sentence where it is longer than ``longest`` pieces, between words where that can be.

    Args:
        sentence: its number.
        ids: its pieces.
        pieces: first and last piece of each word's token.
        joined: whether each word goes on within the token of the word before.
        longest: pieces of a chunk at most; what a single word has more is not read.
    """
    at = 0
    while at < len(pieces):
        begin = pieces[at][0]
        until = at + 1
        while until < len(pieces) and (joined[until] or pieces[until][1] - begin < longest):
            until += 1
        places = np.array(pieces[at:until], np.int64) - begin
        cut = np.array(ids[begin : min(pieces[until - 1][1] + 1, begin + longest)], np.int64)
        places = np.minimum(places, max(0, len(cut) - 1))
        part = np.array(joined[at:until], np.int64)
        part[0] = 0
        yield Chunk(sentence, cut, places[:, 0], places[:, 1], part)
        at = until


def pack(found: Sequence[Chunk], size: int) -> Iterator[list[Chunk]]:
    """Windows of chunks that follow one another, of at most ``size`` pieces unless one chunk alone has more."""
    window: list[Chunk] = []
    length = 0
    for chunk in found:
        if window and length + len(chunk.ids) > size:
            yield window
            window, length = [], 0
        window.append(chunk)
        length += len(chunk.ids)
    if window:
        yield window


def window_arrays(window: Sequence[Chunk]) -> dict[str, IntArray]:
    """Inputs of the network for one window: ``ids`` (1, pieces), ``first``, ``last`` and ``part`` (1, words)."""
    starts = np.cumsum([1, *(len(chunk.ids) for chunk in window)])
    joined = zip(window, starts[:-1], strict=True)
    places = [(chunk.first + start, chunk.last + start, chunk.part) for chunk, start in joined]
    ids = np.concatenate([[BOS], *(chunk.ids for chunk in window), [EOS]]).astype(np.int64)
    first, last, part = (np.concatenate([place[k] for place in places])[None] for k in range(3))
    return {"ids": ids[None], "first": first, "last": last, "part": part}
