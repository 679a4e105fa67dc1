"""``python -m tests.eval.reading draw`` and ``… score``: see README.md beside this."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from kg import quality
from kg.evaluate import publishing
from kg.evaluate.corpus.tallying import is_event_of
from kg.frames import OPEN
from kg.pipeline.extraction import version
from kg.settings import Settings
from tests.eval.reading import drawing, verdicts

HERE = Path(__file__).parent
SHARED = HERE.parents[3] / "shared"
SOURCES = (SHARED / "data/meantime/dev.jsonl", SHARED / "articles")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.reading", description=__doc__)
    commands = parser.add_subparsers(required=True)
    draw = commands.add_parser("draw", help="write a sheet to read and a file for the verdicts")
    draw.add_argument("sources", nargs="*", type=Path, default=SOURCES, help="files of JSON lines, folders of articles")
    draw.add_argument("--seed", type=int, required=True)
    draw.add_argument("--count", type=int, default=200)
    draw.add_argument("--even", action="store_true", help="one of each frame in turn, instead of any as likely")
    draw.add_argument(
        "--asserted", action="store_true", help="only events that the graph asserts, at the default floor"
    )
    draw.add_argument("--open", action="store_true", help="only open claims")
    draw.add_argument("--data", type=Path, help="keeps what is extracted there for the next run")
    draw.set_defaults(run=_draw)
    score = commands.add_parser("score", help="print what the verdicts amount to")
    score.add_argument("files", nargs="*", type=Path, default=sorted(HERE.glob("*.yaml")))
    score.add_argument("--publish", type=Path, metavar="FILE", help="writes the figures there, for releases to tell")
    score.set_defaults(run=_score)
    check = commands.add_parser("check", help="print how many of the judged claims are still read so")
    check.add_argument("files", nargs="+", type=Path)
    check.add_argument("--data", type=Path, help="keeps what is extracted there for the next run")
    check.set_defaults(run=_check)
    asked = parser.parse_args()
    asked.run(asked)


def _check(asked: argparse.Namespace) -> None:
    """Of claims drawn from any of the sources that claims have been drawn from."""
    sources = (*SOURCES, *(SHARED / "data" / name / "dev.jsonl" for name in ("gum", "re3d")))
    found = drawing.claims(sources, Settings(data=asked.data or Path(tempfile.gettempdir()) / "reading-data"))
    for path in asked.files:
        reading = verdicts.read(path)
        gone = verdicts.gone(reading, found)
        print(f"{path.name}: {len(reading.verdicts) - len(gone)} of {len(reading.verdicts)} are read as they were")
        print(
            "".join(f"  {entry['n']}: {entry['frame']}, {entry['article']} {entry['at']}\n" for entry in gone), end=""
        )


def _draw(asked: argparse.Namespace) -> None:
    """The sheet has sentences of the articles, so it goes where temporary files go, never into the project."""
    away = Path(tempfile.gettempdir())
    settings = Settings(data=asked.data or away / "reading-data")
    found = drawing.claims(asked.sources, settings)
    if asked.asserted:
        found = [one for one in found if one.claim["asserted"] and is_event_of(one.claim["frame"])]
    if asked.open:
        found = [one for one in found if one.claim["frame"] == OPEN]
    some = drawing.drawn(found, asked.count, seed=asked.seed, even=asked.even)
    sheet, blank = away / f"reading-seed-{asked.seed}.txt", HERE / f"seed-{asked.seed}.yaml"
    if blank.exists():
        raise SystemExit(f"{blank} is there already: verdicts are not written over; delete it or take another seed")
    sheet.write_text("\n".join(drawing.sheet(some)), "utf-8")
    blank.write_text(
        verdicts.blank(
            some,
            seed=asked.seed,
            even=asked.even,
            date=datetime.now(UTC).date().isoformat(),
            extractor=version(settings.model),
            population=drawing.population(found),
        ),
        "utf-8",
    )
    print(f"{len(some)} of {len(found)} claims\nto read:        {sheet}\nto be filled in: {blank}")


def _score(asked: argparse.Namespace) -> None:
    for path in asked.files:
        reading = verdicts.read(path)
        print("\n".join(verdicts.lines(reading)))
        if asked.publish is not None:
            report = verdicts.report(reading)
            command = "python -m tests.eval.reading score"
            quality.write(asked.publish, publishing.measurements(report, date=reading.drawn, command=command))


if __name__ == "__main__":
    main()
