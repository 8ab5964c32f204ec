"""Roles that a person has in one event: chair, note-taker, speaker, moderator and the like.

They are facts of the event, not offices, so they are no rows of ``positions``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.relate.positions.people import People
from pipeline.relate.view import ArticleView

Role = Literal["chair", "note-taker", "speaker", "moderator", "host", "judge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRole:
    """A person's part in an event; ``start:end`` is the evidence."""

    start: int
    end: int
    text: str
    person: str
    role: Role
    event: str | None = None
    """Name of the event, if one is mentioned in the same or the sentence before."""
    cue: str = ""
    score: float = 1.0


_NOUNS: dict[str, Role] = {
    "notulis": "note-taker", "notulen": "note-taker", "moderator": "moderator", "narasumber": "speaker",
    "pembicara": "speaker", "pemateri": "speaker", "keynote speaker": "speaker", "pembicara utama": "speaker",
    "pembicara kunci": "speaker", "panelis": "speaker", "penceramah": "speaker", "pemandu": "moderator",
    "pembawa acara": "host", "mc": "host", "master of ceremony": "host", "host": "host",
    "juri": "judge", "dewan juri": "judge",
    "pemimpin rapat": "chair", "pimpinan rapat": "chair", "ketua rapat": "chair", "pimpinan sidang": "chair",
}  # fmt: skip


def is_role_in_event(office: str) -> bool:
    """Whether an office as written is a role in an event ("moderator")."""
    return office.casefold().strip() in _NOUNS


_VERBS: dict[str, Role] = {
    "dipimpin": "chair", "diketuai": "chair", "dimoderatori": "moderator", "dipandu": "moderator",
}  # fmt: skip
_NOUN_CUE = re.compile(r"(?<!\w)(" + "|".join(sorted(map(re.escape, _NOUNS), key=len, reverse=True)) + r")(?!\w)", re.I)
_VERB_CUE = re.compile(r"(?<!\w)(dipimpin|diketuai|dimoderatori|dipandu)(?!\w)", re.I)
_BETWEEN = re.compile(r"[\w\s.,:&()/'’-]{0,160}")
_SESSION = re.compile(
    r"(?i)\b(?:rapat|diskusi|sidang|forum|musyawarah|acara|kegiatan|pertemuan|seminar|workshop|lokakarya|upacara|"
    r"focus group|fgd|dialog|sesi|apel|gelar wicara|talkshow|webinar|bimtek|pelatihan|audiensi)\b"
)


def find_event_roles(view: ArticleView) -> list[EventRole]:
    """Who led, took notes, spoke at or moderated an event, ordered by ``start``."""
    people = People(view)
    roles: list[EventRole] = []
    for index, sentence in enumerate(view.sentences):
        for found in _VERB_CUE.finditer(view.text, sentence.start, sentence.end):
            before = view.text[max(sentence.start, found.start() - 200) : found.start()]
            events = list(view.mentions_in(sentence.start, found.start(), "EVENT"))
            if not events and not _SESSION.search(before):
                continue  # an agency is led too
            roles.extend(_role(view, people, index, found, sentence.end, _VERBS[found[1].casefold()]))
        for found in _NOUN_CUE.finditer(view.text, sentence.start, sentence.end):
            roles.extend(_role(view, people, index, found, sentence.end, _NOUNS[found[1].casefold()]))
    roles.sort(key=lambda r: (r.start, r.end))
    return roles


def _role(view: ArticleView, people: People, index: int, cue: re.Match[str], end: int, role: Role) -> list[EventRole]:
    sentence = view.sentences[index]
    person = next(iter(view.mentions_in(cue.end(), min(end, cue.end() + 200), "PERSON")), None)
    start, stop = cue.start(), cue.end()
    if person is not None and _plain(view, cue.end(), person.start):
        stop = person.end
    else:
        person = people.before(cue.start(), sentence.start)
        if person is None or not re.fullmatch(
            r"[\s,.\w]{0,30}\b(?:sebagai|selaku|menjadi|bertindak sebagai)\s+", view.text[person.end : cue.start()]
        ):
            return []
        start = person.start
    events = list(view.mentions_in(sentence.start, sentence.end, "EVENT"))
    if not events and index:
        previous = view.sentences[index - 1]
        events = list(view.mentions_in(previous.start, previous.end, "EVENT"))
    return [
        EventRole(
            start=start,
            end=stop,
            text=view.text[start:stop],
            person=people.name(person.text, person.start),
            role=role,
            event=events[0].text if events else None,
            cue=cue[1],
            score=0.8,
        )
    ]


_FILLER = re.compile(
    r"(?i)\b(?:oleh|langsung|yaitu|yakni|adalah|ialah|acara|diskusi|rapat|bapak|ibu|pak|bu|prof|dr|drs|hj?)\b|[\s.,:()]+"
)


def _plain(view: ArticleView, start: int, end: int) -> bool:
    """Whether nothing but fillers, offices and bodies stands between the cue and the person."""
    text, pos = view.text, start
    rest: list[str] = []
    for mention in view.mentions_in(start, end):
        rest.append(text[pos : mention.start])
        pos = max(pos, mention.end)
    rest.append(text[pos:end])
    return all(not _FILLER.sub("", piece) for piece in rest)
