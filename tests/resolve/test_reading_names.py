"""How the knowledge base reads a name: whose tables come first, suffixes, nations, regions; on one made by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from kg.model import EntityType
from kg.resolve.kb import LONGEST_REMEMBERED, REMEMBERED, KnowledgeBase, _forms
from kg.resolve.tables import Known

T = EntityType
Weighted = tuple[Known, float]


@dataclass
class Table:
    """An imported knowledge base or the registry: entities by folded name."""

    forms: dict[str, list[Weighted]] = field(default_factory=dict)
    own: bool = False
    domains: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def lookup(self, folded: str) -> list[Weighted]:
        self.asked.append(folded)
        return self.forms.get(folded, [])

    def get(self, key: str) -> Known | None:
        return next((known for pairs in self.forms.values() for known, _ in pairs if known.key == key), None)

    def at_domain(self, host: str) -> str | None:
        return self.domains.get(host)

    def keys(self) -> dict[str, int]:
        return {known.key: number for number, known in enumerate(self._all())}

    def organization(self, line: int) -> Known:
        return self._all()[line]

    def _all(self) -> list[Known]:
        return [known for pairs in self.forms.values() for known, _ in pairs]


def entity(key: str, kind: EntityType = T.COMPANY, **more: Any) -> Known:
    name = more.pop("name", key)
    return Known(key, name, kind, more.pop("names", ((name, 0.9),)), **more)


def base(
    *forms: tuple[str, Known, float], registry: Table | None = None, imported: tuple[Table, ...] = ()
) -> KnowledgeBase:
    table: dict[str, list[Weighted]] = {}
    for folded, known, prior in forms:
        table.setdefault(folded, []).append((known, prior))
    registry = registry or Table()
    return KnowledgeBase(
        version="test",
        known={known.key: known for _, known, _ in forms},
        forms={folded: tuple(pairs) for folded, pairs in table.items()},
        domains={known.domain: known.key for _, known, _ in forms if known.domain},
        registry=registry,  # type: ignore[arg-type]
        registry_keys={},
        starts=frozenset(folded.partition(" ")[0] for folded in registry.forms),
        spoken=frozenset({"face"}),
        imported=imported,  # type: ignore[arg-type]
    )


def told(kb: KnowledgeBase, surface: str) -> list[tuple[str, float]]:
    return [(one.key, round(one.prior, 4)) for one in kb.lookup(surface)]


ACME, TOWN, STATE = entity("acme"), entity("town", T.PLACE, part_of="state"), entity("state", T.PLACE)
OTHER_TOWN = entity("other", T.PLACE, part_of="elsewhere")
COURT, POLICE, AGENCY, CHAMBER = (
    entity("court", T.COURT), entity("police", T.POLICE), entity("agency", T.AGENCY), entity("chamber", T.LEGISLATURE)
)  # fmt: skip
MATCHING = entity("matching", T.TECHNOLOGY)
KB = base(
    ("acme", ACME, 0.6),
    ("acme robotics", entity("robotics"), 0.9),
    ("acme person", entity("person", T.PERSON), 0.9),
    ("town", TOWN, 0.5),
    ("town", OTHER_TOWN, 0.4),
    ("state", STATE, 0.9),
    ("state", entity("firm-state"), 0.1),
    ("high court", COURT, 0.7),
    ("high court", entity("court-cafe"), 0.2),
    ("harbour police", POLICE, 0.7),
    ("border agency", AGENCY, 0.7),
    ("upper senate", CHAMBER, 0.7),
    ("police", POLICE, 0.7),
    ("face matching", MATCHING, 0.8),
    ("face matching", entity("face-firm"), 0.3),
    ("faint", entity("faint"), 0.05),
    ("faint", entity("fainter"), 0.06),
    ("DEA", entity("dea", T.AGENCY), 0.9),
    ("westbrook", entity("westbrook"), 0.9),
)


@pytest.mark.parametrize(
    ("surface", "found"),
    [
        ("Acme", [("acme", 0.6)]),
        ("acme", []),  # a name needs a capital
        ("Acme's", [("acme", 0.6)]),
        ("Acme’s", [("acme", 0.6)]),
        ("Acme'", [("acme", 0.6)]),
        ("Acme’", [("acme", 0.6)]),
        ("DEA's", [("dea", 0.9)]),
        ("DEA’s", [("dea", 0.9)]),
        ("Face Matching's", [("matching", 0.8), ("face-firm", 0.3)]),
        ("face matching’s", [("matching", 0.8)]),
        ("Acme Inc's", [("acme", 0.88)]),
        ("Acmes", []),
        ("Acme's Robotics", []),
        ("Acme Inc", [("acme", 0.88)]),  # a legal form takes seven tenths of the doubt away
        ("Acme Inc.", [("acme", 0.88)]),
        ("Acme Robotics Ltd", [("robotics", 0.97)]),
        ("Acme Person Inc", []),
        ("Faint Inc", [("fainter", 0.718), ("faint", 0.05)]),
        ("American High Court", [("court", 0.7)]),
        ("UK Harbour Police", [("police", 0.7)]),
        ("UK Police", []),  # a single word is too little
        ("Indian Border Agency", [("agency", 0.7)]),
        ("Canadian Upper Senate", [("chamber", 0.7)]),
        ("American Acme", []),
        ("Norwegian High Court", []),
        ("American", []),
        ("Town", [("town", 0.5), ("other", 0.4)]),
        ("Town, State", [("town", 0.9)]),
        ("Town, Acme", []),
        ("Acme, State", []),
        ("Town State", []),
        ("face matching", [("matching", 0.8)]),
        ("Face Matching", [("matching", 0.8), ("face-firm", 0.3)]),
        ("face painting", []),
        ("face matching inc", []),  # what has no capital has no legal form
        ("DEA", [("dea", 0.9)]),
        ("Dea", []),
        ("WESTBROOK", [("westbrook", 0.9)]),
        ("ACME", [("acme", 0.6)]),  # shouted, or an acronym that nobody has
        ("Nobody", []),
        ("", []),
    ],
)
def test_readings(surface: str, found: list[tuple[str, float]]) -> None:
    assert told(replace(KB, remembered={}), surface) == found


def test_a_name_that_ends_like_a_possessive_is_itself_first() -> None:
    kb = base(("lowes", entity("lowes"), 0.4), ("lowe", entity("lowe"), 0.9))
    assert told(kb, "Lowe's") == [("lowes", 0.4)]
    assert told(kb, "Lowe") == [("lowe", 0.9)]


def test_candidates_tell_all_that_is_known() -> None:
    known = entity("acme", name="Acme Corp", kb="http://x/1", part_of="whole", provider="maker")
    (found,) = base(("acme", known, 0.6)).lookup("Acme")
    assert (found.key, found.name, found.type, found.kb, found.prior, found.part_of, found.provider) == (
        *("acme", "Acme Corp", T.COMPANY, "http://x/1", 0.6, "whole", "maker"),
    )


OWN = Table({"acme": [(entity("own-acme"), 0.3)]}, own=True)
DUMP = Table({"acme": [(entity("dump-acme"), 0.95)], "beta": [(entity("beta"), 0.95)]})
REGISTRY = Table({"acme": [(entity("ror-acme"), 0.8)], "gamma": [(entity("gamma"), 0.8)]})


def test_ones_own_table_then_ours_then_dumps_then_the_registry() -> None:
    kb = base(("acme", ACME, 0.6), registry=REGISTRY, imported=(OWN, DUMP))
    # what others say of a name that a table has counts next to nothing
    assert told(kb, "Acme") == [("acme", 0.6), ("own-acme", 0.3), ("dump-acme", 0.05), ("ror-acme", 0.05)]
    assert told(kb, "Beta") == [("beta", 0.95)]
    assert told(kb, "Gamma") == [("gamma", 0.8)]
    alone = base(registry=REGISTRY, imported=(DUMP,))
    assert told(alone, "Acme") == [("dump-acme", 0.95), ("ror-acme", 0.8)]
    low = Table({"acme": [(entity("low"), 0.01)]})
    assert told(base(("acme", ACME, 0.6), imported=(low,)), "Acme") == [("acme", 0.6), ("low", 0.01)]


def test_of_one_entity_the_first_table_has_the_word() -> None:
    again = Table({"acme": [(entity("acme", name="Acme of the dump"), 0.99)]})
    (found,) = base(("acme", ACME, 0.6), imported=(again,)).lookup("Acme")
    assert (found.name, found.prior) == ("acme", 0.6)
    own = Table({"acme": [(entity("acme", name="My Acme"), 0.2)]}, own=True)
    (found,) = base(("acme", ACME, 0.6), imported=(own,)).lookup("Acme")
    assert (found.name, found.prior) == ("My Acme", 0.2)
    # by a name that only the dump has, but an entity that the tables know
    elsewhere = Table({"acme works": [(entity("acme", name="Acme of the dump"), 0.99)]})
    (found,) = base(("acme", ACME, 0.6), imported=(elsewhere,)).lookup("Acme Works")
    assert (found.name, found.prior) == ("acme", 0.99)


def test_the_registry_is_asked_only_where_a_name_may_begin_so() -> None:
    registry = Table({"gamma works": [(entity("gamma"), 0.8)]})
    kb = base(registry=registry)
    assert told(kb, "Delta Works") == []
    assert told(kb, "Gamma Works") == [("gamma", 0.8)]
    assert set(registry.asked) == {"gamma works"}


def test_get_by_key() -> None:
    mine = Table({"acme": [(entity("acme", name="My Acme"), 0.2)]}, own=True)
    dump = Table({"x": [(entity("acme", name="Acme of the dump"), 0.9), (entity("only-dump"), 0.9)]})
    kb = base(("acme", ACME, 0.6), registry=REGISTRY, imported=(mine, dump))
    assert [known and known.name for known in map(kb.get, ("acme", "only-dump", "gamma", "nobody", "kb-nobody"))] == [
        *("My Acme", "only-dump", "gamma", None, None),
    ]
    assert base(("acme", ACME, 0.6), imported=(dump,)).get("acme") == ACME


def test_an_owner_nobody_knows_is_left_out() -> None:
    lost, kept = entity("lost", part_of="gone"), entity("kept", part_of="acme", provider="gamma")
    half = entity("half", provider="gone")
    dump = Table({"lost": [(lost, 0.9)], "kept": [(kept, 0.9)], "half": [(half, 0.9)]})
    kb = base(("acme", ACME, 0.6), registry=REGISTRY, imported=(dump,))
    assert kb.get("lost") == replace(lost, part_of=None)
    assert kb.get("half") == replace(half, provider=None)
    assert kb.get("kept") == kept
    assert [one.part_of for one in kb.lookup("Lost")] == [None]
    assert [(one.part_of, one.provider) for one in kb.lookup("Kept")] == [("acme", "gamma")]


def test_country_and_domain() -> None:
    known = replace(entity("paper", T.OUTLET, domain="paper.example.co.uk"), country="GB")
    dump = Table({}, domains={"dump.example": "dump-paper", "paper.example.co.uk": "no"})
    kb = base(("paper", known, 0.9), imported=(dump,))
    assert (kb.country("paper"), kb.country("nobody")) == ("GB", "")
    hosts = ("paper.example.co.uk", "WWW.Paper.Example.co.uk", "example.co.uk", "a.b.dump.example", "", "uk")
    assert [kb.at_domain(host) for host in hosts] == ["paper", "paper", None, "dump-paper", None, None]
    alone = base(("top", entity("top", T.OUTLET, domain="example"), 0.9))
    assert alone.at_domain("www.example") is None  # no site has a whole country's or network's domain


def test_a_meaning_is_remembered_but_not_of_long_texts_nor_of_too_many() -> None:
    kb = base(("acme", ACME, 0.6))
    kb.lookup("Acme")
    assert list(kb.remembered) == ["Acme"]
    kb.lookup("A" + "b" * (LONGEST_REMEMBERED - 1))
    kb.lookup("A" + "c" * LONGEST_REMEMBERED)
    assert [len(surface) for surface in kb.remembered] == [4, LONGEST_REMEMBERED]
    kb.remembered.update({str(number): () for number in range(REMEMBERED - 2)})
    kb.lookup("Beta")
    assert list(kb.remembered) == ["Beta"]
    kb.remembered["Gamma"] = told_before = kb.lookup("Acme")
    assert kb.lookup("Gamma") is told_before


def test_explain_says_whose_and_how_sure() -> None:
    part = entity("part", part_of="acme", kb="http://x/2", name="Part")
    made = entity("made", T.PRODUCT, provider="acme", name="Made")
    kb = base(("acme", ACME, 0.6), ("thing", part, 0.7), ("thing", made, 0.255))
    assert kb.explain("Thing") == [
        "0.70  Part (Company, of acme)  http://x/2",
        "0.26  Made (Product, of acme)  made",
    ]
    assert kb.explain("Acme") == ["0.60  acme (Company)  acme"]
    assert kb.explain("Nobody") == ["Nobody: not in the knowledge base"]


def test_of_forms_that_read_alike_the_surest_counts_and_bearers_are_ranked() -> None:
    acme = entity("acme", names=(("Acme Corp", 0.5), ("ACME CORP", 0.9), ("Acme Corp.", 0.7), ("Acme", 0.4)))
    beta = entity("beta", names=(("Acme", 0.6), ("the Acme", 0.2)))
    alike = entity("aaa", names=(("Acme", 0.4),))
    forms = _forms([acme, beta, alike])
    assert {folded: [(known.key, prior) for known, prior in pairs] for folded, pairs in forms.items()} == {
        "acme corp": [("acme", 0.9)],
        "acme": [("beta", 0.6), ("aaa", 0.4), ("acme", 0.4)],  # of equals the first key
    }


def test_bearers_of_one_name_are_ranked_whatever_table_has_them() -> None:
    one, other = Table({"acme": [(entity("zz"), 0.5), (entity("bb"), 0.5)]}), Table({"acme": [(entity("aa"), 0.7)]})
    assert told(base(imported=(one, other)), "Acme") == [("aa", 0.7), ("bb", 0.5), ("zz", 0.5)]


@pytest.mark.parametrize(
    ("kind", "firm", "place"),
    [
        (T.COMPANY, 0.82, None),
        (T.AGENCY, 0.82, None),
        (T.OUTLET, 0.82, None),
        (T.PERSON, None, None),
        (T.PRODUCT, None, None),
        (T.PLACE, None, 0.88),
    ],
)
def test_what_a_legal_form_or_a_region_tells_of(kind: EntityType, firm: float | None, place: float | None) -> None:
    named = entity("named", kind, part_of="state")
    kb = base(("named", named, 0.4), ("state", STATE, 0.9))
    assert told(kb, "Named Ltd") == ([("named", firm)] if firm else [])
    assert told(kb, "Named, State") == ([("named", place)] if place else [])
    assert told(kb, "Named") == [("named", 0.4)]


@pytest.mark.parametrize("kind", EntityType)
def test_of_which_bodies_a_nation_is_told(kind: EntityType) -> None:
    kb = base(("high board", entity("board", kind), 0.7))
    state = kind in (T.AGENCY, T.COURT, T.LEGISLATURE, T.POLICE)
    assert told(kb, "American High Board") == ([("board", 0.7)] if state else [])


def test_a_name_without_a_capital_is_a_technologys_alone() -> None:
    dump = Table({"face matching": [(entity("dump-face", T.TECHNOLOGY), 0.9)]})
    own = Table({"face matching": [(entity("own-face", T.TECHNOLOGY), 0.3), (entity("own-firm"), 0.9)]}, own=True)
    kb = base(("face matching", MATCHING, 0.8), ("face matching", entity("firm"), 0.9), imported=(dump, own))
    assert sorted(told(kb, "face matching")) == [("matching", 0.8), ("own-face", 0.3)]
    assert len(told(kb, "Face matching")) == 5
