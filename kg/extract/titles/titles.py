"""Posts: the noun phrase that tells what somebody is to an organization, the extent of its title and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.fillers import admits, fill
from kg.extract.lexicon import classes, lexicon, noun_type
from kg.extract.parsed_article import ParsedArticle
from kg.extract.titles import party_membership
from kg.frames import Role, frames
from kg.model import ORGANIZATION_TYPES, EntityType, Mention, MentionKind, RoleFilling, Span

POSTPOSED = classes.words("posts", "after")
POST_PREPOSITIONS = classes.words("prepositions", "posts")
OWNERS = ("poss", "compound", "nmod")
# What may stand in the phrase that names an office's field: "of Transport and Ports".
FIELD = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ"})
LONGEST_FIELD = 6
PEOPLE_ENDINGS = tuple(classes.words("affixes", "occupations"))
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
FORMERLY = classes.words("people", "formerly")
BEFORE_LAUREATE = classes.words("posts", "before_laureate")
PREFIXED = classes.words("posts", "prefixed")
BEFORE_TITLES = classes.words("pronouns", "articles") | {"its"}
OWNER_PREPOSITIONS = classes.words("prepositions", "title_owners")


OFFICES = classes.words("titles", "offices")
OCCUPATIONS = classes.words("titles", "occupations")
OF_PLACES = classes.words("titles", "of_places")
WITH_FIELD = classes.words("titles", "with_field")
GRADES = classes.words("titles", "grades")
PAST = classes.words("titles", "past")
LEADING = classes.pairs("titles", "leading")


def is_post(token: Token) -> bool:
    """Whether a noun names an office or an occupation."""
    return is_office(token) or (
        token.pos_ in ("NOUN", "PROPN")
        and (_known(token, OCCUPATIONS) or token.lemma_.lower().endswith(PEOPLE_ENDINGS))
    )


def is_office(token: Token) -> bool:
    """Whether a noun names an office, which says something without its organization too."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    if token.lower_ in POSTPOSED:
        before = token.nbor(-1) if token.i else token
        before = before.nbor(-1) if before.text == "-" and before.i else before
        return before.i < token.i and (_known(before, OFFICES) or before.lower_ in BEFORE_LAUREATE)
    if token.pos_ == "ADJ" and token.lower_ in GRADES:
        return False
    if token.lower_ == "member" and token.i and token.nbor(-1).lower_ == "ranking":
        return True
    return _known(token, OFFICES)


def _known(token: Token, table: frozenset[str]) -> bool:
    forms = {token.lower_, token.lemma_.lower(), token.lower_.rstrip(".")}
    forms |= {form.rpartition("-")[2] for form in forms}
    return not forms.isdisjoint(table)


def title_span(parsed: ParsedArticle, noun: Token) -> Span | None:
    """The whole title of the post that ``noun`` names ("chief executive"), or None where it names none."""
    return position(parsed, noun).span if is_post(noun) else None


def position(parsed: ParsedArticle, noun: Token, *, past: bool = False) -> RoleFilling:
    """The filling of ``position`` that a post gives; its value says "former" where the post is held no longer."""
    first, last = title_start(parsed, noun), _title_end(parsed, noun)
    span = Span(parsed.doc[first].idx, parsed.doc[last].idx + len(parsed.doc[last]))
    text = " ".join(parsed.article.text[span.start : span.end].split())
    written = parsed.article.text[span.start : span.end]
    gone = past or _parted(parsed, first) or _then(parsed.doc[first])
    text = noun.lemma_ if noun.tag_ in ("NNS", "NNPS") and first == last else text
    already = text.lower().replace("-", " ").partition(" ")[0] in PAST
    return RoleFilling("position", span, written, value=f"former {text}" if gone and not already else text)


def title_start(parsed: ParsedArticle, noun: Token) -> int:
    """The first token of the title that ends in ``noun``."""
    first = noun.i
    while first > 0:
        token = parsed.doc[first - 1]
        if token.text == "-" and first > 1 and not token.whitespace_ and not parsed.doc[first - 2].whitespace_:
            if not _belongs(parsed, parsed.doc[first - 2], noun):
                break
            first -= 2
        elif _belongs(parsed, token, noun):
            first -= 1
        else:
            break
    return first


def _belongs(parsed: ParsedArticle, token: Token, noun: Token) -> bool:
    """Whether a word before a post is of its title: a grade, another post, the field it is about."""
    word = token.lower_
    if (
        token.is_punct
        or token.is_space
        or (token.pos_ == "VERB" and token.dep_ != "amod" and word != "ranking")
        or party_membership.filling(parsed, token) is not None
    ):
        return False
    if token.i in parsed.covering:
        return parsed.doc[token.i - 1].lower_ == "chief" and noun.lower_ == "officer"  # "Chief Technology Officer"
    if word in GRADES or is_post(token) or word in PREFIXED:
        return True
    inside = token.dep_ in ("compound", "nmod") and (token.head == noun or token.head.head == noun)
    return inside and token.pos_ in ("NOUN", "PROPN") and noun_type(token.lemma_.lower()) not in ORGANIZATION_TYPES


def _title_end(parsed: ParsedArticle, noun: Token) -> int:
    """The last token of a title that goes on after its noun: "Minister of Transport and Ports", "head of policy"."""
    for prep in syntax.children(noun, "prep"):
        if prep.i != noun.i + 1 or prep.lower_ not in ("of", "for"):
            continue
        for item in syntax.children(prep, "pobj"):
            if not _is_field(parsed, noun, item):
                continue
            last = item
            for other in item.subtree:
                inner = prep.i < other.i <= item.i or (other.i == last.i + 1 and other.pos_ in FIELD)
                last = other if inner and other.i > last.i else last
            while last.pos_ == "CCONJ":
                last = last.nbor(-1)
            if last.i - noun.i <= LONGEST_FIELD:
                return last.i
    return noun.i


def _is_field(parsed: ParsedArticle, noun: Token, item: Token) -> bool:
    """Whether what an office is "of" is its field and not a body: "of policy", "of Transport", not "of the agency"."""
    if item.pos_ not in ("NOUN", "PROPN") or any(child.dep_ in ("det", "poss") for child in item.children):
        return False
    mention = parsed.mention(item)
    if mention is None:
        return item.ent_type_ not in ("GPE", "PERSON") and (item.pos_ == "NOUN" or _known(noun, WITH_FIELD))
    kind = parsed.type_of(mention)
    if mention.kind is MentionKind.NAME:
        short = kind not in (EntityType.PLACE, EntityType.PERSON) and mention.kb is None
        return short and _known(noun, WITH_FIELD) and noun.lower_[0] != "s" and kind is not EntityType.COMPANY
    return kind not in ORGANIZATION_TYPES and kind is not EntityType.PLACE


def _parted(parsed: ParsedArticle, first: int) -> bool:
    """Whether an organization's name parts a "former" from its title: "former Acme president"."""
    owner = owner_before(parsed, first)
    named = parsed.mention(owner) if owner is not None else None
    tokens = parsed.tokens(named.span) if named is not None else None
    return tokens is not None and tokens.start > 0 and _is_past(tokens[0].nbor(-1))


def _then(token: Token) -> bool:
    """ "then the vice president", "once chairman", "former long-time chief" with its article."""
    before = [word.lower_ for word in token.doc[max(0, token.i - 2) : token.i]]
    return bool(before) and (before[-1] in FORMERLY or (before[0] in FORMERLY and before[-1] in BEFORE_TITLES))


def _is_past(token: Token) -> bool:
    return token.lower_ in PAST or (token.text == "-" and token.i > 0 and token.nbor(-1).lower_ in PAST)


def owner_before(parsed: ParsedArticle, first: int) -> Token | None:
    """The last token of the name that stands directly before a title: "Acme president", "Acme's president"."""
    owner = first - 1
    while owner >= 0 and parsed.doc[owner].tag_ == "POS":
        owner -= 1
    if owner < 0 or (owner not in parsed.covering and party_membership.filling(parsed, parsed.doc[owner]) is None):
        return None
    between = parsed.article.text[parsed.doc[owner].idx + len(parsed.doc[owner]) : parsed.doc[first].idx]
    return parsed.doc[owner] if between.strip() in ("", *POSSESSIVE) and "\n" not in between else None


def organizations(parsed: ParsedArticle, noun: Token) -> list[RoleFilling]:
    """Whose post it is, by possessor, name before it, or "of", "at", "for …"; one filling for each."""
    before = owner_before(parsed, title_start(parsed, noun))
    own = [(before, True)] if before is not None else []
    return _filled(parsed, noun, [*own, *_owners(noun), *_linked(parsed, noun)]) or _filled(
        parsed, noun, _shared(parsed, noun)
    )


def _filled(parsed: ParsedArticle, noun: Token, candidates: list[tuple[Token, bool]]) -> list[RoleFilling]:
    found: dict[Span, RoleFilling] = {}
    last = _title_end(parsed, noun)
    for token, of in candidates:
        if noun.i < token.i <= last:
            continue  # the field it is about
        filling = organization(parsed, token, place=of and _known(noun, OF_PLACES))
        if filling is not None:
            found.setdefault(filling.span, filling)
    return list(found.values())


def _shared(parsed: ParsedArticle, noun: Token) -> list[tuple[Token, bool]]:
    """What a coordinated post says for this one too, with whether a place may be the organization there."""
    fellows = [item for item in syntax.children(noun, "conj") if is_post(item)]
    found = [linked for item in fellows for linked in _linked(parsed, item)]  # "president and founder of Acme"
    alone = not syntax.children(noun, "det", "prep")  # "head of Acme and a member of its board"
    if not found and noun.dep_ == "conj" and alone and is_post(noun.head):  # "Acme's founder and president"
        return [*_owners(noun.head), *_linked(parsed, noun.head)]
    return found


def _owners(noun: Token) -> list[tuple[Token, bool]]:
    """Possessors, names before the post, and what it represents ("a politician representing the party")."""
    children = syntax.children(noun, *OWNERS)
    nested = [inner for child in children for inner in syntax.children(child, *OWNERS)]
    clauses = [child for child in syntax.children(noun, "acl") if child.lemma_ == "represent"]
    nested += [item for clause in clauses for item in syntax.objects(clause)]
    return [(_whose(child), True) for child in (*children, *nested)]


def _whose(child: Token) -> Token:
    """What a possessor stands for; "whose" for the noun before it where the parser hangs its clause elsewhere."""
    real = syntax.resolve_relative(child)
    if real == child and child.lower_ == "whose" and child.i > 1:
        before = child.nbor(-1) if child.nbor(-1).text != "," else child.nbor(-2)
        return before if before.pos_ in ("NOUN", "PROPN") else child
    return real


def _linked(parsed: ParsedArticle, host: Token, *, depth: int = 0) -> Iterator[tuple[Token, bool]]:
    """What hangs on a post, or on the field or board of it, by a preposition."""
    for prep in syntax.children(host, "prep"):
        if prep.lower_ not in POST_PREPOSITIONS:
            continue
        for item in (item for pobj in syntax.children(prep, "pobj") for item in syntax.coordinated(pobj)):
            mention = parsed.mention(item)
            if mention is not None and parsed.type_of(mention) in ORGANIZATION_TYPES | {EntityType.PLACE}:
                yield item, prep.lower_ in OWNER_PREPOSITIONS
            elif depth < 2 and (mention is None or mention.kind is not MentionKind.NAME):
                yield from ((inner, False) for inner in syntax.children(item, *OWNERS))
                yield from _linked(parsed, item, depth=depth + 1)


def organization(
    parsed: ParsedArticle, token: Token, *, place: bool = False, named: bool = False
) -> RoleFilling | None:
    """The filling of ``organization`` that a token gives; a place only where ``place`` says so."""
    role = _organization_role(place)
    mention = parsed.mention(token)
    if mention is None and token.pos_ in ("PROPN", "NOUN", "ADJ"):
        return party_membership.filling(parsed, token)
    if mention is None or parsed.type_of(mention) is None or not admits(parsed, mention, role.types):
        return None
    if (named and mention.kind is not MentionKind.NAME) or _is_title(mention):
        return None
    return fill(parsed, token, role)


def _is_title(mention: Mention) -> bool:
    """Whether what was taken for an organization is a post written with capitals: "Group General Manager"."""
    parts = mention.text.lower().split()
    if mention.kind is not MentionKind.NAME or mention.kb is not None or len(parts) < 2:
        return False
    table = (OFFICES | OCCUPATIONS) - lexicon().last.keys()
    return parts[-1] in table or (parts[0] in table and parts[1] == "of") or "director" in parts


@cache
def _organization_role(place: bool) -> Role:
    role = frames()["Role"].roles["organization"]
    if place:
        return role
    return Role(role.name, role.types - {EntityType.PLACE})


def tells_nothing(text: str) -> bool:
    """Whether a "name" is nothing but words of posts: "Senior Fellow"."""
    known = OFFICES | OCCUPATIONS | GRADES | lexicon().titles.keys() | POSTPOSED
    return all(word.rstrip(".").lower() in known for word in text.replace("-", " ").split())
