"""Examples: the sentence that stands with every trigger fires it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import extract, resolve
from kg import nlp as pipeline
from kg.frames import frames
from tests.conftest import article_of

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.resolve import KnowledgeBase

TABLES = [entry.table for frame in frames().values() for entry in frame.triggers]


@pytest.fixture(scope="module")
def fired(nlp: Language, kb: KnowledgeBase) -> dict[str, list[str]]:
    """Example → the rules of its claims; all are parsed at once."""
    texts = sorted({table.get("example", "") for table in TABLES})
    articles = [article_of(text, key=f"example{number}") for number, text in enumerate(texts)]
    found: dict[str, list[str]] = {}
    for article, doc in pipeline.docs(nlp, articles):
        mentions = resolve.corefer(extract.find_mentions(doc, article, kb), article)
        found[article.text] = [claim.rule for claim in extract.find_claims(doc, article, mentions).claims]
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["name"])
def test_an_example_fires_its_trigger(table: dict[str, str], fired: dict[str, list[str]]) -> None:
    assert table.get("example"), "a trigger has a sentence that it fires on"
    assert table["name"] in fired[table["example"]], fired[table["example"]]
