"""RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/), statement by statement; an error says what it cannot hold.

A predicate is the name of an element, so it must end in a name (NCName); classes and everything else are attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import Unwritable
from kg.syntax.xml import Output, escaped, is_name, local_name
from kg.terms import PREFIXES, XSD

RDF = PREFIXES["rdf"]
# names with a meaning of their own in the syntax (section 5.1), and namespaces that no element may be in
SYNTAX = frozenset(
    f"{RDF}{name}"
    for name in "RDF Description ID about parseType resource nodeID datatype li bagID aboutEach aboutEachPrefix".split()
)
RESERVED = frozenset(["http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"])


def write(triples: Iterable[Triple], output: Output, prefixes: Mapping[str, str]) -> None:
    """Write triples as one document, those of a subject that stand together in one element.

    Raises ``Unwritable`` for a predicate without a local name, a character that XML cannot hold, and terms of RDF 1.2.
    """
    _Writer.of(prefixes).write(triples, output)


@dataclass(slots=True)
class _Writer:
    """What is remembered from one statement to the next."""

    declared: Mapping[str, str]  # by namespace, the prefix
    tags: dict[str, tuple[str, str]] = field(default_factory=dict)  # by predicate, how its element begins and ends
    nodes: dict[str, str] = field(default_factory=dict)  # by blank node: its own label may be no name

    @classmethod
    def of(cls, prefixes: Mapping[str, str]) -> _Writer:
        fit = {
            namespace: prefix
            for prefix, namespace in sorted(prefixes.items(), reverse=True)
            if is_name(prefix)
            and not prefix.lower().startswith("xml")
            and namespace not in RESERVED
            and namespace.isascii()
        }
        return cls({namespace: prefix for namespace, prefix in fit.items() if prefix != "rdf"} | {RDF: "rdf"})

    def write(self, triples: Iterable[Triple], output: Output) -> None:
        spaces = "".join(
            f' xmlns:{prefix}="{escaped(iri)}"'
            for iri, prefix in sorted(self.declared.items(), key=lambda item: item[1])
        )
        output.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'.encode())
        subject = None
        for triple in triples:
            if triple.subject != subject:
                closing = "\t</rdf:Description>\n" if subject is not None else ""
                subject = triple.subject
                output.write(f"{closing}\t<rdf:Description{self.node(subject, 'about')}>\n".encode())
            output.write(self.statement(triple).encode())
        output.write(b"\t</rdf:Description>\n</rdf:RDF>\n" if subject is not None else b"</rdf:RDF>\n")

    def statement(self, triple: Triple) -> str:
        """The element of a predicate with its value."""
        opening, closing = self.tag(triple.predicate.value)
        value = triple.object
        if not isinstance(value, Literal):
            return f"\t\t<{opening}{self.node(value, 'resource')}/>\n"
        if value.language is not None:
            kind = f' xml:lang="{escaped(value.language)}"'
        else:
            kind = "" if value.datatype == XSD.string else f' rdf:datatype="{escaped(value.datatype.value)}"'
        if value.direction is not None:
            raise Unwritable(f"RDF/XML cannot hold a text with a direction of writing: {value}")
        return f"\t\t<{opening}{kind}>{escaped(value.value)}</{closing}>\n"

    def node(self, term: object, attribute: str) -> str:
        """The attribute that names a node, ``about`` or ``resource``."""
        if isinstance(term, NamedNode):
            return f' rdf:{attribute}="{escaped(term.value)}"'
        if isinstance(term, BlankNode):
            return f' rdf:nodeID="{self.nodes.setdefault(term.value, f"b{len(self.nodes)}")}"'
        raise Unwritable(f"RDF/XML cannot hold a triple as a term: {term}")

    def tag(self, predicate: str) -> tuple[str, str]:
        """How the element of a predicate begins and ends."""
        found = self.tags.get(predicate)
        if found is None:
            found = self.tags[predicate] = self._tag(predicate)
        return found

    def _tag(self, predicate: str) -> tuple[str, str]:
        local = local_name(predicate)
        space = predicate.removesuffix(local)
        # the name of a namespace is a URI, which is ASCII (https://www.w3.org/TR/xml-names/#sec-namespaces)
        if not local or predicate in SYNTAX or space in RESERVED or not space.isascii():
            raise Unwritable(f"RDF/XML has no name for the predicate <{predicate}>")
        if space in self.declared:
            name = f"{self.declared[space]}:{local}"
            return name, name
        return f'{local} xmlns="{escaped(space)}"', local
