"""Files of releases to be fetched: what lies ready in parts is put together, other forms are made when asked for.

Either is done once, by a process of its own where it is work, and kept in a folder that goes with the server, within a
size: what was not asked for longest is made again when it is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from kg import parquet, store
from kg.errors import StoreError
from kg.settings import Settings
from kg.store import DumpFile, Release

TABLES = {f"{table}.{parquet.FORMAT}": table for table in parquet.TABLES}  # the names of the flat tables' files


@dataclass(frozen=True, slots=True)
class File:
    """A file on disk, dated as its release; ``sha256`` is hexadecimal, ``media_type`` that of its packing if any."""

    path: Path
    sha256: str
    media_type: str


class Files:
    """The files made so far."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._made: dict[str, File] = {}  # what was asked for last stands last
        self._lock = threading.Lock()

    def get(self, release: Release, name: str) -> File | None:
        """The file of a release with a name such as ``all.nq.gz`` or ``claims.parquet``; None where it has none such.

        Raises StoreError where it cannot be made.
        """
        if _media_type(name) is None or (name in TABLES and not parquet.has_tables(release)):
            return None
        ready = next((file for file in store.manifest(release.path) if file.name == name), None)
        with self._lock:
            key = f"{release.id}-{name}"
            found = self._made.pop(key, None)
            if found is None:
                path = self._place() / key
                found = self._joined(release, ready, path) if ready else self._made_of(release, name, path)
            self._made[key] = found
            self._forget(keep=key)
            return found

    def _place(self) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="onrecord-dumps-")
        return Path(self._folder.name)

    def _joined(self, release: Release, file: DumpFile, path: Path) -> File:
        try:
            with path.open("wb") as output:
                for part in file.paths(release.path):
                    with part.open("rb") as piece:
                        shutil.copyfileobj(piece, output)
        except OSError as error:
            raise StoreError(f"{file.name} of release {release.id} cannot be read ({error.strerror})") from error
        return _dated(release, File(path, file.sha256, store.PACKINGS[file.packing]))

    def _made_of(self, release: Release, name: str, path: Path) -> File:
        """A form made by a process of its own, which the answering of others does not wait for."""
        kind, format, *packing = name.split(".")
        command = [sys.executable, "-m", "kg", "dump", "--data", str(self._settings.data), "--release", release.id]
        command += ["--kind", kind, "--format", format, "-o", str(path), *(["--pack", *packing] if packing else [])]
        try:
            # what it works in goes with it, also where it is killed
            with tempfile.TemporaryDirectory(prefix="making-", dir=path.parent) as folder:
                done = subprocess.run(  # noqa: S603 (our own program; the names were checked against lists)
                    command,
                    capture_output=True,
                    text=True,
                    timeout=self._settings.serve_dump_seconds,
                    check=False,
                    env={**os.environ, "TMPDIR": folder},
                )
        except subprocess.TimeoutExpired as error:
            path.unlink(missing_ok=True)
            seconds = self._settings.serve_dump_seconds
            raise StoreError(f"{name} took longer than {seconds:g} seconds to make; all.nq.zst lies ready") from error
        if done.returncode != 0:
            reason = done.stderr.strip().splitlines()[-1:] or ["no reason told"]
            raise StoreError(f"{name} of release {release.id} cannot be made: {reason[0].removeprefix('kg: ')}")
        with path.open("rb") as made:
            sha256 = hashlib.file_digest(made, "sha256").hexdigest()
        return _dated(release, File(path, sha256, str(_media_type(name))))

    def _forget(self, *, keep: str) -> None:
        """Removes what was not asked for longest, until the rest is within the limit; what is being sent stays open."""
        size = sum(file.path.stat().st_size for file in self._made.values())
        for key, file in list(self._made.items()):
            if size <= self._settings.serve_dump_bytes or key == keep:
                return
            size -= file.path.stat().st_size
            file.path.unlink()
            del self._made[key]


def _media_type(name: str) -> str | None:
    """The media type of a file by its name, that of its packing where it is packed; None where no file is called so."""
    kind, _, rest = name.partition(".")
    format, packed, packing = rest.partition(".")
    if name in TABLES:
        return parquet.MEDIA_TYPE
    if kind not in store.KINDS or format not in store.DUMP_FORMATS:
        return None
    return store.PACKINGS.get(packing) if packed else store.DUMP_FORMATS[format][0]


def _dated(release: Release, file: File) -> File:
    made = (release.path / "release.json").stat().st_mtime
    os.utime(file.path, (made, made))
    return file
