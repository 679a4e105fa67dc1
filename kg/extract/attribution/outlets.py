"""The outlet an article is of: whom those who "declined to comment" turned away, and who "this newspaper" is."""

from __future__ import annotations

import re

from kg.extract.attribution import reporters
from kg.extract.lexicon import lexicon, noun_type
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.model import ORGANIZATION_TYPES, EntityType, Mention, MentionKind, RoleFilling, Span

# How far into the text a byline, masthead or dateline stands, in characters.
OPENING = 600
TITLED = r"((?:The )?[A-Z][\w.&'’-]*(?: (?:of |the |and |for )*[A-Z][\w.&'’-]*)*)"
# Where an article names its outlet: "By A. Name, The Courier", "OSLO, May 2 (The Wire) —", "The Courier, 5 July 2023".
SIGNED = (
    re.compile(rf"(?m)^(?:By|Posted by)\s[^\n]*?(?:,|\bon|\bof|\bfor)\s{TITLED}\s*$"),
    re.compile(rf"\({TITLED}\)\s*[—–-]"),
    re.compile(
        rf"(?m)^{TITLED}, (?:[A-Z]\w+day\b|\d{{1,2}} [A-Z]\w+ (?:19|20)\d\d|[A-Z]\w+ \d{{1,2}}|[A-Z]\w+ edition)"
    ),
    re.compile(rf"\bissue of {TITLED.replace('?:The', '?:[Tt]he')}"),
)
MONTHS = words("calendar", "months")


def home(parsed: ParsedArticle, role: str, at: Span) -> RoleFilling | None:
    """The article's own outlet as the filler of a role, by the name it has in the text, else at the words ``at``."""
    publisher = parsed.article.publisher
    if publisher is None:
        return _signed(parsed, role)
    named = _mentioned(parsed, publisher) or _asking(parsed)  # a page may carry another's report
    if named is not None:
        return RoleFilling(role, named.span, named.text)
    return RoleFilling(role, at, parsed.article.text[at.start : at.end], value=publisher)


def _mentioned(parsed: ParsedArticle, publisher: str) -> Mention | None:
    wanted = publisher.lower().removeprefix("the ")
    return next(
        (
            mention
            for mention in parsed.mentions
            if mention.kind is MentionKind.NAME and mention.text.lower().removeprefix("the ") == wanted
        ),
        None,
    )


def _signed(parsed: ParsedArticle, role: str) -> RoleFilling | None:
    """The outlet of the byline, masthead or dateline, else the one that the text has asking and being told."""
    text = parsed.article.text
    end = text.find("\n", OPENING)  # a line that begins in the opening is read whole
    for pattern in SIGNED:
        match = pattern.search(text, 0, end if end >= 0 else len(text))
        if match is not None and _is_title(parsed, Span(match.start(1), match.end(1)), match[1]):
            found = Span(match.start(1), match.end(1))
            mention = next((m for m in parsed.mentions if m.span.overlaps(found) and m.text in match[1]), None)
            span = mention.span if mention is not None else found
            return RoleFilling(role, span, text[span.start : span.end], value=None if mention else match[1])
    named = _asking(parsed)
    return RoleFilling(role, named.span, named.text) if named is not None else None


def _asking(parsed: ParsedArticle) -> Mention | None:
    """The one outlet that the text has asking and being told, or None."""
    told = reporters.find(parsed)
    return parsed.by_span.get(told[0]) if len(told) == 1 else None


def _is_title(parsed: ParsedArticle, span: Span, text: str) -> bool:
    """Whether a name in a byline is an outlet's: no place, nobody's, no post ("Senior Editor"), no day."""
    last = text.split()[-1].lower()
    if last in MONTHS or noun_type(last) is EntityType.PERSON or last in lexicon().positions:
        return False
    types = {mention.type for mention in parsed.mentions if mention.span.overlaps(span)}
    return bool(types & ORGANIZATION_TYPES) or (" " in text and not types)
