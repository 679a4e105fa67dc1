"""From when, or until when, somebody held a post: "was chair until May", "has led the firm since 2017"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.claims import claim
from kg.extract.employment import employment
from kg.extract.factuality import assess
from kg.extract.factuality.negation import is_negated
from kg.extract.lexicon.classes import pairs, words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.rule_names import Rule
from kg.frames import frames
from kg.model import Actuality, Claim, Polarity, RoleFilling

EXTRACTOR = "tenures.v1"
ENDS = pairs("employment", "ends")
DATES = words("calendar", "months", "seasons")


def extract(parsed: ParsedArticle, _taken: set[int]) -> Iterator[Claim]:
    """The Departure at the end of a post that was held until a day, the Appointment at its beginning."""
    for person, held in employment.predicated(parsed):
        verb = held.verb
        frame = _end(verb) if verb is not None else None
        if verb is None or frame is None:
            continue
        stance = assess.stance(verb)
        if is_negated(verb) or stance.polarity is not Polarity.AFFIRMED or stance.actuality is not Actuality.ACTUAL:
            continue
        roles = [RoleFilling("person", person.span, person.text), *held.organizations[:1]]
        if held.position is not None and held.position.span.start != verb.idx:  # the verb itself names no title
            value = held.position.value or held.position.text
            roles.append(replace(held.position, value=value.removeprefix("former ")))
        if len(roles) > 1:
            yield claim(
                parsed,
                frames()[frame],
                verb,
                roles,
                confidence=0.8,
                extractor=EXTRACTOR,
                rule=Rule.TENURE,
                stance=stance,
            )


def _end(verb: Token) -> str | None:
    """Which end of its post a verb dates: "was … until May" the last, "has been … since 2019" the first."""
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
    for prep in syntax.children(verb, "prep"):
        frame = ENDS.get(prep.lower_)
        dated = any(_is_date(item) for item in syntax.children(prep, "pobj"))
        past = verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in syntax.children(verb, "aux"))
        if frame is not None and dated and (perfect if frame == "Appointment" else past):
            return frame
    return None


def _is_date(token: Token) -> bool:
    year = token.text.isdigit() and len(token.text) == 4
    return year or token.lower_ in DATES or (token.ent_type_ == "DATE" and token.pos_ in ("NOUN", "PROPN"))
