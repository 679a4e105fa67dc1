"""Looking the attribute ruler's matches up gives what searching for them gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg import nlp, ruler
from kg.ruler import Rules
from kg.settings import Settings
from tests.conftest import article_of

WORDS = ("Gon", "gon", "na", "n't", "That", "that", " ", "\n")
TAGS, DEPS = ("", "VB", "NN", "_SP"), ("", "ROOT", "dep", "det")


def _told(values: Sequence[str]) -> st.SearchStrategy[Any]:
    some = st.lists(st.sampled_from(values), min_size=1, max_size=2)
    return st.one_of(
        st.sampled_from(values),
        some.map(lambda names: {"IN": names}),
        some.map(lambda names: {"NOT_IN": names}),
        st.sampled_from(["^n", "a$"]).map(lambda pattern: {"REGEX": pattern}),
    )


TOKEN = st.fixed_dictionaries(
    {},
    optional={
        "TAG": _told(TAGS),
        "DEP": _told(DEPS),
        "LOWER": _told([word.lower() for word in WORDS]),
        "IS_SPACE": st.booleans(),
        "IS_TITLE": st.booleans(),  # told by none of what the others are remembered by
        "OP": st.sampled_from(["?", "+", "!"]),
    },
)
RULE = st.lists(st.lists(TOKEN, min_size=1, max_size=2), min_size=1, max_size=2)
TOKENS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(DEPS)), max_size=12)


@given(st.lists(RULE, min_size=1, max_size=12), st.lists(TOKENS, max_size=3), st.sampled_from([1, 5, ruler.MOST]))
def test_any_rules_match_what_they_matched(
    rules: list[list[list[Mapping[str, Any]]]], texts: list[list[tuple[str, str, str]]], most: int
) -> None:
    vocab = Vocab()
    slow = AttributeRuler(vocab)
    for patterns in rules:
        slow.add(patterns, {"LEMMA": "x"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ruler, "MOST", most)
        fast = Rules(slow)
        for tokens in texts:
            words, tags, deps = ([*column] for column in zip(*tokens, strict=True)) if tokens else ([], [], [])
            doc = Doc(vocab, words=words, tags=tags, deps=deps, heads=[0] * len(words))
            assert fast.match(doc) == slow.match(doc)


def test_the_rules_of_the_pipeline_match_what_they_matched() -> None:
    language = nlp.installed(Settings().model)
    slow: Any = language.get_pipe("attribute_ruler")
    fast = Rules(slow)
    text = (
        "They're gonna sell it, and let's not: there is no doubt.  The firm's been told that y'all ain't sure, though."
    )
    texts = [text, text.upper(), text.title(), ""]
    for doc in language.pipe(texts, disable=["attribute_ruler", "lemmatizer", "ner"]):
        assert fast.match(doc) == slow.match(doc)
    assert len([match for match in slow.match(language.make_doc("gonna")) if match[3] - match[2] == 2]) == 2


def test_the_pipeline_is_given_the_faster_one() -> None:
    used: Any = nlp.load(Settings().model).get_pipe("attribute_ruler")
    assert isinstance(used.match.__self__, Rules)
    ((_, doc),) = nlp.docs(nlp.load(Settings().model), [article_of("She ain't there.")])
    assert doc[1].lemma_ == "be"
