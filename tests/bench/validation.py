"""``kg validate`` against the libraries it could have been alone: N-Quads file to report, time and peak memory.

Each runs in a process of its own, start included. All judge the same triples by the same shapes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import graphs

SHAPES = Path(__file__).parents[2] / "shapes"
OURS = "import sys; from kg.cli import main; sys.argv = ['kg', 'validate', sys.argv[1], '--format', 'json']; main()"
PYSHACL = """
import sys, pyshacl
from rdflib import Dataset, Graph
data = Dataset(default_union=True).parse(sys.argv[1], format="nquads")
shapes = Graph()
for file in sys.argv[2:]:
    shapes.parse(file, format="turtle")
merged = Graph()
for s, p, o, _ in data.quads():
    merged.add((s, p, o))
print(pyshacl.validate(merged, shacl_graph=shapes, inplace=True)[2][:0])
"""
PYRUDOF = """
import sys, pyrudof
rudof = pyrudof.Rudof(pyrudof.RudofConfig())
import pyoxigraph as ox
triples = {quad.triple for quad in ox.parse(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)}
rudof.read_data(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES).decode(), format=pyrudof.RDFFormat.NTriples)
rudof.read_shacl("\\n".join(open(file).read() for file in sys.argv[2:]))
rudof.validate_shacl()
"""
ENGINES = {"kg validate": OURS, "pyshacl": PYSHACL, "pyrudof": PYRUDOF}


def main() -> None:
    """Prints a table; ratios are of the same run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--engines", nargs="*", default=list(ENGINES))
    arguments = parser.parse_args()
    print(f"{'triples':>10}  {'engine':<12} {'seconds':>8} {'of CPU':>8} {'MiB':>7}  against ours")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data.nq"
            count = graphs.write(data, size)
            ours: tuple[float, float] | None = None
            for name in arguments.engines:
                seconds, worked, peak, failed = _measured(ENGINES[name], data)
                ours = ours or (seconds, worked)
                ratio = f"failed: {failed}" if failed else f"{seconds / ours[0]:.1f} ×, {worked / ours[1]:.1f} × of CPU"
                print(f"{count:>10,}  {name:<12} {seconds:>8.2f} {worked:>8.2f} {peak:>7,}  {ratio}", flush=True)


def _measured(script: str, data: Path) -> tuple[float, float, int, str]:
    """Seconds, those of a processor, which others on the machine matter less to, peak memory in MiB, and an error."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(data), *map(str, sorted(SHAPES.glob("*.ttl")))],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    said = process.stderr.read().decode(errors="replace").strip()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    failed = said.splitlines()[-1] if process.returncode not in (0, 1) or "Traceback" in said else ""
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, failed[:80]


if __name__ == "__main__":
    main()
