"""Forks: a task in a copy of this process, ended with all it started when its time is over; modules forgotten."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any


def in_fork(task: Callable[[], dict[str, Any]], *, limit: float) -> dict[str, Any]:
    """What a task returns in a fork of this process; ``killed`` where that takes too long or ends without a word."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reading)
        try:
            with os.fdopen(writing, "w") as out:
                json.dump(task(), out)
        except BaseException:  # whatever it is, it is told and ends here
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(0)
    os.close(writing)
    with _alarm(limit, child), os.fdopen(reading) as told:
        text = told.read()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # and whatever it started
    os.waitpid(child, 0)
    return json.loads(text) if text else {"killed": True, "by": "time or crash", "ran": 0}


@contextlib.contextmanager
def _alarm(limit: float, child: int) -> Iterator[None]:
    def kill(*_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)

    before = signal.signal(signal.SIGALRM, kill)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def silenced() -> Iterator[None]:
    """Keeps what tests print out of our output."""
    log = os.environ.get("MUTANTS_LOG", os.devnull)
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    kept = os.dup(1), os.dup(2)
    os.dup2(out, 1)
    os.dup2(out, 2)
    try:
        yield
    finally:
        sys.stdout.flush()
        for number, fd in zip((1, 2), kept, strict=True):
            os.dup2(fd, number)


def forget_tests() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "conftest")]:
        if not name.startswith("tests.mutants"):
            del sys.modules[name]


def forget(module: str, root: Path) -> None:
    """Takes a module, all that imports it, however indirectly, and all tests out of memory; stale bytecode goes too."""
    imports = all_imports(root)
    gone = {"kg." + module.replace("/", ".")}
    while more := {name for name, wanted in imports.items() if name not in gone and wanted & gone}:
        gone |= more
    for name in gone & sys.modules.keys():
        del sys.modules[name]
        package, _, last = name.rpartition(".")
        if package in sys.modules:  # "from kg import extract" looks there first
            vars(sys.modules[package]).pop(last, None)
    forget_tests()
    file = root / "kg" / f"{module}.py"
    for stale in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        stale.unlink()


@cache
def all_imports(root: Path) -> dict[str, set[str]]:
    return {name: _imports(file, name) for name, file in _modules(root)}


def _modules(root: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted((root / "kg").rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), file


def _imports(file: Path, name: str) -> set[str]:
    """All that a file names in imports, and the packages these stand in (less the root, which imports nothing)."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
    packages = {one.rpartition(".")[0] for one in (*found, name)} - {"kg", "", name}
    return {one for one in found | packages if one.startswith("kg.")}
