"""What fills the roles of a pledge: who is bound, to do what, with what thing, towards whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.claims import claim
from kg.extract.factuality.negation import turned
from kg.extract.factuality.value import Stance
from kg.extract.fillers import chain_names, fill
from kg.extract.lexicon import classes
from kg.extract.lexicon.signatures import phrasal_in
from kg.extract.literal_fillers import ANYBODY
from kg.extract.parsed_article import ParsedArticle
from kg.extract.pledges import conditions
from kg.extract.pledges.acts import Act, words
from kg.extract.syntax import money
from kg.extract.syntax.spans import plain, whole_phrase
from kg.frames import frames
from kg.model import ORGANIZATION_TYPES, Claim, Direction, EntityType, MentionKind, RoleFilling, Span

EXTRACTOR = "pledges.v2"
COUNTERPARTY_PREPOSITIONS = classes.words("prepositions", "counterparties")
BETWEEN = classes.groups("preposition_pairs", "pledged_acts")
GRANTING = classes.words("pledging", "granting")
NOT_PARTIES = classes.words("prepositions", "not_parties")
NOT_THINGS = NOT_PARTIES - {"for"} | {"at"}
EMPTY = classes.words("idioms", "empty")
PARTNERS = classes.words("prepositions", "partners")
OTHERS = classes.words("pronouns", "others")
PROMISING = classes.words("pledging", "promising")
BUYING = classes.words("deals", "buying")
OF_PRODUCTS = classes.words("prepositions", "products")
GRANTED = classes.words("prepositions", "granted")
EXCEPTIONS = classes.words("pledging", "exceptions")


def claims(
    parsed: ParsedArticle, trigger: Token, act: Act, pledgers: list[Token], stance: Stance, *, rule: str
) -> Iterator[Claim]:
    """One claim for each pledger and counterparty."""
    frame = frames()["Pledge"]
    bound = [(filling, token) for token in pledgers if (filling := pledger(parsed, token)) is not None]
    own = [filling for filling, _ in bound]
    named = _act(parsed, act)
    hosts = [trigger, *act.chain] if act.referred else [trigger, act.word, *act.chain]
    fixed = [named, *conditions.find(parsed, hosts, forgone=act.forgone)]
    things = _things(parsed, act)
    parties = _counterparties(parsed, trigger, act, {filling.span for filling in own})
    paid = money.span(act.word) is not None
    if (
        not named.value
        or (paid and not parties)
        or (named.value in frames() and not (things or parties or act.referred))
    ):
        return  # "promised to develop": nothing in particular
    for one, token in bound[:12]:
        for party in [[party] for party in parties] or [[]]:
            fillings = {f.span: f for f in reversed([one, *party, *things[:1], *fixed])}.values()
            made = claim(
                parsed,
                frame,
                trigger,
                tuple(fillings),
                confidence=0.88 if act.frame else 0.84,
                extractor=EXTRACTOR,
                rule=rule,
                complement=None if act.referred else act.word,
                direction=Direction.FORGO if act.forgone else Direction.UNDERTAKE,
                stance=stance.negated() if turned(token, trigger) else stance,
            )
            yield _with_end(made) if not _is_later(trigger) else replace(made, time=None)


def _act(parsed: ParsedArticle, act: Act) -> RoleFilling:
    """The act: by its frame, or by its verb with its particle and the noun that a light verb leaves the sense to."""
    word = act.word
    span = Span(word.idx, word.idx + len(word))
    text = parsed.article.text[span.start : span.end]
    if act.frame == "Acquisition" and not _buys_firm(parsed, word):
        return RoleFilling("act", span, text, value="Sale")
    if act.frame:
        return RoleFilling("act", span, text, value=act.frame)
    paid = money.span(word) if not syntax.is_verbal(word) else None
    if paid is not None:
        return RoleFilling("act", paid, parsed.article.text[paid.start : paid.end], value="pay")
    particle = next((child.lower_ for child in word.children if child.dep_ == "prt"), "")
    return RoleFilling("act", span, text, value=" ".join(filter(None, (word.lemma_.lower(), particle))))


def _buys_firm(parsed: ParsedArticle, word: Token) -> bool:
    if word.lemma_.lower() not in BUYING:
        return True
    mentions = [parsed.mention(item) for item in syntax.objects(word)]
    return any(mention is not None and parsed.type_of(mention) in ORGANIZATION_TYPES for mention in mentions)


def _is_later(trigger: Token) -> bool:
    """Whether a clause tells what became of a promise ("broke its promise in May"): its time is not the promise's."""
    verb = trigger.head
    return trigger.pos_ == "NOUN" and trigger.dep_ in ("dobj", "nsubj", "nsubjpass") and verb.lemma_ in words("later")


def _with_end(pledge: Claim) -> Claim:
    """A pledge "until March", or to do it "by March", with that as its duration: not when it was made.

    "Not before March" is its condition.
    """
    time, length = pledge.time, pledge.role("duration")
    if time is not None and length is not None and length.span.overlaps(time.span):
        return replace(pledge, time=None)
    if time is not None and pledge.direction is Direction.FORGO and re.match(r"(?i)before\s", time.text):
        wait = RoleFilling("condition", time.span, time.text, value=time.text)
        return replace(pledge, time=None, roles=(*pledge.roles, wait) if not pledge.role("condition") else pledge.roles)
    ends = r"until|till|through" if pledge.direction is Direction.FORGO else r"until|till|through|by|no later than"
    if time is None or not re.match(rf"(?i)(?:{ends})\s", time.text) or pledge.role("duration"):
        return pledge
    end = RoleFilling("duration", time.span, time.text, value=time.text)
    return replace(pledge, time=None, roles=(*pledge.roles, end))


def pledger(parsed: ParsedArticle, token: Token) -> RoleFilling | None:
    """Who is bound: an unnamed officer binds the organization ("the firm's president won't commit to …")."""
    role = frames()["Pledge"].roles["pledger"]
    filling = fill(parsed, token, role)
    mention = parsed.mention(token)
    if filling is None or mention is None or mention.kind is not MentionKind.NOMINAL or mention.affiliation is None:
        return filling
    if chain_names(parsed, mention):
        return filling  # somebody by name, who binds themselves
    firm = parsed.by_span.get(mention.affiliation)
    return RoleFilling(role.name, firm.span, firm.text) if firm is not None else filling


def _things(parsed: ParsedArticle, act: Act) -> list[RoleFilling]:
    """What the act is done with, the surest first: something known as a product, else the words for it."""
    role, tokens = frames()["Pledge"].roles["product"], _products(act)
    known = [f for token in tokens if (f := _whole(parsed, fill(parsed, token, role), token, NOT_THINGS)) is not None]
    objects = tokens if act.word.pos_ != "VERB" else syntax.objects(act.word) or tokens
    if act.frame == "" and not syntax.is_verbal(act.word):
        objects = [act.word]
    worded = [f for f in (_worded(parsed, token, role.name) for token in objects) if f is not None]
    if worded and not any(worded[0].span.overlaps(one.span) for one in known):
        return worded  # what the act itself takes, before what is only said along with it
    return [*known, *worded]


def _whole(
    parsed: ParsedArticle, filling: RoleFilling | None, token: Token, without: frozenset[str]
) -> RoleFilling | None:
    """What fills a role with what narrows it down; of a mention, which keeps its place, as its value."""
    mention = parsed.by_span.get(filling.span) if filling is not None else None
    if filling is None or (mention is not None and mention.kind is not MentionKind.NOMINAL):
        return filling
    span = whole_phrase(token, without)
    if not span.covers(filling.span) or span.end == filling.span.end:
        return filling
    text = parsed.article.text[span.start : span.end]
    if mention is not None:
        return replace(filling, value=plain(text))
    return RoleFilling(filling.role, span, text, value=plain(text))


def _worded(parsed: ParsedArticle, token: Token, role: str) -> RoleFilling | None:
    """The words for a thing; None for a pronoun, a party, a time."""
    if token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ") or token.lemma_.lower() in EMPTY:
        return None
    if token.ent_type_ in ("DATE", "TIME") or (syntax.is_verbal(token) and token.tag_ != "VBG"):
        return None
    if money.span(token) is not None:
        return None
    if _is_party(parsed, token):
        return None
    span = whole_phrase(token, NOT_THINGS)
    gerund = token.i + 1 < len(token.doc) and token.nbor().dep_ == "acl" and token.nbor().tag_ == "VBG"
    if gerund and syntax.is_verbal(token.head):
        span = Span(span.start, token.nbor().idx + len(token.nbor()))  # "face matching"
    text = parsed.article.text[span.start : span.end]
    return RoleFilling(role, span, text, value=plain(text))


def _is_party(parsed: ParsedArticle, token: Token) -> bool:
    """Whether what an act is done to is somebody: people or a body, but not what is somebody's ("its headquarters")."""
    if fill(parsed, token, frames()["Pledge"].roles["counterparty"]) is None:
        return False
    mention = parsed.mention(token)
    kind = parsed.type_of(mention) if mention is not None else None
    named = mention is not None and mention.kind is MentionKind.NAME
    body = kind in ORGANIZATION_TYPES and not syntax.children(token, "poss")
    return kind in (EntityType.PERSON, EntityType.GROUP) or named or body


def _products(act: Act) -> list[Token]:
    word = act.word
    if syntax.is_verbal(word):
        found = syntax.objects(word)
        open_act = not act.frame or act.frame == "Investment"
        links = PARTNERS | {"in", "for"} if open_act else PARTNERS
        return found + [item for name, item, _ in syntax.prepositions(word) if name in links]
    found = [item for name, item, _ in syntax.prepositions(word) if name in OF_PRODUCTS]
    return found + syntax.children(word, "compound", "poss", "nmod")


def _counterparties(parsed: ParsedArticle, trigger: Token, act: Act, own: set[Span]) -> list[RoleFilling]:
    role = frames()["Pledge"].roles["counterparty"]
    word = act.word
    phrases = [(name, item) for name, item, _ in syntax.prepositions(word) if name in COUNTERPARTY_PREPOSITIONS]
    between = BETWEEN.get(_act(parsed, act).value or "", ())
    tokens = [item for name, item in phrases if name != "from" or name in between]
    tokens = [item for item in tokens if not turned(item, word)]  # "not to A but to B" promises nothing of B
    tokens += syntax.indirect_objects(word)
    worded = [item for name, item in phrases if name in between]
    if syntax.is_verbal(word) and (not act.frame or any(name == "with" for name, _ in phrases)):
        # "refund customers", "supply the army with drones"; but "keep its headquarters"
        tokens += [item for item in syntax.objects(word) if _is_party(parsed, item)]
    if act.frame in ("Departure", "Enforcement", "Appointment", "Authorization"):
        tokens += syntax.objects(word)
    for link in act.chain:
        tokens += [item for name, item, _ in syntax.prepositions(link) if name in GRANTED]
        if link.lemma_ in GRANTING:
            tokens += syntax.objects(link)
    if act.frame == "Use":
        tokens += syntax.children(word, "compound", "amod", "poss", "nmod")
    found: dict[Span, RoleFilling] = {}
    tokens = [item for item in tokens if item.head.head.lemma_ not in EXCEPTIONS]
    for token in tokens:
        filling = fill(parsed, token, role) or (_worded_party(parsed, token) if token in worded else None)
        filling = _whole(parsed, filling, token, NOT_PARTIES)
        if filling is not None and filling.span not in own and not _is_pledger(parsed, filling.span, own):
            found.setdefault(filling.span, filling)
    if not found:
        promised = (fill(parsed, token, role) for token in _promisees(trigger))
        found = {f.span: f for f in promised if f is not None and not _is_pledger(parsed, f.span, own)}
    return list(found.values())[:6]


def _promisees(trigger: Token) -> list[Token]:
    """To whom a promise is made: "promised the union that …", "gave ministers its word"."""
    verb = trigger if syntax.is_verbal(trigger) else trigger.head
    if not syntax.is_verbal(verb) or phrasal_in(verb, ()) not in words("commit") | PROMISING:
        return []
    found = syntax.indirect_objects(verb)
    if syntax.is_verbal(trigger) and syntax.complement_clauses(verb):
        found += [item for item in syntax.children(verb, "dobj") if not syntax.is_verbal(item)]
    return found + [
        item for name, item, _ in syntax.prepositions(trigger) if name == "to" and not syntax.is_verbal(item)
    ]


def _worded_party(parsed: ParsedArticle, token: Token) -> RoleFilling | None:
    if token.pos_ not in ("NOUN", "PRON") or token.ent_type_ in ("DATE", "TIME", "MONEY", "CARDINAL", "PERCENT"):
        return None
    if token.pos_ == "PRON" and token.lower_ not in ANYBODY | OTHERS:
        return None
    span = whole_phrase(token, NOT_PARTIES)
    text = parsed.article.text[span.start : span.end]
    return RoleFilling("counterparty", span, text, value=plain(text))


def _is_pledger(parsed: ParsedArticle, span: Span, own: set[Span]) -> bool:
    chain = parsed.chains.get(span)
    return span in own or (chain is not None and any(chain == parsed.chains.get(other) for other in own))


def is_organization(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a token names a body, or a person by name, whose will it can tell of."""
    filling = fill(parsed, token, frames()["Pledge"].roles["pledger"])
    mention = parsed.by_span.get(filling.span) if filling is not None else None
    if mention is None:
        return False
    kind = parsed.type_of(mention)
    return kind in ORGANIZATION_TYPES or (
        kind in (EntityType.PERSON, EntityType.GROUP) and mention.kind is MentionKind.NAME
    )
