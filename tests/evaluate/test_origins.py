"""Whether origins make a situation surer together is measured on the situations themselves."""

from __future__ import annotations

import pytest

from kg import rdf
from kg.evaluate.reliability import Judged
from tests.eval import fitting, origins
from tests.queries.world import BASE, world

SURE = {"courier-1": 0.5, "gazette-2": 0.5, "mirror-3": 0.6}  # the mirror carries what the courier reports


@pytest.mark.parametrize(("best_alone", "sure"), [(True, 0.6), (False, 0.8)])
def test_a_claim_is_as_sure_as_its_situation(best_alone: bool, sure: float) -> None:
    fusion = world()
    held = [
        (
            Judged(one.article, {"confidence": SURE[one.article]}, right=True),
            fitting.Example({}, True, fitting.REAL, "1", one.article, True, rdf.claim_iri(BASE, one.key).value),
        )
        for one in fusion.claims
        if one.situation == "Pitch-1"
    ]
    told = origins.surer(fusion, held, BASE, best_alone=best_alone)
    assert [(one.article, one.confidence) for one, _ in told] == [(article, sure) for article in SURE]
