"""What a worker writes results through: files in one another that count, bound, cut and change what passes.

The database serialises into anything with a ``write``; each of these takes its bytes and hands on what becomes of them.
"""

from __future__ import annotations

import csv
import io
import re
import socket
from collections.abc import Callable, Mapping
from typing import Protocol

from kg.serve.ipc import CHUNK, Kind, Refusal, frame
from kg.syntax import compact
from kg.syntax.xml import Checked

# A solution in JSON as the database writes it, without white space. No string has an unescaped quote in it, so that
# none can look like one; solutions without any value are not seen, and bounded by their bytes.
JSON_ROW = re.compile(rb'[\[,]\{"[^"\\]+":\{"type":')
CARRY = 512  # bytes kept between writes to find what stands on both sides; variables have shorter names
PREFIX = re.compile(rb"(?<![\w.-])([\w.-]*):")  # also within strings and IRIs, which costs at most an unused line
TURTLE_HELD = 1 << 20  # bytes of a Turtle document waited for to learn which prefixes it uses
JSON_LD_HELD = 2 << 20  # and of a JSON-LD document; as values it takes ten times as much
# What spreadsheets take for the beginning of a formula, full-width forms too, and what is a number all the same
FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


csv.field_size_limit(1 << 31)  # a cell may be as long as an answer


class Refused(Exception):
    """Carries a ``Refusal`` to the frame that reports it."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.detail)


class Cut(Exception):
    """As much of the result as was asked for has been written."""


class Writer(Protocol):
    """A file to write to; ``close`` writes what it has kept so far, there and behind it."""

    def write(self, data: bytes) -> int: ...
    def flush(self) -> None: ...
    def close(self) -> None: ...


class Output:
    """The last one: frames on the socket, within a number of bytes."""

    def __init__(self, connection: socket.socket, limit: int) -> None:
        self.connection, self.limit, self.written = connection, limit, 0
        self.pending = bytearray()

    def write(self, data: bytes) -> int:
        self.written += len(data)
        if self.written > self.limit:
            raise Refused(Refusal("too-large", f"the result is larger than {self.limit:,} bytes"))
        self.pending += data
        while len(self.pending) >= CHUNK:
            self._send(CHUNK)
        return len(data)

    def flush(self) -> None:
        """Nothing: frames are sent when full, and the last one by ``close``."""

    def close(self) -> None:
        if self.pending:
            self._send(len(self.pending))

    def _send(self, size: int) -> None:
        self.connection.sendall(frame(Kind.DATA, bytes(self.pending[:size])))
        del self.pending[:size]


class Counted:
    """Hands on what it gets until the solutions in it pass a limit; which bytes begin one, ``count`` tells."""

    def __init__(self, output: Writer, limit: int, count: Callable[[bytes], int]) -> None:
        self.output, self.limit, self.count, self.seen = output, limit, count, 0

    def write(self, data: bytes) -> int:
        self.seen += self.count(data)
        if self.seen > self.limit:
            raise too_many(self.limit)
        return self.output.write(data)

    def flush(self) -> None:
        """Nothing: there is nothing kept."""

    def close(self) -> None:
        self.output.close()


class Beginning:
    """The first solutions of a JSON result, closed as JSON is; raises ``Cut`` once they are written."""

    def __init__(self, output: Writer, rows: int) -> None:
        self.output, self.rows, self.seen, self.at = output, rows, 0, 0
        self.held = bytearray()
        self.cut = False

    def write(self, data: bytes) -> int:
        if self.cut:  # what the database had in its buffer when it was stopped
            return len(data)
        self.held += data
        for found in JSON_ROW.finditer(self.held, self.at):
            if self.seen == self.rows:
                self.cut = True
                self.output.write(bytes(self.held[: found.start()]) + b"]}}")
                raise Cut
            self.seen += 1
            self.at = found.end()
        self.at = max(self.at, len(self.held) - CARRY)
        return len(data)

    def flush(self) -> None:
        """Nothing: all is kept until the end."""

    def close(self) -> None:
        self.output.write(bytes(self.held))
        self.output.close()


class Turtle:
    """Turtle or TriG with the prefixes it uses, in order: the database writes all it is given, in any order.

    A long document is not waited for: it gets them all.
    """

    def __init__(self, output: Writer, *, held: int = TURTLE_HELD) -> None:
        self.output, self.size = output, held
        self.held: bytearray | None = bytearray()

    def write(self, data: bytes) -> int:
        if self.held is None:
            return self.output.write(data)
        self.held += data
        if len(self.held) > self.size:
            self._begin(whole=False)
        return len(data)

    def flush(self) -> None:
        """Nothing: what is kept is kept until there is enough, or an end."""

    def close(self) -> None:
        if self.held is not None:
            self._begin(whole=True)
        self.output.close()

    def _begin(self, *, whole: bool) -> None:
        document, self.held = bytes(self.held or b""), None
        self.output.write(tidied(document, whole=whole))


class Compact:
    """JSON-LD with a context of the prefixes it uses; a long document is not waited for, and has every IRI in full."""

    def __init__(self, output: Writer, prefixes: Mapping[str, str], *, held: int = JSON_LD_HELD) -> None:
        self.output, self.prefixes, self.size = output, prefixes, held
        self.held: bytearray | None = bytearray()

    def write(self, data: bytes) -> int:
        if self.held is None:
            return self.output.write(data)
        self.held += data
        if len(self.held) > self.size:
            document, self.held = bytes(self.held), None
            self.output.write(document)
        return len(data)

    def flush(self) -> None:
        """Nothing: what is kept is kept until there is enough, or an end."""

    def close(self) -> None:
        if self.held is not None:
            self.output.write(compact(bytes(self.held), self.prefixes))
        self.output.close()


class Xml:
    """Results in XML, their carriage returns kept; ``Unwritable`` at what makes them no XML."""

    def __init__(self, output: Writer) -> None:
        self.output, self.checked = output, Checked(output)
        self.write = self.checked.write

    def flush(self) -> None:
        """Nothing: there is next to nothing kept."""

    def close(self) -> None:
        self.checked.close()
        self.output.close()


class Spreadsheet:
    """CSV in which no cell can be taken for a formula: one that might be gets an apostrophe before it.

    https://owasp.org/www-community/attacks/CSV_Injection
    """

    def __init__(self, output: Writer) -> None:
        self.output = output
        self.held = bytearray()

    def write(self, data: bytes) -> int:
        self.held += data
        end = self.held.rfind(b"\n")
        while end >= 0 and self.held.count(b'"', 0, end) % 2:  # a line break within quotes
            end = self.held.rfind(b"\n", 0, end)
        if end >= 0 and len(self.held) >= CHUNK:
            self._pass(end + 1)
        return len(data)

    def flush(self) -> None:
        """Nothing: whole lines are handed on when there are enough."""

    def close(self) -> None:
        self._pass(len(self.held))
        self.output.close()

    def _pass(self, size: int) -> None:
        lines = io.StringIO(self.held[:size].decode(), newline="")
        del self.held[:size]
        text = io.StringIO(newline="")
        csv.writer(text).writerows([harmless(cell) for cell in row] for row in csv.reader(lines))
        self.output.write(text.getvalue().encode())


def harmless(cell: str) -> str:
    """A cell that no spreadsheet computes."""
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def too_many(limit: int) -> Refused:
    """The refusal of a result of too many rows."""
    return Refused(Refusal("too-large", f"the result has more than {limit:,} rows"))


def row_counter(media_type: str) -> Callable[[bytes], int]:
    """A function that tells of each piece of a result, in order, how many solutions begin or end in it."""
    match media_type:
        case "application/sparql-results+xml":
            return _Pattern(re.compile(rb"<result>"))
        case "application/sparql-results+json":
            return _Pattern(JSON_ROW)
        case "text/csv":
            return _Lines(quotes=True)
    return _Lines(quotes=False)


class _Pattern:
    """Counts what matches, pieces joined."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self.pattern, self.carry = pattern, b""

    def __call__(self, data: bytes) -> int:
        text, count, end = self.carry + data, 0, 0
        for found in self.pattern.finditer(text):
            count, end = count + 1, found.end()
        self.carry = text[max(end, len(text) - CARRY) :]
        return count


class _Lines:
    """Counts lines but the first; those within quotes are none (CSV: TSV escapes them)."""

    def __init__(self, *, quotes: bool) -> None:
        self.quotes, self.inside, self.header = quotes, False, True

    def __call__(self, data: bytes) -> int:
        if self.quotes:
            parts = data.split(b'"')
            lines = sum(part.count(b"\n") for part in parts[self.inside :: 2])
            self.inside ^= len(parts) % 2 == 0
        else:
            lines = data.count(b"\n")
        first, self.header = (lines > 0 and self.header), self.header and lines == 0
        return lines - first


def tidied(turtle: bytes, *, whole: bool = True) -> bytes:
    """A Turtle document with its prefixes in order, and only those it uses where it is whole."""
    head, body = split_prefixes(turtle)
    used = set(PREFIX.findall(body)) if whole else set(head)
    return b"".join(line for prefix, line in sorted(head.items()) if prefix in used) + body


def split_prefixes(turtle: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """The ``@prefix`` lines a Turtle document begins with, by prefix, and the rest."""
    head: dict[bytes, bytes] = {}
    start = 0
    while turtle.startswith(b"@prefix ", start):
        end = turtle.index(b"\n", start) + 1
        line = turtle[start:end]
        head[line.split(b" ", 2)[1].removesuffix(b":")] = line
        start = end
    return head, turtle[start:]
