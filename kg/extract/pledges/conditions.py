"""What a pledge is hedged with: its condition, its exception, how long it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.syntax.spans import clause_span, plain
from kg.model import RoleFilling, Span

DURATION = re.compile(
    r"(?i)\b(?:(?:for|of)\s+)?(?:at least |up to |the next |another |about |around )?"
    r"((?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|\d+)[- ](?:full[- ])?"
    r"(?:year|month|week|day|decade)s?|half a year)\b"
)
DURATION_PATH = frozenset(
    {"nummod", "compound", "npadvmod", "pobj", "prep", "amod", "det", "quantmod", "nmod", "punct", "advmod"}
)
CONDITION_MARKS = words("conjunctions", "pledge_conditions")
EXCEPTED = re.compile(r"(?i),?\s+(?:other than|except|save for|with the exception)\b")
EXCEPTION_WORDS = words("prepositions", "exceptions")
EXCEPTIONS = words("pledging", "exceptions")
EXCEPTING = words("pledging", "excepting")
ENDS = words("time", "ends")
RELATIVE = tuple(words("time", "relative"))
CONDITION_PREPOSITIONS = words("conjunctions", "condition_prepositions")


def find(parsed: ParsedArticle, hosts: Sequence[Token], *, forgone: bool = True) -> list[RoleFilling]:
    """The fillings of ``condition``, ``duration`` and ``exception`` from the words under ``hosts``, one each.

    Where something is undertaken rather than ``forgone``, "unless" says when it will not be done: an exception.
    """
    first = min(host.i for host in hosts)
    found: dict[str, RoleFilling] = {}
    for host in hosts:
        for token in host.subtree:
            if token.i >= first:
                for filling in (_condition(parsed, token), _exception(parsed, token)):
                    if filling is not None and token.lower_ == "unless" and not forgone:
                        filling = replace(filling, role="exception")
                    if filling is not None:
                        found.setdefault(filling.role, filling)
    duration = _duration(parsed, hosts) or _end(parsed, hosts)
    if duration is not None:
        found["duration"] = duration
    return [found[name] for name in sorted(found)]


def _literal(parsed: ParsedArticle, role: str, span: Span) -> RoleFilling:
    text = parsed.article.text[span.start : span.end]
    return RoleFilling(role, span, text, value=plain(text))


def _exception(parsed: ParsedArticle, token: Token) -> RoleFilling | None:
    """ "except for …", "other than …", "but not …"."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ in EXCEPTION_WORDS or (token.lower_ == "than" and token.nbor(-1).lower_ == "other"):
        child = next((c for c in token.children if c.dep_ in ("pobj", "prep", "pcomp", "dobj") and c.i > token.i), None)
        return _literal(parsed, "exception", clause_span(child)) if child is not None else None
    if token.lemma_ in EXCEPTIONS and token.head.lower_ in EXCEPTING:
        about = [
            c for prep in token.children if prep.lower_ in ("for", "of") for c in prep.children if c.dep_ == "pobj"
        ]
        return _literal(parsed, "exception", clause_span(about[0])) if about else None
    if token.lower_ == "but" and following == "not":
        conjunct = next((c for c in token.head.children if c.dep_ in ("conj", "appos") and c.i > token.i), None)
        return _literal(parsed, "exception", clause_span(conjunct)) if conjunct is not None else None
    return None


def _duration(parsed: ParsedArticle, hosts: Sequence[Token]) -> RoleFilling | None:
    """ "for one year", "a one-year …", hung on a word of the pledge."""
    text, sentence = parsed.article.text, hosts[0].sent
    for match in DURATION.finditer(text, sentence.start_char, sentence.end_char):
        tokens = parsed.doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
        if tokens is None or text[match.end() :].lstrip().startswith(RELATIVE):
            continue
        node = tokens.root
        while node not in hosts and node.head != node and node.dep_ in DURATION_PATH:
            node = node.head
        if node in hosts:
            return RoleFilling("duration", Span(match.start(1), match.end(1)), match[1], value=match[1])
    return None


def _end(parsed: ParsedArticle, hosts: Sequence[Token]) -> RoleFilling | None:
    """ "until March", beside a day on which it was said, hung on a word of the pledge."""
    for date in hosts[0].sent.ents:
        mark = date[0] if date[0].lower_ in ENDS else date[0].nbor(-1) if date[0].i else date[0]
        if date.label_ != "DATE" or mark.lower_ not in ENDS or mark.dep_ != "prep" or mark.head not in hosts:
            continue
        span = Span(mark.idx, date.end_char)
        text = parsed.article.text[span.start : span.end]
        return RoleFilling("duration", span, text, value=text)
    return None


def _condition(parsed: ParsedArticle, token: Token) -> RoleFilling | None:
    """ "until there is a law", "unless …", "without new rules"."""
    span: Span | None = None
    if token.lower_ in CONDITION_MARKS and token.dep_ in ("mark", "advmod") and syntax.is_verbal(token.head):
        clause = token.head
        existential = any(child.dep_ == "expl" for child in clause.children)
        subject = (
            next((child for child in clause.children if child.dep_ in ("attr", "dobj")), None) if existential else None
        )
        span = clause_span(subject or clause)
        after = token.idx + len(token) + 1
        if span.start <= token.idx:
            span = Span(after, span.end) if after < span.end else None
    elif token.lower_ in CONDITION_PREPOSITIONS and token.dep_ == "prep":
        child = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
        if child is not None and child.ent_type_ not in ("DATE", "TIME"):
            span = clause_span(child)
    return _literal(parsed, "condition", _before_exception(parsed, span)) if span is not None else None


def _before_exception(parsed: ParsedArticle, span: Span) -> Span:
    """A condition without the exception that follows it: "a warrant, other than where a life is in danger"."""
    text = parsed.article.text[span.start : span.end]
    found = EXCEPTED.search(text)
    return Span(span.start, span.start + found.start()) if found is not None and found.start() > 0 else span
