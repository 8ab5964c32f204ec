"""Tokens: cut at white space and at all punctuation, but keep numbers, abbreviations and addresses whole.

The tagger and the relations count characters, so tokens need only respect the edges of names: "se-Kabupaten Bekasi"
must have an edge before "Kabupaten", "(BKN)" before "BKN".  What stays whole: "2.350.000,00", "09.00", "S.Pd.", "s.d",
"anak-anak", "Jum'at", "P3K", web addresses.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import regex
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

TOKEN = regex.compile(
    r"""
      \s++
    | (?:https?://|www\.)(?:[^\s<>"”.,;:!?)\]’']++|[.,;:!?)\]’'](?=[^\s<>"”]))++
    | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}
    | (?<![\w.])[\w-]{1,64}\.(?:com|co\.id|go\.id|ac\.id|sch\.id|or\.id|net|org|id|tv)\b(?!\.\w)
    | Rp\.?\d++(?:[.,]\d++)*+(?![^\W\d_])
    | \d++(?:[.,:/]\d++)*+(?![^\W\d_])
    | (?<!\w)[^\W\d_]{1,3}+(?:\.[^\W\d_]{1,4}+){1,4}+(?!\w)(?:\.(?=[\s,;)]|$))?
    | (?<!\w)(?:Drs|Dra|Dr|Prof|Ir|Hj|KH|No|Jl|Jln|Kab|Kec|Kel|Prov|Tbk|dll|dsb|dst|dkk|tsb|Bpk|Sdr|Tn|Ny|H|M)\.(?!\w)
    | ([^\W\d_]{2,40}+)-\1(?!\w)
    | \w++(?:['’‘`](?!["”’'])[^\W\d_]{1,30}+)?
    | \.{2,}+ | .
    """,
    regex.VERBOSE | regex.DOTALL,
)


class Tokenizer:
    """A spaCy tokenizer: text -> :class:`spacy.tokens.Doc` that keeps every character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Cut a text; ``doc.text == text`` always holds."""
        words: list[str] = []
        spaces: list[bool] = []
        for match in TOKEN.finditer(text):
            word = match[0]
            if word.isspace():
                if words and word[0] == " " and not spaces[-1] and not words[-1].isspace():
                    spaces[-1] = True
                    word = word[1:]
                if not word:
                    continue
            words.append(word)
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    # spaCy serialises a pipeline part by part; the tokenizer has no state beside its code.
    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Tokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Nothing to save."""

    def from_disk(self, path: str | Path, **_: Any) -> Tokenizer:
        """Nothing to load."""
        return self


@registry.tokenizers("edufakta.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """For a spaCy config: ``nlp.tokenizer = {"@tokenizers": "edufakta.Tokenizer.v1"}``."""
    return lambda nlp: Tokenizer(nlp.vocab)
