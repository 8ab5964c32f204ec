"""Acronyms with the expansion that the article itself gives.

Three shapes are read, each checked by aligning the letters (:mod:`pipeline.relate.aliases.align`):

* *Long (SHORT)* and *Long (SHORT) rest of the name*, in round or square brackets;
* *SHORT (Long)*;
* both joined by words: *SHORT, yaitu Long*, *Long atau SHORT*, *SHORT singkatan dari Long*, *Long / SHORT*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.records import Alias, Mention
from pipeline.relate.aliases.align import FUNCTION_WORDS, Alignment, Word, align, words_of
from pipeline.relate.view import ArticleView

_REACH = 160
"""How many characters before a bracket can hold the long form."""
_BRACKET = regex.compile(r"[(\[](?>\s{0,3})([^()\[\]\n]{2,110}?)(?>\s{0,3})[)\]]")
_STOP = regex.compile(r"[.;:!?()\[\]{}\"“”„«»\n|•*]|\s[-–—]{1,2}\s|--")
_TAIL = regex.compile(r",?\s*+(?:red|dulu|dahulu)\b.*+$|\.$", regex.IGNORECASE)
_HEAD = regex.compile(
    r"^(?:(?:yang\s+)?(?:selanjutnya|kemudian|biasa|sering|lebih\s+dikenal)?\s*+)?"
    r"(?:disingkat(?:\s+(?:menjadi|dengan))?|disebut(?:\s+(?:juga|dengan))?|singkatan(?:nya)?|akronim)(?:\s*+:)?\s+",
    regex.IGNORECASE,
)
_SHORT = regex.compile(
    r"[\p{L}\p{N}][\p{L}\p{N}&.\-–'’/]{0,23}+(?:(?>\s*&\s*|\s)[\p{L}\p{N}][\p{L}\p{N}&.\-'’]{0,19}+){0,2}+"
)
_NOT_SHORT = regex.compile(
    r"(?:https?|www)\b|\.(?:com|co|id|net|org)\b|^(?:[IVXLC]{2,5}|S-?[123]|D-?[1-4]|PhD|Persero|Tbk|Purn|Alm|HC|red|tengah|foto|kiri|kanan)$",
    regex.IGNORECASE,
)
_REGION_HEAD = regex.compile(
    r"\s*+(?:Provinsi|Prov\.|Kabupaten|Kab\.|Kota|Kecamatan|Kec\.|Daerah|Wilayah|DKI|Republik)\b"
)
_TWIN = regex.compile(r"-\p{L}++")
_COUNTED = regex.compile(r"([2-9])(\p{L})")
_TRIM = " \t\n,\"“”'‘’"

_REVERSED_CUE = regex.compile(
    r",?\s+(?:(?:yang\s+)?(?:merupakan|adalah|ialah|yaitu|yakni)\s+)?(?:sebuah\s+)?"
    r"(?:singkatan|akronim|kependekan|kepanjangan)(?:nya)?\s+(?:dari|adalah|yaitu|yakni)\s+"
    r"|,\s*+(?:yaitu|yakni|adalah|ialah|atau)\s+"
    r"|\s+(?:yaitu|yakni|adalah|ialah|merupakan|atau)\s+"
    r"|\s*+[=/]\s*+",
    regex.IGNORECASE,
)
_FORWARD_CUE = regex.compile(
    r",?\s+(?:atau\s+)?(?:yang\s+)?(?:juga\s+)?(?:kemudian\s+|selanjutnya\s+|biasa\s+|biasanya\s+|sering\s+|kerap\s+|"
    r"akrab\s+|lebih\s+|lazim\s+|populer\s+)?(?:disingkat(?:\s+(?:menjadi|dengan|sebagai))?|disebut(?:\s+(?:juga|dengan|sebagai))?|"
    r"dikenal(?:\s+(?:juga|dengan|sebagai|luas))?(?:\s+(?:dengan|sebagai))?)(?:\s+(?:nama|sebutan|istilah|singkatan))?\s+"
    r"|,?\s+atau\s+|\s*+/\s*+",
    regex.IGNORECASE,
)
_REVERSED_WORD = regex.compile(
    r"\b(?:singkatan|akronim|kependekan|kepanjangan|yaitu|yakni|adalah|ialah|merupakan|atau)|[=/]", regex.IGNORECASE
)
_FORWARD_WORD = regex.compile(r"\b(?:atau|disingkat|disebut|dikenal)\b|/", regex.IGNORECASE)
_STRONG = regex.compile(r"singkat|akronim|kependekan|kepanjangan", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Pair:
    short: tuple[int, int]
    long: tuple[int, int]
    cue: str
    cost: float
    letters: int
    backed: bool


def _looks_short(text: str) -> bool:
    """Whether a bracket holds something that can be a short form at all."""
    if not _SHORT.fullmatch(text) or _NOT_SHORT.search(text) or _REGION_HEAD.match(text):
        return False
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 2 and not (letters and text[0].isdigit()):
        return False
    return not all(word in FUNCTION_WORDS for word in text.split())


def _has_capitals(text: str) -> bool:
    """Two capitals, or a digit and a capital: the look of an acronym outside brackets."""
    return sum(c.isupper() or c.isdigit() for c in text) >= 2 and any(c.isupper() for c in text)


def _stretch_before(text: str, end: int) -> int:
    """Start of the stretch before ``end`` without sentence mark, bracket, quotation mark or line end."""
    low = max(0, end - _REACH)
    start = low
    for match in _STOP.finditer(text, low, end):
        start = match.end()
    return start


def _stretch_after(text: str, start: int) -> int:
    """End of the stretch after ``start``, in the same sense."""
    match = _STOP.search(text, start, min(len(text), start + _REACH))
    return match.start() if match else min(len(text), start + _REACH)


def _mention_ending(view: ArticleView, end: int) -> Mention | None:
    """The mention that ends at ``end`` or just before it."""
    for mention in view.mentions_in(max(0, end - _REACH), end):
        if mention.end >= end - 2 and mention.end <= end + 1:
            return mention
    return None


def _mention_over(view: ArticleView, start: int, end: int) -> Mention | None:
    """The mention that covers ``start:end`` in whole."""
    for mention in view.mentions_in(max(0, start - _REACH), start + 1):
        if mention.end >= end:
            return mention
    return None


def _is_digit_free_content(words: list[Word], found: Alignment) -> bool:
    """A long form must hold a word of three letters or more, and not start or end with a bare number."""
    used = words[found.first : found.last + 1]
    return any(len(w.text) >= 3 and w.text.isalpha() for w in used) and not used[0].text.isdigit()


def _end_of_long(view: ArticleView, last_used: int, limit: int) -> int:
    """Where a long form ends: with the name that its last word stands in, without a region after a head word."""
    end = last_used
    twin = _TWIN.match(view.text, last_used)
    if twin:
        end = twin.end()
    covering = _mention_over(view, last_used - 1, last_used)
    if covering is not None and end < covering.end and covering.label != "PERSON":
        stop = min(covering.end, limit)
        rest = view.text[end:stop]
        if not _REGION_HEAD.match(rest) and "(" not in rest:
            end = stop
    while end > last_used and view.text[end - 1] in _TRIM:
        end -= 1
    return end


def _tidy(view: ArticleView, start: int, end: int) -> tuple[int, int]:
    text = view.text
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM + ".":
        end -= 1
    return start, end


def _before_bracket(view: ArticleView, bracket: int, short: tuple[int, int]) -> _Pair | None:
    """*Long (SHORT)*."""
    text = view.text
    written = text[slice(*short)]
    # A mention that runs on over the bracket is the case of the acronym inside a name: the letters are read off its
    # part before the bracket.
    start = _stretch_before(text, bracket)
    words = words_of(text, start, bracket)
    if not words:
        return None
    mention = _mention_ending(view, len(text[:bracket].rstrip()))
    if mention is not None and mention.label == "PERSON":
        return None
    found = align(written, words)
    if found is not None and found.fits() and _is_digit_free_content(words, found):
        long = (words[found.first].start, _end_of_long(view, words[found.last].end, bracket))
        return _Pair(short, long, "(...)", found.cost, found.letters, False)
    if found is not None and _is_syllabic(written, found, words):
        long = (words[found.first].start, words[found.last].end)
        return _Pair(short, long, "(...)", found.cost, found.letters, True)
    if mention is None:
        return None
    if found is not None and words[found.first].start <= mention.start + 1 and found.fits(generous=True):
        long = (words[found.first].start, _end_of_long(view, words[found.last].end, bracket))
        return _Pair(short, long, "(...)", found.cost, found.letters, True)
    inside = [w for w in words if w.start >= mention.start]
    found = align(written, inside, fixed_start=True)
    if found is not None and found.fits(generous=True):
        long = (inside[found.first].start, _end_of_long(view, inside[found.last].end, bracket))
        return _Pair(short, long, "(...)", found.cost, found.letters, True)
    if mention.label in ("PROGRAM", "EVENT") and len(inside) > 2 and _is_blend(written, inside):
        return _Pair(short, (mention.start, mention.end), "(...)", 2.5, len(written), True)
    if _same_label(view, mention, short) and len(written) < 0.6 * (mention.end - mention.start):
        return _Pair(short, (mention.start, mention.end), "(...)", 2.0, len(written), True)
    return None


def _is_blend(short: str, words: list[Word]) -> bool:
    """A capitalised word whose letters stand, in order, in the words of a programme's name, first with first."""
    rest = iter("".join(w.folded for w in words))
    return (
        short.isalpha()
        and short[0].isupper()
        and len(short) >= 4
        and short[0].casefold() == words[0].folded[0]
        and all(c in rest for c in short.casefold())
    )


def _is_syllabic(short: str, found: Alignment, words: list[Word]) -> bool:
    """*petunjuk teknis (juknis)*: a lower-case word made of syllables, wherever in the words they stand."""
    return (
        short.islower()
        and short.isalpha()
        and found.last == len(words) - 1
        and found.used == found.last - found.first + 1
        and found.letters >= 2 * found.used
        and found.fits(generous=True)
    )


def _same_label(view: ArticleView, mention: Mention, span: tuple[int, int]) -> bool:
    """Whether exactly ``span`` has the label of ``mention``: two names of one thing, whatever the letters."""
    if mention.label in ("PERSON", "LOCATION"):
        return False
    return any(m.end == span[1] and m.label == mention.label for m in view.mentions_in(span[0], span[0] + 1))


def _short_before(view: ArticleView, end: int) -> Iterator[tuple[int, int]]:
    """What may be a short form right before ``end``: one, two or three words, or a mention."""
    text = view.text
    words = words_of(text, max(_stretch_before(text, end), end - 60), end)
    words = [w for w in words if w.end <= end]
    if not words or text[words[-1].end : end].strip(_TRIM):
        return
    for k in range(1, min(3, len(words)) + 1):
        first = words[-k].text
        if k == 1 or (not first.islower() and first.casefold() not in FUNCTION_WORDS):
            yield words[-k].start, words[-1].end


def _title_run(words: list[Word], text: str) -> int | None:
    """Index of the last word of a run of capitalised words, three or more, that a comma or the stretch's end closes."""
    last = None
    capitalised = 0
    for i, word in enumerate(words):
        if i and "," in text[words[i - 1].end : word.start]:
            break
        if word.text[0].isupper():
            last, capitalised = i, capitalised + 1
        elif word.text.casefold() not in FUNCTION_WORDS:
            return None
    return last if capitalised >= 3 else None


def _after(
    view: ArticleView, shorts: Iterator[tuple[int, int]], start: int, end: int, cue: str, whole: bool
) -> _Pair | None:
    """*SHORT <cue> Long*: the best of ``shorts`` for the words of ``text[start:end]``."""
    text = view.text
    words = words_of(text, start, end)
    strong = bool(_STRONG.search(cue))
    best: _Pair | None = None
    if not words:
        return None
    for short in shorts:
        written = text[slice(*short)]
        if not _looks_short(written) or len(written) > 34:
            continue
        if not strong and not _has_capitals(written):
            continue
        counted = _COUNTED.fullmatch(written)
        if counted and whole:
            times = sum(w.text[0].casefold() == counted[2].casefold() for w in words)
            if times == int(counted[1]):
                return _Pair(short, (words[0].start, words[-1].end), cue, 0.0, times, True)
        found = align(written, words, fixed_start=True, fixed_end=whole)
        if found is None or found.first != 0 or (words[0].text.isupper() and found.used < len(words) < 3):
            continue
        if cue in ("/", "=") and (words[0].text.isupper() or found.cost > 0.5):
            continue
        if not strong and not whole:
            tagged = any(m.start <= short[0] and m.end == short[1] for m in view.mentions_in(short[0] - 40, short[1]))
            if (" " in written and not tagged and not written.isupper()) or (
                cue == "atau" and found.cost > 0.15 * found.letters
            ):
                continue
        backed = strong or whole or any(True for _ in view.mentions_in(words[0].start, words[0].start + 1))
        title = _title_run(words, text) if not whole and cue != "atau" and written.isupper() else None
        if title is not None and found.used >= 3 and found.cost <= 0.7 * found.letters:
            pair = _Pair(short, (words[0].start, words[title].end), cue, found.cost, found.letters, True)
            if best is None or pair.letters - pair.cost > best.letters - best.cost:
                best = pair
            continue
        if not found.fits(generous=backed and found.letters >= 4) or not _is_digit_free_content(words, found):
            continue
        stop = words[found.last].end
        if whole:
            stop = words[-1].end
        else:
            covering = next((m for m in view.mentions_in(words[0].start, words[0].start + 1) if m.end > stop), None)
            if covering is not None and covering.end <= end:
                stop = covering.end
        pair = _Pair(short, (words[0].start, stop), cue, found.cost, found.letters, backed)
        if best is None or pair.letters - pair.cost > best.letters - best.cost:
            best = pair
    return best


def _in_brackets(view: ArticleView) -> Iterator[_Pair]:
    text = view.text
    for match in _BRACKET.finditer(text):
        start, end = match.span(1)
        tail = _TAIL.search(text, start, end)
        if tail:
            end = tail.start()
        head = _HEAD.search(text[start:end])
        if head:
            start += head.end()
        start, end = _tidy(view, start, end)
        if end - start < 2:
            continue
        inner = text[start:end]
        pair = None
        if len(inner) <= 34 and _looks_short(inner):
            pair = _before_bracket(view, match.start(), (start, end))
        if pair is None and len(inner) >= 6 and (" " in inner or "-" in inner):
            pair = _after(view, _short_before(view, match.start()), start, end, "(...)", whole=True)
        if pair is not None:
            yield pair


def _cues(text: str, word: regex.Pattern[str], cue: regex.Pattern[str]) -> Iterator[regex.Match[str]]:
    """Matches of a cue, looked for only around the words that every cue of its kind holds."""
    done = 0
    for hit in word.finditer(text):
        if hit.start() < done:
            continue
        match = cue.search(text, max(done, hit.start() - 32), hit.end() + 40)
        if match is not None and match.end() >= hit.start():
            done = match.end()
            yield match


def _by_words(view: ArticleView) -> Iterator[_Pair]:
    text = view.text
    for match in _cues(text, _REVERSED_WORD, _REVERSED_CUE):
        cue = match.group().strip(" ,").casefold() or match.group().strip()
        if not _STRONG.search(cue) and sum(c.isupper() for c in text[max(0, match.start() - 40) : match.start()]) < 2:
            continue
        end = _stretch_after(text, match.end())
        if cue == "atau":
            comma = text.find(",", match.end(), end)
            end = comma if comma > 0 else end
        start = match.end()
        while start < end and text[start] in _TRIM:
            start += 1
        if start >= end:
            continue
        pair = _after(view, _short_before(view, match.start()), start, end, cue, whole=False)
        if pair is not None:
            yield pair
    for match in _cues(text, _FORWARD_WORD, _FORWARD_CUE):
        cue = match.group().strip(" ,").casefold() or match.group().strip()
        strong = bool(_STRONG.search(cue))
        short = _SHORT.match(text, match.end() + (text[match.end() : match.end() + 1] in "\"“'‘"))
        if short is None:
            continue
        if not strong and not _has_capitals(short.group()):
            continue
        words = words_of(text, *short.span())
        start = _stretch_before(text, match.start())
        before = words_of(text, start, match.start())
        for k in range(1, min(3, len(words)) + 1):
            span = (words[0].start, words[k - 1].end)
            written = text[slice(*span)]
            if not _looks_short(written) or not (strong or _has_capitals(written)):
                continue
            if cue in ("atau", "/") and " " in written and not written.isupper():
                continue
            found = align(written, before)
            if found is None or not found.fits() or found.last != len(before) - 1:
                continue
            if not _is_digit_free_content(before, found) or (cue in ("atau", "/") and found.cost > 0.6):
                continue
            yield _Pair(
                span,
                (before[found.first].start, before[found.last].end),
                cue,
                found.cost,
                found.letters,
                False,
            )
            break


def find_acronyms(view: ArticleView) -> list[Alias]:
    """Acronyms of one article, each with the expansion given in it.

    Returns:
        Aliases of kind ``acronym`` in the order of their first place, each pair once (case aside).
    """
    text = view.text
    kept: dict[tuple[str, str], Alias] = {}
    for pair in sorted((*_in_brackets(view), *_by_words(view)), key=lambda p: (p.long[0], p.short[0])):
        short = " ".join(text[slice(*pair.short)].split())
        long = " ".join(text[slice(*pair.long)].split())
        key = (short.casefold(), long.casefold())
        if key in kept or set(key[0].split()) <= set(key[1].split()):
            continue
        start, end = min(pair.long[0], pair.short[0]), max(pair.long[1], pair.short[1])
        score = max(0.5, 0.98 - 0.12 * pair.cost - (0.1 if pair.backed else 0.0) - (0.0 if pair.letters > 2 else 0.05))
        kept[key] = Alias(
            start=start,
            end=end,
            text=text[start:end],
            short=short,
            long=long,
            kind="acronym",
            cue=pair.cue,
            score=score,
        )
    return list(kept.values())
