"""Counts with their noun ("5.730 tenaga pendidikan"), scores, and bare numbers that the words around explain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.normalize.numbers import NUMBER_START, Number, number_at
from pipeline.normalize.quantities.context import Word, qualifier_before
from pipeline.normalize.quantities.lexicon import lexicon
from pipeline.normalize.quantities.nouns import Noun, is_verb, known, read_noun
from pipeline.normalize.quantities.scene import BOUND, NEXT_WORD, Scene, near_words
from pipeline.normalize.quantities.units import is_age
from pipeline.normalize.quantities.values import BRACKET, Value, qualifier_after
from pipeline.records import Qualifier

_LEX: Final = lexicon()
TIMES: Final = re.compile(r"[^\S\n]?[x×][^\S\n]?(\d{1,3})[^\S\n]?(jam|menit|hari)" + BOUND)
ENGLISH_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)(?![^\W_])")
_MILLION: Final = Decimal(10**6)
_CLOCK = re.compile(r"0\d\.\d\d(?!\d)|[12]?\d\.[0-5]\d\s?[-–]\s?[012]?\d\.[0-5]\d(?!\d)")
_ENUMERATED = re.compile(r"[^\S\n](?:untuk|dari|di|bagi|pada)[^\S\n]")
_MATCH_RESULT = re.compile(r"\s?[-–:]\s?\d")
_SHORT = re.compile(r"\d\s?(?:rb|jt|jta)(?:-?an)?$")
_PAY = re.compile(r"[^\S\n](gaji[^\S\n]pokok|gapok|gaji)" + BOUND)
_OF = re.compile(rf"[^\S\n](?:dari|menjadi)[^\S\n](?:total[^\S\n])?(?={NUMBER_START})")
_OUT_OF = re.compile(r"[^\S\n]dari[^\S\n]")
_AMONG = re.compile(r"[^\S\n](?:di[^\S\n]?antara(?:nya)?|lainnya)" + BOUND)
_NAME_TAIL = re.compile(r"([a-z]+)[\].)]?$")
_PERSON_BEHIND = re.compile(
    r"\),[^\S\n](?:se)?(?:orang|remaja|siswa|siswi|mahasiswa|mahasiswi|pelajar|santri|warga|anak|pemuda|pria|wanita|perempuan"
    r"|guru|bocah|salah[^\S\n]se?orang)" + BOUND
)
_NOUN_IN_BRACKETS = re.compile(r"[^\S\n]\((?P<noun>[^\W\d_][\w/-]{1,20})(?:[^\S\n][^()\n]{1,40})?\)")
_JOINED_COUNT = re.compile(rf"[^\S\n]dan[^\S\n](?={NUMBER_START})")
_MONEY_CUES = re.compile(
    r"\b(?:anggaran|dana|biaya|gaji|tunjangan|honor|honorarium|insentif|upah|pendapatan|kur|kredit|modal|hibah|harga|"
    r"tarif|denda|pinjaman|utang|uang|iuran|spp|ukt|rp|penghasilan|subsidi|investasi|omzet|laba|pajak|apbn|apbd)"
)
_PRICE_CUES = re.compile(r"\b(?:seharga|harga|harganya|tarif|tarifnya|biaya|biayanya|bayar|membayar|ongkos)\b")
_SCORE_CUES: Final = _LEX.cues["score"]
_RATING = re.compile(r"\b(?:nilai|skor|ipk|gpa|indeks)\b")
_BARE_CUES: Final = _LEX.cues["bare"]
_STRONG_CUES: Final = _LEX.cues["bare_strong"]
_YEAR_CUES: Final = _LEX.cues["year"]
_NO_SATU: Final = frozenset(("salah", "nomor", "no", "se", "satu-satunya", "per", "hari", "orang"))
_AFTER_SATU_NO: Final = _LEX.cues["after_satu"]
_NOT_COUNTED: Final = _LEX.cues["not_counted"]
_PREPOSITIONS: Final = _LEX.cues["preposition"]
_SCHOOLS: Final = ("sd", "smp", "sma", "smk", "slb", "paud", "negeri", "tk")


def read_counted(scene: Scene, start: int, value: Value, words: Sequence[Word]) -> None:
    """A number without a unit word: an age in brackets, a score, a count, a sum of money, or nothing."""
    low, text, number = scene.low, scene.text, value.number
    digits = not number.words
    if value.approximate and number.scale == 1 and is_age(scene, start, value.end, words):  # "berusia awal 60-an"
        begin = words[-1].start if words[-1].text in ("awal", "akhir", "pertengahan") else start
        scene.keep(begin, value.end, "age", value.value, value.value_max, "year", "about")
        return
    last = words[-1] if words else Word("", start, "")
    end = value.end
    if digits and low[start - 1 : start] == "(" and low[end : end + 1] == ")":
        _age_in_brackets(scene, start, value, words[-2] if len(words) > 1 and not last.bare else last)
        return
    if digits and (times := TIMES.match(low, end)):  # "1x24 jam"
        unit = _LEX.times[times[2]].unit
        scene.keep(start, times.end(), "duration", value.value * int(times[1]), unit=unit)
        return
    before = qualifier_before(words)
    if before is not None and before.start < scene.last_end:
        before = None
    lebih = low.startswith(" lebih ", end)
    noun = read_noun(text, low, end + len(" lebih")) if lebih else None
    if noun is None or not noun.known:
        lebih = False
        noun = read_noun(text, low, end)
    if (
        noun is not None
        and not noun.known
        and text[noun.start].isupper()
        and not _capital_counts(scene, value, noun, last)
    ):
        noun = None
    if digits and before is None and last.text not in _STRONG_CUES and _names(scene, start, value, last, noun):
        return
    if not digits and not _counts_in_words(low, value, last, noun):
        return
    begin, qualifier = (before.start, before.qualifier) if before else (start, None)
    if qualifier is None:
        qualifier = "about" if value.approximate else "over" if lebih else None
    if _is_score(scene, value, words, noun):
        _keep_score(scene, begin, value, qualifier, noun)
    elif noun is not None:
        if number.scale >= _MILLION and digits and not noun.known and _about_money(low, start, True):
            scene.keep(begin, end, "money", value.value, value.value_max, "IDR", qualifier)
        else:
            _keep_count(scene, begin, value, qualifier, noun)
    elif _bare_money(low, start, end, number):
        end, qualifier = qualifier_after(low, end, qualifier)
        scene.keep(begin, end, "money", value.value, value.value_max, "IDR", qualifier)
    else:
        _read_bare(scene, begin, value, words, qualifier)


def _capital_counts(scene: Scene, value: Value, noun: Noun, last: Word) -> bool:
    """Whether a capitalised word that is in no list can be counted: "bersama lima Duta Besar", not "Kapuk Dua Tbk"."""
    written = scene.text[noun.start : noun.word_end]
    if not value.number.words or value.number.scale != 1:  # digits: a noun right behind them has been judged before
        return scene.text[value.end - 1].isdigit() or sum(map(str.isupper, written)) > 1
    if any(map(str.isdigit, written)) or last.bare == "ke":
        return False
    return not last.bare or last.text[-1] in ",.:;" or last.bare in _LEX.stopwords or is_verb(last.bare)


def _age_in_brackets(scene: Scene, start: int, value: Value, last: Word) -> None:
    """ "Rahmat (23)"; a number in brackets is nothing else."""
    literal = scene.low[start : value.end]
    if (
        value.value_max is None
        and literal.isdigit()
        and 5 <= value.value <= 110
        and (
            _withheld(scene, start, value.end, last)
            or (_named(last) and (scene.name_before(start - 1) or _initials(scene.text, last)))
        )
    ):
        scene.keep(start, value.end, "age", value.value, unit="year")


def _named(last: Word) -> bool:
    return last.bare in ("putra", "putri") or last.bare not in _LEX.excluded_before | _LEX.nouns


def _withheld(scene: Scene, start: int, end: int, last: Word) -> bool:
    """Whether one to four capitals before a bracket are initials, as the words around say: "berinisial MA (13)"."""
    written = scene.text[last.start : last.start + len(last.text)].strip("\"“'")
    if not (written.isalpha() and written.isupper() and len(written) <= 4):
        return False
    previous = scene.found[-1] if scene.found else None
    if previous is not None and previous.kind == "age" and start - previous.end < 20:
        return True
    return "inisial" in scene.low[max(0, start - 120) : start] or _PERSON_BEHIND.match(scene.low, end) is not None


def _initials(text: str, word: Word) -> bool:
    """Whether a word is the initials of somebody whose name is withheld: "RM (69)"."""
    written = text[word.start : word.start + len(word.text)]
    return 2 <= len(written) <= 4 and written.isalpha() and written.isupper()


def _counts_in_words(low: str, value: Value, last: Word, noun: Noun | None) -> bool:
    """Whether number words count here: not "salah satu", "satu sama lain", "Pulau Seribu", "setengah hati"."""
    if last.text in ("pulau", "kepulauan") or (last.text in _LEX.excluded_before and last.text not in _LEX.nouns):
        return False
    if last.text == "lantai" or low.startswith(" besar", value.end):
        return False
    number = value.number
    if number.value == 1 and number.scale == 1 and value.value_max is None:
        following = NEXT_WORD.match(low, value.end)
        if last.bare in _NO_SATU or (following and following[1] in _AFTER_SATU_NO):
            return False
        return noun is None or noun.known
    if number.value < 1:
        return noun is not None and noun.known
    following = NEXT_WORD.match(low, value.end)
    return following is None or following[1] not in _LEX.cues["after_dua"]


_LISTED = re.compile(r"(?<![\w-])([a-z]{2,15}) \d{1,4}(?:, ?\d{1,4}){0,6},? (?:dan|atau|serta|&|jo|juncto) $")
"""The first of numbers that stand together for names: "Pasal 3, 4, dan "."""


def _names(scene: Scene, start: int, value: Value, last: Word, noun: Noun | None) -> bool:
    """Whether digits name or number something ("SMA Negeri 1", "Pasal 3", "Tower 2", "Society 5.0") or are a year."""
    low, text = scene.low, scene.text
    literal = low[start : value.number.end]
    if value.value_max is None and len(literal) == 4 and literal.isdigit() and 1900 <= int(literal) <= 2099:
        lower_word = text[last.start : last.start + 1].islower()
        if noun is None or not noun.known or last.text in _YEAR_CUES or not lower_word:
            return True
    if low.startswith(" besar", value.end):  # "masuk 10 besar"
        return True
    if (name := _NAME_TAIL.search(last.text)) and name[1] in _LEX.excluded_before:
        lower_noun = noun is not None and noun.known and text[noun.start].islower()
        return not (name[1].startswith(_SCHOOLS) and lower_noun and value.value >= 10)
    listed = _LISTED.search(low, max(0, start - 60), start)
    if listed and listed[1] in _LEX.excluded_before:  # "Pasal 310 dan 311 KUHP"
        return True
    if _CLOCK.match(low, start):  # "08.00-09.30 PAUD"
        return True
    if len(last.text) == 1 and text[last.start].isupper():  # a number plate: "F 1817 VI"
        return True
    decimal = value.value != value.value.to_integral_value() and value.number.scale == 1
    if decimal and value.number.english is None and (noun is None or not noun.known):
        return last.bare not in _SCORE_CUES and _RATING.search(low, max(0, start - 60), start) is None
    if (
        last.text
        and last.text[-1] not in ",;:"
        and value.value < 1000
        and "." not in literal
        and scene.in_name(last.start)
    ):
        # A capitalised word right before: a name with its number, unless a counted noun follows.
        if noun is None:
            return last.bare not in _BARE_CUES and last.bare not in _SCORE_CUES
        return not noun.known or (text[noun.start].isupper() and not scene.headline(last.start) and known(last.bare))
    return False


def _bare_money(low: str, start: int, end: int, number: Number) -> bool:
    """Whether a number with a scale, and no noun, is rupiah: by the words before it or by its short form ("25rb")."""
    if number.scale < 1000:
        return False
    return _about_money(low, start, number.scale >= _MILLION) or _SHORT.search(low, start, end) is not None


def _about_money(low: str, start: int, millions: bool) -> bool:
    """Whether the words before speak of money, so that "300 triliun" alone is rupiah; thousands need a price."""
    if millions:
        return _MONEY_CUES.search(low, max(0, start - 70), start) is not None
    return _PRICE_CUES.search(low, max(0, start - 30), start) is not None


def _keep_count(scene: Scene, begin: int, value: Value, qualifier: Qualifier | None, noun: Noun) -> None:
    unit, end = scene.written(noun.start, noun.end), noun.word_end
    if unit.lower() == "kali" and (pay := _PAY.match(scene.low, end)):  # "satu kali gaji pokok"
        unit, end = scene.text[pay.start(1) : pay.end(1)], pay.end()
    amount = value.value
    if value.value_max is None and value.number.english is not None and not value.approximate:
        amount = value.number.english
    scene.keep(begin, end, "count", amount, value.value_max, unit, qualifier, noun)


def _is_score(scene: Scene, value: Value, words: Sequence[Word], noun: Noun | None) -> bool:
    if noun is not None:
        return scene.low[noun.start : noun.end] == "poin"
    if value.number.scale != 1 or _MATCH_RESULT.match(scene.low, value.end):
        return False
    if value.value_max is not None and "skor" in near_words(words, ";!?"):
        return False  # "dengan skor 21-17, 16-21"
    if any(word in _SCORE_CUES for word in near_words(words, ";!?")):
        return True
    decimals = "," in scene.low[value.number.start : value.number.end]
    begin = words[0].start if words else value.number.start
    line = scene.low.rfind("\n", max(0, begin - 150), begin) + 1
    return decimals and line > 0 and _RATING.search(scene.low, line, begin) is not None


def _keep_score(scene: Scene, begin: int, value: Value, qualifier: Qualifier | None, noun: Noun | None) -> None:
    end, unit, low = value.end, None, scene.low
    if noun is not None:
        end, unit = noun.end, scene.written(noun.start, noun.end)
    elif (of := _OUT_OF.match(low, end)) and (top := number_at(low, of.end())):
        end = top.end
    scene.keep(begin, end, "score", value.value, value.value_max, unit, qualifier)
    bracket = BRACKET.match(low, end)  # "70,00 (tujuh puluh koma nol-nol)" says it again
    if bracket is not None and (again := number_at(low, bracket.start(1))) and again.words:
        scene.position = bracket.end()


def _read_bare(scene: Scene, begin: int, value: Value, words: Sequence[Word], qualifier: Qualifier | None) -> None:
    """A number without a noun behind it: kept only where the words before or behind say that it counts."""
    low, end = scene.low, value.end
    end, qualifier = qualifier_after(low, end, qualifier)
    if of := _OF.match(low, end):  # "164 dari 166 titik"
        other = number_at(low, of.end())
        noun = read_noun(scene.text, low, other.end) if other else None
        if noun is not None and noun.known:
            unit = scene.written(noun.start, noun.end)
            scene.keep(begin, end, "count", value.value, value.value_max, unit, qualifier)
            return
    bracket = _NOUN_IN_BRACKETS.match(low, end)
    if bracket is not None and known(bracket["noun"]):  # "mengidentifikasi 84 (PTS)"
        unit = scene.text[bracket.start("noun") : bracket.end("noun")]
        scene.keep(begin, end, "count", value.value, value.value_max, unit, qualifier)
        return
    if value.value >= 10 and (joint := _JOINED_COUNT.match(low, end)):  # "1.770 dan 1.073 pekerja"
        other = number_at(low, joint.end())
        noun = read_noun(scene.text, low, other.end) if other else None
        if noun is not None and noun.known and scene.text[noun.start].islower():
            unit = scene.written(noun.start, noun.end)
            scene.keep(begin, end, "count", value.value, value.value_max, unit, qualifier)
            return
    last = words[-1].text if words else ""
    among = _AMONG.match(low, end) is not None or last in ("perinciannya", "rinciannya")
    literal = low[value.number.start : value.number.end]
    large = value.value >= 1000 and not literal.isdigit()
    tiny = literal.isdigit() and len(literal) < 2
    cue = any(word.text in _BARE_CUES for word in words)
    direct = last in _BARE_CUES and not (last == "menjadi" and value.number.words)
    tiny = tiny and not low.startswith(" yang", end)  # "hanya 1 yang lolos"
    inherited = _inherited_unit(scene, begin, words, among)
    previous = scene.found[-1] if scene.found else None
    listed = (
        previous is not None
        and previous.kind == "count"
        and begin - previous.end < 40
        and (last in ("dan", "yang", "serta") or last.endswith(","))
        and _ENUMERATED.match(low, end) is not None
        and scene.same_sentence(previous.end, begin)
    )
    if listed and previous is not None:  # "825 untuk SD, 61 untuk MI, dan 774 untuk SMP"
        scene.keep(begin, end, "count", value.value, value.value_max, previous.unit, qualifier)
        return
    if not (among or last in _STRONG_CUES or (direct and not tiny) or (qualifier in ("over", "about", "under"))):
        if not (large or (qualifier is not None and cue)):
            return
        if inherited is None:
            return
    scene.keep(begin, end, "count", value.value, value.value_max, inherited, qualifier)


def _inherited_unit(scene: Scene, begin: int, words: Sequence[Word], among: bool) -> str | None:
    """The noun that a bare number counts: named before it in the same sentence, or counted just before."""
    candidates: list[tuple[int, str]] = []
    head = -2
    for index, word in enumerate(words):
        if word.text[-1] in ";!?" or (word.text[-1] == "." and len(word.bare) > 4):
            candidates.clear()
            continue
        bare = word.bare
        if bare in _NOT_COUNTED or not known(bare):
            head = -2
            continue
        if head == index - 1:  # "penerima seragam" counts penerima
            head = index
            continue
        head = index
        previous = words[index - 1].bare if index else ""
        weight = 2 if previous in ("total", "jumlah", "kuota") else 0 if previous in _PREPOSITIONS else 1
        offset = word.start + word.text.find(bare)
        size = len(bare) - 3 if bare not in _LEX.nouns else len(bare)
        candidates.append((weight, scene.text[offset : offset + size]))
    if candidates and not among:
        best = max(weight for weight, _ in candidates)
        return next(unit for weight, unit in reversed(candidates) if weight == best)
    if scene.found:
        last = scene.found[-1]
        if last.kind == "count" and begin - last.end < 150 and (among or scene.same_sentence(last.end, begin)):
            return last.unit
    return None
