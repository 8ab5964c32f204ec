"""Provinces, regencies (kabupaten), cities (kota) and districts (kecamatan), with their official codes.

:func:`resolve_region` turns a name as news writes it ("Kab. Bekasi", "Tangsel", "NTB") into official regions;
:func:`code_places` gives the places of one article their codes, settling "Bekasi" (city or regency?) by the
other regions that the article names.

Codes are those of the Ministry of Home Affairs (Kemendagri): ``32`` a province, ``32.16`` a regency or city,
``32.16.01`` a district.  The parent of a region is its code without the last part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import regex

from pipeline.records import Mention
from pipeline.resources.loader import read_table

RegionKind = Literal["province", "regency", "city", "district"]


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """One official region."""

    code: str
    name: str
    """Official name with its kind, for example ``Kabupaten Bekasi``; provinces and districts stand bare."""
    kind: RegionKind

    @property
    def parent(self) -> str | None:
        """Code of the region around it; None for a province."""
        return self.code.rpartition(".")[0] or None

    @property
    def bare_name(self) -> str:
        """The name without its kind: ``Bekasi``."""
        return _KIND_IN_OFFICIAL_NAME.sub("", self.name)

    @property
    def full_name(self) -> str:
        """The name with its kind, also for provinces and districts: ``Provinsi Jawa Barat``."""
        return {"province": "Provinsi ", "district": "Kecamatan "}.get(self.kind, "") + self.name


_KIND_IN_OFFICIAL_NAME = regex.compile(r"^(?:Kabupaten|Kota)(?: Administrasi)? ")
_PREFIX = regex.compile(
    r"""(?:(?P<province>provinsi|propinsi|prov\.?|daerah\ tingkat\ i)
       |(?P<regency>kabupaten|kab\.?)
       |(?P<city>kota(?:\ madya)?|kotamadya)
       |(?P<district>kecamatan|kec\.?|distrik|kapanewon|kemantren|kapanéwon))
       (?:\ adm(?:inistrasi|inistratif|\.)?)?\ +""",
    regex.VERBOSE | regex.IGNORECASE,
)
_NOT_IN_KEYS = regex.compile(r"[\s\-'’‘`.]+")
_KIND_RANK: dict[RegionKind, int] = {"province": 0, "city": 1, "regency": 1, "district": 2}


def _key(name: str) -> str:
    """What a name is looked up by: case, spaces, hyphens and apostrophes vary in news."""
    return _NOT_IN_KEYS.sub("", name.casefold()).replace("sumatra", "sumatera").replace("propinsi", "provinsi")


@lru_cache(maxsize=1)
def regions() -> dict[str, Region]:
    """All regions by code, about 7,800."""
    found: dict[str, Region] = {}
    for row in read_table("regions"):
        code, name = row["code"], row["name"]
        depth = code.count(".")
        kind: RegionKind = (
            "province"
            if depth == 0
            else "district"
            if depth == 2
            else "city"
            if name.startswith("Kota ")
            else "regency"
        )
        found[code] = Region(code, name, kind)
    return found


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Region, ...]]:
    """Regions by key of their bare name and of their short forms, larger regions first."""
    index: dict[str, list[Region]] = {}
    for region in regions().values():
        index.setdefault(_key(region.bare_name), []).append(region)
    for row in read_table("region_short_forms"):
        region = regions()[row["code"]]
        for key in {_key(row["short"]), _key(_PREFIX.sub("", row["short"]))}:
            if region not in index.setdefault(key, []):
                index[key].append(region)
    return {key: tuple(sorted(found, key=lambda r: (_KIND_RANK[r.kind], r.code))) for key, found in index.items()}


@lru_cache(maxsize=4096)
def _candidates(name: str) -> tuple[Region, ...]:
    """Every region that the name can mean, before any context."""
    name = " ".join(name.split()).strip(" ,.;:")
    prefix = _PREFIX.match(name)
    if prefix is None:
        found = _index().get(_key(name), ())
        larger = tuple(r for r in found if r.kind != "district")
        # Without "Kecamatan" before it, a name that a larger region also bears means the larger one.
        return larger or found
    kind = prefix.lastgroup
    found = tuple(r for r in _index().get(_key(name[prefix.end() :]), ()) if r.kind == kind)
    # "Kota Baru", "Kota Agung": the prefix can belong to the name itself.
    return found or _index().get(_key(name), ())


def resolve_region(name: str, hint: str | Iterable[str] | None = None) -> tuple[Region, ...]:
    """The official regions that a name can mean, likeliest first; one region when the name or the hint
    settles it.

    Args:
        name: as written, with or without its kind: ``Bekasi``, ``Kab. Bekasi``, ``Tangsel``, ``Provinsi
        NTB``. hint: codes of regions that the same article names for certain: candidates inside, around or
        equal to one of
            them are preferred.

    Returns:
        No region when the name is unknown; several when nothing settles it (``Bekasi`` alone: city and
        regency).
    """
    found = _candidates(name)
    if len(found) < 2 or hint is None:
        return found
    codes = {hint} if isinstance(hint, str) else set(hint)
    tests: tuple[Callable[[Region], bool], ...] = (
        # The article itself says "Kabupaten Bekasi" elsewhere.
        lambda r: r.code in codes,
        # A district of the region that "Bekasi" means is named: "Cikarang Pusat" lies in the regency.
        lambda r: any(code.startswith(r.code + ".") for code in codes),
        # The region around it is named: Kota Banjar of "Jawa Barat", not Kabupaten Banjar.
        lambda r: r.parent in codes,
        lambda r: any(code.startswith(r.code[:2]) for code in codes),
    )
    for fits in tests:
        preferred = tuple(r for r in found if fits(r))
        found = preferred or found
        if len(found) == 1:
            break
    return found


def _settled(found: tuple[Region, ...]) -> Region | None:
    """The one region meant: the only candidate, or the province where one bears the name ("Jambi",
    "Gorontalo").
    """
    if len(found) == 1 or (found and found[0].kind == "province"):
        return found[0]
    return None


def region_code(name: str, hint: str | Iterable[str] | None = None) -> str | None:
    """The code of the one region that the name means; None when it is unknown or not settled.

    A bare name that a province bears ("Jambi", "Gorontalo", "Yogyakarta") means the province, unless the
    hint holds the city or regency of that name.
    """
    region = _settled(resolve_region(name, hint))
    return region.code if region else None


_REGION_INSIDE = regex.compile(
    r"\b(?:Provinsi|Prov\.|Kabupaten|Kab\.|Kota|Kecamatan|Kec\.|Distrik) (?:\p{Lu}[\p{L}'’\-]*+ ?+){1,4}"
)


def regions_inside(text: str) -> tuple[Region, ...]:
    """The regions that a longer name carries with their kind: ``Dinas Pendidikan Kabupaten Bekasi``."""
    found: list[Region] = []
    for match in _REGION_INSIDE.finditer(text):
        words = match[0].split()
        for end in range(len(words), 1, -1):
            candidates = _candidates(" ".join(words[:end]))
            if len(candidates) == 1:
                found.append(candidates[0])
                break
    return tuple(found)


def code_places(mentions: Sequence[Mention]) -> list[Mention]:
    """Give the LOCATION mentions of one article their official codes.

    A name that only one region bears gets its code at once.  One that several bear ("Bekasi", "Bandung")
    gets the code of the one that the article's other regions point to - those named with their kind, alone
    or inside the name of an agency or a school, then those around or inside it - and stays without a code
    when nothing points.  A district named without "Kecamatan" needs its province among the other regions.

    Args:
        mentions: all mentions of the article, in any order; those of other labels only give hints.

    Returns:
        The same mentions in the same order; a code already set stays.
    """
    certain: set[str] = set()
    for mention in mentions:
        if mention.code:
            certain.add(mention.code)
        elif mention.label == "LOCATION":
            found = _candidates(mention.text)
            if len(found) == 1 and not _bare_district(mention.text, found[0]):
                certain.add(found[0].code)
        elif mention.label in ("AGENCY", "SCHOOL", "ORGANIZATION"):
            certain.update(region.code for region in regions_inside(mention.text))
    provinces = {code[:2] for code in certain}
    coded: list[Mention] = []
    for mention in mentions:
        if mention.label == "LOCATION" and mention.code is None:
            code = region_code(mention.text, certain)
            if code and not (_bare_district(mention.text, regions()[code]) and code[:2] not in provinces):
                mention = replace(mention, code=code)
        coded.append(mention)
    return coded


def _bare_district(name: str, region: Region) -> bool:
    """Whether a district is named without saying that it is one, so that the name may be anything's."""
    return region.kind == "district" and _PREFIX.match(name) is None


def is_region(name: str, *, districts: bool = False) -> bool:
    """Whether a bare name is that of a region; districts count only when asked for."""
    found = _index().get(_key(name), ())
    return bool(found) and (districts or found[0].kind != "district")
