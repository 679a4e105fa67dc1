"""The wheel and the source distribution: built, and what must and must not be in them."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from tests.wheel.failure import Failure

ROOT = Path(__file__).resolve().parents[2]
# Each folder of the checkout that the installed package has, and where.
FOLDERS = {"kg": "kg", "ontology": "kg/_ontology", "shapes": "kg/_shapes", "queries": "kg/_queries"}
BESIDE = {".gitignore", "CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml"}
JUNK = re.compile(
    r"(^|/)(\.(?!htaccess$)[^/]+|tests?|__pycache__|kg-data|kg-demo|dist|build)(/|$)|\.(pyc|log|tmp|orig|rej|bak)$"
)
LARGEST = 10_000_000  # bytes of the wheel: three times what it has


def build(folder: Path) -> Path:
    """The wheel, made from the checkout; the source distribution made beside it gives the same one, byte for byte."""
    hatchling(ROOT, folder)
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(folder / "source", filter="data")
    (unpacked,) = (folder / "source").iterdir()
    hatchling(unpacked, folder / "again", "-t", "wheel")
    again = folder / "again" / wheel.name
    if again.read_bytes() != wheel.read_bytes():
        differing = sorted(sums(wheel).items() ^ sums(again).items())
        raise Failure(f"the wheel made from {source.name} is another one", str(differing[:20]))
    check_wheel(wheel)
    check_source(unpacked)
    return wheel


def hatchling(project: Path, folder: Path, *options: str) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(" ".join(command), done.stdout + done.stderr)


def sums(wheel: Path) -> dict[str, int]:
    """The name of each file in it, with its checksum."""
    with zipfile.ZipFile(wheel) as archive:
        return {entry.filename: entry.CRC for entry in archive.infolist()}


def check_wheel(wheel: Path) -> None:
    """All of the checkout's folders are in it and nothing else."""
    names = set(sums(wheel))
    inside = {name for name in names if not re.match(r"onrecord-[^/]+\.dist-info/", name)}
    expected = {
        f"{target}/{file.relative_to(ROOT / folder).as_posix()}"
        for folder, target in FOLDERS.items()
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and not JUNK.search(file.relative_to(ROOT).as_posix())
    }
    if inside != expected:
        raise Failure(f"{wheel.name} is not what the checkout holds", f"{sorted(inside ^ expected)[:20]}")
    if wheel.stat().st_size > LARGEST:
        raise Failure(f"{wheel.name} has {wheel.stat().st_size:,} bytes")


def check_source(unpacked: Path) -> None:
    """The folders, what the build reads beside them, and nothing else."""
    if {entry.name for entry in unpacked.iterdir()} != {*FOLDERS, *BESIDE}:
        raise Failure("the source distribution holds something else", str(sorted(unpacked.iterdir())))
    junk = [path for path in unpacked.glob("*/**/*") if JUNK.search(path.relative_to(unpacked).as_posix())]
    if junk:
        raise Failure("the source distribution holds what should not be published", str(junk))
