"""Claims from the frames' triggers: a word that fires one, and the grammatical paths from it to its roles.

No path, no claim: two names in one sentence never make one by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from spacy.tokens import Token

from kg.extract import factuality, grammar
from kg.extract.claims import claim
from kg.extract.functions import FUNCTIONS
from kg.extract.scene import Scene, fill
from kg.extract.triggers import Trigger, triggers
from kg.model import Actuality, Claim, RoleFilling

EXTRACTOR = "frames.v1"
# A sentence that lists more combinations than this is a table, not a report.
MOST_COMBINATIONS = 24
# "a suite of products, including X": the products give way to X.
GENERAL = 0.7
ASKING = frozenset({"ask", "contact", "reach", "approach", "question", "press", "query", "tell"})


def extract(scene: Scene, taken: set[int]) -> Iterator[Claim]:
    """The claims that triggers make; ``taken`` holds tokens that already belong to a claim, and is added to."""
    index = triggers()
    matched: list[tuple[Trigger, Token, Token | None, dict[str, list[tuple[RoleFilling, float]]]]] = []
    for token in scene.doc:
        part = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}.get(token.pos_)
        if part is None or token.i in taken:
            continue
        for trigger in index.get((part, token.lemma_.lower()), ()):
            complement = _fires(trigger, token)
            if complement is None:
                continue
            roles = _roles(scene, trigger, token, complement if complement != token else None)
            if all(any(roles.get(name) for name in need) for need in trigger.needs) and not _nobodys(
                trigger, token, roles
            ):
                matched.append((trigger, token, complement if complement != token else None, roles))
                break
    swallowed = {complement.i for trigger, _, complement, _ in matched if complement is not None and trigger.swallow}
    for trigger, token, complement, roles in matched:
        if token.i in swallowed or token.i in taken:
            continue
        taken.add(token.i)
        for fillings, confidence in _combinations(roles):
            yield claim(
                scene,
                trigger.frame,
                token,
                fillings,
                confidence=trigger.confidence * confidence,
                extractor=EXTRACTOR,
                when=trigger.when,
                stance=_refusal(token) if trigger.modal else None,
                complement=complement,
            )
    taken |= swallowed


def _refusal(token: Token) -> factuality.Stance:
    """ "would not say": a refusal that took place, for all its modal."""
    return replace(factuality.stance(token), actuality=Actuality.ACTUAL)


def _fires(trigger: Trigger, token: Token) -> Token | None:
    """The complement a trigger asks for, the token itself where it asks for none, or None where it does not fire."""
    if trigger.particle and not any(
        child.lower_ == trigger.particle and child.dep_ in ("prt", "prep", "advmod", "dobj", "npadvmod", "prep")
        for child in token.children
    ):
        return None
    if trigger.part == "verbs" and not _fits_verb(trigger, token):
        return None
    if trigger.part == "nouns" and trigger.governor and not _governed(token, trigger.governor):
        return None
    if trigger.modifier and not any(child.lower_ in trigger.modifier for child in token.lefts):
        return None
    if trigger.prep_object and not any(
        item.lemma_.lower() in trigger.prep_object.get(name, ()) for name, item, _ in grammar.prepositions(token)
    ):
        return None
    if trigger.complement:
        clauses = (*grammar.complement_clauses(token), *grammar.purposes(token))
        return next((clause for clause in clauses if clause.lemma_.lower() in trigger.complement), None)
    return token


def _fits_verb(trigger: Trigger, verb: Token) -> bool:
    if verb.tag_ == "NN" or verb.dep_ == "compound":
        return False
    if trigger.voice == "passive" and not grammar.is_passive(verb):
        return False
    if trigger.modal and not any(child.dep_ == "aux" and child.lower_ in trigger.modal for child in verb.children):
        return False
    return not trigger.object or any(
        not trigger.object.isdisjoint({item.lemma_.lower(), item.lower_, item.lower_.removesuffix("s")})
        for item in grammar.objects(verb)
    )


def _nobodys(trigger: Trigger, token: Token, roles: dict[str, list[tuple[RoleFilling, float]]]) -> bool:
    """Whether an infinitive or gerund names a deed that the sentence gives no doer ("one loophole: selling to …")."""
    doers = trigger.args.get("subj", ())
    loose = token.tag_ in ("VB", "VBG") and not any(
        child.dep_ in ("aux", "nsubj") and child.tag_ != "TO" for child in token.children
    )
    return trigger.part == "verbs" and loose and bool(doers) and not any(roles.get(name) for name in doers)


def _governed(noun: Token, governors: frozenset[str]) -> bool:
    head = noun.head
    if noun.dep_ == "conj":
        return _governed(head, governors)
    if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
        return head.lemma_.lower() in governors
    if any(child.dep_ in ("relcl", "acl") and child.lemma_.lower() in governors for child in noun.children):
        return True
    return noun.dep_ == "pobj" and head.head.lemma_.lower() in governors


def _roles(
    scene: Scene, trigger: Trigger, token: Token, complement: Token | None
) -> dict[str, list[tuple[RoleFilling, float]]]:
    """Role → its fillers with how sure their path is."""
    found: dict[str, list[tuple[RoleFilling, float]]] = {}
    for function, names in trigger.args.items():
        host = complement if function.startswith("comp.") else token
        if host is not None:
            for filler, sureness in _fillers(host, function.removeprefix("comp.")):
                for member in scene.members(filler):
                    _assign(scene, trigger, names, member, sureness, found)
    if len(found.get("party", ())) > 1 and "party#2" not in found:
        # "A and B formed a partnership": the parties of one meeting, not one meeting each
        found["party"], found["party#2"] = found["party"][:1], found["party"][1:]
    return found


def _assign(
    scene: Scene,
    trigger: Trigger,
    names: tuple[str, ...],
    filler: Token,
    sureness: float,
    found: dict[str, list[tuple[RoleFilling, float]]],
) -> None:
    taken = {item.span for fillings in found.values() for item, _ in fillings}
    chain = scene.chain_of(filler)
    if chain is not None and any(chain == scene.chains.get(item.span) for role in found for item, _ in found[role]):
        return  # nobody deals with themselves
    for name in names:
        role = trigger.roles[name.partition("#")[0]]
        filling = fill(scene, filler, role)
        if filling is None:
            continue
        rivals = found.setdefault(name, [])
        second = filling.span in taken or (bool(rivals) and role.literal)
        if not second and all(sureness >= rival - 0.15 for _, rival in rivals):
            rivals[:] = [(other, rival) for other, rival in rivals if rival >= sureness - 0.15]
            rivals.append((filling, sureness))
        return


def _fillers(token: Token, function: str) -> Iterator[tuple[Token, float]]:
    """The tokens in a grammatical function of ``token``, with how sure the path is (1.0: a plain dependent)."""
    match function:
        case "subj":
            own = any(child.dep_ in ("nsubj", "agent", "poss") for child in token.children)
            yield from ((item, 1.0 if own else 0.95) for item in grammar.subjects(token))
        case "obj":
            for item in grammar.objects(token):
                members = grammar.included(item)
                yield from ((member, 0.95) for member in members)
                yield item, GENERAL if members else 1.0
        case "iobj":
            yield from ((item, 1.0) for item in grammar.indirect_objects(token))
        case "poss" | "compound":
            for child in grammar.children(token, function, *(("nmod", "amod") if function == "compound" else ())):
                yield from ((item, 1.0) for item in grammar.coordinated(child))
        case "obj.poss":
            # "did not buy the firm's software" tells whom it was not bought from
            for item in grammar.objects(token):
                yield from ((child, 0.85) for child in grammar.children(item, "poss"))
        case "asker":
            yield from ((item, 0.95) for item in _askers(token))
        case "governor":
            # the subject of the clause that a noun stands in: "obtained them through a lawsuit"
            if not grammar.children(token, "poss"):
                clause = token
                while not grammar.is_verbal(clause) and clause.head != clause:
                    clause = clause.head
                yield from ((item, 0.85) for item in grammar.subjects(clause) if grammar.is_verbal(clause))
            for child in grammar.children(token, "relcl", "acl"):
                if not grammar.is_passive(child):
                    yield from ((item, 0.95) for item in grammar.subjects(child) if item != token)
        case "that":
            yield from ((clause, 1.0) for clause in grammar.complement_clauses(token))
        case _ if function in FUNCTIONS:
            yield from FUNCTIONS[function](token)
        case "visited" | "visit-place":
            yield from ((item, 0.85) for item in _visited(token, place=function == "visit-place"))
        case _:
            for name, item, own in grammar.prepositions(token):
                if name == function:
                    yield item, GENERAL if grammar.included(item) else 1.0 if own else 0.9


def _askers(token: Token) -> Iterator[Token]:
    """Who asked: "when asked by …", "a request from …", "told …", in the same sentence."""
    for other in token.sent:
        if other.lemma_ in ASKING and other.pos_ == "VERB" and other != token:
            if grammar.is_passive(other) or other.dep_ in ("advcl", "acl"):
                yield from grammar.subjects(other)
            elif other.lemma_ == "tell":
                yield from grammar.objects(other)
        elif other.lemma_ in ("request", "inquiry", "enquiry", "question", "query"):
            yield from (item for name, item, _ in grammar.prepositions(other) if name in ("from", "by"))
            yield from grammar.children(other, "poss")


def _visited(token: Token, *, place: bool) -> Iterator[Token]:
    """Whom, or where, somebody visits to do what ``token`` says ("visited the firm's office in Oslo to see …")."""
    verb = token.head
    if token.dep_ not in ("advcl", "xcomp") or verb.lemma_ not in (
        "visit",
        "travel",
        "come",
        "go",
        "attend",
        "meet",
        "fly",
        "tour",
    ):
        return
    hosts = [
        *grammar.objects(verb),
        *(item for name, item, _ in grammar.prepositions(verb) if name in ("to", "at", "in", "with")),
    ]
    for host in hosts:
        yield host
        yield from grammar.children(host, "poss", "compound")
        if place:
            yield from (item for name, item, _ in grammar.prepositions(host) if name in ("in", "at"))


def _combinations(roles: dict[str, list[tuple[RoleFilling, float]]]) -> Iterator[tuple[tuple[RoleFilling, ...], float]]:
    """One claim's fillings for each choice of a filler for every role, with the least sure of their paths."""
    names = sorted(roles)
    for choice in islice(product(*(roles[name] for name in names)), MOST_COMBINATIONS):
        yield tuple(filling for filling, _ in choice), min((sureness for _, sureness in choice), default=1.0)
