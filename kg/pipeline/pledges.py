"""Timelines of pledges, over tables: those of a pledger are told anew only where one of their situations changed.

The outcome is that of ``fuse.fuse`` on all records.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.fuse.origins import Sources
from kg.fuse.timelines import Told, bearing_frames, pledger_of, timelines
from kg.model import TimelineEntry
from kg.pipeline import situations
from kg.tables import Tables
from kg.tables.values import entity

if TYPE_CHECKING:
    from pydantic import TypeAdapter

WANTED = {"pledger": "VARCHAR", "frame": "VARCHAR", "pledge": "VARCHAR"}
KEPT = (
    "SELECT * FROM (SELECT * FROM new.timelines UNION ALL BY NAME SELECT was.* FROM old.timelines AS was "
    "JOIN bearing ON bearing.pledger = was.pledger AND bearing.input = was.input) ORDER BY pledge, pledger"
)


def tell_timelines(tables: Tables, sources: Sources) -> None:
    """Writes the table ``timelines`` from ``situations``."""
    tables.fill("wanted_frames", _wanted(tables), WANTED)
    days = ({"article": key, "day": day and day.isoformat()} for key, day in sources.anchors.items())
    tables.fill("days", days, {"article": "VARCHAR", "day": "VARCHAR"})
    tables.script("timelines")
    tables.write("timelines", _timelines(tables))
    tables.keep("timelines", KEPT)


def load(text: str) -> tuple[TimelineEntry, ...]:
    """A timeline from JSON."""
    return _codec().validate_json(text)


def _wanted(tables: Tables) -> Iterator[dict[str, Any]]:
    """The frames of what can bear on the pledges of each pledger."""
    rows = tables.rows("SELECT json FROM new.situations WHERE asserted AND starts_with(situation, 'pledge-')")
    for (text,) in rows:
        one = situations.load(text)
        pledger = pledger_of(one)
        if pledger is not None:
            for frame in sorted(bearing_frames(one)):
                yield {"pledger": pledger, "frame": frame.lower(), "pledge": one.key}


def _timelines(tables: Tables) -> Iterator[dict[str, Any]]:
    entities: dict[str, list[Any]] = {
        pledger: [entity(row) for _, *row in rows]
        for pledger, rows in groupby(
            tables.rows("SELECT * FROM bearing_entities ORDER BY pledger, entity"), key=lambda row: row[0]
        )
    }
    rows = tables.rows(
        "SELECT pledger, untold.input, json, day, news FROM untold JOIN borne USING (pledger) "
        "JOIN new.situations USING (situation) ORDER BY pledger, situation"
    )
    for (pledger, input), group in groupby(rows, key=lambda row: row[:2]):
        told = [Told(situations.load(text), day, news) for _, _, text, day, news in group]
        known = {one.key: one for one in entities.get(pledger, ())}
        for pledge, found in timelines(pledger, told, known).items():
            yield {"pledger": pledger, "input": input, "pledge": pledge, "json": _codec().dump_json(found).decode()}


@cache
def _codec() -> TypeAdapter[tuple[TimelineEntry, ...]]:
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[TimelineEntry, ...])
