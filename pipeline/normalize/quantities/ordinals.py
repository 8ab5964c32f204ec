"""Ordinals: "juara 2", "tahap I", "ke-79", "tahun pertama"; and "kedua negara", which is a count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.normalize.numbers import number_at, read_roman
from pipeline.normalize.quantities.context import Word
from pipeline.normalize.quantities.counts import ENGLISH_ORDINAL
from pipeline.normalize.quantities.lexicon import lexicon
from pipeline.normalize.quantities.nouns import compound_of, is_verb, known, plausible, read_noun
from pipeline.normalize.quantities.scene import NEXT_WORD, Scene
from pipeline.normalize.quantities.units import UNIT
from pipeline.normalize.quantities.values import Value

_LEX: Final = lexicon()
_AND_NUMBER = re.compile(r"[^\S\n](?:dan|&)[^\S\n](?=\d)")
_LISTED = re.compile(r"(?:,[^\S\n]\d{1,2}){1,6},?[^\S\n](?:dan|&)[^\S\n]\d{1,2}(?![\d.,]\d|[^\W_])")
_GLUED_SENTENCE = re.compile(r"\w{3,40}[.!?](?=[A-Z])")
_YEAR_BEHIND = re.compile(r"[^\S\n](?:tahun|th)[^\S\n]\d{4}(?!\d)")
_SUPERLATIVES: Final = _LEX.cues["superlative"]
_ADJECTIVES: Final = _LEX.cues["adjective"]
_DESCRIBING: Final = _ADJECTIVES | _SUPERLATIVES
_CEREMONY: Final = _LEX.cues["ceremony"]
_NOT_FIRST: Final = _LEX.cues["not_first"]
_NO_COUNT_AFTER: Final = frozenset(("yang", "dan", "serta", "atau", "pertama", "ke", "di"))
_PARENTS: Final = ("orang tua", "orangtua")


def read_numbered(scene: Scene, value: Value, start: int, words: Sequence[Word]) -> bool:
    """A number behind a noun that is numbered in order: "juara 2", "gelombang tiga", "Desil 1 dan 2"."""
    if not words or value.number.scale != 1:
        return False
    word = words[-1]
    begin = word.start + len(word.text) - len(word.text.lstrip("\"'“”‘’(["))
    noun = scene.low[begin : word.start + len(word.text)]
    gap = scene.low[word.start + len(word.text) : start]
    if noun == "harapan" and len(words) > 1 and words[-2].text == "juara":
        begin = words[-2].start
        noun = scene.low[begin : word.start + len(word.text)]
    elif noun not in _LEX.ordinal_nouns:
        return False
    if gap not in (" ", "\xa0", "\n") or begin < scene.last_end:
        return False
    if value.value != value.value.to_integral_value() or not 1 <= value.value <= 1000:
        return False
    after = UNIT.match(scene.low, value.end)
    if after is not None and after.lastgroup in ("percent", "money"):
        return False
    if scene.low.startswith(" besar", value.end):  # "babak 16 besar"
        scene.position = value.end
        return True
    end, high = value.end, value.value_max
    if high is None and (listed := _LISTED.match(scene.low, end)):  # "juara 1, 2, dan 3"
        numbers = [int(number) for number in re.findall(r"\d+", listed[0])]
        if numbers == list(range(int(value.value) + 1, int(value.value) + 1 + len(numbers))):
            high, end = Decimal(numbers[-1]), listed.end()
    elif high is None and (joint := _AND_NUMBER.match(scene.low, end)):
        other = number_at(scene.low, joint.end())
        if other and other.value == value.value + 1 and not read_noun(scene.text, scene.low, other.end):
            high, end = other.value, other.end
    scene.keep(begin, end, "ordinal", value.value, high, scene.text[begin : begin + len(noun)])
    return True


def read_roman_numbered(scene: Scene, start: int, numeral: int) -> None:
    """ "tahap I", "Masa Persidangan IV": a numbered noun with a Roman numeral."""
    end = _letters_end(scene.text, numeral)
    value = read_roman(scene.text[numeral:end])
    if value is None or scene.low[end : end + 1] == "/":
        return
    begin = start - 5 if scene.low[max(0, start - 5) : start] == "masa " else start
    unit = scene.text[begin:numeral].strip()
    scene.keep(begin, end, "ordinal", Decimal(value), unit=unit)


def read_ke(scene: Scene, start: int, number_start: int) -> None:
    """ "ke-79", "ke-IX", "kedua", "ketiga belas"."""
    low = scene.low
    if low[number_start - 1].isspace() and not _numbered_apart(scene, start, number_start):
        scene.position = start + 2  # "dibagi ke tiga provinsi"
        return
    if low[start:number_start].endswith("-") and not low[number_start].isdigit():
        end = _letters_end(scene.text, number_start)
        roman = read_roman(scene.text[number_start:end])
        if roman is not None:
            scene.position = end
            _keep_with_noun(scene, start, end, Decimal(roman))
        return
    number = number_at(low, number_start)
    if number is None or number.value != number.value.to_integral_value():
        return
    end = number.end
    if number.words:
        if not low[end : end + 1].isalpha():
            read_ordinal_word(scene, start, end, number.value)
        return
    if low.startswith("nya", end):
        end += 3
    if not low[end : end + 1].isalpha():
        scene.position = end
        _keep_with_noun(scene, start, end, number.value)


def _numbered_apart(scene: Scene, start: int, number_start: int) -> bool:
    """Whether ``ke`` and a number apart from it make an ordinal ("HUT RI ke 79", "posisi ke enam"), not a direction."""
    words = scene.words_before(start)
    number = number_at(scene.low, number_start)
    if not words or number is None or words[-1].text[-1] in ",;:.!?":
        return False
    if UNIT.match(scene.low, number.end) and not _YEAR_BEHIND.match(scene.low, number.end):
        return False
    noun = read_noun(scene.text, scene.low, number.end)
    if noun is not None and noun.known:
        return False
    last = words[-1]
    if last.bare in _LEX.ordinal_nouns or (last.bare == "anak" and scene.low.startswith(" dari", number.end)):
        return True
    named = [word.bare for word in words[-6:] if scene.text[word.start : word.start + 1].isupper()]
    return scene.text[last.start].isupper() and not _LEX.cues["event"].isdisjoint(named)


def read_ordinal_word(scene: Scene, start: int, end: int, value: Decimal) -> None:
    """ "tahun pertama", "pertama kali", "kedua tertinggi", "kedua negara" (a count); not "Pertama, ..."."""
    low, text = scene.low, scene.text
    scene.position = end
    if low[end : end + 1] == "-" or low.startswith("nya", end):
        return
    if not low[:start].strip() and not low[end:].strip(" .") if start < 8 and len(low) - end < 8 else False:
        scene.keep(start, end, "ordinal", value)
        return
    following = NEXT_WORD.match(low, end)
    if following is not None and following[1] in ("kali", "kalinya"):
        scene.keep(start, following.end(1), "ordinal", value, unit="kali")
        return
    words = scene.words_before(start)
    previous = scene.found[-1] if scene.found else None
    if previous and previous.kind == "ordinal" and low[previous.end : start] == " dan " and previous.value == value - 1:
        # "hari pertama dan kedua"
        scene.found[-1] = replace(previous, end=end, text=text[previous.start : end], value_max=value)
        return
    last = words[-1] if words else Word("", start, "")
    if last.bare in _NOT_FIRST or last.text[-1:] in (",", ";", ":", ".", "!", "?"):
        last = Word("", start, "")
    behind_noun = bool(last.bare) and (known(last.bare) or last.bare in _LEX.ordinal_nouns or last.bare in _LEX.times)
    pair = following is not None and following[1] in _LEX.cues["pair"]
    if value > 1 and following is not None and (not behind_noun or pair):
        if following[1] in _SUPERLATIVES:
            scene.keep(start, following.end(1), "ordinal", value, unit=text[following.start(1) : following.end(1)])
            return
        if following[1] == "belah":
            following = NEXT_WORD.match(low, following.end(1)) or following
        noun = read_noun(text, low, following.start(1) - 1)
        free = following[1] not in _ADJECTIVES and _nothing_numbered(last) and not behind_noun
        if noun is not None and (noun.known or free) and not low.startswith(_PARENTS, noun.start):
            scene.keep(start, noun.word_end, "count", value, unit=scene.written(noun.start, noun.end), noun=noun)
            return
    if last.bare == "yang":
        if low[end : end + 1] not in (",", ":"):
            scene.keep(last.start + last.text.index("yang"), end, "ordinal", value)
        return
    noun_like = behind_noun or last.bare in _DESCRIBING or (plausible(last.bare) and not is_verb(last.bare))
    if last.bare == "perubahan" and low.startswith(" atas", end):
        return  # "Perubahan Kedua atas Undang-Undang ..."
    opens_clause = low[end : end + 1] == ":" or len(words) < 2 or words[-2].text[-1] in ".,:;!?"
    loose = low[end : end + 1] in ",:" and (opens_clause or text[last.start].isupper())  # "Alasan kedua, ..."
    if last.bare and noun_like and (behind_noun or not loose):
        _keep_with_noun(scene, start, end, value)


def _nothing_numbered(last: Word) -> bool:
    """Whether the word before an ordinal cannot be what is numbered: "terhadap kedua mazhab" are two."""
    if last.bare in _NO_COUNT_AFTER | _SUPERLATIVES:
        return False
    return not last.bare or last.bare in _LEX.stopwords or is_verb(last.bare)


def read_english(scene: Scene, start: int, value: Value) -> bool:
    """ "21st Convention"."""
    suffix = ENGLISH_ORDINAL.match(scene.low, value.end)
    if suffix is None or value.number.words:
        return False
    end = suffix.end()
    number = int(value.value)
    right = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    following = NEXT_WORD.match(scene.low, end)
    if suffix[0] != right or following is None or not scene.text[following.start(1)].isupper():
        return False
    scene.keep(start, end, "ordinal", value.value)
    return True


def _letters_end(text: str, position: int) -> int:
    end = position
    while end < len(text) and end - position < 12 and text[end].isalpha():
        end += 1
    return end


def _keep_with_noun(scene: Scene, start: int, end: int, value: Decimal) -> None:
    """Keep an ordinal with the noun to its left as its unit."""
    words = [word for word in scene.words_before(start) if word.start >= scene.last_end]
    begin, unit = _noun_left(scene, start, words)
    if unit is None and scene.low.startswith("pertama", start):
        return
    if unit is None and words and words[-1].text in _SUPERLATIVES:  # "terbesar kedua adalah"
        begin, unit = words[-1].start, words[-1].text
    noun = read_noun(scene.text, scene.low, end) if unit is None else None
    if noun is not None and noun.known and scene.text[noun.start].islower():  # "ke-38 provinsi" are 38
        scene.keep(start, noun.word_end, "count", value, unit=scene.written(noun.start, noun.end), noun=noun)
        return
    scene.keep(begin, end, "ordinal", value, unit=unit)


def _noun_left(scene: Scene, start: int, words: Sequence[Word]) -> tuple[int, str | None]:
    """The noun that an ordinal stands behind: where the span begins, and the unit.

    A compound of the word list, a noun with adjectives ("momentum besar"), a noun with a name behind it ("negara
    Asia", whose unit is "negara"), or a run of capitalised words ("Hari Amal Bakti (HAB)").
    """
    if not words or words[-1].text[-1] in ",;:.!?":
        return start, None
    text = scene.text

    def cased(word: Word) -> bool:
        return text[word.start : word.start + len(word.text)].lstrip("\"'“”‘’([")[:1].isupper()

    def usable(word: Word) -> bool:
        if word.bare in _LEX.times or word.bare in _LEX.ordinal_nouns or known(word.bare):
            return True
        return plausible(word.bare) or (cased(word) and word.bare.isalpha() and word.bare not in _LEX.stopwords)

    n = len(words)
    for size in (4, 3, 2):
        if n >= size and compound_of([word.bare for word in words[n - size :]]):
            return _span(scene, words[n - size], start)
    last = words[-1]
    if last.bare == "jadi" and n > 1 and words[-2].bare == "hari":  # "Hari Jadi ke-213"
        return _span(scene, words[-2], start)
    if last.bare in _LEX.ordinal_nouns or (last.bare in _LEX.times and not cased(last)):
        return _span(scene, last, start)
    index = n - 1
    while index > 0 and words[index].bare in _DESCRIBING and words[index - 1].text[-1].isalnum():
        index -= 1
    head = words[index]
    if not usable(head) or is_verb(head.bare):
        return start, None
    headline = scene.headline(start)
    event = None
    for word in reversed(words[max(0, n - 8) : index + 1]):
        if not cased(word) or (word.text[-1] in ",;:.!?" and event is not None):
            break
        if word.bare in _LEX.cues["event"]:
            event = word
    if event is not None:
        return _span(scene, event, start)
    if cased(head) and not headline:
        first = index
        while first > 0 and n - first < 7:
            word = words[first - 1]
            if not cased(word) or is_verb(word.bare) or word.bare in _CEREMONY or word.text[-1] in ",;:.!?":
                break
            if word.bare in _LEX.stopwords and word.bare not in _LEX.times:
                break
            first -= 1
        before = words[first - 1] if first and not scene.low.startswith("ke-", start) else None
        if before is not None and not cased(before) and known(before.bare) and before.bare not in _CEREMONY:
            begin, unit = _noun_left(scene, words[first].start, words[:first])
            if unit is not None:
                return begin, unit
        if first < index or head.text[0] == "(":
            return _span(scene, words[first], start)
    return _span(scene, head, start)


def _span(scene: Scene, first: Word, start: int) -> tuple[int, str | None]:
    begin = first.start
    if glued := _GLUED_SENTENCE.match(scene.text, begin, start):  # "bantuan kemanusiaan.Fase kedua"
        begin = glued.end()
    while begin < start and scene.text[begin] in "\"'“”‘’([\\|•*":
        begin += 1
    unit = scene.written(begin, start).rstrip(" ,\"”'’")
    if unit.endswith(")") and "(" not in unit:
        unit = unit[:-1]
    return (begin, unit) if unit else (start, None)
