"""Dates as pages print them, turned into ISO 8601; never guessed where day and month could be swapped."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        1,
    )
    for name in names.split()
}
MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
WRITTEN = (
    re.compile(rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{DAY}\s+{MONTH},?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)\b"),
)
PLAIN_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$")
# What may stand around the date in a line that is a date line and nothing else.
AROUND = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:last|first|posted|published|updated|modified|on|at|date|"
    r"a\.?m\.?|p\.?m\.?|noon|[ecmp][sd]?t|gmt|utc|bst|cest|min(?:ute)?s?|read|of)\b|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?|\d{1,2}(?=\s*[ap]\.?m)"
    r"|\d{1,2}(?=\s*min)|t(?=\d)|z\b|[+-]\d\d:?\d\d|[\W_]+",
    re.IGNORECASE,
)


def iso(value: str | None) -> str | None:
    """An ISO 8601 date or date-time as given, or the date found in the value, or None."""
    if not value:
        return None
    value = value.strip()[:200]
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return find(value) or _mail_date(value)
    if not PLAIN_ISO.match(value):
        return moment.date().isoformat()
    return value.replace(" ", "T", 1)


def find(text: str) -> str | None:
    """The first full date written out in the text, as ``YYYY-MM-DD``, or None."""
    for pattern in WRITTEN:
        for match in pattern.finditer(text):
            month = match["month"].lower().rstrip(".")
            try:
                return date(
                    int(match["year"]),
                    MONTHS.get(month) or int(month),
                    int(match["day"]),
                ).isoformat()
            except ValueError:
                continue
    return None


def date_line(text: str) -> str | None:
    """The date of a line that says nothing else ("Published Monday, March 2, 2026, 6:00 p.m. ET"), or None."""
    found = find(text) if len(text) <= 120 else None
    if not found:
        return None
    rest = text
    for pattern in WRITTEN:
        rest = pattern.sub(" ", rest)
    return None if AROUND.sub("", rest) else found


def _mail_date(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
