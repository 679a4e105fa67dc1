"""What the benchmark of questions asks."""

from __future__ import annotations

from kg import queries
from tests.bench.questions import MADE


def test_every_parameter_of_a_question_has_a_value_to_be_asked_with() -> None:
    assert {one.name for name in queries.names() for one in queries.load(name).parameters} <= MADE.keys()
