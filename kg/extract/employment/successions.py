"""One after the other in an office: "replaced Jo Rao as chair", "was succeeded by Jo Rao", "joins from Acme"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.claims import claim
from kg.extract.fillers import fill
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.rule_names import Rule
from kg.extract.titles import titles
from kg.frames import frames
from kg.model import Claim, EntityType, RoleFilling

EXTRACTOR = "successions.v1"
SUCCEEDING, REPLACING = words("employment", "succeeding"), words("employment", "replacing")
FOUNDERS = words("offices", "founders")
ARRIVING = words("motion", "arriving")
FIRST_PERSON = words("pronouns", "first_person_objects")


def extract(parsed: ParsedArticle, _taken: set[int]) -> Iterator[Claim]:
    """The Appointment and Departure claims of those who follow one another, or come from elsewhere."""
    for verb in parsed.doc:
        if verb.pos_ != "VERB":
            continue
        lemma = verb.lemma_.lower()
        if lemma in SUCCEEDING | REPLACING:
            yield from _succession(parsed, verb, needs_office=lemma in REPLACING)
        elif lemma in ARRIVING and not syntax.is_passive(verb):
            yield from _from_elsewhere(parsed, verb)


def _succession(parsed: ParsedArticle, verb: Token, *, needs_office: bool) -> Iterator[Claim]:
    newcomers, leavers = syntax.subjects(verb), syntax.objects(verb)
    news, olds = _people(parsed, newcomers), _people(parsed, leavers)
    if not news or not olds or {filling.span for filling in news} & {filling.span for filling in olds}:
        return
    office = _office(verb, newcomers[0], leavers[0])
    if office is None and needs_office:
        return
    shared = [titles.position(parsed, office), *titles.organizations(parsed, office)[:1]] if office is not None else []
    for frame, people in (("Appointment", news), ("Departure", olds)):
        for person in people:
            filled = [RoleFilling("person", person.span, person.text), *shared]
            yield claim(parsed, frames()[frame], verb, filled, confidence=0.82, extractor=EXTRACTOR, rule=Rule.SUCCEED)


def _office(verb: Token, newcomer: Token, leaver: Token) -> Token | None:
    """The office passed on: told by "as", by what the leaver is called, or the newcomer who "replaced" them."""
    for name, item, _ in syntax.prepositions(verb):
        if name == "as" and titles.is_post(item):
            return item
    people = [leaver, newcomer] if verb.dep_ == "relcl" and not syntax.is_passive(verb) else [leaver]
    for person in people:
        nouns = [person, *reversed(syntax.children(person, "compound", "nmod"))]
        for noun in nouns:
            if titles.is_office(noun) and noun.lower_ not in FOUNDERS:
                return noun
    return None


def _from_elsewhere(parsed: ParsedArticle, verb: Token) -> Iterator[Claim]:
    """ "joined the firm from Acme": whoever does so leaves Acme."""
    joins = verb.lemma_ == "join" or any(
        (name == "as" and titles.is_post(item)) or (name == "to" and item.lower_ in FIRST_PERSON)
        for name, item, _ in _phrases(verb)
    )
    if not joins:
        return
    for name, item, own in _phrases(verb):
        former = titles.organization(parsed, item) if name == "from" and own else None
        for person in _people(parsed, syntax.subjects(verb)) if former is not None else ():
            if former is not None and former.span != person.span:
                yield _move(parsed, "Departure", verb, [person, former])
                if not syntax.objects(verb):
                    # "who joined from Acme": where to, only the person's post can tell (``implicit_arguments``)
                    yield _move(parsed, "Appointment", verb, [person])


def _move(parsed: ParsedArticle, frame: str, verb: Token, filled: list[RoleFilling]) -> Claim:
    return claim(parsed, frames()[frame], verb, filled, confidence=0.8, extractor=EXTRACTOR, rule=Rule.JOIN_FROM)


def _phrases(verb: Token) -> list[tuple[str, Token, bool]]:
    return list(syntax.prepositions(verb))


def _people(parsed: ParsedArticle, tokens: list[Token]) -> list[RoleFilling]:
    role = frames()["Departure"].roles["person"]
    found = (fill(parsed, token, role) for token in tokens if not _many(token))
    people = [filling for filling in found if filling is not None]
    return [filling for filling in people if _is_person(parsed, filling)]


def _many(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _is_person(parsed: ParsedArticle, filling: RoleFilling) -> bool:
    mention = parsed.by_span.get(filling.span)
    return mention is not None and parsed.type_of(mention) is EntityType.PERSON
