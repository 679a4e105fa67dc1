"""Lists of English words: they stand in ``kg/extract/lexicon``, none in the code that looks them up."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.glossary import GLOSSARY

import kg.extract
from kg.frames import frames
from kg.model import EntityType

FOLDER = Path(kg.extract.__file__).parent
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
# So many words make a list; two may be the construction that a function reads ("of" and "for").
FEWEST = 3
# What stands in such collections beside words: labels of the parser, which spaCy explains, and our own names.
LABELS = {*GLOSSARY}
OURS = {
    *EntityType,
    *(name for frame in frames().values() for name in (frame.name, *frame.roles)),
}
# Collections of our own names that the above do not cover, each by one of its members.
EXEMPT = {
    "claims.py": {"negated"},  # when a trigger fires: a field of a frame
    "factuality/embedding.py": {"probable"},  # names of factuality signatures
    "predicates/nouns.py": {"planned"},  # the same
    "syntax/arguments.py": {"planned"},  # the same
    "lexicon/__init__.py": {"any"},  # sections of words.toml
    "mentions/candidates.py": {"'s"},  # forms of one ending, the possessive
    "relations/pairs.py": {"PO"},  # kinds of pair
    "rules/checks.py": {"verbs", "complement", "args", "swallow", "name", "negated", "object"},  # fields of a trigger
    "rules/schema.py": {"particle"},  # the same
    "rules/views.py": {"frame"},  # fields of a view
    "syntax/columns.py": {"IDX"},  # attributes of a token
}


def lists(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    """Line and words of every collection of constants, and of every text split at white space, that lists words."""
    public = [node.value for node in tree.body if isinstance(node, ast.Assign) and _name(node) == "__all__"]
    for node in ast.walk(tree):
        found = [] if node in public else [text for text in _texts(node) if _is_word(text)]
        if len(found) >= FEWEST:
            yield node.lineno, found


def _texts(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    if isinstance(node, ast.Dict) and all(isinstance(value, ast.Constant) for value in node.values):
        return [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        text = node.func.value
        return text.value.split() if isinstance(text, ast.Constant) and isinstance(text.value, str) else []
    return []


def _is_word(text: str) -> bool:
    return any(char.isalpha() for char in text) and text not in LABELS and text not in OURS


def _name(node: ast.Assign) -> str:
    return node.targets[0].id if isinstance(node.targets[0], ast.Name) else ""


def test_the_lists_of_a_module_are_found() -> None:
    tree = ast.parse(
        'A = frozenset("sell buy rent".split())\nB = {"the": 1, "a": 2, "an": 3}\n'
        'C = ("nsubj", "dobj", "VERB", "ORG")\n__all__ = ["find", "load", "trace"]\nD = {"a": a, "b": b, "c": c}\n'
        'def f(x): return x in ("but", "except", "save") or x in ("of", "for")\n'
    )
    assert sorted(lists(tree)) == [
        (1, ["sell", "buy", "rent"]),
        (2, ["the", "a", "an"]),
        (6, ["but", "except", "save"]),
    ]


@pytest.mark.parametrize("file", FILES)
def test_a_module_lists_no_words(file: str) -> None:
    found = [
        f"kg/extract/{file}:{line}: {' '.join(words)}: a class of kg/extract/lexicon/ (see its README.md)"
        for line, words in lists(ast.parse((FOLDER / file).read_text("utf-8")))
        if not EXEMPT.get(file, set()) & {*words}
    ]
    assert not found, "\n".join(found)


def test_every_exemption_is_needed() -> None:
    for file, names in EXEMPT.items():
        found = [{*words} for _, words in lists(ast.parse((FOLDER / file).read_text("utf-8")))]
        for name in names:
            assert any(name in words for words in found), (file, name)
