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
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from pipeline.tag.ner.store import sha256
from pipeline.train.model import Layer, Tagger


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


INPUTS = ("attend", "attended", "inner", "outer")
"""The matrix products of a layer, by what they are applied to."""


def measure_inputs(model: Tagger, batches: Iterable[Tensor]) -> list[dict[str, Tensor]]:
    """Largest absolute value of each channel that goes into each matrix product, per layer, over some windows.

    Args:
        model: the trained network.
        batches: ids, each (windows, pieces), without padding.
    """
    layers = [layer for layer in model.encoder.layers if isinstance(layer, Layer)]
    largest: list[dict[str, Tensor]] = [{} for _ in layers]

    def watch(found: dict[str, Tensor], name: str) -> Any:
        def hook(_module: nn.Module, args: tuple[Tensor, ...]) -> None:
            seen = args[0].detach().abs().flatten(0, -2).amax(0)
            found[name] = torch.maximum(found[name], seen) if name in found else seen

        return hook

    hooks = [
        getattr(layer, name).register_forward_pre_hook(watch(found, name))
        for layer, found in zip(layers, largest, strict=True)
        for name in INPUTS
    ]
    model.eval()
    with torch.no_grad():
        for ids in batches:
            model.encoder(ids, torch.ones(ids.shape))
    for hook in hooks:
        hook.remove()
    return largest


class _SmoothLinear(nn.Module):
    """A linear layer whose input channels are scaled so that input and weights share the burden of outliers.

    ``linear(x) == linear'(x / s)`` with the columns of the weights multiplied by ``s``; ``s = sqrt(max|x| / max|w|)``
    per channel (SmoothQuant, Xiao et al. 2023).  8-bit activations have one scale for all channels, so a few large
    channels would otherwise leave few levels to the rest.
    """

    def __init__(self, weight: Tensor, bias: Tensor, largest: Tensor | None) -> None:
        super().__init__()
        scale = None
        if largest is not None:
            by_weight = weight.abs().amax(0).clamp_min(1e-5)
            scale = (largest.clamp_min(1e-5) / by_weight).sqrt()
            scale = scale / scale.mean()
            weight = weight * scale
        self.weight, self.bias = nn.Parameter(weight.detach().clone()), nn.Parameter(bias.detach().clone())
        self.inverse = None if scale is None else nn.Buffer(1.0 / scale)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x if self.inverse is None else x * self.inverse, self.weight, self.bias)


class _GraphLayer(nn.Module):
    """A layer of the encoder as it is exported."""

    def __init__(self, layer: Layer, largest: Mapping[str, Tensor], smooth: Sequence[str]) -> None:
        super().__init__()

        def take(name: str) -> Tensor | None:
            return largest[name] if largest and name in smooth else None

        weights = zip(layer.attend.weight.chunk(3), layer.attend.bias.chunk(3), strict=True)
        self.heads = layer.heads
        self.attend = nn.ModuleList(_SmoothLinear(w, b, take("attend")) for w, b in weights)
        self.attended = _SmoothLinear(layer.attended.weight, layer.attended.bias, take("attended"))
        self.inner = _SmoothLinear(layer.inner.weight, layer.inner.bias, take("inner"))
        self.outer = _SmoothLinear(layer.outer.weight, layer.outer.bias, take("outer"))
        self.norm1, self.norm2 = layer.norm1, layer.norm2

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = (linear(x) for linear in self.attend)
        attended = _Attention.apply(q, k, v, self.heads)  # type: ignore[no-untyped-call]
        x = self.norm1(x + self.attended(attended))
        out: Tensor = self.norm2(x + self.outer(F.gelu(self.inner(x))))
        return out


class _Graph(nn.Module):
    """What is exported: the ids of one or more windows of equal length in, logits of one head out."""

    def __init__(
        self,
        model: Tagger,
        head: str,
        largest: Sequence[Mapping[str, Tensor]] | None,
        smooth: Sequence[str],
        small: bool,
    ) -> None:
        super().__init__()
        encoder = model.encoder
        self.pieces = QuantizedEmbedding(encoder.pieces.weight.detach()) if small else encoder.pieces
        self.positions, self.norm, self.head = encoder.positions, encoder.norm, model.heads[head]
        seen = largest or [{} for _ in encoder.layers]
        self.layers = nn.ModuleList(
            _GraphLayer(layer, found, smooth)
            for layer, found in zip(encoder.layers, seen, strict=True)
            if isinstance(layer, Layer)
        )

    def forward(self, ids: Tensor) -> Tensor:
        x = self.norm(self.pieces(ids) + self.positions.weight[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x)
        out: Tensor = self.head(x)
        return out


SMOOTHED = ("outer",)
"""Which matrix products are smoothed."""


def export_onnx(
    model: Tagger,
    path: Path,
    *,
    head: str = "main",
    quantize: bool = True,
    largest: Sequence[Mapping[str, Tensor]] | None = None,
    smooth: Sequence[str] = SMOOTHED,
) -> None:
    """Write one head of a trained model as ONNX: input ``ids`` (batch, pieces), output ``logits``.

    Args:
        model: the trained network.
        path: the file to write.
        head: which head.
        quantize: 8-bit weights; float32 otherwise.
        largest: what :func:`measure_inputs` found; None for no smoothing.
        smooth: the matrix products to smooth.
    """
    model.eval()
    graph = _Graph(model, head, largest if quantize else None, smooth, quantize)
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
    model: Tagger,
    tokenizer: Path,
    output: Path,
    *,
    tags: tuple[str, ...],
    settings: Mapping[str, Any],
    windows: Iterable[Tensor] = (),
) -> None:
    """Write a model folder: ``model.onnx``, ``tokenizer.json`` and ``meta.json``.

    Args:
        model: the trained network.
        tokenizer: the pruned ``tokenizer.json``.
        output: the folder, made if needed.
        tags: tags of the main head.
        settings: further entries of ``meta.json``: ``window``, ``overlap``, ``calibration``, ...
        windows: ids of some windows, each (1, pieces), to measure the range of activations on.
    """
    output.mkdir(parents=True, exist_ok=True)
    export_onnx(model, output / "model.onnx", largest=measure_inputs(model, windows))
    shutil.copyfile(tokenizer, output / "tokenizer.json")
    files = {name: sha256(output / name) for name in ("model.onnx", "tokenizer.json")}
    meta = {"format": 1, "tags": list(tags), **settings, "files": files}
    (output / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
