"""Which tests reach a module, and which texts they read: traced once, and kept until a file of tests changes."""

from __future__ import annotations

import hashlib
import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article
from tests.mutants.forks import in_fork, silenced
from tests.mutants.memory import articles, parsed, preload, reading
from tests.mutants.modules import Part
from tests.mutants.operators import Mutant
from tests.mutants.running import QUIET, run
from tests.mutants.tracing import Reached, Tracer


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
        found = in_fork(lambda: _trace(stale, root, cache), limit=3600)
        if found.get("failed", True):
            sys.exit(f"tests fail without a mutant: {found.get('failed')}")
        for file in stale:
            known[file] = {"digest": files[file], "reached": {}, "seconds": {}, "texts": {}}
        for test, modules in found["reached"].items():
            one = known[test.partition("::")[0]]
            one["reached"][test], one["seconds"][test] = modules, found["seconds"][test]
            one["texts"][test] = found["texts"].get(test, [])
        parsed().load()
        # what the memory gives has to be as good as what was parsed, or all mutants would be killed by it
        found = in_fork(lambda: run([], stale), limit=3600)
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
        in_fork(lambda: {key: reading(article) for key, article in articles(cache, keys)}, limit=3600),
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
    with silenced():
        pytest.main([*QUIET, "--maxfail=1000", *files], plugins=[tracer])
    parsed().save()
    file = cache / "articles.pickle"
    file.write_bytes(pickle.dumps((pickle.loads(file.read_bytes()) if file.exists() else {}) | tracer.articles))
    texts = {test: sorted(keys) for test, keys in tracer.texts.items()}
    return {"reached": tracer.reached(), "seconds": tracer.seconds, "texts": texts, "failed": tracer.failed}


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]
