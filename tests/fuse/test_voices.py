"""Who speaks for whom: by position, by the words a person is called with, by being an outlet; near misses do not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.fuse import fuse
from kg.model import Actuality, Certainty, Direction, Polarity, Reason, Record

PLEDGE = {"pledger": "Acme", "act": "Sale", "product": "Facemap", "direction": Direction.FORGO}


def pledge(world: Any, *records: Record) -> Any:
    (found,) = [one for one in world.fuse(*records).situations if one.frame == "Pledge"]
    return found


@pytest.mark.parametrize(
    ("position", "speaks"),
    [
        *(
            (position, True)
            for position in (
                "spokesman", "spokeswoman", "spokesperson", "vice president", "Chief of Staff", "CEO", "cfo", "CIO",
                "CTO",
                "CMO",
                "COO", "co-founder", "chairwoman", "managing director", "head of policy", "representative", "secretary",
                "minister", "commissioner", "attorney general", "general counsel", "press aide",
                "communications lead", "executive editor", "police officer",
                "mayor", "sheriff", "owner", "general manager",
            )
        ),
        *(
            (position, False)
            for position in (
                "engineer", "analyst", "manager", "employee", "ceos' driver", "forehead model", "customer",
                "coordinator",
                "critic", "former partner", "professor", "nurse", "octopus keeper",
            )
        ),
    ],
)  # fmt: skip
def test_whose_holders_speak_for_their_organization(world: Any, position: str, speaks: bool) -> None:
    role = world.say("Role", holder="Ann Lee", position=position, organization="Acme")
    record = world.article("a", role, world.say("Pledge", by="Ann Lee", **PLEDGE))
    assert pledge(world, record).reasons == (() if speaks else (Reason.ALLEGED,))


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": Polarity.NEGATED},
        {"polarity": Polarity.UNKNOWN},
        {"actuality": Actuality.PLANNED},
        {"actuality": Actuality.HYPOTHETICAL},
        {"position": "former president"},
        {"organization": "Zenit"},
        {"holder": "Bo Kim"},
        {"frame": "Departure"},
        {"holder": None},
        {"holder": "somebody"},
        {"organization": None},
        {"organization": "some firm"},
        {"position": None},
    ],
)
def test_who_holds_no_such_post_does_not(world: Any, change: dict[str, Any]) -> None:
    role = {"frame": "Role", "holder": "Ann Lee", "position": "president", "organization": "Acme"} | change
    said = world.say(**{name: value for name, value in role.items() if value is not None})
    record = world.article("a", said, world.say("Pledge", by="Ann Lee", **PLEDGE))
    assert pledge(world, record).reasons == (Reason.ALLEGED,)


def test_a_post_that_is_only_probable_speaks_still(world: Any) -> None:
    role = world.say("Role", holder="Ann Lee", position="president", organization="Acme", certainty=Certainty.PROBABLE)
    assert pledge(world, world.article("a", role, world.say("Pledge", by="Ann Lee", **PLEDGE))).asserted


def test_a_post_told_of_in_another_article_does_not_count(world: Any) -> None:
    role = world.article("a", world.say("Role", holder="Ann Lee", position="president", organization="Acme"))
    assert pledge(world, role, world.article("b", world.say("Pledge", by="Ann Lee", **PLEDGE))).reasons == (
        Reason.ALLEGED,
    )


def called(world: Any, words: str, *, of: str = "Acme") -> Record:
    """An article whose speaker Ann Lee is called ``words``, a phrase that gives her to an organization."""
    record = world.article("a", world.say("Pledge", by="Ann Lee", **PLEDGE), world.say("Use", agent=of))
    (speaker,) = [one for one in record.mentions if one.name == "Ann Lee"]
    organization = [one for one in record.mentions if one.name == of][-1]
    mentions = [
        replace(one, text=words, affiliation=organization.span) if one is speaker else one for one in record.mentions
    ]
    return replace(record, mentions=tuple(mentions))


@pytest.mark.parametrize(
    ("words", "speaks"),
    [
        ("a spokesman for Acme", True),
        ("Acme's chief executive", True),
        ("an Acme spokesperson", True),
        ("Acme's press office", True),
        ("an engineer at Acme", False),
        ("a customer of Acme", False),
    ],
)
def test_the_phrase_itself_says_whose_somebody_is(world: Any, words: str, speaks: bool) -> None:
    assert pledge(world, called(world, words)).reasons == (() if speaks else (Reason.ALLEGED,))


def test_a_spokesman_for_another_speaks_for_that_one_alone(world: Any) -> None:
    assert pledge(world, called(world, "a spokesman for Zenit", of="Zenit")).reasons == (Reason.ALLEGED,)


def test_a_spokesman_for_nobody_known_speaks_for_nobody(world: Any) -> None:
    record = called(world, "a spokesman for Acme")
    lost = [replace(one, chain=None) if one.affiliation else one for one in record.mentions]
    assert pledge(world, replace(record, mentions=tuple(lost))).reasons == (Reason.ALLEGED,)


def holder_called(world: Any, words: str) -> Record:
    """An article whose holder is Ann Lee, by these words of the attribution."""
    record = world.article("a", world.say("Pledge", by="Ann Lee", **PLEDGE))
    (claim,) = record.claims
    holder = replace(claim.attribution[0], text=words)
    return replace(record, claims=(replace(claim, attribution=(holder,)),))


@pytest.mark.parametrize(
    ("words", "speaks"),
    [
        ("Acme spokesman Ann Lee", True),
        ("Ann Lee, a spokesman for Acme Corp", True),
        ("ACME’s president", True),
        ("Acme engineer Ann Lee", False),
        ("the president", False),
        ("Acmeville president Ann Lee", False),
        ("president of Pacme", False),
        ("Zenit spokesman Ann Lee", False),
    ],
)
def test_the_words_of_the_attribution_tell_whose_somebody_is(world: Any, words: str, speaks: bool) -> None:
    assert pledge(world, holder_called(world, words)).reasons == (() if speaks else (Reason.ALLEGED,))


@pytest.mark.parametrize(
    ("alias", "words", "speaks"),
    [
        ("AX", "an AX spokesman", True),  # two letters are a name, one is not
        ("X", "an X spokesman", False),
        ("AX", "a maxim of its president", False),
        ("A.X.", "a spokesman for A.X.", True),
        ("A.X.", "a spokesman for Apex.", False),  # a name is no pattern
    ],
)
def test_how_short_a_name_may_be_to_tell_whose_somebody_is(world: Any, alias: str, words: str, speaks: bool) -> None:
    record = holder_called(world, words)
    known = world.resolution([record])
    acme = replace(known.entities["acme"], name="Acmesson", aliases=(alias,))
    (found,) = fuse([record], replace(known, entities=known.entities | {"acme": acme})).situations
    assert found.reasons == (() if speaks else (Reason.ALLEGED,))


@pytest.mark.parametrize("which", [0, 1])
def test_each_holder_is_told_by_words_of_its_own(world: Any, which: int) -> None:
    """Two persons pass a promise on: the words of one say nothing of the other."""
    record = world.article("a", world.say("Pledge", by=("Ann Lee", "Bo Kim"), **PLEDGE))
    (claim,) = record.claims
    called = [replace(one, text=f"Acme spokesman {one.text}") for one in claim.attribution]
    both = replace(claim, attribution=tuple(called))
    assert pledge(world, replace(record, claims=(both,))).asserted
    called[which] = claim.attribution[which]
    one = replace(claim, attribution=tuple(called))
    assert pledge(world, replace(record, claims=(one,))).reasons == (Reason.ALLEGED,)


def test_a_promise_of_nobody_is_nobodys_own(world: Any) -> None:
    unclaimed = {role: filler for role, filler in PLEDGE.items() if role != "pledger"}
    for pledger in ({}, {"pledger": "somebody"}):
        said = world.say("Pledge", by="Acme", **unclaimed, **pledger)
        assert Reason.ALLEGED in pledge(world, world.article("a", said)).reasons


@pytest.mark.parametrize(
    ("by", "asserted"),
    [
        ("Acme", True),
        (("Acme", "Harbour Post"), True),
        (("Harbour Post", "Acme"), True),
        (("Acme", "Ann Lee"), False),
        (("Ann Lee", "Acme"), False),
        (("somebody", "Acme"), False),
        ("somebody", False),
    ],
)
def test_all_who_pass_a_promise_on_have_to_be_its_own_or_an_outlet(world: Any, by: Any, asserted: bool) -> None:
    assert pledge(world, world.article("a", world.say("Pledge", by=by, **PLEDGE))).asserted is asserted


@pytest.mark.parametrize("frame", ["Statement", "NoComment", "Advocacy", "Criticism", "Pledge"])
def test_what_one_says_oneself_is_on_record_for_speech_acts(world: Any, frame: str) -> None:
    role = {"Statement": "speaker", "NoComment": "agent", "Advocacy": "advocate", "Criticism": "critic"}
    said = {role.get(frame, "pledger"): "Acme", "by": "Acme"}
    more = {"act": "Sale", "product": "Facemap"} if frame == "Pledge" else {}
    situation = world.only(world.article("a", world.say(frame, **said, **more)))
    assert Reason.ALLEGED not in situation.reasons


@pytest.mark.parametrize(
    ("frame", "role"), [("Use", "agent"), ("Launch", "agent"), ("Test", "agent"), ("OpenEvent", "agent")]
)
def test_what_one_says_of_oneself_is_alleged_of_deeds(world: Any, frame: str, role: str) -> None:
    record = world.article("a", world.say(frame, **{role: "Acme"}, product="Facemap", by="Acme"))
    assert world.only(record).reasons == (Reason.ALLEGED,)


def test_words_between_quotation_marks_are_a_speakers_even_of_speech_acts(world: Any) -> None:
    assert pledge(world, world.article("a", world.say("Pledge", quoted=True, **PLEDGE))).reasons == (Reason.ALLEGED,)
    assert pledge(world, world.article("a", world.say("Pledge", quoted=True, by="Acme", **PLEDGE))).asserted


SALE = {"seller": "Acme", "product": "Facemap", "buyer": "Border Bureau"}
NOT, OPEN = {"polarity": Polarity.NEGATED}, {"polarity": Polarity.UNKNOWN}


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"actuality": Actuality.PLANNED}, {"actuality": Actuality.PLANNED} | NOT, "denied disputed planned"),
        ({"actuality": Actuality.CONDITIONAL}, {"actuality": Actuality.CONDITIONAL} | NOT, "denied disputed planned"),
        ({"actuality": Actuality.CONDITIONAL}, {"actuality": Actuality.PLANNED} | NOT, "denied disputed planned"),
        ({"actuality": Actuality.PLANNED}, {"actuality": Actuality.CONDITIONAL} | OPEN, "disputed planned unclear"),
        ({"actuality": Actuality.PLANNED}, {"actuality": Actuality.HYPOTHETICAL} | NOT, "denied planned"),
        ({"actuality": Actuality.HYPOTHETICAL}, {"actuality": Actuality.HYPOTHETICAL} | NOT, "denied planned"),
        ({}, {"actuality": Actuality.PLANNED} | NOT, "denied"),
        ({}, NOT, "denied disputed"),
        ({}, OPEN, "disputed unclear"),
        ({"by": "Ann Lee"}, NOT, "alleged denied disputed"),
        (NOT, {"actuality": Actuality.PLANNED} | NOT, "denied"),
        ({"actuality": Actuality.PLANNED} | NOT, {"actuality": Actuality.CONDITIONAL} | NOT, "denied planned"),
        ({"by": "Ann Lee"}, {"by": "Bo Kim", "certainty": Certainty.POSSIBLE}, "alleged"),  # what all lack
        ({"by": "Ann Lee"}, {"certainty": Certainty.POSSIBLE}, "alleged unclear"),  # each lacks another thing
    ],
)
def test_reasons_of_two_claims(world: Any, one: dict[str, Any], other: dict[str, Any], reasons: str) -> None:
    records = (
        world.article("a", world.say("Sale", **SALE, **one)),
        world.article("b", world.say("Sale", **SALE, **other)),
    )
    assert sorted(reason.name.lower() for reason in world.only(*records).reasons) == reasons.split()
