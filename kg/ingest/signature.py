"""The outlet that a byline or a line with the date signs an article with: "By Ada Reyes, The Reed Bugle"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ingest import shape
from kg.ingest.dates import find
from kg.ingest.phrases import LINE_CHARS

_NAME = r"(?:[Tt]he )?[A-Z][\w.&'’-]*(?: (?:of |the |and |for )*[A-Z][\w.&'’-]*){0,4}"
# What follows the last comma, "on", "for" or "of" of a byline, and what opens a line with a date or an edition.
SIGNED = re.compile(rf"^.*(?P<link>,|\bon|\bfor|\bof) (?P<name>{_NAME})$")
HEADED = re.compile(rf"^(?P<name>{_NAME}), (?P<rest>.+)$")
STAFF = re.compile(r"\b(?P<name>[A-Z]{2,5}) [Ss]taff$")
CALL_SIGN = re.compile(r"[A-Z]{2,5}")
WORDS = frozenset(
    """news times post journal gazette herald tribune chronicle guardian telegraph observer bulletin courier
    dispatch examiner mirror express mail star sun globe register sentinel inquirer reporter press broadcasting
    radio tv television magazine weekly daily weekday monthly quarterly sunday review wire newswire newspaper
    echo argus mercury advertiser ledger record monitor bugle digest newsletter""".split()
)
AFTER_NAMES = frozenset("jr sr ii iii iv phd md esq qc kc mp ma mba jd rn staff".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def outlet(lines: Sequence[str]) -> str | None:
    """The outlet that the first line to do so names, or None."""
    return next((name for line in lines if (name := _signed(line) or _headed(line))), None)


def authors(names: Sequence[str], publisher: str | None) -> tuple[str, ...]:
    """The names of a byline without the outlet that they are followed by."""
    return tuple(name for name in names if publisher is None or name.removesuffix(" Staff") != publisher)


def _signed(line: str) -> str | None:
    if len(line) > LINE_CHARS or not re.match(
        r"\s*(?:(?:story|report|words|written|posted|reported)\s+)?by\b", line, re.I
    ):
        return None
    staff = STAFF.search(line)
    if staff is not None:
        return staff["name"]
    match = SIGNED.match(line.strip())
    if match is None:
        return None
    name = match["name"]
    single = " " not in name and name.lower().strip(".") not in AFTER_NAMES | DAYS
    placed = match["link"] == "on" and not find(name) and name.split()[0].lower() not in DAYS
    return name if _is_outlet(name) or single or placed else None


def _headed(line: str) -> str | None:
    match = HEADED.match(line.strip()) if len(line) <= LINE_CHARS else None
    if match is None or shape.ends_sentence(line):
        return None
    dated = find(match["rest"]) is not None or re.fullmatch(r"[\w ]+ edition", match["rest"]) is not None
    return match["name"] if dated and _is_outlet(match["name"]) and not find(match["name"]) else None


def _is_outlet(name: str) -> bool:
    """Whether a name says by itself that it is an outlet's: "The Rotunda", "Reed Gazette", "KWTX"."""
    parts = name.split()
    if parts[0].lower() in DAYS:
        return False
    return (
        (parts[0] == "The" and len(parts) > 1)
        or (len(parts) > 1 and parts[-1].lower() in WORDS)
        or CALL_SIGN.fullmatch(name) is not None
    )
