"""Putting a claim together: stance, holders, time, evidence and confidence around a trigger and its fillings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.attribution.cues import ANNOUNCING, CLAIMING, DEMANDING, STUDIES
from kg.extract.factuality import assess
from kg.extract.factuality.embedding import EVIDENT
from kg.extract.factuality.value import Stance
from kg.extract.fillers import MEMBERS, document
from kg.extract.parsed_article import ParsedArticle
from kg.extract.syntax import headlines, times
from kg.frames import Frame
from kg.model import (
    Certainty,
    Claim,
    Direction,
    EntityType,
    Holder,
    MentionKind,
    Quotation,
    QuotationMode,
    RoleFilling,
    Span,
)

# Verbs whose report adds no holder to what their own stance says.
STANDING = EVIDENT | ANNOUNCING | CLAIMING | DEMANDING
# A pronoun or a described filler rests on coreference, which is right about four times in five.
SURENESS = {MentionKind.PRONOUN: 0.85, MentionKind.NOMINAL: 0.93}


def claim(
    parsed: ParsedArticle,
    frame: Frame,
    trigger: Token,
    fillings: Sequence[RoleFilling],
    *,
    confidence: float,
    extractor: str,
    rule: str,
    when: str = "",
    complement: Token | None = None,
    direction: Direction | None = None,
    stance: Stance | None = None,
    predicate: str | None = None,
) -> Claim:
    """The claim that ``trigger`` makes with these fillings; with ``when`` its negation is the event (``Trigger``).

    ``predicate`` is the phrase of an open claim.
    """
    if stance is None:
        stance = assess.stance(trigger)
    if when in ("negated", "absent", "ended"):
        stance = stance.negated()
    speaker = headlines.speaker(parsed.headlines, trigger)
    if speaker is not None and speaker not in stance.holders:
        stance = replace(stance, holders=(*stance.holders, speaker))
        stance = stance if _can_hold(parsed, speaker) else stance.at_most(Certainty.PROBABLE)  # "– report"
    if any(_unnamed(parsed, token) for token in stance.holders):
        stance = stance.at_most(Certainty.PROBABLE)  # it is somebody's word, and nobody's whom we could name
    holders = attribution(parsed, trigger, stance)
    for filling in fillings:
        mention = parsed.by_span.get(filling.span)
        confidence *= SURENESS.get(mention.kind, 1.0) if mention else 1.0
    return Claim(
        frame=frame.name,
        trigger=Span(trigger.idx, trigger.idx + len(trigger)),
        roles=tuple(sorted(fillings, key=lambda filling: (list(frame.roles).index(filling.role), filling.span))),
        evidence=evidence(parsed, trigger),
        extractor=extractor,
        confidence=round(confidence, 3),
        rule=rule,
        polarity=stance.polarity,
        certainty=stance.certainty,
        actuality=stance.actuality,
        direction=direction,
        time=times.of(parsed.article.text, trigger, complement, promised=frame.name == "Pledge"),
        attribution=holders,
        predicate=predicate,
    )


def attribution(parsed: ParsedArticle, trigger: Token, stance: Stance) -> tuple[Holder, ...]:
    """Everybody through whom the claim comes, nearest first: holders in the sentence, then speakers around it."""
    holders = [parsed.holder(token) for token in stance.holders if _can_hold(parsed, token)]
    holders += [
        quotation.speaker
        for quotation in parsed.quotations_at(trigger.idx)
        if quotation.speaker is not None and not _owned_up(parsed, quotation) and _can_speak(parsed, quotation.speaker)
    ]
    kept: list[Holder] = []
    for holder in holders:
        if all(holder.span != other.span for other in kept):
            kept.append(holder)
    return tuple(kept)


def _owned_up(parsed: ParsedArticle, quotation: Quotation) -> bool:
    """Whether a reported clause stands by itself ("admitted that …"), so that it is the article's own word.

    Whose word an infinitive or a noun is ("asked them to sell", "announced the sale"), the stance says.
    """
    cue = quotation.cue
    verb = parsed.doc.char_span(cue.start, cue.end) if cue is not None else None
    return quotation.mode is QuotationMode.INDIRECT and verb is not None and verb.root.lemma_ in STANDING


def _can_speak(parsed: ParsedArticle, speaker: Holder) -> bool:
    """Whether a quotation's speaker can answer for what it tells; what a document tells is left with the article."""
    head = parsed.head(speaker.span)
    return head is None or _can_hold(parsed, head) or not (document(head) or head.lemma_.lower() in STUDIES)


def _can_hold(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a token names somebody who can answer for a claim; "according to emails" leaves it with the article."""
    mention = parsed.mention(token)
    if mention is None:
        return token.pos_ == "NOUN" and token.lemma_.lower() in MEMBERS
    kind = parsed.type_of(mention)
    return kind not in (EntityType.DOCUMENT, EntityType.PRODUCT, EntityType.TECHNOLOGY, EntityType.LAW)


def _unnamed(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a noun is of somebody who is no entity, such as "two clerks": no document, which only carries words."""
    return (
        parsed.mention(token) is None and not _can_hold(parsed, token) and token.tag_ == "NNS" and not document(token)
    )


def evidence(parsed: ParsedArticle, trigger: Token) -> Span:
    """The sentence of the trigger, trimmed of white space."""
    sentence = trigger.sent
    start, end = sentence.start_char, sentence.end_char
    text = parsed.article.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
