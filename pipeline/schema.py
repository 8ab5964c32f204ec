"""The tables: their columns, types and descriptions; everything else about tables is derived from here.

A column's type is one of ``string``, ``integer``, ``number``, ``date`` and ``boolean`` in the sense of Frictionless
Table Schema.  Days are stored as millisecond time stamps at midnight, so that both ways in which pandas reads Parquet
give a real date type; lists (``names.aliases``) are stored as text joined with `` | ``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

ColumnType = Literal["string", "integer", "number", "date", "boolean"]

_ARROW: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.timestamp("ms"),
    "boolean": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table."""

    name: str
    type: ColumnType
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    name: str
    description: str
    columns: tuple[Column, ...]
    optional: bool = False
    """Written only when the run asks for it."""

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, with the descriptions as field metadata."""
        return pa.schema(
            [
                pa.field(c.name, _ARROW[c.type], nullable=not c.required, metadata={"description": c.description})
                for c in self.columns
            ],
            metadata={"table": self.name, "description": self.description},
        )

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in order."""
        return tuple(c.name for c in self.columns)


_ARTICLE = Column("article_id", "string", "The article: key into articles.", required=True)
_SENTENCE = Column(
    "sentence",
    "integer",
    "Number of the sentence that holds the first character, from 0: with article_id, key into sentences.",
)
_START = Column("start", "integer", "First character, counted from 0 in articles.text.", required=True)
_END = Column("end", "integer", "One past the last character.", required=True)
_TEXT = Column("text", "string", "articles.text[start:end].", required=True)
_EVIDENCE = Column("text", "string", "The evidence: articles.text[start:end].", required=True)
_CUE = Column("cue", "string", "The words or pattern that led to this row.")
_SCORE = Column("score", "number", "Estimated probability that the row is right, 0 to 1.", required=True)

TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        "One row per article read.",
        (
            Column("article_id", "string", "Stable id, made from source.", required=True),
            Column("source", "string", "Path or URL as given; path#3 is record 3 of a file of many.", required=True),
            Column("url", "string", "Web address, if known."),
            Column("title", "string", "Headline."),
            Column("author", "string", "Author as the byline or the metadata name it."),
            Column("outlet", "string", "Who published it, if known."),
            Column("published", "date", "Day of publication."),
            Column("language", "string", "ISO 639-1 code of the text's language, as detected."),
            Column("text", "string", "The clean text; all offsets of all tables count in it.", required=True),
            Column("words", "integer", "Number of words.", required=True),
            Column("sentences", "integer", "Number of sentences.", required=True),
            Column("duplicate_of", "string", "article_id of the article that this one repeats, exactly or nearly."),
        ),
    ),
    Table(
        "sentences",
        "One row per sentence, in order; heads, captions and bylines count as sentences of their own.",
        (
            _ARTICLE,
            Column("sentence", "integer", "Number of the sentence in its article, from 0.", required=True),
            _START,
            _END,
            Column("section", "string", "title, caption, dateline, body or byline.", required=True),
            _TEXT,
        ),
    ),
    Table(
        "entities",
        "One row per mention of a person, position, body, school, programme, event, place or regulation.",
        (
            _ARTICLE, _SENTENCE, _START, _END, _TEXT,
            Column("label", "string", "Kind of thing: PERSON, POSITION, AGENCY, SCHOOL ...", required=True),
            Column("name", "string", "Canonical name."),
            Column("entity_id", "string", "The thing mentioned: key into names."),
            Column("code", "string", "Official Kemendagri region code of a place."),
            _SCORE,
            Column("method", "string", "What found it: model, lexicon, rule or article.", required=True),
        ),
    ),
    Table(
        "quantities",
        "One row per number that says how much or how many.",
        (
            _ARTICLE, _SENTENCE, _START, _END, _TEXT,
            Column("kind", "string", "money, count, percent, duration, age, ordinal, measure or score.", required=True),
            Column("value", "number", "The value, scale words multiplied out.", required=True),
            Column("value_max", "number", "Upper end of a range."),
            Column("unit", "string", "ISO 4217 code; percent; year, month ...; SI symbol; the counted noun."),
            Column("qualifier", "string", "min, max, about, over or under."),
            Column("item", "string", "What is measured, in the article's words."),
        ),
    ),
    Table(
        "dates",
        "One row per date, interval or relative date.",
        (
            _ARTICLE, _SENTENCE, _START, _END, _TEXT,
            Column("date_start", "date", "First day, inclusive; null where text and publication leave it open."),
            Column("date_end", "date", "Last day, inclusive."),
            Column("granularity", "string", "day, month, year, school_year or time.", required=True),
            Column("anchored_on", "date", "The day a relative or incomplete date was resolved against."),
        ),
    ),
    Table(
        "positions",
        "One row per person and office held, as the article states it.",
        (
            _ARTICLE, _SENTENCE, _START, _END, _EVIDENCE,
            Column("person", "string", "Fullest name in the article.", required=True),
            Column("position", "string", "The office, without body and status.", required=True),
            Column("body", "string", "Agency, school, organization or place of the office."),
            Column("status", "string", "acting, former, or null for in office."),
            Column("entity_id", "string", "The person: key into names."),
            _CUE, _SCORE,
        ),
    ),
    Table(
        "aliases",
        "One row per pair of names that the article ties together.",
        (
            _ARTICLE, _START, _END, _EVIDENCE,
            Column("short", "string", "Acronym or short name.", required=True),
            Column("long", "string", "What it stands for.", required=True),
            Column("kind", "string", "acronym or short name.", required=True),
            _CUE, _SCORE,
        ),
    ),
    Table(
        "statements",
        "One row per thing said, with its speaker.",
        (
            _ARTICLE, _SENTENCE, _START, _END, _TEXT,
            Column("kind", "string", "direct (between quotation marks) or indirect.", required=True),
            Column("speaker", "string", "Fullest name of the person or body that speaks."),
            Column("entity_id", "string", "The speaker: key into names."),
            Column("cue", "string", "The word of saying."),
            _SCORE,
        ),
    ),
    Table(
        "programs",
        "One row per programme described.",
        (
            _ARTICLE, _SENTENCE, _START, _END, _EVIDENCE,
            Column("name", "string", "The programme's name.", required=True),
            Column("acronym", "string", "Its acronym."),
            Column("expansion", "string", "What the acronym stands for."),
            Column("body", "string", "Who runs it."),
            Column("description", "string", "What it is for, in the article's words."),
            _CUE, _SCORE,
        ),
    ),
    Table(
        "events",
        "One row per named event.",
        (
            _ARTICLE, _SENTENCE, _START, _END, _EVIDENCE,
            Column("name", "string", "The event's name.", required=True),
            Column("organizer", "string", "Who holds it."),
            Column("date_start", "date", "First day."),
            Column("date_end", "date", "Last day."),
            Column("venue", "string", "Where."),
            _CUE, _SCORE,
        ),
    ),
    Table(
        "names",
        "One row per person, body, school, programme and place across the corpus.",
        (
            Column("entity_id", "string", "Stable id.", required=True),
            Column("label", "string", "As in entities.", required=True),
            Column("name", "string", "Canonical name.", required=True),
            Column("aliases", "string", "Other forms seen, joined with ' | '."),
            Column("code", "string", "Official region code of a place."),
            Column("articles", "integer", "Number of articles that mention it.", required=True),
            Column("mentions", "integer", "Number of mentions.", required=True),
            Column("first_seen", "date", "Earliest day of publication among them."),
            Column("last_seen", "date", "Latest day of publication among them."),
        ),
    ),
    Table(
        "tokens",
        "One row per syntactic word; only with --syntax.",
        (
            _ARTICLE,
            Column("sentence", "integer", "Number of the sentence.", required=True),
            Column("token", "integer", "Number of the word in the sentence, from 1 (0 is the root).", required=True),
            _START, _END, _TEXT,
            Column("lemma", "string", "Dictionary form."),
            Column("upos", "string", "Universal part of speech."),
            Column("feats", "string", "Universal features."),
            Column("head", "integer", "token of the head, 0 for the root."),
            Column("deprel", "string", "Universal dependency relation."),
        ),
        optional=True,
    ),
    Table(
        "facts",
        "Every fact of the tables above as subject, predicate, object and value.",
        (
            Column("fact_id", "string", "Stable id: a hash of article and content.", required=True),
            _ARTICLE, _SENTENCE, _START, _END, _EVIDENCE,
            Column("subject", "string", "What the fact is about.", required=True),
            Column("predicate", "string", "What is said of it; the data dictionary lists them all.", required=True),
            Column("object", "string", "The other side, where it is a name or words."),
            Column("value", "number", "The other side, where it is a number."),
            Column("value_max", "number", "Upper end of a range."),
            Column("unit", "string", "Unit of value, as in quantities."),
            Column("date_start", "date", "First day that the fact holds or happened."),
            Column("date_end", "date", "Last day."),
            Column("place", "string", "Where."),
            _SCORE,
        ),
    ),
)  # fmt: skip

TABLE: dict[str, Table] = {table.name: table for table in TABLES}
"""Tables by name."""
