"""Names that a document's known names and its entity labels point to, before they are reconciled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.lexicon import lexicon
from kg.extract.lexicon.classes import words
from kg.extract.syntax.columns import Tokens
from kg.model import EntityType, Gazetteer, NameCandidate

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "LAW"})
CONNECTORS = words("naming", "connectors")
# A name may begin with these and go on with a capital: "McKay", "DeLuca".
FAMILIAL = tuple(sorted(words("naming", "familial")))
CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][a-z]+")
GRADES = words("titles", "grades", "portfolios")
OFFICES = words("titles", "offices")
LEGAL_SUFFIXES = words("naming", "legal")
PARTIES = words("bodies", "parties")
# Below this a bare match of the knowledge base is as likely something else, and counts only where a name is seen.
LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: tokens ``first`` to ``last`` (included), what the pipeline labels it and what it may refer to.

    ``titled`` says that a personal title or post stands before it, ``gender`` what that title tells; ``built_on`` is
    the type of a known name that the name begins or ends with ("Acme" in "Acme Cloud").
    """

    first: int
    last: int
    label: str = ""
    candidates: tuple[NameCandidate, ...] = ()
    titled: bool = False
    gender: str | None = None
    built_on: EntityType | None = None

    @property
    def best(self) -> NameCandidate | None:
        """The likeliest candidate where it is likely enough to be believed without support."""
        return self.candidates[0] if self.candidates and self.candidates[0].prior >= LIKELY else None


def known_names(tokens: Tokens, names: Gazetteer) -> Iterator[Name]:
    """The longest match of the gazetteer at each capitalised token."""
    reach = names.max_words + 4  # hyphens, full stops and possessives are tokens of their own
    i = 0
    while i < len(tokens):
        found = None
        if tokens.capital(i) and tokens.pos[i] not in ("PRON", "AUX", "SCONJ", "CCONJ"):
            for last in reversed(_ends(tokens, i, reach)):
                surface = tokens.slice(i, last)
                candidates = names.lookup(surface)
                place = "," in surface and any(candidate.type is EntityType.PLACE for candidate in candidates)
                if (
                    candidates
                    and not place
                    and not _cut_short(tokens, i, last)
                    and not begins_title(tokens, i, last)
                    and _believable(tokens, i, last, candidates)
                ):
                    found = Name(i, last, _label(tokens, i, last), candidates)
                    break
        if found:
            yield found
            i = found.last + 1
        else:
            i += 1


def _cut_short(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a title with its article stops inside a longer name: "The Record" of "The Record Commissioner"."""
    following = last + 1
    return (
        tokens.lower[first] == "the"
        and following < len(tokens)
        and tokens.head[last] == following
        and tokens.pos[following] == "PROPN"
    )


def _ends(tokens: Tokens, first: int, reach: int) -> list[int]:
    ends = []
    for j in range(first, min(first + reach, len(tokens))):
        if tokens.line[j] != tokens.line[first]:
            break
        if tokens.capital(j) or tokens.text[j][0].isdigit():
            if j == first or tokens.tag[j] != "POS":
                ends.append(j)
        elif tokens.tag[j] == "POS" and j > first:
            ends.append(j)
        elif tokens.lower[j] not in CONNECTORS:
            break
    return ends


def _believable(tokens: Tokens, first: int, last: int, candidates: tuple[NameCandidate, ...]) -> bool:
    if tokens.lower[first] == "the" and not candidates[0].name.startswith("The "):
        return False
    if tokens.tag[last] == "POS" and not candidates[0].name.endswith(("'s", "’s", "s'", "s’")):
        return False
    if last > first or tokens.text[first].isupper():
        return not (last == first and len(tokens.text[first]) < 2)
    if tokens.pos[first] == "PROPN" or tokens.label[first] in NAME_LABELS:
        return True
    starts = first == 0 or tokens.sentence[first] != tokens.sentence[first - 1] or tokens.headline[first]
    return not starts and tokens.pos[first] == "NOUN" and candidates[0].prior >= LIKELY


def _label(tokens: Tokens, first: int, last: int) -> str:
    labels = [tokens.label[j] for j in range(first, last + 1) if tokens.label[j] in NAME_LABELS]
    return max(labels, key=labels.count) if labels else ""


def labelled_names(tokens: Tokens, doc: Doc, known: dict[int, Name]) -> Iterator[Name]:
    """The pipeline's entities, trimmed and split where they join two names."""
    for ent in doc.ents:
        label = ent.label_
        if label == "NORP" and len(ent) > 1 and tokens.lower[ent.end - 1] in PARTIES:
            label = "ORG"
        if label not in NAME_LABELS:
            continue
        runs: list[tuple[int, int]] = []
        first = ent.start
        for j in range(ent.start, ent.end + 1):
            if j == ent.end or tokens.line[j] != tokens.line[first] or _parts(tokens, first, j, ent.end, label, known):
                runs.append((first, j - 1))
                first = j
        for low, high in runs:
            trimmed = _trimmed(tokens, low, high)
            if trimmed and not begins_title(tokens, *trimmed):
                yield Name(*trimmed, "ORG" if label == "PERSON" and _coined(tokens, *trimmed) else label)


def begins_title(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words are the beginning of a post, and name nothing: "Foreign" of "the Foreign Secretary"."""
    following = last + 1
    return (
        following < len(tokens)
        and tokens.line[following] == tokens.line[last]
        and tokens.capital(following)
        and tokens.lower[following] in OFFICES
        and all(tokens.lower[j] in GRADES for j in range(first, last + 1))
    )


def _coined(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name is one word coined of two, as people's are not: "CrowdLens"."""
    word = tokens.text[first]
    return first == last and CAMEL.fullmatch(word) is not None and not word.startswith(FAMILIAL)


def _parts(tokens: Tokens, first: int, j: int, end: int, label: str, known: dict[int, Name]) -> bool:
    """Whether the conjunction or mark at ``j`` joins two names rather than standing inside one."""
    word = tokens.lower[j]
    if word in ("/", "|", ";", ":", "(", ")", "•", "—") or (
        word == "," and tokens.lower[min(j + 1, end - 1)] not in LEGAL_SUFFIXES
    ):
        return True
    if tokens.pos[j] == "VERB" and tokens.tag[j] in ("VBD", "VBZ", "VBP") and tokens.text[j].islower():
        return True  # "the Court of Appeal fined Acme" is a sentence
    if word not in ("and", "&", "or") or (word == "&" and label != "PERSON"):
        return False
    if label == "PERSON" or j + 1 in known or (j + 2 in known and tokens.lower[j + 1] == "the"):
        return True
    table = lexicon()
    left = {tokens.lower[k].rstrip(".") for k in range(first, j)}
    complete = bool(left & table.first.keys() and "of" in left) or tokens.lower[j - 1] in table.last
    return complete and j - first > 1 and tokens.lower[end - 1] in table.last


def _trimmed(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    while first < last and tokens.label[first] == "DATE":
        first += 1  # "Since Easter Acme has …"
    while first <= last and (not tokens.capital(first) or tokens.pos[first] in ("DET", "PRON", "ADP", "PUNCT")):
        if tokens.text[first][0].isdigit() and first < last and tokens.capital(first + 1):
            break  # "20th Century …"
        first += 1
    while last >= first and (tokens.tag[last] == "POS" or not (tokens.capital(last) or tokens.text[last][0].isdigit())):
        last -= 1
    return (first, last) if first <= last else None
