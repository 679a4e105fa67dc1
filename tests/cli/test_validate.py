"""``kg validate`` as a CI runs it: exit codes, what goes where, and the action and the hook in the repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from kg.cli import app
from kg.cli.running import run
from tests.validate.test_validate import DOGS, SHAPES, write

ROOT = Path(__file__).parents[2]
ACTION = ROOT / ".github" / "actions" / "validate" / "action.yml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data").mkdir()
    write(tmp_path, "shapes.ttl", SHAPES)
    write(tmp_path / "data", "dogs.ttl", DOGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kg(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(app, ["validate", *arguments])
    return (code, *capfd.readouterr())


@pytest.mark.usefixtures("folder")
def test_exit_codes(capfd: pytest.CaptureFixture[str]) -> None:
    given = ("data/*.ttl", "--shapes", "shapes.ttl")
    assert kg(capfd, *given)[0] == 1
    assert kg(capfd, *given, "--focus", "http://x/rex")[0] == 0  # a warning
    assert kg(capfd, *given, "--focus", "http://x/rex", "--fail-on", "warning")[0] == 1
    assert kg(capfd, *given, "--only", "Nobody")[0] == 2
    assert kg(capfd, "none/*.ttl", "--shapes", "shapes.ttl")[0] == 2
    code, out, err = kg(capfd, *given, "--update-baseline")
    assert (code, out, err) == (2, "", "kg: --update-baseline needs --baseline FILE, the file to write\n")


@pytest.mark.usefixtures("folder")
def test_a_baseline_from_first_run_to_clean(capfd: pytest.CaptureFixture[str]) -> None:
    given = ("data", "--shapes", "shapes.ttl", "--baseline", "known.json")
    code, _, err = kg(capfd, *given)
    assert code == 2
    assert err.startswith("kg: known.json: no such file; write it anew with --update-baseline")
    assert kg(capfd, *given, "--update-baseline", "--fail-on", "info")[0] == 0
    code, out, err = kg(capfd, *given, "--fail-on", "info")
    assert (code, err) == (0, "")
    assert out.startswith("does not conform: 2 violations, 1 warning, 0 notes (3 of them known from the baseline)")
    Path("data/dogs.ttl").write_text(Path("data/dogs.ttl").read_text().replace("x:nameless a x:Dog .", ""))
    way = "if this is all of the data, --update-baseline takes it out"
    assert kg(capfd, *given)[2] == f"1 finding of known.json not found again; {way}\n"
    for part in (["--only", "Dog-name"], ["--focus", "http://x/rex"], ["--graph", "default"], ["--with", "data"]):
        assert kg(capfd, *given, *part)[2] == ""
        code, out, err = kg(capfd, *given, *part, "--update-baseline")
        assert (code, out) == (2, "")
        assert err == ("kg: --update-baseline would forget the rest; leave out --only, --focus, --graph and --with\n")


@pytest.mark.usefixtures("folder")
def test_explain(capfd: pytest.CaptureFixture[str]) -> None:
    key = json.loads(kg(capfd, "data", "--shapes", "shapes.ttl", "--format", "json")[1])["results"][0]["key"]
    code, out, _ = kg(capfd, "data", "--shapes", "shapes.ttl", "--explain", key)
    assert code == 0
    assert "constraint  <http://s/Dog-name>/MinCount on <http://x/name>" in out


@pytest.mark.usefixtures("folder")
def test_one_run_writes_several_forms(capfd: pytest.CaptureFixture[str]) -> None:
    given = ("data", "--shapes", "shapes.ttl", "--format", "github")
    code, out, err = kg(capfd, *given, "--write", "sarif=a=b.sarif", "--write", "junit=out.xml")
    assert (code, out.startswith("::error "), err) == (1, True, "")
    assert len(json.loads(Path("a=b.sarif").read_text())["runs"][0]["results"]) == 3
    assert Path("out.xml").read_text().startswith("<?xml")
    assert sorted(path.name for path in Path().iterdir()) == ["a=b.sarif", "data", "out.xml", "shapes.ttl"]
    for option, message in (
        (
            "pdf=x",
            "--write pdf=…: no report format 'pdf'; one of text, json, turtle, jsonld, sarif, junit, github, gitlab",
        ),
        ("sarif", "--write sarif: write it as NAME=FILE"),
        ("sarif=none/x", "none/x: cannot be written (No such file or directory)"),
    ):
        assert kg(capfd, *given, "--write", option) == (2, "", f"kg: {message}\n")


@pytest.mark.usefixtures("folder")
def test_what_the_files_refer_to(capfd: pytest.CaptureFixture[str]) -> None:
    Path("other.ttl").write_text(Path("data/dogs.ttl").read_text().replace("x:nameless", "x:another"))
    code, out, _ = kg(capfd, "data", "--with", "other.ttl", "--shapes", "shapes.ttl", "--format", "json")
    assert code == 1
    assert {result["focus"] for result in json.loads(out)["results"]} == {
        f"http://x/{n}" for n in ("nameless", "odd", "rex")
    }
    Path("d.json").write_text('{"@context": "https://c.example/", "@id": "http://x/fido", "@type": "Dog"}')
    Path("c.json").write_text('{"@context": {"Dog": "http://x/Dog"}}')
    code, _, err = kg(capfd, "d.json", "--shapes", "shapes.ttl")
    assert (code, err) == (
        2,
        "kg: d.json: a remote context is not fetched; give a copy of it with --context ADDRESS=FILE\n",
    )
    assert kg(capfd, "d.json", "--shapes", "shapes.ttl", "--context", "https://c.example/=c.json")[0] == 1


@pytest.mark.usefixtures("folder")
def test_shapes_that_were_not_named(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = kg(capfd, "data")
    assert (code, "NOTHING was checked" in out) == (0, True)
    assert err == "without --shapes PATH the shapes are OnRecord's own; name yours\n"


@pytest.mark.usefixtures("folder")
def test_explain_looks_at_the_graphs_that_were_checked(capfd: pytest.CaptureFixture[str]) -> None:
    Path("d.trig").write_text("@prefix x: <http://x/> . x:g { x:rex a x:Dog ; x:name 1 } x:h { x:rex x:name 2 }")
    given = ("d.trig", "--shapes", "shapes.ttl", "--graph", "http://x/g")
    (result,) = json.loads(kg(capfd, *given, "--format", "json")[1])["results"]
    out = kg(capfd, *given, "--explain", result["key"])[1]
    assert ('"1"^^' in out, '"2"^^' in out) == (True, False)
    other = ("d.trig", "--shapes", "shapes.ttl", "--graph", "http://x/h", "--explain", result["key"])
    assert kg(capfd, *other)[0] == 2  # nothing is wrong in the other


def environment(folder: Path) -> dict[str, str]:
    """With the ``kg`` of this environment first on the path."""
    command = folder / "bin" / "kg"
    command.parent.mkdir()
    call = "import sys; from kg.cli import main; sys.exit(main())"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -c "{call}" "$@"\n')
    command.chmod(0o755)
    return {**os.environ, "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action is a bash script")
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"KG_FILES": "data/*.ttl\n\n", "KG_SHAPES": "shapes.ttl"}, 1),
        ({"KG_FILES": "data", "KG_SHAPES": "shapes.ttl", "KG_SARIF": "out.sarif"}, 1),
        ({"KG_FILES": "$(touch hacked)\n; touch hacked", "KG_SHAPES": "shapes.ttl"}, 2),
        ({"KG_FILES": "--version", "KG_SHAPES": "shapes.ttl"}, 2),
        ({"KG_FILES": " \n\n", "KG_SHAPES": "shapes.ttl"}, 2),
        ({"KG_FILES": "data/dogs.ttl", "KG_SHAPES": "shapes.ttl", "KG_WITH": "data", "KG_SARIF": "out.sarif"}, 1),
    ],
)
def test_the_action(inputs: dict[str, str], code: int, folder: Path) -> None:
    action = yaml.safe_load(ACTION.read_text())
    step = action["runs"]["steps"][-1]
    defaults = dict.fromkeys(step["env"], "") | {"KG_FAIL_ON": action["inputs"]["fail-on"]["default"]}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # as a runner does
        cwd=folder,
        env={**environment(folder), **defaults, **inputs, "GITHUB_STEP_SUMMARY": "summary.md"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert not (folder / "hacked").exists()
    if code == 1:
        assert done.stdout.startswith("::error file=data/dogs.ttl,line=3,title=")
        assert "    VIOLATION: A dog has a name." in (folder / "summary.md").read_text()
    if "KG_SARIF" in inputs:
        assert len(json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]) == 3


def test_the_action_the_hook_and_the_example_are_what_they_are_said_to_be(tmp_path: Path) -> None:
    vendor = resources.files("check_jsonschema.builtin_schemas.vendor")
    example = re.findall(r"```yaml\n(.*?)```", (ROOT / "kg" / "validate" / "README.md").read_text(), re.DOTALL)
    (workflow,) = example
    for name, text in (("github-actions", ACTION.read_text()), ("github-workflows", workflow)):
        schema = json.loads((vendor / f"{name}.json").read_text())
        body = yaml.load(text, yaml.BaseLoader)  # not "on" for true
        if name == "github-actions":
            body["inputs"]["files"]["required"] = True
        assert [error.message for error in jsonschema_rs.validator_for(schema).iter_errors(body)] == []
    given = next(
        step["with"] for step in yaml.safe_load(workflow)["jobs"]["validate"]["steps"] if "validate@" in step["uses"]
    )
    assert set(given) <= set(yaml.safe_load(ACTION.read_text())["inputs"])
    for hook in (ROOT / ".pre-commit-hooks.yaml", tmp_path / "none.yaml"):
        done = subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", str(hook)], capture_output=True)
        assert (done.returncode == 0) is hook.is_file(), done.stdout


def test_the_hook(folder: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    command = [*hook["entry"].split(), "--shapes", "shapes.ttl", "data/dogs.ttl"]
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "A dog has a name." in done.stdout


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("KG_VALIDATE_SECONDS", "1", "it took longer than 1 s and was stopped; raise --timeout"),
        ("KG_VALIDATE_MEMORY", "3000000", "it needed more than 3,000,000 bytes of memory"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_run_that_takes_too_much_is_stopped(
    setting: str, value: str, message: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, value)
    endless = f'sh:sparql [ sh:select "SELECT $this {{ {EVERYTHING} }}" ]'
    write(Path(), "shapes.ttl", f"s:A a sh:NodeShape ; sh:targetSubjectsOf x:p ; {endless} .")
    write(Path("data"), "dogs.ttl", " ".join(f"x:n{number} x:p {number} ." for number in range(400)))
    code, out, err = kg(capfd, "data/*.ttl", "--shapes", "shapes.ttl")
    assert (code, out) == (2, "")
    assert err.startswith(f"kg: {message}")
    assert err.count("\n") == 1


SHAPE = "s:A a sh:NodeShape ; sh:targetSubjectsOf x:p ; "
EVERYTHING = "$this ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?q"


@pytest.mark.parametrize(
    ("engine", "shape", "message"),
    [
        ("pyshacl", 'sh:property [ sh:path x:p ; sh:pattern "^(a|a)*b" ]', "took longer than 1 s and was stopped"),
        ("shacl", f'sh:sparql [ sh:select "SELECT $this {{ {EVERYTHING} }}" ]', "took longer than 1 s and was stopped"),
        ("auto", f"sh:in ( {'x:v ' * 30_000} )", "s.ttl: 60,003 triples; the limit is 50,000"),
        (
            "auto",
            "sh:sparql [ sh:select 'SELECT $this { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }' ]",
            "SERVICE is not",
        ),
        (
            "auto",
            "sh:sparql [ sh:select 'SELECT $this { GRAPH ?g { ?a ?b ?c } }' ]",
            "s.ttl, line 3: GRAPH is not supported",
        ),
        ("auto", "sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l", "s.ttl, line 3: sh:in has a list without an end"),
        ("pyshacl", "sh:not s:A", "which refers to itself, is out of reach for pyshacl; use --engine shacl"),
        (
            "pyshacl",
            "sh:property [ sh:path x:q ; sh:maxExclusive 2.5 ]",
            "pyshacl fails on this data (InvalidOperation",
        ),
    ],
)
def test_hostile_shapes_end_in_one_line(
    engine: str, shape: str, message: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shapes = write(tmp_path, "s.ttl", f"{SHAPE}{shape} .")
    text = " ".join(f'x:n{number} x:p "{"a" * 40}c" , {number} .' for number in range(200))
    data = write(tmp_path, "d.ttl", f'{text} x:n1 x:q "NaN"^^xsd:double .')
    seconds = "1" if "stopped" in message else "300"
    code, out, err = kg(capfd, str(data), "--shapes", str(shapes), "--engine", engine, "--timeout", seconds)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("d.rdf", '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><r>&b;</r>', "a DOCTYPE is not allowed"),
        ("d.jsonld", '{"@context": "http://127.0.0.1:1/", "@id": "x:a"}', "a remote context is not fetched"),
        ("d.jsonld", '{"http://x/p":' * 20_000 + "1" + "}" * 20_000, "nested more than 200 deep"),
        ("d.ttl", "<x:a> <x:b> " + "[ <x:b> " * 200_000, ""),
        ("d.trig", "<< " * 50_000, "triple terms nested more than 200 deep"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_hostile_data_ends_in_one_line(
    name: str, content: str, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(content)
    code, out, err = kg(capfd, name, "--shapes", "shapes.ttl", "--timeout", "300")
    assert (code, out) == (2, "")
    assert err.startswith("kg: ")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.usefixtures("folder")
def test_faulty_shapes_stop_a_run_unless_a_flag_says_so(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    shapes = folder / "shapes.ttl"
    line = shapes.read_text().count("\n") + 2
    shapes.write_text(f"{shapes.read_text()}\nx:Doc a sh:Graph .\ns:Old sh:scopeClass x:Dog .\n")
    given = ("data", "--shapes", "shapes.ttl")
    code, out, err = kg(capfd, *given)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"kg: shapes.ttl, line {line}: sh:Graph is no term of SHACL 1.0, and judges nothing",
        f"shapes.ttl, line {line + 1}: sh:scopeClass is of an old draft of SHACL; write sh:targetClass; "
        "mend the shapes, or go on without these constraints with --skip-faulty",
    ]
    code, out, err = kg(capfd, *given, "--skip-faulty")
    assert (code, err) == (1, "")
    assert f"\nshapes.ttl, line {line + 1}: sh:scopeClass is of an old draft of SHACL; write sh:targetClass\n" in out
    key = json.loads(kg(capfd, *given, "--skip-faulty", "--format", "json")[1])["results"][0]["key"]
    assert kg(capfd, *given, "--skip-faulty", "--explain", key)[0] == 0
