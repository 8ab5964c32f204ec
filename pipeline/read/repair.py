"""Undo damage to characters, and nothing else: quotes, dashes and spacing stay as the author wrote them."""

from __future__ import annotations

from typing import Final

import regex
from ftfy import TextFixerConfig, fix_text

# Explicit, because ftfy's defaults straighten curly quotes and narrow full-width characters.
_FTFY: Final = TextFixerConfig(
    unescape_html="auto",
    fix_encoding=True,
    restore_byte_a0=True,
    replace_lossy_sequences=True,
    decode_inconsistent_utf8=True,
    fix_c1_controls=True,
    fix_latin_ligatures=True,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=True,
    fix_surrogates=True,
    remove_control_chars=True,
    normalization="NFC",
    explain=False,
)
# How spreadsheets write a carriage return in XML; scrapers pass it on as text, often several in a row.
_ESCAPED_RETURN = regex.compile(r"(?:\s?_++x000[dD]_)++")
_LINE_BREAK = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Zero-width characters and soft hyphens split words for no reader; bidirectional controls can make text read otherwise
# than it is stored (CVE-2021-42574). The zero-width joiner stays in emoji.
_INVISIBLE = regex.compile(
    r"[\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
    r"|(?<=[\p{L}\p{N}\p{P}\s])\u200d|\u200d(?=[\p{L}\p{N}\p{P}\s])"
)
_ODD_SPACE = regex.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_TRAILING = regex.compile(r"(?m)(?:^ ++| ++$)")


def repair(text: str) -> str:
    """Mend mojibake, entities, control and invisible characters, line ends and odd spaces; compose to NFC.

    Curly quotes, dashes and runs of spaces inside a line stay.  Every space character becomes a plain space, one for
    one; white space at both ends of a line goes.
    """
    text = _ESCAPED_RETURN.sub("\n", text)
    text = _LINE_BREAK.sub("\n", text)
    text = fix_text(text, _FTFY)
    text = _INVISIBLE.sub("", text)
    text = _ODD_SPACE.sub(" ", text)
    return _TRAILING.sub("", text)
