"""Conditions and exceptions of a pledge, by the trees they stand in; "sell drones" is what is pledged."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract.parsed_article import ParsedArticle
from kg.extract.pledges import conditions
from tests.conftest import article_of
from tests.extract.trees import tree

ACT = "sell/VB/ROOT/0 drones=drone/NNS/dobj/0 "


def found(nlp: Language, rows: str, host: int = 0, *, forgone: bool = True) -> dict[str, str | None]:
    doc = tree(nlp, rows)
    parsed = ParsedArticle(article_of(doc.text), doc, ())
    return {one.role: one.value for one in conditions.find(parsed, [doc[host]], forgone=forgone)}


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("excluding=exclude/VBG/prep/0 toys=toy/NNS/dobj/2", {"exception": "toys"}),
        ("excluding=exclude/VBG/prep/0 toys=toy/NNS/pobj/2", {"exception": "toys"}),
        ("except/IN/prep/0 in/IN/prep/2 war/NN/pobj/3", {"exception": "in war"}),
        ("except/IN/prep/0 selling=sell/VBG/pcomp/2", {"exception": "selling"}),
        ("except/IN/prep/0 toys=toy/NNS/dep/2", {}),
        ("toys=toy/NNS/pobj/3 excepting/IN/prep/0", {}),
        ("other/JJ/amod/1 than/IN/prep/0 toys=toy/NNS/pobj/3", {"exception": "toys"}),
        ("more/JJ/amod/1 than/IN/prep/0 toys=toy/NNS/pobj/3", {}),
        ("other/JJ/amod/1 to/IN/prep/0 toys=toy/NNS/pobj/3", {}),
        ("but/CC/cc/1 not/RB/neg/4 toys=toy/NNS/conj/1", {"exception": "not toys"}),
        ("but/CC/cc/1 not/RB/neg/4 toys=toy/NNS/appos/1", {"exception": "not toys"}),
        ("but/CC/cc/1 not/RB/neg/4 toys=toy/NNS/dep/1", {}),
        ("but/CC/cc/1 now/RB/advmod/4 toys=toy/NNS/conj/1", {}),
        ("and/CC/cc/1 not/RB/neg/4 toys=toy/NNS/conj/1", {}),
        ("but/CC/cc/1", {}),
        ("until/IN/mark/4 it/PRP/nsubj/4 rains=rain/VBZ/advcl/0", {"condition": "it rains"}),
        ("until/IN/mark/4 there/EX/expl/4 is=be/VBZ/advcl/0 law/NN/attr/4", {"condition": "law"}),
        ("until/IN/mark/4 it/PRP/nsubj/4 is=be/VBZ/advcl/0 law/NN/attr/4", {"condition": "it is law"}),
        ("until/IN/dep/4 it/PRP/nsubj/4 rains=rain/VBZ/advcl/0", {}),
        ("when/WRB/advmod/4 it/PRP/nsubj/4 rains=rain/VBZ/advcl/0", {}),
        ("it/PRP/nsubj/3 rains=rain/VBZ/advcl/0 until/RB/mark/3", {}),
        ("unless/IN/mark/4 it/PRP/nsubj/4 rains=rain/VBZ/advcl/0", {"condition": "it rains"}),
        ("without/IN/prep/0 rules=rule/NNS/pobj/2", {"condition": "rules"}),
        ("without/IN/prep/0 asking=ask/VBG/pcomp/2", {"condition": "asking"}),
        ("without/IN/mark/0 rules=rule/NNS/pobj/2", {}),
        ("with/IN/prep/0 rules=rule/NNS/pobj/2", {}),
        ("without/IN/prep/0 rules=rule/NNS/dep/2", {}),
        ("until/IN/prep/0", {}),
        ("with/IN/prep/0 exceptions=exception/NNS/pobj/2 for/IN/prep/3 toys=toy/NNS/pobj/4", {"exception": "toys"}),
        ("with/IN/prep/0 exceptions=exception/NNS/pobj/2 of/IN/prep/3 toys=toy/NNS/pobj/4", {"exception": "toys"}),
        ("with/IN/prep/0 exceptions=exception/NNS/pobj/2 in/IN/prep/3 toys=toy/NNS/pobj/4", {}),
        ("under/IN/prep/0 exceptions=exception/NNS/pobj/2 for/IN/prep/3 toys=toy/NNS/pobj/4", {}),
        ("with/IN/prep/0 exceptions=exception/NNS/pobj/2 for/IN/prep/3 selling=sell/VBG/pcomp/4", {}),
    ],
)
def test_what_a_pledge_is_hedged_with(rows: str, wanted: dict[str, str], nlp: Language) -> None:
    assert found(nlp, ACT + rows) == wanted


@pytest.mark.parametrize(
    ("mark", "forgone", "role"),
    [
        ("unless", True, "condition"),
        ("unless", False, "exception"),
        ("until", True, "condition"),
        ("until", False, "condition"),
    ],
)
def test_unless_takes_out_of_what_is_undertaken(mark: str, forgone: bool, role: str, nlp: Language) -> None:
    rows = f"{ACT}{mark}/IN/mark/4 it/PRP/nsubj/4 rains=rain/VBZ/advcl/0"
    assert found(nlp, rows, forgone=forgone) == {role: "it rains"}


def test_what_stands_before_a_pledge_is_none_of_its_hedges(nlp: Language) -> None:
    assert found(nlp, "unless/IN/mark/2 it/PRP/nsubj/2 rains=rain/VBZ/advcl/3 sell/VB/ROOT/3", 3) == {}


def test_the_first_of_a_kind_counts(nlp: Language) -> None:
    rows = (
        "except/IN/prep/0 toys=toy/NNS/pobj/2 barring/VBG/prep/0 war/NN/pobj/4 without/IN/prep/0 rules=rule/NNS/pobj/6"
    )
    assert found(nlp, f"{ACT}{rows} till/IN/prep/0 law/NN/pobj/8") == {"exception": "toys", "condition": "rules"}
