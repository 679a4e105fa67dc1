"""One entry of an imported knowledge base, whatever format it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from kg.keys import digest, slug
from kg.model import EntityType
from kg.resolve.tables import ROR, WIKIDATA, identify


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one entry; ``place`` says where in the file it stands.

    ``names`` are the surface forms, the full name first, each with a prior where the file states one. ``type`` is None
    where only ``classes`` (Wikidata's) tell it; ``fame`` counts what else writes about it. ``parent`` is an identifier
    or, in tables, a name; ``above`` are superclasses, ``also`` is another
    identifier by which parents are given. An entry without a key only competes for its names.
    """

    place: str
    name: str
    names: tuple[tuple[str, float | None], ...]
    key: str | None = None
    kb: str | None = None
    type: EntityType | None = None
    classes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    also: str = ""
    country: str = ""
    parent: str = ""
    domain: str = ""
    fame: int = 0


def identified(identifier: str, name: str) -> tuple[str, str | None]:
    """The key and the IRI for what a table may give as an identifier: a code, a prefixed code or a whole IRI."""
    plain = identifier.replace("https://", "http://", 1)
    for prefix in (WIKIDATA, "http://www.wikidata.org/wiki/"):
        if plain.startswith(prefix):
            return identify(plain.removeprefix(prefix), name)
    if identifier.startswith(ROR):
        return identify("ror:" + identifier.removeprefix(ROR), name)
    if identifier.startswith(("http://", "https://")):
        if any(char.isspace() or char in '<>"{}|\\^`' for char in identifier):
            raise ValueError(f"{identifier!r} is no IRI")
        return f"kb-{slug(name)}-{digest(identifier, length=8)}".replace("--", "-"), identifier
    if identifier.startswith(("ror:", "kb:")) or (identifier[:1] == "Q" and identifier[1:].isdigit()):
        return identify(identifier, name)
    return f"kb-{slug(identifier or name) or digest(identifier or name, length=8)}", None


def host(website: str) -> str:
    """The domain of a web site, without "www."; empty where there is none."""
    plain = website.strip().lower().partition("://")[2] or website.strip().lower()
    return plain.partition("/")[0].partition(":")[0].removeprefix("www.")
