"""The model at work: texts in, mentions out.  Needs onnxruntime and tokenizers, nothing else.

Paragraphs are packed into windows of nearly full size, and each window is read on its own: on a CPU that is as fast as
reading several padded ones together, needs no sorting, and gives the same result whatever else is in the batch.
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
from pipeline.tag.ner.tidy import tidy
from pipeline.tag.ner.truecase import truecase
from pipeline.tag.ner.windows import Words, cut

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
    # The fused operator of sum and layer norm is several times slower than the two apart.
    slow = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=slow
    )


class Predictor:
    """Finds mentions with a stored model.

    Args:
        model: an opened model folder.
        threads: threads inside onnxruntime.
    """

    def __init__(self, model: StoredModel, *, threads: int = 1) -> None:
        meta = model.meta
        self.tokenizer = Tokenizer.from_file(str(model.file("tokenizer.json")))
        self.session = session(model.file("model.onnx"), threads)
        self.window, self.overlap = int(meta["window"]), int(meta["overlap"])
        transitions = meta.get("transitions")
        self.decoder = Decoder(meta["tags"], None if transitions is None else np.array(transitions, np.float32))
        self.calibration = Calibration.from_dict(meta.get("calibration"))
        self.threshold = float(meta.get("threshold", 0.0))
        self.tidy = bool(meta.get("tidy", True))
        self.pooling = str(meta.get("pooling", "first"))

    def scores(self, texts: Sequence[str]) -> list[tuple[Words, FloatArray]]:
        """For each text its words and their log-probabilities, shape (words, tags)."""
        cuts = [cut(truecase(text), self.tokenizer, size=self.window, overlap=self.overlap) for text in texts]
        tags = len(self.decoder.tags)
        found = [np.zeros((len(words), tags), np.float32) for words, _ in cuts]
        for scores, (_, windows) in zip(found, cuts, strict=True):
            for window in windows:
                logits = self.session.run(["logits"], {"ids": window.ids[None].astype(np.int64)})[0][0]
                scores[window.words] = _log_softmax(
                    window.means(logits) if self.pooling == "mean" else logits[window.at]
                )
        return [(words, scores) for (words, _), scores in zip(cuts, found, strict=True)]

    def predict(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Mentions of each text, in order and disjoint.

        ``score`` is a calibrated probability; mentions below the model's threshold are dropped.
        """
        mentions = []
        for text, (words, scores) in zip(texts, self.scores(texts), strict=True):
            spans = self.decoder.decode(scores, words.paragraph)
            if self.tidy:
                spans = tidy([text[a:b] for a, b in zip(words.start, words.end, strict=True)], spans)
            found = [self._mention(text, words, span) for span in spans]
            mentions.append([mention for mention in found if mention.score >= self.threshold])
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
