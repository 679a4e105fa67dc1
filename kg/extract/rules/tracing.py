"""Traces: for each trigger whose word stands in a sentence, whether it fired, and else at which condition it stopped.

Made afresh from a parsed article, so that extraction itself keeps no account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from kg.extract.parsed_article import ParsedArticle
from kg.extract.predicates.finding import predicates
from kg.extract.role_filling import formed
from kg.extract.rules import views
from kg.extract.rules.checks import COMPLEMENT
from kg.extract.rules.conditions import complement_of, unmet
from kg.extract.rules.engine import candidates, fillers_of, is_nobodys, lacking, match_of, roles_of
from kg.extract.rules.schema import Trigger
from kg.model import Claim

MOST = 8  # words of a condition that are shown
Extractor = Callable[[ParsedArticle, set[int]], Iterator[Claim]]


def lines(parsed: ParsedArticle, claims: Sequence[Claim], before: Sequence[Extractor]) -> Iterator[str]:
    """The trace of an article whose ``claims`` are known; ``before`` are the extractors that come before frames."""
    trace = _Trace(parsed, claims, before)
    for sentence in parsed.doc.sents:
        found = [
            f"  {token.text}: {name}: {outcome}"
            for token in sentence
            for name, outcome in (*trace.triggers(token), *trace.views(token))
        ]
        if found:
            yield f"“{' '.join(sentence.text.split())}”"
            yield from found


class _Trace:
    """What is looked up for every trigger: which matched, which words are taken, and which claims were made."""

    def __init__(self, parsed: ParsedArticle, claims: Sequence[Claim], before: Sequence[Extractor]) -> None:
        self.parsed, self.taken = parsed, set[int]()
        self.earlier = [claim for extractor in before for claim in extractor(parsed, self.taken)]
        self.matches = {
            token.i: match
            for token in parsed.doc
            if token.i not in self.taken and (match := match_of(parsed, token)) is not None
        }
        self.swallowed = {
            match.complement.i: match.trigger.name
            for match in self.matches.values()
            if match.complement is not None and match.trigger.swallow
        }
        self.made = {(claim.trigger.start, claim.rule): claim for claim in claims}
        self.predicates = {predicate.head.i: predicate for predicate in predicates(parsed.doc)}

    def triggers(self, token: Token) -> Iterator[tuple[str, str]]:
        """The triggers that a word stands in, with what became of each."""
        yield from ((_named(trigger), self.outcome(trigger, token)) for trigger in candidates(token))

    def views(self, token: Token) -> Iterator[tuple[str, str]]:
        """The views that the head of a predicate stands in, with what became of each."""
        predicate = self.predicates.get(token.i)
        for words, view in views.candidates(predicate) if predicate is not None else ():
            made = self.made.get((token.idx, view.name))
            stopped = views.unmet(self.parsed, words, view, predicate) if predicate is not None else None
            if made is not None:
                yield view.name, _fired(made)
            elif stopped is not None:
                yield view.name, f"{stopped}: {_wanted_by(view, stopped)}"
            else:
                yield view.name, "another rule has told of it"

    def outcome(self, trigger: Trigger, token: Token) -> str:
        match, made = self.matches.get(token.i), self.made.get((token.idx, trigger.name))
        if token.i in self.taken:
            rules = {claim.rule for claim in self.earlier if claim.evidence.start <= token.idx < claim.evidence.end}
            return f"the word belongs to a claim of {' or '.join(sorted(rules))}"
        if match is None or match.trigger is not trigger:
            stopped = _stopped(self.parsed, trigger, token)
            return stopped or f"{match.trigger.name if match is not None else 'another'} comes first"
        if made is not None:
            return _fired(made)
        if token.i in self.swallowed:
            return f"the word is the complement of {self.swallowed[token.i]}"
        return "when: wants a negation" if trigger.when == "absent" else "another claim of the sentence says the same"


def _fired(made: Claim) -> str:
    return "FIRED: " + ", ".join(f"{filling.role} “{filling.text}”" for filling in made.roles)


def _wanted_by(view: views.View, condition: str) -> str:
    """What a condition of a view asks for."""
    match condition:
        case "needs":
            return f"wants {_one_of(view.needs)}" + (", and two parties at least" if view.several else "")
        case "with":
            return "wants another verb to carry the noun" if views.ALONE not in view.support else "wants no such verb"
        case "performed":
            return "wants a deed that took place"
        case "particle":
            return "wants the word's particle"
        case _:
            return f"wants {_one_of(getattr(view, condition))}"


def _named(trigger: Trigger) -> str:
    """A trigger's name, with the word where it has a particle: of its several words another may fire."""
    return f"{trigger.name} ({trigger.lemma} {trigger.particle})" if trigger.particle else trigger.name


def _stopped(parsed: ParsedArticle, trigger: Trigger, token: Token) -> str | None:
    """Which condition a trigger stopped at, and what it asks for; None where it would have fired."""
    condition = unmet(trigger, token)
    if condition is not None:
        return _condition(trigger, condition)
    complement = complement_of(trigger, token)
    if trigger.complement and complement is None:
        return f"complement: wants {_one_of(trigger.complement)}"
    roles = roles_of(parsed, trigger, token, complement)
    if missing := lacking(trigger, roles):
        return "needs: " + "; ".join(
            dict.fromkeys(_missing(parsed, trigger, token, complement, names) for names in missing)
        )
    if is_nobodys(trigger, token, roles):
        return "subj: nobody does it"
    return None


def _condition(trigger: Trigger, name: str) -> str:
    if name == "verbs":
        return "verbs: the word is a noun here"
    wanted = getattr(trigger, name)
    if name == "without":
        return f"without: there is {_one_of(wanted)}"
    if name == "asks":
        return "asks: wants an indirect question"
    if name == "prep_object":
        return "prep_object: wants " + " or ".join(f"{prep} {_one_of(words)}" for prep, words in wanted.items())
    return f"{name}: wants {wanted if isinstance(wanted, str) else _one_of(wanted)}"


def _missing(
    parsed: ParsedArticle, trigger: Trigger, token: Token, complement: Token | None, names: frozenset[str]
) -> str:
    """What was found where a role that is needed is looked for, and does not fit."""
    role_names = " or ".join(sorted(names))
    functions = [function for function, roles in trigger.args.items() if names.intersection(roles)]
    met = []
    for function in functions:
        host = complement if function.startswith(COMPLEMENT) else token
        found = fillers_of(host, function.removeprefix(COMPLEMENT)) if host is not None else ()
        for filler, _ in found:
            roles = [trigger.roles[name.partition("#")[0]] for name in trigger.args[function]]
            fits = any(formed(parsed, member, role) for member in parsed.members(filler) for role in roles)
            met.append(
                f"{function} is “{_phrase(filler)}”, {'which is another role' if fits else _kind(parsed, filler)}"
            )
    return f"{role_names}: {', '.join(met) if met else 'nothing by ' + ', '.join(functions)}"


def _kind(parsed: ParsedArticle, token: Token) -> str:
    """Why a word does not fit a role: its type, or that it is no mention at all."""
    mention = parsed.mention(token)
    kind = parsed.type_of(mention) if mention is not None else None
    if mention is None:
        return "which names nothing"
    return f"a {kind.value}" if kind is not None else "of unknown type"


def _phrase(token: Token) -> str:
    words = token.doc[token.left_edge.i : token.i + 1].text
    return " ".join(words.split())


def _one_of(words: frozenset[str]) -> str:
    first = sorted(words)[:MOST]
    return "any" if "*" in words else ", ".join(first) + (" …" if len(words) > MOST else "")
