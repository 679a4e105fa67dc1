"""The tables of a corpus: by source and fold, by frame and family, stance, types; and its errors, for reading.

Of the sealed fold there are totals by source and nothing else: all that is told here of single claims is of the
articles that ``readable`` lets through.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from kg.evaluate.corpus.nearness import FAMILIES, family
from kg.evaluate.corpus.tallying import Tally
from kg.evaluate.corpus.values import Claim
from kg.evaluate.report import Table
from kg.evaluate.scoring import Counts, f1, precision, recall, total

AROUND = 60  # characters on either side of a trigger that an error shows
STANCE = {
    "polarity": ("affirmed", "negated", "unknown"),
    "certainty": ("certain", "probable", "possible"),
    "actuality": ("actual", "planned", "conditional", "hypothetical"),
}


def readable(tallies: Sequence[Tally]) -> list[Tally]:
    """The articles whose claims may be told one by one: those of the open folds."""
    return [one for one in tallies if not one.gold.sealed]


def tables(tallies: Sequence[Tally]) -> Iterator[Table]:
    """All tables; those that tell more than totals are of real text in open folds."""
    yield _by_source(tallies)
    some = [one for one in readable(tallies) if one.gold.real]
    yield _by_frame("by family: real, open", some, family, list(FAMILIES))
    yield _by_frame(
        "by frame: real, open", some, lambda frame: frame, sorted({name for one in some for name in _names(one)})
    )
    yield from (_confusion(label, some) for label in STANCE)
    yield _holders(some)
    yield _types(some)


def _names(one: Tally) -> Iterator[str]:
    yield from (claim.frame for claim in (*one.gold.annotated.claims, *one.found.claims))


def _by_source(tallies: Sequence[Tally]) -> Table:
    grouped: dict[tuple[str, str], list[Tally]] = defaultdict(list)
    for one in tallies:
        grouped[one.gold.article.source, one.gold.fold].append(one)
        grouped[one.gold.article.source, "all open"] += [] if one.gold.sealed else [one]
    rows = []
    for (source, fold), some in sorted(grouped.items()):
        claims, lead, attributions = (_sum(some, name) for name in ("claims", "lead", "attributions 0.3"))
        rows.append(
            (
                source,
                fold,
                str(len(some)),
                *(f"{measure(claims):.2f}" for measure in (recall, precision, f1)),
                f"{recall(lead):.2f}",
                f"{f1(attributions):.2f}",
            )
        )
    columns = ("source", "fold", "articles", "recall", "precision", "F1", "lead", "attributions F1")
    return Table("claims, lead events and attributions by source and fold", columns, tuple(rows))


def _sum(some: Sequence[Tally], name: str) -> Counts:
    return total(one.counts[name] for one in some if name in one.counts)


def _by_frame(title: str, some: Sequence[Tally], of: Callable[[str], str], order: Sequence[str]) -> Table:
    counts: Counter[tuple[str, str]] = Counter()
    for one in some:
        matched = one.matched
        counts.update((of(claim.frame), "gold") for claim in one.gold.annotated.claims)
        counts.update((of(claim.frame), "found") for claim in one.found.claims)
        counts.subtract((of(claim.frame), "found") for claim in matched.repeats)
        counts.update((of(pair.gold.frame), "right") for pair in matched.pairs if pair.right)
        counts.update((of(pair.gold.frame), "whole") for pair in matched.pairs if pair.right and pair.whole)
        counts.update((of(pair.gold.frame), "partly") for pair in matched.pairs if not pair.right)
        counts.update((of(gold.frame), "near") for gold, _ in matched.near)
        counts.update((of(gold.frame), "other") for gold, _ in matched.other)
        counts.update((of(claim.frame), "missed") for claim in matched.missed)
    rows = []
    for name in order:
        cells = {
            key: counts[name, key] for key in ("gold", "found", "right", "whole", "partly", "near", "other", "missed")
        }
        right = Counts(cells["right"], cells["found"] - cells["right"], cells["gold"] - cells["right"])
        shares = (f"{measure(right):.2f}" for measure in (recall, precision, f1))
        rows.append((name, *map(str, cells.values()), *shares))
    columns = (
        "frame", "gold", "found", "right", "all roles", "partly", "near frame", "other frame", "missed",
        "recall", "precision", "F1",
    )  # fmt: skip
    return Table(title, columns, tuple(rows))


def _confusion(label: str, some: Sequence[Tally]) -> Table:
    pairs = Counter(
        (getattr(pair.gold, label), getattr(pair.found, label))
        for one in some
        for pair in one.matched.pairs
        if pair.main
    )
    values = STANCE[label]
    rows = tuple((gold, *(str(pairs[gold, found]) for found in values)) for gold in values)
    return Table(f"{label}: as annotated (rows) and as found, main roles right: real, open", ("", *values), rows)


def _holders(some: Sequence[Tally]) -> Table:
    pairs: Counter[tuple[str, str]] = Counter()
    for one in some:
        for pair in one.matched.pairs:
            if pair.main:
                found = "right" if pair.held else "another" if pair.found.holders else "none"
                pairs["somebody" if pair.gold.holders else "the article", found] += 1
    columns = ("", "right", "another", "none")
    rows = tuple((gold, *(str(pairs[gold, found]) for found in columns[1:])) for gold in ("somebody", "the article"))
    return Table("holder: as annotated (rows) and as found, main roles right: real, open", columns, rows)


def predicates(tallies: Sequence[Tally]) -> Table:
    """What open claims of the open folds tell of, the commonest first, by source: the list of frames to come."""
    some = readable(tallies)
    sources = sorted({one.gold.article.source for one in some})
    counts: Counter[tuple[str, str]] = Counter()
    articles: dict[str, set[str]] = defaultdict(set)
    for one in some:
        for claim in one.found.open_claims:
            counts[claim.told["predicate"], one.gold.article.source] += 1
            articles[claim.told["predicate"]].add(one.gold.article.id)
    rows = sorted(
        ((name, len(ids), [counts[name, source] for source in sources]) for name, ids in articles.items()),
        key=lambda row: (-row[1], -sum(row[2]), row[0]),
    )
    return Table(
        f"open predicates: {sum(counts.values()):,} claims of {len(rows):,} predicates, those of more than one article",
        ("predicate", "articles", *sources),
        tuple((name, str(number), *map(str, told)) for name, number, told in rows if number > 1),
    )


def _types(some: Sequence[Tally]) -> Table:
    counts = sum((one.types for one in some), Counter[tuple[str, str]]())
    rows = []
    for name in sorted({name for name, _ in counts}):
        gold, found, place, right = (counts[name, key] for key in ("gold", "found", "place", "right"))
        shares = (f"{share:.2f}" for share in (right / gold if gold else 0.0, right / found if found else 0.0))
        rows.append((name, str(gold), str(found), str(place), str(right), *shares))
    columns = ("type", "gold", "found", "place", "type too", "recall", "precision")
    return Table("names by type: real, open", columns, tuple(rows))


def errors(tallies: Sequence[Tally]) -> Iterator[str]:
    """What is missed and wrong, a line each, grouped by its beginning; of the sealed fold nothing."""
    for one in readable(tallies):
        matched, text = one.matched, one.gold.annotated.text
        yield from (f"lead: {one.gold.article.id}  “{words}”" for words in one.unled)
        yield from (f"trap: {_line(claim, one, text)}  {why}" for why, claim in one.trapped)
        yield from (f"missed: {_line(claim, one, text)}" for claim in matched.missed)
        for kind, pairs in (("near", matched.near), ("other", matched.other)):
            yield from (f"{kind}: {_line(gold, one, text)}  as {_short(found, text)}" for gold, found in pairs)
        for pair in matched.pairs:
            if not pair.right:
                kind = "flip" if pair.flipped else "partly"
                yield f"{kind}: {_line(pair.gold, one, text)}  as {_short(pair.found, text)}"
        taken = {id(found) for _, found in (*matched.near, *matched.other)}
        yield from (f"surplus: {_line(claim, one, text)}" for claim in matched.surplus if id(claim) not in taken)


def _line(claim: Claim, one: Tally, text: str) -> str:
    around = " ".join(text[max(0, claim.trigger.start - AROUND) : claim.trigger.end + AROUND].split())
    return f"{one.gold.article.id}  {_short(claim, text)}  “{around}”"


def _short(claim: Claim, text: str) -> str:
    roles = ", ".join(
        f"{role}: {text[filler.span.start : filler.span.end] if filler.span else '/'.join(sorted(filler.names))}"
        for role, fillers in claim.roles.items()
        for filler in fillers
    )
    return f"{claim.frame}({roles}) {claim.polarity}"
