"""Numbers as Indonesian text writes them: digits, words, and both together.

Start reading at :func:`parse_number` (one whole string, one value) and :func:`scan_numbers` (every number in
running text, with its place).  Both read the same forms:

* digits with Indonesian or English separators: ``5.730``, ``12.345,67``, ``1,234,567.89``, ``12.5``;
* words up to 10^18: ``dua ratus lima puluh``, ``seribu``, ``satu setengah juta``, ``dua belas koma lima``;
* digits with scale words or the short forms of the press: ``2,35 juta``, ``30 jt``, ``5rb``, ``2 ribu 500``;
* fractions: ``setengah``, ``sepertiga``, ``dua pertiga``, ``½``;
* a number repeated in brackets: ``2 (dua)``, ``dua (2)``.

A dot is a thousands mark only before exactly three digits, else a decimal mark; a comma is the decimal mark,
unless repeated or joined by a dot behind it (``1,234,567``, ``1,234.5``).  ``1,234`` alone is therefore 1.234,
and a :class:`Number` also carries the English reading 1234 in ``english`` for callers who know better (money,
counts).

All patterns are possessive or bounded and every character is visited a bounded number of times, so reading
takes linear time on any input.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

MAX_DIGITS: Final = 24
"""Longer runs of digits are codes, not numbers."""

_UNITS: Final = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
}  # fmt: skip
SCALES: Final[dict[str, Decimal]] = {
    "ribu": Decimal(10**3), "juta": Decimal(10**6),
    "miliar": Decimal(10**9), "milyar": Decimal(10**9), "milliar": Decimal(10**9), "miliard": Decimal(10**9),
    "milyard": Decimal(10**9), "miliyar": Decimal(10**9), "milliyar": Decimal(10**9), "triliyun": Decimal(10**12),
    "triliun": Decimal(10**12), "trilyun": Decimal(10**12), "trilliun": Decimal(10**12),
    "kuadriliun": Decimal(10**15), "quadriliun": Decimal(10**15),
    "kuantiliun": Decimal(10**18), "kuintiliun": Decimal(10**18), "quintiliun": Decimal(10**18),
    "million": Decimal(10**6), "billion": Decimal(10**9), "trillion": Decimal(10**12),
}  # fmt: skip
"""Scale words, lower case, and what they multiply by."""
SHORT_SCALES: Final[dict[str, Decimal]] = {
    "rb": Decimal(10**3), "jt": Decimal(10**6), "jta": Decimal(10**6), "mlr": Decimal(10**9),
    "mlyr": Decimal(10**9), "trl": Decimal(10**12),
}  # fmt: skip
"""Short forms of the press that no other reading competes with."""
RUPIAH_LETTERS: Final[Mapping[str, Decimal]] = {
    "k": Decimal(10**3), "m": Decimal(10**9), "t": Decimal(10**12),
}  # fmt: skip
"""Single letters as scales beside rupiah: ``M`` is miliar (10^9)."""
FOREIGN_LETTERS: Final[Mapping[str, Decimal]] = {
    "k": Decimal(10**3), "m": Decimal(10**6), "mn": Decimal(10**6), "mio": Decimal(10**6), "b": Decimal(10**9),
    "bn": Decimal(10**9), "t": Decimal(10**12),
}  # fmt: skip
"""Single letters as scales beside other currencies, in the English way: ``M`` is million."""

_ZERO, _UNIT, _BELOW, _HUNDRED, _ONE_SCALE, _BELAS, _PULUH = range(7)
_RATUS, _SCALE, _HALF, _PART, _PER, _POINT, _DIGITS, _SLASH = range(7, 15)
_WORDS: dict[str, tuple[int, Decimal]] = {"nol": (_ZERO, Decimal(0))}
_WORDS.update({word: (_UNIT, Decimal(value)) for word, value in _UNITS.items()})
_WORDS.update({"sepuluh": (_BELOW, Decimal(10)), "sebelas": (_BELOW, Decimal(11)), "seratus": (_HUNDRED, Decimal(100))})
_WORDS.update({"belas": (_BELAS, Decimal(10)), "puluh": (_PULUH, Decimal(10)), "ratus": (_RATUS, Decimal(100))})
_WORDS.update({word: (_SCALE, value) for word, value in {**SCALES, **SHORT_SCALES}.items()})
_WORDS.update(
    {"se" + word: (_ONE_SCALE, SCALES[word]) for word in ("ribu", "juta", "miliar", "milyar", "triliun", "trilyun")}
)
_WORDS.update(
    {
        "setengah": (_HALF, Decimal("0.5")),
        "separuh": (_PART, Decimal("0.5")),
        "separo": (_PART, Decimal("0.5")),
    }
)
for _word, _value in _UNITS.items():
    if _value > 1:
        _WORDS["seper" + _word] = (_PART, Decimal(1) / _value)
        _WORDS["per" + _word] = (_PER, Decimal(_value))
_WORDS["sepersepuluh"] = (_PART, Decimal("0.1"))
_WORDS["persepuluh"] = (_PER, Decimal(10))
_WORDS["perseratus"] = (_PER, Decimal(100))
_WORDS["seperseratus"] = (_PART, Decimal("0.01"))
_WORDS["perseribu"] = (_PER, Decimal(1000))
_WORDS["seperseribu"] = (_PART, Decimal("0.001"))
_WORDS["koma"] = (_POINT, Decimal(0))
_WORDS["per"] = (_SLASH, Decimal(0))
# Careless spelling glues the parts: "duapuluh", "limabelas", "tigaratusribu", "duapuluhlima".
_LARGE: Final = ("ribu", "juta", "miliar", "milyar", "triliun")
_BELOW_LARGE: Final = [(word, tail) for word in _UNITS for tail in ("belas", "puluh", "ratus")]
_GLUED: Final[dict[str, tuple[str, ...]]] = {
    "".join(parts): parts
    for parts in (
        *_BELOW_LARGE,
        *((word, scale) for word in (*_UNITS, "sepuluh", "sebelas", "seratus") for scale in _LARGE),
        *((*parts, scale) for parts in _BELOW_LARGE for scale in _LARGE),
        *((ten, "puluh", word) for ten in _UNITS for word in _UNITS),
    )
}
"""Glued spellings and the words they are made of."""
_ABOUT: Final = ("sepuluhan", "seratusan", "seribuan", "sejutaan", "semiliaran", "semilyaran", "setriliunan")
"""``seratusan`` is about a hundred; the number ends before ``-an``."""

_FRACTION_SIGNS: Final = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3,
    "⅛": Decimal("0.125"),
}  # fmt: skip


def _alternatives(words: Iterable[str]) -> str:
    """The words as one pattern, the longest first, grouped by their first three letters so that a miss costs little."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[:3], []).append(word[3:])
    return "|".join(f"{head}(?:{'|'.join(tails)})" for head, tails in groups.items())


_FIRST_KINDS = (_ZERO, _UNIT, _BELOW, _HUNDRED, _ONE_SCALE, _HALF, _PART)
FIRST_WORDS: Final = tuple(
    sorted([w for w, (kind, _) in _WORDS.items() if kind in _FIRST_KINDS] + [*_GLUED, *_ABOUT], key=len, reverse=True)
)  # fmt: skip
_LITERAL = r"\d++(?:[.,]\d++)*+"
# White space inside one number: a few blanks, at most one line end (wrapped lines), never an empty line.
_GAP = r"(?:[^\S\n]{1,3}\n?+|\n)[^\S\n]{0,3}"
_BEFORE_AN = "|".join(f"(?<={word})" for word in ("puluh", "belas", "ratus", "ribu", "juta", "iliar", "ilyar", "iliun"))
_TOKEN = re.compile(
    rf"({_LITERAL})|((?:{_alternatives((*_WORDS, *_GLUED))})(?:(?![^\W\d_])|(?:{_BEFORE_AN})(?=an(?![^\W_]))))"
    r"|([½¼¾⅓⅔⅛])",
    re.IGNORECASE,
)
_LITERAL_RE = re.compile(_LITERAL)
_ONE: Final = Decimal(1)
_GAP_RE = re.compile(_GAP)
_SCALE_WORDS = "|".join(sorted((*SCALES, *SHORT_SCALES, "ratus"), key=len, reverse=True))
_MORE_AFTER = re.compile(
    rf"(?:{_GAP})?(?:[½¼¾⅓⅔⅛]|(?:{_SCALE_WORDS})(?:(?![^\W\d_])|an(?![^\W_]))|koma\s\d)", re.IGNORECASE
)
_SCALED_FRACTION = re.compile(rf"(\d{{1,2}})/(\d{{1,2}}){_GAP}({'|'.join(SCALES)})(?![^\W\d_])", re.IGNORECASE)
_LETTER_AFTER = re.compile(r"[ \xa0]?(bn|mn|mio|[kmbt])(?![^\W_])", re.IGNORECASE)
NUMBER_START: Final = rf"\d|[½¼¾⅓⅔⅛]|(?:{_alternatives(FIRST_WORDS)})(?![^\W_])"
"""Pattern (to compile with IGNORECASE) of how a number can begin, for callers with a search of their own."""
# A digit may follow a letter only after a currency sign written without a blank (Rp5.000).
_CANDIDATE = re.compile(
    rf"(?:(?<![^\W_])|(?<=\brp)|(?<=\bidr)|(?<=\busd))(?:{NUMBER_START})",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """One number in running text; ``text[start:end]`` is the number with its scale word."""

    start: int
    end: int
    value: Decimal
    words: bool
    """True when it begins with a word ("dua juta"), False when with digits ("2 juta")."""
    scale: Decimal
    """What the last scale word multiplied by; 1 without one."""
    english: Decimal | None = None
    """The reading of ``1,234`` as one thousand two hundred and thirty-four."""
    simple: Decimal | None = None
    """The value before its one scale word (2.35 of "2,35 juta"); None where the number is built otherwise."""


class Literal(NamedTuple):
    """A digit literal read by its separators."""

    value: Decimal
    english: Decimal | None


def read_literal(literal: str) -> Literal | None:
    """Read digits with separators; None when the separators make no number (``1.2.3``, ``12.3456.7``).

    Args:
        literal: digits with dots and commas between them, no sign.
    """
    if len(literal) > MAX_DIGITS + 8:
        return None
    dots, commas = literal.count("."), literal.count(",")
    if not dots and not commas:
        return Literal(Decimal(literal), None) if len(literal) <= MAX_DIGITS else None
    if commas and dots:
        decimal_mark = "," if literal.rfind(",") > literal.rfind(".") else "."
        thousands = "." if decimal_mark == "," else ","
        if literal.count(decimal_mark) > 1:
            return None
        whole, _, fraction = literal.partition(decimal_mark)
        groups = whole.split(thousands)
        if not _grouped(groups):
            return None
        return Literal(Decimal("".join(groups) + "." + fraction), None)
    mark, count = (".", dots) if dots else (",", commas)
    groups = literal.split(mark)
    if count > 1:
        if _grouped(groups):
            return Literal(Decimal("".join(groups)), None)
        # "1.500.000.00": the last group holds the cents of a careless writer.
        if count > 1 and len(groups[-1]) <= 2 and _grouped(groups[:-1]) and len(groups) > 2:
            return Literal(Decimal("".join(groups[:-1]) + "." + groups[-1]), None)
        return None
    if mark == "." and _grouped(groups):
        return Literal(Decimal("".join(groups)), None)
    value = Decimal(".".join(groups))
    return Literal(value, Decimal("".join(groups)) if mark == "," and _grouped(groups) else None)


def _grouped(groups: list[str]) -> bool:
    """Whether the parts are thousands groups: one to three digits, then three each; "0.125" is a decimal."""
    head = groups[0]
    return 1 <= len(head) <= 3 and (head[0] != "0" or len(groups) == 1) and all(len(group) == 3 for group in groups[1:])


class _Token(NamedTuple):
    kind: int
    value: Decimal
    end: int
    english: Decimal | None = None
    digits: int = 0


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    """The unbroken run of number tokens that begins at ``start`` (at most 40: longer runs are no number)."""
    found: list[_Token] = []
    position = start
    spoken = False  # digits are named one by one behind "koma"
    while len(found) < 40:
        match = _TOKEN.match(text, position, end)
        if match is None:
            break
        if match.lastindex == 1:
            if found and found[-1].kind == _DIGITS:
                break
            literal = read_literal(match[1])
            if literal is None:
                break
            found.append(_Token(_DIGITS, literal.value, match.end(), literal.english, match.end() - match.start()))
        elif match.lastindex == 2:
            word = match[2].lower()
            if found and found[-1].kind == _UNIT and word in _UNITS and not spoken:
                break  # "dua tiga": two numbers
            spoken |= word == "koma"
            cut = match.start()
            for part in _GLUED.get(word, (word,)):
                cut += len(part)
                found.append(_Token(*_WORDS[part], cut))
        else:
            found.append(_Token(_PART, _FRACTION_SIGNS[match[3]], match.end()))
        position = match.end()
        gap = _GAP_RE.match(text, position, end)
        if gap is not None:
            position = gap.end()
        elif not (position < end and (text[position] in "½¼¾⅓⅔⅛" or found[-1].kind == _DIGITS)):
            break
    return found


def _group(tokens: list[_Token], i: int) -> tuple[Decimal, int]:
    """Words of 1 to 999 from token ``i``; returns the value (0 for none) and the next token's index."""
    value, n = Decimal(0), len(tokens)

    def kind(k: int) -> int:
        return tokens[k].kind if k < n else -1

    if kind(i) == _HUNDRED:
        value, i = Decimal(100), i + 1
    elif kind(i) == _UNIT and kind(i + 1) == _RATUS:
        value, i = tokens[i].value * 100, i + 2
    if kind(i) == _BELOW:
        return value + tokens[i].value, i + 1
    if kind(i) == _UNIT:
        after = kind(i + 1)
        if after == _BELAS:
            return value + 10 + tokens[i].value, i + 2
        if after == _PULUH:
            value, i = value + tokens[i].value * 10, i + 2
            if kind(i) == _UNIT and kind(i + 1) not in (_BELAS, _PULUH, _RATUS):
                value, i = value + tokens[i].value, i + 1
        elif after != _RATUS:
            value, i = value + tokens[i].value, i + 1
    return value, i


def _decimals(tokens: list[_Token], i: int) -> tuple[str, int]:
    """The digits spoken after "koma": one by one ("nol tujuh") or as one number ("dua puluh lima")."""
    digits = ""
    if i < len(tokens) and tokens[i].kind == _DIGITS and tokens[i].value == tokens[i].value.to_integral_value():
        return str(tokens[i].value).zfill(tokens[i].digits), i + 1  # "2 koma 5"
    while i < len(tokens) and len(digits) < 12:
        token = tokens[i]
        if token.kind == _ZERO:
            digits, i = digits + "0", i + 1
        elif token.kind in (_UNIT, _BELOW, _HUNDRED):
            value, j = _group(tokens, i)
            if digits and value >= 10:
                break
            digits, i = digits + str(value), j
        else:
            break
    return digits, i


def _read(tokens: list[_Token]) -> tuple[Decimal, int, Decimal, Decimal | None, Decimal | None] | None:
    """The longest number that the tokens begin with.

    Returns its value, the tokens used, the last scale, the English reading and the value before its one scale.
    """
    n = len(tokens)
    total, last_scale = Decimal(0), None
    english: Decimal | None = None
    simple: Decimal | None = None
    i = used = 0
    parts = 0
    while i < n:
        token = tokens[i]
        whole = True
        own_scale = None
        if token.kind == _DIGITS:
            if last_scale is not None:
                # "2 ribu 500", "25 juta 500 ribu": the rest is written out and smaller than the scale before.
                scaled = i + 1 < n and tokens[i + 1].kind in (_SCALE, _RATUS) and tokens[i + 1].value < last_scale
                if token.value != token.value.to_integral_value() or not (
                    scaled or (token.digits == 3 and last_scale == 1000)
                ):
                    break
            group, i, english = token.value, i + 1, token.english
            if i < n and tokens[i].kind == _RATUS and token.digits == 1:  # "5 ratus ribu"
                group, i = group * 100, i + 1
            whole = group == group.to_integral_value()
            if i < n and tokens[i].kind == _PART and tokens[i].end - tokens[i - 1].end <= 2:
                group, i, whole = group + tokens[i].value, i + 1, False
        elif token.kind == _ZERO:
            if parts:
                break
            group, i = Decimal(0), i + 1
        elif token.kind == _ONE_SCALE:
            group, own_scale, i = Decimal(1), token.value, i + 1
        elif token.kind == _HALF or token.kind == _PART:
            if parts:
                break
            group, i, whole = token.value, i + 1, False
        elif token.kind in (_UNIT, _BELOW, _HUNDRED):
            group, i = _group(tokens, i)
        else:
            break
        if whole and i < n and own_scale is None:
            following = tokens[i]
            if following.kind == _PER and token.kind in (_UNIT, _BELOW):
                group, i, whole = group / following.value, i + 1, False
            elif following.kind == _SLASH and token.kind in (_UNIT, _BELOW):  # "dua per tiga"
                bottom, j = _group(tokens, i + 1)
                if bottom > group:
                    group, i, whole = group / bottom, j, False
            elif group and (following.kind == _HALF or (following.kind == _PART and token.kind != _DIGITS)):
                group, i, whole = group + following.value, i + 1, False
            elif following.kind == _POINT:
                digits, j = _decimals(tokens, i + 1)
                if digits:
                    group, i, whole = group + Decimal("0." + digits), j, False
        scale = own_scale
        if scale is None and i < n and tokens[i].kind == _SCALE:
            scale, i = tokens[i].value, i + 1
            if scale is not None and last_scale is not None and scale >= last_scale:
                break
        if scale is None:
            if last_scale is not None and group >= last_scale:
                break
            total, used, parts = total + group, i, parts + 1
            break
        if last_scale is not None and scale >= last_scale:
            break
        simple = group if parts == 0 else None
        amount = group * scale
        # "seribu triliun", "10 ribu triliun"
        while i < n and tokens[i].kind == _SCALE and tokens[i].value > scale and parts == 0:
            scale, simple, i = tokens[i].value, amount, i + 1
            amount = amount * scale
        if i < n and tokens[i].kind == _HALF and token.kind != _DIGITS and parts == 0:
            amount, i, simple = amount + scale / 2, i + 1, None
        total, last_scale, used, parts = total + amount, scale, i, parts + 1
        if not whole:
            break
        if i < n and tokens[i].kind == _POINT and token.kind != _DIGITS:  # "lima ribu koma dua"
            digits, j = _decimals(tokens, i + 1)
            if digits:
                total, used = total + Decimal("0." + digits), j
            break
    if not used:
        return None
    return (
        total,
        used,
        last_scale or Decimal(1),
        english if parts == 1 else None,
        simple if parts == 1 else None,
    )


def number_at(
    text: str, position: int, end: int | None = None, *, letters: Mapping[str, Decimal] | None = None
) -> Number | None:
    """The number that begins exactly at ``position``, as long as it goes, or None.

    Args:
        text: running text.
        position: character to begin at; what stands before it is not looked at.
        end: character to stop before; the whole text by default.
        letters: letters to read as scales behind digits (``RUPIAH_LETTERS`` or ``FOREIGN_LETTERS``); none by default.
    """
    limit = len(text) if end is None else end
    literal = _LITERAL_RE.match(text, position, limit)
    if literal is not None and text[literal.end() : literal.end() + 1] == "/":
        fraction = _SCALED_FRACTION.match(text, position, limit)  # "1/2 juta"
        if fraction is not None and int(fraction[2]):
            scale = SCALES[fraction[3].lower()]
            value = Decimal(fraction[1]) / Decimal(fraction[2]) * scale
            return Number(position, fraction.end(), value, False, scale)
    if literal is not None and not _MORE_AFTER.match(text, literal.end(), limit):
        # By far the most frequent case: digits alone.
        read_digits = read_literal(literal[0])
        if read_digits is None:
            return None
        number = Number(position, literal.end(), read_digits.value, False, _ONE, read_digits.english, None)
    else:
        tokens = _tokens(text, position, limit)
        read = _read(tokens) if tokens else None
        if read is None:
            return None
        amount, used, scale, english, simple = read
        number = Number(position, tokens[used - 1].end, amount, tokens[0].kind != _DIGITS, scale, english, simple)
    if letters is not None and number.scale == 1 and not number.words:
        letter = _LETTER_AFTER.match(text, number.end, limit)
        factor = letters.get(letter[1].lower()) if letter is not None else None
        if letter is not None and factor is not None:
            return number._replace(
                end=letter.end(1), value=number.value * factor, scale=factor, simple=number.value, english=None
            )
    return number


def scan_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Every number in ``text[start:end]``, from left to right, without overlaps.

    Digits glued behind letters (``SMPN2``) are passed over, except behind ``Rp``, ``IDR`` and ``USD``.  Dates,
    clock times and codes come out as the numbers that they are made of: what they mean is the caller's to say.
    """
    limit = len(text) if end is None else end
    position = start
    while match := _CANDIDATE.search(text, position, limit):
        number = number_at(text, match.start(), limit)
        if number is None:
            literal = _TOKEN.match(text, match.start(), limit)
            position = literal.end() if literal is not None else match.end()
            continue
        position = number.end
        if number.words and text[position : position + 1] == "-" and _doubled(text, number):
            continue  # "satu-satunya", "dua-duanya": an adverb
        yield number


def _doubled(text: str, number: Number) -> bool:
    word = text[number.start : number.end].lower()
    return text[number.end + 1 : number.end + 1 + len(word)].lower() == word


_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3}+)(?:IX|IV|V?I{0,3}+)(?![^\W_])")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


def read_roman(numeral: str) -> int | None:
    """The value (1 to 99) of a well-formed upper-case Roman numeral, or None."""
    match = _ROMAN.fullmatch(numeral)
    if match is None or not numeral:
        return None
    total = 0
    for index, sign in enumerate(numeral):
        value = _ROMAN_VALUES.get(sign, 100)
        following = _ROMAN_VALUES.get(numeral[index + 1], 100) if index + 1 < len(numeral) else 0
        total += -value if value < following else value
    return total


_SIGN = re.compile(r"([-+−–]|minus\b|min\b|negatif\b|plus\b)\s{0,3}", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_SE = re.compile(r"\bse[\s-](?=puluh|belas|ratus|ribu|juta|miliar|milyar|triliun)", re.IGNORECASE)
_AND_A_HALF = re.compile(r"^(\d{1,9})\ssetengah\b", re.IGNORECASE)
_SPACED = re.compile(r"\d{1,3}(?:\s\d{3}){1,5}(?:,\d{1,9})?")
_EXPONENT = re.compile(r"(\d{0,15}+)(?:[.,](\d{1,15}+))?(?:[eE]([+-]?\d{1,2}))?")
_FRACTION = re.compile(r"(?:(\d{1,6}+)\s)?(\d{1,6}+)\s?[/⁄]\s?(\d{1,6}+)")
_REPEATED = re.compile(r"(.{1,200}?)\s?\(([^()]{1,200})\)", re.DOTALL)


def parse_number(text: str) -> Decimal | None:
    """The value of a string that is one number expression from end to end, else None.

    ``parse_number("2,35 juta")`` is ``Decimal("2350000.00")``; ``"M"`` as a bare short form stays unread,
    because it means million to some and miliar to others; ranges, ordinals and quantities are no single number.

    Args:
        text: the expression; white space around it does not matter.
    """
    text = text.strip()
    negative = False
    if sign := _SIGN.match(text):
        negative = sign[1].lower() in ("-", "−", "–", "minus", "min", "negatif")
        text = text[sign.end() :]
    # "dua-puluh", "se ratus", "1 000 000": spellings of a whole string, too loose for running text.
    text = _HYPHEN.sub(" ", _SE.sub("se", text))
    text = _AND_A_HALF.sub(r"\1,5", text)
    if _SPACED.fullmatch(text):
        text = re.sub(r"\s", "", text)
    value = _unsigned(text)
    return -value if negative and value is not None else value


def _unsigned(text: str) -> Decimal | None:
    if not text:
        return None
    number = number_at(text, 0)
    if number is not None:
        if number.end == len(text):
            return number.value
        rest = text[number.end :].strip()
        if rest in ("K", "k", "T") and number.scale == 1 and not number.words:
            return number.value * RUPIAH_LETTERS[rest.lower()]
    if (match := _EXPONENT.fullmatch(text)) and (match[1] or match[2]):
        return Decimal(f"{match[1] or 0}.{match[2] or 0}e{match[3] or 0}")
    if (match := _FRACTION.fullmatch(text)) and int(match[3]):
        return Decimal(match[1] or 0) + Decimal(match[2]) / Decimal(match[3])
    if match := _REPEATED.fullmatch(text):
        first, second = _unsigned(match[1]), _unsigned(match[2])
        if first is not None and first == second:
            return first
    return None
