"""A tiny extractor for tests of the batch layer: no models, but rows of the real schema.

Words with a capital letter are entities, digits are quantities.  Some words make trouble on purpose:
``KILL`` ends the process, ``HANG`` sleeps, ``FAIL`` raises, ``SHIFT`` gives a row with a wrong offset.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.config import Settings
from pipeline.records import Article
from pipeline.schema import TABLES

EXTRACTOR = "tests.batch.stub:make"
SLOW = "tests.batch.stub:make_slow"
BROKEN = "tests.batch.stub:make_broken"


@dataclass(frozen=True)
class Found:
    article: Article

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        article = self.article
        text = article.text
        rows: dict[str, list[dict[str, Any]]] = {t.name: [] for t in TABLES if t.name != "names"}
        base = {"article_id": article.article_id, "sentence": 0}
        rows["articles"] = [
            {
                "article_id": article.article_id,
                "source": article.source,
                "title": article.title,
                "published": article.published,
                "text": text,
                "words": len(text.split()),
                "sentences": 1,
            }
        ]
        rows["sentences"] = [{**base, "start": 0, "end": len(text), "section": "body", "text": text}]
        for match in re.finditer(r"\b[A-Z]\w+", text):
            word = match[0]
            span = {**base, "start": match.start(), "end": match.end(), "text": word}
            local = "per-" + hashlib.blake2b(word.lower().encode(), digest_size=6).hexdigest()
            rows["entities"].append(
                {**span, "label": "PERSON", "name": word, "entity_id": local, "score": 0.9, "method": "rule"}
            )
            if word == "SHIFT":
                rows["entities"].append({**rows["entities"][-1], "start": match.start() + 1})
        for match in re.finditer(r"\d+", text):
            span = {**base, "start": match.start(), "end": match.end(), "text": match[0]}
            rows["quantities"].append({**span, "kind": "count", "value": float(match[0])})
        return rows


def make(settings: Settings) -> Callable[[Sequence[Article]], Iterable[Found]]:
    def extract(articles: Sequence[Article]) -> Iterable[Found]:
        for article in articles:
            if "KILL" in article.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "HANG" in article.text:
                time.sleep(60)
            if "FAIL" in article.text:
                raise RuntimeError("as asked")
            yield Found(article)

    return extract


def make_slow(settings: Settings) -> Callable[[Sequence[Article]], Iterable[Found]]:
    inner = make(settings)

    def extract(articles: Sequence[Article]) -> Iterable[Found]:
        for found in inner(articles):
            time.sleep(0.02)
            yield found

    return extract


def make_broken(settings: Settings) -> Callable[[Sequence[Article]], Iterable[Found]]:
    raise RuntimeError("no such model")
