"""Syntax by Stanza: ours (``models/edufakta-stanza``), its own Indonesian package, or any folder of Stanza models.

Sentences are edufakta's.  Tokens are edufakta's too (``tokenizer="rules"``) or Stanza's within each sentence
(``tokenizer="stanza"``).  Nothing is ever downloaded.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipeline.checksums import file_digest
from pipeline.errors import ResourceError, SettingsError
from pipeline.syntax.bridge import from_stanza, one_tree, plain, to_stanza
from pipeline.syntax.protocol import Analysis, Span, Word
from pipeline.syntax.words import find_words
from pipeline.tag.ner.store import check_files

if TYPE_CHECKING:
    import stanza

Tokenizer = Literal["rules", "stanza"]
TAGGERS = "pos,lemma,depparse"
BATCH_CHARS = 40_000
"""Characters given to Stanza at once: bounds memory, and is enough to fill its batches."""
INSTALL = "pip install 'edufakta[syntax]'"
DOWNLOAD = "python -c \"import stanza; stanza.download('id')\""


class StanzaAnalyzer:
    """An :class:`~pipeline.syntax.protocol.Analyzer` around ``stanza.Pipeline``.

    Args:
        folder: with ``resources.json`` and the models below it; None for Stanza's own folder, where
            ``stanza.download("id")`` puts its package (``$STANZA_RESOURCES_DIR`` or its cache folder).
        threads: of torch while it works.
        tokenizer: whose words within a sentence.

    Raises:
        SettingsError: Stanza is not installed.
        ResourceError: the models are missing or damaged.
    """

    def __init__(self, folder: str | Path | None = None, threads: int = 1, tokenizer: Tokenizer = "rules") -> None:
        self.threads = threads
        self.tokenizer = tokenizer
        self.folder = stanza_folder(folder)
        self.official = folder is None
        self.pipeline = _load(self.folder, tokenizer)

    @property
    def version(self) -> str:
        """Stanza's version, whose tokens, and the folder's name with the checksum of its index of models."""
        import stanza

        index = file_digest(self.folder / "resources.json")[:12]
        return f"stanza {stanza.__version__}, {self.tokenizer}, {self.folder.name}-{index}"

    def analyze(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> list[list[Analysis]]:
        """See :meth:`pipeline.syntax.protocol.Analyzer.analyze`."""
        pieces = [(t, a, b) for t, spans in enumerate(sentences) for a, b in spans]
        found: list[list[Analysis]] = [[] for _ in texts]
        with self._bounded():
            for batch in _batches(pieces):
                work = self._by_rules if self.tokenizer == "rules" else self._by_stanza
                for (t, _, _), analysis in zip(batch, work(texts, batch), strict=True):
                    found[t].append(analysis)
        return found

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        import torch

        before = torch.get_num_threads()
        torch.set_num_threads(self.threads)
        try:
            yield
        finally:
            torch.set_num_threads(before)

    def _by_rules(self, texts: Sequence[str], batch: Sequence[tuple[int, int, int]]) -> list[Analysis]:
        documents = []
        for t, spans in groupby(batch, key=itemgetter(0)):
            text = texts[t]
            documents.append(to_stanza(text, (_bare(text, a, b) for _, a, b in spans)))
        # bulk_process fills Stanza's batches across documents.
        found = chain.from_iterable(d.sentences for d in self.pipeline.bulk_process(documents, processors=TAGGERS))
        return [from_stanza(s, texts[t]) for (t, _, _), s in zip(batch, found, strict=True)]

    def _by_stanza(self, texts: Sequence[str], batch: Sequence[tuple[int, int, int]]) -> list[Analysis]:
        from stanza.models.common.doc import Document

        documents = self.pipeline.bulk_process([Document([], text=plain(texts[t][a:b])) for t, a, b in batch])
        found = []
        for (t, a, b), document in zip(batch, documents, strict=True):
            parts = [from_stanza(s, texts[t], a) for s in document.sentences]
            found.append(one_tree(parts) if parts else self._by_rules(texts, [(t, a, b)])[0])
        return found


def _bare(text: str, start: int, end: int) -> Analysis:
    return tuple(Word(a, b, text[a:b], joined=joined) for a, b, joined in find_words(text, start, end))


def _batches(pieces: Sequence[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    batch: list[tuple[int, int, int]] = []
    size = 0
    for piece in pieces:
        length = piece[2] - piece[1]
        if batch and size + length > BATCH_CHARS:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += length
    if batch:
        yield batch


def stanza_folder(folder: str | Path | None) -> Path:
    """The folder that Stanza loads from, checked.

    Raises:
        SettingsError: Stanza is not installed.
        ResourceError: it holds no Indonesian models.
    """
    try:
        from stanza.resources.common import DEFAULT_MODEL_DIR
    except ImportError as error:
        raise SettingsError(f"This syntax model needs Stanza, which is not installed. Type: {INSTALL}") from error
    found = Path(DEFAULT_MODEL_DIR if folder is None else folder)
    index = found / "resources.json"
    try:
        known = "id" in json.loads(index.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = False
    if folder is None and not (known and any((found / "id").rglob("*.pt"))):
        raise ResourceError(
            f"Stanza's own Indonesian package is not in {found}. Where there is a network, type: {DOWNLOAD} ; "
            "or point STANZA_RESOURCES_DIR to a folder that holds it."
        )
    if not known:
        raise ResourceError(f"{found} holds no Stanza models for Indonesian: {index} is missing or does not list them.")
    _check_whole(found)
    return found


def _check_whole(folder: Path) -> None:
    """Refuse a folder of ours in which a file is not what ``meta.json`` says; torch would load changed weights."""
    meta = folder / "meta.json"
    try:
        files: dict[str, str] = json.loads(meta.read_text(encoding="utf-8"))["sha256"] if meta.is_file() else {}
    except (ValueError, KeyError, TypeError) as error:
        raise ResourceError(f"{meta} cannot be read ({error}); reinstall edufakta") from error
    check_files(folder, files)


def _load(folder: Path, tokenizer: Tokenizer) -> stanza.Pipeline:
    import stanza

    logging.getLogger("stanza").setLevel(logging.ERROR)
    # Lemmas of words seen before are kept: a good part of the time of Stanza's lemmatizer.
    options: dict[str, Any] = {"lemma_store_results": True}
    processors = "tokenize,mwt,pos,lemma,depparse"
    if tokenizer == "rules":
        options["tokenize_pretokenized"] = True
        processors = "tokenize,pos,lemma,depparse"
    else:
        options["tokenize_no_ssplit"] = True
    try:
        return stanza.Pipeline(
            "id",
            dir=str(folder),
            processors=processors,
            download_method=None,
            use_gpu=False,
            logging_level="ERROR",
            **options,
        )
    except Exception as error:  # whatever torch makes of a file that it cannot read
        raise ResourceError(f"The Stanza models in {folder} cannot be loaded: {error}") from error
