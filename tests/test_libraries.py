"""A library that cannot be used is told with its package and the way out, wherever it fails; our own faults are not."""

from __future__ import annotations

import os
import subprocess
import sys
import types
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg import libraries
from tests import handmade

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = "<html><body><p>The firm sold Kestrel to the agency in May, it said in a letter.</p></body></html>"
AGAIN = "pip install --force-reinstall"
MISSING = "raise ModuleNotFoundError(\"No module named '{0}'\", name='{0}')"


def stand_in(folder: Path, module: str, code: str, version: str = "") -> None:
    """A module that is found before the one that is installed; with a version, as a package."""
    (folder / module).mkdir(parents=True)
    (folder / module / "__init__.py").write_text(code)
    if version:
        (folder / f"{module}-{version}.dist-info").mkdir()
        text = f"Metadata-Version: 2.1\nName: {module}\nVersion: {version}\n"
        (folder / f"{module}-{version}.dist-info" / "METADATA").write_text(text)


def kg(folder: Path, *arguments: object) -> tuple[int, str]:
    """The exit code and standard error of a command for which ``folder`` comes before what is installed."""
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("module", "code", "version", "command", "told"),
    [
        # not there
        ("fastapi", MISSING.format("fastapi"), "", "serve", "kg: this needs fastapi: pip install 'onrecord[serve]'"),
        ("uvicorn", MISSING.format("uvicorn"), "", "demo", "kg: this needs uvicorn: pip install 'onrecord[serve]'"),
        (
            "markdown_it",
            MISSING.format("markdown_it"),
            "",
            "extract a.md",
            "kg: this needs markdown-it-py: pip install 'onrecord[build]'",
        ),
        # a part of it, or something it needs, is not there
        (
            "justext",
            "import lxml.html.nothing",
            "",
            "extract a.html",
            f"(No module named 'lxml.html.nothing'): {AGAIN} 'onrecord[build]'",
        ),
        ("spacy", "", "", "extract a.txt", f"(No module named 'spacy.tokens'): {AGAIN} 'onrecord[build]'"),
        ("tantivy", "import nothing.at_all", "", "build a.txt", "kg: tantivy"),
        # it fails inside
        (
            "trafilatura",
            "raise ImportError('lxml.html.clean is a project of its own')",
            "",
            "extract a.html",
            f"(lxml.html.clean is a project of its own): {AGAIN} 'onrecord[build]'",
        ),
        (
            "numpy",
            "raise ValueError('dtype size changed')",
            "",
            "extract a.txt",
            f"(dtype size changed): {AGAIN} 'onrecord[build]'",
        ),
        (
            "shacl",
            "raise ImportError('libz.so.9: cannot open')",
            "",
            "validate a.ttl",
            f"(libz.so.9: cannot open): {AGAIN} onrecord",
        ),
        ("typer", "raise ImportError('typer is split')", "", "--help", "kg: typer"),
        ("packaging", "raise ImportError('broken')", "", "validate a.ttl --engine pyshacl", f"(broken): {AGAIN}"),
        # it is another version
        (
            "courlan",
            "",
            "0.9",
            "extract a.html",
            "kg: courlan 0.9 is installed, but courlan>=1.3 is needed (cannot import name",
        ),
        (
            "shacl",
            "",
            "0.1",
            "validate a.ttl",
            "kg: shacl 0.1 is installed, but shacl>=0.3.4 is needed (module 'shacl' has no attribute",
        ),
        (
            "shacl",
            "class Shapes:\n    def __init__(self): ...",
            "0.1",
            "validate a.ttl",
            "kg: shacl 0.1 is installed, but shacl>=0.3.4 is needed (",
        ),
        (
            "pyoxigraph",
            "",
            "0.4",
            "releases",
            "kg: pyoxigraph 0.4 is installed, but pyoxigraph>=0.5.8 is needed (cannot import name",
        ),
    ],
)
def test_a_command_tells_which_library_and_the_way_out(
    module: str, code: str, version: str, command: str, told: str, tmp_path: Path
) -> None:
    stand_in(tmp_path, module, code, version)
    for name, text in (("a.html", ARTICLE), ("a.md", "# Kestrel sold\n"), ("a.txt", "Norva sold Kestrel.\n")):
        (tmp_path / name).write_text(text)
    (tmp_path / "a.ttl").write_text("<urn:a> a <urn:B> .")
    status, lines = kg(tmp_path, *command.split())
    assert told in lines
    assert (status, lines.count("\n")) == (2, 1)
    assert "internal error" not in lines
    assert not (tmp_path / "kg-demo").exists()


def raised(code: str, name: str = "kg.part") -> BaseException:
    """What a piece of code raises that says it is the module ``name``."""
    module = types.ModuleType(name)
    try:
        exec(compile(code, name, "exec"), vars(module))
    except BaseException as error:
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next  # without this file
        return error
    raise AssertionError(code)


@pytest.mark.parametrize(
    "code",
    [
        "1 / 0",
        "import kg; kg.nothing",
        "import kg.nothing",
        "from kg.model import nothing",
        "import json; json.nothing",
        "import json; json.loads('{')",
        "import pyoxigraph; pyoxigraph.NamedNode('not an IRI')",
        "import rdflib; rdflib.Graph().parse(data='<', format='turtle')",  # raised inside the library, by what is ours
        "None.nothing",
    ],
)
def test_what_may_be_our_own_fault_is_not_put_on_a_library(code: str) -> None:
    assert libraries.unusable(raised(code)) is None


@pytest.mark.parametrize("script", ["__main__", "__mp_main__"])
def test_a_script_is_no_library(script: str) -> None:
    missing = raised("import nothing_at_all", name=script)
    assert str(libraries.unusable(missing)) == "this needs nothing_at_all: pip install nothing_at_all"
    assert libraries.unusable(raised("1 / 0", name=script)) is None


def test_an_error_that_nobody_expected_is_put_on_a_version_that_is_not_supported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installed = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.1" if name == "rdflib" else installed(name))
    told = str(libraries.unusable(raised("{}['part']")))
    assert told == "rdflib 0.1 is installed, but rdflib>=7.1 is needed ('part'): pip install onrecord"


def test_a_checkout_that_was_never_installed_names_the_package_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def requires(_name: str) -> list[str]:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "requires", requires)
    assert (
        str(libraries.unusable(raised("import nothing_at_all")))
        == "this needs nothing_at_all: pip install nothing_at_all"
    )
    assert "pip install --force-reinstall rdflib" in str(libraries.unusable(raised("import rdflib; rdflib.nothing")))


def test_the_module_of_each_required_package_is_known() -> None:
    required = list(libraries._required())
    assert {extra for _, extra in required} == {"", "build", "eval", "serve"}
    for requirement, _ in required:
        if requirement.marker is None or requirement.marker.evaluate({"extra": "serve"}):
            assert find_spec(libraries.module_of(requirement.name)), requirement


def test_an_article_is_not_set_aside_for_a_library(tmp_path: Path) -> None:
    stand_in(tmp_path, "courlan", "raise ImportError('broken')")
    story = handmade.write(tmp_path / "in.jsonl", ("harbor", "Norva sold Kestrel to Harbor."))
    status, lines = kg(tmp_path, "build", story, "--data", tmp_path / "data")
    assert (status, lines.count("\n")) == (2, 1)
    assert "(broken): pip install --force-reinstall 'onrecord[build]'" in lines
    assert "set aside" not in lines
