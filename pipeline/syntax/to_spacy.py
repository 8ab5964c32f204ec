"""Syntax on a spaCy ``Doc``: ``token.lemma_``, ``pos_``, ``morph``, ``dep_`` and ``head``, for Matcher and displaCy.

The tokens of the ``Language`` and the words of Universal Dependencies are not the same:

* A token that holds several words ("bukunya") gets lemma, part of speech and features of the first, its host, and the
  relation of the word that stands highest in the tree.
* A word of several tokens ("ke-3") is marked as spaCy marks subtokens: every token but the last has the relation
  "subtok" to the next, and the last carries the word's lemma and relation, so that the pipe ``merge_subtokens`` makes
  one token of it.
* White space hangs on the token before it.

``doc.sents`` stay as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from pipeline.syntax.protocol import Analysis

_ATTRIBUTES = ["SENT_START", "HEAD", "DEP", "POS", "LEMMA", "MORPH"]
_UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SPACE", "SYM", "VERB", "X",
)  # fmt: skip


def set_syntax(doc: Doc, analyses: Sequence[Analysis]) -> None:
    """Write analyses into the tokens of a Doc.

    Args:
        doc: with sentence starts set, as the segmenter leaves it.
        analyses: the words of each of its sentences, with offsets in ``doc.text``; empty ones are passed over.
    """
    parsed = [words for words in analyses if words]
    if not parsed:
        return
    starts: npt.NDArray[np.int64] = doc.to_array("IDX").astype(np.int64)
    lengths = doc.to_array("LENGTH").astype(np.int64)
    table = _Table(doc, starts.tolist(), (starts + lengths).tolist())
    firsts = (np.searchsorted(starts, [words[0].start for words in parsed], side="right") - 1).tolist()
    for words, (first, last) in zip(parsed, pairwise([*firsts, len(doc)]), strict=True):
        if first < last:
            table.fill(words, first, last)
    doc.from_array(_ATTRIBUTES, table.array())  # type: ignore[arg-type]


class _Table:
    """The attributes of all tokens of a Doc, column by column."""

    def __init__(self, doc: Doc, starts: list[int], ends: list[int]) -> None:
        self.doc = doc
        self.starts = starts
        self.ends = ends
        size = len(starts)
        self.heads = [0] * size
        """Offset of the head, as spaCy stores it; 0 for roots."""
        self.labels = ["ROOT"] * size
        self.pos = [""] * size
        self.lemmas = [""] * size
        self.feats: list[str | None] = [None] * size

    def fill(self, words: Analysis, first: int, last: int) -> None:
        """Write one sentence into its tokens ``first:last``."""
        carriers = self._carriers(words, first, last)
        groups: dict[int, list[int]] = {}
        for number, carrier in enumerate(carriers):
            groups.setdefault(carrier, []).append(number)
        for token, members in groups.items():
            host = words[members[0]]
            out = members[0] if len(members) == 1 else min(members, key=lambda n: _depth(words, n))
            head = words[out].head
            self.pos[token] = host.upos or "X"
            self.lemmas[token] = host.lemma or host.text
            self.feats[token] = host.feats
            if head:
                self.heads[token] = carriers[head - 1] - token
                self.labels[token] = words[out].deprel or "dep"
            elif head is None and token != carriers[0]:
                # Nothing was parsed: a flat tree, since spaCy makes every root a sentence.
                self.heads[token] = carriers[0] - token
                self.labels[token] = "dep"
            else:  # also where a word that begins within the token has made it a subtoken
                self.heads[token], self.labels[token] = 0, "ROOT"
        self._rest(first, last, groups)

    def _carriers(self, words: Analysis, first: int, last: int) -> list[int]:
        """For each word the last token that it overlaps; earlier tokens of the word become subtokens."""
        carriers = []
        token = first
        for word in words:
            while token < last - 1 and self.ends[token] <= word.start:
                token += 1
            carrier = token
            while carrier < last - 1 and self.starts[carrier + 1] < word.end:
                carrier += 1
            for part in range(token, carrier):
                if not self.pos[part]:
                    self.pos[part] = word.upos or "X"
                    self.lemmas[part] = self.doc[part].text
                    self.feats[part] = word.feats
                    self.heads[part], self.labels[part] = 1, "subtok"
            carriers.append(carrier)
            token = carrier
        return carriers

    def _rest(self, first: int, last: int, carriers: dict[int, list[int]]) -> None:
        """White space, which no word holds, hangs on the token before it."""
        for token in range(first, last):
            if not self.pos[token]:
                self.pos[token] = "SPACE" if self.doc[token].is_space else "X"
                self.lemmas[token] = self.doc[token].text
                if token > first:
                    self.heads[token], self.labels[token] = -1, "dep"
                else:
                    self.heads[token], self.labels[token] = min(carriers) - token, "dep"

    def array(self) -> npt.NDArray[np.uint64]:
        """As :meth:`spacy.tokens.Doc.from_array` reads it."""
        add = self.doc.vocab.strings.add
        known = {name: add(name) for name in (*_UPOS, "")}
        labels = {name: add(name) for name in set(self.labels)}
        lemmas = {name: add(name) for name in set(self.lemmas)}
        morph = {feats: self.doc.vocab.morphology.add(feats or "") for feats in set(self.feats)}
        out = np.empty((len(self.starts), len(_ATTRIBUTES)), dtype=np.uint64)
        out[:, 0] = self.doc.to_array("SENT_START")
        # spaCy reads -1 back from the unsigned value.
        out[:, 1] = np.asarray(self.heads, dtype=np.int64).astype(np.uint64)
        out[:, 2] = [labels[x] for x in self.labels]
        out[:, 3] = [known.get(x, known["X"]) for x in self.pos]
        out[:, 4] = [lemmas[x] for x in self.lemmas]
        out[:, 5] = [morph[x] for x in self.feats]
        return out


def _depth(words: Analysis, number: int) -> int:
    depth = 0
    while (head := words[number].head) and depth <= len(words):
        number = head - 1
        depth += 1
    return depth
