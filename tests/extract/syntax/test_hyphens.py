"""Words parted at a hyphen: which are one word, of which lemma and kind, and which stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.syntax import hyphens
from tests.conftest import article_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def parsed(text: str, nlp: Language) -> Doc:
    from kg import nlp as pipeline

    [(_, doc)] = pipeline.docs(nlp, [article_of(text)])
    return doc


@pytest.mark.parametrize(
    ("text", "word", "lemma", "pos", "label"),
    [
        ("Vell led a sell-off.", "sell-off", "sell-off", "NOUN", "dobj"),
        ("Vell announced lay-offs.", "lay-offs", "lay-off", "NOUN", "dobj"),
        ("Vell announced a hand-over of the port.", "hand-over", "hand-over", "NOUN", "dobj"),
        ("Roth feared the bail out of Vell.", "bail out", "bail-out", "NOUN", "dobj"),
        ("Vell will re-open the port.", "re-open", "reopen", "VERB", "ROOT"),
        ("The shops will re-open on Friday morning.", "re-open", "reopen", "VERB", "ROOT"),
        ("Vell re-opened the port.", "re-opened", "reopen", "VERB", "ROOT"),
    ],
)
def test_parted_words_are_joined(text: str, word: str, lemma: str, pos: str, label: str, nlp: Language) -> None:
    doc = parsed(text, nlp)
    hyphens.join(doc)
    [token] = [token for token in doc if token.text == word]
    assert (token.lemma_, token.pos_, token.dep_) == (lemma, pos, label)
    assert doc.text == text
    once = [token.text for token in doc]
    hyphens.join(doc)
    assert [token.text for token in doc] == once


@pytest.mark.parametrize(
    "text",
    [
        "Vell is a start-up.",
        "The six-member team left.",
        "Vell sold - off the record - the port.",
        "A Vell-Harrow deal.",
    ],
)
def test_other_words_stay_apart(text: str, nlp: Language) -> None:
    doc = parsed(text, nlp)
    before = [token.text for token in doc]
    hyphens.join(doc)
    assert [token.text for token in doc] == before
