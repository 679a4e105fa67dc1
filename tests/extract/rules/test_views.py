"""Typed views: each has a sentence that it reads, and what keeps it from reading one is tested by kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.extract.rules import views
from kg.extract.rules.schema import triggers
from kg.frames import OPEN
from kg.frames.views import Row, rows
from tests.conftest import Reading

Read = Callable[..., Reading]
ROWS = {row.table["name"]: row for row in rows()}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_view_reads_its_example(name: str, reading: Read) -> None:
    table = ROWS[name].table
    read = reading(table["example"])
    found = [claim for claim in read.of(table["frame"]) if claim.rule == name]
    assert found, [(claim.frame, claim.rule, read.roles(claim)) for claim in read.claims]
    # one predicate gives a typed claim or an open one, never both
    assert not any(claim.frame == OPEN and claim.trigger == found[0].trigger for claim in read.claims)


def test_views_are_named_for_their_frames_and_like_no_trigger() -> None:
    names = [row.table["name"] for row in rows()]
    assert len(set(names)) == len(names)
    assert not set(names) & {one.name for some in triggers().values() for one in some}
    assert all(row.table["name"].startswith(f"{row.table['frame'].lower()}.") for row in rows())


@pytest.mark.parametrize(
    ("text", "frame", "roles"),
    [
        # the verb in either voice, in an infinitive, in a relative clause
        ("Rebels torched the town hall of Selby.", "Attack", ("Rebels", "town hall of Selby")),
        ("The town hall of Selby was torched by rebels.", "Attack", ("rebels", "town hall of Selby")),
        ("Rebels want to torch Selby.", "Attack", ("Rebels", "Selby")),
        ("Ana Roth met the rebels who torched Selby.", "Attack", ("the rebels", "Selby")),
        # the noun, whose arguments its prepositions bring in
        ("The siege of Selby by rebels took a week.", "Attack", ("rebels", "Selby")),
        # words for what is no entity
        ("Ana Roth cheered the courage of the drivers.", "Endorsement", ("Ana Roth", "courage of the drivers")),
        # all that is coordinated in the words for a subject is told once
        (
            "The accord between Vell Systems and Harrow Optics on prices and quality lapsed.",
            "Agreement",
            ("Harrow Optics", "Vell Systems", "prices and quality"),
        ),
    ],
)
def test_a_view_reads_any_predicate_of_its_class(text: str, frame: str, roles: tuple[str, ...], reading: Read) -> None:
    read = reading(text)
    [found] = read.of(frame)
    told = [read.name(filling.span).removeprefix("The ").removeprefix("the ") for filling in found.roles]
    assert sorted(told) == sorted(role.removeprefix("the ") for role in roles)


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("The second interview was scrapped.", "Discontinuation"),  # a role that it needs is not there
        ("The pact with Harrow Optics lapsed.", "Agreement"),  # of several parties one alone
        ("Ana Roth did not deny the report.", "Statement"),  # performed it is not
        ("The ministry granted Ana Roth a wish.", "Authorization"),  # not an object of its kind
        ("The capture of data took three weeks.", "Attack"),  # nobody whom its role takes
        ("Vell Systems lost a pact with Harrow Optics.", "Agreement"),  # a verb that does not carry the noun so
        ("The ministry looked at the conduct of Vell Systems.", "Investigation"),  # a verb without its particle
    ],
)
def test_what_keeps_a_view_from_reading(text: str, frame: str, reading: Read) -> None:
    assert not {claim.rule for claim in reading(text).of(frame)} & set(ROWS)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"frame": "Grnt"}, "there is no frame 'Grnt'"),
        ({"colour": "red"}, "there is no field of a view, 'colour'"),
        ({"args": {"agent": "giver"}}, "there is no role of Attack, 'giver'"),
        ({"needs": ["giver"]}, "there is no role of Attack, 'giver'"),
        ({"verbs": "rob @taking"}, "there is no class of words '@taking'"),
        ({"types": {"agent": ["Firm"]}}, "there is no type 'Firm'"),
    ],
)
def test_what_does_not_exist_is_refused_with_its_line(
    change: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ROWS["attack.ransack"]
    wrong: Row = replace(row, table={**row.table, **change})
    monkeypatch.setattr(views, "rows", lambda: (wrong,))
    with pytest.raises(InputError, match=r"_views\.toml") as refused:
        views.views.__wrapped__()
    assert said in str(refused.value)
    assert f"line {row.source.line}" in str(refused.value)
