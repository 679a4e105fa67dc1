"""Whom those who say nothing turned away: the outlet whose page it is, or whose report the page carries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from kg import extract, resolve
from kg import nlp as pipeline
from kg.model import Article, Block, BlockKind, Claim, Span
from kg.resolve import KnowledgeBase
from tests.conftest import article_of

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


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("By Ada Reyes, The Reed Bugle", "Reed Bugle"),
        ("Posted by Ada Reyes on The Reed Bugle", "The Reed Bugle"),
        ("By Ada Reyes of The Reed Bugle", "Reed Bugle"),
        ("By Ada Reyes for The Reed Bugle", "Reed Bugle"),
        ("OSLO, May 2 (The Reed Wire) — It rained.", "Reed Wire"),
        ("OSLO (The Reed Wire) - It rained.", "Reed Wire"),
        ("The Reed Bugle, 5 July 2023", "Reed Bugle"),
        ("The Reed Bugle, Monday", "Reed Bugle"),
        ("The Reed Bugle, May 5", "Reed Bugle"),
        ("The Reed Bugle, Sunday edition", "Reed Bugle"),
        ("from the July issue of The Reed Bugle", "Reed Bugle"),
        ("from the July issue of the Reed Bugle", "the Reed Bugle"),
        ("By Ada Reyes, Senior Editor", None),  # a post
        ("By Ada Reyes, March", None),
        ("By Ada Reyes, Oslo", None),
        ("By Ada Reyes, Late March", None),
        ("By Ada Reyes, Project Leader", None),  # a post that is no noun for a person
        ("By Ada Reyes, Deputy Treasurer", None),
        ("By Ada Reyes, Tom Ferris", None),
        ("By Ada Reyes, New York", None),
        ("By Ada Reyes, Harrow Optics", "Harrow Optics"),
        ("By Ada Reyes, Night Desk", "Night Desk"),
        ("By Ada Reyes", None),
        ("The Reed Bugle reported it.", None),
        ("x " * 286 + "\nBy Ada Reyes, The Reed Bugle", "Reed Bugle"),  # a line that only begins in the opening
        ("x " * 299 + "x\nBy Ada Reyes, The Reed Bugle", "Reed Bugle"),
        ("x " * 300 + "x\nBy Ada Reyes, The Reed Bugle", None),
        ("x " * 320 + "\nBy Ada Reyes, The Reed Bugle", None),  # too far down to be a byline
    ],
)
def test_where_a_page_names_its_outlet(nlp: Language, kb: KnowledgeBase, opening: str, outlet: str | None) -> None:
    silence = turned_away(nlp, kb, f"{opening}\nHarrow Optics declined to comment.", None)
    filling = silence.role("outlet")
    assert (filling and (filling.value or filling.text)) == outlet


@pytest.mark.parametrize(
    ("text", "publisher", "outlet"),
    [
        ("Harrow Optics declined to comment.", "The Reed Bugle", "The Reed Bugle"),
        ("The Reed Bugle was there. Harrow Optics declined to comment.", "Reed Bugle", "Reed Bugle"),
        ("The Other Bugle was there. Harrow Optics declined to comment.", "Reed Bugle", "Reed Bugle"),
        ("Harrow Optics declined to comment.", None, None),
        # no name, though it reads like the publisher's
        ("Harrow Optics declined to comment. The company was shut.", "The Company", "The Company"),
        ("Harrow Optics declined to comment. It was shut.", "It", "It"),
    ],
)
def test_a_page_of_a_known_publisher(
    nlp: Language, kb: KnowledgeBase, text: str, publisher: str | None, outlet: str | None
) -> None:
    filling = turned_away(nlp, kb, text, publisher).role("outlet")
    assert (filling and (filling.value or filling.text)) == outlet


def turned_away(nlp: Language, kb: KnowledgeBase, text: str, publisher: str | None) -> Claim:
    """The one silence of a page whose lines are its paragraphs."""
    article = replace(article_of(text), publisher=publisher)
    [(_, doc)] = pipeline.docs(nlp, [article])
    mentions = resolve.corefer(extract.find_mentions(doc, article, kb), article)
    (silence,) = [one for one in extract.find_claims(doc, article, mentions).claims if one.frame == "NoComment"]
    return silence
