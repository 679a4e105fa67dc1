"""The knowledge bases of a data folder: which there are, bringing one in, and why a name is linked as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import store
from kg.model import EntityType
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.resolve import KnowledgeBase
    from kg.resolve.explaining import Decision
    from kg.resolve.imports import Imported, Written
    from kg.resolve.imports.entry import Entry

TOLD_EVERY = 1000  # entries
KEPT = 2  # knowledge bases, of 26 MB each and more: the packaged one, which most data folders share, and one beside it


@dataclass(frozen=True, slots=True)
class Taken:
    """A knowledge base that was imported: its name, the format of its file, and what became of that."""

    name: str
    format: str
    written: Written


def knowledge_base(settings: Settings) -> KnowledgeBase:
    """The packaged knowledge base and what was imported into the data folder; kept loaded for a process's last few."""
    imported = tuple(sorted(versions(settings).items()))
    return _loaded(settings.imports if imported else None, imported)


def versions(settings: Settings) -> dict[str, str]:
    """The version of each imported knowledge base: a digest of its content, by name."""
    if not settings.imports.is_dir():
        return {}
    from kg.resolve import imports

    return imports.versions(settings.imports)


def bring_in(
    path: Path,
    *,
    settings: Settings,
    name: str | None = None,
    format: str | None = None,
    types: Mapping[str, EntityType] | None = None,
    wait: float = 0.0,
    tell: Callable[[int], object] = int,
) -> Taken:
    """Imports a dump or a table into the data folder, in place of one of the same name, whole or not at all.

    ``tell`` hears how many entries were read. ``InputError`` names file and line of what cannot be used.
    """
    from kg.resolve import KnowledgeBase, imports

    base = KnowledgeBase.load()

    def watched(entries: Iterable[Entry]) -> Iterator[Entry]:
        for number, entry in enumerate(entries, start=1):
            if number % TOLD_EVERY == 0:
                tell(number)
            yield entry

    with store.building(settings.data, wait=wait):
        return Taken(
            *imports.import_file(
                path,
                settings.imports,
                name=name,
                format=format,
                types=types,
                packaged=base.known.values(),
                countries={one.key: one.country for one in base.known.values() if one.type is EntityType.PLACE},
                watch=watched,
            )
        )


def imported(settings: Settings) -> tuple[Imported, ...]:
    """The imported knowledge bases, tables of the user's own first."""
    from kg.resolve import imports

    return imports.open_all(settings.imports)


def take_out(name: str, *, settings: Settings, wait: float = 0.0) -> None:
    """Removes an imported knowledge base; ``NotFound`` where there is none of that name."""
    from kg.resolve import imports

    with store.building(settings.data, wait=wait):
        imports.remove(name, settings.imports)


def decisions(name: str, *, settings: Settings) -> Iterator[Decision]:
    """How a name is read in each article of the current release; nothing where there is no release."""
    from kg.resolve import explaining

    release = store.current(settings.data)
    records = store.Records(settings.data)
    base = knowledge_base(settings)
    for _, record_name in sorted(release.articles.items()) if release else ():
        record = records.get(record_name)
        if record is not None:
            yield from explaining.in_record(name, record, base)


@lru_cache(maxsize=KEPT)
def _loaded(imports: Path | None, _versions: tuple[tuple[str, str], ...]) -> KnowledgeBase:
    from kg.resolve import KnowledgeBase

    return KnowledgeBase.load(imports=imports)
