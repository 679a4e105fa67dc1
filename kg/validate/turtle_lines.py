"""The lines of subjects and properties in Turtle and TriG: their tokens, followed just far enough to know them.

The file has been parsed before, so what is read here is well-formed (https://www.w3.org/TR/turtle/#sec-grammar).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from kg.terms import RDF

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<string>\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | <(?P<iri>[^<>"{}|^`\x00-\x20]*)>
    | (?P<directive>@prefix\b|@base\b|(?:PREFIX|BASE|GRAPH)(?=[ \t\r\n<]))
    | (?P<suffix>@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^)
    | (?P<mark>[\[\](){};,]|\.(?![0-9]))
    | (?P<name>(?:\\.|[^\s\[\](){};,"'<>#^@.]|\.(?=[^\s\[\](){};,"'<>#^@]))+)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


@dataclass(slots=True)
class _Level:
    """What the tokens are part of: a graph, a list, or the description of a subject (empty: a blank node)."""

    kind: Literal["graph", "list", "node"]
    subject: str = ""
    after_predicate: bool = False


class _Reader:
    """A reader that knows, token by token, what it is in the middle of."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.prefixes: dict[str, str] = {}
        self.levels = [_Level("graph")]

    def term(self, iri: str) -> tuple[str, str] | None:
        """A term; the subject and the predicate where it is a predicate."""
        level = self.levels[-1]
        if level.kind == "graph":
            self.levels.append(_Level("node", iri))
        elif level.kind == "node" and not level.after_predicate:
            level.after_predicate = True
            return level.subject, iri
        return None

    def mark(self, mark: str) -> None:
        """A punctuation mark."""
        level = self.levels[-1]
        if mark in "[(":
            if level.kind == "graph":  # a subject without a name
                self.levels.append(_Level("node"))
            self.levels.append(_Level("node" if mark == "[" else "list"))
        elif mark == "{":
            if level.kind == "node":  # what seemed a subject was the graph's name
                self.levels.pop()
            self.levels.append(_Level("graph"))
        elif mark in "])":
            self.levels.pop()
        elif mark == ";":
            level.after_predicate = False
        elif mark in ".}":
            if level.kind == "node":
                self.levels.pop()
            if mark == "}":
                self.levels.pop()

    def iri(self, kind: str, word: str) -> str:
        """The IRI of a token, empty for a blank node or a literal."""
        if kind == "iri":
            return word if ABSOLUTE.match(word) else urljoin(self.base, word) + ("#" if word.endswith("#") else "")
        if word == "a":
            return RDF.type.value
        prefix, colon, name = word.partition(":")
        known = self.prefixes.get(prefix) if colon and kind == "name" else None
        return "" if known is None else known + re.sub(r"\\(.)", r"\1", name)

    def directive(self, words: list[str], kind: str, word: str) -> list[str] | None:
        """One more token of ``@prefix`` or ``@base``; ``None`` when that is its last."""
        if kind != "iri":
            return [*words, word]
        iri = self.iri(kind, word)
        if len(words) == 1:
            self.base = iri
        else:
            self.prefixes[words[1].removesuffix(":")] = iri
        return None


def described(text: str, base: str) -> Iterator[tuple[str, str, int]]:
    """Each property of each subject that has a name, with its line: subject, predicate, line."""
    reader = _Reader(base)
    words: list[str] | None = None
    datatype = False
    line, at = 1, 0
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        word = match["iri"] if kind == "iri" else match[0]
        if kind == "space":
            continue
        if words is not None:
            words = reader.directive(words, kind, word)
        elif kind == "directive":
            words = None if word.upper() == "GRAPH" else [word]
        elif kind == "mark":
            reader.mark(word)
        elif kind == "suffix" or datatype:
            datatype = word == "^^"  # what follows is part of the literal
        else:
            found = reader.term(reader.iri(kind, word))
            if found and found[0]:
                line, at = line + text.count("\n", at, match.start()), match.start()
                yield *found, line
