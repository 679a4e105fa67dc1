"""How long something is to last: durations as written, as ``xsd:duration``, and what they run up to."""

from __future__ import annotations

import re

from kg.fuse.periods import bounds, shift, some_day
from kg.model import Time

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "dozen": 12,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
NUMBER = r"(?P<number>\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
UNIT = r"(?P<unit>hour|day|week|fortnight|month|quarter|year|decade|century|centurie)s?"
MONTHS = {
    "month": 1,
    "quarter": 3,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "centurie": 1200,
}
DAYS = {"day": 1, "week": 7, "fortnight": 14}

_ISO = re.compile(r"P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_PREFIX = re.compile(r"^(?:(?:for|of|over|lasting|during|within|at least|up to|the|next|full|initial|about|some)\s+)+")
_PLAIN = re.compile(rf"(?:{NUMBER}\s*(?:of\s+)?)?{UNIT}(?P<half>\s+and\s+a\s+half)?(?:\s*long)?")
_HALF = re.compile(r"half\s+(?:a|an)\s+(?P<unit>year|decade|month)|(?:a\s+)?half\s+(?P<other>year|decade)")
_MAX_CHARS = 80


def amount(number: str | None) -> int | None:
    """The value of a number in digits or words (``None``, a bare unit, is one); None where it is not one of ours."""
    if number is None:
        return 1
    return int(number) if number.isdigit() else NUMBERS.get(number)


def duration(text: str) -> str | None:
    """A duration as written ("one-year", "for 12 months", "a decade") or already normalised, as an xsd:duration.

    None where the text gives no definite length ("years", "indefinitely"). Weeks become days: XSD has none.
    """
    if len(text) > _MAX_CHARS:
        return None
    if iso := _ISO.fullmatch(text.strip()):
        return _normal(*(int(group or 0) for group in iso.groups()))
    folded = _PREFIX.sub("", re.sub(r"[\s\u2010-\u2015-]+", " ", text.lower()).strip(" .,"))
    if half := _HALF.fullmatch(folded):
        return {"year": "P6M", "decade": "P5Y", "month": "P15D"}[half["unit"] or half["other"]]
    found = _PLAIN.fullmatch(re.sub(r"^a (couple|dozen)\b", r"\1", folded))
    if not found:
        return None
    if found["number"] is None and folded.removesuffix(" long").endswith("s"):
        return None  # "for years", "months": some, not one
    count = amount(found["number"])
    if count is None:
        return None
    return _written(count, found["unit"], half=bool(found["half"]))


def expires(start: Time, length: str) -> Time | None:
    """When something that began at ``start`` and lasts ``length`` (xsd:duration) ends; None where that is not known.

    A start known to the day gives a day, any other one of a set of days (``[2021-06-01..2021-06-30]``).
    """
    iso = _ISO.fullmatch(length)
    if iso is None:
        return None
    years, months, weeks, days, hours, *_ = (int(group or 0) for group in iso.groups())
    first, last = bounds(start)
    try:
        moved = [
            when and shift(when, months=12 * years + months, days=7 * weeks + days + hours // 24)
            for when in (first, last)
        ]
    except OverflowError:
        return None
    return some_day(*moved) if first or last else None


def _written(count: int, unit: str, *, half: bool) -> str | None:
    if unit == "hour":
        return None if half else _normal(0, 0, 0, 0, count)
    if unit in DAYS:
        return None if half else _normal(0, 0, 0, count * DAYS[unit])
    months = MONTHS[unit]
    if half and months == 1:
        return None
    return _normal(*divmod(count * months + (months // 2 if half else 0), 12))


def _normal(years: int, months: int = 0, weeks: int = 0, days: int = 0, *clock: int) -> str | None:
    """One spelling for one length: months below twelve, no weeks."""
    years, months, days = years + months // 12, months % 12, days + 7 * weeks
    dates = "".join(f"{value}{unit}" for value, unit in ((years, "Y"), (months, "M"), (days, "D")) if value)
    times = "".join(f"{value}{unit}" for value, unit in zip(clock, "HMS", strict=False) if value)
    return f"P{dates}{'T' + times if times else ''}" if dates or times else None
