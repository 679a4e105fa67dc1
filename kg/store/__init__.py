"""Releases on disk: the only door to the database, and to the records it was made from.

::

    DATA/records/{hash}.json.zst    what was extracted from one article; recomputed when missing or damaged
    DATA/releases/{id}/             store/ (Oxigraph), dumps/content.nq.zst (sorted N-Quads), release.json,
                                and what a build puts beside them, such as the report of its gate
    DATA/current -> releases/{id}   what readers open; replaced in one step

A release is complete before it has its name, and nothing changes it afterwards.
"""

from kg.store.ask import Answer, ask
from kg.store.content import dump
from kg.store.locking import building
from kg.store.publish import Draft, prune, publish
from kg.store.records import Records
from kg.store.records import name as record_name
from kg.store.releases import (
    Release,
    current,
    diff,
    find,
    hold,
    open_release,
    releases,
    rollback,
    usable,
)

__all__ = [
    "Answer",
    "Draft",
    "Records",
    "Release",
    "ask",
    "building",
    "current",
    "diff",
    "dump",
    "find",
    "hold",
    "open_release",
    "prune",
    "publish",
    "record_name",
    "releases",
    "rollback",
    "usable",
]
