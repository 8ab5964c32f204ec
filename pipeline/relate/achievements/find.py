"""Prizes, medals, ranks and awards: who won what, in which contest, in which year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import regex

from pipeline.records import Mention
from pipeline.relate.names_in import BODIES, NamesIn, sentence_spans
from pipeline.relate.view import ArticleView


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """One thing won; ``start:end`` is the evidence.

    Attributes:
        winner: the fullest name of the person or body, or the words for a team.
        prize: as written: ``juara 2``, ``medali emas``, ``peringkat ke-15``.
        rank: the number in the prize, if there is one (``juara pertama`` is 1).
        contest: the contest, field or event, if given.
    """

    start: int
    end: int
    text: str
    winner: str
    prize: str
    rank: Decimal | None = None
    contest: str | None = None
    date_start: dt.date | None = None
    date_end: dt.date | None = None
    place: str | None = None
    cue: str = ""
    score: float = 1.0


_ORDINAL = {"pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_N = r"(?:ke-?\s?)?(?P<n>[0-9]{1,3}|I{1,3}|IV|V|VI|satu|dua|tiga|pertama|kesatu|kedua|ketiga|keempat|kelima|keenam)\b"
_PRIZE = (
    r"(?P<prize>(?:gelar\s+|predikat\s+|trofi\s+|piala\s+|status\s+)?(?:sebagai\s+)?(?:juara\s+(?:umum|favorit)(?:\s+"
    + _N.replace("?P<n>", "?P<n1>")
    + r")?|"
    r"juara\s+harapan\s+" + _N.replace("?P<n>", "?P<n2>") + r"|juara\s+" + _N.replace("?P<n>", "?P<n3>") + r"|"
    r"(?:peringkat|posisi|ranking|rangking|urutan)\s+" + _N.replace("?P<n>", "?P<n4>") + r"|"
    r"(?:(?:\p{L}+|\d+)\s+)?(?:medali|mendali)\s+(?:emas|perak|perunggu)(?:(?:,\s|\s(?:dan|serta)\s)(?:(?:\p{L}+|\d+)\s+)?(?:(?:medali\s+)?(?:emas|perak|perunggu)))*|"
    r"runner[\s-]up(?:\s+\d)?|harapan\s+" + _N.replace("?P<n>", "?P<n5>") + r"|penghargaan\s+(?:sebagai\s+)?[\"“]?"
    r"(?-i:\p{Lu}[\p{L}\-]++(?:\s(?:dan\s|of\s|the\s)?\p{Lu}[\p{L}\-]++){0,7})[\"”]?))"
)
_WIN = regex.compile(
    r"\b(?P<cue>meraih|menyabet|memboyong|merebut|memperoleh|mendapat(?:kan)?|mengantongi|menggondol|membawa\s+pulang|menjuarai|"
    r"keluar\s+sebagai|dinobatkan\s+(?:sebagai|menjadi)|terpilih\s+sebagai|ditetapkan\s+sebagai|tampil\s+sebagai|menjadi|menduduki|menempati|berada\s+di|mengamankan|"
    r"mempersembahkan|menyumbang(?:kan)?|raih|sabet|boyong|rebut|diganjar|menerima|mempertahankan)\s+(?:kembali\s+|hasil\s+|prestasi\s+(?:sebagai\s+)?|kategori\s+)?"
    + _PRIZE,
    regex.IGNORECASE,
)
_CONTEST = regex.compile(
    r"[\s,]*+(?:(?:kategori|bidang|cabang(?:\s+olahraga)?|mata\s+lomba|nomor|kelas|lomba|kompetisi|turnamen|olimpiade|kejuaraan|festival|tingkat|se-)\b|"
    r"(?:dalam|pada|di|untuk|untuk\s+kategori)\s+(?:ajang|kegiatan|acara|perhelatan|event|gelaran|bidang|kategori|cabang)?\b|ajang\b)",
    regex.IGNORECASE,
)
_YEAR = regex.compile(r"\s+tahun\s+\d{4}$", regex.IGNORECASE)
_CONTEST_LEAD = regex.compile(
    r"^[\s,]*+(?:(?:dalam|pada|di|untuk|ajang|kegiatan|acara|perhelatan|event|gelaran|yang\s+digelar|bergengsi|tahunan)\s+)*+",
    regex.IGNORECASE,
)
_CONTEST_END = regex.compile(
    r"[.,;:!?()\[\]\n\"“”]|\s(?:yang|tahun|pada|setelah|dengan|dan\s+me\p{L}+|serta|untuk|sehingga|saat|ketika|karena|berkat|usai|mengalahkan|bulan|tanggal|di\s(?=\p{Lu})|"
    r"(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b)",
    regex.IGNORECASE,
)
_WINNER_GAP = regex.compile(
    r"(?:[\s,()\-–\"”]|\b(?:yang|berhasil|sukses|juga|telah|kembali|pun|kita|ini|itu|tersebut|resmi|turut|mampu|akhirnya|dapat|bisa|kini|hanya|pernah|"
    r"dari|asal|siswa|siswi|kelas|[XVI]+|MT|tim|atas|nama|dengan|bangga|yakni|sebelumnya|sekaligus|tidak|dan)\b){0,16}+",
    regex.IGNORECASE,
)
_TEAM = regex.compile(r"\b(?P<team>(?:Tim|Kontingen|Regu|Timnas)\s+(?:\p{Lu}[\p{L}\d]*+\s*+){1,5})", 0)
_NOT_WON = regex.compile(
    r"\b(?:tidak|belum|gagal|akan|ingin|target|berharap|bisa|agar|untuk|semoga|dapat|mampu|berpeluang|bertekad)\s+(?:\p{L}+\s+)?$",
    regex.IGNORECASE,
)


def _rank(match: regex.Match[str]) -> Decimal | None:
    for group in ("n1", "n2", "n3", "n4", "n5"):
        word = match[group]
        if word:
            folded = word.casefold()
            if folded.isdigit():
                return Decimal(folded)
            number = _ORDINAL.get(folded) or _ROMAN.get(folded) or {"satu": 1, "dua": 2, "tiga": 3}.get(folded)
            return Decimal(number) if number else None
    return None


def _winner(view: ArticleView, start: int, verb: int) -> tuple[str, int] | None:
    """Name and start of the nearest person or body before the verb that can be its subject."""
    text = view.text
    named = [m for m in view.mentions_in(start, verb, "PERSON", *BODIES) if m.end <= verb]
    team = None
    for match in _TEAM.finditer(text, start, verb):
        team = match
    options: list[tuple[int, int, str, Mention | None]] = [(m.start, m.end, m.text, m) for m in named[-6:]]
    if team:
        options.append(
            (team.start("team"), team.start("team") + len(team["team"].rstrip()), team["team"].strip(), None)
        )
    options.sort(key=lambda o: (o[0], o[1]))
    for at, end, name, mention in reversed(options):
        between = text[end:verb]
        for inner in view.mentions_in(end, verb):
            between = between.replace(inner.text, " ")
        if not _WINNER_GAP.fullmatch(between):
            return None
        lead = text[max(start, at - 24) : at]
        if (
            mention is not None
            and mention.label != "PERSON"
            and regex.search(
                r"\b(?:dari|asal|siswa|siswi|mahasiswa|peserta\s+didik|tim|murid|pelajar)\s+$", lead, regex.IGNORECASE
            )
        ):
            person = [m for m in named if m.label == "PERSON" and m.end <= at]
            if person and at - person[-1].end < 25:
                return person[-1].text, person[-1].start
            word = regex.search(
                r"(?:\p{L}+\s+){0,2}?(?:siswa|siswi|mahasiswa|peserta\s+didik|tim|murid|pelajar)\s+$",
                lead,
                regex.IGNORECASE,
            )
            if word:
                begin = at - len(word[0])
                return text[begin:end], begin
        return name, at
    return None


def find_achievements(view: ArticleView) -> list[Achievement]:
    """What people and bodies won, as the article states it.

    Args:
        view: needs mentions; dates give the year, aliases the fullest names.

    Returns:
        Achievements in the order of the text; hopes and plans are left out.
    """
    names = NamesIn(view)
    text = view.text
    rows = []
    for start, end in sentence_spans(view):
        for match in _WIN.finditer(text, start, end):
            if match["cue"].casefold() in (
                "menjadi",
                "berada di",
                "menerima",
                "mendapat",
                "mendapatkan",
            ) and not regex.search("juara|medali|runner|peringkat|penghargaan", match["prize"], regex.IGNORECASE):
                continue
            if _NOT_WON.search(text[max(start, match.start() - 30) : match.start()]) and not regex.search(
                r"berhasil\s+$", text[max(start, match.start() - 12) : match.start()]
            ):
                continue
            found = _winner(view, start, match.start())
            if found is None:
                continue
            winner, begin = found
            stop = match.end()
            contest = None
            opening = _CONTEST.match(text, stop, end)
            direct = next((m for m in view.mentions_in(stop, min(end, stop + 2), "EVENT")), None)
            if opening or direct:
                lead = _CONTEST_LEAD.match(text[stop:end])
                first = stop + (lead.end() if lead else 0)
                event = next((m for m in view.mentions_in(first, min(end, first + 3), "EVENT", "PROGRAM")), None)
                closing = _CONTEST_END.search(text, event.end if event else first + 1, end)
                last = event.end if event else closing.start() if closing else end
                last = min(last, first + 120)
                if last - first >= 3:
                    contest = _YEAR.sub("", " ".join(text[first:last].split()).strip(" ,*"))
                    stop = last
            date = next(
                (
                    d
                    for d in view.dates
                    if match.end() <= d.start < end
                    and d.date_start is not None
                    and d.start - stop < 60
                    and d.granularity != "time"
                ),
                None,
            )
            if date is not None:
                stop = max(stop, date.end)
            rows.append(
                Achievement(
                    start=begin,
                    end=stop,
                    text=text[begin:stop],
                    winner=names.fullest(winner),
                    prize=" ".join(match["prize"].split()).strip(" ,"),
                    rank=_rank(match),
                    contest=contest or None,
                    date_start=date.date_start if date else None,
                    date_end=date.date_end if date else None,
                    cue=match["cue"].casefold(),
                    score=0.85,
                )
            )
    return rows
