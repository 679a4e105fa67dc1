"""One word of a parsed sentence, and trees written by hand: for tests of functions that judge a word by its tree."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg import nlp as pipeline
from kg.extract.syntax import repair

POS = {
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("NNP", "NNPS"), "PROPN"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB"),
    **dict.fromkeys(("PRP", "WP"), "PRON"),
    **{"MD": "AUX", "IN": "ADP", "DT": "DET", "CC": "CCONJ", "JJ": "ADJ", "RB": "ADV", "TO": "PART", "CD": "NUM"},
}


def word(nlp: Language, text: str, form: str) -> Token:
    """The first token of a sentence that is written ``form``, in its parse as it is mended."""
    doc = pipeline.relemmatised(nlp, next(iter(nlp.pipe([text]))))
    repair.repair(doc)
    return next(token for token in doc if token.text == form)


def tree(nlp: Language, text: str) -> Doc:
    """The tree that is written out: for each token "form/tag/label/head" or "form=lemma/…", the head by its index."""
    rows = [row.rsplit("/", 3) for row in text.split()]
    forms = [form.partition("=") for form, *_ in rows]
    return Doc(
        nlp.vocab,
        words=[form for form, *_ in forms],
        lemmas=[lemma or form.lower() for form, _, lemma in forms],
        tags=[tag for _, tag, *_ in rows],
        pos=[POS.get(tag, "PUNCT") for _, tag, *_ in rows],
        deps=[label for *_, label, _ in rows],
        heads=[int(head) for *_, head in rows],
    )
