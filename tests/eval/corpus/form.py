"""The standoff form: what one line of the corpus holds, and what is wrong with one. ``README.md`` describes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.frames import frames
from kg.model import Actuality, Certainty, Direction, EntityType, MentionKind, Polarity, QuotationMode

Json = dict[str, Any]

STANCE = {
    "polarity": tuple(value.value for value in Polarity),
    "certainty": tuple(value.value for value in Certainty),
    "actuality": tuple(value.value for value in Actuality),
}
DEFAULTS = {"polarity": "affirmed", "certainty": "certain", "actuality": "actual"}
DIRECTIONS = tuple(value.value for value in Direction)
MODES = tuple(value.value for value in QuotationMode)
TYPES = tuple(value.value for value in EntityType)
KINDS = tuple(value.value for value in MentionKind)
WHY = {
    "negated": "it is denied, refused, dropped or did not happen",
    "unreal": "it is planned, wished, feared, conditional or asked about",
    "attributed": "it is only somebody's word",
    "sense": "the word means something else here",
    "filler": "it happened, but this party has another role in it, or none",
    "past": "it was so, and is so no longer",
    "general": "a rule, a habit or a definition, no event",
}
PARTIES = (
    "agent",
    "theme",
    "recipient",
    "place",
    "amount",
)  # of lead events; other parties stand under their preposition
KEYS = (
    "id",
    "sha256",
    "fold",
    "annotator",
    "lead",
    "claims",
    "attributions",
    "traps",
    "lead_events",
    "mentions",
    "none",
)


def problems(line: Mapping[str, Any], text: str | None) -> Iterator[str]:
    """What is wrong with a line of standoff, in words; without its text, spans are only looked at for order."""
    if set(line) != set(KEYS):
        yield f"has the keys {sorted(line)}, not {sorted(KEYS)}"
        return
    if not line["annotator"] or line["annotator"] == "None":
        yield "annotator: give your initials"
    for where, span in _spans(line):
        yield from (f"{where}: {problem}" for problem in _span_problems(span, text))
    seen: list[Any] = []
    for claim in line["claims"]:
        words = text[slice(*claim["trigger"])] if text is not None else claim["trigger"]
        yield from (f"claim {claim['frame']} “{words}”: {problem}" for problem in _claim_problems(claim))
        core = [claim["frame"], claim["trigger"], claim["roles"], claim["direction"]]
        if core in seen:
            yield f"claim {claim['frame']} “{words}”: the same claim twice"
        seen.append(core)
    for number, one in enumerate(line["attributions"], 1):
        if one["mode"] not in MODES:
            yield f"attribution {number}: mode {one['mode']} is none of {', '.join(MODES)}"
        if not one["content"]:
            yield f"attribution {number}: has no content"
    for number, trap in enumerate(line["traps"], 1):
        yield from (f"trap {number}: {problem}" for problem in _framed_problems(trap))
        if trap["why"] not in WHY:
            yield f"trap {number}: why {trap['why']} is none of {', '.join(WHY)}"
    for number, event in enumerate(line["lead_events"], 1):
        yield from (f"lead event {number}: {problem}" for problem in _stance_problems(event))
        if not event["parties"]:
            yield f"lead event {number}: has no party"
    for number, mention in enumerate(line["mentions"] or (), 1):
        if mention["type"] not in TYPES:
            yield f"mention {number}: type {mention['type']} is none of {', '.join(TYPES)}"
        if mention["kind"] not in KINDS:
            yield f"mention {number}: kind {mention['kind']} is none of {', '.join(KINDS)}"
        if line["mentions"].index(mention) < number - 1:
            yield f"mention {number}: the same mention twice, in chain {mention['chain']}"
    yield from _completeness(line)


def main_roles(frame: str) -> tuple[str, ...]:
    """The roles that make a claim of a frame: those required, else the first two."""
    roles = frames()[frame].roles
    return tuple(role.name for role in roles.values() if role.required) or tuple(roles)[:2]


def _completeness(line: Mapping[str, Any]) -> Iterator[str]:
    found = {claim["frame"] for claim in line["claims"]}
    none = set(line["none"])
    if unknown := none - set(frames()):
        yield f"none: no frames {sorted(unknown)}"
    if both := none & found:
        yield f"none: {sorted(both)} are said to be absent, and are there"
    if lacking := set(frames()) - none - found:
        yield f"none: {sorted(lacking)} have no claim and are not said to have been looked for"


def _claim_problems(claim: Mapping[str, Any]) -> Iterator[str]:
    yield from _framed_problems(claim)
    yield from _stance_problems(claim)
    if (claim["frame"] == "Pledge") != (claim["direction"] in DIRECTIONS):
        yield "a Pledge, and nothing else, has a direction: undertake or forgo"
    if not claim["roles"]:
        yield "has no role"


def _framed_problems(one: Mapping[str, Any]) -> Iterator[str]:
    frame = frames().get(one["frame"])
    if frame is None:
        yield f"there is no frame {one['frame']}"
        return
    for role in one["roles"]:
        if role["role"] not in {*frame.roles, "place", "purpose"}:
            yield f"{one['frame']} has no role {role['role']}: only {', '.join(frame.roles)}"
        if role["value"] is not None and (role["role"] != "act" or role["value"] not in frames()):
            yield f"{role['role']}: only an act has a value, the name of a frame"


def _stance_problems(one: Mapping[str, Any]) -> Iterator[str]:
    for key, values in STANCE.items():
        if one[key] not in values:
            yield f"{key} {one[key]} is none of {', '.join(values)}"


def _spans(line: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[int]]]:
    """All spans of a line, each with where it stands."""

    def walk(value: Any, where: str) -> Iterator[tuple[str, Sequence[int]]]:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                yield from walk(inner, f"{where} {key}".strip())
        elif isinstance(value, list) and len(value) == 2 and all(isinstance(item, int) for item in value):
            yield where, value
        elif isinstance(value, list):
            for number, inner in enumerate(value, 1):
                yield from walk(inner, f"{where} {number}")

    return walk({key: line[key] for key in KEYS[4:-1]}, "")


def _span_problems(span: Sequence[int], text: str | None) -> Iterator[str]:
    start, end = span
    if not 0 <= start < end:
        yield f"span {start} to {end} is none"
    elif text is not None and end > len(text):
        yield f"span {start} to {end} goes beyond the text, which has {len(text)} code points"
    elif text is not None and text[start:end] != text[start:end].strip():
        yield f"span {start} to {end} begins or ends with white space"
