"""What several test folders share: the sample run once per session, and where outside data lie if they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Worker processes and the tests share few cores: threads that spin would slow all of them.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Annotated data that are not part of the project; tests that need them skip without."""
    if not SHARED.is_dir():
        pytest.skip("no annotated data beside the project")
    return SHARED


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a run over data/raw wrote."""
    import pipeline

    output = tmp_path_factory.mktemp("sample") / "processed"
    pipeline.run(ROOT / "data" / "raw", output)
    return output
