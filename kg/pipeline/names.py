"""Who and what the articles are about, over tables: ``kg.resolve`` decides, the database joins, groups and sorts.

The outcome is that of ``resolve.entities`` on all records at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from kg.model import Entity, EntityType, Record
from kg.resolve import KnowledgeBase
from kg.resolve.decisions import Decision, decisions
from kg.resolve.entities import KEY_DIGITS, key_parts, known_entity, own_entity, owning
from kg.resolve.identification import OVERWHELMING
from kg.resolve.name_clusters import Bearer, Name
from kg.resolve.namesakes import divided
from kg.resolve.people import personal
from kg.resolve.readings import Reading, corrected
from kg.resolve.short_names import Sighting, given
from kg.resolve.variants import FullName, one_person
from kg.tables import Tables
from kg.tables.values import entity_row

Counts = Sequence[Mapping[str, Any]]
VARIED = dict.fromkeys(("folded", "best", "to_link", "to_folded"), "VARCHAR")
GIVEN = {"article": "VARCHAR", "chain": "BIGINT", "who": "VARCHAR", "sureness": "DOUBLE", "reason": "VARCHAR"}


def chain_rows(records: Iterable[tuple[str, Record]], kb: KnowledgeBase) -> Iterator[dict[str, Any]]:
    """Rows of the table ``chains`` from records and their names."""
    for name, record in records:
        for decision in decisions(record, kb):
            yield _chain(decision, name)


def resolve_entities(tables: Tables, kb: KnowledgeBase) -> None:
    """Writes the tables ``entities`` and ``mapping`` from ``chains``."""
    tables.script("read_alike", overwhelming=OVERWHELMING)
    tables.script("readings")
    tables.fill("corrected", _corrected(tables), {"folded": "VARCHAR", "family": "VARCHAR", "truth": "VARCHAR"})
    tables.script("called")
    tables.fill("varied", _varied(tables), VARIED)
    tables.script("short_names")
    tables.fill("given", _given(tables), GIVEN)
    tables.script("namesakes")
    tables.fill("parted", _parted(tables), GIVEN)
    tables.script("gathered")
    tables.write("minted", _minted(tables))
    tables.keep(
        "minted",
        "SELECT * FROM new.minted UNION ALL BY NAME "
        "SELECT was.* FROM old.minted AS was SEMI JOIN borne USING (folded, family, scope, bearers)",
    )
    _draw_keys(tables)
    tables.script("entities")
    tables.keep("mapping", "SELECT * FROM entity_of_chain ORDER BY article, chain")
    tables.write("entities", map(entity_row, _linked(tables, kb)))
    own = "entity, name, type, NULL AS kb, aliases, part_of, NULL AS provider"
    tables.keep(
        "entities",
        f"SELECT * FROM new.entities UNION ALL SELECT {own} FROM new.minted JOIN keyed USING (folded, family, scope)",
    )
    tables.write("entities", map(entity_row, _owners(tables, kb)), append=True)
    tables.keep("entities", "SELECT * FROM new.entities ORDER BY entity")


def _chain(decision: Decision, record: str) -> dict[str, Any]:
    name, bearer = decision.name or Name("", ""), decision.bearer or Bearer(forms=decision.forms)
    full = personal(name.folded)
    return {
        "article": decision.article,
        "record": record,
        "chain": decision.chain,
        "link": decision.link,
        "folded": name.folded,
        "family": name.family,
        "scope": name.article,
        "kinds": _counts(bearer.kinds),
        "shown": _counts(bearer.shown),
        "forms": _counts(bearer.forms),
        "regions": _counts(bearer.regions),
        "readings": [{"folded": folded, "family": family} for folded, family in decision.readings],
        "start": decision.start,
        "named": decision.named,
        "told": decision.told,
        "kind": decision.kind,
        "gender": decision.gender,
        "bare": decision.bare,
        "calls": [{"word": call.word, "own": call.own} for call in decision.calls],
        "surname": "" if full.bare else full.surname,
        "persons": [
            {"surname": personal(folded).surname, "folded": folded}
            for folded, kind in decision.readings
            if kind == EntityType.PERSON and not personal(folded).bare
        ],
        "beside": decision.beside,
        "seat": decision.seat,
        "outlet": decision.outlet,
        "day": decision.day,
    }


def _corrected(tables: Tables) -> Iterator[dict[str, Any]]:
    """Families that names were read as by mistake."""
    rows = tables.rows("SELECT folded, family, chains, vague, named FROM readings ORDER BY folded, family")
    for folded, group in groupby(rows, key=lambda row: str(row[0])):
        for family, truth in corrected(folded, {row[1]: Reading(*row[2:]) for row in group}).items():
            yield {"folded": folded, "family": family, "truth": truth}


def _varied(tables: Tables) -> Iterator[dict[str, Any]]:
    """Variants of names of people that are not linked, with what each person goes by."""
    rows = tables.rows("SELECT surname, folded, chains, women, men, link FROM full_names ORDER BY ALL")
    for _, group in groupby(rows, key=lambda row: str(row[0])):
        for name, best in one_person(FullName(*row[1:]) for row in group).items():
            if not name.link:
                to = {"to_link": best.link, "to_folded": "" if best.link else best.folded}
                yield {"folded": name.folded, "best": best.folded} | to


def _given(tables: Tables) -> Iterator[dict[str, Any]]:
    """Chains with a short name that are somebody's."""
    articles = tables.one("SELECT count(DISTINCT article) FROM new.chains")
    rows = tables.rows("SELECT * FROM sightings ORDER BY word, article, chain, who")
    for word, group in groupby(rows, key=lambda row: str(row[0])):
        for one in given(map(_sighting, group), articles=articles, word=word):
            yield asdict(one)


def _parted(tables: Tables) -> Iterator[dict[str, Any]]:
    """Chains of names that several bear, each with the town of its bearer."""
    articles = tables.one("SELECT count(DISTINCT article) FROM new.chains")
    rows = tables.rows("SELECT * FROM namesakes ORDER BY folded, family, article, chain")
    for _, group in groupby(rows, key=lambda row: (str(row[0]), str(row[1]))):
        for one in divided((_sighting(row[1:]) for row in group), articles=articles):
            yield asdict(one)


def _sighting(row: tuple[Any, ...]) -> Sighting:
    _, article, chain, who, kind, outlet, day, gender, own, around = row
    beside = tuple((one["k"], one["n"]) for one in around)
    return Sighting(article, chain, who, EntityType(kind), outlet, day, gender, own, beside)


def _minted(tables: Tables) -> Iterator[dict[str, Any]]:
    """The names left that are new or borne otherwise than before, each with all that articles say of it."""
    rows = tables.rows(
        "SELECT folded, family, scope, bearers, kinds, shown, forms, regions FROM gathered JOIN unminted "
        "USING (folded, family, scope) ORDER BY folded, family, scope"
    )
    for (folded, family, scope, bearers), group in groupby(rows, key=lambda row: row[:4]):
        bearer = Bearer()
        for row in group:
            kinds, shown, forms, regions = map(_counter, row[4:])
            bearer.add(Bearer(Counter({EntityType(kind): n for kind, n in kinds.items()}), shown, forms, regions))
        stem, full = key_parts(Name(folded, family, scope))
        one = own_entity("", bearer)
        told = {"name": one.name, "type": one.type.value, "aliases": list(one.aliases), "part_of": one.part_of}
        yield {"folded": folded, "family": family, "scope": scope, "bearers": bearers, "stem": stem, "hex": full} | told


def _draw_keys(tables: Tables) -> None:
    """Keys as short as keeps them apart from one another, and from those of the knowledge base: the table ``keyed``."""
    tables.run("CREATE OR REPLACE TABLE keyed AS SELECT folded, family, scope, '' AS entity FROM new.minted LIMIT 0")
    tables.run("CREATE OR REPLACE TABLE taken AS SELECT DISTINCT entity FROM linked")
    digits = KEY_DIGITS
    while tables.one("SELECT count(*) FROM new.minted") > tables.one("SELECT count(*) FROM keyed"):
        tables.run(
            "CREATE OR REPLACE TABLE drawn AS "
            f"SELECT folded, family, scope, stem || '-' || hex[1:{digits}] AS entity "
            "FROM new.minted ANTI JOIN keyed USING (folded, family, scope)"
        )
        tables.run(
            "INSERT INTO keyed SELECT * FROM drawn ANTI JOIN taken USING (entity) "
            "WHERE entity IN (SELECT entity FROM drawn GROUP BY ALL HAVING count(*) = 1)"
        )
        tables.run("INSERT INTO taken SELECT DISTINCT entity FROM drawn")
        digits += KEY_DIGITS


def _linked(tables: Tables, kb: KnowledgeBase) -> Iterator[Entity]:
    """The entities of the knowledge base that are mentioned."""
    rows = tables.rows(
        "WITH counted AS ("
        "  SELECT entity, form.k AS k, sum(form.n)::BIGINT AS n "
        "  FROM (SELECT entity, unnest(forms) AS form FROM linked) GROUP BY ALL"
        "), told AS (SELECT entity, list({'k': k, 'n': n}) AS forms FROM counted GROUP BY entity) "
        "SELECT entity, told.forms FROM (SELECT DISTINCT entity FROM linked) LEFT JOIN told USING (entity) "
        "ORDER BY entity"
    )
    for key, forms in rows:
        yield known_entity(str(key), _counter(forms), kb)


def _owners(tables: Tables, kb: KnowledgeBase) -> Iterable[Entity]:
    """What the entities belong to, however far up, and is not among them."""
    missing = tables.rows(
        "SELECT DISTINCT owner FROM (SELECT unnest([part_of, provider]) AS owner FROM new.entities) "
        "WHERE owner IS NOT NULL AND owner NOT IN (SELECT entity FROM new.entities)"
    )
    owners = [str(owner) for (owner,) in missing]
    found = owning(owners, kb, known=())
    known = {
        key for (key,) in tables.rows("SELECT entity FROM new.entities WHERE list_contains(?, entity)", [list(found)])
    }
    return [one for key, one in found.items() if key not in known]


def _counts(counter: Mapping[Any, int]) -> list[dict[str, Any]]:
    return [{"k": str(key), "n": number} for key, number in sorted(counter.items())]


def _counter(counts: Counts | None) -> Counter[str]:
    return Counter({str(one["k"]): int(one["n"]) for one in counts or ()})
