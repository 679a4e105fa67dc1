"""The vocabulary and the shapes at their addresses: a page to read, and the same in every form of RDF.

``/ontology`` and ``/shapes`` are the whole, ``/ontology/{file}.ttl`` and ``/shapes/{file}.ttl`` the files as they are.
The IRIs of terms and shapes end in ``#name``; the pages have an anchor of that name for each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources, syntax
from kg.serve.dependencies import Accept, OneOf
from kg.serve.negotiate import HTML, JSONLD, NTRIPLES, RDFXML, TURTLE, Form, accepted
from kg.serve.problems import Problem
from kg.serve.responses import matches
from kg.serve.routing import answers, router
from kg.serve.templating import render, root_path
from kg.terms import OWL, PREFIXES, RDF, RDFS

SHACL = PREFIXES["sh"]
TITLES: dict[resources.Kind, str] = {"ontology": "The vocabulary", "shapes": "The shapes"}
SPACES = {"ontology": PREFIXES["kg"], "shapes": "https://w3id.org/onrecord/shapes#"}
FORMS = (TURTLE, JSONLD, NTRIPLES, RDFXML, HTML)
BY_SUFFIX = {form.name: form for form in FORMS}
Suffix = Annotated[str, OneOf(BY_SUFFIX), Path(description="The form.")]
RDF_FORMATS = {JSONLD: RdfFormat.JSON_LD, NTRIPLES: RdfFormat.N_TRIPLES, RDFXML: RdfFormat.RDF_XML}
GROUPS = {
    "Classes": (RDFS.Class, OWL.Class),
    "Properties": (RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty),
    "Shapes": (NamedNode(f"{SHACL}NodeShape"),),
    "Shapes of properties": (NamedNode(f"{SHACL}PropertyShape"),),
}
# what a page tells of a term, besides its label and comment: the relations between terms, in this order
SHOWN = (
    RDF.type,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    RDFS.seeAlso,
    NamedNode(f"{SHACL}targetClass"),
    NamedNode(f"{SHACL}path"),
    NamedNode(f"{SHACL}property"),
    NamedNode(f"{SHACL}severity"),
)
SAID = (RDFS.comment, NamedNode(f"{SHACL}message"))


@dataclass(frozen=True, slots=True)
class Term:
    """A term as a page shows it: relations by property, each with the IRIs it leads to."""

    iri: str
    name: str
    label: str
    comment: str
    relations: Mapping[str, tuple[str, ...]]


def routes() -> APIRouter:
    """The operations of both."""
    found = router("service")
    for kind in TITLES:
        _add(found, kind)
    return found


def _add(found: APIRouter, kind: resources.Kind) -> None:
    title = TITLES[kind]
    files = {"type": "string", "enum": [entry.name for entry in resources.entries(kind, ".ttl")]}
    told = {"name": "file", "in": "path", "required": True, "description": "A file of it.", "schema": files}

    @found.get(f"/{kind}", operation_id=kind, summary=title, **answers(title, FORMS, 406))
    def whole(request: Request, accept: Accept = None) -> Response:
        """A page to read, or all files as one."""
        return _whole(request, kind, accepted(accept, FORMS))

    @found.get(
        f"/{kind}.{{suffix}}", operation_id=f"{kind}In", summary=f"{title}, in a form", **answers(title, FORMS, 404)
    )
    def in_form(request: Request, suffix: Suffix) -> Response:
        """The same in the form that a suffix names."""
        return _whole(request, kind, BY_SUFFIX[suffix])

    @found.get(
        f"/{kind}/{{file}}",
        operation_id=f"{kind}File",
        summary=f"{title}, a file",
        openapi_extra={"parameters": [told]},
        **answers(title, [TURTLE], 404),
    )
    def file(request: Request, file: Annotated[str, Path(include_in_schema=False)]) -> Response:
        """A file as it is."""
        return _sent(request, kind, TURTLE, _file(kind, file), vary=False)


def _whole(request: Request, kind: resources.Kind, form: Form) -> Response:
    if form is not HTML:
        return _sent(request, kind, form, _written(kind, form.name), vary=True)
    page = render(
        request,
        "vocabulary.html",
        kind=kind,
        title=TITLES[kind],
        space=SPACES[kind],
        groups=groups(kind),
        files=[entry.name for entry in resources.entries(kind, ".ttl")],
        forms=FORMS[:-1],
    )
    page.headers["Vary"], page.headers["Link"] = "Accept", _links(request, kind, form)
    return page


def _file(kind: resources.Kind, name: str) -> bytes:
    for entry in resources.entries(kind, ".ttl"):  # a name of ours, never a path
        if entry.name == name:
            return entry.read_bytes()
    raise Problem(404, f"no such file; they are listed at /{kind}")


@cache
def _written(kind: resources.Kind, form: str) -> bytes:
    """All files of one kind as one, in one form of RDF."""
    # each declares its own prefixes, so they may stand one after another
    joined = b"\n".join(entry.read_bytes() for entry in resources.entries(kind, ".ttl"))
    target = next((RDF_FORMATS[one] for one in RDF_FORMATS if one.name == form), None)
    if target is None:
        return joined
    triples = [quad.triple for quad in parse(joined, format=RdfFormat.TURTLE)]
    return syntax.serialize(triples, target, PREFIXES)


@cache
def groups(kind: resources.Kind) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """The terms of our own by what they are, each group by name."""
    described: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = {}
    for quad in parse(_written(kind, TURTLE.name), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue
        if subject.value.startswith(SPACES[kind]):
            described.setdefault(subject.value, {}).setdefault(quad.predicate, []).append(value)
    found: dict[str, list[Term]] = {group: [] for group in (*GROUPS, "Values")}
    for iri, relations in sorted(described.items()):
        types = set(relations.get(RDF.type, ()))
        group = next((group for group, classes in GROUPS.items() if types & set(classes)), "Values")
        found[group].append(_term(iri, relations, SPACES[kind]))
    return tuple((group, tuple(terms)) for group, terms in found.items() if terms)


def _term(iri: str, relations: Mapping[NamedNode, Iterable[NamedNode | Literal]], space: str) -> Term:
    def text(*properties: NamedNode) -> str:
        values = (value for name in properties for value in relations.get(name, ()) if isinstance(value, Literal))
        return next((value.value for value in values), "")

    shown = {
        name.value: tuple(value.value for value in relations.get(name, ()) if isinstance(value, NamedNode))
        for name in SHOWN
    }
    return Term(
        iri=iri,
        name=iri.removeprefix(space),
        label=text(RDFS.label),
        comment=text(*SAID),
        relations={name: values for name, values in shown.items() if values},
    )


def _sent(request: Request, kind: str, form: Form, content: bytes, *, vary: bool) -> Response:
    headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    headers |= {"Vary": "Accept", "Link": _links(request, kind, form)} if vary else {}
    if matches(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, headers={**headers, "Content-Type": form.content_type})


def _links(request: Request, kind: str, form: Form) -> str:
    here = f"{root_path(request)}/{kind}"
    others = (other for other in FORMS if other is not form)
    return ", ".join(f'<{here}.{other.name}>; rel="alternate"; type="{other.media_type}"' for other in others)
