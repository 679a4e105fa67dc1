"""Whose a bare title is ("Chief Ray Dunn", "spokesperson Jo Rao"), where the article makes one body plain.

The body has to be of the title's kind, spoken of well above every other of that kind, and the last one spoken of before
the title. Where two fit, none does: a wrong organization is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.lexicon import classes
from kg.extract.parsed_article import ParsedArticle
from kg.model import EntityType, Mention, MentionKind, RoleFilling

# How often a body has to be named, and how much more often than the next of its kind; the only one, twice.
OFTEN, TIMES_NEXT, ONLY = 3, 2, 2
NEWCOMING = classes.words("motion", "arriving") | {"transfer"}
POLICE_GRADES = classes.words("posts", "police_grades")
COUNCIL_MEMBERS = classes.words("posts", "council_members")
PRESIDING = classes.words("posts", "presiding")
COMPANY_OFFICERS = classes.words("posts", "company_officers")
SPEAKING = classes.words("posts", "spokespeople")
BODIES = frozenset({EntityType.COMPANY, EntityType.ORGANIZATION, EntityType.CIVIL_SOCIETY, EntityType.AGENCY})
OF_BODIES = classes.words("bodies", "titled", "committees")
URBAN = classes.words("bodies", "urban")
SHERIFFS = classes.words("posts", "sheriffs")


@dataclass(frozen=True, slots=True)
class Kind:
    """What may employ somebody of a title: a type of body, and words that its name ends in, if any."""

    types: frozenset[EntityType]
    words: frozenset[str] = frozenset()
    often: bool = True  # whether it has to stand out: a council or police force that is the only one need not
    last: bool = True  # whether it has to be the last of its kind spoken of


POLICE = Kind(frozenset({EntityType.POLICE}), often=False)
SHERIFF = Kind(
    frozenset({EntityType.POLICE, EntityType.AGENCY, EntityType.ORGANIZATION}), frozenset({"sheriff"}), often=False
)
COUNCIL = Kind(
    frozenset({EntityType.LEGISLATURE, EntityType.AGENCY, EntityType.ORGANIZATION}), frozenset({"council"}), often=False
)
COMMITTEE = Kind(
    frozenset({EntityType.LEGISLATURE, EntityType.AGENCY, EntityType.ORGANIZATION}),
    classes.words("bodies", "committees"),
    often=False,
)
CITY = Kind(frozenset({EntityType.PLACE}))
COMPANY = Kind(frozenset({EntityType.COMPANY}))
THE_COMPANY = Kind(frozenset({EntityType.COMPANY}), last=False)
ANY = Kind(BODIES | {EntityType.POLICE})


def plain(parsed: ParsedArticle, title: str, at: Token) -> RoleFilling | None:
    """The organization of whoever bears the bare title at a token, or None where the article leaves it open."""
    kind = _kind(title)
    if kind is POLICE and title.lower().endswith("chief") and "police" not in title.lower() and parsed.fights_fires:
        return None
    found = _standing_out(parsed, kind, at) if kind is not None else None
    return RoleFilling("organization", found.span, found.text) if found is not None else None


def _kind(title: str) -> Kind | None:
    words = title.lower().replace("co founder", "co-founder").split()
    last = words[-1]
    if last == "constable" or (last == "commissioner" and "police" in words):
        return POLICE
    if last == "chief":
        return POLICE if set(words) <= POLICE_GRADES and title[:1].isupper() else None
    if last in SHERIFFS:
        return SHERIFF
    if last == "mayor":
        return CITY
    if last in COUNCIL_MEMBERS or (last in PRESIDING and "council" in words):
        return COUNCIL
    if "committee" in words or words == ["ranking", "member"]:
        return COMMITTEE
    if words[0] == "company" and last in SPEAKING:
        return THE_COMPANY
    if last in COMPANY_OFFICERS:
        return COMPANY
    if words[-2:] in (["chief", "executive"], ["managing", "director"]) or (last == "officer" and "chief" in words):
        return COMPANY
    return ANY if last in SPEAKING else None


def _standing_out(parsed: ParsedArticle, kind: Kind, at: Token) -> Mention | None:
    """The name of the body of a kind that the article makes plain before a token."""
    if kind not in parsed.bodies:
        parsed.bodies[kind] = _bodies(parsed, kind)
    bodies = parsed.bodies[kind]
    if not kind.often:
        named = {chain: found for chain, found in bodies.items() if any(map(_is_name, found))}
        bodies = named or {chain: found for chain, found in bodies.items() if any(map(_definite, found))}
    if not bodies:
        return None
    first, *others = sorted(bodies.values(), key=lambda found: -len(found))
    second = len(others[0]) if others else 0
    enough = ONLY if not others else OFTEN
    if len(first) < TIMES_NEXT * second or (kind.often and len(first) < enough):
        return None
    if kind is CITY:
        return _town(parsed, first)
    before = [m for m in first if m.span.start < at.idx]
    rivals = [m for found in others for m in found if m.span.start < at.idx]
    if kind.often and kind.last and (not before or (rivals and rivals[-1].span > before[-1].span)):
        return None  # somebody else's, for all one can tell
    names = [m for m in reversed(before) if _is_name(m)] or [m for m in first if _is_name(m)]
    return names[0] if names else None if kind.often else first[0]


def _bodies(parsed: ParsedArticle, kind: Kind) -> dict[int, list[Mention]]:
    """Chain → its mentions, for each body of a kind; once an article, as titles are many."""
    bodies: dict[int, list[Mention]] = {}
    companies = frozenset(m.chain for m in parsed.mentions if m.type is EntityType.COMPANY)
    for mention in parsed.mentions:
        if (
            mention.chain is not None
            and mention.kind is not MentionKind.PRONOUN
            and _fits(parsed, mention, kind, companies)
        ):
            bodies.setdefault(mention.chain, []).append(mention)
    return bodies


def _fits(parsed: ParsedArticle, mention: Mention, kind: Kind, companies: frozenset[int | None]) -> bool:
    head = parsed.head(mention.span)
    if head is None or mention.plural or (head.head.lower_ == "from" and head.head.head.lemma_ in NEWCOMING):
        return False  # "who joined from the Selby police": whose they were
    if kind.words:
        return mention.type in kind.types and not kind.words.isdisjoint(_words(mention))
    if EntityType.COMPANY in kind.types and len(kind.types) == 1 and mention.type is EntityType.ORGANIZATION:
        return mention.chain in companies  # "Acme … the company"
    return mention.type in kind.types


def _words(mention: Mention) -> set[str]:
    return set(mention.text.lower().replace("’", "'").replace("'s", "").split())


def _is_name(mention: Mention) -> bool:
    return mention.kind is MentionKind.NAME


def _definite(mention: Mention) -> bool:
    return mention.text.lower().startswith("the ")


def _town(parsed: ParsedArticle, mentions: list[Mention]) -> Mention | None:
    """The town that is no region or country: unknown beyond the article, which speaks of its city or council."""
    named = [m for m in mentions if _is_name(m)]
    urban = any(not URBAN.isdisjoint(_words(m)) for m in parsed.mentions if not m.plural)
    if not named or not urban or any(m.kb is not None for m in mentions) or "county" in _words(named[0]):
        return None
    return named[0]
