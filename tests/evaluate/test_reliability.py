from dataclasses import replace

import pytest

from kg.evaluate import reliability
from kg.evaluate.corpus import SEALED
from kg.evaluate.reliability import Judged
from tests.eval import calibration
from tests.eval.calibration import Example


def judged(confidence: float, right: bool) -> Judged:
    return Judged({}, {"confidence": confidence}, right)


def test_what_is_as_right_as_it_says_has_no_error():
    told = [judged(0.75, number < 3) for number in range(4)]
    error, brier = reliability.figures(told)
    assert error.value == pytest.approx(0)
    assert brier.value == pytest.approx(0.1875)


def test_bins_say_how_many_are_right():
    rows = reliability.table([judged(0.98, True), judged(1.0, False), judged(0.12, False)]).rows
    assert [row[:4] for row in rows] == [("0.1 to 0.2", "1", "0.12", "0.00"), ("0.9 to 1.0", "2", "0.99", "0.50")]
    assert [row[4] for row in rows] == ["....|" + "." * 35, "#" * 20 + "." * 19 + "|"]


def test_nothing_told_is_nothing_measured():
    assert [figure.value for figure in reliability.figures([])] == [None, None]


SURE, UNSURE = {"always": 1.0, "sureness": 2.0}, {"always": 1.0, "sureness": -2.0}


def example(features: dict[str, float], right: bool, *, gold: str = calibration.REAL, fold: str = "1") -> Example:
    return Example(features, right, gold, fold, "a", asserted_event=True)


def test_the_fit_finds_what_makes_right_and_sets_golds_apart():
    strict = [example(SURE, False, gold="strict")] * 10
    examples = [example(SURE, True)] * 30 + strict + [example(UNSURE, False)] * 30
    weights = calibration.fit(examples)
    assert weights["sureness"] > 0.5
    assert weights["gold strict"] < -0.5
    assert weights == calibration.fit(examples)
    assert "strict" not in calibration.written(weights, 0.7, examples).partition("[weights]")[2]


def test_a_fold_is_told_by_a_fit_that_has_not_seen_it():
    seen = [example(SURE, True), example(UNSURE, False)] * 20
    turned = [example(SURE, False, fold="2"), example(UNSURE, True, fold="2")] * 20
    held = list(calibration.held_out([*seen, *turned]))
    told = {fold: [one.confidence for one, of in held if of.fold == fold] for fold in "12"}
    assert len(told["1"]) == len(told["2"]) == 40
    assert max(told["2"][::2]) > 0.9 > 0.1 > min(told["2"][1::2])  # as the first fold has it, and it is the other way
    assert max(told["1"][1::2]) > 0.9 > 0.1 > min(told["1"][::2])


def test_the_floor_is_the_lowest_from_which_enough_is_right():
    told = [(0.9, True)] * 4 + [(0.8, False)] + [(0.7, True)] * 4 + [(0.6, False)] * 3
    held = [(confidence, example(SURE, right)) for confidence, right in told]
    assert calibration.lowest_floor(held) == 0.7
    assert calibration.lowest_floor(held[:5]) == 0.8
    aside = [(0.7, replace(example(SURE, False), asserted_event=False))] * 9  # what is not asserted does not count
    assert calibration.lowest_floor([*held, *aside]) == 0.7
    with pytest.raises(ValueError, match="from no confidence"):
        calibration.lowest_floor(held[9:])


def test_of_sealed_claims_totals_are_told():
    open_ones = [example(features, features is SURE, fold=fold) for fold in "12" for features in (SURE, UNSURE)]
    examples = [*open_ones, example(SURE, True, fold=SEALED)]
    weights = calibration.fit(open_ones)
    held = list(calibration.held_out(open_ones))
    report = calibration.told(held, examples, weights, 0.5)
    assert report.figure("sealed: asserted events right, from the floor on").of == "1 of 1"
    assert [table.title for table in report.tables] == ["confidence, fitted", "confidence, cross-validated"]
