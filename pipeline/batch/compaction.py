"""``python -m pipeline compact``: many small parts become few large ones; the rows stay the same."""

from __future__ import annotations

from pathlib import Path

from pipeline import __version__
from pipeline.batch.lock import hold
from pipeline.batch.manifest import Manifest
from pipeline.batch.publish import clear, publish
from pipeline.batch.settle import merge
from pipeline.batch.state import State
from pipeline.errors import OutputError
from pipeline.write.arrow import written_tables
from pipeline.write.files import write_text

ARTICLES = 10_000
"""Articles of a compacted part: few enough that replacing one of them stays cheap."""


def compact(output: str | Path, articles: int = ARTICLES) -> dict[str, int]:
    """Merge parts of less than half of ``articles`` articles.

    Args:
        output: folder that runs wrote.
        articles: most articles of a part.

    Returns:
        ``parts_before`` and ``parts_after``.

    Raises:
        OutputError: the folder was not written by edufakta, or cannot be written.
        OutputLocked: a run holds it.
    """
    output = Path(output)
    folder = output / ".edufakta"
    if not (folder / "state.sqlite3").is_file():
        raise OutputError(f"There are no tables in {output}. Run: python -m pipeline run SOURCE --output {output}")
    with hold(folder, "compact"):
        state = State(folder / "state.sqlite3")
        try:
            clear(state, folder)
            before = state.one("SELECT count(*) FROM parts")
            manifest = Manifest.read(output)
            about = {"run_id": manifest.run_id, "version": __version__, "code": manifest.code}
            with state.transaction():
                merge(state, folder / "parts", about, articles)
            if state.get("published") != str(state.generation):
                current = folder / "current"
                documents = {
                    name: (current / name).read_text(encoding="utf-8")
                    for name in ("README.md", "datapackage.json")
                    if (current / name).is_file()
                }
                tables = [t for t in written_tables(syntax=True) if (current / f"{t}.parquet").exists()]
                formats = [f for f in (state.get("formats") or "").split(",") if f]
                manifest.snapshot, manifest.outputs = publish(state, folder, output, tables, formats, about, documents)
                write_text(output / "manifest.json", manifest.to_json())
            clear(state, folder)
            return {"parts_before": before, "parts_after": state.one("SELECT count(*) FROM parts")}
        finally:
            state.close()
