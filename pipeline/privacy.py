"""Hiding the names of pupils (``--mask-minors``): the rows and counts stay, the names go.

A person counts as a pupil when the article says so beside the name: an office or apposition such as "siswa", "santri"
or "ketua OSIS", a class ("kelas XI"), an age below 18 in brackets, or a place in a list of pupils.  Parents, teachers,
former pupils and those who hold an office of adults are none.  Every place where a pupil is named, by full name or by a
word of it, is blotted out in the text with as many characters as it had, so that all offsets still hold; in columns of
names stands "Siswa 1", "Siswa 2", numbered by first mention in the article, and the entity id is one of this article
alone.

What it cannot see: a pupil whose article never says so, names in file names and in ``source``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

import regex

from pipeline.extraction import Extraction
from pipeline.records import Mention, Position

BLOT = "█"
PUPIL_ID = "pupil-"
"""How the ids of hidden pupils begin."""
MAJORITY = 18
"""Age in years below which Indonesian law speaks of a child (UU Nomor 35 Tahun 2014, article 1)."""

_PUPIL = (
    r"(?:siswa|siswi|murid|pelajar|santri|santriwan|santriwati|peserta didik|anak didik|anak yatim|bocah|balita|remaja|"
    r"ketua osis|pengurus osis|anggota osis|anggota paskibra\w*|anggota pramuka)"
)
_OFFICE = regex.compile(rf"^(?:calon\s+)?{_PUPIL}\b|\bkelas\s+(?:[ivx]{{1,4}}|\d{{1,2}})\b", regex.IGNORECASE)
_BEFORE = regex.compile(
    rf"\b{_PUPIL}\b(?:\s+(?!para\b)[^\s.;:!?“”\"]{{1,24}}){{0,6}}[\s,(]*+(?:bernama|yakni|yaitu|atas\s+nama)?\s*$",
    regex.IGNORECASE,
)
_AFTER = regex.compile(
    rf"^\s*(?:\((?P<age>\d{{1,2}})\)|,\s*(?P<bare>\d{{1,2}})\s*(?:tahun|,)|[,(]?\s*(?:seorang\s+|salah\s+satu\s+)?"
    rf"(?P<role>{_PUPIL})\b|[,(]?\s*(?:yang\s+)?(?:(?:kini|masih)\s+)?duduk\s+di\s+(?:bangku\s+)?kelas\b|"
    r"[,(]\s*kelas\s+(?:[ivx]{1,4}|\d{1,2})\b)",
    regex.IGNORECASE,
)
_ADULT_WORD = (
    r"\b(?:orang\s+tua|wali(?:\s+(?:kelas|murid|santri))?|guru|ibu(?!\s+kota)|ibunda|bu|ayah|ayahanda|bapak|pak|kakek|nenek|ustazah?|ustadzah?|"
    r"kepala(?:\s+sekolah)?|pembina|pelatih|pendamping|mantan|eks|alumn\w+)\b"
)
_ADULT = regex.compile(_ADULT_WORD, regex.IGNORECASE)
_ADULT_OF = regex.compile(rf"{_ADULT_WORD}(?:\s+(?:dari|para|seorang|salah\s+satu))?\s*$", regex.IGNORECASE)
_ADULT_OFFICE = regex.compile(
    r"\b(?:presiden|menteri|gubernur|bupati|wali\s*kota|camat|lurah|kepala|guru|dosen|rektor|dekan|direktur|kapol\w+|"
    r"sekretaris\s+\w+|kabid|kasi|wali\s+murid|pelatih|pembina|mahasiswa|mahasiswi)\b",
    regex.IGNORECASE,
)
_COUNCIL = regex.compile(r"\b(?:osis|mpk)\b", regex.IGNORECASE)
# "Bersama siswa, Ridwan bernyanyi": the name is another's.
_AMONG = regex.compile(
    rf"\b(?:bersama|hadapan|depan|kepada|bagi|untuk|dengan|oleh|terhadap|para|antara)\s+{_PUPIL}\s*,\s*$",
    regex.IGNORECASE,
)
_AND = regex.compile(r"\s*(?:,|,?\s(?:dan|serta))\s+")
_REST_OF_NAME = regex.compile(r"(?:[ ]\p{Lu}\p{Ll}[\p{L}'’]*){1,3}+")
_WINDOW = 90
_Record = TypeVar("_Record")


def find_pupils(found: Extraction) -> dict[str, list[Mention]]:
    """Pupils named in an article.

    Returns:
        Fullest name -> the mentions of that person, in order of first mention.
    """
    persons = [m for m in found.entities if m.label == "PERSON"]
    longest = _fullest(persons, found)
    text = found.article.text
    offices = [p for p in found.positions if p.person in longest]
    adults = {longest[p.person] for p in offices if _is_office_of_adults(p)}
    pupils = {longest[p.person] for p in offices if _is_office_of_pupils(p) and not _belongs_to_adult(text, p)}
    others = [m for m in found.entities if m.label in {"PERSON", "POSITION"}]
    last: Mention | None = None
    for mention in persons:
        name = longest[mention.text]
        listed = (
            last is not None
            and longest[last.text] in pupils
            and _AND.fullmatch(text, last.end, mention.start)
            and not _ADULT_OF.search(text, max(0, last.start - 20), last.start)  # "ibunda Reza, Yanti"
        )
        if (listed and name not in adults) or _called_pupil(text, mention, others):
            pupils.add(name)
        last = mention
    pupils -= adults
    groups: dict[str, list[Mention]] = {}
    for mention in persons:
        name = longest[mention.text]
        if name in pupils:
            groups.setdefault(name, []).append(mention)
    return groups


def _fullest(persons: Iterable[Mention], found: Extraction) -> dict[str, str]:
    """Each name as written -> the fullest name of the same person in the article."""
    names = sorted({m.text for m in persons}, key=lambda n: (-len(n), n))
    known = {a.short: a.long for a in found.aliases if a.kind == "short name"}
    fullest: dict[str, str] = {}
    for name in names:
        longer = known.get(name)
        if longer not in fullest:
            words = set(name.casefold().split())
            holders = [n for n in fullest if words <= set(n.casefold().split())]
            longer = holders[0] if len(holders) == 1 else None
        fullest[name] = fullest[longer] if longer is not None else name
    return fullest


def _is_office_of_pupils(position: Position) -> bool:
    return _OFFICE.search(position.position) is not None or _in_council(position)


def _is_office_of_adults(position: Position) -> bool:
    office = position.status == "former" or _ADULT_OFFICE.search(position.position) is not None
    return office and not _in_council(position)


def _in_council(position: Position) -> bool:
    """Whether it is an office of pupils in OSIS or MPK, the councils of a school; their "pembina" is a teacher."""
    of = _COUNCIL.search(f"{position.position} {position.body or ''}")
    return of is not None and not _ADULT.search(position.position)


def _belongs_to_adult(text: str, position: Position) -> bool:
    """Whether it is a parent, a teacher or a former pupil: "ayah siswa bernama Dedi", "siswa Pak Herman"."""
    line = text.rfind("\n", 0, position.start) + 1
    before = text[max(line, position.start - 30) : position.start]
    between = position.text.removesuffix(position.person)
    return _ADULT_OF.search(before) is not None or _ADULT.search(between) is not None


def _called_pupil(text: str, mention: Mention, others: list[Mention]) -> bool:
    after = _AFTER.match(text[mention.end : mention.end + _WINDOW])
    if after:
        age = after["age"] or after["bare"]
        return age is None or int(age) < MAJORITY
    line = text.rfind("\n", 0, mention.start) + 1
    before = text[max(line, mention.start - _WINDOW) : mention.start]
    called = _BEFORE.search(before)
    if called is None or _AMONG.search(before):
        return False
    if _ADULT_OF.search(before[: called.start()]) or _ADULT.search(called[0]):
        return False
    # Between "siswa" and the name may stand a school, but nobody else.
    since = mention.start - len(before) + called.start()
    return not any(since < o.start < mention.start and not _OFFICE.search(o.text) for o in others)


def mask_minors(found: Extraction) -> Extraction:
    """The same extraction with the names of pupils hidden; offsets, rows and counts are unchanged."""
    pupils = find_pupils(found)
    if not pupils:
        return found
    article = found.article
    alias_of: dict[str, str] = {}
    text = article.text
    for i, (fullest, mentions) in enumerate(pupils.items(), 1):
        names = {fullest, *(m.text for m in mentions)}
        words = {w for n in names for w in n.split() if len(w) > 2 and w[0].isupper()}
        for name in names | words | {_with_rest(text, m, found) for m in mentions}:
            for form in (name, name.upper(), name.title()):
                alias_of.setdefault(form, f"Siswa {i}")
    shown = _others(found, pupils)
    slugs = [m.text.casefold().replace(" ", "-") for g in pupils.values() for m in g]
    # Longest first, whole words only: "Dinda" must not eat into "Dindarini", nor "Sari" into another's "Sari Dewi".
    pattern = regex.compile(
        r"(?<!\w)(?:"
        + "|".join(regex.escape(n) for n in sorted({*alias_of, *shown}, key=lambda n: (-len(n), n)))
        + r")(?!\w)"
    )
    masked_text = pattern.sub(lambda m: m[0] if m[0] in shown else regex.sub(r"\w", BLOT, m[0]), text)
    ids = {
        m.entity_id: _own_id(article.article_id, alias_of[m.text]) for g in pupils.values() for m in g if m.entity_id
    }

    def rename(value: str) -> str:
        return pattern.sub(lambda m: m[0] if m[0] in shown else alias_of[m[0]], value)

    def mask(record: _Record) -> _Record:
        changes: dict[str, Any] = {}
        for field in fields(record):  # type: ignore[arg-type]
            value = getattr(record, field.name)
            if field.name == "entity_id" and value in ids:
                changes[field.name] = ids[value]
            elif field.name != "text" and isinstance(value, str):
                masked = rename(value)
                if masked != value:
                    changes[field.name] = masked
        if hasattr(record, "start"):
            changes["text"] = masked_text[record.start : record.end]  # type: ignore[attr-defined]
        return replace(record, **changes)  # type: ignore[type-var]

    slug = regex.compile("|".join(map(regex.escape, slugs)))
    hidden = replace(
        article,
        text=masked_text,
        title=None if article.title is None else rename(article.title),
        url=None if article.url and slug.search(article.url.casefold()) else article.url,
    )
    tables: dict[str, Any] = {
        f.name: tuple(mask(record) for record in getattr(found, f.name))
        for f in fields(found)
        if f.name not in {"article", "words", "sections"}
    }
    return replace(found, article=hidden, **tables)


def _with_rest(text: str, mention: Mention, found: Extraction) -> str:
    """A name with the capitalised words after it that nothing else claims: the tagger may have cut it short."""
    rest = _REST_OF_NAME.match(text, mention.end)
    line = text[mention.end :].partition("\n")[0].rstrip()
    if rest is None or not line.endswith((".", "!", "?", '"', "”")):  # in a headline every word has a capital
        return mention.text
    claimed = [(m.start, m.end) for m in found.entities] + [(d.start, d.end) for d in found.dates]
    if any(start < rest.end() and end > rest.start() for start, end in claimed):
        return mention.text
    return text[mention.start : rest.end()]


def _others(found: Extraction, pupils: dict[str, list[Mention]]) -> set[str]:
    """Names that stay: of people who are no pupils, and of bodies and places not called after a pupil."""
    hidden = {m.text for g in pupils.values() for m in g}
    called_after = regex.compile(r"(?<!\w)(?:" + "|".join(map(regex.escape, sorted({*pupils}))) + r")(?!\w)")
    return {
        m.text
        for m in found.entities
        if m.text not in hidden and (m.label == "PERSON" or not called_after.search(m.text))
    }


def _own_id(article_id: str, alias: str) -> str:
    """An id that tells nothing of the name: a hash of the article and the number given there."""
    return PUPIL_ID + hashlib.blake2b(f"{article_id}\x1f{alias}".encode(), digest_size=8).hexdigest()
