"""Speed of the tagger on one core: words and articles a second, time to load, memory.

    python benchmarks/tagger_speed.py FILE.jsonl[.gz] [--articles 200] [--baseline] [--model NAME]

FILE holds one article a line with a field ``text``.  ``--baseline`` measures beside it, with the same one thread on a
tenth of the articles, a token-classification pipeline of ``transformers`` with a network of the size of BERT base
(random weights: only the speed counts), which needs transformers and torch.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from itertools import islice
from pathlib import Path

from pipeline.tag.ner.predictor import Predictor
from pipeline.tag.ner.store import open_model
from pipeline.train.rows import read_rows


def timed(name: str, texts: list[str], read: object) -> dict[str, float | str]:
    """Run once over the texts: per second of wall clock and of processor time."""
    assert callable(read)
    words = sum(len(text.split()) for text in texts)
    wall, cpu = time.perf_counter(), time.process_time()
    read(texts)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {
        "system": name,
        "articles": len(texts),
        "articles_per_s": round(len(texts) / wall, 2),
        "words_per_s": round(words / wall),
        "words_per_cpu_s": round(words / cpu),
    }


def baseline(texts: list[str]) -> dict[str, float | str]:
    """The same articles through transformers' token-classification pipeline, BERT base, random weights."""
    import torch
    from tokenizers import Tokenizer
    from transformers import (
        BertConfig,
        BertForTokenClassification,
        PreTrainedTokenizerFast,
        TokenClassificationPipeline,
    )

    torch.set_num_threads(1)
    stored = open_model("edufakta-ner")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_file(str(stored.file("tokenizer.json"))),
        pad_token="<pad>", unk_token="<unk>", bos_token="<s>", eos_token="</s>", model_max_length=512,
    )  # fmt: skip
    model = BertForTokenClassification(BertConfig(vocab_size=32_000, num_labels=19)).eval()
    tagger = TokenClassificationPipeline(model=model, tokenizer=tokenizer, stride=64, aggregation_strategy="simple")
    with torch.inference_mode():
        return timed("transformers, BERT base", texts, lambda items: [tagger(item) for item in items])


def main() -> None:
    """Measure and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--model", default="edufakta-ner")
    parser.add_argument("--baseline", action="store_true")
    options = parser.parse_args()
    texts = [row["text"] for row in islice(read_rows(options.file), options.articles)]
    began = time.perf_counter()
    predictor = Predictor(open_model(options.model), threads=1)
    print(json.dumps({"load_s": round(time.perf_counter() - began, 2)}))
    predictor.predict(texts[:2])
    print(json.dumps(timed(options.model, texts, predictor.predict)))
    print(json.dumps({"peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))
    if options.baseline:
        print(json.dumps(baseline(texts[: max(1, len(texts) // 10)])))


if __name__ == "__main__":
    main()
