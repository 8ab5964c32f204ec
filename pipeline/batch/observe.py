"""What an operator sees of a run: a log of JSON lines, and metrics for Prometheus' node_exporter."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.batch.manifest import Manifest
from pipeline.write.files import write_text, writing

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
LOGS_KEPT = 30


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, message, run, and whatever else the record carries."""

    def __init__(self, run_id: str) -> None:
        super().__init__()
        self.run_id = run_id

    def format(self, record: logging.LogRecord) -> str:
        """See :class:`logging.Formatter`."""
        entry = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            "run": self.run_id,
            **{k: v for k, v in record.__dict__.items() if k not in _STANDARD},
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


@contextmanager
def log_to(path: Path, run_id: str) -> Iterator[None]:
    """Write what the package logs in the block to a file; the files of the last :data:`LOGS_KEPT` runs stay."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in sorted(path.parent.glob("*.jsonl"))[:-LOGS_KEPT]:
            old.unlink(missing_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(JsonLines(run_id))
    logger = logging.getLogger("pipeline")
    level = logger.level
    logger.addHandler(handler)
    if logger.getEffectiveLevel() > logging.INFO:
        logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        handler.close()


def write_metrics(path: Path, manifest: Manifest) -> None:
    """The last run in the text format of Prometheus, for node_exporter's textfile collector."""
    write_text(path, metrics(manifest))


def metrics(manifest: Manifest) -> str:
    """The run as Prometheus metrics (https://prometheus.io/docs/instrumenting/exposition_formats/)."""
    finished = dt.datetime.fromisoformat(manifest.finished).timestamp() if manifest.finished else 0
    lines: list[str] = []

    def gauge(name: str, text: str, values: dict[str, float], label: str = "") -> None:
        lines.append(f"# HELP edufakta_{name} {text}")
        lines.append(f"# TYPE edufakta_{name} gauge")
        for key, value in values.items():
            labels = f'{{{label}="{_escaped(key)}"}}' if label else ""
            lines.append(
                f"edufakta_{name}{labels} {value:g}" if value < 1e6 else f"edufakta_{name}{labels} {value:.0f}"
            )

    gauge("last_run_timestamp_seconds", "When the last run ended.", {"": finished})
    gauge("last_run_success", "1 unless the last run was interrupted.", {"": float(not manifest.interrupted)})
    gauge("last_run_seconds", "Wall time of the last run by stage.", manifest.seconds, "stage")
    gauge("last_run_articles", "Articles of the last run by fate.", dict(manifest.articles), "fate")
    gauge("last_run_files", "Input files of the last run by fate.", dict(manifest.files), "fate")
    gauge(
        "last_run_rejected", "Inputs rejected by the last run, by reason.", dict(manifest.rejected_by_reason), "reason"
    )
    gauge("last_run_articles_per_second", "Speed of the last run.", {"": manifest.articles_per_second})
    gauge("last_run_workers_replaced", "Workers lost in the last run.", {"": float(manifest.workers_replaced)})
    gauge("table_rows", "Rows that stand in each table.", dict(manifest.rows), "table")
    return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
