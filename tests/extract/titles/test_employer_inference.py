"""Whose a bare title is, where the article makes one body plain; nobody's where it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Reading

Read = Callable[..., Reading]


def employer(read: Reading, holder: str) -> str | None:
    roles = [read.roles(claim) for claim in read.of("Role")]
    return next((told.get("organization") for told in roles if told["holder"] == holder), None)


@pytest.mark.parametrize(
    ("text", "holder", "organization"),
    [
        (
            "The Calder Police Department bought six drones. Chief Tomas Vell said they would stay on the ground.",
            "Tomas Vell",
            "Calder Police Department",
        ),
        (
            "Officers of the Fenland Constabulary read the list. Assistant Chief Constable Ada Marsh apologised.",
            "Ada Marsh",
            "Fenland Constabulary",
        ),
        (
            "The City Council put off the vote. Councilmember Lena Ortiz was glad of it.",
            "Lena Ortiz",
            "City Council",
        ),
        (
            "The Harrow County Sheriff's Office sent it back. Sheriff Tomas Vell had never liked it.",
            "Tomas Vell",
            "Harrow County Sheriff's Office",
        ),
        (
            "Brindle Systems makes locks. Brindle Systems opened a plant in May. The company hired 40 people, "
            "chief operating officer Ada Marsh said.",
            "Ada Marsh",
            "Brindle Systems",
        ),
        (
            "Brindle Systems makes locks. The company opened a plant in May and Brindle Systems likes it. "
            "“We are glad,” spokesperson Ada Marsh said.",
            "Ada Marsh",
            "Brindle Systems",
        ),
        (
            "The city of Ashport bought six cameras. Nobody in Ashport had asked for them. "
            "Mayor Lena Ortiz said people in Ashport needed them, and the city agreed.",
            "Lena Ortiz",
            "Ashport",
        ),
    ],
)
def test_the_one_body_of_its_kind(text: str, holder: str, organization: str, reading: Read) -> None:
    assert employer(reading(text), holder) == organization


@pytest.mark.parametrize(
    "text",
    [
        # two forces, two firms: either might be meant
        "The Calder Police Department and the Ilmen Police Department bought drones. Chief Tomas Vell was glad.",
        "Brindle Systems sued Harrow Optics. Brindle Systems lost. Chief executive Tomas Vell was glad.",
        # one mention is not enough to be what the article is about
        "The town bought a lock of Brindle Systems. Chief executive Tomas Vell was glad.",
        # another kind of body
        "Brindle Systems makes locks. Brindle Systems opened a plant. Mayor Tomas Vell was glad.",
        "The Calder Police Department bought six drones. Fire Chief Tomas Vell was glad.",
        "The Calder Police Department bought six drones. President Tomas Vell was glad.",
        # the force that somebody comes from
        "Chief Tomas Vell, who joined from the Ilmen Police Department, was glad.",
    ],
)
def test_nobodys_where_it_is_open(text: str, reading: Read) -> None:
    assert employer(reading(text), "Tomas Vell") is None
