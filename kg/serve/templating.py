"""Pages from templates: everything from the data is escaped, and only addresses of the web become links."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import terms
from kg.serve.results import Row, Value
from kg.store import Release
from kg.syntax.xml import plain

# namespaces of ours that are not under the base: their terms stand on one page each
PAGES = {terms.PREFIXES["kg"]: "ontology", "https://w3id.org/onrecord/shapes#": "shapes"}
FOLDER = Path(__file__).parent


def render(
    request: Request, name: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: object
) -> HTMLResponse:
    """A page. Templates know ``root`` (the path the service is mounted at), ``base`` and ``release`` besides values."""
    service = request.app.state.service
    text = (
        environment()
        .get_template(name)
        .render(
            root=root_path(request),
            base=service.base,
            release=service.release,
            rights=rights(service.release),
            **values,
        )
    )
    return HTMLResponse(text, status, headers=headers)


def rights(release: Release) -> str:
    """On what terms data and quotes may be used, in a sentence; also where no licence is stated."""
    data, quotes = release.settings.get("licence"), release.settings.get("quotes_licence")
    said = f"Data: {data}." if data else "No licence is stated for the data."
    quoted = f"Quoted sentences: {quotes}." if quotes else "Quoted sentences are their publishers'."
    return f"{said} {quoted}"


def root_path(request: Request) -> str:
    """The path before every address of ours, without a slash at its end; empty unless behind a proxy's prefix."""
    return str(request.scope.get("root_path", "")).rstrip("/")


@cache
def environment() -> Environment:
    """The one template environment, escaping on; a missing value is an error, never an empty string."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        finalize=_written,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(short=short, words=words, urlencode_all=urlencode_all, filled=filled)
    made.globals.update(href=href)
    return made


def href(iri: str, *, base: str, root: str) -> str | None:
    """Where a link to an IRI goes: our own resources on this server, others as they are if http(s), else nowhere."""
    if iri.startswith(tuple(PAGES)):
        kind, name = PAGES[iri[: iri.index("#") + 1]], iri.partition("#")[2]
        return f"{root}/{kind}#{quote(name, safe='-._~')}"
    if iri.startswith(base):
        return f"{root}/{quote(iri.removeprefix(base), safe='/-._~')}"
    if iri.startswith(("http://", "https://")):
        return iri
    return None


def _written(value: object) -> object:
    """A value as a page can hold it: text of the data may hold characters that neither HTML nor XML has a form for."""
    return plain(value) if type(value) is str else value


def short(iri: str) -> str:
    """An IRI for reading: a prefixed name where a prefix fits, else as it is."""
    return terms.abbreviate(iri)


def words(value: Value | str) -> str:
    """A term of a vocabulary as words: ``https://…#notBefore`` is "not before"."""
    text = value.text if isinstance(value, Value) else value
    name = text.rpartition("#")[2].rpartition("/")[2]
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return spaced.strip()


def filled(columns: list[str], rows: list[Row]) -> list[str]:
    """The columns that have a value in any of the rows."""
    return [column for column in columns if any(column in row and row[column].text for row in rows)]


def urlencode_all(values: dict[str, str]) -> str:
    """Parameters as the query part of an address."""
    return urlencode(values)
