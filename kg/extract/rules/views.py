"""Typed views: claims of a frame from predicates whose head stands in one of the frame's classes of words.

``kg/frames/_views.toml`` is the one table of them. A trigger says of one word where in a sentence each role stands; a
view says of a class of words what the arguments of any predicate with such a head are, however it is told: by the verb,
its participle, the event noun, a support verb with the noun. It makes a claim of what no trigger has taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, product

from kg.extract import syntax
from kg.extract.claims import claim
from kg.extract.factuality import assess
from kg.extract.factuality.value import Stance
from kg.extract.parsed_article import ParsedArticle
from kg.extract.predicates.finding import predicates
from kg.extract.predicates.structures import AGENT, THEME, Argument, Predicate
from kg.extract.role_filling import formed
from kg.frames import Frame, Role, frames
from kg.frames.types import entity_types
from kg.frames.views import Row, rows
from kg.model import Actuality, Claim, Polarity, RoleFilling

EXTRACTOR = "views.v1"
MOST_COMBINATIONS = 12  # a sentence that lists more is a table, not a report
# What several fill together: "A, B and C met" is one meeting.
JOINT, SEVERAL = "party", 2
SPEECH = "Statement"
PARTS = ("verbs", "nouns")
POS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns"}
FIELDS = frozenset(
    """name frame example args needs types words several performed with object subject confidence""".split()
) | {*PARTS}
ANY, ALONE = "*", ""  # any word; a noun that no verb carries
CLAUSE = "clause"  # the function of what completes a predicate: an infinitive, a gerund, "that …"


@dataclass(frozen=True, slots=True)
class View:
    """One class of words with the frame that they tell of.

    ``args`` maps a function of a predicate (``agent``, ``theme``, ``recipient``, ``amount``, a preposition, ``clause``)
    to the roles that it may fill, first fit first. ``needs`` are roles without which there is no claim; with
    ``several`` one party alone makes none, with ``performed`` nothing that was not done. ``support`` are the verbs that
    may carry the noun. ``object`` and ``subject`` restrict the lemmas of theme and agent (``*``: any).
    """

    name: str
    frame: Frame
    args: Mapping[str, tuple[str, ...]]
    needs: frozenset[str]
    several: bool
    performed: bool
    roles: Mapping[str, Role]
    support: frozenset[str]
    object: frozenset[str]
    subject: frozenset[str]
    confidence: float


Fillings = dict[str, list[tuple[RoleFilling, float]]]  # role → what fills it, and how sure the path is


def extract(parsed: ParsedArticle, typed: Sequence[Claim], taken: set[int]) -> Iterator[Claim]:
    """The claims that views make of predicates of which no other claim tells; ``taken`` is added to.

    That somebody says so, which is a claim of Statement, leaves open what it is that he does by it.
    """
    told = {token.i for one in typed if one.frame != SPEECH for token in parsed.tokens(one.trigger) or ()}
    for predicate in predicates(parsed.doc):
        own = {word.i for word in predicate.words if word.pos_ != "ADP"}
        if own & (taken | told):
            continue
        stance = assess.stance(predicate.head)
        for view in _views_of(predicate):
            roles = _fillings(parsed, view, predicate)
            if _complete(view, roles) and not (view.performed and not _took_place(stance)):
                taken |= own
                yield from _claims(parsed, view, predicate, roles, stance)
                break


def _views_of(predicate: Predicate) -> Iterator[View]:
    """The views that a predicate's words fit, the most particular first."""
    return (view for words, view in candidates(predicate) if _misfit(words, view, predicate) is None)


def candidates(predicate: Predicate) -> tuple[tuple[str, View], ...]:
    """The views that a predicate's head stands in, with the words by which it does, the most particular first."""
    return views().get((POS.get(predicate.head.pos_, ""), predicate.head.lemma_.lower()), ())


def unmet(parsed: ParsedArticle, words: str, view: View, predicate: Predicate) -> str | None:
    """The first condition of a view that a predicate does not meet, by its field; None where it meets all."""
    misfit = _misfit(words, view, predicate)
    if misfit is not None:
        return misfit
    if not _complete(view, _fillings(parsed, view, predicate)):
        return "needs"
    return "performed" if view.performed and not _took_place(assess.stance(predicate.head)) else None


def _misfit(words: str, view: View, predicate: Predicate) -> str | None:
    """Which of a view's conditions on words a predicate does not meet."""
    head, first = predicate.head, predicate.words[0]
    carrier = ALONE if first == head else first.lemma_.lower()
    particle, after = words.split()[1:], [word.lower_ for word in predicate.words if word.i > head.i]
    if particle != after[: len(particle)]:
        return "particle"
    if POS.get(head.pos_) == "nouns" and carrier not in view.support:
        return "with"
    if not _fits(view.object, predicate, THEME):
        return "object"
    return None if _fits(view.subject, predicate, AGENT) else "subject"


def _fits(lemmas: frozenset[str], predicate: Predicate, function: str) -> bool:
    """Whether a predicate has one of the words in a function that a view wants there."""
    there = {one.token.lemma_.lower() for one in predicate.arguments if one.role == function}
    return not lemmas or bool(lemmas & there) or (ANY in lemmas and bool(there))


def _complete(view: View, roles: Fillings) -> bool:
    """Whether the roles are filled without which a view tells nothing."""
    return len(roles.get(JOINT, ())) >= SEVERAL * view.several and all(roles.get(name) for name in view.needs)


def _took_place(stance: Stance) -> bool:
    return stance.polarity is Polarity.AFFIRMED and stance.actuality is Actuality.ACTUAL


def _fillings(parsed: ParsedArticle, view: View, predicate: Predicate) -> Fillings:
    """What fills the roles of the view, nobody twice."""
    found: Fillings = {}
    met: set[object] = set()
    for argument in _arguments(predicate, view):
        for name in view.args.get(_function(predicate, argument), ()):
            filling = formed(parsed, argument.token, view.roles[name])
            if filling is None or (view.roles[name].literal and name in found):
                continue  # words for what is told hold all that is coordinated in them
            chain = parsed.chains.get(filling.span)
            identity = filling.span if chain is None else chain
            if identity not in met:
                met.add(identity)
                found.setdefault(name, []).append((filling, argument.sureness))
            break
    return found


def _function(predicate: Predicate, argument: Argument) -> str:
    """The function of an argument: of a theme that a preposition brings in, that preposition."""
    last = predicate.words[-1]
    return last.lower_ if argument.role == THEME and last.pos_ in ("ADP", "SCONJ") else argument.role


def _arguments(predicate: Predicate, view: View) -> Iterator[Argument]:
    yield from predicate.arguments
    if CLAUSE in view.args:
        yield from (Argument(CLAUSE, clause) for clause in syntax.complement_clauses(predicate.head))


def _claims(
    parsed: ParsedArticle, view: View, predicate: Predicate, roles: Fillings, stance: Stance
) -> Iterator[Claim]:
    joint = roles.pop(JOINT, [])
    for fillers in islice(product(*(roles[name] for name in sorted(roles))), MOST_COMBINATIONS):
        every = [*fillers, *joint]
        yield claim(
            parsed,
            view.frame,
            predicate.head,
            [filling for filling, _ in every],
            confidence=view.confidence * min((sureness for _, sureness in every), default=1.0),
            extractor=EXTRACTOR,
            rule=view.name,
            stance=stance,
        )


@cache
def views() -> dict[tuple[str, str], tuple[tuple[str, View], ...]]:
    """The views by part of speech and first word of the words that tell of them, with these words.

    With its particle a verb stands before the same without, with the verbs that carry it a noun before the noun alone.
    Raises ``InputError`` where the table names what does not exist.
    """
    index: dict[tuple[str, str], list[tuple[str, View]]] = {}
    for row in rows():
        view = _parsed(row)
        for part in PARTS:
            for words in sorted(row.words(part)):
                index.setdefault((part, words.partition(" ")[0]), []).append((words, view))
    return {
        key: tuple(sorted(found, key=lambda one: (" " not in one[0], ALONE in one[1].support)))
        for key, found in index.items()
    }


def _parsed(row: Row) -> View:
    table, source = row.table, row.source
    source.require(table, FIELDS, "field of a view,")
    source.require([table["frame"]], frames(), "frame")
    frame = frames()[table["frame"]]
    args = {key: (value,) if isinstance(value, str) else tuple(value) for key, value in table["args"].items()}
    for where in ("in", "at") if "place" in frame.roles else ():
        args.setdefault(where, ("place",))
    named = [*(role for some in args.values() for role in some), *table.get("types", ()), *table.get("words", ())]
    source.require([*named, *table.get("needs", ())], frame.roles, f"role of {frame.name},")
    roles = dict(frame.roles)
    for role, kinds in table.get("types", {}).items():
        roles[role] = replace(roles[role], types=entity_types(kinds, source))
    for role in table.get("words", ()):
        roles[role] = replace(roles[role], form="named")
    return View(
        name=table["name"],
        frame=frame,
        args=args,
        needs=frozenset([*table.get("needs", ()), *(role.name for role in frame.roles.values() if role.required)]),
        several=table.get("several", False),
        performed=table.get("performed", False),
        roles=roles,
        support=row.words("with", "@doing") | (frozenset() if "with" in table else {ALONE}),
        object=row.words("object"),
        subject=row.words("subject"),
        confidence=table.get("confidence", 0.8),
    )
