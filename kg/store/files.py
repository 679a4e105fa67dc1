"""Writing files so that a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

TEMPORARY = ".tmp-"


def write_atomically(path: Path, content: bytes) -> None:
    """Puts ``content`` at ``path`` in one step; readers see all of it or what was there before."""
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def link_atomically(link: Path, target: str) -> None:
    """Makes or replaces the symbolic link ``link`` in one step."""
    temporary = link.with_name(f"{TEMPORARY}{os.getpid()}-{link.name}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    os.replace(temporary, link)
    sync_folder(link.parent)


def sync_tree(folder: Path) -> None:
    """Has the system write every file and folder below ``folder`` to the disk."""
    for path, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(
                FileNotFoundError
            ):  # the database, where somebody holds it, still takes files away
                _sync(Path(path, name), os.O_RDONLY)
        sync_folder(Path(path))


def sync_folder(folder: Path) -> None:
    """Has the system write the folder's own list of names to the disk."""
    _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def remove_tree(folder: Path) -> None:
    """Removes a folder so that a crash half-way leaves something that ``clean`` knows, not half a release."""
    doomed = folder.with_name(f"{TEMPORARY}removed-{folder.name}")
    os.replace(folder, doomed)
    shutil.rmtree(doomed)


def clean(folder: Path) -> None:
    """Removes what crashed writers left in ``folder``; call it only under the lock."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if not path.name.startswith(TEMPORARY):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
