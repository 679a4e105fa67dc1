"""Who is who across articles, against gold made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import form, identities
from kg.evaluate.identities import Gold, Pair, Seen, b_cubed, f1, read, score
from kg.evaluate.report import Report
from kg.model import Entity, EntityType, Resolution, Span
from tests.eval.identities import made, stories

ARTICLES = [
    ("a", "[[Ada Roe|roe]] left. [[Roe|roe]] spoke to [[Norva Ltd.|norva]]."),
    ("b", "Ms. [[Roe|other]] of [[Norva|norva]] spoke."),
]
ENTITIES = [
    {"id": "roe", "type": "Person", "names": ["Ada Roe", "Roe"]},
    {"id": "other", "type": "Person", "names": ["Bea Roe"]},
    {"id": "norva", "type": "Company", "names": ["Norva"]},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made.write(tmp_path, [{"id": id, "text": text} for id, text in ARTICLES], ENTITIES)
    return tmp_path


def scored(gold: Gold, chains: dict[tuple[str, int], str], seen: dict[str, tuple[str, str, Seen]]) -> Report:
    entities = {key: Entity(key, key.title(), EntityType.PERSON) for key in chains.values()}
    return score(gold, seen, Resolution(entities, chains))


def spotted(gold: Gold, article: str, text: str, *chains: int | None) -> tuple[str, str, Seen]:
    """The mentions of the gold as ours, each in a chain."""
    spans = [span for span, _ in gold.mentions[article]]
    return article, text, [(span, True, chain) for span, chain in zip(spans, chains, strict=True) if chain is not None]


def test_marks_become_offsets() -> None:
    text, found = made.unmarked("Mr. [[Roe|r]] of [[Norva|n]].")
    assert text == "Mr. Roe of Norva."
    assert [(text[one["start"] : one["end"]], one["entity"]) for one in found] == [("Roe", "r"), ("Norva", "n")]


def test_a_folder_is_read_with_its_mentions(folder: Path) -> None:
    assert form(folder) == "identities"
    gold = read(folder)
    assert [entity for _, entity in gold.mentions["a"]] == ["roe", "roe", "norva"]
    assert gold.articles.count(b"\n") == 1


def test_all_right_is_one(folder: Path) -> None:
    gold = read(folder)
    texts = {id: made.unmarked(text)[0] for id, text in ARTICLES}
    seen = {"a": spotted(gold, "a", texts["a"], 0, 0, 1), "b": spotted(gold, "b", texts["b"], 0, 1)}
    report = scored(gold, {("a", 0): "roe", ("a", 1): "n", ("b", 0): "bea", ("b", 1): "n"}, seen)
    assert report.figure("B³ F1").value == 1
    assert (report.figure("merged").value, report.figure("split").value) == (0, 0)
    assert report.figure("B³ F1, name shared").of == "2 entities, 3 mentions"


def test_merged_split_and_missed_are_told(folder: Path) -> None:
    gold = read(folder)
    texts = {id: made.unmarked(text)[0] for id, text in ARTICLES}
    seen = {"a": spotted(gold, "a", texts["a"], 0, None, 1), "b": spotted(gold, "b", texts["b"], 0, 1)}
    report = scored(gold, {("a", 0): "roe", ("a", 1): "n", ("b", 0): "roe", ("b", 1): "other"}, seen)
    assert (report.figure("merged").value, report.figure("split").value) == (1, 1)
    assert [error.partition(":")[0] for error in report.errors] == ["merged", "split", "missed"]
    assert report.figure("mentions found").value == 0.8


def test_b_cubed_is_that_of_bagga_and_baldwin() -> None:
    pairs = [Pair("a", Span(0, 1), gold, ours) for gold, ours in [("x", "1"), ("x", "1"), ("y", "1"), ("y", None)]]
    sums = b_cubed(pairs)
    assert sums == {"x": (2.0, 4 / 3, 2.0), "y": (0.5 + 0.5, 1 / 3 + 1, 2.0)}
    recall, precision = 3 / 4, (4 / 3 + 4 / 3) / 4
    assert f1([3.0, 8 / 3, 4.0]) == pytest.approx(2 * recall * precision / (recall + precision))


@pytest.mark.parametrize(
    "gold",
    [
        {"entities": [], "mentions": [{"article": "a", "start": 0, "end": 1, "entity": "x"}]},
        {"entities": [{"id": "x", "type": "Planet", "names": []}], "mentions": []},
        {"entities": [{"id": "x"}], "mentions": []},
    ],
)
def test_another_form_is_refused(folder: Path, gold: object) -> None:
    (folder / identities.GOLD).write_text(json.dumps(gold))
    with pytest.raises(InputError):
        read(folder)


def test_the_gold_of_the_stories_is_what_is_made_of_them(tmp_path: Path) -> None:
    made.write(tmp_path, *stories.stories())
    for name in (identities.ARTICLES, identities.GOLD):
        assert (tmp_path / name).read_text("utf-8") == (stories.GOLD / name).read_text("utf-8")


def test_made_news_is_the_same_each_time_and_as_long_as_asked() -> None:
    articles, entities = made.made(60, seed=3)
    assert (articles, entities) == made.made(60, seed=3)
    assert len(articles) == 60
    assert {one["type"] for one in entities} > {"Person", "Company"}
    known = {one["id"] for one in entities}
    assert all(one["entity"] in known for article in articles for one in made.unmarked(article["text"])[1])
