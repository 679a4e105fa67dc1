"""What a given name tells, and how the table is made."""

from __future__ import annotations

import pytest

from kg.resolve.given_names import gender
from kg.resolve.make_given_names import FEWEST, gendered


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("John Bell", "m"),
        ("Lena Marsh", "f"),
        ("LENA MARSH", "f"),
        ("Leslie Moe", None),
        ("John", None),
        ("Qwxyz Moe", None),
        ("", None),
    ],
)
def test_nearly_all_who_bear_it_are_of_the_gender(name: str, told: str | None) -> None:
    assert gender(name) == told


def test_rare_and_shared_names_tell_nothing() -> None:
    counts = {("Ada", "f"): FEWEST, ("Bo", "m"): FEWEST - 1, ("Kit", "f"): FEWEST, ("Kit", "m"): FEWEST // 20}
    rows = [{"first_name": name, "sex": sex, "count": str(count)} for (name, sex), count in counts.items()]
    assert gendered(rows) == {"f": ["ada"], "m": []}
