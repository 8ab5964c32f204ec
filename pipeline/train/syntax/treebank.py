"""Treebanks in CoNLL-U: sentences with their text, tokens with offsets, and the syntactic words of each token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GoldWord:
    """A syntactic word; ``head`` counts from 1, 0 is the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class GoldToken:
    """A token at ``text[start:end]`` of its sentence, with its one or more words."""

    start: int
    end: int
    words: tuple[GoldWord, ...]


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence of a treebank.

    Attributes:
        text: as written.
        tokens: in order.
        bank: name of the treebank, whose conventions it follows.
        weight: how much its losses count.
    """

    text: str
    tokens: tuple[GoldToken, ...]
    bank: str
    weight: float = 1.0

    @property
    def words(self) -> list[GoldWord]:
        """Its syntactic words in order."""
        return [word for token in self.tokens for word in token.words]


def read_conllu(path: Path, bank: str, *, weight: float = 1.0) -> list[GoldSentence]:
    """All sentences of a file.

    Args:
        path: a CoNLL-U file whose sentences have a ``# text`` line.
        bank: name to give the treebank.
        weight: weight of its losses.

    Raises:
        ValueError: a token is not found in the text of its sentence.
    """
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        texts = [line[len("# text = ") :] for line in lines if line.startswith("# text = ")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if rows:
            found.append(replace(_sentence(texts[0], rows, bank), weight=weight))
    return found


def _sentence(text: str, rows: list[list[str]], bank: str) -> GoldSentence:
    tokens: list[GoldToken] = []
    at = 0
    k = 0
    while k < len(rows):
        number, form = rows[k][0], rows[k][1]
        if "." in number:  # an empty node of the enhanced graph
            k += 1
            continue
        first, _, last = number.partition("-")
        count = int(last) - int(first) + 1 if last else 1
        k += 1 if last else 0
        words = tuple(_word(row) for row in rows[k : k + count])
        k += count
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            raise ValueError(f"{form!r} does not follow at {at} in {text!r}")
        at = start + len(form)
        tokens.append(GoldToken(start, at, words))
    return GoldSentence(text, tuple(tokens), bank)


def _word(row: list[str]) -> GoldWord:
    return GoldWord(row[1], row[2] if row[2] != "_" or row[1] == "_" else row[1], row[3], row[5], int(row[6]), row[7])


def split_holdout(sentences: list[GoldSentence], every: int) -> tuple[list[GoldSentence], list[GoldSentence]]:
    """Part every ``every``-th sentence from the rest (to choose settings on)."""
    if not every:
        return sentences, []
    kept = [s for k, s in enumerate(sentences) if k % every != every // 2]
    return kept, [s for k, s in enumerate(sentences) if k % every == every // 2]
