"""Cheap checks of a query before the database sees it: what would kill or stall it, and what would leave the machine.

The database overflows its stack on deep nesting, plans for minutes on long joins and calls out on ``SERVICE``. A scan
of the tokens finds all three without a parser; what the scan cannot read for certain is refused, with the way out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.errors import QueryError, QuerySyntax
from kg.terms import PREFIXES

# PN_CHARS of SPARQL 1.1, section 19.8: letters of most scripts, digits, marks
LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
WORD = rf"_{LETTER}0-9\u00b7\u0300-\u036f\u203f-\u2040"
CHAR = rf"{WORD}\-"
STRING = (
    r"""\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''"""
    r"""| "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'"""
)
ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"

SPACE = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")  # white space and comments
TOKEN = re.compile(
    rf"""
    (?:[ \t\r\n]++ | \#[^\r\n]*+)*+ (?:
      (?P<variable>[?$][{WORD}]+)
    | (?P<string>{STRING})
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

# A code point written as an escape (SPARQL 1.1, section 19.2), and what else may hold a backslash or hide an escape
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
ESCAPES = re.compile(
    rf"""
      (?P<string>{STRING})
    | (?P<iri><[^<>"{{}}|^`\x00-\x20]*>)
    | (?P<other>\#[^\r\n]* | {ESCAPE.pattern})
    | {ESCAPED}
    """,
    re.VERBOSE | re.DOTALL,
)
NOT_IRI = re.compile(r"[<>\"{}|^`\\\x00-\x20\ud800-\udfff]")
BYTE_ORDER_MARK = "\ufeff"
CALL = re.compile(r"(?=SERVICE(SILENT)?)", re.IGNORECASE)

IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
# what hides neither a comment, a string nor a bracket, and few operators, if it is no IRI after all
HARMLESS = re.compile(r"[\w.:/%@~?&=;,+*$-]{0,200}")

UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
JOINS = frozenset(["OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "GRAPH", "EXISTS", "LATERAL"])
OPENING, CLOSING = frozenset(["{", "(", "[", "<<", "<<(", "{|"]), frozenset(["}", ")", "]", ">>", ")>>", "|}"])
# after these, between parentheses, a "<" can only begin an IRI; after anything else it might be "less than"
BEFORE_IRI = frozenset("( . ; , = != <= >= < > + - * / ! | || && ^ ^^ ? ~".split(" "))


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


def decoded(query: str) -> str:
    """The query without a byte order mark, its escaped code points (SPARQL 1.1, section 19.2) written out.

    Those in strings stay: the database reads them, and nothing else, so that what is checked is what it reads.
    """
    query = query.removeprefix(BYTE_ORDER_MARK)
    return ESCAPES.sub(_decoded, query) if "\\" in query else query


def _decoded(found: re.Match[str]) -> str:
    text = found[0]
    if found.lastgroup in ("string", None):
        return text
    return ESCAPE.sub(lambda escape: _character(escape, within_iri=text.startswith("<")), text)


def _character(escape: re.Match[str], *, within_iri: bool) -> str:
    """The character that an escape stands for; the escape itself where there is none, or it would end the IRI."""
    point = int(escape[1] or escape[2], 16)
    if point > 0x10FFFF or 0xD800 <= point < 0xE000 or (within_iri and NOT_IRI.match(chr(point))):
        return escape[0]
    return chr(point)


def check(
    query: str,
    *,
    limits: QueryLimits | None = None,
    source: str = "",
    prefixes: Mapping[str, str] = PREFIXES,
) -> QuerySize:
    """The size of a ``decoded`` query; ``QueryError`` says what is too much, forbidden or undeclared in it, and where.

    ``prefixes`` are those that can be told to who forgot to declare one. It is no parser: a query that passes may
    still be wrong, and the database says so.
    """
    limits = limits or QueryLimits()
    if len(query) > limits.characters:
        raise QueryError(f"a query of {len(query):,} characters; the limit is {limits.characters:,}", source=source)
    scan = _Scan(query, limits, source)
    for token in tokens(query, source=source):
        scan.take(token)
    if scan.form is None:
        raise QuerySyntax("no query", source=source, hint="begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if scan.undeclared:
        raise _undeclared(scan, prefixes)
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
    opened: list[str] = field(default_factory=list)  # brackets
    expressions: list[bool] = field(default_factory=list)  # of each open bracket: whether it is part of an expression
    before: list[Token] = field(default_factory=list)  # the last two tokens
    declared: set[str] = field(default_factory=lambda: {"_"})  # prefixes; that of blank nodes needs no declaration
    undeclared: dict[str, Token] = field(default_factory=dict)  # prefixes, with the first token of each

    def take(self, token: Token) -> None:
        """Count one token, and refuse what may not be."""
        if token.kind == "word":
            self.keyword(token, token.text.upper())
        elif token.kind == "iri":
            self.ambiguous(token)
        elif token.kind == "name":
            self.prefixed(token)
        elif token.text in OPENING:
            self.open(token)
        elif token.text in CLOSING:
            self.depth -= 1
            self.opened, self.expressions = self.opened[:-1], self.expressions[:-1]
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

    def prefixed(self, token: Token) -> None:
        """Note a prefix that is declared, or used without having been."""
        prefix = _prefix(token)
        if self.before and self.before[-1].text.upper() == "PREFIX":
            self.declared.add(prefix)
        elif prefix not in self.declared:
            self.undeclared.setdefault(prefix, token)

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
        self.opened.append(token.text)
        self.expressions.append(token.text == "(" and (called or inside))
        self.pattern(token)
        named = len(self.before) == 2 and self.before[0].text.upper() in ("GRAPH", "FROM", "NAMED")
        if token.text == "{" and not named and previous and self.calls(_prefix(previous)):
            self.refuse(previous, "SERVICE is not allowed", "give the prefix another name, or put a dot before the {")

    def calls(self, prefix: str) -> bool:
        """Whether the database may take a name of this prefix before a ``{`` for a call.

        SERVICEex:a { is SERVICE ex:a { to it, if ex: is declared.
        """
        calls = list(CALL.finditer(prefix))
        rests = {prefix[found.start() + len("SERVICE") :] for found in calls}
        rests |= {prefix[found.end(1) :] for found in calls if found[1]}
        return not rests.isdisjoint(self.declared)

    def pattern(self, token: Token) -> None:
        """Dots, semicolons, commas and brackets outside expressions bound the number of patterns from above."""
        if not self.values and not (self.expressions and self.expressions[-1]):
            self.count(token, "patterns")

    def ambiguous(self, token: Token) -> None:
        """Refuse what is an IRI to one reader and ``<`` with a comment, a string or a SERVICE behind it to another."""
        inner = token.text[1:-1]
        compared = bool(self.opened) and self.opened[-1] == "("  # nothing is, outside parentheses
        if not compared or ABSOLUTE.match(inner) or HARMLESS.fullmatch(inner):
            return
        previous = self.before[-1]
        certain = previous.text in BEFORE_IRI or (previous.kind == "word" and previous.text.lower() not in TRUTH)
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


def _undeclared(scan: _Scan, prefixes: Mapping[str, str]) -> QuerySyntax:
    """The error that names all undeclared prefixes, with the lines that declare those there are here."""
    missing = scan.undeclared
    names = ", ".join(f"{prefix}:" for prefix in missing)
    lines = [f"PREFIX {prefix}: <{prefixes.get(prefix, '…')}>" for prefix in missing]
    reason = f"no PREFIX declares {names}"
    first = next(iter(missing.values()))
    hint = f"begin the query with {' '.join(lines)}"
    return QuerySyntax(reason, source=scan.source, place=place(scan.query, first.start), hint=hint)


def _prefix(token: Token) -> str:
    return token.text.partition(":")[0] if token.kind == "name" else ""
