"""Headlines in capitals, written as the rest of the article writes their words, for the network to read.

A line in capitals tells the network nothing about which words are names.  The body of the article usually does: a
word that it writes in lower case becomes lower case, one that it capitalises becomes capitalised, one that it writes in
capitals stays.  Words that the body lacks become capitalised, but for those that can hardly be anything but acronyms.
No character is added or lost, so offsets stay as they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import regex

_LINE = regex.compile(r"[^\n]++")
_WORD = regex.compile(r"\p{L}++")
_VOWEL = regex.compile(r"[AEIOU]")
_SCHOOLS = frozenset({"SD", "SMP", "SMA", "SMK", "MI", "MTS", "MA", "MAN", "MIN", "TK", "PAUD", "RA", "SLB"})
_SMALL = frozenset({"DI", "DAN", "KE", "DARI", "YANG", "UNTUK", "PADA", "DENGAN", "DALAM", "ATAU", "OLEH", "SE"})


def truecase(text: str) -> str:
    """``text`` with its lines in capitals rewritten; of the same length.

    A line counts as in capitals when it has at least three words of two or more letters and nine in ten of its letters
    are capitals.
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    loud = [(a, b) for a, b in lines if _in_capitals(text[a:b])]
    if not loud:
        return text
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    at = 0
    for a, b in [*loud, (len(text), len(text))]:
        for match in _WORD.finditer(text, at, a):
            forms[match[0].upper()][match[0]] += 1
        at = b
    parts: list[str] = []
    at = 0
    for a, b in loud:
        parts += [text[at:a], _WORD.sub(lambda match: _as_written(match[0], forms), text[a:b])]
        at = b
    parts.append(text[at:])
    return "".join(parts)


def _in_capitals(line: str) -> bool:
    words = [match[0] for match in _WORD.finditer(line) if len(match[0]) > 1]
    letters = sum(len(word) for word in words)
    return len(words) >= 3 and sum(c.isupper() for word in words for c in word) >= 0.9 * letters


def _as_written(word: str, forms: dict[str, Counter[str]]) -> str:
    seen = forms.get(word.upper())
    if seen:
        new = seen.most_common(1)[0][0]
    elif word in _SMALL:
        new = word.lower()
    elif len(word) == 1 or word in _SCHOOLS or not _VOWEL.search(word):
        new = word
    else:
        new = word[0] + word[1:].lower()
    return new if len(new) == len(word) else word
