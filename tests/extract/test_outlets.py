"""Whom those who say nothing turned away: the outlet whose page it is, or whose report the page carries."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg import extract, resolve
from kg import nlp as pipeline
from kg.model import Article, Block, BlockKind, Span
from kg.resolve import KnowledgeBase

ASKED = "When asked by BuzzFeed News, Harrow Optics declined to comment. Ann Lee told BuzzFeed News that she had left. "


@pytest.mark.parametrize(
    ("text", "publisher", "outlet"),
    [
        (f"{ASKED}The Harbour Board declined to comment.", "Copycat Daily", "BuzzFeed News"),
        ("The Harbour Board declined to comment.", "Copycat Daily", "Copycat Daily"),
        ("The Harbour Board declined to comment. BuzzFeed News was told of it.", "Copycat Daily", "Copycat Daily"),
    ],
)
def test_a_silence_is_towards_whose_report_it_is(
    nlp: Language, kb: KnowledgeBase, text: str, publisher: str, outlet: str
) -> None:
    article = Article("a", text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH),), source="a", publisher=publisher)
    [(_, doc)] = pipeline.docs(nlp, [article])
    mentions = resolve.corefer(extract.find_mentions(doc, article, kb), article)
    silences = [one for one in extract.find_claims(doc, article, mentions).claims if one.frame == "NoComment"]
    board = next(one for one in silences if any("Board" in filling.text for filling in one.roles))
    filling = board.role("outlet")
    assert filling is not None
    assert outlet in (filling.value, filling.text)
