"""Lemmas as edit scripts: what to do to a form to get its lemma, so that a classifier can choose one (Straka 2018).

A script is a short text, ``case|half|prefix|suffix``:

* case: ``l`` lower-cases, ``k`` keeps the form as written, ``t`` capitalises;
* half: ``-`` takes what comes before the first hyphen (*buku-buku* -> *buku*), else empty;
* prefix and suffix: ``old>new``, applied at that end (``meny>s`` in *menyapu* -> *sapu*), or empty.

Where form and lemma share nothing the script is ``=lemma``.  The old strings are written out, so a script that does not
fit a form is known not to: ``meny>s`` is never applied to *mengirim*.
"""

from __future__ import annotations

from functools import lru_cache

KEEP = "k|||"
"""The script that changes nothing."""


def make_script(form: str, lemma: str) -> str:
    """The script that turns ``form`` into ``lemma``; :func:`apply_script` undoes it exactly."""
    if lemma == lemma.lower():
        case, base = "l", form.lower()
    elif lemma == lemma.capitalize() and form != lemma and form.isupper():
        case, base = "t", form.capitalize()
    else:
        case, base = "k", form
    candidates = [("", base)]
    if "-" in base[1:-1]:
        candidates.insert(0, ("-", base[: base.index("-", 1)]))
    best = "=" + lemma
    for half, part in candidates:
        edit = _edit(part, lemma)
        if edit is not None and (best[0] == "=" or len(edit) + len(half) < len(best) - 3):
            best = f"{case}|{half}|{edit}"
    return best


def _edit(form: str, lemma: str) -> str | None:
    """``prefix|suffix`` around the longest string that both share, at least two characters of it (or all)."""
    length, i, j = _longest_common(form, lemma)
    if length < min(2, len(form), len(lemma)) or length == 0:
        return None
    ends = []
    for old, new in ((form[:i], lemma[:j]), (form[i + length :], lemma[j + length :])):
        ends.append(f"{old}>{new}" if old or new else "")
    if any(end.count(">") > 1 or "|" in end for end in ends):
        return None
    return "|".join(ends)


def _longest_common(a: str, b: str) -> tuple[int, int, int]:
    """Length and starts of the longest common substring; the first of equals."""
    best = (0, 0, 0)
    before = [0] * (len(b) + 1)
    for i, x in enumerate(a, 1):
        row = [0] * (len(b) + 1)
        for j, y in enumerate(b, 1):
            if x == y:
                row[j] = before[j - 1] + 1
                if row[j] > best[0]:
                    best = (row[j], i - row[j], j - row[j])
        before = row
    return best


@lru_cache(maxsize=4096)
def _parse(script: str) -> tuple[str, str, str, str, str, str]:
    case, half, prefix, suffix = script.split("|")
    old_prefix, _, new_prefix = prefix.partition(">")
    old_suffix, _, new_suffix = suffix.partition(">")
    return case, half, old_prefix, new_prefix, old_suffix, new_suffix


def apply_script(script: str, form: str) -> str | None:
    """The lemma, or None where the script does not fit the form."""
    if script[0] == "=":
        return script[1:]
    case, half, old_prefix, new_prefix, old_suffix, new_suffix = _parse(script)
    base = form.lower() if case == "l" else form.capitalize() if case == "t" else form
    if half:
        at = base.find("-", 1)
        if at < 0 or at == len(base) - 1:
            return None
        base = base[:at]
    if not base.startswith(old_prefix) or not base.endswith(old_suffix):
        return None
    if len(base) < len(old_prefix) + len(old_suffix):
        return None
    return (new_prefix + base[len(old_prefix) : len(base) - len(old_suffix)] + new_suffix) or None
