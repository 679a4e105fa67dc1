"""Graphs of any size in our own vocabulary: the tests' small world over and over, each copy with its own names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg import rdf
from tests.queries.world import BASE, world

BROKEN = 200  # one copy in so many lacks a triple


def write(path: Path, triples: int, *, seed: int = 1) -> int:
    """Write N-Quads of about so many triples to a file; the exact number."""
    chance = random.Random(seed)
    quads = sorted(rdf.quads(world(), base=BASE, extractor_version="0"), key=str)
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").decode().splitlines(keepends=True)
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for copy in range(max(1, triples // len(lines))):
            chosen = lines
            if chance.randrange(BROKEN) == 0:
                chosen = chance.sample(lines, len(lines) - 1)
            file.write("".join(chosen).replace(BASE, f"{BASE}{copy}/"))
            count += len(chosen)
    return count


KEY = re.compile(rf"<{re.escape(BASE)}(?!graph/re(?:ported|lease)>)([a-z]+)/([A-Za-z0-9._~-]+)")
NAME = re.compile(r'(#label|#altLabel|schema\.org/name|headline)> "((?:[^"\\]|\\.)*)"')


def served(triples: int) -> Iterator[str]:
    """N-Quads lines of about so many triples under one base, as a service has them: each copy with keys and names of
    its own, so that names are looked up among thousands and every IRI dereferences."""
    quads = sorted(rdf.quads(world(), base=BASE, extractor_version="0"), key=str)
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").decode().splitlines()
    template = "\n".join(NAME.sub(r'\1> "\2 %COPY%"', KEY.sub(rf"<{BASE}\1/\2.%COPY%", line)) for line in lines)
    for copy in range(max(1, triples // len(lines))):
        yield from template.replace("%COPY%", str(copy)).split("\n")
