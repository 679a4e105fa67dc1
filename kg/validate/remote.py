"""Contexts of JSON-LD that are addresses: nothing is fetched, but whoever has a copy may give it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError, NotFound

MAX_BYTES = 10_000_000
MAX_HOPS = 5  # from one context to the next


def inlined(content: bytes, contexts: Mapping[str, Path]) -> bytes:
    """The JSON-LD with a copy of each context that there is a file for; what is no JSON as it was.

    Raises NotFound, or InputError for a file that has no context.
    """
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return content  # the parser says it better
    return json.dumps(_within(body, _Copies(contexts)), ensure_ascii=False).encode("utf-8", "surrogatepass")


class _Copies:
    """The contexts in files, each read once."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._read: dict[Path, Any] = {}

    def resolved(self, context: Any, hops: int = 0) -> Any:
        """A context without the addresses that there are copies of."""
        if isinstance(context, list):
            return [self.resolved(each, hops) for each in context]
        if not isinstance(context, str) or context not in self._files or hops >= MAX_HOPS:
            return context
        path = self._files[context]
        if path not in self._read:
            self._read[path] = _context(path)
        return self.resolved(self._read[path], hops + 1)


def _context(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            body = json.loads(file.read(MAX_BYTES))
    except FileNotFoundError as error:
        raise NotFound(f"{path}: no such file") from error
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"is no JSON ({error})", source=str(path)) from error
    if not isinstance(body, dict) or "@context" not in body:
        raise InputError("has no @context", source=str(path), hint="give the context as its address serves it")
    return body["@context"]


def _within(body: Any, copies: _Copies) -> Any:
    if isinstance(body, list):
        return [_within(each, copies) for each in body]
    if isinstance(body, dict):
        return {
            name: copies.resolved(value) if name == "@context" else _within(value, copies)
            for name, value in body.items()
        }
    return body
