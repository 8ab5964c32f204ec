"""Linking across the corpus: which local names of different articles are one thing.

Nothing is compared with everything.  :func:`block_keys` gives each name the few keys under which it can meet others
(its own key, its acronym, a part of a person's name together with the body of the office), and :func:`link_names` only
compares within a block.  So the work grows with the number of names, the result does not depend on the order of
articles, and after new articles only the blocks that they touch need to be linked again.

What is one thing:

* bodies, programmes, events, laws and places with the same key;
* an acronym that stands alone with the one long form that it has in the corpus, if it has only one;
* people with the same name, unless their offices are at unrelated bodies (namesakes); a name cut short or with
  initials with the full one, if their offices meet or nobody else fits.

Renamed ministries stay apart, each under its own name; people who served in both do not become two.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import Levenshtein

from pipeline.relate.link.bodies import BodyName, parse_body
from pipeline.relate.link.keys import fold, make_id, name_key, person_key, person_parts, same_person_parts
from pipeline.relate.link.local import KINDS, office_key, thing_key
from pipeline.relate.names_in import plain
from pipeline.resources.regions import resolve_region
from pipeline.resources.titles import bare_name

_VAGUE_HEADS = frozenset(
    {"dinas", "badan", "kementerian", "direktorat", "pusat", "balai", "lembaga", "fakultas", "pt", "yayasan", "kantor"}
)
_MAX_PAIRED = 64
"""Blocks with more different names than this are too vague to compare pairs in."""


@dataclass(frozen=True, slots=True)
class LocalName:
    """One thing that one article (or several with the same local id) names.

    Attributes:
        local_id: ``entity_id`` as the component ``edufakta_linker`` gives it.
        label: label of its mentions.
        name: canonical name within the article.
        variants: every way in which it is written, canonical name included or not.
        code: official region code of a place.
        bodies: for a person, keys of the bodies of their offices, and of each office with its body (see
            :func:`local_names`).
        regions: codes of the regions that the article names; they help to tell namesakes apart.
        mentions: how often it is mentioned.
        articles: in how many articles.
        first_seen: earliest day of publication.
        last_seen: latest day of publication.
    """

    local_id: str
    label: str
    name: str
    variants: tuple[str, ...] = ()
    code: str | None = None
    bodies: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    mentions: int = 1
    articles: int = 1
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None


def local_names(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[LocalName, ...]:
    """The things that one article names, from its rows of tables, ordered by local id.

    Args:
        rows: rows of ``entities``, ``positions`` and ``articles`` (as :meth:`pipeline.extraction.Extraction.rows` gives
            them); missing tables count as empty.
    """
    published: dt.date | None = next((r.get("published") for r in rows.get("articles", ())), None)
    canonical: dict[str, str] = {}
    codes: dict[str, str] = {}
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows.get("entities", ()):
        if row.get("entity_id"):
            groups[row["entity_id"]].append(row)
            canonical.setdefault(row["text"], row.get("name") or row["text"])
            if row.get("code"):
                codes.setdefault(row["text"], row["code"])
    long_of = {plain(r["short"]): r["long"] for r in rows.get("aliases", ())}
    bodies: dict[str, set[str]] = defaultdict(set)
    for row in rows.get("positions", ()):
        if row.get("entity_id"):
            body = row.get("body")
            key = office_key(
                row["position"], canonical.get(body, body) if body else None, codes.get(body or ""), published
            )
            office = long_of.get(plain(row["position"]), row["position"])
            if key:
                bodies[row["entity_id"]].update((key, f"%{name_key(office)}%{key}"))
    regions = tuple(sorted({".".join(c.split(".")[:2]) for c in codes.values()}))
    return tuple(
        LocalName(
            local_id=local_id,
            label=max(sorted({r["label"] for r in found}), key=lambda label: sum(r["label"] == label for r in found)),
            name=found[0].get("name") or found[0]["text"],
            variants=tuple(dict.fromkeys(r["text"] for r in found)),
            code=next((r["code"] for r in found if r.get("code")), None),
            bodies=tuple(sorted(bodies.get(local_id, ()))),
            regions=regions if found[0]["label"] == "PERSON" else (),
            mentions=len(found),
            first_seen=published,
            last_seen=published,
        )
        for local_id, found in sorted(groups.items())
    )


@lru_cache(maxsize=4096)
def _body(name: str) -> BodyName:
    return parse_body(name)


def _kind(label: str) -> str:
    return KINDS.get(label, "oth")


def _key(name: LocalName) -> str:
    """The canonical key of a name, within its kind."""
    if name.label == "LOCATION" and name.code:
        return name.code
    return _key_of(name.label, name.name)


@lru_cache(maxsize=4096)
def _key_of(label: str, name: str) -> str:
    kind = _kind(label)
    if kind == "per":
        return person_key(name)
    if kind == "bod":
        return _body(name).key
    if kind == "loc":
        return name_key(name)
    return thing_key(label, name)


def _is_acronym(text: str) -> bool:
    return " " not in text and 2 <= len(text) <= 24 and text[0].isalpha() and not text.islower()


def _acronyms(name: LocalName, kind: str) -> set[str]:
    """Acronyms under which the name goes; those of local bodies together with their region."""
    where = ""
    if kind == "bod":
        body = _body(name.name)
        if any(c.isdigit() for c in body.head):
            return set()  # "SMA" of "SMA 1" names a kind of school
        if body.region is not None or body.place:
            where = "@" + body.key.rpartition("@")[2]
    # A local body's acronym stands alone or before its region: "Disdik Kab. X", not "Dinas" of "Dinas X".
    head = name.name.split(" ")[0]
    found = set()
    for variant in name.variants:
        first, _, rest = variant.partition(" ")
        if _is_acronym(first) and first != head and (not rest or (where and bool(resolve_region(rest)))):
            found.add(fold(first) + where)
    if _is_acronym(name.name):
        found.add(fold(name.name))
    return found


def _tags(bodies: Iterable[str]) -> frozenset[str]:
    """What relates two offices: the body itself, its names before and after, a regency or city of its own."""
    tags: set[str] = set()
    for key in bodies:
        if key.startswith("%"):
            tags.add(key)
            continue
        head, _, where = key.partition("@")
        tags.add(key)
        words = head.split()
        if not where and len(words) > 2 and words[0] not in _VAGUE_HEADS:
            tags.add("^" + " ".join(words[:2]))
        elif not where and len(words) == 2:
            tags.add("^" + head)
        if where and where[0].isdigit():
            tags.add("@" + where)
        elif not where:
            tags.update("~" + f for f in _family(head))
    return frozenset(tags)


@lru_cache(maxsize=1024)
def _family(head: str) -> frozenset[str]:
    return BodyName(_HEADS.get(head, head)).family


class _Heads(dict[str, str]):
    """Key of a body's name -> the name as the lexicon writes it, filled on first use."""

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        if not self:
            from pipeline.resources.bodies import bodies

            for body in bodies():
                self.setdefault(name_key(body.name), body.name)
        return super().get(key, default)


_HEADS = _Heads()


def block_keys(name: LocalName) -> set[str]:
    """Keys of the blocks in which ``name`` can meet others: two names that share none are never linked."""
    kind = _kind(name.label)
    key = _key(name)
    keys = {f"{kind}:{key}"}
    if kind == "per":
        parts = person_parts(name.name)
        tags = _tags(name.bodies)
        if len(parts) > 1:
            keys.add(f"per2:{parts[0]} {parts[1]}")
            if len(parts[-1]) > 1:
                keys.add(f"per~:{parts[0][0]} {parts[-1]}")
        for tag in tags:
            if tag[0] == "%":
                keys.update(f"per@:{part} {tag}" for part in parts if len(part) > 2)
        keys.update(f"per=:{v}" for v in _nicknames(name))
        if len(parts) > 1:
            keys.add("per=:" + " ".join(fold(name.name).split()))
    elif kind in ("bod", "pro", "eve"):
        keys.update(f"{kind}#:{a}" for a in _acronyms(name, kind))
        words, _, where = key.partition("@")
        if where and words.startswith("dinas "):
            keys.add(f"bod^:{' '.join(words.split()[:2])}@{where}")
    return keys


def _nicknames(name: LocalName) -> set[str]:
    """Other names of two words and more that are no part of the person's own (*Gus Ipul*)."""
    parts = set(person_parts(name.name))
    found = set()
    for variant in name.variants:
        words = fold(variant).split()
        if len(words) > 1 and (len(parts) == 1 or not set(person_parts(bare_name(variant))) <= parts):
            found.add(" ".join(words))
    return found


@dataclass(slots=True)
class _Thing:
    """All local names with one local id."""

    local_id: str
    kind: str
    key: str
    name: LocalName
    blocks: set[str] = field(default_factory=set)
    tags: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    mentions: int = 0
    first_seen: dt.date = dt.date.max
    parts: tuple[str, ...] = ()


class _Union:
    """Union-find over local ids."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.parent = {i: i for i in ids}

    def find(self, i: str) -> str:
        root = i
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[i] != root:
            self.parent[i], i = root, self.parent[i]
        return root

    def join(self, a: str, b: str) -> None:
        a, b = self.find(a), self.find(b)
        if a != b:
            # The smaller id leads, so that the order of joins leaves no trace.
            low, high = min(a, b), max(a, b)
            self.parent[high] = low


def _things(names: Iterable[LocalName]) -> dict[str, _Thing]:
    things: dict[str, _Thing] = {}
    bodies: dict[str, set[str]] = defaultdict(set)
    for name in sorted(names, key=lambda n: (n.local_id, n.name, n.variants, n.label)):
        thing = things.get(name.local_id)
        if thing is None:
            thing = things[name.local_id] = _Thing(name.local_id, _kind(name.label), _key(name), name)
            thing.parts = person_parts(name.name) if thing.kind == "per" else ()
        thing.blocks |= block_keys(name)
        thing.mentions += name.mentions
        thing.regions |= frozenset(name.regions)
        if name.first_seen is not None:
            thing.first_seen = min(thing.first_seen, name.first_seen)
        bodies[name.local_id].update(name.bodies)
    for local_id, thing in things.items():
        thing.tags = _tags(bodies[local_id])
    return things


def link_names(names: Iterable[LocalName]) -> dict[str, str]:
    """Link local names across articles.

    Args:
        names: local names, each local id once or more often, in any order.

    Returns:
        local id -> id in the corpus (``names.entity_id``).  Equal input gives equal ids, whatever its order; a name
        only depends on those that it shares a chain of :func:`block_keys` with.
    """
    things = _things(names)
    union = _Union(things)
    blocks: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things.values():
        for block in thing.blocks:
            blocks[block].append(thing)
    rules: dict[str, Callable[[list[_Thing], _Union], None]] = {
        "per": _same_name, "per2": _cut_short, "per~": _cut_short, "per@": _part_and_body, "bod^": _same_dinas,
        "bod#": _same_acronym, "pro#": _same_acronym, "eve#": _same_acronym,
    }  # fmt: skip
    for block in sorted(blocks):
        members = blocks[block]
        if len(members) < 2:
            continue
        kind, _, key = block.partition(":")
        if kind == "per=":
            _same_nickname(members, union, key)
        else:
            rules.get(kind, _all_one)(members, union)
    clusters: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things.values():
        clusters[union.find(thing.local_id)].append(thing)
    return _ids(clusters.values())


def _all_one(members: list[_Thing], union: _Union) -> None:
    """The same kind and key: the same thing."""
    for other in members[1:]:
        union.join(members[0].local_id, other.local_id)


def _similar(kind: str, a: str, b: str) -> bool:
    """Whether two long forms of one acronym differ only in a slip: *Berbasis* for *Berdasarkan*, *Makanan* for *Makan*,
    a letter or two.
    """
    x, _, here = a.partition("@")
    y, _, there = b.partition("@")
    left, right = x.split(), y.split()
    if here != there:
        return False
    if len(left) != len(right):
        # "Pendidikan Dokter Spesialis" beside "Program Pendidikan Dokter Spesialis".
        short, long = sorted((left, right), key=len)
        return (
            len(short) >= 2
            and len(long) - len(short) <= 2
            and (long[-len(short) :] == short or long[: len(short)] == short)
        )
    differing = [(p, q) for p, q in zip(left, right, strict=True) if p != q]
    return len(differing) == 1 and _same_word(*differing[0])


def _same_word(a: str, b: str) -> bool:
    """A slip of the pen, an ending more, or one of two words that news writes for each other."""
    if {a, b} == {"berbasis", "berdasarkan"}:
        return True
    if not (a.isalpha() and b.isalpha()) or min(len(a), len(b)) < 4:
        return False
    return a.startswith(b) or b.startswith(a) or (a[0] == b[0] and Levenshtein.distance(a, b, score_cutoff=1) <= 1)


def _places_differ(a: str, b: str) -> bool:
    """Whether the last words tell two places apart: *Universitas Muhammadiyah Surakarta*, *Surabaya*."""
    x, y = a.rpartition(" ")[2], b.rpartition(" ")[2]
    return x != y and (bool(resolve_region(x)) or bool(resolve_region(y)))


def _same_acronym(members: list[_Thing], union: _Union) -> None:
    """An acronym alone joins its long form if there is but one."""
    short = [m for m in members if " " not in m.key.partition("@")[0]]
    long = [m for m in members if " " in m.key.partition("@")[0]]
    if not long or len(long) > _MAX_PAIRED:
        return
    by_key: dict[str, list[_Thing]] = defaultdict(list)
    for member in long:
        by_key[member.key].append(member)
    keys = sorted(by_key)
    groups = _Union(keys)
    for i, a in enumerate(keys):
        for b in keys[i + 1 :]:
            if _similar(members[0].kind, a, b) and not (members[0].kind == "bod" and _places_differ(a, b)):
                groups.join(a, b)
    for key in keys:
        union.join(by_key[groups.find(key)][0].local_id, by_key[key][0].local_id)
    weights: dict[str, int] = defaultdict(int)
    for member in long:
        weights[groups.find(member.key)] += _weight(member)
    lead = _leading(weights)
    if lead is not None:
        for member in short:
            union.join(by_key[lead][0].local_id, member.local_id)


def _weight(thing: _Thing) -> int:
    """How often a thing is mentioned, rounded to a power of two: only these steps decide anything, so that a run need
    not link again whenever one more mention comes.
    """
    return 1 << thing.mentions.bit_length()


def _leading(weights: Mapping[str, int]) -> str | None:
    """The only one, or the one mentioned five times as often as all others together."""
    top = max(sorted(weights), key=lambda k: weights[k])
    return top if weights[top] >= 5 * (sum(weights.values()) - weights[top]) else None


def _same_dinas(members: list[_Thing], union: _Union) -> None:
    """*Dinas Pendidikan* and *Dinas Pendidikan dan Kebudayaan* of one region: it has one, and papers cut its name."""
    short = [m for m in members if len(m.key.partition("@")[0].split()) == 2]
    long = [m for m in members if m not in short]
    if short and len({m.key for m in long}) == 1:
        _all_one([long[0], *short], union)


def _by_office(members: Sequence[_Thing]) -> list[list[_Thing]]:
    """People of one name, parted by their offices; those without one are left out."""
    groups = _Union(m.local_id for m in members)
    seen: dict[str, str] = {}
    for member in members:
        for tag in member.tags:
            if tag in seen:
                groups.join(seen[tag], member.local_id)
            else:
                seen[tag] = member.local_id
    found: dict[str, list[_Thing]] = defaultdict(list)
    for member in members:
        if member.tags:
            found[groups.find(member.local_id)].append(member)
    return [found[k] for k in sorted(found)]


def _same_name(members: list[_Thing], union: _Union) -> None:
    """People with the same full name."""
    if len(members[0].parts) < 2:
        # A lone given name says nothing; those with an office meet in their block of part and body.
        return
    groups = _by_office(members)
    for group in groups:
        _all_one(group, union)
    rest = [m for m in members if not m.tags]
    if not rest:
        return
    if len(groups) == 1:
        for member in rest:
            union.join(groups[0][0].local_id, member.local_id)
        return
    # A name borne by nobody else as prominent means that person.
    lead = _leading({g[0].local_id: sum(_weight(m) for m in g) for g in groups}) if groups else None
    nowhere = []
    for member in rest:
        near = [g for g in groups if any(t[0] == "@" and t[1:] in member.regions for m in g for t in m.tags)]
        if len(near) == 1:
            union.join(near[0][0].local_id, member.local_id)
        elif lead is not None and not near:
            union.join(lead, member.local_id)
        else:
            nowhere.append(member)
    if nowhere:
        _all_one(nowhere, union)


def _distinct(members: Sequence[_Thing]) -> dict[tuple[str, ...], list[_Thing]]:
    found: dict[tuple[str, ...], list[_Thing]] = defaultdict(list)
    for member in members:
        found[member.parts].append(member)
    return found


def _cut_short(members: list[_Thing], union: _Union) -> None:
    """*Rhamdan N. Ikhsan* with *Rhamdan Nurul Ikhsan*."""
    names = _distinct(members)
    if len(names) < 2 or len(names) > _MAX_PAIRED:
        return
    for short, owners in sorted(names.items()):
        fuller = [p for p in sorted(names) if p != short and same_person_parts(short, p)]
        tops = [p for p in fuller if not any(q != p and same_person_parts(p, q) for q in fuller)]
        for owner in owners:
            shared = [p for p in fuller if any(m.tags & owner.tags for m in names[p])]
            if shared:
                for p in shared:
                    union.join(next(m for m in names[p] if m.tags & owner.tags).local_id, owner.local_id)
            elif len(tops) == 1 and len(_by_office(names[tops[0]])) <= 1 and _whole_ends(short, tops[0]):
                target = names[tops[0]]
                if not owner.tags or not any(m.tags for m in target):
                    union.join(target[0].local_id, owner.local_id)


def _whole_ends(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """First and last part given in full and alike: only a middle name is missing or cut."""
    return short[0] == long[0] and short[-1] == long[-1] and len(short[0]) > 1 and len(short[-1]) > 1


def _part_and_body(members: list[_Thing], union: _Union) -> None:
    """A lone given name with an office, and the full name with the same office at the same body."""
    names = _distinct(members)
    single = [p for p in names if len(p) == 1]
    full = [p for p in names if len(p) > 1]
    if not single:
        return
    for part in single:
        _all_one(names[part], union)
    tops = [p for p in full if not any(q != p and same_person_parts(p, q) for q in full)]
    if len(tops) == 1:
        for part in single:
            union.join(names[tops[0]][0].local_id, names[part][0].local_id)


def _same_nickname(members: list[_Thing], union: _Union, nickname: str) -> None:
    """*Gus Ipul* alone, and the one person whom another article calls so."""
    called = [m for m in members if " ".join(fold(m.name.name).split()) != nickname]
    if called and len(_distinct(called)) == 1:
        _all_one(members, union)


def _fullness(thing: _Thing) -> tuple[int, int, str]:
    if thing.kind == "per":
        return sum(len(p) > 1 for p in thing.parts), len(thing.key), thing.key
    return int(" " in thing.key), len(thing.key), thing.key


def _ids(clusters: Iterable[list[_Thing]]) -> dict[str, str]:
    """An id for each cluster from its fullest key; namesakes after the first get one that names their office."""
    by_key: dict[tuple[str, str], list[list[_Thing]]] = defaultdict(list)
    for cluster in clusters:
        best = max(cluster, key=_fullness)
        by_key[best.kind, best.key].append(cluster)
    links: dict[str, str] = {}
    for (kind, key), same in by_key.items():
        same.sort(key=lambda c: (min(t.first_seen for t in c), _apart(c)))
        for i, cluster in enumerate(same):
            plain_id = make_id(kind, key, "") if kind == "per" else make_id(kind, key)
            linked = make_id(kind, key, _apart(cluster)) if i else plain_id
            for thing in cluster:
                links[thing.local_id] = linked
    return links


def _apart(cluster: Sequence[_Thing]) -> str:
    """What sets a cluster apart from namesakes: the first of its tags, else of its local ids."""
    tags = sorted(t for thing in cluster for t in thing.tags if t[0] not in "~@^%")
    return tags[0] if tags else min(t.local_id for t in cluster)


def canonical_name(members: Iterable[LocalName]) -> str:
    """The name of a cluster: a person's fullest name, the usual long form of anything else, in its usual spelling."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    weights: dict[str, int] = defaultdict(int)
    fullness: dict[str, tuple[int, int, str]] = {}
    for member in members:
        key = _key(member)
        counts[key, member.name] += member.mentions
        weights[key] += member.mentions
        thing = _Thing("", _kind(member.label), key, member)
        thing.parts = person_parts(member.name) if thing.kind == "per" else ()
        fullness[key] = _fullness(thing)
        if thing.kind != "per":
            # Of several long forms the usual one, not the longest.
            fullness[key] = (fullness[key][0], weights[key], key)
    if not counts:
        return ""
    key = max(fullness, key=lambda k: fullness[k])
    return min((n for k, n in counts if k == key), key=lambda n: (n.isupper(), -counts[key, n], n))
