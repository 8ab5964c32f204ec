"""The predicates of ``facts``, each with what it says: the data dictionary prints this table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate.

    Attributes:
        name: as in ``facts.predicate``; reads as an English verb phrase between subject and object.
        description: what a row with it says.
        subject: what the subject is.
        object: what ``object`` holds; empty if nothing.
        value: what ``value`` holds; empty if nothing.
    """

    name: str
    description: str
    subject: str
    object: str = ""
    value: str = ""


_QUALIFIERS = {
    None: ("", ""),
    "min": (" at least", ", or more"),
    "max": (" at most", ", or less"),
    "about": (" about", ", roughly"),
    "over": (" more than", " and something"),
    "under": (" less than", " not quite"),
}
_MEASURES = {
    "money": ("has amount", "A sum of money given for the subject", "the sum, in the currency of unit"),
    "count": ("has count", "How many of the subject there are", "the count"),
    "percent": ("has share", "A share given for the subject", "percent"),
    "duration": ("has time span", "A length of time given for the subject", "the length, in the unit of time of unit"),
    "age": ("has age", "The age of a person or a group", "the age"),
    "measure": ("has measure", "A size given for the subject", "the size, in unit"),
    "score": ("has score", "A mark, an index, a score of the subject", "the score"),
}


def quantity_predicate(kind: str, qualifier: str | None) -> str | None:
    """Predicate for a quantity of this kind and qualifier (``money`` and ``min``: *has amount at least*); None for
    ordinals, which are no facts by themselves.
    """
    measure = _MEASURES.get(kind)
    return None if measure is None else measure[0] + _QUALIFIERS[qualifier][0]


ROLE_PREDICATES = {
    "chair": "chaired",
    "note-taker": "took notes at",
    "speaker": "spoke at",
    "moderator": "moderated",
    "host": "hosted",
    "judge": "judged",
}
"""Predicate of each role in an event."""

PREDICATES: tuple[Predicate, ...] = (
    Predicate("holds office", "The person holds the office.", "person", "office with its body"),
    Predicate(
        "acts in office", "The person fills the office for a time (Plt, Pj, Plh).", "person", "office with its body"
    ),
    Predicate("held office", "The person held the office before (mantan, eks).", "person", "office with its body"),
    Predicate("affiliated with", "The person belongs to the body, no office being named.", "person", "body"),
    Predicate("stands for", "The acronym has this expansion.", "acronym", "expansion"),
    Predicate("short name of", "The person is also called so.", "short name or nickname", "fullest name"),
    Predicate("said", "The subject said the object, word for word.", "person or body", "what was said"),
    Predicate("stated", "The subject said the object, in the article's words.", "person or body", "what was said"),
    Predicate(
        "asked for",
        "The subject asked or hoped for the object (meminta, mengajak, mengimbau, berharap).",
        "person or body",
        "what was asked for",
    ),
    Predicate("denied", "The subject said that the object is not so.", "person or body", "what was denied"),
    Predicate("run by", "The body runs, started or owns the programme.", "programme", "body"),
    Predicate("run in cooperation with", "The programme is a joint work with the body.", "programme", "body"),
    Predicate("described as", "What the programme is or is for, in the article's words.", "programme", "description"),
    Predicate(
        "one of", "The programme is one of a group that the article counts.", "programme", "the group as counted"
    ),
    Predicate("organized by", "The body held the event.", "event", "organizer"),
    Predicate("held on", "When the event took place: date_start and date_end.", "event"),
    Predicate("held at", "Where the event took place.", "event", "venue"),
    Predicate("part of", "The event was a part of the other event.", "event", "larger event"),
    *(
        Predicate(name, f"The person was {role} at the event.", "person", "event, if named")
        for role, name in ROLE_PREDICATES.items()
    ),
    Predicate("won", "The subject won the prize, medal or rank.", "person, body or team", "prize and contest", "rank"),
    *(
        Predicate(
            measure + words,
            f"{description}{suffix}.",
            "what is measured or counted",
            "what the clause says of it, or its programme",
            value,
        )
        for measure, description, value in _MEASURES.values()
        for words, suffix in _QUALIFIERS.values()
    ),
    Predicate("successor of", "The body bears on what the other did under an older name.", "body today", "body before"),
    Predicate("wrote", "The person wrote the article.", "person", "headline"),
    Predicate("edited", "The person edited the article.", "person", "headline"),
)
"""All predicates, in the order of the data dictionary."""
