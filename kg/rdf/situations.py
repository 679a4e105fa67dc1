"""Situations as quads: asserted in the default graph, else reported in a graph of their own; and disagreements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg import iris
from kg.frames import frames, kinds
from kg.model import Disagreement, Entity, Filling, Polarity, Situation
from kg.rdf.entities import label
from kg.rdf.roles import CONTENT, filler, filling_pairs, filling_parts, role_pairs
from kg.rdf.values import Pair, duration, edtf, integer, named, text, types, when
from kg.terms import CITO, KG, ORG, RDF, RDFS, SUPERPROPERTIES, TERMS, term

# A position that is held no longer, or not yet.
_OTHER_TIMES = re.compile(
    r"(?i)(?:former|ex|onetime|one-time|erstwhile|then|late|incoming)\b|.*[- ](?:elect|designate)$"
)


def situation_quads(
    situation: Situation, claims: Mapping[str, Polarity], entities: Mapping[str, Entity], *, base: str
) -> Iterator[Quad]:
    """A situation in the graph it belongs to; only an asserted one has its frame's class and roles.

    ``claims`` gives the polarity of each of its claims.

    ``ValueError`` for one that is marked asserted though a claim of it denies it or leaves it open: the promise that
    nothing denied is ever asserted is kept here once more, whatever fusion did.
    """
    if not situation.asserted:
        yield from _reported(situation, claims, entities, base)
        return
    if any(claims[key] != Polarity.AFFIRMED for key in situation.claims):
        raise ValueError(f"situation {situation.key} is marked asserted and has a claim against it")
    frame = kinds()[situation.frame]
    subject = iris.situation_iri(base, situation.key)
    yield from _quads(subject, types(term(f"kg:{frame.name}")))
    yield from _quads(subject, _common(situation, claims, entities, base))
    for predicate, value in when(situation.time):
        yield Quad(subject, predicate, value)
        if frame.kind == "event":
            yield from (Quad(subject, above, value) for above in SUPERPROPERTIES.get(predicate, ()))
    for filling in situation.roles:
        if not (frame.name == "Pledge" and filling.role in ("duration", *CONTENT)):
            yield from _quads(subject, role_pairs(frame.name, filling, base=base, state=frame.kind == "state"))
    if frame.name == "Pledge":
        yield from _pledge(situation, entities, base)
    if frame.name == "Role":
        yield from _membership(situation, base)


def shortcut_quads(situation: Situation, *, base: str) -> Iterator[Quad]:
    """What an asserted situation says in one triple from party to party; another may say the same."""
    frame = kinds()[situation.frame]
    if not situation.asserted or any(
        one.role == "position" and _OTHER_TIMES.match(one.value or "") for one in situation.roles
    ):
        return  # who held a position once is no member now
    for shortcut in frame.shortcuts:
        predicate = term(f"kg:{shortcut.property}")
        for subject in _entities(situation, shortcut.subject, base):
            for target in _entities(situation, shortcut.object, base):
                for link in (predicate, *SUPERPROPERTIES.get(predicate, ())):
                    yield Quad(subject, link, target)


def disagreement_quads(disagreement: Disagreement, *, asserted: bool, base: str) -> Iterator[Quad]:
    """A disagreement, in the graph of its situation: it asserts neither side."""
    graph = DefaultGraph() if asserted else iris.reported_graph(base)
    subject = iris.disagreement_iri(base, disagreement.key)
    affirming = [iris.claim_iri(base, key) for key in disagreement.affirming]
    opposing = [iris.claim_iri(base, key) for key in disagreement.opposing]
    yield Quad(subject, RDF.type, KG.Disagreement, graph)
    yield Quad(subject, KG.about, iris.situation_iri(base, disagreement.situation), graph)
    yield Quad(subject, KG.disagreementKind, term(f"kg:{disagreement.kind.capitalize()}Disagreement"), graph)
    for claim in affirming:
        yield Quad(subject, KG.affirming, claim, graph)
    for claim in opposing:
        yield Quad(subject, KG.opposing, claim, graph)


def dispute_quads(disagreement: Disagreement, *, asserted: bool, base: str) -> Iterator[Quad]:
    """``cito:disagreesWith`` from each claim to the first of the other side, not to all: sides can be long."""
    graph = DefaultGraph() if asserted else iris.reported_graph(base)
    affirming = [iris.claim_iri(base, key) for key in disagreement.affirming]
    opposing = [iris.claim_iri(base, key) for key in disagreement.opposing]
    for claim, other in [(one, opposing[0]) for one in affirming if opposing]:
        yield Quad(claim, CITO.disagreesWith, other, graph)
    for claim, other in [(one, affirming[0]) for one in opposing if affirming]:
        yield Quad(claim, CITO.disagreesWith, other, graph)


def _reported(
    situation: Situation, claims: Mapping[str, Polarity], entities: Mapping[str, Entity], base: str
) -> Iterator[Quad]:
    graph, subject = iris.reported_graph(base), iris.situation_iri(base, situation.key)
    yield Quad(subject, RDF.type, KG.ReportedSituation, graph)
    yield Quad(subject, KG.frame, term(f"kg:{situation.frame}"), graph)
    for reason in situation.reasons:
        yield Quad(subject, KG.reason, named(reason), graph)
    yield from _quads(subject, _common(situation, claims, entities, base), graph)
    yield from _quads(subject, when(situation.time), graph)
    for part, filling, _ in filling_parts(situation.roles):
        node = iris.situation_iri(base, situation.key, part)
        yield Quad(subject, KG.hasRole, node, graph)
        yield from _quads(node, filling_pairs(situation.frame, filling, base=base), graph)


def _common(
    situation: Situation, claims: Mapping[str, Polarity], entities: Mapping[str, Entity], base: str
) -> Iterator[Pair]:
    """What asserted and reported situations share: label, direction, support and counts."""
    yield RDFS.label, text(_label(situation, entities), "en")
    if situation.direction:
        yield KG.direction, named(situation.direction)
    if situation.predicate:
        yield KG.predicate, text(situation.predicate)
    for key in situation.claims:
        affirmed = claims[key] == Polarity.AFFIRMED
        yield KG.supportedBy if affirmed else KG.opposedBy, iris.claim_iri(base, key)
    yield KG.claimCount, integer(len(situation.claims))
    yield KG.originCount, integer(len(situation.origins))


def _pledge(situation: Situation, entities: Mapping[str, Entity], base: str) -> Iterator[Quad]:
    """How long it holds, and what is pledged, on a node of its own."""
    subject = iris.situation_iri(base, situation.key)
    content = iris.situation_iri(base, situation.key, "content")
    yield Quad(subject, KG.content, content)
    if length := duration(situation.duration):
        yield Quad(subject, KG.duration, length)
    if situation.expires:
        yield Quad(subject, KG.expires, edtf(situation.expires.edtf))
    yield Quad(content, RDF.type, KG.PledgeContent)
    pledged = [filling for filling in situation.roles if filling.role in CONTENT]
    yield Quad(content, RDFS.label, text(_label(situation, entities, pledged), "en"))
    for filling in pledged:
        # an act is named by its class, one that is no frame's by its verb
        framed = filling.role == "act" and filling.value in frames()
        act = TERMS.get(f"kg:{filling.value}") if framed else None
        yield Quad(content, CONTENT[filling.role], act or filler(filling, base=base))


def _membership(situation: Situation, base: str) -> Iterator[Quad]:
    """A role is an ``org:Membership`` too, where the organization is known."""
    subject = iris.situation_iri(base, situation.key)
    holders, organizations = _entities(situation, "holder", base), _entities(situation, "organization", base)
    if holders and organizations:
        yield Quad(subject, RDF.type, ORG.Membership)
        yield from (Quad(subject, ORG.member, holder) for holder in holders)
        yield from (Quad(subject, ORG.organization, organization) for organization in organizations)


def _entities(situation: Situation, role: str, base: str) -> list[NamedNode]:
    return [iris.entity_iri(base, one.entity) for one in situation.roles if one.role == role and one.entity]


def _label(situation: Situation, entities: Mapping[str, Entity], pledged: Sequence[Filling] | None = None) -> str:
    """Frame, stance and fillers: "Sale (denied): Acme; Springfield police"; of a pledge's content, what is pledged."""
    if situation.predicate:
        return _open_label(situation, entities)
    act = next((filling.value for filling in situation.roles if filling.role == "act"), None)
    kind = "" if pledged else f"{_words(situation.frame)} "
    if act:
        kind += f"to {situation.direction.value if situation.direction else 'do'} {_words(act).lower()} "
    kind += _why(situation)
    names = [label(entities, one) for one in pledged or situation.roles if one.role != "act"]
    shown = "; ".join(name for name in names if name)
    return f"{kind.strip()}: {shown}" if shown else kind.strip()


def _open_label(situation: Situation, entities: Mapping[str, Entity]) -> str:
    """What is told by its predicate, as near to a sentence as lemmas come: "Ofcom: snub BT (denied); 2026-03"."""
    told = {one.role: label(entities, one) or "" for one in reversed(situation.roles) if one.role != "of"}
    agent, theme = (told.pop(role, "") for role in ("agent", "theme"))
    rest = [name if role in ("recipient", "amount") else f"{role} {name}" for role, name in reversed(told.items())]
    rest = [words.replace("place ", "in ", 1) for words in rest]
    words = " ".join(filter(None, [situation.predicate, theme, *rest]))
    why = f" {_why(situation)}" if situation.reasons else ""
    when_told = f"; {situation.time.edtf}" if situation.time else ""
    return f"{agent}: {words}{why}{when_told}" if agent else f"{words}{why}{when_told}"


def _why(situation: Situation) -> str:
    """Why it is not asserted, in brackets; empty where it is."""
    return f"({', '.join(_words(reason.value).lower() for reason in situation.reasons)})" if situation.reasons else ""


def _words(name: str) -> str:
    """A term's local name as words: "CopyOnly" as "Copy only"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return words[:1] + words[1:].lower()


def _quads(subject: NamedNode, pairs: Iterable[Pair], graph: NamedNode | DefaultGraph | None = None) -> Iterator[Quad]:
    where = graph or DefaultGraph()
    return (Quad(subject, predicate, value, where) for predicate, value in pairs)
