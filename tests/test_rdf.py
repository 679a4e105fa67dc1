"""Fusion to quads: the cases, the laws (order, base, no blank nodes), and that nothing denied is ever asserted."""

from __future__ import annotations

import difflib
import random
import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
)

from kg import rdf
from kg.errors import Unwritable, UsageError
from kg.frames import OPEN, kinds
from kg.model import (
    Actuality,
    Article,
    Certainty,
    Claim,
    Direction,
    Disagreement,
    Entity,
    EntityType,
    Filling,
    Fusion,
    GroundedClaim,
    Mention,
    MentionKind,
    Origin,
    Polarity,
    Quotation,
    QuotationMode,
    Reason,
    Record,
    Resolution,
    RoleFilling,
    Situation,
    Span,
    Time,
)
from kg.rdf.entities import publishers
from kg.rdf.roles import role_property
from kg.rdf.values import dated, decimal, duration, link, text
from kg.terms import DCTERMS, KG, OA, ORG, RDF, SCHEMA, SEM, SUPERCLASSES, SUPERPROPERTIES, TERMS, XSD, term

BASE = "https://kg.example/"
CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/fusion.py"))
TEXT = "Acme sold Hawkeye to police."


def fusion_of(case: Path) -> Fusion:
    fusion = runpy.run_path(str(case / "fusion.py"))["FUSION"]
    assert isinstance(fusion, Fusion)
    return fusion


def quads_of(fusion: Fusion, base: str = BASE) -> list[Quad]:
    return list(rdf.quads(fusion, base=base, extractor_version="test"))


def canonical(quads: list[Quad]) -> list[str]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [line.decode() for line in rdf.sorted_nquads(dataset)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = canonical(list(parse(path=case / "expected.trig", format=RdfFormat.TRIG)))
    found = canonical(quads_of(fusion_of(case)))
    diff = difflib.unified_diff(expected, found, "expected", "found", n=0)
    assert expected == found, "".join(["\n", *diff])


def test_there_are_cases() -> None:
    assert {"denied-sale", "pledge", "copied-role"} <= {case.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_node_has_an_iri_of_ours_or_of_the_ontology(case: Path) -> None:
    known = set(TERMS.values())
    for quad in quads_of(fusion_of(case)):
        assert not any(isinstance(node, BlankNode) for node in (quad.subject, quad.object, quad.graph_name))
        assert quad.predicate in known
        assert isinstance(quad.subject, NamedNode)
        assert rdf.address(BASE, quad.subject.value), quad.subject
        assert isinstance(quad.graph_name, DefaultGraph) or rdf.address(BASE, quad.graph_name.value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("format", rdf.FORMATS)
def test_serialising_is_the_same_every_time_and_reads_back(case: Path, format: str) -> None:
    quads = quads_of(fusion_of(case))
    data = rdf.serialize(quads, format, base=BASE)
    assert data == rdf.serialize(random.Random(3).sample(quads, len(quads)) + quads[:9], format, base=BASE)
    back = list(parse(data, format=rdf.FORMATS[format]))
    if rdf.FORMATS[format].supports_datasets:
        assert rdf.sorted_nquads(back) == rdf.sorted_nquads(quads)
    else:
        assert {str(quad.triple) for quad in back} == {str(quad.triple) for quad in quads}
    if format == "trig":
        prefixes = [line for line in data.split(b"\n") if line.startswith(b"@prefix")]
        assert prefixes == sorted(prefixes)
        assert b"@prefix e: <https://kg.example/entity/> ." in prefixes
        assert not any(b"dqv:" in line for line in prefixes)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="ttl, nt"):
        rdf.serialize([], "xlsx")


def test_what_xml_cannot_hold_is_an_error_in_it_alone() -> None:
    quad = Quad(rdf.entity_iri(BASE, "a"), SCHEMA.name, Literal("a\x07\ufffe\rb"))
    with pytest.raises(Unwritable, match=r"U\+0007"):
        rdf.serialize([quad], "rdfxml")
    for format in rdf.FORMATS.keys() - {"rdfxml"}:
        assert list(parse(rdf.serialize([quad], format), format=rdf.FORMATS[format])) == [quad]


# ── the promise: nothing denied is asserted, whatever mix of graphs is asked ──

ENTITIES = {
    key: Entity(key, key, kind)
    for key, kind in [
        ("acme", EntityType.COMPANY),
        ("hawkeye", EntityType.PRODUCT),
        ("police", EntityType.GROUP),
        ("jo", EntityType.PERSON),
        ("echo", EntityType.OUTLET),
    ]
}
stance = st.tuples(st.sampled_from(Polarity), st.sampled_from(Certainty), st.sampled_from(Actuality))


@st.composite
def situations(draw: st.DrawFn, number: int) -> tuple[Situation, list[GroundedClaim]]:
    frame = kinds()[draw(st.sampled_from(sorted(kinds())))]
    predicate = "bid for" if frame.name == OPEN else None
    entity = st.sampled_from(sorted(ENTITIES))
    fillings = tuple(
        Filling(role, None, draw(st.sampled_from(["Sale", "P1Y", "words"])))
        if frame.roles[role].literal
        else Filling(role, draw(entity))
        for role in draw(st.lists(st.sampled_from(sorted(frame.roles)), unique=True))
    )
    written = tuple(RoleFilling(one.role, Span(0, 4), "Acme", one.value) for one in fillings)
    claims = []
    for index, (polarity, certainty, actuality) in enumerate(draw(st.lists(stance, min_size=1, max_size=3))):
        claim = Claim(
            frame.name,
            Span(5, 9),
            written,
            Span(0, 28),
            "t.v1",
            0.5,
            polarity,
            certainty,
            actuality,
            predicate=predicate,
            rule="test.rule",
        )
        key = f"c{number}-{index}"
        claims.append(
            GroundedClaim(key, draw(st.sampled_from("ab")), claim, fillings, (), None, f"s{number}", claim.confidence)
        )
    plain = (Polarity.AFFIRMED, Certainty.CERTAIN, Actuality.ACTUAL)
    stances = [(one.claim.polarity, one.claim.certainty, one.claim.actuality) for one in claims]
    asserted = plain in stances and all(one.claim.polarity == Polarity.AFFIRMED for one in claims)
    reasons = () if asserted else tuple(sorted(draw(st.sets(st.sampled_from(Reason), min_size=1))))
    situation = Situation(
        f"s{number}",
        frame.name,
        fillings,
        tuple(one.key for one in claims),
        ("a",),
        reasons,
        draw(st.none() | st.sampled_from(Direction)),
        draw(st.none() | st.just(Time("2025", "2025-01-01", "2025-12-31"))),
        draw(st.none() | st.just("P1Y")),
        predicate=predicate,
    )
    return situation, claims


@st.composite
def fusions(draw: st.DrawFn) -> Fusion:
    made = [draw(situations(number)) for number in range(draw(st.integers(1, 4)))]
    records = tuple(Record(Article(key, TEXT, (), key), (), (), ()) for key in "ab")
    found = tuple(situation for situation, _ in made)
    claims = tuple(claim for _, group in made for claim in group)
    disagreements = tuple(
        Disagreement(f"d-{one.key}", one.key, "polarity", one.claims[:1], one.claims[1:])
        for one in found
        if len(one.claims) > 1
    )
    return Fusion(records, Resolution(ENTITIES, {}), claims, found, disagreements, {})


SITUATION_CLASSES = {cls for cls, above in SUPERCLASSES.items() if KG.Situation in above} | {KG.Situation, SEM.Event}
ROLES = {
    node
    for name, frame in kinds().items()
    for role in frame.roles
    for node in (role_property(name, role), *SUPERPROPERTIES.get(role_property(name, role), ()))
} | {term(f"kg:{shortcut.property}") for frame in kinds().values() for shortcut in frame.shortcuts}


@given(fusions())
@settings(max_examples=150)
def test_only_asserted_situations_have_a_class_role_or_shortcut_in_any_graph(fusion: Fusion) -> None:
    asserted = {rdf.situation_iri(BASE, one.key) for one in fusion.situations if one.asserted}
    contents = {rdf.situation_iri(BASE, one.key, "content") for one in fusion.situations if one.asserted}
    ends = {
        (one.roles_entity(shortcut.subject), shortcut.property, one.roles_entity(shortcut.object))
        for one in map(Asserted, fusion.situations)
        for shortcut in kinds()[one.situation.frame].shortcuts
    }
    for quad in quads_of(fusion):
        if quad.predicate == RDF.type and quad.object in SITUATION_CLASSES:
            assert quad.subject in asserted
        if quad.predicate in ROLES and quad.subject not in asserted | contents:
            subject, target = (str(node)[1:-1].rsplit("/", 1)[-1] for node in (quad.subject, quad.object))
            assert (subject, quad.predicate.value.rsplit("#", 1)[-1], target) in ends
        if quad.subject in contents:
            assert not str(quad.predicate).startswith(f"<{KG.agent.value}")
            assert quad.predicate not in {KG.agent, KG.theme, KG.recipient, KG.product, KG.buyer, KG.seller}


class Asserted:
    """A situation as a test sees it: the entity in a role if the situation is asserted, else nothing."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation

    def roles_entity(self, role: str) -> str | None:
        fillings = self.situation.roles if self.situation.asserted else ()
        return next((one.entity for one in fillings if one.role == role), None)


NAIVE = [
    "?x a kg:{frame}",
    "?x a kg:{frame} ; kg:{role} ?y",
    "?x kg:{role} ?y . ?x a/^a ?x . ?x a kg:Event",
    "?x a sem:Event ; sem:hasActor ?y",
]


@given(fusions(), st.sampled_from(sorted(kinds())), st.sampled_from(NAIVE), st.booleans(), st.data())
@settings(max_examples=60)
def test_a_naive_query_over_any_mix_of_graphs_finds_asserted_ones_only(
    fusion: Fusion, frame: str, pattern: str, union: bool, data: st.DataObject
) -> None:
    role = data.draw(st.sampled_from(sorted(kinds()[frame].roles)))
    store = Store()
    store.extend(quads_of(fusion))
    body = pattern.format(frame=frame, role=role)
    where = body if union else f"{{ {body} }} UNION {{ GRAPH ?g {{ {body} }} }}"
    prefixes = f"PREFIX kg: <{rdf.prefixes()['kg']}> PREFIX sem: <{rdf.prefixes()['sem']}>"
    found = store.query(f"{prefixes} SELECT DISTINCT ?x {{ {where} }}", use_default_graph_as_union=union)
    assert isinstance(found, QuerySolutions)
    asserted = {rdf.situation_iri(BASE, one.key) for one in fusion.situations if one.asserted}
    assert {row["x"] for row in found} <= asserted


def test_the_queries_of_that_test_do_find_what_is_asserted() -> None:
    store = Store()
    store.extend(quads_of(fusion_of(Path(__file__).parent / "cases/denied-sale")))
    prefix = f"PREFIX kg: <{rdf.prefixes()['kg']}>"
    assert store.query(f"{prefix} ASK {{ ?x a kg:Pitch ; kg:recipient ?y }}")
    assert store.query(f"{prefix} ASK {{ ?x kg:pitchedTo ?y }}")


def test_a_situation_marked_asserted_with_a_claim_against_it_is_refused() -> None:
    fusion = fusion_of(Path(__file__).parent / "cases/denied-sale")
    wrong = tuple(replace(one, reasons=()) for one in fusion.situations)
    with pytest.raises(ValueError, match="sale-c2 is marked asserted"):
        quads_of(replace(fusion, situations=wrong))


@pytest.mark.parametrize(
    ("position", "member"),
    [("chair", True), ("former chair", False), ("ex-chair", False), ("mayor-elect", False), ("theatre director", True)],
)
def test_who_held_a_position_once_is_no_member(position: str, member: bool) -> None:
    roles = (Filling("holder", "jo"), Filling("organization", "acme"), Filling("position", None, position))
    claim = Claim("Role", Span(0, 4), (), Span(0, 9), "t.v1", 0.9, rule="test.rule")
    situation = Situation("s", "Role", roles, ("c",), ("a",))
    record = Record(Article("a", TEXT, (), "a"), (), (), ())
    told = (GroundedClaim("c", "a", claim, roles, (), None, "s", 0.9),)
    quads = quads_of(Fusion((record,), Resolution(ENTITIES, {}), told, (situation,), (), {}))
    assert any(quad.predicate == KG.memberOf for quad in quads) is member


# ── laws ──


@given(fusions(), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_order_does_not_reach_the_graph(fusion: Fusion, chance: random.Random) -> None:
    def mixed(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(values, len(values)))

    shuffled = Fusion(
        mixed(fusion.records),
        Resolution(dict(mixed(tuple(fusion.resolution.entities.items()))), {}),
        mixed(fusion.claims),
        mixed(fusion.situations),
        mixed(fusion.disagreements),
        fusion.origins,
    )
    assert rdf.sorted_nquads(quads_of(shuffled)) == rdf.sorted_nquads(quads_of(fusion))


@given(st.text(max_size=40), st.text(alphabet=st.characters(categories=["Cs"]), max_size=2))
def test_any_text_can_be_written(words: str, halves: str) -> None:
    fusion = Fusion(
        (
            Record(
                Article(
                    "a", words + halves, (), "a", title=words + halves, url=words, published=words, publisher=words
                ),
                (),
                (),
                (),
            ),
        ),
        Resolution({"e": Entity("e", words + halves, EntityType.LAW, kb=words, aliases=(words,))}, {}),
        (),
        (),
        (),
        {"a": Origin("a", outlet="nobody")},
    )
    lines = rdf.sorted_nquads(quads_of(fusion))
    assert list(parse(b"".join(lines), format=RdfFormat.N_QUADS))


def test_the_base_is_all_that_differs() -> None:
    fusion = fusion_of(CASES[0])
    other = "http://localhost:8000/"
    moved = [line.replace(BASE.encode(), other.encode()) for line in rdf.sorted_nquads(quads_of(fusion))]
    assert sorted(moved) == rdf.sorted_nquads(quads_of(fusion, base=other))


def test_a_bad_base_is_told() -> None:
    with pytest.raises(UsageError, match="base"):
        quads_of(fusion_of(CASES[0]), base="nowhere")


# ── values and entities ──


@pytest.mark.parametrize(
    ("given_date", "type_"),
    [
        ("2020", XSD.gYear),
        ("2020-06", XSD.gYearMonth),
        ("2020-06-17", XSD.date),
        ("2020-06-17T18:00:00Z", XSD.dateTime),
        ("2020-06-17T18:00:00+02:00", XSD.dateTime),
        ("2020-06-31", XSD.string),
        ("2020-13", XSD.string),
        ("last week", XSD.string),
    ],
)
def test_dates_are_typed_as_what_they_are(given_date: str, type_: NamedNode) -> None:
    literal = dated(given_date)
    assert literal.datatype == type_
    assert literal.value == given_date


def test_numbers_durations_and_links() -> None:
    assert [decimal(value).value for value in (1, 0.86, 0.123456, 0)] == ["1.0", "0.86", "0.1235", "0.0"]
    assert [bool(duration(value)) for value in ("P1Y", "P1Y2M", "PT1H", "P", "PT", "one year", None)] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip
    assert link("https://a.example/x y") is None
    assert link("javascript:alert(1)") is None
    assert link("HTTPS://a.example/") is not None
    assert text("x", "no language").language is None
    assert text("x", "pt-BR").language == "pt-br"


@pytest.mark.parametrize(
    ("kind", "whole", "predicate"),
    [
        (EntityType.AGENCY, EntityType.AGENCY, ORG.subOrganizationOf),
        (EntityType.PLACE, EntityType.PLACE, SCHEMA.containedInPlace),
        (EntityType.PRODUCT, EntityType.PRODUCT, DCTERMS.isPartOf),
        (EntityType.COURT, EntityType.PLACE, DCTERMS.isPartOf),
    ],
)
def test_what_an_entity_is_part_of(kind: EntityType, whole: EntityType, predicate: NamedNode) -> None:
    entities = {"part": Entity("part", "part", kind, part_of="whole"), "whole": Entity("whole", "whole", whole)}
    found = quads_of(Fusion((), Resolution(entities, {}), (), (), (), {}))
    link_ = Quad(rdf.entity_iri(BASE, "part"), predicate, rdf.entity_iri(BASE, "whole"), DefaultGraph())
    assert link_ in found
    alone = quads_of(Fusion((), Resolution({"part": entities["part"]}, {}), (), (), (), {}))
    assert not any("whole" in str(quad.object) for quad in alone)


def test_publishers_are_found_by_name_before_alias_and_outlets_first() -> None:
    entities = [
        Entity("b", "Echo", EntityType.OUTLET),
        Entity("a", "Echo", EntityType.COMPANY),
        Entity("c", "Wire", EntityType.OUTLET, aliases=("The Echo",)),
        Entity("d", "Echo", EntityType.PERSON),
    ]
    found = publishers(["THE ECHO", "wire!", "Nova", "!"], entities)
    assert [found[name].key for name in ("THE ECHO", "wire!")] == ["b", "c"]
    assert found["Nova"].type == EntityType.OUTLET
    assert found["Nova"].key.startswith("nova-")
    assert "!" not in found


def test_what_is_only_described_and_in_no_claim_is_left_out() -> None:
    text_ = "The team of Acme sold it to the agency."
    spans = {words: Span(text_.index(words), text_.index(words) + len(words)) for words in ("The team", "the agency")}
    mentions = (
        Mention(spans["The team"], "The team", MentionKind.NOMINAL, None, "team", 0, chain=0),
        Mention(Span(12, 16), "Acme", MentionKind.NAME, None, "acme", 0, chain=1),
        Mention(spans["the agency"], "the agency", MentionKind.NOMINAL, None, "agency", 0, chain=2),
    )
    claim = Claim(
        "Sale",
        Span(17, 21),
        (RoleFilling("buyer", spans["the agency"], ""),),
        Span(0, 38),
        "x.v1",
        1.0,
        rule="test.rule",
    )
    filling = (Filling("buyer", "agency-3"),)
    entities = {
        "team-1": Entity("team-1", "team", EntityType.ORGANIZATION),
        "acme-2": Entity("acme-2", "Acme", EntityType.COMPANY, part_of="holding-4"),
        "agency-3": Entity("agency-3", "agency", EntityType.AGENCY),
        "holding-4": Entity("holding-4", "Holding", EntityType.COMPANY),
    }
    chains = {("one", number): key for number, key in enumerate(("team-1", "acme-2", "agency-3"))}
    fusion = Fusion(
        records=(Record(Article("one", text_, (), "one"), mentions, (claim,), ()),),
        resolution=Resolution(entities, chains),
        claims=(GroundedClaim("c1", "one", claim, filling, (), None, "sale-c1", claim.confidence),),
        situations=(Situation("sale-c1", "Sale", filling, ("c1",), ("one",), reasons=(Reason.ALLEGED,)),),
        disagreements=(),
        origins={"one": Origin("one")},
    )
    found = quads_of(fusion)
    subjects = {quad.subject for quad in found if quad.predicate == RDF.type and quad.object == KG.Entity}
    assert subjects == {rdf.entity_iri(BASE, key) for key in ("acme-2", "agency-3", "holding-4")}
    referred = {quad.object for quad in found if quad.predicate == KG.refersTo}
    assert referred == {rdf.entity_iri(BASE, key) for key in ("acme-2", "agency-3")}


def test_of_mentions_the_first_name_is_written_or_else_the_first_words_or_all() -> None:
    told = "It grew. The firm Acme sold a plant. Acme said so. A rival saw it; the rival left."
    words = [("It", MentionKind.PRONOUN, 0), ("The firm", MentionKind.NOMINAL, 0), ("Acme", MentionKind.NAME, 0)]
    words += [
        ("A rival", MentionKind.NOMINAL, 1),
        ("it;", MentionKind.PRONOUN, 1),
        ("the rival", MentionKind.NOMINAL, 1),
    ]
    mentions = [
        Mention(Span(told.index(one), told.index(one) + len(one)), one, kind, None, one, 0, chain=chain)
        for one, kind, chain in words
    ]
    second = told.rindex("Acme")
    mentions.append(Mention(Span(second, second + 4), "Acme", MentionKind.NAME, None, "acme", 0, chain=0))
    entities = {key: Entity(key, key, EntityType.COMPANY, kb=f"https://kb.example/{key}") for key in ("acme", "rival")}
    chains = {("one", 0): "acme", ("one", 1): "rival"}
    for order in (mentions, mentions[::-1]):
        record = Record(Article("one", told, (), "one"), tuple(order), (), ())
        fusion = Fusion((record,), Resolution(entities, chains), (), (), (), {"one": Origin("one")})
        kept = {quad.object.value for quad in quads_of(fusion) if quad.predicate == OA.exact}
        assert kept == {"Acme", "A rival"}
        starts = {quad.object.value for quad in quads_of(fusion) if quad.predicate == OA.start}
        assert starts == {str(told.index("Acme")), str(told.index("A rival"))}
        every = list(rdf.quads(fusion, base=BASE, extractor_version="test", mentions="all"))
        assert sum(quad.predicate == KG.refersTo for quad in every) == len(mentions)
        assert sum(quad.predicate == SCHEMA.mentions for quad in every) == 2


def test_claims_and_quotations_of_one_run_of_text_share_its_evidence() -> None:
    claim = Claim(
        "Sale", Span(5, 9), (RoleFilling("seller", Span(0, 4), "Acme"),), Span(0, 28), "t.v1", 0.9, rule="test.rule"
    )
    fillings = (Filling("seller", "acme"),)
    told = tuple(
        GroundedClaim(key, "a", replace(claim, trigger=Span(0, at)), fillings, (), None, "s", 0.9)
        for at, key in enumerate(("c1", "c2"), 1)
    )
    situation = Situation("s", "Sale", fillings, ("c1", "c2"), ("a",))
    quotations = (
        Quotation(Span(0, 28), (), QuotationMode.INDIRECT),
        Quotation(Span(5, 28), (), QuotationMode.INDIRECT),
    )
    record = Record(Article("a", TEXT, (), "a"), (), (), quotations)
    quads = quads_of(Fusion((record,), Resolution(ENTITIES, {}), told, (situation,), (), {}))
    whole, part = (rdf.evidence_iri(BASE, rdf.place_key("a", span)) for span in (Span(0, 28), Span(5, 28)))
    links = sorted(str(quad.subject) for quad in quads if (quad.predicate, quad.object) == (KG.evidence, whole))
    assert len(links) == 3
    assert sum((quad.predicate, quad.object) == (KG.evidence, part) for quad in quads) == 1
    selector = rdf.evidence_iri(BASE, rdf.place_key("a", Span(0, 28)), "selector")
    said = {(quad.predicate, getattr(quad.object, "value", "")) for quad in quads if quad.subject == selector}
    kinds = {(RDF.type, one.value) for one in (OA.TextPositionSelector, OA.TextQuoteSelector)}
    assert said == kinds | {(OA.start, "0"), (OA.end, "28"), (OA.exact, TEXT)}
