"""``kg kb``: knowledge bases of the user's choice, and why a name is linked as it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.running import DONE
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import EntityType
    from kg.resolve.explaining import Decision
    from kg.settings import Settings

app = typer.Typer(
    help="Import and list knowledge bases; ask how a name is linked.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="The data folder.  [default: $KG_DATA or ./kg-data]")
]
Wait = Annotated[float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for a build.")]


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A dump or a table, also gz, bz2, xz, zst or zip.")],
    name: Annotated[str | None, typer.Option("--name", help="What to call it.  [default: the file's name]")] = None,
    format: Annotated[
        Literal["wikidata", "ror", "csv", "tsv", "jsonl"] | None,
        typer.Option("--format", help="What FILE holds.  [default: told by its content]"),
    ] = None,
    type: Annotated[
        list[str] | None,
        typer.Option(
            "--type", metavar="QID=TYPE", help="What instances of a class of Wikidata are, as Q4830453=Company."
        ),
    ] = None,
    data: Data = None,
    wait: Wait = 0.0,
) -> int:
    """Bring in a dump of Wikidata or ROR, or a table of your own, for the builds of a data folder.

    A table has the columns name and type, and may have aliases ("A|B=0.4"), id, country, parent, website and prior.
    What it says overrides what is packaged; dumps only add. One of the same name is replaced.
    """
    from kg.cli import show
    from kg.pipeline import knowledge

    settings = _settings(data)
    with _progress() as tell:
        taken = knowledge.bring_in(
            file, settings=settings, name=name, format=format, types=_types(type or []), wait=wait, tell=tell
        )
    written = taken.written
    print(f"{taken.name}: {written.entities:,} entities, {written.names:,} names from {written.read:,} entries")
    if written.untyped:
        classes = ", ".join(f"{name} ({count:,})" for name, count in written.untyped)
        show.say(f"of no known type, and left out: {classes}; --type QID=TYPE takes them in")
    if not written.entities:
        raise UsageError(f"{file}: nothing in it could be used as {taken.format}")
    return DONE


@app.command("list")
def listed(data: Data = None) -> int:
    """List the imported knowledge bases, in the order in which names are looked up."""
    from kg.cli import show
    from kg.pipeline import knowledge

    rows = [
        [one.name, one.format, one.source, f"{one.entities:,}", f"{one.names:,}", one.version]
        for one in knowledge.imported(_settings(data))
    ]
    show.table(["name", "format", "file", "entities", "names", "version"], rows, sys.stdout)
    return DONE


@app.command()
def remove(name: Annotated[str, typer.Argument(metavar="NAME")], data: Data = None, wait: Wait = 0.0) -> int:
    """Take an imported knowledge base out again."""
    from kg.pipeline import knowledge

    knowledge.take_out(name, settings=_settings(data), wait=wait)
    print(f"{name}: removed; the next build does without it")
    return DONE


@app.command()
def check(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as an article writes it.")],
    type: Annotated[str | None, typer.Option("--type", help="What it is taken for, as Company.")] = None,
    beside: Annotated[
        list[str] | None, typer.Option("--beside", metavar="NAME", help="Another name of the article; repeatable.")
    ] = None,
    country: Annotated[str, typer.Option("--country", metavar="CODE", help="What the article is about, as US.")] = "",
    most: Annotated[int, typer.Option("--most", min=0, help="Articles of the release to show.")] = 10,
    data: Data = None,
) -> int:
    """Explain how a name is linked: candidates, priors, evidence, and why it may be nobody known (NIL).

    First as asked, then in the articles of the current release that bear the name.
    """
    from itertools import islice

    from kg.cli import show
    from kg.pipeline import knowledge
    from kg.resolve import explaining

    settings = _settings(data)
    kind = _type(type) if type else None
    asked = explaining.alone(
        name, knowledge.knowledge_base(settings), kind=kind, others=beside or (), country=country.upper()
    )
    for decision in (asked, *islice(knowledge.decisions(name, settings=settings), most)):
        for line in _lines(decision):
            print(show.clean(line))
    return DONE


def _lines(decision: Decision) -> Iterator[str]:
    kind = f", taken for {decision.kind}" if decision.kind else ""
    yield f"{decision.place}: {' / '.join(decision.forms)}{kind}: {decision.reason}"
    for one in decision.candidates:
        found = one.candidate
        parts = "".join(f" {weight:+.2f} {reason};" for reason, weight in one.evidence).rstrip(";")
        yield f"  {one.score:5.2f}  {found.name} ({found.type}) {found.kb or found.key}: prior {found.prior:.2f}{parts}"


def _types(given: list[str]) -> dict[str, EntityType]:
    types = {}
    for pair in given:
        item, equals, kind = pair.partition("=")
        if not equals or not (item[:1] == "Q" and item[1:].isdigit()):
            raise UsageError(f"--type {pair}: write a class of Wikidata and a type, as Q4830453=Company")
        types[item] = _type(kind)
    return types


def _type(name: str) -> EntityType:
    from kg.model import EntityType

    found = next((kind for kind in EntityType if kind.value.lower() == name.strip().lower()), None)
    if found is None:
        raise UsageError(f"{name!r} is no type; types are {', '.join(EntityType)}")
    return found


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    from kg.cli import show
    from kg.pipeline import Step

    with show.progress() as tell:
        yield lambda done: tell(Step("importing", done))


def _settings(data: Path | None) -> Settings:
    from kg.cli import settings_of

    return settings_of(data=data)
