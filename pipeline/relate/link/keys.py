"""Keys under which two spellings of one name are equal."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache

import regex

_CONNECTIVES = frozenset({"dan", "the", "of", "and", "untuk", "serta"})
_WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’`][\p{L}\p{N}]+)*")
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("kh", "h"), ("ie", "i"), ("ph", "f"), ("v", "f"))
_DOUBLED = regex.compile(r"(\p{L})\1+")
_MUHAMMAD_FORMS = (
    "muhammad mohammad mohamad muhamad mochammad mochamad muchammad muchamad moh muh moch much mhd mohd md"
)
_MUHAMMAD = frozenset(_MUHAMMAD_FORMS.split())
_AHMAD = frozenset({"ahmad", "achmad", "akhmad", "ahmat", "akmad"})
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}


def fold(text: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """Words in lower case without connectives, punctuation and accents: *Pendidikan, dan Kebudayaan* has the key
    *pendidikan kebudayaan*.
    """
    words = [w.replace("'", "").replace("’", "").replace("`", "") for w in _WORD.findall(fold(text))]
    kept = [w for w in words if w not in _CONNECTIVES] or words
    return " ".join(kept)


@lru_cache(maxsize=4096)
def person_parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name, spellings evened out (*Moehammad*, *Mohamad*; *Achmad*; *Soe-*, *Su-*)."""
    parts = []
    for word in _WORD.findall(fold(name).replace("’", "'")):
        word = word.replace("'", "").replace("`", "")
        if word in _MUHAMMAD:
            word = "muhammad"
        elif word in _AHMAD:
            word = "ahmad"
        elif len(word) > 2:
            for old, new in _OLD_SPELLING:
                word = word.replace(old, new)
            word = _DOUBLED.sub(r"\1", word)
            if word in _MUHAMMAD or word == "muhamad":
                word = "muhammad"
        parts.append(word)
    return tuple(parts)


@lru_cache(maxsize=4096)
def person_key(name: str) -> str:
    """:func:`person_parts` as one string."""
    return " ".join(person_parts(name))


def same_person_parts(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether ``short`` can be ``long`` with parts left out or cut to initials, first and order kept."""
    if not short or len(short) > len(long):
        return False
    i = 0
    for part in long:
        if i < len(short) and _same_part(short[i], part):
            i += 1
    return i == len(short) and (_same_part(short[0], long[0]) or len(short) > 1)


def _same_part(short: str, long: str) -> bool:
    """Equal, or the first an initial of the second."""
    return short == long or (len(short) == 1 and long.startswith(short))


def roman_to_digit(word: str) -> str:
    """``III`` -> ``3``; any other word as it is."""
    return _ROMAN.get(word.casefold(), word)


def make_id(prefix: str, *parts: str) -> str:
    """A short stable id: 12 hexadecimal digits of a hash, behind a readable prefix."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()
    return f"{prefix}-{digest}"
