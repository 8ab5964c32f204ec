"""Word vectors from raw news: gensim's skip-gram (Mikolov et al. 2013), kept in Stanza's own format."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.syntax.words import find_words
from pipeline.train.stanza.config import Vectors

__all__ = ["make_vectors", "words_of"]


def words_of(text: str) -> list[str]:
    """Lower-cased words of running text, cut as the tagger will see them: "bukunya" is "buku" and "nya"."""
    return [text[start:end].lower() for start, end, _ in find_words(text, 0, len(text))]


def make_vectors(settings: Vectors, data: Path, out: Path, *, seed: int, extra: Iterable[Path] = ()) -> None:
    """Train vectors and save them for ``--wordvec_pretrain_file``.

    Args:
        settings: texts and sizes.
        data: folder of the texts.
        out: the file to write; float32, words by falling frequency.
        seed: with one worker, the result is the same each time.
        extra: CoNLL-U files whose words are text as well (training parts only).
    """
    import numpy as np
    import torch
    from gensim.models import Word2Vec
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX

    paragraphs = [words_of(line) for name in settings.texts for line in _lines(data / name)]
    paragraphs += [words_of(line.partition("=")[2]) for path in extra for line in _comments(path)]
    model = Word2Vec(
        [p for p in paragraphs if len(p) > 2],
        vector_size=settings.dimensions,
        window=settings.window,
        min_count=settings.min_count,
        epochs=settings.epochs,
        max_final_vocab=settings.words,
        sg=1,
        negative=8,
        sample=1e-4,
        workers=1,
        seed=seed,
    )
    words = list(model.wv.index_to_key)
    matrix = np.asarray(model.wv.vectors, dtype=np.float32)
    matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True) * np.sqrt(settings.dimensions) * 0.3
    table = np.zeros((len(words) + len(VOCAB_PREFIX), matrix.shape[1]), dtype=np.float32)
    table[len(VOCAB_PREFIX) :] = matrix
    kept = Pretrain(str(out))
    kept._vocab, kept._emb = PretrainedWordVocab(words), torch.from_numpy(table)
    out.parent.mkdir(parents=True, exist_ok=True)
    kept.save(str(out))


def _lines(path: Path) -> Iterator[str]:
    """Paragraphs of a file of articles, or sentences of one of columns."""
    if path.suffix == ".conllu":
        yield from (line.partition("=")[2] for line in _comments(path))
    elif path.suffix == ".txt":
        words: list[str] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            if line.strip():
                words.append(line.split()[0])
            elif words:
                yield " ".join(words)
                words = []
    else:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield from (p for p in json.loads(line)["text"].splitlines() if p.strip())


def _comments(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (line.strip() for line in file if line.startswith("# text ="))
