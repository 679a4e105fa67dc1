"""Chains to entities: linking, names across articles, keys, owners; and that order changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.keys import KEY
from kg.model import Article, Entity, EntityType, Mention, MentionKind, Record, Resolution, Span
from kg.resolve.entities import _keys, entities
from kg.resolve.kb import KnowledgeBase
from kg.resolve.name_clusters import Name

COMPANY, AGENCY, PERSON, ORG = EntityType.COMPANY, EntityType.AGENCY, EntityType.PERSON, EntityType.ORGANIZATION
PRODUCT, TECHNOLOGY, PLACE, GROUP = EntityType.PRODUCT, EntityType.TECHNOLOGY, EntityType.PLACE, EntityType.GROUP
NAME, NOMINAL, PRONOUN = MentionKind.NAME, MentionKind.NOMINAL, MentionKind.PRONOUN

Said = tuple[str, EntityType | None] | tuple[str, EntityType | None, MentionKind] | Mention


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return KnowledgeBase.load()


def nominal(text: str, kind: EntityType | None, name: str | None = None, *, plural: bool = False) -> Mention:
    return Mention(Span(0, 0), text, NOMINAL, kind, text.split()[-1], 0, name=name, plural=plural)


def record(key: str, *chains: Sequence[Said], url: str | None = None) -> Record:
    """An article of these chains; a pair is a name, a triple says its kind."""
    mentions: list[Mention] = []
    at = 0
    for number, chain in enumerate(chains):
        for said in chain:
            if not isinstance(said, Mention):
                kind = said[2] if len(said) == 3 else NAME
                said = Mention(Span(0, 0), said[0], kind, said[1], "", 0, name=said[0] if kind is NAME else None)
            span = Span(at, at + len(said.text))
            at = span.end + 1
            mentions.append(
                Mention(
                    span,
                    said.text,
                    said.kind,
                    said.type,
                    said.head,
                    0,
                    name=said.name,
                    plural=said.plural,
                    chain=number,
                )
            )
    article = Article(key, " ".join(mention.text for mention in mentions), (), key, url=url)
    return Record(article, tuple(mentions), (), ())


def of(resolution: Resolution, key: str, chain: int = 0) -> Entity:
    return resolution.entities[resolution.chains[key, chain]]


def test_a_known_name_is_linked_whatever_form_it_has(kb: KnowledgeBase) -> None:
    found = entities(
        [
            record("a", [("Microsoft Corp.", COMPANY), ("the company", COMPANY, NOMINAL), ("it", None, PRONOUN)]),
            record("b", [("Microsoft", ORG)]),
            record("c", [("U.S. Drug Enforcement Administration", AGENCY), ("DEA", AGENCY)], [("DOJ", ORG)]),
        ],
        kb,
    )
    assert found.chains["a", 0] == found.chains["b", 0] == "Q2283"
    entity = of(found, "a")
    assert (entity.name, entity.kb) == ("Microsoft", "http://www.wikidata.org/entity/Q2283")
    assert "MSFT" in entity.aliases
    assert "Microsoft Corp." in entity.aliases
    assert of(found, "c").part_of == found.chains["c", 1]


def test_a_wrong_type_does_not_unlink_a_sure_name(kb: KnowledgeBase) -> None:
    found = entities([record("a", [("Twitter", PERSON)], [("Azure", ORG)])], kb)
    assert of(found, "a").type is COMPANY
    assert of(found, "a", 1).provider == "Q2283"


def test_a_common_word_links_only_with_more_evidence(kb: KnowledgeBase) -> None:
    def key(*chains: Sequence[Said]) -> str:
        return entities([record("a", [("Ring", COMPANY)], *chains)], kb).chains["a", 0]

    assert not key().startswith("kb-")
    assert key([("Amazon", COMPANY)]) == "kb-ring"


def test_a_short_name_is_read_by_the_country_of_the_article(kb: KnowledgeBase) -> None:
    def key(url: str | None) -> str:
        return entities([record("a", [("Ministry of Justice", EntityType.AGENCY)], url=url)], kb).chains["a", 0]

    assert key("https://news.example.co.uk/x") == "Q2983190"
    assert key("https://news.example.com.au/x") != "Q2983190"
    assert key("http://[not an address") in ("Q2983190", key(None))


def test_an_acronym_means_what_its_article_says(kb: KnowledgeBase) -> None:
    found = entities(
        [
            record("a", [("Downland Estuary Alliance", EntityType.CIVIL_SOCIETY), ("DEA", EntityType.CIVIL_SOCIETY)]),
            record("b", [("DEA", AGENCY)]),
            record("c", [("Tallow Reed Quorum", ORG), ("TRQ", ORG)]),
            record("d", [("TRQ", ORG)]),
        ],
        kb,
    )
    assert of(found, "a").name == "Downland Estuary Alliance"
    assert of(found, "a").kb is None
    assert of(found, "b").name == "Drug Enforcement Administration"
    assert found.chains["c", 0] != found.chains["d", 0]


def test_a_name_linked_elsewhere_means_the_same_here(kb: KnowledgeBase) -> None:
    found = entities(
        [
            record("a", [("Target Corp.", COMPANY), ("Target", COMPANY)]),
            record("b", [("Target", COMPANY)]),
            record("c", [("Target", PERSON)]),
        ],
        kb,
    )
    assert found.chains["a", 0] == found.chains["b", 0] == "kb-target"
    assert of(found, "c").type is PERSON


def test_one_unknown_name_is_one_entity_across_articles(kb: KnowledgeBase) -> None:
    found = entities(
        [
            record("a", [("Bellwether Optics Ltd", COMPANY)]),
            record("b", [("Bellwether Optics", COMPANY), ("Bellwether", COMPANY)]),
            record("c", [("Bellwether Optics", ORG)]),
            record("d", [("the Bellwether  Optics", ORG)]),
        ],
        kb,
    )
    assert len(set(found.chains.values())) == 1
    entity = of(found, "a")
    assert (entity.name, entity.type, entity.kb) == ("Bellwether Optics", COMPANY, None)
    assert entity.aliases == ("Bellwether", "Bellwether Optics Ltd")
    assert entity.key.startswith("bellwether-optics-")


def test_homonyms_stay_apart(kb: KnowledgeBase) -> None:
    found = entities(
        [
            record("a", [("Jordan Blakely", PERSON)]),
            record("b", [("Jordan Blakely", COMPANY)]),
            record("c", [("Jordan Blakely", ORG)]),
        ],
        kb,
    )
    assert of(found, "a").type is PERSON
    assert of(found, "b").type is COMPANY
    assert found.chains["c", 0] == found.chains["b", 0]


def test_a_guessed_organization_joins_the_product_of_its_name(kb: KnowledgeBase) -> None:
    found = entities(
        [record("a", [("Kestrel Gaze", PRODUCT)]), record("b", [("Kestrel Gaze", ORG)])],
        kb,
    )
    assert found.chains["a", 0] == found.chains["b", 0]
    assert of(found, "b").type is PRODUCT


def test_surnames_never_link_across_articles(kb: KnowledgeBase) -> None:
    found = entities(
        [
            record("a", [("Ines Okoro", PERSON), ("Okoro", PERSON)]),
            record("b", [("Okoro", PERSON)]),
            record("c", [("Okoro", PERSON)]),
            record("d", [("Ines Okoro", PERSON)]),
        ],
        kb,
    )
    assert found.chains["a", 0] == found.chains["d", 0]
    assert len({found.chains[key, 0] for key in "abc"}) == 3
    assert of(found, "a").aliases == ()


def test_a_person_of_a_company_s_name_is_a_person(kb: KnowledgeBase) -> None:
    found = entities([record("a", [("Marian Ford", PERSON), ("Ford", PERSON)])], kb)
    assert of(found, "a").name == "Marian Ford"


def test_groups_and_technologies_are_shared(kb: KnowledgeBase) -> None:
    found = entities(
        [
            record(
                "a",
                [nominal("police departments", GROUP, "police departments", plural=True)],
                [nominal("its face recognition software", TECHNOLOGY, "face recognition")],
                [nominal("its glyph matching tools", TECHNOLOGY, "glyph matching")],
            ),
            record(
                "b",
                [nominal("which police departments", GROUP, "which police departments", plural=True)],
                [("facial recognition", TECHNOLOGY)],
                [nominal("glyph matching", TECHNOLOGY, "glyph matching")],
            ),
        ],
        kb,
    )
    for chain in range(3):
        assert found.chains["a", chain] == found.chains["b", chain]
    assert (of(found, "a").name, of(found, "a").type) == ("police departments", GROUP)
    assert found.chains["a", 1] == "kb-facial-recognition"
    assert (of(found, "a", 2).name, of(found, "a", 2).type) == ("glyph matching", TECHNOLOGY)


def test_plural_nominals_of_organizations_are_groups(kb: KnowledgeBase) -> None:
    found = entities([record("a", [nominal("three tech companies", COMPANY, "tech companies", plural=True)])], kb)
    assert (of(found, "a").name, of(found, "a").type) == ("tech companies", GROUP)


def test_the_nameless_belong_to_their_article(kb: KnowledgeBase) -> None:
    chains = (
        [nominal("A harbour agency spokesperson", PERSON)],
        [nominal("a harbour agency spokesperson", PERSON)],
        [nominal("the company", COMPANY)],
        [nominal("the technology", TECHNOLOGY)],
        [nominal("those agencies", GROUP, plural=True)],
    )
    found = entities([record("a", *chains), record("b", *chains)], kb)
    assert len(set(found.chains.values())) == 10
    assert of(found, "a").name == "harbour agency spokesperson"
    assert of(found, "a", 2).type is COMPANY


def test_no_entity_without_a_name_or_a_type(kb: KnowledgeBase) -> None:
    found = entities(
        [
            record(
                "a",
                [("they", None, PRONOUN)],
                [nominal("the emails", EntityType.DOCUMENT, plural=True)],
                [nominal("the thing", None)],
                [("Unplaced Name", None)],
                [("…", COMPANY)],
            )
        ],
        kb,
    )
    assert found == Resolution({}, {})
    assert entities([], kb) == Resolution({}, {})


def test_owners_come_with_their_own(kb: KnowledgeBase) -> None:
    found = entities([record("a", [("Azure Government", PRODUCT)], [("FBI", AGENCY)])], kb)
    owners = {entity.part_of for entity in found.entities.values()} | {
        entity.provider for entity in found.entities.values()
    }
    assert owners - {None} <= set(found.entities)
    assert "Q2283" in found.entities
    assert "kb-united-states-federal-government" in found.entities


def test_a_town_says_its_region(kb: KnowledgeBase) -> None:
    found = entities(
        [
            record("a", [("Elmswick, Va.", PLACE)], [("Elmswick, Washington", PLACE)]),
            record("b", [("Elmswick, Virginia", PLACE)]),
        ],
        kb,
    )
    assert found.chains["a", 0] == found.chains["b", 0]
    assert (of(found, "a").name, of(found, "a").part_of) == ("Elmswick, Virginia", "Q1370")
    assert of(found, "a", 1).part_of is None  # the state or the capital


def test_long_and_foreign_names_have_keys(kb: KnowledgeBase) -> None:
    found = entities(
        [record("a", [("株式会社たちばな", COMPANY)], [("Zeta " * 5000, COMPANY)], [("<script>", PERSON)])], kb
    )
    assert all(KEY.fullmatch(key) for key in found.entities)
    assert all(len(entity.name) <= 200 and len(entity.aliases) <= 20 for entity in found.entities.values())


def test_names_of_two_families_have_two_keys_whatever_their_kinds() -> None:
    names = [Name("quill", "Person"), Name("quill", "Organization"), Name("quill", "Person", "a")]
    assert len(set(_keys(names, taken=set()).values())) == 3


NAMES = ["Microsoft", "Microsoft Corp.", "Target", "Target Corp.", "DEA", "Ada Quill", "Quill", "Bellwether", "Ring"]
TYPES = [COMPANY, AGENCY, PERSON, ORG, PRODUCT, PLACE]
CHAINS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(TYPES)), min_size=1, max_size=3)
ARTICLES = st.lists(st.lists(CHAINS, min_size=1, max_size=4), min_size=1, max_size=5)


@settings(max_examples=60)
@given(articles=ARTICLES, data=st.data())
def test_order_changes_nothing(kb: KnowledgeBase, articles: list[list[list[Said]]], data: st.DataObject) -> None:
    records = [record(f"article-{number}", *chains) for number, chains in enumerate(articles)]
    shuffled = data.draw(st.permutations(records))
    found, again = entities(records, kb), entities(shuffled, kb)
    assert found == again
    assert list(found.entities) == list(again.entities)
    assert set(found.chains.values()) <= set(found.entities)
    assert all(key == entity.key for key, entity in found.entities.items())
