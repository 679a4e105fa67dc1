"""A question put to a release: which query, with what values, asked within its limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from kg import matching, queries, rdf, store
from kg.errors import UsageError
from kg.settings import Settings
from kg.terms import PREFIXES


def bundled() -> list[tuple[str, str]]:
    """The name of each query that comes with OnRecord, and what it asks."""
    return [(name, queries.load(name).asks) for name in queries.names()]


def resolve(name: str, base: str) -> NamedNode:
    """An IRI given in full, as ``entity/Q2283``, or with a prefix; UsageError where it is none of these."""
    text = name.strip().strip("<>")
    prefix, colon, rest = text.partition(":")
    prefixes = rdf.prefixes(base)
    if colon and not rest.startswith("//") and prefix in prefixes:
        text = prefixes[prefix] + rest
    elif not colon:
        text = base + text
    try:
        return NamedNode(text)
    except ValueError as error:
        raise UsageError(f"{name!r} is not an IRI; give it in full, as entity/Q2283, or with a prefix") from error


def is_name(text: str) -> bool:
    """Whether a text is a name, and no IRI: an IRI has a colon or a slash, and no space."""
    plain = text.strip()
    return not plain.startswith("<") and (" " in plain or not any(mark in plain for mark in ":/"))


def question(file: str | None, expression: str | None, params: Sequence[str], *, base: str) -> str:
    """The text of the query in a file, of a name, or given itself, with ``NAME=VALUE`` parameters bound in it.

    Values for IRIs may be short (``entity/Q2283``). QueryError for what is not safe to run.
    """
    if expression is not None:
        query = queries.parse(expression, name="query", source="-e")
    else:
        named = file or ""
        if "{" in named and not Path(named).is_file():
            raise UsageError("this is a query, not the name of one; put -e before it")
        query = queries.load(Path(named) if Path(named).is_file() else named)
    iris = {parameter.name for parameter in query.parameters if parameter.type == "iri"}
    values = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise UsageError(f"--param {param!r} is not NAME=VALUE")
        values[name] = resolve(value, base).value if name in iris else value
    text = query.bind(values)
    queries.check(text, source=query.source, prefixes=rdf.prefixes(base))
    return text


def answer(release: store.Release, text: str, *, format: str | None, settings: Settings) -> store.Answer:
    """The whole answer of a release within the settings' time, memory and size; ``kg:matches`` asks its text index."""
    if matching.used(text):
        text = matching.rewrite(text, store.TextIndex(release.path / "text").scores)
    return store.ask(
        release,
        text,
        format=format,
        seconds=settings.query_seconds,
        memory=settings.query_memory,
        size=settings.query_size,
    )


def shortener(base: str) -> Callable[[str], str]:
    """What makes an IRI short enough for a table, in a form that `kg explain` takes."""
    namespaces = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

    def short(iri: str) -> str:
        if iri.startswith(base):
            return iri.removeprefix(base)
        for prefix, namespace in namespaces:
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    return short
