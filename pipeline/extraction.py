"""From articles to extractions: run the ``Language`` over texts and read what it found back as rows of tables.

An :class:`Extraction` is everything known of one article, as records; :meth:`Extraction.rows` turns it into rows
with exactly the columns of :mod:`pipeline.schema`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.records import (
    Alias,
    Article,
    DateExpression,
    Event,
    Fact,
    Mention,
    Position,
    Program,
    Quantity,
    Section,
    Sentence,
    Statement,
    Token,
)
from pipeline.schema import TABLE

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """One article and all that was found in it, each tuple ordered by ``start``."""

    article: Article
    words: int = 0
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    positions: tuple[Position, ...] = ()
    aliases: tuple[Alias, ...] = ()
    statements: tuple[Statement, ...] = ()
    programs: tuple[Program, ...] = ()
    events: tuple[Event, ...] = ()
    tokens: tuple[Token, ...] = ()
    facts: tuple[Fact, ...] = ()

    def rows(self) -> dict[str, list[Row]]:
        """Rows per table of this article: every table except ``names``, which belongs to the corpus."""
        article = self.article
        starts = [s.start for s in self.sentences]
        tables: dict[str, list[Row]] = {
            "articles": [
                {
                    **_plain(article, TABLE["articles"].column_names),
                    "words": self.words,
                    "sentences": len(self.sentences),
                }
            ],
            "sentences": [
                {
                    "article_id": article.article_id,
                    "sentence": s.index,
                    "start": s.start,
                    "end": s.end,
                    "section": s.section,
                    "text": s.text,
                }
                for s in self.sentences
            ],
        }
        for name in _FOUND:
            columns = TABLE[name].column_names
            rows = tables[name] = []
            for record in getattr(self, name):
                row = _plain(record, columns)
                row["article_id"] = article.article_id
                if "sentence" in columns and row["sentence"] is None:
                    row["sentence"] = max(0, bisect_right(starts, record.start) - 1) if starts else None
                rows.append(row)
        seen: dict[str, int] = {}
        for row in tables["facts"]:
            row["fact_id"] = fact_id(row, seen)
        return tables


_FOUND = (
    "entities", "quantities", "dates", "positions", "aliases", "statements", "programs", "events", "tokens", "facts",
)  # fmt: skip
_FACT_KEY = tuple(c for c in TABLE["facts"].column_names if c not in {"fact_id", "sentence", "score"})


def fact_id(row: Row, seen: dict[str, int]) -> str:
    """A stable id for one row of ``facts``: a hash of its article and content.

    Args:
        row: the fact as a row, with ``article_id``.
        seen: how often each id was given in this article; a second, equal fact gets a number.
    """
    key = "\x1f".join("" if row.get(c) is None else str(row[c]) for c in _FACT_KEY)
    digest = hashlib.blake2b(key.encode(), digest_size=10).hexdigest()
    seen[digest] = seen.get(digest, 0) + 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def _plain(record: Any, columns: tuple[str, ...]) -> Row:
    """A record's fields as column values; columns that it lacks are None."""
    names = {f.name for f in fields(record)}
    return {c: _value(getattr(record, c)) if c in names else None for c in columns}


def _value(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.datetime):
        return value.date()
    return value


def read_doc(doc: Doc) -> Extraction:
    """Read back as records what the components left on a Doc."""
    article = doc._.article or Article(article_id="", source="", text=doc.text)
    return Extraction(
        article=article,
        words=sum(1 for t in doc if not t.is_space and not t.is_punct),
        sections=tuple(doc._.sections),
        sentences=tuple(doc._.sentences),
        entities=tuple(doc._.mentions),
        quantities=tuple(doc._.quantities),
        dates=tuple(doc._.dates),
        positions=tuple(doc._.positions),
        aliases=tuple(doc._.aliases),
        statements=tuple(doc._.statements),
        programs=tuple(doc._.programs),
        events=tuple(doc._.events),
        tokens=tuple(doc._.tokens),
        facts=tuple(doc._.facts),
    )


def make_doc(nlp: Language, article: Article) -> Doc:
    """A tokenised Doc that carries its article, ready for ``nlp.pipe``."""
    doc = nlp.make_doc(article.text)
    doc._.article = article
    return doc


def extract_articles(
    nlp: Language, articles: Iterable[Article], batch_size: int = 32, *, mask_minors: bool = False
) -> Iterator[Extraction]:
    """Run the pipeline over articles, in order, streaming.

    Args:
        nlp: what :func:`pipeline.load` gives.
        articles: any number of articles; read lazily.
        batch_size: articles that components see at once (the tagger sorts its windows within a batch).
        mask_minors: hide the names of pupils (:mod:`pipeline.privacy`).
    """
    from pipeline.privacy import mask_minors as mask  # privacy works on extractions, so it imports this module

    for doc in nlp.pipe((make_doc(nlp, article) for article in articles), batch_size=batch_size):
        found = read_doc(doc)
        yield mask(found) if mask_minors else found
