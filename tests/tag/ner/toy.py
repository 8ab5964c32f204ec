"""A model small enough to make in a test: a lookup table from word to tag scores, in the form of a shipped model."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from pipeline.checksums import file_digest
from pipeline.tag.ner.labels import bio_tags

TAGS = bio_tags()
KNOWN = {
    "Budi": "B-PERSON", "Santoso": "I-PERSON", "Siti": "B-PERSON", "Rahmawati": "I-PERSON", "Bandung": "B-LOCATION",
    "Kepala": "B-POSITION", "Dinas": "B-AGENCY", "Pendidikan": "I-AGENCY",
}  # fmt: skip


def tokenizer() -> Tokenizer:
    """Whole words and single punctuation marks, with the special pieces where XLM-R has them."""
    words = ["<s>", "<pad>", "</s>", "<unk>", *KNOWN]
    toy = Tokenizer(models.WordLevel({w: k for k, w in enumerate(words)}, unk_token="<unk>"))
    toy.normalizer = normalizers.NFC()
    toy.pre_tokenizer = pre_tokenizers.Whitespace()
    return toy


def make_model(folder: Path, certainty: float = 8.0) -> Path:
    """Write a model folder; ``certainty`` is the logit of a word's own tag over all others."""
    from onnx import TensorProto, helper, numpy_helper, save_model

    folder.mkdir(parents=True, exist_ok=True)
    toy = tokenizer()
    toy.save(str(folder / "tokenizer.json"))
    table = np.zeros((toy.get_vocab_size(), len(TAGS)), np.float32)
    table[:, 0] = certainty
    for word, tag in KNOWN.items():
        row = toy.token_to_id(word)
        table[row, 0], table[row, TAGS.index(tag)] = 0.0, certainty
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "ids"], ["logits"])],
        "toy",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "pieces"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "pieces", len(TAGS)])],
        [numpy_helper.from_array(table, "table")],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    save_model(made, str(folder / "model.onnx"))
    files = {name: file_digest(folder / name) for name in ("model.onnx", "tokenizer.json")}
    meta = {"format": 1, "tags": list(TAGS), "window": 16, "overlap": 4, "files": files}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder
