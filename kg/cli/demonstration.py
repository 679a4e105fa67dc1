"""The whole way on the bundled samples: build, validate, ask, verify; what `kg demo` prints."""

from __future__ import annotations

import sys
import time
from importlib.resources import as_file

from kg import evidence, pipeline, queries, resources, store, validate
from kg.cli import asking, show
from kg.settings import Settings

# Questions that show a pledge, what was done all the same, and two sources against each other.
QUESTIONS = ("pledges", "pitches", "disagreements")
ROWS = 8


def show_all(settings: Settings, *, jobs: int | None = None) -> None:
    """Prints each step with its result; errors as the steps raise them."""
    start = time.monotonic()
    with as_file(resources.path("samples")) as samples, show.progress() as tell:
        result = pipeline.build([samples], settings=settings, jobs=jobs, fresh=True, tell=tell)
    release = result.release
    _heading("kg build", f"{show.summary(release)}, in {time.monotonic() - start:.0f} s")
    report = validate.validate(store.quads_of(release))
    violations, warnings = report.count(validate.Severity.VIOLATION), report.count(validate.Severity.WARNING)
    _heading("kg validate", f"{report.triples:,} triples checked: {violations} violations, {warnings} warnings")
    verified = evidence.verify(release, settings.data)
    _heading("kg verify", f"{verified.checked:,} quotes checked, {len(verified.findings)} problems")
    for name in QUESTIONS:
        if name in queries.names():
            _ask(name, release, settings)


def _ask(name: str, release: store.Release, settings: Settings) -> None:
    base = release.settings["base"]
    _heading(f"kg query {name}", queries.load(name).asks)
    answer = asking.answer(release, asking.question(name, None, [], base=base), format="json", settings=settings)
    with answer.content as content:
        columns, rows = show.solutions(content.read().decode(), asking.shortener(base))
    show.table(columns, rows[:ROWS], sys.stdout)
    if len(rows) > ROWS:
        print(f"… and {len(rows) - ROWS} rows more")


def _heading(command: str, text: str) -> None:
    print(f"\n$ {command}\n{text}")
