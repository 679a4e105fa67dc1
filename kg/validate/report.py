"""What validation found: results, each with its place in the graph and, where there is one, its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from pyoxigraph import BlankNode, Literal, NamedNode

from kg import iris
from kg.errors import UsageError
from kg.validate.vocabulary import SH


class Severity(StrEnum):
    """How grave a result is; the values are the local names of SHACL's terms. Only a violation keeps a release back.

    A severity of the shapes' own, which the standard allows, counts as a violation.
    """

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


def severity_of(iri: str) -> Severity:
    """What a severity counts as."""
    name = iri.removeprefix(SH)
    return Severity(name) if iri.startswith(SH) and name in set(Severity) else Severity.VIOLATION


FAIL_ON = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Result:
    """One node that does not satisfy one constraint.

    ``path`` is a SPARQL property path, ``component`` the constraint component: the local name of one of SHACL's, the
    IRI of another; ``shape`` the IRI of the nearest named shape (empty: none has a name), ``own_shape`` whether that is
    the very shape. ``own_severity`` is the IRI of a severity that is none of SHACL's. ``graphs`` are the named graphs
    that describe the node, or those of the claims about it; ``label`` and ``sentence`` say in words what it is. ``key``
    is the same in every run that finds this; ``known`` says that a baseline has it. ``source`` is the very
    shape, as a node of the shapes graph that was judged by.
    """

    focus: NamedNode | BlankNode | Literal
    path: str | None
    value: NamedNode | BlankNode | Literal | None
    component: str
    shape: str
    severity: Severity
    message: str
    graphs: tuple[str, ...] = ()
    label: str | None = None
    sentence: str | None = None
    own_severity: str = ""
    own_shape: bool = True
    place: Place | None = None
    key: str = ""
    known: bool = False
    source: NamedNode | BlankNode | Literal | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Report:
    """All results, gravest first.

    ``triples`` and ``graphs`` count what was checked, a triple that stands in several graphs once; ``elsewhere`` the
    claims that could not be, since the data has links to them only. ``checked`` has the shapes with the number of nodes
    that each is about. ``notes`` say what a reader should know of how it was judged; ``basis`` names the shapes and
    programs it was judged with, so that a report kept can be told from one that others would give.
    """

    results: tuple[Result, ...]
    engine: str
    triples: int
    graphs: int
    elsewhere: int = 0
    checked: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    basis: str = ""

    @property
    def conforms(self) -> bool:
        """Whether there is no violation. (``sh:conforms`` is something else: no result at all.)"""
        return not self.count(Severity.VIOLATION)

    def at_least(self, fail_on: str) -> tuple[Result, ...]:
        """The results as grave as ``violation``, ``warning`` or ``info``, or graver, that no baseline knows."""
        if fail_on not in FAIL_ON:
            raise UsageError(f"no severity {fail_on!r}; one of {', '.join(FAIL_ON)}")
        grave = list(Severity)[: FAIL_ON.index(fail_on) + 1]
        return tuple(result for result in self.results if result.severity in grave and not result.known)

    def count(self, severity: Severity) -> int:
        """How many results are of this severity."""
        return sum(result.severity is severity for result in self.results)

    @property
    def idle(self) -> bool:
        """Whether no shape is about any node: a run that says nothing of the data."""
        return not any(nodes for _, nodes in self.checked)

    @property
    def known(self) -> int:
        """How many results a baseline has."""
        return sum(result.known for result in self.results)


def by_article(report: Report, base: str) -> dict[str, tuple[Result, ...]]:
    """The results that one article is answerable for alone, by its key, gravest first.

    An article answers for what its graph describes, for its own bibliographic data, and for a situation that no other
    article speaks of. What is missing here concerns the graph as a whole.
    """
    found: dict[str, list[Result]] = {}
    for result in report.results:
        key = _article(result, base)
        if key is not None:
            found.setdefault(key, []).append(result)
    return {key: tuple(results) for key, results in sorted(found.items())}


def ordered(results: Iterable[Result]) -> tuple[Result, ...]:
    """Gravest first, then by shape, node, path and value: the same whatever order an engine finds them in."""
    ranks = {severity: rank for rank, severity in enumerate(Severity)}
    return tuple(
        sorted(
            results,
            key=lambda one: (
                ranks[one.severity],
                one.shape,
                one.message,
                str(one.focus),
                one.path or "",
                str(one.value),
                one.component,
            ),
        )
    )


def _article(result: Result, base: str) -> str | None:
    address = iris.address(base, result.focus.value) if isinstance(result.focus, NamedNode) else None
    if address is not None and address.kind == "article":
        return address.key
    prefix = f"{base}graph/"
    keys = {graph.removeprefix(prefix) for graph in result.graphs if graph.startswith(prefix)}
    keys -= {iris.REPORTED, iris.RELEASE}
    return keys.pop() if len(keys) == 1 else None
