"""One line of an article as a string of symbols, one per mention, word or mark, for patterns over meaning.

"Kepala Dinas Pendidikan, Drs. Andi, M.Si" becomes ``PA,hN,d``.  The patterns of this package are regular expressions
over such strings: short, readable and linear in time.

=======  =====================================================================
symbol   stands for
=======  =====================================================================
N P      a person, an office
A S O L  an agency, school, organization, place
E        a programme, event or regulation
h d      an honorific or rank, an academic degree
g        a whole bracket, unless a person or an office stands in it
B        the head of a body's name that nobody tagged ("Dinas"), or an acronym
b        a unit ("bidang")
p K      an occupation ("guru") or the head of an office ("Camat") that nobody tagged
W w n    another capitalised word, another word, a number
, ; : .  themselves; ``( )`` brackets that are not ``g``; ``-`` any dash
x        quotation mark;  / slash; ``|`` any other mark
others   the word classes of :data:`pipeline.relate.positions.lexicon.SYMBOL`
=======  =====================================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.records import Mention
from pipeline.relate.positions.lexicon import SYMBOL, match_degree, word_classes
from pipeline.relate.view import ArticleView

_LABEL = {"PERSON": "N", "POSITION": "P", "AGENCY": "A", "SCHOOL": "S", "ORGANIZATION": "O", "LOCATION": "L"}
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,/]\d+)*|[^\w\s]|_")
_OPEN, _CLOSE = "([{", ")]}"
_QUOTES = "\"“”„«»‘’'`"
_DASHES = "-–—‐‑"
_MAX_BRACKET = 90


@dataclass(slots=True)
class SymbolLine:
    """The symbols of one line; ``starts[i]:ends[i]`` are the characters of symbol ``i``."""

    symbols: str
    starts: list[int]
    ends: list[int]
    mentions: dict[int, Mention] = field(default_factory=dict)
    """Symbol index to mention."""
    text: str = ""

    def word(self, i: int) -> str:
        """What symbol ``i`` stands for, lower-case."""
        return self.text[self.starts[i] : self.ends[i]].casefold()


def symbol_line(view: ArticleView, start: int, end: int) -> SymbolLine:
    """Encode ``view.text[start:end]``."""
    text = view.text
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    mentions: dict[int, Mention] = {}

    def emit(symbol: str, s: int, e: int) -> None:
        out.append(symbol)
        starts.append(s)
        ends.append(e)

    def untagged_office(start: int, end: int) -> None:
        """The words before a body that were an office: "Wakil Koordinator Advokasi [PGRI]"."""
        run = _HEADED.search("".join(out[-6:]))
        if run is None or not out:
            return
        first = len(out) - len(run[0])
        begin, stop = starts[first], ends[-1]
        if text[stop:start].strip():
            return
        del out[first:], starts[first:], ends[first:]
        mentions[len(out)] = Mention(start=begin, end=stop, text=text[begin:stop], label="POSITION", score=0.5)
        emit("P", begin, stop)

    def gap(s: int, e: int) -> None:
        pos = s
        while pos < e:
            if text[pos].isspace():
                pos += 1
                continue
            if text[pos].isupper() and out and out[-1] in "N,dh":
                known = len(out) > 1 and out[-1] == "," and out[-2] == "d"
                stop = min(match_degree(text, pos, among_degrees=known), e)
                if stop > pos and (out[-1] != "," or (len(out) > 1 and out[-2] in "Nd)")):
                    emit("d", pos, stop)
                    pos = stop
                    continue
            token = _TOKEN.match(text, pos, e)
            if token is None:
                pos += 1
                continue
            symbol = _classify(token[0], out)
            if symbol == "p":
                mentions[len(out)] = Mention(
                    start=token.start(), end=token.end(), text=token[0], label="POSITION", score=0.5
                )
            emit(symbol, token.start(), token.end())
            pos = token.end()
            dot = out[-1] == "." and len(out) > 1
            if dot and (
                out[-2] == "h"
                or text[starts[-2] : ends[-2]].casefold() in _KINDS_OF_REGION
                or (out[-2] == "d" and _goes_on(text, pos, e))
            ):  # the full stop of "Drs."
                _drop_last(out, starts, ends)

    pos = start
    for mention in view.mentions_in(start, end):
        if mention.start < pos:
            continue
        gap(pos, mention.start)
        symbol = _symbol(mention, out)
        if symbol in "ASOL":
            untagged_office(mention.start, mention.end)
        if symbol in _LABELS:
            mentions[len(out)] = mention
        emit(symbol, mention.start, min(mention.end, end))
        pos = mention.end
    gap(pos, end)
    return _fold_brackets(SymbolLine("".join(out), starts, ends, mentions, text))


_LABELS = frozenset("NPASOLE")
_KINDS_OF_REGION = frozenset({"kab", "kec", "kel", "prov"})


def _symbol(mention: Mention, out: list[str]) -> str:
    """The symbol of a mention; what a tagger took for an office is looked at twice."""
    if mention.label == "PERSON" and word_classes().get(mention.text.casefold()) == "honorific":
        return "h"
    if mention.label == "POSITION":
        first = mention.text.split(None, 1)[0].casefold()
        if word_classes().get(first) == "unit" and out and out[-1] in "PASOLg":
            return "U"  # "Wakil Rektor UNX | Bidang Riset": a unit of the office before
        if " " not in mention.text and match_degree(mention.text, 0) == len(mention.text):
            return "d"
    return _LABEL.get(mention.label, "E")


def _drop_last(out: list[str], starts: list[int], ends: list[int]) -> None:
    out.pop()
    starts.pop()
    ends[-2:] = [ends[-1]]


def _goes_on(text: str, pos: int, end: int) -> bool:
    rest = text[pos:end].lstrip()
    return bool(rest) and (rest[0] in ",;)" or rest[0].islower())


def _classify(token: str, out: list[str]) -> str:
    first = token[0]
    if first.isdigit():
        return "n"
    if not (first.isalpha()):
        if first in _QUOTES:
            return "x"
        if first in _DASHES:
            return "-"
        if first in _OPEN:
            return "("
        if first in _CLOSE:
            return ")"
        return first if first in ",;:./&" else "|"
    if len(token) == 1 and first.isupper():
        return "h"  # "H.", or a letter of "H.E."
    kind = word_classes().get(token.casefold())
    if kind == "honorific" and len(token) == 1:
        kind = None
    if kind == "honorific" and token[0].islower() and token.casefold() not in _LOWER_HONORIFICS:
        kind = None
    if kind in ("body head", "office head") and first.islower():
        kind = None
    if kind is not None:
        return SYMBOL[kind]
    if token.isupper() and 2 < len(token) < 9:
        return "B"
    return "W" if first.isupper() else "w"


_LOWER_HONORIFICS = frozenset(
    {"pak", "bapak", "ibu", "bu", "mas", "mbak", "saudara", "saudari", "ustaz", "ustadz", "prof", "dr", "drg"}
)
_HEADED = re.compile(r"K[KWb]{0,4}$")
_BRACKET = re.compile(r"\([^()]*\)")


def _fold_brackets(line: SymbolLine) -> SymbolLine:
    """Replace each bracket without a person or office in it by ``g``."""
    symbols: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    mentions: dict[int, Mention] = {}
    i, text = 0, line.symbols
    spans = {m.start(): m.end() for m in _BRACKET.finditer(text)}
    while i < len(text):
        stop = spans.get(i)
        if stop is not None and line.ends[stop - 1] - line.starts[i] <= _MAX_BRACKET:
            inside = text[i + 1 : stop - 1]
            before = symbols[-1] if symbols else ""
            if inside == "P" and before == "," and len(symbols) > 1 and symbols[-2] in "PASOLg":
                symbols.pop(), starts.pop(), ends.pop()  # "Wakil Menteri X, (Wamen), Andi"
                before = symbols[-1]
            alias = len(inside) == 1 and (
                (inside == "N" and before == "N") or (inside == "P" and before in "PASOLgE" and before)
            )
            if alias or ("N" not in inside and "P" not in inside) or ("P" in inside and before and before in "PASOLg"):
                symbols.append("g")
                starts.append(line.starts[i])
                ends.append(line.ends[stop - 1])
                i = stop
                continue
        if i in line.mentions:
            mentions[len(symbols)] = line.mentions[i]
        symbols.append(text[i])
        starts.append(line.starts[i])
        ends.append(line.ends[i])
        i += 1
    return SymbolLine("".join(symbols), starts, ends, mentions, line.text)
