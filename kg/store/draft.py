"""What a release is to be made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import Quad

from kg.model import Replaced, SetAside


@dataclass(frozen=True, slots=True)
class Difference:
    """What a release takes from the one before it and adds: sorted N-Quads lines without line ends, and how many.

    ``whole``: it is made afresh, ``added`` is all of it.
    """

    removed: Callable[[], Iterable[str]]
    added: Callable[[], Iterable[str]]
    size: int
    whole: bool = False


class Stages(Protocol):
    """What measures the stages of a build: what is done within ``stage``, and what was ``told`` so far, as tables."""

    def stage(self, name: str, /) -> AbstractContextManager[None]: ...

    def told(self) -> Sequence[Mapping[str, Any]]: ...


class Unmeasured:
    """Measures nothing."""

    def stage(self, _name: str, /) -> AbstractContextManager[None]:
        return nullcontext()

    def told(self) -> Sequence[Mapping[str, Any]]:
        return ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a release is to be made of; ``graph`` is the IRI of its release graph, the rest as in ``Release``.

    ``difference`` is to the release before; without one it is made of ``quads`` in memory. ``tables`` is a folder to be
    kept with it, ``stages`` measures what making it takes.
    """

    quads: Iterable[Quad]
    graph: str
    counts: Mapping[str, int]
    settings: Mapping[str, Any]
    versions: Mapping[str, str]
    articles: Mapping[str, str]
    set_aside: tuple[SetAside, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    difference: Difference | None = None
    tables: Path | None = None
    stages: Stages = field(default_factory=Unmeasured)
