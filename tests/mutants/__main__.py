"""``make mutants``: draws mutants by a seed, has them tested, and prints the share killed with the survivors as diffs.

``python -m tests.mutants --seed 1 --count 250``; what is done is kept (``--data``), so that a run that was stopped, or
given only some seconds, goes on where it was.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.mutants.modules import PARTS
from tests.mutants.operators import Mutant, compiles, mutants

ROOT = Path(__file__).parent.parent.parent
MODULES = tuple(module for part in PARTS for module in part.modules)
COPIED = ("kg", "tests", "ontology", "shapes", "queries", "docker", "pyproject.toml", "README.md", "CHANGELOG.md")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".hypothesis", "*.pyc")


def main() -> int:
    """Exit code 1 below the share asked for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the worker and its tree go too
    asked = _arguments()
    sources = {module: (ROOT / "kg" / f"{module}.py").read_text("utf-8") for module in asked.modules}
    drawn = sample(sources, asked.seed, asked.count)
    asked.data.mkdir(parents=True, exist_ok=True)
    file = asked.data / f"seed-{asked.seed}.jsonl"
    done = {_key(one["mutant"]): one for one in map(json.loads, file.read_text().splitlines())} if file.exists() else {}
    left = [one for one in drawn if _key(asdict(one)) not in done]
    if asked.again:
        left = [one for one in drawn if not done.get(_key(asdict(one)), {}).get("killed", False)]
    random.Random(asked.seed).shuffle(left)  # so that a part of a run is a sample too
    if left and not asked.report:
        with file.open("a") as out:
            for result in _tested(left, asked):
                done[_key(result["mutant"])] = result
                print(json.dumps(result), file=out, flush=True)
    results = [done[_key(asdict(one))] for one in drawn if _key(asdict(one)) in done]
    print("\n".join(report(results, sources, len(drawn))))
    killed = sum(one["killed"] for one in results)
    return int(len(results) == len(drawn) and killed < asked.floor * len(drawn))


def sample(sources: dict[str, str], seed: str, count: int) -> list[Mutant]:
    """Mutants drawn by a seed: evenly from the modules, in a module evenly from the kinds of change, none twice."""
    chance = random.Random(seed)
    left: dict[str, dict[str, list[Mutant]]] = {}
    for module, source in sorted(sources.items()):
        kinds: defaultdict[str, list[Mutant]] = defaultdict(list)
        for one in mutants(module, source):
            kinds[one.operator].append(one)
        for some in kinds.values():
            chance.shuffle(some)
        left[module] = dict(kinds)
    drawn: list[Mutant] = []
    while len(drawn) < count and any(kind for kinds in left.values() for kind in kinds.values()):
        modules = sorted(left)
        chance.shuffle(modules)
        for module in modules[: count - len(drawn)]:
            kinds_left = [kind for kind, some in sorted(left[module].items()) if some]
            one = left[module][chance.choice(kinds_left)].pop() if kinds_left else None
            if one is not None and compiles(one, sources[module]):
                drawn.append(one)
    return sorted(drawn)


def report(results: Sequence[dict[str, Any]], sources: dict[str, str], asked: int) -> Iterable[str]:
    """The survivors as diffs, then the share killed, by module and kind of change and of all."""
    by_module: defaultdict[str, list[bool]] = defaultdict(list)
    by_operator: defaultdict[str, list[bool]] = defaultdict(list)
    for one in results:
        mutant = Mutant(**one["mutant"])
        by_module[mutant.module].append(one["killed"])
        by_operator[mutant.operator].append(one["killed"])
        if not one["killed"]:
            yield f"\nkg/{mutant.module}.py:{one['line']}  {mutant.operator}; {one['ran']} tests in {one['seconds']} s"
            yield mutant.diff(sources[mutant.module])
    for title, groups in (("by kind of change", by_operator), ("by module", by_module)):
        yield f"\n{title}"
        for name, some in sorted(groups.items(), key=lambda pair: sum(pair[1]) / len(pair[1])):
            yield f"  {name:28} {sum(some):3} of {len(some):3}  {sum(some) / len(some):.2f}"
    killed = sum(one["killed"] for one in results)
    yield f"\n{killed} of {len(results)} killed ({killed / max(1, len(results)):.3f}); {asked} drawn"


def _tested(
    left: Sequence[Mutant],
    asked: argparse.Namespace,
) -> Iterable[dict[str, Any]]:
    """Results as they come, from workers that each have a copy of the tree; stops after the seconds asked for."""
    ends = time.monotonic() + asked.seconds
    with contextlib.ExitStack() as stack:
        tree = stack.enter_context(_copy(asked.data / f"tree-{os.getpid()}"))
        environment = {
            **os.environ, "PYTHONPATH": str(tree), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPYCACHEPREFIX": "", "PYTHONHASHSEED": "0",
        }  # fmt: skip
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.mutants.worker", str(asked.data)],
            cwd=tree, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        stack.callback(_stop, worker)
        assert worker.stdin is not None
        assert worker.stdout is not None
        for number, mutant in enumerate(left, 1):
            if time.monotonic() > ends:
                print(f"{len(left) - number + 1} left; the same command goes on with them", file=sys.stderr)
                return
            print(json.dumps(asdict(mutant)), file=worker.stdin, flush=True)
            line = worker.stdout.readline()
            if not line:
                sys.exit("the worker ended")
            result = {"mutant": asdict(mutant), **json.loads(line)}
            said = f"killed by {result['by']}" if result["killed"] else "SURVIVED"
            tests = f"{result['ran']} of {result['tests']} tests, {result['seconds']} s"
            print(
                f"{number}/{len(left)} {mutant.module}:{result['line']} {mutant.operator} ({tests}): {said}",
                file=sys.stderr,
            )
            yield result


def _stop(worker: subprocess.Popen[str]) -> None:
    worker.terminate()
    worker.wait()


@contextlib.contextmanager
def _copy(tree: Path) -> Any:
    """A copy of what the tests read, with ``../shared`` beside it as in the working tree."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=LEFT_OUT)
        elif source.exists():
            shutil.copy2(source, tree / name)
    shared = tree.parent / "shared"
    if (ROOT.parent / "shared").exists() and not shared.exists():
        shared.symlink_to((ROOT.parent / "shared").resolve())
    try:
        yield tree
    finally:
        shutil.rmtree(tree, ignore_errors=True)


def _key(mutant: dict[str, Any]) -> str:
    return json.dumps(mutant, sort_keys=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--seed", required=True)
    parser.add_argument("--count", type=int, default=250)
    parser.add_argument("--modules", nargs="*", default=MODULES, help="some of the modules: fuse/assertion …")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no mutant after so long")
    parser.add_argument("--floor", type=float, default=0.0, help="exit code 1 where a smaller share is killed")
    parser.add_argument("--again", action="store_true", help="test those again that survived")
    parser.add_argument("--report", action="store_true", help="print what is known, test nothing")
    parser.add_argument("--data", type=Path, default=ROOT / ".venv" / "mutants")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
