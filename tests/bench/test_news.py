"""The generated news: the same each time, and with the repetition that makes real news hard."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from random import Random

from kg.ingest.duplicates import near_copies
from kg.model import Article
from tests.bench import news
from tests.bench.news import stories, wording


def test_the_same_seed_gives_the_same_and_few_are_the_first_of_many() -> None:
    few, many = list(news.articles(12)), news.articles(30)
    assert list(islice(many, 12)) == few
    assert list(news.articles(12, seed=2)) != few


def test_articles_are_some_four_hundred_words_with_no_pattern_left() -> None:
    found = list(news.articles(60))
    words = [len(one["text"].split()) for one in found]
    assert 330 < sum(words) / len(words) < 450
    assert not any(set("[]{}|") & set(one["title"] + one["text"]) for one in found)
    assert len({one["url"] for one in found}) == len({one["id"] for one in found}) == 60
    assert [one["published"] for one in found] == sorted(one["published"] for one in found)


def test_every_pattern_of_every_event_can_be_written() -> None:
    words = wording.load()
    by_kind = {one.kind: one for one in (stories.happened(number, words, 1) for number in range(300))}
    assert set(by_kind) == set(words["events"])
    for kind, one in by_kind.items():
        teller = stories.Teller(one, words, Random(1), "Valby Post")
        for part in ("headlines", "leads", "details", "denials", "asides"):
            assert all(teller.write(pattern) for pattern in words["events"][kind][part])


def test_names_recur_and_a_part_are_copies() -> None:
    found = list(news.articles(200))
    outlets = Counter(one["publisher"] for one in found)
    assert outlets.most_common(1)[0][1] > 5 * sorted(outlets.values())[len(outlets) // 2]
    read = (Article(one["id"], one["text"], (), one["id"], title=one["title"]) for one in found)
    copies = {copy.b for copy in near_copies(read) if copy.overlap > 0.5}
    assert 20 < len(copies) < 100
