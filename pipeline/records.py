"""The typed, frozen records that the stages hand on.

Start reading here: a run turns every story into one :class:`Article`, and everything found in it into records
that point back at its characters.  ``start`` and ``end`` always count characters (Unicode code points) of
``Article.text``, half open, and ``article.text[record.start:record.end] == record.text`` holds for every record.

The records know nothing of tables; :mod:`pipeline.schema` says which column each field lands in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

EntityLabel = Literal[
    "PERSON", "POSITION", "AGENCY", "ORGANIZATION", "SCHOOL", "PROGRAM", "EVENT", "LOCATION", "REGULATION"
]
ENTITY_LABELS: tuple[EntityLabel, ...] = (
    "PERSON", "POSITION", "AGENCY", "ORGANIZATION", "SCHOOL", "PROGRAM", "EVENT", "LOCATION", "REGULATION",
)  # fmt: skip
SectionKind = Literal["title", "caption", "dateline", "body", "byline"]
QuantityKind = Literal["money", "count", "percent", "duration", "age", "ordinal", "measure", "score"]
Qualifier = Literal["min", "max", "about", "over", "under"]
Granularity = Literal["day", "month", "year", "school_year", "time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One story as read: clean text with what is known about its origin."""

    article_id: str
    """Stable id: a hash of ``source``; the same story in the same place keeps it between runs."""
    source: str
    """Path or URL as given; ``path#3`` is record 3 (counted from 0) of a file that holds many."""
    text: str
    url: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    language: str | None = None
    duplicate_of: str | None = None
    """``article_id`` of the earlier article that this one repeats exactly or nearly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """One input that could not become an article, and why; it is counted, listed and never lost silently."""

    source: str
    reason: str
    """A short fixed word, for example ``empty``, ``binary``, ``too_large``: what the counts go by."""
    message: str
    """What is wrong and what to do, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of an article with one role; a paragraph can hold several (a dateline, then body)."""

    start: int
    end: int
    kind: SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, without the white space around it."""

    index: int
    start: int
    end: int
    text: str
    section: SectionKind = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One tagged stretch of text (a row of ``entities``)."""

    start: int
    end: int
    text: str
    label: EntityLabel
    score: float = 1.0
    """Estimated probability that span and label are right."""
    method: str = "rule"
    """What found it: ``model``, ``lexicon``, ``rule`` or ``article`` (defined elsewhere in the article)."""
    name: str | None = None
    """Canonical name, set by linking."""
    entity_id: str | None = None
    code: str | None = None
    """Official region code (Kemendagri) of a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that says how much or how many, with its value normalised."""

    start: int
    end: int
    text: str
    kind: QuantityKind
    value: Decimal
    value_max: Decimal | None = None
    """Upper end of a range; None for a single value."""
    unit: str | None = None
    """ISO 4217 code for money; ``percent``; English singular for time; SI symbol; the counted noun as written."""
    qualifier: Qualifier | None = None
    item: str | None = None
    """What is measured, in the article's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """A date, interval or relative date; both ends inclusive, None where the text alone does not settle them."""

    start: int
    end: int
    text: str
    date_start: dt.date | None
    date_end: dt.date | None
    granularity: Granularity
    anchored_on: dt.date | None = None
    """The day that a relative or incomplete expression was resolved against; None for a complete one."""
    weekday_conflict: bool = False
    """True when the weekday written contradicts the date written; the date is kept as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Two names of one thing as the article itself ties them."""

    start: int
    end: int
    text: str
    short: str
    long: str
    kind: Literal["acronym", "short name"]
    cue: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A person holding an office at a body; ``start:end`` is the evidence."""

    start: int
    end: int
    text: str
    person: str
    position: str
    body: str | None = None
    status: Literal["acting", "former"] | None = None
    entity_id: str | None = None
    """Of the person."""
    cue: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody said; ``start:end`` is the statement itself, without quotation marks or cue."""

    start: int
    end: int
    text: str
    kind: Literal["direct", "indirect"]
    speaker: str | None = None
    entity_id: str | None = None
    """Of the speaker."""
    cue: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A programme described in the article."""

    start: int
    end: int
    text: str
    name: str
    acronym: str | None = None
    expansion: str | None = None
    body: str | None = None
    description: str | None = None
    cue: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A named happening with who held it, when and where."""

    start: int
    end: int
    text: str
    name: str
    organizer: str | None = None
    date_start: dt.date | None = None
    date_end: dt.date | None = None
    venue: str | None = None
    cue: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One syntactic word of one sentence (a row of ``tokens``, only with syntax on)."""

    sentence: int
    token: int
    start: int
    end: int
    text: str
    lemma: str | None
    upos: str | None
    feats: str | None
    head: int | None
    deprel: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Subject, predicate, object, value: any of the above in one long table."""

    start: int
    end: int
    text: str
    subject: str
    predicate: str
    object: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    date_start: dt.date | None = None
    date_end: dt.date | None = None
    place: str | None = None
    score: float = 1.0
