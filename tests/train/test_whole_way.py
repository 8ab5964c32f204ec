"""Training from a file of settings to a folder that the tagger opens: a tiny network, in seconds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from tests.tag.ner.toy import tokenizer

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from pipeline.errors import SettingsError  # noqa: E402
from pipeline.tag.ner.predictor import Predictor  # noqa: E402
from pipeline.tag.ner.store import open_model  # noqa: E402
from pipeline.train import train  # noqa: E402
from pipeline.train.config import Corpus, TrainConfig, read_config  # noqa: E402
from pipeline.train.finish import load_tagger  # noqa: E402
from pipeline.train.fit import evaluate, read_corpus  # noqa: E402
from pipeline.train.model import Encoder, EncoderShape  # noqa: E402
from pipeline.train.pseudo import pseudo_label  # noqa: E402

PEOPLE = ["Budi Santoso", "Siti Rahmawati"]
SETTINGS = """
layers = 2
window = 24
shortest = 12
overlap = 2
batch_pieces = 96
dropout = 0.0
pooling = "mean"
lr = 3e-3
head_lr = 1e-2
threads = 1
holdout = 4
"""
FIRST = f"""
name = "one"
epochs = 6
average = 0.5
swap = 0.5
{SETTINGS}
[[train]]
path = "articles.jsonl"
"""
SECOND = f"""
name = "two"
start = "one.toml"
epochs = 2
mask = 0.05
{SETTINGS}
[[train]]
path = "articles.jsonl"

[[train]]
path = "raw.jsonl"
format = "raw"

[[train]]
path = "sentences.txt"
format = "columns"
head = "other"
labels = ["PER"]
epochs = 1
"""
FINAL = f"""
name = "toy"
soup = ["one.toml", "two.toml"]
{SETTINGS}
[[train]]
path = "articles.jsonl"

[dev]
path = "articles.jsonl"
"""


def write_corpora(folder: Path) -> None:
    articles, raw = [], []
    for k in range(48):
        name, more = PEOPLE[k % 2], ", tiba" * (k % 5)
        text = f"Kepala Dinas Pendidikan, {name}{more}\nmenuju Bandung"
        end = 25 + len(name)
        at = text.index("Bandung")
        spans = [[0, 6, "POSITION"], [7, 23, "AGENCY"], [25, end, "PERSON"], [at, at + 7, "LOCATION"]]
        articles.append(json.dumps({"id": f"a{k}", "text": text, "entities": spans}))
        raw.append(json.dumps({"text": f"Kepala Dinas Pendidikan, {name}"}))
    (folder / "articles.jsonl").write_text("\n".join(articles) + "\n", encoding="utf-8")
    (folder / "raw.jsonl").write_text("\n".join(raw[:8]) + "\n", encoding="utf-8")
    (folder / "sentences.txt").write_text("Budi\tB-PER\ntiba\tO\n\n" * 6, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("train")
    write_corpora(root)
    toy = tokenizer()
    encoder = root / "work" / "encoder"
    encoder.mkdir(parents=True)
    toy.save(str(encoder / "tokenizer.json"))
    torch.manual_seed(0)
    shape = EncoderShape(toy.get_vocab_size(), 32, 2, 2, 64, 64)
    stored = {"shape": {n: getattr(shape, n) for n in shape.__slots__}, "state": Encoder(shape).state_dict()}
    torch.save(stored, encoder / "encoder.pt")
    head = f'output = "{(root / "models").as_posix()}"\n'
    for name, text in (("one", FIRST), ("two", SECOND), ("toy", FINAL)):
        (root / f"{name}.toml").write_text(head + text, encoding="utf-8")
    return train(root / "toy.toml", data=root, work=root / "work")


def test_the_model_finds_what_it_was_taught(folder: Path) -> None:
    predictor = Predictor(open_model(str(folder)))
    (found,) = predictor.predict(["Kepala Dinas Pendidikan, Siti Rahmawati"])
    assert [(m.text, m.label) for m in found] == [
        ("Kepala", "POSITION"),
        ("Dinas Pendidikan", "AGENCY"),
        ("Siti Rahmawati", "PERSON"),
    ]


def test_scores_and_calibration_are_written_down(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    assert meta["holdout"]["f1"] > 90
    assert meta["dev"]["f1"] > 90
    assert 0 < meta["threshold"] <= 0.5
    assert "slope" in meta["calibration"]


def test_raw_text_is_labelled_by_the_run_before(folder: Path) -> None:
    rows = (folder.parents[1] / "work" / "runs" / "two" / "pseudo.jsonl").read_text(encoding="utf-8").splitlines()
    labels = {label for row in rows for _, _, label in json.loads(row)["entities"]}
    assert len(rows) == 8
    assert labels == {"POSITION", "AGENCY", "PERSON"}


def test_raw_text_is_labelled_by_the_pipeline(tmp_path: Path) -> None:
    text = "Siti Rahmawati membuka perpustakaan SMP Negeri 3 Sleman di Kabupaten Sleman pada hari Senin pagi itu."
    (tmp_path / "raw.jsonl").write_text(3 * (json.dumps({"id": "a", "text": text}) + "\n"), encoding="utf-8")
    (tmp_path / "runs" / "x").mkdir(parents=True)
    corpus = Corpus(path="raw.jsonl", format="raw", teacher="pipeline", apart=True, small=True, most=1)
    config = TrainConfig(name="x", data=str(tmp_path), work=str(tmp_path))
    (sentence,) = pseudo_label(config, corpus, None)
    found = {(sentence.text[a:b], label) for a, b, label in sentence.spans}
    assert found == {
        ("siti rahmawati", "PERSON"),
        ("smp negeri 3 sleman", "SCHOOL"),
        ("kabupaten sleman", "LOCATION"),
        ("senin", "NAME"),
    }


def test_raw_text_without_a_teacher_is_refused(tmp_path: Path) -> None:
    (tmp_path / "raw.jsonl").write_text('{"text": "Siti"}\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="no run to start from"):
        pseudo_label(TrainConfig(name="x", data=str(tmp_path), work=str(tmp_path)), Corpus(path="raw.jsonl"), None)


def test_mentions_below_the_threshold_do_not_count(folder: Path) -> None:
    root = folder.parents[1]
    config = replace(read_config(root / "one.toml"), work=str(root / "work"))
    model = load_tagger(config, root / "work" / "runs" / "one" / "model.pt")
    items = read_corpus(config.train[0], root)
    tokens = Tokenizer.from_file(str(root / "work" / "encoder" / "tokenizer.json"))
    recalls = [
        evaluate(model, items, tokens, replace(config, threshold=lowest), config.train[0]).as_dict()["recall"]
        for lowest in (0.0, 1.1)
    ]
    assert recalls[0] > 90
    assert recalls[1] == 0


def test_a_finished_run_is_not_repeated(folder: Path) -> None:
    root = folder.parents[1]
    checkpoint = root / "work" / "runs" / "one" / "model.pt"
    written = checkpoint.stat().st_mtime_ns
    train(root / "toy.toml", data=root, work=root / "work")
    assert checkpoint.stat().st_mtime_ns == written


def test_training_may_start_from_the_mean_of_several_runs(folder: Path) -> None:
    root = folder.parents[1]
    settings = FIRST.replace('name = "one"', 'name = "three"\nstart = ["one.toml", "two.toml"]')
    (root / "three.toml").write_text(f'output = "{root.as_posix()}"\n{settings}', encoding="utf-8")
    train(root / "three.toml", data=root, work=root / "work")
    runs = root / "work" / "runs"
    name = "encoder.layers.0.inner.weight"
    one, two, start = (
        torch.load(runs / path, weights_only=True)["model"][name]
        for path in ("one/model.pt", "two/model.pt", "three/start.pt")
    )
    assert torch.allclose(start, (one + two) / 2)


def test_a_start_with_other_sentence_pieces_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('name = "one"\n', encoding="utf-8")
    (tmp_path / "two.toml").write_text('name = "two"\nstart = "one.toml"\nencoder = "other"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="other sentence pieces"):
        train(tmp_path / "two.toml", data=tmp_path, work=tmp_path)


def test_sentences_of_another_file_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "train.txt").write_text("Budi\tB-PER\n\nSiti\tB-PER\n\n", encoding="utf-8")
    (tmp_path / "test.txt").write_text("Siti\tB-PER\n\n", encoding="utf-8")
    corpus = Corpus(path="train.txt", format="columns", labels=("PER",), without=("test.txt",))
    assert [item.text for item in read_corpus(corpus, tmp_path)] == ["Budi"]
