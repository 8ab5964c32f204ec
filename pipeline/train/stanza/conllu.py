"""CoNLL-U: reading and writing of treebanks, as far as training needs it.

Format: https://universaldependencies.org/format.html.  Empty nodes (``8.1``) are dropped, as
the basic trees do without them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

__all__ = ["Sentence", "Word", "read_conllu", "sentence_text", "write_conllu"]


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; ``head`` is 0 for the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    misc: str = "_"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and the multi-word tokens among them.

    Attributes:
        name: the sentence's id in its treebank.
        words: in order; ids of CoNLL-U are their positions from 1.
        joined: (first, last, form, misc) of tokens of several words, positions from 1, both included.
    """

    name: str
    words: tuple[Word, ...]
    joined: tuple[tuple[int, int, str, str], ...] = field(default=())


def read_conllu(path: Path) -> list[Sentence]:
    """All sentences of a file.

    Raises:
        ValueError: a line has another number of columns than ten.
    """
    found: list[Sentence] = []
    name = ""
    words: list[Word] = []
    joined: list[tuple[int, int, str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line.strip():
            if words:
                found.append(Sentence(name, tuple(words), tuple(joined)))
            name, words, joined = "", [], []
        elif line.startswith("#"):
            if line.startswith("# sent_id ="):
                name = line.partition("=")[2].strip()
        else:
            columns = line.split("\t")
            if len(columns) != 10:
                raise ValueError(f"{path}: a line of {len(columns)} columns in sentence {name!r}")
            number, form, lemma, upos, _, feats, head, deprel, _, misc = columns
            if number.isdigit():
                words.append(Word(form, lemma, upos, feats, int(head) if head.isdigit() else 0, deprel, misc))
            elif "-" in number:
                first, _, last = number.partition("-")
                joined.append((int(first), int(last), form, misc))
    return found


def write_conllu(sentences: Iterable[Sentence], path: Path) -> None:
    """Write sentences, each with the comments ``sent_id`` and ``text``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for sentence in sentences:
            file.write(f"# sent_id = {sentence.name}\n# text = {sentence_text(sentence)}\n")
            tokens = {first: (last, form, misc) for first, last, form, misc in sentence.joined}
            for number, word in enumerate(sentence.words, 1):
                if number in tokens:
                    last, form, misc = tokens[number]
                    file.write(f"{number}-{last}\t{form}" + "\t_" * 7 + f"\t{misc}\n")
                columns = (
                    word.form,
                    word.lemma,
                    word.upos,
                    "_",
                    word.feats,
                    str(word.head),
                    word.deprel,
                    "_",
                    word.misc,
                )
                file.write(f"{number}\t" + "\t".join(columns) + "\n")
            file.write("\n")


def sentence_text(sentence: Sentence) -> str:
    """The sentence as it was written, from its tokens and ``SpaceAfter=No``."""
    parts: list[str] = []
    tokens = {first: (last, form, misc) for first, last, form, misc in sentence.joined}
    number = 1
    while number <= len(sentence.words):
        if number in tokens:
            last, form, misc = tokens[number]
            number = last
        else:
            word = sentence.words[number - 1]
            form, misc = word.form, word.misc
        parts.append(form if "SpaceAfter=No" in misc.split("|") else form + " ")
        number += 1
    return "".join(parts).strip()


def with_words(sentence: Sentence, words: Iterable[Word]) -> Sentence:
    """The same sentence with other words in the same places."""
    return replace(sentence, words=tuple(words))
