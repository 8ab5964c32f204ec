"""Tagging by rules: works without any model, and completes one.

Start reading at :func:`pipeline.tag.rules.tagger.tag`, which runs the steps in order: names of the lexicons,
names by their opening words (:mod:`~pipeline.tag.rules.heads`), laws
(:mod:`~pipeline.tag.rules.regulations`), offices (:mod:`~pipeline.tag.rules.offices`), persons
(:mod:`~pipeline.tag.rules.persons`), and what the article itself defines. All of them see the text as
:class:`~pipeline.tag.rules.words.Words` and ask :class:`~pipeline.tag.rules.reader.Reader` how far a name
reaches.
"""

from pipeline.tag.rules.tagger import tag

__all__ = ["tag"]
