"""Building times: an EDTF expression together with the first and last day it can mean.

Extended Date/Time Format (EDTF), ISO 8601-2:2019, levels 0 to 2: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from kg.model import Time

PLAIN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SLACK = {
    4: 183,
    7: 15,
    10: 3,
}  # days that "about" adds on either side of a year, a month, a day: half the unit


def day(when: date) -> Time:
    """One day."""
    return Time(when.isoformat(), when.isoformat(), when.isoformat())


def month(year: int, number: int) -> Time:
    """One calendar month."""
    return Time(f"{year:04}-{number:02}", *_days_of_months(year, number, year, number))


def year(number: int) -> Time:
    """One calendar year."""
    return Time(f"{number:04}", f"{number:04}-01-01", f"{number:04}-12-31")


def decade(first: int) -> Time:
    """The ten years from ``first``, a multiple of ten: ``199X``."""
    return Time(f"{first // 10:03}X", f"{first:04}-01-01", f"{first + 9:04}-12-31")


def century(first: int) -> Time:
    """The hundred years from ``first``, a multiple of a hundred: ``18XX``."""
    return Time(f"{first // 100:02}XX", f"{first:04}-01-01", f"{first + 99:04}-12-31")


def season(first_year: int, name: str) -> Time:
    """A season of the northern half of the world, which begins in ``first_year``; winter ends in the next."""
    code = SEASONS[name]
    if code == 24:  # readers differ on which end of the year "2019-24" is
        return some_month(first_year, 12, first_year + 1, 2)
    first = 3 * (code - 20)
    return Time(
        f"{first_year:04}-{code}",
        *_days_of_months(first_year, first, first_year, first + 2),
    )


def some_day(first: date | None, last: date | None) -> Time:
    """Some day between two days, both included; an open side is None. Both open: ValueError."""
    if first is None and last is None:
        raise ValueError("a time needs at least one bound")
    if first is not None and first == last:
        return day(first)
    low, high = _iso(first), _iso(last)
    return Time(f"[{low or ''}..{high or ''}]", low, high)


def some_month(first_year: int, first: int, last_year: int, last: int) -> Time:
    """Some time from one month to another, both included."""
    edtf = f"[{first_year:04}-{first:02}..{last_year:04}-{last:02}]"
    return Time(edtf, *_days_of_months(first_year, first, last_year, last))


def some_year(first: int, last: int) -> Time:
    """Some time from one year to another, both included."""
    if first == last:
        return year(first)
    return Time(f"[{first:04}..{last:04}]", f"{first:04}-01-01", f"{last:04}-12-31")


def interval(start: Time | None, end: Time | None, *, open_end: bool = True) -> Time | None:
    """All the time from the first day of ``start`` to the last of ``end``; a missing side is open.

    None where neither side has a bound or they run backwards. A start that is missing but ``open_end`` false means
    that it began at an unknown time (``/2020``), not that it never began (``../2020``).
    """
    low, high = start.not_before if start else None, end.not_after if end else None
    if (low is None and high is None) or (low and high and low > high):
        return None
    blank = ".." if open_end else ""
    left = blank if low is None else _endpoint(start, low)
    right = blank if high is None else _endpoint(end, high)
    return Time(f"{left}/{right}", low, high)


def about(time: Time) -> Time:
    """The same, approximately: half its unit wider on either side; unchanged where it is not a plain date."""
    first, last = bounds(time)
    if first is None or last is None or not PLAIN.fullmatch(time.edtf):
        return time
    slack = timedelta(days=_SLACK[len(time.edtf)])
    return Time(time.edtf + "~", (first - slack).isoformat(), (last + slack).isoformat())


def part(time: Time, which: str) -> Time | None:
    """The early, mid or late part of a year, month, decade or other stretch; None where it has an open side."""
    first, last = bounds(time)
    if first is None or last is None:
        return None
    if PLAIN.fullmatch(time.edtf) and len(time.edtf) == 4:  # agreed: a year's parts are these months
        begin, end = {"early": (1, 4), "mid": (5, 8), "late": (10, 12)}[which]
        return some_month(first.year, begin, first.year, end)
    if PLAIN.fullmatch(time.edtf) and len(time.edtf) == 7 and first.month == last.month:
        begin, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[which]
        return some_day(first.replace(day=begin), first.replace(day=end))
    if first.month == first.day == 1 and (last.month, last.day) == (12, 31) and last.year - first.year in (9, 99):
        tenth = (last.year - first.year + 1) // 10
        begin, end = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}[which]
        return some_year(first.year + begin * tenth, first.year + end * tenth + tenth - 1)
    third = (last - first).days // 3
    begin, end = {
        "early": (0, third),
        "mid": (third, 2 * third),
        "late": (2 * third, (last - first).days),
    }[which]
    return some_day(first + timedelta(days=begin), first + timedelta(days=end))


def shift(when: date, *, months: int = 0, days: int = 0) -> date:
    """A day some months, then days, later (earlier if negative); the last day of a shorter month (XSD 1.1, appendix E).

    Raises OverflowError beyond the years 1 to 9999.
    """
    count = when.year * 12 + when.month - 1 + months
    number, index = divmod(count, 12)
    if not 1 <= number <= 9999:
        raise OverflowError(f"year {number} is out of range")
    moved = when.replace(
        year=number,
        month=index + 1,
        day=min(when.day, monthrange(number, index + 1)[1]),
    )
    return moved + timedelta(days=days)


def bounds(time: Time) -> tuple[date | None, date | None]:
    """The first and last day a time can mean."""
    return (
        date.fromisoformat(time.not_before) if time.not_before else None,
        date.fromisoformat(time.not_after) if time.not_after else None,
    )


def disjoint(one: Time | None, other: Time | None) -> bool:
    """Whether two times are known to have no day in common."""
    if one is None or other is None:
        return False
    return bool(
        (one.not_after and other.not_before and one.not_after < other.not_before)
        or (other.not_after and one.not_before and other.not_after < one.not_before)
    )


def common(times: Iterable[Time]) -> Time | None:
    """What all the times have in common, in whatever order they come; None where nothing, or no time is given."""
    known = set(times)
    low = max((time.not_before for time in known if time.not_before), default=None)
    high = min((time.not_after for time in known if time.not_after), default=None)
    if (low is None and high is None) or (low and high and low > high):
        return None
    exact = [time for time in known if (time.not_before, time.not_after) == (low, high)]
    if exact:
        return min(exact, key=lambda time: (len(time.edtf), time.edtf))
    return some_day(*bounds(Time("", low, high)))


def _endpoint(time: Time | None, bound: str) -> str:
    return time.edtf if time is not None and PLAIN.fullmatch(time.edtf) else bound


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _days_of_months(first_year: int, first: int, last_year: int, last: int) -> tuple[str, str]:
    end = monthrange(last_year, last)[1]
    return f"{first_year:04}-{first:02}-01", f"{last_year:04}-{last:02}-{end:02}"
