"""What each environment must be able to do, from a folder that has nothing to do with the checkout."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.wheel.environments import Environment
from tests.wheel.failure import Failure

START_SECONDS = 120  # on a cold and busy disk
FILES = {
    "good.ttl": "<urn:a> <urn:name> 'a' .",
    "bad.ttl": "<urn:a> <urn:age> 'a' .",
    "shapes.ttl": """
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:Shape> a sh:NodeShape ; sh:targetSubjectsOf <urn:age> ; sh:property <urn:Age> .
        <urn:Age> a sh:PropertyShape ; sh:path <urn:age> ; sh:datatype xsd:integer ;
            sh:message "An age is a number." .""",
    "article.txt": "Norva Systems sold Kestrel to the Harbor Police Department in May 2024.\n",
    "article.html": """<html><head><title>Norva sold Kestrel</title></head><body><article><h1>Norva sold Kestrel</h1>
        <p>Norva Systems sold Kestrel to the Harbor Police Department in May 2024, two officials said on Monday.</p>
        <p>The company did not comment. The department did not buy Gazelight, said its spokesman Ray Dunn.</p>
        </article></body></html>""",
    "article.md": "---\ntitle: Norva sold Kestrel\n---\nNorva Systems sold Kestrel to the Harbor Police Department.\n",
    "gold.yaml": "- { text: x }\n",
}


@dataclass(frozen=True, slots=True)
class Task:
    """A command with its exit code, and what it says (a pattern) on standard output or, where it fails, on error."""

    command: str
    code: int
    says: str


ANYBODY = (
    Task("--help", 0, r"News articles in"),
    Task("--version", 0, r"onrecord \d"),
    Task("validate good.ttl --shapes shapes.ttl", 0, "conforms"),
    Task("validate bad.ttl --shapes shapes.ttl", 1, "An age is a number"),
    Task("validate bad.ttl --shapes shapes.ttl --engine pyshacl --format sarif", 1, "An age is a number"),
    Task("validate --data {data}", 0, "conforms: 0 violations"),
    Task("verify --data {data}", 0, r"\d quotes checked, 0 problems"),
    Task("query pledges --data {data} --format csv", 0, "Veridane"),
    Task("query -e ASK{{?s?p?o}} --data {data}", 0, "yes"),
    Task("dump --data {data} --format trig", 0, "kg:Pledge"),
    Task("releases --data {data}", 0, r"\*"),
    Task("kb list --data {data}", 0, "entities"),
)
BUILDING = (
    Task("build article.txt article.html article.md --data own", 0, "published release"),
    Task("query sales --data own --format csv", 0, "Norva"),
    Task("extract article.html", 0, '"frame": "Sale"'),
)
# What an extra is for, where it is not there: one line, which names it.
WITHOUT = {
    "build": (
        Task("build article.txt --data own", 2, r"^kg: this needs [\w-]+: pip install 'onrecord\[build\]'\n$"),
        Task("extract article.html", 2, r"^kg: this needs [\w-]+: pip install 'onrecord\[build\]'\n$"),
        Task("demo --no-serve --data own", 2, r"^kg: this needs [\w-]+: pip install 'onrecord\[build\]'\n$"),
        Task("eval gold.yaml", 2, r"^kg: this needs [\w-]+: pip install 'onrecord\[build\]'\n$"),
    ),
    "serve": (
        Task("serve --data {data}", 2, r"^kg: this needs [\w-]+: pip install 'onrecord\[serve\]'\n$"),
        Task("demo --data own", 2, r"^kg: this needs [\w-]+: pip install 'onrecord\[serve\]'\n$"),
    ),
}
# Flat tables need a library that both extras have.
TABLE = Task("dump --kind claims -o claims.parquet --data {data}", 0, "^$")
NO_TABLE = Task(TABLE.command, 2, r"^kg: this needs duckdb: pip install 'onrecord\[build\]' or 'onrecord\[serve\]'\n$")
DEMO = Task("demo --no-serve --data {data}", 0, r"\d quotes checked, 0 problems")
ANSWERS = {
    "/health": b"",
    "/": b"<html",
    "/sparql?" + urlencode({"query": "SELECT * { ?s a ?c } LIMIT 1", "format": "json"}): b'"bindings"',
    "/queries/pledges?format=csv": b"Veridane",
    "/search?q=pledge": b"pledge",
}


def perform(environment: Environment, folder: Path, data: Path) -> int:
    """Does all that the environment should be able to do, in a new ``folder``; the number of commands.

    The samples' release is made in ``data`` if that is not there and can be made.
    """
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    tasks = [*ANYBODY]
    if "build" in environment.extras:
        tasks = [DEMO, *tasks, *BUILDING] if not data.exists() else [*tasks, *BUILDING]
    tasks.append(TABLE if environment.extras & {"build", "serve"} else NO_TABLE)
    for extra in WITHOUT.keys() - environment.extras:
        tasks += WITHOUT[extra]
    for task in tasks:
        _try(environment, task, folder, data)
    if "serve" in environment.extras:
        _serve(environment, folder, data)
    return len(tasks) + ("serve" in environment.extras)


def _variables(environment: Environment, folder: Path) -> dict[str, str]:
    """Those of a user who has set nothing."""
    return {"PATH": f"{environment.bin}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder), "LANG": "C.UTF-8"}


def _try(environment: Environment, task: Task, folder: Path, data: Path) -> None:
    arguments = task.command.format(data=data).split()
    variables = _variables(environment, folder)
    command = [str(environment.bin / "kg"), *arguments]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    said = done.stderr if task.code > 1 else done.stdout
    if done.returncode != task.code or not re.search(task.says, said):
        wanted = f"wanted exit {task.code} and {task.says!r}, got exit {done.returncode}"
        raise Failure(f"kg {' '.join(arguments)}: {wanted}", done.stdout[-2_000:] + done.stderr)


def _serve(environment: Environment, folder: Path, data: Path) -> None:
    """Starts the service, fetches some pages and stops it, as an operator does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(environment.bin / "kg"), "serve", "--data", str(data), "--port", str(port), "--workers", "1"]
    log = folder / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=_variables(environment, folder), stdout=output, stderr=output
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}/health", log)
            for path, expected in ANSWERS.items():
                if expected not in (told := _get(f"http://127.0.0.1:{port}{path}")):
                    raise Failure(f"kg serve: {path} has no {expected!r}", told.decode() + log.read_text())
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        finally:
            process.kill()
            process.wait()
    if process.returncode not in (0, -signal.SIGTERM) or "Traceback" in log.read_text():
        raise Failure(f"kg serve: stopped with exit {process.returncode}", log.read_text())


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise Failure("kg serve: never healthy", log.read_text())


def _get(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        raise Failure(f"{address}: {error}", error.read().decode()) from error
