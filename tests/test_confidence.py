import tomllib
from dataclasses import replace
from importlib.resources import files
from math import exp, log
from typing import Any

import pytest

from kg.confidence import Filler, confidence, features, floor, no_likelier, open_features, probability
from kg.model import Actuality, Certainty, Claim, Holder, Polarity, RoleFilling, Span

SELLER, BUYER = RoleFilling("seller", Span(0, 3), "Osk"), RoleFilling("buyer", Span(9, 15), "Halden")
CLAIM = Claim("Pitch", Span(4, 8), (SELLER, BUYER), Span(0, 16), "frames.v1", 0.9, rule="test.rule")
NAMES = (Filler("Osk", "name"), Filler("Halden", "name"))


def test_it_is_a_probability_of_two_digits():
    found = confidence(CLAIM, NAMES)
    assert 0 < found < 1
    assert found == round(found, 2)


def test_pronouns_and_what_is_not_actual_are_less_sure():
    assert confidence(CLAIM, (Filler("it", "pronoun"), NAMES[1])) < confidence(CLAIM, NAMES)
    assert confidence(replace(CLAIM, actuality=Actuality.HYPOTHETICAL), NAMES) < confidence(CLAIM, NAMES)


def test_a_filler_beyond_other_things_is_far():
    given = {
        "frame": "Sale",
        "extractor": "frames.v1",
        "sureness": 0.9,
        "fillers": [Filler("lenses")],
        "stance": ("affirmed", "certain", "actual"),
    }
    assert "far" in features(**given, held=False, trigger=0, places=[100])
    assert "far" not in features(**given, held=False, trigger=0, places=[10])


def test_a_frame_without_a_weight_counts_nothing():
    assert probability({"always": 1.0, "frame Unheard": 1.0}) == probability({"always": 1.0})


@pytest.mark.parametrize(("sureness", "most"), [(0.3, 0.3), (0.35, 0.35), (0.5, 0.98)])
def test_what_its_rule_doubts_is_no_likelier(sureness, most, monkeypatch):
    monkeypatch.setattr("kg.confidence.probability", lambda found: 0.98)
    assert confidence(replace(CLAIM, confidence=sureness), NAMES) == most


def test_no_claim_is_sure_beyond_the_data():
    assert probability({"fitting": 1000.0}) == 0.98
    assert probability({"fitting": -100.0}) == 0.05


HE, FIRM = Filler("he", "pronoun"), Filler("the firm", "nominal")
GIVEN = {
    "frame": "Sale",
    "extractor": "frames.v1",
    "sureness": 0.5,
    "fillers": [NAMES[0], Filler("lenses")],
    "stance": ("affirmed", "certain", "actual"),
    "held": False,
    "trigger": 100,
    "places": [90, 110],
}
PLAIN = {"always": 1.0, "frame Sale": 1.0, "by frames": 1.0}


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({}, {}),
        ({"fillers": [HE, NAMES[0]]}, {"pronoun": 1.0}),
        ({"fillers": [HE, HE]}, {"pronoun": 2.0}),
        ({"fillers": [FIRM, HE]}, {"pronoun": 1.0, "description": 1.0}),
        ({"fillers": [FIRM, FIRM, FIRM]}, {"description": 3.0}),
        ({"fillers": [Filler("We", "pronoun"), NAMES[0]]}, {"pronoun": 1.0, "speaker": 1.0}),
        ({"fillers": [Filler("my"), Filler("you")]}, {"speaker": 1.0}),
        ({"fillers": [Filler("Weyland", "name"), NAMES[0]]}, {}),
        ({"fillers": [replace(NAMES[0], fitting=True), NAMES[1]]}, {"fitting": 1.0}),
        ({"fillers": [replace(name, fitting=True) for name in NAMES]}, {"fitting": 2.0}),
        ({"places": [100]}, {"one role": 1.0}),
        ({"places": []}, {"one role": 1.0}),
        ({"places": [90, 110, 120]}, {}),
        ({"places": [90, 160]}, {}),  # sixty characters on
        ({"places": [90, 161]}, {"far": 1.0}),
        ({"places": [40, 110]}, {}),
        ({"places": [39, 110]}, {"far": 1.0}),
        ({"stance": ("negated", "certain", "actual")}, {"negated": 1.0}),
        ({"stance": ("unknown", "certain", "actual")}, {"unknown": 1.0}),
        ({"stance": ("affirmed", "probable", "actual")}, {"uncertain": 1.0}),
        ({"stance": ("affirmed", "possible", "actual")}, {"uncertain": 1.0}),
        ({"stance": ("affirmed", "certain", "planned")}, {"not actual": 1.0}),
        ({"stance": ("affirmed", "certain", "hypothetical")}, {"not actual": 1.0}),
        ({"held": True}, {"held": 1.0}),
        ({"sureness": 0.9}, {"sureness": log(9)}),
        ({"sureness": 0.98}, {"sureness": log(49)}),
        ({"sureness": 1.0}, {"sureness": log(49)}),
        ({"sureness": 0.05}, {"sureness": -log(19)}),
        ({"sureness": 0.0}, {"sureness": -log(19)}),
        ({"extractor": "quotations.v2"}, {"by frames": None, "by quotations": 1.0}),
        ({"frame": "Pitch"}, {"frame Sale": None, "frame Pitch": 1.0}),
    ],
)
def test_features_one_at_a_time(change, more):
    wanted = {name: value for name, value in (PLAIN | more).items() if value is not None}
    assert features(**GIVEN | change) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("change", "fillers", "name"),
    [
        ({}, NAMES, None),
        ({"frame": "Sale"}, NAMES, "frame Sale"),
        ({"extractor": "pledges.v2"}, NAMES, "by pledges"),
        ({"confidence": 0.6}, NAMES, "sureness"),
        ({"polarity": Polarity.NEGATED}, NAMES, "negated"),
        ({"certainty": Certainty.POSSIBLE}, NAMES, "uncertain"),
        ({"actuality": Actuality.PLANNED}, NAMES, "not actual"),
        ({"attribution": (Holder(Span(0, 3), "Osk"),)}, NAMES, "held"),
        ({"roles": (SELLER,)}, NAMES[:1], "one role"),
        ({"roles": (SELLER, replace(BUYER, span=Span(90, 96)))}, NAMES, "far"),
        ({}, (FIRM, NAMES[1]), "description"),
        ({}, (HE, Filler("lenses")), "pronoun"),
        ({}, (replace(NAMES[0], fitting=True), NAMES[1]), "fitting"),
    ],
)
def test_a_claim_is_told_by_its_features(change, fillers, name):
    """What a claim is made of reaches the model: the same features, by name, as written here by hand."""
    claim = replace(CLAIM, **change)
    wanted = features(
        frame=claim.frame,
        extractor=claim.extractor,
        sureness=claim.confidence,
        fillers=fillers,
        stance=(claim.polarity.value, claim.certainty.value, claim.actuality.value),
        held="attribution" in change,
        trigger=4,
        places=[filling.span.start for filling in claim.roles],
    )
    assert name is None or name in wanted
    assert confidence(claim, fillers) == probability(wanted)


def test_a_probability_is_the_logistic_of_the_weighted_sum():
    weights = tomllib.loads((files("kg") / "confidence.toml").read_text("utf-8"))["weights"]
    for found in ({"always": 1.0}, {"always": 1.0, "pronoun": 2.0}, {"always": 1.0, "held": 1.0, "frame Sale": 1.0}):
        score = sum(weights.get(name, 0.0) * value for name, value in found.items())
        assert probability(found) == round(1 / (1 + exp(-score)), 2)
    assert probability({"always": -20 / weights["always"]}) == 0.05


def test_the_floor_is_the_shipped_one_unless_one_is_given():
    shipped = tomllib.loads((files("kg") / "confidence.toml").read_text("utf-8"))["floor"]
    assert 0 < shipped < 1
    assert floor() == shipped
    assert (floor(0.0), floor(0.4)) == (0.0, 0.4)


OPENLY: dict[str, Any] = {
    "predicate": "make bid for",
    "rule": "predicates.noun",
    "sureness": 0.5,
    "fillers": [NAMES[0], Filler("it", "pronoun")],
    "stance": ("affirmed", "certain", "planned"),
    "held": False,
    "trigger": 0,
    "roles": {"agent": 0, "with": 100},
}


def test_open_claims_have_features_of_their_own() -> None:
    told = "agent always far name not,actual preposition pronoun rule,predicates.noun several,words thing"
    assert set(open_features(**OPENLY)) == {f"open {name}".replace(",", " ") for name in told.split()}
    assert "open thing" not in open_features(**{**OPENLY, "fillers": NAMES})
    assert "open several words" not in open_features(**{**OPENLY, "predicate": "snub"})


@pytest.mark.parametrize(("weights", "found"), [({"open always": 2.0, "always": 1.0}, 0.88), ({"always": 1.0}, 0.73)])
def test_open_claims_are_weighed_by_what_others_have_until_weights_of_theirs_are_fitted(
    weights: dict[str, float], found: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.confidence._weights", lambda: weights)
    assert confidence(replace(CLAIM, frame="OpenEvent", predicate="pitch"), NAMES) == found


OPEN_PLAIN = {"always": 1.0, "rule predicates.verb": 1.0, "agent": 1.0, "theme": 1.0}
OPEN_GIVEN: dict[str, Any] = {
    "predicate": "snub",
    "rule": "predicates.verb",
    "sureness": 0.5,
    "fillers": [Filler("lenses"), Filler("cameras")],
    "stance": ("affirmed", "certain", "actual"),
    "held": False,
    "trigger": 10,
    "roles": {"agent": 0, "theme": 20},
}


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({}, {}),
        ({"predicate": "make bid for"}, {"several words": 1.0}),
        ({"rule": "predicates.noun"}, {"rule predicates.verb": None, "rule predicates.noun": 1.0}),
        ({"roles": {"agent": 0}}, {"theme": None, "one role": 1.0}),
        ({"roles": {"theme": 0}}, {"agent": None, "one role": 1.0}),
        ({"roles": {}}, {"agent": None, "theme": None, "one role": 1.0}),
        *(({"roles": {"agent": 0, "theme": 20, role: 30}}, {}) for role in ("recipient", "amount", "place")),
        *(({"roles": {"agent": 0, "theme": 20, role: 30}}, {"preposition": 1.0}) for role in ("with", "against")),
        ({"roles": {"agent": 0, "theme": 20, "with": 30, "for": 40}}, {"preposition": 2.0}),
        ({"roles": {"agent": 0, "theme": 70}}, {}),
        ({"roles": {"agent": 0, "theme": 71}}, {"far": 1.0}),
        ({"fillers": [NAMES[0], Filler("cameras")]}, {"name": 1.0}),
        ({"fillers": list(NAMES)}, {"name": 2.0}),
        ({"fillers": [FIRM, NAMES[0]]}, {"name": 1.0, "description": 1.0}),
        ({"fillers": [HE, Filler("cameras")]}, {"pronoun": 1.0}),
        ({"fillers": [Filler("It", "pronoun"), Filler("these")]}, {"pronoun": 1.0, "thing": 2.0}),
        ({"fillers": [Filler("We", "pronoun"), Filler("cameras")]}, {"pronoun": 1.0, "speaker": 1.0}),
        ({"fillers": [replace(NAMES[0], fitting=True), NAMES[1]]}, {"name": 2.0}),  # no frame says what is fitting
        ({"stance": ("negated", "certain", "actual")}, {"negated": 1.0}),
        ({"stance": ("unknown", "certain", "actual")}, {"unknown": 1.0}),
        ({"stance": ("affirmed", "possible", "actual")}, {"uncertain": 1.0}),
        ({"stance": ("affirmed", "certain", "planned")}, {"not actual": 1.0}),
        ({"held": True}, {"held": 1.0}),
        ({"sureness": 0.9}, {"sureness": log(9)}),
    ],
)
def test_features_of_open_claims_one_at_a_time(change: dict[str, Any], more: dict[str, float | None]) -> None:
    wanted = {f"open {name}": value for name, value in (OPEN_PLAIN | more).items() if value is not None}
    assert open_features(**OPEN_GIVEN | change) == pytest.approx(wanted)


@pytest.mark.parametrize("word", "i me my mine we us our ours you your".split())
def test_words_of_who_speaks_of_himself(word: str) -> None:
    for said in (word, word.upper()):
        assert features(**GIVEN | {"fillers": [NAMES[0], Filler(said)]}) == PLAIN | {"speaker": 1.0}
    assert features(**GIVEN | {"fillers": [NAMES[0], Filler(f"{word} lenses")]}) == PLAIN


@pytest.mark.parametrize("word", "it its they them their this that these those which".split())
def test_words_that_stand_for_things(word: str) -> None:
    for said in (word, word.upper()):
        found = open_features(**OPEN_GIVEN | {"fillers": [Filler("lenses"), Filler(said)]})
        assert found["open thing"] == 1.0
    for said in (f"{word} lenses", "he", "who", "what"):
        assert "open thing" not in open_features(**OPEN_GIVEN | {"fillers": [Filler("lenses"), Filler(said)]})


@pytest.mark.parametrize(
    ("change", "fillers"),
    [
        ({}, NAMES),
        ({"predicate": "make bid for"}, NAMES),
        ({"rule": "predicates.noun"}, NAMES),
        ({"confidence": 0.6}, NAMES),
        ({"polarity": Polarity.NEGATED}, NAMES),
        ({"certainty": Certainty.POSSIBLE}, NAMES),
        ({"actuality": Actuality.PLANNED}, NAMES),
        ({"attribution": (Holder(Span(0, 3), "Osk"),)}, NAMES),
        ({"roles": (replace(SELLER, role="agent"), replace(BUYER, role="with"))}, NAMES),
        ({"roles": (replace(SELLER, role="agent"), replace(BUYER, role="theme", span=Span(90, 96)))}, NAMES),
        ({}, (FIRM, Filler("it", "pronoun"))),
    ],
)
def test_an_open_claim_is_told_by_its_features(
    change: dict[str, Any], fillers: tuple[Filler, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a claim is made of reaches the model, feature by feature, as written here by hand."""
    seen: list[object] = []
    monkeypatch.setattr("kg.confidence._weights", lambda: {"open always": 1.0})
    monkeypatch.setattr("kg.confidence.probability", lambda found: seen.append(found) or 0.5)
    claim = replace(CLAIM, **{"frame": "OpenEvent", "predicate": "snub", "rule": "predicates.verb"} | change)
    confidence(claim, fillers)
    assert seen == [
        open_features(
            predicate=claim.predicate or "",
            rule=claim.rule,
            sureness=claim.confidence,
            fillers=fillers,
            stance=(claim.polarity.value, claim.certainty.value, claim.actuality.value),
            held="attribution" in change,
            trigger=4,
            roles={filling.role: filling.span.start for filling in claim.roles},
        )
    ]


@pytest.mark.parametrize(
    ("found", "sureness", "told"),
    [(0.9, 0.5, 0.9), (0.9, 0.49, 0.49), (0.3, 0.49, 0.3), (0.3, 0.9, 0.3), (0.9, 0.333, 0.33), (0.337, 0.4, 0.34)],
)
def test_no_likelier_than_a_rule_that_doubts(found: float, sureness: float, told: float) -> None:
    assert no_likelier(found, sureness) == told
