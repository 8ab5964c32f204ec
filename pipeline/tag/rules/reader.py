"""How far a name reaches: the questions that all tagging rules ask of a text."""

from __future__ import annotations

from functools import lru_cache

from pipeline.resources.loader import read_table
from pipeline.resources.regions import is_region
from pipeline.tag.lexicon.matcher import Hit
from pipeline.tag.rules.words import LOWER, NUMBER, UPPER, Words, word_set

KIND_OF_REGION = word_set(
    """
    Provinsi Propinsi Prov Kabupaten Kab Kota Kotamadya Kecamatan Kec Distrik Wilayah Desa Kelurahan
    """
)
_WITH_CAPITALS = frozenset(word.upper() for word in KIND_OF_REGION)
AND = frozenset({"dan", "&", "Dan", "DAN", "serta"})
_LINK = frozenset({"dan", "&", "Dan", "DAN", "serta", "kepada", "terhadap", "untuk"})
ROMAN = word_set(
    """
    I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX
    """
)

NEVER_IN_NAMES = word_set(
    """
    Senin Selasa Rabu Kamis Jumat Jum'at Sabtu Minggu Ahad Januari Februari Maret April Mei Juni Juli Agustus
    September Oktober November Desember WIB WITA WIT Pak Bu Bapak Ibu Prof Dr Drs Dra Ir Ia Dia Kami Kita Mereka
    Anda Saya Ini Itu Rp Yang Pada Untuk Dengan Dalam Oleh Sebagai Namun Selain Menurut Sementara Karena Jika
    Kata Ujar Tegas Jelas Foto Baca Penulis Editor Reporter Sumber Juga Saat Bersama Kepada Adalah Akan Telah
    Sudah Tidak Bisa Resmi Gelar Buka Tutup Ajak Minta Dorong Tegaskan Sebut Perkuat Siap Jadi Raih Ikuti Terima
    Bagi Kini Kendati Tanya Surat Baik Bahkan Sedangkan Sebab Ketika Setelah Sebelum Usai Calon Peserta Korban
    Keluarga Copyright Pewarta Adapun Hal Hari Hingga Kedua Ketiga Lalu Para Pihak Sang Seorang Salah Satu Semua
    Setiap Sejumlah Sejak Secara Sehingga Tapi Tetapi Tak Tanpa Terkait Ya Apa Ada Atas Agar Begini Berikut
    Bukan Cara
    """
)
"""Capitalised words that end a name: days, months, titles, sentence openers."""


@lru_cache(maxsize=1)
def fields() -> frozenset[str]:
    """Words for fields of government and administration, as ministries and their units use them in names."""
    return frozenset(row["text"] for row in read_table("fields"))


@lru_cache(maxsize=1)
def person_names() -> frozenset[str]:
    """Common parts of Indonesian personal names."""
    return frozenset(row["text"] for row in read_table("person_names"))


class Reader:
    """One text with the names that the lexicons found in it, and how far names reach from a word.

    Positions are numbers of words; ends are exclusive.

    Args:
        words: the text.
        hits: what the lexicon found, ordered.
    """

    def __init__(self, words: Words, hits: list[Hit]) -> None:
        self.words = words
        self.hit_at: dict[int, tuple[int, Hit]] = {}
        """Word at which a hit starts -> word after its end, and the hit."""
        for hit in hits:
            start, end = words.index.get(hit.start), words.end_index.get(hit.end)
            if start is not None and end is not None:
                self.hit_at[start] = (end, hit)
        self.openers: set[int] = set()
        """Words at which another name or office begins; no name runs over them."""

    def is_field(self, i: int) -> bool:
        """Whether word ``i`` names a field of administration."""
        form = self.words.forms[i]
        return form in fields() or (self.words.shapes[i] == UPPER and form.capitalize() in fields())

    def region_end(self, i: int) -> int:
        """End of the region named at word ``i``, with its kind if that stands before it; ``i`` if there is
        none.
        """
        words = self.words
        n = len(words)
        j = i
        if j < n and words.is_name(j) and (words.forms[j] in KIND_OF_REGION or words.forms[j] in _WITH_CAPITALS):
            j += 1
            if j < n and words.forms[j] == ".":
                j += 1
            if j < n and (words.forms[j] in ROMAN or (words.shapes[j] == NUMBER and words.forms[i] == "Wilayah")):
                # "Cabang Dinas Wilayah III", and where it is: "Wilayah III Jakarta".
                after = self.region_end(j + 1) if words.follows(j + 1) else j + 1
                return after
        with_kind = j > i
        if not words.is_name(j):
            return i
        for k in range(min(n, j + 4), j, -1):
            if all(words.is_name(m) and words.follows(m) for m in range(j + 1, k)):
                span = words.span(j, k)
                if is_region(span, districts=with_kind):
                    return k
        found = self.hit_at.get(j)
        if found is not None and found[1].label == "LOCATION" and found[1].kind in ("region", "place"):
            return found[0]
        if with_kind:
            k = j
            while k < min(n, j + 2) and self.continues(k, first=k == j) and words.forms[k] not in person_names():
                k += 1
            return k if k > j else i
        return i

    def continues(self, i: int, first: bool = False) -> bool:
        """Whether a name that reached the word before ``i`` can hold word ``i`` as well."""
        words = self.words
        return (
            words.is_name(i)
            and (first or words.follows(i))
            and i not in self.openers
            and words.forms[i] not in NEVER_IN_NAMES
        )

    def field_end(self, i: int) -> int:
        """End of a field of work at word ``i``: "Komunikasi, Informatika, Persandian, dan Statistik"."""
        words = self.words
        n = len(words)
        end = j = i
        while j < n and j - i < 24:
            form = words.forms[j]
            if words.is_name(j) and self.is_field(j) and (j == i or words.follows(j) or words.forms[j - 1] in "/-"):
                j += 1
                end = j
            elif j == end and j > i and form in _LINK and words.is_name(j + 1) and self.is_field(j + 1):
                j += 1
            elif j == end and j > i and form == "," and self._list_goes_on(j + 1):
                j += 1
                if words.forms[j] in AND:
                    j += 1
            elif j == end and j > i and form == "/" and words.is_name(j + 1) and self.is_field(j + 1):
                j += 1
            else:
                break
        return end

    def _list_goes_on(self, i: int) -> bool:
        """Whether the words after a comma carry on a list of fields that ends with "dan X"."""
        words = self.words
        n = len(words)
        j = i
        if j < n and words.forms[j] in AND:
            return j + 1 < n and words.is_name(j + 1) and self.is_field(j + 1)
        while j < n and j - i < 16:
            start = j
            while j < n and words.is_name(j) and self.is_field(j) and j - start < 4:
                j += 1
            if j == start:
                return False
            if j < n and words.forms[j] == ",":
                j += 1
                if j < n and words.forms[j] in AND:
                    return j + 1 < n and words.is_name(j + 1) and self.is_field(j + 1)
            elif j < n and words.forms[j] in AND:
                return j + 1 < n and words.is_name(j + 1) and self.is_field(j + 1)
            else:
                return False
        return False

    def name_end(self, i: int, longest: int, *, joiners: frozenset[str] = frozenset()) -> int:
        """End of a run of capitalised words from word ``i``, at most ``longest`` of them.

        Numbers inside are kept ("Al Azhar 13", "17 Agustus 1945"), ``joiners`` are lower-case words that may
        stand between two capitalised ones.
        """
        words = self.words
        n = len(words)
        end = j = i
        while j < n and end - i < longest:
            form, shape = words.forms[j], words.shapes[j]
            if (
                self.continues(j, first=j == i)
                or (j > i and j == end and form in ROMAN and words.follows(j))
                or (shape == NUMBER and words.follows(j) and len(form) < 5 and form.isdigit())
            ):
                j += 1
                end = j
            elif (
                shape == LOWER and form in joiners and j == end and j > i and words.follows(j) and self.continues(j + 1)
            ) or (
                form in "-/&."
                and j > i
                and words.starts[j] == words.ends[j - 1]
                and words.is_name(j + 1)
                and words.starts[j + 1] == words.ends[j]
            ):
                j += 1
            else:
                break
        return end

    def later_part(self, end: int) -> int:
        """End of what goes on after a bracketed acronym in the middle: "... (Diskominfosantik) Kabupaten Bekasi"."""
        bracket = self.acronym_in_brackets(end)
        if bracket > end and self.words.follows(bracket):
            region = self.region_end(bracket)
            if region > bracket:
                return region
        return end

    def acronym_in_brackets(self, i: int) -> int:
        """End of ``(ACRONYM)`` at word ``i``; ``i`` if there is none."""
        words = self.words
        if i + 2 < len(words) and words.forms[i] == "(" and words.is_name(i + 1) and words.forms[i + 2] == ")":
            return i + 3
        return i
