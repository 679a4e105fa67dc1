"""Environments with nothing but the wheel and what it brings.

The package index is pip's affair, by whatever configuration it has; what pip has fetched uv unpacks, once for all
environments. One is made by the pip that comes with Python, as the README says it: older pips resolve otherwise.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.wheel.artifacts import ROOT
from tests.wheel.failure import Failure

PINNED = re.compile(r"^([A-Za-z0-9._-]+==[^\\\n]+?) *\\$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment in ``folder``; ``extras`` are those that are installed."""

    folder: Path
    extras: frozenset[str]

    @property
    def bin(self) -> Path:
        return self.folder / "bin"


@dataclass(frozen=True, slots=True)
class Wheels:
    """A folder of wheels, and the pins that they are held to, if any."""

    folder: Path
    pins: Path | None


def locked(folder: Path) -> Path:
    """The versions of the lock, as pins without hashes: a local wheel has none in it."""
    pins = folder / "pins.txt"
    pins.write_text("\n".join(PINNED.findall((ROOT / "requirements.lock").read_text("utf-8"))) + "\n")
    return pins


def fetch(wheel: Path, choices: tuple[str, ...], folder: Path, pins: Path | None = None) -> Wheels:
    """What the wheel needs with each choice of extras, as pip resolves it."""
    for extras in choices:
        held = ["--constraint", str(pins)] if pins else []
        _run([sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(folder), *held, _named(wheel, extras)])
    (folder / wheel.name).unlink()  # uv is given the one that was built, not two
    return Wheels(folder, pins)


def create(folder: Path, wheel: Path, extras: str, wheels: Wheels, cache: Path) -> Environment:
    """An environment from the wheels alone; ``Failure`` where they do not fit together, or are not those pinned."""
    uv = _uv()
    _run([uv, "venv", "--quiet", "--no-project", "--python", sys.executable, str(folder)])
    held = ["--constraint", str(wheels.pins)] if wheels.pins else []
    local = ["--offline", "--no-index", "--find-links", str(wheels.folder), "--cache-dir", str(cache)]
    _run([uv, "pip", "install", "--quiet", "--python", str(folder), *local, *held, _named(wheel, extras)])
    _run([uv, "pip", "check", "--quiet", "--python", str(folder)])
    if wheels.pins:
        pinned = {line.partition(";")[0].strip() for line in wheels.pins.read_text().splitlines()}
        loose = [name for name in versions(folder) if name not in pinned]
        if loose:
            raise Failure("requirements.lock lacks what is installed", ", ".join(loose))
    return Environment(folder, _extras(extras))


def by_hand(folder: Path, wheel: Path, extras: str) -> Environment:
    """An environment as the README makes it: ``python -m venv``, then its own pip."""
    base = shutil.which(Path(sys.executable).name, path=str(Path(sys.base_prefix) / "bin")) or sys.executable
    _run([base, "-m", "venv", str(folder)])
    _run([str(folder / "bin" / "pip"), "install", "--quiet", _named(wheel, extras)])
    return Environment(folder, _extras(extras))


def versions(folder: Path) -> list[str]:
    """What is installed beside the wheel, each as ``name==version``."""
    lines = _run([_uv(), "pip", "freeze", "--quiet", "--python", str(folder)]).splitlines()
    return [line for line in lines if "==" in line]


def _extras(extras: str) -> frozenset[str]:
    return frozenset({"build", "serve"}) if extras == "all" else frozenset({extras} - {""})


def _named(wheel: Path, extras: str) -> str:
    return f"{wheel}[{extras}]" if extras else str(wheel)


def _uv() -> str:
    return str(Path(sys.executable).with_name("uv"))


def _run(command: list[str]) -> str:
    """What a command prints; the caller's environment is not the tool's."""
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(" ".join(command), done.stdout + done.stderr)
    return done.stdout
