"""The words of Indonesian dates, as plain tables in lower case.

Sources: Kamus Besar Bahasa Indonesia (KBBI VI) for the standard spellings, the Unicode CLDR locale ``id`` for the
abbreviations, and common press spellings (Nopember, Pebruari, Jum'at, Ahad) that KBBI lists as non-standard.
"""

from __future__ import annotations

from typing import Final, Literal

Unit = Literal["hour", "day", "week", "month", "quarter", "semester", "year", "school_year", "decade", "century"]

_MONTH_NAMES: Final = (
    "januari january jan",
    "februari pebruari febuari fabruari february feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus augustus august agu agt agst ags aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
"""Every spelling of a month to its number, 1 to 12."""

MONTHS_IN_FULL: Final = frozenset(
    "januari februari pebruari febuari fabruari maret april mei juni juli agustus september oktober november "
    "nopember desember".split()
)
"""Spellings that can stand for a month without a day or year beside them."""

HIJRI_MONTHS: Final = (
    "muharram", "muharam", "safar", "shafar", "rabiul awal", "rabiul akhir", "jumadil awal", "jumadil akhir",
    "rajab", "syakban", "sya'ban", "ramadan", "ramadhan", "syawal", "zulkaidah", "dzulqa'dah", "zulhijah",
    "dzulhijjah", "zulhijjah",
)  # fmt: skip

WEEKDAYS: Final = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "jum’at": 4, "jum‘at": 4,
    "jum`at": 4, "sabtu": 5, "minggu": 6, "ahad": 6,
}  # fmt: skip
"""Weekday names to :meth:`datetime.date.weekday` numbers (Monday is 0)."""

WEEKDAY_ABBREVIATIONS: Final = {"sen": 0, "sel": 1, "rab": 2, "kam": 3, "jum": 4, "sab": 5, "min": 6}

UNITS: Final[dict[str, Unit]] = {
    "detik": "hour", "dtk": "hour", "menit": "hour", "mnt": "hour", "jam": "hour",
    "hari": "day", "hr": "day", "malam": "day", "h": "day",
    "pekan": "week", "minggu": "week", "mgg": "week",
    "bulan": "month", "bln": "month",
    "triwulan": "quarter", "kuartal": "quarter", "krtl": "quarter", "semester": "semester",
    "tahun": "year", "thn": "year", "th": "year",
    "dekade": "decade", "dasawarsa": "decade", "abad": "century",
}  # fmt: skip
"""Units of time; everything shorter than a day counts as ``hour``, which no day can resolve."""

ONE_UNITS: Final = frozenset(
    {"sehari", "sepekan", "seminggu", "sebulan", "setahun", "sedekade", "seabad", "sejam", "semenit"}
)
"""One unit in one word."""

DEICTIC_WORDS: Final = frozenset(
    {"kemarin", "kemaren", "kmrn", "besok", "bsk", "esok", "lusa", "besoknya", "esoknya", "lusanya", "keesokan", "tadi",
     "nanti", "pagi", "siang", "sore", "petang", "dini", "semalam", "subuh"}
)  # fmt: skip
"""Words that can begin an expression of the kind of "yesterday" or "this morning"."""

HOURS: Final = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11, "dua belas": 12,
}  # fmt: skip
"""Hours of the clock in words."""

ORDINALS: Final = {
    "pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5,
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5,
    "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "ke-1": 1, "ke-2": 2, "ke-3": 3, "ke-4": 4, "ke-5": 5,
    "ganjil": 1, "genap": 2, "gasal": 1,
}  # fmt: skip
"""Which quarter, semester or week of the month."""
