"""Words around a time, with the day of publication and where that cannot be trusted: 18 June 2026."""

from __future__ import annotations

from datetime import date

import pytest

from kg.fuse import resolve

DAY = date(2026, 6, 18)


@pytest.mark.parametrize(
    ("text", "tense", "known", "undated"),
    [
        ("by May 2027", "future", "[2026-06-18..2027-05-31]", "[..2027-05-31]"),
        ("by May 2027", "past", "[..2027-05-31]", "[..2027-05-31]"),
        ("by June 18, 2026", "future", "2026-06-18", "[..2026-06-18]"),
        ("by June 17, 2026", "future", "[..2026-06-17]", "[..2026-06-17]"),
        ("by 2025", "future", "[..2025-12-31]", "[..2025-12-31]"),
        ("no later than 2027", "future", "[2026-06-18..2027-12-31]", "[..2027-12-31]"),
        ("not later than 2027", "past", "[..2027-12-31]", "[..2027-12-31]"),
        ("before May 2026", "past", "[..2026-04-30]", "[..2026-04-30]"),
        ("prior to 2020", "past", "[..2019-12-31]", "[..2019-12-31]"),
        ("ahead of 2020", "past", "[..2019-12-31]", "[..2019-12-31]"),
        ("after 2020", "past", "[2021-01-01..]", "[2021-01-01..]"),
        ("after June 5, 2026", "past", "[2026-06-06..]", "[2026-06-06..]"),
        ("until May 2027", "future", "../2027-05", "../2027-05"),
        ("till 2027", "future", "../2027", "../2027"),
        ("up to 2027", "future", "../2027", "../2027"),
        ("since May 2026", "past", "2026-05/..", "2026-05/.."),
        ("ever since 2019", "past", "2019/..", "2019/.."),
        ("starting in 2027", "future", "2027/..", "2027/.."),
        ("starting from 2027", "future", "2027/..", "2027/.."),
        ("beginning on June 5, 2026", "past", "2026-06-05/..", "2026-06-05/.."),
        ("from 2019 onward", "past", "2019/..", "2019/.."),
        ("from 2019 forward", "past", "2019/..", "2019/.."),
        ("from 2019 on", "past", "2019/..", "2019/.."),
        ("between May and June 2026", "past", "2026-05/2026-06", "2026-05/2026-06"),
        ("between June 2026 and May 2026", "past", None, None),
        ("from May 5 to May 7, 2026", "past", "2026-05-05/2026-05-07", "2026-05-05/2026-05-07"),
        ("from 5 to 7 May 2026", "past", "2026-05-05/2026-05-07", "2026-05-05/2026-05-07"),
        ("May 5 to 7, 2026", "past", "2026-05-05/2026-05-07", "2026-05-05/2026-05-07"),
        ("November to February 2018", "past", "2017-11/2018-02", "2017-11/2018-02"),
        ("2018 and 2019", "past", "2018/2019", "2018/2019"),
        ("2019 and 2018", "past", "2018/2019", "2018/2019"),
        ("2018 or 2019", "past", "2018/2019", "2018/2019"),
        ("2018 to 2019", "past", "2018/2019", "2018/2019"),
        ("2018 until 2020", "past", "2018/2020", "2018/2020"),
        ("2018 through 2020", "past", "2018/2020", "2018/2020"),
        ("as early as 2018", "past", "2018", "2018"),
        ("as late as 2018", "past", "2018", "2018"),
        ("as long ago as 2018", "past", "2018", "2018"),
        ("as of 2018", "past", "2018", "2018"),
        ("dated 2018", "past", "2018", "2018"),
        ("dating back to 2018", "past", "2018", "2018"),
        ("back in 2018", "past", "2018", "2018"),
        ("recently in 2018", "past", "2018", "2018"),
        ("sometime in 2018", "past", "2018", "2018"),
        ("first in 2018", "past", "2018", "2018"),
        ("about 2018", "past", "2018~", "2018~"),
        ("around 2018", "past", "2018~", "2018~"),
        ("circa 2018", "past", "2018~", "2018~"),
        ("roughly 2018", "past", "2018~", "2018~"),
        ("almost 2018", "past", "2018~", "2018~"),
        ("some 2018", "past", "2018~", "2018~"),
        ("earlier this month", "past", "[2026-06-01..2026-06-18]", None),
        ("later this month", "future", "[2026-06-18..2026-06-30]", None),
        ("earlier this year", "past", "[2026-01-01..2026-06-18]", None),
        ("later this year", "future", "[2026-06-18..2026-12-31]", None),
        ("earlier in May", "past", "2026-05", None),
        ("later in July", "future", "2026-07", None),
        ("earlier in June", "past", "[2026-06-01..2026-06-18]", None),
        ("late May 2026", "past", "[2026-05-21..2026-05-31]", "[2026-05-21..2026-05-31]"),
        ("mid-May 2026", "past", "[2026-05-11..2026-05-20]", "[2026-05-11..2026-05-20]"),
        ("early in 2025", "past", "[2025-01..2025-04]", "[2025-01..2025-04]"),
        ("the end of the year", "future", "[2026-10..2026-12]", None),
        ("the start of the month", "past", "[2026-06-01..2026-06-10]", None),
        ("the very beginning of 2025", "past", "[2025-01..2025-04]", "[2025-01..2025-04]"),
        ("the middle of 2025", "past", "[2025-05..2025-08]", "[2025-05..2025-08]"),
        ("the close of 2025", "past", "[2025-10..2025-12]", "[2025-10..2025-12]"),
        ("the turn of the century", "past", None, None),
        ("during 2025", "past", "2025", "2025"),
        ("throughout 2025", "past", "2025", "2025"),
        ("over 2025", "past", "2025", "2025"),
        ("the past 2025", "past", None, None),
        ("this past May", "past", "2026-05", None),
        ("31 June 2020", "past", None, None),
        ("at 5 pm on June 5, 2026", "past", "2026-06-05", "2026-06-05"),
        ("June 5, 2026 at 5:30 p.m. EST", "past", "2026-06-05", "2026-06-05"),
        ("(May 2026)", "past", "2026-05", "2026-05"),
        ("May 2026.", "past", "2026-05", "2026-05"),
        ("“May 2026”", "past", "2026-05", "2026-05"),
        ("Nov. 2025", "past", "2025-11", "2025-11"),
        ("MAY 2026", "past", "2026-05", "2026-05"),
        ("in 9,000 years", "future", None, None),
        ("May " * 31, "past", None, None),  # longer than any time is told in
    ],
)
def test_words_around_a_time(text: str, tense: str, known: str | None, undated: str | None) -> None:
    found, free = resolve(text, anchor=DAY, tense=tense), resolve(text, tense=tense)
    assert (found and found.edtf, free and free.edtf) == (known, undated)


@pytest.mark.parametrize("word", ["to", "until", "till", "through", "-", "and"])
@pytest.mark.parametrize("before", ["from", "between"])
def test_words_between_two_ends(before: str, word: str) -> None:
    found = resolve(f"{before} May {word} July 2018")
    assert found is not None
    assert found.edtf == "2018-05/2018-07"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *((f"May {word} July 2018", "2018-05/2018-07") for word in ("to", "until", "through", "-", "and", "or")),
        ("in May and July 2018", "2018-05/2018-07"),  # a year said once serves both
        ("December and January 2018", "2017-12/2018-01"),
        ("May 2017 and July 2018", "2017-05/2018-07"),
        ("July 2018 and May 2017", "2017-05/2018-07"),
        ("May till July 2018", None),
        *((f"{word} 2019", "2019/..") for word in ("since", "ever since", "from", "starting", "beginning")),
        *((f"{word} 2019", "2019/..") for word in ("starting in", "starting on", "starting from", "beginning in")),
        *((f"from 2019 {word}", "2019/..") for word in ("on", "onward", "onwards", "forward")),
        *((f"{word} 2027", "../2027") for word in ("until", "till", "up to", "up until", "through", "not until")),
        *((f"{word} 2027", "[..2027-12-31]") for word in ("by", "no later than", "not later than")),
        *((f"{word} 2027", "[..2026-12-31]") for word in ("before", "prior to", "ahead of")),
        *((f"as {word} as 2018", "2018") for word in ("recently", "late", "early", "far back", "long ago")),
        *((f"{word} 2018", "2018") for word in ("as of", "dated", "dating", "dated to", "dated back to", "back")),
        *((f"{word} 2018", "2018") for word in ("recently", "only", "just", "even", "again", "also", "first")),
        *((f"{word} 2018", "2018") for word in ("once", "sometime", "on", "in", "at", "during", "of", "throughout")),
        *((f"{word} 2018", "2018") for word in ("over", "the", "for", "this past", "last past")),
        *((f"{word} 2018", "2018~") for word in ("about", "around", "circa", "roughly", "approximately")),
        *((f"{word} 2018", "2018~") for word in ("almost", "nearly", "some")),
        *((f"{word} 2018", "[2018-01..2018-04]") for word in ("early", "early in", "early on", "the early")),
        *((f"the {word} of 2018", "[2018-01..2018-04]") for word in ("start", "beginning", "turn", "very start")),
        *((f"{word} of 2018", "[2018-10..2018-12]") for word in ("end", "close", "the end")),
        ("the middle of 2018", "[2018-05..2018-08]"),
        *((f"{word} 2018", None) for word in ("soon", "presently", "asof", "abouts", "sinces", "byway")),
        *((f"June 5, 2026 at 5:30 {word}", "2026-06-05") for word in ("am", "pm", "a.m.", "P.M.", "pm ET")),
        *((f"June 5, 2026 at 5 pm {word}", "2026-06-05") for word in ("EST", "EDT", "PT", "PST", "PDT", "GMT")),
        *((f"June 5, 2026 at 5 pm {word}", "2026-06-05") for word in ("UTC", "BST")),
        *((f"June 5, 2026 at 5 pm {word}", None) for word in ("CET", "EXT", "sharp")),
        ("11:59pm June 5, 2026", "2026-06-05"),
        ("155 pm June 5, 2026", None),
        ("June 5, 2026 at 5", None),
        ("June 5 at 5:30 pm, 2026", "2026-06-05"),
        ("June 5, 2026 at  5 pm", "2026-06-05"),
        ("June 5, 2026 at 5 pm, ET", "2026-06-05"),
        ("\u201cMay\u201d 2026", "2026-05"),
        ("2018\u20102019", "2018/2019"),
        ("2018\u20152019", "2018/2019"),
        ("May,  2026", "2026-05"),
        ("-May 2026 -.", "2026-05"),
    ],
)
def test_each_word_around_a_time_that_needs_no_day(text: str, told: str | None) -> None:
    found = resolve(text)
    assert (found and found.edtf) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the end of the week", "[2026-06-18..2026-06-21]"),
        ("the end of the month", "[2026-06-21..2026-06-30]"),
        ("the end of the quarter", "[2026-05-31..2026-06-30]"),
        ("the end of the year", "[2026-10..2026-12]"),
        ("the end of the decade", "[2026..2029]"),
        ("the end of the day", None),
        ("the end of the century", None),
        *((f"earlier {word}June", "[2026-06-01..2026-06-18]") for word in ("in ", "on ", "during ", "")),
        *((f"later {word}June", "[2026-06-18..2026-06-30]") for word in ("in ", "on ", "during ", "")),
        ("earlier today", "2026-06-18"),
        ("later today", "2026-06-18"),
        ("earlier in May", "2026-05"),
        ("earlier since May", None),  # of a stretch that is open no side of today can be told
        ("June and May", "2026-05/2026-06"),
    ],
)
def test_stretches_counted_from_the_day(text: str, told: str | None) -> None:
    found = resolve(text, anchor=DAY, tense="past")
    assert (found and found.edtf) == told
    assert resolve(text, tense="past") is None


def test_how_long_an_expression_may_be() -> None:
    assert resolve("May 2026".rjust(120)) is not None
    assert resolve("May 2026".rjust(121)) is None


@pytest.mark.parametrize(
    ("day", "text", "told"),
    [
        (date(2026, 6, 1), "earlier this month", "2026-06-01"),  # the month begins on the day itself
        (date(2026, 6, 1), "later this month", "[2026-06-01..2026-06-30]"),
        (date(2026, 6, 30), "later this month", "2026-06-30"),
        (date(2026, 6, 30), "earlier this month", "[2026-06-01..2026-06-30]"),
        (date(2026, 7, 1), "earlier in June", "2026-06"),
        (date(2026, 6, 18), "earlier in May", "2026-05"),
    ],
)
def test_what_is_earlier_or_later_on_the_edge_of_a_stretch(day: date, text: str, told: str) -> None:
    found = resolve(text, anchor=day, tense="past")
    assert found is not None
    assert found.edtf == told
