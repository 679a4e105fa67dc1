"""What predicates mean: verbs of one sense are one, all else is what it is."""

from __future__ import annotations

import pytest

from kg.fuse.make_synonyms import groups
from kg.fuse.synonyms import meaning


@pytest.mark.parametrize(
    ("predicate", "other"),
    [
        ("purchase", "buy"),
        ("criticise", "criticize"),
        ("buy back", "repurchase"),
        ("postpone decision on", "defer decision on"),
    ],
)
def test_verbs_of_one_sense_are_one(predicate: str, other: str) -> None:
    assert meaning(predicate) == meaning(other)


@pytest.mark.parametrize(
    ("predicate", "other"),
    [("vote for", "vote against"), ("buy", "sell"), ("back", "back away from"), ("open", "close"), ("", "buy")],
)
def test_others_are_not(predicate: str, other: str) -> None:
    assert meaning(predicate) != meaning(other)


@pytest.mark.parametrize("predicate", ["secure takeover of", "be bankrupt", "merger of"])
def test_what_the_table_lacks_is_as_it_was(predicate: str) -> None:
    assert meaning(predicate) == predicate


def test_verbs_share_a_line_where_their_first_sense_is_one() -> None:
    lines = [
        "  1 the licence",
        "buy v 5 3 @ ~ + 5 2 02207206 02245555 00000001 00000002 00000003",
        "purchase v 1 2 @ ~ 1 1 02207206",
        "buy_off_with v 1 1 @ 1 0 02207206",
        "get v 36 2 @ ~ 36 30 02207206 00000001",
        "sell v 2 1 @ 2 1 02242464 02207206",
    ]
    assert list(groups(lines)) == [["buy", "purchase"]]
