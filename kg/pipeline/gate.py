"""The release gate: only a graph without violations passes, and one bad article does not keep the others out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

from kg import store, validate
from kg.errors import InputError, NothingPublished, StoreError
from kg.pipeline.quads import Difference

MOST = 200_000  # changed quads that are judged as a change; more are as much as a graph


class Violated(Exception):
    """Articles that violate a shape by themselves; ``reasons`` are the first of each, by key."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(f"{len(reasons)} articles violate a shape")
        self.reasons = reasons


def judged(
    folder: Path, opened: Store, difference: Difference, *, base: str, before: store.Release | None
) -> validate.Report:
    """The report on a graph that conforms, in a store not yet published and the folder that it lies in.

    Where a release ``before`` has its report, only what can have changed since is judged, with the same outcome.
    Raises Violated for articles that violate by themselves, NothingPublished where the graph does as a whole: for a
    result that belongs to no article.
    """
    report = _again(difference, before) or validate.validate_batches(opened, store.content_of(folder))
    if report is None:  # the shapes need all of the data at once
        report = validate.validate(list(opened))
    violations = [result for result in report.results if result.severity == "Violation"]
    if not violations:
        return report
    culprits = validate.by_article(report, base)
    blamed = {key: results for key, results in culprits.items() if any(one in violations for one in results)}
    if not blamed:
        raise NothingPublished(f"the graph violates a shape: {line(violations[0])}; the release before stands")
    raise Violated({key: f"violates a shape: {line(results[0])}" for key, results in blamed.items()})


def line(result: validate.Result) -> str:
    """A result in one line."""
    return f"{result.label or result.focus}: {result.message}"


def _again(difference: Difference, before: store.Release | None) -> validate.Report | None:
    """The report by way of what the release before has and of what is new; None where only a full run can tell."""
    if before is None or difference.size > MOST:
        return None
    try:
        report = validate.load(before.path / validate.REPORT)
        if report is None:
            return None
        added, removed = (
            list(parse("\n".join(lines), RdfFormat.N_QUADS)) for lines in (difference.added(), difference.removed())
        )
        return validate.revalidate(report, store.open_release(before), added, removed, without=[before.graph])
    except (InputError, StoreError):  # a damaged release must not stop the build that replaces it
        return None
