"""Writes ``kg/terms.py`` from ``ontology/*.ttl``: ``python -m kg.make_terms``; ``--check`` tells if it is stale."""

from __future__ import annotations

import argparse
import keyword
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources
from kg.errors import InputError

TARGET = Path(__file__).with_name("terms.py")
LINE = 120

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SUB_CLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
RANGE = "http://www.w3.org/2000/01/rdf-schema#range"
SUB_PROPERTY = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf"
SH_PREFIX = "http://www.w3.org/ns/shacl#prefix"
SH_NAMESPACE = "http://www.w3.org/ns/shacl#namespace"

Statement = tuple[str, str, str]  # subject, predicate, object: IRIs, or the text of a literal

HEAD = '''# ruff: noqa: N815
"""The vocabulary as constants. GENERATED from ``ontology/*.ttl`` by ``python -m kg.make_terms``; never edited by hand.

``KG.Pitch`` is a term, checked by mypy; ``PREFIXES`` the one table of prefixes. ``SUPERCLASSES`` and
``SUPERPROPERTIES`` give all that lies above a term, other vocabularies included, nearest first: there is no reasoner,
so all are written out.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode
'''

TAIL = '''

def term(curie: str) -> NamedNode:
    """The term of a prefixed name such as ``kg:seller``; ``KeyError`` if the ontology does not have it."""
    return TERMS[curie]


def abbreviate(iri: str) -> str:
    """The IRI as a prefixed name where one of our prefixes fits and the rest is a plain name, else as it is."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return iri
'''


def ontology() -> list[Statement]:
    """Every triple of ``ontology/*.ttl``; an ``InputError`` naming the file if it does not parse or has blank nodes."""
    statements: list[Statement] = []
    for entry in resources.entries("ontology", ".ttl"):
        try:
            quads = list(parse(entry.read_bytes(), format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise InputError(error.msg, source=entry.name, hint="mend the Turtle") from error
        for quad in quads:
            if not (isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)):
                raise InputError(f"{quad.subject} {quad.predicate} has no IRI", source=entry.name, hint="name the node")
            statements.append((quad.subject.value, quad.predicate.value, quad.object.value))
    return statements


def render(statements: Iterable[Statement]) -> str:
    """The text of ``kg/terms.py``: the same for the same statements in any order."""
    statements = list(statements)
    prefixes = _prefixes(statements)
    typed = {subject for subject, predicate, _ in statements if predicate == RDF_TYPE}
    terms = {curie: iri for iri in sorted(typed) if (curie := _curie(iri, prefixes))}
    names = {iri: _name(curie) for curie, iri in terms.items()}
    blocks = [_prefix_table(prefixes)]
    blocks += [_namespace(prefix, prefixes[prefix], terms) for prefix in sorted(prefixes)]
    blocks.append(_table("TERMS", "str, NamedNode", {f'"{curie}"': names[iri] for curie, iri in terms.items()}))
    for title, predicate in (("SUPERCLASSES", SUB_CLASS), ("SUPERPROPERTIES", SUB_PROPERTY)):
        closure = _closure(statements, predicate)
        missing = sorted({one for iri, up in closure.items() for one in (iri, *up)} - set(names))
        if missing:
            raise InputError(
                f"no type is given for {missing[0]}", source="ontology", hint="declare it, or a stub of it"
            )
        above = {names[iri]: _tuple([names[up] for up in closure[iri]]) for iri in closure}
        blocks.append(_table(title, "NamedNode, tuple[NamedNode, ...]", above))
    ranges = {
        names[iri]: names[up]
        for iri, link, up in sorted(statements)
        if link == RANGE and up.startswith(prefixes["xsd"])
    }
    blocks.append(_table("DATATYPES", "NamedNode, NamedNode", ranges) if ranges else "")
    return HEAD + "\n" + "\n\n\n".join(block for block in blocks if block) + "\n" + TAIL


def _prefixes(statements: list[Statement]) -> dict[str, str]:
    names = {subject: value for subject, predicate, value in statements if predicate == SH_PREFIX}
    spaces = {subject: value for subject, predicate, value in statements if predicate == SH_NAMESPACE}
    return dict(sorted((names[node], spaces[node]) for node in names))


def _curie(iri: str, prefixes: Mapping[str, str]) -> str | None:
    for prefix, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    return None


def _name(curie: str) -> str:
    prefix, local = curie.split(":")
    return f"{prefix.upper()}.{local}{'_' if keyword.iskeyword(local) else ''}"


def _closure(statements: list[Statement], predicate: str) -> dict[str, list[str]]:
    """All that lies above each term, breadth first, each step sorted."""
    direct: dict[str, list[str]] = {}
    for subject, link, up in statements:
        if link == predicate:
            direct.setdefault(subject, []).append(up)
    above: dict[str, list[str]] = {}
    for iri in sorted(direct):
        found: list[str] = []
        level = [iri]
        while level:
            level = sorted({up for one in level for up in direct.get(one, ())} - {iri, *found})
            found += level
        above[iri] = found
    return above


def _prefix_table(prefixes: Mapping[str, str]) -> str:
    return _table("PREFIXES", "str, str", {f'"{prefix}"': f'"{iri}"' for prefix, iri in prefixes.items()})


def _namespace(prefix: str, namespace: str, terms: Mapping[str, str]) -> str:
    own = {curie: iri for curie, iri in terms.items() if curie.startswith(f"{prefix}:")}
    if not own:
        return ""
    lines = [f'    {_name(curie).split(".")[1]}: Final = NamedNode("{iri}")' for curie, iri in own.items()]
    return "\n".join([f"class {prefix.upper()}:", f'    """Terms of ``{namespace}``."""', "", *lines])


def _table(title: str, types: str, entries: Mapping[str, str]) -> str:
    lines = [f"    {key}: {value}," for key, value in entries.items()]
    return "\n".join([f"{title}: Final[dict[{types}]] = {{", *lines, "}"])


def _tuple(names: list[str]) -> str:
    line = f"({', '.join(names)}{',' if len(names) == 1 else ''})"
    # ruff's own layout of a tuple that does not fit: one member a line
    return line if len(line) < LINE - 40 else "(\n" + "".join(f"        {name},\n" for name in names) + "    )"


def main(argv: list[str] | None = None) -> int:
    """Write the file, or with ``--check`` compare; 0 if it is fresh, 1 if it is stale."""
    parser = argparse.ArgumentParser(prog="python -m kg.make_terms", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if kg/terms.py is stale")
    check = parser.parse_args(argv).check
    text = render(ontology())
    if not check:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text("utf-8") == text:
        return 0
    print(f"{TARGET}: stale; run python -m kg.make_terms", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
