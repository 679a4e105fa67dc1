"""Knowledge bases brought in: what is read of each format, how likely each name is, and what bad files say."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, NotFound, OnRecordError, StoreError, UsageError
from kg.model import EntityType
from kg.resolve import KnowledgeBase, imports
from kg.resolve.imports import streams
from kg.resolve.tables import WIKIDATA

Import = Callable[..., KnowledgeBase]

OWN = """name,type,aliases,id,country,parent,website
Bellwether Optics,Company,BWO|Bellwether=0.8,,gb,,https://www.bellwether.example/about
Bellwether Eye,product,,,,Bellwether Optics,
Dot Harbour Works,Company,DOT,https://example.org/id/7,,Q2283,
Microsoft,Company,Micro Soft,,US,,
"""


@pytest.fixture(scope="module")
def packaged() -> KnowledgeBase:
    return KnowledgeBase.load()


@pytest.fixture
def take(tmp_path: Path, packaged: KnowledgeBase) -> Import:
    def call(file: str, content: str | bytes, **more: Any) -> KnowledgeBase:
        path = tmp_path / file
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        known = packaged.known.values()
        countries = {one.key: one.country for one in known if one.type is EntityType.PLACE}
        imports.import_file(path, tmp_path / "kb", packaged=known, countries=countries, **more)
        return KnowledgeBase.load(imports=tmp_path / "kb")

    return call


def item(key: str, label: str, *classes: str, links: int = 0, aliases: tuple[str, ...] = (), **claims: Any) -> str:
    statements = {
        name: [
            {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": one} if one[0] == "Q" else one}}}
            for one in values
        ]
        for name, values in ({"P31": classes} | claims).items()
    }
    entity = {
        "type": "item",
        "id": key,
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else [],
        "claims": statements,
        "sitelinks": {f"{number}wiki": {} for number in range(links)},
    }
    return json.dumps(entity)


ITEMS = [
    item("Q900000001", "Zorvex", "Q900000009", links=60, aliases=("Zorvex Robotics",), P749=["Q900000003"]),
    item("Q900000009", "robot maker", P279=["Q4830453"]),
    item("Q900000003", "Halcyon Group", "Q4830453", links=80, P17=["Q145"], P856=["https://www.halcyon.example/"]),
    item("Q900000004", "Anna Verlinde", "Q5", links=12),
    item("Q900000005", "Lantern", "Q4830453", links=20),
    item("Q900000006", "lantern", "Q900000010", links=90),
    item("Q2283", "Microsoft", "Q4830453", links=200, aliases=("Emmsoft Company of Redmond",)),
]


def test_a_table_of_ones_own_adds_and_overrides(take: Import) -> None:
    kb = take("own.csv", OWN)
    assert kb.lookup("Bellwether Optics")[0].key == "kb-bellwether-optics"
    assert kb.lookup("Bellwether")[0].prior == 0.8
    assert kb.lookup("Bellwether Eye")[0].provider == "kb-bellwether-optics"
    assert kb.at_domain("news.bellwether.example") == "kb-bellwether-optics"
    assert kb.country("kb-bellwether-optics") == "GB"
    harbour = kb.lookup("Dot Harbour Works")[0]
    assert (harbour.kb, harbour.part_of) == ("https://example.org/id/7", "Q2283")
    assert kb.lookup("Micro Soft")[0].key == "Q2283"


def test_an_acronym_of_two_bearers_is_open_unless_a_prior_says_otherwise(take: Import) -> None:
    first, second = take("own.csv", OWN).lookup("DOT")[:2]
    assert first.name == "Department of Transportation"
    assert second.prior < 0.5
    assert take("own.csv", OWN.replace("DOT", "DOT=0.9")).lookup("DOT")[0].name == "Dot Harbour Works"


@pytest.mark.parametrize("name", ["own.tsv", "own.jsonl"])
def test_the_other_forms_of_a_table_say_the_same(take: Import, name: str) -> None:
    version = take("own.csv", OWN).imported[0].version
    rows = [line.split(",") for line in OWN.splitlines()]
    text = "\n".join("\t".join(row) for row in rows)
    if name.endswith("jsonl"):
        objects = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        objects[0]["aliases"] = ["BWO", "Bellwether=0.8"]  # type: ignore[call-overload]
        text = "\n".join(map(json.dumps, objects))
    assert {one.version for one in take(name, text, name="other").imported} == {version}


def test_wikidata_gives_types_by_class_owners_countries_and_priors_by_fame(take: Import) -> None:
    kb = take("wd.json", "[\n" + ",\n".join(ITEMS) + "\n]\n")
    (zorvex,) = kb.lookup("Zorvex")
    assert (zorvex.type, zorvex.part_of, zorvex.kb) == (EntityType.COMPANY, "Q900000003", f"{WIKIDATA}Q900000001")
    assert zorvex.prior >= 0.5
    assert kb.country("Q900000003") == "GB"
    assert kb.at_domain("halcyon.example") == "Q900000003"
    assert kb.lookup("Anna Verlinde")[0].type is EntityType.PERSON
    assert kb.lookup("Lantern")[0].prior < 0.5, "most that is called so is no company"
    assert kb.lookup("Emmsoft Company of Redmond")[0].name == "Microsoft"
    assert kb.lookup("Microsoft")[0].prior == 0.99, "a dump does not weaken what is packaged"
    assert kb.lookup("robot maker") == ()


def test_classes_unknown_to_us_are_told_and_can_be_given(tmp_path: Path, take: Import) -> None:
    line = item("Q900000007", "Grindel Yard", "Q900000011", links=9)
    kb = take("wd.json", f"{ITEMS[2]}\n{line}\n")
    assert kb.lookup("Grindel Yard") == ()
    kb = take("wd.json", f"{ITEMS[2]}\n{line}\n", types={"Q900000011": EntityType.COMPANY})
    assert kb.lookup("Grindel Yard")[0].type is EntityType.COMPANY


ROR_1 = {
    "id": "https://ror.org/0zz1",
    "name": "Veldmark Institute",
    "aliases": ["Veldmark"],
    "acronyms": ["VMI"],
    "types": ["Nonprofit"],
    "status": "active",
    "country": {"country_code": "NL"},
    "links": ["https://veldmark.example"],
    "relationships": [{"type": "Parent", "id": "https://ror.org/0zz2"}],
    "external_ids": {"Wikidata": {"preferred": None, "all": ["Q900000012"]}},
}
ROR_2 = {
    "id": "https://ror.org/0zz2",
    "names": [
        {"value": "Veldmark Trust", "types": ["ror_display", "label"]},
        {"value": "VMT", "types": ["acronym"]},
    ],
    "types": ["government"],
    "status": "active",
    "locations": [{"geonames_details": {"country_code": "NL"}}],
    "links": [{"type": "website", "value": "https://trust.example"}],
    "relationships": [],
    "external_ids": [],
}


def test_the_registry_of_organizations_in_both_its_schemas(take: Import) -> None:
    gone = ROR_2 | {
        "id": "https://ror.org/0zz3",
        "status": "withdrawn",
        "names": [{"value": "Veld", "types": ["label"]}],
    }
    kb = take("ror.json", json.dumps([ROR_1, ROR_2, gone], indent=2))
    institute = kb.lookup("Veldmark Institute")[0]
    assert (institute.key, institute.type) == ("Q900000012", EntityType.CIVIL_SOCIETY)
    assert institute.part_of == "ror-0zz2"
    assert kb.get("ror-0zz2").name == "Veldmark Trust"  # type: ignore[union-attr]
    assert kb.lookup("VMT")[0].prior < 0.5
    assert kb.lookup("Veld") == ()


def zipped(content: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("v2-data.csv", "a,b\n")
        archive.writestr("v2-data_schema_v2.json", content)
        archive.writestr("v2-data.json", "not this one")
    return buffer.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, zipped], ids=["gz", "bz2", "zip"])
def test_packed_files_say_the_same(take: Import, pack: Callable[[Any], bytes]) -> None:
    text = "[\n" + ",\n".join(ITEMS) + "\n]\n"
    plain = take("wd.json", text).imported[0].version
    packed = pack(text if pack is zipped else text.encode())
    assert {one.version for one in take("wd.packed", packed, name="wd2").imported} == {plain}


def test_entries_longer_than_a_chunk_and_their_lines(monkeypatch: pytest.MonkeyPatch, take: Import) -> None:
    monkeypatch.setattr(streams, "CHUNK", 50)
    stream = io.StringIO("[\n" + ",\n".join(ITEMS) + "\n]\n")
    found = list(streams.values(stream, "x"))
    assert [place for place, _ in found] == [f"line {n}" for n in range(2, 2 + len(ITEMS))]
    assert found[-1][1]["id"] == "Q2283"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("own.csv", "name,kind\nA,B\n", "neither a dump"),
        ("own.csv", "name,type,colour\nA,Company,red\n", "line 1: no column of a table: 'colour'"),
        ("own.csv", "name,type\nA,Firm\n", "line 2: 'Firm' is no type"),
        ("own.csv", "name,type\nA\n", "line 2: more or fewer cells"),
        ("own.csv", "name,type\n,Company\n", "line 2: a row without a name"),
        ("own.csv", "name,type,prior\nA,Company,high\n", "line 2: 'high' is no prior"),
        ("own.csv", "name,type,country\nA,Company,Spain\n", "line 2: 'SPAIN' is no ISO 3166 code"),
        ("own.csv", "name,type,parent\nAb,Company,Nobody\n", "line 2: 'Ab' belongs to 'Nobody'"),
        ("own.csv", "name,type\nAb,Company\nAb,Company\n", "line 3: 'Ab' has the key of line 2"),
        ("own.csv", b"name,type\n\xff,Company\n", "not UTF-8"),
        ("own.jsonl", '{"name": "A", "type": "Company"}\n{"name": "B", "type":', "line 2: no JSON"),
        ("own.jsonl", '{"name": 7, "type": "Company"}\n', "line 1: name is no text"),
        ("wd.json", '{"id": "Q1", "labels": {"en": 3}, "claims": {}}', "line 1: no item of Wikidata"),
        ("ror.json", '{"id": "https://ror.org/1", "relationships": []}', "line 1: no organization"),
        ("wd.json.gz", gzip.compress(b"[" + b" " * 999)[:-9], "damaged or cut short"),
        ("wd.json", "[" * 100_000 + '"claims"', "nothing|no JSON|not a JSON object"),
        ("a.zip", zipped("[]").replace(b".json", b".text").replace(b".csv", b".cvs"), "no JSON file or table"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 80 else "",  # packed bytes hold the time
)
def test_bad_files_say_where_and_change_nothing(
    tmp_path: Path, take: Import, name: str, content: str | bytes, reason: str
) -> None:
    before = take("own.csv", OWN, name="mine").version
    with pytest.raises(InputError, match=reason) as caught:
        take(name, content, name="mine")
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert KnowledgeBase.load(imports=tmp_path / "kb").version == before
    assert [path.name for path in (tmp_path / "kb").iterdir()] == ["mine.kb"]


def test_an_entry_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LONGEST_VALUE", 1000)
    monkeypatch.setattr(streams, "CHUNK", 100)
    with pytest.raises(InputError, match="no entry ends within"):
        list(streams.values(io.StringIO('{"a": "' + "x" * 5000), "x"))


def test_names_of_imports_files_that_are_none_and_removal(tmp_path: Path, take: Import) -> None:
    with pytest.raises(UsageError, match="cannot name"):
        take("own.csv", OWN, name="../x")
    with pytest.raises(NotFound):
        imports.remove("own", tmp_path / "kb")
    take("own.csv", OWN)
    imports.remove("own", tmp_path / "kb")
    assert imports.versions(tmp_path / "kb") == {}
    (tmp_path / "kb" / "bad.kb").write_bytes(b"no database")
    with pytest.raises(StoreError, match="import it again"):
        imports.open_all(tmp_path / "kb")


def test_a_full_disk_is_one_line(tmp_path: Path, packaged: KnowledgeBase) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN)
    (tmp_path / "kb").write_text("a file where the folder should be")
    with pytest.raises(OnRecordError, match="cannot be written"):
        imports.import_file(path, tmp_path / "kb", packaged=packaged.known.values(), countries={})
