"""Drop what stands on a page and is no part of the story: menus, share buttons, "Baca juga", adverts, a second title.

Start with :func:`clean`.  A line goes only when the whole of it is furniture, or the furniture in it has a certain end.
Where a related headline runs straight into the next sentence, the line stays as it is: losing text is worse than
keeping furniture.  Captions, datelines and bylines stay; :mod:`pipeline.read.layout` names them.

Patterns come from what Indonesian news and school sites print around their articles.  Every pattern is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from pipeline.read.data import load_phrases
from pipeline.read.layout import headline_key, is_caption, is_headline_like

_TITLE_LINES: Final = 8
"""A repeated title is looked for among this many first lines."""
_FURNITURE_MAX_CHARS: Final = 260
_RELATED_MAX_LINES: Final = 12

_WHOLE_LINES: Final = load_phrases("furniture.txt")
_LIST_HEADS: Final = _WHOLE_LINES["related"] | _WHOLE_LINES["related one"]
_FURNITURE: Final = _LIST_HEADS | _WHOLE_LINES["furniture"]
_MENU_WORDS: Final = load_phrases("menu.txt")[""]

# Lines that begin like this; the rest of the line belongs to it.
_OPENINGS = regex.compile(
    r"""(?ix)
      \[?gambas\s?:.*
    | \\?\[(?:video|img|image|foto|gambar)[.\s]?\d{0,3}\\?\]\\?
    | (?:simak|lihat|tonton|saksikan)(?:\s(?:juga|pula))?\s(?:video|foto|live|infografis)\b.*
    | saksikan\slive.*
    | cek\sberita\sdan\sartikel\s(?:yang\s)?lain(?:nya)?\sdi\b.*
    | (?:ikuti|baca|simak|dapatkan|temukan)\b.{0,80}(?:di\sgoogle\snews|whatsapp\schannel
        |(?:saluran|channel|kanal|grup)\s(?:whatsapp|wa|telegram)).*
    | dapatkan\s(?:update|informasi)\sberita\b.*
    | (?:yuk,?\s|ayo,?\s|mari,?\s)?(?:gabung|bergabung|follow|ikuti|subscribe)\b.{0,60}
        (?:whatsapp|telegram|instagram|facebook|youtube|tiktok|medsos|google\snews)\b.{0,120}
    | (?:situs|website|laman|web)\s(?:web\s)?(?:ini|kami)\smenggunakan\scookies?.*
    | (?:kami|we)\s(?:menggunakan|use)\scookies?.* | this\s(?:web)?site\suses\scookies.*
    | dengan\s(?:melanjutkan|menggunakan).{0,80}\bcookies?\b.*
    | (?:tags?|topik|kata\skunci\spencarian|label|kategori|category|categories)\s?:.*
    | (?:sebuah\skiriman\s(?:dibagikan|yang\sdibagikan)\soleh|a\spost\sshared\sby)\b.*
    | (?:share|bagikan)\s(?:this|on|to|ini|artikel|berita|ke|di)?\s?:.*
    | (?:dibaca|dilihat|views?|hits?|viewed|pengunjung|tayangan)\s?:?\s?[\d.,]{1,12}\s?(?:kali|x|times|views|orang)?
    | [\d.,]{1,9}\s?(?:views?|kali\sdibaca|x\sdibaca|dilihat|komentar|comments?|shares?|likes?|suka)
    | \d{1,3}\s?(?:menit\s(?:membaca|baca|waktu\sbaca)|min(?:ute)?s?\sread)
    | (?:waktu\sbaca|reading\stime|estimasi\sbaca)\s?:?.{0,20}
    | \d{1,2}\s(?:detik|menit|jam|hari|minggu|bulan)\s(?:yang\s)?lalu
    | (?:your\semail\saddress\swill\snot|alamat\semail\sanda\stidak\sakan)\b.*
    | (?:ruas\syang\swajib|required\sfields)\b.*
    | (?:simpan\snama,\semail|save\smy\sname,\semail)\b.*
    | (?:powered\sby|didukung\soleh\swordpress|theme\sby|developed\sby|designed\sby)\b.*
    | (?:artikel|berita)\sini\s(?:sebagian\s|juga\s|pertama\skali\s)?telah\s(?:tayang|terbit|dimuat)\sdi\b.*
    | (?:bersambung|berlanjut|lanjut|lanjutkan\smembaca)\ske\shalaman\b.*
    | halaman\s\d{1,3}(?:\s(?:dari|/)\s\d{1,3})?
    | dilarang\skeras\smengambil\skonten\b.*
    | (?:copyright|hak\scipta|©)(?!.*(?:editor|pewarta)\s?:).*
    | (?:loading|memuat)\s?(?:\.{3}|…)
    | (?:mulai\s)?(?:dengarkan|listen)\s(?:artikel|berita|to\sthis)\b.*
    """
)
# Leftover scripts and style sheets.
_CODE = regex.compile(
    r"(?:(?:var|let|const)\s[\w$]{1,60}\s?=|function\s?[\w$]{0,60}\s?\(|(?:window|document|console|googletag|dataLayer)\.[\w.]{1,80}"
    r"|(?:else\s?)?if\s?\([^\n]{0,200}\)\s?\{|\}\s?else|[()\[\]]{0,3}[{};][{}\[\]();]{0,5}$|return\s[^\n]{0,120};$|\(?adsbygoogle|\$\(|<!--|-->|<!\[CDATA"
    r"|[.#@]?[\w-]{1,40}\s?\{[^\n]{0,200}\}?$|[a-z-]{2,30}\s?:\s?[^\n:]{1,80};$)"
)
# A rule drawn with characters; the end mark "***" of a release is none.
_RULE = regex.compile(r"[-_=~|+:\\•·. ]{2,200}$|\\$|[*_] ?[*_] [*_]$|\*{6,}$|:{3,}.{0,40}$")

_RELATED = regex.compile(
    r"(?i)[(\[*_>»•-]{0,4}\s{0,2}(?:(?:baca|simak|lihat|tonton|read|also)\s(?:juga|pula|also|read)|(?:berita|artikel)\s(?:terkait|sebelumnya|lainnya)"
    r"|related|pilihan\s(?:editor|redaksi)|baca)\s{0,2}[:：]\s{0,3}"
)
_RELATED_GLUED = regex.compile(r"(?<=[\p{Ll}\d?!\"”)])(?=\p{Lu}\p{Ll})")
_RELATED_MAX_CHARS: Final = 190
"""A headline is no longer than this; a longer line after "Baca juga:" holds a paragraph too."""
_BYLINE_GLUED = regex.compile(r"(?:Pewarta|Reporter|Penulis|Editor|Wartawan)\s?:\s?\p{Lu}|COPYRIGHT ©")
_BRACKETED_RELATED = regex.compile(r"(?i) ?[(\[](?:baca|lihat|simak)(?: juga| pula)?\s?:[^()\[\]\n]{3,200}[)\]]")

# Furniture inside a line whose end is certain; a line break takes its place, so that the paragraphs part.
_AD: Final = r"(?: ?\[Gambas\s?:[^\[\]\n]{1,40}\] ?| ?SCROLL TO CONTINUE WITH CONTENT ?| ?\bADVERTISEMENT\b ?)"
_INLINE = regex.compile(
    rf"(?<=[^\n]){_AD}|{_AD}(?=[^\n])"
    r"|(?<=[.!?\"”])\s?Baca Juga\s?(?=\p{Lu}\p{Ll}{2,}[^:\n]{40})"
)
_LINE_END = regex.compile(
    r"(?i)(?<=[.!?\"”)»])\s{0,3}(?:baca selengkapnya(?: di(?:\s?sini)?)?\s{0,2}[.:>!-]{0,20}"
    r"|cek berita dan artikel (?:yang )?lain(?:nya)? di google(?: news)?\.?"
    r"|(?:bersambung|berlanjut) ke halaman (?:berikutnya|selanjutnya)[.]{0,3}"
    r"|dapatkan update berita pilihan[^\n]{0,400}"
    r"|(?:artikel|berita) ini (?:sebagian )?telah (?:tayang|terbit) di [^\n]{3,300}"
    r"|(?:simak|tonton|lihat)(?: juga| pula)? video[^\n]{0,200}?"
    r"|baca juga ?: ?[^\n.]{10,160})(?:(?=\s?\(\w{2,5}/\w{2,5}\))|$)"
)
_ANTARA_NOTICE = regex.compile(r"(?i)\s?dilarang keras mengambil konten, melakukan crawling[^\n]{0,200}$")

_MENU_SPLIT = regex.compile(r"\s{0,3}[|»›>•·/→]\s{0,3}|\s{2,}|\t")
_MENU_ITEM_CHARS: Final = 28
_PUNCTUATION_ENDS: Final = " \t.,:;!>»›→…-–—|•·#*_()[]×✕▼▾+\\"


def clean(text: str, title: str | None = None) -> str:
    """``text`` without page furniture.

    Args:
        text: repaired text, one paragraph a line.
        title: the headline, if known from metadata: lines that repeat it after the first are dropped.

    Returns:
        The remaining lines as they were, apart from furniture cut out of them, and at most one empty line between two.
    """
    text = _BRACKETED_RELATED.sub("", _INLINE.sub("\n", text))
    lines = [line.strip() for line in text.split("\n")]
    lines = list(_without_related(_without_menus(lines)))
    lines = [line for line in map(_cut_end, lines) if not line or not is_furniture(line)]
    kept: list[str] = []
    for line in _without_repeated_title(lines, title):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def is_furniture(line: str) -> bool:
    """True for a line that is no part of any story."""
    if len(line) > _FURNITURE_MAX_CHARS:
        return False
    if line.strip(_PUNCTUATION_ENDS).casefold() in _FURNITURE:
        return True
    return bool(_OPENINGS.fullmatch(line) or _RULE.match(line) or _CODE.match(line))


def _cut_end(line: str) -> str:
    if not line:
        return line
    line = _ANTARA_NOTICE.sub("", line)
    return _LINE_END.sub("", line)


def _without_related(lines: list[str]) -> Iterator[str]:
    """Drop "Baca juga: headline", and the headlines that follow a "Berita terkait" of its own."""
    skip = 0
    for i, line in enumerate(lines):
        if skip and line:
            if not is_furniture(line) and _is_related_headline(line):
                skip -= 1
                continue
            skip = 0
        label = line.strip(_PUNCTUATION_ENDS).casefold()
        if label in _LIST_HEADS and _headlines_follow(lines, i + 1):
            skip = 1 if label in _WHOLE_LINES["related one"] else _RELATED_MAX_LINES
            continue
        if match := _RELATED.match(line):
            rest = _after_related(line[match.end() :])
            if rest:
                yield rest
            elif not line[match.end() :].strip() and _headlines_follow(lines, i + 1):
                skip = 1
            continue
        yield line


def _headlines_follow(lines: list[str], start: int) -> bool:
    following = next((line for line in lines[start : start + 3] if line), "")
    return bool(following) and _is_related_headline(following)


def _is_related_headline(line: str) -> bool:
    line = line.lstrip("-*•·>» 0123456789.")
    return bool(line) and len(line) <= 140 and is_headline_like(line) and not is_caption(line)


def _after_related(rest: str) -> str:
    """What of a line after "Baca juga:" is not the related headline: nothing, as a rule."""
    if byline := _BYLINE_GLUED.search(rest):
        return rest[byline.start() :]
    if len(rest) <= _RELATED_MAX_CHARS:
        return ""
    # A headline glued to the next paragraph: "... DibatalkanPengunjung akan diminta ..."
    glued = _RELATED_GLUED.search(rest, 20, _RELATED_MAX_CHARS)
    return rest[glued.start() :] if glued else rest


def _without_menus(lines: list[str]) -> list[str]:
    """Drop one-line menus, breadcrumbs, and runs of three or more lines that are menu items."""
    kept: list[str] = []
    run: list[str] = []
    for line in [*lines, "\0"]:
        if line and len(line) <= _MENU_ITEM_CHARS and _is_menu_item(line):
            run.append(line)
            continue
        if not line and run:
            continue
        if len(run) < 3:
            kept.extend(run)
        run = []
        if line != "\0" and not _is_menu_line(line):
            kept.append(line)
    return kept


def _is_menu_item(item: str) -> bool:
    words = item.casefold().replace("&", " ").split()
    return 0 < len(words) <= 4 and all(
        w.strip(_PUNCTUATION_ENDS) in _MENU_WORDS for w in words if w.strip(_PUNCTUATION_ENDS)
    )


def _is_menu_line(line: str) -> bool:
    if not 8 <= len(line) <= 400:
        return False
    items = [item for item in _MENU_SPLIT.split(line) if item]
    if len(items) < 3:
        return False
    menu = sum(_is_menu_item(item) for item in items)
    first_is_home = items[0].casefold().strip(_PUNCTUATION_ENDS) in {"beranda", "home"}
    # A breadcrumb ends with the title ("Beranda » Berita » Judul"); a menu is made of menu words.
    return (menu >= 3 and menu >= len(items) / 2) or (first_is_home and menu >= 2 and len(items) <= 5)


def _without_repeated_title(lines: list[str], title: str | None) -> list[str]:
    """Keep the first of the lines that read like the title, and the shorter of "Title" and "Title - Site name"."""
    top = [i for i, line in enumerate(lines) if line][:_TITLE_LINES]
    if not top:
        return lines
    keys = {i: headline_key(lines[i]) for i in top}
    wanted = {headline_key(title)} if title else set()
    if not title and is_headline_like(lines[top[0]]):
        wanted.add(keys[top[0]])
    drop: set[int] = set()
    seen: set[str] = set()
    for i in top:
        key = keys[i]
        if (key and key in wanted and key in seen) or _is_title_with_site(lines[i], keys, i, top):
            drop.add(i)
        seen.add(key)
    return [line for i, line in enumerate(lines) if i not in drop]


_SITE_SUFFIX = regex.compile(r"\s[|–—-]\s[^|–—\n]{2,60}$")


def _is_title_with_site(line: str, keys: dict[int, str], i: int, top: list[int]) -> bool:
    if i not in top[:2] or len(line) > 300:
        return False
    match = _SITE_SUFFIX.search(line)
    return match is not None and headline_key(line[: match.start()]) in {keys[j] for j in top if j != i}
