"""Model values as RDF terms: text, times, amounts, the ontology's named values, and what lies above a term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from kg.model import Time
from kg.terms import EDTF, KG, RDF, SUPERCLASSES, XSD, term

Pair = tuple[NamedNode, NamedNode | Literal]

SURROGATES = re.compile("[\ud800-\udfff]")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DURATION = re.compile(
    r"P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"
)


def text(value: str, language: str | None = None) -> Literal:
    """A literal of any text, plain where the language is no tag.

    Halves of surrogate pairs, which RDF cannot hold, become U+FFFD.
    """
    plain = SURROGATES.sub("\ufffd", value)
    return Literal(plain, language=language) if language and LANGUAGE.fullmatch(language) else Literal(plain)


def integer(value: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(value), datatype=XSD.integer)


def decimal(value: float) -> Literal:
    """An ``xsd:decimal`` of at most four places, so that it is written the same on every machine."""
    digits = f"{value:.4f}".rstrip("0")
    return Literal(digits + "0" if digits.endswith(".") else digits, datatype=XSD.decimal)


def duration(value: str | None) -> Literal | None:
    """An ``xsd:duration``, or None where the value is not one."""
    return Literal(value, datatype=XSD.duration) if value and DURATION.fullmatch(value) else None


def edtf(value: str) -> Literal:
    """An Extended Date/Time Format literal."""
    return Literal(value, datatype=EDTF.EDTF)


def when(time: Time | None) -> Iterator[Pair]:
    """``kg:time`` and its first and last day."""
    if time is None:
        return
    yield KG.time, edtf(time.edtf)
    if time.not_before:
        yield KG.notBefore, Literal(time.not_before, datatype=XSD.date)
    if time.not_after:
        yield KG.notAfter, Literal(time.not_after, datatype=XSD.date)


def dated(value: str) -> Literal:
    """A date as a page gives it, typed as what it is: date-time, date, month, year; a plain string where none."""
    if re.fullmatch(r"[0-9]{4}", value):
        return Literal(value, datatype=XSD.gYear)
    if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", value):
        return Literal(value, datatype=XSD.gYearMonth)
    try:
        # fromisoformat takes more than XSD has (20200617, weeks): what it understood is written, not what stood there
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)
        stamp = datetime.fromisoformat(value).isoformat()
    except ValueError:
        return text(value)
    return Literal(re.sub(r"\+00:00$", "Z", stamp), datatype=XSD.dateTime)


def named(value: StrEnum) -> NamedNode:
    """The ontology's individual of an enumeration's value: ``kg:Affirmed`` of ``affirmed``."""
    return term(f"kg:{value.value[0].upper()}{value.value[1:]}")


def types(cls: NamedNode) -> Iterator[Pair]:
    """``rdf:type`` of the class and of all above it: nobody reasons over the data."""
    for one in (cls, *SUPERCLASSES.get(cls, ())):
        yield RDF.type, one


def link(value: str | None) -> NamedNode | None:
    """An http(s) address as an IRI; None for any other scheme or what is no IRI."""
    if not value or not value.lower().startswith(("http://", "https://")):
        return None
    try:
        return NamedNode(value)
    except ValueError:
        return None
