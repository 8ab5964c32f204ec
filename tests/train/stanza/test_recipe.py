"""The recipe: settings, options of the trainers, steps that are not done twice, and a whole run on a toy treebank."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.syntax.protocol import Word
from pipeline.train import train
from pipeline.train.stanza.config import read_config
from pipeline.train.stanza.conllu import sentence_text
from pipeline.train.stanza.silver import choose_spans, to_sentence
from pipeline.train.stanza.steps import as_options, once
from pipeline.train.stanza.vectors import words_of

SHIPPED = Path(__file__).parents[3] / "pipeline" / "train" / "configs" / "edufakta-stanza.toml"


def test_the_shipped_config_is_sound() -> None:
    config = read_config(SHIPPED)
    assert config.kind == "stanza"
    assert [t.harmonise for t in config.treebanks] == [False, False, True]
    assert not any("test" in t.path for t in config.treebanks if "pud" not in t.path), "tests are for reporting"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "x"\nstep = 1', "unknown setting 'step'"),
        ('name = "x"\n[vectors]\ndims = 1', "unknown setting 'dims' in \\[vectors\\]"),
        ("seed = 1", "name"),
        ("name =", "cannot read"),
    ],
)
def test_a_wrong_config_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        read_config(tmp_path / "x.toml")


def test_an_unknown_kind_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('kind = "poem"', encoding="utf-8")
    with pytest.raises(SettingsError, match="unknown kind 'poem'"):
        train(tmp_path / "x.toml")


def test_settings_become_options() -> None:
    assert as_options({"lr": 0.1, "no_xpos": True, "charlm": False, "train_file": Path("a")}) == [
        *("--lr", "0.1"),
        "--no_xpos",
        *("--train_file", "a"),
    ]


def test_a_step_is_done_once_and_leaves_nothing_half_made(tmp_path: Path) -> None:
    result = tmp_path / "deep" / "model.pt"

    def broken(out: Path) -> None:
        out.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        once(result, broken)
    assert not result.exists()
    assert once(result, lambda out: out.write_text("whole") and None) == result
    assert once(result, broken).read_text() == "whole"


def test_words_for_vectors_are_lower_case_and_cut_like_those_of_the_tagger() -> None:
    assert words_of("Siti, membaca bukunya!") == ["siti", ",", "membaca", "buku", "nya", "!"]


def test_an_analysis_becomes_a_sentence_of_a_treebank() -> None:
    text = "Siti baca bukunya."
    analysis = (
        Word(0, 4, "Siti", "Siti", "PROPN", None, 2, "nsubj"),
        Word(5, 9, "baca", "baca", "VERB", "Voice=Act", 0, "root"),
        Word(10, 14, "buku", "buku", "NOUN", None, 2, "obj"),
        Word(14, 17, "nya", "nya", "PRON", None, 3, "nmod:poss", joined=True),
        Word(17, 18, ".", ".", "PUNCT", None, 2, "punct"),
    )
    made = to_sentence(analysis, text, "s")
    assert sentence_text(made) == text
    assert made.joined == ((3, 4, "bukunya", "SpaceAfter=No"),)
    assert [w.head for w in made.words] == [2, 0, 2, 3, 2]


def test_silver_sentences_are_whole_and_of_middling_length() -> None:
    text = "Ya. " + "Kepala sekolah membagikan buku kepada siswa baru. " * 20
    spans = choose_spans(text, random.Random(1))
    assert {text[a:b] for a, b in spans} == {"Kepala sekolah membagikan buku kepada siswa baru."}
    assert 0 < len(spans) < 20


def toy_treebank(path: Path) -> None:
    rng = random.Random(1)
    rows = []
    for n in range(60):
        name, verb, noun = (
            rng.choice(["Siti", "Budi"]),
            rng.choice(["membaca", "membeli"]),
            rng.choice(["buku", "pena"]),
        )
        lemma = {"membaca": "baca", "membeli": "beli"}[verb]
        rows += [
            f"# sent_id = {n}",
            f"1\t{name}\t{name}\tPROPN\t_\t_\t2\tnsubj\t_\t_",
            f"2\t{verb}\t{lemma}\tVERB\t_\tVoice=Act\t0\troot\t_\t_",
            f"3-4\t{noun}nya" + "\t_" * 7 + "\tSpaceAfter=No",
            f"3\t{noun}\t{noun}\tNOUN\t_\tNumber=Sing\t2\tobj\t_\t_",
            "4\tnya\tnya\tPRON\t_\t_\t3\tnmod:poss\t_\t_",
            "5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_",
            "",
        ]
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")


@pytest.mark.slow
def test_a_whole_run_gives_a_folder_that_stanza_loads(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("gensim")
    stanza = pytest.importorskip("stanza")
    toy_treebank(tmp_path / "toy.conllu")
    news = json.dumps({"text": "Siti membaca buku itu di sekolah.\nBudi membeli pena baru."})
    (tmp_path / "news.jsonl").write_text(f"{news}\n" * 30, encoding="utf-8")
    small = "hidden_dim = 16\nchar_hidden_dim = 16\nchar_emb_dim = 8\nword_emb_dim = 8\nbatch_size = 16\nmax_steps = 4"
    (tmp_path / "toy.toml").write_text(
        f"""
        name = "toy"
        kind = "stanza"
        threads = 1
        output = "{tmp_path / "models"}"
        [[treebanks]]
        path = "toy.conllu"
        [vectors]
        texts = ["news.jsonl"]
        dimensions = 8
        min_count = 1
        epochs = 1
        [tokenizer]
        steps = 4
        eval_steps = 4
        batch_size = 4
        [mwt]
        num_epoch = 1
        [lemma]
        num_epoch = 1
        hidden_dim = 16
        [pos]
        {small}
        eval_interval = 2
        fix_eval_interval = true
        [parser]
        {small}
        eval_interval = 2
        deep_biaff_hidden_dim = 16
        """,
        encoding="utf-8",
    )
    folder = train(tmp_path / "toy.toml", data=tmp_path, work=tmp_path / "work")

    nlp = stanza.Pipeline("id", dir=str(folder), download_method=None, use_gpu=False, logging_level="ERROR")
    words = [w for s in nlp("Siti membaca bukunya.").sentences for w in s.words]
    assert all(w.upos and w.lemma and w.deprel and w.head is not None for w in words)
    index = json.loads((folder / "resources.json").read_text())
    assert set(index["id"]["packages"]["default"]) == {"tokenize", "mwt", "pos", "lemma", "depparse"}
    assert str(tmp_path).encode() not in b"".join(p.read_bytes() for p in folder.rglob("*.pt"))
    again = train(tmp_path / "toy.toml", data=tmp_path, work=tmp_path / "work")
    assert again == folder
