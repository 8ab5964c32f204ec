"""Settings of a run: defaults < TOML file < environment (``EDUFAKTA_...``) < what the caller passes.

The TOML file is ``edufakta.toml`` in the working directory, or the one that ``EDUFAKTA_CONFIG`` or ``--config`` names.
A wrong key is an error that proposes the nearest right one.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableSetting

from pipeline.errors import SettingsError

TableFormat = Literal["parquet", "csv", "jsonl", "duckdb"]
CONFIG_FILE = "edufakta.toml"
PREFIX = "EDUFAKTA_"
"""Of the environment's variables that are settings."""


class Settings(BaseSettings):
    """Everything a user may set; each field is documented in place and listed in docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    output: Path = Field(Path("data/processed"), description="Folder that the tables are written to.")
    workers: int = Field(1, ge=1, le=256, description="Worker processes.")
    engine: Literal["local", "ray"] = Field("local", description="Where the work is done.")
    ray_address: str | None = Field(None, description="Address of a Ray cluster; local when not set.")
    formats: tuple[TableFormat, ...] = Field(("parquet",), description="Formats written beside Parquet.")
    syntax: bool = Field(False, description="Write the tokens table: words, lemmas, dependencies.")
    syntax_model: str = Field(
        "edufakta", description="edufakta (fast), stanza (ours), official (Stanza's, downloaded by you), or a folder."
    )
    keep_removed: bool = Field(False, description="Keep articles whose source has gone.")
    batch_size: int = Field(16, ge=1, le=4096, description="Articles that the components see at once.")
    part_articles: int = Field(1000, ge=1, description="Articles per Parquet part.")
    article_seconds: float = Field(60.0, gt=0, description="Time limit for one article, seconds.")
    max_article_chars: int = Field(2_000_000, ge=1, description="Longest article, characters of clean text.")
    max_file_bytes: int = Field(50_000_000, ge=1, description="Largest file that holds a single article, bytes.")
    ner_model: str = Field("edufakta-ner", description="Name of the tagger under models/, a path, or 'none'.")
    ner_threads: int = Field(1, ge=1, description="Threads of tagger and syntax in each process.")
    lexicons: tuple[Path, ...] = Field((), description="CSV lexicons of your own, merged with the shipped ones.")
    labels_off: tuple[str, ...] = Field((), description="Entity labels that are not written.")
    mask_minors: bool = Field(False, description="Hide the names of pupils; rows and counts stay.")
    components_add: tuple[str, ...] = Field((), description="spaCy factories of your own, run before the facts.")
    components_off: tuple[str, ...] = Field((), description="Components of the pipeline that are left out.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only the environment lies under what is passed in; the TOML file is read in :func:`load_settings`."""
        return (init_settings, env_settings)


def load_settings(config: str | Path | None = None, **overrides: Any) -> Settings:
    """Settings from the TOML file, the environment and the arguments, in rising order.

    Args:
        config: TOML file; by default ``$EDUFAKTA_CONFIG``, else ``edufakta.toml`` if there is one.
        overrides: values that win; None means not given.

    Raises:
        SettingsError: the file is missing or not TOML, a key is unknown, or a value is not allowed.
    """
    values = {**_from_file(config)}
    # The environment lies above the file: a key set in both is left to pydantic-settings.
    for key in list(values):
        if f"{PREFIX}{key.upper()}" in os.environ and key in Settings.model_fields:
            del values[key]
    values.update({k: v for k, v in overrides.items() if v is not None})
    unknown = [key for key in values if key not in Settings.model_fields]
    if unknown:
        raise SettingsError("; ".join(_unknown(key) for key in unknown))
    try:
        settings = Settings(**values)
    except UnreadableSetting as error:
        raise SettingsError(f'Wrong setting - {error}; in the environment lists are JSON, such as ["..."]') from error
    except ValidationError as error:
        lines = [f"{'.'.join(str(p) for p in e['loc'])}: {_what_is_wrong(e['type'], e['msg'])}" for e in error.errors()]
        raise SettingsError("Wrong setting - " + "; ".join(lines)) from error
    if slips := list(_slips(settings)):
        raise SettingsError("Wrong setting - " + "; ".join(slips))
    return settings


def _what_is_wrong(kind: str, message: str) -> str:
    return 'give a list, such as ["..."]' if kind == "tuple_type" else message


def _slips(settings: Settings) -> Iterator[str]:
    """Names that would silently do nothing: variables, labels and components that are none, lexicons not there."""
    from pipeline.records import ENTITY_LABELS

    variables = {f"{PREFIX}{key.upper()}" for key in (*Settings.model_fields, "config")}
    for name in os.environ:
        # A variable that is like none of ours belongs to something else.
        if name.startswith(PREFIX) and name not in variables:
            for like in difflib.get_close_matches(name, variables, n=1, cutoff=0.85):
                yield f"environment: there is no variable {name}; did you mean {like}?"
    for label in settings.labels_off:
        near = difflib.get_close_matches(label.upper(), ENTITY_LABELS, n=1, cutoff=0.6)
        if near and label != near[0]:  # a label of the user's own is like none of ours
            yield f"labels_off: there is no label {label!r}; did you mean {near[0]!r}?"
    if settings.components_off:
        from pipeline.language import COMPONENTS

        known = (*COMPONENTS, *settings.components_add)
        for name in settings.components_off:
            if name not in known and not name.startswith("edufakta_syntax"):
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
                yield f"components_off: there is no component {name!r}; {hint}"
    for path in settings.lexicons:
        if not path.is_file():
            yield f"lexicons: there is no file {path}"


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key, Settings.model_fields, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else f"; known settings: {', '.join(Settings.model_fields)}"
    return f"Unknown setting {key!r}{hint}"


def _from_file(config: str | Path | None) -> dict[str, Any]:
    named = config or os.environ.get(f"{PREFIX}CONFIG")
    path = Path(named) if named else Path(CONFIG_FILE)
    if not path.is_file():
        if named:
            raise SettingsError(f"No settings file {path}; give the path of a TOML file with --config.")
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error
    return data
