"""The name of a body taken apart: what it is, and of which region.

*Disdik Kab. Bekasi*, *Dinas Pendidikan Kabupaten Bekasi* and, in an article about Bekasi, *Dinas Pendidikan* alone are
one body: head *Dinas Pendidikan*, region 32.16.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from pipeline.relate.link.keys import name_key, roman_to_digit
from pipeline.resources.bodies import canonical_body, current_names, find_body
from pipeline.resources.regions import Region, resolve_region

_BRACKET = regex.compile(r"\s*+[(\[][^()\[\]]{1,60}+[)\]]")
_ROMAN_NUMERAL = regex.compile(r"(?<=\s)(?:I(?:i{1,2}|v|x)|Vi{0,3}|Xi{0,3}v?)(?=\s|$)")
_TAIL = regex.compile(
    r"(?P<head>.+?)\s+(?P<tail>(?:(?:Provinsi|Propinsi|Kabupaten|Kota(?:madya)?|Kecamatan|Daerah\s+Khusus\s+Ibu\s?[Kk]ota|DKI|DIY?)\s+)"
    r"\p{L}[\p{L}'’.\- ]*+)$"
)
_SCHOOL_HEADS = {
    "sdn": "SD Negeri", "smpn": "SMP Negeri", "sman": "SMA Negeri", "smkn": "SMK Negeri", "tkn": "TK Negeri",
    "min": "MI Negeri", "mtsn": "MTs Negeri", "man": "MA Negeri", "slbn": "SLB Negeri", "mtsnegeri": "MTs Negeri",
    "smun": "SMA Negeri", "sltpn": "SMP Negeri", "paudn": "PAUD Negeri",
}  # fmt: skip
_SCHOOL_LONG = (
    ("sekolah menengah kejuruan", "SMK"), ("sekolah menengah pertama", "SMP"), ("sekolah menengah atas", "SMA"),
    ("sekolah dasar", "SD"), ("madrasah aliyah", "MA"), ("madrasah tsanawiyah", "MTs"), ("madrasah ibtidaiyah", "MI"),
    ("sekolah luar biasa", "SLB"), ("taman kanak-kanak", "TK"), ("smk n", "SMK Negeri"), ("smp n", "SMP Negeri"),
    ("sma n", "SMA Negeri"), ("sd n", "SD Negeri"), ("mts n", "MTs Negeri"), ("ma n", "MA Negeri"),
)  # fmt: skip
_LOCAL = regex.compile(
    r"^(?:Dinas|Suku\s+Dinas|Dewan\s+Perwakilan\s+Rakyat\s+Daerah|DPRD|Pemerintah\s+(?:Daerah|Kabupaten|Kota|Provinsi)|Badan\b.*\bDaerah|"
    r"Badan\s+Kepegawaian\s+dan\s+Pengembangan|Badan\s+Perencanaan\s+Pembangunan|Badan\s+Kesatuan\s+Bangsa|Inspektorat(?!\s+Jenderal)|Sekretariat\s+Daerah|"
    r"Satuan\s+Polisi\s+Pamong|Kantor\s+Kementerian\s+Agama|Kantor\s+Wilayah|Cabang\s+Dinas|Kepolisian\s+(?:Resor|Daerah)|Polres|Polda|Polresta|"
    r"Dewan\s+Pendidikan|Kejaksaan\s+Negeri|Kecamatan|Kelurahan|Puskesmas|Komisi\s+Pemilihan\s+Umum\s+(?:Daerah|Kab|Kota))\b",
    regex.IGNORECASE,
)
_SCHOOL = regex.compile(r"^(?:SD|SMP|SMA|SMK|MA|MTs|MI|TK|SLB|PAUD)\b", 0)
_STATE_ITSELF = regex.compile(r"^Pemerintah(?:\s+(?:Pusat|RI|Republik Indonesia))?$", regex.IGNORECASE)
_GOVERNMENT = regex.compile(r"Pemerintah(?:\s+(?:Daerah|Kabupaten|Kota|Provinsi))*+$", regex.IGNORECASE)
_OFFICE_OF_STATE = regex.compile(r"(?:Kementerian Agama|Kejaksaan|Pengadilan|Kantor)\b")
_KIND_OF_GOVERNMENT = regex.compile(
    r"^Pemerintah\s+(?:Daerah\s+)?(?P<kind>Kabupaten|Kota|Provinsi)\b", regex.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name taken apart.

    Attributes:
        head: what it is, written out, without its region.
        region: the official region, where the name says it.
        place: the region's words where no official region fits (``Bekasi`` may be two).
        local: the kind of body that each region has one of.
    """

    head: str
    region: Region | None = None
    place: str = ""
    local: bool = False

    @property
    def name(self) -> str:
        """Head and region, written out."""
        if self.region is not None:
            region = region_name(self.region)
            governed = _KIND_OF_GOVERNMENT.match(self.head)
            if governed or self.head.casefold() in ("pemerintah daerah", "pemerintah"):
                return f"Pemerintah {region}"
            return f"{self.head} {region}"
        return f"{self.head} {self.place}".strip()

    @property
    def key(self) -> str:
        """Equal for all spellings of one body."""
        head = self.head
        if self.region is not None and _GOVERNMENT.match(head):
            head = "pemerintah"
        where = self.region.code if self.region is not None else name_key(self.place)
        words = " ".join(roman_to_digit(w) if i else w for i, w in enumerate(name_key(head).split()))
        return f"{words}@{where}" if where else words

    @property
    def family(self) -> frozenset[str]:
        """Keys of the names that this body bears today: equal for a ministry before and after a change of name."""
        return frozenset(name_key(n) for n in current_names(self.head))


def region_name(region: Region) -> str:
    """The usual full name: *Provinsi Jawa Barat*, *Kota Bekasi*, *Provinsi DKI Jakarta*."""
    if region.code == "31":
        return "Provinsi DKI Jakarta"
    return region.full_name


def parse_body(text: str, on: dt.date | None = None, hint: Iterable[str] = ()) -> BodyName:
    """Take the name of a body apart.

    Args:
        text: as written; short forms known to the lexicon are written out.
        on: day of publication, for short forms that changed their meaning.
        hint: codes of regions that the article names for certain.
    """
    plain = " ".join(_BRACKET.sub("", text).split()).strip(' ,."“”')
    plain = _ROMAN_NUMERAL.sub(lambda m: m[0].upper(), plain)
    known = find_body(plain, on)
    if known is not None:
        name = _STATE_ITSELF.sub("Pemerintah Indonesia", known.name)
        return BodyName(name, local=bool(_LOCAL.match(name)))
    written = _school(canonical_body(plain, on))
    written = _STATE_ITSELF.sub("Pemerintah Indonesia", written)
    hints = tuple(hint)
    match = _TAIL.match(written)
    if match:
        region = _one(match["tail"], hints)
        head = match["head"].rstrip(" ,")
        if region is not None:
            return BodyName(_headed(head, on), region, local=True)
    governed = _KIND_OF_GOVERNMENT.match(written)
    if governed:
        region = _one(written[governed.start("kind") :], hints)
        if region is not None:
            return BodyName("Pemerintah " + governed["kind"].title(), region, local=True)
    local = bool(_LOCAL.match(written)) or bool(_SCHOOL.match(written))
    agency_of_state = _OFFICE_OF_STATE.match(written)
    if local or agency_of_state:
        words = written.split()
        for size in (3, 2, 1):
            if len(words) <= size:
                continue
            tail = " ".join(words[-size:])
            if not tail[0].isupper() or tail.isdigit():
                continue
            found = resolve_region(tail, hints)
            found = tuple(r for r in found if r.kind != "district" or local)
            if found and not (len(found) > 1 and all(r.kind == "district" for r in found)):
                head = " ".join(words[:-size])
                if len(found) == 1:
                    return BodyName(_headed(head, on), found[0], local=local)
                return BodyName(_headed(head, on), None, tail, local=local)
    return BodyName(written, local=local)


def _one(place: str, hints: tuple[str, ...]) -> Region | None:
    place = regex.sub(r"^(?:DKI|Daerah\s+Khusus\s+Ibu\s?[Kk]ota)\s+Jakarta$", "DKI Jakarta", place)
    found = resolve_region(place, hints)
    return found[0] if len(found) == 1 else None


def _headed(head: str, on: dt.date | None) -> str:
    """The head written out; *Kementerian Agama Kota X* is its office there."""
    known = find_body(head, on) if head != "Pemerintah" else None
    head = known.name if known is not None else head
    if head == "Kementerian Agama":
        return "Kantor Kementerian Agama"
    return head


def _school(name: str) -> str:
    """Kinds of school in one way: *SMAN 1*, *SMA N 1*, *Sekolah Menengah Atas Negeri 1* -> *SMA Negeri 1*."""
    folded = name.casefold()
    for long, short in _SCHOOL_LONG:
        if folded.startswith(long + " "):
            name = short + name[len(long) :]
            break
    first, _, rest = name.partition(" ")
    expanded = _SCHOOL_HEADS.get(first.casefold())
    if expanded and rest:
        name = f"{expanded} {rest}"
    words = name.split(" ")
    if len(words) > 2 and words[1] == "Negeri" and words[2].isalpha():
        words[2] = roman_to_digit(words[2])
    return " ".join(words)
