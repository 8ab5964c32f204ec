"""Every relation of one article as subject, predicate, object and value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from pipeline.records import Event, Fact, Program, Statement
from pipeline.relate.achievements import find_achievements
from pipeline.relate.facts.amounts import amount_facts
from pipeline.relate.facts.predicates import ROLE_PREDICATES
from pipeline.relate.names_in import BODIES, NamesIn, plain, with_repeats
from pipeline.relate.positions import find_event_roles
from pipeline.relate.programs import PARTNER
from pipeline.relate.statements.verbs import is_request
from pipeline.relate.view import ArticleView
from pipeline.resources.bodies import bodies, find_body

_AUTHOR = regex.compile(
    r"(?P<role>Penulis|Reporter|Pewarta|Kontributor|Oleh|Teks|Editor|Penyunting|Redaktur)\s*:\s*$", regex.IGNORECASE
)
_EDITORS = frozenset({"editor", "penyunting", "redaktur"})
_THROUGH = regex.compile(
    r"(?:\s+(?:ini|tersebut|itu))?\s+(?:dilakukan|dilaksanakan|digelar|diselenggarakan|dikemas|diadakan)\s+(?:melalui|dalam\s+bentuk|lewat)\s+"
    r"(?:kegiatan\s+|acara\s+)?[\"“]?$",
    regex.IGNORECASE,
)
_PART = regex.compile(
    r"(?:\s+(?:ini|tersebut|itu))?,?\s+(?:yang\s+)?(?:merupakan|menjadi|adalah|sebagai)\s+(?:salah\s+satu\s+)?(?:bagian|rangkaian)"
    r"(?:\s+(?:dari|kegiatan|acara|peringatan|rangkaian))*+\s+[\"“]?$",
    regex.IGNORECASE,
)
_STATUS_WORD = regex.compile(r"^(?:Plt|Pj|Pjs|Plh|mantan|eks|bekas)\b\.?[\s-]*+", regex.IGNORECASE)
_DENIAL = regex.compile(
    r"(?:mem|di|ter)?bantah|(?:men|di)?tepis|menepis|(?:meny|di)?(?:s)?angkal|menampik|tampik|menyanggah|sanggah",
    regex.IGNORECASE,
)
"""Says that the clause is not so; to read it as said would turn the article round."""
_NOT_DENIED = regex.compile(
    r"\b(?:tidak|tak|enggan)\s+(?:\p{L}+\s+)?(?:membantah|menepis|menyangkal|menampik|menyanggah)\b", regex.IGNORECASE
)
_STATUS = {"acting": "acts in office", "former": "held office", None: "holds office"}


def _positions(view: ArticleView) -> Iterator[Fact]:
    places = {plain(m.text) for m in view.mentions if m.label == "LOCATION"}
    for row in view.positions:
        position = _STATUS_WORD.sub("", row.position) if row.status else row.position
        office = position if row.body is None else f"{position} {row.body}"
        yield Fact(
            start=row.start, end=row.end, text=row.text, subject=row.person, predicate=_STATUS[row.status],
            object=" ".join(office.split()), place=row.body if row.body and plain(row.body) in places else None,
            score=row.score,
        )  # fmt: skip


def _aliases(view: ArticleView) -> Iterator[Fact]:
    for row in view.aliases:
        predicate = "stands for" if row.kind == "acronym" else "short name of"
        yield Fact(
            start=row.start, end=row.end, text=row.text, subject=row.short, predicate=predicate, object=row.long,
            score=row.score,
        )  # fmt: skip


def _statements(view: ArticleView) -> Iterator[Fact]:
    for row in view.statements:
        if row.speaker:
            yield Fact(
                start=row.start, end=row.end, text=row.text, subject=row.speaker, predicate=_said(view, row),
                object=" ".join(row.text.split()), score=row.score,
            )  # fmt: skip


def _said(view: ArticleView, row: Statement) -> str:
    if row.kind == "direct":
        return "said"
    if _DENIAL.fullmatch(row.cue or ""):
        before = view.text[max(0, row.start - 80) : row.start]
        return "stated" if _NOT_DENIED.search(before) else "denied"
    return "asked for" if is_request(row.cue or "") else "stated"


def _programs(programs: Sequence[Program]) -> Iterator[Fact]:
    for row in programs:

        def fact(predicate: str, value: str, row: Program = row) -> Fact:
            return Fact(
                start=row.start, end=row.end, text=row.text, subject=row.name, predicate=predicate, object=value,
                score=row.score,
            )  # fmt: skip

        if row.body:
            yield fact("run in cooperation with" if PARTNER in row.cue.split(" | ") else "run by", row.body)
        if row.description:
            yield fact("described as", row.description)
        if not (row.body or row.description or row.acronym) and row.cue:
            yield fact("one of", row.cue)


def _events(events: Sequence[Event]) -> Iterator[Fact]:
    for row in events:

        def fact(predicate: str, value: str | None, row: Event = row) -> Fact:
            return Fact(
                start=row.start, end=row.end, text=row.text, subject=row.name, predicate=predicate, object=value,
                date_start=row.date_start, date_end=row.date_end, place=row.venue, score=row.score,
            )  # fmt: skip

        if row.organizer:
            yield fact("organized by", row.organizer)
        if row.date_start or row.date_end:
            yield fact("held on", None)
        if row.venue:
            yield fact("held at", row.venue)


def _parts_of_events(view: ArticleView, names: NamesIn) -> Iterator[Fact]:
    events = [m for m in view.mentions if m.label == "EVENT"]
    for first, second in pairwise(events):
        if second.start - first.end > 120:
            continue
        between = view.text[first.end : second.start]
        smaller, larger = (second, first) if _THROUGH.fullmatch(between) else (first, second)
        if smaller is first and not _PART.fullmatch(between):
            continue
        if names.key(smaller.text) != names.key(larger.text):
            yield Fact(
                start=first.start, end=second.end, text=view.text[first.start : second.end],
                subject=names.fullest(smaller.text), predicate="part of", object=names.fullest(larger.text), score=0.85,
            )  # fmt: skip


def _roles(view: ArticleView, names: NamesIn) -> Iterator[Fact]:
    for row in find_event_roles(view):
        yield Fact(
            start=row.start, end=row.end, text=row.text, subject=row.person, predicate=ROLE_PREDICATES[row.role],
            object=names.fullest(row.event) if row.event else None, score=row.score,
        )  # fmt: skip


def _achievements(view: ArticleView) -> Iterator[Fact]:
    for row in find_achievements(view):
        yield Fact(
            start=row.start, end=row.end, text=row.text, subject=row.winner, predicate="won",
            object=f"{row.prize}, {row.contest}" if row.contest else row.prize, value=row.rank,
            unit="rank" if row.rank is not None else None, date_start=row.date_start, date_end=row.date_end,
            place=row.place, score=row.score,
        )  # fmt: skip


def _affiliations(view: ArticleView, names: NamesIn) -> Iterator[Fact]:
    held = {plain(p.person) for p in view.positions}
    for person, body in pairwise(view.mentions):
        if person.label != "PERSON" or body.label not in BODIES or body.start - person.end > 12:
            continue
        if not regex.fullmatch(r",?\s+(?:dari|asal)\s+", view.text[person.end : body.start]):
            continue
        name = names.fullest(person.text)
        if plain(name) in held:
            continue
        yield Fact(
            start=person.start, end=body.end, text=view.text[person.start : body.end], subject=name,
            predicate="affiliated with", object=" ".join(body.text.split()), score=0.85,
        )  # fmt: skip


def _authors(view: ArticleView, names: NamesIn) -> Iterator[Fact]:
    title = view.article.title or next((view.text[s.start : s.end] for s in view.sections if s.kind == "title"), None)
    for person in view.mentions:
        if person.label != "PERSON":
            continue
        line, _ = view.paragraph_at(person.start)
        cue = _AUTHOR.search(view.text[max(line, person.start - 30) : person.start])
        if cue is None:
            continue
        start = person.start - len(cue[0])
        yield Fact(
            start=start, end=person.end, text=view.text[start : person.end], subject=names.fullest(person.text),
            predicate="edited" if cue["role"].casefold() in _EDITORS else "wrote",
            object=" ".join(title.split()) if title else None, score=0.95,
        )  # fmt: skip


def _successors(view: ArticleView, names: NamesIn) -> Iterator[Fact]:
    told: set[tuple[str, str]] = set()
    for mention in view.mentions:
        if mention.label != "AGENCY":
            continue
        body = find_body(names.fullest(mention.text), view.article.published)
        for successor in body.successors if body is not None else ():
            if body is not None and (successor, body.name) not in told:
                told.add((successor, body.name))
                yield Fact(
                    start=mention.start, end=mention.end, text=mention.text, subject=successor,
                    predicate="successor of", object=body.name, date_start=_since(successor), score=0.95,
                )  # fmt: skip


def _since(name: str) -> dt.date | None:
    return next((b.valid_from for b in bodies() if b.name == name), None)


def find_facts(view: ArticleView, programs: Sequence[Program] = (), events: Sequence[Event] = ()) -> list[Fact]:
    """All facts of one article.

    Args:
        view: mentions, quantities, dates, aliases, positions and statements as found before.
        programs: rows of ``programs``.
        events: rows of ``events``.

    Returns:
        Facts ordered by evidence; predicates are those of :data:`~pipeline.relate.facts.predicates.PREDICATES`.
    """
    names = NamesIn(view)
    facts = [
        *_positions(view), *_aliases(view), *_statements(view), *_programs(programs), *_events(events),
        *_parts_of_events(with_repeats(view, "EVENT"), names),
        *_roles(view, names), *_achievements(view), *_affiliations(view, names),
        *_authors(view, names), *_successors(view, names), *amount_facts(view),
    ]  # fmt: skip
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (
            plain(fact.subject),
            fact.predicate,
            plain(fact.object or ""),
            fact.value,
            fact.value_max,
            fact.date_start,
        )
        kept.setdefault(key, fact)
    return sorted(kept.values(), key=lambda f: (f.start, f.end))
