"""KnowledgeNet: seven of its properties read off our claims, scored by its own rule of overlapping spans.

https://github.com/diffbot/knowledge-net (Mesquita et al., EMNLP 2019). A gold fact is found where a fact of its
property has spans overlapping its subject and object, or mentions of the same entities that do; a fact that finds none
is wrong where its passage is annotated for the property. Facts are spans of a passage's text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate import gold as files
from kg.evaluate import reliability
from kg.evaluate.matching import fillers
from kg.evaluate.reliability import Judged
from kg.evaluate.report import Report, Table, measured
from kg.evaluate.scoring import Counts, f1, precision, recall, total
from kg.model import Span

Json = dict[str, Any]
FOLD = 3  # rules are written on folds 1 and 2, whose errors may be read; of this one they are not listed
PROPERTIES = (
    "EMPLOYEE_OR_MEMBER_OF",
    "POLITICAL_AFFILIATION",
    "CEO",
    "FOUNDED_BY",
    "SUBSIDIARY_OF",
    "HEADQUARTERS",
    "DATE_FOUNDED",
)
# Property, frame, and the roles of its subject and object; the object of a founding's date is the claim's time.
MAPPING = (
    ("EMPLOYEE_OR_MEMBER_OF", "Role", "holder", "organization"),
    ("EMPLOYEE_OR_MEMBER_OF", "Appointment", "person", "organization"),
    ("EMPLOYEE_OR_MEMBER_OF", "Departure", "person", "organization"),
    ("CEO", "Role", "organization", "holder"),
    ("CEO", "Appointment", "organization", "person"),
    ("CEO", "Departure", "organization", "person"),
    ("FOUNDED_BY", "Founding", "organization", "founder"),
    ("SUBSIDIARY_OF", "Ownership", "subsidiary", "parent"),
    ("SUBSIDIARY_OF", "Acquisition", "target", "acquirer"),
    ("HEADQUARTERS", "Headquarters", "organization", "place"),
    ("DATE_FOUNDED", "Founding", "organization", "time"),
)
CHIEF = re.compile(r"(?i)\bC\.?E\.?O\b|\bchief executive\b|\bmanaging director\b")
PARTY = re.compile(
    r"(?i)\b(party|democrats?|democratic|republicans?|labou?r|conservatives?|tory|tories|liberals?|greens?|socialists?|"
    r"social democrats|communists?|nationalists?|people's front|league of|congress)\b"
)
PRONOUNS = frozenset("i me my we us our he him his himself she her hers herself it its itself they them their".split())
NOTES = (
    "each passage by itself; " + "; ".join(f"{p} from {f} ({s}, {o})" for p, f, s, o in MAPPING),
    "CEO: positions with CEO, chief executive or managing director; POLITICAL_AFFILIATION: as EMPLOYEE_OR_MEMBER_OF, "
    "of organizations named as parties are; claims that are affirmed and actual, whoever holds them",
    "no pronoun: without gold facts whose subject is a personal pronoun, whose context this copy has lost",
    "span only: without counting mentions that we take to be of the same entity",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A property between two runs of a passage; the others are runs that name the same subject or object."""

    property: str
    subject: Span
    object: Span
    subjects: tuple[Span, ...] = ()
    objects: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the properties it is annotated for and its facts."""

    id: str
    text: str
    annotated: frozenset[str]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The passages of a fold that are annotated for one of our properties."""

    path: Path
    fold: int
    passages: tuple[Passage, ...]


def read(path: Path, *, limit: int | None = None, fold: int = FOLD) -> Gold:
    """The first ``limit`` passages of a fold that one of the seven properties is annotated in."""
    passages: list[Passage] = []
    for number, one in enumerate(files.json_lines(path), 1):
        if limit is not None and len(passages) >= limit:
            break
        try:
            if one["fold"] == fold and set(one["annotated"]) & set(PROPERTIES):
                passages.append(_passage(one))
        except (KeyError, TypeError, ValueError) as error:
            raise files.wrong(path, f"line {number}", f"not in the form of KnowledgeNet ({error})") from error
    return Gold(path, fold, tuple(passages))


def score(gold: Gold, found: Mapping[str, Sequence[Json]]) -> Report:
    """F1 over the seven properties, with and without pronouns as subjects, and per property.

    ``found`` are the extracted articles by passage.
    """
    units: dict[str, list[Counts]] = {property: [] for property in PROPERTIES}
    named: list[Counts] = []
    strict: list[Counts] = []
    everything: list[Counts] = []
    errors: list[str] = []
    for passage in gold.passages:
        facts = _unique(fact for article in found.get(passage.id, ()) for fact in facts_of(article))
        counts = {property: _counts(passage, facts, property) for property in PROPERTIES}
        for property in passage.annotated & counts.keys():
            units[property].append(counts[property])
        everything.append(total(counts.values()))
        named.append(total(_counts(passage, facts, property, pronouns=False) for property in PROPERTIES))
        strict.append(total(_counts(passage, facts, property, chains=False) for property in PROPERTIES))
        errors += _errors(passage, facts)
    told = list(judged(gold, found))
    figures = (
        measured("text F1", everything, f1, gate=True),
        measured("precision", everything, precision),
        measured("recall", everything, recall),
        measured("text F1, no pronoun", named, f1, gate=True),
        measured("precision, no pronoun", named, precision),
        measured("recall, no pronoun", named, recall),
        measured("text F1, span only", strict, f1),
        *reliability.figures(told),
    )
    kept = (f"fold {gold.fold}: errors are listed of the folds that rules are written on",)
    notes, listed = ((*kept, *NOTES), ()) if gold.fold == FOLD else (NOTES, tuple(sorted(errors)))
    tables = (_table(units), reliability.table(told))
    return Report(str(gold.path), f"knowledgenet, fold {gold.fold}", figures, tables, notes, listed)


def judged(gold: Gold, found: Mapping[str, Sequence[Json]]) -> Iterator[Judged]:
    """The claims that say one of the properties a passage is annotated for: right where one of its facts is such."""
    for passage in gold.passages:
        for article in found.get(passage.id, ()):
            for claim in article["claims"]:
                facts = [fact for fact in facts_of(article, claim) if fact.property in passage.annotated]
                if facts:
                    wanted = [(fact, one) for fact in passage.facts for one in facts if fact.property == one.property]
                    yield Judged(article["id"], claim, any(_matches(*pair, chains=True) for pair in wanted))


def facts_of(article: Json, only: Json | None = None) -> Iterator[Fact]:
    """What an article's claims, or only one of them, say of the seven properties."""
    mentions: dict[str, list[Span]] = defaultdict(list)
    for mention in article["mentions"]:
        if mention["entity"] is not None:
            mentions[mention["entity"]].append(_span(mention))
    entities = {entity["id"]: entity for entity in article["entities"]}
    for claim in article["claims"] if only is None else (only,):
        if claim["polarity"] != "affirmed" or claim["actuality"] != "actual":
            continue
        for property, frame, subject_role, object_role in MAPPING:
            if claim["frame"] != frame or (property == "CEO" and not _is_chief(claim)):
                continue
            for subject in fillers(claim, subject_role):
                for object in _objects(claim, object_role):
                    alike = (tuple(mentions.get(one.get("entity") or "", ())) for one in (subject, object))
                    fact = Fact(property, _span(subject), _span(object), *alike)
                    yield fact
                    if property == "EMPLOYEE_OR_MEMBER_OF" and _is_party(object, entities):
                        yield Fact("POLITICAL_AFFILIATION", fact.subject, fact.object, fact.subjects, fact.objects)


def _passage(one: Mapping[str, Any]) -> Passage:
    start = one["start"]
    facts = tuple(
        Fact(
            fact["p"],
            Span(fact["s"][0] - start, fact["s"][1] - start),
            Span(fact["o"][0] - start, fact["o"][1] - start),
        )
        for fact in one["facts"]
        if fact["p"] in PROPERTIES
    )
    return Passage(f"{one['doc']}:{start}-{one['end']}", one["text"], frozenset(one["annotated"]), facts)


def _counts(
    passage: Passage, facts: Sequence[Fact], property: str, *, pronouns: bool = True, chains: bool = True
) -> Counts:
    """Gold facts found and missed, and facts that find none; none counts where the passage is not annotated for it."""
    if property not in passage.annotated:
        return Counts()
    wanted = [fact for fact in passage.facts if fact.property == property]
    there = [fact for fact in facts if fact.property == property]
    scored = [fact for fact in wanted if pronouns or not _of_pronoun(passage, fact)]
    right = sum(any(_matches(fact, one, chains=chains) for one in there) for fact in scored)
    wrong = sum(not any(_matches(fact, one, chains=chains) for fact in wanted) for one in there)
    return Counts(right, wrong, len(scored) - right)


def _matches(gold: Fact, fact: Fact, *, chains: bool) -> bool:
    subjects = (fact.subject, *fact.subjects) if chains else (fact.subject,)
    objects = (fact.object, *fact.objects) if chains else (fact.object,)
    return any(gold.subject.overlaps(one) for one in subjects) and any(gold.object.overlaps(one) for one in objects)


def _of_pronoun(passage: Passage, fact: Fact) -> bool:
    return passage.text[fact.subject.start : fact.subject.end].lower() in PRONOUNS


def _objects(claim: Json, role: str) -> list[Json]:
    if role != "time":
        return fillers(claim, role)
    return [claim["time"]] if claim["time"] is not None else []


def _is_chief(claim: Json) -> bool:
    return any(CHIEF.search(filler["value"] or filler["text"]) for filler in fillers(claim, "position"))


def _is_party(organization: Json, entities: Mapping[str, Json]) -> bool:
    entity = entities.get(organization.get("entity") or "")
    names = [organization["text"], *([entity["name"]] if entity is not None else [])]
    return any(PARTY.search(name) for name in names)


def _span(run: Json) -> Span:
    return Span(run["start"], run["end"])


def _unique(facts: Iterator[Fact]) -> list[Fact]:
    return list({(fact.property, fact.subject, fact.object): fact for fact in facts}.values())


def _table(units: Mapping[str, Sequence[Counts]]) -> Table:
    rows = []
    for property, some in units.items():
        counts = total(some)
        figures = (f"{measure(counts):.2f}" for measure in (precision, recall, f1))
        rows.append((property, str(counts.right + counts.missed), str(counts.right + counts.wrong), *figures))
    return Table("per property", ("property", "gold", "ours", "precision", "recall", "F1"), tuple(rows))


def _errors(passage: Passage, facts: Sequence[Fact]) -> Iterator[str]:
    def line(fact: Fact) -> str:
        subject, object = (passage.text[span.start : span.end] for span in (fact.subject, fact.object))
        return f"{fact.property} ({subject}, {object})  {passage.text}"

    for gold in passage.facts:
        if gold.property in passage.annotated and not any(
            one.property == gold.property and _matches(gold, one, chains=True) for one in facts
        ):
            yield f"missed: {line(gold)}"
    for fact in facts:
        if fact.property in passage.annotated and not any(
            gold.property == fact.property and _matches(gold, fact, chains=True) for gold in passage.facts
        ):
            yield f"wrong: {line(fact)}"
