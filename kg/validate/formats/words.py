"""Terms and numbers as words that people read, for all formats."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.terms import PREFIXES
from kg.validate.report import Report, Result, Severity

NOUNS = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "note"}


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 triple``, ``2 triples``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shown(term: NamedNode | BlankNode | Literal) -> str:
    """A term, an IRI with its prefix where it has one."""
    return short(term.value) if isinstance(term, NamedNode) else str(term)


def plain(term: NamedNode | BlankNode | Literal | None) -> str | None:
    """A term in full, an IRI without brackets."""
    if term is None:
        return None
    return term.value if isinstance(term, NamedNode) else str(term)


def compact(path: str) -> str:
    """A property path with prefixes."""
    parts = path.replace("<", "\0<").replace(">", ">\0").split("\0")
    return "".join(short(part[1:-1]) if part.startswith("<") else part for part in parts)


def short(iri: str) -> str:
    """An IRI with its prefix, where it has one."""
    for prefix, namespace in (*PREFIXES.items(), ("shape", "https://w3id.org/onrecord/shapes#")):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>" if iri else ""


def line(value: str, limit: int = 200) -> str:
    """One line without control characters: data must not draw on the terminal."""
    line = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def sentence(result: Result) -> str:
    """A result in one line: the message, the node, the property and what it is."""
    node = line(result.label) if result.label else plain(result.focus)
    found = f" is {line(shown(result.value))}" if result.value is not None else ""
    about = f"{compact(result.path)}{found}" if result.path else ""
    return line(" — ".join(part for part in (result.message, node, about) if part), 500)


def rule(result: Result) -> str:
    """The shape and the constraint of a result."""
    return f"{short(result.shape) or 'shape'}/{result.component.removesuffix('ConstraintComponent')}"


def summary(report: Report) -> str:
    """The verdict, the counts, and what was checked, in one line."""
    parts = [", ".join(counted(report.count(severity), NOUNS[severity]) for severity in Severity)]
    if report.known:
        parts[0] += f" ({report.known:,} of them known from the baseline)"
    parts.append(
        f"{counted(report.triples, 'triple')} in {counted(report.graphs, 'graph')} checked with {report.engine}"
    )
    if report.elsewhere:
        parts.append(f"{counted(report.elsewhere, 'claim')} linked to stand elsewhere and were not")
    applied = sum(nodes > 0 for _, nodes in report.checked)
    if report.idle:
        parts.append(
            f"NOTHING was checked: no shape {'is about any node of the data' if report.checked else 'has a target'}"
        )
    else:
        parts.append(f"{counted(applied, 'shape')} of {len(report.checked):,} had nodes to check")
    return f"{'conforms' if report.conforms else 'does not conform'}: {'; '.join(parts)}"
