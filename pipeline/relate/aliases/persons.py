"""Short names and nicknames of people, tied to the fullest name in the article.

Three sources, in this order of trust:

* words that say so (*akrab disapa*, *alias*, *berinisial*) and a second name in brackets;
* a name all of whose words stand in a longer name (*Rhamdan* for *Rhamdan Nurul Ikhsan*);
* initials or a clipped form of exactly one name (*JT*, *Heni* for *Nugraheni*), or a misspelling of a part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
from rapidfuzz.distance import Levenshtein

from pipeline.records import Alias, Mention
from pipeline.relate.view import ArticleView

_NICKNAME = regex.compile(
    r"(?:akrab|biasa|kerap|sering|karib|lebih|dikenal)\s+(?:akrab\s+)?(?:disapa|dipanggil|disebut)(?:\s+dengan)?"
    r"(?:\s+(?:nama|panggilan|sebutan))?\s+|(?:disapa|dipanggil)\s+(?:akrab\s+)?|\balias\s+|berinisial\s+|inisial\s+"
    r"|dikenal\s+(?:dengan|sebagai)\s+(?:nama|sapaan|panggilan)\s+|(?:sapaan|panggilan)\s+(?:akrab(?:nya)?)?\s*+",
    regex.IGNORECASE,
)
_NICKNAME_AFTER = regex.compile(
    r",?\s*+(?:begitu\s+)?(?:sapaan|panggilan|nama\s+panggilan)(?:\s+akrab)?(?:nya)?\b|,\s*+begitu\s+(?:ia|dia)\b"
)
_REAL_NAME = regex.compile(
    r"(?:bernama|nama)\s+(?:lengkap|asli)(?:nya)?(?:\s+(?:adalah|ialah|yakni|yaitu))?\s+", regex.IGNORECASE
)
_ADDRESS = (
    "pak bapak bu ibu mas mbak kak kakak bang bung gus cak ning kang teh haji hajah h hj kh kiai kyai "
    "ustaz ustadz ustadzah ust prof profesor dr drs dra ir tgh tuan guru dato datuk raden rr rd sdr "
    "sdri coach miss mr mrs ms om tante dik adik neng daeng andi"
)
_TITLES = frozenset(_ADDRESS.split())
"""Words of address; alone they name nobody."""
_GAP = regex.compile(r"[\"“'‘]?(?:\p{L}+\.?\s){0,1}[\"“'‘]?")
_NOT_IN_PART = regex.compile(r"[^\p{L}\p{N}'’]")
_BETWEEN_PARTS = regex.compile(r"[\s.]+")
_ADDRESSED = frozenset(
    "pak bapak bu ibu mas mbak kak kakak bang bung gus cak ning kang prof dr drs kh kiai kyai ustaz ustadz".split()
)
"""Those of them that are never the first part of a name."""


@dataclass(slots=True)
class _Name:
    text: str
    parts: tuple[str, ...]
    first: int
    count: int
    places: list[int]


@lru_cache(maxsize=8192)
def _parts(name: str) -> tuple[str, ...]:
    parts = (_NOT_IN_PART.sub("", p).casefold().replace("’", "'") for p in _BETWEEN_PARTS.split(name))
    return tuple(p for p in parts if p)


def _own_parts(name: str) -> tuple[str, ...]:
    """The parts of a name without words of address before it (*Gus Yasin* is *Yasin*)."""
    parts = _parts(name)
    start = 0
    while start < len(parts) - 1 and parts[start] in _ADDRESSED:
        start += 1
    return parts[start:]


def _last(pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
    """The last match of ``pattern`` in ``text``."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _shouted(name: str) -> bool:
    """Whether a name is all in capitals or all in small letters, as in headlines and keywords."""
    return name.isupper() or name.islower()


def _may_be(full: _Name, short: _Name) -> bool:
    """A name in small letters, as keywords that ran together make one, is no full form of a written-out name."""
    return short.text.islower() or not full.text.islower()


def _collect(mentions: Sequence[Mention]) -> dict[tuple[str, ...], _Name]:
    names: dict[tuple[str, ...], _Name] = {}
    for mention in mentions:
        if mention.label != "PERSON":
            continue
        parts = _own_parts(mention.text)
        if not parts:
            continue
        if parts in names:
            if len(mention.text) < len(names[parts].text):
                # The form without a word of address is the name.
                names[parts].text, names[parts].first = mention.text, mention.start
            names[parts].count += 1
            names[parts].places.append(mention.start)
            if _shouted(names[parts].text) and not _shouted(mention.text):
                names[parts].text = mention.text
        else:
            names[parts] = _Name(mention.text, parts, mention.start, 1, [mention.start])
    return names


def _covers(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether every word of ``short`` stands in ``long``, in order; a letter stands for a word with it."""
    i = 0
    for part in long:
        if i < len(short) and (part == short[i] or (len(short[i]) == 1 and part.startswith(short[i]))):
            i += 1
    return i == len(short)


def _nearest(options: list[_Name], place: int) -> _Name:
    """The option mentioned last before ``place``, else the first one."""

    def last_before(name: _Name) -> int:
        before = [p for p in name.places if p <= place]
        return max(before) if before else -1

    return max(options, key=lambda name: (last_before(name), len(name.parts), -name.first))


def _longest(options: list[_Name], place: int) -> _Name:
    """The fullest name; among names of different people the one nearest before ``place``."""
    tops = [a for a in options if not any(b is not a and _covers(b.parts, a.parts) for b in options)] or options
    return tops[0] if len(tops) == 1 else _nearest(tops, place)


def _by_words(
    view: ArticleView, names: dict[tuple[str, ...], _Name]
) -> dict[tuple[str, ...], tuple[_Name, str, float]]:
    """Nicknames that the text declares: parts of the short name -> (the full name's entry, cue, score)."""
    text = view.text
    persons = [m for m in view.mentions if m.label == "PERSON"]
    found: dict[tuple[str, ...], tuple[_Name, str, float]] = {}

    def entry(mention: Mention) -> _Name:
        return names[_own_parts(mention.text)]

    def tie(short: Mention, long: Mention, cue: str, score: float) -> None:
        a, b = entry(short), entry(long)
        if a is b or len(b.text) <= 3 or _covers(a.parts, b.parts):
            return
        found.setdefault(a.parts, (b, cue, score))

    for i, mention in enumerate(persons):
        line_start, _ = view.paragraph_at(mention.start)
        before = text[max(line_start, mention.start - 60) : mention.start]
        cue = _last(_NICKNAME, before)
        gap = before[cue.end() :] if cue else "x"
        if cue is not None and _GAP.fullmatch(gap):
            # The person may be named in the same sentence, before or after; else it is the one talked of last.
            earlier = [p for p in persons[:i] if entry(p) is not entry(mention)]
            if "inisial" in cue.group().casefold():
                earlier = [p for p in persons if _are_initials(entry(mention), entry(p))]
            if earlier:
                tie(mention, _called(view, mention, earlier), cue.group().strip().casefold(), 0.9)
            elif i + 1 < len(persons) and "inisial" not in cue.group().casefold():
                tie(mention, persons[i + 1], cue.group().strip().casefold(), 0.7)
            continue
        real = _last(_REAL_NAME, before)
        if real is not None and not before[real.end() :].strip('"“ '):
            full = entry(mention)
            others = [
                p
                for p in persons
                if entry(p) is not full
                and set(entry(p).parts) & {q[:5] for q in full.parts} | (set(entry(p).parts) & set(full.parts))
            ]
            if others:
                tie(others[0], mention, real.group().strip().casefold(), 0.85)
            elif i:
                tie(persons[i - 1], mention, real.group().strip().casefold(), 0.75)
            continue
        after = _NICKNAME_AFTER.match(text, mention.end)
        if after:
            full_names = [n for n in names.values() if len(n.parts) > 1 and n.parts != entry(mention).parts]
            if full_names and mention.end - mention.start < 24:
                target = _nearest(full_names, mention.start)
                found.setdefault(entry(mention).parts, (target, after.group().strip(" ,").casefold(), 0.75))
            continue
        if (
            i
            and 0 < mention.start - persons[i - 1].end <= 3
            and text[persons[i - 1].end : mention.start].strip() in ("(", "[")
        ):
            left, right = persons[i - 1], mention
            a, b = entry(left), entry(right)
            short, long = (
                (left, right)
                if len(a.parts) < len(b.parts)
                and len(a.text) < len(b.text)
                and (a.text.isupper() or _covers(b.parts, a.parts))
                else (right, left)
            )
            if not _covers(entry(long).parts, entry(short).parts):
                tie(short, long, "(...)", 0.9)
    return found


_RECENT = 8
_LOOKED_AT = 1000
"""So many characters of a paragraph are asked whether a quotation is open."""


def _called(view: ArticleView, nickname: Mention, earlier: Sequence[Mention]) -> Mention:
    """Who of ``earlier`` is called so: of the last few the one whose name holds the nickname (*Ani* of *Mulyani*), else
    the last one that is not named within a quotation.
    """
    recent = earlier[-_RECENT:]
    part = max(_parts(nickname.text), key=len, default="")
    if len(part) >= 3:
        for person in reversed(recent):
            if any(p != part and part in p for p in _parts(person.text)):
                return person
    for person in reversed(recent):
        line, _ = view.paragraph_at(person.start)
        before = view.text[max(line, person.start - _LOOKED_AT) : person.start]
        if before.count("“") <= before.count("”") and before.count('"') % 2 == 0:
            return person
    return earlier[-1]


def _are_initials(short: _Name, name: _Name) -> bool:
    """Whether ``short`` is the initials of every part of ``name`` (*JT*)."""
    letters = "".join(short.parts)
    return len(letters) == len(name.parts) > 1 and all(
        p.startswith(c) for p, c in zip(name.parts, letters, strict=True)
    )


def _slip(a: str, b: str) -> bool:
    """Whether ``a`` is ``b`` with a letter missing, added, or a vowel inside mistaken; *Mulyani* is not *Mulyadi*, and
    *Putri* not *Putra*.
    """
    if a == b or Levenshtein.distance(a, b, score_cutoff=1) > 1:
        return a == b
    edit = next(iter(Levenshtein.editops(a, b)))
    if edit.tag != "replace":
        return True
    return edit.src_pos < len(a) - 1 and a[edit.src_pos] in "aeiou" and b[edit.dest_pos] in "aeiou"


def _near(a: str, b: str) -> bool:
    return Levenshtein.distance(a, b, score_cutoff=1) <= 1


def _clipped(short: _Name, names: list[_Name]) -> list[_Name]:
    """Full names that ``short`` misspells in one letter, gives the initials of, or clips a part of."""
    hits = []
    one = short.parts[0]
    for name in names:
        if name is short or len(name.text) <= len(short.text) or not _may_be(name, short):
            continue
        if short.text.isupper() and 2 <= len(one) <= 4 and len(short.parts) == 1:
            if _are_initials(short, name):
                hits.append(name)
        elif len(short.parts) == 1 and len(one) >= 4:
            if any(
                (p.startswith(one) and len(p) > len(one))
                or (p.endswith(one) and len(p) - len(one) <= 6 and len(one) < len(p))
                for p in name.parts
            ) or (len(one) >= 5 and any(_slip(one, p) for p in name.parts)):
                hits.append(name)
        elif len(short.parts) > 1 and len(name.parts) >= len(short.parts):
            left = list(name.parts)
            wrong = 0
            for part in short.parts:
                near = next((p for p in left if p == part), None)
                if near is None:
                    # Beside a part that is right, any one letter may be wrong.
                    near = next((p for p in left if len(part) >= 4 and _near(part, p)), None)
                    wrong += 1
                if near is None:
                    break
                left.remove(near)
            else:
                if wrong <= 1 and len(name.parts) > len(short.parts):
                    hits.append(name)
    return hits


def find_short_names(view: ArticleView) -> list[Alias]:
    """Short names and nicknames of the people of one article, each tied to the fullest name in it.

    Returns:
        Aliases of kind ``short name``, in the order in which the short names first stand in the text.
    """
    text = view.text
    names = _collect(view.mentions)
    told = _by_words(view, names)
    found: dict[tuple[str, ...], tuple[_Name, str, float]] = dict(told)
    everybody = list(names.values())
    holders: dict[str, list[_Name]] = {}
    for name in everybody:
        for part in set(name.parts):
            holders.setdefault(part, []).append(name)
            if len(part) > 1:
                holders.setdefault(part[0] + ".", []).append(name)
    for name in everybody:
        if name.parts in found or all(p in _TITLES for p in name.parts):
            continue
        anchor = max(name.parts, key=len)
        fuller = [
            n
            for n in holders.get(anchor, ())
            if len(n.parts) > len(name.parts) and _may_be(n, name) and _covers(n.parts, name.parts)
        ]
        if fuller:
            found[name.parts] = (
                _longest(_of_one_title(text, name, fuller), name.first),
                "part of the name",
                0.95 if len(fuller) == 1 else 0.85,
            )
    for name in everybody:
        if name.parts in found or len(everybody) > 200:
            continue
        clipped = _clipped(name, everybody)
        if clipped:
            tops = {id(_final(n, found)): _final(n, found) for n in clipped}
            if len(tops) == 1:
                found[name.parts] = (next(iter(tops.values())), "clipped or misspelt", 0.7)
    aliases = []
    for parts, (_, cue, score) in found.items():
        short = names[parts]
        full = _final(short, found)
        if full is short:
            continue
        end = short.first + len(short.text)
        if text[short.first : end].casefold() != short.text.casefold():
            continue
        aliases.append(
            Alias(
                start=short.first,
                end=end,
                text=text[short.first : end],
                short=short.text,
                long=full.text,
                kind="short name",
                cue=cue,
                score=score,
            )
        )
    return sorted(aliases, key=lambda a: a.start)


_TITLE_BEFORE = regex.compile(r"\b(\p{L}{3,20})\.?\s$")


def _title(text: str, place: int) -> str | None:
    word = _TITLE_BEFORE.search(text, max(0, place - 24), place)
    return word[1].casefold() if word and word[1][0].isupper() else None


def _of_one_title(text: str, name: _Name, options: list[_Name]) -> list[_Name]:
    """The options that bear the word before the short name too (*Jenderal Tirta* is *Jenderal A. Tirta*, not his
    daughter); all of them where that settles nothing.
    """
    if len(options) < 2:
        return options
    title = _title(text, name.first)
    same = [o for o in options if title and any(_title(text, p) == title for p in o.places)]
    return same or options


def _final(name: _Name, found: dict[tuple[str, ...], tuple[_Name, str, float]]) -> _Name:
    """Follow *Maudy* -> *Maudy Ayunda* -> the full name, without going in circles."""
    seen = {name.parts}
    while name.parts in found:
        following = found[name.parts][0]
        if following.parts in seen:
            break
        seen.add(following.parts)
        name = following
    return name
