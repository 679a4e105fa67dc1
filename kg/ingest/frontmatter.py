"""The YAML head of a Markdown file, read as text values only: no tags, no anchors, no surprises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.errors import ArticleError

OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# Feed items nest four deep; recursion in the parser must stay far from the stack's end.
MOST_NESTED = 20
MOST_VALUES = 50_000

Meta = Mapping[str, Any]


def parse(text: str) -> tuple[Meta, str]:
    """The front matter (empty where there is none) and the text after it; every scalar is a string as written.

    Raises ``ArticleError`` for YAML that does not parse, has anchors, nests too deep, or is not a mapping.
    """
    opening = OPENING.match(text)
    if not opening:
        return {}, text
    closing = CLOSING.search(text, opening.end())
    if not closing:
        raise ArticleError(
            "the front matter is not closed",
            place="line 1",
            hint="end it with a line of three hyphens",
        )
    return _load(text[opening.end() : closing.start()]), text[closing.end() :]


def first(meta: Meta, *names: str) -> str | None:
    """The first non-empty text value under one of the names; a dotted name looks inside, a list gives its first."""
    return next((value for name in names for value in texts(meta, name)), None)


def texts(meta: Meta, name: str) -> tuple[str, ...]:
    """The text values under a (dotted) name; of a mapping its ``name``."""
    value: Any = meta
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    values = value if isinstance(value, list) else [value]
    named = [item.get("name") if isinstance(item, Mapping) else item for item in values]
    return tuple(item.strip() for item in named if isinstance(item, str) and item.strip())


def _load(text: str) -> Meta:
    import yaml

    # BaseLoader builds strings, lists and mappings and nothing else; the C one is there in every wheel, not everywhere.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _check(yaml.parse(text, Loader=loader))
        meta = yaml.load(text, Loader=loader)  # noqa: S506 (BaseLoader constructs no objects)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ArticleError(
            f"front matter is not YAML: {problem}",
            place=f"line {mark.line + 2}" if mark else "front matter",
            hint="quote values that hold a colon or a quotation mark",
        ) from error
    if meta in (None, ""):
        return {}
    if not isinstance(meta, Mapping):
        raise ArticleError(
            "front matter is not a mapping",
            place="line 1",
            hint="write it as name: value lines",
        )
    return meta


def _check(events: Any) -> None:
    """Refuses what could grow: aliases multiply what they point to, nesting eats the stack."""
    import yaml

    depth = 0
    for count, event in enumerate(events):
        place = f"line {event.start_mark.line + 2}"
        if isinstance(event, yaml.AliasEvent):
            raise ArticleError(
                "front matter uses a YAML alias",
                place=place,
                hint="write the value out",
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_NESTED or count > MOST_VALUES:
            raise ArticleError(
                "front matter is nested too deep or too long",
                place=place,
                hint="simplify it",
            )
