"""The named queries: one ``.rq`` file a question, which says in its head what it asks and which parameters it has.

::

    # title: Pitches to agencies
    # asks: To which government agencies did a company pitch a product, and when?
    # param agency string  Part of the agency's name; any agency if not given.
    …
      VALUES ?agency { UNDEF }

A parameter is a variable with one line of ``VALUES`` that holds its default, so the file runs as it stands anywhere.
To bind it is to put another term on that line, written out by the RDF library: what a user gives is never read as
SPARQL. (The database's own substitutions reach neither sub-queries nor variables that are not in the answer.)

A part of the rows is asked for with ``page``. A line ``# page`` ends the sub-query that finds what the rows are of, in
the order of the rows: there it puts a limit too, so that only the rows that are shown are looked up in full.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg import resources
from kg.errors import NotFound, QueryError
from kg.screening import QueryLimits, check, decoded
from kg.terms import XSD

__all__ = ["NamedQuery", "Parameter", "QueryLimits", "check", "decoded", "load", "names", "page", "parse"]

SUFFIX = ".rq"
MAX_BYTES = 100_000
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEAD = re.compile(r"#\s*(title|asks|param)\b\s*:?\s*(.*)")
DECLARED = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\s+(?P<type>[a-z]+)(?:\s+(?P<description>.+))?")
BINDING = re.compile(r"^([ \t]*VALUES \?([a-z][a-z0-9_]*) \{ )(UNDEF|.*?)( \}[ \t]*)$", re.MULTILINE)
PAGE = re.compile(r"^[ \t]*# page[ \t]*$", re.MULTILINE)
FORM = re.compile(r"^\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something a query can be told: ``type`` is one of ``TYPES``; ``default`` as SPARQL, or None for any."""

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its head; ``text`` is the whole file, ``form`` select, ask, construct or describe."""

    name: str
    title: str
    asks: str
    parameters: tuple[Parameter, ...]
    text: str
    form: str
    source: str

    def bind(self, values: Mapping[str, str]) -> str:
        """The query's text with the values as terms; ``QueryError`` for a parameter or a value it does not take."""
        known = {parameter.name: parameter for parameter in self.parameters}
        terms: dict[str, str] = {}
        for name, value in values.items():
            if name not in known:
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise QueryError(f"no parameter {name!r}", source=self.source, hint=has)
            terms[name] = str(_term(known[name], value, self.source))
        return BINDING.sub(lambda line: f"{line[1]}{terms.get(line[2], line[3])}{line[4]}", self.text)


def names() -> tuple[str, ...]:
    """The names of the queries that ship with OnRecord, in alphabetical order."""
    return tuple(entry.name.removesuffix(SUFFIX) for entry in resources.entries("queries", SUFFIX))


def load(name: str | Path) -> NamedQuery:
    """The query of a name, or of a path to a ``.rq`` file; ``NotFound`` or ``QueryError`` where there is none."""
    path = Path(name)
    if path.suffix == SUFFIX or isinstance(name, Path):
        if not path.is_file():
            raise NotFound(f"{path}: no such file; the queries that come with OnRecord are {', '.join(names())}")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        return parse(_decode(content, str(path)), name=path.stem, source=str(path))
    if name not in names():
        raise NotFound(f"no query {str(name)[:80]!r}; there are {', '.join(names())}")
    file_name = f"{name}{SUFFIX}"
    content = (resources.path("queries") / file_name).read_bytes()
    return parse(_decode(content, file_name), name=str(name), source=file_name)


def page(query: str, *, rows: int, skipped: int = 0) -> str:
    """The query for ``rows`` of its rows behind the first ``skipped``; its text ends without limits of its own.

    What ends with a line ``# page`` has its rows in the order of the answer, and for each of them the answer has one or
    more: as many as are skipped and shown are enough.
    """
    return PAGE.sub(f"LIMIT {skipped + rows}", query) + f"\nLIMIT {rows} OFFSET {skipped}"


def parse(text: str, *, name: str, source: str = "") -> NamedQuery:
    """A query from the text of its file, escapes in it read. A head is optional.

    ``QueryError`` where head and body do not agree.
    """
    text = decoded(text)
    fields: dict[str, list[str]] = {"title": [], "asks": [], "param": []}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if found := HEAD.match(line):
            fields[found[1]].append(found[2].strip())
    defaults: dict[str, str] = {}
    for bound in BINDING.finditer(text):
        if defaults.setdefault(bound[2], bound[3]) != bound[3]:
            raise QueryError(f"parameter {bound[2]} has two defaults", source=source, hint="write one in each line")
    form = FORM.search(text)
    return NamedQuery(
        name=name,
        title=" ".join(fields["title"]) or name,
        asks=" ".join(fields["asks"]),
        parameters=tuple(_parameter(line, defaults, source) for line in fields["param"]),
        text=text,
        form=form[1].lower() if form else "select",
        source=source,
    )


def _parameter(line: str, defaults: Mapping[str, str], source: str) -> Parameter:
    found = DECLARED.fullmatch(line)
    if not found:
        raise QueryError(f"cannot read '# param {line}'", source=source, hint="write # param NAME TYPE description")
    name = found["name"]
    if found["type"] not in TYPES:
        raise QueryError(f"no type {found['type']!r} of parameter", source=source, hint=f"one of {', '.join(TYPES)}")
    if name not in defaults:
        raise QueryError(f"parameter {name} is bound nowhere", source=source, hint=f"add VALUES ?{name} {{ UNDEF }}")
    default = defaults[name]
    return Parameter(name, found["type"], None if default == "UNDEF" else default, found["description"] or "")


def _term(parameter: Parameter, value: str, source: str) -> NamedNode | Literal:
    try:
        return TYPES[parameter.type](value)
    except ValueError as error:
        reason = f"{value[:80]!r} is no {parameter.type} for {parameter.name}"
        raise QueryError(reason, source=source, hint=parameter.description) from error


def _string(value: str) -> Literal:
    value.encode()  # a lone surrogate is no text, and the database would panic over it
    return Literal(value)


def _integer(value: str) -> Literal:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise ValueError(value)
    return Literal(str(int(value)), datatype=XSD.integer)


def _date(value: str) -> Literal:
    return Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)


def _iri(value: str) -> NamedNode:
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value):
        raise ValueError(value)
    return NamedNode(value)


def _decode(content: bytes, source: str) -> str:
    if len(content) > MAX_BYTES:
        raise QueryError(f"longer than {MAX_BYTES:,} bytes", source=source)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise QueryError("not UTF-8 text", source=source, place=f"byte {error.start}") from error


TYPES: dict[str, Callable[[str], NamedNode | Literal]] = {
    "string": _string,
    "iri": _iri,
    "integer": _integer,
    "date": _date,
}
