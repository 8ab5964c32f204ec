"""Words by rule, as the Indonesian treebanks of Universal Dependencies cut them.

:func:`find_tokens` cuts a sentence at white space and punctuation, keeping numbers, hyphenated words, abbreviations and
addresses whole; :func:`split_token` parts the clitics "-nya", "-lah", "-kah", "-pun", "-ku" and "-mu" from their host.
This is coarser than the tokenizer of the spaCy ``Language`` (:mod:`pipeline.segment.tokens`), which cuts at every
punctuation mark so that any name is a span of tokens.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import regex

from pipeline.syntax.protocol import Span

_TOKEN = regex.compile(
    r"""
      (?:https?://|www\.)(?:[^\s<>"”.,;:!?)\]’']++|[.,;:!?)\]’'](?=[^\s<>"”.,;:!?)\]’']))++
    | [\w.+-]{1,64}+@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}
    | (?<![\w.])[\w-]{1,64}\.(?:com|co\.id|go\.id|ac\.id|sch\.id|or\.id|net|org|id|tv)\b(?!\.\w)
    | (?:Rp|US|S|IDR|USD)(?=[.$]?\d)(?:\.(?=\d))?
    | \d++(?:[.,:/]\d++)*+-an\b
    | \d++(?:[.,:/]\d++)*+(?![^\W\d_])
    | (?:[^\W\d_]{1,3}+\.){2,6}+(?:[^\W\d_]{1,4}+\b\.?+)?+
    | (?<!\w)(?:Drs|Dra|Dr|dr|Prof|Ir|Hj|KH|No|Jl|Jln|Kab|Kec|Kel|Prov|Tbk|Ltd|Co|Inc|Pte|Mr|Mrs|Ms|St|Tn|Ny|Nn|Sdr|Bpk
        |dll|dsb|dst|dkk|tsb|[A-Z])\.(?!\w)
    | \p{Lu}(?:[&/]\p{Lu}\b)+
    | \w++(?:(?:[-‐‑]|['’‘`](?!["”’'\s]))\w++)*+[²³]?
    | \.{2,}+ | -{2,}+ | `` | ''
    | \S
    """,
    regex.VERBOSE,
)
_WORD = regex.compile(r"[^\W\d_]++(?:['’-][^\W\d_]++)*+")
_RANGE = regex.compile(r"\d++(?:[.,:]\d++)*+(?:([-‐‑])\d++(?:[.,:]\d++)*+)++")
_CLITIC = regex.compile(r"(?<=\p{L}{2}|\p{L}-)(nya|lah|kah|pun|ku|mu)$", regex.IGNORECASE)
_WHOLE = {
    clitic: frozenset(words.split())
    for clitic, words in tomllib.loads((Path(__file__).parent / "clitics.toml").read_text(encoding="utf-8")).items()
}
_OPENERS = '"“‘:'
"""After these a capital letter tells as little as at the start of a sentence."""
_LONGEST = 60
"""Longer stretches of letters are no words of a language, so nothing is looked for in them."""


def find_tokens(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The tokens of one sentence.

    Args:
        text: any text.
        start, end: the sentence in it; the whole text by default.

    Returns:
        Spans in characters of ``text``, ordered, not overlapping; every character that is not white space lies in one.
    """
    end = len(text) if end is None else end
    found: list[Span] = []
    for match in _TOKEN.finditer(text, start, end):
        a, b = match.span()
        word = match[0]
        # A full stop at the very end closes the sentence, save after what is always written with one.
        if b == end and len(word) > 2 and word[-1] == "." and word[-2].isalpha() and word.count(".") > 1:
            found += [(a, b - 1), (b - 1, b)]
        elif word[0].isdigit() and (ranged := _RANGE.fullmatch(word)):
            at = a
            for mark in ranged.spans(1):
                found += [(at, mark[0]), mark]
                at = mark[1]
            found.append((at, b))
        else:
            found.append((a, b))
    return found


def split_token(token: str, *, opens: bool = False) -> list[int]:
    """Lengths of the words in a token: ``[4, 3]`` for "bukunya", ``[5]`` for "hanya".

    Args:
        token: as :func:`find_tokens` cuts it.
        opens: whether it opens the sentence, where a capital letter tells nothing.
    """
    if len(token) > _LONGEST or not token[-1:].isalpha():
        return [len(token)]
    match = _CLITIC.search(token)
    if match is None or not _WORD.fullmatch(token):
        return [len(token)]
    clitic, host = match[0].lower(), token[: match.start()]
    if token.lower().rsplit("-", 1)[-1] in _WHOLE[clitic] or token.lower() in _WHOLE[clitic]:
        return [len(token)]
    if token[0].isupper() and not opens and not (host[-1] == "-" and match[0].islower()):
        # Names end in anything ("Kenya", "Abdullah"); only "-nya" after a longer capitalised word is told apart.
        if clitic != "nya" or len(host) < 4 or token.isupper():
            return [len(token)]
    elif opens and token[0].isupper() and clitic in {"ku", "mu"}:
        return [len(token)]
    return [len(host), len(clitic)]


def find_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, bool]]:
    """The syntactic words of one sentence: tokens with their clitics parted.

    Returns:
        ``(start, end, joined)`` as in :class:`~pipeline.syntax.protocol.Word`.
    """
    words: list[tuple[int, int, bool]] = []
    opens = True
    for a, b in find_tokens(text, start, end):
        at = a
        for length in split_token(text[a:b], opens=opens):
            words.append((at, at + length, at > a))
            at += length
        opens = text[b - 1] in _OPENERS or (opens and not text[a].isalnum())
    return words
