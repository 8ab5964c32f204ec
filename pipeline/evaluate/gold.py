"""Gold articles: one JSON object a line, with the annotation layers of the project's scheme.

``{"id", "text", "published", "entities": [[start, end, label], ...], "quantities", "dates", "positions", "aliases",
"statements"}``; offsets count characters of ``text``.  A layer that is missing is not scored.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError
from pipeline.records import Article, Mention

LAYERS = ("entities", "quantities", "dates", "positions", "aliases", "statements")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its gold layers as they stand in the file."""

    article: Article
    layers: dict[str, list[Any]]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The gold entities as mentions, for runs in which only the later stages are under test."""
        text = self.article.text
        return tuple(
            Mention(start=start, end=end, text=text[start:end], label=label, method="gold")
            for start, end, label in self.layers.get("entities", [])
        )


def read_gold(path: str | Path) -> Iterator[GoldArticle]:
    """Gold articles of a JSON Lines file.

    Raises:
        SettingsError: the file is missing, or a line is not a gold article.
    """
    path = Path(path)
    if not path.is_file():
        raise SettingsError(f"No gold file {path}.")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                published = row.get("published")
                article = Article(
                    article_id=str(row["id"]),
                    source=f"{path.name}#{number - 1}",
                    text=row["text"],
                    published=dt.date.fromisoformat(published[:10]) if published else None,
                )
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise SettingsError(f"{path}, line {number}: not a gold article ({error!r}).") from error
            yield GoldArticle(article, {layer: row[layer] for layer in LAYERS if layer in row})
