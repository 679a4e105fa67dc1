"""Content negotiation: which of the forms on offer a client asks for (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.serve.problems import Problem

QVALUE = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")
LONG = 300  # characters of a header that is not worth remembering
MAX_RANGES = 100  # browsers send fewer than ten; the rest of a longer header is ignored


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an answer: its short name (also its suffix), its media type and others that mean the same."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()
    charset: bool = True

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type


HTML = Form("html", "text/html", ("application/xhtml+xml",))
JSON = Form("json", "application/sparql-results+json", ("application/json",), charset=False)
XML = Form("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), charset=False)
CSV = Form("csv", "text/csv")
SAFE_CSV = Form("csv-safe", "text/csv")  # by name alone: it is not what the query answered
TSV = Form("tsv", "text/tab-separated-values")
TURTLE = Form("ttl", "text/turtle", ("application/x-turtle",))
NTRIPLES = Form("nt", "application/n-triples", ("text/plain",), charset=False)
JSONLD = Form("jsonld", "application/ld+json", ("application/json",), charset=False)
RDFXML = Form("rdf", "application/rdf+xml", ("application/xml", "text/xml"), charset=False)
TRIG = Form("trig", "application/trig", charset=False)
NQUADS = Form("nq", "application/n-quads", charset=False)
PLAIN_JSON = Form("json", "application/json", charset=False)

BINDINGS = (JSON, XML, CSV, TSV)
GRAPHS = (TURTLE, NTRIPLES, JSONLD, RDFXML, TRIG, NQUADS)
RESOURCE = (TURTLE, JSONLD, NTRIPLES, RDFXML, TRIG, NQUADS, HTML)
# what ``format=`` may name where a query is asked, besides a media type: a form of bindings, one of graphs
BY_NAME: dict[str, tuple[Form | None, Form | None]] = {
    **{form.name: (form, None) for form in (*BINDINGS, SAFE_CSV)},
    **{form.name: (None, form) for form in GRAPHS},
    "json": (JSON, JSONLD),
    "xml": (XML, RDFXML),
    "html": (HTML, HTML),
    # as clients call them
    "turtle": (None, TURTLE),
    "n3": (None, TURTLE),
    "ntriples": (None, NTRIPLES),
    "json-ld": (None, JSONLD),
    "rdf+xml": (None, RDFXML),
    "nquads": (None, NQUADS),
}


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms an answer may take, one for bindings and one for graphs: None is not accepted, HTML means a page."""

    bindings: Form | None
    graph: Form | None

    @property
    def html(self) -> bool:
        return self.bindings is HTML

    @classmethod
    def of(cls, accept: str | None, format: str | None = None) -> Forms:
        """By the name or media type in ``format``, else by the Accept header; ``Problem`` where none fits."""
        if format is not None and not ranges(format):  # no media type, so a name
            if format not in BY_NAME:
                raise Problem(400, f"no format {format!r}; one of {', '.join(BY_NAME)}, or a media type")
            return cls(*BY_NAME[format])
        accept = format or accept
        if prefers_html(accept):
            return cls(HTML, HTML)
        found = cls(choose(accept, BINDINGS), choose(accept, GRAPHS))
        if found.bindings is None and found.graph is None:
            raise _none_of((*BINDINGS, *GRAPHS))
        return found


# what a page is made of
PAGE = Forms(JSON, TURTLE)


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header."""

    type: str
    subtype: str
    quality: float

    def fits(self, media_type: str) -> int:
        """How specifically it covers a media type: 0 not at all, 1 any, 2 any of its kind, 3 exactly."""
        kind, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (kind, subtype):
            return 3
        if (self.type, self.subtype) == (kind, "*"):
            return 2
        return 1 if (self.type, self.subtype) == ("*", "*") else 0


def ranges(accept: str) -> tuple[Range, ...]:
    """The readable media ranges of an Accept header, in its order; what cannot be read is left out."""
    found = []
    for part in accept.split(",")[:MAX_RANGES]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        kind, slash, subtype = name.partition("/")
        if kind and slash and subtype:
            found.append(Range(kind, subtype, _quality(parameters)))
    return tuple(found)


def choose(accept: str | None, offers: Sequence[Form]) -> Form | None:
    """The form the client likes best, the earlier offer on a tie; None where it accepts none of them.

    An absent, empty or wholly unreadable header accepts anything.
    """
    if not accept or len(accept) > LONG:
        return _chosen(accept, tuple(offers))
    return _remembered(accept, tuple(offers))


def accepted(accept: str | None, offers: Sequence[Form]) -> Form:
    """The form the client likes best; ``Problem`` (406) where it accepts none of them."""
    form = choose(accept, offers)
    if form is None:
        raise _none_of(offers)
    return form


def _none_of(offers: Sequence[Form]) -> Problem:
    return Problem(
        406, f"none of the types asked for can be had; there are {', '.join(form.media_type for form in offers)}"
    )


def _chosen(accept: str | None, offers: tuple[Form, ...]) -> Form | None:
    wanted = ranges(accept) if accept else ()
    if not wanted:
        return offers[0]
    weighed = [(_weight(form, wanted), -place) for place, form in enumerate(offers)]
    best, place = max(weighed, default=(0.0, 0))
    return offers[-place] if best > 0 else None


# clients send a few headers over and over
_remembered = lru_cache(maxsize=1_000)(_chosen)


def prefers_html(accept: str | None) -> bool:
    """Whether the client is, by its Accept header, a person's browser: HTML by name, before any data form."""
    return choose(accept, (*BINDINGS, *GRAPHS, HTML)) is HTML


def _weight(form: Form, wanted: Sequence[Range]) -> float:
    """The quality the most specific matching range gives a form; an alias counts a shade less than the type itself."""
    best = (0, 0.0)
    for shade, media_type in ((1.0, form.media_type), *((0.999, alias) for alias in form.aliases)):
        for range_ in wanted:
            fit = range_.fits(media_type)
            # a wildcard speaks of the form, not of each of its aliases
            if fit == 3 or (fit and shade == 1.0):
                best = max(best, (fit, range_.quality * shade))
    return best[1]


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value) if QVALUE.fullmatch(value.strip()) else 0.0
    return 1.0
