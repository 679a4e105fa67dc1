"""Whose reporting a page is: the outlet that the text speaks of as its own ("when asked by …, the firm declined")."""

from __future__ import annotations

from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.model import EntityType, Mention, Span

# Marks that only the reporting outlet leaves: it asks, is told, views, obtains. Being quoted once by another outlet
# ("told the Post") is usual; two marks of different kinds are not.
FEWEST_MARKS = 2
CONTACTING = words("saying", "contacting")
INSPECTING = words("saying", "inspecting")
INFORMING = words("saying", "informing")
UNANSWERED = words("documents", "unanswered")
FINDING_OUT = words("saying", "finding_out")
EARLIER = words("saying", "earlier_reports")


def find(parsed: ParsedArticle) -> tuple[Span, ...]:
    """The spans of one mention for each outlet that the text gives at least two kinds of reporter's marks, in order."""
    marks: dict[int, set[str]] = {}
    first: dict[int, Mention] = {}
    for mention in parsed.mentions:
        if mention.type is not EntityType.OUTLET or mention.chain is None:
            continue
        mark = _mark(parsed, mention)
        if mark:
            marks.setdefault(mention.chain, set()).add(mark)
            first.setdefault(mention.chain, mention)
    return tuple(sorted(first[chain].span for chain, kinds in marks.items() if len(kinds) >= FEWEST_MARKS))


def _mark(parsed: ParsedArticle, mention: Mention) -> str:
    head = parsed.head(mention.span)
    if head is None or parsed.quotation_at(mention.span.start) is not None:
        return ""
    verb = head.head
    if head.dep_ in ("dobj", "dative") and verb.lemma_ in INFORMING:
        return "told"
    if head.dep_ == "pobj":
        governor = verb.head
        if governor.lemma_ in CONTACTING:
            return "asked"
        if governor.lemma_ in INSPECTING:
            return "seen"
        if governor.lemma_ in UNANSWERED:
            return "asked"
    if head.dep_ == "nsubj" and verb.lemma_ in FINDING_OUT and any(c.lower_ in EARLIER for c in verb.children):
        return "reported"
    return ""
