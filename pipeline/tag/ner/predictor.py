"""The model at work: texts in, mentions out.  Needs onnxruntime and tokenizers, nothing else.

Windows of all texts are sorted by length and read in batches of about the same number of sentence pieces, so that
little is padded; the scores of each word go back to its article, and each article is decoded as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]
from tokenizers import Tokenizer

from pipeline.records import Mention
from pipeline.tag.ner.calibration import Calibration
from pipeline.tag.ner.decode import Decoder, Span
from pipeline.tag.ner.store import StoredModel
from pipeline.tag.ner.windows import PAD, Window, Words, cut

FloatArray = npt.NDArray[np.float32]


def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """An onnxruntime session whose threads sleep when idle, so that worker processes do not fight for cores."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Predictor:
    """Finds mentions with a stored model.

    Args:
        model: an opened model folder.
        threads: threads inside onnxruntime.
        batch_pieces: most sentence pieces, padding included, read at once.
    """

    def __init__(self, model: StoredModel, *, threads: int = 1, batch_pieces: int = 2048) -> None:
        meta = model.meta
        self.tokenizer = Tokenizer.from_file(str(model.file("tokenizer.json")))
        self.session = session(model.file("model.onnx"), threads)
        self.window, self.overlap = int(meta["window"]), int(meta["overlap"])
        self.batch_pieces = batch_pieces
        transitions = meta.get("transitions")
        self.decoder = Decoder(meta["tags"], None if transitions is None else np.array(transitions, np.float32))
        self.calibration = Calibration.from_dict(meta.get("calibration"))

    def scores(self, texts: Sequence[str]) -> list[tuple[Words, FloatArray]]:
        """For each text its words and their log-probabilities, shape (words, tags)."""
        cuts = [cut(text, self.tokenizer, size=self.window, overlap=self.overlap) for text in texts]
        tags = len(self.decoder.tags)
        found = [np.zeros((len(words), tags), np.float32) for words, _ in cuts]
        jobs = [(number, window) for number, (_, windows) in enumerate(cuts) for window in windows]
        jobs.sort(key=lambda job: -len(job[1].ids))
        at = 0
        while at < len(jobs):
            count = max(1, self.batch_pieces // len(jobs[at][1].ids))
            self._read(jobs[at : at + count], found)
            at += count
        return [(words, scores) for (words, _), scores in zip(cuts, found, strict=True)]

    def _read(self, jobs: Sequence[tuple[int, Window]], found: list[FloatArray]) -> None:
        longest = len(jobs[0][1].ids)
        ids = np.full((len(jobs), longest), PAD, np.int64)
        mask = np.zeros((len(jobs), longest), np.float32)
        for row, (_, window) in enumerate(jobs):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1.0
        logits = self.session.run(["logits"], {"ids": ids, "mask": mask})[0]
        for row, (number, window) in enumerate(jobs):
            found[number][window.words] = _log_softmax(logits[row, window.at])

    def predict(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Mentions of each text, in order and disjoint; ``score`` is a calibrated probability."""
        mentions = []
        for text, (words, scores) in zip(texts, self.scores(texts), strict=True):
            spans = self.decoder.decode(scores, words.paragraph)
            mentions.append([self._mention(text, words, span) for span in spans])
        return mentions

    def _mention(self, text: str, words: Words, span: Span) -> Mention:
        start, end = int(words.start[span.first]), int(words.end[span.last])
        score = self.calibration(span.probability, span.label)
        label: Any = span.label
        return Mention(start=start, end=end, text=text[start:end], label=label, score=round(score, 4), method="model")


def _log_softmax(values: FloatArray) -> FloatArray:
    shifted = values - values.max(axis=-1, keepdims=True)
    result: FloatArray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
