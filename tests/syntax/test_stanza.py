"""The analyzer around Stanza: threads stay bounded, documents go in bulk, and no character is lost."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="needs edufakta[syntax]")
pytest.importorskip("stanza", reason="needs edufakta[syntax]")

from pipeline.segment import find_sentences  # noqa: E402
from pipeline.syntax import stanza as module  # noqa: E402
from pipeline.syntax.choose import find_model  # noqa: E402

TEXTS = [
    "Ia  membaca bukunya.\n\n“Apakah\tbisa?” tanya guru.  ",
    "",
    "Rp2,5 juta\u00a0untuk siswa-siswanya;\u2028lalu pulang.",
]


@pytest.fixture(scope="module")
def analyzer() -> module.StanzaAnalyzer:
    return module.StanzaAnalyzer(find_model("stanza"))


def test_threads_are_bounded_only_while_it_works(
    analyzer: module.StanzaAnalyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    process = analyzer.pipeline.bulk_process

    def watched(documents: list[Any], **options: Any) -> Any:
        seen.append((len(documents), torch.get_num_threads()))
        return process(documents, **options)

    monkeypatch.setattr(analyzer.pipeline, "bulk_process", watched)
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        analyzer.analyze(TEXTS, [find_sentences(t) for t in TEXTS])
        assert seen == [(2, 1)]
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_a_batch_reads_as_its_texts_alone(analyzer: module.StanzaAnalyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    spans = [find_sentences(t) for t in TEXTS]
    together = analyzer.analyze(TEXTS, spans)
    monkeypatch.setattr(module, "BATCH_CHARS", 10)
    assert analyzer.analyze(TEXTS, spans) == together


@pytest.mark.parametrize("tokenizer", ["rules", "stanza"])
def test_every_character_lies_in_a_word(tokenizer: module.Tokenizer) -> None:
    found = module.StanzaAnalyzer(find_model("stanza"), tokenizer=tokenizer).analyze(
        TEXTS, [find_sentences(t) for t in TEXTS]
    )
    for text, analyses in zip(TEXTS, found, strict=True):
        words = [w for words in analyses for w in words]
        assert all(text[w.start : w.end] == w.text for w in words)
        held = {i for w in words for i in range(w.start, w.end)}
        assert held == {i for i, c in enumerate(text) if not c.isspace()}
    assert [w.text for w in found[0][0]][2:4] == ["buku", "nya"]
