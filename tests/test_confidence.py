from dataclasses import replace

from kg.confidence import confidence, features, probability
from kg.model import Actuality, Claim, MentionKind, RoleFilling, Span

SELLER, BUYER = RoleFilling("seller", Span(0, 3), "Osk"), RoleFilling("buyer", Span(9, 15), "Halden")
CLAIM = Claim("Pitch", Span(4, 8), (SELLER, BUYER), Span(0, 16), "frames.v1", 0.9)
NAMES = (MentionKind.NAME, MentionKind.NAME)


def test_it_is_a_probability_of_two_digits():
    found = confidence(CLAIM, NAMES)
    assert 0 < found < 1
    assert found == round(found, 2)


def test_pronouns_and_what_is_not_actual_are_less_sure():
    assert confidence(CLAIM, (MentionKind.PRONOUN, MentionKind.NAME)) < confidence(CLAIM, NAMES)
    assert confidence(replace(CLAIM, actuality=Actuality.HYPOTHETICAL), NAMES) < confidence(CLAIM, NAMES)


def test_a_filler_beyond_other_things_is_far():
    given = {
        "frame": "Sale",
        "extractor": "frames.v1",
        "sureness": 0.9,
        "kinds": [None],
        "stance": ("affirmed", "certain", "actual"),
    }
    assert "far" in features(**given, held=False, trigger=0, places=[100])
    assert "far" not in features(**given, held=False, trigger=0, places=[10])


def test_a_frame_without_a_weight_counts_nothing():
    assert probability({"always": 1.0, "frame Unheard": 1.0}) == probability({"always": 1.0})


def test_no_claim_is_sure_beyond_the_data():
    assert probability({"always": 1000.0}) == 0.98
