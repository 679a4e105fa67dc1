"""Which entry a chain is: every piece of evidence at its weight, and the score at which a chain is linked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from kg.model import EntityType, Mention, MentionKind, NameCandidate, Span
from kg.resolve.evidence import Chain, Context
from kg.resolve.kb import KnowledgeBase
from kg.resolve.linking import evidence, link, ranked, score

T = EntityType
NOTHING = Context(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True)
class Names:
    """A knowledge base of a few names."""

    names: dict[str, tuple[NameCandidate, ...]]
    countries: dict[str, str]

    def lookup(self, surface: str) -> tuple[NameCandidate, ...]:
        return self.names.get(surface, ())

    def persons(self, surface: str) -> tuple[NameCandidate, ...]:
        return ()

    def country(self, key: str) -> str:
        return self.countries.get(key, "")


def base(countries: dict[str, str] | None = None, **names: NameCandidate | tuple[NameCandidate, ...]) -> KnowledgeBase:
    found = {name.replace("_", " "): one if isinstance(one, tuple) else (one,) for name, one in names.items()}
    return cast(KnowledgeBase, Names(found, countries or {}))


def candidate(key: str, prior: float, kind: EntityType = T.COMPANY, **more: Any) -> NameCandidate:
    return NameCandidate(key, more.pop("name", key.title()), kind, None, prior, **more)


def chain(
    *forms: str, kind: EntityType | None = None, hints: tuple[str, ...] = (), spoken: tuple[str, ...] = ()
) -> Chain:
    nominals = tuple(
        Mention(Span(0, 1), text, MentionKind.NOMINAL, kind, text.split()[-1], 0, name=text) for text in spoken
    )
    return Chain("a", 0, Counter(forms), Counter([kind] if kind else []), Counter(hints), nominals)


@pytest.mark.parametrize(
    ("known", "taken", "agreement"),
    [
        (T.COMPANY, None, 0.0),
        (T.COMPANY, T.COMPANY, 0.1),
        (T.PERSON, T.PERSON, 0.1),
        (T.COMPANY, T.AGENCY, 0.0),
        (T.OUTLET, T.ORGANIZATION, 0.0),
        (T.PRODUCT, T.TECHNOLOGY, 0.0),
        (T.COMPANY, T.PERSON, -0.35),
        (T.PERSON, T.COMPANY, -0.35),
        (T.PERSON, T.PRODUCT, -0.35),
        (T.COMPANY, T.PRODUCT, -0.3),
        (T.TECHNOLOGY, T.COMPANY, -0.3),
        (T.PLACE, T.PRODUCT, -0.3),
        (T.COMPANY, T.PLACE, -0.25),
        (T.PLACE, T.LAW, -0.25),
    ],
)
def test_what_the_type_a_name_was_taken_for_weighs(known: EntityType, taken: EntityType, agreement: float) -> None:
    found = score(candidate("ring", 0.5, known), chain("Ring", kind=taken), NOTHING, base())
    assert found == pytest.approx(0.5 + agreement)


@pytest.mark.parametrize(
    ("context", "more"),
    [
        (NOTHING, 0.0),
        (replace(NOTHING, names=frozenset({"target corporation"})), 0.35),
        (replace(NOTHING, names=frozenset({"target"})), 0.0),
        (replace(NOTHING, keys=frozenset({"amazon"})), 0.25),
        (replace(NOTHING, keys=frozenset({"retail"})), 0.25),
        (replace(NOTHING, keys=frozenset({"other"})), 0.0),
        (replace(NOTHING, countries=frozenset({"US"})), 0.15),
        (replace(NOTHING, countries=frozenset({"GB"})), -0.1),
        (replace(NOTHING, countries=frozenset({"GB", "US"})), 0.15),
        (Context(frozenset({"target corporation"}), frozenset({"amazon", "retail"}), frozenset({"US"})), 0.75),
    ],
)
def test_what_the_article_says_weighs(context: Context, more: float) -> None:
    target = candidate("target", 0.4, name="Target Corporation", provider="amazon", part_of="retail")
    found = score(target, chain("Target"), context, base({"target": "US"}))
    assert found == pytest.approx(0.4 + more)


@pytest.mark.parametrize(("prior", "weight"), [(0.79, -0.1), (0.8, 0.0), (0.95, 0.0)])
def test_a_sure_name_outlives_a_foreign_country(prior: float, weight: float) -> None:
    abroad = replace(NOTHING, countries=frozenset({"GB"}))
    found = score(candidate("ring", prior), chain("Ring"), abroad, base({"ring": "US"}))
    assert found == pytest.approx(prior + weight)
    assert score(candidate("ring", prior), chain("Ring"), abroad, base()) == prior  # of no known country


def test_a_full_name_counts_where_it_is_another_one() -> None:
    target = candidate("target", 0.4, name="Target Corporation")
    around = replace(NOTHING, names=frozenset({"target corporation", "ring"}))
    assert score(target, chain("Target", "Target Corporation"), around, base()) == 0.4  # the chain's own
    one_word = replace(target, name="Ring")
    assert score(one_word, chain("Target"), around, base()) == 0.4


def test_what_was_chosen_where_it_is_named_weighs() -> None:
    ring = candidate("ring", 0.4)
    assert score(ring, chain("Ring", hints=("ring",)), NOTHING, base()) == pytest.approx(0.5)
    assert score(ring, chain("Ring", hints=("other",)), NOTHING, base()) == 0.4


def test_evidence_is_told_in_words() -> None:
    target = candidate("target", 0.4, name="Target Corporation", provider="amazon")
    around = Context(frozenset({"target corporation"}), frozenset({"amazon"}), frozenset({"US"}))
    kb = base({"target": "US"})
    told = evidence(target, chain("Target", kind=T.COMPANY, hints=("target",)), around, kb)
    assert dict(told) == {
        "taken for a Company": 0.1,
        "full name in the article": 0.35,
        "owner in the article": 0.25,
        "article about US": 0.15,
        "chosen where it is named": 0.1,
    }
    abroad = replace(NOTHING, countries=frozenset({"GB"}))
    assert dict(evidence(target, chain("Target", kind=T.AGENCY), abroad, kb)) == {"article not about US": -0.1}
    assert dict(evidence(target, chain("Target", kind=T.PERSON), NOTHING, kb)) == {"taken for a Person": -0.35}


@pytest.mark.parametrize(("prior", "linked"), [(0.5, True), (0.499, False), (0.9, True), (0.0, False)])
def test_from_which_score_a_chain_is_linked(prior: float, linked: bool) -> None:
    ring = candidate("ring", prior)
    assert link(chain("Ring"), NOTHING, base(Ring=ring)) == (ring if linked else None)


def test_the_best_score_wins_not_the_best_prior() -> None:
    sure, owned = candidate("sure", 0.6), candidate("owned", 0.5, provider="amazon")
    kb = base(Ring=(sure, owned))
    assert link(chain("Ring"), NOTHING, kb) == sure
    assert link(chain("Ring"), replace(NOTHING, keys=frozenset({"amazon"})), kb) == owned
    assert [key for _, key in ranked(chain("Ring"), NOTHING, kb)] == [sure, owned]
    # of equal scores the better prior, then the later key
    typed = candidate("typed", 0.5, T.AGENCY)
    assert ranked(chain("Ring", kind=T.AGENCY), NOTHING, base(Ring=(sure, typed))) == [(0.6, sure), (0.6, typed)]
    twin = replace(sure, key="twin")
    assert [one.key for _, one in ranked(chain("Ring"), NOTHING, base(Ring=(sure, twin)))] == ["twin", "sure"]


def test_the_fullest_name_is_looked_up_and_shorter_ones_raise_its_prior() -> None:
    full, short, other = candidate("acme", 0.6), candidate("acme", 0.9), candidate("beta", 0.95)
    kb = base(Acme_Robotics=full, Acme=(short, other), AR=(candidate("gamma", 0.99),))
    assert ranked(chain("Acme Robotics", "Acme"), NOTHING, kb) == [(0.9, short)]
    assert ranked(chain("Acme Robotics"), NOTHING, kb) == [(0.6, full)]
    lower = base(Acme_Robotics=short, Acme=full)
    assert ranked(chain("Acme Robotics", "Acme"), NOTHING, lower) == [(0.9, short)]


def test_where_the_fullest_name_is_unknown_what_it_begins_with_may_be_known() -> None:
    acme, robotics, initials = candidate("acme", 0.9), candidate("robotics", 0.9), candidate("ar", 0.9)
    kb = base(Acme=acme, Robotics=robotics, AR=initials)
    assert ranked(chain("Acme Robotics", "Acme"), NOTHING, kb) == [(0.9, acme)]
    assert ranked(chain("Acme Robotics", "Robotics"), NOTHING, kb) == []
    assert ranked(chain("Acme Robotics", "AR"), NOTHING, kb) == []
    assert ranked(chain("Acme Robotics", "Acme Rob"), NOTHING, base(**{"Acme_Rob": acme})) == []
    assert ranked(chain("Acme Robotics", "Acme", kind=T.PERSON), NOTHING, kb) == []  # of people no part is enough
    assert ranked(chain("AR"), NOTHING, kb) == [(0.9, initials)]


def test_without_a_name_only_technologies_are_known() -> None:
    matching, firm = candidate("matching", 0.9, T.TECHNOLOGY), candidate("firm", 0.9)
    kb = base(face_matching=(matching, firm))
    for kind, found in ((T.TECHNOLOGY, [matching]), (T.PRODUCT, [matching]), (T.COMPANY, []), (None, [])):
        told = ranked(chain(kind=kind, spoken=("face matching",)), NOTHING, kb)
        assert [one for _, one in told] == found
    assert ranked(chain(kind=T.TECHNOLOGY), NOTHING, kb) == []
    nameless = replace(chain(kind=T.TECHNOLOGY, spoken=("it",)), nominals=(Mention(
        Span(0, 1), "face matching", MentionKind.NOMINAL, T.TECHNOLOGY, "matching", 0, name=None),))  # fmt: skip
    assert ranked(nameless, NOTHING, kb) == []
