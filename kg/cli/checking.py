"""``kg validate``: what was asked for, judged, compared with what is known, and written."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import store, validate
from kg.cli import show
from kg.cli.running import DONE, FINDINGS
from kg.errors import UsageError
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of ``kg validate``."""

    files: list[Path] | None
    shapes: list[Path] | None
    engine: str
    graphs: list[str] | None
    only: list[str] | None
    focus: list[str] | None
    beside: list[Path]
    contexts: dict[str, Path]
    lexical: bool
    explain: str | None
    format: str
    write: dict[str, Path]
    fail_on: str
    baseline: Path | None
    update_baseline: bool
    release: str | None
    skip_faulty: bool

    @property
    def in_part(self) -> bool:
        """Whether what is told is not all that there is."""
        return bool(self.only or self.focus or self.graphs or self.beside)


def run(asked: Asked, settings: Settings) -> int:
    """The exit code; the report is on standard output."""
    for name in asked.write:
        if name not in validate.FORMAT_NAMES:
            raise UsageError(f"--write {name}=…: no report format {name!r}; one of {', '.join(validate.FORMAT_NAMES)}")
    if asked.update_baseline and asked.in_part:
        raise UsageError("--update-baseline would forget the rest; leave out --only, --focus, --graph and --with")
    checked: Any = validate.matching(asked.files) if asked.files else None
    beside = validate.matching(asked.beside) if asked.beside else []
    if checked is None:
        checked = store.quads_of(store.find(settings.data, asked.release))
    report = validate.validate(
        checked,
        asked.shapes,
        engine=asked.engine,
        graphs=asked.graphs,
        only=asked.only,
        focus=asked.focus,
        beside=beside,
        contexts=asked.contexts,
        lexical=asked.lexical,
        skip_faulty=asked.skip_faulty,
    )
    if asked.explain is not None:
        told = validate.explain(
            report,
            asked.explain,
            checked,
            asked.shapes,
            graphs=asked.graphs,
            beside=beside,
            contexts=asked.contexts,
            lexical=asked.lexical,
            skip_faulty=asked.skip_faulty,
        )
        print(told, end="")
        return DONE
    if asked.update_baseline and asked.baseline is not None:
        validate.write_baseline(report, asked.baseline)
    if asked.baseline is not None:
        report, gone = validate.compare(report, asked.baseline)
        if gone and not asked.in_part:
            noun, them = ("finding", "it") if gone == 1 else ("findings", "them")
            way = f"if this is all of the data, --update-baseline takes {them} out"
            show.say(f"{gone:,} {noun} of {asked.baseline} not found again; {way}")
    for name, path in asked.write.items():
        _write(path, validate.render(report, name))
    print(validate.render(report, asked.format), end="")
    if asked.files and not asked.shapes and report.idle:
        show.say("without --shapes PATH the shapes are OnRecord's own; name yours")
    return FINDINGS if report.at_least(asked.fail_on) else DONE


def pairs(option: str, given: list[str] | None, *, cut: Callable[[str, str], tuple[str, str, str]]) -> dict[str, Path]:
    """``NAME=FILE`` as an option has it, cut at the first or the last ``=``; ``UsageError`` for what is no pair."""
    found: dict[str, Path] = {}
    for text in given or ():
        name, _, path = cut(text, "=")
        if not name or not path:
            raise UsageError(f"{option} {text}: write it as NAME=FILE")
        found[name] = Path(path)
    return found


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, "utf-8", errors="surrogatepass")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
