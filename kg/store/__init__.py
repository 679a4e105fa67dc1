"""Releases on disk: the only door to the database, and to the records it was made from.

::

    DATA/records/{hash}.json.zst    what was extracted from one article; recomputed when missing or damaged
    DATA/releases/{id}/             store/ (Oxigraph), text/ (the index that /search asks), parts/ (the content as
                                    sorted N-Quads, and what it asserts as Turtle, packed), parts.json (their order),
                                    counts.json, tables/ (what the next build starts from), dumps/manifest.json (what
                                    can be fetched), changes.json and changes.rdfp.gz, description.nq.zst (the
                                    release graph), release.json, and what a build adds, such as its gate's report
    DATA/current -> releases/{id}   what readers open; replaced in one step

A release is complete before it has its name, and nothing changes it afterwards.
"""

from kg.store.ask import Answer, ask
from kg.store.changes import Changed, Changes
from kg.store.changes import of as changes_of
from kg.store.comparison import Compared, compare
from kg.store.content import read as content_of
from kg.store.counts import Counts
from kg.store.counts import load as counts_of
from kg.store.datatypes import quads_of
from kg.store.draft import Difference, Draft
from kg.store.dumps import KINDS, PACKINGS, DumpFile, dump, manifest
from kg.store.fragment import FORMATS as DUMP_FORMATS
from kg.store.locking import building
from kg.store.publish import prune, publish
from kg.store.records import Records
from kg.store.records import name as record_name
from kg.store.releases import (
    Release,
    current,
    description,
    diff,
    find,
    folders,
    former,
    hold,
    lines,
    load,
    open_release,
    releases,
    rollback,
    usable,
)
from kg.store.text import KINDS as TEXT_KINDS
from kg.store.text import Found, Hit, TextIndex

__all__ = [
    "DUMP_FORMATS",
    "KINDS",
    "PACKINGS",
    "TEXT_KINDS",
    "Answer",
    "Changed",
    "Changes",
    "Compared",
    "Counts",
    "Difference",
    "Draft",
    "DumpFile",
    "Found",
    "Hit",
    "Records",
    "Release",
    "TextIndex",
    "ask",
    "building",
    "changes_of",
    "compare",
    "content_of",
    "counts_of",
    "current",
    "description",
    "diff",
    "dump",
    "find",
    "folders",
    "former",
    "hold",
    "lines",
    "load",
    "manifest",
    "open_release",
    "prune",
    "publish",
    "quads_of",
    "record_name",
    "releases",
    "rollback",
    "usable",
]
