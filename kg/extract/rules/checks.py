"""The checks of a trigger before it is used: what does not exist, or is never looked at, is refused with file and line.

A misspelt function, preposition, role, label or type would keep a trigger from firing, and nothing would say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.extract.lexicon import lexicon
from kg.extract.rules.functions import FUNCTIONS
from kg.extract.rules.implied_agents import IMPLICIT
from kg.frames import Entry, Frame
from kg.frames.types import entity_types

NAME = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")
WORDS = ("verbs", "nouns", "adjectives")
LISTS = (*WORDS, "complement", "object", "subject", "governor", "modal", "modifier", "without", "entities")
# Fields that are tables, of lists of words, functions or types.
TABLES = ("args", "types", "unlike", "prep_object")
FLAGS = ("swallow", "attempt", "asks")
TEXTS = ("name", "example", "when", "voice")
FIELDS = (*LISTS, *TABLES, *FLAGS, *TEXTS, "needs", "confidence")
WHEN = ("negated", "absent", "ended")
VOICES = ("passive",)
# Conditions that are looked at only where one kind of word fires.
ONLY = {"object": "verbs", "subject": "verbs", "modal": "verbs", "voice": "verbs", "governor": "nouns"}
COMPLEMENT, HOME = "comp.", "home"
# The dependency labels of spaCy's English pipelines, which are those of ClearNLP.
LABELS = frozenset(
    """acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep
    det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet
    prep prt punct quantmod relcl xcomp ROOT""".split()
)


def check(frame: Frame, entry: Entry) -> None:
    """Raise ``InputError`` for what is wrong with a trigger, naming its place and the nearest name that exists."""
    table, source = entry.table, entry.source
    source.require(table, FIELDS, "field of a trigger,")
    _check_name(frame, entry)
    for field, value in table.items():
        if not _well_formed(field, value):
            raise source.refused(f"{field} of {table['name']} is of another form than it should be: {value!r}")
    if not any(table.get(part) for part in WORDS):
        raise source.refused(f"{table['name']} has no word to fire on", hint=f"give {', '.join(WORDS)}")
    for field, part in ONLY.items():
        if table.get(field) and not table.get(part):
            raise source.refused(f"{field} of {table['name']} is never looked at", hint=f"it is a condition of {part}")
    _check_names(frame, entry)


def _check_name(frame: Frame, entry: Entry) -> None:
    name, own = entry.table.get("name"), frame.name.lower()
    if name is None:
        raise entry.source.refused("a trigger without a name", hint=f'name = "{own}.its-words"')
    if not isinstance(name, str) or not NAME.fullmatch(name) or name.partition(".")[0] != own:
        raise entry.source.refused(f"the trigger's name {name!r} is not {own}.its-words")


def _check_names(frame: Frame, entry: Entry) -> None:
    """Whether roles, functions, prepositions, labels and types exist, and what is needed can be filled."""
    table, require = entry.table, entry.source.require
    args = table.get("args", {})
    filled = {role for value in args.values() for role in _listed(value)}
    needed = {role for need in table.get("needs", ()) for role in _listed(need)}
    require(sorted(args), _functions(), "function or preposition")
    require(sorted(table.get("unlike", {})), args, "function in the trigger's args,")
    require(sorted(table.get("prep_object", {})), lexicon().prepositions, "preposition")
    require(sorted(role.partition("#")[0] for role in filled), frame.roles, f"role of {frame.name},")
    require(sorted([*table.get("types", {}), *table.get("entities", ())]), frame.roles, f"role of {frame.name},")
    required = {role.name for role in frame.roles.values() if role.required}
    require(sorted(needed | required), filled, "role that the trigger's args fill, and that it needs,")
    require(table.get("without", ()), LABELS, "dependency label")
    require([table["when"]] if "when" in table else (), WHEN, "when")
    require([table["voice"]] if "voice" in table else (), VOICES, "voice")
    for kinds in table.get("types", {}).values():
        entity_types(kinds, entry.source)


def _functions() -> Iterator[str]:
    names = {*FUNCTIONS, *lexicon().prepositions}
    yield from (*names, *IMPLICIT, HOME)
    yield from (f"{COMPLEMENT}{name}" for name in names)


def _listed(value: Any) -> Iterable[str]:
    return [value] if isinstance(value, str) else value


def _well_formed(field: str, value: Any) -> bool:
    if field in LISTS:
        return _words(value)
    if field == "args":
        return isinstance(value, dict) and all(isinstance(one, str) or _words(one) for one in value.values())
    if field in TABLES:
        return isinstance(value, dict) and all(map(_words, value.values()))
    if field == "needs":
        return isinstance(value, list) and all(isinstance(one, str) or _words(one) for one in value)
    if field == "confidence":
        return isinstance(value, int | float) and 0 < value <= 1
    return isinstance(value, bool if field in FLAGS else str)


def _words(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(word, str) and word for word in value)
