"""Pledges: who undertakes or forgoes which act, with what product, towards whom, on what condition, for how long.

A pledge is a verb of commitment, a statement of what one "will not" do, a moratorium or a noun such as "promise", with
an act below it. The act never makes a claim of its own: a promise not to sell is no report of a sale.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from kg.extract import factuality, grammar
from kg.extract.claims import claim
from kg.extract.scene import Scene, clause_span, fill, plain
from kg.frames import frames
from kg.model import ORGANIZATION_TYPES, Claim, Direction, EntityType, MentionKind, Polarity, RoleFilling, Span

EXTRACTOR = "pledges.v1"
DURATION = re.compile(
    r"(?i)\b(?:(?:for|of)\s+)?(?:at least |up to |the next |another |about |around )?"
    r"((?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|\d+)[- ](?:full[- ])?(?:year|month|week|day|decade)s?|a decade|half a year|six months)\b"
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
                taken.update({trigger.i, act.word.i, *(link.i for link in act.chain)})
                yield from found


Candidate = tuple[Token, Act, list[Token], factuality.Stance]


def _candidates(scene: Scene, token: Token) -> Iterator[Candidate]:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in words("commit"):
        yield from _committed(token)
    elif token.pos_ in ("VERB", "AUX") and lemma in words("report"):
        yield from _said(scene, token)
    elif token.pos_ in ("NOUN", "PROPN") and lemma in words("nouns") | words("report_nouns"):
        yield from _noun(token)
    elif token.pos_ in ("NOUN", "PROPN", "VERB") and lemma in words("bans"):
        yield from _ban(scene, token)
    elif token.pos_ in ("VERB", "AUX"):
        yield from _bare(scene, token)


def _committed(verb: Token) -> Iterator[Candidate]:
    """ "pledged not to sell", "committed to not selling", "promised that it would stop"."""
    for clause in grammar.complement_clauses(verb):
        act = _act(clause)
        if act is not None and (act.forgone or verb.lemma_ not in words("only_forgo")):
            pledgers = grammar.subjects(verb)
            yield verb, act, pledgers, factuality.stance(verb)


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
                factuality.Stance(certainty=outer.certainty, actuality=outer.actuality, holders=holders),
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
    for name, item, _ in grammar.prepositions(noun):
        if name not in ("on", "of", "against"):
            continue
        act = _act(item)
        if act is None:
            continue
        stance = factuality.stance(verb)
        pledgers = grammar.subjects(verb)
        held = stance.holders
        if held and pledgers and _same(scene, held[0], pledgers[0]):
            stance = factuality.Stance(certainty=stance.certainty, holders=held[1:], polarity=stance.polarity)
        if stance.polarity is Polarity.UNKNOWN or any(
            a.lemma_ in words("advocacy") for a in verb.ancestors if grammar.is_verbal(a)
        ):
            continue
        yield noun, Act(act.frame, act.word, True, (*act.chain, verb)), pledgers, stance
        return


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
    yield verb, act, doers, factuality.Stance(holders=holders)


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
    negated = factuality.is_negated(clause)
    lemma = factuality.phrasal_in(clause, words("cease") | set(acts()))
    if lemma in words("cease"):
        inner = _ceased(clause, depth=depth)
        if inner is not None:
            return Act(inner.frame, inner.word, inner.forgone == negated, (clause, *inner.chain))
    if lemma == "do" or (lemma == "so" and clause.head.lemma_ == "do"):
        earlier = _antecedent_act(clause)
        return Act(acts()[earlier.lemma_.lower()], earlier, negated, (clause,)) if earlier is not None else None
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
            if noun.lemma_.lower() in words("bans"):
                for name, item, _ in grammar.prepositions(noun):
                    found = _act(item, depth=depth + 1) if name in ("on", "of", "against") else None
                    if found is not None:
                        return Act(found.frame, found.word, not negated, (clause, noun, *found.chain))
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


def _claims(
    scene: Scene, trigger: Token, act: Act, pledgers: list[Token], stance: factuality.Stance
) -> Iterator[Claim]:
    frame = frames()["Pledge"]
    roles = frame.roles
    own = [filling for filling in (fill(scene, token, roles["pledger"]) for token in pledgers) if filling is not None]
    word = act.word
    act_span = Span(word.idx, word.idx + len(word))
    fixed = [RoleFilling("act", act_span, scene.article.text[act_span.start : act_span.end], value=act.frame)]
    fixed += _terms(scene, trigger, act)
    products = [f for f in (fill(scene, token, roles["product"]) for token in _products(act)) if f is not None]
    parties = _counterparties(scene, act, {filling.span for filling in own})
    direction = Direction.FORGO if act.forgone else Direction.UNDERTAKE
    for pledger in own[:12]:
        for party in parties or [None]:
            fillings = [pledger, *fixed, *products[:1], *([party] if party else [])]
            if len(fillings) - len(fixed) < 2:
                continue  # neither a product nor a counterparty: a pledge of nothing in particular
            spans: set[Span] = set()
            unique = [f for f in fillings if not (f.span in spans or spans.add(f.span))]  # type: ignore[func-returns-value]
            yield claim(
                scene,
                frame,
                trigger,
                unique,
                confidence=0.88,
                extractor=EXTRACTOR,
                complement=word,
                direction=direction,
                stance=stance,
            )


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
    for link in act.chain:
        tokens += [item for name, item, _ in grammar.prepositions(link) if name in ("to", "for", "by", "from")]
        if link.lemma_ in ("allow", "let", "permit", "bar", "ban", "block", "prevent", "prohibit", "deny"):
            tokens += grammar.objects(link)
    if act.frame == "Use":
        tokens += grammar.children(word, "compound", "amod", "poss", "nmod")
        tokens += [token for token in grammar.subjects(word)] if not grammar.is_verbal(word) else []
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
    """Condition, exception and duration, from anywhere between the pledge's first word and its act's last."""
    text = scene.article.text
    hosts = [trigger, act.word, *act.chain]
    found: dict[str, RoleFilling] = {}
    for host in hosts:
        for token in host.subtree if host != trigger or grammar.is_verbal(trigger) else trigger.subtree:
            if token.i < min(h.i for h in hosts) and token.dep_ != "amod":
                continue
            _condition(scene, token, found)
            if token.lower_ in EXCEPTION_WORDS or (
                token.lower_ == "other" and token.nbor().lower_ == "than" if token.i + 1 < len(token.doc) else False
            ):
                for child in token.children:
                    if child.dep_ in ("pobj", "prep", "pcomp"):
                        span = clause_span(child)
                        found.setdefault(
                            "exception",
                            RoleFilling(
                                "exception", span, text[span.start : span.end], value=plain(text[span.start : span.end])
                            ),
                        )
    span = Span(
        min(h.left_edge.idx for h in (trigger, act.word)),
        max(h.right_edge.idx + len(h.right_edge) for h in (trigger, act.word)),
    )
    noun = next((link for link in act.chain if link.lemma_ in words("bans")), trigger)
    for start, end in ((noun.left_edge.idx, noun.idx), (span.start, span.end)):
        match = DURATION.search(text, start, end)
        if match and "ago" not in text[match.end() : match.end() + 5]:
            found.setdefault(
                "duration", RoleFilling("duration", Span(match.start(1), match.end(1)), match[1], value=match[1])
            )
            break
    return [found[name] for name in sorted(found)]


def _condition(scene: Scene, token: Token, found: dict[str, RoleFilling]) -> None:
    text = scene.article.text
    span: Span | None = None
    if token.lower_ in CONDITION_MARKS and token.dep_ in ("mark", "advmod") and grammar.is_verbal(token.head):
        clause = token.head
        existential = any(child.dep_ == "expl" for child in clause.children)
        subject = (
            next((child for child in clause.children if child.dep_ in ("attr", "dobj")), None) if existential else None
        )
        span = clause_span(subject or clause)
        if span.start <= token.idx:
            span = Span(token.idx + len(token) + 1, span.end) if token.idx + len(token) + 1 < span.end else None
    elif token.lower_ in ("without", "pending", "until", "till", "absent") and token.dep_ == "prep":
        child = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
        if child is not None and child.ent_type_ not in ("DATE", "TIME"):
            span = clause_span(child)
    if span is not None and "condition" not in found:
        value = text[span.start : span.end]
        found["condition"] = RoleFilling("condition", span, value, value=plain(value))


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
