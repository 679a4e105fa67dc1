"""One form for what is annotated and what is extracted, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.frames import frames
from kg.model import Span

Json = dict[str, Any]
PUBLISHER = "publisher"  # the antecedent of a "we" that is whoever publishes the text and is not named in it


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role, or holds a claim.

    ``span`` is where it stands (None: implicit), ``elsewhere`` are other places of the same one, ``names`` what it is
    called, evened out. ``resolved`` says of gold that it is a pronoun or a description of somebody named elsewhere: who
    has the place alone does not yet know whom.
    """

    role: str
    span: Span | None
    elsewhere: tuple[Span, ...] = ()
    names: frozenset[str] = frozenset()
    value: str | None = None
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, annotated or extracted. ``evidence`` is the passage that an extracted one gives for it.

    ``holders`` stand nearest first; ``asserted`` says of an extracted one that the graph asserts it.
    """

    frame: str
    trigger: Span
    roles: Mapping[str, tuple[Filler, ...]]
    polarity: str
    certainty: str
    actuality: str
    direction: str | None = None
    holders: tuple[Filler, ...] = ()
    time: Span | None = None
    evidence: Span | None = None
    asserted: bool = False
    told: Json = field(default_factory=dict, compare=False)  # as ``kg extract`` prints it

    @property
    def factual(self) -> bool:
        """Whether its holder tells it as a fact: affirmed, certain and actual."""
        return (self.polarity, self.certainty, self.actuality) == ("affirmed", "certain", "actual")

    @property
    def state(self) -> bool:
        """Whether it is of a state: those are annotated once an article."""
        frame = frames().get(self.frame)
        return frame is not None and frame.kind == "state"

    def fillers(self) -> Iterator[Filler]:
        """What fills its roles."""
        for some in self.roles.values():
            yield from some


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content given as somebody's word: ``content`` in parts, ``source`` and ``cue`` or None."""

    content: tuple[Span, ...]
    source: Filler | None
    cue: Span | None
    mode: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention with its chain (None: alone), its type and whether it is a name; ``link`` is what it is in a base."""

    span: Span
    type: str | None
    named: bool
    chain: str | None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Trap:
    """What a careless reader would assert: a frame on trigger words with these roles, and why that is wrong."""

    frame: str
    trigger: Span
    roles: Mapping[str, tuple[Filler, ...]]
    why: str


@dataclass(frozen=True, slots=True)
class LeadEvent:
    """An event of the lead that no frame covers."""

    predicate: tuple[Span, ...]
    parties: tuple[Filler, ...]
    polarity: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article as a reader or the extractor has it; gold alone has traps, a lead and events of it."""

    id: str
    text: str
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...] | None
    open_claims: tuple[Claim, ...] = ()
    traps: tuple[Trap, ...] = ()
    lead: tuple[Span, ...] = ()
    lead_events: tuple[LeadEvent, ...] = ()


def main_roles(claim: Claim | Trap) -> tuple[str, ...]:
    """The roles that make a claim: those its frame requires, else its first two; else the first that is filled."""
    frame = frames().get(claim.frame)
    order = list(frame.roles) if frame is not None else list(claim.roles)
    required = [role.name for role in frame.roles.values() if role.required] if frame is not None else []
    main = tuple(required or order[:2])
    if any(role in claim.roles for role in main):
        return main
    return (*main, *[role for role in order if role in claim.roles][:1])
