"""Find who holds which office: the rows of the table ``positions``.

Start reading at :func:`find_positions`.  Every line of the article becomes a string of symbols
(:mod:`.symbols`); links between an office and a person are found in it from the surest to the least sure:

1. no comma between them: "Kepala Dinas Pendidikan Drs. Andi";
2. a word says so: "Andi selaku Kepala ...", "Andi, yang menjabat Kepala ...", "jabatan Kepala ... dijabat oleh Andi";
3. apposition with a comma, from left to right, so that "A, Ketua X, B, Sekretaris Y" and "Ketua X, A, Sekretaris Y, B"
   both come out right;
4. a second office of the same person: "Wakil Menteri X sekaligus Kepala Y, Andi".

Then all links of one person to one office are merged into one row with the fullest names; what one mention leaves out
(the body, the full title) another gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.records import Mention, Position
from pipeline.relate.positions.lexicon import occupations, office_heads, office_words, same_office_words
from pipeline.relate.positions.people import People, clean
from pipeline.relate.positions.roles import is_role_in_event
from pipeline.relate.positions.symbols import SymbolLine, symbol_line
from pipeline.relate.positions.told_back import find_told_back
from pipeline.relate.view import ArticleView

_PART = (
    r"g|U|tN(?=g?,)|i{1,2}(?=[ASOLE])|[ASOLE]|[WB]{1,5}(?=[gASOLE])|B(?:[WBK&ng-]|,(?=[W&])){0,14}?(?=(?:gL)?(?:t[n-]+)?,?[hd]{0,4}N|[,.)]|$)"
    r"|b[WBKw&,]{0,12}?[WBK](?=[ASOLENhd,g])|[tq]?t[n-]+|t(?=N)"
    r"|(?<=[SAO]g)W{1,2}(?=,?[hd]{1,4}N)|(?<=[SAO])W{1,5}(?=t[n-]+,[hd]{0,4}N)|y[qu]?w{1,4}(?=,[hd]{0,4}N)|,[ASO](?=,[hd]{0,4}N)"
    r"|w{1,2}(?=,[hd]{0,4}N)|n(?=[hd]{0,6}N)|qq(?=N)|N-N(?=,[hd]{0,4}N)"
)
_PARTS = rf"P(?:{_PART}){{0,8}}"
_OFFICE = re.compile(_PARTS)
_OF_SOMEBODY = re.compile(r"PN(?:g|,?d){0,4}(?P<holder>,?[hd]{0,4}N)?")
"""An office that one person has for another: "kuasa hukum Rina, Danu"."""
_STAFF = frozenset(
    {"stafsus", "staf khusus", "staf ahli", "ajudan", "asisten", "asisten pribadi", "sekretaris pribadi", "tenaga ahli"}
)
_STAFF_OF = re.compile(r"P(?P<office>P)[ASOL]{0,2}t?(?P<chief>N)(?:g|,?d){0,4},[hd]{0,4}N")
"""Somebody's staff, then who it is: "Stafsus Mendikbud Budi, Rina"."""
_OPENING_AS = re.compile(r"(?:^|(?<=\.))[wW]{0,2}sP[ASOLEgBWbwintqyjm-]{0,16}?,[hd]{0,4}N(?=[qwdg,])")
"""A sentence that opens with somebody's office: "Sebagai anggota DPR dari daerah pemilihan X, Andi ..."."""
_WITH_PERSON = re.compile(
    rf"(?P<office>{_PARTS})(?P<comma>,)?(?:(?P<cue>a|y?q*jq*o?|jq*o|o)w?)?(?P<open>\(L?)?(?P<hd>[hd,-]{{0,6}}?)N(?!-N)"
)
"""An office with its body and terms, then the person: "P A , h N"."""
_PERSON = re.compile(r"N(?:g|,?d){0,6}")
_OFFICE_AFTER = re.compile(
    r"(?P<cue>,?y?[qu]{0,3}(?:j|a|m|s)[qasmoj]{0,3}w{0,2})(?=h?P)|(?P<comma>,)q{0,2}(?=h?P)|(?P<bracket>\()(?=P)"
    r"|(?P<bare>)(?=P)"
)
_APPOINTED = frozenset(
    "ditunjuk dilantik diangkat ditetapkan dikukuhkan dipilih dipercaya diminta diutus didapuk".split()
)
_APPOINTER = re.compile(r"[PASOLEgBWbUhd&i]{0,12}$")
"""Between "ditunjuk oleh" and the name of who appoints."""
_CAREER = re.compile(r"j[jqwiu]{0,4}[sm]$|j$")
_HOLDS = frozenset({"menjabat", "jabatan", "menduduki", "memegang", "memangku"})
"""Before an office: "(ia kemudian) menjabat sebagai"."""
_UNTAGGED_BODY = re.compile(r"[WBK]+(?=g)(?!g[WBK])|B(?:[WBK&ng-]|,(?=[W&]))*")
_SPLIT_BODY = re.compile(r"B[WBK&]*gL")
"""An acronym between the untagged name of a body and its region."""
_OCCUPATION = re.compile(r"p(?:i?[LS])?g?a?h{0,2}N|(?<=q)p(?:i?[LS])?g?,h{0,2}N")
"""An occupation that nobody tagged, beside a name: "seorang guru, Nur Aini"."""
_OCCUPATION_AFTER = re.compile(r"Ng?pS")
"""The same behind a name: "Danu mahasiswa Universitas X"."""
_FOR_ANOTHER = frozenset(
    {
        "kuasa hukum",
        "penasihat hukum",
        "pengacara",
        "wali kelas",
        "ajudan",
        "asisten pribadi",
        "juru bicara",
        "pendamping",
    }
)
"""Offices that a name behind them tells the client of, where another name stands beside."""
_ALWAYS_FOR_ANOTHER = frozenset({"kuasa hukum", "penasihat hukum"})
_NAMED_BEFORE = re.compile(r"N(?:g|,?d){0,4},?(?:q{0,2}P[ASOLg]{0,3}u)?q{0,2}$")
"""A person in apposition to what follows."""
_JOIN = re.compile(r"(?:,?[u&]q?|/)(?=P)")
_BODY = re.compile(r"[ASOL]")

_SCORE = {
    "apposition": 0.96, "comma": 0.94, "bracket": 0.9, "cue": 0.85, "shared": 0.8, "career": 0.8, "bare": 0.7,
    "occupation": 0.6,
}  # fmt: skip
"""Share of right rows per way of linking in annotated articles with their own mentions; rare ways drawn to 0.75."""

_ACTING = re.compile(r"\b(?:plt|plh|pj|pjs|pgs|penjabat|pelaksana tugas|pelaksana harian)\b\.?", re.I)
_FORMER = re.compile(r"\b(?:mantan|eks|bekas|former)\b", re.I)
_STATUS_BEFORE = re.compile(r"\b(plt|plh|pj|pjs|pgs|mantan|eks|bekas)\.?\s*$", re.I)
_MAX_OFFICES = 40
"""So many offices of one person are compared with the next."""
_LINE = re.compile(r"[^\n]+")
_VERB = re.compile(r"(?<![\w-])(?:me(?:m|n|ng|ny)|ber)[a-z]{4,}(?![\w-])")
_WORD = re.compile(r"\w+")
_MINISTER = re.compile(r"(?:wakil )?menteri|wamen|menko|menteri koordinator", re.I)


@dataclass(frozen=True, slots=True)
class _Link:
    """One office tied to one person at one place of the text."""

    office: int
    person: int
    how: str
    cue: str


def find_positions(view: ArticleView) -> list[Position]:
    """Who holds which office, one row per person and office, ordered by first evidence.

    Args:
        view: an article with its mentions; aliases are used if they are there.

    Returns:
        Rows whose ``start:end`` is the stretch from the office to the person (or the other way round) where the two
        are first tied together, body included.
    """
    return _merge([link.row for link in office_links(view)], view)


def _lines(view: ArticleView) -> Iterator[SymbolLine]:
    """The lines that hold both a person and an office, tagged or by its name."""
    for found in _LINE.finditer(view.text):
        labels = {m.label for m in view.mentions_in(found.start(), found.end(), "PERSON", "POSITION")}
        if "PERSON" not in labels:
            continue
        if "POSITION" in labels or not office_heads().isdisjoint(_WORD.findall(found[0].casefold())):
            yield symbol_line(view, found.start(), found.end())


@dataclass(frozen=True, slots=True)
class OfficeLink:
    """One place of the text that ties an office to a person."""

    office: Mention
    person: Mention
    row: Position
    """The row that this place alone gives; ``row.start:row.end`` holds office, person and body."""


def office_links(view: ArticleView, people: People | None = None) -> list[OfficeLink]:
    """Every place that ties an office to a person, ordered by start; one person's rows are not merged yet."""
    people = people or People(view)
    links = [link for line in _lines(view) for link in _links_of_line(view, line, people)]
    told = list(told_back(view, people, links))
    return sorted([*links, *told], key=lambda link: link.row.start) if told else links


def told_back(view: ArticleView, people: People, links: list[OfficeLink]) -> Iterator[OfficeLink]:
    """The links of offices that point back at who was last spoken of, unless the article ties them to somebody."""
    tied = {link.office.start for link in links}
    known = {office_words(link.office.text) for link in links}
    for told in find_told_back(view, people):
        words = office_words(told.office.text)
        if (
            told.office.start in tied
            or is_role_in_event(told.office.text)
            or any(same_office_words(words, k) for k in known)
        ):
            continue
        body = clean(told.body.text) if told.body is not None else None
        row = Position(
            start=told.office.start,
            end=told.end,
            text=view.text[told.office.start : told.end],
            person=people.name(told.person.text, told.person.start),
            position=clean(told.office.text),
            body=body,
            status=_status(view.text, told.office.start, told.office.text),
            cue="apposition",
            score=_SCORE["career"],
        )
        yield OfficeLink(told.office, told.person, row)


def _links_of_line(view: ArticleView, line: SymbolLine, people: People) -> Iterator[OfficeLink]:
    links, extents = _links(line)
    for link in sorted(links, key=lambda link: min(link.office, link.person)):
        office, person = line.mentions[link.office], line.mentions[link.person]
        if is_role_in_event(office.text):
            continue
        body, body_end = _body(view, line, link.office, extents[link.office])
        position = clean(office.text)
        if (
            body
            and _MINISTER.fullmatch(position)
            and not body.startswith("Kementerian")
            and office.end + 1 + len(body) == body_end
        ):
            position, body = f"{position} {body}", None  # the ministry's name is part of a minister's title
        start = min(office.start, person.start)
        end = max(office.end, person.end, body_end)
        row = Position(
            start=start,
            end=end,
            text=view.text[start:end],
            person=people.name(person.text, person.start),
            position=position,
            body=body,
            status=_status(view.text, office.start, office.text),
            cue=link.cue,
            score=_SCORE[link.how],
        )
        yield OfficeLink(office, person, row)


def _links(line: SymbolLine) -> tuple[list[_Link], dict[int, int]]:
    """The links of one line, and where each office with its body and terms ends."""
    symbols = line.symbols
    offices = [i for i, s in enumerate(symbols) if s == "P"]
    extents = {i: m.end() for i in offices if (m := _OFFICE.match(symbols, i))}
    candidates: list[_Link] = []
    for i in offices:
        found = _WITH_PERSON.match(symbols, i)
        own = line.mentions[i].text.casefold() if i in line.mentions else ""
        staff = _STAFF_OF.match(symbols, i) if _FORMER.sub("", own).strip() in _STAFF else None
        if staff:
            candidates.append(_Link(i, staff.end() - 1, "apposition", "apposition"))
            candidates.append(_Link(staff.start("office"), staff.start("chief"), "apposition", "apposition"))
            continue
        if own in _FOR_ANOTHER:
            client = _OF_SOMEBODY.match(symbols, i)
            if client and client["holder"]:
                candidates.append(_Link(i, client.end() - 1, "comma", "apposition"))
                continue
            if client and (_NAMED_BEFORE.search(symbols, max(0, i - 24), i) or line.word(i) in _ALWAYS_FOR_ANOTHER):
                continue
        if found and "w" in found["office"] and _VERB.search(line.text, line.ends[i], line.starts[found.end() - 1]):
            found = None  # "Bupati berharap, Andi ..."
        if found and "," in (found["comma"] or "") + found["hd"] and _stands_aside(line, i):
            found = None
        if found:
            extents[i] = found.end("open") if (found["open"] or "").endswith("L") else found.end("office")
            n = found.end() - 1
            if found["cue"]:
                candidates.append(_Link(i, n, "cue", "dijabat"))
            elif found["comma"] or "," in found["hd"]:
                candidates.append(_Link(i, n, "comma", "apposition"))
            else:
                candidates.append(_Link(i, n, "apposition", "apposition"))
    for found in _PERSON.finditer(symbols):
        after = _OFFICE_AFTER.match(symbols, found.end())
        if not after:
            continue
        p = symbols.find("P", after.end(), after.end() + 2)
        how = next(kind for kind in ("cue", "comma", "bracket", "bare") if after[kind] is not None)
        lower = line.mentions[p].text[:1].islower() if p in line.mentions else False
        if how == "bare" and found.end() == found.start() + 1 and not lower:
            continue  # "Andi Kepala Dinas" with nothing between: more often two things
        holder = found.start()
        if how == "comma" and line.word(holder - 1) == "menurut" and _goes_on_as_clause(line, extents.get(p, p + 1)):
            continue  # "Menurut Andi, Bupati meminta ..."
        if how == "cue" and after["cue"][-1] in "sm":
            holder = _appointed(line, holder)
            if holder < 0:
                continue
        candidates.append(_Link(p, holder, how, "selaku" if how == "cue" else "apposition"))
    for found in _OPENING_AS.finditer(symbols):
        candidates.append(_Link(symbols.index("P", found.start()), found.end() - 1, "cue", "selaku"))
    for found in _OCCUPATION_AFTER.finditer(symbols):
        extents[found.end() - 2] = found.end()
        candidates.append(_Link(found.end() - 2, found.start(), "occupation", "apposition"))
    for found in _OCCUPATION.finditer(symbols):
        extents[found.start()] = found.end() - 1
        candidates.append(_Link(found.start(), found.end() - 1, "occupation", "apposition"))
    candidates.extend(_career(line, offices, {c.office for c in candidates}))
    return _choose(line, candidates, offices, extents), extents


def _stands_aside(line: SymbolLine, office: int) -> bool:
    """Whether an office before a comma is only stood in for: "Mewakili Kepala Dinas X, Andi"."""
    return bool(office) and line.word(office - 1) == "mewakili"


def _goes_on_as_clause(line: SymbolLine, end: int) -> bool:
    """Whether a verb follows at once, so that the office before it is its subject."""
    return end < len(line.symbols) and line.symbols[end] in "wq" and _VERB.match(line.word(end)) is not None


def _appointed(line: SymbolLine, person: int) -> int:
    """Who gets the office: "Andi ditunjuk oleh Presiden Budi sebagai Kepala X" speaks of Andi; -1 if not named."""
    symbols = line.symbols
    before = _APPOINTER.search(symbols, max(0, person - 12), person)
    verb = before.start() - 1 if before else person - 1
    if verb > 0 and symbols[verb] == "o":
        verb -= 1
    if verb < 0 or symbols[verb] != "j" or line.word(verb) not in _APPOINTED:
        return person
    sentence = symbols.rfind(".", 0, verb) + 1
    return symbols.rfind("N", sentence, verb)


def _career(line: SymbolLine, offices: list[int], tied: set[int]) -> Iterator[_Link]:
    """ "Herman ... . Kemudian ia menjabat sebagai Camat di ...": the office of the person last named in the line."""
    for i in offices:
        if i in tied or not (cue := _CAREER.search(line.symbols[max(0, i - 6) : i])):
            continue
        if len(cue[0]) == 1 and line.word(i - 1) not in _HOLDS:
            continue
        person = line.symbols.rfind("N", 0, i)
        if person >= 0:
            yield _Link(i, person, "career", "menjabat")


def _choose(line: SymbolLine, candidates: list[_Link], offices: list[int], extents: dict[int, int]) -> list[_Link]:
    chosen: dict[int, _Link] = {}
    taken: set[int] = set()
    order = {"apposition": 0, "cue": 1, "bracket": 1, "comma": 2, "bare": 3, "career": 4, "occupation": 5}
    for link in sorted(candidates, key=lambda k: (order[k.how], min(k.office, k.person))):
        if link.office in chosen or (link.how not in ("cue", "career") and link.person in taken):
            continue
        chosen[link.office] = link
        taken.add(link.person)
    for i, nxt in zip(reversed(offices[:-1]), reversed(offices[1:]), strict=True):
        joined = _JOIN.match(line.symbols, extents[i])
        if not joined or joined.end() != nxt or nxt not in chosen:
            if joined and joined.end() == nxt and i in chosen and nxt not in chosen and chosen[i].person < i:
                chosen[nxt] = _Link(nxt, chosen[i].person, "shared", "sekaligus")
            continue
        if i not in chosen and chosen[nxt].person > nxt:
            sure = "u" in joined[0] or joined[0] == "/" or line.word(joined.start()) == "&"
            if sure:
                chosen[i] = _Link(i, chosen[nxt].person, "shared", "sekaligus")
    return list(chosen.values())


def _body(view: ArticleView, line: SymbolLine, office: int, end: int) -> tuple[str | None, int]:
    """The body as written, and where it ends: the first agency, school, organization or place behind the office,
    else a capitalised name with its acronym in brackets, else a programme or event that has the office."""
    symbols = line.symbols
    words = line.mentions[office].text.casefold().split()
    split = _SPLIT_BODY.match(symbols, office + 1, end)
    if split:
        return clean(view.text[line.starts[split.start()] : line.ends[split.end() - 1]]), line.ends[split.end() - 1]
    other: int | None = None
    for k in range(office + 1, end):
        if symbols[k] == "L" and words[0] in occupations():
            continue
        if _BODY.match(symbols[k]):
            return clean(line.mentions[k].text), line.mentions[k].end
        if symbols[k] == "E" and symbols[k - 1] == "P":
            other = k
    if other is not None:
        return clean(line.mentions[other].text), line.mentions[other].end
    named = _UNTAGGED_BODY.match(symbols, office + 1, end)
    if named:
        last = named.end() - 1
        return clean(view.text[line.starts[named.start()] : line.ends[last]]), line.ends[last]
    return None, 0


def _status(text: str, start: int, office: str) -> Literal["acting", "former"] | None:
    before = _STATUS_BEFORE.search(text, max(0, start - 12), start)
    words = (before[1] + " " if before else "") + office
    if _FORMER.search(words[:40]):
        return "former"
    if _ACTING.search(words[:40]):
        return "acting"
    return None


def _same_office(a: Position, b: Position, short_to_long: dict[str, str]) -> bool:
    """Whether two rows of one person mean one office."""
    left = office_words(short_to_long.get(a.position.casefold(), a.position))
    right = office_words(short_to_long.get(b.position.casefold(), b.position))
    same = same_office_words(left, right)
    if not same:
        return False
    if len(left) != len(right) and left[0] not in ("menteri", "wakil"):
        short, extra = (a, right[len(left) :]) if len(left) < len(right) else (b, left[len(right) :])
        other = b if short is a else a
        if short.body and not other.body:  # "Sekretaris" of a board is no "Sekretaris Daerah"
            return short.body.casefold().startswith(extra[0])
    if a.body is None or b.body is None:
        return True
    x, y = (short_to_long.get(v.casefold(), v).casefold() for v in (a.body, b.body))
    return x == y or x in y or y in x or left == right


def _merge(rows: list[Position], view: ArticleView) -> list[Position]:
    short_to_long = {clean(a.short).casefold(): clean(a.long) for a in view.aliases if a.kind == "acronym"}
    merged: list[Position] = []
    by_person: dict[str, list[int]] = {}
    for row in rows:
        mine = by_person.setdefault(row.person.casefold(), [])
        for i in mine[-_MAX_OFFICES:]:
            old = merged[i]
            if _same_office(old, row, short_to_long):
                fuller = (
                    row
                    if _fullness(row) > _fullness(old) and not (old.body and not row.body and not _ministerial(old))
                    else old
                )
                merged[i] = replace(
                    old,
                    position=fuller.position,
                    body=fuller.body or old.body or row.body,
                    status=old.status or row.status,
                    score=max(old.score, row.score),
                )
                break
        else:
            mine.append(len(merged))
            merged.append(row)
    return merged


def _ministerial(row: Position) -> bool:
    return "menteri" in office_words(row.position)[:2]


def _fullness(row: Position) -> tuple[int, int]:
    words = row.position.split()
    return len(office_words(row.position)), len(words)
