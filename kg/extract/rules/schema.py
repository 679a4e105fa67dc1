"""The triggers of ``kg/frames/*.toml``, parsed and indexed by the word that fires them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.extract.rules.checks import COMPLEMENT, ONLY, WORDS, check
from kg.frames import Entry, Frame, Role, frames
from kg.frames.types import entity_types

# The fields that say what a token has to be like (``rules.conditions``), in the order in which they are looked at.
CONDITIONS = (
    "particle",
    "verbs",
    "voice",
    "modal",
    "subject",
    "object",
    "governor",
    "modifier",
    "prep_object",
    "without",
    "asks",
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way of telling of a frame.

    ``name`` is the rule's own ("acquisition.acquire"): its frame, in lower case, and its wording. ``args`` maps a
    grammatical function (``subj``, ``obj``, ``iobj``, ``poss``, ``compound``, a preposition, or one of these after
    ``comp.`` for the complement's) to the roles it may fill, first fit first. ``complement`` restricts the lemma of
    the clause that completes a verb (``*``: any infinitive), ``object`` that of its object, ``subject`` that of its
    subject as written, ``governor`` that of the verb a noun completes, ``prep_object`` that of a preposition's
    (``*``: any), ``modal`` the auxiliary, ``modifier`` a word before a noun, ``voice`` (``passive``) the voice. A
    role written ``party#2`` is a second filler of ``party``; the names of ``kg.extract.functions`` are functions
    too, ``home`` is the article's own outlet, ``maker`` and ``striker`` whom it makes plain without naming
    (``kg.extract.makers``). ``without`` are labels of dependents that keep it from firing, ``asks`` wants an
    indirect question ("whether it would") as complement, ``unlike`` are the lemmas that a function does not take
    ("owns a house"). ``entities`` are roles that take no mere words, ``needs`` roles without which nothing fires:
    each item a role, or several of which one suffices. ``when = "negated"`` turns the trigger's own negation into the
    event, ``when = "absent"`` leaves nothing where it is not negated ("did not respond"). ``when = "ended"`` says that
    it is so no longer ("dropped the software"). ``attempt`` says that to try is to do it ("tried to persuade").
    ``swallow`` keeps the complement
    from firing frames of its own.

    ``conditions`` are the names of the conditions that it has, ``reaches`` says whether its ``args`` go into a
    complement.
    """

    frame: Frame
    name: str
    part: str
    lemma: str
    particle: str
    args: dict[str, tuple[str, ...]]
    complement: frozenset[str]
    object: frozenset[str]
    subject: frozenset[str]
    governor: frozenset[str]
    needs: tuple[frozenset[str], ...]
    roles: dict[str, Role]
    when: str
    swallow: bool
    attempt: bool
    modal: frozenset[str]
    modifier: frozenset[str]
    without: frozenset[str]
    asks: bool
    unlike: dict[str, frozenset[str]]
    voice: str
    prep_object: dict[str, frozenset[str]]
    confidence: float
    conditions: tuple[str, ...]
    reaches: bool


@cache
def triggers() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """All triggers by (``verbs`` | ``nouns`` | ``adjectives``, lemma), the most particular first."""
    index: dict[tuple[str, str], list[Trigger]] = {}
    for frame in frames().values():
        lines: dict[str, int] = {}
        for entry in frame.triggers:
            check(frame, entry)
            name, line = entry.table["name"], entry.source.line
            if name in lines:
                raise entry.source.refused(f"the name {name!r} is that of line {lines[name]} too")
            lines[name] = line
            for trigger in _parsed(frame, entry):
                index.setdefault((trigger.part, trigger.lemma), []).append(trigger)
    return {key: tuple(sorted(found, key=_particular)) for key, found in index.items()}


def frames_of(noun: str) -> frozenset[str]:
    """Names of the frames that a noun, in lower case and singular, may be a trigger of."""
    return frozenset(trigger.frame.name for trigger in triggers().get(("nouns", noun), ()))


def _particular(trigger: Trigger) -> tuple[bool, bool, bool, int, str]:
    return (
        not trigger.complement,
        not (trigger.asks or trigger.object or trigger.subject or trigger.prep_object or trigger.modifier),
        not trigger.particle,
        -len(trigger.needs),
        trigger.frame.name,
    )


def _conditions(table: dict[str, Any], part: str, particle: str) -> tuple[str, ...]:
    """The conditions of a trigger's word of some part of speech, some of which only verbs or nouns have."""
    has = {"particle": bool(particle), "verbs": part == "verbs"}
    return tuple(name for name in CONDITIONS if has.get(name, table.get(name) and ONLY.get(name, part) == part))


def _parsed(frame: Frame, entry: Entry) -> Iterator[Trigger]:
    table = entry.table
    args = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in table.get("args", {}).items()}
    narrowed = {
        name: replace(frame.roles[name], types=entity_types(kinds, entry.source), form="")
        for name, kinds in table.get("types", {}).items()
    }
    for name in table.get("entities", ()):
        narrowed[name] = replace(narrowed.get(name, frame.roles[name]), form="entity")
    needs = [frozenset([item] if isinstance(item, str) else item) for item in table.get("needs", ())]
    needs += [frozenset([role.name]) for role in frame.roles.values() if role.required]
    for part in WORDS:
        for word in table.get(part, ()):
            lemma, _, particle = word.partition(" ")
            yield Trigger(
                frame=frame,
                name=table["name"],
                part=part,
                lemma=lemma,
                particle=particle,
                args=args,
                complement=frozenset(table.get("complement", ())),
                object=frozenset(table.get("object", ())),
                subject=frozenset(table.get("subject", ())),
                governor=frozenset(table.get("governor", ())),
                needs=tuple(needs),
                roles={**frame.roles, **narrowed},
                when=table.get("when", ""),
                swallow=table.get("swallow", True),
                attempt=table.get("attempt", False),
                modal=frozenset(table.get("modal", ())),
                modifier=frozenset(table.get("modifier", ())),
                without=frozenset(table.get("without", ())),
                asks=table.get("asks", False),
                unlike={name: frozenset(words) for name, words in table.get("unlike", {}).items()},
                voice=table.get("voice", ""),
                prep_object={name: frozenset(words) for name, words in table.get("prep_object", {}).items()},
                confidence=table.get("confidence", 0.9),
                conditions=_conditions(table, part, particle),
                reaches=any(name.startswith(COMPLEMENT) for name in args),
            )
