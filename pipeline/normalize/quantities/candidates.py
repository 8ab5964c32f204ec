"""Where a quantity may begin: one pattern over all words that can open one, shaped as a tree of letters.

Tens of alternatives tried one after another at every word would cost more than all reading; a tree looks at each
letter once.  What kind of place it is, :data:`KIND` says, which only runs where the tree has matched.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.normalize.numbers import FIRST_WORDS, NUMBER_START
from pipeline.normalize.quantities.lexicon import lexicon
from pipeline.normalize.quantities.scene import BOUND
from pipeline.normalize.quantities.units import SE_TIMES

_LEX: Final = lexicon()
_ORDER: Final = "dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu"
_MONEY: Final = rf"[.:]?[^\S\n]{{0,2}}(?:(?={NUMBER_START})|[-−](?=\d))"
_APART: Final = rf"[^\S\n](?=\d{{1,3}}(?![\d.,]\d)|(?:{_ORDER}){BOUND})"
_KE: Final = rf"(?:-?(?=\d)|{_APART}|-[^\S\n]?(?=\d)|-(?=[ivxlc]{{1,8}}{BOUND})|(?={_ORDER}))"
_ROMAN: Final = rf"[^\S\n](?=[ivxlc]{{1,6}}{BOUND})"

KIND: Final = re.compile(
    rf"(?P<money>(?:{_LEX.money_before_pattern}){_MONEY})"
    rf"|(?P<number>{NUMBER_START})"
    rf"|(?P<first>pertama{BOUND})"
    rf"|(?P<ke>ke{_KE})"
    rf"|(?P<se>(?:{'|'.join(SE_TIMES)})(?:an)?{BOUND})"
    rf"|(?P<roman>(?:{'|'.join(_LEX.ordinal_nouns)}){_ROMAN})"
)
"""What begins at a place that :data:`CANDIDATE` found; the named group is its kind."""


def _tree(endings: dict[str, str]) -> str:
    """A pattern that matches any of the words, each followed by its own ending, letter by letter."""
    by_letter: dict[str, dict[str, str]] = {}
    here = [endings[""]] if "" in endings else []
    for word, ending in endings.items():
        if word:
            by_letter.setdefault(word[0], {})[word[1:]] = ending
    branches = [re.escape(letter) + _tree(rest) for letter, rest in sorted(by_letter.items())] + here
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


CANDIDATE: Final = re.compile(
    # A tree of its own for money, as what follows its words is long: at the end of each word it would take a third of
    # a second to compile.
    r"(?<![^\W_])(?:[\d½¼¾⅓⅔⅛]|"
    + f"{_tree(dict.fromkeys(_LEX.money_before, ''))}{_MONEY}|"
    + _tree(
        dict.fromkeys(FIRST_WORDS, BOUND)
        | dict.fromkeys(_LEX.ordinal_nouns, _ROMAN)
        | dict.fromkeys(SE_TIMES, rf"(?:an)?{BOUND}")
        | {"pertama": BOUND, "ke": _KE}
    )
    + ")"
)
"""Every place where a quantity may begin, in lower-case text."""
