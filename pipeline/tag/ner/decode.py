"""From scores per word and tag to mentions: the best legal BIO sequence, and how probable each mention is.

Scores and transitions define a linear-chain model.  The best sequence comes from the Viterbi algorithm, the probability
of a mention from the forward-backward recursions: the share of all legal sequences, weighted by their probability, that
contain exactly this span with this label.  Both run over many sequences at once; words that are all but certainly
outside any mention part the text into short independent sequences first, which keeps the number of steps small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.tag.ner.labels import FORBIDDEN, legal_transitions
from pipeline.tag.ner.windows import IntArray

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``first`` to ``last`` (inclusive) with a label and its probability."""

    first: int
    last: int
    label: str
    probability: float


class Decoder:
    """Decodes tag scores.

    Args:
        tags: ``O``, ``B-X``, ``I-X``, ... (see :func:`~pipeline.tag.ner.labels.bio_tags`).
        transitions: learnt log scores of moving from tag to tag, shape (tags, tags); zeros when None.
        sure: probability of ``O`` from which a word counts as certainly outside.
    """

    def __init__(self, tags: Sequence[str], transitions: FloatArray | None = None, *, sure: float = 0.9999) -> None:
        self.tags = tuple(tags)
        move, start = legal_transitions(self.tags)
        self.move = move if transitions is None else (move + transitions).astype(np.float32)
        self.start = start
        if transitions is not None:  # a sequence begins and ends beside an O
            self.start = start + transitions[0]
        self.stop = np.zeros(len(self.tags), np.float32) if transitions is None else self.move[:, 0].copy()
        self.log_sure = float(np.log(sure))

    def decode(self, scores: FloatArray, paragraph: IntArray) -> list[Span]:
        """Mentions of one or many articles.

        Args:
            scores: log-probabilities, shape (words, tags).
            paragraph: number of the paragraph of each word, ascending, shape (words,): no mention crosses one.

        Returns:
            Disjoint spans in order.
        """
        sequences = self._sequences(scores, paragraph)
        spans: list[Span] = []
        sequences.sort(key=lambda s: s[1] - s[0])
        at = 0
        while at < len(sequences):
            width = sequences[at][1] - sequences[at][0]
            until = at
            while until < len(sequences) and sequences[until][1] - sequences[until][0] <= width + width // 4 + 1:
                until += 1
            spans.extend(self._decode(scores, sequences[at:until]))
            at = until
        spans.sort(key=lambda s: s.first)
        return spans

    def _sequences(self, scores: FloatArray, paragraph: IntArray) -> list[tuple[int, int]]:
        """Runs of words, within a paragraph, that may hold a mention."""
        maybe = scores[:, 0] < self.log_sure
        numbers = np.flatnonzero(maybe)
        if not len(numbers):
            return []
        fresh = np.flatnonzero((np.diff(numbers) > 1) | (np.diff(paragraph[numbers]) > 0)) + 1
        firsts = numbers[np.concatenate([[0], fresh])]
        lasts = numbers[np.concatenate([fresh - 1, [len(numbers) - 1]])]
        return [(int(a), int(b) + 1) for a, b in zip(firsts, lasts, strict=True)]

    def _decode(self, scores: FloatArray, sequences: Sequence[tuple[int, int]]) -> list[Span]:
        lengths = np.array([b - a for a, b in sequences])
        steps, count, width = int(lengths.max()), len(sequences), len(self.tags)
        emit = np.zeros((steps, count, width), np.float32)
        for k, (a, b) in enumerate(sequences):
            emit[: b - a, k] = scores[a:b]
        rows = np.arange(count)

        best = np.empty((steps, count, width), np.float32)
        back = np.zeros((steps, count, width), np.intp)
        alpha = np.empty((steps, count, width), np.float32)
        best[0] = alpha[0] = emit[0] + self.start
        for t in range(1, steps):
            through = best[t - 1][:, :, None] + self.move
            back[t] = through.argmax(axis=1)
            best[t] = np.take_along_axis(through, back[t][:, None, :], axis=1)[:, 0] + emit[t]
            alpha[t] = _logsumexp(alpha[t - 1][:, :, None] + self.move, axis=1) + emit[t]
        beta = np.empty((steps, count, width), np.float32)
        beta[steps - 1] = self.stop
        for t in range(steps - 2, -1, -1):
            later = _logsumexp(self.move + (emit[t + 1] + beta[t + 1])[:, None, :], axis=2)
            beta[t] = np.where((lengths == t + 1)[:, None], self.stop, later)
        total = _logsumexp(alpha[lengths - 1, rows] + self.stop, axis=1)

        path = np.zeros((steps, count), np.intp)
        tag = (best[lengths - 1, rows] + self.stop).argmax(axis=1)
        for t in range(steps - 1, -1, -1):
            live = lengths > t
            path[t, live] = tag[live]
            tag = np.where(live, back[t, rows, tag], tag)

        spans: list[Span] = []
        for k, (offset, _) in enumerate(sequences):
            tags = path[: lengths[k], k]
            t = 0
            while t < lengths[k]:
                if tags[t] == 0:
                    t += 1
                    continue
                label = self.tags[tags[t]][2:]
                inside = tags[t] + 1
                last = t
                value = float(alpha[t, k, tags[t]] if self.tags[tags[t]][0] == "B" else FORBIDDEN)
                while last + 1 < lengths[k] and tags[last + 1] == inside:
                    value += float(self.move[tags[last], inside] + emit[last + 1, k, inside])
                    last += 1
                if last + 1 < lengths[k]:
                    onward = self.move[tags[last]] + emit[last + 1, k] + beta[last + 1, k]
                    onward[inside] = FORBIDDEN
                    value += float(_logsumexp(onward[None], axis=1)[0])
                else:
                    value += float(self.stop[tags[last]])
                probability = float(np.exp(min(0.0, value - float(total[k]))))
                spans.append(Span(offset + t, offset + last, label, probability))
                t = last + 1
        return spans


def _logsumexp(values: FloatArray, axis: int) -> FloatArray:
    top = values.max(axis=axis, keepdims=True)
    summed: FloatArray = np.log(np.exp(values - top).sum(axis=axis)) + np.squeeze(top, axis)
    return summed
