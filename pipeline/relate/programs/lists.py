"""Enumerations that state their own length: *enam program prioritas, yaitu a, b, c, d, e, serta f*.

Commas alone do not part the items, since an item can hold a list of its own (*penguatan literasi, numerasi, dan
sains*).  The stated number says how many items there are; of all commas those are taken as borders whose next words
look most like the beginning of an item: the same kind of head as the other items, a tagged name, an enumerator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.records import Mention

_BORDER = regex.compile(r"\s*+([;,])\s++(?:(?:dan|serta|maupun)\s++)?|\s++(?:dan|serta|maupun)\s++", regex.IGNORECASE)
_CONJUNCTION = regex.compile(r"\b(?:dan|serta|maupun)\s+$", regex.IGNORECASE)
_ENUMERATOR = regex.compile(
    r"(?:\(?(?:[1-9][0-9]?|[a-j])[.)]\s*+|(?:per|ke)(?:tama|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b,?\s*+)",
    regex.IGNORECASE,
)
_NOUN_OF_ACTION = regex.compile(
    r"(?:p[ae][mnrl]?|pem|pen|peng|ke|per)\p{L}{3,}an\b|\p{L}{4,}(?:isasi|si|tas)\b", regex.IGNORECASE
)
_CIRCUMFIX = regex.compile(r"(?:pe|ke)\p{L}{3,}an\b", regex.IGNORECASE)
_VERB = regex.compile(r"(?:me[mnlry]?|ber|di|ter)\p{L}{3,}", regex.IGNORECASE)
_INNER_END = regex.compile(r"^\S++(?:\s\S++){0,2}?\s+(?:dan|serta|atau)\s", regex.IGNORECASE)
_MAX_BORDERS = 40


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an enumeration: ``text[start:end]``."""

    start: int
    end: int


def _kind(words: str) -> str:
    """The kind of head that an item starts with."""
    head = words.split(" ", 1)[0] if words else ""
    if _CIRCUMFIX.match(head):
        return "noun of action"
    if _VERB.match(head):
        return "verb"
    if _NOUN_OF_ACTION.match(head):
        return "noun"
    if head[:1].isupper():
        return "name"
    return "plain"


def split_items(text: str, start: int, end: int, count: int, mentions: Sequence[Mention] = ()) -> list[Item]:
    """Split ``text[start:end]`` into exactly ``count`` items.

    Args:
        text: the article.
        start: first character of the enumeration.
        end: one past its last.
        count: the number of items that the text states.
        mentions: tagged names in the stretch; no border lies inside one, and one that starts at a border backs it.

    Returns:
        ``count`` items in order, or nothing if the text cannot be split so.
    """
    if count < 2:
        return []
    borders = []
    for match in _BORDER.finditer(text, start, end):
        at, after = match.span()
        if any(m.start < at and after < m.end for m in mentions):
            continue
        borders.append((at, after, match.group()))
        if len(borders) > _MAX_BORDERS:
            return []
    semicolons = [b for b in borders if ";" in b[2]]
    if len(semicolons) == count - 1:
        return _items(text, start, end, semicolons)
    commas = [b for b in borders if "," in b[2] or ";" in b[2]]
    # The last border: a comma with a conjunction, else the last conjunction after the last comma.
    closing = next((b for b in reversed(commas) if _CONJUNCTION.search(b[2])), None)
    options = list(commas)
    if closing is None or closing is not commas[-1]:
        bare = [b for b in borders if "," not in b[2] and ";" not in b[2] and (not commas or b[0] > commas[-1][0])]
        options += bare
    options.sort()
    if len(options) < count - 1:
        return []
    heads = [_kind(text[start:end].lstrip())] + [_kind(text[b[1] : end]) for b in commas]
    usual = max(set(heads), key=lambda k: (heads.count(k), k == heads[0]))
    scored = []
    for border in options:
        following = text[border[1] : end]
        score = 0.0
        kind = _kind(following)
        score += 2.0 if kind == usual else 1.0 if kind == heads[0] else 0.0
        if any(m.start <= border[1] < m.end and m.start >= border[1] - 1 for m in mentions):
            score += 2.0
        if _ENUMERATOR.match(following):
            score += 4.0
        if "," in border[2] and _CONJUNCTION.search(border[2]):
            score += 2.5 if "serta" in border[2].casefold() else 1.0
        elif "," not in border[2]:
            score += 0.5 if regex.search("serta", border[2], regex.IGNORECASE) else -0.5
        nearest = min((b[0] for b in borders if b[0] > border[0]), default=end)
        length = len(text[border[1] : nearest].split())
        if length == 1:
            score -= 1.0
        if _INNER_END.match(following) and length <= 2 and kind != usual:
            score -= 1.5
        scored.append((score, border))
    if len(scored) == count - 1:
        chosen = scored
    else:
        chosen = sorted(scored, key=lambda s: (-s[0], s[1][0]))[: count - 1]
        last_in, first_out = chosen[-1][0], max(s[0] for s in scored if s not in chosen)
        if last_in - first_out < 0.5 and len(scored) - (count - 1) > 2:
            return []
    return _items(text, start, end, sorted(b for _, b in chosen))


def _items(text: str, start: int, end: int, borders: Sequence[tuple[int, int, str]]) -> list[Item]:
    edges = [(start, start, ""), *borders, (end, end, "")]
    items = []
    for (_, first, _), (last, _, _) in pairwise(edges):
        a, b = first, last
        while True:
            stripped = regex.match(r"(?:\s|dan\s|serta\s|juga\s|[\"“])+", text, pos=a, endpos=b)
            numbered = _ENUMERATOR.match(text, a, b)
            if stripped:
                a = stripped.end()
            elif numbered and numbered.end() > a:
                a = numbered.end()
            else:
                break
        while b > a and text[b - 1] in ' \t\n,;.:"”':
            b -= 1
        if b - a < 2:
            return []
        items.append(Item(a, b))
    return items
