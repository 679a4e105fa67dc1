"""What is reported without quotation marks: that somebody said, thought, claimed to, asked for, announced something.

The word that reports is a verb with a clause ("said that …"), with an infinitive ("claims to have …", "urged them
to …"), with a noun for what is made known ("announced the sale of …"), a noun of saying ("its claim that …"), or
"according to". In the passive nobody may be named who says it ("is expected to rise").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.attribution.cues import (
    ANNOUNCING,
    CLAIMING,
    DEMANDING,
    REPORTING,
    STUDIES,
    THINKING,
    according,
    addressee,
    is_quoted,
    may_speak,
    span_of,
)
from kg.extract.attribution.saying import SAYING_NOUNS, on_record, sayers, says
from kg.extract.factuality import assess
from kg.extract.fillers import document
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.syntax.spans import clause_span, whole_phrase
from kg.model import Actuality, EntityType, Holder, Polarity, Quotation, QuotationMode, Span

SHOWING = words("documents", "showing")
# A noun so short names what is announced, and tells nothing of it: "announced the deal".
FEWEST_WORDS = 4
THINGS = frozenset({EntityType.PRODUCT, EntityType.TECHNOLOGY})
FINDERS = words("finders", "finders")
APPEAL_PREPOSITIONS = words("prepositions", "appeals")
PEOPLE_TOO = words("documents", "sources")
AUTHOR_PREPOSITIONS = words("prepositions", "authors")


def find(parsed: ParsedArticle, runs: Sequence[Span]) -> Iterator[Quotation]:
    """What is reported outside the quoted runs, in order of the words that report."""
    for token in parsed.doc:
        if is_quoted(runs, token.idx):
            continue
        if token.lower_ == "according":
            holder = _source(parsed, token)
            if holder is not None and token.head != token:
                clause = _rest_of_sentence(token)
                yield Quotation(clause, (clause,), QuotationMode.INDIRECT, span_of(token), holder)
        elif token.pos_ == "VERB":
            found = _impersonal(token) if _unsaid(token) else _reported(parsed, token)
            if found is not None:
                yield found
        elif token.pos_ == "NOUN" and token.lemma_.lower() in SAYING_NOUNS:
            found = _claimed(parsed, token)
            if found is not None:
                yield found


def _source(parsed: ParsedArticle, word: Token) -> Holder | None:
    """Who or which document "according to" names."""
    cue = according(parsed, word, before=False)
    if cue is not None:
        return cue.speaker
    named = [item for name, item, _ in syntax.prepositions(word) if name == "to"]
    named += [item for prep in syntax.children(word, "prep") for item in syntax.children(prep, "pobj")]
    return next((parsed.holder(item) for item in named if _speaks(parsed, item, showing=True)), None)


def _unsaid(verb: Token) -> bool:
    """Whether a passive does not tell who speaks: "was told that", against "was told by Lee that"."""
    return syntax.is_passive(verb) and not syntax.children(verb, "agent")


def _content(parsed: ParsedArticle, verb: Token) -> Span | None:
    """The words for what a verb reports, or None where it reports nothing."""
    lemma = verb.lemma_.lower()
    if says(verb, REPORTING | THINKING | SHOWING):
        clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
        clause = clause or next((child for child in verb.children if child.dep_ == "ccomp"), None)
        if clause is not None:
            return clause_span(clause)
    if lemma in CLAIMING or lemma in DEMANDING:
        clauses = [*syntax.complement_clauses(verb), *syntax.purposes(verb)]
        deed = next((child for child in clauses if syntax.has_to(child) and child.i > verb.i), None)
        if deed is not None and (lemma in CLAIMING or _told(verb, deed)):
            return _without_to(deed)
    if lemma in ANNOUNCING:
        item = next((item for item in syntax.children(verb, "dobj") if item.pos_ == "NOUN"), None)
        if item is not None and _is_thing(parsed, item):
            return None  # "announced a new phone": nothing is told of it
        span = whole_phrase(item, frozenset(), most=24) if item is not None else None
        if span is not None and len(parsed.article.text[span.start : span.end].split()) >= FEWEST_WORDS:
            return span
    return None


def _is_thing(parsed: ParsedArticle, noun: Token) -> bool:
    mention = parsed.mention(noun)
    return mention is not None and parsed.type_of(mention) in THINGS


def _told(verb: Token, deed: Token) -> bool:
    """Whether somebody is told to do it: "asked the firm to stop", "called on it to stop", against "asked to leave"."""
    if verb.lemma_ == "call" and not any(child.lower_ in APPEAL_PREPOSITIONS for child in verb.children):
        return False  # "called the office to complain"
    return bool(syntax.children(verb, "dobj", "dative", "nsubjpass", "prep") or syntax.children(deed, "nsubj"))


def _without_to(deed: Token) -> Span:
    """The span of an infinitive from its verb on, without "to" and a subject of its own."""
    to = next(child for child in deed.children if child.tag_ == "TO")
    span = clause_span(deed)
    return Span(to.nbor().idx, max(span.end, to.nbor().idx + len(to.nbor())))


def _reported(parsed: ParsedArticle, verb: Token) -> Quotation | None:
    """What a verb reports, with whose word it is; None where nobody is on record with it."""
    content = _content(parsed, verb)
    aside = content is None and verb.dep_ == "parataxis" and syntax.is_verbal(verb.head) and says(verb, REPORTING)
    if content is None and not aside:
        return None
    stance = assess.stance(verb)
    if stance.polarity is not Polarity.AFFIRMED or stance.actuality is not Actuality.ACTUAL:
        return None
    only_shows = not says(verb, REPORTING | THINKING | DEMANDING | CLAIMING)
    finds = verb.lemma_ == "find" and any(syntax.is_verbal(child) for child in syntax.children(verb, "ccomp"))
    speakers = [
        item
        for item in sayers(parsed, verb)
        if _speaks(parsed, item, showing=only_shows and not (finds and item.lemma_.lower() in FINDERS))
    ]
    if not speakers:
        return None
    holder = parsed.holder(speakers[0])
    if content is None:
        # "The plant, she said, will close."
        rest = _rest_of_sentence(verb)
        return Quotation(rest, (rest,), QuotationMode.INDIRECT, span_of(verb), holder, None)
    if content.covers(holder.span):
        return None
    return Quotation(
        content, (content,), QuotationMode.INDIRECT, span_of(verb), holder, addressee(parsed, verb, holder)
    )


def _speaks(parsed: ParsedArticle, token: Token, *, showing: bool) -> bool:
    """Whether a token names somebody on record, or a document that says something; only that where it can only show."""
    lemma = token.lemma_.lower()
    told = (document(token) and lemma not in PEOPLE_TOO) or (lemma in STUDIES and token.pos_ == "NOUN")
    return told or (not showing and may_speak(parsed, token) and on_record(parsed, token))


def _impersonal(verb: Token) -> Quotation | None:
    """What is said by nobody named: "it is expected that …", "is reported to want …", "was told to leave"."""
    lemma = verb.lemma_.lower()
    if not says(verb, REPORTING | THINKING | DEMANDING) or verb.dep_ in ("acl", "amod", "advcl"):
        return None
    stance = assess.stance(verb)
    if stance.polarity is not Polarity.AFFIRMED or stance.actuality is not Actuality.ACTUAL:
        return None
    clause = next((child for child in syntax.children(verb, "ccomp", "xcomp") if child.i > verb.i), None)
    if clause is None or not syntax.is_verbal(clause) or (lemma in DEMANDING - REPORTING and not syntax.has_to(clause)):
        return None
    content = _without_to(clause) if syntax.has_to(clause) else clause_span(clause)
    return Quotation(content, (content,), QuotationMode.INDIRECT, span_of(verb), None)


def _claimed(parsed: ParsedArticle, noun: Token) -> Quotation | None:
    """What a noun of saying tells: "the ministry's claim that …"; None where no clause follows or nobody says it."""
    clause = next(
        (
            child
            for child in syntax.children(noun, "acl", "ccomp", "relcl")
            if any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in child.children)
        ),
        None,
    )
    owners = syntax.children(noun, "poss") or [
        item for name, item, own in syntax.prepositions(noun) if own and name in AUTHOR_PREPOSITIONS
    ]
    speakers = [syntax.resolve_relative(item) for item in owners if may_speak(parsed, syntax.resolve_relative(item))]
    if clause is None or not speakers:
        return None
    content = clause_span(clause)
    return Quotation(content, (content,), QuotationMode.INDIRECT, span_of(noun), parsed.holder(speakers[0]))


def _rest_of_sentence(aside: Token) -> Span:
    sentence = aside.sent
    phrase = {item.i for item in aside.subtree}
    tokens = [item for item in sentence if item.i not in phrase and not item.is_space]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    while tokens and tokens[0].is_punct:
        tokens.pop(0)
    if not tokens:
        return Span(sentence.start_char, sentence.end_char)
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
