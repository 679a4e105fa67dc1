"""Claims to situations and disagreements, over tables: groups of claims that can meet are settled one by one.

What has been settled before is taken from the release before. The outcome is that of ``fuse.fuse`` on all records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg import fuse
from kg.fuse import blocking
from kg.fuse.compatibility import Compatibility
from kg.fuse.contradiction import Denial, Report, denials, opposing, related, report
from kg.fuse.dating import days, redated
from kg.fuse.disagreement import account_keys, between, within
from kg.fuse.origins import Sources
from kg.fuse.resolved_claims import family
from kg.fuse.situations import Cluster, clusters
from kg.keys import digest
from kg.model import Disagreement, Reason, Situation
from kg.pipeline import claims
from kg.tables import Tables
from kg.tables.schema import SCHEMA
from kg.tables.values import entity

if TYPE_CHECKING:
    from pydantic import TypeAdapter

REMEMBERED = 20_000  # reports that denials are held against, kept in memory

# the claims as they are told in the end: some get a time from the news that their page has
TOLD = (
    "CREATE OR REPLACE VIEW told_claims AS SELECT * FROM new.claims ANTI JOIN new.redated USING (claim) "
    "UNION ALL BY NAME SELECT * FROM new.redated"
)
FIELDS = "cluster, pairs, named, low, high"


def settle(tables: Tables, sources: Sources, *, floor: float) -> None:
    """Writes what follows from ``claims``: the tables ``redated`` to ``disagreements``.

    ``floor`` is the confidence from which a situation may be asserted.
    """
    tables.script("spoken_of")
    tables.run("CREATE OR REPLACE TABLE settled AS SELECT * FROM old.clusters")
    tables.run("CREATE OR REPLACE TABLE visited (grp VARCHAR)")
    tables.write("redated", ())
    tables.run(TOLD)
    _cluster(tables, sources)
    if None in sources.anchors.values() and tables.write("redated", _redated(tables, sources)):
        tables.run(TOLD)
        _cluster(tables, sources)
    tables.run("CREATE OR REPLACE TABLE standing AS SELECT * FROM settled SEMI JOIN grouped USING (grp)")
    tables.keep("clusters", "SELECT * FROM settled SEMI JOIN visited USING (grp) ORDER BY cluster, grp")
    tables.keep(
        "about",
        "SELECT claim, cluster AS situation, polarity FROM (SELECT cluster, unnest(claims) AS claim FROM standing) "
        "JOIN told_claims USING (claim) ORDER BY claim",
    )
    tables.write("opposing", _opposing(tables))
    tables.script("due", floor=str(floor))
    tables.write("situations", _situations(tables, sources, floor=floor))
    tables.keep(
        "situations",
        "SELECT * FROM (SELECT * FROM new.situations UNION ALL BY NAME SELECT was.* FROM old.situations AS was "
        "JOIN due ON due.cluster = was.situation AND due.input = was.input) ORDER BY situation",
    )
    tables.write("disagreements", _disagreements(tables, sources))


def load(text: str) -> Situation:
    """A situation from JSON."""
    return _situation().validate_json(text)


def load_disagreement(text: str) -> Disagreement:
    """A disagreement from JSON."""
    return _disagreement().validate_json(text)


def _cluster(tables: Tables, sources: Sources) -> None:
    """The claims in groups that can meet (``grouped``), each of them settled (``settled``).

    Where a situation may meet claims of another group on what only all of its claims together say, the two groups are
    one, which is then settled anew.
    """
    origins = {key: origin.article for key, origin in sources.origins.items()}
    tables.script("groups")
    parent = list(range(tables.one("SELECT count(*) FROM numbered")))
    while True:
        for n, first in tables.rows("SELECT n, first FROM edges"):
            _join(parent, n, first)
        moved = ({"n": n, "first": root} for n in range(len(parent)) if (root := blocking.root(parent, n)) != n)
        tables.fill("joined", moved, {"n": "BIGINT", "first": "BIGINT"})
        tables.script("grouped")
        tables.fill("settling", _settled(tables, origins, sources), SCHEMA["clusters"])
        tables.run("INSERT INTO settled BY NAME SELECT * FROM settling")
        tables.script("bridged")
        if tables.one("SELECT count(*) FROM edges") == 0:
            return


def _join(parent: list[int], n: int, first: int) -> None:
    one, two = sorted((blocking.root(parent, n), blocking.root(parent, first)))
    parent[two] = one


def _settled(tables: Tables, origins: Mapping[str, str], sources: Sources) -> Iterator[dict[str, Any]]:
    rows = tables.rows(
        "SELECT grouped.grp, claim, digest, json FROM grouped SEMI JOIN unsettled USING (grp) "
        "JOIN told_claims USING (claim) ORDER BY grouped.grp, claim"
    )
    for group, members in groupby(rows, key=lambda row: row[0]):
        digests: dict[str, str] = {}
        grounds = []
        for _, key, told, text in members:
            digests[key] = told
            grounds.append(claims.load(text))
        for cluster in clusters(grounds, sources):
            yield _row(group, cluster, digests, origins)


def _row(group: str, cluster: Cluster, digests: Mapping[str, str], origins: Mapping[str, str]) -> dict[str, Any]:
    """A row of the table ``clusters``; ``digests`` are those of its claims, by key."""
    told = report(cluster)
    first = cluster.grounds[0].claim
    return {
        "grp": group,
        "cluster": cluster.key,
        "input": _input(cluster, digests),
        "family": family(first),
        "direction": str(first.direction),
        "claims": [ground.key for ground in cluster.grounds],
        "pairs": [{"role": role, "token": token} for role, token in cluster.pairs.items()],
        "named": sorted(cluster.named),
        "low": cluster.low,
        "high": cluster.high,
        "bridges": sorted(blocking.bridges(cluster, origins)),
        "accounts": list(account_keys(cluster)),
        "denials": [ground.key for denial in denials(cluster) for ground in denial.grounds],
        "articles": sorted({ground.article for ground in cluster.grounds}),
        "report": _reports().dump_json(told).decode() if told else None,
    }


def _input(cluster: Cluster, digests: Mapping[str, str]) -> str:
    """A digest of all that a situation is made from besides the claims against it, and of nothing else in its group."""
    said = sorted(cluster.pairs.items()), sorted(cluster.named), cluster.low, cluster.high
    return digest(*said, *(digests[one.key] for one in cluster.grounds), length=claims.DIGITS)


def _redated(tables: Tables, sources: Sources) -> Iterator[dict[str, Any]]:
    """The claims of undated pages that get a time from the news that dated pages have too."""
    undated = [key for key, anchor in sources.anchors.items() if anchor is None]
    tables.fill("undated", ({"article": key} for key in undated), {"article": "VARCHAR"})
    news = (
        "SELECT DISTINCT grp, cluster FROM (SELECT grp, cluster, unnest(claims) AS claim FROM settled "
        "SEMI JOIN grouped USING (grp)) JOIN new.claims USING (claim) SEMI JOIN undated USING (article) WHERE news"
    )
    tables.run(f"CREATE OR REPLACE TABLE asked_clusters AS {news}")
    found = days(_clusters(tables, "settled SEMI JOIN asked_clusters USING (grp, cluster)"), sources.anchors)
    rows = tables.rows("SELECT article, input, json FROM new.claims SEMI JOIN undated USING (article) ORDER BY claim")
    for article, input, text in rows:
        if article in found:
            was = claims.load(text)
            one = redated(was, found[article])
            if one != was:
                yield claims.row(one, input=input, sources=sources)


def _clusters(tables: Tables, chosen: str) -> list[Cluster]:
    """Clusters with their claims, by key."""
    rows = tables.rows(
        f"SELECT {FIELDS}, json FROM ("
        f"SELECT {FIELDS}, unnest(claims) AS claim, generate_subscripts(claims, 1) AS place FROM {chosen}) "
        "JOIN told_claims USING (claim) ORDER BY cluster, place"
    )
    return [_cluster_of(members) for _, members in groupby(rows, key=lambda row: row[0])]


def _cluster_of(rows: Iterable[tuple[Any, ...]]) -> Cluster:
    """A cluster from the rows of its claims, in their order, which each begin with its ``FIELDS``."""
    members = list(rows)
    key, pairs, named, low, high = members[0][:5]
    grounds = [claims.load(row[-1]) for row in members]
    return Cluster({one["role"]: one["token"] for one in pairs}, grounds, set(named), low, high, key)


def _opposing(tables: Tables) -> Iterator[dict[str, Any]]:
    """Which denials stand against which situations of other claims."""
    compatibility = Compatibility({one.key: one for one in map(entity, tables.rows("SELECT * FROM spoken_of"))})
    rows = tables.rows(
        "SELECT cluster, low, high, json FROM (SELECT cluster, low, high, unnest(denials) AS claim, "
        "generate_subscripts(denials, 1) AS place FROM standing) JOIN told_claims USING (claim) ORDER BY cluster, place"
    )
    found: list[Denial] = []
    for (key, low, high), members in groupby(rows, key=lambda row: (str(row[0]), str(row[1]), str(row[2]))):
        found += denials(Cluster({}, [claims.load(row[-1]) for row in members], low=low, high=high, key=key))
    asked = {"denial": "BIGINT", "family": "VARCHAR", "direction": "VARCHAR", "role": "VARCHAR", "token": "VARCHAR"}
    tables.fill("asked", _asked(found, compatibility), asked)
    tables.script("opposition")
    for number, text in tables.rows(
        "SELECT denial, report FROM candidates JOIN standing USING (cluster) ORDER BY denial, cluster"
    ):
        against = _report(text)
        for ground in opposing(found[number], against, compatibility):
            yield {"cluster": against.key, "claim": ground.key}


def _asked(found: Iterable[Denial], compatibility: Compatibility) -> Iterator[dict[str, Any]]:
    for number, denial in enumerate(found):
        one = {"denial": number, "family": family(denial.ground.claim), "direction": denial.direction}
        if denial.ground.named:
            yield from (one | {"role": role, "token": token} for role, token in related(denial, compatibility))
        else:
            yield from (one | {"role": "", "token": article} for article in {g.article for g in denial.grounds})


def _situations(tables: Tables, sources: Sources, *, floor: float) -> Iterator[dict[str, Any]]:
    rows = tables.rows(
        f"SELECT {FIELDS}, undone.input, side, json FROM undone JOIN standing USING (cluster) "
        "JOIN undone_claims USING (cluster) JOIN told_claims USING (claim) ORDER BY cluster, side, place"
    )
    for _, group in groupby(rows, key=lambda row: row[0]):
        members = list(group)
        cluster = _cluster_of(row for row in members if row[-2] == 0)
        against = [claims.load(row[-1]) for row in members if row[-2] == 1]
        situation = fuse.situation(cluster, against, sources, floor=floor)
        disagreeing = within(cluster, against, sources)
        yield {
            "situation": situation.key,
            "input": members[0][5],
            "asserted": situation.asserted,
            "unsure": situation.reasons == (Reason.UNSURE,),
            "entities": sorted({filling.entity for filling in situation.roles if filling.entity is not None}),
            "json": _situation().dump_json(situation).decode(),
            "disagreements": [_disagreement().dump_json(one).decode() for one in disagreeing],
        }


def _disagreements(tables: Tables, sources: Sources) -> Iterator[dict[str, Any]]:
    for (text,) in tables.rows("SELECT unnest(disagreements) FROM new.situations"):
        yield _disagreement_row(load_disagreement(text))
    tables.run(
        "CREATE OR REPLACE TABLE accounts AS SELECT account, cluster FROM ("
        "SELECT unnest(accounts) AS account, cluster FROM standing) "
        "QUALIFY count(*) OVER (PARTITION BY account) > 1"
    )
    alike = {one.key: one for one in _clusters(tables, "standing SEMI JOIN accounts USING (cluster)")}
    groups: dict[str, list[Cluster]] = {}
    for account, cluster in tables.rows("SELECT account, cluster FROM accounts ORDER BY cluster, account"):
        groups.setdefault(account, []).append(alike[cluster])
    for one in between(groups, sources):
        yield _disagreement_row(one)


def _disagreement_row(one: Disagreement) -> dict[str, Any]:
    return {"disagreement": one.key, "situation": one.situation, "json": _disagreement().dump_json(one).decode()}


@lru_cache(maxsize=REMEMBERED)
def _report(text: str) -> Report:
    return _reports().validate_json(text)


@cache
def _reports() -> TypeAdapter[Report]:
    from pydantic import TypeAdapter

    return TypeAdapter(Report)


@cache
def _situation() -> TypeAdapter[Situation]:
    from pydantic import TypeAdapter

    return TypeAdapter(Situation)


@cache
def _disagreement() -> TypeAdapter[Disagreement]:
    from pydantic import TypeAdapter

    return TypeAdapter(Disagreement)
