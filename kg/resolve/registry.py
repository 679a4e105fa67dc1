"""The registry of organizations that ships with the package: 50,000 names in a compact, read-only form.

The file is written by ``kg.resolve.make_kb``: zstd over two tab-separated lists. A line of the first is an
organization (``id, name, type, parent's line, country``); a line of the second, sorted, is a folded name and who
bears it (``line:percent`` of prior). Lines stay bytes until asked for, so loading costs milliseconds and forked
workers share the memory.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.errors import OnRecordError
from kg.model import EntityType
from kg.resolve.tables import Known, identify

FORMAT = b"onrecord-registry-1"
TYPES = (
    EntityType.COMPANY,
    EntityType.AGENCY,
    EntityType.CIVIL_SOCIETY,
    EntityType.ORGANIZATION,
)


@dataclass(frozen=True, slots=True)
class Registry:
    """The lines of the file; ``organizations`` by number, ``names`` sorted."""

    organizations: list[bytes]
    names: list[bytes]

    def lookup(self, folded: str) -> list[tuple[Known, float]]:
        """Who bears a folded name, with priors, in the file's order."""
        start = folded.encode() + b"\t"
        at = bisect_left(self.names, start)
        if at == len(self.names) or not self.names[at].startswith(start):
            return []
        found = []
        for bearer in self.names[at][len(start) :].split(b" "):
            line, percent = bearer.split(b":")
            found.append((self.organization(int(line)), int(percent) / 100))
        return found

    def first_words(self) -> frozenset[str]:
        """The first word of every name: what most runs of words fail by."""
        words = {line.partition(b"\t")[0].partition(b" ")[0] for line in self.names}
        return frozenset(word.decode() for word in words)

    def organization(self, line: int) -> Known:
        """The organization on one line."""
        identifier, name, kind, parent, country = self.organizations[line].decode().split("\t")
        key, kb = identify(identifier, name)
        return Known(
            key=key,
            name=name,
            type=TYPES[int(kind)],
            names=((name, 0.0),),
            kb=kb,
            country=country,
            part_of=self.key(int(parent)) if parent else None,
        )

    def key(self, line: int) -> str:
        """The entity key of the organization on one line."""
        return identify(self.organizations[line].split(b"\t", 1)[0].decode(), "")[0]

    def keys(self) -> dict[str, int]:
        """The line of every key: made when first needed, as extraction never is in need of it."""
        return {self.key(line): line for line in range(len(self.organizations))}


def parse(packed: bytes) -> Registry:
    """A registry from the bytes of its file; ``OnRecordError`` if they are damaged."""
    import zstandard

    try:
        head, organizations, names = zstandard.decompress(packed).split(b"\n\n")
    except (zstandard.ZstdError, ValueError) as error:
        raise OnRecordError("the registry of organizations is damaged; install onrecord again") from error
    if head != FORMAT:
        raise OnRecordError("the registry of organizations is of another version; install onrecord again")
    return Registry(organizations.split(b"\n"), names.split(b"\n"))


def pack(organizations: list[str], names: list[str]) -> bytes:
    """The bytes of the file; the same lists give the same bytes."""
    import zstandard

    text = b"\n\n".join((FORMAT, "\n".join(organizations).encode(), "\n".join(names).encode()))
    return zstandard.ZstdCompressor(level=19, write_checksum=True).compress(text)
