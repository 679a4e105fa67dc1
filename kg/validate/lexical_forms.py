"""Lexical forms of the XSD datatypes that RDF knows (RDF 1.1 Concepts, 5.1): which texts are values of which datatype.

SHACL asks for what SPARQL 1.1 checks (4.1.2): to an engine ``"24"^^xsd:gYear`` is of the datatype ``xsd:gYear``. Where
more is asked for, literals that are not written as their datatype has it are of another one, for the engines alone, in
data and shapes alike: so every constraint sees that, wherever it stands, and terms stay the same or different.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.terms import XSD
from kg.validate.report import Result
from kg.validate.vocabulary import SH, Term, term
from kg.validate.xpath_regex import translated

NAMESPACE = XSD.integer.value.removesuffix("integer")
DATATYPE = NamedNode(f"{SH}datatype")
MARK = "urn:x-onrecord:not-as-written:"
WITHIN = re.compile(r'(?:[^"\\]|\\.)*')  # the quotes of a literal in N-Quads

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
TIMES = "dateTime time duration yearMonthDuration dayTimeDuration hexBinary base64Binary".split()
# what is judged in any case, since an engine does not, or not rightly; either is to find the same
UNSURE = {
    "shacl": frozenset(TIMES),
    "pyshacl": frozenset([*TIMES, *BOUNDS, "boolean", "decimal", "double", "float", "date"]),
}
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


def asked(shapes: Iterable[Quad], engine: str, *, every: bool) -> frozenset[str]:
    """The datatypes that shapes ask for and that we judge for this engine, by local name."""
    found = {quad.object.value for quad in shapes if quad.predicate == DATATYPE and isinstance(quad.object, NamedNode)}
    names = frozenset(iri.removeprefix(NAMESPACE) for iri in found if iri.startswith(NAMESPACE))
    return names & (DATATYPES if every else UNSURE[engine])


def marked(nquads: str, datatypes: frozenset[str]) -> str:
    """N-Quads whose literals are of a datatype of ours where they are not written as these datatypes have it."""
    pieces: list[str] = []
    done = 0
    for end in _ill_formed(nquads, datatypes):
        pieces += (nquads[done : end.start()], f'"^^<{MARK}{end[1]}>')
        done = end.end()
    return "".join(pieces) + nquads[done:]


def note(nquads: str) -> tuple[str, ...]:
    """What to say of literals that are not written as their datatype has it, whether or not a shape asks for it."""
    found = list(_ill_formed(nquads, DATATYPES))
    if not found:
        return ()
    line = nquads[nquads.rfind("\n", 0, found[0].start()) + 1 : found[0].start()]
    literal = f'{line.partition(" ")[2].partition(" ")[2]}"^^xsd:{found[0][1]}'
    what = "1 literal is" if len(found) == 1 else f"{len(found):,} literals are"
    return (f"{what} not written as the datatype has it; the first, of {line.partition(' ')[0]}, is {literal[:80]}",)


def _ill_formed(nquads: str, datatypes: frozenset[str]) -> Iterator[re.Match[str]]:
    """Where such literals end: from the closing quote to the end of the datatype, whose name is the group."""
    ends = re.compile(rf'"\^\^<{re.escape(NAMESPACE)}({"|".join(sorted(datatypes))})>')
    for end in ends.finditer(nquads):
        opening = nquads.index('"', nquads.rfind("\n", 0, end.start()) + 1)  # no IRI before it has a quote
        body = nquads[opening + 1 : end.start()]
        inside = opening == end.start() or not WITHIN.fullmatch(body)  # what looks like it is in a literal
        if not inside and not is_lexical(_unescaped(body), end[1]):
            yield end


def _unescaped(body: str) -> str:
    return str(term(f'"{body}"').value) if "\\" in body else body


def marked_shapes(quads: Iterable[Quad], datatypes: frozenset[str]) -> list[Quad]:
    """The same for the values in shapes."""
    return [
        Quad(quad.subject, quad.predicate, _as_written(quad.object, datatypes))
        if isinstance(quad.object, Literal)
        else quad
        for quad in quads
    ]


def _as_written(literal: Literal, datatypes: frozenset[str]) -> Literal:
    name = literal.datatype.value.removeprefix(NAMESPACE)
    if name not in datatypes or is_lexical(literal.value, name):
        return literal
    return Literal(literal.value, datatype=NamedNode(f"{MARK}{name}"))


def restored(results: Iterable[Result]) -> list[Result]:
    """The results with the terms that the data has."""
    return [
        replace(result, focus=original(result.focus), value=None if result.value is None else original(result.value))
        for result in results
    ]


def original(found: Term) -> Term:
    """A term as the data has it."""
    if isinstance(found, Literal) and found.datatype.value.startswith(MARK):
        return Literal(found.value, datatype=NamedNode(NAMESPACE + found.datatype.value.removeprefix(MARK)))
    return found
