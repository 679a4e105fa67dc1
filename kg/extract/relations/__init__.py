"""Relations that a classifier tells from a sentence's build and words: roles, foundings, owners, seats.

The frames' triggers are sure and know few ways of saying a thing; this one has seen many, and gives way to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations import claims
from kg.extract.relations.judging import judge
from kg.extract.relations.rivals import has_rival
from kg.extract.scene import Scene
from kg.model import Claim


def extract(scene: Scene, _taken: set[int]) -> Iterator[Claim]:
    """The claims of an article that its weights speak for."""
    believed = [prediction for prediction in judge(scene) if not has_rival(scene, prediction)]
    for prediction in claims.distinct(scene, believed):
        made = claims.of(scene, prediction)
        if made is not None:
            yield made
