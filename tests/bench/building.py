"""What a build of generated news costs as it grows, and a change of it: processor, memory, disk.

``python -m tests.bench.building [ARTICLES…] [--data DIR]`` (default: 100 and 1,000; 10,000 is 4 M words, and takes an
hour). ``DIR`` keeps what was extracted, so that a second run reads no article again; what extraction took is then the
figure of the first. DESIGN section 11 has the budgets, which stand in brackets.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg import store
from tests.bench import news

MB = 1 << 20
ADDED = 10
UPDATE = "\n\nThe report was updated on Friday."
KINDS = ("store", "parts", "text", "tables")  # of a release's files; what else there is counts as one kind


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of the processor, and bytes of the largest process."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int

    def __str__(self) -> str:
        return f"{self.cpu_seconds:9,.1f} s of processor, {self.seconds:9,.1f} s, {self.peak_bytes // MB:6,} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--data", type=Path, metavar="DIR", help="keeps what was extracted")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in options.articles:
            _measure(count, (options.data or Path(folder)) / str(count))


def _measure(count: int, data: Path) -> None:
    lines = list(news.articles(count + ADDED))
    articles = lines[:count]
    text = sum(len(one["text"].encode()) for one in articles)
    words = sum(len(one["text"].split()) for one in articles)
    print(f"{count:,} articles, {words:,} words, {text / MB:,.1f} MB of text", flush=True)
    forget_releases(data)
    whole = build(data, articles)
    release = store.find(data)
    print("  " + ", ".join(f"{number:,} {name}" for name, number in release.counts.items()))
    costs = {one["name"]: Cost(one["seconds"], one["cpu_seconds"], one["peak_bytes"]) for one in release.stages}
    for name, cost in costs.items():
        print(f"      {name:12} {cost}")
    extraction = costs["extracting"]
    rest = whole.cpu_seconds - extraction.cpu_seconds
    extraction = _first(data / "extraction.json", extraction)
    full = extraction.cpu_seconds + rest
    print(f"  full build     {full:9,.1f} s of processor, {full / extraction.cpu_seconds:.2f} × extraction (1.35)")
    print(
        f"                 {max(whole.peak_bytes, extraction.peak_bytes) / MB:9,.0f} MB in the largest process (2,048)"
    )
    _tell_disk(data, text)
    middle = count // 2
    changed = {**articles[middle], "text": articles[middle]["text"] + UPDATE}
    for what, some in (("one changed", [changed]), ("ten added", lines[count:])):
        cost = build(data, some)
        print(f"  {what:14} {cost} ({0.02 * full + 3:,.1f} s: 2 % and 3 s)")
        for one in store.find(data).stages:
            print(f"      {one['name']:12} {one['cpu_seconds']:9,.1f} s of processor, {one['seconds']:9,.1f} s")
    sys.stdout.flush()


def forget_releases(data: Path) -> None:
    """Removes the releases of a data folder; what was extracted stays."""
    data.mkdir(parents=True, exist_ok=True)
    (data / "current").unlink(missing_ok=True)
    shutil.rmtree(data / "releases", ignore_errors=True)


def _first(kept: Path, extraction: Cost) -> Cost:
    """What extraction took when nothing was extracted yet."""
    if kept.exists():
        return Cost(**json.loads(kept.read_text("utf-8")))
    kept.write_text(json.dumps(asdict(extraction)), "utf-8")
    return extraction


def build(data: Path, articles: Iterable[news.Line], *options: str) -> Cost:
    """Builds a release of some articles and those there are already, in processes of its own; what that took."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
        file.flush()
        return run([sys.executable, "-m", "kg", "build", file.name, "--data", str(data), *options])


def run(command: Sequence[str]) -> Cost:
    """What a command took, with the processes that it waited for; RuntimeError where it fails."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def _tell_disk(data: Path, text: int) -> None:
    found = Counter({"records": _size(data / "records")})
    for path in store.find(data).path.iterdir():
        found[path.name if path.name in KINDS else "other"] += _size(path)
    whole = sum(found.values())
    told = ", ".join(f"{kind} {size / text:.1f}" for kind, size in found.most_common())
    print(f"  disk           {whole / MB:9,.1f} MB, {whole / text:.1f} × the text (80): {told}")


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [inner for inner in path.rglob("*") if inner.is_file()]
    return sum(file.stat().st_size for file in files)


if __name__ == "__main__":
    main()
