"""Quotations: what is said word for word or reported, who says it and to whom.

Quoted words are found by their marks; their speaker by the verb of saying beside them, by "according to", or by the
paragraph before where a quotation runs on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.attribution import outlets, unmarked
from kg.extract.attribution.cues import (
    THINKING,
    Cue,
    beside,
    span_of,
    token_at,
)
from kg.extract.attribution.introductions import signature
from kg.extract.attribution.saying import speaker
from kg.extract.claims import evidence
from kg.extract.factuality import assess
from kg.extract.factuality.embedding import negates
from kg.extract.factuality.value import Stance
from kg.extract.lexicon import classes
from kg.extract.parsed_article import ParsedArticle
from kg.extract.quotation import reports
from kg.extract.rule_names import Rule
from kg.extract.syntax import times
from kg.extract.syntax.columns import quotations as quoted_runs
from kg.extract.syntax.spans import clause_span
from kg.model import Certainty, Claim, Holder, Polarity, Quotation, QuotationMode, RoleFilling, Span

EXTRACTOR = "quotations.v1"
RULES = {
    QuotationMode.DIRECT: Rule.DIRECT,
    QuotationMode.INDIRECT: Rule.INDIRECT,
    QuotationMode.MIXED: Rule.MIXED,
}
OWN = classes.words("documents", "own_outlet")
# Fewer quoted words than this, and no verb of saying beside them, are a turn of phrase set off by marks.
FEWEST_WORDS = 4
# With nobody known to say them, it takes more to tell quoted words from a title or a turn of phrase.
FEWEST_UNATTRIBUTED = 6
# How much may stand between two pieces of one quotation: a cue with a name and its post.
LONGEST_CUE = 160
STOP = re.compile(r"[.!?](?=\s)")
SPEAKERS = classes.words("pronouns", "speakers")
FIRST_PERSON = classes.words("pronouns", "first_person_objects")


def find(parsed: ParsedArticle) -> tuple[Quotation, ...]:
    """All quotations of the article in order of their content."""
    runs = list(quoted_runs(parsed.article.text, parsed.article))
    direct = list(_direct(parsed, runs))
    cues = {quotation.cue for quotation in direct if quotation.cue is not None}
    spoken = list(_unmarked(parsed))
    cues |= {quotation.cue for quotation in spoken if quotation.cue is not None}
    indirect = [
        q
        for q in reports.find(parsed, runs)
        if q.cue not in cues
        and not any(q.content.overlaps(p) for d in direct for p in d.parts)
        and not any(_own_thought(q, answer) for answer in spoken)
    ]
    return tuple(sorted([*direct, *indirect, *spoken], key=lambda q: (q.content, q.mode)))


def _unmarked(parsed: ParsedArticle) -> Iterator[Quotation]:
    """What is said without quotation marks: the answers of an interview, a statement behind a colon."""
    for speech in unmarked.find(parsed.article, parsed.mentions):
        holder = Holder(speech.speaker.span, speech.speaker.text) if speech.speaker is not None else None
        yield Quotation(speech.content, speech.parts, QuotationMode.DIRECT, speech.cue, holder)


def _own_thought(quotation: Quotation, answer: Quotation) -> bool:
    """Whether "I think that …" stands in an answer: it is what is answered."""
    first = quotation.speaker is not None and quotation.speaker.text.lower() in SPEAKERS
    return first and answer.content.covers(quotation.content)


def extract(parsed: ParsedArticle, _taken: set[int]) -> Iterator[Claim]:
    """A Statement claim for every quotation whose speaker is known, one for each who says it together."""
    for quotation in parsed.quotations:
        cue = token_at(parsed, quotation.cue.start) if quotation.cue else None
        if quotation.speaker is None or cue is None:
            continue
        if quotation.mode is QuotationMode.INDIRECT and cue.lemma_.lower() in THINKING:
            continue  # nobody said it
        stance = assess.stance(cue)
        if stance.polarity is not Polarity.AFFIRMED or stance.certainty is not Certainty.CERTAIN:
            continue
        head = parsed.head(quotation.speaker.span)
        for token in syntax.coordinated(head) if head is not None else ():
            who = speaker(parsed, token)
            if who is not None:
                yield _statement(parsed, quotation, cue, who, stance)


def _statement(parsed: ParsedArticle, quotation: Quotation, cue: Token, who: RoleFilling, stance: Stance) -> Claim:
    addressee = _told(parsed, quotation, cue)
    span = evidence(parsed, cue)
    holders = (parsed.holder(token) for token in stance.holders)
    return Claim(
        frame="Statement",
        trigger=quotation.cue or span,
        roles=(who,) if addressee is None else (who, addressee),
        evidence=Span(min(span.start, quotation.content.start), max(span.end, quotation.content.end)),
        extractor=EXTRACTOR,
        confidence=0.95 if quotation.mode is QuotationMode.DIRECT else 0.85,
        rule=RULES[quotation.mode],
        actuality=stance.actuality,
        time=times.of(parsed.article.text, cue),
        attribution=tuple(
            holder for holder in holders if quotation.speaker is None or holder.span != quotation.speaker.span
        ),
    )


def _told(parsed: ParsedArticle, quotation: Quotation, cue: Token) -> RoleFilling | None:
    own = _teller(parsed, cue)
    if own is not None or quotation.addressee is None:
        return own
    span = quotation.addressee
    return RoleFilling("addressee", span, parsed.article.text[span.start : span.end])


def _teller(parsed: ParsedArticle, cue: Token) -> RoleFilling | None:
    """The outlet that a reporter's "told me", "told this newspaper" stands for."""
    for token in syntax.objects(cue) + syntax.indirect_objects(cue):
        own = any(child.lower_ in ("this", "our") for child in token.children) and token.lemma_.lower() in OWN
        if token.lower_ in FIRST_PERSON or own:
            span = Span(token.idx, token.idx + len(token))
            return outlets.home(parsed, "addressee", span)
    return None


def _direct(parsed: ParsedArticle, runs: Sequence[Span]) -> Iterator[Quotation]:
    """The quotations of quoted runs, pieces that go on with one another joined."""
    last: Quotation | None = None
    for run in runs:
        content = _inside(parsed, run)
        if content.end <= content.start:
            continue
        cue = beside(parsed, run, runs)
        if last is not None and _continues(parsed, last, run, content, cue):
            end = run.end if last.mode is QuotationMode.MIXED else content.end
            whole = Span(last.content.start, max(last.content.end, end))
            last = replace(last, parts=(*last.parts, content), content=whole)
            continue
        if last is not None:
            yield last
        last = _opened(parsed, run, content, cue, last)
    if last is not None:
        yield last


def _opened(
    parsed: ParsedArticle, run: Span, content: Span, cue: Cue | None, last: Quotation | None
) -> Quotation | None:
    """The quotation that a run begins; None where its words are only set off by their marks."""
    words = len(parsed.article.text[content.start : content.end].split())
    if cue is not None and negates(cue.token) and words < FEWEST_WORDS:
        return None  # "denied a “secret deal”": somebody else's words
    if cue is not None:
        mode, whole = _mode(parsed, cue, run, content)
        return Quotation(whole, (content,), mode, span_of(cue.token), cue.speaker, cue.addressee)
    if words >= FEWEST_WORDS and last is not None and last.speaker is not None and _next_paragraph(parsed, last, run):
        return Quotation(content, (content,), QuotationMode.DIRECT, None, last.speaker, None)
    signed = signature(parsed, run)
    if signed is not None:
        return Quotation(content, (content,), QuotationMode.DIRECT, None, Holder(signed.span, signed.text))
    return Quotation(content, (content,), QuotationMode.DIRECT) if words >= FEWEST_UNATTRIBUTED else None


def _inside(parsed: ParsedArticle, run: Span) -> Span:
    text, start, end = parsed.article.text, run.start + 1, run.end
    doubled = text.startswith("``", run.start)
    start += doubled
    if end > start and text[end - 1] in '"”’' and end - 1 > run.start:
        end -= 1
    elif doubled and text.endswith("''", start, end):
        end -= 2
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _continues(parsed: ParsedArticle, quotation: Quotation, run: Span, content: Span, cue: Cue | None) -> bool:
    """Whether a run goes on with the last quotation: only its cue between them, or paragraph after open paragraph."""
    text = parsed.article.text
    if quotation.content.covers(content):
        return True  # several quoted pieces of one reported clause
    between = text[quotation.content.end : run.start]
    if "\n" in between:
        marks = ('"', "”", "''")
        closed = between.lstrip().startswith(marks) or text.endswith(marks, 0, quotation.content.end)
        return not closed and not between.strip() and quotation.cue is not None
    if quotation.cue is None or (cue is not None and span_of(cue.token) != quotation.cue):
        return False
    interrupted = quotation.content.end <= quotation.cue.start < run.start
    return interrupted and len(STOP.findall(between)) <= 1 and len(between) <= LONGEST_CUE


def _next_paragraph(parsed: ParsedArticle, last: Quotation, run: Span) -> bool:
    """Whether a run opens the paragraph after the last quotation's, or goes on in the same one."""
    blocks = [block.span for block in parsed.article.blocks]
    here = next((i for i, span in enumerate(blocks) if span.start <= run.start < span.end), None)
    there = next((i for i, span in enumerate(blocks) if span.start <= last.content.start < span.end), None)
    if here is None or there is None:
        return False
    opens = not parsed.article.text[blocks[here].start : run.start].strip()
    return (opens and here - there == 1) or here == there


def _mode(parsed: ParsedArticle, cue: Cue, run: Span, content: Span) -> tuple[QuotationMode, Span]:
    """Direct where the quoted words are the whole complement; mixed where they are a piece of a reported clause."""
    if cue.before:
        clauses = (child for child in cue.token.children if child.dep_ in ("ccomp", "xcomp") or child.lower_ == "for")
        clause = next(clauses, None)
        span = clause_span(clause) if clause is not None else content
        if span.start < run.start and span.end > content.start:
            # The closing mark belongs to what an opening one within it begins.
            return QuotationMode.MIXED, Span(span.start, max(span.end, run.end))
        return QuotationMode.DIRECT, content
    start = cue.token.sent.start_char
    lead = parsed.article.text[start : run.start]
    if len(lead.split()) > 1:
        return QuotationMode.MIXED, Span(start + len(lead) - len(lead.lstrip()), run.end)
    return QuotationMode.DIRECT, content
