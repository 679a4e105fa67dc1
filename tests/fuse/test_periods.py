"""Building times: every expression with its first and last day, at the edges of months, years and leap years."""

from __future__ import annotations

from datetime import date

import pytest

from kg.fuse import periods
from kg.model import Time


def told(time: Time | None) -> tuple[str, str | None, str | None] | None:
    return (time.edtf, time.not_before, time.not_after) if time is not None else None


@pytest.mark.parametrize(
    ("time", "wanted"),
    [
        (periods.day(date(2024, 2, 29)), ("2024-02-29", "2024-02-29", "2024-02-29")),
        (periods.month(2024, 2), ("2024-02", "2024-02-01", "2024-02-29")),
        (periods.month(2023, 2), ("2023-02", "2023-02-01", "2023-02-28")),
        (periods.month(987, 12), ("0987-12", "0987-12-01", "0987-12-31")),
        (periods.year(2024), ("2024", "2024-01-01", "2024-12-31")),
        (periods.year(987), ("0987", "0987-01-01", "0987-12-31")),
        (periods.decade(1990), ("199X", "1990-01-01", "1999-12-31")),
        (periods.century(1800), ("18XX", "1800-01-01", "1899-12-31")),
        (periods.season(2019, "spring"), ("2019-21", "2019-03-01", "2019-05-31")),
        (periods.season(2019, "summer"), ("2019-22", "2019-06-01", "2019-08-31")),
        (periods.season(2019, "autumn"), ("2019-23", "2019-09-01", "2019-11-30")),
        (periods.season(2019, "fall"), ("2019-23", "2019-09-01", "2019-11-30")),
        (periods.season(2019, "winter"), ("[2019-12..2020-02]", "2019-12-01", "2020-02-29")),
        (
            periods.some_day(date(2020, 1, 2), date(2020, 1, 4)),
            ("[2020-01-02..2020-01-04]", "2020-01-02", "2020-01-04"),
        ),
        (periods.some_day(date(2020, 1, 2), date(2020, 1, 2)), ("2020-01-02", "2020-01-02", "2020-01-02")),
        (periods.some_day(date(2020, 1, 2), None), ("[2020-01-02..]", "2020-01-02", None)),
        (periods.some_day(None, date(2020, 1, 2)), ("[..2020-01-02]", None, "2020-01-02")),
        (periods.some_month(2020, 11, 2021, 2), ("[2020-11..2021-02]", "2020-11-01", "2021-02-28")),
        (periods.some_year(2019, 2021), ("[2019..2021]", "2019-01-01", "2021-12-31")),
        (periods.some_year(2019, 2019), ("2019", "2019-01-01", "2019-12-31")),
    ],
)
def test_made(time: Time, wanted: tuple[str, str | None, str | None]) -> None:
    assert told(time) == wanted


def test_a_time_needs_a_bound() -> None:
    with pytest.raises(ValueError, match="at least one bound"):
        periods.some_day(None, None)


MAY, JUNE, DAY = periods.month(2020, 5), periods.month(2020, 6), periods.day(date(2020, 6, 7))
SOME = periods.some_day(date(2020, 1, 2), date(2020, 1, 4))
SINCE, UNTIL = periods.some_day(date(2020, 1, 2), None), periods.some_day(None, date(2020, 1, 4))


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        (MAY, JUNE, ("2020-05/2020-06", "2020-05-01", "2020-06-30")),
        (MAY, MAY, ("2020-05/2020-05", "2020-05-01", "2020-05-31")),
        (JUNE, MAY, None),
        (MAY, None, ("2020-05/..", "2020-05-01", None)),
        (None, MAY, ("../2020-05", None, "2020-05-31")),
        (None, None, None),
        (SOME, DAY, ("2020-01-02/2020-06-07", "2020-01-02", "2020-06-07")),  # what is no plain date gives its bound
        (UNTIL, MAY, ("../2020-05", None, "2020-05-31")),
        (MAY, SINCE, ("2020-05/..", "2020-05-01", None)),
        (UNTIL, SINCE, None),
    ],
)
def test_interval(start: Time | None, end: Time | None, wanted: tuple[str, str | None, str | None] | None) -> None:
    assert told(periods.interval(start, end)) == wanted


def test_an_interval_whose_other_side_is_unknown() -> None:
    assert told(periods.interval(None, MAY, open_end=False)) == ("/2020-05", None, "2020-05-31")
    assert told(periods.interval(MAY, None, open_end=False)) == ("2020-05/", "2020-05-01", None)


@pytest.mark.parametrize(
    ("time", "wanted"),
    [
        (periods.year(2015), ("2015~", "2014-07-02", "2016-07-01")),
        (MAY, ("2020-05~", "2020-04-16", "2020-06-15")),
        (DAY, ("2020-06-07~", "2020-06-04", "2020-06-10")),
        (SOME, (SOME.edtf, SOME.not_before, SOME.not_after)),
        (SINCE, (SINCE.edtf, SINCE.not_before, None)),
    ],
)
def test_about(time: Time, wanted: tuple[str, str | None, str | None]) -> None:
    assert told(periods.about(time)) == wanted


@pytest.mark.parametrize(
    ("time", "early", "mid", "late"),
    [
        (periods.year(2020), "[2020-01..2020-04]", "[2020-05..2020-08]", "[2020-10..2020-12]"),
        (JUNE, "[2020-06-01..2020-06-10]", "[2020-06-11..2020-06-20]", "[2020-06-21..2020-06-30]"),
        (
            periods.month(2020, 2), "[2020-02-01..2020-02-10]", "[2020-02-11..2020-02-20]", "[2020-02-21..2020-02-29]",
        ),
        (periods.decade(1990), "[1990..1993]", "[1994..1996]", "[1996..1999]"),
        (periods.century(1800), "[1800..1839]", "[1840..1869]", "[1860..1899]"),
        # what is no year, month, decade or century has thirds, whichever edge of a year it has
        (
            periods.some_month(2021, 1, 2021, 3), "[2021-01-01..2021-01-30]", "[2021-01-30..2021-02-28]",
            "[2021-02-28..2021-03-31]",
        ),
        (
            periods.some_month(2021, 10, 2021, 12), "[2021-10-01..2021-10-31]", "[2021-10-31..2021-11-30]",
            "[2021-11-30..2021-12-31]",
        ),
        (
            periods.some_year(2021, 2022), "[2021-01-01..2021-09-01]", "[2021-09-01..2022-05-02]",
            "[2022-05-02..2022-12-31]",
        ),
        (
            periods.some_month(1990, 2, 1999, 12), "[1990-02-01..1993-05-22]", "[1993-05-22..1996-09-09]",
            "[1996-09-09..1999-12-31]",
        ),
        (
            periods.some_month(1990, 1, 1999, 11), "[1990-01-01..1993-04-21]", "[1993-04-21..1996-08-09]",
            "[1996-08-09..1999-11-30]",
        ),
        (
            periods.some_day(date(1990, 1, 2), date(1999, 12, 31)), "[1990-01-02..1993-05-02]",
            "[1993-05-02..1996-08-30]", "[1996-08-30..1999-12-31]",
        ),
        (
            periods.some_year(1990, 1998), "[1990-01-01..1992-12-31]", "[1992-12-31..1995-12-31]",
            "[1995-12-31..1998-12-31]",
        ),
        (periods.some_year(1990, 1999), "[1990..1993]", "[1994..1996]", "[1996..1999]"),
        (DAY, "2020-06-07", "2020-06-07", "2020-06-07"),
        (
            periods.some_day(date(2020, 6, 7), date(2020, 6, 10)), "[2020-06-07..2020-06-08]",
            "[2020-06-08..2020-06-09]", "[2020-06-09..2020-06-10]",
        ),
        (
            periods.season(2019, "summer"), "[2019-06-01..2019-07-01]", "[2019-07-01..2019-07-31]",
            "[2019-07-31..2019-08-31]",
        ),
    ],
)  # fmt: skip
def test_part(time: Time, early: str, mid: str, late: str) -> None:
    found = [periods.part(time, which) for which in ("early", "mid", "late")]
    assert [one and one.edtf for one in found] == [early, mid, late]


@pytest.mark.parametrize("time", [SINCE, UNTIL])
def test_an_open_stretch_has_no_parts(time: Time) -> None:
    assert periods.part(time, "early") is None


@pytest.mark.parametrize(
    ("when", "months", "days", "wanted"),
    [
        (date(2020, 1, 31), 1, 0, date(2020, 2, 29)),
        (date(2020, 1, 31), 13, 0, date(2021, 2, 28)),
        (date(2020, 3, 31), -1, 0, date(2020, 2, 29)),
        (date(2020, 12, 15), 1, 0, date(2021, 1, 15)),
        (date(2020, 1, 15), -1, 0, date(2019, 12, 15)),
        (date(2020, 1, 31), 1, 1, date(2020, 3, 1)),
        (date(2020, 1, 1), 0, -1, date(2019, 12, 31)),
        (date(2020, 5, 5), 0, 0, date(2020, 5, 5)),
        (date(1, 2, 1), -1, 0, date(1, 1, 1)),
        (date(9999, 11, 30), 1, 0, date(9999, 12, 30)),
    ],
)
def test_shift(when: date, months: int, days: int, wanted: date) -> None:
    assert periods.shift(when, months=months, days=days) == wanted


@pytest.mark.parametrize(("when", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 1), -1)])
def test_shift_beyond_the_years_there_are(when: date, months: int) -> None:
    with pytest.raises(OverflowError, match="out of range"):
        periods.shift(when, months=months)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (MAY, JUNE, True),
        (MAY, periods.day(date(2020, 5, 31)), False),
        (MAY, periods.day(date(2020, 6, 1)), True),
        (MAY, periods.day(date(2020, 5, 1)), False),
        (MAY, periods.day(date(2020, 4, 30)), True),
        (MAY, None, False),
        (None, None, False),
        (SINCE, periods.day(date(2020, 1, 1)), True),
        (SINCE, periods.day(date(2020, 1, 2)), False),
        (UNTIL, periods.day(date(2020, 1, 5)), True),
        (UNTIL, periods.day(date(2020, 1, 4)), False),
        (SINCE, UNTIL, False),
    ],
)
def test_disjoint(one: Time | None, other: Time | None, apart: bool) -> None:
    assert periods.disjoint(one, other) is apart
    assert periods.disjoint(other, one) is apart


@pytest.mark.parametrize(
    ("times", "wanted"),
    [
        ([], None),
        ([MAY], ("2020-05", "2020-05-01", "2020-05-31")),
        ([periods.year(2020), MAY], ("2020-05", "2020-05-01", "2020-05-31")),
        ([MAY, JUNE], None),
        ([SINCE, UNTIL], ("[2020-01-02..2020-01-04]", "2020-01-02", "2020-01-04")),
        ([SINCE], ("[2020-01-02..]", "2020-01-02", None)),
        ([UNTIL], ("[..2020-01-04]", None, "2020-01-04")),
        ([periods.about(periods.year(2020)), periods.year(2020)], ("2020", "2020-01-01", "2020-12-31")),
        (
            [periods.interval(MAY, MAY) or MAY, MAY, periods.some_day(date(2020, 5, 1), date(2020, 5, 31))],
            ("2020-05", "2020-05-01", "2020-05-31"),  # of several ways to write the same the shortest
        ),
    ],
)
def test_common(times: list[Time], wanted: tuple[str, str | None, str | None] | None) -> None:
    assert told(periods.common(times)) == wanted
    assert told(periods.common(reversed(times))) == wanted
