"""Relations that a classifier tells from a sentence's build and words: roles, foundings, owners, seats.

The frames' triggers are sure and know few ways of saying a thing; this one has seen many, and gives way to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.parsed_article import ParsedArticle
from kg.extract.relations import claims
from kg.extract.relations.competitors import has_rival
from kg.extract.relations.predict import judge
from kg.model import Claim


def extract(parsed: ParsedArticle, _taken: set[int]) -> Iterator[Claim]:
    """The claims of an article that its weights speak for."""
    believed = [prediction for prediction in judge(parsed) if not has_rival(parsed, prediction)]
    for prediction in claims.distinct(parsed, believed):
        made = claims.of(parsed, prediction)
        if made is not None:
            yield made
