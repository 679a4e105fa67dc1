"""Timelines: how a pledge stands from which day on, and which acts of its maker are evidence on it."""

from __future__ import annotations

import pytest

from kg.fuse.timelines import Told, timelines
from kg.model import (
    Direction,
    Entity,
    EntityType,
    Filling,
    PledgeStatus,
    PledgeTurn,
    Reason,
    Situation,
    Time,
    TrackerRating,
)

ENTITIES = {
    key: Entity(key, name, kind)
    for key, name, kind in [
        ("brindle", "Brindle Systems", EntityType.COMPANY),
        ("harrow", "Harrow Optics", EntityType.COMPANY),
        ("police", "police departments", EntityType.GROUP),
        ("selby", "Selby Police", EntityType.POLICE),
        ("school", "Selby School Board", EntityType.AGENCY),
        ("lens", "FaceLens", EntityType.PRODUCT),
        ("lens-pro", "FaceLens Pro", EntityType.PRODUCT),
        ("lamp", "LampPost", EntityType.PRODUCT),
    ]
}
MADE = "2031-03-05"


def day(first: str, last: str | None = None) -> Time:
    return Time(first if last is None else f"[{first}..{last}]", first, last or first)


def pledge(
    direction: Direction = Direction.FORGO, *, until: Time | None = None, time: Time | None = None, **roles: str
):
    fillings = {"pledger": "brindle", "act": "Sale", "product": "lens", "counterparty": "police", **roles}
    return Told(
        Situation(
            "pledge-1",
            "Pledge",
            tuple(_filling(role, value) for role, value in fillings.items() if value),
            ("c1",),
            ("a1",),
            direction=direction,
            time=time,
            expires=until,
        ),
        MADE,
        MADE,
    )


def sale(
    time: Time | None, *, news: str | None = None, reasons: tuple[Reason, ...] = (), frame: str = "Sale", **roles: str
) -> Told:
    fillings = roles or {"seller": "brindle", "product": "lens", "buyer": "selby"}
    filled = tuple(_filling(role, value) for role, value in fillings.items())
    situation = Situation(f"{frame.lower()}-2", frame, filled, ("c2",), ("a2",), reasons=reasons, time=time)
    return Told(situation, news or "2031-12-24", news)


def _filling(role: str, value: str) -> Filling:
    return Filling(role, entity=value) if value in ENTITIES else Filling(role, value=value)


def turns(made: Told, *others: Told) -> list[tuple[PledgeTurn, str | None, PledgeStatus | None]]:
    found = timelines("brindle", [made, *others], ENTITIES)[made.situation.key]
    assert found == timelines("brindle", [*others, made], ENTITIES)[made.situation.key]
    return [(one.turn, one.since, one.status) for one in found]


MAKING = (PledgeTurn.MADE, MADE, PledgeStatus.ACTIVE)


def test_a_pledge_is_active_from_the_day_it_is_on_record() -> None:
    assert turns(pledge()) == [MAKING]
    assert turns(pledge(time=day("2031-02-01", "2031-02-28")))[0][1] == "2031-02-28"
    assert turns(pledge(time=day("2031-02-01", "2031-04-30")))[0][1] == MADE


def test_one_with_a_condition_is_conditional() -> None:
    assert turns(pledge(condition="there is a law")) == [(PledgeTurn.MADE, MADE, PledgeStatus.CONDITIONAL)]


def test_it_runs_out_the_day_after_its_last() -> None:
    found = turns(pledge(until=day("2032-03-01", "2032-03-31")))
    assert found[1:] == [(PledgeTurn.END, "2032-04-01", PledgeStatus.EXPIRED)]


def test_a_length_without_a_day_counts_from_the_news() -> None:
    made = pledge()
    situation = Situation(**{name: getattr(made.situation, name) for name in Situation.__slots__} | {"duration": "P1Y"})
    assert turns(Told(situation, MADE, MADE))[1:] == [(PledgeTurn.END, "2032-03-06", PledgeStatus.EXPIRED)]
    assert turns(Told(situation, MADE, None)) == [MAKING]


@pytest.mark.parametrize(
    ("act", "against"),
    [
        (sale(day("2031-06-01")), True),
        (sale(day("2031-06-01"), seller="brindle", product="lens-pro", buyer="selby"), True),  # named more closely
        (sale(day("2031-06-01"), frame="Contract", supplier="brindle", subject="FaceLens", customer="selby"), True),
        (sale(None, news="2031-06-01"), True),  # news of that day
        (sale(None), False),  # told some day, done nobody knows when
        (sale(day("2031-02-01")), False),  # before it was made
        (sale(day("2031-01-01", "2031-12-31")), False),  # or may have been
        (sale(day("2033-01-01")), False),  # when it had run out
        (sale(day("2031-06-01"), seller="harrow", product="lens", buyer="selby"), False),  # by another
        (sale(day("2031-06-01"), seller="brindle", product="lamp", buyer="selby"), False),  # of another thing
        (sale(day("2031-06-01"), seller="brindle", product="lens", buyer="school"), False),  # to another
        (sale(day("2031-06-01"), seller="brindle", product="lens"), False),  # to nobody knows whom
        (sale(day("2031-06-01"), seller="selby", product="lens", buyer="brindle"), False),  # the other way round
        (sale(day("2031-06-01"), reasons=(Reason.DENIED,)), False),
        (sale(day("2031-06-01"), reasons=(Reason.PLANNED,)), False),
        (sale(day("2031-06-01"), frame="Pitch", agent="brindle", theme="lens", recipient="selby"), False),
    ],
)
def test_only_an_act_of_what_was_forgone_while_it_held_stands_against_it(act: Told, against: bool) -> None:
    made = pledge(until=day("2032-03-31"))
    found = timelines("brindle", [made, act], ENTITIES)["pledge-1"]
    contradictions = [one for one in found if one.turn is PledgeTurn.CONTRADICTION]
    assert bool(contradictions) is against
    for one in contradictions:
        assert (one.by, one.since, one.status) == (act.situation.key, "2031-06-01", PledgeStatus.CONTRADICTED)
        assert one.evidence is TrackerRating.BROKEN


def test_what_was_undertaken_and_done_is_evidence_that_it_was_kept() -> None:
    made = pledge(Direction.UNDERTAKE, until=day("2032-03-31"))
    found = timelines("brindle", [made, sale(day("2031-06-01"))], ENTITIES)["pledge-1"]
    assert [(one.turn, one.evidence) for one in found] == [
        (PledgeTurn.MADE, None),
        (PledgeTurn.FULFILMENT, TrackerRating.KEPT),
        (PledgeTurn.END, None),
    ]


def test_what_was_undertaken_and_is_planned_is_in_progress_and_later_overdue() -> None:
    made = pledge(Direction.UNDERTAKE, until=day("2032-03-31"))
    found = timelines("brindle", [made, sale(day("2031-06-01"), reasons=(Reason.PLANNED,))], ENTITIES)["pledge-1"]
    assert [one.evidence for one in found] == [None, TrackerRating.IN_PROGRESS, TrackerRating.OVERDUE]


def test_a_pledge_by_somebody_without_a_name_has_a_timeline_too() -> None:
    made = pledge(pledger="some firms")
    assert timelines('"pledge-1"', [made], ENTITIES)["pledge-1"][0].since == MADE


def test_a_pledge_that_is_only_reported_has_none() -> None:
    made = pledge()
    situation = Situation(
        **{name: getattr(made.situation, name) for name in Situation.__slots__} | {"reasons": (Reason.UNSURE,)}
    )
    assert timelines("brindle", [Told(situation, MADE, MADE)], ENTITIES) == {}


def told_of(predicate: str, theme: str | None, *, agent: str = "brindle", day_of: str = "2031-06-01") -> Told:
    roles = (Filling("agent", entity=agent), *((Filling("theme", value=theme),) if theme else ()))
    situation = Situation("openevent-3", "OpenEvent", roles, ("c3",), ("a3",), time=day(day_of), predicate=predicate)
    return Told(situation, "2031-12-24", None)


@pytest.mark.parametrize(
    ("other", "status"),
    [
        (told_of("withdraw pledge", None), PledgeStatus.WITHDRAWN),
        (told_of("renege on", "its promise"), PledgeStatus.WITHDRAWN),
        (told_of("narrow", "pledge"), PledgeStatus.NARROWED),
        (told_of("break", "promise"), PledgeStatus.CONTRADICTED),
        (told_of("keep", "promise"), None),
        (told_of("withdraw", "troops"), None),
        (told_of("withdraw pledge", None, agent="harrow"), None),
        (told_of("withdraw pledge", None, day_of="2031-01-01"), None),  # before it was made
    ],
)
def test_what_is_told_of_the_promise_changes_how_it_stands(other: Told, status: PledgeStatus | None) -> None:
    found = turns(pledge(), other)
    assert [one[2] for one in found[1:]] == ([status] if status else [])


def test_what_is_withdrawn_neither_runs_out_nor_can_be_broken() -> None:
    made = pledge(until=day("2032-03-31"))
    found = turns(made, told_of("withdraw pledge", None), sale(day("2031-09-01")))
    assert [one[0] for one in found] == [PledgeTurn.MADE, PledgeTurn.WITHDRAWAL]


def test_of_several_pledges_nobody_knows_which_is_meant() -> None:
    other = pledge(Direction.UNDERTAKE)
    other = Told(
        Situation(**{name: getattr(other.situation, name) for name in Situation.__slots__} | {"key": "pledge-9"}),
        MADE,
        MADE,
    )
    assert turns(pledge(), other, told_of("withdraw pledge", None)) == [MAKING]
