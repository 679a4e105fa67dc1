"""Shares and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluate.scoring import Counts, f1, interval, precision, recall, total

COUNTS = st.builds(Counts, *[st.integers(0, 5)] * 3)


def test_measures() -> None:
    counts = Counts(right=3, wrong=1, missed=2)
    assert (precision(counts), recall(counts), f1(counts)) == (0.75, 0.6, pytest.approx(2 / 3))
    assert (precision(Counts()), recall(Counts()), f1(Counts())) == (0.0, 0.0, 0.0)


def test_an_interval_is_the_same_each_time_and_narrows_with_more_units() -> None:
    few, many = ([Counts(right=1), Counts(missed=1)] * number for number in (5, 50))
    low, high = interval(few, recall) or (0, 0)
    assert interval(few, recall) == (low, high)
    narrow_low, narrow_high = interval(many, recall) or (0, 0)
    assert low < narrow_low < 0.5 < narrow_high < high


def test_too_few_units_have_no_interval() -> None:
    assert interval([Counts(right=1)] * 7, recall) is None


@settings(max_examples=20)
@given(st.lists(COUNTS, min_size=8, max_size=20))
def test_an_interval_holds_shares(units: list[Counts]) -> None:
    low, high = interval(units, f1) or (2.0, -1.0)
    assert 0.0 <= low <= high <= 1.0
    assert total(units).right == sum(one.right for one in units)
