"""From a checkpoint to a shipped model folder: an ONNX graph with 8-bit weights, tokenizer, labels and checksums.

Matrix products run in 8 bits (weights symmetric per output channel, activations quantised as they come), embeddings are
stored in 8 bits with one scale per sentence piece; attention, norms and the head's softmax stay in float32.

The graph reads one window at a time, so it needs no padding mask, and attention is onnxruntime's own fused operator
(``com.microsoft.MultiHeadAttention``): a tenth faster than the exported composition, and nothing is padded.
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
from torch.nn import functional as F

from pipeline.tag.ner.store import sha256
from pipeline.train.model import Encoder, Layer, Tagger


class QuantizedEmbedding(nn.Module):
    """An embedding in 8 bits, one scale per row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127.0
        self.scale = nn.Buffer(scale)
        self.quants = nn.Buffer((weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """(batch, pieces) -> (batch, pieces, width)."""
        values: Tensor = F.embedding(ids, self.quants).to(torch.float32)
        return values * F.embedding(ids, self.scale)


class _Attention(torch.autograd.Function):
    """Attention over (batch, pieces, width) that exports as one fused operator of onnxruntime."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        batch, pieces, width = q.shape

        def split(x: Tensor) -> Tensor:
            return x.view(batch, pieces, heads, width // heads).transpose(1, 2)

        attended = F.scaled_dot_product_attention(split(q), split(k), split(v))
        return attended.transpose(1, 2).reshape(batch, pieces, width)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        """The operator in the exported graph."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class _Graph(nn.Module):
    """What is exported: the ids of one or more windows of equal length in, logits of one head out."""

    def __init__(self, encoder: Encoder, embedding: nn.Module, head: nn.Module) -> None:
        super().__init__()
        self.encoder, self.embedding, self.head = encoder, embedding, head

    def forward(self, ids: Tensor) -> Tensor:
        x = self.encoder.norm(self.embedding(ids) + self.encoder.positions.weight[: ids.shape[1]])
        for layer in self.encoder.layers:
            assert isinstance(layer, Layer)
            weights = zip(layer.attend.weight.chunk(3), layer.attend.bias.chunk(3), strict=True)
            q, k, v = (F.linear(x, weight, bias) for weight, bias in weights)
            attended = _Attention.apply(q, k, v, layer.heads)  # type: ignore[no-untyped-call]
            x = layer.norm1(x + layer.attended(attended))
            x = layer.norm2(x + layer.outer(F.gelu(layer.inner(x))))
        out: Tensor = self.head(x)
        return out


def export_onnx(model: Tagger, path: Path, *, head: str = "main", quantize: bool = True) -> None:
    """Write one head of a trained model as ONNX: input ``ids`` (batch, pieces), output ``logits``."""
    model.eval()
    pieces = model.encoder.pieces
    graph = _Graph(model.encoder, QuantizedEmbedding(pieces.weight.detach()) if quantize else pieces, model.heads[head])
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            graph.eval(), (torch.ones(2, 16, dtype=torch.int64),), str(plain), input_names=["ids"],
            output_names=["logits"], dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "logits")},
            opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
        )  # fmt: skip
        if not quantize:
            shutil.copyfile(plain, path)
            return
        from onnxruntime.quantization import (  # type: ignore[import-untyped]
            QuantType,
            quantize_dynamic,
        )

        quantize_dynamic(
            plain, path, op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, weight_type=QuantType.QInt8
        )


def write_model(
    model: Tagger, tokenizer: Path, output: Path, *, tags: tuple[str, ...], settings: Mapping[str, Any]
) -> None:
    """Write a model folder: ``model.onnx``, ``tokenizer.json`` and ``meta.json``.

    Args:
        model: the trained network.
        tokenizer: the pruned ``tokenizer.json``.
        output: the folder, made if needed.
        tags: tags of the main head.
        settings: further entries of ``meta.json``: ``window``, ``overlap``, ``calibration``, ...
    """
    output.mkdir(parents=True, exist_ok=True)
    export_onnx(model, output / "model.onnx")
    shutil.copyfile(tokenizer, output / "tokenizer.json")
    files = {name: sha256(output / name) for name in ("model.onnx", "tokenizer.json")}
    meta = {"format": 1, "tags": list(tags), **settings, "files": files}
    (output / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
