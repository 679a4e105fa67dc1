"""The project's own files: what CI runs, what make removes, and what is told of both."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_the_workflow_is_one() -> None:
    files = [str(workflow) for workflow in WORKFLOWS]
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflow_runs_what_anybody_can_and_insists_on_the_newest_versions() -> None:
    (job,) = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    assert job["env"]["KG_REQUIRE_NEWEST"] == "1"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    minors = [int(found[1]) for line in project["classifiers"] if (found := re.search(r":: 3\.(\d+)$", line))]
    assert minors == list(range(minors[0], minors[-1] + 1))
    assert project["requires-python"] == f">=3.{minors[0]}"
    assert job["strategy"]["matrix"]["python"] == [f"3.{minors[0]}", f"3.{minors[-1]}"]


def test_ci_checks_tests_and_installs() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    (targets,) = re.findall(r"^make (.*)$", script, re.MULTILINE)
    assert {"check", "test", "wheel-test"} <= set(targets.split())
    described = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert f"`make {targets}`" in described
    assert all(f"| `make {target}` |" in described for target in targets.split())


def test_clean_leaves_nothing_that_git_ignores_but_what_a_user_has_built(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    ignored = (ROOT / ".gitignore").read_text().split()
    for name in [entry for entry in ignored if entry.endswith("/")]:
        for folder in (tmp_path / name, tmp_path / "kg" / "__pycache__", tmp_path / "tests" / "deep" / "__pycache__"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "file").touch()
    (tmp_path / "kg" / "stray.pyc").touch()
    (tmp_path / "kg" / "part.py").touch()
    subprocess.run(["make", "--silent", "clean"], cwd=tmp_path, check=True)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"Makefile", ".gitignore", "kg/part.py", "kg-data/file"}
    assert [entry for entry in ignored if not entry.endswith("/")] == ["*.py[cod]"]
