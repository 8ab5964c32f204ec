"""Who a name in an article is: the fullest name of each person, from the article alone.

News gives a person's full name once and a short one afterwards ("Rhamdan Nurul Ikhsan", then "Rhamdan").  What the
article itself declares (``view.aliases``) comes first; else a name whose words all stand, in order, in one longer
name of the article is taken as short for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.records import Mention
from pipeline.relate.view import ArticleView

_SPACE = re.compile(r"\s+")
_LOOK_BACK = 300
_STRIP = " .,;:()\"'“”‘’"


def clean(name: str) -> str:
    """White space made single, punctuation at the edges dropped; a bracket that opens inside is closed."""
    bare = _SPACE.sub(" ", name).strip(_STRIP)
    return bare + ")" if bare.count("(") == bare.count(")") + 1 and ")" in name else bare


def _words(name: str) -> tuple[str, ...]:
    return tuple(w.strip(_STRIP) for w in name.casefold().replace("’", "'").split() if w.strip(_STRIP))


def _same_word(short: str, long: str) -> bool:
    return short == long or (len(short) == 1 and long.startswith(short)) or (len(long) == 1 and short.startswith(long))


def is_short_for(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all words of ``short`` stand in ``long``, in order; an initial matches a word that it begins.

    At least one word of more than two letters must be equal: initials alone prove nothing.
    """
    if not short or len(short) > len(long):
        return False
    i, solid = 0, False
    for word in long:
        if i < len(short) and _same_word(short[i], word):
            solid |= len(word) > 2 and short[i] == word
            i += 1
    return i == len(short) and solid


class People:
    """The persons of one article.

    Names are compared pairwise only when they share a word, so the time is linear in the number of mentions for any
    article that a person would write.
    """

    def __init__(self, view: ArticleView) -> None:
        self.mentions: list[Mention] = [m for m in view.mentions if m.label == "PERSON"]
        self._starts = [m.start for m in self.mentions]
        first: dict[str, int] = {}
        for mention in self.mentions:
            first.setdefault(clean(mention.text), mention.start)
        self._first = first
        self._declared = self._from_aliases(view)
        self._longer = self._containing(first)
        self._cache: dict[str, tuple[str, ...]] = {}

    def _from_aliases(self, view: ArticleView) -> dict[str, str]:
        known = {n.casefold(): n for n in self._first}
        return {
            clean(a.short).casefold(): known.get(clean(a.long).casefold(), clean(a.long))
            for a in view.aliases
            if clean(a.long).casefold() in known or (a.kind == "short name" and clean(a.short).casefold() in known)
        }

    @staticmethod
    def _containing(first: dict[str, int]) -> dict[str, list[str]]:
        by_word: dict[str, list[str]] = {}
        split = {name: _words(name) for name in first}
        for name, words in split.items():
            for word in set(words):
                if len(word) > 2:
                    by_word.setdefault(word, []).append(name)
        longer: dict[str, list[str]] = {}
        for name, words in split.items():
            pools = [by_word[w] for w in words if w in by_word]
            if not pools:
                continue
            pool = min(pools, key=len)
            found = [
                other
                for other in pool[:200]
                if len(split[other]) >= len(words)
                and (len(split[other]), len(other)) > (len(words), len(name))
                and is_short_for(words, split[other])
            ]
            if found:
                longer[name] = found
        return longer

    def _fullest(self, name: str) -> tuple[str, ...]:
        """All longest names that ``name`` can be short for (one, unless the article is ambiguous)."""
        if name in self._cache:
            return self._cache[name]
        seen, stack, ends = {name}, [name], []
        while stack:
            current = stack.pop()
            declared = self._declared.get(current.casefold())
            nexts = [declared] if declared and declared not in seen else self._longer.get(current, [])
            nexts = [n for n in nexts if n not in seen]
            if not nexts and (declared is None or declared in seen):
                ends.append(current)
            seen.update(nexts)
            stack.extend(nexts)
        ends = [e for e in ends if not self._longer.get(e) or e == name] or [name]
        self._cache[name] = tuple(sorted(set(ends), key=lambda n: self._first.get(n, 0)))
        return self._cache[name]

    def name(self, text: str, offset: int | None = None) -> str:
        """The fullest name in the article for the person written ``text`` at ``offset``.

        Where two persons of the article could be meant (two Fauzans), the one last named before ``offset``.
        """
        text = clean(text)
        ends = self._fullest(text)
        if len(ends) == 1 or offset is None:
            return ends[0]
        last = bisect_right(self._starts, offset) - 1
        for i in range(last, max(-1, last - _LOOK_BACK), -1):
            other = clean(self.mentions[i].text)
            if other in ends and other != text:
                return other
        return ends[0]

    def before(self, offset: int, since: int = 0) -> Mention | None:
        """The last person mentioned that ends at or before ``offset`` and starts at or after ``since``."""
        i = bisect_right(self._starts, offset) - 1
        while i >= 0 and self.mentions[i].end > offset:
            i -= 1
        return self.mentions[i] if i >= 0 and self.mentions[i].start >= since else None
