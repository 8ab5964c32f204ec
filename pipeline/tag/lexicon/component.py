"""The spaCy component ``edufakta_lexicon``: lexicons and rules, merged with what a model has found before."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extensions import register, set_mentions
from pipeline.tag.lexicon.matcher import load_lexicon
from pipeline.tag.lexicon.merge import merge
from pipeline.tag.rules.tagger import tag


class LexiconTagger:
    """Writes ``doc._.mentions``: alone, or completing those of ``edufakta_ner``.

    Args:
        user_lexicons: paths of CSV tables with the columns ``text`` and ``label``, and optionally ``name``.
    """

    def __init__(self, user_lexicons: Sequence[str] = ()) -> None:
        register()
        self.lexicon = load_lexicon(tuple(str(path) for path in user_lexicons))

    def __call__(self, doc: Doc) -> Doc:
        """Tag one article."""
        text = doc.text
        set_mentions(doc, merge(text, doc._.mentions, tag(text, self.lexicon), self.lexicon.find(text)))
        return doc


@Language.factory(
    "edufakta_lexicon",
    assigns=["doc._.mentions", "doc.ents"],
    default_config={"user_lexicons": []},
)
def create_lexicon_tagger(nlp: Language, name: str, user_lexicons: list[str]) -> LexiconTagger:
    """Make the component for ``nlp.add_pipe("edufakta_lexicon", config={"user_lexicons": [...]})``."""
    return LexiconTagger(user_lexicons)
