"""One after the other in an office: "replaced Jo Rao as chair", "was succeeded by Jo Rao", "joins from Acme"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import grammar, posts
from kg.extract.claims import claim
from kg.extract.lexicon.classes import words
from kg.extract.rule_names import Rule
from kg.extract.scene import Scene, fill
from kg.frames import frames
from kg.model import Claim, EntityType, RoleFilling

EXTRACTOR = "successions.v1"
# "replace" is also said of players and parts: it takes an office with it to mean one.
FOLLOWING = {"succeed": False, "replace": True}
FOUNDERS = words("offices", "founders")


def extract(scene: Scene, _taken: set[int]) -> Iterator[Claim]:
    """The Appointment and Departure claims of those who follow one another, or come from elsewhere."""
    for verb in scene.doc:
        if verb.pos_ != "VERB":
            continue
        lemma = verb.lemma_.lower()
        if lemma in FOLLOWING:
            yield from _succession(scene, verb, needs_office=FOLLOWING[lemma])
        elif lemma in ("join", "arrive", "move", "come") and not grammar.is_passive(verb):
            yield from _from_elsewhere(scene, verb)


def _succession(scene: Scene, verb: Token, *, needs_office: bool) -> Iterator[Claim]:
    newcomers, leavers = grammar.subjects(verb), grammar.objects(verb)
    if not newcomers and grammar.is_passive(verb):
        # "was succeeded on an interim basis by Jo Rao", where the parser hangs her on the basis
        newcomers = [item for name, item, _ in grammar.prepositions(verb) if name == "by"]
    news, olds = _people(scene, newcomers), _people(scene, leavers)
    if not news or not olds or {filling.span for filling in news} & {filling.span for filling in olds}:
        return
    office = _office(verb, newcomers[0], leavers[0])
    if office is None and needs_office:
        return
    shared = [posts.position(scene, office), *posts.organizations(scene, office)[:1]] if office is not None else []
    for frame, people in (("Appointment", news), ("Departure", olds)):
        for person in people:
            filled = [RoleFilling("person", person.span, person.text), *shared]
            yield claim(scene, frames()[frame], verb, filled, confidence=0.82, extractor=EXTRACTOR, rule=Rule.SUCCEED)


def _office(verb: Token, newcomer: Token, leaver: Token) -> Token | None:
    """The office passed on: told by "as", by what the leaver is called, or the newcomer who "replaced" them."""
    for name, item, _ in grammar.prepositions(verb):
        if name == "as" and posts.is_post(item):
            return item
    people = [leaver, newcomer] if verb.dep_ == "relcl" and not grammar.is_passive(verb) else [leaver]
    for person in people:
        nouns = [person, *reversed(grammar.children(person, "compound", "nmod"))]
        for noun in nouns:
            if posts.is_office(noun) and noun.lower_ not in FOUNDERS:
                return noun
    return None


def _from_elsewhere(scene: Scene, verb: Token) -> Iterator[Claim]:
    """ "joined the firm from Acme": whoever does so leaves Acme."""
    joins = verb.lemma_ == "join" or any(
        (name == "as" and posts.is_post(item)) or (name == "to" and item.lower_ in ("us", "me"))
        for name, item, _ in _phrases(verb)
    )
    if not joins:
        return
    for name, item, own in _phrases(verb):
        former = posts.organization(scene, item) if name == "from" and own else None
        for person in _people(scene, grammar.subjects(verb)) if former is not None else ():
            if former is not None and former.span != person.span:
                yield _move(scene, "Departure", verb, [person, former])
                if not grammar.objects(verb):
                    # "who joined from Acme": where to, only the person's post can tell (``completing``)
                    yield _move(scene, "Appointment", verb, [person])


def _move(scene: Scene, frame: str, verb: Token, filled: list[RoleFilling]) -> Claim:
    return claim(scene, frames()[frame], verb, filled, confidence=0.8, extractor=EXTRACTOR, rule=Rule.JOIN_FROM)


def _phrases(verb: Token) -> list[tuple[str, Token, bool]]:
    return list(grammar.prepositions(verb))


def _people(scene: Scene, tokens: list[Token]) -> list[RoleFilling]:
    role = frames()["Departure"].roles["person"]
    found = (fill(scene, token, role) for token in tokens if not _many(token))
    people = [filling for filling in found if filling is not None]
    return [filling for filling in people if _is_person(scene, filling)]


def _many(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _is_person(scene: Scene, filling: RoleFilling) -> bool:
    mention = scene.by_span.get(filling.span)
    return mention is not None and scene.type_of(mention) is EntityType.PERSON
