"""JSON lines: one article an object, ``{"id", "text", "title"?, "published"?, "modified"?, "publisher"?, "url"?,
"authors"?}``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.errors import ArticleError
from kg.ingest.page import Page, set_aside
from kg.ingest.plain import from_text
from kg.ingest.text import decode
from kg.model import SetAside
from kg.settings import Settings

MODIFIED = ("modified", "updated", "dateModified")
HINT = 'each line is one object with "text"'


def read(stream: BinaryIO, source: str, settings: Settings) -> Iterator[Page | SetAside]:
    """The page of every line, furniture removed; bad lines are set aside by number and the others read."""
    for entry in entries(stream, source, settings):
        if isinstance(entry, SetAside):
            yield entry
            continue
        page, text = entry
        try:
            yield from_text(text, page, settings)
        except ArticleError as error:
            yield set_aside(error, page.source)


def entries(stream: BinaryIO, source: str, settings: Settings) -> Iterator[tuple[Page, str] | SetAside]:
    """What each line says of its article, and its text exactly as given. A file may also be one array or object."""
    for place, line in _lines(stream, settings):
        where = f"{source} ({place})"
        try:
            values = _values(line, settings)
        except ArticleError as error:
            yield set_aside(error, where)
            continue
        for number, value in enumerate(values, 1):
            at = where if len(values) == 1 else f"{source} (entry {number})"
            try:
                yield _entry(value, at)
            except ArticleError as error:
                yield set_aside(error, at)


def _lines(stream: BinaryIO, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Line by line, so that a file of any length is read in little memory; a pretty-printed file comes as one."""
    head = stream.readline(settings.max_file_bytes + 1)
    if head.strip() in (b"{", b"["):
        yield (
            "line 1",
            head + stream.read(max(0, settings.max_file_bytes + 1 - len(head))),
        )
        return
    number, line = 1, head
    while line:
        if line.strip():
            yield f"line {number}", line
        if len(line) > settings.max_file_bytes:
            while line and not line.endswith(b"\n"):  # the rest of a line that is too long costs no other line
                line = stream.readline(settings.max_file_bytes)
        number, line = number + 1, stream.readline(settings.max_file_bytes + 1)


def _values(line: bytes, settings: Settings) -> list[Any]:
    if len(line) > settings.max_file_bytes:
        raise ArticleError(
            f"longer than {settings.max_file_bytes:,} bytes",
            hint="split it, or raise KG_MAX_FILE_BYTES",
        )
    try:
        value = json.loads(decode(line))
    except ValueError as error:
        problem = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise ArticleError(f"not JSON: {problem}", hint=HINT) from error
    except RecursionError as error:
        raise ArticleError("JSON nested too deep", hint=HINT) from error
    return value if isinstance(value, list) else [value]


def _entry(value: Any, source: str) -> tuple[Page, str]:
    if not isinstance(value, Mapping):
        raise ArticleError("not a JSON object", hint=HINT)
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleError('no "text"', hint=HINT)
    raw = value.get("authors", value.get("author"))
    page = Page(
        source,
        title=_scalar(value.get("title")),
        published=_scalar(value.get("published")),
        publisher=_scalar(value.get("publisher")),
        authors=tuple(name for name in (raw if isinstance(raw, list) else [raw]) if isinstance(name, str)),
        url=_scalar(value.get("url")),
        id=_scalar(value.get("id")),
        modified=next((found for name in MODIFIED if (found := _scalar(value.get(name)))), None),
    )
    return page, text


def _scalar(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
