"""Comings and goings told in full by what the article says of the person's post: "Farrow, who resigned in 2018".

An Appointment or Departure that lacks its position or organization takes them from the Role claims of the same person,
where these leave no choice. A "predecessor" left the post that the possessor holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.claims import claim
from kg.extract.employment import dates, successions
from kg.extract.factuality.value import Stance
from kg.extract.fillers import fill
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.rule_names import Rule
from kg.extract.rules.functions import LASTING
from kg.extract.titles import titles
from kg.frames import frames
from kg.model import Claim, EntityType, MentionKind, Polarity, RoleFilling

EXTRACTOR = "completing.v1"
MOVES = frozenset({"Appointment", "Departure"})
FOUNDERS = words("offices", "founders")
# How much surer a claim is that has all its roles from its own sentence.
LENT = 0.9
POSTS_LEFT = words("employment", "posts_left")
OF_PREDECESSORS = words("prepositions", "predecessors")


@dataclass(frozen=True, slots=True)
class Post:
    """A position with its organization, as a Role claim gives them; ``title`` is the bare position in lower case."""

    title: str
    former: bool
    position: RoleFilling
    organization: RoleFilling


def completed(parsed: ParsedArticle, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, comings and goings filled up; who arrives nobody knows where is left out."""
    held = _posts(parsed, claims)
    done: list[Claim] = []
    for one in claims:
        if one.frame in MOVES:
            one = _filled(parsed, one, held)
        done.append(one)
    done = [_shared(one, done) for one in done]
    done = [one for one in done if one.frame != "Appointment" or one.role("position") or one.role("organization")]
    return [*done, *_predecessors(parsed, held), *_foundings(parsed, done)]


def _posts(parsed: ParsedArticle, claims: Sequence[Claim]) -> dict[int, list[Post]]:
    """Chain of a person → the posts that the article says they hold or held, each once."""
    held: dict[int, list[Post]] = {}
    for one in claims:
        position, organization, holder = one.role("position"), one.role("organization"), one.role("holder")
        if one.frame != "Role" or one.polarity is not Polarity.AFFIRMED:
            continue
        if position is None or organization is None or holder is None:
            continue
        text = (position.value or position.text).lower()
        first, _, rest = text.replace("-", " ").partition(" ")
        former = first in titles.PAST
        title = rest if former else text
        chain = parsed.chains.get(holder.span)
        mention = parsed.by_span.get(organization.span)
        word = parsed.head(position.span)
        if (
            chain is None
            or title in LASTING
            or word is None
            or word.pos_ == "VERB"
            or (mention is not None and mention.kind is MentionKind.PRONOUN)
        ):
            continue
        known = held.setdefault(chain, [])
        if not any(post.title == title and _same(parsed, post.organization, organization) for post in known):
            known.append(Post(title, former, position, organization))
    return held


def _filled(parsed: ParsedArticle, one: Claim, held: dict[int, list[Post]]) -> Claim:
    person, position, organization = one.role("person"), one.role("position"), one.role("organization")
    chain = parsed.chains.get(person.span) if person is not None else None
    known = held.get(chain, []) if chain is not None else []
    leaves = one.frame == "Departure"
    if not known or (position is not None and organization is not None):
        return one
    if position is not None:
        title = (position.value or position.text).lower()
        fitting = [post for post in known if post.title == title or (leaves and post.title.endswith(f" {title}"))]
        return _with(one, fitting[0].organization) if _agree(parsed, fitting) else one
    if not leaves:
        now = [post for post in known if not post.former]
        if organization is not None and one.extractor == dates.EXTRACTOR:
            now = [post for post in now if _same(parsed, post.organization, organization)]
            return _with(one, now[0].position) if len(now) == 1 else one
        if organization is not None or not _agree(parsed, now):
            return one
        return _with(_with(one, now[0].position) if len(now) == 1 else one, now[0].organization)
    if organization is not None:
        fitting = [post for post in known if _same(parsed, post.organization, organization)]
        return _with(one, fitting[0].position) if len(fitting) == 1 else one
    if _elsewhere(parsed, one):
        return one
    # what somebody was is not what they leave now, unless it was in a year that is told, or one sentence says both
    dated = one.time is not None and re.search(r"\b(?:19|20)\d\d\b", one.time.text) is not None
    here = [post for post in known if post.former and (dated or one.evidence.covers(post.position.span))]
    gone = here or [post for post in known if not post.former]
    if len(gone) == 1:
        return _with(_with(one, gone[0].position), gone[0].organization)
    return _with(one, gone[0].organization) if _agree(parsed, gone) else one


def _elsewhere(parsed: ParsedArticle, one: Claim) -> bool:
    """Whether the sentence says what was left, in words that name no body: "resigned from the panel"."""
    verb = parsed.head(one.trigger)
    if verb is None:
        return True
    told = [child for child in verb.children if child.lower_ in ("from", "as")]
    things = [item for item in syntax.objects(verb) if item.lemma_.lower() not in POSTS_LEFT]
    return bool(told) or (bool(things) and not syntax.is_passive(verb) and parsed.chain_of(things[0]) is None)


def _shared(one: Claim, claims: Sequence[Claim]) -> Claim:
    """ "replaced Jo Rao as chair": the organization that one of the two has is the other's too."""
    own = one.role("position")
    if one.frame not in MOVES or one.role("organization") is not None:
        return one
    for other in claims:
        if other.frame in MOVES and other.frame != one.frame and other.trigger == one.trigger:
            organization, position = other.role("organization"), other.role("position")
            if organization is None or position is None:
                continue
            if own is not None and own.span == position.span:
                return _with(one, organization)
            if own is None and one.extractor == successions.EXTRACTOR and one.frame == "Appointment":
                return _with(_with(one, position), organization)  # "Moe, head of the fund, was succeeded by Rao"
    return one


def _predecessors(parsed: ParsedArticle, held: dict[int, list[Post]]) -> Iterator[Claim]:
    """ "Rao's predecessor, Al Moe": who left the one post that Rao holds."""
    for noun in parsed.doc:
        if noun.lemma_.lower() != "predecessor" or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        if any(child.lower_ in OF_PREDECESSORS for child in noun.children):
            continue  # "her predecessor at Acme": of some post, not of the one she holds
        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        chain = parsed.chain_of(owner) if owner is not None else None
        known = [post for post in held.get(chain, []) if not post.former] if chain is not None else []
        person = _named(parsed, noun)
        if len(known) == 1 and person is not None and parsed.chains.get(person.span) != chain:
            filled = [person, known[0].position, known[0].organization]
            # what somebody is to another is the writer's own, whatever the sentence goes on to say
            yield claim(
                parsed,
                frames()["Departure"],
                noun,
                filled,
                confidence=0.8,
                extractor=EXTRACTOR,
                rule=Rule.PREDECESSOR,
                stance=Stance(),
            )


def _foundings(parsed: ParsedArticle, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Whoever is called the founder of something founded it."""
    told = [(one.role("founder"), one.role("organization")) for one in claims if one.frame == "Founding"]
    for one in claims:
        position, holder, organization = one.role("position"), one.role("holder"), one.role("organization")
        if one.frame != "Role" or position is None or holder is None or organization is None:
            continue
        word = (position.value or position.text).lower().rpartition(" ")[2]
        known = any(
            founder is not None
            and _same(parsed, founder, holder)
            and (what is None or _same(parsed, what, organization))
            for founder, what in told
        )
        if word in FOUNDERS and one.polarity is Polarity.AFFIRMED and not known:
            told.append((holder, organization))
            roles = (replace(holder, role="founder"), organization)
            yield replace(one, frame="Founding", roles=roles, extractor=EXTRACTOR, rule=Rule.FOUNDER, time=None)


def _named(parsed: ParsedArticle, noun: Token) -> RoleFilling | None:
    """Who is called somebody's predecessor: the name beside it."""
    beside = [child for child in noun.children if child.dep_ == "appos"]
    beside += [noun.head] if noun.dep_ in ("appos", "compound", "nmod") else []
    for token in beside:
        mention = parsed.mention(token)
        if mention is not None and mention.kind is MentionKind.NAME and mention.type is EntityType.PERSON:
            return fill(parsed, token, frames()["Departure"].roles["person"])
    return None


def _with(one: Claim, filling: RoleFilling) -> Claim:
    if one.role(filling.role) is not None:
        return one
    if filling.role == "position" and filling.value and filling.value.lower().startswith("former "):
        filling = replace(filling, value=filling.value[len("former ") :])
    order = list(frames()[one.frame].roles)
    roles = tuple(sorted((*one.roles, filling), key=lambda each: (order.index(each.role), each.span)))
    return replace(one, roles=roles, confidence=round(one.confidence * LENT, 3))


def _agree(parsed: ParsedArticle, known: Sequence[Post]) -> bool:
    """Whether all the posts are of one organization."""
    return bool(known) and all(_same(parsed, post.organization, known[0].organization) for post in known)


def _same(parsed: ParsedArticle, one: RoleFilling, other: RoleFilling) -> bool:
    chain = parsed.chains.get(one.span)
    return one.span == other.span or (chain is not None and chain == parsed.chains.get(other.span))
