"""From a checkpoint to a shipped model folder: an ONNX graph with 8-bit weights, tokenizer, labels and checksums.

Matrix products run in 8 bits (weights symmetric per output channel, activations quantised as they come), embeddings are
stored in 8 bits with one scale per sentence piece; attention, norms and the head's softmax stay in float32.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from pipeline.tag.ner.store import sha256
from pipeline.train.model import Encoder, Tagger


class QuantizedEmbedding(nn.Module):
    """An embedding in 8 bits, one scale per row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127.0
        self.scale = nn.Buffer(scale)
        self.quants = nn.Buffer((weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """(batch, pieces) -> (batch, pieces, width)."""
        values: Tensor = nn.functional.embedding(ids, self.quants).to(torch.float32)
        return values * nn.functional.embedding(ids, self.scale)


class _Graph(nn.Module):
    """What is exported: ids and mask in, logits of one head out."""

    def __init__(self, model: Tagger, head: str) -> None:
        super().__init__()
        self.encoder: Encoder = model.encoder
        self.head = model.heads[head]

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        out: Tensor = self.head(self.encoder(ids, mask))
        return out


def export_onnx(model: Tagger, path: Path, *, head: str = "main", quantize: bool = True) -> None:
    """Write one head of a trained model as ONNX; the model itself is left unchanged."""
    model.eval()
    graph = _Graph(model, head)
    pieces = model.encoder.pieces
    try:
        if quantize:
            model.encoder.pieces = QuantizedEmbedding(pieces.weight.detach())  # type: ignore[assignment]
        ids = torch.ones(2, 16, dtype=torch.int64)
        mask = torch.ones(2, 16)
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            plain = Path(folder) / "plain.onnx"
            torch.onnx.export(
                graph, (ids, mask), str(plain), input_names=["ids", "mask"], output_names=["logits"],
                dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "logits")},
                opset_version=17, dynamo=False,
            )  # fmt: skip
            if quantize:
                from onnxruntime.quantization import (  # type: ignore[import-untyped]
                    QuantType,
                    quantize_dynamic,
                )

                quantize_dynamic(
                    plain, path, op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, reduce_range=False,
                    weight_type=QuantType.QInt8,
                )  # fmt: skip
            else:
                shutil.copyfile(plain, path)
    finally:
        model.encoder.pieces = pieces


def write_model(
    model: Tagger, tokenizer: Path, output: Path, *, tags: tuple[str, ...], settings: Mapping[str, Any]
) -> None:
    """Write a model folder: ``model.onnx``, ``tokenizer.json`` and ``meta.json``.

    Args:
        model: the trained network.
        tokenizer: the pruned ``tokenizer.json``.
        output: the folder, made if needed.
        tags: tags of the main head.
        settings: further entries of ``meta.json``: ``window``, ``overlap``, ``temperature``, ``calibration``, ...
    """
    output.mkdir(parents=True, exist_ok=True)
    export_onnx(model, output / "model.onnx")
    shutil.copyfile(tokenizer, output / "tokenizer.json")
    files = {name: sha256(output / name) for name in ("model.onnx", "tokenizer.json")}
    meta = {"format": 1, "tags": list(tags), **settings, "files": files}
    (output / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
