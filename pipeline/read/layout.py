"""Which role each stretch of an article plays: title, caption, dateline, body or byline.

Start with :func:`find_sections`.  It looks at the text alone, line by line (a line is a paragraph), so that the reader,
the segmenter and a user with a text in memory all get the same answer.  Nothing is removed here;
:mod:`pipeline.read.clean` does that before.

All patterns are bounded and anchored, so time is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from pipeline.read.data import load_phrases
from pipeline.records import Section, SectionKind

_TITLE_MAX_CHARS: Final = 220
_TITLE_MAX_WORDS: Final = 30
_DATELINE_MAX_CHARS: Final = 90
_DATELINE_PARAGRAPHS: Final = 3
"""A dateline opens one of the first paragraphs of the body: a summary or an introduction may stand before it."""
_TAIL_LINES: Final = 4
"""Initials, bracketed authors and end marks are looked for in this many last lines of the body."""

# Cities that stand in datelines without a dash or before an unspaced hyphen, where the shape alone would also fit
# "Prabowo-Gibran".
_CITIES: Final = "|".join(sorted(load_phrases("dateline_cities.txt")[""], key=len, reverse=True))
_MONTHS: Final = (
    "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Nopember|Desember|"
    "January|February|March|May|June|July|August|October|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Agt|Agu|Ags|Aug|Sep|Sept|Okt|Oct|Nov|Des|Dec"
)
_WEEKDAYS: Final = "Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Jum’at|Sabtu|Minggu|Ahad"

_OUTLET: Final = r"(?:[A-Za-z0-9-]{2,30}+(?:\.[A-Za-z0-9-]{2,20}+){0,2}\.(?i:com|co\.id|id|net|org|co|info|news|tv)\b)"
_PLACE_WORD: Final = r"(?:\p{Lu}[\p{L}'’.]{0,20}+)"
_PLACE: Final = rf"(?:{_PLACE_WORD}(?:[ -]{_PLACE_WORD}){{0,3}}+)"
_DATE: Final = (
    rf"(?:(?:(?i:{_WEEKDAYS}),?\s?)?\(?\d{{1,2}}(?:\s(?i:{_MONTHS})(?:\s\d{{4}})?|/\d{{1,2}}(?:/\d{{2,4}})?)\)?)"
)
_BRACKET: Final = r"(?:\(\s?[^()\n]{2,30}+\))"
_DASH: Final = r"(?:-{2,3}|[–—-])"

# PLACE, OUTLET (Humas), 12 Mei 2025 - in any sensible order, closed by a dash.
_DATELINE_ITEM: Final = rf"(?:{_OUTLET}|{_DATE}|{_BRACKET}|(?i:tim\s)?(?i:humas)(?:\s[^,()–—\n-]{{2,40}}+)?|{_PLACE})"
_DATELINE = regex.compile(
    rf"{_DATELINE_ITEM}(?:(?:\s?[,/|•.:]\s?|\s){_DATELINE_ITEM}){{0,4}}(?P<space>\s{{0,2}})(?P<dash>{_DASH})\s{{0,2}}"
    r"(?=[\p{L}\d\"“‘'(])"
)
# A line of its own: "Jakarta -", "Jember, 13 Agustus 2025", "Kamis, 24 Mei 2012 | 13:54 WIB", "Berita • 13 Sep 2024".
_TIME: Final = r"(?:(?:pukul\s)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s(?i:WIB|WITA|WIT))?)"
_DATELINE_ALONE = regex.compile(
    rf"(?:(?:{_PLACE}(?:\s?\([^()\n]{{2,30}}+\))?|{_OUTLET},\s{_PLACE})\s{_DASH}"
    rf"|(?:[\p{{L}} |]{{2,40}}+[,•|]\s?)?{_DATE}(?:\s?[,|•-]?\s?{_TIME})?)$"
)
# "jpnn.com - BANDUNG - Calon ...", "KONTAN.CO.ID - JAKARTA. Bank ..."
_OUTLET_DASH_PLACE = regex.compile(
    rf"{_OUTLET}\s?{_DASH}\s?(?:\p{{Lu}}{{3,20}}+(?:\s\p{{Lu}}{{3,20}}+){{0,3}}\s?(?:{_DASH}|\.)\s?)?"
)
# "Liputan6.com, Jakarta Untuk pertama kalinya ...": no dash at all, so the place must be a known one.
_OUTLET_CITY = regex.compile(rf"{_OUTLET},\s(?:{_CITIES})(?:\s?{_DASH}\s?|\s)(?=[\p{{Lu}}\"“‘'])")
_CITY_HYPHEN = regex.compile(rf"(?i:{_CITIES})-(?=[\p{{Lu}}\"“‘'])")
# Words that open a sentence and are followed by a dash now and then; no place is called so.
_NOT_PLACE = regex.compile(
    r"(?:Ada|Adapun|Akan|Anti|Apa|Bagi|Bagaimana|Berikut|Bukan|Catatan|Dalam|Dan|Dari|Dengan|Di|Dua|Eks|Hal|Hari|Ia|Ini|"
    r"Itu|Jadi|Jika|Juara|Kami|Karena|Kata|Ke|Kelas|Kelompok|Kita|Lima|Mulai|Namun|Non|Oleh|Pada|Para|Pasca|Pra|Saat|"
    r"Sebanyak|Sejak|Sejumlah|Selain|Semi|Sementara|Seorang|Setelah|Sub|Tahap|Tahun|Tidak|Tiga|Untuk|Yang)\b"
)

_BYLINE = regex.compile(
    r"(?i:[(\[*_]{0,3}(?:penulis|editor|reporter|pewarta|wartawan|kontributor|oleh|redaktur|redaksi|penyunting|jurnalis|"
    r"author|writer|teks|naskah|laporan|liputan|sumber(?: berita)?|source|via|pengunggah|uploader|publisher|admin|"
    r"penulis\s?(?:/|&|dan)\s?editor|penulis berita)[*_]{0,2}\s{0,2}[:：]"
    r"|laporan (?:wartawan|reporter|kontributor)\b"
    r"|(?:copyright\s?)?©|copyright\b|hak cipta ©)"
)
_BYLINE_BARE = regex.compile(
    r"(?:\(?(?:Humas|HUMAS|Tim Humas|Tim Redaksi|Redaksi|Red)(?:[ /_&|-][\p{L}\d ./_&-]{1,60}+)?\)?|\*{2,5}|#{3,5}|"
    r"\([\p{L}\d. ]{2,40}/[\p{L}\d. /&_-]{1,40}\)\.?|\([\p{L}.]{1,20}(?:[/*&-]\s?[\p{L}\d. ]{1,30}){0,3}\*{0,3}\)\.?|"
    r"\(\p{Lu}[\p{Ll}.]{0,20}(?: \p{Lu}[\p{L}.]{0,20}){1,3}\)\.?)$"
)
_BYLINE_MAX_CHARS: Final = 160

# What may follow the last sentence in the same line: "(Humas/abc)", "(abc/def)", "***", "[ED]".
_END_MARK: Final = r"(?:\*{2,5}|#{3,5})"
_INITIALS: Final = r"\(\p{L}{1,8}+(?:[/*&-]\s?\p{L}{1,12}+){1,3}\*{0,3}\)"
_CREDIT: Final = r"[(\[]\s?(?:\*{0,3})\p{L}[\p{L}\d .,'’/&*@_|-]{0,48}+[)\]]"
_TAIL = regex.compile(
    rf"(?:(?<=[.!?…]|[.!?…,][\"”’'»])\s{{0,3}}(?:{_CREDIT}\s{{0,2}}{_END_MARK}?|{_END_MARK}\s{{0,2}}{_CREDIT}|{_END_MARK})"
    rf"|\s{{0,3}}(?:{_INITIALS}\s{{0,2}}{_END_MARK}?|{_END_MARK}))\.?$"
)
# News agencies' pages, once stripped of their tags: "... kesehatan.Pewarta: A B Editor: C D COPYRIGHT © ANTARA 2023".
_GLUED_BYLINE = regex.compile(
    r"(?:Pewarta|Reporter|Penulis|Editor|Wartawan)\s?:\s?\p{Lu}[^:\n]{2,60}+(?:Editor\s?:|COPYRIGHT|$)"
)
_TAIL_WINDOW: Final = 240

_CAPTION_OPEN = regex.compile(
    r"(?i:[(\[*_]{0,2}(?:(?:keterangan |ket\.? |sumber |kredit |caption )foto\b|foto(?:[ -]foto)?\s?[:：/|-]|"
    r"foto\s?\d{1,2}\s?[.:]|ilustrasi\s?[:.(–-]|infografi[ks]\s?[:.(–-]|caption\s?[:：]|gambar\s?\d{0,2}\s?[.:]|"
    r"dok(?:umentasi)?\.?\s?[:：(]|photo\s?(?:by|:)|gbr\.?\s))"
)
# These open a caption only where the line does not end like a sentence of the story.
_CAPTION_OPEN_WEAK = regex.compile(
    r"(?i:[(\[*_]{0,2}(?:foto (?:bersama|ilustrasi|istimewa|dok|by|oleh|kegiatan|saat|pengarahan|penyerahan|"
    r"penandatanganan|pembukaan|sesi)|ilustrasi|infografi[ks]|tangkapan layar|screenshot|suasana)\b)"
)
_CAPTION_CLOSE = regex.compile(
    r"(?i:(?:[(\[]|[./|–—]\s{1,2}|(?<=[.!?])\s?)(?:sumber |ket\. |kredit )?(?:foto|dok(?:umentasi)?|istimewa|ist|"
    r"screenshot|"
    r"tangkapan layar|shutterstock|antara(?:/| ?foto)|unsplash|freepik)\s{0,2}(?:[:.：/][^()\n]{0,60}+)?[)\]]?\.?$"
    r"|\((?:antara|afp|reuters|ap|dok|foto|kompas\.com|detikcom|istimewa)\s?[/.:：][^()\n]{1,60}+\)$)"
)
_CAPTION_MAX_CHARS: Final = 320

_SENTENCE_END = regex.compile(r"[.;,:]$|[.!?…,][\"”’'»)]{1,2}$")
_SPACES = regex.compile(r"\s+")
_WORD = regex.compile(r"\w+")


def headline_key(text: str) -> str:
    """A headline without case, punctuation and spacing: two that read the same have the same key."""
    return " ".join(_WORD.findall(text.casefold()))


def find_sections(text: str, title: str | None = None) -> tuple[Section, ...]:
    """Say which role each stretch of ``text`` plays.

    Args:
        text: the article; each line is a paragraph.
        title: the headline, if known from elsewhere.  A first line that reads the same is the title even if it ends
            with a full stop; with ``title`` given, no other line is taken for one.

    Returns:
        Sections in order, without overlaps: one for each line, more where a line holds several roles (a dateline and
        body; body and the author's initials).  Together they cover every character that is not white space; none
        starts or ends with white space.
    """
    lines = list(_lines(text))
    kinds = _line_kinds(text, lines, title)
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    opening, closing = set(body[:_DATELINE_PARAGRAPHS]), set(body[-_TAIL_LINES:])
    sections: list[Section] = []
    dateline_seen = False
    for i, ((start, end), kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind != "body":
            sections.append(Section(start=start, end=end, kind=kind))
            continue
        cut: int | None
        if i in opening and not dateline_seen and (cut := _dateline_end(text, start, end)):
            dateline_seen = True
            start = _add(sections, text, start, cut, "dateline")
        cut = _tail_start(text, start, end) if i in closing else end
        start = _add(sections, text, start, cut, "body")
        _add(sections, text, start, end, "byline")
    return tuple(sections)


def find_title(text: str) -> str | None:
    """The headline that the text itself opens with, or None."""
    for section in find_sections(_opening(text)):
        return text[section.start : section.end] if section.kind == "title" else None
    return None


def _opening(text: str) -> str:
    """The first lines, enough to judge the very first one."""
    end = 0
    for _ in range(12):
        end = text.find("\n", end) + 1
        if not end:
            return text
    return text[:end]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line that holds more than white space, without the white space around it."""
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + len(line) - len(line.lstrip())
            yield start, start + len(stripped)
        position += len(line) + 1


def _add(sections: list[Section], text: str, start: int, end: int, kind: SectionKind) -> int:
    """Append ``text[start:end]`` without outer white space, if anything is left; return where the next one starts."""
    stripped = text[start:end].strip()
    if stripped:
        first = text.index(stripped[0], start)
        sections.append(Section(start=first, end=first + len(stripped), kind=kind))
    return end


def _line_kinds(text: str, lines: list[tuple[int, int]], title: str | None) -> list[SectionKind]:
    kinds: list[SectionKind] = []
    title_key = headline_key(title) if title else None
    top = True  # before the first paragraph of the body: only there can a title stand
    for i, (start, end) in enumerate(lines):
        line = text[start:end]
        kind: SectionKind = "body"
        if _is_byline(line):
            kind = "byline"
        elif is_caption(line):
            kind = "caption"
        elif top and _is_title(line, title_key, lines[i + 1 :]):
            kind, title_key = "title", headline_key(line)
        if kind == "body" and not _DATELINE_ALONE.match(text, start, end):
            top = False
        kinds.append(kind)
    return kinds


def _is_title(line: str, title_key: str | None, rest: list[tuple[int, int]]) -> bool:
    if title_key is not None:
        return headline_key(line) == title_key
    return bool(rest) and is_headline_like(line) and any(end - start > len(line) for start, end in rest[:8])


def is_headline_like(line: str) -> bool:
    """True for a short line that opens with a capital, figure or quote and does not end like a sentence."""
    words = line.count(" ") + 1
    return (
        2 <= words <= _TITLE_MAX_WORDS
        and len(line) <= _TITLE_MAX_CHARS
        and (line[0].isupper() or line[0].isdigit() or line[0] in "\"“‘'#(")
        and not _SENTENCE_END.search(line)
        and not _dateline_end(line, 0, len(line))
    )


def is_caption(line: str) -> bool:
    """True for a line that describes a picture: it opens with "Foto ..." or the like, or ends with a picture credit."""
    if len(line) > _CAPTION_MAX_CHARS:
        return False
    if _CAPTION_OPEN.match(line) or _CAPTION_CLOSE.search(line, max(0, len(line) - 90)):
        return True
    return bool(_CAPTION_OPEN_WEAK.match(line)) and not _SENTENCE_END.search(line)


def _is_byline(line: str) -> bool:
    return len(line) <= _BYLINE_MAX_CHARS and bool(_BYLINE.match(line) or _BYLINE_BARE.match(line))


def _dateline_end(text: str, start: int, end: int) -> int | None:
    """Where the body starts after a dateline that opens ``text[start:end]``; None without one."""
    if _DATELINE_ALONE.match(text, start, end):
        return end
    limit = min(end, start + _DATELINE_MAX_CHARS)
    if end - start < 30 or _NOT_PLACE.match(text, start):
        return None
    for pattern in (_OUTLET_CITY, _OUTLET_DASH_PLACE, _CITY_HYPHEN):
        if match := pattern.match(text, start, limit):
            return match.end()
    match = _DATELINE.match(text, start, limit)
    if match is None:
        return None
    if match["dash"] == "-" and (not match["space"] and not _strong(match[0])):
        return None  # "Kampus-kampus", "Prabowo-Gibran": a hyphen inside a word
    return match.end()


_STRONG = regex.compile(rf"{_OUTLET}|\(|\d{{4}}|(?i:humas)")


def _strong(dateline: str) -> bool:
    """True where more than a capitalised word speaks for a dateline: an outlet, a bracket, a date."""
    return bool(_STRONG.search(dateline))


def _tail_start(text: str, start: int, end: int) -> int:
    """Where the byline starts that closes the line ``text[start:end]``; ``end`` without one."""
    window = max(start, end - _TAIL_WINDOW)
    if match := _GLUED_BYLINE.search(text, window, end):
        end_of_body = match.start()
        return end_of_body if end_of_body > start else end
    match = _TAIL.search(text, window, end)
    return match.start() if match and match.start() > start else end
