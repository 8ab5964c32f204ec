"""The network: the tagger's kind of encoder, and a head for each column of CoNLL-U.

A word is read at the first and the last piece of its token.  Arcs are scored by a biaffine product (Dozat and Manning
2017) of a word as dependent and a word as head, their labels by a small perceptron over the pair.  Treebanks with
different conventions share everything but a vector that is added to the input.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from pipeline.train.model import Encoder


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of classes, and widths of the arc and label layers."""

    banks: int
    upos: int
    feats: int
    lemma: int
    deprel: int
    arc: int = 256
    label: int = 256


class SyntaxModel(nn.Module):
    """Encoder and heads.

    Args:
        encoder: the encoder.
        sizes: sizes of the heads.
        dropout: share of word features that are dropped before each head.
    """

    def __init__(self, encoder: Encoder, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.sizes = sizes
        width = encoder.shape.width
        self.bank = nn.Embedding(sizes.banks, width)
        self.part = nn.Embedding(2, width)
        self.other = nn.Linear(width, width, bias=False)
        nn.init.zeros_(self.bank.weight)
        nn.init.zeros_(self.other.weight)
        nn.init.normal_(self.part.weight, std=0.1)
        self.upos, self.feats = nn.Linear(width, sizes.upos), nn.Linear(width, sizes.feats)
        self.lemma = nn.Linear(width, sizes.lemma)
        self.dependent, self.head = nn.Linear(width, sizes.arc), nn.Linear(width, sizes.arc)
        self.pair = nn.Linear(sizes.arc, sizes.arc)
        self.root = nn.Parameter(torch.zeros(width))
        nn.init.normal_(self.root, std=0.1)
        self.label_dependent, self.label_head = nn.Linear(width, sizes.label), nn.Linear(width, sizes.label)
        self.label = nn.Linear(sizes.label, sizes.deprel)
        self.drop = nn.Dropout(dropout)

    def read(self, ids: Tensor, mask: Tensor, bank: Tensor) -> Tensor:
        """The encoder, (batch, pieces) -> (batch, pieces, width)."""
        encoder = self.encoder
        x = encoder.pieces(ids) + encoder.positions.weight[: ids.shape[1]] + self.bank(bank)[:, None]
        x = F.dropout(encoder.norm(x), encoder.dropout, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in encoder.layers:
            x = layer(x, bias)
        return x

    def words(self, x: Tensor, first: Tensor, last: Tensor, part: Tensor) -> Tensor:
        """Features of words, (batch, words, width): at a token's first piece, or a clitic's last one, and the other."""
        clitic = part == 1

        def at(index: Tensor) -> Tensor:
            return x.gather(1, index[:, :, None].expand(-1, -1, x.shape[2]))

        own, other = at(torch.where(clitic, last, first)), at(torch.where(clitic, first, last))
        return own + self.other(other) + self.part(part)

    def forward(self, batch: Mapping[str, Tensor], pieces: Tensor | None = None) -> dict[str, Tensor]:
        """Scores of everything; ``pieces`` is what :meth:`read` gave for the batch, where that is known.

        Returns:
            ``upos``, ``feats``, ``lemma`` (batch, words, classes); ``arcs`` (batch, words, words + 1), the
            last column being the root; ``dependent`` and ``heads`` (batch, words [+ 1], label), for :meth:`labels`.
        """
        x = self.read(batch["ids"], batch["mask"], batch["bank"]) if pieces is None else pieces
        w = self.words(x, batch["first"], batch["last"], batch["part"])
        return self.score(w)

    def score(self, w: Tensor) -> dict[str, Tensor]:
        """Scores from features of words; see :meth:`forward`."""
        rooted = torch.cat([w, self.root.to(w.dtype).expand(w.shape[0], 1, -1)], dim=1)
        dependent = self.drop(F.gelu(self.dependent(self.drop(w))))
        head = self.drop(F.gelu(self.head(self.drop(rooted))))
        return {
            "upos": self.upos(self.drop(w)),
            "feats": self.feats(self.drop(w)),
            "lemma": self.lemma(self.drop(w)),
            "arcs": self.pair(dependent) @ head.transpose(1, 2) / self.sizes.arc**0.5,
            "dependent": self.label_dependent(self.drop(w)),
            "heads": self.label_head(self.drop(rooted)),
        }

    def labels(self, dependent: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations of given arcs, from the two ends of each: (..., label) -> (..., relations)."""
        scores: Tensor = self.label(self.drop(F.relu(dependent + heads)))
        return scores
