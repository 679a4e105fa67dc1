"""Pledges: who undertakes or forgoes which act, with what product, towards whom, on what condition, for how long.

A pledge is a verb of commitment, a statement of what one "will not" do, a moratorium or a noun such as "promise", with
an act below it. The act never makes a claim of its own: a promise not to sell is no report of a sale.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from kg.extract import factuality, grammar
from kg.extract.claims import claim
from kg.extract.negation import is_negated
from kg.extract.scene import Scene, clause_span, fill, plain
from kg.extract.signatures import phrasal_in
from kg.extract.stance import Stance
from kg.frames import frames
from kg.model import ORGANIZATION_TYPES, Claim, Direction, EntityType, MentionKind, Polarity, RoleFilling, Span

EXTRACTOR = "pledges.v1"
DURATION = re.compile(
    r"(?i)\b(?:(?:for|of)\s+)?(?:at least |up to |the next |another |about |around )?"
    r"((?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|\d+)[- ](?:full[- ])?"
    r"(?:year|month|week|day|decade)s?|half a year)\b"
)
DURATION_PATH = frozenset(
    {"nummod", "compound", "npadvmod", "pobj", "prep", "amod", "det", "quantmod", "nmod", "punct", "advmod"}
)
CONDITION_MARKS = frozenset({"until", "till", "unless", "if", "provided", "providing", "pending"})
EXCEPTION_WORDS = frozenset({"except", "excluding", "excepting", "besides"})
COUNTERPARTY_PREPOSITIONS = ("to", "for", "with", "by")


@dataclass(frozen=True, slots=True)
class Act:
    """What is pledged: the frame it would be, the word for it, whether it is forgone, and who is to do it."""

    frame: str
    word: Token
    forgone: bool
    chain: tuple[Token, ...]


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``pledges.toml``."""
    return frozenset(_table()[name])


@cache
def acts() -> dict[str, str]:
    """Lemma → the frame that the act it names would be."""
    return {word: frame for frame, members in _table()["acts"].items() for word in members}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("kg.extract").joinpath("pledges.toml").read_text("utf-8"))


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
        act = _act(clause)
        if act is None or (not act.forgone and verb.lemma_ in words("only_forgo")):
            continue
        stance, pledgers = factuality.stance(verb), grammar.subjects(verb)
        own = grammar.subjects(clause) if grammar.children(clause, "nsubj", "nsubjpass") else []
        if own and pledgers and not _same(scene, own[0], pledgers[0]) and _own(scene, pledgers, own):
            # "its president promised that the company won't …": the company's pledge, by its president's word
            stance, pledgers = replace(stance, holders=(pledgers[0], *stance.holders)), own
        yield verb, act, pledgers, stance


def _said(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "said it would not sell", "announced that it will no longer offer": a statement about one's own will."""
    for clause in grammar.children(verb, "ccomp", "xcomp", "parataxis"):
        for head in (clause, *[c for c in clause.children if c.dep_ == "conj" and grammar.is_verbal(c)]):
            if not _willed(head, clause):
                continue
            act = _act(head)
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
        act = _act(clause)
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
    verb = noun.head
    while not grammar.is_verbal(verb) and verb.head != verb:
        verb = verb.head
    if noun.pos_ == "VERB":
        return
    if (
        not grammar.is_verbal(verb)
        or verb.lemma_.lower() not in words("ban_verbs")
        or noun.dep_ not in ("dobj", "nsubjpass", "pobj", "attr")
    ):
        return
    for name, item, _ in (*grammar.prepositions(noun), *grammar.prepositions(verb)):
        act = _act(item) if name in ("on", "of", "against") else None
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
    act = _act(verb)
    if act is None or not act.forgone:
        return
    doers = grammar.subjects(verb)
    organizations = [doer for doer in doers if _is_organization(scene, doer)]
    stance = factuality.stance(verb)
    if not organizations or stance.actuality.value in ("conditional", "hypothetical"):
        return
    if stance.polarity is Polarity.UNKNOWN or stance.certainty.value != "certain":
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


def _act(clause: Token, *, depth: int = 0) -> Act | None:
    """The act below a clause or noun, through verbs of ceasing ("stop offering", "suspend police use of")."""
    if depth > 4:
        return None
    negated = is_negated(clause)
    lemma = phrasal_in(clause, words("cease") | set(acts()))
    if lemma in words("cease"):
        inner = _ceased(clause, depth=depth)
        if inner is not None:
            return Act(inner.frame, inner.word, inner.forgone == negated, (clause, *inner.chain))
    if lemma == "do" or (lemma == "so" and clause.head.lemma_ == "do"):
        earlier = _antecedent_act(clause)
        return Act(acts()[earlier.lemma_.lower()], earlier, negated, (clause,)) if earlier is not None else None
    if lemma in words("bans") and (clause.pos_ in ("NOUN", "PROPN") or lemma not in words("cease")):
        for name, item, _ in grammar.prepositions(clause):
            found = _act(item, depth=depth + 1) if name in ("on", "of", "against") else None
            if found is not None:
                return Act(found.frame, found.word, not negated, (clause, *found.chain))
        return None
    if lemma in acts() and not (clause.pos_ in ("NOUN", "PROPN") and lemma == "work"):
        return Act(acts()[lemma], clause, negated, ())
    if (
        lemma
        in (
            "continue",
            "begin",
            "start",
            "resume",
            "allow",
            "let",
            "permit",
            "go",
            "keep",
            "make",
            "place",
            "put",
            "impose",
            "be",
        )
        or clause.pos_ == "AUX"
    ):
        for below in grammar.complement_clauses(clause):
            found = _act(below, depth=depth + 1)
            if found is not None:
                return Act(found.frame, found.word, found.forgone != negated, (clause, *found.chain))
        for noun in grammar.children(clause, "dobj"):
            banned = _act(noun, depth=depth + 1) if noun.lemma_.lower() in words("bans") else None
            if banned is not None:
                return Act(banned.frame, banned.word, banned.forgone != negated, (clause, *banned.chain))
            if noun.lemma_.lower() in acts() and lemma in ("allow", "permit", "make"):
                return Act(acts()[noun.lemma_.lower()], noun, negated, (clause,))
    return None


def _ceased(verb: Token, *, depth: int) -> Act | None:
    """The act that a verb of ceasing stops."""
    for below in grammar.complement_clauses(verb):
        found = _act(below, depth=depth + 1)
        if found is not None:
            return found
    for noun in grammar.objects(verb):
        if noun.lemma_.lower() in acts() and noun.pos_ == "NOUN":
            return Act(acts()[noun.lemma_.lower()], noun, False, ())
    for name, item, _ in grammar.prepositions(verb):
        if name in ("from", "of", "on", "in") and item.lemma_.lower() in acts():
            return Act(acts()[item.lemma_.lower()], item, False, ())
    return None


def _antecedent_act(verb: Token) -> Token | None:
    """The act that "do so" stands for: the last one before it, in this sentence or the one before."""
    if not any(child.lower_ in ("so", "that", "it", "this") for child in verb.children):
        return None
    sentence = verb.sent
    first = max(0, sentence.start - 1)
    start = verb.doc[first].sent.start
    for token in reversed(verb.doc[start : verb.i]):
        if token.pos_ == "VERB" and token.lemma_.lower() in acts():
            return token
    return None


def _claims(scene: Scene, trigger: Token, act: Act, pledgers: list[Token], stance: Stance) -> Iterator[Claim]:
    frame = frames()["Pledge"]
    roles = frame.roles
    own = [filling for filling in (_pledger(scene, token) for token in pledgers) if filling is not None]
    word = act.word
    act_span = Span(word.idx, word.idx + len(word))
    fixed = [RoleFilling("act", act_span, scene.article.text[act_span.start : act_span.end], value=act.frame)]
    fixed += _terms(scene, trigger, act)
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
    firm = next((other for other in scene.mentions if other.span == mention.affiliation), None)
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
    tokens = [item for name, item, _ in grammar.prepositions(word) if name in COUNTERPARTY_PREPOSITIONS]
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
    chains = {m.chain for m in scene.mentions if m.span in own}
    return any(m.span == span and m.chain is not None and m.chain in chains for m in scene.mentions)


def _terms(scene: Scene, trigger: Token, act: Act) -> list[RoleFilling]:
    """Condition, exception and duration, from the words under the pledge and its act."""
    hosts = [trigger, act.word, *act.chain]
    first = min(host.i for host in hosts)
    found: dict[str, RoleFilling] = {}
    for host in hosts:
        for token in host.subtree:
            if token.i >= first:
                for filling in (_condition(scene, token), _exception(scene, token)):
                    if filling is not None:
                        found.setdefault(filling.role, filling)
    duration = _duration(scene, hosts)
    if duration is not None:
        found["duration"] = duration
    return [found[name] for name in sorted(found)]


def _literal(scene: Scene, role: str, span: Span) -> RoleFilling:
    text = scene.article.text[span.start : span.end]
    return RoleFilling(role, span, text, value=plain(text))


def _exception(scene: Scene, token: Token) -> RoleFilling | None:
    """ "except for …", "other than …", "but not …"."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ in EXCEPTION_WORDS or (token.lower_ == "other" and following == "than"):
        child = next((c for c in token.children if c.dep_ in ("pobj", "prep", "pcomp")), None)
        return _literal(scene, "exception", clause_span(child)) if child is not None else None
    if token.lower_ == "but" and following == "not":
        conjunct = next((c for c in token.head.children if c.dep_ in ("conj", "appos") and c.i > token.i), None)
        return _literal(scene, "exception", clause_span(conjunct)) if conjunct is not None else None
    return None


def _duration(scene: Scene, hosts: list[Token]) -> RoleFilling | None:
    """ "for one year", "a one-year …", hung on a word of the pledge."""
    text, sentence = scene.article.text, hosts[0].sent
    for match in DURATION.finditer(text, sentence.start_char, sentence.end_char):
        tokens = scene.doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
        if tokens is None or text[match.end() :].lstrip().startswith(("ago", "earlier", "later", "after", "before")):
            continue
        node = tokens.root
        while node not in hosts and node.head != node and node.dep_ in DURATION_PATH:
            node = node.head
        if node in hosts:
            return RoleFilling("duration", Span(match.start(1), match.end(1)), match[1], value=match[1])
    return None


def _condition(scene: Scene, token: Token) -> RoleFilling | None:
    """ "until there is a law", "unless …", "without new rules"."""
    span: Span | None = None
    if token.lower_ in CONDITION_MARKS and token.dep_ in ("mark", "advmod") and grammar.is_verbal(token.head):
        clause = token.head
        existential = any(child.dep_ == "expl" for child in clause.children)
        subject = (
            next((child for child in clause.children if child.dep_ in ("attr", "dobj")), None) if existential else None
        )
        span = clause_span(subject or clause)
        after = token.idx + len(token) + 1
        if span.start <= token.idx:
            span = Span(after, span.end) if after < span.end else None
    elif token.lower_ in ("without", "pending", "until", "till", "absent") and token.dep_ == "prep":
        child = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
        if child is not None and child.ent_type_ not in ("DATE", "TIME"):
            span = clause_span(child)
    return _literal(scene, "condition", span) if span is not None else None


def _is_organization(scene: Scene, token: Token) -> bool:
    filling = fill(scene, token, frames()["Pledge"].roles["pledger"])
    mention = next((m for m in scene.mentions if filling is not None and m.span == filling.span), None)
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
