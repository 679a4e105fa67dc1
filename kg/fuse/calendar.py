"""Times by the calendar: dates, months, years, seasons, quarters, with or without the year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kg.fuse import periods
from kg.fuse.periods import SEASONS, bounds, interval
from kg.model import Time

_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>[12]\d{3})"
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:sday|s)?|wed(?:nesday|s)?|thu(?:rsday|rs|r)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
SEASON = r"(?P<season>" + "|".join(SEASONS) + ")"
HOUR = r"(?:morning|afternoon|evening|night|noon|midnight|midday)"
_WHOLE_YEAR = ((1, 1), (12, 31))


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    ``anchor`` is the trusted day of publication, ``base`` the time of the event it leans on, ``read`` reads a part of
    the expression in the same context.
    """

    anchor: date | None
    tense: str
    base: Time | None
    read: Callable[[str], Time | None]

    @property
    def ahead(self) -> bool:
        return self.tense == "future"


Rule = Callable[[re.Match[str], Context], Time | None]


def _iso(match: re.Match[str], _context: Context) -> Time | None:
    return periods.day(date.fromisoformat(match["iso"]))


def _iso_month(match: re.Match[str], _context: Context) -> Time | None:
    return periods.month(int(match["year"]), int(match["number"]))


def _dated(match: re.Match[str], _context: Context) -> Time | None:
    return periods.day(date(int(match["year"]), MONTHS[match["month"]], int(match["day"])))


def _undated(match: re.Match[str], context: Context) -> Time | None:
    """``Nov. 5``: the nearest such day on the tense's side, the day of publication included."""
    if context.anchor is None:
        return None
    step = 1 if context.ahead else -1
    for offset in range(0, 9 * step, step):  # 29 February can be eight years off
        try:
            found = date(context.anchor.year + offset, MONTHS[match["month"]], int(match["day"]))
        except ValueError:
            continue
        if (found >= context.anchor) if context.ahead else (found <= context.anchor):
            return periods.day(found)
    return None


def _month_year(match: re.Match[str], _context: Context) -> Time | None:
    return periods.month(int(match["year"]), MONTHS[match["month"]])


def _month(match: re.Match[str], context: Context) -> Time | None:
    """``October``: the latest one, or the coming one in the future tense; the month of publication counts."""
    anchor, month, which = context.anchor, MONTHS[match["month"]], match["which"]
    if anchor is None:
        return None
    if which == "this":
        return periods.month(anchor.year, month)
    if which == "next" or (which is None and context.ahead):
        return periods.month(anchor.year + (month < anchor.month + (which == "next")), month)
    return periods.month(anchor.year - (month > anchor.month - (which == "last")), month)


def _month_of(match: re.Match[str], context: Context) -> Time | None:
    found = _one_year(context.read(match["time"]))
    return periods.month(found, MONTHS[match["month"]]) if found else None


def _year(match: re.Match[str], _context: Context) -> Time | None:
    return periods.year(int(match["year"]))


def _years(match: re.Match[str], _context: Context) -> Time | None:
    first, last = match["year"], match["last"]
    return interval(periods.year(int(first)), periods.year(int(first[: 4 - len(last)] + last)))


def _fiscal(match: re.Match[str], _context: Context) -> Time | None:
    """Each body's fiscal year begins where it likes: one named for a year may touch those on either side."""
    return periods.some_year(int(match["year"]) - 1, int(match["year"]) + 1)


def _decade(match: re.Match[str], _context: Context) -> Time | None:
    first = int(match["year"])
    return periods.century(first) if first % 100 == 0 and first < 2000 else periods.decade(first)


def _century(match: re.Match[str], _context: Context) -> Time | None:
    return periods.century((int(match["number"]) - 1) * 100)


def _season_year(match: re.Match[str], _context: Context) -> Time | None:
    return periods.season(int(match["year"]), match["season"])


def _season(match: re.Match[str], context: Context) -> Time | None:
    """``last summer``: the latest that is over; ``next``: not begun; ``this``: the one we are in, or of the year."""
    anchor, which, name = context.anchor, match["which"], match["season"]
    if anchor is None:
        return None
    around = [periods.season(anchor.year + offset, name) for offset in (-2, -1, 0, 1)]
    today = anchor.isoformat()
    over = [time for time in around if (time.not_after or "") < today]
    begun = [time for time in around if (time.not_before or "") <= today]
    if which == "this":
        return begun[-1] if begun[-1] not in over else around[2]
    if which == "next" or (which is None and context.ahead):
        return around[len(begun)]
    return begun[-1] if which is None else over[-1]


def _season_of(match: re.Match[str], context: Context) -> Time | None:
    found = _one_year(context.read(match["time"]))
    return periods.season(found, match["season"]) if found else None


def _quarter(match: re.Match[str], context: Context) -> Time | None:
    """A quarter or half of what reads as a whole year."""
    found = _one_year(context.read(match["time"]))
    parts = match.groupdict()
    size = 6 if parts.get("part") == "half" else 3
    number = int(parts["digit"]) if parts.get("digit") else _ORDINALS[match["ordinal"]]
    if found is None or number * size > 12:
        return None
    return periods.some_month(found, (number - 1) * size + 1, found, number * size)


def _one_year(time: Time | None) -> int | None:
    first, last = bounds(time) if time else (None, None)
    if first is None or last is None or first.year != last.year:
        return None
    return first.year if ((first.month, first.day), (last.month, last.day)) == _WHOLE_YEAR else None


_YEARLY = r"(?P<time>[12]\d{3}|(?:this|last|next|that|the same|the previous|the following) year)"

RULES: tuple[tuple[str, Rule], ...] = (
    (r"(?P<iso>[12]\d{3}-\d\d-\d\d)(?:t[\d:.z+-]*)?", _iso),
    (rf"{YEAR}-(?P<number>0[1-9]|1[0-2])", _iso_month),
    (rf"{YEAR} ?(?:-|/|to|through) ?(?P<last>[12]\d{{3}}|\d\d)", _years),
    (rf"(?:{WEEKDAY} )?{MONTH} {DAY} {YEAR}(?: {HOUR})?", _dated),
    (rf"(?:{WEEKDAY} )?(?:the )?{DAY} (?:of )?{MONTH} {YEAR}", _dated),
    (rf"(?:{WEEKDAY} )?{MONTH} {DAY}(?: {HOUR})?", _undated),
    (rf"(?:{WEEKDAY} )?(?:the )?{DAY} (?:of )?{MONTH}", _undated),
    (rf"{MONTH} (?:of )?{YEAR}", _month_year),
    (rf"(?:(?P<which>this|last|next) )?{MONTH}", _month),
    (rf"{MONTH} (?:of |in )?{_YEARLY}", _month_of),
    (
        rf"(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)})[ -](?P<part>quarter|half) (?:of |in )?{_YEARLY}",
        _quarter,
    ),
    (rf"q(?P<digit>[1-4]) (?:of |in )?{_YEARLY}", _quarter),
    (rf"(?:the )?(?:fiscal|financial|tax|fy) ?(?:year )?{YEAR}", _fiscal),
    (rf"(?:the )?(?:year )?{YEAR}", _year),
    (r"(?:the )?(?P<year>[12]\d\d0)s", _decade),
    (r"(?:the )?(?P<number>1\d|2[01])(?:st|th)[ -]century", _century),
    (rf"(?:the )?{SEASON}(?: of)? {YEAR}", _season_year),
    (rf"(?:the )?(?:(?P<which>this|last|next|previous|past) )?{SEASON}", _season),
    (rf"(?:the )?{SEASON} (?:of )?{_YEARLY}", _season_of),
)
