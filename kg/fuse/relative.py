"""Times that count from the day of publication ("last week") or from another event ("eight months after")."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.fuse import periods
from kg.fuse.calendar import HOUR, WEEKDAY, Context, Rule
from kg.fuse.durations import DAYS, MONTHS, NUMBER, UNIT, amount
from kg.fuse.periods import PLAIN, bounds, interval, shift, some_day, some_month
from kg.model import Time

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BACK = frozenset({"before", "earlier", "prior to", "prior", "previously", "previous"})


def unit_around(unit: str, when: date, step: int) -> Time | None:
    """The week, month, quarter, year or decade around a day, or ``step`` of them later; None for other units."""
    monday = when + timedelta(days=7 * step - when.weekday())
    if unit == "week":  # weeks begin on Sunday for some and on Monday for others: both are in it
        return some_day(monday - timedelta(days=1), monday + timedelta(days=6))
    if unit == "weekend":
        return some_day(monday + timedelta(days=5), monday + timedelta(days=6))
    if unit == "month":
        moved = shift(when.replace(day=1), months=step)
        return periods.month(moved.year, moved.month)
    if unit == "quarter":
        moved = shift(when.replace(month=3 * ((when.month - 1) // 3) + 1, day=1), months=3 * step)
        return some_month(moved.year, moved.month, moved.year, moved.month + 2)
    if unit == "year":
        return periods.year(when.year + step)
    return periods.decade(when.year // 10 * 10 + 10 * step) if unit == "decade" else None


def _day_word(match: re.Match[str], context: Context) -> Time | None:
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match["word"], 0)
    return periods.day(context.anchor + timedelta(days=step)) if context.anchor else None


def _weekday(match: re.Match[str], context: Context) -> Time | None:
    """The nearest such day on the tense's side; the day of publication itself counts unless "last" or "next"."""
    anchor, which = context.anchor, match["which"]
    if anchor is None:
        return None
    number = _WEEKDAYS.index(match["weekday"][:3])
    if which == "next" or (which in (None, "this") and context.ahead):
        return periods.day(anchor + timedelta(days=(number - anchor.weekday()) % 7 or 7 * (which == "next")))
    return periods.day(anchor - timedelta(days=(anchor.weekday() - number) % 7 or 7 * (which not in (None, "this"))))


def _weekday_of(match: re.Match[str], context: Context) -> Time | None:
    if context.anchor is None:
        return None
    step = {"last": -1, "next": 1}.get(match["which"], 0)
    monday = context.anchor + timedelta(days=7 * step - context.anchor.weekday())
    return periods.day(monday + timedelta(days=_WEEKDAYS.index(match["weekday"][:3])))


def _calendar(match: re.Match[str], context: Context) -> Time | None:
    """``last week``, ``this month``, ``next year``; ``that year`` is the base's."""
    if match["which"] in ("that", "same"):
        first, last = _base(context)
        time = unit_around(match["unit"], first, 0) if first else None
        return time if time and last and (time.not_after or "") >= last.isoformat() else None
    step = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(match["which"], -1)
    return unit_around(match["unit"], context.anchor, step) if context.anchor else None


def _the_weekend(_match: re.Match[str], context: Context) -> Time | None:
    if context.anchor is None:
        return None
    over = context.anchor.weekday() < 5 and not context.ahead
    return unit_around("weekend", context.anchor, -1 if over else 0)


def _ago(match: re.Match[str], context: Context) -> Time | None:
    count = amount(match["number"])
    if context.anchor is None or count is None:
        return None
    return _counted(
        count if match["way"] in ("from now", "hence", "ahead") else -count,
        match["unit"],
        context.anchor,
    )


def _bounded_ago(match: re.Match[str], context: Context) -> Time | None:
    """``more than two years ago``: some day up to then; ``less than``: since then."""
    count = amount(match["number"])
    if context.anchor is None or count is None:
        return None
    then = _moved(context.anchor, -count, match["unit"])
    return some_day(None, then) if match["side"] in ("more", "at least") else some_day(then, context.anchor)


def _within(match: re.Match[str], context: Context) -> Time | None:
    """``in two weeks``: counted; ``within 90 days``: some day up to then. Of what is to come only."""
    count = amount(match["number"])
    if context.anchor is None or not context.ahead or count is None:
        return None
    if match["word"] == "in":
        return _counted(count, match["unit"], context.anchor)
    return some_day(context.anchor, _moved(context.anchor, count, match["unit"]))


def _stretch(match: re.Match[str], context: Context) -> Time | None:
    """``over the past two years``: from then to the day of publication; ``the next``: from it on."""
    count = amount(match["number"])
    if context.anchor is None or count is None:
        return None
    today = periods.day(context.anchor)
    if match["number"] is None and match[0].endswith("s"):  # "the past years"
        return interval(None, today, open_end=False) if match["way"] in ("past", "last", "previous") else None
    if match["way"] in ("past", "last", "previous"):
        return interval(periods.day(_moved(context.anchor, -count, match["unit"])), today)
    return interval(today, periods.day(_moved(context.anchor, count, match["unit"])))


def _for_years(_match: re.Match[str], context: Context) -> Time | None:
    """``for years``, ``in recent months``: up to the day of publication, from a day nobody knows."""
    return interval(None, periods.day(context.anchor), open_end=False) if context.anchor else None


def _same(_match: re.Match[str], context: Context) -> Time | None:
    return context.base


def _offset(match: re.Match[str], context: Context) -> Time | None:
    """``eight months after those meetings``, ``a week earlier``: the event's bounds, moved; months stay months."""
    parts = match.groupdict()
    base = context.base
    if base is None and parts.get("tail"):  # "two weeks after June 5"
        base = context.read(parts["tail"])
    first, last = bounds(base) if base else (None, None)
    count = amount(parts.get("number"))
    if base is None or first is None or last is None or count is None:
        return None
    count = -count if match["way"] in _BACK else count
    unit = match["unit"]
    moved, end = _moved(first, count, unit), _moved(last, count, unit)
    if unit not in MONTHS or not PLAIN.fullmatch(base.edtf) or len(base.edtf) == 10:
        return some_day(moved, end)
    if len(base.edtf) == 7:
        return periods.month(moved.year, moved.month)
    end = shift(last.replace(day=1), months=count * MONTHS[unit])
    return (
        periods.year(moved.year) if moved.year == end.year else some_month(moved.year, moved.month, end.year, end.month)
    )


def _counted(count: int, unit: str, anchor: date) -> Time | None:
    """A day, week, month or year so far away; months and years only approximately."""
    if unit == "hour":
        return some_day(*sorted((anchor + timedelta(days=int(count / 24)), anchor)))
    if unit == "day":
        return periods.day(anchor + timedelta(days=count))
    if unit in DAYS:
        return unit_around("week", anchor + timedelta(days=count * DAYS[unit]), 0)
    moved = shift(anchor, months=count * MONTHS[unit])
    return periods.about(periods.month(moved.year, moved.month) if MONTHS[unit] < 12 else periods.year(moved.year))


def _moved(when: date, count: int, unit: str) -> date:
    if unit in MONTHS:
        return shift(when, months=count * MONTHS[unit])
    return when + timedelta(days=int(count / 24) if unit == "hour" else count * DAYS[unit])


def _base(context: Context) -> tuple[date | None, date | None]:
    return bounds(context.base) if context.base else (None, None)


_DURING = r"(?:in|over|during|for|within|throughout)"
_SOME = r"(?:about |some |just |only |exactly |roughly )*"

BY_EVENT: tuple[tuple[str, Rule], ...] = (
    (
        rf"{_SOME}{NUMBER}[ -]{UNIT} (?P<way>after|before|following|prior to|from)(?: (?P<tail>.+))?",
        _offset,
    ),
    (
        rf"{_SOME}{NUMBER} {UNIT} (?P<way>later|earlier|prior|previously|afterwards?|after|before)",
        _offset,
    ),
    (rf"(?:on |in )?(?:the )?{UNIT} (?P<way>after|before)(?: (?P<tail>.+))?", _offset),
    (rf"(?:on |in |by )?the (?P<way>next|following|previous) {UNIT}", _offset),
    (
        r"(?:at |around |about |during |on )*(?:the same time|that time|that (?:day|moment)|the same day|then)",
        _same,
    ),
)

BY_PUBLICATION: tuple[tuple[str, Rule], ...] = (
    (rf"(?:{_DURING} )?the (?P<way>past|last|previous|next|coming|following) {NUMBER} {UNIT}", _stretch),
    (rf"{_DURING} the (?P<way>past|last|next|coming) (?P<number>(?!))?{UNIT}", _stretch),  # no number: a group unmet
    (rf"(?P<word>in|within|inside) (?:about )?{NUMBER} {UNIT}(?: time)?", _within),
    (r"(?:in|over|during) recent (?:days|weeks|months|years|decades)", _for_years),
    (r"for (?:many |several |some )?(?:days|weeks|months|years|decades)", _for_years),
    (rf"(?P<word>today|yesterday|tomorrow|tonight|last night|this {HOUR})(?: {HOUR})?", _day_word),
    (rf"(?:(?:the )?(?P<which>this|last|next|past|previous) )?{WEEKDAY}(?: {HOUR})?", _weekday),
    (rf"{WEEKDAY}(?: {HOUR})? (?:of )?(?P<which>last|this|next) week", _weekday_of),
    (r"(?:the )?(?P<which>this|last|next|past|previous|coming|current|that|same) "
     r"(?P<unit>week|weekend|month|quarter|year|decade)", _calendar),
    (r"(?:over |during |on |at )?the weekend", _the_weekend),
    (rf"(?:the )?{NUMBER} {UNIT} (?P<way>ago|back|from now|hence|ahead)", _ago),
    (rf"(?P<side>more|less|fewer|at least)(?: than)? {NUMBER} {UNIT} ago", _bounded_ago),
)  # fmt: skip
