"""Hiding the names of pupils (``--mask-minors``): the rows and counts stay, the names go.

A person counts as a pupil when the article says so beside the name: an office or apposition such as "siswa", "santri"
or "ketua OSIS", a class ("kelas XI") or an age below 18 in brackets.  Every place where that person is named is blotted
out in the text with as many characters as it had, so that all offsets still hold; in columns of names stands "Siswa 1",
"Siswa 2", numbered by first mention in the article, and the entity id is one of this article alone.

What it cannot see: a pupil whose article never says so, names in file names and in ``source``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

import regex

from pipeline.extraction import Extraction
from pipeline.records import Mention

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
    rf"(?P<role>{_PUPIL})\b|[,(]\s*kelas\s+(?:[ivx]{{1,4}}|\d{{1,2}})\b)",
    regex.IGNORECASE,
)
_ADULT = regex.compile(
    r"\b(?:orang\s+tua|wali|guru|ibu|ayah|bapak|kepala|pembina|pelatih|pendamping)\b", regex.IGNORECASE
)
_WINDOW = 90
_Record = TypeVar("_Record")


def find_pupils(found: Extraction) -> dict[str, list[Mention]]:
    """Pupils named in an article.

    Returns:
        Fullest name -> the mentions of that person, in order of first mention.
    """
    persons = [m for m in found.entities if m.label == "PERSON"]
    longest = _fullest(persons, found)
    pupils = {longest[p.person] for p in found.positions if p.person in longest and _OFFICE.search(p.position)}
    text = found.article.text
    for mention in persons:
        if _called_pupil(text, mention):
            pupils.add(longest[mention.text])
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


def _called_pupil(text: str, mention: Mention) -> bool:
    after = _AFTER.match(text[mention.end : mention.end + _WINDOW])
    if after:
        age = after["age"] or after["bare"]
        return age is None or int(age) < MAJORITY
    line = text.rfind("\n", 0, mention.start) + 1
    before = text[max(line, mention.start - _WINDOW) : mention.start]
    called = _BEFORE.search(before)
    return called is not None and not _ADULT.search(before[max(0, called.start() - 20) :])


def mask_minors(found: Extraction) -> Extraction:
    """The same extraction with the names of pupils hidden; offsets, rows and counts are unchanged."""
    pupils = find_pupils(found)
    if not pupils:
        return found
    article = found.article
    alias_of: dict[str, str] = {}
    text = article.text
    for i, (fullest, mentions) in enumerate(pupils.items(), 1):
        for name in {fullest, *(m.text for m in mentions)}:
            alias_of[name] = f"Siswa {i}"
    # Longest first, whole words only: "Dinda" must not eat into "Dindarini".
    pattern = regex.compile(
        r"(?<!\w)(?:" + "|".join(regex.escape(n) for n in sorted(alias_of, key=lambda n: (-len(n), n))) + r")(?!\w)"
    )
    masked_text = pattern.sub(lambda m: regex.sub(r"\w", BLOT, m[0]), text)
    ids = {
        m.entity_id: _own_id(article.article_id, alias_of[m.text]) for g in pupils.values() for m in g if m.entity_id
    }

    def mask(record: _Record) -> _Record:
        changes: dict[str, Any] = {}
        for field in fields(record):  # type: ignore[arg-type]
            value = getattr(record, field.name)
            if field.name == "entity_id" and value in ids:
                changes[field.name] = ids[value]
            elif field.name != "text" and isinstance(value, str):
                masked = pattern.sub(lambda m: alias_of[m[0]], value)
                if masked != value:
                    changes[field.name] = masked
        if hasattr(record, "start"):
            changes["text"] = masked_text[record.start : record.end]  # type: ignore[attr-defined]
        return replace(record, **changes)  # type: ignore[type-var]

    slug = regex.compile("|".join(regex.escape(n.casefold().replace(" ", "-")) for n in alias_of))
    hidden = replace(
        article,
        text=masked_text,
        title=None if article.title is None else pattern.sub(lambda m: alias_of[m[0]], article.title),
        url=None if article.url and slug.search(article.url.casefold()) else article.url,
    )
    tables: dict[str, Any] = {
        f.name: tuple(mask(record) for record in getattr(found, f.name))
        for f in fields(found)
        if f.name not in {"article", "words", "sections"}
    }
    return replace(found, article=hidden, **tables)


def _own_id(article_id: str, alias: str) -> str:
    """An id that tells nothing of the name: a hash of the article and the number given there."""
    return PUPIL_ID + hashlib.blake2b(f"{article_id}\x1f{alias}".encode(), digest_size=8).hexdigest()
