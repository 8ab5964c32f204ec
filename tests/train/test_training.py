"""Training: examples carry the right tags, variations stay true, scores become probabilities, the export agrees."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import SettingsError
from pipeline.tag.ner.labels import bio_tags
from tests.tag.ner.toy import tokenizer

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from pipeline.evaluate.ner import expected_calibration_error  # noqa: E402
from pipeline.train.calibrate import fit_calibration  # noqa: E402
from pipeline.train.config import read_config  # noqa: E402
from pipeline.train.data import IGNORE, Annotated, Augmenter, batches, encode, join, read_columns  # noqa: E402
from pipeline.train.export import export_onnx, largest_inputs, share_outliers  # noqa: E402
from pipeline.train.fit import word_means  # noqa: E402
from pipeline.train.model import Encoder, EncoderShape, Layer, Tagger  # noqa: E402

CONFIGS = Path(__file__).parents[2] / "pipeline" / "train" / "configs"
TAGS = bio_tags()
TEXT = "Kepala Dinas Pendidikan, Budi Santoso"
ITEM = Annotated(TEXT, ((0, 6, "POSITION"), (7, 23, "AGENCY"), (25, 37, "PERSON")))


def named(item: Annotated) -> list[tuple[str, str]]:
    return [(item.text[a:b], label) for a, b, label in item.spans]


def test_words_get_their_tags_and_special_pieces_none() -> None:
    (example,) = encode(ITEM, tokenizer(), TAGS, "main", 64, 4)
    tags = ["-" if t == IGNORE else TAGS[t] for t in example.target]
    assert tags == ["-", "B-POSITION", "B-AGENCY", "I-AGENCY", "O", "B-PERSON", "I-PERSON", "-"]


def test_a_word_is_scored_by_the_mean_of_its_pieces() -> None:
    logits = torch.tensor([[[1.0, 0.0], [0.0, 2.0], [0.0, 4.0], [5.0, 5.0]]])
    means = word_means(logits, torch.tensor([[0, 1, 1, 3]]))
    assert means[0].tolist()[:2] == [[1.0, 0.0], [0.0, 3.0]]
    assert means[0].tolist()[3] == [5.0, 5.0]


def test_unsure_words_teach_nothing() -> None:
    (example,) = encode(Annotated(TEXT, ITEM.spans, unsure=((7, 23),)), tokenizer(), TAGS, "main", 64, 4)
    assert example.target[2:4].tolist() == [IGNORE, IGNORE]


def test_swapped_names_keep_their_labels_and_places() -> None:
    pool = [ITEM, Annotated("Siti Rahmawati", ((0, 14, "PERSON"),))]
    vary = Augmenter(pool, ["PERSON"], swap=1.0, recase=0.0, rng=random.Random(0))
    seen = {tuple(named(vary(ITEM))) for _ in range(40)}
    assert seen == {tuple(named(ITEM)), (*named(ITEM)[:2], ("Siti Rahmawati", "PERSON"))}


def test_other_letter_case_keeps_the_places() -> None:
    vary = Augmenter([ITEM], [], swap=0.0, recase=1.0, rng=random.Random(0))
    for _ in range(10):
        varied = vary(ITEM)
        assert varied.text.casefold() == TEXT.casefold()
        assert varied.spans == ITEM.spans


def test_columns_become_text_with_spans(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Budi\tB-PER\nSantoso\tI-PER\ntiba\tO\n\nBandung\tI-LOC\nBandung\tB-LOC\n", encoding="utf-8")
    sentences = read_columns(path)
    assert [named(s) for s in sentences] == [
        [("Budi Santoso", "PER")],
        [("Bandung", "LOC"), ("Bandung", "LOC")],
    ]
    (joined,) = join(sentences, 5)
    assert joined.text == "Budi Santoso tiba\nBandung Bandung"
    assert named(joined) == [("Budi Santoso", "PER"), ("Bandung", "LOC"), ("Bandung", "LOC")]


def test_batches_hold_everything_once_and_stay_small() -> None:
    examples = [encode(Annotated("Budi " * n, ()), tokenizer(), TAGS, "main", 64, 4)[0] for n in range(1, 40)]
    for rng in (None, random.Random(1)):
        made = list(batches(examples, 200, rng))
        assert sorted(len(e.ids) for b in made for e in b) == sorted(len(e.ids) for e in examples)
        assert all(len(b) * max(len(e.ids) for e in b) <= 200 for b in made)


def test_calibration_recovers_the_true_curve() -> None:
    rng = np.random.default_rng(0)
    said = rng.uniform(0.05, 0.99, 4000)
    odds = np.log(said / (1 - said))
    truth = 1 / (1 + np.exp(-(0.5 * odds - 1.0)))
    right = rng.uniform(size=4000) < truth
    curve = fit_calibration(said.tolist(), ["PERSON"] * 4000, right.tolist())
    scores = [curve(float(p), "PERSON") for p in said]
    assert curve.slope == pytest.approx(0.5, abs=0.08)
    assert expected_calibration_error(scores, right.tolist()) < 0.03 < expected_calibration_error(said, right.tolist())


def test_outliers_are_shared_by_copies_that_add_up() -> None:
    largest = torch.tensor([1.0, 40.0, 2.0, 8.0])
    source, factor = share_outliers(largest, 6)
    assert len(source) == 10
    for channel in range(4):
        assert float(factor[source == channel].sum()) == pytest.approx(1.0)
    assert float((largest[source] * factor).max()) < 10


def test_the_export_agrees_with_the_network(tmp_path: Path) -> None:
    import onnxruntime

    torch.manual_seed(0)
    model = Tagger(Encoder(EncoderShape(100, 64, 2, 4, 128, 64)), {"main": len(TAGS)}).eval()
    with torch.no_grad():
        for layer in model.encoder.layers:
            layer.norm1.weight[3] = 30.0  # a channel of outliers, as real encoders have
    ids = torch.randint(4, 100, (1, 20))
    with torch.no_grad():
        expected = model(ids, torch.ones(1, 20), "main").numpy()
    largest = largest_inputs(model, [torch.randint(4, 100, (1, 30)) for _ in range(4)])
    for measured, tolerance in ((None, 1e-4), (largest, 0.1)):
        path = tmp_path / "m.onnx"
        export_onnx(model, path, measured)
        found = onnxruntime.InferenceSession(str(path)).run(["logits"], {"ids": ids.numpy()})[0]
        assert np.abs(found - expected).max() < tolerance


def test_padding_does_not_change_a_window() -> None:
    model = Tagger(Encoder(EncoderShape(100, 64, 2, 4, 128, 64)), {"main": 5}).eval()
    ids = torch.randint(4, 100, (1, 12))
    padded = torch.cat([ids, torch.ones(1, 8, dtype=torch.int64)], dim=1)
    mask = torch.cat([torch.ones(1, 12), torch.zeros(1, 8)], dim=1)
    with torch.no_grad():
        alone = model(ids, torch.ones(1, 12), "main")
        with_padding = model(padded, mask, "main")[:, :12]
    assert torch.allclose(alone, with_padding, atol=1e-5)


def test_training_attends_as_the_shipped_graph_does() -> None:
    torch.manual_seed(0)
    layer = Layer(EncoderShape(100, 64, 1, 4, 128, 64), dropout=0.0)
    x = torch.randn(2, 9, 64)
    mask = torch.zeros(2, 1, 1, 9)
    mask[1, ..., 6:] = -1e4
    with torch.no_grad():
        assert torch.allclose(layer.train()(x, mask), layer.eval()(x, mask), atol=1e-5)


TAGGERS = [path for path in sorted(CONFIGS.rglob("*.toml")) if "kind" not in tomllib.loads(path.read_text("utf-8"))]


@pytest.mark.parametrize("file", TAGGERS, ids=lambda p: p.stem)
def test_shipped_configs_are_valid(file: Path) -> None:
    config = read_config(file)
    assert config.train
    assert all((file.parent / name).is_file() for name in (*config.start, *config.soup))


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('name = "x"\nlearning_rate = 1.0\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="learning_rate"):
        read_config(path)
