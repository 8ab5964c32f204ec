"""The counted noun behind a number ("5.730 tenaga pendidikan"), read without a parser.

The unit is the head noun with what belongs to its name: compounds from the word list, a second noun where the first
asks for one ("calon siswa"), a second noun joined by "dan" ("guru dan dosen").  What only describes it ("baru",
"utama", "yang lolos") stays outside.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.normalize.quantities.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_][\w’']*+(?:[-/][^\W\d_][\w’']*+)*+")
_STEP = re.compile(r"[^\S\n]{1,2}")
_FIRST_STEP = re.compile(r"[^\S\n]{0,2}\n?[^\S\n]{0,2}")
_JOIN = re.compile(r"/|[^\S\n]{1,2}(?:dan|serta|maupun|&)[^\S\n]{1,2}")
_VERB = re.compile(r"(?:me(?:m|n|ng|ny|r|l|w|y)|di|ber|bel|ter)[a-z]{3}")
_REDUPLICATED = re.compile(r"(\w+)-\1(?:nya)?")
_NYA: Final = "nya"
_OWN_NUMBER = re.compile(r"[^\S\n](?:(?:uji|latih)[^\S\n])?(?:sebanyak|sejumlah|berjumlah|mencapai|\d)")


class Noun(NamedTuple):
    """A counted noun: ``text[start:end]`` is the unit."""

    start: int
    end: int
    word_end: int
    """Where its last word ends: behind ``end`` when -nya is written at it ("kedua anaknya")."""
    known: bool
    """Whether its first word is in the word list (so the place may be a doubtful one)."""


def _opens_line(text: str, position: int) -> bool:
    """Whether the number that ends here opens a line or follows a colon, as in a headline ("5 Fakta ...")."""
    start = position
    while start and position - start < 8 and (text[start - 1].isdigit() or text[start - 1] in ". "):
        start -= 1
    if start < 1:
        return True
    return text[start - 1] in "\n:" and text[start:position].strip(". ").isdigit()


def is_verb(word: str) -> bool:
    """Whether a lower-case word looks like a verb with a prefix (me-, di-, ber-, ter-) and is no known noun."""
    return _VERB.match(word) is not None and word not in lexicon().nouns and word not in lexicon().cues["not_verb"]


def plausible(word: str) -> bool:
    """Whether a lower-case word can be a counted noun."""
    words = lexicon()
    if word in words.nouns:
        return True
    if word.endswith(_NYA):
        return word[:-3] in words.nouns
    return len(word) > 2 and word not in words.stopwords and _VERB.match(word) is None


def known(word: str) -> bool:
    """Whether a lower-case word is in the list of counted nouns, also with -nya."""
    nouns = lexicon().nouns
    return word in nouns or (word.endswith(_NYA) and word[:-3] in nouns)


def read_noun(text: str, low: str, position: int) -> Noun | None:
    """The counted noun that begins behind a number, or None when no noun stands there.

    Args:
        text: the text as written.
        low: the same in lower case, character for character.
        position: where the number ends.
    """
    gap = _FIRST_STEP.match(low, position)
    assert gap is not None  # it matches the empty string
    start = gap.end()
    if start == position:
        return None
    match = _WORD.match(low, start)
    if match is None:
        return None
    words = lexicon()
    first, classified = match[0], False
    if first in words.classifiers:
        step = _STEP.match(low, match.end())
        following = _WORD.match(low, step.end()) if step else None
        if following is not None and following[0] not in words.classifiers and _of_class(first, following[0]):
            start, match, first, classified = following.start(), following, following[0], True
    written = text[match.start() : match.end()]
    acronym = len(written) > 1 and sum(char.isupper() for char in written) > 1
    if (
        not plausible(first)
        and not (acronym and first not in words.stopwords)
        and not compound_at(low, match.start())  # "24 jam pelajaran"
    ):
        return None
    is_known = classified or known(first) or first in words.compounds
    in_words = text[position - 1 : position].islower()  # "sembilan Brimob"; digits before a capital may be a name's
    if written[0].isupper() and not (is_known or acronym or in_words or _opens_line(text, position)):
        return None
    end = _extend(text, low, match)
    joined = _JOIN.match(low, end)
    if joined is not None:
        other = _WORD.match(low, joined.end())
        if other is not None and {first, other[0]} <= words.cues["joinable"]:
            end = _extend(text, low, other)
            if _OWN_NUMBER.match(low, end):  # "50 siswa dan guru sebanyak 5 orang"
                end = joined.start()
    if low.startswith(_NYA, end - 3) and low[start:end] not in words.nouns:
        return Noun(start, end - 3, end, is_known)
    return Noun(start, end, end, is_known)


def _extend(text: str, low: str, match: re.Match[str]) -> int:
    """Where the compound ends that begins with the matched word."""
    rests = lexicon().compounds.get(match[0])
    end = match.end()
    if not rests:
        return end
    following: list[re.Match[str]] = []
    position = end
    while len(following) < 5:
        step = _STEP.match(low, position)
        word = _WORD.match(low, step.end()) if step else None
        if word is None:
            break
        following.append(word)
        position = word.end()
    best = 0
    for rest in rests:
        if best < len(rest) <= len(following) and all(
            part == word[0] or (part == "*" and plausible(word[0]) and not word[0].endswith(_NYA))
            for part, word in zip(rest, following, strict=False)
        ):
            best = len(rest)
    return following[best - 1].end() if best else end


def _of_class(classifier: str, word: str) -> bool:
    """Whether a word behind a classifier is what is counted; behind those for things any noun is ("butir ekstasi")."""
    if known(word):
        return True
    return classifier not in ("orang", "unit", "paket") and plausible(word) and not is_verb(word)


def compound_at(low: str, position: int) -> bool:
    """Whether a compound of the word list begins here ("jam pelajaran")."""
    word = _WORD.match(low, position)
    if word is None:
        return False
    rests = lexicon().compounds.get(word[0], frozenset())
    return any("*" not in rest and low.startswith(" ".join(rest), word.end() + 1) for rest in rests)


def compound_of(words: list[str]) -> bool:
    """Whether the lower-case words are a compound of the word list."""
    rest = tuple(words[1:])
    return any(
        len(entry) == len(rest)
        and all(part == word or (part == "*" and plausible(word)) for part, word in zip(entry, rest, strict=True))
        for entry in lexicon().compounds.get(words[0], ())
    )
