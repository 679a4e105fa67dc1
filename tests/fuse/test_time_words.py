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
