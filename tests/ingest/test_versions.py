"""Which version of an article stands: within one build in any order, and against what an earlier build read."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from kg.ingest import versions
from kg.ingest.identity import identity
from kg.ingest.spool import Spool
from kg.model import Article, SetAside

WORDS = "harbour camera office maker winter signal lantern ferry barrel copper meadow thistle".split()
REPORT = " ".join(f"On day {n} the {WORDS[n % 12]} was moved to the {WORDS[n % 7]} by crew {n}." for n in range(24))
TITLE = "What became of the camera at Sable Point"


def article(text: str = REPORT, **told: object) -> Article:
    """An article at an address, under the key of its identity."""
    one = Article(key="", text=text, blocks=(), source="a.txt", url="https://news.example/a")
    return versions.keyed(replace(one, **told))  # type: ignore[arg-type]


def kept(*articles: Article) -> tuple[list[Article], list[SetAside]]:
    with Spool() as spool:
        for one in articles:
            spool.add(one)
        found = list(spool.outcomes())
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, SetAside)]


TEASER = article(f"{TITLE}\n\nSomething was moved, and nobody at the quay says why or where it is now.", title=TITLE)
FULL = article(f"{TITLE}\n\n{REPORT}", title=TITLE)
CUT = article(REPORT.split(" On day 20")[0])


@pytest.mark.parametrize(
    ("one", "of", "so"),
    [
        (article(REPORT[:300]), article(), True),
        (
            article(
                REPORT[:300] + " It is all over now, and nobody will come back to look for what they left behind here."
            ),
            article(),
            False,
        ),
        (article("On day 0 the harbour was mov"), article(), True),
        (article("On day 0 the harbour was mov…"), article(), True),
        (article("On day 0 the harbour was mov... "), article(), True),
        (article("On day 0 the harbour was sold."), article(), False),
        (article("On"), article(), False),
        (TEASER, FULL, True),  # written for the feed: its title and length tell
        (replace(TEASER, title="Another title of some other report"), FULL, False),
        (TEASER, replace(FULL, text=f"{TITLE}\n\n{REPORT[:700]}"), False),  # of what is no report itself
        (CUT, article(), False),  # a correction takes out less
        (article(), article(), False),
    ],
)
def test_an_excerpt(one: Article, of: Article, so: bool) -> None:
    assert versions.is_excerpt(one, of) is so


CHANGED = article(REPORT.replace("was moved", "was not moved"))


@pytest.mark.parametrize(
    ("given", "known", "so"),
    [
        (CHANGED, article(), True),
        (CUT, article(), True),
        (article(), CUT, True),
        (article(REPORT[:300]), article(), False),
        (article(), article(REPORT[:300]), True),
        (article(REPORT[:300], modified="2026-03-09"), article(published="2026-03-02"), False),
        (replace(CHANGED, published="2026-03-02"), article(published="2026-03-02"), True),
        (replace(CHANGED, published="2026-03-01"), article(published="2026-03-02"), False),
        (replace(CHANGED, published="2026-03-01"), article(), True),
        (replace(CHANGED, published="2026-03-01", modified="2026-03-05"), article(published="2026-03-02"), True),
        (replace(CHANGED, modified="2026-03-05T10:00:00Z"), article(modified="2026-03-05T12:00:00+01:00"), False),
        (replace(CHANGED, modified="2026-03-05T12:00:00+01:00"), article(modified="2026-03-05T10:00:00Z"), True),
        (replace(CHANGED, modified="2026-03-05T10:00:00Z"), article(modified="2026-03-05"), True),
        (replace(CHANGED, modified="no date"), article(published="2026-03-02"), True),
    ],
)
def test_which_stands_against_what_is_known(given: Article, known: Article, so: bool) -> None:
    given = replace(given, modified=given.modified if given.modified != "no date" else None)
    assert versions.succeeds(given, known) is so


@pytest.mark.parametrize(
    ("given", "known", "so"),
    [
        ({}, {}, False),
        ({}, {"published": "2026-03-02", "authors": ("Ada Reyes",)}, False),
        ({"published": "2026-03-02"}, {}, True),
        ({"published": "2026-03-01"}, {"published": "2026-03-02"}, True),  # a date that was mended
        ({"published": "2026-03-02"}, {"published": "2026-03-02T10:00:00Z"}, False),
        ({"published": "2026-03-02T10:00:00Z"}, {"published": "2026-03-02"}, True),
        ({"authors": ("Ada Reyes",)}, {"authors": ("Jo Rao",)}, True),
        ({"url": "http://news.example/a"}, {}, False),
        ({}, {"url": "http://news.example/a"}, True),
    ],
)
def test_of_the_same_text_that_stands_which_says_more(
    given: dict[str, object], known: dict[str, object], so: bool
) -> None:
    assert versions.succeeds(article(**given), article(**known)) is so


SET = [
    article(REPORT[:300], modified="2026-03-09"),
    article(published="2026-03-02"),
    replace(CHANGED, published="2026-03-02", modified="2026-03-05"),
    CUT,
]


def test_within_a_build_the_last_changed_stands_in_any_order() -> None:
    for order in permutations(SET):
        (one,), lost = kept(*order)
        assert (one.text, one.modified) == (CHANGED.text, "2026-03-05")
        assert len(lost) == 3
        assert all(aside.reason.startswith("same article as a.txt") for aside in lost)


def test_without_dates_the_longest_stands_and_of_as_long_ones_always_the_same() -> None:
    assert kept(CUT, article())[0] == kept(article(), CUT)[0] == [article()]
    one, other = article(REPORT.replace("copper", "bronze")), article(REPORT.replace("copper", "pewter"))
    assert kept(one, other)[0] == kept(other, one)[0]


def test_two_reports_at_one_address_are_told() -> None:
    other = article("A reader found a purse at the station and gave it to the clerk.", source="b.txt")
    (one,), (lost,) = kept(article(), other)
    assert one.text == REPORT
    assert lost.source == "b.txt"
    assert "another text" in lost.reason
    assert "give each article its own" in lost.reason


def test_a_section_front_is_told_of_every_item() -> None:
    items = [article(f"Item {n} is of the {WORDS[n]} and no other thing.", source=f"{n}") for n in range(9)]
    found, lost = kept(*items)
    assert len(found) == 1
    assert len(lost) == 8


PASTED = article(url=None)
EXPORTED = article(url=None, id="7", publisher="The Example")
PAGE = article(id="7", publisher="The Example", published="2026-03-02")


@pytest.mark.parametrize(
    ("articles", "keys"),
    [
        ((PASTED, PAGE), [PAGE.key]),
        ((EXPORTED, PAGE), [PAGE.key]),
        ((PASTED, EXPORTED), [EXPORTED.key]),
        ((PASTED, EXPORTED, PAGE), [PAGE.key]),
        ((replace(EXPORTED, text=CHANGED.text), PAGE), [PAGE.key]),
        ((article(url=None, publisher="The Other"), PAGE), [PASTED.key, PAGE.key]),  # a copy
        ((article(url=None, published="2026-03-09"), PAGE), [PASTED.key, PAGE.key]),
        ((article(url=None, published="2026-03-02", publisher="the example"), PAGE), [PAGE.key]),
        ((article(url=None, id="7", publisher="The Other"), PAGE), None),
    ],
)
def test_what_goes_by_less_is_the_article_that_goes_by_more(
    articles: tuple[Article, ...], keys: list[str] | None
) -> None:
    for order in permutations(articles):
        found, _ = kept(*order)
        assert sorted(one.key for one in found) == sorted(keys or [one.key for one in articles])
        assert all(one.key == identity(one).key for one in found)


def test_a_later_version_that_says_less_of_itself_gets_the_identity_of_the_earlier() -> None:
    later = replace(EXPORTED, text=CHANGED.text, modified="2026-03-05")
    (one,), _ = kept(PAGE, later)
    assert (one.key, one.text, one.url) == (PAGE.key, CHANGED.text, PAGE.url)
    assert one.key == identity(one).key


def test_articles_come_as_they_came_or_by_the_strength_of_their_identity() -> None:
    weak, strong = article("Another text.", url=None), article()
    with Spool() as spool:
        spool.add(weak)
        spool.add(strong)
        assert list(spool.outcomes()) == [weak, strong]
        assert list(spool.outcomes(order="strongest")) == [strong, weak]
        assert spool.article(strong.key) == strong
        assert spool.article("none") is None
