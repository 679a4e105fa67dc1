"""The words that relations are told by: ``relations.toml`` by label, and which of them stand on a path."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kg.extract.lexicon import classes
from kg.extract.relations.labels import CHIEF, EMPLOYEE, LABELS
from kg.extract.relations.pairs import Pair
from kg.extract.relations.paths import Path
from kg.extract.relations.words import Words
from kg.extract.titles import titles

# What one clause says of another's subject is no relation of theirs: "he said that Acme is …".
APART = frozenset({"ccomp", "parataxis"})
# Dependents of a mention that title or describe it.
BESIDE = frozenset({"compound", "appos", "nmod", "amod"})
# A mention that only modifies a noun: what is told of the noun is told of it where the noun is the cue ("his post").
MODIFYING = frozenset({"poss", "compound", "nmod"})
HIRING = classes.words("employment", "hiring")
RELATIVE_SUBJECTS = classes.words("pronouns", "relative_subjects")


@cache
def cues() -> dict[str, frozenset[str]]:
    """The cues of each label, lower-cased lemmas."""
    table = _table()
    known = titles.OFFICES | titles.OCCUPATIONS
    return {
        label: frozenset(table[label].split()) | (known if label in (EMPLOYEE, CHIEF) else frozenset())
        for label in LABELS
    }


def on(words: Words, pair: Pair, path: Path, label: str) -> list[int]:
    """The tokens of a path that may tell of a label, in order; none where the path leads to another matter."""
    if any(words.dep[token] in APART for token in (*path.up, *path.down)) or _through_another(words, pair, path):
        return []
    if path.up and words.dep[path.up[0]] == "poss" and words.head[path.up[0]] != path.top:
        return []  # "before his post at Acme he worked at …": what is his is the post alone
    wanted = cues()[label]
    hosts = _hosts(words, pair, path)
    return sorted(
        {
            token
            for token in _along(words, pair, path)
            if wanted & _forms(words, token) and hosts <= {token} and _tells(words, pair, path, token)
        }
    )


def _forms(words: Words, token: int) -> set[str]:
    """What a token may be listed as: a verb by its lemma alone, since "found" may be of "find"."""
    lemma = words.lemma[token]
    return {lemma} if words.pos[token] == "VERB" else {lemma, words.lower[token]}


def _tells(words: Words, pair: Pair, path: Path, cue: int) -> bool:
    """Whether a cue is said of the first mention, not of another: "met the president", "launched a phone in 1999"."""
    if words.pos[cue] in ("VERB", "AUX"):
        leads = words.lemma[cue] in titles.LEADING  # positions.py knows when these tell an office
        if pair.kind == "PO" and (leads or _hires(words, path, cue) or _of_another(words, pair, path, cue)):
            return False
        full = any(words.dep[child] in ("dobj", "xcomp") for child in words.children[cue])
        return pair.kind != "OD" or path.top != cue or not full or words.dep[path.up[-1]] != "nsubj"
    if pair.kind not in ("PO", "OO"):
        return True
    above, linked = cue, False
    while words.head[above] != above and words.pos[above] not in ("VERB", "AUX"):
        above = words.head[above]
        linked = linked or words.lower[above] == "as"
    on_path = above in (*path.up, path.top, *path.down)
    if on_path and pair.kind == "PO" and _hires(words, path, above):
        return False
    return not on_path or linked or words.pos[above] == "AUX" or words.lemma[above] in _through()


def _hires(words: Words, path: Path, verb: int) -> bool:
    """Whether the first mention is who hires: "has hired the auditor Acme"."""
    subject = path.top == verb and bool(path.up) and words.dep[path.up[-1]] == "nsubj"
    return subject and words.lemma[verb] in HIRING


def _of_another(words: Words, pair: Pair, path: Path, verb: int) -> bool:
    """Whether a verb's subject is neither of the two, nor a relative pronoun that stands for one of them."""
    ends = {*range(pair.a.first, pair.a.last + 1), *range(pair.b.first, pair.b.last + 1)}
    known = {*path.up, path.top, *path.down} | ends
    for child in words.children[verb]:
        if words.dep[child] in ("nsubj", "nsubjpass") and child not in known:
            relative = words.lower[child] in RELATIVE_SUBJECTS and words.dep[verb] == "relcl"
            return not (relative and words.head[verb] in ends)
    return False


@cache
def _through() -> frozenset[str]:
    return frozenset(_table()["through"].split())


@cache
def _table() -> dict[str, str]:
    return tomllib.loads((files("kg.extract.lexicon") / "relations.toml").read_text("utf-8"))


def _through_another(words: Words, pair: Pair, path: Path) -> bool:
    """Whether a person is reached through another person's name, other than as the next of a list."""
    steps = {words.head[token]: token for token in (*path.up, *path.down)}
    return pair.kind == "PO" and any(
        words.label[head] == "PERSON"
        and words.dep[token] not in ("conj", "appos")
        and not pair.a.first <= head <= pair.a.last
        and not pair.b.first <= head <= pair.b.last
        for head, token in steps.items()
    )


def _hosts(words: Words, pair: Pair, path: Path) -> set[int]:
    """The nouns on the path that one of the mentions only modifies."""
    ends = ((pair.a, path.up[:1]), (pair.b, path.down[-1:]))
    heads = {words.head[token] for _, steps in ends for token in steps if words.dep[token] in MODIFYING}
    return {head for head in heads if not any(end.first <= head <= end.last for end, _ in ends)}


def _along(words: Words, pair: Pair, path: Path) -> Iterator[int]:
    ends = {*range(pair.a.first, pair.a.last + 1), *range(pair.b.first, pair.b.last + 1)}
    inner = [token for token in (*path.up, path.top, *path.down) if token not in ends]
    yield from inner
    if not any(words.pos[token] in ("VERB", "AUX") for token in inner):
        for end in (pair.a, pair.b):
            yield from (child for child in words.children[end.head] if child not in ends and words.dep[child] in BESIDE)
