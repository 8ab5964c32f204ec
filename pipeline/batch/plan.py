"""What is to be done: which input files are new, changed, gone, or as they were.

A file whose size and time of change are those that were noted when it was read is not opened.  Where only the time
differs its content is hashed.  Everything is compared page by page against the state, so memory stays flat.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.source import file_digest, find, holds_many
from pipeline.batch.state import State
from pipeline.errors import AbortRun
from pipeline.read.files import InputFile

PAGE = 1000
SETTLED_NS = 2_000_000_000
"""A file younger than this when it is read could change again without a new time of change on a coarse clock."""


@dataclass(slots=True)
class Plan:
    """Counts of input files; the files themselves are in the temporary tables of the state."""

    found: int = 0
    unchanged: int = 0
    new: int = 0
    changed: int = 0
    many: bool = False
    """Whether a file that holds many articles is among the new and changed ones."""
    removed: list[str] = field(default_factory=list)
    """Files that stood in the tables, lie under a source of this run, and are no longer there."""

    def counts(self) -> dict[str, int]:
        """For the manifest."""
        return {
            "found": self.found,
            "unchanged": self.unchanged,
            "new": self.new,
            "changed": self.changed,
            "removed": len(self.removed),
        }


def make_plan(
    state: State,
    sources: Sequence[str | Path],
    output: Path,
    version: str,
    force: bool,
    work_found: Callable[[Plan], None] = lambda plan: None,
) -> Plan:
    """Compare the sources with what is known.

    Args:
        state: open; its temporary table ``found`` is filled with the files to read.
        sources: files, folders or ``-``.
        output: folder of the tables, which is never read as input.
        version: from :func:`pipeline.batch.version.code_version`; files read under another are read again.
        force: read everything again.
        work_found: called with the plan so far when files to read were found, so that workers can start meanwhile.

    Raises:
        AbortRun: a source does not exist, or a folder that held inputs is empty now.
    """
    plan = Plan()
    state.db.execute("DELETE FROM temp.found")
    page: list[InputFile] = []
    same: list[tuple[int, int, str]] = []
    for file in find(sources, output):
        page.append(file)
        if len(page) == PAGE:
            _compare(state, page, plan, version, force, same)
            if plan.new or plan.changed:
                work_found(plan)
            page = []
    _compare(state, page, plan, version, force, same)
    if plan.new or plan.changed:
        work_found(plan)
    if same:
        with state.transaction():
            state.db.executemany("UPDATE files SET mtime_ns = ?, settled = ? WHERE path = ?", same)
    plan.removed = _removed(state, sources, force)
    return plan


def _compare(
    state: State, page: Sequence[InputFile], plan: Plan, version: str, force: bool, same: list[tuple[int, int, str]]
) -> None:
    marks = ",".join("?" * len(page))
    known = {
        row[0]: row[1:]
        for row in state.all(
            f"SELECT path, size, mtime_ns, digest, version, settled FROM files WHERE path IN ({marks})",
            [file.source for file in page],
        )
    }
    rows: list[tuple[int, str, int, int, bytes | None]] = []
    for file in page:
        plan.found += 1
        before = known.get(file.source)
        if before and not force and before[3] == version and _unchanged(file, before, same):
            plan.unchanged += 1
            rows.append((plan.found, file.source, file.size, file.mtime_ns, None))
            continue
        plan.changed, plan.new = plan.changed + bool(before), plan.new + (not before)
        plan.many = plan.many or holds_many(file)
        rows.append((plan.found, file.source, file.size, file.mtime_ns, pickle.dumps(file)))
    state.db.executemany("INSERT INTO temp.found VALUES (?, ?, ?, ?, ?)", rows)


def _unchanged(file: InputFile, before: tuple[int, int, bytes, str, int], same: list[tuple[int, int, str]]) -> bool:
    size, mtime_ns, digest, _, settled = before
    if file.source == "-" or size != file.size:
        return False
    if mtime_ns == file.mtime_ns and settled:
        return True
    try:
        if file_digest(file.path) != digest:
            return False
    except OSError:
        return False
    same.append((file.mtime_ns, is_settled(file.mtime_ns), file.source))
    return True


def is_settled(mtime_ns: int) -> int:
    """1 when a file read now, with this time of change, would show a later change in its time."""
    return int(time.time_ns() - mtime_ns > SETTLED_NS)


def _removed(state: State, sources: Sequence[str | Path], force: bool) -> list[str]:
    """Files known from before that lie under the sources and were not found.

    Raises:
        AbortRun: nothing at all is left under a folder that held inputs: more likely an unmounted disk than an intent.
    """
    gone: set[str] = set()
    for source in sources:
        if str(source) == "-" or not Path(source).is_dir():
            continue
        prefix = Path(source).as_posix().rstrip("/") + "/"
        if prefix == "./":
            prefix = ""
        below = "substr(path, 1, ?) = ?"
        values = (len(prefix), prefix)
        missing = state.all(
            f"SELECT path FROM files WHERE {below} AND path != '-' AND path NOT IN (SELECT path FROM temp.found) "
            f"UNION SELECT file FROM rejections WHERE {below.replace('path', 'file')} AND file != '-' "
            "AND file NOT IN (SELECT path FROM temp.found)",
            values * 2,
        )
        if prefix == "":
            missing = [row for row in missing if not row[0].startswith(("/", "../"))]
        if missing and not force and not state.one(f"SELECT 1 FROM temp.found WHERE {below} LIMIT 1", values):
            raise AbortRun(
                f"{source} holds no input any more, but {len(missing):,} files were read from it before. "
                "Is the disk mounted? To drop their articles from the tables, run again with --force."
            )
        gone.update(row[0] for row in missing)
    return sorted(gone)


def todo(state: State) -> Iterator[InputFile]:
    """The files to read, in the order in which they were found."""
    last = 0
    while rows := state.all(
        "SELECT ord, input FROM temp.found WHERE ord > ? AND input IS NOT NULL ORDER BY ord LIMIT ?", (last, PAGE)
    ):
        last = rows[-1][0]
        for _, blob in rows:
            yield pickle.loads(blob)
