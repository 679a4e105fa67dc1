"""Entities made of what articles say: keys, names, aliases and owners, on a small knowledge base made by hand."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

import pytest

from kg.keys import digest
from kg.model import Entity, EntityType
from kg.resolve.entities import _keys, entities, key_parts, known_entity, own_entity, owning
from kg.resolve.name_clusters import Bearer, Name
from tests.resolve.test_entities import nominal, of, record
from tests.resolve.test_reading_names import base, entity

T = EntityType
ACME = entity(
    "acme", name="Acme Corp", kb="http://x/1", names=(("Acme Corp", 0.9), ("Acme", 0.5), ("ACM", 0.49), ("AC", 0.1))
)
KB = base(("acme corp", ACME, 0.9), ("acme", ACME, 0.5), ("acme west", entity("west"), 0.9))


def test_a_known_entity_has_its_likely_forms_and_those_it_was_called_by() -> None:
    found = entities([record("a", [("Acme Corp", T.COMPANY), ("Acme Corporation", T.COMPANY)])], KB)
    assert of(found, "a").aliases == ("Acme", "Acme Corporation")  # one of prior .49 is not worth giving
    assert (of(found, "a").name, of(found, "a").key, of(found, "a").kb) == ("Acme Corp", "acme", "http://x/1")


def test_aliases_are_the_commonest_forms_one_of_each_folded() -> None:
    chains = [[("Zeta Works", T.COMPANY), (f"Zeta {number:02}", T.COMPANY)] for number in range(25)]
    found = entities([record("a", *chains)], base())
    one = entities(
        [record("a", [("Zeta Works", T.COMPANY), *((f"Zeta {n:02}", T.COMPANY) for n in range(25))])], base()
    )
    assert len(of(one, "a").aliases) == 20
    assert of(one, "a").aliases == tuple(f"Zeta {number:02}" for number in range(20))
    often = [
        ("Zeta Works", T.COMPANY),
        *[("Zeta 24", T.COMPANY)] * 2,
        *((f"Zeta {n:02}", T.COMPANY) for n in range(24)),
    ]
    assert "Zeta 24" in of(entities([record("a", often)], base()), "a").aliases
    folded = [("Zeta Works", T.COMPANY), ("ZETA WORKS", T.COMPANY), ("the Zeta Works", T.COMPANY), ("Zéta", T.COMPANY),
              ("Zeta", T.COMPANY)]  # fmt: skip
    assert of(entities([record("a", folded)], base()), "a").aliases == ("Zeta",)
    assert found.entities


def test_a_long_form_is_no_alias_and_a_person_has_full_names_only() -> None:
    long = "Zeta " + "x" * 195
    forms = [("Zeta Works", T.COMPANY), (long, T.COMPANY), (long + "x", T.COMPANY)]
    assert of(entities([record("a", forms)], base()), "a").name == long
    person = [("Ada B. Marsh", T.PERSON), ("Ada Marsh", T.PERSON), ("Marsh", T.PERSON), ("Ada", T.PERSON)]
    assert of(entities([record("a", person)], base()), "a").aliases == ("Ada Marsh",)


def test_keys_are_as_long_as_keeps_them_apart() -> None:
    name, other = Name("quill", "Organization"), Name("quill", "Person")
    short = f"quill-{digest('Organization', 'quill', length=4)}"
    assert _keys([name], taken=set()) == {name: short}
    assert _keys([name], taken={short}) == {name: f"quill-{digest('Organization', 'quill', length=8)}"}
    eight, twelve = (f"quill-{digest('Organization', 'quill', length=length)}" for length in (8, 12))
    assert _keys([name], taken={short, eight}) == {name: twelve}
    assert _keys([name], taken={short, twelve}) == {name: eight}
    assert _keys([other, name], taken={short})[other] == f"quill-{digest('Person', 'quill', length=4)}"
    local = Name("quill", "Person", "a")
    assert _keys([local], taken=set()) == {local: f"quill-{digest('Person', 'quill', 'a', length=4)}"}
    nameless = Name("株式会社", "Organization")
    assert _keys([nameless], taken=set())[nameless].startswith("organization-")


def test_what_links_elsewhere_is_read_alike_but_for_acronyms_and_ambiguous_names() -> None:
    """ "Acme Works" is linked in one article by a part of it, so it is the same where it stands alone."""
    linked = record("a", [("Acme Works", T.COMPANY), ("Acme", T.COMPANY)])
    alone = record("b", [("Acme Works", T.COMPANY)])
    assert entities([alone], KB).chains["b", 0] != "acme"
    found = entities([linked, alone], KB)
    assert found.chains == {("a", 0): "acme", ("b", 0): "acme"}
    assert "Acme Works" in of(found, "b").aliases
    west = record("c", [("Acme Works", T.COMPANY), ("Acme West Works", T.COMPANY), ("Acme West", T.COMPANY)])
    both = entities([linked, alone, west], KB)
    assert both.chains["c", 0] == "west"
    assert both.chains["b", 0] not in ("acme", "west")  # it may be either
    short = [record("a", [("AW", T.COMPANY), ("Acme", T.COMPANY)]), record("b", [("AW", T.COMPANY)])]
    assert entities(short, KB).chains["b", 0] != entities(short, KB).chains["a", 0] == "acme"
    person = record("d", [("Acme Works", T.PERSON)])
    assert entities([linked, person], KB).chains["d", 0] != "acme"


def test_owners_are_fetched_however_far_up() -> None:
    kb = base(
        ("unit", entity("unit", part_of="bureau", provider="maker"), 0.9),
        ("bureau", entity("bureau", T.AGENCY, part_of="ministry"), 0.9),
        ("ministry", entity("ministry", T.AGENCY), 0.9),
        ("maker", entity("maker"), 0.9),
    )
    found = entities([record("a", [("Unit", T.COMPANY)])], kb)
    assert list(found.entities) == ["bureau", "maker", "ministry", "unit"]
    assert (of(found, "a").part_of, of(found, "a").provider) == ("bureau", "maker")
    lost = base(("unit", entity("unit", part_of="gone"), 0.9))
    with pytest.raises(KeyError, match="the knowledge base offered gone"):
        entities([record("a", [("Unit", T.COMPANY)])], lost)


def test_the_region_most_mentions_give_a_place() -> None:
    kb = base(
        ("va", entity("virginia", T.PLACE, name="Virginia"), 0.9), ("ohio", entity("ohio", T.PLACE, name="Ohio"), 0.9)
    )
    records = [
        record(key, [(f"Elmswick, {region}", T.PLACE)]) for key, region in (("a", "Va"), ("b", "Va"), ("c", "Ohio"))
    ]
    found = entities(records, kb)
    assert found.chains["a", 0] == found.chains["b", 0] != found.chains["c", 0]
    assert (of(found, "a").part_of, of(found, "c").part_of) == ("virginia", "ohio")


def test_two_that_an_article_only_describes_are_two() -> None:
    chains = ([nominal("a spokesperson", T.PERSON)], [nominal("a spokesperson", T.PERSON)])
    found = entities([record("a", *chains)], base())
    assert len(set(found.chains.values())) == 2
    assert list(found.entities) == sorted(found.entities)


def test_names_that_draw_one_key_are_both_given_longer_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two digests that begin alike, as among many names some do."""
    digests = {"a": "1111aaaa2222", "b": "1111bbbb2222", "c": "1111bbbb3333", "d": "4444bbbb3333"}
    module = import_module("kg.resolve.entities")  # the package has a function of that name
    monkeypatch.setattr(module, "digest", lambda *parts, length: digests[parts[-1]].ljust(length, "0"))
    names = {article: Name("quill", "Person", article) for article in digests}
    found = {name.article: key for name, key in _keys(names.values(), taken=set()).items()}
    assert found == {
        "a": "quill-1111aaaa",
        "b": "quill-1111bbbb2222",
        "c": "quill-1111bbbb3333",
        "d": "quill-4444",
    }


@pytest.mark.parametrize(
    ("name", "stem", "parts"),
    [
        (Name("quill works", "Organization"), "quill-works", ("Organization", "quill works")),
        (Name("quill", "Person", "a"), "quill", ("Person", "quill", "a")),
        (Name("株式会社", "Organization"), "organization", ("Organization", "株式会社")),
    ],
)
def test_a_key_is_made_of_the_family_and_the_name(name: Name, stem: str, parts: tuple[str, ...]) -> None:
    assert key_parts(name) == (stem, digest(*parts, length=64))


@pytest.mark.parametrize(
    ("regions", "region"),
    [
        ({}, None),
        ({"ohio": 1}, "ohio"),
        ({"ohio": 2, "virginia": 1}, "ohio"),
        ({"ohio": 1, "virginia": 2}, "virginia"),
        ({"ohio": 2, "virginia": 2}, "virginia"),  # as often: the last key
        ({"virginia": 2, "ohio": 2}, "virginia"),
    ],
)
def test_the_region_most_mentions_give(regions: dict[str, int], region: str | None) -> None:
    one = Bearer(Counter([T.PLACE]), Counter(["Elmswick"]), Counter(["Elmswick", "Elms"]), Counter(regions))
    assert own_entity("elmswick-1", one) == Entity("elmswick-1", "Elmswick", T.PLACE, aliases=("Elms",), part_of=region)


@pytest.mark.parametrize(
    ("kind", "form", "alias"),
    [
        (T.COMPANY, "Zeta " + "x" * 195, True),  # two hundred characters
        (T.COMPANY, "Zeta " + "x" * 196, False),
        (T.COMPANY, "Zet", True),
        (T.PERSON, "Zet", False),
        (T.PERSON, "Ada Zet", True),
        (T.COMPANY, "zeta", False),  # the name itself
        (T.COMPANY, "ZETA", True),  # which may be an acronym
        (T.COMPANY, "the Zeta", False),
    ],
)
def test_which_forms_are_aliases(kind: EntityType, form: str, alias: bool) -> None:
    one = Bearer(Counter([kind]), Counter(["Zeta"]), Counter(["Zeta", form]))
    assert own_entity("zeta-1", one).aliases == ((form,) if alias else ())


@pytest.mark.parametrize(("prior", "likely"), [(0.49, False), (0.5, True), (0.9, True)])
def test_from_which_prior_a_known_form_is_an_alias(prior: float, likely: bool) -> None:
    kb = base(("acme", entity("acme", name="Acme", names=(("Acme", 0.9), ("Acorn", prior))), 0.9))
    assert known_entity("acme", Counter(), kb).aliases == (("Acorn",) if likely else ())
    assert known_entity("acme", Counter(["Acorn"]), kb).aliases == ("Acorn",)


def test_a_known_form_counts_once_among_those_articles_use() -> None:
    """Twenty aliases are kept, the commonest; of equals the first by letter."""
    kb = base(("zz", entity("zz", name="Zz", names=(("Zz", 0.9), ("Zz Likely", 0.9))), 0.9))
    often = Counter({f"Zz {number:02}": 2 for number in range(20)})
    assert "Zz Likely" not in known_entity("zz", often, kb).aliases
    assert "Zz Likely" not in known_entity("zz", often + Counter(["Zz Likely"]), kb).aliases
    assert "Zz Likely" in known_entity("zz", often + Counter(["Zz Likely"] * 2), kb).aliases
    assert len(known_entity("zz", often, kb).aliases) == 20


def test_an_owner_that_articles_speak_of_keeps_what_they_call_it() -> None:
    kb = base(
        ("unit", entity("unit", part_of="bureau"), 0.9),
        ("bureau", entity("bureau", T.AGENCY, part_of="ministry"), 0.9),
        ("ministry", entity("ministry", T.AGENCY, name="Ministry"), 0.9),
        ("great ministry", entity("ministry", T.AGENCY, name="Ministry"), 0.9),
    )
    found = entities([record("a", [("Unit", T.COMPANY)], [("Great Ministry", T.AGENCY)])], kb)
    assert of(found, "a", 1).aliases == ("Great Ministry",)
    assert list(found.entities) == ["bureau", "ministry", "unit"]


def test_owners_in_a_circle_are_each_fetched_once() -> None:
    kb = base(
        ("a", entity("a", part_of="b"), 0.9), ("b", entity("b", part_of="c"), 0.9), ("c", entity("c", part_of="b"), 0.9)
    )
    assert sorted(owning(["a"], kb, known=())) == ["a", "b", "c"]
    assert sorted(owning(["a"], kb, known=("b",))) == ["a"]
    assert owning(["a"], kb, known=("a",)) == {}
    assert owning([], kb, known=()) == {}
