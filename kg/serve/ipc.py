"""What the HTTP process and a worker say to each other: length-prefixed frames over a socket pair.

A frame is its body's length (4 bytes, big-endian), a kind (1 byte) and the body. The pool sends one ``JOB``; the worker
answers ``PLANNED``, where it is to rehearse; then ``BEGIN``, which says of what kind the result is, and ``DATA`` frames
closed by ``END``; or, at any time, one ``FAILED``. A worker that is ready, or cannot be, says so first.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

HEAD = struct.Struct("!IB")
CHUNK = 1 << 16  # a frame of results; larger ones gain nothing on a socket pair


class Kind(IntEnum):
    """What a frame holds."""

    READY = 1
    JOB = 2
    BEGIN = 3
    DATA = 4
    END = 5
    FAILED = 6
    PLANNED = 7


@dataclass(frozen=True, slots=True)
class Job:
    """One query, or one ``whole`` graph by its IRI (the default graph by none), and how the answer is wanted.

    ``bindings_format`` and ``graph_format`` are media types (which one is used depends on the query's form; None: not
    acceptable). ``default_graphs`` and ``named_graphs`` are the protocol's; None leaves the store's own. A result of
    more than ``max_bytes`` or ``max_rows`` (solutions, or triples) is refused; of JSON bindings, ``first_rows`` asks
    for the beginning alone. ``safe`` writes CSV so that a spreadsheet computes nothing of it.
    ``rehearse`` has the query planned by itself, and that told, before it is run. ``graphs`` writes each triple of the
    answer in every graph that has it, where the format has graphs. ``ad_hoc`` is what a client wrote, or as large as a
    client may ask for: none of the service's own lookups.
    """

    query: str
    bindings_format: str | None = "application/sparql-results+json"
    graph_format: str | None = "text/turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    union: bool = False
    base: str | None = None
    max_bytes: int = 64_000_000
    max_rows: int = 1_000_000
    first_rows: int | None = None
    safe: bool = False
    rehearse: bool = False
    ad_hoc: bool = False
    whole: str | None = None
    graphs: bool = False

    def encode(self) -> bytes:
        # asdict() would copy what is in it, at ten times the cost
        values = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def decode(cls, body: bytes) -> Job:
        values: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
        for name in ("default_graphs", "named_graphs"):
            if values[name] is not None:
                values[name] = tuple(values[name])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a worker did not answer.

    ``reason`` is ``syntax``, ``not-acceptable``, ``unwritable``, ``too-large`` or ``failed``.
    """

    reason: str
    detail: str
    line: int | None = None
    column: int | None = None


def frame(kind: Kind, body: bytes = b"") -> bytes:
    """One frame, ready to send."""
    return HEAD.pack(len(body), kind) + body


def json_frame(kind: Kind, value: object) -> bytes:
    """One frame whose body is JSON."""
    return frame(kind, json.dumps(value).encode())
