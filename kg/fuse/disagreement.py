"""Where sources disagree: on whether, how surely, how much, when, and who. No side is deleted, none is preferred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kg.fuse.assertion import pair_of_sides
from kg.fuse.durations import duration
from kg.fuse.origins import Sources
from kg.fuse.resolved_claims import Ground, fold
from kg.fuse.situations import Cluster
from kg.keys import digest
from kg.model import Actuality, Certainty, Disagreement, Polarity

NUMBERS = ("amount", "duration")
# Done once between the same parties: two dates are two accounts of it, if they are near enough to be.
ONCE = frozenset({"Acquisition", "Appointment", "Departure", "Disclosure", "Founding", "Lawsuit", "Launch", "Pledge"})
_KEY_LENGTH = 24
_NEAR = 366  # days between two dates of one thing done once; the same parties do meet again in another year


def disagreements(
    clusters: Sequence[Cluster], opposing: Mapping[Cluster, Sequence[Ground]], sources: Sources
) -> list[Disagreement]:
    """All disagreements, sorted by key."""
    found: list[Disagreement] = []
    alike: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        found += within(cluster, opposing.get(cluster, ()), sources)
        for key in account_keys(cluster):
            alike[key].append(cluster)
    found += between(alike, sources)
    return sorted(found, key=lambda disagreement: disagreement.key)


def numbers(grounds: Iterable[Ground], role: str) -> dict[str, list[Ground]]:
    """Claims by the value they give for a number, normalised."""
    found: dict[str, list[Ground]] = defaultdict(list)
    for ground in grounds:
        filling = ground.filling(role)
        if filling is not None and filling.value:
            value = duration(filling.value) if role == "duration" else fold(filling.value)
            if value:
                found[value].append(ground)
    return found


def within(cluster: Cluster, opposing: Sequence[Ground], sources: Sources) -> Iterator[Disagreement]:
    """Disagreements among the claims of one situation, and those in other situations that oppose it."""
    against = [ground for ground in (*cluster.grounds, *opposing) if ground.claim.polarity is not Polarity.AFFIRMED]
    affirmed = _affirmed(cluster.grounds)
    affirming = {_voice(ground, sources) for ground in affirmed}
    sides = pair_of_sides(affirmed, [one for one in against if not _asks(one) or _voice(one, sources) not in affirming])
    if all(sides):
        yield _between_sides(cluster, "polarity", *sides)
    actual_claims = [ground for ground in affirmed if ground.claim.actuality is Actuality.ACTUAL]
    sure = [ground for ground in actual_claims if ground.claim.certainty is Certainty.CERTAIN]
    # "Reportedly" and "indicates" pass a report on; only who says that it merely may be so takes another side.
    unsure = [ground for ground in actual_claims if ground.claim.certainty is Certainty.POSSIBLE]
    if sure and unsure and not _origins(sure, sources) & _origins(unsure, sources):
        yield _between_sides(cluster, "certainty", sure, unsure)
    sides_of_numbers: list[tuple[list[Ground], list[Ground]]] = []
    for role in NUMBERS:
        values = numbers(affirmed, role)
        if len(values) > 1 and len(_origins([one for told in values.values() for one in told], sources)) > 1:
            most = min(values, key=lambda value: (-len(values[value]), min(one.key for one in values[value])))
            rest = [one for value in values if value != most for one in values[value]]
            sides_of_numbers.append((values[most], rest))
    if sides_of_numbers:
        yield _between_sides(cluster, "number", *sides_of_numbers[0])


def account_keys(cluster: Cluster) -> Iterator[str]:
    """Keys that a situation shares with those that are alike but for their date, or for one party: ``KIND:digest``."""
    if not _affirmed(cluster.grounds):
        return
    claim = cluster.grounds[0].claim
    roles = sorted(cluster.pairs.items())
    if claim.frame in ONCE and len(roles) > 1 and cluster.dated:
        yield f"date:{digest(claim.frame, claim.direction, roles, length=_KEY_LENGTH)}"
    # Of a predicate that no frame types nobody knows that it is done once a day, or by one party alone.
    if claim.predicate is None and len(roles) > 2 and cluster.low == cluster.high:
        named = set.intersection(*(set(ground.named) for ground in cluster.grounds))
        for role in sorted(named):
            rest = [pair for pair in roles if pair[0] != role]
            yield f"party:{digest(claim.frame, claim.direction, cluster.low, role, rest, length=_KEY_LENGTH)}"


def between(alike: Mapping[str, Sequence[Cluster]], sources: Sources) -> list[Disagreement]:
    """Disagreements between situations that share a key, in the order of theirs, told by sources apart."""
    by_kind: dict[str, list[Sequence[Cluster]]] = {"date": [], "party": []}
    for key, clusters in alike.items():
        by_kind[key.partition(":")[0]].append(clusters)
    return [one for kind, groups in by_kind.items() for one in _accounts(groups, kind, sources)]


def _accounts(groups: Iterable[Sequence[Cluster]], kind: str, sources: Sources) -> Iterator[Disagreement]:
    found: dict[Cluster, dict[str, Ground]] = defaultdict(dict)
    for first, *others in groups:
        origins = _origins(first.grounds, sources)
        for other in others:
            apart = not origins & _origins(other.grounds, sources)
            if apart and (kind == "party" or _disjoint_but_near(first, other)):
                found[first].update((ground.key, ground) for ground in _affirmed(other.grounds))
    for first, against in found.items():
        yield _between_sides(first, kind, _affirmed(first.grounds), list(against.values()))


def _disjoint_but_near(one: Cluster, other: Cluster) -> bool:
    early, late = sorted((one, other), key=lambda cluster: (cluster.low, cluster.high))
    gap = date.fromisoformat(late.low).toordinal() - date.fromisoformat(early.high).toordinal()
    return 0 < gap <= _NEAR


def _between_sides(
    cluster: Cluster, kind: str, affirming: Iterable[Ground], opposing: Iterable[Ground]
) -> Disagreement:
    return Disagreement(
        key=digest(cluster.key, kind, length=16),
        situation=cluster.key,
        kind=kind,
        affirming=tuple(sorted({ground.key for ground in affirming})),
        opposing=tuple(sorted({ground.key for ground in opposing})),
    )


def _asks(ground: Ground) -> bool:
    """Whether a claim leaves it open: who affirms and leaves open the like does not disagree with itself."""
    return ground.claim.polarity is Polarity.UNKNOWN


def _voice(ground: Ground, sources: Sources) -> tuple[str, tuple[str | None, ...]]:
    """Who speaks: the origin, and whom it has say it."""
    return sources.origins[ground.article].article, ground.holders


def _affirmed(grounds: Iterable[Ground]) -> list[Ground]:
    return [ground for ground in grounds if ground.claim.polarity is Polarity.AFFIRMED]


def _origins(grounds: Iterable[Ground], sources: Sources) -> frozenset[str]:
    return frozenset(sources.independent(ground.article for ground in grounds))
