"""The network: the BERT encoder of multilingual-e5-small, cut to its first layers, and a linear tagging head.

The encoder is written out here, rather than taken from a model library, because sixty lines with fused projections
train noticeably faster on a CPU and export to a small graph.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def half_precision() -> torch.autocast:
    """Products in bfloat16 where the processor has instructions for it; elsewhere they are ten times slower."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.backends.cpu.get_cpu_capability() == "AVX512")


@dataclass(frozen=True, slots=True)
class EncoderShape:
    """Sizes of a BERT encoder; the defaults are those of multilingual-e5-small."""

    vocabulary: int = 250_037
    width: int = 384
    layers: int = 12
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    epsilon: float = 1e-12


class Layer(nn.Module):
    """One post-norm transformer layer with fused query, key and value projections."""

    def __init__(self, shape: EncoderShape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = dropout
        self.attend = nn.Linear(shape.width, 3 * shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (batch, pieces, width); ``mask`` (batch, 1, 1, pieces), added to the attention scores."""
        batch, pieces, width = x.shape
        q, k, v = self.attend(x).view(batch, pieces, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        if self.training:  # on a CPU plain products are a sixth faster, forwards and backwards
            weights = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2) + mask
            a = weights.softmax(-1).to(v.dtype) @ v
        else:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        a = self.attended(a.transpose(1, 2).reshape(batch, pieces, width))
        x = self.norm1(x + F.dropout(a, self.dropout, self.training))
        b = self.outer(F.gelu(self.inner(x)))
        out: Tensor = self.norm2(x + F.dropout(b, self.dropout, self.training))
        return out


class Encoder(nn.Module):
    """BERT without pooler; the embedding of token type 0 is folded into the positions."""

    def __init__(self, shape: EncoderShape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """``ids`` (batch, pieces) and ``mask`` (batch, pieces; 1 = real, 0 = padding) -> (batch, pieces, width)."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]]
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        out: Tensor = x
        return out


class Tagger(nn.Module):
    """Encoder and one linear head per label scheme.

    Several schemes let corpora with other labels (``"ORG"`` where ours tells agency, school and organization
    apart) teach the shared encoder without teaching the head that ships.
    """

    def __init__(self, encoder: Encoder, heads: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = dropout
        self.heads = nn.ModuleDict({name: nn.Linear(encoder.shape.width, tags) for name, tags in heads.items()})

    def forward(self, ids: Tensor, mask: Tensor, head: str) -> Tensor:
        """Scores (logits) per piece and tag, shape (batch, pieces, tags)."""
        x = self.encoder(ids, mask)
        out: Tensor = self.heads[head](F.dropout(x, self.dropout, self.training))
        return out
