"""Persons by what stands around them: honorifics, degrees, offices, verbs of saying; then their other
mentions.
"""

from __future__ import annotations

import re

from pipeline.resources.titles import bare_span, honorifics
from pipeline.tag.rules.candidates import Candidate
from pipeline.tag.rules.offices import Found
from pipeline.tag.rules.reader import NEVER_IN_NAMES, Reader, person_names
from pipeline.tag.rules.words import CAPITAL, LOWER, UPPER, word_set

SAYS_BEFORE = word_set(
    """
    kata ujar ucap tutur jelas terang ungkap tegas imbuh tambah papar sebut lanjut pungkas tandas cetus beber
    katanya ujarnya ucapnya tuturnya jelasnya
    """
)
"""Words of saying with the speaker after them."""
SAYS_AFTER = word_set(
    """
    mengatakan menyampaikan menjelaskan menuturkan menyebut menyebutkan menegaskan mengungkapkan menambahkan
    berharap menilai mengaku memaparkan menerangkan mengimbau mengajak mengapresiasi menyoroti menekankan
    menyatakan menyarankan mengingatkan menyambut membenarkan membantah meminta berpesan mengungkap bercerita
    menceritakan mengucapkan melanjutkan optimistis mencontohkan menggarisbawahi menanggapi mengusulkan menjawab
    menceritakan menuding meyakini memastikan menduga memandang
    """
)
"""Words of saying with the speaker before them."""
_PARTICLES = word_set("bin binti al van der de el ibn")
_PLAIN_TITLES = frozenset(h for h in honorifics() if " " not in h)


class Persons:
    """Finds the persons of one text.

    Args:
        reader: the text.
        used: words that belong to other names.
    """

    def __init__(self, reader: Reader, used: set[int]) -> None:
        self.reader = reader
        self.words = reader.words
        self.used = used

    def _part(self, i: int, first: bool = False) -> bool:
        """Whether word ``i`` can be part of a person's name."""
        words = self.words
        return (
            0 <= i < len(words)
            and words.shapes[i] in "UC"
            and i not in self.used
            and (first or words.follows(i))
            and words.forms[i] not in NEVER_IN_NAMES
            and words.forms[i] not in _NOT_NAMES
            and not _DERIVED.fullmatch(words.forms[i])
        )

    def name_end(self, i: int, longest: int = 5) -> int:
        """End of a name that starts at word ``i``; ``i`` if none does."""
        words = self.words
        j = i
        count = 0
        while count < longest:
            if self._part(j, first=j == i):
                # All capitals in a normal line is an acronym, not a name - but "H" or "M" may be an initial.
                if words.shapes[j] == UPPER and not words.headline[j] and j > i and len(words.forms[j]) > 3:
                    break
                j += 1
                count += 1
                if (
                    j + 1 < len(words)
                    and len(words.forms[j - 1]) <= 2
                    and words.forms[j] == "."
                    and words.starts[j] == words.ends[j - 1]
                    and self._part(j + 1)
                ):
                    j += 1
            elif j > i and j < len(words) and words.forms[j] in _PARTICLES and self._part(j + 1):
                j += 1
            else:
                break
        return j

    def name_start(self, end: int, longest: int = 5) -> int:
        """Start of a name that ends before word ``end``; ``end`` if none does."""
        j = end
        while end - j < longest and self._part(j - 1, first=True) and (j == end or self.words.follows(j)):
            j -= 1
        return j

    def skip_titles(self, i: int) -> int:
        """The word after honorifics and ranks at word ``i``."""
        words = self.words
        last = min(len(words), i + 16)  # more titles than anybody bears
        while i < last and words.forms[i] in _PLAIN_TITLES and i not in self.used:
            if not (words.shapes[i] in "UC" or words.forms[i] in ("dr", "drg")):
                break
            i += 1
            if i < len(words) and words.forms[i] == ".":
                i += 1
        return i

    def after_office(self, i: int) -> tuple[int, int] | None:
        """The name at word ``i``, past a comma and honorifics: the holder of the office before it."""
        words = self.words
        if i < len(words) and words.forms[i] == ",":
            i += 1
        start = self.skip_titles(i)
        if start > i or words.follows(start):
            end = self.name_end(start)
            if end > start and self._person_like(start, end):
                return start, end
        return None

    def _person_like(self, start: int, end: int) -> bool:
        words = self.words
        if any(self.reader.is_field(k) for k in range(start, end)):
            return False
        if words.headline[start]:
            return any(words.forms[k] in person_names() for k in range(start, end)) and end - start <= 4
        return not (end - start == 1 and words.shapes[start] == UPPER and len(words.forms[start]) < 6)


# Capitalised at the start of a sentence: "Kedatangan", "Pelaksanaan", "Diungkapkan", "Berdasarkan".
_DERIVED = re.compile(r"Ke\w{4,}an|Pe\w{5,}an|(?:Di|Ber|Mem|Men)\w{3,}kan|(?:Meng|Meny)\w{4,}")
_NOT_NAMES = word_set(
    """
    Tim Tahun Sekolah Pendidikan Guru Siswa Mahasiswa Dosen Kampus Indonesia Jawa Provinsi Kabupaten Kota
    Program Kegiatan Acara Pemerintah Menteri Presiden Rektor Kepala Ketua Wakil Sekretaris Direktur Bupati
    Gubernur Republik Nasional Komisi Badan Dinas Kementerian Universitas Fakultas Prodi Jurusan Bidang Seksi
    Daerah Pusat Umum Timur Barat Utara Selatan Tengah Negeri RI HUT PT SD SMP SMA SMK MI MTs MA TK PAUD DPR
    DPRD AI IT WhatsApp Instagram Facebook YouTube TikTok Twitter Covid COVID-19 Covid-19 Allah SWT SAW Islam
    Kristen Katolik Hindu Buddha Muslim Al-Qur'an Quran Ramadan Ramadhan Bahasa Inggris Arab Matematika Sains
    Teknologi Pancasila Garuda Merdeka
    """
)


def tag_persons(
    reader: Reader, names: list[Candidate], offices: list[Candidate], open_offices: list[Found]
) -> list[Candidate]:
    """Persons, and with them the offices that count only in apposition to a person.

    Args:
        names: bodies, places, programmes and the like, already settled.
        offices: offices that count by themselves.
        open_offices: offices that count only before a name.
    """
    words = reader.words
    used = {i for c in (*names, *offices) for i in range(c.start, c.end)}
    used.update(i for o in open_offices for i in range(o.start, o.end))
    persons = Persons(reader, used)
    by_start = {c.start: c for c in names}
    found: list[Candidate] = []

    def add(span: tuple[int, int], rule: str, priority: int) -> None:
        found.append(Candidate(span[0], span[1], "PERSON", rule, priority))

    holders: list[Candidate | Found] = [*offices, *open_offices]
    for office in holders:
        end = office.end
        body = by_start.get(end)
        if body is not None and body.label != "PERSON" and words.follows(end):
            end = body.end
            # "Kepala Dinas Pendidikan (Disdik) Kabupaten Bekasi Fulan": brackets and regions may come
            # between.
            if reader.acronym_in_brackets(end) > end:
                end = reader.acronym_in_brackets(end)
            region = by_start.get(end)
            if region is not None and region.label == "LOCATION":
                end = region.end
        elif reader.acronym_in_brackets(end) > end:
            end = reader.acronym_in_brackets(end)
        span = persons.after_office(end)
        if span is not None:
            group = words.forms[office.start] in _OCCUPATIONS and office.end == office.start + 1
            if group and span[1] - span[0] < 2 and words.forms[span[0]] not in person_names():
                continue
            add(span, "person:office", 5)
            if isinstance(office, Found):
                found.append(Candidate(office.start, office.end, "POSITION", "office+person", 5))
    forms, shapes = words.forms, words.shapes
    for i in range(len(words)):
        form = forms[i]
        if shapes[i] == LOWER:
            if form in SAYS_BEFORE and words.is_name(i + 1):
                start = persons.skip_titles(i + 1)
                end = persons.name_end(start)
                if end > start and persons._person_like(start, end):
                    add((start, end), "person:says", 4)
            elif form in SAYS_AFTER and words.is_name(i - 1):
                start = persons.name_start(i)
                if start < i:
                    start = persons.skip_titles(start)
                    if start < i and persons._person_like(start, i):
                        add((start, i), "person:says", 4)
        elif form in _PLAIN_TITLES and shapes[i] in "UC" and i not in used and len(form) > 1:
            start = persons.skip_titles(i)
            if start > i and start < len(words) and words.starts[start] - words.ends[start - 1] <= 1:
                end = persons.name_end(start)
                if end > start:
                    add((start, end), "person:title", 5)
        elif form in person_names() and shapes[i] == CAPITAL and not words.headline[i] and i not in used:
            start = persons.name_start(i + 1)
            end = persons.name_end(start)
            if end - start >= 2:
                add((start, end), "person:name", 3)
    return found


_OCCUPATIONS = word_set(
    """
    guru dosen siswa siswi mahasiswa mahasiswi murid pelajar alumni alumnus dokter warga anggota pelatih perwakilan
    peserta profesor Guru Dosen Siswa Mahasiswa Alumni Alumnus Anggota Staf
    """
)


def trim_persons(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of persons without honorifics, degrees and punctuation at their edges."""
    return [bare_span(text, start, end) for start, end in spans]
