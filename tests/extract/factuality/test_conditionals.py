"""Words and word orders that make a clause a condition, a comparison, a plot or a plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Token

from kg.extract.factuality import conditionals
from kg.extract.factuality.value import Stance
from kg.model import Actuality, Certainty
from tests.extract.trees import tree, word

PREDICATES: dict[str, Callable[[Token], bool]] = {
    name: getattr(conditionals, name)
    for name in (
        *("opened", "inverted", "instead", "juxtaposed", "asked", "likened", "until", "ended", "unknowing"),
        "fictional",
    )
}


@pytest.mark.parametrize(
    ("name", "text", "form", "holds"),
    [
        ("opened", "As long as the firm sells it, she stays.", "sells", True),
        ("opened", "She stays as long as the firm sells it.", "sells", True),
        ("opened", "She stays so long as the firm sells it.", "sells", True),
        ("opened", "She stays longer as the firm sells it.", "sells", False),
        ("opened", "She said that the firm sold it.", "sold", False),
        ("opened", "On condition that the firm sold it, she left.", "sold", True),
        ("opened", "She left on the condition that the firm sold it.", "sold", True),
        ("opened", "In the event that the firm sold it, she left.", "sold", True),
        ("opened", "Provided the firm sold it, she left.", "sold", True),
        ("opened", "Providing that the firm sold it, she left.", "sold", True),
        ("opened", "Supposing the firm sold it, she left.", "sold", True),
        ("opened", "Suppose the firm sold it.", "sold", True),
        ("opened", "Imagine the firm sold it.", "sold", True),
        ("opened", "That the firm sold it is sad.", "sold", False),
        ("opened", "Given that the firm sold it, she left.", "sold", False),
        ("opened", "On the news that the firm sold it, she left.", "sold", False),
        ("opened", "In a case the firm sold it.", "sold", False),
        ("opened", "She left as the firm sold it.", "sold", False),
        ("opened", "As the firm sold it, she left.", "sold", False),
        ("inverted", "Had the firm sold it, she would leave.", "sold", True),
        ("inverted", "Should the firm sell it, she will leave.", "sell", True),
        ("inverted", "The firm had sold it.", "sold", False),
        ("inverted", "Did the firm sell it?", "sell", False),
        ("inverted", "Had it.", "Had", True),
        ("inverted", "“Had the firm sold it, she would leave.”", "sold", True),
        ("inverted", "Firms that had sold it left.", "sold", False),
        ("instead", "She tested it rather than sold it.", "sold", True),
        ("instead", "She tested it instead of sold it.", "sold", True),
        ("instead", "She tested it and sold it.", "sold", False),
        ("instead", "She tested drones and scanners.", "scanners", False),
        ("instead", "And scanners.", "scanners", False),
        ("instead", "Than scanners.", "scanners", False),
        ("juxtaposed", "The port is rich; the firm sold it, Ann said.", "is", True),
        ("juxtaposed", "The port is rich, however the firm sold it.", "is", True),
        ("juxtaposed", "The port is rich, but the firm sold it.", "is", False),
        ("juxtaposed", "The port is rich, Ann said.", "is", False),
        ("asked", "It is unclear if it sold them.", "is", True),
        ("asked", "It is sad if it sold them.", "is", False),
        ("asked", "She asked if it sold them.", "asked", True),
        ("asked", "She left if it sold them.", "left", False),
        ("asked", "She is a judge if it sold them.", "is", False),
        ("likened", "She acted as if it sold them.", "sold", True),
        ("likened", "She acted as though it sold them.", "sold", True),
        ("likened", "She acted like it sold them.", "sold", True),
        ("likened", "She acted as it sold them.", "sold", False),
        ("likened", "She left though it sold them.", "sold", False),
        ("likened", "She left if it sold them.", "sold", False),
        ("likened", "She left because it sold them.", "sold", False),
        ("until", "She did not sue until July.", "sue", True),
        ("until", "She was not sued until July.", "sued", True),
        ("until", "She will not sue until July.", "sue", False),
        ("until", "She does not sue until July.", "sue", False),
        ("until", "She did not sue before July.", "sue", False),
        ("until", "She did not sue until he left.", "sue", True),
        ("until", "She did not sue till July.", "sue", True),
        ("until", "She sued until July.", "sued", False),
        ("until", "They were not sued until July.", "sued", True),
        ("until", "No suit until July.", "suit", False),
        ("until", "She was not chair until July.", "was", True),
        ("until", "She could not sue until July.", "sue", False),
        ("ended", "She was chair until she left.", "left", True),
        ("ended", "She was rich until she left.", "left", False),
        ("ended", "She served as chair until she left.", "left", True),
        ("ended", "She had been chair until she left.", "left", False),
        ("ended", "She was chair until she had left.", "left", False),
        ("ended", "She was not chair until she left.", "left", False),
        ("ended", "She is chair until she left.", "left", False),
        ("ended", "She was chair until she leaves.", "leaves", False),
        ("ended", "He said she was chair until she left.", "left", False),
        ("ended", "She was chair until she did not leave.", "leave", False),
        ("ended", "She held it until she left.", "left", True),
        ("unknowing", "For all I know it sold them.", "sold", True),
        ("unknowing", "For all the noise it sold them.", "sold", False),
        ("unknowing", "For all the noise, I know it sold them.", "sold", True),
        ("unknowing", "I know that for all the noise it sold them.", "sold", False),
        ("unknowing", "For what I know it sold them.", "sold", False),
        ("unknowing", "All I know is that it sold them.", "sold", False),
        ("unknowing", "I know it. For all the noise it sold them.", "sold", False),
        ("unknowing", "For all I know. It sold them.", "sold", False),
        ("unknowing", "For all the men in the old town know it sold them.", "sold", True),
        ("unknowing", "For all the men in the very old town know it sold them.", "sold", True),
        ("fictional", "In her film, he sells it.", "sells", True),
        ("fictional", "He sells it in her film.", "sells", False),
        ("fictional", "In her film, he sold it.", "sold", False),
        ("fictional", "In her film, they sell it.", "sell", True),
        ("fictional", "In her film, he is selling it.", "selling", True),
        ("fictional", "On her film, he sells it.", "sells", False),
        ("fictional", "In her town, he sells it.", "sells", False),
        ("fictional", "The hero of the film sells it.", "sells", True),
        ("fictional", "The hero in the film sells it.", "sells", True),
        ("fictional", "The hero on the film sells it.", "sells", False),
        ("fictional", "The hero of the town sells it.", "sells", False),
        ("fictional", "The boss of the film sells it.", "sells", False),
        ("fictional", "The hero sells it.", "sells", False),
        ("fictional", "In her film, the sale is fast.", "sale", False),
        ("fictional", "In her film, to sell it is a crime.", "sell", False),
    ],
)
def test_what_a_clause_is(name: str, text: str, form: str, holds: bool, nlp: Language) -> None:
    assert PREDICATES[name](word(nlp, text, form)) is holds


@pytest.mark.parametrize(
    ("text", "form", "noun", "holds"),
    [
        ("Firms that sell it can be fined.", "sell", "Firms", True),
        ("Firms that sell it are fined.", "sell", "Firms", False),
        ("Firms that sell it were fined.", "sell", "Firms", False),
        ("Firms that sold it can be fined.", "sold", "Firms", False),
        ("The firms that sell it can be fined.", "sell", "firms", False),
        ("Firms, which sell it, can be fined.", "sell", "Firms", False),
        ("Two firms that sell it can be fined.", "sell", "firms", False),
        ("Its firms that sell it can be fined.", "sell", "firms", False),
        ("She fines firms that sell it.", "sell", "firms", False),
        ("Firms that may sell it can be fined.", "sell", "Firms", False),
        ("A firm that sells it can be fined.", "sells", "firm", False),
        ("Firms that sell it fine Bo.", "sell", "Firms", False),
        ("Firms that sell it fined Bo.", "sell", "Firms", False),
        ("Big firms that sell it can be fined.", "sell", "firms", True),
        ("Firms selling it can be fined.", "selling", "Firms", False),
        ("Firms that sell it must pay.", "sell", "Firms", True),
    ],
)
def test_a_relative_clause_that_only_says_which_are_meant(
    text: str, form: str, noun: str, holds: bool, nlp: Language
) -> None:
    clause = word(nlp, text, form)
    head = next(token for token in clause.doc if token.text == noun)
    assert conditionals.generic(clause, head) is holds


@pytest.mark.parametrize(
    ("text", "form", "certainty", "actuality"),
    [
        ("She sells it next week.", "sells", Certainty.CERTAIN, Actuality.PLANNED),
        ("She sold it next week.", "sold", Certainty.CERTAIN, Actuality.ACTUAL),
        ("She sells it in the coming year.", "sells", Certainty.CERTAIN, Actuality.PLANNED),
        ("She sells it tomorrow.", "sells", Certainty.CERTAIN, Actuality.PLANNED),
        ("She sells it later this year.", "sells", Certainty.CERTAIN, Actuality.PLANNED),
        ("She sells it later.", "sells", Certainty.CERTAIN, Actuality.ACTUAL),
        ("She sells it later today.", "sells", Certainty.CERTAIN, Actuality.PLANNED),
        ("She sells it later in the year.", "sells", Certainty.CERTAIN, Actuality.PLANNED),
        ("She sells it later in Oslo.", "sells", Certainty.CERTAIN, Actuality.ACTUAL),
        ("She sells it later that year.", "sells", Certainty.CERTAIN, Actuality.ACTUAL),
        ("They sell it next week.", "sell", Certainty.CERTAIN, Actuality.PLANNED),
        ("She is selling it next week.", "selling", Certainty.CERTAIN, Actuality.PLANNED),
        ("It is sold next week.", "sold", Certainty.CERTAIN, Actuality.PLANNED),
        ("It was sold next week.", "sold", Certainty.CERTAIN, Actuality.ACTUAL),
        ("It has been sold next week.", "sold", Certainty.CERTAIN, Actuality.ACTUAL),
        ("It is being sold next week.", "sold", Certainty.CERTAIN, Actuality.PLANNED),
        ("She sells it in Oslo.", "sells", Certainty.CERTAIN, Actuality.ACTUAL),
        ("She sells it early next week.", "sells", Certainty.CERTAIN, Actuality.PLANNED),
        ("In all likelihood, she sold it.", "sold", Certainty.PROBABLE, Actuality.ACTUAL),
        ("In all probability, she sold it.", "sold", Certainty.PROBABLE, Actuality.ACTUAL),
        ("In all fairness, she sold it.", "sold", Certainty.CERTAIN, Actuality.ACTUAL),
        ("On all likelihood, she sold it.", "sold", Certainty.CERTAIN, Actuality.ACTUAL),
        ("She had better sell it.", "sell", Certainty.CERTAIN, Actuality.HYPOTHETICAL),
        ("She would rather sell it.", "sell", Certainty.CERTAIN, Actuality.HYPOTHETICAL),
        ("She had rather sell it.", "sell", Certainty.CERTAIN, Actuality.HYPOTHETICAL),
        ("She sells better drones.", "sells", Certainty.CERTAIN, Actuality.ACTUAL),
        ("The soon-to-be-launched scanner left.", "launched", Certainty.CERTAIN, Actuality.PLANNED),
        ("The launched scanner left.", "launched", Certainty.CERTAIN, Actuality.ACTUAL),
        ("To sell it next week is hard.", "sell", Certainty.CERTAIN, Actuality.ACTUAL),
    ],
)
def test_what_adverbials_make_of_a_verb(
    text: str, form: str, certainty: Certainty, actuality: Actuality, nlp: Language
) -> None:
    assert conditionals.dated(word(nlp, text, form), Stance()) == Stance(certainty=certainty, actuality=actuality)


@pytest.mark.parametrize(
    ("rows", "summed"),
    [
        ("sued=sue/VBD/ccomp/4 ,/,/punct/4 a/DT/det/3 claim/NN/dobj/4 denies=deny/VBZ/ROOT/4", True),
        ("sued=sue/VBD/ccomp/4 ,/,/punct/4 a/DT/det/3 firm/NN/dobj/4 denies=deny/VBZ/ROOT/4", False),
        ("sued=sue/VBD/ccomp/4 ,/,/punct/4 big/JJ/amod/3 claim/NN/dobj/4 denies=deny/VBZ/ROOT/4", False),
        ("sued=sue/VBD/ccomp/4 and/CC/cc/0 a/DT/det/3 claim/NN/dobj/4 denies=deny/VBZ/ROOT/4", False),
        ("sued=sue/VBD/ccomp/3 a/DT/det/2 claim/NN/dobj/3 denies=deny/VBZ/ROOT/3", False),
        # behind the verb nothing is summed up
        ("denies=deny/VBZ/ROOT/0 ,/,/punct/0 a/DT/det/3 claim/NN/dobj/0 sued=sue/VBD/ccomp/0", False),
    ],
)
def test_a_clause_that_a_noun_sums_up(rows: str, summed: bool, nlp: Language) -> None:
    doc = tree(nlp, rows)
    assert conditionals.summed_up(next(token for token in doc if token.dep_ == "ccomp")) is summed


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        ("tested=test/VBD/ROOT/0 rather/RB/advmod/2 than/IN/cc/0 sold=sell/VBD/conj/0", True),
        ("tested=test/VBD/ROOT/0 instead/RB/advmod/2 of/IN/cc/0 sold=sell/VBD/conj/0", True),
        ("tested=test/VBD/ROOT/0 later/RB/advmod/2 than/IN/cc/0 sold=sell/VBD/conj/0", False),
        # the last coordinator before the word decides, and none behind it
        (
            "was=be/VBD/ROOT/0 rather/RB/advmod/2 than/IN/cc/0 used=use/VBD/conj/0 or/CC/cc/0 sold=sell/VBD/conj/0",
            False,
        ),
        ("tested=test/VBD/ROOT/0 sold=sell/VBD/conj/0 rather/RB/advmod/3 than/IN/cc/0", False),
        ("than/IN/cc/1 tested=test/VBD/ROOT/1 sold=sell/VBD/conj/1", False),
    ],
)
def test_a_fellow_put_aside(rows: str, holds: bool, nlp: Language) -> None:
    assert conditionals.instead(next(token for token in tree(nlp, rows) if token.text == "sold")) is holds


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        ("is/VBZ/ccomp/3 ;/:/punct/3 it/PRP/nsubj/3 fell=fall/VBD/ROOT/3", True),
        ("is/VBZ/ccomp/3 however/RB/advmod/3 it/PRP/nsubj/3 fell=fall/VBD/ROOT/3", True),
        # a connective that hangs on the clause itself belongs to it
        ("is/VBZ/ccomp/3 however/RB/advmod/0 it/PRP/nsubj/3 fell=fall/VBD/ROOT/3", False),
        ("is/VBZ/ccomp/3 soon/RB/advmod/3 it/PRP/nsubj/3 fell=fall/VBD/ROOT/3", False),
        ("however/RB/advmod/3 is/VBZ/ccomp/3 it/PRP/nsubj/3 fell=fall/VBD/ROOT/3", False),
    ],
)
def test_two_sentences_in_one(rows: str, holds: bool, nlp: Language) -> None:
    assert conditionals.juxtaposed(next(token for token in tree(nlp, rows) if token.text == "is")) is holds
