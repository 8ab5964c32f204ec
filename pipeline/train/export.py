"""From a checkpoint to a shipped model folder: an ONNX graph with 8-bit weights, tokenizer, labels and checksums.

Matrix products run in 8 bits (weights symmetric per output channel, activations quantised as they come), embeddings are
stored in 8 bits with one scale per sentence piece; attention, norms, the head and a few channels of outliers stay in
float32.

The graph reads one window at a time, so it needs no padding mask, and attention is onnxruntime's own fused operator
(``com.microsoft.MultiHeadAttention``): a tenth faster than the exported composition, and nothing is padded.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from pipeline.checksums import file_digest
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


INPUTS = ("attend", "attended", "inner", "outer")
"""The matrix products of a layer, by what they are applied to."""


def measure_inputs(model: nn.Module, encoder: Encoder, reads: Iterable[Callable[[], Any]]) -> list[dict[str, Tensor]]:
    """Largest absolute value of each channel that goes into each matrix product, per layer, over some windows.

    Args:
        model: the trained network.
        encoder: its encoder.
        reads: each runs the network over a window or a batch of them.
    """
    layers = [layer for layer in encoder.layers if isinstance(layer, Layer)]
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
        for read in reads:
            read()
    for hook in hooks:
        hook.remove()
    return largest


def largest_inputs(model: Tagger, windows: Iterable[Tensor]) -> list[dict[str, Tensor]]:
    """:func:`measure_inputs` of the tagger over ids of windows, each (windows, pieces), without padding."""
    return measure_inputs(
        model, model.encoder, (partial(model.encoder.forward, ids, torch.ones(ids.shape)) for ids in windows)
    )


OUTLIERS = 8
"""Channels into the second feed-forward product that stay in float32."""
COPIES = 16
"""Channels added to the first feed-forward product, which share the values of outliers."""


def share_outliers(largest: Tensor, copies: int) -> tuple[Tensor, Tensor]:
    """Spread the largest channels over several copies (outlier channel splitting, Zhao et al. 2019).

    Args:
        largest: largest absolute value of each channel, (channels,).
        copies: how many channels may be added.

    Returns:
        For each new channel the old one that it copies, and its factor, one over the number of copies.  All old
        channels come first, in order, then the copies.
    """
    times = torch.ones(len(largest), dtype=torch.int64)
    for _ in range(copies):
        times[(largest / times).argmax()] += 1
    channels = torch.arange(len(largest))
    source = torch.cat([channels, torch.repeat_interleave(channels, times - 1)])
    return source, 1.0 / times[source].to(largest.dtype)


class _FeedForward(nn.Module):
    """``outer(gelu(inner(x)))`` with outliers kept from spoiling the 8-bit activations.

    8-bit activations have one scale for all channels, so a handful of large channels leaves few levels to the rest:
    here they make nearly all of the error.  Before ``inner`` the largest channels are spread over copies.  The eight
    largest channels before ``outer`` are computed apart in float32 (Dettmers et al. 2022, LLM.int8), two thin products.

    Args:
        layer: the trained layer.
        into_inner, into_outer: largest absolute value of each input channel of the two products.
    """

    def __init__(self, layer: Layer, into_inner: Tensor, into_outer: Tensor) -> None:
        super().__init__()
        source, factor = share_outliers(into_inner, COPIES)
        apart = into_outer.topk(OUTLIERS).indices.sort().values
        inner, outer = layer.inner.weight.detach(), layer.outer.weight.detach()
        bias = layer.inner.bias.detach()
        keep = torch.ones(outer.shape[1])
        keep[apart] = 0.0
        self.copied, self.factor = nn.Buffer(source[len(into_inner) :]), nn.Buffer(factor)
        # A row of zeros in ``inner`` gives gelu(0) = 0, so the channels held apart need no mask before ``outer``.
        self.inner, self.inner_bias = nn.Parameter((inner * keep[:, None])[:, source]), nn.Parameter(bias * keep)
        self.inner_apart, self.bias_apart = nn.Parameter(inner[apart]), nn.Parameter(bias[apart])
        self.outer, self.outer_bias = nn.Parameter(outer * keep), nn.Parameter(layer.outer.bias.detach())
        self.outer_apart = nn.Parameter(outer[:, apart])

    def forward(self, x: Tensor) -> Tensor:
        # Copying a few columns and joining is several times faster than gathering all of them.
        shared = torch.cat([x, x.index_select(-1, self.copied)], dim=-1) * self.factor
        h = F.gelu(F.linear(shared, self.inner, self.inner_bias))
        apart = F.gelu(F.linear(x, self.inner_apart, self.bias_apart))
        return F.linear(h, self.outer, self.outer_bias) + F.linear(apart, self.outer_apart)


class _PlainFeedForward(nn.Module):
    """``outer(gelu(inner(x)))`` as trained."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.inner, self.outer = layer.inner, layer.outer

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.outer(F.gelu(self.inner(x)))
        return out


class GraphLayer(nn.Module):
    """A layer of the encoder as it is exported."""

    def __init__(self, layer: Layer, largest: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.heads = layer.heads
        self.attend, self.attended = layer.attend, layer.attended
        self.norm1, self.norm2 = layer.norm1, layer.norm2
        self.forward_part = (
            _FeedForward(layer, largest["inner"], largest["outer"]) if largest else _PlainFeedForward(layer)
        )

    def forward(self, x: Tensor) -> Tensor:
        weights = zip(self.attend.weight.chunk(3), self.attend.bias.chunk(3), strict=True)
        q, k, v = (F.linear(x, weight, bias) for weight, bias in weights)
        attended = _Attention.apply(q, k, v, self.heads)  # type: ignore[no-untyped-call]
        x = self.norm1(x + self.attended(attended))
        out: Tensor = self.norm2(x + self.forward_part(x))
        return out


class _Graph(nn.Module):
    """What is exported: the ids of one or more windows of equal length in, logits of one head out."""

    def __init__(self, model: Tagger, head: str, largest: Sequence[Mapping[str, Tensor]], small: bool) -> None:
        super().__init__()
        encoder = model.encoder
        self.pieces = QuantizedEmbedding(encoder.pieces.weight.detach()) if small else encoder.pieces
        self.positions, self.norm, self.head = encoder.positions, encoder.norm, model.heads[head]
        self.layers = nn.ModuleList(
            GraphLayer(layer, found)
            for layer, found in zip(encoder.layers, largest, strict=True)
            if isinstance(layer, Layer)
        )

    def forward(self, ids: Tensor) -> Tensor:
        x = self.norm(self.pieces(ids) + self.positions.weight[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x)
        out: Tensor = self.head(x)
        return out


SMALLEST = 64
"""Products with fewer input or output channels than this stay in float32: the head, and outliers held apart."""


def export_onnx(
    model: Tagger, path: Path, largest: Sequence[Mapping[str, Tensor]] | None = None, *, head: str = "main"
) -> None:
    """Write one head of a trained model as ONNX: input ``ids`` (batch, pieces), output ``logits``.

    Args:
        model: the trained network.
        path: the file to write.
        largest: what :func:`largest_inputs` found: weights become 8-bit; None keeps float32.
        head: which head.
    """
    model.eval()
    eight_bits = largest is not None
    graph = _Graph(model, head, largest or [{} for _ in model.encoder.layers], eight_bits)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            graph.eval(), (torch.ones(2, 16, dtype=torch.int64),), str(plain), input_names=["ids"],
            output_names=["logits"], dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "logits")},
            opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
        )  # fmt: skip
        if eight_bits:
            quantize(plain, path)
        else:
            shutil.copyfile(plain, path)


def quantize(plain: Path, path: Path) -> None:
    """Give a graph's products 8-bit weights, but for thin ones and those of two activations, which have no weights.

    Of the 8 bits 7 are used: processors without VNNI instructions add two products in 16 bits, which overflow
    otherwise, and would find other names than processors with them.
    """
    import onnx
    from onnxruntime.quantization import (  # type: ignore[import-untyped]
        QuantType,
        quantize_dynamic,
    )

    graph = onnx.load(str(plain)).graph
    shapes = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    kept = [
        node.name for node in graph.node if node.op_type == "MatMul" and min(shapes.get(node.input[1], (0,))) < SMALLEST
    ]
    quantize_dynamic(
        plain, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8,
        reduce_range=True, nodes_to_exclude=kept,
    )  # fmt: skip


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
    export_onnx(model, output / "model.onnx", largest_inputs(model, windows))
    shutil.copyfile(tokenizer, output / "tokenizer.json")
    files = {name: file_digest(output / name) for name in ("model.onnx", "tokenizer.json")}
    meta = {"format": 1, "tags": list(tags), **settings, "files": files}
    (output / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
