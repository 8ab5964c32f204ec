"""Who speaks: names, offices, bodies, pronouns and noun phrases resolved to the fullest name in the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.records import Mention
from pipeline.relate.positions import OfficeLink, People, office_links
from pipeline.relate.positions.lexicon import office_words, same_office_words
from pipeline.relate.positions.people import clean
from pipeline.relate.statements.verbs import Cues, any_word
from pipeline.relate.view import ArticleView

_NEAR = 400
"""A link of an office and a person further apart is told over sentences; nothing between them belongs to it."""
_REACH = 100
"""So many links before and after an office are asked for its holder."""
_BODIES = ("AGENCY", "ORGANIZATION", "SCHOOL")
_PREPOSITION = re.compile(rf"(?:^|[\s,(]){any_word('preposition')}\s+(?:{any_word('address')}\.?\s+){{0,3}}$", re.I)
PRONOUN = re.compile(r"(?<![\w-])(?:ia|dia|beliau|pihaknya|dirinya|mereka|keduanya)(?![\w-])", re.I)
_ANAPHOR = re.compile(rf"(?<![\w-]){any_word('animate')}\b[^.\n\"“”]{{0,80}}?\b(?:ini|itu|tersebut)(?![\w-])", re.I)
_BARE = re.compile(r"([\w-]+)\s+(?:ini|itu|tersebut)\b")
"""A noun that says nothing more of whom it points at."""
_KIN = re.compile(rf"\b{any_word('kin')}\s+(?:dari\s+)?$", re.I)
_BESIDE = re.compile(
    r"\b(?:didampingi|bersama|disaksikan|mendampingi|mewakili|menemui|bertemu|diterima|disambut)\s+(?:oleh\s+)?(?:[A-Z]\w*,?\s+){1,6}$"
)
"""Before a name: somebody who is only beside the subject, with an office that nobody tagged."""
_AS = re.compile(r"\b(?:selaku|sebagai)\s+$", re.I)
_IN_PLACE_OF = re.compile(r"\b(?:diwakili(?:\s+oleh)?|melalui|lewat)\s+(?:\w+\.?\s+){0,2}$", re.I)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker; ``kind`` says how it was written."""

    name: str | None
    kind: str
    """person, office, body, place, pronoun, phrase or none."""


NOBODY = Speaker(None, "none")


class Speakers:
    """Resolves speakers within one article."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        self.people = People(view)
        self.cues = Cues(view.text)
        self.links: list[OfficeLink] = office_links(view, self.people)
        self._link_starts = [link.row.start for link in self.links]
        self._holders = [(office_words(self._written_out(link.office.text)), link) for link in self.links]
        lengths = (link.row.end - link.row.start for link in self.links)
        self._longest = max((n for n in lengths if n <= _NEAR), default=0)
        self._acronyms = {clean(a.short).casefold(): clean(a.long) for a in view.aliases if a.kind == "acronym"}
        self._bodies = self._full_bodies()

    def _written_out(self, office: str) -> str:
        key = clean(office).casefold()
        for alias in self.view.aliases:
            if alias.kind == "acronym" and clean(alias.short).casefold() == key:
                return alias.long
        return office

    def _full_bodies(self) -> dict[str, str]:
        """Acronym in brackets inside a longer body's name to that name: "Pemkot" and "Pemkot Solo" to
        "Pemerintah Kota (Pemkot) Solo"."""
        full: dict[str, str] = {}
        for mention in self.view.mentions:
            if mention.label in _BODIES:
                for inside in re.finditer(r"\(([^()]{2,20})\)", mention.text):
                    full.setdefault(inside[1].casefold(), mention.text)
                    full.setdefault((inside[1] + mention.text[inside.end() :]).casefold(), mention.text)
        return full

    def linked(self, mention: Mention) -> Mention | None:
        """The person whose office or body ``mention`` is, where the text ties them together at this place."""
        if mention.label == "PERSON":
            return mention
        link = self._link(mention)
        return link.person if link is not None else None

    def is_kin(self, mention: Mention) -> bool:
        """Whether a name only tells whose relative or lawyer is meant ("ayah Rahman")."""
        return _KIN.search(self.view.text, max(0, mention.start - 25), mention.start) is not None

    def introduces(self, mention: Mention) -> bool:
        """Whether a person is named together with an office here."""
        return self._link(mention) is not None

    def begin(self, mention: Mention) -> int:
        """Where the phrase of person, office and body begins that ``mention`` belongs to."""
        link = self._link(mention)
        return min(mention.start, link.row.start) if link is not None else mention.start

    def _link(self, mention: Mention) -> OfficeLink | None:
        i = bisect_right(self._link_starts, mention.start) - 1
        while i >= 0 and self._link_starts[i] >= mention.start - self._longest:
            link = self.links[i]
            row = link.row
            if row.start <= mention.start and mention.end <= row.end and row.end - row.start <= _NEAR:
                return link
            i -= 1
        return None

    def holder(self, office: Mention) -> str | None:
        """The person that holds an office mentioned without a name, from what the article says elsewhere."""
        wanted = office_words(self._written_out(office.text))
        if not wanted:
            return None
        bodies = [m.text.casefold() for m in self.view.mentions_in(office.end, office.end + 3, *_BODIES, "LOCATION")]
        best: tuple[int, int, str] | None = None
        here = bisect_right(self._link_starts, office.start)
        for words, link in self._holders[max(0, here - _REACH) : here + _REACH]:
            rank = 3 if words == wanted else 2 if same_office_words(words, wanted) else 0
            if not rank:
                continue
            if bodies and link.row.body:
                body = link.row.body.casefold()
                if not any(body in b or b in body or self._same_body(body, b) for b in bodies):
                    rank -= 1 if rank == 3 else 2
                    if rank <= 0:
                        continue
            before = link.row.start <= office.start
            key = (rank, (1 if before else 0) * 10**9 - abs(link.row.start - office.start), link.row.person)
            if best is None or key[:2] > best[:2]:
                best = key
        return best[2] if best else None

    def _same_body(self, a: str, b: str) -> bool:
        return self._acronyms.get(a, a).casefold() == self._acronyms.get(b, b).casefold()

    def body(self, text: str) -> str:
        """The fullest name of a body."""
        key = clean(text).casefold()
        return clean(self._acronyms.get(key) or self._bodies.get(key) or text)

    def of_mention(self, mention: Mention) -> Speaker | None:
        """The speaker that a mention stands for; None if it cannot speak (a place, a programme)."""
        person = self.linked(mention)
        if person is not None:
            return Speaker(self.people.name(person.text, person.start), "person")
        if mention.label == "POSITION":
            return Speaker(self.holder(mention), "office")
        if mention.label in _BODIES:
            return Speaker(self.body(mention.text), "body")
        return None

    def _head(self, mention: Mention, since: int) -> Mention:
        """What a mention belongs to: an acronym in brackets to the name before it, a body to the office before it."""
        before = list(self.view.mentions_in(max(since, mention.start - 200), mention.start))
        if not before or mention.label == "PERSON":
            return mention
        previous = before[-1]
        between = self.view.text[previous.end : mention.start]
        if between.strip() == "(" and self.view.text[mention.end : mention.end + 1] == ")":
            return self._head(previous, since)
        if previous.label == "POSITION" and not between.strip():
            return previous
        if mention.label in _BODIES and previous.label in _BODIES and not between.strip():
            return self._head(previous, since)  # the university behind its faculty
        return mention

    def governed(self, at: int) -> bool:
        """Whether a preposition stands before what begins at ``at``."""
        text = self.view.text
        return (
            _PREPOSITION.search(text, max(0, at - 40), at) is not None
            or _BESIDE.search(text, max(0, at - 80), at) is not None
        )

    def _in_office(self, person: Mention, begin: int) -> bool:
        """Whether only the office before a person is governed: "Selaku Ketua Panitia, Andi menjelaskan"."""
        return (
            person.label == "PERSON"
            and begin < person.start
            and _AS.search(self.view.text, max(0, begin - 12), begin) is not None
            and not self.governed(person.start)
        )

    def subject(self, start: int, end: int) -> tuple[Speaker, int] | None:
        """The subject in ``text[start:end]``, the stretch before a verb: the last name, office, body or pronoun
        that no preposition governs, and where it begins."""
        text = self.view.text
        found: list[tuple[int, int, Mention | None]] = [
            (m.start, m.end, m) for m in self.view.mentions_in(start, end) if m.end <= end
        ]
        found += [(p.start(), p.end(), None) for p in PRONOUN.finditer(text, start, end)]
        found += [(p.start(), p.end(), None) for p in _ANAPHOR.finditer(text, start, end)]
        found.sort(key=lambda f: f[1])
        for s, _, mention in reversed(found):
            if mention is None:
                kind = "pronoun" if PRONOUN.match(text, s) else "phrase"
                if kind == "phrase":
                    bare = _BARE.match(text, s)
                    return Speaker(bare[1].casefold() if bare else "ini", kind), s
                return Speaker(text[s : s + 8].split()[0].casefold(), kind), s
            head = self._head(mention, start)
            speaker = self.of_mention(head)
            if speaker is None:
                continue
            begin = self.begin(head)
            if self.governed(begin):
                stands_in = speaker.kind == "person" and _IN_PLACE_OF.search(text, max(0, begin - 40), begin)
                if not stands_in and not self._in_office(head, begin):
                    continue
            if speaker.kind == "person" and _KIN.search(text, max(start, begin - 25), begin):
                return Speaker(None, "noun"), begin
            return speaker, begin
        return None
