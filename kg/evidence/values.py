"""What an explanation is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of an article's text, by its code points, and where the article is from."""

    text: str
    start: int
    end: int
    article: str
    outlet: str | None
    date: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Testimony:
    """One claim: what it is of, the stance it takes, whose stance that is (None: the article's), and its words.

    ``frame`` is the predicate where no frame types it, ``rule`` names what found it.
    """

    claim: str
    frame: str
    rule: str | None
    roles: tuple[tuple[str, str], ...]
    stance: tuple[str, ...]
    holder: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an IRI stands for and what supports it; ``left_out`` counts claims past the limit."""

    iri: str
    label: str
    kind: str
    testimonies: tuple[Testimony, ...]
    quotes: tuple[Quote, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """How many quotes were looked up in the articles' texts, and a line for each that is not there."""

    checked: int
    findings: tuple[str, ...]
