"""Lexical forms of the XSD datatypes that RDF knows (RDF 1.1 Concepts, 5.1): which texts are values of which datatype.

SHACL asks for what SPARQL 1.1 checks (4.1.2): to an engine ``"24"^^xsd:gYear`` is of the datatype ``xsd:gYear``. Where
more is asked for, literals that are not written as their datatype has it are of another one, for the engines alone, in
data and shapes alike: so every constraint sees that, wherever it stands, and terms stay the same or different.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.terms import XSD
from kg.validate.vocabulary import Term, term
from kg.validate.xpath_regex import translated

NAMESPACE = XSD.integer.value.removesuffix("integer")
MARK = "urn:x-onrecord:not-as-written:"
LITERAL = re.compile(rf'"((?:[^"\\]|\\.)*)"(?:\^\^<{re.escape(NAMESPACE)}([A-Za-z0-9]+)>)?')  # of N-Quads

# as XSD 1.1, part 2, writes them, section 3
NUMBER = r"[0-9]+(\.[0-9]*)?|\.[0-9]+"
YEAR = r"-?([1-9][0-9]{3,}|0[0-9]{3})"
MONTH = r"(0[1-9]|1[0-2])"
DAY = r"(0[1-9]|[12][0-9]|3[01])"
TIME = r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)"
ZONE = r"(Z|[+\-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
DAYS = r"[0-9]+D"
HOURS = r"T([0-9]+H([0-9]+M)?([0-9]+(\.[0-9]+)?S)?|[0-9]+M([0-9]+(\.[0-9]+)?S)?|[0-9]+(\.[0-9]+)?S)"
SIXBITS = r"[A-Za-z0-9+/] ?"
PATTERNS = {
    "boolean": "true|false|1|0",
    "decimal": rf"[+\-]?({NUMBER})",
    "double": rf"[+\-]?({NUMBER})([Ee][+\-]?[0-9]+)?|[+\-]?INF|NaN",
    "dateTime": rf"{YEAR}-{MONTH}-{DAY}T{TIME}{ZONE}?",
    "dateTimeStamp": rf"{YEAR}-{MONTH}-{DAY}T{TIME}{ZONE}",
    "date": rf"{YEAR}-{MONTH}-{DAY}{ZONE}?",
    "time": rf"{TIME}{ZONE}?",
    "gYear": rf"{YEAR}{ZONE}?",
    "gYearMonth": rf"{YEAR}-{MONTH}{ZONE}?",
    "gMonth": rf"--{MONTH}{ZONE}?",
    "gMonthDay": rf"--{MONTH}-{DAY}{ZONE}?",
    "gDay": rf"---{DAY}{ZONE}?",
    "duration": rf"-?P(([0-9]+Y([0-9]+M)?({DAYS})?|[0-9]+M({DAYS})?|{DAYS})({HOURS})?|{HOURS})",
    "yearMonthDuration": r"-?P([0-9]+Y([0-9]+M)?|[0-9]+M)",
    "dayTimeDuration": rf"-?P({DAYS}({HOURS})?|{HOURS})",
    "hexBinary": r"([0-9a-fA-F]{2})*",
    "base64Binary": rf"(({SIXBITS}){{4}})*(({SIXBITS}){{3}}[A-Za-z0-9+/]|({SIXBITS}){{2}}[AEIMQUYcgkosw048] ?=|"
    rf"{SIXBITS}[AQgw] ?= ?=)|",
    "language": r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "normalizedString": r"[^\r\n\t]*",
    "token": r"([^\r\n\t ]+( [^\r\n\t ]+)*)?",
    "NMTOKEN": r"\c+",
    "Name": r"\i\c*",
    "NCName": r"[\i-[:]][\c-[:]]*",
}
PATTERNS["float"] = PATTERNS["double"]
WHOLE = r"[+\-]?[0-9]+"
SIZES = {"byte": 8, "short": 16, "int": 32, "long": 64}  # bits
BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for name, bits in SIZES.items()},
    **{f"unsigned{name.capitalize()}": (0, 2**bits - 1) for name, bits in SIZES.items()},
}
DATATYPES = frozenset([*PATTERNS, *BOUNDS])  # of any text whatever are xsd:string and xsd:anyURI
DATED = frozenset(["date", "dateTime", "dateTimeStamp", "gMonthDay"])
DAY_OF_MONTH = re.compile(r"(?:-?\d*(\d{4})|-)-(\d\d)-(\d\d)")
MAX_KEPT = 64  # characters of a text whose judgement is kept


def is_lexical(text: str, datatype: str) -> bool:
    """Whether a text is written as this datatype, a local name of XSD's, has it; of others every text is.

    White space counts: RDF has no step that takes it away.
    """
    return (_kept if len(text) <= MAX_KEPT else _judged)(text, datatype)


def _judged(text: str, datatype: str) -> bool:
    if datatype in BOUNDS:
        least, most = BOUNDS[datatype]
        if not _compiled(WHOLE).search(text):
            return False
        number = Decimal(text)
        return (least is None or number >= least) and (most is None or number <= most)
    pattern = PATTERNS.get(datatype)
    return pattern is None or bool(_compiled(pattern).search(text) and (datatype not in DATED or _day_exists(text)))


_kept = lru_cache(maxsize=65_536)(_judged)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translated(f"^({pattern})$").python)


def _day_exists(text: str) -> bool:
    """Whether the month of a date has that day (XSD 1.1, part 2, 3.3.7.1); without a year, that of a leap year."""
    found = DAY_OF_MONTH.match(text)
    if found is None:
        return True
    year = 2000 + int(found[1] or 0) % 400
    return int(found[3]) <= monthrange(year, int(found[2]))[1]


def marked(nquads: str) -> str:
    """N-Quads whose literals are of a datatype of ours where they are not written as their own has it."""
    return LITERAL.sub(_marked, nquads)


def _marked(found: re.Match[str]) -> str:
    body, datatype = found.groups()
    if datatype not in DATATYPES:
        return found[0]
    text = str(term(f'"{body}"').value) if "\\" in body else body
    return found[0] if is_lexical(text, datatype) else f'"{body}"^^<{MARK}{datatype}>'


def marked_shapes(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """The same for the values in shapes."""
    return tuple(
        Quad(quad.subject, quad.predicate, _as_written(quad.object)) if isinstance(quad.object, Literal) else quad
        for quad in quads
    )


def _as_written(literal: Literal) -> Literal:
    name = literal.datatype.value.removeprefix(NAMESPACE)
    if name not in DATATYPES or is_lexical(literal.value, name):
        return literal
    return Literal(literal.value, datatype=NamedNode(f"{MARK}{name}"))


def restored(found: Term) -> Term:
    """A term as the data has it."""
    if isinstance(found, Literal) and found.datatype.value.startswith(MARK):
        return Literal(found.value, datatype=NamedNode(NAMESPACE + found.datatype.value.removeprefix(MARK)))
    return found
