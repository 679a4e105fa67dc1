"""The release gate: only a graph without violations passes, and one bad article does not keep the others out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, parse

from kg import __version__, rdf, store, validate
from kg.errors import InputError, NothingPublished, StoreError
from kg.model import Fusion, Record, SetAside
from kg.settings import Settings

# Without a bad article others may come to violate, as what they share changes; past this many rounds it is the whole.
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Passed:
    """What passed: the quads of a fusion, the articles that were set aside for it, the shapes' warnings
    and the whole report."""

    quads: Sequence[Quad]
    fusion: Fusion
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]
    report: validate.Report


def passed(
    records: Sequence[Record],
    *,
    fuse: Callable[[Sequence[Record]], Fusion],
    settings: Settings,
    before: store.Release | None = None,
) -> Passed:
    """The records' graph once it conforms; articles that violate by themselves are set aside, with the first reason.

    Where a release ``before`` has its report, only what can have changed since is judged, with the same outcome.
    NothingPublished where the graph violates as a whole: for a result that belongs to no article, or when none is left.
    """
    set_aside: list[SetAside] = []
    for _ in range(ROUNDS):
        fusion = fuse(records)
        quads = list(dict.fromkeys(rdf.quads(fusion, base=settings.base, extractor_version=__version__)))
        report = _again(quads, before) or validate.validate(quads)
        violations = [result for result in report.results if result.severity == "Violation"]
        if not violations:
            warnings = tuple(_line(result) for result in report.results if result.severity == "Warning")
            return Passed(quads, fusion, tuple(set_aside), warnings, report)
        culprits = validate.by_article(report, settings.base)
        blamed = {key: results for key, results in culprits.items() if any(one in violations for one in results)}
        if not blamed:
            raise NothingPublished(f"the graph violates a shape: {_line(violations[0])}; the release before stands")
        bad = [record for record in records if record.article.key in blamed]
        set_aside += [
            SetAside(record.article.source, f"violates a shape: {_line(blamed[record.article.key][0])}")
            for record in bad
        ]
        records = [record for record in records if record.article.key not in blamed]
        if not records:
            raise NothingPublished(
                f"every article violates a shape ({set_aside[0].reason}); nothing is left to publish"
            )
    raise NothingPublished(f"articles still violate shapes after {ROUNDS} rounds; the release before stands")


def _again(quads: Sequence[Quad], before: store.Release | None) -> validate.Report | None:
    """The report by way of what the release before has and of what is new; None where only a full run can tell."""
    if before is None:
        return None
    try:
        report = validate.load(before.path / validate.REPORT)
        if report is None:
            return None
        new = {f"{quad} .": quad for quad in quads}
        gone = [line for line in store.lines(before) if new.pop(line, None) is None]
        removed = list(parse("\n".join(gone), RdfFormat.N_QUADS))
        return validate.revalidate(
            report, store.open_release(before), list(new.values()), removed, without=[before.graph]
        )
    except (InputError, StoreError):  # a damaged release must not stop the build that replaces it
        return None


def _line(result: validate.Result) -> str:
    return f"{result.label or result.focus}: {result.message}"
