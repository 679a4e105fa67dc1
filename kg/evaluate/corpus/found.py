"""What ``kg extract`` prints of an article, as values that stand beside a reader's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.evaluate.corpus.values import Annotated, Attribution, Claim, Filler, Json, Mention
from kg.evaluate.matching import PRONOUNS, fold
from kg.frames import frames
from kg.model import Span


def extracted(id: str, article: Json) -> Annotated:
    """The extracted article as values."""
    return _Reading(id, article).annotated()


def nothing(id: str, text: str) -> Annotated:
    """An article in which nothing was found."""
    return Annotated(id, text, (), (), ())


class _Reading:
    """An article with its entities, and where each is spoken of."""

    def __init__(self, id: str, article: Json) -> None:
        self.id, self.article = id, article
        self.entities: dict[str, Json] = {entity["id"]: entity for entity in article["entities"]}
        self.places: dict[str, list[Span]] = defaultdict(list)
        for mention in article["mentions"]:
            if mention["entity"]:
                self.places[mention["entity"]].append(_span(mention))

    def annotated(self) -> Annotated:
        claims = [self.claim(one) for one in self.article["claims"]]
        return Annotated(
            id=self.id,
            text=self.article["text"],
            claims=tuple(claim for claim in claims if claim.frame in frames()),
            open_claims=tuple(claim for claim in claims if claim.frame not in frames()),
            attributions=tuple(self.attribution(one) for one in self.article["quotations"]),
            mentions=tuple(self.mention(one) for one in self.article["mentions"]),
        )

    def claim(self, one: Json) -> Claim:
        return Claim(
            frame=one["frame"],
            trigger=_span(one["trigger"]),
            roles=self.roles(one["roles"]),
            polarity=one["polarity"],
            certainty=one["certainty"],
            actuality=one["actuality"],
            direction=one["direction"],
            holders=tuple(self.filler("holder", holder) for holder in one["attribution"]),
            time=_span(one["time"]) if one["time"] else None,
            evidence=_span(one["evidence"]),
            asserted=one["asserted"],
            told=one,
        )

    def roles(self, roles: Iterable[Json]) -> Mapping[str, tuple[Filler, ...]]:
        found: dict[str, tuple[Filler, ...]] = {}
        for one in roles:
            found[one["role"]] = (*found.get(one["role"], ()), self.filler(one["role"], one))
        return found

    def filler(self, role: str, one: Json) -> Filler:
        entity = self.entities.get(one["entity"] or "")
        called = [one["text"], *((entity["name"], *entity["aliases"]) if entity else ())]
        return Filler(
            role=role,
            span=_span(one),
            elsewhere=tuple(self.places.get(one["entity"] or "", ())),
            names=frozenset(map(fold, called)) - PRONOUNS,
            value=one.get("value"),
        )

    def attribution(self, one: Json) -> Attribution:
        # Of a mixed one the parts are the pieces in marks, and the content is the clause they stand in.
        parts = one["content"]["parts"] if one["mode"] == "direct" else ()
        return Attribution(
            content=tuple(map(_span, parts)) or (_span(one["content"]),),
            source=self.filler("source", one["speaker"]) if one["speaker"] else None,
            cue=_span(one["cue"]) if one["cue"] else None,
            mode=one["mode"],
        )

    def mention(self, one: Json) -> Mention:
        entity = self.entities.get(one["entity"] or "")
        return Mention(
            span=_span(one),
            type=entity["type"] if entity else one["type"],
            named=one["kind"] == "name",
            chain=one["entity"],
            link=entity["kb"] if entity else None,
        )


def _span(one: Json) -> Span:
    return Span(one["start"], one["end"])
