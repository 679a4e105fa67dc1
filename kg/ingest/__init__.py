"""Bytes to articles: files, folders and streams in every format, as clean text with what the page says of itself.

To add a format: a module with ``read(stream, source, settings)`` and an entry in ``READERS``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import ArticleError, InputError, NothingReadable, UsageError
from kg.ingest import feed, files, html, jsonl, markdown, plain, raw
from kg.ingest.page import Page, article, set_aside
from kg.ingest.spool import Spool
from kg.model import Article, SetAside
from kg.settings import Settings

Outcome = Article | SetAside
HEAD = 65_536  # bytes looked at to tell formats apart: front matter can be long


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name, the file names it answers to, the test of a file's beginning, and the function."""

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[BinaryIO, str, Settings], Iterator[Page | SetAside]]


def _is_html(head: str) -> bool:
    return head.lower().startswith(("<!doctype html", "<html", "<head", "<body", "<article", "<?xml"))


# In the order they are asked; the first that answers to the name, or recognises the beginning of a stream, reads.
READERS = (
    Reader("feed", (".md", ".markdown"), feed.recognised, feed.read),
    Reader(
        "markdown",
        (".md", ".markdown"),
        lambda head: head.startswith(("---\n", "---\r\n", "# ")),
        markdown.read,
    ),
    Reader("html", (".html", ".htm", ".xhtml"), _is_html, html.read),
    Reader(
        "jsonl",
        (".jsonl", ".ndjson", ".json"),
        lambda head: head.startswith(("{", "[{")),
        jsonl.read,
    ),
    Reader("text", (".txt", ".text"), lambda _: True, plain.read),
)
FORMATS = ("auto", "text", "html", "markdown", "jsonl")


def read(paths: Sequence[Path], *, settings: Settings) -> Iterator[Outcome]:
    """Every article of the files and folders, one an identity, and what was set aside and why.

    Of several versions of an article the last changed is kept, else the longest, whatever the order of reading, and
    never an excerpt of another.
    Raises ``NothingReadable`` where a path is not there or no file of a known format is found.
    """
    files.check(paths)
    return _unique(paths, settings)


def read_stream(
    stream: BinaryIO,
    *,
    input_format: str = "auto",
    settings: Settings,
    source: str = "standard input",
) -> Iterator[Outcome]:
    """The articles of one stream in one of ``FORMATS``, in order."""
    buffered = _peekable(stream)
    yield from _articles(_reader(input_format, buffered), buffered, source, settings)


def read_raw(given: Path | BinaryIO, *, input_format: str = "auto", settings: Settings) -> Iterator[Outcome]:
    """The text exactly as given (``kg.ingest.raw``), from a file, the files of a folder, or a stream."""
    if input_format not in ("auto", "text", "jsonl"):
        raise UsageError(f"raw input is text or jsonl, not {input_format}; leave out --raw to have it read as a page")
    if not isinstance(given, Path):
        stream = _peekable(given)
        lines = input_format == "jsonl" or (input_format == "auto" and _reader("auto", stream).name == "jsonl")
        yield from raw.read(stream, "standard input", settings, lines=lines)
        return
    files.check([given])
    for path in files.walk([given], readable=_known):
        if isinstance(path, SetAside):
            yield path
        else:
            lines = input_format == "jsonl" or (input_format == "auto" and _named(path.name, "").name == "jsonl")
            yield from _opened(path, partial(raw.read, settings=settings, lines=lines))


def _unique(paths: Sequence[Path], settings: Settings) -> Iterator[Outcome]:
    found = False
    with Spool() as spool:
        for path in files.walk(paths, readable=_known):
            found = found or isinstance(path, Path)
            for outcome in [path] if isinstance(path, SetAside) else _file(path, settings):
                if isinstance(outcome, Article):
                    spool.add(outcome)
                else:
                    yield outcome
        if not found:
            known = " ".join(suffix for reader in READERS[1:] for suffix in reader.suffixes)
            raise NothingReadable(
                f"no articles in {', '.join(files.shown(path) for path in paths)}; files read: {known}"
            )
        yield from spool.outcomes()


def _file(path: Path, settings: Settings) -> Iterator[Outcome]:
    def outcomes(stream: BinaryIO, source: str) -> Iterator[Outcome]:
        buffered = _peekable(stream)
        return _articles(_named(path.name, _head(buffered)), buffered, source, settings)

    yield from _opened(path, outcomes)


def _opened(path: Path, outcomes: Callable[[BinaryIO, str], Iterator[Outcome]]) -> Iterator[Outcome]:
    source = files.shown(path)
    try:
        with path.open("rb", buffering=HEAD) as stream:
            yield from outcomes(stream, source)
    except OSError as error:
        yield SetAside(
            source,
            f"cannot be read ({(error.strerror or str(error)).lower()}); check its permissions",
        )


def _articles(reader: Reader, stream: io.BufferedReader, source: str, settings: Settings) -> Iterator[Outcome]:
    """The reader's pages as articles; what one page lacks costs that page only."""
    if not _head(stream):
        yield SetAside(source, "empty; remove it or save the article again")
        return
    try:
        for page in reader.read(stream, source, settings):
            yield page if isinstance(page, SetAside) else _article(page, settings)
    except InputError as error:
        yield set_aside(error, source)


def _article(page: Page, settings: Settings) -> Outcome:
    try:
        return article(page, settings)
    except ArticleError as error:
        return set_aside(error, page.source)


def _reader(input_format: str, stream: io.BufferedReader) -> Reader:
    if input_format not in FORMATS:
        raise UsageError(f"no input format {input_format}; one of {', '.join(FORMATS)}")
    head = _head(stream)
    if input_format == "markdown" and feed.recognised(head):
        return READERS[0]
    return next(
        reader
        for reader in READERS
        if reader.name == input_format or (input_format == "auto" and reader.recognises(head))
    )


def _named(name: str, head: str) -> Reader:
    """The reader for a file name; one of an unknown name that was given by itself is judged by its beginning."""
    answering = [reader for reader in READERS if name.lower().endswith(reader.suffixes)]
    return next(
        (reader for reader in answering or READERS if reader.recognises(head)),
        (answering or READERS)[-1],
    )


def _known(name: str) -> bool:
    return any(name.lower().endswith(reader.suffixes) for reader in READERS)


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream), HEAD)


def _head(stream: io.BufferedReader) -> str:
    """The beginning of a stream, which stays unread."""
    head = stream.peek(HEAD)[:HEAD]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff \t\r\n")
