"""Names that lexicons know, and how they go together with a model's.

* :mod:`pipeline.tag.lexicon.matcher` - the automaton over all lexicons;
* :mod:`pipeline.tag.lexicon.merge` - model and rules together;
* :mod:`pipeline.tag.lexicon.component` - the spaCy component ``edufakta_lexicon``.
"""
