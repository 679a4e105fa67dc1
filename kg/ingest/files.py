"""Paths to files: folders in sorted order, and never out of the folder that was given."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.errors import NothingReadable
from kg.model import SetAside

# What stands beside articles in a folder and is none.
BESIDE = re.compile(r"\.|~\$|(?:README|LICEN[CS]E|CHANGELOG|CONTRIBUTING)\b", re.IGNORECASE)
MOST_NESTED = 100


def shown(path: Path | str) -> str:
    """The path as one printable line; bytes that are no UTF-8 and control characters are escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def check(paths: Sequence[Path]) -> None:
    """Raises ``NothingReadable`` where no path is given or one of them is not there."""
    if not paths:
        raise NothingReadable("no input given; name a file or folder of articles")
    for path in paths:
        if not os.path.lexists(path):
            raise NothingReadable(f"{shown(path)}: no such file or folder; check the path")


def walk(paths: Sequence[Path], *, readable: Callable[[str], bool]) -> Iterator[Path | SetAside]:
    """The files to read. ``readable`` judges by file name; other files of a folder are reported in one line.

    Links inside a folder are not followed: what they point to inside it is met anyway, what is outside was not given.
    """
    seen: set[str] = set()
    for path in sorted(set(paths), key=os.fsencode):
        found = _folder(path, path.resolve(), readable, 0) if path.is_dir() else iter([_regular(path)])
        for item in found:
            # A folder and a file in it may both be named.
            real = os.path.realpath(item) if isinstance(item, Path) else ""
            if real not in seen:
                yield item
            if real:
                seen.add(real)


def _folder(folder: Path, root: Path, readable: Callable[[str], bool], depth: int) -> Iterator[Path | SetAside]:
    if depth > MOST_NESTED:
        yield SetAside(
            shown(folder),
            f"folders nested more than {MOST_NESTED} deep; name the folder itself",
        )
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield SetAside(
            shown(folder),
            f"folder cannot be opened ({_why(error)}); check its permissions",
        )
        return
    others = []
    for entry in entries:
        path = Path(entry.path)
        if BESIDE.match(entry.name):
            continue
        if entry.is_symlink():
            yield from _link(path, root)
        elif entry.is_dir():
            yield from _folder(path, root, readable, depth + 1)
        elif readable(entry.name):
            yield _regular(path)
        else:
            others.append(path.suffix or entry.name)
    if others:
        kinds = ", ".join(sorted({shown(kind) for kind in others})[:5])
        yield SetAside(
            shown(folder),
            f"files of other formats not read: {len(others)} ({kinds}); convert them to text or HTML",
        )


def _link(path: Path, root: Path) -> Iterator[SetAside]:
    try:
        inside = path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        yield SetAside(shown(path), "a link that leads nowhere or in a circle; remove it")
        return
    if not inside:
        yield SetAside(
            shown(path),
            "a link that leads out of the folder; name its target to have it read",
        )


def _regular(path: Path) -> Path | SetAside:
    try:
        mode = path.stat().st_mode
    except (OSError, RuntimeError, ValueError) as error:
        return SetAside(
            shown(path),
            f"cannot be opened ({_why(error)}); check the path and its permissions",
        )
    return path if stat.S_ISREG(mode) else SetAside(shown(path), "not a regular file; copy its content into one")


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
