"""What makes two runs comparable: a hash of the code, models, lexicons and settings that rows depend on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pipeline
from pipeline.config import Settings

PACKAGE = Path(pipeline.__file__).parent
CODE = (
    "read", "segment", "tag", "normalize", "relate", "resources", "syntax", "extraction.py", "extensions.py",
    "language.py", "privacy.py", "records.py", "schema.py", "batch/work.py", "batch/source.py", "write/arrow.py",
)  # fmt: skip
"""What decides over the rows of an article; a change elsewhere does not make articles stale."""
LIBRARIES = ("spacy", "ftfy", "trafilatura", "charset-normalizer", "regex", "rensa", "stanza")
"""Libraries whose results end up in rows."""
SETTINGS = (
    "syntax", "syntax_model", "mask_minors", "max_article_chars", "max_file_bytes", "ner_model", "lexicons",
    "labels_off", "components_add", "components_off",
)  # fmt: skip
"""Settings that decide over rows; workers, formats and the like do not."""


def code_version(settings: Settings, extractor: str) -> str:
    """16 hexadecimal digits that change with anything that rows depend on."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update(_code().encode())
    digest.update(extractor.encode())
    chosen = {name: getattr(settings, name) for name in SETTINGS}
    digest.update(json.dumps(chosen, default=str, sort_keys=True).encode())
    if settings.syntax:
        from pipeline.syntax.choose import model_version

        digest.update(model_version(settings.syntax_model).encode())
    for path in settings.lexicons:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(_file_hash(file).encode())
    return digest.hexdigest()


def library_versions() -> dict[str, str]:
    """Versions of the libraries that are installed, by name."""
    found = {}
    for name in (*LIBRARIES, "pyarrow", "pandas", "onnxruntime"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@lru_cache
def _code() -> str:
    digest = hashlib.blake2b(digest_size=16)
    for file in _files():
        digest.update(file.name.encode())
        digest.update(_file_hash(file).encode())
    libraries = {name: v for name, v in library_versions().items() if name in LIBRARIES}
    digest.update(json.dumps(libraries, sort_keys=True).encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for name in CODE:
        path = PACKAGE / name
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from sorted(f for f in path.rglob("*") if f.is_file() and f.suffix != ".pyc")
    for models in (PACKAGE / "_models", PACKAGE.parent / "models"):
        if models.is_dir():
            yield from sorted(f for f in models.rglob("*") if f.is_file())
            break


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
