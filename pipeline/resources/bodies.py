"""Ministries, agencies, organisations and universities: full names, short forms, and when each name held.

Indonesia's ministries change names with every cabinet: "Kemendikbud" of 2019 became "Kemendikbudristek" in
2021 and three ministries in 2024.  A :class:`Body` is one name with its days of validity; its ``successors``
lead on. Days are those of the decree or of the cabinet that brought the name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import regex

from pipeline.records import EntityLabel
from pipeline.resources.loader import read_table, split_cell


@dataclass(frozen=True, slots=True)
class Body:
    """One body under one name."""

    name: str
    short_forms: tuple[str, ...]
    label: EntityLabel
    """AGENCY, ORGANIZATION or SCHOOL."""
    valid_from: dt.date | None = None
    """First day of the name; None when it is older than the texts that matter here."""
    valid_to: dt.date | None = None
    """First day on which it no longer holds (half open); None while it does."""
    successors: tuple[str, ...] = ()

    def holds_on(self, day: dt.date) -> bool:
        """Whether the name was in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


_SEPARATORS = regex.compile(r"[\s\-,./]+")


def _key(text: str) -> str:
    """What a body is looked up by: news varies in case, commas before "dan", hyphens and spaces."""
    key = _SEPARATORS.sub(" ", text.casefold()).strip()
    for tail in (" republik indonesia", " ri"):
        key = key.removesuffix(tail)
    return key.replace(" ", "")


def _day(cell: str) -> dt.date | None:
    return dt.date.fromisoformat(cell) if cell else None


@lru_cache(maxsize=1)
def bodies() -> tuple[Body, ...]:
    """All bodies and universities of the lexicons."""
    found = [
        Body(
            name=row["name"],
            short_forms=split_cell(row["short_forms"]),
            label=cast(EntityLabel, row["label"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successors=split_cell(row["successors"]),
        )
        for row in read_table("bodies")
    ]
    found.extend(
        Body(name=row["name"], short_forms=split_cell(row["short_forms"]), label="SCHOOL")
        for row in read_table("universities")
    )
    return tuple(found)


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Body, ...]]:
    index: dict[str, list[Body]] = {}
    for body in bodies():
        for form in (body.name, *body.short_forms):
            of_key = index.setdefault(_key(form), [])
            if body not in of_key:
                of_key.append(body)
    return {key: tuple(found) for key, found in index.items()}


def find_body(text: str, on: dt.date | None = None) -> Body | None:
    """The body that a full name or short form stands for.

    Args:
        text: ``Kemdikbud``, ``Kementerian Pendidikan Tinggi Sains dan Teknologi``, ``UGM``; spelling of
        case, commas
            and hyphens is free.
        on: a day, usually of publication; of several bodies with this form the one whose name held then is
        taken.
    """
    found = _index().get(_key(text), ())
    if on is not None and len(found) > 1:
        found = tuple(b for b in found if b.holds_on(on)) or found
    return found[0] if found else None


def short_forms(name: str) -> tuple[str, ...]:
    """Short forms of the body with this full or short name; none when it is unknown."""
    body = find_body(name)
    return body.short_forms if body else ()


def canonical_body(text: str, on: dt.date | None = None) -> str:
    """The name written out, with what follows it kept: ``Disdik Kab. Bekasi`` -> ``Dinas Pendidikan
    Kabupaten Bekasi``.

    A name that the lexicons do not hold comes back as it is, but for abbreviated kinds of region and white
    space.
    """
    words = _ABBREVIATED_KIND.sub(lambda m: _KIND[m[1].casefold()], " ".join(text.split())).split(" ")
    for end in range(len(words), 0, -1):
        body = find_body(" ".join(words[:end]), on)
        if body is not None:
            return " ".join([body.name, *words[end:]])
    return " ".join(words)


_KIND = {"kab": "Kabupaten", "prov": "Provinsi", "kec": "Kecamatan"}
_ABBREVIATED_KIND = regex.compile(r"\b(Kab|Prov|Kec)\b\.?", regex.IGNORECASE)


def current_names(name: str) -> tuple[str, ...]:
    """The names that the body bears today, following its successors; its own name when nothing followed."""
    body = find_body(name)
    if body is None:
        return (name,)
    if not body.successors:
        return (body.name,)
    return tuple(dict.fromkeys(n for successor in body.successors for n in current_names(successor)))
