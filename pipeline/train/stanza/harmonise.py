"""One convention for treebanks that differ: that of the news treebanks (CSUI, PUD).

What differs in GSD and is changed here, all of it without a list of words:

* noun-noun is ``compound`` in GSD and ``nmod`` in the others;
* GSD lower-cases the lemma of proper nouns, the others keep capitals; so do capitalised foreign words;
* GSD keeps some frequent words whole (tersebut, sebagai) that the others reduce to their root (sebut, bagai), and has
  another lemma for -nya: where a treebank of the convention has a clear lemma for the same form and tag, it is taken.

``flat`` of names and the tag of a capitalised common noun ("Gedung") differ by annotator within each treebank, which no
rule puts right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.train.stanza.conllu import Sentence, Word, with_words

__all__ = ["as_gsd", "harmonise", "learn_lemmas"]

Lemmas = Mapping[tuple[str, str], str]
"""(lower-cased form, tag) to lower-cased lemma."""

KEPT_CASE = frozenset({"PROPN", "X"})


def learn_lemmas(sentences: Iterable[Sentence], at_least: int = 3, share: float = 0.8) -> dict[tuple[str, str], str]:
    """Lemmas that sentences agree on: seen ``at_least`` times with the tag, and ``share`` of these with this lemma."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.upos not in KEPT_CASE:
                counts[word.form.lower(), word.upos][word.lemma.lower()] += 1
    found = {}
    for key, lemmas in counts.items():
        lemma, count = lemmas.most_common(1)[0]
        total = sum(lemmas.values())
        if total >= at_least and count >= share * total:
            found[key] = lemma
    return found


def harmonise(sentence: Sentence, lemmas: Lemmas) -> Sentence:
    """A sentence of GSD in the convention of the news treebanks.

    Args:
        sentence: as GSD has it.
        lemmas: what :func:`learn_lemmas` found in the news treebanks.
    """
    return with_words(sentence, (_word(word, lemmas) for word in sentence.words))


def _word(word: Word, lemmas: Lemmas) -> Word:
    lemma = word.lemma
    if word.upos in KEPT_CASE:
        if lemma == word.form.lower():
            lemma = word.form
    else:
        lemma = lemmas.get((word.form.lower(), word.upos), lemma)
    return replace(word, lemma=lemma, deprel="nmod" if word.deprel == "compound" else word.deprel)


def as_gsd(sentence: Sentence, lemmas: Lemmas) -> Sentence:
    """A sentence of the news convention as GSD would write it; the way back, as far as rules can go.

    Args:
        sentence: with tags and, as a rule, a tree.
        lemmas: what :func:`learn_lemmas` found in GSD.
    """
    marked = {word.head for word in sentence.words if word.deprel.split(":")[0] == "case"}
    made = []
    for number, word in enumerate(sentence.words, 1):
        bare_noun = word.upos == "NOUN" and word.deprel == "nmod" and word.head < number and number not in marked
        lemma = lemmas.get((word.form.lower(), word.upos), word.lemma.lower())
        made.append(replace(word, lemma=lemma, deprel="compound" if bare_noun else word.deprel))
    return with_words(sentence, made)
