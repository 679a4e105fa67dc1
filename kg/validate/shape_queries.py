"""What is wrong with the queries of shapes: what the standard or we do not allow, and what cannot be run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Store

from kg import screening
from kg.errors import QueryError
from kg.validate import prefixes
from kg.validate.prefixes import Prefixes

# section 5.3.1 of the standard: they have no defined meaning where variables are bound before
UNBINDABLE = frozenset(["MINUS", "VALUES", "SERVICE"])


def problems(text: str, declared: Prefixes, *, bound: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with a query, with what to look for in the text.

    With one that is run for each node, its variable bound before, more can be.
    """
    try:
        tokens = [token for token in screening.tokens(screening.decoded(text)) if token.kind != "space"]
    except QueryError as error:
        yield f"a query in it cannot be run: {error}", text.strip()[:40]
        return
    wrong = list(_forbidden(tokens, text, set(declared), bound=bound))
    yield from wrong or _syntax(prefixes.complete(text, declared), text.strip()[:40])


def _forbidden(
    tokens: Sequence[screening.Token], text: str, known: set[str], *, bound: bool
) -> Iterator[tuple[str, str]]:
    """What the standard or we do not allow in a query, and prefixes that are not ``known``."""
    inner = False
    for at, token in enumerate(tokens):
        inner = inner or (at > 0 and tokens[at - 1].text == "{")
        word = token.text.upper() if token.kind == "word" else ""
        if word == "PREFIX" and at + 1 < len(tokens):
            known.add(tokens[at + 1].text.partition(":")[0])
        elif word == "FROM":
            yield "FROM is not allowed: a shape is about the data it is given", "FROM"
        elif token.text in ("$shapesGraph", "?shapesGraph"):
            yield "$shapesGraph is not supported: a query sees the data alone", token.text
        elif word == "GRAPH":
            yield "GRAPH is not supported: all graphs are checked as one; choose some with --graph", token.text
        elif bound and word in UNBINDABLE:
            yield f"{word} is not allowed in the query of a shape (SHACL, 5.3.1)", word
        elif word == "SELECT" and (bound or not inner) and not _passes_this_on(tokens[at + 1 :]):
            where = "a SELECT within the query" if inner else "the query"
            yield f"{where} has to return $this (SHACL, 5.3.1)", text.strip()[:40]
        elif token.kind == "name" and (prefix := token.text.partition(":")[0]) not in {*known, "_"}:
            yield f"prefix {prefix}: is not declared; name it with sh:prefixes and sh:declare", token.text


def _syntax(query: str, mark: str) -> Iterator[tuple[str, str]]:
    """What the database says of the query, asked of nothing; ``$PATH`` stands for a path (section 5.2.3).

    A function that it does not have no engine has; they would find nothing, without a word.
    """
    try:
        screening.check(screening.decoded(query))  # with its prefixes, whose namespaces could hold anything
        Store().query(query.replace("$PATH", "<urn:x-onrecord:path>"), base_iri=prefixes.BASE)
    except (QueryError, SyntaxError, ValueError, RuntimeError) as error:
        yield f"a query in it cannot be run: {' '.join(str(error).split())}", mark


def _passes_this_on(tokens: Sequence[screening.Token]) -> bool:
    """Whether a SELECT, whose tokens these are, returns ``$this``."""
    for token in tokens:
        if token.text in ("*", "$this", "?this"):
            return True
        if token.text == "{" or token.text.upper() == "WHERE":
            return False
    return False
