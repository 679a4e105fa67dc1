"""Who is who across articles: mentions of many articles set against the entities that they were resolved to.

A folder with ``articles.jsonl`` (as ``kg extract --raw`` reads them; ``id`` is needed) and ``gold.json``:
``{"entities": [{"id", "type", "names"}], "mentions": [{"article", "start", "end", "entity"}]}``.
All articles are resolved together. The measure is B³ (Bagga and Baldwin, 1998) over all mentions of all articles.
"""

from __future__ import annotations

import io
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluate import gold as files
from kg.evaluate.corpus.spans import Words
from kg.evaluate.report import Figure, Report, Table
from kg.evaluate.scoring import bootstrap
from kg.model import Article, Entity, EntityType, MentionKind, Record, Resolution, Span
from kg.resolve.names import fold

ARTICLES, GOLD = "articles.jsonl", "gold.json"
SHOWN = 5  # names of an entity in a line of errors
NOTES = (
    "a mention is found where a mention of ours has its head; one not found is an entity by itself",
    "B³ over all mentions of all articles; intervals by gold entity",
    "merged: an entity of ours with mentions of several; split: one whose mentions found are of several of ours",
    "name shared: another entity of the gold has one of its names, or its surname",
)


@dataclass(frozen=True, slots=True)
class One:
    """An entity of the gold: ``names`` as its articles write them."""

    id: str
    type: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The entities by id, and of each article the mentions: where, and which entity."""

    path: Path
    entities: Mapping[str, One]
    mentions: Mapping[str, tuple[tuple[Span, str], ...]]
    articles: bytes


Seen = Sequence[tuple[Span, bool, int | None]]  # of each mention of ours: where, whether it is a name, its chain
Sum = tuple[float, float, float]  # recall, precision, number of mentions


@dataclass(frozen=True, slots=True)
class Pair:
    """A mention of the gold with the entity of ours that it was taken for; None where it was not found."""

    article: str
    span: Span
    entity: str
    ours: str | None


def is_identities(path: Path) -> bool:
    """Whether a folder is of this form."""
    if not (path / ARTICLES).is_file() or not (path / GOLD).is_file():
        return False
    content = json.loads(files.content(path / GOLD))
    return isinstance(content, dict) and "mentions" in content


def read(path: Path, *, limit: int | None = None) -> Gold:
    """The gold of a folder, of its first ``limit`` articles; InputError where it is in another form."""
    try:
        content = json.loads(files.content(path / GOLD))
        entities = {
            str(one["id"]): One(str(one["id"]), str(EntityType(one["type"])), tuple(map(str, one["names"])))
            for one in content["entities"]
        }
        mentions: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
        for one in content["mentions"]:
            if one["entity"] not in entities:
                raise files.wrong(path / GOLD, "", f"a mention of {one['entity']}, which is no entity")
            mentions[str(one["article"])].append((Span(one["start"], one["end"]), str(one["entity"])))
    except (KeyError, TypeError, ValueError) as error:
        raise files.wrong(path / GOLD, "", f"not in the form of identities ({error})") from error
    lines = files.content(path / ARTICLES).splitlines()[:limit]
    return Gold(path, entities, {key: tuple(sorted(some)) for key, some in mentions.items()}, "\n".join(lines).encode())


def articles(gold: Gold, read_raw: Callable[[io.BytesIO], Iterable[Any]]) -> Iterator[Article]:
    """The articles as they stand; InputError where one is set aside, as its mentions would count as missed."""
    for one in read_raw(io.BytesIO(gold.articles)):
        if not isinstance(one, Article):
            raise InputError(one.reason, source=one.source, hint="every article of a gold must be readable")
        yield one


def watched(records: Iterable[Record], seen: dict[str, tuple[str, str, Seen]]) -> Iterator[Record]:
    """The records, of each the text and mentions kept in ``seen`` by the article's id, with its key."""
    for record in records:
        spots = [(one.span, one.kind is MentionKind.NAME, one.chain) for one in record.mentions]
        seen[record.article.id or ""] = record.article.key, record.article.text, spots
        yield record


def score(gold: Gold, seen: Mapping[str, tuple[str, str, Seen]], resolution: Resolution) -> Report:
    """The report; ``seen`` by the id of each article that could be read."""
    pairs = [
        pair
        for article, mentions in sorted(gold.mentions.items())
        if article in seen
        for pair in _pairs(article, mentions, *seen[article], resolution)
    ]
    sums = b_cubed(pairs)
    sharing = _sharing(gold.entities.values())
    found = sum(pair.ours is not None for pair in pairs)
    merged, split = _merged(pairs), _split(pairs)
    agreeing, typed = _types(pairs, gold, resolution.entities)
    figures = (
        *_figures("", sums.values(), gate=True),
        *_figures(", name shared", [one for key, one in sums.items() if key in sharing]),
        Figure("mentions found", found / len(pairs) if pairs else None, f"{found:,} of {len(pairs):,}"),
        Figure("types agree", agreeing / typed if typed else None, f"{agreeing:,} of {typed:,}", gate=True),
        Figure("merged", float(len(merged)), f"of {_count(pairs):,} of ours", count=True, ceiling=True, gate=True),
        Figure("split", float(len(split)), f"of {len(sums):,}", count=True, ceiling=True, gate=True),
    )
    return Report(
        str(gold.path),
        "identities",
        figures,
        (_by_type(sums, gold.entities),),
        NOTES,
        tuple(_errors(pairs, merged, split, gold, seen, resolution.entities)),
    )


def b_cubed(pairs: Sequence[Pair]) -> dict[str, Sum]:
    """Of each entity of the gold the recall and precision of its mentions, summed, and how many they are."""
    whole = Counter(pair.entity for pair in pairs)
    both = Counter((pair.entity, pair.ours) for pair in pairs if pair.ours is not None)
    ours = Counter(pair.ours for pair in pairs if pair.ours is not None)
    sums = {entity: [0.0, 0.0, float(count)] for entity, count in whole.items()}
    for (entity, mine), count in both.items():
        sums[entity][0] += count * count / whole[entity]
        sums[entity][1] += count * count / ours[mine]
    for pair in pairs:
        if pair.ours is None:
            sums[pair.entity][0] += 1 / whole[pair.entity]
            sums[pair.entity][1] += 1
    return {entity: (recall, precision, count) for entity, (recall, precision, count) in sums.items()}


def f1(sums: Sequence[float]) -> float:
    """The harmonic mean of summed recall and precision; 0 where there is nothing."""
    recall, precision, _ = sums
    return 2 * recall * precision / ((recall + precision) * sums[2]) if recall + precision else 0.0


def _pairs(
    article: str, mentions: Iterable[tuple[Span, str]], key: str, text: str, ours: Seen, resolution: Resolution
) -> Iterator[Pair]:
    words = Words(text)
    for span, entity in mentions:
        fitting = [one for one in ours if one[0].overlaps(span) and words.same(one[0], span)]
        best = max(fitting, key=lambda one: (words.shared(one[0], span), one[1], -one[0].start), default=None)
        chain = best[2] if best is not None else None
        yield Pair(article, span, entity, resolution.chains.get((key, chain)) if chain is not None else None)


def _figures(what: str, sums: Iterable[Sum], *, gate: bool = False) -> Iterator[Figure]:
    rows = list(sums)
    whole = [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0, 0.0, 0.0]
    of = f"{len(rows):,} entities, {whole[2]:,.0f} mentions"
    if not whole[2]:
        yield Figure(f"B³ F1{what}", None, of, gate=gate)
        return
    low, high = bootstrap(rows, f1) or (None, None)
    yield Figure(f"B³ F1{what}", f1(whole), of, low, high, gate=gate)
    yield Figure(f"B³ precision{what}", whole[1] / whole[2])
    yield Figure(f"B³ recall{what}", whole[0] / whole[2])


def _sharing(entities: Iterable[One]) -> frozenset[str]:
    """The entities one of whose names, or whose surname, another has too."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for one in entities:
        for name in {fold(name) for name in one.names} - {""}:
            bearers[name].add(one.id)
            if one.type == EntityType.PERSON:
                bearers[name.split()[-1]].add(one.id)
    return frozenset(one for several in bearers.values() if len(several) > 1 for one in several)


def _merged(pairs: Iterable[Pair]) -> dict[str, Counter[str]]:
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        if pair.ours is not None:
            held[pair.ours][pair.entity] += 1
    return {ours: several for ours, several in held.items() if len(several) > 1}


def _split(pairs: Iterable[Pair]) -> dict[str, Counter[str]]:
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        if pair.ours is not None:
            held[pair.entity][pair.ours] += 1
    return {entity: several for entity, several in held.items() if len(several) > 1}


def _count(pairs: Iterable[Pair]) -> int:
    return len({pair.ours for pair in pairs if pair.ours is not None})


def _types(pairs: Iterable[Pair], gold: Gold, entities: Mapping[str, Entity]) -> tuple[int, int]:
    """How many mentions found are of an entity of the gold's type, and how many there are."""
    agreeing = [
        entities[pair.ours].type.value == gold.entities[pair.entity].type for pair in pairs if pair.ours is not None
    ]
    return sum(agreeing), len(agreeing)


def _by_type(sums: Mapping[str, Sum], entities: Mapping[str, One]) -> Table:
    rows = []
    for kind in sorted({entities[key].type for key in sums}):
        some = [one for key, one in sums.items() if entities[key].type == kind]
        recall, precision, count = (sum(column) for column in zip(*some, strict=True))
        shares = (f"{precision / count:.3f}", f"{recall / count:.3f}", f"{f1((recall, precision, count)):.3f}")
        rows.append((kind, f"{len(some):,}", f"{count:,.0f}", *shares))
    return Table("by type", ("type", "entities", "mentions", "precision", "recall", "F1"), tuple(rows))


def _errors(
    pairs: Iterable[Pair],
    merged: Mapping[str, Counter[str]],
    split: Mapping[str, Counter[str]],
    gold: Gold,
    seen: Mapping[str, tuple[str, str, Seen]],
    entities: Mapping[str, Entity],
) -> Iterator[str]:
    def told(counts: Counter[str], name: Callable[[str], str]) -> str:
        return "; ".join(f"{name(key)} ({count})" for key, count in counts.most_common(SHOWN))

    def ours(key: str) -> str:
        return f"{entities[key].name} [{key}, {entities[key].type}]"

    def theirs(key: str) -> str:
        return f"{gold.entities[key].names[0]} [{key}]"

    for key, several in sorted(merged.items(), key=lambda item: (-item[1].total(), item[0])):
        yield f"merged: {ours(key)} has {told(several, theirs)}"
    for key, several in sorted(split.items(), key=lambda item: (-item[1].total(), item[0])):
        yield f"split: {theirs(key)} is {told(several, ours)}"
    for pair in pairs:
        if pair.ours is None:
            yield f"missed: {seen[pair.article][1][pair.span.start : pair.span.end]!r} in {pair.article}"
