"""What somebody says should be done, or finds good or bad, in words that only their quotation makes an act of theirs.

"The ministry must act", said by Roth, is a demand of Roth's; "this plan is reckless" finds fault with the plan. Outside
quotations the same words are the article's, and nobody's act.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.claims import claim
from kg.extract.factuality.value import Stance
from kg.extract.fillers import fill
from kg.extract.lexicon import classes, lexicon
from kg.extract.parsed_article import ParsedArticle
from kg.extract.role_filling import formed
from kg.extract.rule_names import Rule
from kg.extract.syntax.spans import clause_span, plain
from kg.frames import frames
from kg.model import Claim, RoleFilling, Span

EXTRACTOR = "opinions.v1"
OBLIGING = classes.words("auxiliaries", "obliging")
VITAL = classes.words("factuality", "vital")
NO_ADVOCATES = classes.words("pronouns", "no_advocates")
CONFIDENCE = 0.75
# What each rule reads: the frame, and the role of whoever speaks.
ACTS = {
    Rule.MUST: ("Advocacy", "advocate"),
    Rule.VITAL: ("Advocacy", "advocate"),
    Rule.BLAME: ("Criticism", "critic"),
}
HYPOTHETICAL = classes.words("conjunctions", "hypothetical")


def extract(parsed: ParsedArticle, taken: set[int]) -> Iterator[Claim]:
    """The demands and judgements in quotations whose speaker is known."""
    for token in parsed.doc:
        quotation = parsed.quotation_at(token.idx)
        if quotation is None or quotation.speaker is None or token.i in taken:
            continue
        speaker = parsed.head(quotation.speaker.span)
        told = _demand(token) or _blamed(token)
        if told is None or speaker is None or _asked(token):
            continue
        rule, value = told
        frame, role = ACTS[rule]
        agent = fill(parsed, speaker, frames()[frame].roles[role])
        if agent is None:
            continue
        found = _claim(parsed, rule, token, agent, value)
        if found is not None:
            taken.add(token.i)
            yield found


def _claim(parsed: ParsedArticle, rule: Rule, token: Token, agent: RoleFilling, value: Token) -> Claim | None:
    """The claim; None of a demand that nobody could meet ("moments like that must …")."""
    frame, _ = ACTS[rule]
    roles = frames()[frame].roles
    fillings = [agent]
    if frame == "Advocacy":
        subject = syntax.surface_subject(value)
        asked = fill(parsed, subject, roles["addressee"]) if subject is not None else None
        if asked is None and not syntax.is_passive(value):
            return None
        span = _deed(value)
        text = parsed.article.text[span.start : span.end]
        fillings.append(RoleFilling("demand", span, text, value=plain(text)))
        others = [asked]
    else:
        others = [formed(parsed, value, roles["target"])]
    fillings += [other for other in others if other is not None and other.span != agent.span]
    return claim(
        parsed,
        frames()[frame],
        token,
        fillings,
        confidence=CONFIDENCE,
        extractor=EXTRACTOR,
        rule=rule,
        stance=Stance(),
    )


def _demand(token: Token) -> tuple[Rule, Token] | None:
    """The verb that "must", "should" or "it is vital that" asks for, as an Advocacy of the speaker's."""
    verb = token.head
    if token.dep_ == "aux" and token.lower_ in OBLIGING and syntax.is_verbal(verb):
        past = any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children)
        subject = syntax.surface_subject(verb)
        if not past and subject is not None and subject.lower_ not in NO_ADVOCATES:
            return Rule.MUST, verb
    if token.lower_ in VITAL and token.dep_ == "acomp":
        clauses = [*syntax.children(token, "ccomp"), *syntax.children(token.head, "ccomp")]
        if clauses:
            return Rule.VITAL, clauses[0]
    return None


def _blamed(token: Token) -> tuple[Rule, Token] | None:
    """What a copula says is bad, as a Criticism of the speaker's: "this plan is reckless"."""
    copula = token.head
    words = {token.lemma_.lower(), token.lower_}
    if token.dep_ not in ("acomp", "attr") or copula.lemma_ != "be" or words.isdisjoint(lexicon().blame):
        return None
    negated = any(child.dep_ in ("neg", "aux") for child in copula.children)
    subject = next(iter(syntax.subjects(copula)), None)
    if negated or subject is None or subject.lower_ in NO_ADVOCATES:
        return None
    return Rule.BLAME, subject


def _asked(token: Token) -> bool:
    """Whether a sentence only asks or supposes: "should it stop?", "if it should"."""
    conditional = any(
        child.dep_ == "mark" and child.lower_ in HYPOTHETICAL
        for above in (token, *token.ancestors)
        for child in above.children
    )
    return token.sent.text.rstrip("\"”’' \n").endswith("?") or conditional


def _deed(verb: Token) -> Span:
    """What is to be done: the clause from its verb on, the whole of a passive."""
    span = clause_span(verb)
    first = min((child for child in verb.children if child.dep_ == "auxpass"), default=verb, key=lambda child: child.i)
    negation = next((child for child in verb.children if child.dep_ == "neg"), None)
    start = min(first.idx, negation.idx) if negation is not None else first.idx
    return Span(max(span.start, start), max(span.end, verb.idx + len(verb)))
