"""Linking inside one article: one name and one local id for every person, body, programme, event, place and law.

A local id is a hash of the kind of thing, its canonical key and, for people, what sets namesakes apart (the body of
their office).  It depends on the article alone; equal ids in two articles are the same thing, and what else is the
same is found by :mod:`pipeline.relate.link.corpus`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from pipeline.records import Mention, Position, Statement
from pipeline.relate.link.bodies import BodyName, parse_body, region_name
from pipeline.relate.link.keys import make_id, name_key, person_key, person_parts
from pipeline.relate.names_in import BODIES, NamesIn, plain
from pipeline.relate.view import ArticleView
from pipeline.resources.loader import read_table
from pipeline.resources.regions import code_places, regions, regions_inside
from pipeline.resources.titles import bare_name

KINDS = {
    "PERSON": "per", "AGENCY": "bod", "ORGANIZATION": "bod", "SCHOOL": "bod", "PROGRAM": "pro", "EVENT": "eve",
    "LOCATION": "loc", "REGULATION": "reg",
}  # fmt: skip
"""Prefix of the ids of each label; offices (POSITION) are no things and get none.  Bodies share one, since the same
body can be tagged as AGENCY here and as ORGANIZATION there."""

_UNIT = regex.compile(
    r"(?:Fakultas|F(?:K|T|H|P|EB|IB|KIP|ISIP|MIPA|KM|ISIPOL)|Program Studi|Prodi|Jurusan|Departemen|Pascasarjana|"
    r"Sekolah Pascasarjana|Lembaga Penelitian|LPPM|"
    r"Badan Eksekutif Mahasiswa|BEM|Himpunan Mahasiswa|Organisasi Siswa Intra|OSIS|OSIM|Rektorat|Senat|"
    r"Komite Sekolah)\b"
)
"""Units that every school or university has one of."""
_SCHOOL_INSIDE = regex.compile(
    r"\b(?:Universitas|Institut|Politeknik|Sekolah Tinggi|Akademi|"
    r"UIN|IAIN|STAIN|SMA|SMK|SMP|SD|MA|MTs|MI|"
    r"Pondok Pesantren)\b"
)
_PROGRAM_HEAD = regex.compile(r"^(?:program|kegiatan|acara)\s+(?=\S)", regex.IGNORECASE)
_MINISTER = regex.compile(r"\b(?:Wakil\s+)?Menteri\s+(?!Koordinator)(\p{Lu}.*)$")
_BRACKET = regex.compile(r"\s*+[(\[][^()\[\]]{1,40}+[)\]]")
_PRESIDENT = regex.compile(r"(?:Wakil\s+)?Presiden\b(?!\s+(?:Direktur|Komisaris|Mahasiswa|BEM))")
_STATE = regex.compile(r"(?:RI|Republik Indonesia|Indonesia)$")
_RULER = regex.compile(r"(?:Wakil\s+)?(?:Bupati|Wali\s?[Kk]ota|Gubernur|Camat)\b")
_REGULATION = (
    ("undang-undang", "uu"),
    ("peraturan pemerintah", "pp"),
    ("nomor", "no"),
    ("tahun", ""),
    ("republik indonesia", ""),
    ("ri", ""),
)


_ANY_GOVERNMENT = regex.compile(r"Pemerintah Daerah|Pemda", regex.IGNORECASE)
_CAPITAL = "31"
"""The dateline of news about the whole country."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking made of one article."""

    mentions: tuple[Mention, ...]
    positions: tuple[Position, ...]
    statements: tuple[Statement, ...]


class _Article:
    """What linking knows of one article before it looks at single mentions."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        self.names = NamesIn(view)
        self.day: dt.date | None = view.article.published
        self.mentions = code_places(view.mentions)
        self.hints, self.region = _regions(self.mentions)
        self.full_bodies: dict[str, list[tuple[int, BodyName]]] = {}
        self.parsed: dict[str, BodyName] = {}
        for mention in self.mentions:
            if mention.label in BODIES:
                body = self.parse(mention.text)
                if body.region is not None:
                    self.full_bodies.setdefault(name_key(body.head), []).append((mention.start, body))
        self.owner = self._owner()
        self.offices = self._offices(view.positions)

    def parse(self, text: str) -> BodyName:
        """A body's name taken apart, with the article's own short forms written out."""
        key = plain(text)
        if key not in self.parsed:
            long = self.names.long_of.get(key)
            if long is None:
                first, _, rest = text.partition(" ")
                start = self.names.long_of.get(plain(first))
                long = f"{start} {rest}" if start and rest else None
            self.parsed[key] = parse_body(long or text, self.day, self.hints)
        return self.parsed[key]

    def body(self, text: str, at: int) -> BodyName:
        """The same, a local body without region placed by the article."""
        body = self.parse(text)
        if body.region is not None or body.place:
            return body
        same = self.full_bodies.get(name_key(body.head), [])
        if same:
            before = [b for start, b in same if start <= at]
            return (before or [same[0][1]])[-1]
        longer = self._longer_head(body)
        if longer is not None:
            return longer
        if _UNIT.match(body.head) and not _SCHOOL_INSIDE.search(body.head):
            return BodyName(f"{body.head} {self.owner}") if self.owner else body
        if _ANY_GOVERNMENT.fullmatch(body.head) and len(self.hints) < 2 and self.region in (None, _CAPITAL):
            return body  # "pemda" under a dateline of the capital: all of them
        if body.local and self.region is not None and not regex.search(r"\d", body.head):
            region = regions()[self.region]
            kind = regex.match(r"Pemerintah (Kabupaten|Kota|Provinsi)$", body.head)
            if kind and not region.full_name.startswith(kind[1]):
                return body
            return BodyName(body.head, region, local=True)
        return body

    def _longer_head(self, body: BodyName) -> BodyName | None:
        """*Dinas Pendidikan* where the article names the *Dinas Pendidikan dan Kebudayaan* of one region."""
        if not body.local:
            return None
        key = name_key(body.head) + " "
        longer = {b.key: b for head, found in self.full_bodies.items() if head.startswith(key) for _, b in found}
        return next(iter(longer.values())) if len(longer) == 1 else None

    def _owner(self) -> str:
        """The university or school that the article is about: whose *Fakultas Kedokteran*."""
        counts: Counter[str] = Counter()
        for mention in self.mentions:
            if mention.label == "SCHOOL":
                body = self.parse(mention.text)
                school = _SCHOOL_INSIDE.search(body.name)
                if school:
                    counts[body.name[school.start() :]] += 1
        top = sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:2]
        return top[0][0] if top and (len(top) == 1 or top[0][1] >= 2 * top[1][1]) else ""

    def _offices(self, positions: Sequence[Position]) -> dict[str, str]:
        """Key of a person -> key of the body of their office: what sets namesakes apart."""
        offices: dict[str, str] = {}
        for position in positions:
            key = person_key(self.names.fullest(bare_name(position.person)))
            body = self.office_body(position.position, position.body, position.start)
            if body and len(key.split()) < 2:
                # Two people at one body can share a given name; hardly also the office.
                body = f"%{name_key(self.names.fullest(position.position))}%{body}"
            if body:
                offices.setdefault(key, body)
        return offices

    def office_body(self, office: str, body: str | None, at: int) -> str:
        """Key of the body of an office: of a ministry for *Menteri X*, of the region for *Bupati X*."""
        written = self.names.long_of.get(plain(office), office)
        place = next((m.code for m in self.mentions if m.code and m.text == body), None) if body else None
        return office_key(written, self.body(body, at).name if body else None, place, self.day)


def office_key(office: str, body: str | None, place: str | None = None, day: dt.date | None = None) -> str:
    """Key of the body of an office: of a ministry for *Menteri X*, of the region for *Bupati* and its place.

    Args:
        office: the position, written out.
        body: canonical name of its body, if any.
        place: region code, if the body is a place.
        day: day of publication.

    Returns:
        The key of :class:`~pipeline.relate.link.bodies.BodyName`; empty when the office tells no body.
    """
    minister = _MINISTER.search(office)
    if minister:
        return parse_body("Kementerian " + minister[1], day).key
    if _PRESIDENT.match(office):
        return "presiden" if not body or _STATE.match(body) else f"presiden {name_key(body)}"
    if not body:
        return ""
    if place:
        return f"pemerintah@{place}"
    if _RULER.match(office):
        return f"pemerintah@{name_key(body)}"
    return parse_body(body, day).key


def _regions(mentions: Iterable[Mention]) -> tuple[tuple[str, ...], str | None]:
    """Codes of the regions named for certain, and the one that the article is about, if one stands out."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.label == "LOCATION" and mention.code:
            counts[".".join(mention.code.split(".")[:2])] += 1
        elif mention.label in BODIES:
            for region in regions_inside(mention.text):
                counts[".".join(region.code.split(".")[:2])] += 2
    hints = tuple(sorted(counts))
    local = [(n, code) for code, n in counts.items() if "." in code]
    if local:
        local.sort(key=lambda x: (-x[0], x[1]))
        if len(local) == 1 or local[0][0] >= 2 * local[1][0]:
            return hints, local[0][1]
        return hints, None
    provinces = sorted(((n, code) for code, n in counts.items()), key=lambda x: (-x[0], x[1]))
    if provinces and (len(provinces) == 1 or provinces[0][0] >= 2 * provinces[1][0]):
        return hints, provinces[0][1]
    return hints, None


@lru_cache(maxsize=1)
def _place_names() -> dict[str, str]:
    """Key of a form of a country, an island or a foreign place -> its usual name."""
    return {name_key(row["text"]): row["name"] for row in read_table("places") if row.get("name")}


def _tidy(name: str) -> str:
    """A person's name for people to read: capitals only where they belong."""
    if (name.isupper() and len(name) > 4) or name.islower():
        return " ".join(part.capitalize() if len(part) > 2 else part for part in name.split())
    return name


def _identify(article: _Article, mention: Mention) -> tuple[str, str | None, str | None]:
    """Canonical name, local id and region code of one mention."""
    text = " ".join((mention.name or mention.text).split())  # a name that a user's lexicon gives goes before
    label = mention.label
    prefix = KINDS.get(label)
    if prefix is None:
        return article.names.fullest(text), None, None
    if label == "PERSON":
        name = _tidy(bare_name(article.names.fullest(text)) or text)
        key = person_key(name)
        apart = article.offices.get(key, "")
        if not apart and len(person_parts(name)) < 2:
            # A lone given name is no one in particular outside its article.
            apart = "article:" + article.view.article.article_id
        return name, make_id(prefix, key, apart), None
    if label in BODIES:
        body = article.body(text, mention.start)
        return body.name, make_id(prefix, body.key), None
    if label == "LOCATION":
        region = regions().get(mention.code or "")
        if region is not None:
            return region_name(region), make_id(prefix, region.code), region.code
        name = _place_names().get(name_key(text), text)
        return name, make_id(prefix, name_key(name)), None
    name = article.names.fullest(text)
    return name, make_id(prefix, thing_key(label, name)), None


def thing_key(label: str, name: str) -> str:
    """Key of a programme, an event or a law."""
    name = _BRACKET.sub("", name) or name
    if label in ("PROGRAM", "EVENT"):
        return name_key(_PROGRAM_HEAD.sub("", name))
    key = name_key(name)
    if label == "REGULATION":
        words = f" {key} "
        for long, short in _REGULATION:
            words = words.replace(f" {name_key(long)} ", f" {short} " if short else " ")
        key = " ".join(words.split())
    return key


def link_article(view: ArticleView) -> Linked:
    """Give every mention its canonical name, local id and region code; positions and statements the person's id.

    Args:
        view: needs mentions; aliases and positions as far as they are there.

    Returns:
        The records in their old order, with ``name``, ``entity_id`` and ``code`` set.
    """
    article = _Article(view)
    mentions = []
    by_name: dict[str, str] = {}
    for mention in article.mentions:
        name, entity_id, code = _identify(article, mention)
        mentions.append(replace(mention, name=name, entity_id=entity_id, code=code or mention.code))
        if entity_id is not None:
            by_name.setdefault(plain(mention.text), entity_id)
            by_name.setdefault(plain(name), entity_id)

    def id_of(name: str | None) -> str | None:
        return by_name.get(plain(name)) or by_name.get(plain(article.names.fullest(name))) if name else None

    return Linked(
        mentions=tuple(mentions),
        positions=tuple(replace(p, entity_id=id_of(p.person)) for p in view.positions),
        statements=tuple(replace(s, entity_id=id_of(s.speaker)) for s in view.statements),
    )
