"""Roles people hold: titles before names, appositions, copulas, "heads …", and a bare "of" or "at" an organization."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract import factuality, grammar
from kg.extract.claims import claim
from kg.extract.lexicon import lexicon
from kg.extract.scene import Scene, admits, fill
from kg.extract.stance import Stance
from kg.frames import frames
from kg.model import Claim, EntityType, Mention, MentionKind, RoleFilling, Span

EXTRACTOR = "positions.v1"
# Positions beside the everyday ones of ``lexicon.toml``; "attorney general" and its like end in an adjective.
POSITIONS = frozenset(
    """ambassador architect archbishop banker bishop captain cardinal chancellor cio ciso cmo coach colonel commander
    congressman congresswoman constable consul consultant coordinator councillor councilman councilor councilwoman
    curator dean designer developer economist envoy evp foreman inspector instructor investigator judge justice
    lawmaker lieutenant magistrate major marshal mp ombudsman organiser pastor premier principal prosecutor provost
    rector senator sergeant sheriff speaker statistician strategist superintendent supervisor svp technologist
    treasurer trustee undersecretary vice-chair vice-president vp warden whip""".split()
)
TWO_WORDS = frozenset(
    f"{first} {last}"
    for last in ("general", "elect", "laureate", "emeritus", "designate")
    for first in (
        "attorney",
        "solicitor",
        "secretary",
        "inspector",
        "surgeon",
        "director",
        "consul",
        "governor",
        "comptroller",
        "auditor",
        "postmaster",
        "president",
        "mayor",
        "professor",
        "poet",
    )
)
LEADING = frozenset({"lead", "head", "chair", "direct", "run", "oversee", "captain", "coach", "manage"})
PAST = frozenset({"former", "ex", "onetime", "erstwhile", "then"})
ORGANIZATION_LINKS = ("of", "at", "for", "with", "in", "from", "on")
# Words that grade a position and belong to its title.
GRADES = frozenset(
    """senior junior chief deputy vice assistant associate executive managing acting interim former ex-president
    general principal lead staff first national regional global founding honorary co-founder shadow prime
    foreign finance legal policy press media communications technology operating financial information marketing
    security research attorney district federal state special human non-executive adjunct emeritus longtime
    then-chief""".split()
)


def extract(scene: Scene, _taken: set[int]) -> Iterator[Claim]:
    """The Role claims of an article, one for each holder, position and organization."""
    seen: set[tuple[Span, Span | None, Span | None]] = set()
    for person in scene.mentions:
        if person.kind is not MentionKind.NAME or person.type is not EntityType.PERSON:
            continue
        head = scene.head(person.span)
        if head is None:
            continue
        for held in _held(scene, person, head):
            choices: list[RoleFilling | None] = [*held.organizations] or [None]
            for organization in choices:
                position = held.position
                key = (person.span, position.span if position else None, organization.span if organization else None)
                if key not in seen and (position or organization):
                    seen.add(key)
                    yield _role(scene, person, held, organization)


@dataclass(frozen=True, slots=True)
class Held:
    """A position as some words give it; ``verb`` is the one that says so, None where a description implies it."""

    position: RoleFilling | None
    organizations: Sequence[RoleFilling]
    trigger: Token
    sureness: float
    verb: Token | None = None


def title_span(scene: Scene, noun: Token) -> Span | None:
    """The whole title of the position that ``noun`` names ("chief executive"), or None where it names none."""
    if not _is_position(noun):
        return None
    return _position(scene, _title_start(scene, noun.i), noun.i).span


def _held(scene: Scene, person: Mention, head: Token) -> Iterator[Held]:
    """Everything a person is said to be around one mention."""
    before = _title_before(scene, person)
    if before is not None:
        yield before
    for noun in _apposed(head):
        yield from _position_phrase(scene, noun, sureness=0.95)
    for verb in _governing(head):
        if verb.lemma_ in ("be", "become", "remain"):
            for noun in (item for attr in grammar.children(verb, "attr") for item in grammar.coordinated(attr)):
                if _is_position(noun):
                    yield from _position_phrase(scene, noun, sureness=0.95, verb=verb)
        if verb.lemma_ in LEADING and verb.pos_ == "VERB":
            organizations = _organizations(scene, grammar.objects(verb))
            if organizations:
                yield Held(None, organizations, verb, 0.8, verb)
        if verb.lemma_ in ("serve", "act", "work"):
            for name, item, _ in grammar.prepositions(verb):
                if name == "as":
                    yield from _position_phrase(scene, item, sureness=0.9, verb=verb)
    yield from _bare_affiliation(scene, head)


def _title_before(scene: Scene, person: Mention) -> Held | None:
    """ "Acme President Jo Rao", "Acme's president Jo Rao", "Attorney General Jo Rao"."""
    tokens = scene.tokens(person.span)
    if tokens is None or tokens.start == 0:
        return None
    last = tokens.start - 1
    if not _is_position(scene.doc[last]):
        return None
    first = _title_start(scene, last)
    position = _position(scene, first, last)
    owner = first - 1
    if owner >= 0 and scene.doc[owner].tag_ == "POS":
        owner -= 1
    organizations = _organizations(scene, [scene.doc[owner]]) if owner >= 0 and _adjoins(scene, owner, first) else []
    return Held(position, organizations, scene.doc[last], 0.97)


def _past(scene: Scene, first: int) -> str:
    """ "former " where an organization's name parts the word from its position ("former Acme president")."""
    named = scene.covering.get(first - 1) or (scene.covering.get(first - 2) if first > 1 else None)
    tokens = scene.tokens(named.span) if named is not None else None
    if tokens is None or tokens.start == 0 or not _adjoins(scene, tokens.end - 1, first):
        return ""
    return "former " if scene.doc[tokens.start - 1].lower_ in PAST else ""


def _adjoins(scene: Scene, owner: int, first: int) -> bool:
    """Whether the name that ends at ``owner`` stands directly before the title."""
    between = scene.article.text[scene.doc[owner].idx + len(scene.doc[owner]) : scene.doc[first].idx]
    return between.strip() in ("", "'s", "’s", "'", "’") and "\n" not in between


def _title_start(scene: Scene, last: int) -> int:
    first = last
    while first > 0:
        token = scene.doc[first - 1]
        graded = (
            token.lower_ in GRADES or _is_position(token) or f"{token.lower_} {scene.doc[first].lower_}" in TWO_WORDS
        )
        if not graded or token.is_punct or token.i in scene.covering:
            break
        first -= 1
    return first


def _apposed(head: Token) -> Iterator[Token]:
    """The nouns that apposition equates with a person."""
    for child in head.children:
        if child.dep_ == "appos":
            yield from (item for item in grammar.coordinated(child) if _is_position(item))
    if head.dep_ == "appos" and _is_position(head.head):
        yield head.head


def _governing(head: Token) -> Iterator[Token]:
    """The verbs whose subject a person is, directly or through a relative clause."""
    if head.dep_ == "nsubj":
        yield head.head
    for child in head.children:
        if child.dep_ == "relcl" and any(c.lower_ in ("who", "that") and c.dep_ == "nsubj" for c in child.children):
            yield child


def _position_phrase(scene: Scene, noun: Token, *, sureness: float, verb: Token | None = None) -> Iterator[Held]:
    """ "a senior staff attorney at the ACLU", "Acme's chief executive", "president and founder of Acme"."""
    first = _title_start(scene, noun.i)
    position = _position(scene, first, noun.i)
    candidates = [*grammar.children(noun, "poss", "compound", "nmod")]
    hosts = [noun, *grammar.children(noun, "conj")]
    if noun.dep_ == "conj":
        hosts.append(noun.head)
    for host in hosts:
        candidates += [item for name, item, own in grammar.prepositions(host) if name in ORGANIZATION_LINKS and own]
    yield Held(position, _organizations(scene, candidates), noun, sureness, verb)


def _bare_affiliation(scene: Scene, head: Token) -> Iterator[Held]:
    """ "Jo Rao of Acme": belonging without a title."""
    for prep in grammar.children(head, "prep"):
        if prep.lower_ in ("of", "from", "at", "with"):
            organizations = _organizations(
                scene, [child for child in prep.children if child.dep_ == "pobj"], named=True
            )
            if organizations:
                yield Held(None, organizations, head, 0.85)


def _organizations(scene: Scene, tokens: Sequence[Token], *, named: bool = False) -> list[RoleFilling]:
    role = frames()["Role"].roles["organization"]
    if named:
        role = replace(role, types=role.types - {EntityType.PLACE})
    found: dict[Span, RoleFilling] = {}
    for token in tokens:
        mention = scene.mention(token)
        if mention is None or not admits(scene, mention, role.types) or scene.type_of(mention) is None:
            continue
        if named and mention.kind is not MentionKind.NAME:
            continue
        filling = fill(scene, token, role)
        if filling is not None:
            found.setdefault(filling.span, filling)
    return list(found.values())


def _is_position(token: Token) -> bool:
    word, before = token.lower_, token.nbor(-1).lower_ if token.i > 0 else ""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    known = lexicon().positions | POSITIONS
    return bool({word, token.lemma_.lower(), word.rpartition("-")[2]} & known) or f"{before} {word}" in TWO_WORDS


def _position(scene: Scene, first: int, last: int) -> RoleFilling:
    span = Span(scene.doc[first].idx, scene.doc[last].idx + len(scene.doc[last]))
    text = scene.article.text[span.start : span.end]
    return RoleFilling("position", span, text, value=_past(scene, first) + " ".join(text.split()))


def _role(scene: Scene, person: Mention, held: Held, organization: RoleFilling | None) -> Claim:
    holder = RoleFilling("holder", person.span, person.text)
    fillings = [holder, *(filling for filling in (held.position, organization) if filling is not None)]
    # A description is its writer's own, whatever the sentence goes on to say of the person.
    stance = factuality.stance(held.verb) if held.verb is not None else Stance()
    return claim(
        scene,
        frames()["Role"],
        held.trigger,
        fillings,
        confidence=held.sureness,
        extractor=EXTRACTOR,
        stance=stance,
    )
