"""The knowledge base: folding of names, reading of surface forms, the tables, the registry that ships."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, OnRecordError
from kg.keys import KEY
from kg.model import EntityType, Gazetteer
from kg.resolve import make_kb, make_people, make_places, public_figures, registry, tables
from kg.resolve.kb import LONGEST_NAME, KnowledgeBase
from kg.resolve.names import fold, proper, undetermined, without_suffix

HEAD = ",".join(tables.COLUMNS)
DATA = Path(__file__).parents[3] / "shared" / "data"
ROR = DATA / "organizations" / "ror.jsonl.gz"
BRANDS = DATA / "wikidata_names" / "organizations.jsonl.gz"
POLITICIANS = DATA / "wikidata_names" / "us_politicians.jsonl.gz"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return KnowledgeBase.load()


@pytest.mark.parametrize(
    ("surface", "folded"),
    [
        ("The U.S. Forest Service", "us forest service"),
        ("U.S.", "US"),
        ("AT&T", "ATT"),
        ("J&J", "JJ"),
        ("C-SPAN", "CSPAN"),
        ("Lowe’s", "lowes"),
        ("Nestlé S.A.", "nestle sa"),
        ("facial-recognition", "facial recognition"),
        ("Marks & Spencer", "marks and spencer"),
        ("Yahoo!", "yahoo"),
        ("WESTBROOK", "westbrook"),
        ("the", "the"),
        ("  ", ""),
        ("…", ""),
    ],
)
def test_fold(surface: str, folded: str) -> None:
    assert fold(surface) == folded


@given(st.text(max_size=60))
def test_fold_is_stable_and_bare(surface: str) -> None:
    folded = fold(surface)
    assert folded == " ".join(folded.split())
    assert fold(folded) in (folded, folded.removeprefix("the ")) or not folded.isascii()


@given(st.text(alphabet="abcdefgh ", min_size=1, max_size=30))
def test_suffix_and_determiner_leave_something(text: str) -> None:
    if fold(text):
        assert without_suffix(fold(text))
        assert undetermined(text)


def test_legal_forms_and_determiners_go() -> None:
    assert without_suffix("tallow and reed co") == "tallow and reed"
    assert without_suffix("inc") == "inc"
    assert undetermined("at least 20 more officers") == "officers"
    assert undetermined("Lawmakers") == "lawmakers"
    assert proper("eBay")
    assert not proper("face recognition")


def test_is_a_gazetteer(kb: KnowledgeBase) -> None:
    gazetteer: Gazetteer = kb
    assert gazetteer.max_words == LONGEST_NAME
    longest = max(len(form.split()) for known in kb.known.values() for form, _ in known.names)
    assert longest <= LONGEST_NAME


@pytest.mark.parametrize(
    ("surface", "key", "kind"),
    [
        ("Microsoft", "Q2283", EntityType.COMPANY),
        ("MICROSOFT", "Q2283", EntityType.COMPANY),
        ("Microsoft's", "Q2283", EntityType.COMPANY),
        ("Amazon", "Q3884", EntityType.COMPANY),
        ("APPLE", "Q312", EntityType.COMPANY),
        ("Apple Inc.", "Q312", EntityType.COMPANY),
        ("the FBI’s", "Q8333", EntityType.AGENCY),
        ("ACLU", "Q21637", EntityType.CIVIL_SOCIETY),
        ("U.S. Department of Justice", "Q1553390", EntityType.AGENCY),
        ("US", "Q30", EntityType.PLACE),
        ("Rekognition", "kb-rekognition", EntityType.PRODUCT),
        ("facial-recognition technology", "kb-facial-recognition", EntityType.TECHNOLOGY),
        ("face recognition", "kb-facial-recognition", EntityType.TECHNOLOGY),
        ("Scotland Yard", "kb-metropolitan-police-service", EntityType.POLICE),
        ("Lok Sabha", "kb-lok-sabha", EntityType.LEGISLATURE),
        ("Reston, Va.", "kb-reston", EntityType.PLACE),
        ("Seattle, Washington", "Q5083", EntityType.PLACE),
        ("Wall Street Journal", "Q164746", EntityType.OUTLET),
        ("University of Cape Town", "Q951305", EntityType.ORGANIZATION),
    ],
)
def test_sure_names(kb: KnowledgeBase, surface: str, key: str, kind: EntityType) -> None:
    best = kb.lookup(surface)[0]
    assert (best.key, best.type) == (key, kind)
    assert best.prior >= 0.5


@pytest.mark.parametrize(
    "surface", ["us", "microsoft", "Ice", "apple", "target", "the", "", "Nobody Of That Name", "."]
)
def test_not_names(kb: KnowledgeBase, surface: str) -> None:
    assert kb.lookup(surface) == ()


@pytest.mark.parametrize("surface", ["Target", "Liberty", "Echo", "Time", "Ministry of Health", "Ring", "Mint", "CPD"])
def test_common_words_and_names_of_many_do_not_decide(kb: KnowledgeBase, surface: str) -> None:
    assert all(candidate.prior < 0.5 for candidate in kb.lookup(surface))


def test_the_news_sense_of_an_acronym_comes_first(kb: KnowledgeBase) -> None:
    first, *others = kb.lookup("DEA")
    assert first.name == "Drug Enforcement Administration"
    assert others  # the registry's bearers are still known
    assert all(other.prior < 0.1 for other in others)


def test_one_name_one_entity_where_the_registry_has_branches(kb: KnowledgeBase) -> None:
    for name in ("Microsoft", "Siemens", "Google"):
        assert len([candidate for candidate in kb.lookup(name) if candidate.prior >= 0.1]) == 1


def test_a_name_may_be_company_and_product(kb: KnowledgeBase) -> None:
    assert [candidate.type for candidate in kb.lookup("Clearview AI")] == [EntityType.COMPANY, EntityType.PRODUCT]


def test_agencies_are_part_of_their_departments_and_products_have_makers(kb: KnowledgeBase) -> None:
    department = kb.lookup("Justice Department")[0].key
    assert {kb.lookup(name)[0].part_of for name in ("DEA", "FBI", "ATF")} == {department}
    assert kb.lookup("Face API")[0].provider == "Q2283"
    assert kb.lookup("Azure Government")[0].provider == "Q2283"


def test_every_owner_is_known_and_every_key_fits_an_iri(kb: KnowledgeBase) -> None:
    for known in kb.known.values():
        assert KEY.fullmatch(known.key)
        for owner in (known.part_of, known.provider):
            assert owner is None or kb.get(owner) is not None


def test_no_two_identifiers_are_the_same_entity(kb: KnowledgeBase) -> None:
    kbs = [known.kb for known in kb.known.values() if known.kb]
    assert len(kbs) == len(set(kbs))


def test_get_reads_the_registry_too(kb: KnowledgeBase) -> None:
    known = kb.get("Q951305")
    assert known is not None
    assert (known.name, known.country) == ("University of Cape Town", "ZA")
    assert kb.get("Q0") is None
    assert kb.country("kb-nothing-at-all") == ""


def test_hosts(kb: KnowledgeBase) -> None:
    assert kb.at_domain("www.bbc.co.uk") == "Q9531"
    assert kb.at_domain("co.uk") is None
    assert kb.at_domain("") is None


def test_explain(kb: KnowledgeBase) -> None:
    assert kb.explain("DEA")[0].startswith(
        "0.95  Drug Enforcement Administration (GovernmentAgency, of Department of J"
    )
    assert kb.explain("Nobody Of That Name") == ["Nobody Of That Name: not in the knowledge base"]


def test_a_table_of_ones_own_overrides_and_adds(tmp_path: Path, kb: KnowledgeBase) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        f"{HEAD}\nRing,Company,,GB,,,0.9,Ring of Bells,\nBellwether Optics,Company,,GB,,,0.95,BWO,bellwether.example\n"
        "Bellwether Eye,Product,,,,Bellwether Optics,0.9,,\n",
        "utf-8",
    )
    own = KnowledgeBase.load(table)
    assert own.lookup("Ring")[0].prior == 0.9
    assert own.lookup("BWO")[0].key == "kb-bellwether-optics"
    assert own.lookup("Bellwether Eye")[0].provider == "kb-bellwether-optics"
    assert own.version != kb.version
    assert KnowledgeBase.load().version == kb.version


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Acme,Firm,,,,,0.9,,", "line 2"),
        ("Acme,Company,,,,,high,,", "line 2"),
        ("Acme,Company,,,,,1.5,,", "outside 0 to 1"),
        ("Acme,Company,,,Nobody Inc,,0.9,,", "belongs to 'Nobody Inc'"),
        ("Acme,Company,Q2283,,,,0.9,,", "has the key of 'Microsoft'"),
        ("Acme,Company", "line 2"),
        (",Company,,,,,0.9,,", "no name"),
    ],
)
def test_bad_tables_say_where(tmp_path: Path, row: str, reason: str) -> None:
    table = tmp_path / "own.csv"
    table.write_text(f"{HEAD}\n{row}\n", "utf-8")
    with pytest.raises(InputError, match=reason) as caught:
        KnowledgeBase.load(table)
    assert "own.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_with_other_columns_or_bytes_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("name,type\n", "utf-8")
    with pytest.raises(InputError, match="the columns differ"):
        KnowledgeBase.load(table)
    table.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        KnowledgeBase.load(table)


def test_registry_round_trip_and_damage() -> None:
    packed = registry.pack(["ror:1\tAcre Labs\t3\t\tGB", "Q77\tAcre\t0\t0\tUS"], ["acre\t1:20", "acre labs\t0:60 1:5"])
    read = registry.parse(packed)
    assert [(known.key, prior) for known, prior in read.lookup("acre labs")] == [("ror-1", 0.6), ("Q77", 0.05)]
    assert read.organization(1).part_of == "ror-1"
    assert read.lookup("acre lab") == []
    assert read.lookup("zzz") == []
    assert packed == registry.pack(
        ["ror:1\tAcre Labs\t3\t\tGB", "Q77\tAcre\t0\t0\tUS"], ["acre\t1:20", "acre labs\t0:60 1:5"]
    )
    with pytest.raises(OnRecordError, match="damaged"):
        registry.parse(packed[:-9])


def test_priors_of_the_registry() -> None:
    assert make_kb.prior("ABC", "ABC", 1) < 0.1
    assert make_kb.prior("Anna Bell", "anna bell", 1) < 0.5 <= make_kb.prior("Bell Institute", "bell institute", 1)
    assert make_kb.prior("Bell Institute of Glass", "bell institute of glass", 2) < 0.5


@pytest.mark.skipif(not ROR.is_file(), reason="the registry's source is not beside the checkout")
def test_the_packaged_registry_is_made_from_its_source() -> None:
    organizations, names = make_kb.lists(ROR, BRANDS)
    shipped = registry.parse(make_kb.TARGET.read_bytes())
    assert [line.decode() for line in shipped.organizations] == organizations
    assert [line.decode() for line in shipped.names] == names


@pytest.mark.skipif(not BRANDS.exists(), reason="the index of brands is not here")
def test_people_and_places_are_made_from_their_sources() -> None:
    assert "".join(make_people.lines(POLITICIANS)) == make_people.TARGET.read_text("utf-8")
    with make_places.TARGET.open(encoding="utf-8", newline="") as file:
        shipped = list(csv.reader(file))
    assert [tuple(row) for row in shipped[1:]] == make_places.rows(BRANDS)


def test_a_holder_of_office_is_known_by_a_full_name_and_to_people_alone(kb: KnowledgeBase) -> None:
    (found,) = kb.persons("Barack Obama")
    assert (found.key, found.type) == ("Q76", EntityType.PERSON)
    assert kb.persons("Obama") == ()
    assert kb.lookup("Barack Obama") == ()  # what is read of a text's names is not changed by them
    known = kb.get("Q76")
    assert known is not None
    assert known.name == "Barack Obama"


def test_damaged_people_are_told() -> None:
    with pytest.raises(OnRecordError, match="people"):
        public_figures.parse(b"Q1\tonly two")


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("Democratic National Committee", "Democratic Party"),
        ("Republican National Committee", "Republican Party"),
        ("Citibank", "Citigroup"),
        ("Verizon Wireless", "Verizon"),
    ],
)
def test_a_part_is_not_its_whole(kb: KnowledgeBase, part: str, whole: str) -> None:
    one, other = kb.lookup(part)[0], kb.lookup(whole)[0]
    assert one.key != other.key
    assert one.part_of == other.key
