"""Fillers: the mention, or the words, that a token gives a role; and which organization it stands for."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract import literal_fillers, syntax
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.syntax.spans import clause_span, noun_phrase, plain, whole_phrase
from kg.frames import Role
from kg.model import ORGANIZATION_TYPES, EntityType, Mention, MentionKind, RoleFilling, Span

DOCUMENT_NOUNS = words("documents", "documents")
MEASURES = words("quantifiers", "measures")
MEMBERS = words("people", "members")
COLLECTIVE = words("bodies", "collective")
# What a pronoun of unknown reference may be taken for; hardly ever a place.
PRONOUN_TYPES = frozenset({EntityType.PERSON, EntityType.PRODUCT, EntityType.TECHNOLOGY})
DESCRIPTIVE = words("goods", "descriptive")
# Where bodies and people may act, groups and what a place's name stands for do: "engineers tested it", "the city sued".
ACTING = frozenset({EntityType.COMPANY, EntityType.AGENCY, EntityType.PERSON})
ALSO_ACTING = frozenset({EntityType.GROUP, EntityType.PLACE})
TERRITORIES = words("speakers", "territories")
FORMER = words("people", "former_members")
MEMBER_LINKS = words("prepositions", "members")
NOT_ABOUT = words("prepositions", "not_about")
AFFILIATED = words("employment", "affiliated")


def fill(parsed: ParsedArticle, token: Token, role: Role) -> RoleFilling | None:
    """What ``token`` gives the role: a mention of an admitted type, or literal text; None where it cannot fill it."""
    if role.literal:
        span = noun_phrase(token) if not syntax.is_verbal(token) else clause_span(token)
        return worded(parsed, role.name, span)
    named = _named(parsed, token, role.types)
    if named is None and role.types == {EntityType.PLACE}:
        # "its Reston office", "the company's headquarters in Oslo"
        inside = (child for child in token.children if child.dep_ in ("compound", "nmod", "poss"))
        named = next(
            (m for child in inside if (m := parsed.mention(child)) is not None and admits(parsed, m, role.types)), None
        )
    if named is None and EntityType.DOCUMENT in role.types and document(token):
        span = (
            whole_phrase(token, NOT_ABOUT, most=8) if not syntax.children(token, "relcl", "acl") else noun_phrase(token)
        )
        text = parsed.article.text[span.start : span.end]
        return RoleFilling(role.name, span, text, value=plain(text).lower())
    if named is None:
        return _some_of(parsed, token, role) or in_words(parsed, token, role)
    return RoleFilling(role.name, named.span, named.text, value=_in_full(parsed, token, named))


def _in_full(parsed: ParsedArticle, token: Token, named: Mention) -> str | None:
    """The words for a body of several with those it is of: "a coalition of 40 groups"; None for any other."""
    if named.kind is not MentionKind.NOMINAL or token.lemma_.lower() not in COLLECTIVE or named.span.end < token.idx:
        return None
    of = next((child for child in token.children if child.lower_ == "of" and child.i == token.i + 1), None)
    members = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    if members is None or members.idx < named.span.end:
        return None
    return plain(parsed.article.text[named.span.start : members.idx + len(members)])


def _some_of(parsed: ParsedArticle, token: Token, role: Role) -> RoleFilling | None:
    """ "two of the drivers", "some of its officers": the words for a part of those who fit the role."""
    if token.tag_ not in ("CD", "DT", "JJ", "JJS") or token.dep_ == "det":
        return None
    for prep in token.children:
        for item in prep.children if prep.lower_ == "of" and prep.i == token.i + 1 else ():
            whole = fill(parsed, item, role) if item.dep_ == "pobj" and item.tag_ in ("NNS", "NNPS") else None
            if whole is not None:
                span = Span(token.left_edge.idx, max(whole.span.end, item.idx + len(item)))
                return worded(parsed, role.name, span)
    return None


def worded(parsed: ParsedArticle, name: str, span: Span) -> RoleFilling:
    """A filler of the role ``name`` in the article's own words; its value is they without their determiner."""
    text = parsed.article.text[span.start : span.end]
    return RoleFilling(name, span, text, value=plain(text))


def in_words(parsed: ParsedArticle, token: Token, role: Role) -> RoleFilling | None:
    """A noun that is no mention as a filler in the article's words, where what it denotes fits the role."""
    if parsed.mention(token) is not None or not literal_fillers.fits(token, role):
        return None
    span = noun_phrase(token)
    first = next((item for item in token.doc[token.left_edge.i : token.i + 1] if item.idx >= span.start), token)
    if first.lower_ in literal_fillers.QUANTIFIERS and first.i < token.i:
        span = Span(first.nbor().idx, span.end)
    return worded(parsed, role.name, span)


def admits(parsed: ParsedArticle, mention: Mention, types: frozenset[EntityType]) -> bool:
    """Whether a mention's type may fill a role restricted to ``types``; an untyped pronoun fills any."""
    kind = parsed.type_of(mention)
    if kind is None:
        return mention.kind is MentionKind.PRONOUN and bool(types & PRONOUN_TYPES)
    if not types or kind in types:
        return True
    # the place a preposition names is where something happens, though "by the city" tells who acts
    where = kind is EntityType.PLACE and mention.kind is MentionKind.NAME and mention.function == "pobj"
    return kind in ALSO_ACTING and types >= ACTING and not where


def document(token: Token) -> bool:
    """Whether a noun is of a document or data, or measures some out; "minutes" are of a meeting unless counted."""
    if token.lemma_.lower() in DOCUMENT_NOUNS:
        return True
    if token.lower_ in DOCUMENT_NOUNS:
        return not any(child.dep_ == "nummod" for child in token.children)
    if token.lemma_.lower() not in MEASURES:
        return False
    return any(
        document(item)
        for prep in token.children
        if prep.lower_ == "of"
        for item in prep.children
        if item.dep_ == "pobj" and item.lemma_.lower() not in MEASURES
    )


def _territory(parsed: ParsedArticle, token: Token) -> Mention | None:
    """The place that a noun before "of" says the kind of: Lund of "the town of Lund"."""
    of = next((child for child in token.children if child.lower_ == "of" and child.i == token.i + 1), None)
    if token.lemma_.lower() not in TERRITORIES or of is None:
        return None
    named = next((parsed.mention(item) for item in syntax.children(of, "pobj")), None)
    return named if named is not None and parsed.type_of(named) is EntityType.PLACE else None


def _named(parsed: ParsedArticle, token: Token, types: frozenset[EntityType]) -> Mention | None:
    mention = parsed.mention(token)
    if mention is None and (EntityType.PLACE in types or types >= ACTING) and (place := _territory(parsed, token)):
        return place
    organization = (
        represented_organization(parsed, token)
        if types & ORGANIZATION_TYPES and EntityType.DOCUMENT not in types
        else None
    )
    if organization is not None and admits(parsed, organization, types):
        return organization
    # "its service, Rekognition": the name says more than the noun
    if mention is None or mention.kind is not MentionKind.NAME:
        for child in (*syntax.children(token, "appos"), *syntax.called(token)):
            name = parsed.mention(child)
            if name is not None and name.kind is MentionKind.NAME and admits(parsed, name, types):
                return name
        for child in token.children:
            # "Rekognition software": a product's name beside a noun that says no more
            name = parsed.covering.get(child.i) if child.dep_ in ("compound", "nmod") else None
            rest_of_it = mention is None and (token.pos_ == "PROPN" or not token.is_lower)  # "iPhone 3G"
            plain_head = rest_of_it or (token.tag_ == "NN" and token.lemma_.lower() in DESCRIPTIVE)
            if name is not None and plain_head and name.type is EntityType.PRODUCT and admits(parsed, name, types):
                return name
    return mention if mention is not None and admits(parsed, mention, types) else None


def represented_organization(parsed: ParsedArticle, token: Token, *, depth: int = 0) -> Mention | None:
    """The organization for which an unnamed member acts ("an army spokesperson", "its representatives"), or None."""
    mention = parsed.mention(token)
    # a capital letter keeps the parser from the lemma: "the Members of the Council"
    noun = token.lower_.removesuffix("s") if token.pos_ == "PROPN" else token.lemma_.lower()
    crowd = (noun == "employee" and token.tag_ == "NNS") or _left(token) or _own_members(parsed, token)
    if crowd or depth > 3 or (mention is not None and mention.kind is MentionKind.NAME) or noun not in MEMBERS:
        return None
    chained = chain_names(parsed, mention)
    if any(name.type is EntityType.PERSON for name in chained):
        return None
    for candidate in _affiliations(token):
        found = parsed.mention(candidate)
        if found is not None and parsed.type_of(found) in ORGANIZATION_TYPES:
            return found
        if found is not None and found.kind is MentionKind.PRONOUN:
            # "his team", said of somebody's employee
            for other in parsed.mentions:
                if other.chain == found.chain and other.kind is MentionKind.NOMINAL:
                    head = parsed.head(other.span)
                    organization = represented_organization(parsed, head, depth=depth + 1) if head is not None else None
                    if organization is not None:
                        return organization
    return None


def _own_members(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a body does something to its own members, who are not it then: "the union urged its members to vote"."""
    owner = next((child for child in token.children if child.tag_ == "PRP$"), None)
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if owner is None or token.dep_ not in ("dobj", "dative", "pobj", "nsubj") or not syntax.is_verbal(verb):
        return False
    verb = verb.head if token.dep_ == "nsubj" and verb.dep_ in ("ccomp", "xcomp") else verb
    chain = parsed.chain_of(owner)
    doers = (item for item in syntax.subjects(verb) if item != token)
    return chain is not None and any(parsed.chain_of(item) == chain for item in doers)


def _left(member: Token) -> bool:
    """Whether members of an organization are so no longer: "former Acme executives", "ex-Acme engineers"."""
    before = [item.lower_ for item in member.doc[member.left_edge.i : member.i]]
    return not FORMER.isdisjoint(before) or any(word.startswith("ex-") for word in before)


def chain_names(parsed: ParsedArticle, mention: Mention | None) -> list[Mention]:
    """The names of whom or what a mention refers to; none where it is in no chain."""
    if mention is None or mention.chain is None:
        return []
    return [other for other in parsed.mentions if other.chain == mention.chain and other.kind is MentionKind.NAME]


def _affiliations(token: Token) -> Iterable[Token]:
    for child in token.children:
        if child.dep_ in ("poss", "compound", "nmod"):
            yield child
            yield from (inner for inner in child.children if inner.dep_ in ("poss", "compound", "nmod"))
        elif child.dep_ == "prep" and child.lower_ in MEMBER_LINKS:
            yield from (pobj for pobj in child.children if pobj.dep_ == "pobj")
        elif child.dep_ == "acl" and child.lemma_ in AFFILIATED:
            for prep in child.children:
                yield from (pobj for pobj in prep.children if pobj.dep_ == "pobj")
