"""What the classifier says beside what the frames' own words say: one claim where it is the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.parsed_article import ParsedArticle
from kg.extract.relations.claims import EXTRACTOR
from kg.frames import frames
from kg.model import Claim, RoleFilling, Span

# Frames that say of two entities what the classifier's frame says, with the names its roles have there.
ALIKE: dict[str, dict[str, dict[str, str]]] = {
    "Role": {
        "Role": {},
        "Appointment": {"holder": "person"},
        "Departure": {"holder": "person"},
    },
    "Founding": {"Founding": {}},
    "Ownership": {"Ownership": {}, "Acquisition": {"parent": "acquirer", "subsidiary": "target"}},
    "Headquarters": {"Headquarters": {}},
}
# A founding told of one organization, a date and a founder is one event.
EVENTS = frozenset({"Founding"})


def merged(parsed: ParsedArticle, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those of the classifier dropped where another says the same, or joined with it where it says less."""
    found = [claim for claim in claims if claim.extractor != EXTRACTOR]
    for claim in claims:
        if claim.extractor == EXTRACTOR:
            _add(parsed, found, claim)
    return found


def _add(parsed: ParsedArticle, found: list[Claim], claim: Claim) -> None:
    near = [n for n, other in enumerate(found) if other.evidence.overlaps(claim.evidence)]
    if any(_says(parsed, found[n], claim) or _settles(parsed, found[n], claim) for n in near):
        return
    for n in near:
        joined = _joined(parsed, found[n], claim)
        if joined is not None:
            found[n] = joined
            return
    found.append(claim)


def _says(parsed: ParsedArticle, other: Claim, claim: Claim) -> bool:
    """Whether another claim has all that this one has."""
    names = ALIKE[claim.frame].get(other.frame)
    if names is None or (claim.time is not None and claim.frame in EVENTS and other.time is None):
        return False
    return all(
        _alike(parsed, other.role(names.get(filling.role, filling.role)), filling)
        for filling in claim.roles
        if filling.role != "position"
    )


def _settles(parsed: ParsedArticle, other: Claim, claim: Claim) -> bool:
    """Whether a rule has told of whom somebody holds the post, and what this tells of stands in another clause."""
    theirs, here = other.role("organization"), claim.role("organization")
    if claim.frame != "Role" or other.frame != "Role" or other.extractor == EXTRACTOR or theirs is None or here is None:
        return False
    first, last = sorted((theirs.span.end, here.span.start))
    between = parsed.doc.char_span(first, last, alignment_mode="expand") or ()
    holder = claim.role("holder")
    return (
        _one_post(other, claim)
        and holder is not None
        and _alike(parsed, other.role("holder"), holder)
        and any(token.pos_ in ("VERB", "AUX") for token in between)
    )


def _joined(parsed: ParsedArticle, other: Claim, claim: Claim) -> Claim | None:
    """Another claim with what this one adds to it; None where they are of different things."""
    if other.frame != claim.frame or (claim.frame == "Role" and not _one_post(other, claim)):
        return None
    shared = [one for one in claim.roles if other.role(one.role) is not None and one.role != "position"]
    if not shared or any(not _alike(parsed, other.role(one.role), one) for one in shared):
        return None
    if claim.frame not in EVENTS | {"Role"}:
        return None
    added = [one for one in claim.roles if other.role(one.role) is None]
    order = list(frames()[claim.frame].roles)
    roles = tuple(sorted((*other.roles, *added), key=lambda one: (order.index(one.role), one.span)))
    return replace(other, roles=roles, time=other.time or claim.time)


def _one_post(other: Claim, claim: Claim) -> bool:
    """Whether two claims of a person tell of one position, so that one may lend the other its organization."""
    held, told = other.role("position"), claim.role("position")
    return held is not None and told is not None and held.span == told.span


def _alike(parsed: ParsedArticle, one: RoleFilling | None, other: RoleFilling) -> bool:
    return one is not None and _same(parsed, one.span, other.span)


def _same(parsed: ParsedArticle, one: Span, other: Span) -> bool:
    chain = parsed.chains.get(one)
    return one == other or (chain is not None and chain == parsed.chains.get(other))
