"""Whether something extracted is what the gold means: words, names, durations, times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from kg.frames import frames
from kg.fuse import duration
from kg.model import Span

Json = dict[str, Any]
# What a name stands for in the knowledge base (an IRI), or None.
Known = Callable[[str], str | None]

ENOUGH = 0.5  # share of the gold value's content words that a filler has to have
WORD = re.compile(r"\w+(?:[.,]\w+)*")
SMALL = frozenset(
    "a an the of to in on at for from and or nor by with as into its his her their our my your this that these those "
    "any all some other is are was were be been it they he she".split()
)
PRONOUNS = frozenset("i me my we us our he him his she her it its they them their itself themselves who which".split())
_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-", "‑": "-"})


def unknown(name: str) -> str | None:  # noqa: ARG001 - it answers for every name
    """Knows nothing."""
    return None


def fold(text: str) -> str:
    """Lower case, white space and typographic marks evened out."""
    return " ".join(text.translate(_FOLDED).lower().split())


def places(quote: str, text: str) -> list[Span]:
    """Where a quote stands in a text, white space and typographic marks folded."""
    words = [re.escape(word) for word in quote.translate(_FOLDED).split()]
    if not words:
        return []
    # `translate` maps one code point to one, so that offsets stay.
    found = re.finditer(r"\s+".join(words), text.translate(_FOLDED), re.IGNORECASE)
    return [Span(match.start(), match.end()) for match in found]


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, without possessives and plural endings; all words where none does."""
    words = [word.removesuffix("'s").strip("'") for word in re.findall(r"[\w'.,]*\w", fold(text))]
    plain = [_stem(part) for word in words for part in WORD.findall(word)]
    return frozenset(word for word in plain if word not in SMALL) or frozenset(plain)


def same_words(gold: str, found: str) -> bool:
    """Whether ``found`` is the gold's words, contains them in order, or has at least half of its content words."""
    wanted, there = _run(gold), _run(found)
    if not there.strip():
        return False
    if wanted in there:
        return True
    words = content_words(gold)
    return bool(words) and len(words & content_words(found)) >= ENOUGH * len(words)


def acronym_of(short: str, name: str) -> bool:
    """Whether a name's initials, with or without its small words, spell an acronym ("DEA", "DOJ")."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    initials = re.findall(r"\b[A-Za-z]", name)
    return letters in ("".join(initials).upper(), "".join(letter for letter in initials if letter.isupper()))


class Matcher:
    """Compares the fillers of one article's claims with gold values."""

    def __init__(self, article: Json, known: Known = unknown) -> None:
        self.article, self.known = article, known
        self.entities: dict[str, Json] = {entity["id"]: entity for entity in article["entities"]}

    def names(self, filler: Json) -> Iterator[str]:
        """What a filler is called: its words, its value, its entity's names."""
        yield filler["text"]
        if filler.get("value"):
            yield filler["value"]
        entity = self.entities.get(filler["entity"]) if filler.get("entity") else None
        if entity is not None:
            yield entity["name"]
            yield from entity["aliases"]

    def is_value(self, gold: str, filler: Json) -> bool:
        """Whether a filler is what the gold names: by words, acronym, length of time, or the knowledge base."""
        length = duration(gold)
        for name in self.names(filler):
            if same_words(gold, name) or acronym_of(gold, name) or acronym_of(name, gold):
                return True
            if length is not None and duration(name) == length:
                return True
        entity = self.entities.get(filler.get("entity") or "")
        return entity is not None and entity["kb"] is not None and self.known(gold) == entity["kb"]

    def filled(self, claim: Json, role: str, gold: str) -> bool:
        """Whether one of the role's fillers is the gold value."""
        return any(self.is_value(gold, filler) for filler in fillers(claim, role))

    def lacking(self, claim: Json, roles: Mapping[str, str]) -> list[str]:
        """The gold roles that the claim does not fill rightly."""
        return [role for role, gold in roles.items() if not self.filled(claim, role, gold)]

    def consistent(self, claim: Json, roles: Mapping[str, str]) -> bool:
        """Whether a claim may be of the gold's event: no role filled otherwise and, if roles are given, one alike."""
        alike = [role for role in roles if self.filled(claim, role, roles[role])]
        # A pronoun says nobody else: whom it means may be what was not understood.
        otherwise = [role for role in roles if role not in alike and any(map(_says, fillers(claim, role)))]
        return not roles or (bool(alike) and not otherwise)


def _says(filler: Json) -> bool:
    return fold(filler["text"]) not in PRONOUNS


def fillers(claim: Json, role: str) -> list[Json]:
    """What fills a role."""
    return [filler for filler in claim["roles"] if filler["role"] == role]


def main_roles(frame: str, roles: Mapping[str, str]) -> dict[str, str]:
    """Of the gold's roles those the frame requires or, where it requires none, its first two; at least one."""
    spec = frames().get(frame)
    order: Sequence[str] = list(spec.roles) if spec is not None else list(roles)
    required = [role.name for role in spec.roles.values() if role.required] if spec is not None else []
    main = {role: roles[role] for role in (required or order[:2]) if role in roles}
    return main or dict(list(roles.items())[:1])


def overlapping(a: str, b: str) -> bool:
    """Whether two EDTF times share a day."""
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    return a_first <= b_last and b_first <= a_last


def bounds(edtf: str) -> tuple[str, str]:
    """The first and last day an EDTF time may mean, as strings that sort; an open or unknown end is the widest."""
    first, last = _ends(edtf)
    return _day(first, "00") or "0000-00-00", _day(last, "99") or "9999-99-99"


_SEASONS = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11"), "24": ("12", "12")}


def _ends(edtf: str) -> tuple[str, str]:
    bare = re.sub(r"[?~%\s]", "", edtf).strip("[]{}")
    for mark in ("/", ".."):
        if mark in bare and bare != mark:
            first, _, last = bare.partition(mark)
            return first.strip("."), last.strip(".")
    return bare, bare


def _day(part: str, filling: str) -> str | None:
    # A part left out or marked X sorts before (00) or after (99) every part there can be.
    match = re.fullmatch(r"([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?", part)
    if match is None:
        return None
    year, month, day = (group or filling for group in match.groups())
    if month in _SEASONS:
        month = _SEASONS[month][filling == "99"]
    return "-".join(value.replace("X", filling[0]) for value in (year, month, day))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=20_000)
def _run(text: str) -> str:
    """The words in order, so that one text in another is whole words in whole words."""
    return " " + " ".join(WORD.findall(fold(text))) + " "
