"""How well the letters of a short form line up with the words of a long one.

Indonesian acronyms take initials (BKN), syllables from the start of words (Kemenag) or from inside them (Disdik from
*Dinas Pendidikan*), and mix the three (LLDikti).  :func:`align` therefore scores every way of reading the short form
off the words, left to right, with a dynamic programme over (letters read, words passed): a word may give its first
letters, give letters after one gap, give letters from inside, or be passed over, each at a cost.  The work is
bounded by letters x words, both capped, so that no input is slow.

The idea of aligning rather than comparing initials follows Schwartz and Hearst (2003), "A simple algorithm for
identifying abbreviation definitions in biomedical text"; costs for syllables are our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

MAX_LETTERS = 28
MAX_WORDS = 18

_FUNCTION = (
    "dan atau untuk bagi di ke dari oleh yang pada dengan serta dalam kepada melalui tentang antar "
    "per of the and for in on to a an at by with from based"
)
FUNCTION_WORDS = frozenset(_FUNCTION.split())
_INSIDE_LETTER = 1.8
_INSIDE_SYLLABLE = 0.9
_GAP = 0.5
_PREFIXES = frozenset({"ke", "pe", "pem", "pen", "per", "peng"})
_SKIP_WORD = 1.0
_SKIP_FUNCTION = 0.05
_SKIP_TWIN = 0.1
_SKIP_LETTER = 1.3
_EXTRA_INITIAL = 0.15
_PLURAL = regex.compile(r"['’]s\b")
_REPEATED = regex.compile(r"(\p{L})([2-9])")
_COUNTED = regex.compile(r"^([2-9])(\p{L})")
_WORD = regex.compile(r"[\p{L}\p{N}]++(?:['’`ʼ][\p{L}\p{N}]++)*+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text with its place."""

    start: int
    end: int
    text: str

    folded: str
    """Lower-case letters and digits alone."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best reading of a short form.

    Attributes:
        cost: 0 for plain initials; each gap, inner syllable or word passed over adds to it.
        first: index of the first word used.
        last: index of the last word used.
        used: how many words gave letters.
        letters: how many letters the short form has.
    """

    cost: float
    first: int
    last: int
    used: int
    letters: int

    def fits(self, generous: bool = False) -> bool:
        """Whether the reading is convincing; ``generous`` where other signs (a tagged name) speak for it."""
        if self.used < 2:
            return False
        limit = 0.45 * self.letters + 0.5 if generous else 0.25 * self.letters + 0.25
        return self.cost <= limit + 1e-9


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Words of ``text[start:end]``; parts joined by hyphens are words of their own."""
    found = []
    for match in _WORD.finditer(text, start, end):
        written = match.group()
        folded = (written if written.isalnum() else "".join(c for c in written if c.isalnum())).casefold()
        found.append(Word(match.start(), match.end(), written, folded))
    return found


def letters_of(short: str) -> str:
    """The letters to be read off the long form: ``P4OP`` counts as PPPPOP, ``3T`` as TTT, ``SDG's`` as SDG."""
    plain = _PLURAL.sub("", short)
    plain = "".join(c for c in plain if c.isalnum())[:MAX_LETTERS]
    plain = _COUNTED.sub(lambda m: m[2] * int(m[1]), plain)
    plain = _REPEATED.sub(lambda m: m[1] * int(m[2]), plain)
    return plain.casefold()[:MAX_LETTERS]


def _offers(letters: str, i: int, word: str, initials: bool, whole: bool) -> list[tuple[int, float]]:
    """What ``word`` can give from letter ``i`` on: (letters read, cost), without duplicates that cost more."""
    n, size = len(letters), len(word)
    best: dict[int, float] = {}

    def offer(count: int, cost: float) -> None:
        if cost < best.get(count, 99.0):
            best[count] = cost

    def run(at: int, j: int) -> int:
        k = 0
        while at + k < n and j + k < size and letters[at + k] == word[j + k]:
            k += 1
        return k

    def jump(at: int, after: int, taken: int, gaps: int, cost: float) -> None:
        """Read on after a gap inside the word, twice at most."""
        if at >= n:
            return
        j = word.find(letters[at], after)
        while j > 0:
            longest = run(at, j)
            for r in range(1, longest + 1):
                offer(taken + r, cost + _GAP + extra * r)
            if gaps < 2:
                jump(at + longest, j + longest + 1, taken + longest, gaps + 1, cost + _GAP + extra * longest)
            j = word.find(letters[at], j + 1)

    extra = 0.0 if whole or not initials else _EXTRA_INITIAL
    head = run(i, 0)
    for k in range(1, head + 1):
        offer(k, extra * (k - 1))
        jump(i + k, k + 1, k, 1, extra * (k - 1))
    j = word.find(letters[i], 1)
    while j > 0:
        for r in range(1, run(i, j) + 1):
            # The first letter of the root: KSP of Kepala Staf Ke-presidenan.
            base = _INSIDE_LETTER if r == 1 and not (initials and word[:j] in _PREFIXES) else _INSIDE_SYLLABLE
            offer(r, base + extra * (r - 1))
        j = word.find(letters[i], j + 1)
    return list(best.items())


def align(short: str, words: Sequence[Word], *, fixed_start: bool = False, fixed_end: bool = True) -> Alignment | None:
    """Read ``short`` off ``words``, at the lowest cost.

    Args:
        short: the short form as written.
        words: words of the stretch that may hold the long form, in order; only the nearest ones count.
        fixed_start: the long form must start with the first word (it follows the short form).
        fixed_end: words after the last one used cost as if passed over (the short form follows).

    Returns:
        The best alignment, or None if the letters cannot be read off the words.
    """
    letters = letters_of(short)
    n = len(letters)
    if n < 2 or not words:
        return None
    offset = 0
    if fixed_start:
        words = words[:MAX_WORDS]
    elif len(words) > MAX_WORDS:
        offset = len(words) - MAX_WORDS
        words = words[offset:]
    initials = sum(c.isupper() for c in short) >= max(2, sum(c.islower() for c in short)) and n <= 8
    # Past this cost no caller takes a reading.
    hopeless = 0.7 * n + 0.6
    # (letters read, letters left out) -> (cost, first word as a negative number, words used, last word)
    states: dict[tuple[int, int], tuple[float, int, int, int]] = {}
    previous = ""
    for w, word in enumerate(words):
        folded = word.folded
        function = folded in FUNCTION_WORDS
        skip = _SKIP_FUNCTION if function else _SKIP_TWIN if folded == previous else _SKIP_WORD
        whole = word.text.isupper() and len(word.text) > 1
        after: dict[tuple[int, int], tuple[float, int, int, int]] = {}
        for key, (cost, first, used, last) in states.items():
            passed = skip if key[0] < n or fixed_end else 0.0
            value = (cost + passed, first, used, last)
            if value[0] <= hopeless and (key not in after or value < after[key]):
                after[key] = value
        sources = list(states.items())
        if not function and (w == 0 or not fixed_start):
            sources.append(((0, 0), (0.0, -w, 0, w)))
        for (i, left_out), (cost, first, used, _) in sources:
            if i >= n:
                continue
            starts = [(i, left_out, cost)]
            if not left_out and n >= 4 and i + 1 < n and cost + _SKIP_LETTER <= hopeless:
                starts.append((i + 1, 1, cost + _SKIP_LETTER))
            for at, out, base in starts:
                for count, price in _offers(letters, at, folded, initials, whole):
                    if used == 0 and price >= _INSIDE_SYLLABLE:
                        price += 0.5
                    if function:
                        price += 0.2
                    key = (at + count, out)
                    value = (base + price, first, used + 1, w)
                    if value[0] <= hopeless and (key not in after or value < after[key]):
                        after[key] = value
        states = after
        previous = folded
    ends = [(value, key) for key, value in states.items() if key[0] == n]
    if n >= 4:
        ends += [((v[0] + _SKIP_LETTER, *v[1:]), k) for k, v in states.items() if k == (n - 1, 0)]
    if not ends:
        return None
    (cost, first, used, last), _ = min(ends)
    return Alignment(cost=cost, first=-first + offset, last=last + offset, used=used, letters=n)
