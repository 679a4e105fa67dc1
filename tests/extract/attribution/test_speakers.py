"""Who utters each quotation, by its tokens: the verb of saying beside it, before it, or of the quotation before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from kg import nlp as pipeline
from kg.extract.attribution import speakers
from kg.extract.syntax import columns
from kg.model import Span
from tests.conftest import article_of
from tests.extract.trees import tree


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The drones are safe,” Ada Marsh said.", ["Marsh"]),
        ("“The drones are safe,” said Ada Marsh.", ["Marsh"]),
        ("“The drones are safe!” Ada Marsh said.", ["Marsh"]),
        ("“The drones are safe,” according to Ada Marsh.", ["Marsh"]),
        ("According to Ada Marsh, “the drones are safe and cheap”.", [None]),
        ("Ada Marsh said: “The drones are safe.”", ["Marsh"]),
        ("Ada Marsh said, “The drones are safe.”", ["Marsh"]),
        ("“The drones are safe,” Ada Marsh laughed.", [None]),
        ("“The drones are safe,” Ada Marsh, the mayor of Oslo, told reporters.", ["Marsh"]),
        ("Asked about it, Ada Marsh replied: “The drones are safe.”", ["Marsh"]),
        ("“The drones are safe,” she said. “They are cheap.”", ["she", "she"]),
        ("“The drones are safe,” Ada Marsh said. It rained. “They are cheap.”", ["Marsh", "Marsh"]),
        ("“The drones are safe,” Ada Marsh said. “They are cheap,” Tom Ferris said.", ["Marsh", "Ferris"]),
        ("“The drones are safe,” Ada Marsh said, “and they are cheap.”", ["Marsh", "Marsh"]),
        ("“The drones are safe,” Ada Marsh said.\n“They are cheap.”", ["Marsh", None]),
        ("“The drones are safe.”\n“They are cheap,” Ada Marsh said.", [None, "Marsh"]),
        ("She said it “was late.” He laughed.", ["She"]),
        ("Tom Ferris wept. “The drones are safe,” Ada Marsh said.", ["Marsh"]),
        ("Tom Ferris said it rained.\n“The drones are safe.”", [None]),
        ("“The drones are safe.”\nTom Ferris said it rained.", [None]),
        ("Ada Marsh, who runs Brindle Systems, came in and said “the drones are safe”.", ["Marsh"]),
        ("Ada Marsh told the court that “the drones are safe”, adding that “they are cheap”.", ["Marsh", "Marsh"]),
        ("A sign with the words “keep off” stood there.", [None]),
        ("“Keep off.”", [None]),
        (
            "“The drones are safe,” the mayor of the small town on the far side of the wide green river that runs past "
            "the old mill and the new bridge down to the sea said.",
            [None],
        ),
    ],
)
def test_who_utters_each_quotation(text: str, found: list[str | None], nlp: Language) -> None:
    article = article_of(text)
    [(_, doc)] = pipeline.docs(nlp, [article])
    read = columns.read(doc, article)
    assert [None if one is None else read.text[one] for one in speakers.find(read)] == found


def uttered_by(nlp: Language, rows: str) -> list[str | None]:
    doc = tree(nlp, rows)
    read = columns.read(doc, article_of(doc.text))
    return [None if one is None else read.text[one] for one in speakers.find(read)]


# Trees, each by what is beside the quoted words.
TREES: dict[str, tuple[str, list[str | None]]] = {
    "hoped to say": (
        "“/``/punct/5 Go/VB/ccomp/6 ”/''/punct/6 she/PRP/nsubj/4 hoped=hope/VBD/ROOT/4 to/TO/aux/6 say/VB/xcomp/4",
        ["she"],
    ),
    "rose and said": (
        "“/``/punct/5 Go/VB/ccomp/6 ”/''/punct/6 she/PRP/nsubj/4 rose=rise/VBD/ROOT/4 and/CC/cc/4 said=say/VBD/conj/4",
        ["she"],
    ),
    "rose, saying": (
        "“/``/punct/5 Go/VB/ccomp/6 ”/''/punct/6 "
        "she/PRP/nsubj/4 rose=rise/VBD/ROOT/4 ,/,/punct/4 saying=say/VBG/advcl/4",
        ["she"],
    ),
    "hoped that somebody said": (
        "“/``/punct/5 Go/VB/ccomp/6 ”/''/punct/6 "
        "she/PRP/nsubj/4 hoped=hope/VBD/ROOT/4 that/IN/mark/6 said=say/VBD/ccomp/4",
        [None],
    ),
    "was who said": (
        "“/``/punct/5 Go/VB/ccomp/6 ”/''/punct/6 "
        "she/PRP/nsubj/4 was=be/VBD/ROOT/4 who/WP/nsubj2/6 said=say/VBD/relcl/4",
        [None],
    ),
    "a subject within the quotation": (
        "“/``/punct/3 She/PRP/nsubj/4 ”/''/punct/3 did/VBD/dep/4 say/VBD/ROOT/4",
        [None],
    ),
    "a subject within another quotation": (
        "“/``/punct/1 Go/VB/ROOT/1 ”/''/punct/1 and/CC/cc/1 "
        "“/``/punct/5 she/PRP/nsubj/7 ”/''/punct/5 said=say/VBD/conj/1",
        [None, None],
    ),
    "a name behind the verb": ("“/``/punct/1 Go/VB/ccomp/3 ”/''/punct/3 said=say/VBD/ROOT/3 Bo/NNP/dobj/3", ["Bo"]),
    "a name of two words behind the verb": (
        "“/``/punct/1 Go/VB/ccomp/3 ”/''/punct/3 said=say/VBD/ROOT/3 Bo/NNP/compound/5 Fox/NNP/dobj/3",
        ["Fox"],
    ),
    "a noun behind the verb": (
        "“/``/punct/1 Go/VB/ccomp/3 ”/''/punct/3 said=say/VBD/ROOT/3 clerks=clerk/NNS/dobj/3",
        [None],
    ),
    "a verb that ends the text": ("“/``/punct/1 Go/VB/ccomp/3 ”/''/punct/3 said=say/VBD/ROOT/3", [None]),
    "a noun": ("“/``/punct/1 Go/VB/ROOT/1 ”/''/punct/1 she/PRP/nsubj/4 say/NN/dep/1", [None]),
    "a verb of another kind": ("“/``/punct/1 Go/VB/ccomp/4 ”/''/punct/4 she/PRP/nsubj/4 ran=run/VBD/ROOT/4", [None]),
    "a full stop between": (
        "“/``/punct/1 Go/VB/ROOT/1 ”/''/punct/1 there/RB/advmod/1 ./:/punct/1 she/PRP/nsubj/6 said=say/VBD/ROOT/6",
        [None],
    ),
    "a full stop right behind the marks": (
        "“/``/punct/1 Go/VB/ROOT/1 ”/''/punct/1 ./:/punct/1 she/PRP/nsubj/5 said=say/VBD/ROOT/5",
        [None],
    ),
    "five verbs in a row": (
        "“/``/punct/1 Go/VB/dep/3 ”/''/punct/1 she/PRP/nsubj/4 "
        "ran=run/VBD/ROOT/4 ran=run/VBD/conj/4 ran=run/VBD/conj/5 ran=run/VBD/conj/6 said=say/VBD/conj/7",
        [None],
    ),
    "four verbs in a row": (
        "“/``/punct/1 Go/VB/dep/3 ”/''/punct/1 she/PRP/nsubj/4 "
        "ran=run/VBD/ROOT/4 ran=run/VBD/conj/4 ran=run/VBD/conj/5 said=say/VBD/conj/6",
        ["she"],
    ),
    "according to": ("“/``/punct/1 Go/VB/ROOT/1 ”/''/punct/1 according/IN/prep/1 to/IN/prep/3 Bo/NNP/pobj/4", ["Bo"]),
    "according to, seven words off": (
        "“/``/punct/1 Go/VB/ROOT/1 ”/''/punct/1 according/IN/prep/1 to/IN/prep/3 "
        "a/DT/det/9 big/JJ/amod/9 old/JJ/amod/9 bad/JJ/amod/9 man/NN/pobj/4",
        ["man"],
    ),
    "according to, nine words off": (
        "“/``/punct/1 Go/VB/ROOT/1 ”/''/punct/1 according/IN/prep/1 to/IN/prep/3 a/DT/det/11 "
        "big/JJ/amod/11 old/JJ/amod/11 bad/JJ/amod/11 sad/JJ/amod/11 mad/JJ/amod/11 man/NN/pobj/4",
        [None],
    ),
    "according to, before": (
        "According/IN/prep/3 to/IN/prep/0 Bo/NNP/pobj/1 “/``/punct/4 go/VB/ROOT/4 ”/''/punct/4",
        [None],
    ),
    "before a colon": (
        "She/PRP/nsubj/1 said=say/VBD/ROOT/1 :/:/punct/1 “/``/punct/4 Go/VB/ROOT/4 ”/''/punct/4",
        ["She"],
    ),
    "before a comma": (
        "She/PRP/nsubj/1 said=say/VBD/ROOT/1 ,/,/punct/1 “/``/punct/4 Go/VB/ROOT/4 ”/''/punct/4",
        ["She"],
    ),
    "before a dash": ("She/PRP/nsubj/1 said=say/VBD/ROOT/1 -/:/punct/1 “/``/punct/4 Go/VB/ROOT/4 ”/''/punct/4", [None]),
    "before, in its sentence": ("She/PRP/nsubj/1 said=say/VBD/ROOT/1 “/``/punct/3 go/VB/ccomp/1 ”/''/punct/3", ["She"]),
}


@pytest.mark.parametrize("name", TREES)
def test_whose_verb_is_beside_quoted_words(name: str, nlp: Language) -> None:
    rows, found = TREES[name]
    assert uttered_by(nlp, rows) == found


@pytest.mark.parametrize(("between", "found"), [(23, True), (24, False)])
def test_a_verb_of_saying_is_within_reach(between: int, found: bool, nlp: Language) -> None:
    so = " so/RB/advmod/1" * between
    behind = f"“/``/punct/1 Go/VB/ROOT/1 ”/''/punct/1{so} she/PRP/nsubj/{between + 4} said=say/VBD/conj/1"
    assert uttered_by(nlp, behind) == (["she"] if found else [None])
    before = (
        f"She/PRP/nsubj/1 said=say/VBD/ROOT/1{so} so/RB/advmod/1 “/``/punct/{between + 4} go/VB/ccomp/1 ”/''/punct/1"
    )
    assert uttered_by(nlp, before) == (["She"] if found else [None])


def test_a_quotation_without_words_keeps_its_place(nlp: Language) -> None:
    doc = tree(nlp, "“/``/punct/1 Go/VB/ccomp/4 ”/''/punct/4 she/PRP/nsubj/4 said=say/VBD/ROOT/4")
    read = columns.read(doc, article_of(doc.text))
    empty = replace(read, quotes=[Span(0, 0), *read.quotes], quote=[one + 1 if one >= 0 else one for one in read.quote])
    assert [None if one is None else read.text[one] for one in speakers.find(empty)] == [None, "she"]
