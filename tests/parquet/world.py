"""Articles about sales and pledges, read without a model, with all that a claim can have: a release to be dumped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline, store
from kg.model import Article, Certainty, Claim, Direction, Holder, Record, RoleFilling, TimeExpression
from kg.pipeline import gate
from kg.settings import Settings
from kg.validate import Report
from tests import handmade

HOSTILE = "commas, \"quotes\", 'more'; lines\r\nand\ttabs\x00 \\ <b> %s {} $claims 🂡 \u202e" + "9" * 400
STORIES = [
    ("one", "Norva sold Kestrel to Harbor in March 2025. Veldt sold Lumen to Granite."),
    ("two", "Norva did not sell Kestrel to Harbor in March 2025. Microsoft sold Quill to Fallow."),
    ("three", "Veldt sold Lumen to Granite. Pledger sold Lumen to Granite. Amazon sold Rekognition to DEA."),
    ("four", "Reuters sold Dace to Perch. Dovre sold Pike to Marsh. Dovre sold Pike to Marsh in May 2025."),
    ("five", "Opener sold Lumen to Granite."),
    ("none", "Nobody has been told of anything at all, and there is nothing to be told."),
]


def extractor(
    model: str, imports: Path | None = None, open_claims: str = "named"
) -> Callable[[Sequence[Article]], Iterator[Record]]:
    """Takes the place of ``kg.pipeline.extraction.extractor``."""
    return partial(map, record)


def record(article: Article) -> Record:
    """The sales of ``handmade``, more told of them by who sells; where it is Reuters, the report is theirs."""
    found = handmade.record(article)
    reporters = tuple(mention.span for mention in found.mentions if mention.text == "Reuters")
    return replace(found, claims=tuple(map(_enriched, found.claims)), reporters=reporters)


def _enriched(claim: Claim) -> Claim:
    seller, product, buyer = claim.roles
    if seller.text == "Veldt":  # told by the buyer, who has it from somebody unknown
        purpose = RoleFilling("purpose", claim.trigger, HOSTILE, HOSTILE)
        told = (Holder(buyer.span, buyer.text), Holder(claim.trigger, HOSTILE))
        return replace(claim, roles=(*claim.roles, purpose), attribution=told, certainty=Certainty.PROBABLE)
    if seller.text == "Microsoft":
        day = TimeExpression(claim.trigger, "on 4 March 2025")
        return replace(claim, roles=(*claim.roles, replace(buyer, role="place")), time=day)
    if seller.text == "Dovre" and claim.time is not None:  # possibly, of what the article tells as a fact besides
        return replace(claim, certainty=Certainty.POSSIBLE, time=None)
    if seller.text == "Opener":  # what no frame types
        roles = (replace(seller, role="agent"), replace(product, role="theme"), replace(buyer, role="recipient"))
        return replace(claim, frame="OpenEvent", roles=roles, predicate="outwit")
    if seller.text == "Pledger":
        roles = (
            replace(seller, role="pledger"),
            RoleFilling("act", claim.trigger, "sold", "Sale"),
            product,
            replace(buyer, role="counterparty"),
            RoleFilling("duration", claim.trigger, "a year", "P1Y"),
        )
        month = TimeExpression(claim.trigger, "in May 2025")
        return replace(claim, frame="Pledge", roles=roles, direction=Direction.FORGO, time=month)
    return claim


@contextmanager
def without_a_model() -> Iterator[None]:
    """Articles are read as above, and nothing is validated."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "extractor", extractor)
        patch.setattr(gate.validate, "validate_batches", lambda stored, lines: Report((), "none", 0, 0))
        yield


def built(data: Path, stories: Sequence[tuple[str, str]] = STORIES, **more: Any) -> store.Release:
    """A release of the stories, and of those the data folder has."""
    more = {"authors": ["Ada Reyes", "Bo, the 2nd"]} | more
    return build(data, handmade.write(data.parent / f"{data.name}.jsonl", *stories, **more))


def build(data: Path, path: Path) -> store.Release:
    """A release of what is in a file or folder, and of what the data folder has."""
    with without_a_model():  # no floor: what is asserted here hangs on no weight that is fitted anew
        return pipeline.build([path], settings=Settings(data=data, confidence_floor=0.0), jobs=1).release
