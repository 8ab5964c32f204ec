"""The manifest: what a run was asked, what it did, what came out.  ``manifest.json`` in the output folder."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True, kw_only=True)
class Manifest:
    """One run.  ``articles`` and ``files`` count this run, ``rows`` and ``outputs`` all that stands."""

    run_id: str
    version: str
    """Of edufakta."""
    code: str
    """Hash of code, models, lexicons and the settings that matter: articles made with another are made anew."""
    command: str = "run"
    started: str = ""
    finished: str = ""
    output: str = ""
    sources: list[str] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    software: dict[str, str] = field(default_factory=dict)
    dry_run: bool = False
    interrupted: bool = False
    files: dict[str, int] = field(default_factory=dict)
    """Input files: found, unchanged, new, changed, removed."""
    articles: dict[str, int] = field(default_factory=dict)
    """Articles of this run: new, changed, removed, unchanged, rejected; and total, which stand in the tables."""
    found: dict[str, int] = field(default_factory=dict)
    """Rows per table that this run made."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows per table as they stand now."""
    duplicates: int = 0
    """Articles in the tables that repeat another."""
    rejected_by_reason: dict[str, int] = field(default_factory=dict)
    rejected: list[dict[str, str]] = field(default_factory=list)
    """Inputs that this run left out: source, reason, message."""
    rejected_before: int = 0
    """Inputs left out by earlier runs and unchanged since; ``.edufakta/rejected.jsonl`` lists them all."""
    rows_dropped: dict[str, int] = field(default_factory=dict)
    """Rows per table whose text was not what stands at their offsets: a fault to report."""
    workers_replaced: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    """Wall time: total, plan, extract, link, publish; and time summed over workers: read_cpu, extract_cpu."""
    articles_per_second: float = 0.0
    peak_memory_mb: dict[str, float] = field(default_factory=dict)
    """Peak resident memory of the main process and of the largest worker."""
    snapshot: str = ""
    """The version of the tables that this run left."""
    outputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Per table: rows, bytes, files, and a SHA-256 over those of its files (SHA256SUMS lists each)."""

    @property
    def exit_code(self) -> int:
        """0, 3 (some inputs were rejected) or 130 (interrupted)."""
        if self.interrupted:
            return 130
        return 3 if self.rejected_by_reason else 0

    def as_dict(self) -> dict[str, Any]:
        """Plain data, with the exit code."""
        return {**dataclasses.asdict(self), "exit_code": self.exit_code}

    def summary(self) -> dict[str, Any]:
        """The run in short, for people and for ``--json``."""
        if self.dry_run:
            counts = {f"files_{key}": value for key, value in self.files.items()}
        else:
            counts = {f"articles_{key}": value for key, value in self.articles.items()}
            counts |= {table: rows for table, rows in self.rows.items() if table != "articles"}
            counts["duplicates"] = self.duplicates
        return {
            "run_id": self.run_id,
            "output": self.output,
            "dry_run": self.dry_run,
            "interrupted": self.interrupted,
            "counts": counts,
            "seconds": self.seconds.get("total", 0.0),
            "articles_per_second": self.articles_per_second,
            "rejected_by_reason": self.rejected_by_reason,
            "rejections": self.rejected,
            "exit_code": self.exit_code,
        }

    def to_json(self) -> str:
        """Indented JSON, with a line end."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=2, default=str) + "\n"

    @classmethod
    def read(cls, output: str | Path) -> Manifest:
        """The manifest of the last run in an output folder.

        Raises:
            FileNotFoundError: there was none.
        """
        data = json.loads((Path(output) / "manifest.json").read_text(encoding="utf-8"))
        names = {f.name for f in dataclasses.fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in names})
