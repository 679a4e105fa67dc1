from dataclasses import replace

import pytest

from kg.evaluate import reliability
from kg.evaluate.corpus import SEALED
from kg.evaluate.reliability import Judged
from tests.eval import calibration, fitting
from tests.eval.fitting import Example


def judged(confidence: float, right: bool, article: str = "a") -> Judged:
    return Judged(article, {"confidence": confidence}, right)


def test_what_is_as_right_as_it_says_has_no_error():
    told = [judged(0.75, number < 3) for number in range(4)]
    error, brier = reliability.figures(told)
    assert error.value == pytest.approx(0)
    assert brier.value == pytest.approx(0.1875)


def test_bins_say_how_many_are_right():
    rows = reliability.table([judged(0.98, True), judged(1.0, False), judged(0.12, False)]).rows
    assert [row[:4] for row in rows] == [("0.1 to 0.2", "1", "0.12", "0.00"), ("0.9 to 1.0", "2", "0.99", "0.50")]
    assert [row[4] for row in rows] == ["....|" + "." * 35, "#" * 20 + "." * 19 + "|"]


def test_intervals_are_over_articles_and_not_over_their_claims():
    def spread(claims: int) -> tuple[float | None, float | None]:
        told = [judged(0.75, article < 6, str(article)) for article in range(8) for _ in range(claims)]
        error, brier = reliability.figures(told)
        assert error.value == pytest.approx(0)
        assert None not in (error.low, error.high, brier.low, brier.high)
        return error.low, error.high

    assert spread(1) == pytest.approx(spread(50))
    assert reliability.figures([judged(0.75, True)] * 100)[0].low is None  # one article says nothing of others


def test_nothing_told_is_nothing_measured():
    assert [figure.value for figure in reliability.figures([])] == [None, None]


SURE, UNSURE = {"always": 1.0, "fitting": 2.0}, {"always": 1.0, "fitting": -2.0}


def example(
    features: dict[str, float], right: bool, *, gold: str = fitting.REAL, fold: str = "1", article: str = "a"
) -> Example:
    return Example(features, right, gold, fold, article, asserted_event=True)


def test_the_fit_finds_what_makes_right_and_sets_golds_apart():
    strict = [example(SURE, False, gold="strict")] * 10
    examples = [example(SURE, True)] * 30 + strict + [example(UNSURE, False)] * 30
    weights = fitting.fit(examples)
    assert weights["fitting"] > 0.5
    assert weights["gold strict"] < -0.5
    assert weights == fitting.fit(examples)
    assert "strict" not in calibration.written(weights, 0.7, examples).partition("[weights]")[2]


def test_a_fold_is_told_by_a_fit_that_has_not_seen_it():
    seen = [example(SURE, True), example(UNSURE, False)] * 20
    turned = [example(SURE, False, fold="2"), example(UNSURE, True, fold="2")] * 20
    held = list(calibration.held_out([*seen, *turned]))
    told = {fold: [one.confidence for one, of in held if of.fold == fold] for fold in "12"}
    assert len(told["1"]) == len(told["2"]) == 40
    assert max(told["2"][::2]) > 0.9 > 0.1 > min(told["2"][1::2])  # as the first fold has it, and it is the other way
    assert max(told["1"][1::2]) > 0.9 > 0.1 > min(told["1"][::2])


def held(*told: tuple[float, str], asserted: bool = True) -> calibration.Held:
    """Sixteen articles alike, over the open folds: of each confidence a claim a letter, r for right, w for wrong."""
    return [
        (judged(confidence, letter == "r"), replace(one, asserted_event=asserted))
        for article in range(16)
        for confidence, letters in told
        for letter in letters
        for one in [example(SURE, letter == "r", fold=calibration.OPEN[article % 4], article=str(article))]
    ]


def test_the_floor_is_the_lowest_from_which_enough_is_right():
    told = (0.9, "rrrrrrrr"), (0.8, "w"), (0.7, "rrrr"), (0.66, "www")
    assert calibration.lowest_floor(held(*told)) == 0.7  # 12 of 13; from .66 on 12 of 16
    assert calibration.lowest_floor(held(*told[:2])) == 0.65
    aside = held((0.7, "wwwwwwwww"), asserted=False)  # what is not asserted does not count
    assert calibration.lowest_floor([*held(*told), *aside]) == 0.7
    with pytest.raises(ValueError, match="from no confidence"):
        calibration.lowest_floor(held(*told[3:]))


def test_what_is_not_twice_as_likely_right_as_wrong_is_below_any_floor():
    assert calibration.lowest_floor(held((0.9, "rrrrrrrr"), (0.6, "r"))) == 0.65


def test_a_fold_has_the_floor_that_the_others_give():
    told = held((0.9, "rrrr"), (0.8, "w"))
    worse = [pair for pair in told if pair[1].fold == "3" and not pair[1].right]
    assert calibration.floors([*told, *worse]) == {"1": 0.9, "2": 0.9, "3": 0.65, "4": 0.9}


def test_of_sealed_claims_totals_are_told_where_they_are_given():
    open_ones = [
        example(features, features is SURE, fold=fold, article=f"{fold}{number}")
        for fold in calibration.OPEN
        for number in range(4)
        for features in (SURE, UNSURE)
    ]
    weights = fitting.fit(open_ones)
    told = list(calibration.held_out(open_ones))
    report = calibration.told(told, [*open_ones, example(SURE, True, fold=SEALED)], weights, 0.5)
    assert report.figure("sealed: asserted events right, from the floor on").of == "1 of 1"
    assert [table.title for table in report.tables] == ["confidence, fitted", "confidence, cross-validated"]
    assert {figure.name for figure in report.figures if figure.gate} == calibration.GATED
    without = calibration.told(told, open_ones, weights, 0.5)
    assert not [figure for figure in without.figures if figure.name.startswith("sealed")]
