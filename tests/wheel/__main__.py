"""``python -m tests.wheel FOLDER``: builds the package, installs it in clean environments and uses it in each.

Once with the versions of the lock: what fails there fails. Once with the newest that the ranges allow: what fails there
is a warning, or fails too where ``KG_REQUIRE_NEWEST=1``, as in the project's own workflow.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.wheel import artifacts, environments, tasks
from tests.wheel.environments import Environment
from tests.wheel.failure import Failure

# Those that build come first: they make the release that the others read.
CHOICES = ("all", "build", "serve", "")


def main() -> int:
    """The exit code."""
    folder = Path(sys.argv[1]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    start = time.monotonic()
    try:
        wheel = artifacts.build(folder / "dist")
    except Failure as failure:
        return _failed("the package", [str(failure)])
    print(f"built {wheel.name}, {wheel.stat().st_size:,} bytes; the source distribution gives the same", flush=True)
    with ThreadPoolExecutor() as pool:
        locked, newest = pool.map(lambda round: round(wheel, folder), (_locked, _newest))
    print(f"{time.monotonic() - start:.0f} s", flush=True)
    if not (locked or newest):
        shutil.rmtree(folder)  # two gigabytes, of use only to look into what failed
    if newest:
        _warn(newest)
    if locked:
        return _failed("with the versions of requirements.lock", locked)
    return 1 if newest and os.environ.get("KG_REQUIRE_NEWEST") == "1" else 0


def _locked(wheel: Path, folder: Path) -> list[str]:
    pins = environments.locked(folder)
    try:
        wheels = environments.fetch(wheel, ("all",), folder / "locked-wheels", pins)
    except Failure as failure:
        return [str(failure)]

    def create(extras: str, target: Path) -> Environment:
        return environments.create(target, wheel, extras, wheels, folder / "cache")

    return _round("locked", create, folder)


def _newest(wheel: Path, folder: Path) -> list[str]:
    try:
        wheels = environments.fetch(wheel, CHOICES[1:], folder / "newest-wheels")
    except Failure as failure:
        return [str(failure)]

    def create(extras: str, target: Path) -> Environment:
        if extras == "all":
            return environments.by_hand(target, wheel, extras)
        return environments.create(target, wheel, extras, wheels, folder / "cache")

    return _round("newest", create, folder)


def _round(name: str, create: Callable[[str, Path], Environment], folder: Path) -> list[str]:
    """What went wrong in the environments of one round."""
    problems = []
    for extras in CHOICES:
        named = f"onrecord[{extras}]" if extras else "onrecord"
        start = time.monotonic()
        try:
            environment = create(extras, folder / f"{name}-{extras or 'base'}")
            count = tasks.perform(environment, folder / f"{name}-{extras or 'base'}-work", folder / f"{name}-data")
        except Failure as failure:
            problems.append(f"{named}: {failure}")
            print(f"{name:7} {named:16} FAILED", flush=True)
        else:
            libraries = len(environments.versions(environment.folder))
            took = f"{time.monotonic() - start:.0f} s"
            print(f"{name:7} {named:16} {libraries} libraries, {count} commands, {took}", flush=True)
    return problems


def _failed(where: str, problems: list[str]) -> int:
    print(f"wheel-test: {where}:", *problems, sep="\n\n", file=sys.stderr)
    return 1


def _warn(problems: list[str]) -> None:
    line = "=" * 100
    told = "WARNING: with the newest versions that pyproject.toml allows, the package does not work"
    print(line, told, *problems, line, sep="\n\n", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
