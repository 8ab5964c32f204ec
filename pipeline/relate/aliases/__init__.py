"""What stands for what: acronyms with their expansion, people's short names with the fullest one.

Start with :func:`find_aliases`; :mod:`~pipeline.relate.aliases.align` holds the heart of it, the alignment of letters
with words, :mod:`~pipeline.relate.aliases.acronyms` the shapes in which an article ties the two together and
:mod:`~pipeline.relate.aliases.persons` the names of people.
"""

from pipeline.relate.aliases.find import find_aliases

__all__ = ["find_aliases"]
