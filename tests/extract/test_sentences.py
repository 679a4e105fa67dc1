"""Sentences and what is to be read of them, the whole of it: polarity, certainty, actuality, direction, holders, roles.

``sentences/*.txt``: a text in a line of its own ("\\n" parts paragraphs); indented under it a line for each claim of
the frames asked about, ``Frame: stance by holder < holder | role value, …`` (without ``|`` the roles are not asked),
or ``Frame: none``; what is affirmed, certain and actual says no more than "affirmed". ``each:`` lists words of which
every one is put for ``{}``. ``Quotation: mode | speaker | cue | addressee | words`` are the quotations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import Actuality, Certainty, Claim, Quotation, Span
from tests.conftest import Reading

FOLDER = Path(__file__).parent / "sentences"
Read = Callable[..., Reading]


def cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.txt")):
        blocks: list[tuple[str, list[str]]] = []
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("    "):
                blocks[-1][1].append(line.strip())
            elif line and not line.startswith("#"):
                blocks.append((line, []))
        for text, wanted in blocks:
            each = next((line.removeprefix("each: ") for line in wanted if line.startswith("each: ")), "")
            told = tuple(line for line in wanted if not line.startswith("each: "))
            for word in each.split(", "):
                words = text.replace("{}", word).replace("\\n", "\n")
                yield pytest.param(words, told, id=f"{file.stem}: {text if not each else words}")


@pytest.mark.parametrize(("text", "wanted"), list(cases()))
def test_sentence(text: str, wanted: tuple[str, ...], reading: Read) -> None:
    assert wanted, "nothing is asked of this sentence"
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for line in wanted:
        frame, _, rest = line.partition(": ")
        asked[frame].append(rest)
    read = reading(text)
    found = {frame: told(read, frame, roles=any("|" in line for line in lines)) for frame, lines in asked.items()}
    assert found == {frame: sorted(lines) for frame, lines in asked.items()}


def told(read: Reading, frame: str, *, roles: bool) -> list[str]:
    """What is read of one frame, a line a claim; of one stance without roles once."""
    if frame == "Quotation":
        return sorted(quotation(read, one) for one in read.quotations) or ["none"]
    lines = [stance(claim) + (f" | {filled(read, claim)}" if roles else "") for claim in read.of(frame)]
    return sorted(lines if roles else set(lines)) or ["none"]


def stance(claim: Claim) -> str:
    usual = {Certainty.CERTAIN, Actuality.ACTUAL}
    parts = [part.value for part in (claim.polarity, claim.certainty, claim.actuality) if part not in usual]
    if claim.direction is not None:
        parts.append(claim.direction.value)
    if claim.attribution:
        parts.append("by " + " < ".join(holder.text for holder in claim.attribution))
    return " ".join(parts)


def filled(read: Reading, claim: Claim) -> str:
    roles = sorted(claim.roles, key=lambda filling: filling.role)
    return ", ".join(f"{one.role} {one.value or read.name(one.span)}" for one in roles)


def quotation(read: Reading, one: Quotation) -> str:
    def name(span: Span | None) -> str:
        return read.name(span) if span is not None else "-"

    cue = read.text(one.cue) if one.cue is not None else "-"
    speaker = name(one.speaker.span if one.speaker is not None else None)
    words = " + ".join(map(read.text, one.parts))
    whole = "" if one.parts == (one.content,) else f" | in: {read.text(one.content)}"
    return " | ".join((one.mode.value, speaker, cue, name(one.addressee), words)) + whole
