"""Words in a query: ``?x kg:matches "words"`` is looked up in the text index, and what is found put in its place.

::

    ?x kg:matches "face matching"                     every resource in whose names or sentences all words occur
    (?x ?score) kg:matches "face matching"            with how well each fits
    ?x kg:matches ("face matching" 20)                the twenty best alone

What takes the place is a ``VALUES`` block of IRIs that we minted and numbers, so nothing a user gives becomes SPARQL;
the words themselves never do. The pattern stands alone: between braces or dots, its object a plain string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import QueryError
from kg.screening import Token, place, tokens
from kg.terms import KG

PATTERNS = 10  # in one query: each may grow it by a thousand IRIs
MOST = 1_000  # resources a pattern may stand for unless it asks for its best
HINT = 'write ?x kg:matches "words", (?x ?score) kg:matches "words", or ?x kg:matches ("words" 20), between dots'
BEFORE = frozenset(["{", "}", ".", ")"])
AFTER = frozenset([";", ",", "^^", "/", "|"])

# the words and how many at most → IRIs with scores, best first, and how many there are in all
Search = Callable[[str, int], tuple[Sequence[tuple[str, float]], int]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern in a query: where it stands, its variables, the words, and how many of the best (None: all)."""

    start: int
    end: int
    variables: tuple[str, ...]
    words: str
    best: int | None


def used(query: str) -> bool:
    """Whether a query may have such a pattern: cheap, and at times a false alarm."""
    return KG.matches.value.rpartition("#")[2] in query


def rewrite(query: str, search: Search, *, most: int = MOST) -> str:
    """The query with each pattern replaced by what is found; ``QueryError`` for one that is not written so.

    Also where more than ``most`` resources match and the pattern does not ask for its best: nothing is left out unsaid.
    """
    if not used(query):
        return query
    made, at = [], 0
    for number, pattern in enumerate(patterns(query), 1):
        if number > PATTERNS:
            where = place(query, pattern.start)
            raise QueryError(f"more than {PATTERNS} times kg:matches", place=where, hint="split the query")
        found, total = search(pattern.words, pattern.best or most)
        if pattern.best is None and total > most:
            raise QueryError(
                f"{pattern.words!r} matches {total:,} resources, more than {most:,}",
                place=place(query, pattern.start),
                hint=f'add words, or take the best of them: ("words" {min(most, 100)})',
            )
        made += [query[at : pattern.start], _values(pattern.variables, found)]
        at = pattern.end
    return "".join([*made, query[at:]])


def patterns(query: str) -> Iterator[Pattern]:
    """The patterns of a query, in order; ``QueryError`` where the predicate stands in any other way."""
    read = list(tokens(query))
    names = dict(_declared(read))
    for number, token in enumerate(read):
        if _iri(token, names) == KG.matches.value:
            yield _pattern(query, read, number)


def _declared(read: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for word, name, iri in zip(read, read[1:], read[2:], strict=False):
        if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            yield name.text, iri.text[1:-1]


def _iri(token: Token, names: dict[str, str]) -> str | None:
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        return names.get(f"{prefix}:", "") + local
    return None


def _pattern(query: str, read: Sequence[Token], at: int) -> Pattern:
    variables, first = _subject(read, at)
    words, best, last = _object(read, at)
    before = read[first - 1].text if first > 0 else ""
    after = read[last + 1] if last + 1 < len(read) else Token("end", "", len(query))
    if not variables or words is None or before not in BEFORE or after.text in AFTER or after.kind == "language":
        raise QueryError("kg:matches cannot stand like this", place=place(query, read[at].start), hint=HINT)
    start, end = read[first].start, read[last].start + len(read[last].text)
    return Pattern(start, end, variables, words, best)


def _subject(read: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    """The variables before the predicate, and the number of the first token of them; none where it is no subject."""
    if at >= 1 and read[at - 1].kind == "variable":
        return (read[at - 1].text,), at - 1
    if at >= 4 and [token.kind for token in read[at - 4 : at]] == ["mark", "variable", "variable", "mark"]:
        opening, resource, score, closing = read[at - 4 : at]
        if (opening.text, closing.text) == ("(", ")"):
            return (resource.text, score.text), at - 4
    return (), at


def _object(read: Sequence[Token], at: int) -> tuple[str | None, int | None, int]:
    """The words after the predicate, how many of the best, and the number of the last token of them."""
    if at + 1 < len(read) and read[at + 1].kind == "string":
        return _string(read[at + 1].text), None, at + 1
    listed = read[at + 1 : at + 5]
    if [token.kind for token in listed] == ["mark", "string", "number", "mark"]:
        opening, string, number, closing = listed
        whole = number.text.isdigit() and 0 < int(number.text[:6]) <= MOST
        if (opening.text, closing.text) == ("(", ")") and whole:
            return _string(string.text), int(number.text[:6]), at + 4
    return None, None, at


def _string(text: str) -> str | None:
    """The value of a string as SPARQL writes it, read by the RDF library; None where it is none."""
    try:
        quad = next(iter(parse(f"<urn:x> <urn:x> {text} .", format=RdfFormat.TURTLE)))
    except SyntaxError:
        return None
    return str(getattr(quad.object, "value", ""))


def _values(variables: tuple[str, ...], found: Iterable[tuple[str, float]]) -> str:
    """A ``VALUES`` block on one line, so that places in what follows it stay in their lines."""
    rows = (f"({NamedNode(iri)} {score:.4f})" if len(variables) == 2 else f"({NamedNode(iri)})" for iri, score in found)
    return f"VALUES ({' '.join(variables)}) {{ {' '.join(rows)} }}"
