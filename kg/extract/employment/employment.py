"""Roles people hold: titles before names, appositions, copulas, "heads …", "works for …", a bare "of"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.claims import claim
from kg.extract.factuality import assess
from kg.extract.factuality.value import Stance
from kg.extract.lexicon.classes import groups, words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.rule_names import Rule
from kg.extract.titles import employer_inference, party_membership, titles
from kg.frames import frames
from kg.model import Claim, EntityType, Mention, MentionKind, RoleFilling, Span

SEEING = words("motion", "seeing")
EXTRACTOR = "positions.v2"
COPULAS = words("auxiliaries", "described", "staying")
SERVING = words("employment", "serving")
WORKING = groups("preposition_pairs", "working")
SPEAKERS = words("pronouns", "somebody")
HELD = words("employment", "posts", "posts_left")
HONORIFICS = words("people", "honorifics")
BODIES = words("employment", "boards")
BELONGING = words("prepositions", "belonging")
UNITS = words("employment", "units")
LEADING_PREPOSITIONS = words("prepositions", "leading_on")
SERVING_MEMBERS = words("employment", "serving_members")
LASTING = words("auxiliaries", "lasting")
CANDIDATES = words("people", "candidates")


def extract(parsed: ParsedArticle, _taken: set[int]) -> Iterator[Claim]:
    """The Role claims of an article, one for each holder, position and organization."""
    seen: set[tuple[Span, Span | None, Span | None]] = set()
    for person, held in (*_described(parsed), *predicated(parsed)):
        choices: list[RoleFilling | None] = [*held.organizations] or [None]
        for organization in choices:
            where = organization.span if organization else None
            key = (person.span, held.position.span if held.position else None, where)
            told_better = held.position is None and any((one, last) == (person.span, where) for one, _, last in seen)
            if key not in seen and not told_better and where != person.span and (held.position or organization):
                seen.add(key)
                yield _role(parsed, person, held, organization)


@dataclass(frozen=True, slots=True)
class Held:
    """A position as some words give it; ``verb`` is the one that says so, None where a description implies it."""

    rule: Rule
    position: RoleFilling | None
    organizations: Sequence[RoleFilling]
    trigger: Token
    sureness: float
    verb: Token | None = None


def _described(parsed: ParsedArticle) -> Iterator[tuple[Mention, Held]]:
    """What people are called beside their names: titles, appositions, "of Acme", parties."""
    for person in parsed.mentions:
        if person.kind is not MentionKind.NAME or person.type is not EntityType.PERSON:
            continue
        head = parsed.head(person.span)
        if head is None or titles.tells_nothing(person.text) or _names_a_chair(parsed, person):
            continue
        before = _title_before(parsed, person)
        found = [before] if before is not None else []
        if before is not None and (other := _fellow_title(parsed, before.trigger)) is not None:
            found.append(replace(before, position=titles.position(parsed, other), trigger=other))
        for noun in _apposed(head):
            found += _post(parsed, noun, Rule.APPOSITION, sureness=0.95)
        bare = list(_bare_affiliation(parsed, head))
        if before is not None and not any(held.organizations for held in found):
            # "Professor Jo Rao of the University of Selby"
            own = [held for held in bare if held.organizations] if before.position is not None else []
            found[0] = replace(before, organizations=own[0].organizations) if own else _employed(parsed, before)
            whose_each = [found[0].organizations] * len(found)
            found = [replace(held, organizations=whose) for held, whose in zip(found, whose_each, strict=True)]
            bare = [held for held in bare if held not in own]
        elif before is None and bare and (title := _title_word(parsed, person)) is not None:
            bare[0] = replace(bare[0], position=titles.position(parsed, title), trigger=title)
        found += bare
        found += (
            Held(Rule.PARTY, None, [party], token, 0.9)
            for party, token in party_membership.beside(parsed, person, head)
        )
        yield from ((person, held) for held in found)


def predicated(parsed: ParsedArticle) -> Iterator[tuple[Mention, Held]]:
    """What verbs say people are: "is the head of", "serves as", "leads", "works for"."""
    for verb in parsed.doc:
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        helds = list(_said(parsed, verb))
        if not helds:
            continue
        subjects = syntax.objects(verb) if verb.lemma_ == "employ" else syntax.subjects(verb)
        for person in (person for token in subjects if (person := _person(parsed, token)) is not None):
            yield from ((person, held) for held in helds)


def _said(parsed: ParsedArticle, verb: Token) -> Iterator[Held]:
    lemma = verb.lemma_.lower()
    if lemma in COPULAS:
        nouns = [item for attr in syntax.children(verb, "attr") for item in syntax.coordinated(attr)]
        nouns += [child for noun in nouns for child in syntax.children(noun, "appos") if titles.is_post(child)]
        for noun in nouns:
            if titles.is_post(noun):
                yield from _post(parsed, noun, Rule.COPULA, sureness=0.95, verb=verb)
            else:
                party = party_membership.filling(parsed, noun)
                yield from [Held(Rule.COPULA, None, [party], noun, 0.9, verb)] if party is not None else []
    if lemma in titles.LEADING and verb.pos_ == "VERB":
        yield from _leading(parsed, verb)
    for name, item, own in syntax.prepositions(verb):
        ahead = own and item.i < verb.i  # "As chair of the fund, she …"
        if name == "as" and (lemma in SERVING or ahead) and titles.is_post(item):
            yield from _post(parsed, item, Rule.SERVE_AS, sureness=0.9, verb=None if ahead else verb)
    if lemma == "hold":
        yield from _holding(parsed, verb)
    if lemma in WORKING:
        yield from _working(parsed, verb)


def _leading(parsed: ParsedArticle, verb: Token) -> Iterator[Held]:
    """ "chairs the committee": the verb tells the office."""
    named = [item for item in syntax.objects(verb) if item.lemma_.lower() != "team"]
    told = [filling for item in named if (filling := titles.organization(parsed, item)) is not None]
    if not told:
        told = [whose for item in named if item.lemma_.lower() in UNITS for whose in titles.organizations(parsed, item)]
    # "led the club to a title": where to, not what of
    led_on = any(prep.lower_ in LEADING_PREPOSITIONS for prep in syntax.children(verb, "prep"))
    if told and not led_on:
        office = titles.LEADING[verb.lemma_.lower()]
        yield Held(Rule.LEAD, _verbal(parsed, verb, office), told, verb, 0.8, verb)


def _holding(parsed: ParsedArticle, verb: Token) -> Iterator[Held]:
    """ "held senior positions with Acme", "holds the post of director at Acme"."""
    for item in syntax.objects(verb):
        if item.lemma_.lower() not in HELD:
            continue
        named = [noun for name, noun, _ in syntax.prepositions(item) if name in ("of", "as") and titles.is_post(noun)]
        told = titles.organizations(parsed, item)
        if named:
            yield Held(Rule.HOLD_POST, titles.position(parsed, named[0], past=_past(verb)), told, verb, 0.85, verb)
        elif told:
            employed = _verbal(parsed, verb, "employee") if _past(verb) else None
            yield Held(Rule.HOLD_POST, employed, told, verb, 0.8, verb)


def _working(parsed: ParsedArticle, verb: Token) -> Iterator[Held]:
    """ "works for Acme", "sits on the board of Acme", "is employed by Acme"."""
    if verb.lemma_ == "employ" and not syntax.is_passive(verb):
        return
    for name, item, own in syntax.prepositions(verb):
        if not own or name not in WORKING[verb.lemma_.lower()]:
            continue
        itself = titles.organization(parsed, item)
        if item.lemma_.lower() in BODIES and (whose := titles.organizations(parsed, item)):
            yield Held(Rule.WORK_FOR, _verbal(parsed, verb, f"{item.text} member", item), whose, verb, 0.88, verb)
        elif itself is not None:
            office = "member" if verb.lemma_ in SERVING_MEMBERS else "employee"
            yield Held(
                Rule.WORK_FOR, _verbal(parsed, verb, office) if _past(verb) else None, [itself], verb, 0.85, verb
            )


def _verbal(parsed: ParsedArticle, verb: Token, office: str, word: Token | None = None) -> RoleFilling:
    """The position that a verb tells; it says "former" where the verb is in the past."""
    token = word or verb
    span = Span(token.idx, token.idx + len(token))
    value = f"former {office}" if _past(verb) else office
    return RoleFilling("position", span, parsed.article.text[span.start : span.end], value=value)


def _past(verb: Token) -> bool:
    """Whether a verb tells of a state that was ("was", "worked", "had been"); "became" tells of one that is."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "use":
        return True  # "used to work"
    if verb.lemma_ in LASTING:
        return False
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ in ("MD", "TO", "VBZ", "VBP", "VB") for child in auxiliaries):
        return False
    return verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in auxiliaries)


def _person(parsed: ParsedArticle, token: Token) -> Mention | None:
    """The mention of a person who can hold a post: named here or elsewhere, or told by "he" or "she"."""
    mention = parsed.mention(token)
    if mention is None or parsed.type_of(mention) is not EntityType.PERSON or titles.tells_nothing(mention.text):
        return None
    if mention.kind is MentionKind.NAME or token.lower_ in SPEAKERS:
        return mention
    named = mention.chain is not None and any(
        other.chain == mention.chain and other.kind is MentionKind.NAME for other in parsed.mentions
    )
    return mention if named else None


def _title_before(parsed: ParsedArticle, person: Mention) -> Held | None:
    """ "Acme President Jo Rao", "Acme's president Jo Rao", "Attorney General Jo Rao"."""
    tokens = parsed.tokens(person.span)
    if tokens is None or tokens.start == 0:
        return None
    before = tokens.start - 1
    while before > 0 and parsed.doc[before].lower_.rstrip(".") in HONORIFICS:
        before -= 1
    noun = parsed.doc[before]
    if not titles.is_post(noun):
        head = tokens.root
        first = head.head if head.dep_ == "conj" else head
        shared = [child for child in syntax.children(first, "compound", "nmod") if child.tag_ in ("NNS", "NNPS")]
        if first == head or not shared or not titles.is_post(shared[-1]):
            return None
        noun = shared[-1]  # "Acme lawyers Jo Rao and Al Moe"
    return next(_post(parsed, noun, Rule.TITLE, sureness=0.97), None)


def _employed(parsed: ParsedArticle, held: Held) -> Held:
    """ "Chief Jo Rao": a title that stands bare, with the organization that the article makes plain."""
    title = held.position.value or held.position.text if held.position is not None else ""
    name = held.trigger.head if held.trigger.dep_ in ("compound", "nmod") else held.trigger
    if any(child.lower_ in BELONGING and child.i > name.i for child in name.children):
        return held  # "Chief Jo Rao of the fire brigade"
    first = titles.title_start(parsed, held.trigger)
    if first and parsed.doc[first - 1].lower_ in employer_inference.OF_BODIES:
        title = f"{parsed.doc[first - 1].text} {title}"
    told = employer_inference.plain(parsed, title, held.trigger) if title else None
    return replace(held, organizations=[told], sureness=min(held.sureness, 0.8)) if told is not None else held


def _apposed(head: Token) -> Iterator[Token]:
    """The nouns that apposition equates with a person."""
    for child in head.children:
        if child.dep_ in ("nmod", "compound") and titles.is_office(child) and syntax.children(child, "prep"):
            yield child  # "leader of the opposition Jo Rao"
        if child.dep_ == "appos" or (child.dep_ == "conj" and syntax.aged(head) and child.pos_ == "NOUN"):
            yield from (item for item in syntax.coordinated(child) if titles.is_post(item))
    if head.dep_ == "appos" and titles.is_post(head.head) and not _sought(head.head):
        yield from (item for item in syntax.coordinated(head.head) if titles.is_post(item) and item.i < head.i)
    if head.dep_ == "conj" and head.head.dep_ == "appos":
        described = head.head.head
        if described.tag_ == "NNS" and titles.is_post(described):
            yield described  # "two managers, Jo Rao and Al Moe"


def _title_word(parsed: ParsedArticle, person: Mention) -> Token | None:
    """The occupation that stands as a title before a name: "Professor Jo Rao"."""
    tokens = parsed.tokens(person.span)
    word = parsed.doc[tokens.start - 1] if tokens is not None and tokens.start else None
    return word if word is not None and word.pos_ == "PROPN" and titles.is_post(word) else None


def _fellow_title(parsed: ParsedArticle, noun: Token) -> Token | None:
    """ "co-founder and chief executive Jo Rao": the other title of the two that stand bare before a name."""
    start = titles.title_start(parsed, noun)
    if start < 2 or parsed.doc[start - 1].lower_ != "and":
        return None
    other = parsed.doc[start - 2]
    first = titles.title_start(parsed, other) if titles.is_office(other) and other.tag_ in ("NN", "NNP") else None
    bare = first is not None and (first == 0 or parsed.doc[first - 1].pos_ not in ("DET", "PRON"))
    return other if bare else None


def _sought(office: Token) -> bool:
    """Whether a post is only what somebody stands for: "the party's candidate for mayor, Jo Rao"."""
    return office.dep_ == "pobj" and office.head.lower_ == "for" and office.head.head.lemma_ in CANDIDATES


def _names_a_chair(parsed: ParsedArticle, person: Mention) -> bool:
    """Whether a name is an endowed post's: "the Robert Ellis Professor of Law"."""
    tokens = parsed.tokens(person.span)
    if tokens is None or tokens.end >= len(parsed.doc):
        return False
    after = parsed.doc[tokens.end]
    return after.pos_ == "PROPN" and titles.is_post(after) and after.i not in parsed.covering


def _post(
    parsed: ParsedArticle, noun: Token, rule: Rule, *, sureness: float, verb: Token | None = None
) -> Iterator[Held]:
    """ "a senior staff attorney at the ACLU", "Acme's chief executive", "president and founder of Acme"."""
    told = titles.organizations(parsed, noun)
    if told or titles.is_office(noun):
        past = verb is not None and _past(verb)
        yield Held(rule, titles.position(parsed, noun, past=past), told, noun, sureness, verb)


def _bare_affiliation(parsed: ParsedArticle, head: Token) -> Iterator[Held]:
    """ "Jo Rao of Acme": belonging without a title."""
    for child in syntax.children(head, "appos"):
        # "Jo Rao (Acme)"
        bracketed = child.left_edge.i > head.i + 1 and child.left_edge.nbor(-1).text == "("
        told = titles.organization(parsed, child, named=True) if bracketed else None
        if told is not None:
            yield Held(Rule.AFFILIATION, None, [told], head, 0.85)
    for owner in syntax.children(head, "poss"):
        # "Acme's Jo Rao"
        told = titles.organization(parsed, owner) if owner.i < head.i else None
        if told is not None and parsed.mention(owner) is not None and head.pos_ == "PROPN":
            yield Held(Rule.AFFILIATION, None, [told], head, 0.8)
    for prep in syntax.children(head, "prep"):
        past = any(child.lower_ in titles.FORMERLY for child in syntax.children(prep, "advmod"))  # "formerly of Acme"
        if prep.lower_ in BELONGING and not past and not _seen_at(head, prep):
            items = syntax.children(prep, "pobj")
            items += [name for item in items for name in syntax.children(item, "appos")]  # "of the law firm Acme LLP"
            of = [f for item in items if (f := titles.organization(parsed, item, named=True)) is not None]
            if of:
                yield Held(Rule.AFFILIATION, None, of, head, 0.85)


def _role(parsed: ParsedArticle, person: Mention, held: Held, organization: RoleFilling | None) -> Claim:
    holder = RoleFilling("holder", person.span, person.text)
    fillings = [holder, *(filling for filling in (held.position, organization) if filling is not None)]
    # A description is its writer's own, whatever the sentence goes on to say of the person.
    stance = assess.stance(held.verb) if held.verb is not None else Stance()
    return claim(
        parsed,
        frames()["Role"],
        held.trigger,
        fillings,
        confidence=held.sureness,
        extractor=EXTRACTOR,
        rule=held.rule,
        stance=stance,
    )


def _seen_at(person: Token, preposition: Token) -> bool:
    """Whether "at Acme" says where somebody was met, not whose they are: "interviewed Jo Rao at Acme"."""
    return preposition.lower_ == "at" and person.dep_ == "dobj" and person.head.lemma_ in SEEING
