"""From bytes to text: which encoding, and is it text at all?

Order of trust: a byte order mark, valid UTF-8, the encoding that an HTML page declares, UTF-8 with stray Windows-1252
bytes (texts pasted together from several places), and last what charset-normalizer makes of it.
"""

from __future__ import annotations

import codecs
from typing import Final

import regex
from charset_normalizer import from_bytes

from pipeline.errors import RejectArticle

_SAMPLE: Final = 200_000
_BOMS: Final = (  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (perhaps .docx or .xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive without the suffix .gz"),
    (b"PAR1", "a Parquet file without the suffix .parquet"),
    (b"{\\rtf", "a Rich Text document"),
)
# Encodings that Indonesian text is found in; a free choice among all 90 picks Cyrillic or Turkish ones now and then.
_CANDIDATES: Final = [
    "cp1252",
    "latin_1",
    "mac_roman",
    "cp437",
    "utf_16_le",
    "utf_16_be",
    "utf_32_le",
    "utf_32_be",
    "gb18030",
]
_META_CHARSET = regex.compile(
    rb"<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{2,20}+)"
)
_CONTROLS: Final = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_CONTROL_SHARE: Final = 0.02


def _windows_byte(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: what is not UTF-8 is taken for Windows-1252 (or Latin-1 where that leaves gaps)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in wrong), error.end


codecs.register_error("edufakta_windows_byte", _windows_byte)


def byte_order_mark(start: bytes) -> str | None:
    """The encoding that a byte order mark at the start announces, or None."""
    return next((encoding for mark, encoding in _BOMS if start.startswith(mark)), None)


def decode_mixed(line: bytes) -> str:
    """Decode UTF-8 with stray Windows-1252 bytes; never fails."""
    return line.decode("utf-8", "edufakta_windows_byte")


def decode(data: bytes, *, html: bool = False) -> str:
    """Decode a whole document.

    Args:
        data: the bytes of the file.
        html: look for a declared encoding.

    Raises:
        RejectArticle: ``binary`` where the bytes are no text.
    """
    sample = data[:_SAMPLE]
    if (encoding := byte_order_mark(sample)) and encoding != "utf-8-sig":
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    for magic, what in _MAGIC:
        if sample.startswith(magic):
            raise RejectArticle("binary", f"This is {what}, not text. Save it as text or HTML.")
    wide = b"\0" in sample and _looks_wide(sample)
    if not wide and len(sample.translate(None, _CONTROLS)) < len(sample) * (1 - _CONTROL_SHARE):
        raise RejectArticle("binary", "This is not text: too many control characters. Save it as text or HTML.")
    if not wide:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        if html and (declared := _declared(sample)):
            return data.decode(declared, "replace")
        if _mostly_utf8(sample):
            return decode_mixed(data).removeprefix("\ufeff")
    best = from_bytes(sample, cp_isolation=_CANDIDATES, steps=10, chunk_size=1024).best()
    if best is None:
        if wide:
            raise RejectArticle("binary", "This is not text: it holds many zero bytes. Save it as UTF-8.")
        return decode_mixed(data)
    return data.decode(best.encoding, "replace")


def _looks_wide(sample: bytes) -> bool:
    """True where zeros stand so regularly that the text must be UTF-16 or UTF-32 without its mark."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return max(even, odd) > 0.3 * (len(sample) / 2)


def _declared(sample: bytes) -> str | None:
    match = _META_CHARSET.search(sample[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    # A page that declares UTF-8 and is not valid UTF-8 is a mixture; browsers read Latin-1 as Windows-1252.
    return {"utf-8": None, "iso8859-1": "cp1252"}.get(name, name)


def _mostly_utf8(sample: bytes) -> bool:
    """True where valid sequences of several bytes outnumber the bytes that fit nowhere."""
    text = sample.decode("utf-8", "surrogateescape")
    stray = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    valid = sum(1 for c in text if c > "\x7f") - stray
    return valid > stray
