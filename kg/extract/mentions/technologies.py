"""Technologies by their descriptive names: "its facial recognition software" is facial recognition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.lexicon import classes, lexicon, noun_type
from kg.extract.mentions.candidates import Name
from kg.extract.syntax.columns import OTHER_LABELS, Tokens
from kg.model import EntityType, Gazetteer, NameCandidate

POSSESSIVES = classes.words("pronouns", "possessive")
POINTING = classes.words("pronouns", "definite", "anaphoric") | POSSESSIVES

HYPHENS = frozenset({"-", "–", "‑"})
# Parts of speech and tags of words that stand before a name and are none of it.
NO_PART = frozenset(
    {"PUNCT", "ADV", "PRON", "SPACE", "POS", "PRP$", "DT", "CD", "PDT", "WP$", "IN", "JJR", "JJS", "VBN"}
)
MODIFYING = frozenset({"compound", "amod", "nmod", "npadvmod", "poss"})
MAX_PARTS = 5  # words in a descriptive name; more is a sentence


@dataclass(frozen=True, slots=True)
class Nominal:
    """A descriptive phrase: tokens ``first`` to ``last`` (included), ``head`` among them.

    ``name`` is the reduced name of a technology or a group, None where the phrase only points to one.
    """

    first: int
    last: int
    head: int
    type: EntityType
    plural: bool
    name: str | None = None
    candidate: NameCandidate | None = None
    equated: Name | None = None


def technology(
    tokens: Tokens,
    first: int,
    head: int,
    lemma: str,
    taken: Sequence[bool],
    names: Gazetteer,
) -> Nominal | None:
    """The phrase as a technology: a known one, a noun that names one with the word before it, or a technology noun."""
    table = lexicon()
    kind = noun_type(lemma, tokens.lower[head - 1] if head > first else "")
    plural = tokens.tag[head] in ("NNS", "NNPS")
    parts = name_parts(tokens, first, head, taken)
    generic = lemma in table.generic
    core = parts[:-1] if generic and len(parts) > 1 else parts
    for start in core:
        candidate = _known(tokens, start, core[-1], names)
        if candidate is not None:
            return Nominal(first, head, head, EntityType.TECHNOLOGY, plural, candidate.name, candidate)
    words = [tokens.lower[j] for j in core]
    term = len(core) > 1 and words[-2] in table.terms.get(singular(words[-1], plural and not generic), ())
    if kind is not EntityType.TECHNOLOGY and not term:
        return None
    if len(parts) == 1 and generic:
        points = first < head or plural  # "privacy and technology" points to nothing
        return Nominal(first, head, head, EntityType.TECHNOLOGY, plural) if points else None
    while term and len(core) > 2 and tokens.pos[core[0]] == "ADJ":
        core, words = core[1:], words[1:]
    if plural and not generic:
        words[-1] = lemma
    half = len(words) == 1 and any(words[0] in befores for befores in table.terms.values())
    if generic and len(core) < len(parts) and (half or all(tokens.pos[j] == "ADJ" for j in core)):
        words.append(lemma)  # "the financial system", "face software": half a name, or an adjective, names nothing
    pointing = len(core) == 1 and not generic and first < head and tokens.lower[first] in POINTING
    return Nominal(first, head, head, EntityType.TECHNOLOGY, plural, None if pointing else " ".join(words))


def _known(tokens: Tokens, first: int, last: int, names: Gazetteer) -> NameCandidate | None:
    surface = tokens.slice(first, last)
    for form in (surface, surface.lower()):
        for candidate in names.lookup(form):
            if candidate.type is EntityType.TECHNOLOGY:
                return candidate
    return None


def name_parts(tokens: Tokens, first: int, head: int, taken: Sequence[bool]) -> list[int]:
    """The tokens of a phrase that can be part of what it is called, head last: no owner, number or judgement."""
    parts = [head]
    for j in range(head - 1, first - 1, -1):
        if taken[j] or tokens.line[j] != tokens.line[head]:
            break
        if tokens.text[j] in HYPHENS:
            continue
        if tokens.pos[j] in NO_PART or tokens.tag[j] in NO_PART or tokens.lower[j] in lexicon().drop:
            break
        if tokens.label[j] in OTHER_LABELS or tokens.dep[j] == "poss":
            break
        parts.insert(0, j)
    return parts[-MAX_PARTS:]


def embedded(tokens: Tokens, taken: Sequence[bool], covered: set[int], names: Gazetteer) -> Iterator[Nominal]:
    """Known technologies inside other phrases: "a facial recognition company"."""
    reach = min(names.max_words, 4)
    free = {i for i, pos in enumerate(tokens.pos) if pos in ("NOUN", "ADJ", "PROPN") and not taken[i]} - covered
    after = -1
    for i in sorted(free):
        if i < after:
            continue
        # a head noun was looked at as a phrase of its own
        ends = [j for j in range(min(i + reach, len(tokens) - 1), i, -1) if j in free and tokens.dep[j] in MODIFYING]
        for end in ends:
            candidate = _known(tokens, i, end, names) if tokens.line[end] == tokens.line[i] else None
            if candidate is not None:
                yield Nominal(i, end, end, EntityType.TECHNOLOGY, False, candidate.name, candidate)
                after = end + 1
                break


def singular(word: str, plural: bool) -> str:
    if plural and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if plural and word.endswith("s") else word
