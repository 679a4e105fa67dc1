"""Cheap checks of a query before the database sees it: what would kill or stall it, and what would leave the machine.

The database overflows its stack on deep nesting, plans for minutes on long joins and calls out on ``SERVICE``. A scan
of the tokens finds all three without a parser; what the scan cannot read for certain is refused, with the way out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.errors import QueryError, QuerySyntax

# PN_CHARS of SPARQL 1.1, section 19.8: letters of most scripts, digits, marks
LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
WORD = rf"_{LETTER}0-9\u00b7\u0300-\u036f\u203f-\u2040"
CHAR = rf"{WORD}\-"
ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"

SPACE = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")  # white space and comments
TOKEN = re.compile(
    rf"""
    (?:[ \t\r\n]++ | \#[^\r\n]*+)*+ (?:
      (?P<variable>[?$][{WORD}]+)
    | (?P<string>\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<triple><<\(?|\)?>>|\{{\||\|\}})
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*(?:\\u[0-9A-Fa-f]{{4}}[^<>"{{}}|^`\\\x00-\x20]*)*>)
    | (?P<name>(?:_|[{LETTER}](?:[{CHAR}.]*[{CHAR}])?)?:
        (?:(?:[_:{LETTER}0-9]|{ESCAPED})(?:[:{CHAR}]|{ESCAPED}|\.+(?=[:{CHAR}%\\]))*)?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+)
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<mark>[{{}}()\[\]])
    | (?P<operator>\|\||&&|\^\^|[!<>]=|[=<>+*/!|^?~-])
    | (?P<stop>[.;,])
    | (?P<end>\Z)
    )
    """,
    re.VERBOSE | re.DOTALL,
)

IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
# what hides neither a comment, a string nor a bracket, and few operators, if it is no IRI after all
HARMLESS = re.compile(r"[\w.:/%@~?&=;,+*$-]{0,200}")

UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
JOINS = frozenset(["OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "GRAPH", "EXISTS", "LATERAL"])
OPENING, CLOSING = frozenset(["{", "(", "[", "<<", "<<(", "{|"]), frozenset(["}", ")", "]", ">>", ")>>", "|}"])
# after these a "<" can only begin an IRI; after anything else it might be "less than"
BEFORE_IRI = frozenset("{ ( [ << <<( {| . ; , = != <= >= < > + - * / ! | || && ^ ^^ ? ~".split(" "))


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How large a query may be.

    Measured on Oxigraph 0.5: 50 patterns plan in at most 0.15 s, 100 in 1.2 s, 200 in more than 12 s; 400 lists in one
    another hang it; about 2,200 braces, 1,200 sub-selects or 12,800 chained operators overflow the stack of a process,
    600 braces that of a thread.
    """

    characters: int = 100_000
    depth: int = 40  # brackets of any kind within one another
    patterns: int = 100  # triple patterns, path steps and list members
    operators: int = 500  # operators, and UNION, OPTIONAL, FILTER …
    selects: int = 30  # sub-queries


@dataclass(frozen=True, slots=True)
class QuerySize:
    """What a query is made of, counted from above."""

    characters: int
    patterns: int
    operators: int
    selects: int

    @property
    def slow_to_plan(self) -> bool:
        """Whether planning it might take longer than a blink.

        Measured: nothing up to this size takes more than a hundredth of a second, of what is beyond a join of 100 may
        take 1.2 s.
        """
        return self.patterns > 20 or self.operators > 200 or self.characters > 8_000


class Token(NamedTuple):  # of which a query has hundreds: a third of the cost of a frozen dataclass
    """A token of a query: its kind, its text and where it stands."""

    kind: str
    text: str
    start: int


def check(query: str, *, limits: QueryLimits | None = None, source: str = "") -> QuerySize:
    """The size of a query, or a ``QueryError`` that says what is too much, what is forbidden, and where.

    It is no parser: a query that passes may still be wrong, and the database says so.
    """
    limits = limits or QueryLimits()
    if len(query) > limits.characters:
        raise QueryError(f"a query of {len(query):,} characters; the limit is {limits.characters:,}", source=source)
    scan = _Scan(query, limits, source)
    for token in tokens(query, source=source):
        scan.take(token)
    if scan.form is None:
        raise QuerySyntax("no query", source=source, hint="begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return QuerySize(len(query), scan.patterns, scan.operators, scan.selects)


def tokens(query: str, *, source: str = "") -> Iterator[Token]:
    """The tokens but white space and comments; ``QueryError`` at a character that begins none."""
    at, match = 0, TOKEN.match
    while found := match(query, at):
        kind = str(found.lastgroup)
        if kind == "end":
            return
        at = found.end()
        yield Token(kind, found[kind], found.start(kind))
    if skipped := SPACE.match(query, at):
        at = skipped.end()
    raise QuerySyntax(f"cannot read {query[at : at + 12]!r}", source=source, place=place(query, at))


def place(query: str, at: int) -> str:
    """Line and column of an offset, counted from 1."""
    return f"line {query.count(chr(10), 0, at) + 1}, column {at - query.rfind(chr(10), 0, at)}"


@dataclass(slots=True)
class _Scan:
    """What has been seen so far."""

    query: str
    limits: QueryLimits
    source: str
    form: str | None = None
    depth: int = 0
    values: int = 0  # the depth outside a VALUES block that is open: rows of data are no patterns
    patterns: int = 0
    operators: int = 0
    selects: int = 0
    expressions: list[bool] = field(default_factory=list)  # of each open bracket: whether it is part of an expression
    before: list[Token] = field(default_factory=list)  # the last two tokens

    def take(self, token: Token) -> None:
        """Count one token, and refuse what may not be."""
        if token.kind == "word":
            self.keyword(token, token.text.upper())
        elif token.kind == "iri":
            self.ambiguous(token)
        elif token.text in OPENING:
            self.open(token)
        elif token.text in CLOSING:
            self.depth -= 1
            self.expressions = self.expressions[:-1]
            if token.text == "}" and self.values > self.depth:
                self.values = 0
        if token.kind in ("operator", "triple"):
            self.count(token, "operators")
        if token.kind == "stop" or token.text in ("/", "~"):
            self.pattern(token)
        self.before = [*self.before[-1:], token]

    def keyword(self, token: Token, upper: str) -> None:
        # the database reads keywords without asking for a space after them: trueSERVICE<…> calls out
        if "SERVICE" in upper:
            self.refuse(token, "SERVICE is not allowed", "this endpoint answers from its own data alone")
        if self.form is None and upper in UPDATES:
            self.refuse(token, f"{upper} is an update", "the data is read-only; only queries are answered")
        if upper in FORMS:
            self.form = self.form or upper
            self.count(token, "selects")
        if upper in JOINS:
            self.count(token, "operators")
        if upper == "VALUES":
            self.values = self.values or self.depth + 1

    def open(self, token: Token) -> None:
        if token.text.startswith("<<") and IRI.match(self.query, token.start + 1):
            self.refuse(token, "<< can be read in two ways", "put a space after the <")
        self.depth += 1
        if self.depth > self.limits.depth:
            self.refuse(token, f"brackets nested more than {self.limits.depth} deep", "simplify the query")
        previous = self.before[-1] if self.before else None
        # FILTER(, BIND(, COUNT(: no list and no path
        called = previous is not None and previous.kind == "word" and previous.text not in ("a", *TRUTH)
        inside = bool(self.expressions) and self.expressions[-1]
        self.expressions.append(token.text == "(" and (called or inside))
        self.pattern(token)
        # SERVICEex:name{ is read as SERVICE ex:name { by the database
        graph = len(self.before) == 2 and self.before[0].text.upper() == "GRAPH"
        if token.text == "{" and not graph and previous and "SERVICE" in _prefix(previous).upper():
            self.refuse(previous, "SERVICE is not allowed", "give the prefix another name")

    def pattern(self, token: Token) -> None:
        """Dots, semicolons, commas and brackets outside expressions bound the number of patterns from above."""
        if not self.values and not (self.expressions and self.expressions[-1]):
            self.count(token, "patterns")

    def ambiguous(self, token: Token) -> None:
        """Refuse what is an IRI to one reader and ``<`` with a comment, a string or a SERVICE behind it to another."""
        inner = token.text[1:-1]
        if ABSOLUTE.match(inner) or (HARMLESS.fullmatch(inner) and "service" not in inner.lower()):
            return
        previous = self.before[-1] if self.before else None
        declares = len(self.before) == 2 and self.before[0].text.upper() == "PREFIX"
        certain = previous is None or previous.text in BEFORE_IRI or declares
        certain = certain or (previous is not None and previous.kind == "word" and previous.text.lower() not in TRUTH)
        if not certain:
            hint = "give the IRI in full or as a prefixed name, or put a space after the <"
            self.refuse(token, f"{token.text} can be read in two ways", hint)

    def count(self, token: Token, what: str) -> None:
        seen, limit = getattr(self, what) + 1, getattr(self.limits, what)
        setattr(self, what, seen)
        if seen > limit:
            self.refuse(token, f"more than {limit} {NAMES[what]}", "split the query")

    def refuse(self, token: Token, reason: str, hint: str) -> None:
        raise QueryError(reason, source=self.source, place=place(self.query, token.start), hint=hint)


TRUTH = ("true", "false")
NAMES = {"patterns": "patterns", "operators": "operators", "selects": "sub-queries"}


def _prefix(token: Token) -> str:
    return token.text.partition(":")[0] if token.kind == "name" else ""
