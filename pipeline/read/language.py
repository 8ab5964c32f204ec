"""Guess the language of an article from its commonest words."""

from __future__ import annotations

from itertools import islice
from typing import Final

import regex

# Function words that the other languages listed here do not use, from general knowledge of each.
_WORDS: Final = {
    "id": "yang dan di dengan untuk dari pada dalam adalah ini itu tidak akan oleh juga sebagai karena telah "
    "bisa ke para atau "
    "bahwa tersebut kepada saat agar ia serta seperti kami mereka hingga setelah sudah harus dapat lebih",
    "ms": (
        "ialah kerana iaitu bahawa sekiranya wang boleh adakah beliau manakala mengikut selepas perlulah "
        "daripada kerajaan"
    ),
    "en": (
        "the of and to in is that for was with as are by this be from at which have has it were their an not or will on"
    ),
    "jv": (
        "lan ing kang sing iku iki ora saka marang karo wis dening ana kanggo utawa uga bakal menyang "
        "yaiku piyambakipun"
    ),
    "su": ("jeung anu nu dina teu ieu eta pikeun ti kana keur geus aya oge lamun sangkan nyaeta urang ku atawa"),
}
_VOCABULARY: Final = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = regex.compile(r"\p{L}++")
_WORDS_READ: Final = 400
_LEAST_SHARE: Final = 0.04
_LEAST_HITS: Final = 2


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language (id, ms, en, jv, su), or None where too little speaks for any of them."""
    words = [m[0] for m in islice(_WORD.finditer(text[:8000].casefold()), _WORDS_READ)]
    if not words:
        return None
    hits = {language: sum(w in vocabulary for w in words) for language, vocabulary in _VOCABULARY.items()}
    # Malay shares nearly all function words with Indonesian, so its own few decide once they are not rare.
    if hits["ms"] >= 3 and hits["ms"] * 12 >= hits["id"]:
        hits["ms"] += hits["id"]
    best = max(hits, key=lambda language: hits[language])
    enough = hits[best] >= _LEAST_HITS and hits[best] >= _LEAST_SHARE * len(words)
    return best if enough else None
