"""Names that open with a word saying what they are: "Dinas Pendidikan ...", "SMP Negeri 2 ...", "Hari ...
Nasional".

The opening words and how the name goes on after them (its *extent*) stand in ``resources/data/heads.csv``:

==========  ====================================================================================
extent      what follows
==========  ====================================================================================
topic       a field of work, then a region: "Dinas Pendidikan dan Kebudayaan Kabupaten Bekasi"
region      a region alone: "Pemkab Bekasi", "Kecamatan Cikarang Pusat"
commission  a number, then the parliament: "Komisi X DPR RI"
number      a school's number or name, then its place: "SDN 3 Langkapura"
faculty     a field of study, then the university: "Fakultas Teknik Universitas Lampung"
name        capitalised words
program     capitalised words, but no course of study ("Program Studi ...")
event       capitalised words with "dan", "ke-80", a year
venue       capitalised words or another name: "Aula Dinas Pendidikan"
==========  ====================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, cast

from pipeline.records import EntityLabel
from pipeline.resources.loader import read_table
from pipeline.tag.rules.candidates import Candidate, choose
from pipeline.tag.rules.reader import AND, KIND_OF_REGION, ROMAN, Reader, person_names
from pipeline.tag.rules.words import NUMBER, UPPER, word_set


class Head(NamedTuple):
    """Opening words of names, with their label and extent."""

    forms: tuple[str, ...]
    label: EntityLabel
    extent: str


@lru_cache(maxsize=1)
def heads() -> dict[str, tuple[Head, ...]]:
    """Heads by their first word, the longest first; also in capitals."""
    found: dict[str, list[Head]] = {}
    for row in read_table("heads"):
        for text in dict.fromkeys((row["text"], row["text"].upper())):
            forms = tuple(re.findall(r"[\w'-]+|\.", text))
            found.setdefault(forms[0], []).append(Head(forms, cast(EntityLabel, row["label"]), row["extent"]))
    return {first: tuple(sorted(of, key=lambda h: -len(h.forms))) for first, of in found.items()}


def find_heads(reader: Reader) -> list[tuple[int, int, Head]]:
    """Words at which heads stand: start, end of the head's own words, and the head."""
    words = reader.words
    forms, shapes = words.forms, words.shapes
    by_first = heads()
    found: list[tuple[int, int, Head]] = []
    for i in range(len(forms)):
        if shapes[i] not in "UC" and forms[i] not in _LOWER_HEADS:
            continue
        if i and (forms[i - 1].casefold(), forms[i].casefold()) in _OFFICE_WORDS:
            continue
        for head in by_first.get(forms[i], ()):
            j = i + len(head.forms)
            if tuple(forms[i:j]) == head.forms:
                found.append((i, j, head))
                break
    return found


_OFFICE_WORDS = {
    ("wali", "kota"),
    ("kepala", "desa"),
    ("kepala", "dusun"),
    ("kepala", "kampung"),
    ("kepala", "jorong"),
    ("kepala", "kantor"),
    ("kantor", "berita"),
}
_NO_NAMES = {
    ("Kartu", "Keluarga"),
    ("Kartu", "Tanda"),
    ("Kartu", "Pelajar"),
    ("Beasiswa", "S1"),
    ("Beasiswa", "S2"),
    ("Beasiswa", "S3"),
    ("Beasiswa", "Program"),
    ("Jalan", "Santai"),
    ("Jalan", "Sehat"),
    ("Taman", "Kanak-kanak"),
    ("Ruang", "Kelas"),
}
_LOWER_HEADS = frozenset({"pemerintah", "kementerian"})


def tag_heads(reader: Reader, taken: list[Candidate]) -> list[Candidate]:
    """All names that open with a head word, and those in ``taken`` that none of them overrides."""
    words = reader.words
    found = find_heads(reader)
    reader.openers.update(
        i for i, _, head in found if head.extent not in ("venue", "program") and len(words.forms[i]) > 2
    )
    candidates: list[Candidate] = list(taken)
    late: list[tuple[int, int, Head]] = []
    for i, j, head in found:
        if (words.forms[i], "".join(words.forms[j : j + 1])) in _NO_NAMES:
            continue
        if head.extent in ("venue", "faculty"):
            late.append((i, j, head))
            continue
        if words.headline[i] and head.extent not in ("region", "number", "topic", "commission"):
            continue
        known = reader.hit_at.get(i)
        if known is not None and known[0] >= j and known[1].label != head.label:
            continue
        end = _EXTENT[head.extent](reader, i, j)
        if end > j:
            candidates.append(Candidate(i, end, head.label, f"head:{head.label}:{head.extent}", 2))
        elif end == j and _stands_alone(head):
            candidates.append(Candidate(i, j, head.label, "head:alone", 0))
    candidates.extend(_english_schools(reader))
    chosen = [_longer(reader, c) for c in choose(candidates)]
    by_start = {c.start: c for c in chosen}
    for i, j, head in late:
        if i in by_start and by_start[i].label != head.label:
            continue
        end = _faculty(reader, j, by_start) if head.extent == "faculty" else _venue(reader, j, by_start)
        if end > j:
            chosen.append(Candidate(i, end, head.label, f"head:{head.label}:{head.extent}", 3))
    return choose(chosen)


_ENGLISH_SCHOOLS = frozenset({"University", "College", "UNIVERSITY"})


def _english_schools(reader: Reader) -> Iterator[Candidate]:
    """Schools by their English head, which stands last or before "of": "James Cook University", "University of X"."""
    words = reader.words
    for i, form in enumerate(words.forms):
        if form not in _ENGLISH_SCHOOLS or words.headline[i]:
            continue
        start = i
        while i - start < 4 and words.follows(start) and reader.continues(start - 1, first=True):
            start -= 1
        end = i + 1
        if end < len(words) and words.forms[end] == "of" and words.follows(end):
            after = reader.name_end(end + 1, 3, joiners=frozenset({"and", "&"}))
            end = after if after > end + 1 else end
        if end - start > 1:
            yield Candidate(start, end, "SCHOOL", "head:SCHOOL:name", 2)


def _longer(reader: Reader, candidate: Candidate) -> Candidate:
    """The candidate with what belongs to it behind: its region, its year, what follows a bracketed acronym."""
    end = candidate.end
    words = reader.words
    if candidate.label in ("AGENCY", "SCHOOL", "ORGANIZATION") and candidate.rule != "lexicon:place":
        if candidate.end - candidate.start > 1 or candidate.label == "AGENCY":
            end = reader.later_part(end)
        if (
            end == candidate.end
            and candidate.rule == "lexicon:university"
            and words.follows(end)
            and words.shapes[end - 1] == UPPER
        ):
            end = reader.region_end(end)
    elif candidate.label == "EVENT":
        bracket = reader.acronym_in_brackets(end)
        tail = _event(reader, candidate.start, bracket, years_only=bracket == end)
        end = max(end, tail) if tail > bracket else end
    return candidate._replace(end=end) if end > candidate.end else candidate


def _stands_alone(head: Head) -> bool:
    return (
        head.extent == "region"
        and head.label == "AGENCY"
        and head.forms[0].startswith(("Pemkab", "Pemkot", "Pemprov", "Pemda", "Disdik", "Dikbud"))
    )


def _topic(reader: Reader, i: int, j: int) -> int:
    """A field, perhaps "Republik Indonesia", a bracketed acronym in the middle, a region."""
    end = reader.field_end(j)
    if end == j:
        return -1
    words = reader.words
    if " ".join(words.forms[end : end + 2]) == "Republik Indonesia":
        end += 2
    elif words.follows(end) and words.forms[end] == "RI":
        end += 1
    bracket = reader.acronym_in_brackets(end)
    if bracket > end:
        region = reader.region_end(bracket)
        return region if region > bracket else end
    if words.follows(end):
        known = reader.hit_at.get(end)
        if known is not None and known[1].label == "AGENCY":
            return known[0]
        return reader.region_end(end)
    return end


def _commission(reader: Reader, i: int, j: int) -> int:
    """The number of a parliament's commission, and the parliament: "Komisi X DPR RI", "Komisi IV DPRD Lampung"."""
    words = reader.words
    n = len(words)
    if not words.follows(j) or not (words.forms[j] in ROMAN or words.forms[j] in ("A", "B", "C", "D", "E")):
        return -1
    end = j + 1
    if words.follows(end):
        known = reader.hit_at.get(end)
        if known is not None and known[1].label == "AGENCY":
            end = known[0]
            if words.forms[end - 1] == "DPRD" and end < n and words.follows(end):
                end = reader.region_end(end)
    return end


def _region(reader: Reader, i: int, j: int) -> int:
    later = reader.later_part(j)
    if later > j:
        return later
    if reader.words.forms[i] == "pemerintah" and "".join(reader.words.forms[j : j + 1]) in ("kota", "kabupaten"):
        end = reader.region_end(j + 1)
        return end if end > j + 1 else j
    if not reader.words.follows(j):
        return j
    forms, words = reader.words.forms, reader.words
    if forms[j] in ROMAN or words.shapes[j] == NUMBER:
        return j + 1
    if forms[i] in ("Kedutaan", "Kedubes", "KBRI", "KJRI", "Konsulat", "Konjen"):
        end = reader.region_end(j)
        return end if end > j else reader.name_end(j, 2)
    end = reader.region_end(i if forms[i] in KIND_OF_REGION else j)
    if end > j:
        return end
    if forms[i] in _PLACES and forms[j] not in person_names():
        return reader.name_end(j, 1 if words.headline[i] else 3)
    return j


_PLACES = KIND_OF_REGION - {"Kota", "Wilayah"} | word_set(
    """
    Dusun Nagari Gampong Jorong Kampung Pulau Kepulauan Selat Teluk Danau Gunung Sungai Pantai Perumahan
    Pegunungan Polda Polres Polresta Polrestabes Polsek Polsekta Kodim Koramil Kodam SPPG Pengadilan PN
    Kejaksaan Kejari
    """
)


def _number(reader: Reader, i: int, j: int) -> int:
    """What follows a type of school: "Negeri 2 Cikarang", "Islam Al Azhar 13", "3 Kupang"; -1 when it is
    only the type.
    """
    words = reader.words
    forms, shapes = words.forms, words.shapes
    n = len(words)
    k = j
    numbered = named = False
    while k < n and words.follows(k) and k - j < 8:
        if shapes[k] == NUMBER and forms[k][0].isdigit() and len(forms[k]) < 4:
            if numbered:
                break
            numbered = True
            k += 1
            continue
        if numbered or forms[k] in _MODIFIERS:
            region = reader.region_end(k)
            if region > k and forms[k] not in _MODIFIERS:
                return region
        if forms[k] in _MODIFIERS:
            k += 1
            continue
        if not reader.continues(k):
            break
        if numbered and forms[k] in person_names():
            break
        named = True
        k += 1
        if numbered and k - j > 4:
            break
    if named and not numbered and reader.region_end(j) == k and k - j <= 2 and forms[j] not in _MODIFIERS:
        return -1  # "SMA Indonesia", "SD Jakarta": any school there
    return k if numbered or named else -1


_MODIFIERS = word_set(
    """
    Negeri Swasta Islam Terpadu IT Kristen Katolik Plus Unggulan Terbuka NEGERI SWASTA Model Inklusi
    """
)


def _name(reader: Reader, i: int, j: int) -> int:
    """Capitalised words up to a person's name or just past a region; a known name's own end counts first."""
    words = reader.words
    if not words.follows(j) and words.forms[j - 1] != ".":
        return -1
    known = reader.hit_at.get(i)
    if known is not None and known[1].kind in ("university", "body", "user") and known[0] > j:
        end = known[0]
        region = reader.region_end(end) if words.follows(end) else end
        return region
    longest = 5
    end = reader.name_end(j, longest, joiners=AND if words.forms[i] in _WITH_AND else frozenset())
    if end == j:
        return -1
    for k in range(j, end):
        inner = reader.hit_at.get(k)
        if inner is not None and inner[1].kind == "university" and words.forms[i] not in _SCHOOL_HEADS:
            return k if k > j else j
        if k > j and words.forms[k] in person_names():
            return k
        region = reader.region_end(k)
        if region > k and k > j:
            return min(region, max(end, region))
    return end


_SCHOOL_HEADS = word_set("Universitas Institut Politeknik Sekolah Akademi Pascasarjana Madrasah Pondok")
_WITH_AND = word_set(
    """
    Asosiasi Ikatan Himpunan Persatuan Perhimpunan Lembaga Satgas Satuan Sekolah
    """
)


def _program(reader: Reader, i: int, j: int) -> int:
    words = reader.words
    if not words.follows(j) or words.forms[j] in _NO_PROGRAM or words.headline[i]:
        return -1
    end = reader.name_end(j, 7, joiners=AND | {"untuk", "bagi"})
    return end if end > j else -1


_NO_PROGRAM = word_set(
    """
    Studi Doktor Magister Sarjana Profesi Pascasarjana Diploma Spesialis S1 S2 S3 D3 D4 Ini Pemuda
    """
)


def _event(reader: Reader, i: int, j: int, *, years_only: bool = False) -> int:
    """Capitalised words with "dan", an ordinal ("ke-80") and a year; -1 if none follow.

    Args:
        years_only: take only ordinals and years, not further words.
    """
    words = reader.words
    n = len(words)
    k = j
    end = j
    while k < n and end - j < 12:
        form = words.forms[k]
        if words.follows(k) and (
            (not years_only and reader.continues(k))
            or form in ROMAN
            or re.fullmatch(r"ke-?\d{1,3}", form, re.IGNORECASE)
            or (words.shapes[k] == NUMBER and re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", form))
        ):
            k += 1
            end = k
        elif (words.follows(k) and k == end and form.casefold() in ("dan", "ke", "tahun", "tingkat", "antar")) or (
            form == "-" and k > j and words.forms[k - 1].casefold() == "ke"
        ):
            k += 1
        else:
            break
    return end if end > j else -1


def _venue(reader: Reader, j: int, by_start: dict[int, Candidate]) -> int:
    """Other names and capitalised words after a word for a building, a street or a hall."""
    words = reader.words
    n = len(words)
    k = j
    if words.forms[j - 1] == "Kampus" and (j not in by_start or by_start[j].label != "SCHOOL"):
        return -1
    while k < n and k - j < 12 and (words.follows(k) or (k == j and words.forms[k - 1] == ".")):
        inner = by_start.get(k)
        if inner is not None and inner.label in ("AGENCY", "SCHOOL", "ORGANIZATION", "LOCATION"):
            k = inner.end
            if inner.label == "LOCATION" and not (k < n and words.forms[k] in ROMAN):
                break
        elif (
            reader.continues(k, first=k == j)
            or words.forms[k] in ROMAN
            or (words.shapes[k] == NUMBER and k > j)
            or words.shapes[k] == UPPER
        ):
            k += 1
        else:
            break
    return k


def _faculty(reader: Reader, j: int, by_start: dict[int, Candidate]) -> int:
    """A field of study and the university: one SCHOOL; an abbreviated faculty counts only before its
    university.
    """
    words = reader.words
    k = j
    if words.forms[j - 1] == "Fakultas":
        k = reader.name_end(j, 6, joiners=AND)
        # "Fakultas Ilmu Sosial, Ilmu Politik" is rare; a comma mostly ends the name.
        for m in range(j, k + 1):
            if m in by_start and by_start[m].label == "SCHOOL":
                return by_start[m].end
        bracket = reader.acronym_in_brackets(k)
        if bracket > k and bracket in by_start and by_start[bracket].label == "SCHOOL":
            return by_start[bracket].end
        return k
    school = by_start.get(j)
    return school.end if school is not None and school.label == "SCHOOL" and words.follows(j) else -1


_EXTENT: dict[str, Callable[[Reader, int, int], int]] = {
    "topic": _topic,
    "region": _region,
    "commission": _commission,
    "number": _number,
    "name": _name,
    "program": _program,
    "event": _event,
}


def iter_extents() -> Iterator[str]:
    """Names of the extents that ``heads.csv`` may use."""
    yield from _EXTENT
    yield from ("faculty", "venue")
