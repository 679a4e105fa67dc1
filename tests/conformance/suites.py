"""Where the suites are, and what happens where they are not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

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
