"""Dates are read as given, and never where they could mean two days."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.dates import find, iso


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-06-17", "2026-06-17"),
        ("2026-06-17T18:00:00Z", "2026-06-17T18:00:00Z"),
        ("2026-06-17 18:00:00+02:00", "2026-06-17T18:00:00+02:00"),
        ("20260617", "2026-06-17"),
        ("June 17, 2026", "2026-06-17"),
        ("17 Sept. 2026", "2026-09-17"),
        ("Wed, 17 Jun 2026 18:00:00 +0000", "2026-06-17"),
        ("06/07/2026", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_iso(value: str | None, expected: str | None) -> None:
    assert iso(value) == expected


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)))
def test_written_dates_come_back(day: datetime.date) -> None:
    assert find(f"{day:%A}, {day:%b} {day.day}, {day.year}") == day.isoformat()
    assert find(f"{day.day} {day:%B} {day.year}") == day.isoformat()


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = iso(text)
    assert found is None or datetime.date.fromisoformat(found[:10])
