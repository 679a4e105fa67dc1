"""Results as a person reads them: tables, evidence, progress; control codes that articles may hold never reach it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from kg.evidence import Explanation, Quote, Testimony
    from kg.model import Replaced
    from kg.pipeline import Step
    from kg.store import Release

# Escape sequences can rewrite what a terminal shows; bidirectional controls what it seems to say.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LISTED = 20  # articles of a list; the rest is told by its number
WIDEST = 100_000  # columns of a table that goes to a file or a pipe: never wrapped


def clean(text: str) -> str:
    """The text without anything that a terminal would obey."""
    return UNSAFE.sub("\ufffd", text)


def say(*lines: str) -> None:
    """Messages, to standard error."""
    for line in lines:
        print(clean(line), file=sys.stderr)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], output: IO[str]) -> None:
    """Rows under their columns; as wide as they are unless ``output`` is a terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = output.isatty()
    # On a terminal long rows need lines between them to be told apart.
    grid = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, row_styles=["", "dim"] if terminal else None)
    for column in columns:
        grid.add_column(Text(clean(column)), overflow="fold", no_wrap=not terminal)
    for row in rows:
        grid.add_row(*(Text(clean(cell)) for cell in row))
    Console(file=output, width=None if terminal else WIDEST, highlight=False).print(grid)


def solutions(answer: str, shorten: Callable[[str], str]) -> tuple[list[str], list[list[str]]]:
    """Columns and rows of a SPARQL JSON answer; ``shorten`` is given each IRI. A yes or no is a table of one cell."""
    document = json.loads(answer)
    if "boolean" in document:
        return ["answer"], [["yes" if document["boolean"] else "no"]]
    columns: list[str] = document["head"]["vars"]
    rows = [[_cell(binding.get(column), shorten) for column in columns] for binding in document["results"]["bindings"]]
    return columns, rows


def _cell(term: dict[str, str] | None, shorten: Callable[[str], str]) -> str:
    if term is None:
        return ""
    return shorten(term["value"]) if term["type"] == "uri" else str(term["value"])


def summary(release: Release) -> str:
    """How much a release holds, in a line."""
    names = ("articles", "entities", "claims", "situations", "asserted", "unsure", "disagreements", "quads")
    return ", ".join(counted(release.counts.get(name, 0), name) for name in names)


def replaced(found: Sequence[Replaced]) -> Iterator[str]:
    """The articles that a release has in another version, or under another IRI, than the one before: lines."""
    changed = sum(one.article == one.former or one.reworded for one in found)
    renamed = sum(one.article != one.former for one in found)
    if found:
        yield f"replaced: {counted(changed, 'articles')} by another version; {renamed:,} under another IRI"
    for one in found[:LISTED]:
        yield f"  {one.former}{f' -> {one.article}' if one.article != one.former else ''}: {clean(one.source)}"
    if len(found) > LISTED:
        yield f"  and {len(found) - LISTED:,} more, listed in release.json"


def outdone(sources: Sequence[str]) -> Iterator[str]:
    """What was given and did not take the place of what is known: lines."""
    yield (
        f"{counted(len(sources), 'articles')} given in an excerpt or an older version of what the release has, "
        "which stays:"
    )
    yield from (f"  {source}" for source in sources[:LISTED])
    if len(sources) > LISTED:
        yield f"  and {len(sources) - LISTED:,} more"


def counted(number: int, noun: str) -> str:
    """A number with what it counts, which is given in the plural, or as no noun ("asserted")."""
    if number == 1:
        noun = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return f"{number:,} {noun}"


def explanation(found: Explanation) -> Iterator[str]:
    """An explanation as lines: what it is, then each claim with its words and where they stand."""
    yield f"{found.label}  [{found.kind}]"
    yield found.iri
    if found.quotes and not found.testimonies:
        yield "No claim rests on it; it stands in:"
    for quote in found.quotes:
        yield ""
        yield from _quote(quote)
    for testimony in found.testimonies:
        yield ""
        yield from _testimony(testimony)
    if not found.quotes and not found.testimonies:
        yield "No claim rests on it, and no article mentions it."
    if found.left_out:
        yield f"… and {found.left_out:,} {'claims' if found.testimonies else 'places'} more"


def _testimony(testimony: Testimony) -> Iterator[str]:
    roles = "; ".join(f"{role}: {value}" for role, value in testimony.roles)
    yield f"{testimony.frame}  {roles}"
    yield f"  {', '.join(testimony.stance)}; says {testimony.holder or 'the article itself'}"
    yield from _quote(testimony.quote)
    yield f"  {testimony.claim}"
    if testimony.rule:
        yield f"  found by {testimony.rule}"


def _quote(quote: Quote) -> Iterator[str]:
    yield f"  “{' '.join(quote.text.split())}”"
    source = [quote.outlet or "outlet unknown", quote.date or "undated", quote.address or quote.article]
    yield f"  {', '.join(source)}, characters {quote.start} to {quote.end}"


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
    """A bar on standard error while a build runs, where that is a terminal; gives what takes the steps."""
    if not sys.stderr.isatty():
        from kg.pipeline import silent

        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[done]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, done="")

        def tell(step: Step) -> None:
            done = f"{step.done:,}" if step.done else ""
            bar.update(task, description=step.name, total=step.total, completed=step.done, done=done)

        yield tell
