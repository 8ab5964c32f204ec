"""Offices that point back: "..., tutur mantan Dekan Sekolah Vokasi itu" says what the person last spoken of was.

The person is the first one named, in no prepositional phrase and in no quotation, in the nearest sentence before that
names one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records import Mention
from pipeline.relate.positions.people import People
from pipeline.relate.view import ArticleView

_THIS = re.compile(r"\s*(?:\([^()\n]{1,30}\)\s*)?(?:ini|itu|tersebut)\b")
_POINTS = re.compile(
    r"(?:(?:^|[.!?\n\"”])\s*|\b(?:kata|ujar|tutur|ucap|ungkap|jelas|papar|tegas|imbuh|tambah|lanjut|sambung|terang|pungkas|sebut)\s+)"
    r"(?:(?:pria|wanita|perempuan|sosok|tokoh|lelaki)\s+yang\s+(?:\w+\s+){0,2}(?:menjabat|merupakan|bertugas)\s+(?:sebagai\s+)?)?"
    r"(?:mantan\s+|eks\s+)?$",
    re.I,
)
_GOVERNED = re.compile(
    r"\b(?:di|ke|dari|pada|kepada|oleh|bersama|dengan|untuk|bagi|terhadap|tentang|didampingi|milik|antara|melalui|dan|serta|"
    r"kasus|soal|terkait|keluarga|istri|suami|anak|ayah|ibu)\s+(?:\w+\.?\s+){0,2}$",
    re.I,
)
_BODIES = ("AGENCY", "SCHOOL", "ORGANIZATION", "LOCATION")
_REACH = 600
"""So many characters of a sentence are looked at."""
_SENTENCES = 4
"""So many sentences back somebody is still in mind."""


@dataclass(frozen=True, slots=True)
class ToldBack:
    """An office, with its body, of a person named before."""

    office: Mention
    body: Mention | None
    person: Mention
    end: int


def find_told_back(view: ArticleView, people: People) -> Iterator[ToldBack]:
    """Every office that a demonstrative closes and that opens a sentence or follows a verb of saying."""
    for office in view.mentions:
        if office.label != "POSITION":
            continue
        body = next(iter(view.mentions_in(office.end, office.end + 2, *_BODIES)), None)
        end = body.end if body is not None else office.end
        if not _THIS.match(view.text, end) or not _POINTS.search(view.text[max(0, office.start - 90) : office.start]):
            continue
        person = _in_mind(view, office.start)
        if person is not None:
            yield ToldBack(office, body, person, end)


def _in_mind(view: ArticleView, offset: int) -> Mention | None:
    here = view.sentence_at(offset)
    if here is None:
        return None
    for sentence in reversed(view.sentences[max(0, here.index - _SENTENCES) : here.index + 1]):
        end = min(sentence.end, offset)
        begin = max(sentence.start, end - _REACH)
        for person in view.mentions_in(begin, end, "PERSON"):
            before = view.text[begin : person.start]
            quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
            if not quoted and not _GOVERNED.search(before[-40:]):
                return person
    return None
