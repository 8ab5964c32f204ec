"""The errors of edufakta, by what becomes of the run.

::

    EdufaktaError
    ├── AbortRun              the run cannot go on (exit code 1)
    │   ├── SettingsError     a setting is wrong or unknown (exit code 2)
    │   ├── OutputError       the output folder cannot be written or read
    │   └── ResourceError     a lexicon or model file is missing or damaged
    ├── OutputLocked          another run holds the output (exit code 4)
    ├── RejectArticle         this article alone is left out, with its reason; the run goes on (exit code 3)
    └── TryAgain              a passing fault (a killed worker): the article is tried once more, then rejected

    Interrupted               no error: the run was asked to end (exit code 130), and can be taken up again

Every message says what is wrong, where, and what to do next.
"""

from __future__ import annotations


class EdufaktaError(Exception):
    """Any error that edufakta raises on purpose."""


class AbortRun(EdufaktaError):
    """The run cannot go on."""


class SettingsError(AbortRun):
    """A setting is wrong or unknown."""


class OutputError(AbortRun):
    """The output folder cannot be written or read."""


class ResourceError(AbortRun):
    """A lexicon or model file is missing or damaged."""


class OutputLocked(EdufaktaError):
    """Another run holds the output."""


class RejectArticle(EdufaktaError):
    """One article cannot be used; ``reason`` is the short word that the counts go by.

    Args:
        reason: for example ``empty``, ``binary``, ``too_large``, ``missing_columns``.
        message: what is wrong and what to do.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class TryAgain(EdufaktaError):
    """A passing fault."""


class Interrupted(KeyboardInterrupt):
    """A run ended early because it was asked to; what it finished is in the tables, and the next run goes on."""
