"""The lines of statements in Turtle and TriG, one by one in the order in which the parser makes them.

The file has been parsed before, so what is read here is well-formed (https://www.w3.org/TR/turtle/#sec-grammar). Its
tokens are followed just far enough to know where a statement ends; the parser has the terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import urljoin

from kg.terms import RDF

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<string>\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<odd><<|>>|\{\||\|\}|~)
    | <(?P<iri>[^<>"{}|^`\x00-\x20]*)>
    | (?P<directive>@prefix\b|@base\b|@version\b|(?:PREFIX|BASE|VERSION|GRAPH)(?=[ \t\r\n<"']))
    | (?P<suffix>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?|\^\^)
    | (?P<mark>[\[\](){};,]|\.(?![0-9]))
    | (?P<name>(?:\\.|[^\s\[\](){};,"'<>#^@.]|\.(?=[^\s\[\](){};,"'<>#^@]))+)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
CELLS = frozenset(RDF.type.value.removesuffix("type") + name for name in ("first", "rest"))


class Statement(NamedTuple):
    """Where one statement stands: the lines of its predicate and of its object, counted from 1.

    ``predicate`` is the IRI, empty where the text does not show it.
    """

    predicate: str
    line: int
    object_line: int


def statements(text: str, base: str) -> Iterator[Statement]:
    """The statements in order, but for those that make up a list; none after what Turtle 1.1 does not have."""
    reader = _Reader(base)
    line, at = 1, 0
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "space":
            continue
        if kind == "odd":
            return
        line, at = line + text.count("\n", at, match.start()), match.start()
        reader.token(kind, match["iri"] if kind == "iri" else match[0], line)
        # what one token completes, the parser hands out last first
        yield from (each for each in reversed(reader.completed) if each.predicate not in CELLS)
        reader.completed.clear()


@dataclass(slots=True)
class _Level:
    """What the tokens are part of: a graph, a list, or the description of a subject, in brackets or not."""

    kind: Literal["graph", "list", "subject", "brackets"]
    line: int = 0
    predicate: str | None = None  # None: the next term is one
    predicate_line: int = 0
    items: int = 0


class _Reader:
    """A reader that knows, token by token, what it is in the middle of."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.prefixes: dict[str, str] = {}
        self.levels = [_Level("graph")]
        self.completed: list[Statement] = []
        self.directive: list[str] | None = None
        self.literal = 0  # the line of a string that may still get a language or a datatype
        self.datatype = False

    def token(self, kind: str, word: str, line: int) -> None:
        """One more token, at this line."""
        if self.directive is not None:
            self._direct(kind, word)
        elif kind == "suffix" and word == "^^":
            self.datatype = True
        elif kind == "suffix" or self.datatype:
            self.datatype = False
            self._end_literal()
        else:
            self._end_literal()
            if kind == "directive":
                self.directive = None if word.upper() == "GRAPH" else [word]
            elif kind == "mark":
                self._mark(word, line)
            else:
                self._term(kind, word, line)

    def _term(self, kind: str, word: str, line: int) -> None:
        level = self.levels[-1]
        if level.kind in ("subject", "brackets") and level.predicate is None:
            level.predicate, level.predicate_line = self._iri(kind, word), line
        else:
            self._begin_item()
            if kind == "string":
                self.literal = line
            else:
                self._value(level, line)

    def _mark(self, mark: str, line: int) -> None:
        level = self.levels[-1]
        if mark in "[(":
            self._begin_item()
            self.levels.append(_Level("brackets" if mark == "[" else "list", line))
        elif mark == "]":
            self.levels.pop()
            self._value(self.levels[-1], level.line)
        elif mark == ")":
            self.levels.pop()
            around = self.levels[-1]
            if not level.items or around.kind in ("graph", "list"):
                self._value(around, level.line)
        elif mark == "{":
            if level.kind == "subject":  # what seemed a subject was the graph's name
                self.levels.pop()
            self.levels.append(_Level("graph"))
        elif mark == ";":
            level.predicate = None
        elif mark in ".}":
            if level.kind == "subject":
                self.levels.pop()
            if mark == "}":
                self.levels.pop()

    def _end_literal(self) -> None:
        if self.literal:
            self._value(self.levels[-1], self.literal)
            self.literal = 0

    def _begin_item(self) -> None:
        """Before the first item of a list: what has the list has it from here on."""
        level = self.levels[-1]
        if level.kind == "list" and not level.items and self.levels[-2].kind in ("subject", "brackets"):
            self._value(self.levels[-2], level.line)

    def _value(self, level: _Level, line: int) -> None:
        """A term that is complete: a subject, an object, or an item of a list."""
        if level.kind == "graph":
            self.levels.append(_Level("subject"))
        elif level.kind == "list":
            level.items += 1
        else:
            self.completed.append(Statement(level.predicate or "", level.predicate_line, line))

    def _iri(self, kind: str, word: str) -> str:
        """The IRI of a predicate; empty where it has escapes that are not followed."""
        if kind == "iri":
            found = word if ABSOLUTE.match(word) else urljoin(self.base, word) + ("#" if word.endswith("#") else "")
            return "" if "\\" in found else found
        if word == "a":
            return RDF.type.value
        prefix, _, name = word.partition(":")
        known = self.prefixes.get(prefix)
        return "" if known is None else known + re.sub(r"\\(.)", r"\1", name)

    def _direct(self, kind: str, word: str) -> None:
        """One more token of ``@prefix``, ``@base`` or ``@version``."""
        words = self.directive or []
        if kind == "string":
            self.directive = None
        elif kind != "iri":
            words.append(word)
        else:
            iri = self._iri(kind, word)
            if len(words) == 1:
                self.base = iri
            else:
                self.prefixes[words[1].removesuffix(":")] = iri
            self.directive = None
