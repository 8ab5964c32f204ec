"""Writes the pages made from code: settings.md from the settings, data-dictionary.md from schema and predicates.

Run it after changing either: ``python docs/gen_pages.py``.  A test fails when a page and the code drift apart.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args, get_origin

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from pydantic.fields import FieldInfo  # noqa: E402
from pydantic_core import PydanticUndefined  # noqa: E402

from pipeline.config import CONFIG_FILE, Settings  # noqa: E402
from pipeline.records import ENTITY_LABELS  # noqa: E402
from pipeline.schema import TABLES, Table  # noqa: E402
from pipeline.write.dictionary import PRIMARY, foreign_keys, predicates  # noqa: E402

NOTE = "<!-- Written by docs/gen_pages.py: change the code, not this page. -->"
_RENAMED = {"format_": "formats"}


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _type(annotation: Any) -> str:
    """A type in TOML's words."""
    if annotation is bool:
        return "true or false"
    if annotation in (int, float):
        return "whole number" if annotation is int else "number"
    arguments = [a for a in get_args(annotation) if a not in (type(None), Ellipsis)]
    if get_origin(annotation) is tuple:
        return f"list of {_type(arguments[0])}"
    if arguments and all(isinstance(a, str) for a in arguments):
        return "one of " + ", ".join(f"`{a}`" for a in arguments)
    if arguments:
        return _type(arguments[0])
    return "path" if annotation is Path else "text"


def _limits(field: FieldInfo) -> str:
    signs = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    found = [
        f"{words} {getattr(m, sign):,}" for m in field.metadata for sign, words in signs.items() if hasattr(m, sign)
    ]
    return f" ({', '.join(found)})" if found else ""


def _default(value: Any) -> str:
    if value is None:
        return "not set"
    if value is PydanticUndefined:
        return "required"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{v}"' for v in value) + "]`"
    if isinstance(value, int | float):
        return f"`{value}`"
    return f'`"{Path(value).as_posix() if isinstance(value, Path) else value}"`'


def _flags() -> dict[str, str]:
    """Setting -> flag of ``run``."""
    import typer

    from pipeline.cli import app

    run = typer.main.get_command(app).commands["run"]  # type: ignore[attr-defined]
    named = {_RENAMED.get(p.name, p.name): p.opts[0] for p in run.params}
    return {name: flag for name, flag in named.items() if name in Settings.model_fields and flag.startswith("--")}


def settings_page() -> str:
    """docs/settings.md."""
    flags = _flags()
    rows = "\n".join(
        f"| `{name}` | {_type(field.annotation)}{_limits(field)} | {_default(field.default)} | "
        f"{f'`{flags[name]}`' if name in flags else ''} | {_cell(field.description)} |"
        for name, field in Settings.model_fields.items()
    )
    return f"""{NOTE}

# Settings

A setting is taken from the first of these that gives it:

1. a flag of the command, or an argument of the function;
2. the environment: `EDUFAKTA_` and the name in capitals, for example `EDUFAKTA_WORKERS=2`; lists as JSON,
   `EDUFAKTA_FORMATS='["csv"]'`;
3. a TOML file: the one that `--config` names, else the one that `EDUFAKTA_CONFIG` names, else `{CONFIG_FILE}` in the
   working directory;
4. the default.

```toml
# {CONFIG_FILE}
output = "out"
workers = 2
formats = ["parquet", "csv"]
lexicons = ["my-names.csv"]
labels_off = ["REGULATION"]
```

A wrong name is an error that proposes the nearest right one (exit code 2), and so is a value outside its limits.

| setting | value | default | flag of `run` | meaning |
|---|---|---|---|---|
{rows}

`labels_off` takes any of {", ".join(f"`{label}`" for label in ENTITY_LABELS)},
and labels that components of your own use.
"""


def _table(table: Table) -> str:
    keys = {columns: (other, others) for columns, other, others in foreign_keys(table)}
    notes = []
    if table.name in PRIMARY:
        notes.append("Rows are told apart by " + ", ".join(f"`{c}`" for c in PRIMARY[table.name]) + ".")
    if keys:
        joins = (
            f"{', '.join(f'`{c}`' for c in columns)} → [`{other}`](#{other})" for columns, (other, _) in keys.items()
        )
        notes.append("Keys: " + "; ".join(joins) + ".")
    rows = "\n".join(
        f"| `{c.name}` | {c.type}{', required' if c.required else ''} | {_cell(c.description)} |" for c in table.columns
    )
    return "\n\n".join(
        [
            f"## {table.name}",
            " ".join([table.description, *notes]),
            f"| column | type | meaning |\n|---|---|---|\n{rows}",
        ]
    )


def dictionary_page() -> str:
    """docs/data-dictionary.md."""
    tables = "\n\n".join(_table(table) for table in TABLES)
    rows = "\n".join(
        f"| `{p['name']}` | " + " | ".join(_cell(p[c]) for c in ("description", "subject", "object", "value")) + " |"
        for p in predicates()
    )
    return f"""{NOTE}

# Data dictionary

Every table and column that a run writes. The same is in `datapackage.json` beside the tables, and on the terminal with
`python -m pipeline schema`.

`start` and `end` count characters (Unicode code points) of `articles.text`, from 0, the end exclusive:
`articles.text[start:end] == text` holds in every row. Days are stored as time stamps at midnight. What is unknown is
null.

{tables}

## predicates

What `facts.predicate` can hold. "Subject", "object" and "value" say what stands in these columns.

| predicate | says | subject | object | value |
|---|---|---|---|---|
{rows}
"""


PAGES = {"settings.md": settings_page, "data-dictionary.md": dictionary_page}


if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"wrote docs/{name}")
