"""Files of any size, packed or not, read piece by piece: memory never grows with the file."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from kg.errors import InputError

CHUNK = 1 << 20  # code points read at a time
LONGEST_VALUE = 1 << 26  # code points of one entry; Wikidata's longest has some five million
PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"PK\x03\x04": "zip", b"\x28\xb5\x2f\xfd": "zstd"}


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """The text of a file, or of the one in an archive that is meant; ``InputError`` where it cannot be read."""
    try:
        with path.open("rb") as raw:
            head = raw.read(8)
            raw.seek(0)
            packing = next((name for magic, name in PACKED.items() if head.startswith(magic)), "")
            with _unpacked(raw, packing, path) as stream:
                # newline="": lines are counted, and CSV cells may hold some
                yield TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8 text", source=str(path), place=f"byte {error.start:,} of a block") from error
    except (zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError) as error:
        raise InputError(f"damaged or cut short ({error})", source=str(path), hint="download it again") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot be read ({reason})", source=str(path)) from error


def _unpacked(raw: IO[bytes], packing: str, path: Path) -> IO[bytes]:
    match packing:
        case "gzip":
            return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
        case "bzip2":
            return bz2.BZ2File(raw)
        case "xz":
            return lzma.LZMAFile(raw)
        case "zip":
            archive = zipfile.ZipFile(raw)
            return archive.open(_member(archive, path))
        case "zstd":
            import zstandard

            return zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
    return raw


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The JSON file of an archive, the one of the newest schema where there are several, else its table."""
    for ending in (".json", ".jsonl", ".csv", ".tsv"):
        found = [info for info in archive.infolist() if info.filename.lower().endswith(ending)]
        if found:
            return max(found, key=lambda info: ("schema_v2" in info.filename, info.filename))
    raise InputError("no JSON file or table in the archive", source=str(path))


def values(stream: IO[str], source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of JSON lines or of one array, with the line it begins on ("line 7")."""
    decoder = json.JSONDecoder()
    text, at, line, done = "", 0, 1, False
    while True:
        at, line = _past_separators(text, at, line)
        if at < len(text):
            try:
                value, end = decoder.raw_decode(text, at)
            except RecursionError as error:
                raise InputError("nested too deeply", source=source, place=f"line {line}") from error
            except ValueError as error:
                if done:
                    raise InputError(f"no JSON ({error})", source=source, place=f"line {line}") from error
            else:
                if not isinstance(value, dict):
                    raise InputError("not a JSON object", source=source, place=f"line {line}")
                yield f"line {line}", value
                line += text.count("\n", at, end)
                at = end
                continue
        elif done:
            return
        if len(text) - at > LONGEST_VALUE:
            raise InputError(f"no entry ends within {LONGEST_VALUE:,} characters", source=source, place=f"line {line}")
        # Doubling what is read keeps a long entry, tried again each time, from costing its square.
        more = stream.read(max(CHUNK, len(text) - at))
        done = not more
        text, at = text[at:] + more, 0


def _past_separators(text: str, at: int, line: int) -> tuple[int, int]:
    while at < len(text) and text[at] in " \t\r\n,[]":
        line += text[at] == "\n"
        at += 1
    return at, line
