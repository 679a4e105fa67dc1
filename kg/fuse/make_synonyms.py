"""Writes ``synonyms.txt`` from WordNet's index of verbs: ``python -m kg.fuse.make_synonyms DICT``.

``DICT`` is the folder of WordNet 3.0 that has ``index.verb`` (Debian's package ``wordnet-base`` has it in
``/usr/share/wordnet``). Verbs share a line where their first sense, the commonest in WordNet's tagged texts, is one and
the same: "buy" and "purchase". What has many senses is left out: which one is meant, the first does not tell.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.wordnet import LICENCE

TARGET = Path(__file__).with_name("synonyms.txt")
SENSES = 5  # "buy" has five; "set" has twenty-five
HEADER = (
    "# Verbs of one meaning, a line each; written by kg/fuse/make_synonyms.py from WordNet 3.0 "
    "(wordnet.princeton.edu).\n" + LICENCE
)


def groups(lines: Iterable[str]) -> Iterator[list[str]]:
    """Verbs of one first sense, from the lines of ``index.verb`` (wndb(5WN)): sorted, phrasal ones with a space."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line.startswith(" "):
            continue  # the licence
        lemma, _, senses, pointers, *rest = line.split()
        if int(senses) <= SENSES and lemma.count("_") <= 1:
            found[rest[int(pointers) + 2]].append(lemma.replace("_", " "))
    yield from sorted(sorted(verbs) for verbs in found.values() if len(verbs) > 1)


def main() -> None:
    """Writes the table."""
    lines = (Path(sys.argv[1]) / "index.verb").read_text("latin-1").splitlines()
    TARGET.write_text(HEADER + "".join(", ".join(verbs) + "\n" for verbs in groups(lines)), "utf-8")


if __name__ == "__main__":
    main()
