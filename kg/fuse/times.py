"""The grammar of times in news: an expression as written, against an anchor day, becomes EDTF with bounds.

Everything is tried on the folded expression as a whole; what does not fit a rule is None, never a guess.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from kg.fuse import calendar, periods, relative
from kg.fuse.calendar import MONTH, YEAR, Context, Rule
from kg.fuse.periods import bounds, interval, some_day
from kg.model import Time

_WHICH = {
    "start": "early",
    "beginning": "early",
    "middle": "mid",
    "end": "late",
    "close": "late",
    "turn": "early",
}
_UNITS = frozenset({"week", "month", "quarter", "year", "decade"})
_MAX_CHARS = 120  # longer than any time phrase; keeps hostile ones cheap
_CLOCK = r"\b(?:at )?\d{1,2}(?::\d\d)?\s*(?:am|pm)\b(?:\s*(?:e[sd]?t|p[sd]?t|gmt|utc|bst))?(?: on\b)?"


@lru_cache(maxsize=65536)
def resolve(
    text: str,
    *,
    anchor: date | None = None,
    tense: str = "past",
    base: Time | None = None,
) -> Time | None:
    """The time an expression means, or None.

    ``anchor`` is the day the text was published, None where it cannot be trusted: then only what is absolute is
    resolved. ``tense`` (past, present, future) says on which side of the anchor it lies; ``base`` is the time of the
    event that "eight months after" or "that year" leans on.
    """
    if len(text) > _MAX_CHARS:
        return None

    def read(part: str) -> Time | None:
        """By the first rule that takes the whole part."""
        for pattern, rule in _RULES:
            if match := pattern.fullmatch(part):
                return rule(match, context)
        return None

    context = Context(anchor, tense, base, read)
    try:
        return read(_fold(text))
    except (
        OverflowError,
        ValueError,
    ):  # "31 June", "in 9,000 years": there is no such day
        return None


def _fold(text: str) -> str:
    folded = re.sub(r"[\u2010-\u2015]", "-", text.lower().replace("\u2019", "'"))
    folded = re.sub(r"(?<=[a-z])\.", "", folded)  # "Nov.", "a.m."
    folded = re.sub(r"(?<=\d),(?=\d{3}\b)|['\"\u201c\u201d()]", "", folded)
    return re.sub(r"[\s,]+", " ", re.sub(_CLOCK, " ", re.sub(r"[\s,]+", " ", folded))).strip(" .-")


def _inner(match: re.Match[str], context: Context) -> Time | None:
    return context.read(match["time"])


def _about(match: re.Match[str], context: Context) -> Time | None:
    time = _inner(match, context)
    return periods.about(time) if time else None


def _since(match: re.Match[str], context: Context) -> Time | None:
    return interval(_inner(match, context), None)


def _until(match: re.Match[str], context: Context) -> Time | None:
    return interval(None, _inner(match, context))


def _by(match: re.Match[str], context: Context) -> Time | None:
    """Some day up to then, and of what is to come, from the day of publication."""
    time = _inner(match, context)
    last = bounds(time)[1] if time else None
    if last is None:
        return None
    return some_day(
        context.anchor if context.ahead and context.anchor and context.anchor <= last else None,
        last,
    )


def _before(match: re.Match[str], context: Context) -> Time | None:
    time = _inner(match, context)
    first = bounds(time)[0] if time else None
    return some_day(None, first - timedelta(days=1)) if first else None


def _after(match: re.Match[str], context: Context) -> Time | None:
    time = _inner(match, context)
    last = bounds(time)[1] if time else None
    return some_day(last + timedelta(days=1), None) if last else None


def _between(match: re.Match[str], context: Context) -> Time | None:
    """``between September 2017 and December 2018``; a month or year said once serves both ends."""
    left, right = match["left"], match["right"]
    if (begun := re.match(rf"{MONTH} \d", left)) and re.match(r"\d{1,2}\b(?!\d)", right):  # "June 5 to 7, 2020"
        right = f"{begun['month']} {right}"
    if re.fullmatch(r"\d{1,2}", left) and (rest := re.fullmatch(r"\d{1,2} (.+)", right)):  # "5 to 7 June 2020"
        left = f"{left} {rest[1]}"
    end = context.read(right)
    written = re.search(YEAR, right)
    if not written or re.search(YEAR, left) or not re.search(rf"\b{MONTH}\b", left):
        return _both(context.read(left), end)
    said = int(written["year"])  # "November to February 2018" began the year before
    return _both(context.read(f"{left} {said}"), end) or _both(context.read(f"{left} {said - 1}"), end)


def _either(match: re.Match[str], context: Context) -> Time | None:
    """``in 2017 and 2018``, ``May or July 2018``: the stretch from the one to the other, whichever is said first."""
    return _between(match, context) or _both(context.read(match["right"]), context.read(match["left"]))


def _both(start: Time | None, end: Time | None) -> Time | None:
    return interval(start, end) if start and end else None


def _part(match: re.Match[str], context: Context) -> Time | None:
    text = match["time"]
    time = context.read(f"this {text}" if text in _UNITS else text)  # "the end of the year"
    return periods.part(time, _WHICH.get(match["which"], match["which"])) if time else None


def _earlier(match: re.Match[str], context: Context) -> Time | None:
    """``earlier this month``: from its first day to the day of publication; ``later``: from that day on."""
    time = _inner(match, context)
    first, last = bounds(time) if time else (None, None)
    if first is None or last is None or context.anchor is None:
        return None
    if not first <= context.anchor <= last:  # "earlier in June", said in July
        return time
    return some_day(first, context.anchor) if match["side"] == "earlier" else some_day(context.anchor, last)


_FROM = r"(?:since|ever since|from|starting(?: in| on| from)?|beginning(?: in| on)?)"
_T = r"(?P<time>.+)"

_AROUND: tuple[tuple[str, Rule], ...] = (
    (r"(?:between|from) (?P<left>.+?) (?:and|to|until|till|through|-) (?P<right>.+)", _between),
    (rf"{_FROM} (?P<time>.+?)(?: on| onwards?| forward)?", _since),
    (rf"(?:until|till|up to|up until|through|not until) {_T}", _until),
    (rf"(?:by|no later than|not later than) {_T}", _by),
    (rf"(?:before|prior to|ahead of) {_T}", _before),
    (rf"after {_T}", _after),
    (rf"(?:as (?:recently|late|early|far back|long ago) as|as of|dat(?:ed|ing)(?: back)?(?: to)?|back) {_T}", _inner),
    (rf"(?:recently|only|just|even|again|also|first|once|sometime) {_T}", _inner),
    (rf"(?:about|around|circa|roughly|approximately|almost|nearly|some) {_T}", _about),
    (rf"(?P<side>earlier|later) (?:in |on |during )?{_T}", _earlier),
    (rf"(?:the )?(?P<which>early|mid|late)[ -](?:in |on )?(?:the )?{_T}", _part),
    (rf"(?:the )?(?:very )?(?P<which>start|beginning|middle|end|close|turn) of (?:the )?{_T}", _part),
)  # fmt: skip

_STRIPPED: tuple[tuple[str, Rule], ...] = (
    (
        rf"(?:on|in|at|during|of|throughout|over|the|for|this past|last past) {_T}",
        _inner,
    ),
    (r"(?P<left>.+?) ?(?:to|until|through|-) ?(?P<right>.+)", _between),
    (r"(?P<left>.+?) (?:and|or) (?P<right>.+)", _either),
)

# By another event first: the words around a time would eat its "after". Then what needs its preposition, then the rest.
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        *relative.BY_EVENT,
        *_AROUND,
        *relative.BY_PUBLICATION,
        *calendar.RULES,
        *_STRIPPED,
    )
)
