"""The fast analyzer: texts and sentences in, words with all their columns out.  Needs onnxruntime and tokenizers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from pipeline.errors import ResourceError
from pipeline.syntax.encoder.lemmas import apply_script
from pipeline.syntax.encoder.tree import FloatArray, best_heads
from pipeline.syntax.encoder.windows import Chunk, chunks, pack, token_pieces, window_arrays
from pipeline.syntax.protocol import Analysis, Span, Word
from pipeline.syntax.words import find_words
from pipeline.tag.ner.predictor import session
from pipeline.tag.ner.store import open_model

_BATCH = 256
"""Sentences that go through the tokenizer together."""


class EncoderAnalyzer:
    """An :class:`~pipeline.syntax.protocol.Analyzer` that reads a text once for all its columns.

    Args:
        model: a name under ``models/``, or the path of a model folder.
        threads: threads inside onnxruntime.
        conventions: the treebank whose conventions to follow; the model's first one when empty.

    Raises:
        ResourceError: the model is missing or damaged, or does not know these conventions.
    """

    def __init__(self, model: str | Path = "edufakta-syntax", threads: int = 1, conventions: str = "") -> None:
        stored = open_model(str(model))
        meta = stored.meta
        try:
            self.tokenizer = Tokenizer.from_file(str(stored.file("tokenizer.json")))
            self.session = session(stored.file("model.onnx"), threads)
            with np.load(stored.file("labels.npz")) as arrays:
                self.label_weight, self.label_bias = arrays["weight"], arrays["bias"]
            self.labels: dict[str, list[str]] = meta["labels"]
            self.window, self.longest = int(meta["window"]), int(meta["longest"])
            checksum = str(meta["files"]["model.onnx"])[:12]
            self._version = f"{meta['name']}-{meta['version']}-{checksum}"
        except ResourceError:
            raise
        except Exception as error:  # whatever onnxruntime, tokenizers or numpy make of a file they cannot read
            raise ResourceError(f"the model {str(model)!r} cannot be loaded: {error}; reinstall edufakta") from error
        banks = self.labels["banks"]
        if conventions and conventions not in banks:
            raise ResourceError(f"the model {str(model)!r} knows no conventions {conventions!r}, only {banks}")
        self.bank = np.array([banks.index(conventions) if conventions else 0], np.int64)
        self.root = self.labels["deprel"].index("root")

    @property
    def version(self) -> str:
        """Name, version and checksum of the model."""
        return self._version

    def analyze(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> list[list[Analysis]]:
        """Analyse a batch of texts; see :meth:`pipeline.syntax.protocol.Analyzer.analyze`."""
        return [self._text(text, spans) for text, spans in zip(texts, sentences, strict=True)]

    def _text(self, text: str, spans: Sequence[Span]) -> list[Analysis]:
        words = [find_words(text, a, b) for a, b in spans]
        found: list[Chunk] = []
        for at in range(0, len(spans), _BATCH):
            part = spans[at : at + _BATCH]
            encodings = self.tokenizer.encode_batch([text[a:b] for a, b in part], add_special_tokens=False)
            for k, encoding in enumerate(encodings, at):
                joined = [j for _, _, j in words[k]]
                pieces = token_pieces(encoding.offsets, _tokens(words[k], spans[k][0]))
                found += chunks(k, encoding.ids, pieces, joined, self.longest)
        out: list[list[Word]] = [[] for _ in spans]
        for window in pack(found, self.window):
            scores = self._run(window)
            at = 0
            for chunk in window:
                k = chunk.sentence
                size = len(chunk.first)
                done = len(out[k])
                out[k] += self._words(text, words[k][done : done + size], done, slice(at, at + size), scores)
                at += size
        return [tuple(found_words) for found_words in out]

    def _run(self, window: Sequence[Chunk]) -> dict[str, npt.NDArray[Any]]:
        names = [output.name for output in self.session.get_outputs()]
        values = self.session.run(names, {**window_arrays(window), "bank": self.bank})
        return {name: value[0] for name, value in zip(names, values, strict=True)}

    def _words(
        self, text: str, places: Sequence[tuple[int, int, bool]], done: int, rows: slice, scores: dict[str, Any]
    ) -> list[Word]:
        """The words of one chunk.

        Args:
            text: the whole text.
            places: start, end and whether joined, of each word.
            done: words of the same sentence in chunks before; this chunk's root then hangs on its first word.
            rows: rows of the chunk in the scores of its window.
            scores: outputs of the network.
        """
        size = rows.stop - rows.start
        arcs: FloatArray = np.concatenate([scores["arcs"][rows, rows], scores["arcs"][rows, -1:]], axis=1)
        heads = best_heads(arcs)
        rooted = np.concatenate([scores["heads"][rows], scores["heads"][-1:]])
        hidden = np.maximum(scores["dependent"][rows] + rooted[heads], 0.0)
        relations = hidden @ self.label_weight + self.label_bias
        relations[:, self.root] = np.where(heads == size, np.inf, -np.inf)
        relation = relations.argmax(axis=1)
        upos, feats = scores["upos"][rows], scores["feats"][rows]
        names = self.labels
        found = []
        for i, (start, end, joined) in enumerate(places):
            form = text[start:end]
            head, deprel = int(heads[i]) + 1 + done, names["deprel"][relation[i]]
            if heads[i] == size:
                head, deprel = (1, "parataxis") if done else (0, "root")
            features = names["feats"][feats[i]]
            lemma = self._lemma(form, scores["lemma"][rows.start + i])
            tag = names["upos"][upos[i]]
            found.append(
                Word(start, end, form, lemma, tag, None if features == "_" else features, head, deprel, joined)
            )
        return found

    def _lemma(self, form: str, ranked: npt.NDArray[np.int64]) -> str:
        """The lemma by the best script that fits the form."""
        for script in ranked:
            lemma = apply_script(self.labels["lemma"][script], form)
            if lemma:
                return lemma
        return form


def _tokens(words: Sequence[tuple[int, int, bool]], offset: int) -> list[Span]:
    """The token of each word, in characters from ``offset``."""
    found: list[Span] = []
    at = 0
    while at < len(words):
        until = at + 1
        while until < len(words) and words[until][2]:
            until += 1
        found += [(words[at][0] - offset, words[until - 1][1] - offset)] * (until - at)
        at = until
    return found
