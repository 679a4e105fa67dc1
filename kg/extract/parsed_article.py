"""A parsed article with what is already known of it: its mentions by token, chains, quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract import syntax
from kg.extract.syntax.headlines import headlines
from kg.extract.syntax.spans import noun_phrase
from kg.model import ORGANIZATION_TYPES, Article, EntityType, Holder, Mention, MentionKind, Quotation, Span

# Who can speak and act: people, and bodies of any kind.
PARTIES = ORGANIZATION_TYPES | {EntityType.PERSON}


@dataclass(frozen=True)
class ParsedArticle:
    """A ``Doc``, its mentions by token, its quotations; built once an article."""

    article: Article
    doc: Doc
    mentions: Sequence[Mention]
    quotations: Sequence[Quotation] = ()

    def tokens(self, span: Span) -> DocSpan | None:
        """The tokens that a run of text touches; None where it touches none."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return found if found is not None and len(found) else None

    def head(self, span: Span) -> Token | None:
        """The token that heads a run of text, or None."""
        found = self.tokens(span)
        return found.root if found is not None else None

    @cached_property
    def by_span(self) -> dict[Span, Mention]:
        """Span → the mention that has it."""
        return {mention.span: mention for mention in self.mentions}

    @cached_property
    def headlines(self) -> tuple[DocSpan, ...]:
        """The titles and headings."""
        return tuple(headlines(self.doc, self.article))

    @cached_property
    def bodies(self) -> dict[object, dict[int, list[Mention]]]:
        """Kind of body → chain → its mentions, as far as somebody has asked (``employer_inference``)."""
        return {}

    @cached_property
    def fights_fires(self) -> bool:
        """Whether the article speaks of a fire service, which has chiefs as the police have."""
        return re.search(r"(?i)\bfire(?:fighters?)?\b", self.article.text) is not None

    @cached_property
    def by_head(self) -> dict[int, Mention]:
        """Token index → the mention it heads; names before nominals, longer before shorter."""
        heads: dict[int, Mention] = {}
        order = sorted(
            self.mentions, key=lambda m: (m.kind is not MentionKind.NAME, -(m.span.end - m.span.start), m.span)
        )
        for mention in order:
            head = self.head(mention.span)
            if head is not None:
                heads.setdefault(head.i, mention)
        return heads

    @cached_property
    def covering(self) -> dict[int, Mention]:
        """Token index → the shortest name that covers it."""
        cover: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.span.start - m.span.end, m.span)):
            if mention.kind is MentionKind.NAME:
                for token in self.tokens(mention.span) or ():
                    cover[token.i] = mention
        return cover

    @cached_property
    def chain_types(self) -> dict[int, EntityType]:
        """Chain → the type that its names, else its nominals, give it."""
        types: dict[int, EntityType] = {}
        for mention in sorted(
            self.mentions, key=lambda m: (m.kind is not MentionKind.NAME, m.kind is MentionKind.PRONOUN, m.span)
        ):
            if mention.chain is not None and mention.type is not None:
                types.setdefault(mention.chain, mention.type)
        return types

    def mention(self, token: Token) -> Mention | None:
        """The mention a token heads, or the name it stands in."""
        return self.by_head.get(token.i) or self.covering.get(token.i) or self._ending_in_verb(token)

    def _ending_in_verb(self, token: Token) -> Mention | None:
        """The mention "face matching" for "face", where the parser takes the rest for a verb."""
        last = token.nbor() if token.i + 1 < len(token.doc) else token
        mention = self.by_head.get(last.i) if last.tag_ == "VBG" else None
        return mention if mention is not None and mention.span.start <= token.idx else None

    def members(self, token: Token) -> list[Token]:
        """The token, and what the parser coordinated with a word inside its name ("the Department of X, Y and Z")."""
        mention = self.mention(token)
        if mention is None or mention.kind is not MentionKind.NAME or not any(c.dep_ == "prep" for c in token.children):
            return [token]
        inner = [
            item for item in token.subtree if item.i != token.i and mention.span.start <= item.idx < mention.span.end
        ]
        found = [token]
        for item in inner:
            for other in syntax.coordinated(item):
                named = self.mention(other)
                if (
                    not mention.span.start <= other.idx < mention.span.end
                    and named is not None
                    and named.type == mention.type
                ):
                    found.append(other)
        return found

    def type_of(self, mention: Mention) -> EntityType | None:
        """The mention's type, its chain's where it has none of its own."""
        if mention.chain is not None and (mention.type is None or mention.kind is not MentionKind.NAME):
            return self.chain_types.get(mention.chain, mention.type)
        return mention.type

    @cached_property
    def chains(self) -> dict[Span, int | None]:
        """Span of a mention → its chain."""
        return {mention.span: mention.chain for mention in self.mentions}

    def chain_of(self, token: Token) -> int | None:
        """The chain of the mention a token heads, or None."""
        mention = self.mention(token)
        return mention.chain if mention is not None else None

    def quotations_at(self, offset: int) -> list[Quotation]:
        """The quotations whose quoted words hold this offset, the innermost first."""
        found = [q for q in self.quotations if any(part.start <= offset < part.end for part in q.parts)]
        return sorted(found, key=lambda q: q.content.end - q.content.start)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The innermost quotation whose quoted words hold this offset, or None."""
        return next(iter(self.quotations_at(offset)), None)

    def _is_party(self, mention: Mention) -> bool:
        return mention.kind is MentionKind.NAME and mention.type in PARTIES

    def holder(self, token: Token) -> Holder:
        """Who a token names, as the holder of a stance: by the name beside a description, where there is one."""
        mention = self.mention(token)
        if mention is None or mention.kind is not MentionKind.NAME:
            beside = map(self.mention, (*syntax.children(token, "appos"), *syntax.called(token)))
            mention = next((m for m in beside if m is not None and self._is_party(m)), mention)
        span = mention.span if mention else noun_phrase(token)
        return Holder(span, self.article.text[span.start : span.end])
