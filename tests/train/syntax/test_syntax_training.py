"""Training of the syntax model: treebanks are read whole, targets stay with words, the export loads and agrees."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.errors import ResourceError, SettingsError
from pipeline.syntax import Analyzer
from pipeline.train.syntax.config import Bank, SyntaxConfig, read_config
from pipeline.train.syntax.treebank import read_conllu, split_holdout
from tests.tag.ner.toy import tokenizer

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from pipeline.syntax.encoder import EncoderAnalyzer  # noqa: E402
from pipeline.train.model import Encoder, EncoderShape  # noqa: E402
from pipeline.train.syntax.data import IGNORE, NEVER, Labels, batches, encode, tensors, windows  # noqa: E402
from pipeline.train.syntax.export import BlockEmbedding, part_marks, to_blocks, write_model  # noqa: E402
from pipeline.train.syntax.fit import arc_scores, evaluate, fit, losses, remember, warm_heads  # noqa: E402
from pipeline.train.syntax.model import Sizes, SyntaxModel  # noqa: E402

CONFIGS = Path(__file__).parents[3] / "pipeline" / "train" / "configs"
CONLLU = """\
# sent_id = 1
# text = Budi membaca bukunya.
1	Budi	Budi	PROPN	_	_	2	nsubj	_	_
2	membaca	baca	VERB	_	Voice=Act	0	root	_	_
3-4	bukunya	_	_	_	_	_	_	_	SpaceAfter=No
3	buku	buku	NOUN	_	Number=Sing	2	obj	_	_
4	nya	dia	PRON	_	_	3	nmod:poss	_	_
5	.	.	PUNCT	_	_	2	punct	_	_

# sent_id = 2
# text = Siti tidur .
1	Siti	Siti	PROPN	_	_	2	nsubj	_	_
2	tidur	tidur	VERB	_	_	0	root	_	_
3	.	.	PUNCT	_	_	2	punct	_	_

"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


def small_model(labels: Labels) -> SyntaxModel:
    torch.manual_seed(0)
    shape = EncoderShape(tokenizer().get_vocab_size(), width=64, layers=1, heads=2, inner=64, positions=64)
    sizes = Sizes(len(labels.banks), len(labels.upos), len(labels.feats), len(labels.lemma), len(labels.deprel), 64, 64)
    return SyntaxModel(Encoder(shape, 0.0), sizes, 0.0)


def test_a_treebank_is_read_with_offsets_and_parts(bank: Path) -> None:
    first, second = read_conllu(bank, "ours")
    assert [first.text[t.start : t.end] for t in first.tokens] == ["Budi", "membaca", "bukunya", "."]
    assert [w.form for w in first.words] == ["Budi", "membaca", "buku", "nya", "."]
    assert [w.head for w in second.words] == [2, 0, 2]


def test_a_text_that_is_not_that_of_its_tokens_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text(CONLLU.replace("# text = Siti", "# text = Sita"), encoding="utf-8")
    with pytest.raises(ValueError, match="Siti"):
        read_conllu(path, "ours")


def test_held_out_sentences_are_not_trained_on(bank: Path) -> None:
    sentences = read_conllu(bank, "ours") * 12
    kept, held = split_holdout(sentences, 12)
    assert (len(kept), len(held)) == (22, 2)


def test_targets_stay_with_their_words(bank: Path) -> None:
    sentences = read_conllu(bank, "ours")
    labels = Labels.of(sentences)
    batch = tensors([[encode(s, tokenizer(), labels) for s in sentences]])
    assert [labels.upos[k] for k in batch["upos"][0]][:5] == ["PROPN", "VERB", "NOUN", "PRON", "PUNCT"]
    assert batch["part"][0].tolist() == [0, 0, 0, 1, 0, 0, 0, 0]
    root = 8
    assert batch["head"][0].tolist() == [1, root, 1, 2, 1, 6, root, 6]
    assert batch["sentence"][0].tolist() == [0] * 5 + [1] * 3


def test_no_arc_leaves_its_sentence() -> None:
    scores = arc_scores(torch.zeros(1, 3, 4), torch.tensor([[0, 0, 1]]))
    assert (scores[0] > NEVER).tolist() == [
        [False, True, False, True],
        [True, False, False, True],
        [False] * 3 + [True],
    ]


def test_windows_and_batches_lose_no_sentence(bank: Path) -> None:
    sentences = read_conllu(bank, "ours") * 10
    labels = Labels.of(sentences)
    encoded = [encode(s, tokenizer(), labels) for s in sentences]
    rng = random.Random(0)
    groups = windows(encoded, rng, pieces=20, alone=0.3, longest=100)
    assert sum(len(g) for b in batches(groups, 64, rng) for g in b) == 20
    assert any(len(group) > 1 for group in groups)


def test_a_few_steps_learn_a_treebank(bank: Path) -> None:
    sentences = read_conllu(bank, "ours")
    labels = Labels.of(sentences)
    encoded = [encode(s, tokenizer(), labels) for s in sentences]
    model = small_model(labels)
    warm_heads(model, [[[s] for s in encoded]], epochs=60, rate=0.01, rng=random.Random(0))
    score = evaluate(model, [[s] for s in encoded], labels)
    assert score["upos"] == 100.0
    assert score["las"] >= 75.0


def toy_config(bank: Path, work: Path) -> SyntaxConfig:
    torch.manual_seed(0)
    shape = EncoderShape(tokenizer().get_vocab_size(), width=32, layers=1, heads=2, inner=64, positions=64)
    stored = {"shape": {n: getattr(shape, n) for n in shape.__slots__}, "state": Encoder(shape).state_dict()}
    (work / "encoder").mkdir(parents=True)
    tokenizer().save(str(work / "encoder" / "tokenizer.json"))
    torch.save(stored, work / "encoder" / "encoder.pt")
    return SyntaxConfig(
        name="toy", data=str(bank.parent), work=str(work), banks=(Bank(path=bank.name, bank="ours"),), layers=1,
        head_epochs=1, epochs=3, batch_pieces=32, window=16,
    )  # fmt: skip


def test_an_interrupted_run_goes_on_to_the_same_weights(
    bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank.write_text(CONLLU * 6, encoding="utf-8")
    whole = torch.load(fit(toy_config(bank, tmp_path / "whole")), weights_only=True)["model"]

    def stop(path: Path, epoch: int, *rest: Any, **parts: Any) -> None:
        remember(path, epoch, *rest, **parts)
        if epoch == 1:
            raise KeyboardInterrupt

    config = toy_config(bank, tmp_path / "broken")
    monkeypatch.setattr("pipeline.train.syntax.fit.remember", stop)
    with pytest.raises(KeyboardInterrupt):
        fit(config)
    resumed = torch.load(fit(config), weights_only=True)["model"]
    assert all(torch.equal(resumed[name], weight) for name, weight in whole.items())


def test_unknown_classes_teach_nothing(bank: Path) -> None:
    sentences = read_conllu(bank, "ours")
    labels = Labels.of(sentences[1:])
    batch = tensors(
        [[encode(sentences[0], tokenizer(), Labels(("ours",), *(getattr(labels, n) for n in labels.__slots__[1:])))]]
    )
    assert IGNORE in batch["upos"][0].tolist()
    assert all(torch.isfinite(part) for part in losses(small_model(labels), batch).values())


def test_four_bit_blocks_come_back_without_loss() -> None:
    rng = np.random.default_rng(0)
    quants = rng.integers(-8, 8, size=(5, 64)).astype(np.float32)
    quants[:, ::32] = -8  # the largest of a block is stored as -8
    scale = rng.normal(size=(5, 2)).astype(np.float16).astype(np.float32).repeat(32, axis=1)
    weight = torch.from_numpy(quants * scale)
    assert torch.allclose(BlockEmbedding(weight)(torch.arange(5)[None])[0], weight, rtol=0, atol=0)
    assert to_blocks(weight)[0].shape == (5, 32)


def test_pieces_that_join_marks_to_words_come_last() -> None:
    before = [["<s>", 0.0], ["▁2007,", -8.0], ["▁2007", -9.0], [",", -3.0], ["...", -5.0], ['",', -6.0], ["an", -4.0]]
    stored = json.dumps({"added_tokens": [{"content": "<s>"}], "model": {"type": "Unigram", "vocab": before}})
    after = json.loads(part_marks(stored))["model"]["vocab"]
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [["▁2007,", -99.0], ['",', -99.0]]


def test_the_export_is_loaded_and_gives_trees(bank: Path, tmp_path: Path) -> None:
    sentences = read_conllu(bank, "ours")
    labels = Labels.of(sentences)
    encoded = [encode(s, tokenizer(), labels) for s in sentences]
    model = small_model(labels)
    warm_heads(model, [[[s] for s in encoded]], epochs=60, rate=0.01, rng=random.Random(0))
    toy = tmp_path / "tokenizer.json"
    tokenizer().save(str(toy))
    folder = tmp_path / "model"
    names = {name: getattr(labels, name) for name in labels.__slots__}
    settings = {"name": "toy", "version": "1", "window": 12, "longest": 20}
    write_model(model, toy, folder, labels=names, settings=settings, batches=[tensors([[s] for s in encoded])])
    analyzer = EncoderAnalyzer(folder)
    assert isinstance(analyzer, Analyzer)
    text = "Budi membaca bukunya. Siti tidur ."
    first, second = analyzer.analyze([text], [[(0, 21), (22, 34)]])[0]
    assert [w.text for w in first] == ["Budi", "membaca", "buku", "nya", "."]
    assert [text[w.start : w.end] for w in second] == ["Siti", "tidur", "."]
    assert [w.joined for w in first] == [False, False, False, True, False]
    assert [sum(w.head == 0 for w in words) for words in (first, second)] == [1, 1]
    assert all((w.head == 0) == (w.deprel == "root") for w in (*first, *second))
    long = "Budi membaca " * 40
    (words,) = analyzer.analyze([long], [[(0, len(long.rstrip()))]])[0]
    assert len(words) == 80
    assert sum(w.head == 0 for w in words) == 1
    assert analyzer.analyze([""], [[]]) == [[]]
    with pytest.raises(ResourceError, match="conventions"):
        EncoderAnalyzer(folder, conventions="theirs")
    (folder / "labels.npz").write_bytes(b"")
    with pytest.raises(ResourceError, match="damaged"):
        EncoderAnalyzer(folder)


def test_the_shipped_config_is_read() -> None:
    config = read_config(CONFIGS / "edufakta-syntax.toml")
    assert config.banks[0].bank == "csui"


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text('name = "x"\nlayer = 3\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="'layer'"):
        read_config(path)
