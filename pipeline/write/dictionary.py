"""The data dictionary: every table and column as a Frictionless Data Package, and what each predicate says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline import __version__
from pipeline.schema import TABLE, Column, Table

PRIMARY: Mapping[str, tuple[str, ...]] = {
    "articles": ("article_id",),
    "sentences": ("article_id", "sentence"),
    "names": ("entity_id",),
    "facts": ("fact_id",),
    "tokens": ("article_id", "sentence", "token"),
}
"""Columns that tell the rows of a table apart."""


def foreign_keys(table: Table) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Columns of a table that point to another: (columns, other table, its columns)."""
    names = table.column_names
    keys: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = []
    if "article_id" in names and table.name != "articles":
        keys.append((("article_id",), "articles", ("article_id",)))
        if "sentence" in names and table.name != "sentences":
            keys.append((("article_id", "sentence"), "sentences", ("article_id", "sentence")))
    if "entity_id" in names and table.name != "names":
        keys.append((("entity_id",), "names", ("entity_id",)))
    if table.name == "articles":
        keys.append((("duplicate_of",), "articles", ("article_id",)))
    return keys


def table_schema(table: Table) -> dict[str, Any]:
    """A table as Frictionless Table Schema (https://specs.frictionlessdata.io/table-schema/)."""
    schema: dict[str, Any] = {"fields": [_field(c) for c in table.columns]}
    if table.name in PRIMARY:
        schema["primaryKey"] = list(PRIMARY[table.name])
    keys = [
        {
            "fields": list(columns),
            "reference": {"resource": "" if other == table.name else other, "fields": list(others)},
        }
        for columns, other, others in foreign_keys(table)
    ]
    if keys:
        schema["foreignKeys"] = keys
    schema["missingValues"] = [""]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.required:
        field["constraints"] = {"required": True}
    return field


def predicates() -> list[dict[str, str]]:
    """Every predicate of ``facts`` and what it says."""
    from pipeline.relate.facts.predicates import PREDICATES

    return [
        {"name": p.name, "description": p.description, "subject": p.subject, "object": p.object, "value": p.value}
        for p in PREDICATES
    ]


def data_package(tables: Sequence[str], formats: Iterable[str], about: Mapping[str, Any]) -> str:
    """``datapackage.json``: the tables of one version (https://specs.frictionlessdata.io/data-package/).

    Args:
        tables: their names.
        formats: beside Parquet; a table is described by its CSV file where there is one, since that is the form that
            Frictionless tools read.
        about: run id, version and the like; kept as the custom property ``edufakta``.
    """
    chosen = set(formats)
    resources = []
    for name in tables:
        table = TABLE[name]
        kind = next((f for f in ("csv", "jsonl") if f in chosen), "parquet")
        resource: dict[str, Any] = {
            "name": name,
            "description": table.description,
            "path": f"{name}.{kind}",
            "format": kind,
            "profile": "tabular-data-resource" if kind == "csv" else "data-resource",
            "schema": table_schema(table),
        }
        if kind == "csv":
            resource["encoding"] = "utf-8-sig"
        resources.append(resource)
    package = {
        "name": "edufakta-tables",
        "title": "Facts from Indonesian education news",
        "profile": "data-package",
        "version": __version__,
        "resources": resources,
        "predicates": predicates(),
        "edufakta": dict(about),
    }
    return json.dumps(package, ensure_ascii=False, indent=2, default=str) + "\n"
