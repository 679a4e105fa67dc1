"""Times and durations as news writes them."""

from __future__ import annotations

from datetime import date, timedelta
from time import struct_time

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fuse import duration, expires, periods, resolve
from kg.fuse.periods import common, disjoint, shift
from kg.model import Time

THURSDAY = date(2026, 6, 18)

ABSOLUTE = {
    "November 2017": "2017-11",
    "Nov. 5, 2018": "2018-11-05",
    "Nov. 5th, 2018": "2018-11-05",
    "5 November 2018": "2018-11-05",
    "the 5th of November, 2018": "2018-11-05",
    "Monday, Nov 17, 2025": "2025-11-17",
    "on Monday, November 17, 2025 at 5:30 p.m. ET": "2025-11-17",
    "2018-11-05T08:00:00+01:00": "2018-11-05",
    "2018": "2018",
    "in 2018": "2018",
    "the year 2018": "2018",
    "as far back as 2017": "2017",
    "as recently as Nov. 2018": "2018-11",
    "late 2017": "[2017-10..2017-12]",
    "late in 2017": "[2017-10..2017-12]",
    "early 2017": "[2017-01..2017-04]",
    "mid-2017": "[2017-05..2017-08]",
    "the beginning of 2017": "[2017-01..2017-04]",
    "late June 2020": "[2020-06-21..2020-06-30]",
    "the summer of 2019": "2019-22",
    "early summer 2019": "[2019-06-01..2019-07-01]",
    "late summer 2019": "[2019-07-31..2019-08-31]",
    "late winter 2019": "[2020-01-30..2020-02-29]",
    "winter 2019": "[2019-12..2020-02]",
    "between September 2017 and December 2018": "2017-09/2018-12",
    "from September to December 2018": "2018-09/2018-12",
    "from November to February 2018": "2017-11/2018-02",
    "June 5 to 7, 2020": "2020-06-05/2020-06-07",
    "5\u20137 June 2020": "2020-06-05/2020-06-07",
    "2017-18": "2017/2018",
    "2017\u20132019": "2017/2019",
    "in 2017 and 2018": "2017/2018",
    "the third quarter of 2021": "[2021-07..2021-09]",
    "Q1 2021": "[2021-01..2021-03]",
    "the first half of 2021": "[2021-01..2021-06]",
    "fiscal 2020": "[2019..2021]",
    "the 1990s": "199X",
    "the early 1990s": "[1990..1993]",
    "the 19th century": "18XX",
    "since 2019": "2019/..",
    "from May 2019 onwards": "2019-05/..",
    "until 2021": "../2021",
    "before 2019": "[..2018-12-31]",
    "after May 2019": "[2019-06-01..]",
    "by the end of 2021": "[..2021-12-31]",
    "about 2015": "2015~",
}
RELATIVE = {
    "today": "2026-06-18",
    "yesterday": "2026-06-17",
    "last night": "2026-06-17",
    "on Wednesday": "2026-06-17",
    "Thursday": "2026-06-18",
    "Friday morning": "2026-06-12",
    "last Thursday": "2026-06-11",
    "Tuesday of last week": "2026-06-09",
    "last week": "[2026-06-07..2026-06-14]",
    "over the weekend": "[2026-06-13..2026-06-14]",
    "this month": "2026-06",
    "last month": "2026-05",
    "last year": "2025",
    "late last year": "[2025-10..2025-12]",
    "earlier this month": "[2026-06-01..2026-06-18]",
    "in early June": "[2026-06-01..2026-06-10]",
    "in October": "2025-10",
    "in June": "2026-06",
    "as of February": "2026-02",
    "October last year": "2025-10",
    "Nov. 5": "2025-11-05",
    "Feb. 29": "2024-02-29",
    "last summer": "2025-22",
    "last fall": "2025-23",
    "two years ago": "2024~",
    "as recently as two years ago": "2024~",
    "six months ago": "2025-12~",
    "three weeks ago": "[2026-05-24..2026-05-31]",
    "10 days ago": "2026-06-08",
    "more than two years ago": "[..2024-06-18]",
    "over the past two years": "2024-06-18/2026-06-18",
    "for years": "/2026-06-18",
    "in recent months": "/2026-06-18",
}
FUTURE = {
    "on Friday": "2026-06-19",
    "next Thursday": "2026-06-25",
    "tomorrow": "2026-06-19",
    "in October": "2026-10",
    "in May": "2027-05",
    "later this year": "[2026-06-18..2026-12-31]",
    "by next spring": "[2026-06-18..2027-05-31]",
    "in two weeks": "[2026-06-28..2026-07-05]",
    "within 90 days": "[2026-06-18..2026-09-16]",
    "as early as next week": "[2026-06-21..2026-06-28]",
}
LEANING = {  # on something of November 2017
    "eight months after those meetings": "2018-07",
    "six months earlier": "2017-05",
    "two years later": "2019-11",
    "a week later": "[2017-11-08..2017-12-07]",
    "the following month": "2017-12",
    "that year": "2017",
    "in September of that year": "2017-09",
    "at that time": "2017-11",
}
NO_TIME = (
    *("", "for two years", "monthly", "31 June 2020", "between 5 and 7", "the week of", "five thousand years ago"),
    *("at some point", "a one-year moratorium", "9999 years later", "the 99th century", "mid-", "soon", "2018 2019"),
)


@pytest.mark.parametrize("text", ABSOLUTE)
def test_what_is_absolute_needs_no_anchor(text: str) -> None:
    assert _edtf(resolve(text)) == ABSOLUTE[text]
    assert _edtf(resolve(text, anchor=THURSDAY)) == ABSOLUTE[text]


@pytest.mark.parametrize("text", RELATIVE)
def test_what_is_relative_counts_from_the_anchor_and_is_unknown_without(text: str) -> None:
    assert _edtf(resolve(text, anchor=THURSDAY)) == RELATIVE[text]
    assert resolve(text) is None


@pytest.mark.parametrize("text", FUTURE)
def test_the_future_tense_looks_ahead(text: str) -> None:
    assert _edtf(resolve(text, anchor=THURSDAY, tense="future")) == FUTURE[text]


@pytest.mark.parametrize("text", LEANING)
def test_what_leans_on_an_event_counts_from_it(text: str) -> None:
    assert _edtf(resolve(text, base=periods.month(2017, 11))) == LEANING[text]
    assert resolve(text, anchor=THURSDAY) is None


@pytest.mark.parametrize("text", NO_TIME)
def test_what_is_no_time_is_none(text: str) -> None:
    assert resolve(text, anchor=THURSDAY, base=periods.month(2017, 11)) is None


def test_a_hostile_expression_is_cheap() -> None:
    for text in ("in " * 40, "between " * 15, "9" * 120, "about " * 20 + "2018", "a-" * 60, "in the " * 17):
        resolve(text, anchor=THURSDAY)
    assert resolve("in 2018" + " " * 200) is None


EVER = ("0001-01-01", "9999-12-31")  # what an open side is compared as
UNITS = st.sampled_from(["days", "weeks", "months", "year"])
MONTHS = ["January", "Feb.", "Sept", "June", "December"]
POINTS = st.one_of(
    st.builds("{} {}".format, st.sampled_from(MONTHS), st.integers(1900, 2099)),
    st.builds("{} {}, {}".format, st.sampled_from(MONTHS), st.integers(1, 31), st.integers(1900, 2099)),
    st.integers(1000, 2999).map(str),
    st.sampled_from([*ABSOLUTE, *RELATIVE, *FUTURE, *LEANING]),
    st.builds("{} {} {}".format, st.sampled_from(["two", "a", "18"]), UNITS,
              st.sampled_from(["ago", "later", "earlier", "after that"])),
    st.builds("{} {}".format, st.sampled_from(["this", "last", "next", "that"]), UNITS),
)  # fmt: skip
EXPRESSIONS = st.one_of(
    POINTS,
    st.builds(
        "{} {}".format, st.sampled_from(["since", "until", "by", "before", "early", "late", "about", "mid"]), POINTS
    ),
    st.builds("between {} and {}".format, POINTS, POINTS),
)


@given(
    EXPRESSIONS,
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.sampled_from(["past", "present", "future"]),
    st.sampled_from([None, periods.month(2017, 11), periods.year(2016), periods.day(date(2020, 2, 29))]),
)
@settings(max_examples=60)  # the reference parser takes 30 ms an expression
def test_what_comes_out_is_edtf_and_has_its_bounds(text: str, anchor: date, tense: str, base: Time | None) -> None:
    time = resolve(text, anchor=anchor, tense=tense, base=base)
    if time is None:
        return
    first, last = time.not_before or EVER[0], time.not_after or EVER[1]
    assert (first, last) != EVER
    assert first <= last
    parsed = edtf.parse_edtf(time.edtf)
    if time.edtf[0] == "/":  # an unknown start: the reference parser guesses ten years
        assert first == EVER[0]
    else:
        assert _day(parsed.lower_fuzzy()) <= first <= _day(parsed.lower_strict())
    assert _day(parsed.upper_strict()) <= last <= _day(parsed.upper_fuzzy())


DURATIONS = {
    "one-year": "P1Y",
    "for one year": "P1Y",
    "12 months": "P1Y",
    "18-month": "P1Y6M",
    "for at least two years": "P2Y",
    "a decade": "P10Y",
    "yearlong": "P1Y",
    "90 days": "P90D",
    "two weeks": "P14D",
    "a year and a half": "P1Y6M",
    "half a year": "P6M",
    "a couple of years": "P2Y",
    "24 hours": "PT24H",
    "P1Y": "P1Y",
    "P12M": "P1Y",
    "years": None,
    "indefinitely": None,
    "P": None,
    "PT": None,
    "": None,
    "x" * 500: None,
}


@pytest.mark.parametrize("text", DURATIONS)
def test_durations(text: str) -> None:
    assert duration(text) == DURATIONS[text]


def test_a_pledge_of_a_month_expires_on_some_day_of_a_month() -> None:
    assert _edtf(expires(periods.month(2020, 6), "P1Y")) == "[2021-06-01..2021-06-30]"
    assert _edtf(expires(periods.day(date(2021, 1, 31)), "P1M")) == "2021-02-28"
    assert _edtf(expires(periods.day(date(2020, 2, 29)), "P1Y")) == "2021-02-28"
    assert _edtf(expires(Time("2019/..", "2019-01-01"), "P14D")) == "[2019-01-15..]"
    assert expires(periods.year(2999), "P9000Y") is None
    assert expires(periods.year(2020), "one year") is None


@given(st.dates(date(1, 1, 1), date(9990, 1, 1)), st.integers(0, 100))
def test_moving_by_months_keeps_order_and_never_leaves_the_month(when: date, months: int) -> None:
    moved = shift(when, months=months)
    assert (moved.year * 12 + moved.month) - (when.year * 12 + when.month) == months
    assert moved.day <= when.day
    assert shift(when + timedelta(days=1), months=months) >= moved


@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 400)), min_size=1, max_size=5), st.randoms())
def test_what_times_have_in_common_does_not_depend_on_their_order(spans: list[tuple[int, int]], random: object) -> None:
    start = date(2000, 1, 1)
    times = [periods.some_day(start + timedelta(days=a), start + timedelta(days=a + b)) for a, b in spans]
    shuffled = list(times)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert common(times) == common(shuffled)
    pairwise_apart = any(disjoint(one, other) for one in times for other in times)
    assert (common(times) is None) == pairwise_apart


def _edtf(time: Time | None) -> str | None:
    return time.edtf if time else None


def _day(value: struct_time | float) -> str:
    if isinstance(value, float):
        return EVER[value > 0]
    return f"{value.tm_year:04}-{value.tm_mon:02}-{value.tm_mday:02}"  # strftime writes the year 999 with three digits
