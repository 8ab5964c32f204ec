"""Puts data, style and script into one page."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import zlib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from pipeline.report.data import ReportData, collect


def write_report(tables: str | Path = "data/processed", output: str | Path = "report.html") -> Path:
    """Write the report of a run's tables.

    Args:
        tables: folder that a run wrote.
        output: the HTML file; it is replaced only once the new one is whole.

    Returns:
        The path written.

    Raises:
        OutputError: the folder holds no tables, or the output is a folder.
    """
    output = Path(output)
    if output.is_dir():
        raise OutputError(f"{output} is a folder; give the name of an HTML file.")
    data = collect(Path(tables))
    output.parent.mkdir(parents=True, exist_ok=True)
    partial = output.with_name(output.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8") as file:
            for piece in _page(data):
                file.write(piece)
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)
    return output


def _read(name: str) -> str:
    return resources.files("pipeline.report").joinpath(name).read_text(encoding="utf-8")


def _page(data: ReportData) -> Iterator[str]:
    script, style = _read("report.js"), _read("report.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:"
    head, _, tail = _read("report.html").partition("<!-- data -->")
    yield head.replace("<!-- policy -->", html.escape(policy, quote=True)).replace("/* style */", style)
    yield _block("overview", json.dumps(data.overview, ensure_ascii=False), packed=False)
    yield _block("articles", data.articles)
    yield _block("mentions", data.mentions)
    for i, chunk in enumerate(data.facts):
        yield _block(f"facts-{i}", chunk)
    for i, chunk in enumerate(data.details):
        yield _block(f"details-{i}", chunk)
    yield tail.replace("/* script */", script)


def _block(name: str, value: Any, *, packed: bool = True) -> str:
    """A data block: base64 of deflated JSON, which no article text can break out of."""
    if packed:
        raw = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        body = base64.b64encode(zlib.compress(raw, 6)).decode("ascii")
    else:
        body = value.replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{body}</script>\n'
