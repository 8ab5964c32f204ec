"""What a quantity measures, in the article's words: "honor guru non ASN" in "honor guru non ASN minimal 2,35 juta".

A count takes its noun with what describes it ("siswa SMP swasta"); a number without a noun of its own takes the
phrase to its left ("total anggaran", "guru yang akan pensiun sebanyak 61.937 orang").  A rate is added behind:
"tunjangan profesi guru per bulan".  Without a parser this is a reading by word classes: phrases end at sentence
marks, verbs and conjunctions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.normalize.quantities.context import Word
from pipeline.normalize.quantities.lexicon import lexicon
from pipeline.normalize.quantities.nouns import Noun, is_verb, known
from pipeline.records import QuantityKind

MOST_WORDS: Final = 8
_LEX: Final = lexicon()
_WORD = re.compile(r"[^\S\n]{1,2}([\w'’/-]++)")
_RATE = re.compile(
    r"(?:[^\S\n]?/[^\S\n]?[^\W\d_]++(?:[^\S\n]?/[^\S\n]?[^\W\d_]++)?"
    r"|[^\S\n](?:per|setiap|tiap)[^\S\n](?:satu[^\S\n])?[^\W\d_]++)"
)
_FIELD = re.compile(r"[^\S\n](?:dalam|pada|di[^\S\n]bidang|bidang|kategori|cabang|dari)[^\S\n](?=[^\W\d_])")
_ENDS: Final = ".;:!?…"
_DASHES: Final = ("-", "–", "—")


def item_of(
    text: str, low: str, start: int, end: int, kind: QuantityKind, noun: Noun | None, words: Sequence[Word]
) -> str | None:
    """The item of the quantity at ``text[start:end]``, or None when the words around name none.

    Args:
        text: the text as written.
        low: the same in lower case, character for character.
        start: where the quantity begins, qualifier included.
        end: where it ends.
        kind: what it is.
        noun: the counted noun, where there is one.
        words: the words left of ``start``, nearest last.
    """
    item = None
    if noun is not None and low[noun.start : noun.end] not in _LEX.classifiers:
        item = _flat(text[noun.start : _phrase_end(text, low, noun.end)])
    elif kind == "percent":
        first = _WORD.match(low, end)
        if first is not None and known(first[1]):
            item = _flat(text[first.start(1) : _phrase_end(text, low, first.end())])
    elif kind == "ordinal" and (field := _FIELD.match(low, end)):  # "juara 2 dalam lomba pidato"
        item = _flat(text[field.end() : _phrase_end(text, low, field.end() - 1)])
    if not item:
        item = _left(text, words)
    if rate := _RATE.match(low, end):
        per = " per " + " per ".join(part for part in re.split(r"\W+", text[rate.start() : rate.end()]) if part)
        per = re.sub(r"per (?:per|setiap|tiap|Per|Setiap) ?(?:per )?", "per ", per)
        item = (item + per) if item else per.strip()
    return item or None


def _phrase_end(text: str, low: str, end: int) -> int:
    """Where the words that describe a noun end: before marks, verbs and function words."""
    for _ in range(MOST_WORDS):
        word = _WORD.match(low, end)
        if word is None or word[1] in _LEX.stopwords or is_verb(word[1]) or word[1][0].isdigit():
            break
        end = word.end()
    return end


def _left(text: str, words: Sequence[Word]) -> str | None:
    """The phrase to the left, without the words that only lead up to the number ("sebesar", "telah mencapai")."""
    n = len(words)
    while n and not words[n - 1].bare:
        n -= 1
    while n and (words[n - 1].bare in _LEX.cues["item_lead"] or (is_verb(words[n - 1].bare) and n == len(words))):
        if words[n - 1].text[-1] in _ENDS + ",)":
            break
        n -= 1
    first = n
    while first and n - first < MOST_WORDS:
        word = words[first - 1]
        if word.text[-1] in _ENDS or (word.text[-1] == "," and first < n):
            break
        stops = word.bare in _LEX.cues["item_stop"] or is_verb(word.bare)
        if stops and not _relative(words, first - 1):
            break
        if not word.bare or (word.bare in _DASHES and first < n):  # "Batu – Dana ...": behind the dateline
            break
        first -= 1
        if word.text[0] in '("“‘':
            break
    while first < n and words[first].bare in _LEX.cues["preposition"]:
        first += 1
    if first >= n:
        return None
    last = words[n - 1]
    begin = words[first].start + words[first].text.find(words[first].bare)
    phrase = _flat(text[begin : last.start + len(last.text)]).strip("\"'“”‘’(),:;-–—|*_ ")
    return phrase or None


def _relative(words: Sequence[Word], index: int) -> bool:
    """Whether a verb belongs to a relative clause: "guru yang mengajar"."""
    return any(word.bare == "yang" for word in words[max(0, index - 2) : index])


def _flat(phrase: str) -> str:
    return " ".join(phrase.split())
