"""What English words tell of the things they denote: ``words.toml`` as tables to look up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.extract.lexicon.classes import words
from kg.model import EntityType

NO_ISTS = words("affixes", "no_people")
PERSON_ENDINGS = tuple(words("affixes", "people"))


@dataclass(frozen=True, slots=True)
class Predicates:
    """What tells of an event, and what only carries the word that does.

    ``support`` are verbs whose object may be the event ("made a bid"), ``support_phrases`` verb and preposition ("came
    under criticism"); ``nouns`` name events whatever their form, ``no_events`` none in spite of it; ``adjectives`` tell
    of one behind a copula; ``states`` are verbs that tell of none; ``particles`` go with a verb, ``governed`` are
    prepositions whose complement an event is about, ``governed_by_verbs`` those that verbs alone have so; ``carried``
    are nouns that name an event only with their verb, ``announced`` verbs whose participle says who is behind an event,
    ``undergone`` events that their possessor undergoes.
    """

    support: frozenset[str]
    support_phrases: frozenset[str]
    nouns: frozenset[str]
    no_events: frozenset[str]
    particles: frozenset[str]
    governed: frozenset[str]
    governed_by_verbs: frozenset[str]
    carried: frozenset[str]
    states: frozenset[str]
    adjectives: frozenset[str]
    announced: frozenset[str]
    undergone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word tables. Keys are lower case; the words of a phrase are joined by one space.

    ``nouns`` gives the type of what a noun or compound denotes when singular; ``last``, ``first`` and ``any`` the
    type of an organization, place or law by the words of its name, ``opening`` by its first word; ``surnames`` are
    those of them that people are called too, ``given`` are given names and ``coined`` what firms call themselves
    instead (seeds of ``given_names``), ``plain`` words that begin many names and are no short form of one,
    ``never`` what is no name by itself; ``terms`` the words that make a noun a technology's name; ``heads_of``
    nouns whose "of" or "for" takes an organization, ``partitive`` those that count what follows ("a suite of"),
    ``goods`` what is traded though one cannot hold it ("data"), ``events`` doings that a collective noun before
    them does ("police use"), ``blame`` what finds fault with what it is said of,
    ``figures`` what is counted or priced, and so goes up and down.

    ``predicates`` is what tells of an event (``Predicates``), ``prepositions`` are those by which a trigger may name a
    role. Of headlines: ``headline_verbs`` gives the stem of verbs that look like nouns, ``headline_speakers`` who may
    say what follows a colon, ``intransitive`` verbs whose past is no passive.
    """

    nouns: dict[str, EntityType]
    last: dict[str, EntityType]
    first: dict[str, EntityType]
    any: dict[str, EntityType]
    opening: dict[str, EntityType]
    surnames: frozenset[str]
    given: tuple[str, ...]
    coined: tuple[str, ...]
    plain: frozenset[str]
    never: frozenset[str]
    titles: dict[str, str | None]
    terms: dict[str, frozenset[str]]
    generic: frozenset[str]
    drop: frozenset[str]
    positions: frozenset[str]
    say: frozenset[str]
    product_object: frozenset[str]
    people_object: frozenset[str]
    company_subject: frozenset[str]
    person_subject: frozenset[str]
    agent_subject: frozenset[str]
    heads_of: frozenset[str]
    partitive: frozenset[str]
    goods: frozenset[str]
    events: frozenset[str]
    possessions: dict[str, EntityType]
    blame: frozenset[str]
    figures: frozenset[str]
    predicates: Predicates
    prepositions: frozenset[str]
    headline_verbs: dict[str, str]
    headline_speakers: frozenset[str]
    intransitive: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The tables, read once a process."""
    table: dict[str, Any] = tomllib.loads((files(__name__) / "words.toml").read_text("utf-8"))
    names = table["names"]
    titles = {word: gender for gender in ("f", "m", "any") for word in _words(table["titles"][gender])}
    return Lexicon(
        nouns=_typed(table["nouns"]),
        last=_typed(names["last"]),
        first=_typed(names["first"]),
        any=_typed(names["any"]),
        opening=_typed(names["opening"]),
        surnames=frozenset(_words(names["surnames"])),
        given=tuple(_words(names["likeness"]["given"])),
        coined=tuple(_words(names["likeness"]["coined"])),
        plain=frozenset(_words(names["plain"])),
        never=frozenset(_words(names["never"])),
        titles={word: None if gender == "any" else gender for word, gender in titles.items()},
        terms={noun: frozenset(_words(words)) for noun, words in table["technology"]["terms"].items()},
        generic=frozenset(_words(table["technology"]["generic"])),
        drop=frozenset(_words(table["modifiers"]["drop"])),
        positions=frozenset(_words(table["positions"]["nouns"])),
        say=words("reporting_verbs", "speaking", "demanding"),
        product_object=frozenset(_words(table["verbs"]["product_object"])),
        people_object=frozenset(_words(table["verbs"]["people_object"])),
        company_subject=frozenset(_words(table["verbs"]["company_subject"])),
        person_subject=frozenset(_words(table["verbs"]["person_subject"])),
        agent_subject=frozenset(_words(table["verbs"]["agent_subject"])),
        heads_of=frozenset(_words(table["positions"]["of_organizations"])),
        partitive=frozenset(_words(table["modifiers"]["partitive"])),
        goods=frozenset(_words(table["goods"]["nouns"])),
        events=frozenset(_words(table["events"]["nouns"])),
        possessions=_typed(table["possessions"]),
        blame=frozenset(_words(table["blame"]["words"])),
        figures=frozenset(_words(table["figures"]["nouns"])),
        prepositions=frozenset(_words(table["prepositions"]["words"])),
        headline_verbs=dict(word.split(":", 1) for word in table["headlines"]["verbs"].split()),
        headline_speakers=frozenset(_words(table["headlines"]["speakers"])),
        intransitive=frozenset(_words(table["headlines"]["intransitive"])),
        predicates=Predicates(**{name: frozenset(_words(words)) for name, words in table["predicates"].items()}),
    )


def noun_type(lemma: str, before: str = "") -> EntityType | None:
    """The type of what a noun denotes, ``before`` being the word that stands before it: "police" "department"."""
    nouns = lexicon().nouns
    found = nouns.get(f"{before} {lemma}") if before else None
    found = found or nouns.get(lemma)
    if found is None and lemma.endswith(PERSON_ENDINGS):
        return EntityType.PERSON
    if found is None and lemma.endswith("ist") and len(lemma) > 5 and lemma not in NO_ISTS:
        return EntityType.PERSON
    if found is None and "-" in lemma:
        return nouns.get(lemma.rpartition("-")[2])  # "police-chief", "news-site"
    return found


def _words(text: str) -> Iterator[str]:
    return (word.replace("_", " ") for word in text.split())


def _typed(table: dict[str, str]) -> dict[str, EntityType]:
    return {word: EntityType(name) for name, text in table.items() for word in _words(text)}
