"""Pledges: who undertakes or forgoes which act, with what product, towards whom, on what condition, for how long.

A pledge is a verb of commitment, a statement of what one "will not" do, a moratorium or a noun such as "promise", with
an act below it. The act never makes a claim of its own: a promise not to sell is no report of a sale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import factuality, grammar, provisos
from kg.extract.acts import Act, act_of, words
from kg.extract.claims import claim
from kg.extract.negation import turned
from kg.extract.scene import Scene, fill
from kg.extract.stance import Stance
from kg.frames import frames
from kg.model import (
    ORGANIZATION_TYPES,
    Actuality,
    Certainty,
    Claim,
    Direction,
    EntityType,
    MentionKind,
    Polarity,
    RoleFilling,
    Span,
)

EXTRACTOR = "pledges.v1"
COUNTERPARTY_PREPOSITIONS = ("to", "for", "with", "by")


def extract(scene: Scene, taken: set[int]) -> Iterator[Claim]:
    """The pledges of an article; tokens of their acts are added to ``taken``."""
    for token in scene.doc:
        if token.i in taken:
            continue
        for trigger, act, pledgers, stance in _candidates(scene, token):
            if act.word.i in taken:
                continue
            found = list(_claims(scene, trigger, act, pledgers, stance))
            if found:
                # The deed that "do so" stands for was told of in its own right.
                referred = any(link.lemma_ == "do" for link in act.chain)
                taken.update({trigger.i, *(link.i for link in act.chain), *(() if referred else (act.word.i,))})
                yield from found


Candidate = tuple[Token, Act, list[Token], Stance]


def _candidates(scene: Scene, token: Token) -> Iterator[Candidate]:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in words("commit"):
        yield from _committed(scene, token)
    elif token.pos_ in ("VERB", "AUX") and lemma in words("report"):
        yield from _said(scene, token)
    elif token.pos_ in ("NOUN", "PROPN") and lemma in words("nouns") | words("report_nouns"):
        yield from _noun(token)
    elif token.pos_ in ("NOUN", "PROPN", "VERB") and lemma in words("bans"):
        yield from _ban(scene, token)
    elif token.pos_ in ("VERB", "AUX"):
        yield from _bare(scene, token)


def _committed(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "pledged not to sell", "committed to not selling", "promised that it would stop"."""
    nouns = [item for name, item, _ in grammar.prepositions(verb) if name == "to"] + grammar.objects(verb)
    for clause in (
        *grammar.complement_clauses(verb),
        *(noun for noun in nouns if noun.lemma_.lower() in words("bans")),
    ):
        act = act_of(clause)
        if act is None or (not act.forgone and verb.lemma_ in words("only_forgo")):
            continue
        stance, pledgers = factuality.stance(verb), _pledgers(verb)
        own = grammar.subjects(clause) if grammar.children(clause, "nsubj", "nsubjpass") else []
        if own and pledgers and not _same(scene, own[0], pledgers[0]) and _own(scene, pledgers, own):
            # "its president promised that the company won't …": the company's pledge, by its president's word
            stance, pledgers = replace(stance, holders=(pledgers[0], *stance.holders)), own
        yield verb, act, pledgers, stance


def _pledgers(verb: Token) -> list[Token]:
    found = grammar.subjects(verb)
    if not found and grammar.is_passive(verb) and verb.lemma_ == "commit":
        surface = grammar.surface_subject(verb)  # "is committed to selling": by itself
        return [grammar.real(item) for item in grammar.coordinated(surface)] if surface is not None else []
    return found


def _said(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "said it would not sell", "announced that it will no longer offer": a statement about one's own will."""
    for clause in grammar.children(verb, "ccomp", "xcomp", "parataxis"):
        for head in (clause, *[c for c in clause.children if c.dep_ == "conj" and grammar.is_verbal(c)]):
            if not _willed(head, clause):
                continue
            act = act_of(head)
            if act is None or not act.forgone:
                continue
            outer = factuality.stance(verb)
            if outer.polarity is not Polarity.AFFIRMED:
                continue
            doers = grammar.subjects(head)
            speakers = grammar.subjects(verb)
            if not doers or not _own(scene, speakers, doers):
                continue
            holders = outer.holders
            if speakers and not _same(scene, speakers[0], doers[0]):
                holders = (speakers[0], *holders)
            yield (
                head,
                act,
                doers,
                Stance(certainty=outer.certainty, actuality=outer.actuality, holders=holders),
            )


def _noun(noun: Token) -> Iterator[Candidate]:
    """ "its pledge to hold off selling", "the company's announcement that it would suspend …"."""
    report = noun.lemma_.lower() in words("report_nouns")
    for clause in grammar.complement_clauses(noun):
        act = act_of(clause)
        if act is None or (report and not act.forgone):
            continue
        pledgers = [*grammar.children(noun, "poss")] or (
            grammar.subjects(clause) if clause.dep_ != "acl" or report else grammar.subjects(noun)
        )
        if (
            report
            and clause.dep_ in ("ccomp", "acl")
            and any(c.dep_ == "nsubj" for c in clause.children)
            and not _willed(clause, clause)
        ):
            continue
        yield noun, act, [grammar.real(token) for token in pledgers], factuality.stance(noun)


def _ban(scene: Scene, noun: Token) -> Iterator[Candidate]:
    """ "put a one-year moratorium on selling …": a ban that somebody lays on their own doing."""
    if noun.pos_ == "VERB":
        return
    verb = noun.head
    while not grammar.is_verbal(verb) and verb.head != verb:
        verb = verb.head
    if (
        not grammar.is_verbal(verb)
        or verb.lemma_.lower() not in words("ban_verbs")
        or noun.dep_ not in ("dobj", "nsubjpass", "pobj", "attr")
    ):
        return
    for name, item, _ in (*grammar.prepositions(noun), *grammar.prepositions(verb)):
        act = act_of(item) if name in ("on", "of", "against") else None
        if act is None:
            continue
        stance = factuality.stance(verb)
        pledgers = grammar.subjects(verb)
        held = stance.holders
        if held and pledgers and _same(scene, held[0], pledgers[0]):
            stance = Stance(certainty=stance.certainty, holders=held[1:], polarity=stance.polarity)
        if stance.polarity is Polarity.UNKNOWN or _advocated(verb):
            continue
        yield noun, Act(act.frame, act.word, True, (*act.chain, verb)), pledgers, stance
        return


def _advocated(verb: Token) -> bool:
    """Whether somebody asks for the deed: "urged the firm to place a moratorium on …"."""
    while verb.dep_ in ("xcomp", "ccomp", "pcomp", "prep", "conj", "acl") and verb.head != verb:
        verb = verb.head
        if verb.lemma_ in words("advocacy"):
            return True
    return False


def _bare(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "The company won't sell …": a refusal for the time to come, stated plainly."""
    if not _willed(verb, verb, bare=True):
        return
    act = act_of(verb)
    if act is None or not act.forgone:
        return
    doers = grammar.subjects(verb)
    organizations = [doer for doer in doers if _is_organization(scene, doer)]
    stance = factuality.stance(verb)
    if not organizations or stance.actuality in (Actuality.CONDITIONAL, Actuality.HYPOTHETICAL):
        return
    if stance.polarity is Polarity.UNKNOWN or stance.certainty is not Certainty.CERTAIN:
        return
    holders = stance.holders
    if holders and _same(scene, holders[0], organizations[0]):
        holders = holders[1:]
    yield verb, act, doers, Stance(holders=holders)


def _willed(head: Token, clause: Token, *, bare: bool = False) -> bool:
    modals = words("modals") - ({"would", "'d", "’d"} if bare else set())
    for verb in {head, clause}:
        if any(child.dep_ == "aux" and child.lower_ in modals for child in verb.children):
            return True
        if not bare and verb.lemma_ == "go" and any(child.dep_ == "xcomp" for child in verb.children):
            return True
        if (
            not bare
            and verb.tag_ == "VBG"
            and any(child.lemma_ == "be" and child.dep_ == "aux" for child in verb.children)
            and verb.lemma_ in words("cease")
        ):
            return True
    return False


def _claims(scene: Scene, trigger: Token, act: Act, pledgers: list[Token], stance: Stance) -> Iterator[Claim]:
    frame = frames()["Pledge"]
    roles = frame.roles
    own = [filling for filling in (_pledger(scene, token) for token in pledgers) if filling is not None]
    word = act.word
    act_span = Span(word.idx, word.idx + len(word))
    fixed = [RoleFilling("act", act_span, scene.article.text[act_span.start : act_span.end], value=act.frame)]
    fixed += provisos.find(scene, [trigger, act.word, *act.chain])
    products = [f for f in (fill(scene, token, roles["product"]) for token in _products(act)) if f is not None]
    parties = _counterparties(scene, act, {filling.span for filling in own})
    direction = Direction.FORGO if act.forgone else Direction.UNDERTAKE
    for pledger in own[:12]:
        # With neither a product nor a counterparty it is a pledge of nothing in particular.
        for party in [[party] for party in parties] or ([[]] if products else []):
            unique = {f.span: f for f in reversed([pledger, *fixed, *products[:1], *party])}.values()
            made = claim(
                scene,
                frame,
                trigger,
                tuple(unique),
                confidence=0.88,
                extractor=EXTRACTOR,
                complement=word,
                direction=direction,
                stance=stance,
            )
            yield _with_end(made)


def _with_end(pledge: Claim) -> Claim:
    """A pledge "until March" with that as its duration: it says when it ends, not when it was made."""
    time = pledge.time
    if time is None or not re.match(r"(?i)(?:until|till|through)\s", time.text) or pledge.role("duration"):
        return pledge
    end = RoleFilling("duration", time.span, time.text, value=time.text)
    return replace(pledge, time=None, roles=(*pledge.roles, end))


def _pledger(scene: Scene, token: Token) -> RoleFilling | None:
    """Who is bound: an unnamed officer binds the organization ("the firm's president won't commit to …")."""
    role = frames()["Pledge"].roles["pledger"]
    filling = fill(scene, token, role)
    mention = scene.mention(token)
    if filling is None or mention is None or mention.kind is not MentionKind.NOMINAL or mention.affiliation is None:
        return filling
    firm = scene.by_span.get(mention.affiliation)
    return RoleFilling(role.name, firm.span, firm.text) if firm is not None else filling


def _products(act: Act) -> list[Token]:
    word = act.word
    if grammar.is_verbal(word):
        found = grammar.objects(word)
        found += [item for name, item, _ in grammar.prepositions(word) if name in ("with", "on", "of")]
        return found
    found = [item for name, item, _ in grammar.prepositions(word) if name in ("of", "for", "in", "on")]
    return found + grammar.children(word, "compound", "poss", "nmod")


def _counterparties(scene: Scene, act: Act, own: set[Span]) -> list[RoleFilling]:
    role = frames()["Pledge"].roles["counterparty"]
    word = act.word
    phrases = [item for name, item, _ in grammar.prepositions(word) if name in COUNTERPARTY_PREPOSITIONS]
    tokens = [item for item in phrases if not turned(item, word)]  # "not to A but to B" promises nothing of B
    tokens += grammar.indirect_objects(word)
    if any(name == "with" for name, _, _ in grammar.prepositions(word)) and grammar.is_verbal(word):
        tokens += grammar.objects(word)  # "supply the army with drones"
    for link in act.chain:
        tokens += [item for name, item, _ in grammar.prepositions(link) if name in ("to", "for", "by", "from")]
        if link.lemma_ in ("allow", "let", "permit", "bar", "ban", "block", "prevent", "prohibit", "deny"):
            tokens += grammar.objects(link)
    if act.frame == "Use":
        tokens += grammar.children(word, "compound", "amod", "poss", "nmod")
    found: dict[Span, RoleFilling] = {}
    for token in tokens:
        filling = fill(scene, token, role)
        if filling is not None and filling.span not in own and not _is_pledger(scene, filling.span, own):
            found.setdefault(filling.span, filling)
    return list(found.values())[:6]


def _is_pledger(scene: Scene, span: Span, own: set[Span]) -> bool:
    chain = scene.chains.get(span)
    return chain is not None and any(chain == scene.chains.get(other) for other in own)


def _is_organization(scene: Scene, token: Token) -> bool:
    filling = fill(scene, token, frames()["Pledge"].roles["pledger"])
    mention = scene.by_span.get(filling.span) if filling is not None else None
    if mention is None:
        return False
    kind = scene.type_of(mention)
    return kind in ORGANIZATION_TYPES or (
        kind in (EntityType.PERSON, EntityType.GROUP) and mention.kind is MentionKind.NAME
    )


def _same(scene: Scene, one: Token, other: Token) -> bool:
    """Whether two tokens name one entity, as far as coreference tells."""
    first, second = scene.mention(one), scene.mention(other)
    return one.i == other.i or (
        first is not None
        and second is not None
        and (first.span == second.span or (first.chain is not None and first.chain == second.chain))
    )


def _own(scene: Scene, speakers: list[Token], doers: list[Token]) -> bool:
    """Whether the speakers tell of their own doing, or of that of those they speak for.

    A pronoun or description that coreference has left open may be the speaker; another's name may not, unless the
    speaker is somebody of theirs.
    """
    doer = scene.mention(doers[0])
    if doer is None:
        return False
    if not speakers or any(_same(scene, speaker, doers[0]) for speaker in speakers):
        return True
    speaker = scene.mention(speakers[0])
    if doer.kind is MentionKind.PRONOUN:
        return doer.text.lower() in ("it", "they", "we", "i", "he", "she")
    return speaker is not None and scene.type_of(speaker) in (EntityType.PERSON, EntityType.GROUP)
