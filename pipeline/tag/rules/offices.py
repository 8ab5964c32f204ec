"""Offices: "Kepala" + body, "Menteri Pendidikan Dasar dan Menengah", "Plt Kabid Dikdas", "guru" before a
name.

The words stand in ``resources/data/offices.csv``; ``follow`` says when one counts: ``alone`` always,
``unit`` with or without the field of work that it takes along, ``body`` before a body or a place, ``person``
(lower case) only in apposition to a name, which :mod:`pipeline.tag.rules.persons` decides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pipeline.resources.loader import read_table
from pipeline.tag.rules.candidates import Candidate
from pipeline.tag.rules.reader import ROMAN, Reader
from pipeline.tag.rules.words import LOWER, word_set


class Office(NamedTuple):
    """Words for an office and what they need around them."""

    forms: tuple[str, ...]
    follow: str


@lru_cache(maxsize=1)
def offices() -> dict[str, tuple[Office, ...]]:
    """Offices by first word, longest first; capitalised ones also in capitals."""
    found: dict[str, list[Office]] = {}
    for row in read_table("offices"):
        texts = [row["text"]] if row["follow"] == "person" else [row["text"], row["text"].upper()]
        for text in dict.fromkeys(texts):
            forms = tuple(text.replace(".", " .").split())
            found.setdefault(forms[0], []).append(Office(forms, row["follow"]))
    return {first: tuple(sorted(of, key=lambda o: -len(o.forms))) for first, of in found.items()}


_STATUS = word_set(
    """
    Plt Pj Plh Pjs PJ PLT Penjabat Mantan mantan Eks eks Calon calon Pelaksana
    """
)


_GROUP = word_set("para sejumlah seluruh semua setiap tiap beberapa segenap banyak ribuan puluhan ratusan dua tiga")
"""Words before a group of office holders, of whom nobody in particular is meant."""


class Found(NamedTuple):
    """An office in the text; ``certain`` when it counts whatever follows."""

    start: int
    end: int
    follow: str
    certain: bool


def find_offices(reader: Reader, used: set[int]) -> list[Found]:
    """All offices outside the names already found.

    Args:
        used: words that belong to names.
    """
    words = reader.words
    forms, shapes = words.forms, words.shapes
    table = offices()
    found: list[Found] = []
    i, n = 0, len(words)
    while i < n:
        of_word = table.get(forms[i]) if i not in used else None
        if of_word is None:
            i += 1
            continue
        for office in of_word:
            j = i + len(office.forms)
            if i and forms[i - 1] in _GROUP:
                continue
            if tuple(forms[i:j]) == office.forms and used.isdisjoint(range(i, j)):
                break
        else:
            i += 1
            continue
        certain = office.follow == "alone"
        if office.follow == "unit" or (office.follow == "person" and shapes[i] == LOWER):
            j, with_unit = _unit(reader, j, used)
            certain = with_unit and office.follow == "unit"
        if forms[j - 1] == "Rektor" or forms[j - 1] == "Dekan":
            if j < n and forms[j] in ROMAN and words.follows(j):
                j += 1
            if j + 1 < n and forms[j] == "Bidang":
                end = reader.field_end(j + 1)
                if end > j + 1:
                    j = end
        start = i
        if i > 0 and forms[i - 1] == "." and i > 1 and forms[i - 2] in _STATUS and words.follows(i):
            start = i - 2
        elif i > 0 and forms[i - 1] in _STATUS and words.follows(i):
            start = i - 1
        elif i > 1 and forms[i - 2] == "Pelaksana" and forms[i - 1] in ("Tugas", "Harian"):
            start = i - 2
        elif forms[i - 5 : i - 3] == ["Pelaksana", "Tugas"] and forms[i - 3] == "(" and forms[i - 1] == ")":
            start = i - 5
        found.append(Found(start, j, office.follow, certain))
        i = j
    return found


_UNIT_WORDS = word_set("Bidang Seksi Bagian Bina Biro Pusat")


def _unit(reader: Reader, j: int, used: set[int]) -> tuple[int, bool]:
    """End of the field of work after an office, and whether there is one."""
    words = reader.words
    if not words.follows(j) or j in used:
        return j, False
    k = j
    while k < len(words) and words.forms[k] in _UNIT_WORDS and words.follows(k):
        k += 1
    end = reader.field_end(k)
    while end > k and not used.isdisjoint(range(j, end)):
        end -= 1
    return (end, True) if end > k else (j, False)


def tag_offices(reader: Reader, names: list[Candidate]) -> tuple[list[Candidate], list[Found]]:
    """Offices that count by themselves or by the body after them, and the rest for the rules on persons."""
    used = {i for name in names for i in range(name.start, name.end)}
    by_start = {name.start: name for name in names}
    tagged: list[Candidate] = []
    open_: list[Found] = []
    for office in find_offices(reader, used):
        after = by_start.get(office.end)
        before_body = (
            after is not None
            and after.label in ("AGENCY", "SCHOOL", "ORGANIZATION", "LOCATION")
            and reader.words.follows(office.end)
        )
        if office.certain:
            tagged.append(Candidate(office.start, office.end, "POSITION", "office", 4))
        elif (
            before_body
            and office.follow in ("unit", "body")
            and after is not None
            and not (office.follow == "body" and reader.words.forms[office.start] in _NEEDS_PERSON)
        ):
            tagged.append(Candidate(office.start, office.end, "POSITION", "office+body", 4))
        else:
            open_.append(office)
    return tagged, open_


_NEEDS_PERSON = word_set(
    "Anggota Pengurus Dosen Guru Peneliti Pakar Pengamat Mahasiswa Siswa Alumni Alumnus Pimpinan Humas Staf Menteri"
)
"""Offices that a body after them does not yet make one particular holder's."""
