"""Writes ``nouns.txt`` from WordNet's nouns: ``python -m kg.extract.lexicon.make_nouns DICT``.

``DICT`` is the folder of WordNet 3.0 that has ``data.noun`` (Debian's package ``wordnet-base`` has it in
``/usr/share/wordnet``). A noun is kept where all its senses stand in lexicographer files (lexnames(5WN)) of one of our
classes: "respirator" is an artifact and nothing else; of "bank" the senses are divided, and it is left out.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.wordnet import LICENCE

TARGET = Path(__file__).with_name("nouns.txt")
HEADER = (
    "# Nouns of one class, a line a class; written by kg/extract/lexicon/make_nouns.py from WordNet 3.0\n"
    "# (wordnet.princeton.edu).\n" + LICENCE
)
# The numbers of lexicographer files, by the class of ours that what they list belongs to.
FILES = {
    "thing": ("06", "13", "27"),  # artifact, food, substance
    "person": ("18",),
    "event": ("04", "07", "09", "10", "11", "12", "16", "22", "26"),  # act, attribute, cognition, communication, …
    "amount": ("21", "23", "28"),  # possession, quantity, time
    "place": ("15",),
}
CLASSES = {number: name for name, numbers in FILES.items() for number in numbers}
# Artifacts that one enters or moves along rather than sells, with all that is a kind of them.
PLACES = frozenset([("structure", "construction"), ("facility", "installation"), ("way",), ("area",), ("surface",)])
FEWEST_LETTERS = 4


def classes(lines: Iterable[str]) -> dict[str, str]:
    """Noun → class, of single words whose senses are all of it; from the lines of ``data.noun`` (wndb(5WN))."""
    synsets = dict(map(_synset, (line for line in lines if not line.startswith(" "))))
    senses: dict[str, set[str | None]] = defaultdict(set)
    for words, file, above in synsets.values():
        place = file == "06" and _is_place(words, above, synsets)
        for word in words:
            senses[word].add(None if place else CLASSES.get(file))
    return {
        word: found
        for word, (found, *others) in sorted((word, tuple(kinds)) for word, kinds in senses.items())
        if found is not None and not others and word.isalpha() and word.islower() and len(word) >= FEWEST_LETTERS
    }


Synset = tuple[tuple[str, ...], str, tuple[str, ...]]


def _synset(line: str) -> tuple[str, Synset]:
    """Its offset, and its words, file number and the offsets of what it is a kind of."""
    offset, file, _, count, *rest = line.split()
    words = tuple(rest[0 : 2 * int(count, 16) : 2])
    pointers = rest[2 * int(count, 16) + 1 :]
    above = tuple(pointers[i + 1] for i in range(0, 4 * int(rest[2 * int(count, 16)]), 4) if pointers[i] == "@")
    return offset, (words, file, above)


def _is_place(words: tuple[str, ...], above: tuple[str, ...], synsets: dict[str, Synset]) -> bool:
    if words in PLACES:
        return True
    return any(_is_place(*synsets[one][::2], synsets) for one in above if synsets[one][1] == "06")


def main() -> None:
    """Writes the table."""
    found = classes((Path(sys.argv[1]) / "data.noun").read_text("latin-1").splitlines())
    lines = (f"{name}: {' '.join(word for word, kind in found.items() if kind == name)}\n" for name in FILES)
    TARGET.write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
