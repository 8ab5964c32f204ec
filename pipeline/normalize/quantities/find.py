"""Find quantities: one fast search for places where a number may begin, then small careful readers on the spot.

Everything a reader looks at lies within a fixed distance of the number, and the search never goes back, so the whole
takes linear time on any text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.normalize.numbers import NUMBER_START, Number, number_at, read_roman
from pipeline.normalize.quantities.context import Before, qualifier_before, words_before
from pipeline.normalize.quantities.items import item_of
from pipeline.normalize.quantities.lexicon import TimeUnit, lexicon, lower
from pipeline.normalize.quantities.nouns import Noun, known, plausible, read_noun
from pipeline.records import DateExpression, Qualifier, Quantity, QuantityKind

_LEX = lexicon()
_BOUND: Final = r"(?![^\W_])"
_GAP: Final = r"[^\S\n]{0,2}\n?[^\S\n]{0,2}"
_ORDER: Final = "dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas seratus".split()
_SE_TIMES: Final = {
    f"se{form}": _LEX.times[form]
    for form in ("tahun", "bulan", "minggu", "pekan", "hari", "jam", "menit", "detik", "dekade", "abad", "semester")
}

_CANDIDATE = re.compile(
    rf"(?<![^\W_])(?:(?P<money>(?:{_LEX.money_before_pattern})[.:]?[^\S\n]{{0,2}}(?={NUMBER_START}))"
    rf"|(?P<number>{NUMBER_START})"
    rf"|(?P<first>pertama{_BOUND})"
    rf"|(?P<ke>ke(?:-?(?=\d)|-[^\S\n]?(?=\d)|-(?=[ivxlc]{{1,8}}{_BOUND})|(?={'|'.join(_ORDER)})))"
    rf"|(?P<se>(?:{'|'.join(_SE_TIMES)})(?:an)?{_BOUND})"
    rf"|(?P<order>(?:{'|'.join(sorted(_LEX.ordinal_nouns, key=len, reverse=True))})[^\S\n](?=[ivxlc]{{1,6}}{_BOUND})))"
)
_AFTER = re.compile(
    rf"{_GAP}(?:(?P<percent>%|(?:persen|prosen|percent|per[^\S\n]cent){_BOUND})"
    rf"|(?P<money>(?:{_LEX.money_after_pattern}){_BOUND})"
    rf"|(?P<time>(?:{_LEX.time_pattern}){_BOUND})"
    rf"|(?P<measure>(?:{_LEX.measure_pattern}){_BOUND}))"
)
_RANGE = re.compile(
    r"(?P<dash>[^\S\n]?(?:--?|–|—|−)[^\S\n]?)"
    r"|[^\S\n](?:s\.?/?d\.?|sampai[^\S\n]dengan|sampai|hingga|to)[^\S\n]"
    r"|(?P<dan>[^\S\n](?:dan|dengan)[^\S\n])"
)
_MONEY_BEFORE = re.compile(rf"(?:{_LEX.money_before_pattern})[.:]?[^\S\n]{{0,2}}")
_MONEY_TAIL = re.compile(r"[.,][^\S\n]?[-–—=]{1,2}(?!\d)")
_BRACKET = re.compile(r"[^\S\n]?\(([^()\n]{1,160})\)")
_APPROXIMATE = re.compile(rf"[^\S\n]?(ribu|juta|miliar|milyar|triliun)an{_BOUND}|-?an{_BOUND}")
_LEBIH = re.compile(
    r"[^\S\n]lebih(?=[^\S\n](?!dari|banyak|tinggi|baik|besar|kecil|cepat|lama|rendah|lanjut|awal)|[^\w\s]|\s*$)"
)
_OR_MORE = re.compile(r"[^\S\n](atau[^\S\n]lebih|ke[^\S\n]?atas|ke[^\S\n]?bawah|atau[^\S\n]kurang)" + _BOUND)
_CODE = re.compile(r"\d[\d./:–-]*")
_TIMES_X = re.compile(r"[^\S\n]?[x×][^\S\n]?(\d{1,3})[^\S\n]?jam" + _BOUND)
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,3})(?![\d/.,-])")
_YEAR_AFTER = re.compile(r"[^\S\n]{1,2}(?:ke-?)?\d{4}(?!\d|[.,]\d)")
_AGO = re.compile(r"[^\S\n](?:yang[^\S\n])?(?:lalu|silam)" + _BOUND)
_OF = re.compile(r"[^\S\n](?:dari|menjadi)[^\S\n](?:total[^\S\n])?(?=\d|" + "|".join(_ORDER) + ")")
_AMONG = re.compile(r"[^\S\n](?:di[^\S\n]?antara(?:nya)?|lainnya)" + _BOUND)
_ENGLISH_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![^\W_])")
_PER = re.compile(r"[^\S\n]?(?:/|per[^\S\n])[^\W\d_]")
_AGE_BRACKET = re.compile(r"\(\s?$")
_NEXT_WORD = re.compile(r"[^\S\n]{0,2}([^\W\d_][\w'’/-]*)")
_DURING: Final = frozenset(("terakhir", "ke", "mendatang", "berikutnya", "kemudian", "setelah", "sebelum", "pertama"))
_AGE_CUES: Final = frozenset("usia berusia umur berumur usianya umurnya seumur seusia".split())
_PERSONS: Final = frozenset(
    "anak balita bayi remaja lansia pria wanita perempuan pemuda kakek nenek bocah gadis lelaki laki-laki".split()
)
_SCORE_CUES: Final = frozenset(
    "ipk gpa skor skornya nilai nilainya indeks aqi toefl ielts ipm hdi ipk-nya nem bernilai ips".split()
)
_BARE_CUES: Final = frozenset(
    "sebanyak sejumlah berjumlah jumlahnya total totalnya mencapai menembus tembus hanya sebesar menjadi ada tercatat "
    "sebanyaknya adalah yakni yaitu".split()
)
_STRONG_CUES: Final = frozenset("sebanyak sejumlah berjumlah jumlahnya total totalnya menembus tembus".split())
_MONEY_CUES: Final = re.compile(
    r"\b(?:anggaran|dana|biaya|gaji|tunjangan|honor|honorarium|insentif|upah|pendapatan|kur|kredit|modal|hibah|harga|"
    r"tarif|denda|pinjaman|utang|uang|iuran|spp|ukt|rp|penghasilan|subsidi|investasi|omzet|laba|pajak|apbn|apbd)"
)
_YEAR_CUES: Final = frozenset(
    "tahun pada sejak di hingga sampai per dalam untuk angkatan edisi ta dan atau menuju selama thn hut".split()
)
_NO_SATU: Final = frozenset(("salah", "nomor", "no", "se", "satu-satunya", "per", "hari", "orang"))
_AFTER_SATU_NO: Final = frozenset(("sama", "per", "pun", "suara", "padu", "demi", "atap", "pintu", "hati", "kata"))
_SMALLER: Final = {
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60, ("minute", "second"): 60,
}  # fmt: skip
_CASED_SYMBOLS: Final = {"m": "m", "g": "g", "t": "", "l": "Ll", "are": ""}
_ADJECTIVES: Final = frozenset(
    "besar baru resmi nasional internasional utama khusus negeri swasta terbaik kecil penting asia eropa indonesia".split()
)


class _Value(NamedTuple):
    """A number or a range of numbers, and where it ends."""

    value: Decimal
    value_max: Decimal | None
    end: int
    number: Number
    """The last number read."""
    approximate: bool = False


class _Unit(NamedTuple):
    kind: QuantityKind
    unit: str
    end: int
    factor: int = 1


def find_quantities(text: str, *, dates: Sequence[DateExpression] | None = None) -> list[Quantity]:
    """Find every quantity in running text, from left to right, without overlaps.

    Args:
        text: one article, or any string.
        dates: the date expressions already found in the same text; they are never quantities.  None: find them here.
    """
    if dates is None:
        from pipeline.normalize.dates import find_dates

        dates = find_dates(text)
    return _Finder(text, dates).run()


class _Finder:
    """One pass over one text."""

    def __init__(self, text: str, dates: Sequence[DateExpression]) -> None:
        self.text = text
        self.low = lower(text)
        ordered = sorted((date.start, date.end) for date in dates)
        self.date_starts = [start for start, _ in ordered]
        self.date_ends = [end for _, end in ordered]
        self.found: list[Quantity] = []
        self.position = 0
        """Nothing before it is looked at again as the beginning of a quantity."""

    def run(self) -> list[Quantity]:
        search, low, size = _CANDIDATE.search, self.low, len(self.low)
        while self.position < size:
            match = search(low, self.position)
            if match is None:
                break
            start = match.start()
            self.position = match.end() if match.end() > start else start + 1
            date_end = self._date_end(start)
            if date_end is not None and not self._duration_in_date(start):
                self.position = max(date_end, start + 1)
                continue
            kind = match.lastgroup
            if kind == "number":
                self._number(start)
            elif kind == "money":
                self._money(start, match.end())
            elif kind == "first":
                self._ordinal_word(start, match.end(), Decimal(1))
            elif kind == "ke":
                self._ke(start, match.end())
            elif kind == "se":
                self._se(start, match.end())
            else:
                self._roman(start, match.end())
        return self.found

    # -- dates ---------------------------------------------------------------------------------------------------

    def _date_end(self, position: int) -> int | None:
        """The end of the date expression that holds this place, or None."""
        index = bisect_right(self.date_starts, position) - 1
        return self.date_ends[index] if index >= 0 and self.date_ends[index] > position else None

    def _duration_in_date(self, start: int) -> bool:
        """Whether a length of time is meant though a date was read there ("dalam tiga tahun terakhir")."""
        number = number_at(self.low, start)
        after = _AFTER.match(self.low, number.end) if number else None
        end = after.end() if after is not None and after["time"] else None
        if end is None:
            se = next((form for form in _SE_TIMES if self.low.startswith(form, start)), None)
            end = start + len(se) if se else None
        if end is None:
            return False
        word = _NEXT_WORD.match(self.low, end)
        return word is not None and word[1] in _DURING

    # -- what is kept --------------------------------------------------------------------------------------------

    def _keep(
        self,
        start: int,
        end: int,
        kind: QuantityKind,
        value: Decimal,
        value_max: Decimal | None,
        unit: str | None,
        qualifier: Qualifier | None,
        noun: Noun | None = None,
    ) -> None:
        item = item_of(self.text, self.low, start, end, kind, noun)
        self.found.append(
            Quantity(
                start=start,
                end=end,
                text=self.text[start:end],
                kind=kind,
                value=_plain(value),
                value_max=None if value_max is None else _plain(value_max),
                unit=unit,
                qualifier=qualifier,
                item=item,
            )
        )
        self.position = max(self.position, end)

    def _left(self, start: int) -> tuple[list[tuple[str, int]], Before | None]:
        words = words_before(self.low, start)
        before = qualifier_before(self.low, words)
        if before is not None and self.found and before.start < self.found[-1].end:
            before = None
        return words, before

    # -- numbers and ranges --------------------------------------------------------------------------------------

    def _value(self, number: Number, between: bool, money: bool) -> _Value:
        """The number with its repetition in brackets, or the range that it begins."""
        low = self.low
        end, approximate = number.end, False
        value = number.value
        repeated = self._repeated(end, value)
        if repeated:
            end = repeated
        elif (suffix := _APPROXIMATE.match(low, end)) is not None:
            approximate, end = True, suffix.end()
            if suffix[1]:
                scaled = number_at(f"1 {suffix[1]}", 0)
                assert scaled is not None
                value, number = value * scaled.value, number._replace(scale=scaled.value, simple=value)
        upper = self._upper(end, number._replace(value=value), between, money)
        if upper is not None:
            return upper
        return _Value(value, None, end, number, approximate)

    def _repeated(self, end: int, value: Decimal) -> int | None:
        """The end of "(dua)" behind "2", when it says the same."""
        bracket = _BRACKET.match(self.low, end)
        if bracket is None:
            return None
        inner = bracket.start(1)
        if prefix := _MONEY_BEFORE.match(self.low, inner):
            inner = prefix.end()
        again = number_at(self.low, inner, bracket.end(1))
        if again is None or again.value != value:
            return None
        rest = self.low[again.end : bracket.end(1)].strip()
        return bracket.end() if not rest or rest in _LEX.money_after else None

    def _upper(self, end: int, first: Number, between: bool, money: bool) -> _Value | None:
        """The upper end of a range, with unit and scale shared: "10 sampai 20 juta"."""
        joint = _RANGE.match(self.low, end)
        if joint is None or (joint["dan"] and not between):
            return None
        position = joint.end()
        if money and (prefix := _MONEY_BEFORE.match(self.low, position)):
            position = prefix.end()
        second = number_at(self.low, position, letters=money)
        if second is None:
            return None
        following = self.low[second.end : second.end + 2]
        if len(following) == 2 and following[0] in "-/:" and following[1].isdigit():
            return None
        low_value, high = first.value, second.value
        if first.scale == 1 and second.scale > 1 and second.simple is not None and low_value < second.simple:
            low_value = low_value * second.scale
        if low_value >= high:
            return None
        stop = second.end
        approximate = False
        if (suffix := _APPROXIMATE.match(self.low, stop)) is not None and not suffix[1]:
            stop, approximate = suffix.end(), True
        elif repeated := self._repeated(stop, high):
            stop = repeated
        return _Value(low_value, high, stop, second, approximate)

    # -- money ---------------------------------------------------------------------------------------------------

    def _money(self, start: int, number_start: int) -> None:
        low = self.low
        number = number_at(low, number_start, letters=True)
        if number is None:
            return
        code = _LEX.money_before[low[start:number_start].rstrip(" .:\xa0\t")]
        number = self._english(number)
        words, before = self._left(start)
        between = bool(words) and words[-1][0] == "antara"
        value = self._value(number, between, money=True)
        end = value.end
        if tail := _MONEY_TAIL.match(low, end):
            end = tail.end()
            if value.value_max is None and (repeated := self._repeated(end, value.value)):
                end = repeated
            elif value.value_max is None and (upper := self._upper(end, value.number, between, money=True)):
                value, end = upper, upper.end
                if tail := _MONEY_TAIL.match(low, end):
                    end = tail.end()
        after = _AFTER.match(low, end)
        if after is not None and after["money"] and _LEX.money_after[_flat(after["money"])] == code:
            end = after.end()
        self._finish_money(start, end, value, code, words, before)

    def _finish_money(
        self, start: int, end: int, value: _Value, code: str, words: list[tuple[str, int]], before: Before | None
    ) -> None:
        del words
        qualifier, begin = (before.qualifier, before.start) if before else (None, start)
        if value.value_max is not None and qualifier == "max":
            qualifier, begin = None, start
        end, qualifier = self._tail_qualifier(end, qualifier or ("about" if value.approximate else None))
        self._keep(begin, end, "money", value.value, value.value_max, code, qualifier)

    @staticmethod
    def _english(number: Number) -> Number:
        """``1,500`` of something that is not counted in thousandths is one thousand five hundred."""
        if number.english is None or number.scale != 1:
            return number
        return number._replace(value=number.english, english=None)

    def _tail_qualifier(self, end: int, qualifier: Qualifier | None) -> tuple[int, Qualifier | None]:
        more = _OR_MORE.match(self.low, end)
        if more is not None:
            return more.end(), _LEX.qualifiers_after[_flat(more[1])]
        if qualifier is None and (lebih := _LEBIH.match(self.low, end)):
            return lebih.end(), "over"
        return end, qualifier

    # -- any number ----------------------------------------------------------------------------------------------

    def _number(self, start: int) -> None:
        low = self.low
        number = number_at(low, start)
        if number is None:
            code = _CODE.match(low, start)
            if code is not None:
                self.position = code.end()
            return
        self.position = number.end
        if number.words:
            if low[number.end : number.end + 1] == "-" and not _RANGE.match(low, number.end + 1):
                word = low[start : number.end]
                if low.startswith(word, number.end + 1):
                    return
        elif not self._clean_digits(start, number):
            return
        words, before = self._left(start)
        last = words[-1][0].lstrip("\"'“”‘’([") if words else ""
        between = last == "antara"
        value = self._value(number, between, money=False)
        if self._ordinal_number(start, value, words):
            return
        after = _AFTER.match(low, value.end)
        if after is not None and after.lastgroup is not None and self._with_unit(start, value, after, words, before):
            return
        self._counted(start, value, words, before)

    def _clean_digits(self, start: int, number: Number) -> bool:
        """Whether digits stand as a number of their own, not inside a code, a list mark, a date or a clock time."""
        low, end = self.low, number.end
        previous = low[start - 1] if start else " "
        if previous in ".,/:-–#@+_" and start > 1 and not low[start - 2].isspace():
            code = _CODE.match(low, start)
            self.position = code.end() if code else end
            return previous in "-–" and low[start - 2] == ")"
        literal = low[start:end]
        if len(literal) > 1 and literal[0] == "0" and literal.isdigit():
            code = _CODE.match(low, start)
            self.position = code.end() if code else end
            return False
        following = low[end : end + 1]
        if not following:
            return True
        if following.isalnum() or following == "_":
            if _ENGLISH_ORDINAL.match(low, end) or _TIMES_X.match(low, end) or _APPROXIMATE.match(low, end):
                return True
            unit = _AFTER.match(low, end)
            if unit is not None and unit.start(unit.lastgroup or 0) == end:
                return True
            self.position = end
            while self.position < len(low) and low[self.position].isalnum() and self.position - end < 40:
                self.position += 1
            return False
        if following in "/:" and low[end + 1 : end + 2].isdigit():
            if following == "/" and (fraction := _FRACTION.match(low, start)) and fraction.end() > end:
                top, bottom = int(fraction[1]), int(fraction[2])
                if 0 < top < bottom <= 10 and self._after_fraction(start, fraction.end(), Decimal(top) / bottom):
                    return False
            code = _CODE.match(low, start)
            self.position = code.end() if code else end
            return False
        # A list mark at the beginning of a line: "1. ", "2) ".
        if following in ".)" and number.scale == 1 and len(literal) <= 3:
            line = start
            while line and low[line - 1] in " \t-•*(\\|":
                line -= 1
            if (line == 0 or low[line - 1] == "\n") and not low[end + 1 : end + 2].isdigit():
                return previous == "(" and following == ")"
        return True

    def _after_fraction(self, start: int, end: int, value: Decimal) -> bool:
        noun = read_noun(self.text, self.low, end)
        if noun is None or not noun.known:
            return False
        self._keep(start, noun.end, "count", value, None, self._unit_text(noun), None, noun)
        return True

    def _with_unit(
        self, start: int, value: _Value, after: re.Match[str], words: list[tuple[str, int]], before: Before | None
    ) -> bool:
        """Percent, money, time and measures: a unit word stands behind the number."""
        low = self.low
        group = after.lastgroup
        assert group is not None
        form = _flat(after[group])
        end = after.end()
        qualifier, begin = (before.qualifier, before.start) if before else (None, start)
        if value.value_max is None and (second := self._second_with_unit(value, after)):
            value, end = second, second.end
        if value.value_max is not None and qualifier == "max" and low[begin : begin + 6] == "sampai":
            qualifier, begin = None, start
        if value.approximate and qualifier is None:
            qualifier = "about"
        low_value, high = value.value, value.value_max
        if group == "percent":
            end, qualifier = self._tail_qualifier(end, qualifier)
            self._keep(begin, end, "percent", low_value, high, "percent", qualifier)
            return True
        if group == "money":
            number = self._english(value.number) if high is None else value.number
            if high is None:
                value = value._replace(value=number.value if not value.approximate else value.value)
            if repeated := self._repeated(end, value.value):
                end = repeated
            self._finish_money(start, end, value, _LEX.money_after[form], words, before)
            return True
        if group == "measure":
            written = self.text[after.start(group) : after.end(group)]
            if len(form) == 1 and (written.isupper() and form not in "lvwkj" or value.number.words):
                return False
            if form in ("m", "t", "are", "g", "a", "b") and not written.islower():
                return False
            end, qualifier = self._tail_qualifier(end, qualifier)
            self._keep(begin, end, "measure", low_value, high, _LEX.measures[form], qualifier)
            return True
        return self._time(begin, end, value, form, after, words, qualifier)

    def _second_with_unit(self, value: _Value, after: re.Match[str]) -> _Value | None:
        """ "4 tahun sampai 6 tahun", "5% - 10%": both ends carry the unit."""
        joint = _RANGE.match(self.low, after.end())
        if joint is None or joint["dan"]:
            return None
        number = number_at(self.low, joint.end())
        if number is None or number.value <= value.value:
            return None
        again = _AFTER.match(self.low, number.end)
        group = after.lastgroup
        if again is None or again.lastgroup != group or group is None or _flat(again[group]) != _flat(after[group]):
            return None
        return _Value(value.value, number.value, again.end(), number)

    def _time(
        self,
        begin: int,
        end: int,
        value: _Value,
        form: str,
        after: re.Match[str],
        words: list[tuple[str, int]],
        qualifier: Qualifier | None,
    ) -> bool:
        low = self.low
        unit = _LEX.times[form]
        if form.startswith("jam") and read_noun_compound(low, after.start("time")):
            return False
        if form in ("tahun", "thn", "th") and _YEAR_AFTER.match(low, end):
            self.position = end
            return True
        if _AGO.match(low, end):
            self.position = end
            return True
        if form == "th" and value.number.words is False and self.text[end : end + 2].strip()[:1].isupper():
            return False
        if form.endswith("an") and form != "pekan" and qualifier is None:
            qualifier = "about"
        low_value, high = value.value * unit.factor, value.value_max
        if high is not None:
            high = high * unit.factor
        name = unit.unit
        if high is None:
            low_value, name, end = self._compound_time(low_value, name, end)
        kind: QuantityKind = "duration"
        if name in ("year", "month") and self._is_age(begin, end, words):
            kind = "age"
        end, qualifier = self._tail_qualifier(end, qualifier)
        self._keep(begin, end, kind, low_value, high, name, qualifier)
        return True

    def _compound_time(self, value: Decimal, name: str, end: int) -> tuple[Decimal, str, int]:
        """ "1 menit 43 detik" is 103 seconds."""
        for _ in range(3):
            position = end
            gap = 0
            while gap < 2 and self.low[position : position + 1] == " ":
                position, gap = position + 1, gap + 1
            if self.low.startswith(("dan ", "lebih "), position):
                position = self.low.index(" ", position) + 1
            number = number_at(self.low, position) if position > end else None
            after = _AFTER.match(self.low, number.end) if number else None
            if number is None or after is None or not after["time"]:
                break
            smaller = _LEX.times[_flat(after["time"])]
            factor = _SMALLER.get((name, smaller.unit))
            if factor is None or smaller.factor != 1:
                break
            value, name, end = value * factor + number.value, smaller.unit, after.end()
        return value, name, end

    def _is_age(self, begin: int, end: int, words: list[tuple[str, int]]) -> bool:
        low = self.low
        near: list[str] = []
        for word, _ in reversed(words):
            if word[-1] in ".;!?" or word[-1] == ")":
                break
            near.append(word.strip("\"'“”‘’([,:"))
            if word[0] == "(":
                break
        if any(word in _AGE_CUES for word in near[:6]):
            return True
        if near and near[0] in _PERSONS:
            return True
        if low[begin - 1 : begin] == "(" and low[end : end + 1] == ")" and self._name_before(begin - 1):
            return True
        if low[end : end + 1] in (",", ")") and low[max(0, begin - 2) : begin] == ", " and self._name_before(begin - 2):
            return True
        previous = next((q for q in reversed(self.found[-3:]) if q.kind == "age"), None)
        return (
            previous is not None
            and begin - previous.end < 40
            and "\n" not in low[previous.end : begin]
            and bool(
                near
                and near[0] in ("dan", "hingga", "atau", "maksimal", "minimal", "paling", "sampai")
                or (near and low[begin : begin + 4] in ("maks", "mini", "pali", "hing", "samp"))
            )
        )

    def _name_before(self, position: int) -> bool:
        """Whether a capitalised word ends just before this place."""
        text = self.text
        end = position
        while end and text[end - 1] in " \xa0":
            end -= 1
        start = end
        while start and end - start < 30 and (text[start - 1].isalpha() or text[start - 1] in "'’.-"):
            start -= 1
        return start < end and text[start].isupper() and not text[start:end].isupper()

    # -- counts --------------------------------------------------------------------------------------------------

    def _unit_text(self, noun: Noun) -> str:
        return " ".join(self.text[noun.start : noun.end].split())

    def _counted(self, start: int, value: _Value, words: list[tuple[str, int]], before: Before | None) -> None:
        low, text = self.low, self.text
        number = value.number
        digits = not number.words
        last_word, last_start = words[-1] if words else ("", start)
        last = last_word.strip("\"'“”‘’([,:")
        end = value.end
        # (23) behind a name is an age.
        if digits and low[start - 1 : start] == "(" and low[end : end + 1] == ")":
            plain = value.value_max is None and number.scale == 1 and 5 <= value.value <= 110
            if plain and low[start:end].isdigit() and self._name_before(start - 1) and last not in _LEX.excluded_before:
                self._keep(start, end, "age", value.value, None, "year", None)
            return
        if times := (_TIMES_X.match(low, end) if digits else None):
            self._keep(start, times.end(), "duration", value.value * int(times[1]), None, "hour", None)
            return
        if digits and _ENGLISH_ORDINAL.match(low, end):
            self._english_ordinal(start, end, value)
            return
        lebih = _LEBIH.match(low, end)
        noun = read_noun(text, low, lebih.end() if lebih else end)
        if noun is None and lebih:
            lebih = None
            noun = read_noun(text, low, end)
        qualifier, begin = (before.qualifier, before.start) if before else (None, start)
        if value.approximate and qualifier is None:
            qualifier = "about"
        if lebih and qualifier is None:
            qualifier = "over"
        strong = before is not None or last in _STRONG_CUES
        if digits and not strong and self._is_name_number(start, end, value, last, last_start, noun):
            return
        if not digits and number.value == 1 and number.scale == 1 and value.value_max is None:
            following = _NEXT_WORD.match(low, end)
            if last in _NO_SATU or (following and following[1] in _AFTER_SATU_NO):
                return
            if noun is not None and not noun.known:
                return
        if self._is_score(start, value, words, noun):
            self._score(begin, value, qualifier)
            return
        amount = value
        if digits and value.value_max is None and number.english is not None and noun is not None:
            amount = value._replace(value=number.english)
        if (
            noun is not None
            and not noun.known
            and text[noun.start].isupper()
            and not text[noun.start + 1 : noun.start + 2].isupper()
        ):
            noun = None
        if noun is not None:
            unit_end = noun.end
            unit = self._unit_text(noun)
            if unit.lower() == "kali" and (pay := _PAY.match(low, unit_end)):
                unit, unit_end = text[pay.start(1) : pay.end(1)], pay.end()
            if number.scale >= 10**6 and digits and not noun.known and self._money_context(start):
                self._keep(begin, end, "money", value.value, value.value_max, "IDR", qualifier)
                return
            self._keep(begin, unit_end, "count", amount.value, amount.value_max, unit, qualifier, noun)
            return
        if number.scale >= 10**6 and self._money_context(start):
            end, qualifier = self._tail_qualifier(end, qualifier)
            self._keep(begin, end, "money", value.value, value.value_max, "IDR", qualifier)
            return
        self._bare(start, begin, value, words, qualifier, last)

    def _is_name_number(
        self, start: int, end: int, value: _Value, last: str, last_start: int, noun: Noun | None
    ) -> bool:
        """Whether digits name or number something ("SMA Negeri 1", "Pasal 3", "Tower 2") or are a year."""
        low, text = self.low, self.text
        literal = low[start : value.number.end]
        if value.value_max is None and len(literal) == 4 and literal.isdigit() and 1900 <= int(literal) <= 2099:
            if noun is None or not noun.known or last in _YEAR_CUES or not text[last_start : last_start + 1].islower():
                return True
        if last.rstrip(".") in _LEX.excluded_before:
            lower_noun = noun is not None and noun.known and text[noun.start].islower()
            school = last.startswith(("sd", "smp", "sma", "smk", "slb", "paud", "negeri", "tk"))
            return not (school and lower_noun and value.value >= 10)
        if last and text[last_start : last_start + 1].isupper() and value.value < 1000 and "." not in literal:
            # A capitalised word right before: a name with its number, unless a known noun follows.
            if noun is None:
                return last not in _BARE_CUES
            return not noun.known or (text[noun.start].isupper() and not self._title_like(last_start) and known(last))
        return False

    def _title_like(self, position: int) -> bool:
        """Whether the words around are all capitalised, as in a headline."""
        start = position
        while start and self.text[start - 1] != "\n" and position - start < 60:
            start -= 1
        letters = [word for word in self.text[start:position].split() if word[0].isalpha()]
        return bool(letters) and sum(word[0].isupper() for word in letters) >= 0.7 * len(letters)

    def _money_context(self, start: int) -> bool:
        return _MONEY_CUES.search(self.low, max(0, start - 70), start) is not None

    def _is_score(self, start: int, value: _Value, words: list[tuple[str, int]], noun: Noun | None) -> bool:
        if noun is not None and self.low[noun.start : noun.end] == "poin":
            return False
        if noun is not None or value.number.scale != 1:
            return False
        near: list[str] = []
        for word, _ in reversed(words):
            if word[-1] in ".;!?)":
                break
            near.append(word.strip("\"'“”‘’([,:()"))
        return any(word in _SCORE_CUES for word in near)

    def _score(self, begin: int, value: _Value, qualifier: Qualifier | None) -> None:
        end = value.end
        if (of := re.compile(r"[^\S\n]dari[^\S\n]").match(self.low, end)) and (top := number_at(self.low, of.end())):
            end = top.end
        self._keep(begin, end, "score", value.value, value.value_max, None, qualifier)

    def _bare(
        self,
        start: int,
        begin: int,
        value: _Value,
        words: list[tuple[str, int]],
        qualifier: Qualifier | None,
        last: str,
    ) -> None:
        """A number without a noun behind it: kept only where the words before or behind say that it counts."""
        low, end = self.low, value.end
        unit: str | None = None
        of = _OF.match(low, end)
        if of is not None:
            other = number_at(low, of.end())
            noun = read_noun(self.text, low, other.end) if other else None
            if noun is not None and noun.known:
                self._keep(begin, end, "count", value.value, value.value_max, self._unit_text(noun), qualifier)
                return
        among = _AMONG.match(low, end)
        cue = next((word for word, _ in reversed(words) if word in _BARE_CUES), None)
        direct = last in _BARE_CUES or (qualifier is not None and cue is not None)
        literal = low[start:end]
        small = literal.isdigit() and len(literal) < 2
        if not among and not (direct and not small) and not last in _STRONG_CUES and qualifier not in ("over", "about"):
            return
        if (
            last in ("adalah", "yakni", "yaitu", "ada", "menjadi")
            and not among
            and qualifier is None
            and value.number.words
        ):
            return
        unit = self._inherited_unit(begin)
        self._keep(begin, end, "count", value.value, value.value_max, unit, qualifier)

    def _inherited_unit(self, begin: int) -> str | None:
        """The noun that a bare number counts: named before it in the same sentence."""
        words = words_before(self.low, begin)
        for word, start in reversed(words):
            bare = word.strip("\"'“”‘’([,:.")
            if word[-1] in ".;!?":
                break
            if bare in ("total", "jumlah", "sebanyak", "poin", "nilai", "target", "angka", "kuota", "data", "kali"):
                continue
            if known(bare) and bare in _LEX.nouns:
                offset = word.find(bare)
                return self.text[start + offset : start + offset + len(bare)]
        if self.found:
            last = self.found[-1]
            if last.kind == "count" and begin - last.end < 120 and not _SENTENCE_END.search(self.low, last.end, begin):
                return last.unit
        return None

    # -- ordinals ------------------------------------------------------------------------------------------------

    def _ordinal_number(self, start: int, value: _Value, words: list[tuple[str, int]]) -> bool:
        """ "juara 2", "gelombang tiga", "Desil 1 dan 2"."""
        if not words or value.number.scale != 1:
            return False
        word, word_start = words[-1]
        bare = word.lstrip("\"'“”‘’([")
        if bare not in _LEX.ordinal_nouns or self.low[word_start + len(word) : start] not in (" ", "\xa0", "\n"):
            return False
        after = _AFTER.match(self.low, value.end)
        if after is not None and value.value >= 1 and after.lastgroup in ("percent", "money"):
            return False
        if value.value != value.value.to_integral_value() or value.value > 1000:
            return False
        if self.found and word_start < self.found[-1].end:
            return False
        begin = word_start + len(word) - len(bare)
        end, high = value.end, value.value_max
        if high is None and (joint := _AND_NUMBER.match(self.low, end)):
            other = number_at(self.low, joint.end())
            if (
                other
                and not other.words
                and other.value == value.value + 1
                and not read_noun(self.text, self.low, other.end)
            ):
                high, end = other.value, other.end
        unit = self.text[begin : begin + len(bare)]
        self._keep(begin, end, "ordinal", value.value, high, unit, None)
        return True

    def _roman(self, start: int, numeral_start: int) -> None:
        end = numeral_start
        while end < len(self.text) and self.text[end].isalpha():
            end += 1
        value = read_roman(self.text[numeral_start:end])
        if value is None or self.low[end : end + 1] == "/":
            return
        unit = self.low[start:numeral_start].strip()
        begin = start
        if unit == "persidangan" and self.low[max(0, start - 5) : start] == "masa ":
            begin = start - 5
        self._keep(begin, end, "ordinal", Decimal(value), None, self.text[begin : start + len(unit)], None)

    def _ke(self, start: int, number_start: int) -> None:
        """ "ke-79", "ke-IX", "kedua"."""
        low, text = self.low, self.text
        if low[number_start : number_start + 1].isdigit():
            number = number_at(low, number_start)
            if number is None or number.scale != 1 or number.value != number.value.to_integral_value():
                return
            value, end = number.value, number.end
        elif low[start:number_start].endswith("-"):
            end = number_start
            while end < len(text) and text[end].isalpha():
                end += 1
            roman = read_roman(text[number_start:end])
            if roman is None:
                return
            value = Decimal(roman)
        else:
            number = number_at(low, number_start)
            if number is None or number.value < 2:
                return
            value, end = number.value, number.end
            if low[end : end + 1].isalpha():
                return
            if low[end : end + 1] == "-":
                return
            self._ordinal_word(start, end, value)
            return
        following = low[end : end + 1]
        if following.isalpha():
            if not low.startswith(("nya",), end):
                return
            end += 3
        self.position = end
        self._emit_ordinal(start, end, value)

    def _ordinal_word(self, start: int, end: int, value: Decimal) -> None:
        """ "tahun pertama", "pertama kali", "kedua negara" (a count), but not "Pertama, ..."."""
        low, text = self.low, self.text
        self.position = end
        if low[end : end + 1] == "-":
            return
        if low.startswith("nya", end):
            return
        following = _NEXT_WORD.match(low, end)
        word = following[1] if following else ""
        if word in ("kali", "kalinya") and following is not None:
            self._keep(start, following.end(1), "ordinal", value, None, "kali", None)
            return
        words = words_before(low, start)
        last, last_start = words[-1] if words else ("", start)
        bare = last.strip("\"'“”‘’([")
        before_noun = bool(bare) and (known(bare) or bare in _LEX.ordinal_nouns or bare in _LEX.times or bare in _NAMED)
        if value > 1 and not before_noun and following is not None:
            if word == "belah":
                following = _NEXT_WORD.match(low, following.end(1))
                word = following[1] if following else ""
            if (
                word in ("tertinggi", "terbesar", "terbanyak", "terbaik", "terendah", "terakhir")
                and following is not None
            ):
                self._keep(
                    start, following.end(1), "ordinal", value, None, text[following.start(1) : following.end(1)], None
                )
                return
            noun = read_noun(text, low, following.start(1) - 1) if following is not None else None
            if noun is not None and noun.known and not low.startswith(("orang tua", "orangtua"), noun.start):
                self._keep(start, noun.end, "count", value, None, self._unit_text(noun), None, noun)
            elif bare == "yang":
                self._emit_ordinal(start, end, value)
            return
        if low[end : end + 1] in ",:" and not before_noun:
            return
        if not bare or bare in ("dan", "untuk", "pada", "di", "yang") and value == 1 and bare != "yang":
            return
        self._emit_ordinal(start, end, value)

    def _emit_ordinal(self, start: int, end: int, value: Decimal) -> None:
        """Keep an ordinal with the noun to its left as its unit."""
        words = words_before(self.low, start)
        if words and words[-1][0] == "yang" and words[-1][1] >= self._last_end():
            self._keep(words[-1][1], end, "ordinal", value, None, None, None)
            return
        begin, unit = self._ordinal_unit(start, words)
        if unit is None and self.low[start:end] == "pertama":
            return
        self._keep(begin, end, "ordinal", value, None, unit, None)

    def _last_end(self) -> int:
        return self.found[-1].end if self.found else 0

    def _ordinal_unit(self, start: int, words: list[tuple[str, int]]) -> tuple[int, str | None]:
        """The noun before an ordinal: a run of capitalised words, or a noun with what belongs to it."""
        limit = self._last_end()
        usable = [(word, at) for word, at in words if at >= limit]
        picked: list[tuple[str, int]] = []
        for word, at in reversed(usable):
            if picked and word[-1] in ".,;:!?":
                break
            bare = word.strip("\"'“”‘’()[],")
            if not bare or bare in _LEX.stopwords or bare.isdigit():
                break
            capital = self.text[at : at + len(word)].lstrip("\"'“”‘’([")[:1].isupper()
            if not picked:
                if not (capital or plausible(bare) or bare in _LEX.times or bare in _LEX.ordinal_nouns):
                    break
                picked.append((word, at))
                if word[:1] in '"“‘([' and word[0] != "(":
                    break
                continue
            head = picked[0]
            head_capital = self.text[head[1]].isupper() or head[0][0] == "("
            joined = _compound(bare, [w.strip("\"'“”‘’()[],") for w, _ in picked])
            adjective = picked[0][0].strip(",)") in _ADJECTIVES
            if not (joined or adjective or (capital and head_capital)):
                break
            picked.insert(0, (word, at))
            if len(picked) >= 6 or word[:1] in '"“‘([':
                break
        if not picked:
            return start, None
        begin = picked[0][1]
        while begin < start and self.text[begin] in "\"'“”‘’([":
            begin += 1
        unit = " ".join(self.text[begin:start].split()).rstrip(" ,\"”'")
        if not unit:
            return start, None
        return begin, unit

    def _english_ordinal(self, start: int, end: int, value: _Value) -> None:
        end += 2
        self.position = end
        literal = self.low[start:end]
        last_two = int(value.value) % 100 if value.value == value.value.to_integral_value() else 0
        right = "th" if 10 <= last_two <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(last_two % 10, "th")
        following = _NEXT_WORD.match(self.low, end)
        if literal.endswith(right) and following and self.text[following.start(1)].isupper():
            self._keep(start, end, "ordinal", value.value, None, None, None)

    # -- "setahun" -----------------------------------------------------------------------------------------------

    def _se(self, start: int, end: int) -> None:
        low = self.low
        form = low[start:end]
        approximate = form not in _SE_TIMES
        unit: TimeUnit = _SE_TIMES[form[:-2] if approximate else form]
        self.position = end
        if low[end : end + 1] == "-" or _AGO.match(low, end) or low.startswith(" sekali", end):
            return
        words, before = self._left(start)
        # "dua kali seminggu", "dua jam sehari": a rate.
        if self.found and start - self.found[-1].end <= 2:
            return
        if words and words[-1][0] in ("sekali", "kali"):
            return
        qualifier, begin = (before.qualifier, before.start) if before else (None, start)
        if approximate and qualifier is None:
            qualifier = "about"
        kind: QuantityKind = "age" if unit.unit in ("year", "month") and self._is_age(begin, end, words) else "duration"
        value, name, end = self._compound_time(Decimal(unit.factor), unit.unit, end)
        end, qualifier = self._tail_qualifier(end, qualifier)
        self._keep(begin, end, kind, value, None, name, qualifier)


_PAY = re.compile(r"[^\S\n](gaji[^\S\n]pokok|gapok|gaji)" + _BOUND)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_AND_NUMBER = re.compile(r"[^\S\n](?:dan|&)[^\S\n](?=\d)")
_NAMED: Final = frozenset("hut wisuda kongres muktamar konferensi peringatan penyelenggaraan abad ulang".split())


def read_noun_compound(low: str, position: int) -> bool:
    """Whether a compound of the word list begins here ("jam pelajaran" is counted, not measured)."""
    word = re.compile(r"\w+").match(low, position)
    if word is None:
        return False
    rests = _LEX.compounds.get(word[0], frozenset())
    return any(low.startswith(" " + " ".join(rest), word.end()) for rest in rests)


def _compound(first: str, rest: list[str]) -> bool:
    """Whether a word and what follows it begin a compound of the word list."""
    return any(
        all(part == word or (part == "*" and plausible(word)) for part, word in zip(entry, rest, strict=False))
        and len(rest) <= len(entry)
        for entry in _LEX.compounds.get(first, ())
    )


def _flat(form: str) -> str:
    return " ".join(form.split())


def _plain(value: Decimal) -> Decimal:
    """The value without an exponent and without idle zeros: 2350000, not 2350000.00."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return value.normalize()
