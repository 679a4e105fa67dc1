"""MUC, B³ and CEAFe on worked examples that others have published."""

from __future__ import annotations

import pytest

from kg.evaluate.corpus.chains import Ratios, b_cubed, ceaf_e, conll, f1, muc


def chains(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


KEY = chains("abc", "defg")
RESPONSE = chains("ab", "cd", "fghi")


def shares(ratios: Ratios) -> tuple[float, float, float]:
    return ratios[0] / ratios[1], ratios[2] / ratios[3], f1(ratios)


# Pradhan et al., ACL 2014, section 5: the example that the paper works through
def test_the_example_of_the_reference_implementation() -> None:
    assert shares(muc(KEY, RESPONSE)) == pytest.approx((0.40, 0.40, 0.40), abs=0.005)
    assert shares(b_cubed(KEY, RESPONSE)) == pytest.approx((0.42, 0.50, 0.46), abs=0.006)
    assert shares(ceaf_e(KEY, RESPONSE)) == pytest.approx((0.65, 0.43, 0.52), abs=0.005)
    ratios = (*muc(KEY, RESPONSE), *b_cubed(KEY, RESPONSE), *ceaf_e(KEY, RESPONSE))
    assert conll(ratios) == pytest.approx(0.46, abs=0.005)


# the test cases that the reference scorer ships (TC-A-1, TC-A-2), as fractions
def test_cases_of_the_reference_scorer() -> None:
    key = chains("a", "bc", "def")
    for metric in (muc, b_cubed, ceaf_e):
        assert shares(metric(key, key)) == (1.0, 1.0, 1.0)
    response = chains("a", "de")
    assert muc(key, response) == (1, 3, 1, 1)
    assert shares(b_cubed(key, response))[:2] == pytest.approx((7 / 18, 1))
    assert ceaf_e(key, response) == pytest.approx((1.8, 3, 1.8, 2))


def test_nothing_has_no_score() -> None:
    for metric in (muc, b_cubed, ceaf_e):
        assert f1(metric([], [])) == 0.0
        assert f1(metric(KEY, [])) == 0.0
    assert conll([0.0] * 12) == 0.0
