"""People of public office that the package knows: read from ``data/people.tsv``, which ``make_people`` writes.

They are looked up for chains that were taken for a person's alone, by full names: a surname is whose the article says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.errors import OnRecordError
from kg.model import EntityType
from kg.resolve.names import fold
from kg.resolve.tables import Known, identify


def parse(content: bytes) -> dict[str, Known]:
    """The people by key; ``OnRecordError`` if the file is damaged."""
    found = {}
    try:
        for line in content.decode().splitlines():
            identifier, name, others, country, prior = line.split("\t")
            key, kb = identify(identifier, name)
            names = tuple((form, float(prior)) for form in (name, *others.split("|")) if form)
            found[key] = Known(key=key, name=name, type=EntityType.PERSON, names=names, kb=kb, country=country)
    except ValueError as error:
        raise OnRecordError("the table of people is damaged; install onrecord again") from error
    return found


def by_name(people: Iterable[Known]) -> dict[str, tuple[tuple[Known, float], ...]]:
    """Who bears each folded name, with priors that share it, surest first."""
    bearers: defaultdict[str, dict[str, tuple[Known, float]]] = defaultdict(dict)
    for one in people:
        for form, prior in one.names:
            bearers[fold(form)][one.key] = (one, prior)
    return {
        folded: tuple(
            sorted(
                ((known, prior / len(some)) for known, prior in some.values()),
                key=lambda pair: (-pair[1], pair[0].key),
            )
        )
        for folded, some in bearers.items()
    }
