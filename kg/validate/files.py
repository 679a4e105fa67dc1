"""Files of RDF as quads, read so that no file can take the process down or reach the network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from glob import glob
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import InputError, LimitExceeded, NotFound, UsageError
from kg.validate import remote

SUFFIXES = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".rdfxml": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}
NAMED = {**SUFFIXES, ".json": RdfFormat.JSON_LD}  # in a folder there is other JSON too
MAX_BYTES = 1_000_000_000
# The parser recurses into these two: 3,250 nested objects, or some thousand triple terms, overflow its stack.
MAX_DEPTH = 200

JSON_MARK = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
TERM_MARK = re.compile(
    rb'"""(?:"{0,2}(?:[^"\\]|\\.))*"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\.))*\'\'\'|"(?:[^"\\\r\n]|\\.)*"'
    rb"|'(?:[^'\\\r\n]|\\.)*'|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\r\n]*|<<|>>",
    re.DOTALL,
)


def read(path: Path, *, max_bytes: int = MAX_BYTES, contexts: Mapping[str, Path] | None = None) -> Iterator[Quad]:
    """The quads of one file, whose format its suffix names; relative IRIs are under the file's own address.

    ``contexts`` are files for addresses that JSON-LD has as its context.
    Raises NotFound, UsageError for a suffix that is none of ``SUFFIXES``, LimitExceeded, or InputError with the line.
    """
    format = NAMED.get(path.suffix.lower())
    if format is None:
        known = ", ".join(sorted(NAMED))
        raise UsageError(f"{path}: cannot tell the RDF format from the name; end it in one of {known}")
    content: bytes | None = _content(path, max_bytes)
    _guard(content or b"", format, str(path))
    inlined = format == RdfFormat.JSON_LD and bool(contexts)
    if inlined:
        content = remote.inlined(content or b"", contexts or {})
        _guard(content, format, str(path))
    base = path.resolve().as_uri()
    if path.is_file() and not inlined:  # a pipe can be read once only
        content = None  # from here on the parser reads: a large file need not stay in memory
    try:
        if content is None:
            yield from parse(path=path, format=format, base_iri=base, rename_blank_nodes=True)
        else:
            yield from parse(content, format, base_iri=base, rename_blank_nodes=True)
    except SyntaxError as error:
        raise InputError(
            _reason(error), source=str(path), place=f"line {error.lineno}" if error.lineno else ""
        ) from error
    except (ValueError, OSError) as error:
        raise InputError(" ".join(str(error).split()), source=str(path)) from error


def matching(paths: Sequence[Path]) -> list[Path]:
    """The files that paths mean: a folder's files of RDF at any depth, what a pattern such as ``data/*.ttl`` matches.

    Raises NotFound for a pattern or a folder with nothing in it.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            matched = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        elif any(char in str(path) for char in "*?[") and not path.exists():
            matched = [Path(file) for file in sorted(glob(str(path), recursive=True))]
        else:
            matched = [path]
        if not matched:
            raise NotFound(f"{path}: no file of RDF there")
        found += matched
    return list(dict.fromkeys(found))


def _content(path: Path, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise NotFound(f"{path}: no such file") from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", source=str(path)) from error
    if len(content) > max_bytes:
        raise LimitExceeded(f"{path}: larger than {max_bytes:,} bytes; split it")
    return content


def _guard(content: bytes, format: RdfFormat, source: str) -> None:
    """Refuse what the parser would not survive."""
    if format == RdfFormat.RDF_XML:
        if re.search(rb"<!DOCTYPE", content, re.IGNORECASE):
            raise InputError("a DOCTYPE is not allowed: entities can grow without end", source=source, hint="remove it")
    elif format == RdfFormat.JSON_LD:
        if _depth(content, JSON_MARK, b"[{", b"]}") > MAX_DEPTH:
            raise InputError(f"nested more than {MAX_DEPTH} deep", source=source, hint="flatten the JSON-LD")
    elif content.count(b"<<") > MAX_DEPTH and _depth(content, TERM_MARK, b"<<", b">>") > MAX_DEPTH:
        raise InputError(f"triple terms nested more than {MAX_DEPTH} deep", source=source)


def _depth(content: bytes, mark: re.Pattern[bytes], opening: bytes, closing: bytes) -> int:
    depth = deepest = 0
    for found in mark.finditer(content):
        text = found.group()
        if len(text) <= 2 and text in opening:
            depth += 1
            deepest = max(deepest, depth)
        elif len(text) <= 2 and text in closing:
            depth -= 1
    return deepest


def _reason(error: SyntaxError) -> str:
    text = re.sub(r"^Parser error at line \d+[^:]*: | \(line \d+\)$", "", " ".join(str(error.msg).split()))
    if "LoadDocumentCallback" in text:
        return "a remote context is not fetched; give a copy of it with --context ADDRESS=FILE"
    return text
