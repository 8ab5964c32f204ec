"""Sentences: where one ends, by rules over the punctuation and the words on its two sides.

A line end always ends a sentence, unless a line was plainly wrapped.  Inside a line every full stop, question or
exclamation mark, with the quotation marks and brackets that close after it, is a candidate; :func:`_ends` decides
from the word before (abbreviation, initial, degree, list number) and the word after (lower case, known opener).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import regex

_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8")).items()
}
_OPENING = _WORDS["opening"]
_BEFORE_NUMBER = _WORDS["before_number"]
_CLOSING = _WORDS["closing"]
_LABELLED = _WORDS["labelled"]
_OPENERS = _WORDS["openers"]
_UNMARKED_OPENERS = _WORDS["unmarked_openers"]
_DEGREE = regex.compile(
    r"(?:S|M|A|D|Sp|Ph|B|Dr|Lc|Ak|Apt|Psi|Gr|Dipl|Bc|Ed|LL|Kons|CPA|M\.Kes|S\.Kep)(?:\.[A-Z][A-Za-z]{0,5}){1,4}|"
    r"MM|MH|SH|SE|MA|MSi|MPd|SPd|ST|MT|SKM|SIP|MSc|PhD|MBA|Lc|Sos|Kom|Hum|Psi|Kes|Pd|Si|Sc|Ag|Kep|Gr|Ak"
)
_OPEN_QUOTES = "\"“‘'«`(["
_CANDIDATE = regex.compile(
    r"""(?P<stop>[.!?…]++)(?P<close>["”’'»)\]*]{0,4}+)(?:(?P<gap>[\ \t\u00a0]++|$)|(?P<glued>(?=["“]?\p{Lu}\p{Ll})))
    | (?<=[\s-]\p{Ll}{3,20})\s(?=(?P<capital>\p{Lu}\p{Ll}{1,14}+)[ ,]\p{Ll})""",
    regex.VERBOSE,
)
_QUOTATION = regex.compile(r"""(?<![^\s(\[])(?:"(?=\S)[^"“”\n]{1,400}+"|“(?=\S)[^"“”\n]{1,400}+”)""")
_NEXT_WORD = regex.compile(r"[\p{L}\d][\p{L}\d'’]*+")
_LINE = regex.compile(r"[^\n\r\v\f\x85\u2028\u2029]++")
_LIST_MARK = regex.compile(r"(?:\(?\d{1,3}|\(?[a-zA-Z]|[ivxIVX]{1,5})[.)]?")
_BULLET = regex.compile(r"[-–—•*▪◦·o]\s")


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences.

    Args:
        text: any text; its line ends are paragraph ends.

    Returns:
        ``(start, end)`` of each sentence, ordered, not overlapping, without white space at the edges; every
        character that is not white space lies in exactly one.
    """
    found: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        for a, b in _cut(text, start, end):
            piece = text[a:b]
            lead = len(piece) - len(piece.lstrip())
            stripped = piece.strip()
            if stripped:
                found.append((a + lead, a + lead + len(stripped)))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines, with plainly wrapped ones joined: the next goes on in lower case after a long line without a stop."""
    start = end = -1
    for match in _LINE.finditer(text):
        a, b = match.span()
        if start >= 0 and not _wrapped(text, start, end, a):
            yield start, end
            start = a
        elif start < 0:
            start = a
        end = b
    if start >= 0:
        yield start, end


def _wrapped(text: str, start: int, end: int, following: int) -> bool:
    last_line = max(start, text.rfind("\n", start, end) + 1)
    return (
        following - end <= 2  # one line end, no empty line between
        and end - last_line >= 50
        and text[following].islower()
        and (text[end - 1].isalnum() or text[end - 1] in ",-–")
        and not _BULLET.match(text, following)
    )


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    quotations = _QUOTATION.finditer(text, start, end)
    quoted = next(quotations, None)
    for match in _CANDIDATE.finditer(text, start, end):
        if match.end() >= end:
            break
        while quoted is not None and quoted.end() < match.end():
            quoted = next(quotations, None)
        if quoted is not None and quoted.start() < match.start() and match.end("close") < quoted.end():
            continue  # a quotation stays whole, as treebanks of Indonesian news have it
        if match["capital"] is not None:
            ends = _opens_unmarked(text, match)
        else:
            ends = match.start() > at and _ends(text, at, match, end)
        if ends:
            end_here = match.end()
            if match["glued"] is not None and match["close"] == '"' and text.count('"', at, match.start()) % 2 == 0:
                end_here = match.end("stop")  # the mark opens the quotation that follows
            yield at, end_here
            at = end_here
    yield at, end


def _opens_unmarked(text: str, match: regex.Match[str]) -> bool:
    """A heading run into the next line by scraping: "... ladang anggur Menurut polisi ..."."""
    return match["capital"].casefold() in _UNMARKED_OPENERS


def _ends(text: str, start: int, match: regex.Match[str], limit: int) -> bool:
    """Whether the candidate ends a sentence that began at ``start``."""
    stop, close, after = match["stop"], match["close"], match.end()
    following = _NEXT_WORD.search(text, after, min(limit, after + 40))
    if following is None:
        return False
    opening = text[after : following.start()]
    word = following[0]
    if word[0].islower():
        # Lower case goes on, save for brands at a clear end ("... itu. iPhone ...").
        return False
    if any(c not in _OPEN_QUOTES + " -–—•" for c in opening):
        return False  # ". , X", ". / X": no sentence opens with this
    previous = _word_before(text, start, match.start())
    if match["glued"] is not None:
        return _glued_ends(previous, word, text[match.start() - 1], stop, close)
    if match.start() - start <= 12 and _LIST_MARK.fullmatch(text[start : match.start()].strip()):
        return False  # "1. Pendaftaran", "a. Syarat"
    if stop != ".":
        if "?" in stop or "!" in stop:
            return True
        return bool(close) or word.casefold() in _OPENERS or word[0].isupper()
    if close and close[0] in "\"”’'»":
        return True
    return _full_stop_ends(previous, word, text, start, match.start(), following.start())


def _glued_ends(previous: str, word: str, before: str, stop: str, close: str) -> bool:
    """Whether a stop with no blank after it ends a sentence, as where a scraper lost a line end."""
    if stop not in {".", "?", "!"} or "." in previous:
        return False
    if len(previous) >= 3 and previous[-1].islower():
        return True
    # "(3/1/2023).Menurut", "tahun 2024.Kemudian", "soal UN.Namun": only before a word that opens sentences.
    return bool(before in ")]%" or close or (len(previous) >= 2 and previous.isalnum())) and word.casefold() in _OPENERS


def _word_before(text: str, start: int, at: int) -> str:
    """The word that touches the stop at ``at``, with its inner full stops; empty after a blank or a bracket."""
    tail = text[max(start, at - 30) : at]
    if not tail or not (tail[-1].isalnum() or tail[-1] == "."):
        return ""
    return tail.split()[-1].lstrip("\"“”‘’'«»([{.,;:-–—/").rsplit("/", 1)[-1].rsplit("(", 1)[-1]


def _full_stop_ends(previous: str, word: str, text: str, start: int, at: int, following: int) -> bool:
    """Whether a single full stop after ``previous`` and before ``word`` ends a sentence."""
    if not previous:
        return True
    key = previous.casefold()
    opener = word.casefold() in _OPENERS
    if key in _CLOSING:
        return text[following - 1 : following] != "("
    if len(previous) == 1 and previous.isalpha():
        if previous.islower():
            return opener
        before = text[max(start, at - 25) : at - 1].split()
        if before and (before[-1].casefold().strip('("“') in _LABELLED or before[-1][-1].isdigit()):
            return True  # "kelas A.", "Rp1,2 M."
        return opener and not word.isdigit()
    if key in _BEFORE_NUMBER:
        return not (word[0].isdigit() or len(word) == 1 or (word.isupper() and len(word) < 6 and previous[0].isupper()))
    if key in _OPENING:
        return opener if previous.isupper() and len(previous) > 1 else False
    if _DEGREE.fullmatch(previous):
        return opener
    if "." in previous and not previous[-1].isdigit():
        pieces = previous.split(".")
        if all(len(p) <= 2 for p in pieces):  # R.A., s.d., a.n., A.M.
            return opener and key not in _OPENING
    return True
