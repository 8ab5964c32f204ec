"""The dataset card: what the tables hold, for somebody who finds the folder.  Written as ``README.md`` beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.schema import TABLE


def dataset_card(tables: Sequence[str], about: Mapping[str, Any]) -> str:
    """The card as Markdown.

    Args:
        tables: names of the tables that were written.
        about: ``run_id``, ``version``, ``code``, ``finished``, ``sources``, ``rows`` (table -> rows), ``first_day`` and
            ``last_day`` of publication, ``languages``, ``duplicates``, ``rejected``.
    """
    rows: Mapping[str, int] = about["rows"]
    listed = "\n".join(f"| `{name}` | {rows.get(name, 0):,} | {TABLE[name].description} |" for name in tables)
    columns = "\n\n".join(_columns(name) for name in tables)
    sources = "\n".join(f"- `{_cell(source)}`" for source in about["sources"])
    span = f"{about['first_day']} to {about['last_day']}" if about.get("first_day") else "unknown"
    return f"""# Facts from Indonesian education news

Tables written by edufakta {about["version"]} (code {about["code"]}) in run `{about["run_id"]}`.
Days of publication: {span}. Articles that repeat another: {about["duplicates"]:,} (`articles.duplicate_of`;
leave them out where repeats must not count). Inputs left out: {about["rejected"]:,} (`manifest.json` says why).

Sources of the last run:

{sources}

| table | rows | what a row is |
|---|---|---|
{listed}

## How to read them

```python
import pandas as pd
entities = pd.read_parquet("entities.parquet")        # a file or a folder of parts: the same to pandas

import pipeline
t = pipeline.read_tables(".")                         # all tables of one version, whatever is written meanwhile
```

`start` and `end` count characters (Unicode code points) of `articles.text`, half open, and
`articles.text[start:end] == text` holds in every row. `score` is an estimated probability: filter on it for precision.
`datapackage.json` is the data dictionary for machines, with keys between tables and the list of predicates;
`SHA256SUMS` is for `sha256sum -c`.

## What to mind

- The rows are what software found, not what people checked: see the scores in the documentation of edufakta.
- The texts belong to those who published them; the tables quote them. Mind their terms before you pass texts on.
- The tables name people as the news does. Use them as you would use the news.

## Columns

{columns}
"""


def _columns(name: str) -> str:
    table = TABLE[name]
    lines = "\n".join(
        f"| `{c.name}` | {c.type}{', required' if c.required else ''} | {_cell(c.description)} |" for c in table.columns
    )
    return f"### {name}\n\n| column | type | meaning |\n|---|---|---|\n{lines}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("`", "'")
