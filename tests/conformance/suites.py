"""Where the suites are, and what happens where they are not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.store import Release
from kg.store.releases import folders, save, switch

SUITES = Path(__file__).parents[3] / "shared" / "conformance"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Term = NamedNode | BlankNode | Literal


def present(name: str) -> bool:
    """Whether the suite is there."""
    return (SUITES / name).is_dir()


def required(name: str) -> None:
    """Skips, or fails where ``KG_REQUIRE_CONFORMANCE`` is set, a test whose suite is not there."""
    if present(name):
        return
    if os.environ.get("KG_REQUIRE_CONFORMANCE") == "1":
        pytest.fail(f"the suite {SUITES / name} is not there, and KG_REQUIRE_CONFORMANCE is set")
    pytest.skip(f"the suite {name} is not beside the checkout")


class Graph:
    """The triples of one file of Turtle, relative IRIs under its own address; literals as they are written."""

    def __init__(self, path: Path) -> None:
        self._objects: dict[tuple[Term, str], list[Term]] = {}
        for quad in parse(path=str(path), format=RdfFormat.TURTLE, base_iri=path.as_uri()):
            self._objects.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """The objects of a subject's property."""
        return self._objects.get((subject, predicate), [])

    def one(self, subject: Term, predicate: str) -> Term:
        """The object of a subject's property that has one."""
        (found,) = self.objects(subject, predicate)
        return found

    def listed(self, head: Term) -> Iterator[Term]:
        """The members of an RDF list."""
        while head != NamedNode(f"{RDF}nil"):
            yield self.one(head, f"{RDF}first")
            head = self.one(head, f"{RDF}rest")

    def entries(self) -> Iterator[NamedNode]:
        """The tests of a manifest."""
        for (_, predicate), heads in self._objects.items():
            if predicate == f"{MF}entries":
                for head in heads:
                    yield from (entry for entry in self.listed(head) if isinstance(entry, NamedNode))

    def typed(self, cls: str) -> Iterator[NamedNode]:
        """The subjects of a class, in the order of their names: a manifest may leave a test out of its entries."""
        subjects = [
            subject
            for (subject, predicate), types in self._objects.items()
            if predicate == f"{RDF}type" and NamedNode(cls) in types and isinstance(subject, NamedNode)
        ]
        yield from sorted(subjects, key=str)


def publish(data: Path, quads: Iterable[Quad], *, base: str) -> str:
    """Any quads as the current release of a data folder, blank nodes too, which no release of a build has; its id."""
    id = f"20260101T000000Z-{len(folders(data)):08x}" if (data / "releases").is_dir() else "20260101T000000Z-00000000"
    folder = data / "releases" / id
    folder.mkdir(parents=True)
    store = Store(str(folder / "store"))
    store.extend(quads)
    store.flush()
    del store
    graph = f"{base}graph/release"
    release = Release(folder, id, "0" * 64, "2026-01-01T00:00:00+00:00", None, graph, {}, {"base": base}, {}, {}, ())
    save(release, folder)
    switch(data, release)
    return id
