import pytest

from kg.evaluate import reliability
from kg.evaluate.reliability import Judged
from tests.eval import calibration


def judged(confidence: float, right: bool) -> Judged:
    return Judged({}, {"confidence": confidence}, right)


def test_what_is_as_right_as_it_says_has_no_error():
    told = [judged(0.75, number < 3) for number in range(4)]
    error, brier = reliability.figures(told)
    assert error.value == pytest.approx(0)
    assert brier.value == pytest.approx(0.1875)


def test_bins_say_how_many_are_right():
    rows = reliability.table([judged(0.98, True), judged(1.0, False), judged(0.12, False)]).rows
    assert rows == (("0.1 to 0.2", "1", "0.12", "0.00"), ("0.9 to 1.0", "2", "0.99", "0.50"))


def test_nothing_told_is_nothing_measured():
    assert [figure.value for figure in reliability.figures([])] == [None, None]


def test_the_fit_finds_what_makes_right_and_sets_golds_apart():
    sure, unsure = {"always": 1.0, "sureness": 2.0}, {"always": 1.0, "sureness": -2.0}
    examples = [(sure, True, "reading")] * 30 + [(sure, False, "strict")] * 10 + [(unsure, False, "reading")] * 30
    weights = calibration.fit(examples)
    assert weights["sureness"] > 0.5
    assert weights["gold strict"] < -0.5
    assert weights == calibration.fit(examples)
