"""Planted events as gold: a folder with ``articles.jsonl`` and ``gold.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate import gold as files

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """An article's report of an event, and where it stands in the article's text."""

    article: str
    event: str
    start: int
    end: int
    stance: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two articles that are at odds over an event; ``kind`` is polarity, number, date or party."""

    event: str
    kind: str
    articles: Pair


@dataclass(frozen=True, slots=True)
class Gold:
    """The events planted in some articles.

    ``frames`` are those of the events; ``texts`` the articles as given; ``kinds`` says how each article came about, and
    ``originals`` which one it goes back to: itself where it is independent.
    """

    path: Path
    frames: Mapping[str, str]
    texts: Mapping[str, str]
    reports: tuple[Telling, ...]
    kinds: Mapping[str, str]
    originals: Mapping[str, str]
    disputes: tuple[Dispute, ...]


def is_situations(path: Path) -> bool:
    """Whether a folder holds such gold."""
    file = path / "gold.json"
    return (path / "articles.jsonl").is_file() and file.is_file() and '"events"' in files.content(file)


def read(path: Path) -> Gold:
    """The gold of a folder; InputError where it is not in this form."""
    file = path / "gold.json"
    try:
        content = json.loads(files.content(file))
        of = {one["article"]: one.get("of") for one in content["origins"]}
        return Gold(
            path=path,
            frames={one["id"]: one["frame"] for one in content["events"]},
            texts={one["id"]: one["text"] for one in files.json_lines(path / "articles.jsonl")},
            reports=tuple(
                Telling(one["article"], one["event"], one["start"], one["end"], one["stance"])
                for one in content["reports"]
            ),
            kinds={one["article"]: one["kind"] for one in content["origins"]},
            originals={article: _original(article, of) for article in of},
            disputes=tuple(
                Dispute(one["event"], one["kind"], _two(one["articles"])) for one in content["disagreements"]
            ),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise files.wrong(file, "", f"not in the form of planted events ({error!r})") from error


def _original(article: str, of: Mapping[str, str | None]) -> str:
    seen = {article}
    while (further := of.get(article)) is not None and further not in seen:
        seen.add(further)
        article = further
    return article


def _two(articles: Sequence[str]) -> Pair:
    one, other = articles
    return one, other
