"""The regular expressions of the date grammar, all for text in lower case.

Every repeat is bounded and every pattern is tried at one known place (``match``) or once from left to right
(the trigger), so the whole takes linear time on any input.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pipeline.normalize.dates.lexicon import (
    DEICTIC_WORDS,
    HIJRI_MONTHS,
    HOURS,
    MONTHS,
    ONE_UNITS,
    ORDINALS,
    UNITS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)


def alternatives(words: Iterable[str]) -> str:
    """The words as one alternation, longest first, grouped by first letter so that a miss costs little."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s{1,3}"))
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


END: Final = r"(?![^\W_])"
"""No letter or digit follows."""
MONTH: Final = alternatives(MONTHS)
WEEKDAY: Final = alternatives(WEEKDAYS)
PART: Final = r"(?:pagi|siang|sore|petang|malam|dini\s{1,3}hari|subuh)(?:\s{1,3}hari)?"
ZONE: Final = r"(?:wib|wita|wit|waktu\s{1,3}(?:setempat|indonesia\s{1,3}\w{5,6})|gmt|utc)" + END
AND: Final = r"(?:dan|serta|atau|&|maupun)"
SCHOOL: Final = r"(?:ajaran|pelajaran|akademik|pendidikan|pembelajaran|ajar)"

# What can begin a date expression; everything else is skipped at the speed of the regex engine.
_WORDS: Final = {
    *MONTHS, *WEEKDAYS, *UNITS, *ONE_UNITS, *DEICTIC_WORDS,
    "pukul", "pkl", "ta", "t.a", "q1", "q2", "q3", "q4", "paruh", "tw",
}  # fmt: skip
TRIGGER: Final = re.compile(
    rf"\b(?:\d++|(?:{alternatives(WEEKDAY_ABBREVIATIONS)})(?=[.,]\s?\d|\.?\s(?:lalu|ini|depan|berikutnya){END})"
    rf"|(?:{alternatives(_WORDS)}){END})"
)

# Days ----------------------------------------------------------------------------------------------------------
ISO_DATE: Final = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?![\d/])(?!-\d)"
    rf"(?:(?:t|\s)(?=\d\d:\d\d)(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?z?{END})?"
)
NUMERIC_DATE: Final = re.compile(
    rf"(?P<day>\d{{1,2}})\s?(?P<mark>[-/.–])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?(?P<year>\d{{4}}|\d\d){END}(?![-/.]\d)"
)
NUMERIC_DAY: Final = re.compile(rf"(?P<day>\d{{1,2}})\s?/\s?(?P<month>\d{{1,2}}){END}(?![-/.,]\d)")
_YEAR_TAIL: Final = (
    rf"(?:(?:\s{{0,3}}|\s?[,.\-/]\s?)(?:tahun\s{{1,3}})?(?P<year>\d{{4}}|['’‘]\d\d){END}"
    rf"(?![.,]\d\d\d|\s?[/-]\s?\d\d\d\d))?"
)
WRITTEN_DATE: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:\s{{1,3}}|\s?[-–/]\s?|\.\s?)?(?:bulan\s{{1,3}})?(?P<open>\()?(?P<month>{MONTH})"
    rf"(?![a-z])\.?(?(open)\)){_YEAR_TAIL}"
)
DAY_PROMISING: Final = re.compile(
    rf"\d{{1,2}}\s{{0,3}}(?:[-–—/.:,(&]|s\s?[./d]|sampai|hingga|ke|{AND}|bulan|an|(?:{MONTH})|(?:{alternatives(HIJRI_MONTHS)}))"
)
"""What must follow a number of one or two digits for it to be worth a closer look."""
DAY: Final = re.compile(rf"(?P<day>\d{{1,2}}){END}(?![.,:/]\d)")
MONTH_DAY: Final = re.compile(rf"(?P<month>{MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}}){END}")
MONTH_YEAR: Final = re.compile(rf"(?P<month>{MONTH})(?![a-z])\.?{_YEAR_TAIL}")
DAYS: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:\s?[-–]\s?|\s(?:hingga|sampai|s\.?/?d\.?)\s)(?P<last>\d{{1,2}}){END}(?![.,:/-]\d)"
)
"""``tanggal 3-5``"""
OF_MONTH: Final = re.compile(
    rf"\s{{1,3}}bulan\s{{1,3}}(?:ya?ng?\s{{1,3}})?(?P<which>ini|lalu|kemar[ie]n|depan|berikutnya|akan\s{{1,3}}datang|mendatang){END}"
)
"""What may follow ``tanggal 5``."""
LISTED_DAY: Final = re.compile(r"(?P<day>\d{1,2})(?:\s?[-–]\s?(?P<last>\d{1,2}))?")
_LISTED: Final = r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?"
DAY_LIST: Final = re.compile(
    rf"{_LISTED}(?:\s?,\s?{_LISTED}){{0,9}}(?:(?:\s?,)?\s{{1,3}}{AND}|\s?,(?=\s?\d{{1,2}}\s?[a-z(]))\s{{1,3}}(?:tanggal\s{{1,3}})?"
    r"(?=\d)"
)
HIJRI_DATE: Final = re.compile(
    rf"(?:\d{{1,2}}\s{{1,3}})(?:{alternatives(HIJRI_MONTHS)}){END}(?:\s{{1,3}}\d{{3,4}}(?:\s?h(?:ijriy?ah?)?{END})?)?"
)

WEEKDAY_AT: Final = re.compile(rf"(?:{WEEKDAY}){END}")
WEEKDAY_SHORT_AT: Final = re.compile(
    rf"(?:{alternatives(WEEKDAY_ABBREVIATIONS)})(?=[.,]\s?\d|\.?\s(?:lalu|ini|depan|berikutnya){END})[.]?"
)
WEEKDAY_PAIR: Final = re.compile(
    rf"\s?(?:[-–—]|(?P<and>{AND})|hingga|sampai|s\.?/?d\.?)\s?(?:hari\s{{1,3}})?(?=(?:{WEEKDAY}){END})"
)
WEEKDAY_TO_DATE: Final = re.compile(
    rf"(?P<part>\s{{1,3}}{PART}{END}(?:\s{{1,3}}tadi{END})?)?(?:\s{{1,3}}(?:(?:pekan|minggu)\s{{1,3}})?(?:lalu|ini|depan|mendatang|kemarin|besok))?\s{{0,2}},?\s{{0,3}}(?P<open>[(\[])?\s?"
    rf"(?:(?:tanggal|tgl)\.?\s{{1,3}})?(?=[\d])"
)
PART_AFTER: Final = re.compile(rf"\s{{1,3}}{PART}{END}")
CONNECTOR: Final = re.compile(
    r"\s{0,3},?\s{0,3}(?:-{1,3}|–|—|(?:s\s?\.?\s?/?\s?d\.?|sampai(?:\s{1,3}dengan)?|hingga|ke)(?![a-z]))\s{0,3}"
    r"(?:(?:dengan|tanggal|tgl\.?|hari|bulan)\s{1,3})?"
)
CLOCK_AFTER_DATE: Final = re.compile(
    rf"(?:\s?,\s{{0,2}}|\s{{1,2}}|\s?[|]\s?|\s[-–]\s)(?P<hour>[01]?\d|2[0-4])(?P<mark>[.:])(?P<minute>[0-5]\d)(?:[.:][0-5]\d)?"
    rf"(?![\w]|[.:,]\d)(?:\s?{ZONE}|\s{{1,2}}{PART}{END})?"
)
DEICTIC_AFTER_DATE: Final = re.compile(rf"\s{{1,3}}(?:besok|kemar[ie]n|lusa)(?:\s{{1,3}}{PART})?{END}")

# Years ---------------------------------------------------------------------------------------------------------
YEAR_WORD: Final = re.compile(
    rf"(?:t\.?\s?a\.?|tahun|thn\.?|th\.?)\s{{1,3}}(?:(?P<school>{SCHOOL})\s{{1,3}}(?:baru\s{{1,3}})?"
    rf"|(?P<plain>anggaran|sidang|fiskal|buku|takwim|kalender|masehi|angkatan)\s{{1,3}})?"
    rf"(?:\(\s?t\.?a\.?\s?\)\s{{1,3}})?(?=['’‘]?\d)"
)
_PAGES: Final = r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?[);]"
YEAR: Final = re.compile(rf"(?P<year>\d{{4}}){END}(?![.,]\d|:(?!{_PAGES})\d|/\w|-\d\d?{END}(?!\s?-)|%)")
"""Four digits that can be a year; pages may follow, as in a reference: ``(Anwar, 2013:254)``."""
YEAR_RANGE: Final = re.compile(
    rf"(?P<year>\d{{4}})(?:\s?(?P<slash>/)\s?|\s{{0,2}}(?:-{{1,3}}|–|—)\s{{0,2}}|\s{{1,3}}(?:hingga|sampai(?:\s{{1,3}}dengan)?|s\.?/?d\.?)"
    rf"\s{{1,3}}(?:tahun\s{{1,3}})?|\s?s[./]d\.?\s?)(?P<last>\d{{4}}|(?<=/)\d\d){END}(?![.,:/-]\d)"
)
YEAR_OPEN: Final = re.compile(
    rf"\s{{0,2}}(?:hingga|sampai|-|–|s\.?/?d\.?)\s{{0,2}}(?:dengan\s{{1,3}})?(?:sekarang|saat\s{{1,3}}ini|kini){END}"
)
HIJRI_YEAR: Final = re.compile(
    rf"\d{{3,4}}\s?h(?:ijriy?ah?)?\.?{END}(?:\s?[/|]\s?(?P<year>\d{{4}})(?:\s?m(?:asehi)?{END}|{END}))?"
)
DECADE: Final = re.compile(rf"(?P<year>\d{{4}}|['’‘]?[1-9]0)\s?-?\s?an{END}")
CENTURY: Final = re.compile(
    rf"abad\s{{1,3}}(?:ke\s?-?\s?)?(?P<number>\d{{1,2}}|[ivx]{{1,5}}){END}(?!\s(?:sm|sebelum)\b)"
)
_PART_OF_YEAR: Final = r"(?:semester|triwulan|kuartal|paruh|tw|q)(?:(?<=q)|\s{1,3})(?:ke\s?-\s?)?"
_PART_TAIL: Final = (
    rf"(?P<number>{alternatives(ORDINALS)}|terakhir){END}\s{{0,3}}[/,(–-]?\s{{0,2}}(?:(?:pada\s{{1,3}})?(?:tahun|t\.?a\.?)\s{{1,3}})?"
    rf"(?:(?P<school>{SCHOOL})\s{{1,3}}(?:baru\s{{1,3}})?)?"
    rf"(?:(?P<year>\d{{4}})(?:\s?[/–-]\s?(?P<last>\d{{4}}|(?<=/)\d\d))?{END}(?![.,]\d)"
    rf"|(?<=tahun\s)(?P<relative>ini|lalu|depan|sebelumnya){END})"
)
PERIOD_OF_YEAR: Final = re.compile(rf"(?P<unit>{_PART_OF_YEAR}){_PART_TAIL}")
PERIODS_OF_YEAR: Final = re.compile(
    rf"(?P<unit>{_PART_OF_YEAR})(?P<first>{alternatives(ORDINALS)}){END}"
    rf"(?:(?P<and>\s{{1,3}}{AND}\s{{1,3}})|\s{{0,2}}(?:-|–|hingga|sampai(?:\s{{1,3}}dengan)?|s\.?/?d\.?)\s{{0,2}})"
    rf"(?P<second>(?:{_PART_OF_YEAR})?{_PART_TAIL})"
)
"""Two of them: ``triwulan I dan II 2024``, ``Q1-Q3 2024``."""
PERIOD_AFTER_YEAR: Final = re.compile(
    rf",?\s{{1,3}}(?P<unit>semester|triwulan|kuartal)\s{{1,3}}(?:ke\s?-\s?)?(?P<number>{alternatives(ORDINALS)}){END}"
)
WEEK_OF_MONTH: Final = re.compile(
    rf"(?:pekan|minggu)\s{{1,3}}(?!\d)(?:ke\s?-\s?)?(?P<number>{alternatives(ORDINALS)}|terakhir){END}\s{{1,3}}(?:(?:di|pada)\s{{1,3}})?"
    rf"(?:bulan\s{{1,3}})?(?=(?:{MONTH}))"
)

# Clock times ---------------------------------------------------------------------------------------------------
_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_TO: Final = r"\s?(?:-{1,2}|–|—|hingga|sampai(?:\s{1,3}dengan)?|s\.?/?d\.?)\s?(?:(?:pukul|pkl\.?|jam)\s{1,3})?"
CLOCK: Final = re.compile(
    rf"(?:pukul|pkl\.?|jam)\s{{0,3}}(?P<hour>{_HOUR})(?:\s?[.:]\s?(?P<minute>[0-5]\d)(?:[.:][0-5]\d)?)?(?!\w|[.:,]\d)"
    rf"(?:\s?{ZONE})?(?:{_TO}{_HOUR}(?:[.:][0-5]\d)?(?!\w|[.:]\d))?(?:\s?{ZONE})?(?:\s{{1,3}}{PART}{END})?"
)
CLOCK_WITH_ZONE: Final = re.compile(
    rf"(?P<hour>{_HOUR})[.:](?P<minute>[0-5]\d)(?:[.:][0-5]\d)?(?:\s?{ZONE})?(?:{_TO}{_HOUR}(?:[.:][0-5]\d)?)?\s?{ZONE}"
)

_HOURS: Final = alternatives(HOURS)
CLOCK_IN_WORDS: Final = re.compile(
    rf"(?:pukul|pkl\.?|jam)\s{{1,3}}(?P<half>setengah\s{{1,3}})?(?P<hour>{_HOURS}){END}(?:\s{{1,3}}{PART}{END})?(?:\s?{ZONE})?"
)

# Relative dates ------------------------------------------------------------------------------------------------
RELATIVE_TAIL: Final = re.compile(
    rf"\s{{1,3}}(?:(?:yang|yg|di)\s{{1,3}})?(?P<tail>lalu|silam|kemarin|kemaren|ini|berjalan|depan|mendatang|akan\s{{1,3}}datang|terakhir"
    rf"|belakangan(?:\s{{1,3}}ini)?|ke\s{{1,3}}depan|lagi|dari\s{{1,3}}sekarang|nanti|berikutnya|sebelumnya|kemudian|setelahnya|sesudahnya){END}"
)
DIRECTION_TAIL: Final = re.compile(
    rf"\s{{1,3}}(?:(?:ya?ng?\s{{1,3}})?(?P<word>lalu|silam|kemarin|kemaren|mendatang|depan|berikutnya|nanti|besok|akan\s{{1,3}}datang|ini)"
    rf"|(?:pada\s{{1,3}})?(?P<unit>tahun|pekan|minggu)\s{{1,3}}(?P<which>lalu|silam|kemarin|ini|depan|mendatang|sebelumnya|berikutnya)){END}"
)
DEICTIC: Final = re.compile(
    rf"(?P<m2>kemar[ie]n\s{{1,3}}(?:lusa|dulu){END})"
    rf"|(?P<m1>(?:kemar[ie]n|kmrn)(?:\s{{1,3}}{PART})?{END}|(?:tadi\s{{1,3}}malam|malam\s{{1,3}}(?:tadi|kemarin)|semalam){END}(?!\s(?:penuh|suntuk)))"
    rf"|(?P<p2>b?esok\s{{1,3}}lusa{END}|lusa{END})"
    rf"|(?P<next>(?:besok|esok|lusa)nya{END}|keesokan\s{{1,3}}(?:hari|pagi|siang|sore|malam)(?:nya)?{END})"
    rf"|(?P<p1>(?:besok|esok|bsk)(?:\s{{1,3}}(?:{PART}|hari))?{END})"
    rf"|(?P<zero>(?:tadi|nanti)\s{{1,3}}{PART}{END}|{PART}\s{{1,3}}(?:ini|tadi|nanti){END})"
)
DEICTIC_OFFSETS: Final = {"m2": -2, "m1": -1, "p2": 2, "next": 1, "p1": 1, "zero": 0}

LISTING: Final = re.compile(rf"\s?(?:,\s?(?:{AND}\s)?|{AND}\s)(?:(?:pada|tanggal|bulan|hari)\s)?", re.IGNORECASE)
"""What may stand between two dates of one list."""
APPOSITION: Final = re.compile(r"\s?[,(]?\s?(?:pada\s)?(?:hari\s)?")
"""What may stand between ``kemarin`` and the date that says which day it was."""
DAY_BEFORE_OR_AFTER: Final = re.compile(rf"hari\s(?:kemar[ie]n|(?P<next>b?esok)){END}(?:\s{{1,3}}{PART}{END})?")

# What stands before (searched in a short window that ends where the expression starts) ---------------------------
PREFIX: Final = re.compile(
    r"(?<![^\W_])((?:(?:awal|akhir|pertengahan|penghujung|pengujung|ujung|medio)\s{1,3})"
    r"(?:(?:bulan|tahun|era|dekade|pekan)\s{1,3})?|(?:bulan|era|dekade|dasawarsa)\s{1,3})$"
)
_LAW: Final = (
    r"(?:r?uu|pp|perpp?u|permen[a-z]{0,20}|kepmen[a-z]{0,20}|(?:per|kep)(?:pres|da|gub|wali|wal|bup|ka|dirjen|sekjen|sesjen)"
    r"|inpres|pmk|skb|pojk|undang-undang|(?:peraturan|keputusan)\s{1,3}(?:menteri|presiden|pemerintah|daerah|gubernur|bupati))"
)
REGULATION_BEFORE: Final = re.compile(
    r"(?<![^\W_])(?:(?:nomor|nomer|no\.?|num)\s{0,3}[.:]?\s{0,3}[\w./–-]{1,40}"
    r"(?:(?:\s?,\s?|\s?,?\s(?:dan|serta)\s)\d{1,4}){0,4}"
    rf"|{_LAW}\s{{1,3}}(?:[^\W\d][\w-]{{0,20}}\s{{1,3}}){{0,2}}[a-z./–-]{{0,12}}\d[\w./–-]{{0,20}}"
    rf"|{_LAW}|r?uu\s{{1,3}}(?!pada|sejak|di|dari|hingga|sampai|tahun)[a-z-]{{2,20}}"
    r"|uud(?:\s{1,3}(?:nri|negara|republik|indonesia|ri)){0,4}"
    r"|undang-undang\s{1,3}dasar(?:\s{1,3}(?:nri|negara|republik|indonesia|ri)){0,4}(?:\s?\(?uud[a-z ]{0,8}\)?)?)"
    r"\s{0,3},?\s{0,3}(?:\(?(?:tahun|thn|th)\.?\s{0,3})?$"
)
COUNT_BEFORE: Final = re.compile(
    r"(?:(?<![^\W_])(?:rp\.?|idr|usd|us\$|nomor|nomer|no\.?|nip|nik|npsn|telp\.?|sebanyak|sejumlah|berjumlah|pasal|"
    r"kode\s{1,3}pos|iso|seharga|senilai|seri|tipe|lebih\s{1,3}dari|kurang\s{1,3}dari|total)\s{0,3}:?|[$€£#+=<>×])\s{0,3}$"
)
COUNT_AFTER: Final = re.compile(
    r"\s{1,3}(?:orang|siswa|siswi|pelajar|murid|mahasiswa|mahasiswi|peserta|guru|dosen|sekolah|madrasah|unit|buah|ekor|rupiah|meter|"
    r"km|kg|m2|hektare?|ha|persen|ton|ribu|juta|miliar|triliun|dolar|kali(?!\s(?:ini|itu))|watt|mdpl|kalori|kkal|kk|jiwa|anak|paket|lembar|"
    r"eksemplar|kursi|titik|santri|buku|formasi|responden|kilometer|liter|kata|jam|menit|pendaftar|pengunjung|"
    r"penonton|warga|pegawai|personel|tenaga|pohon|penerima|kuota|lulusan|alumni|atlet|relawan|karya|judul|naskah)"
    r"(?![^\W_])"
)
SEASON_BEFORE: Final = re.compile(
    r"(?<![^\W_])(?:musim|nataru|periode|liga|league|serie|laliga|bundesliga|kompetisi|natal)(?:\s{1,3}\w{1,12}){0,2}\s{1,3}$"
)
YEAR_CUE: Final = re.compile(
    r"(?:(?<![^\W_])(?:tahun|sejak|pada|hingga|sampai|antara|dari|mulai|di|awal|akhir|pertengahan)\s{1,3}|[(\[]\s?)$"
)
FUNCTION_WORD: Final = re.compile(
    r"\s{0,3}(?:[^\w\s]|$|\n|(?:dan|atau|di|ke|dari|pada|yang|ini|itu|lalu|mendatang|nanti|silam|untuk|dengan|oleh|"
    r"ketika|saat|adalah|serta|sampai|hingga|telah|sudah|akan|masih|menjadi|tersebut|dalam|karena)(?![^\W_]))"
)
MONTH_CUE: Final = re.compile(
    r"(?<![^\W_])(?:bulan|pada|di|sejak|hingga|sampai|dengan|dari|mulai|antara|awal|akhir|pertengahan|penghujung|medio|per|jelang|periode|edisi|"
    r"menjelang|memasuki|selama|sepanjang)\s{1,3}$"
)
HABIT_BEFORE: Final = re.compile(
    r"(?<![^\W_])(?:setiap|tiap|saban|salat|shalat|sholat|solat|ibadah|malam|khotbah|khutbah|misa|sebelas|doa|pasar)\s{1,3}(?:hari\s{1,3})?$"
)
VAGUE_BEFORE: Final = re.compile(
    r"(?:(?<![^\W_])(?:beberapa|beberap|puluhan|belasan|ratusan|ribuan|sekian|para|setiap|tiap|saban|per|hari|tahun)\s{1,3}|-)$"
)
PART_BEFORE_TODAY: Final = re.compile(rf"(?<![^\W_]){PART}\s{{1,3}}$")
UNIT_BEFORE: Final = re.compile(
    rf"(?<![^\W_])(?P<unit>{alternatives([*ONE_UNITS, *UNITS])}),?\s{{1,3}}(?:dan\s{{1,3}})?$"
)
RANGE_BEFORE: Final = re.compile(r"(?<![\w.,])\d{1,3}\s?[-–]\s?(?P<last>\d{1,3})\s{1,3}$")
NUMBERED_BEFORE: Final = re.compile(
    r"(?:ke-?|(?<![^\W_])(?:kelas|tahap|gelombang|angkatan|nomor|no\.?|negeri|smpn|sman|sdn|smkn|semester|jilid|seri|batch|fase|tingkat|"
    r"peringkat|juara)\s{1,3})$"
)
WITHIN_BEFORE: Final = re.compile(
    r"(?:dalam|dlm)\s{1,3}(?:waktu\s{1,3})?(?:(?:sekitar|kurang\s{1,3}lebih|hampir|(?:lebih|kurang)\s{1,3}dari)\s{1,3})?$"
)
INTERVAL_CUE: Final = re.compile(
    r"(?<![^\W_])(?:dari|mulai|sejak|selama|pada|antara|berlangsung)\s{1,3}(?:hari\s{1,3})?$"
)
HOUR_OF_LESSON: Final = re.compile(r"\s{1,3}(?:pelajaran|kerja|terbang|mengajar|tatap)(?![^\W_])")
