"""Which denials stand against which situations: also those that are less, or more, specific than what they deny.

"The agency did not buy the company's software" stands against a report that the company sold it a named product. Of
the same parties, a denial stands when in doubt: the price is a situation reported rather than asserted. But who says in
another article that a firm "launched no hardware" denies none of all that it ever launched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.fuse.compatibility import Compatibility, Relation
from kg.fuse.periods import disjoint
from kg.fuse.resolved_claims import Ground, family
from kg.fuse.situations import Cluster, pairs
from kg.model import Actuality, Polarity, Resolution, Time


@dataclass(frozen=True, slots=True)
class Report:
    """What a denial is held against: a situation with an affirmed claim.

    ``family`` is their kind (``resolved_claims.family``), ``pairs`` are the roles its claims fill, ``named`` those they
    name; ``times`` are those of its affirmed claims, ``articles`` the keys of the articles that its claims stand in.
    """

    key: str
    family: str
    direction: str
    pairs: Mapping[str, str]
    named: frozenset[str]
    times: tuple[Time | None, ...]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Denial:
    """Claims of one situation that deny, or leave open, the same of what is, alike in all but their place.

    ``home`` is the key of their situation; ``low`` and ``high`` are its days where somebody affirms it: what they deny
    has been found, and the same in another year is another matter.
    """

    home: str
    direction: str
    grounds: tuple[Ground, ...]
    low: str | None = None
    high: str | None = None

    @property
    def ground(self) -> Ground:
        """One of them, for all that they have in common."""
        return self.grounds[0]

    @property
    def told(self) -> dict[str, str]:
        """The roles they fill, and a token for what fills each."""
        return pairs(self.ground)


def opposition(clusters: Sequence[Cluster], resolution: Resolution) -> dict[Cluster, list[Ground]]:
    """The claims of other clusters that deny a cluster's situation or leave it open; sorted by key.

    Only clusters with an affirmed claim are asked about: the others are not asserted anyway.
    """
    compatibility = Compatibility(resolution.entities)
    reports: dict[tuple[str, str], dict[tuple[str, str], list[Report]]] = defaultdict(lambda: defaultdict(list))
    here: dict[tuple[str, str], dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for cluster in clusters:
        one = report(cluster)
        if one is not None:
            for pair in one.pairs.items():
                reports[one.family, one.direction][pair].append(one)
            for article in one.articles:
                here[one.family, one.direction][article].append(one)
    against: dict[str, dict[str, Ground]] = defaultdict(dict)
    for denial in (one for cluster in clusters for one in denials(cluster)):
        asked = family(denial.ground.claim), denial.direction
        met = {one.key: one for pair in related(denial, compatibility) for one in reports[asked].get(pair, ())}
        if not denial.ground.named:
            met = {one.key: one for ground in denial.grounds for one in here[asked].get(ground.article, ())}
        for one in met.values():
            against[one.key].update((ground.key, ground) for ground in opposing(denial, one, compatibility))
    return {
        cluster: [against[cluster.key][key] for key in sorted(against[cluster.key])]
        for cluster in clusters
        if against.get(cluster.key)
    }


def report(cluster: Cluster) -> Report | None:
    """A situation as denials see it; None where no claim affirms it."""
    affirmed = [ground for ground in cluster.grounds if ground.claim.polarity is Polarity.AFFIRMED]
    if not affirmed:
        return None
    claim = cluster.grounds[0].claim
    return Report(
        key=cluster.key,
        family=family(claim),
        direction=str(claim.direction),
        pairs=cluster.pairs,
        named=frozenset(cluster.named),
        times=tuple(ground.time for ground in affirmed),
        articles=frozenset(ground.article for ground in cluster.grounds),
    )


def denials(cluster: Cluster) -> list[Denial]:
    """The denials among a cluster's claims."""
    found: dict[tuple[object, ...], list[Ground]] = {}
    for ground in cluster.grounds:
        if ground.claim.polarity is Polarity.AFFIRMED or ground.claim.actuality is not Actuality.ACTUAL:
            continue
        told = tuple(sorted(pairs(ground).items()))
        found.setdefault((ground.claim.polarity, told, ground.named, ground.time), []).append(ground)
    direction = str(cluster.grounds[0].claim.direction)
    low, high = (cluster.low, cluster.high) if cluster.dated else (None, None)
    return [Denial(cluster.key, direction, tuple(grounds), low, high) for grounds in found.values()]


def related(denial: Denial, compatibility: Compatibility) -> Iterator[tuple[str, str]]:
    """Roles and fillers of which a report has one where the denial may be about it; none where it names nothing."""
    told = denial.told
    for role in sorted(denial.ground.named):
        for token in compatibility.relatives(told[role]):
            yield role, token


def opposing(denial: Denial, report: Report, compatibility: Compatibility) -> Sequence[Ground]:
    """Those of the denials that stand against a report."""
    if report.key == denial.home or all(_elsewhen(denial, time) for time in report.times):
        return ()
    met = _meeting(denial, report, compatibility)
    return met if met and _stands(denial.ground, report, compatibility) else ()


def _elsewhen(denial: Denial, time: Time | None) -> bool:
    """Whether a time is none of the event that the denials were found to be of."""
    if time is None or denial.low is None or denial.high is None:
        return False
    return (time.not_before or denial.low) > denial.high or (time.not_after or denial.high) < denial.low


def _meeting(denial: Denial, report: Report, compatibility: Compatibility) -> Sequence[Ground]:
    """The denials that may be about a report.

    They must have two fillers in common, or the article and one, or one person, whom what is denied is about, where
    one of the two says all that the other does and more. A denial that names nothing meets what its own article says.
    """
    told, named = denial.told, denial.ground.named
    here = [ground for ground in denial.grounds if ground.article in report.articles]
    if not named:
        return here
    shared = sorted(named & report.pairs.keys())
    common = [report.pairs[role] in compatibility.relatives(told[role]) for role in shared]
    if not any(common):
        return ()
    if sum(common) > 1:
        return denial.grounds
    (role,) = (role for role, met in zip(shared, common, strict=True) if met)
    covered = named <= report.pairs.keys() or report.named <= told.keys()
    return denial.grounds if covered and compatibility.person(told[role]) else here


def _stands(ground: Ground, report: Report, compatibility: Compatibility) -> bool:
    """Whether a denial that has met a report stands against it: no role and no time speaks against that.

    What is merely left open is weaker. "It is unclear whether the agency tested the product" leaves open the report
    that it tested some software; "whether agencies did" says nothing against the report that this one did.
    """
    if not ground.besides <= report.pairs.keys():  # "not to other agencies": to somebody it did, for all that says
        return False
    if all(disjoint(ground.time, time) for time in report.times):
        return False
    told, same = pairs(ground), set()
    open_question = ground.claim.polarity is Polarity.UNKNOWN
    for role, token in report.pairs.items():
        if role not in told:
            continue
        sure, other_sure = role in report.named, role in ground.named
        relation = compatibility.relation(token, told[role], sure=sure, other_sure=other_sure)
        general = other_sure and compatibility.loose(told[role])  # what the question asks of: agencies, not this one
        if relation is Relation.OTHER or (relation is Relation.OPEN and open_question and general):
            return False
        if relation is Relation.SAME:
            same.add(role)
    if open_question:
        return len(same) >= 2 or report.named <= same
    # "It announced no new hardware" beside the launch of a named product: what is described is another thing than that.
    named_apart = {role for role in report.named - same if role in told and role in ground.described}
    return (bool(same) and (len(same) >= 2 or not named_apart)) or not ground.named
