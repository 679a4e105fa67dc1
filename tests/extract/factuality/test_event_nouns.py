"""What is said of an event by what stands around its noun, sentence by sentence: the stance of the noun itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.factuality import assess
from kg.model import Actuality, Certainty
from tests.conftest import article_of

if TYPE_CHECKING:
    from spacy.language import Language


def stance(text: str, word: str, nlp: Language) -> str:
    """The stance of the first token written ``word``: "affirmed" alone is certain and actual."""
    from kg import nlp as pipeline

    [(_, doc)] = pipeline.docs(nlp, [article_of(text)])
    found = assess.stance(next(token for token in doc if token.lower_ == word))
    usual = {Certainty.CERTAIN, Actuality.ACTUAL}
    return " ".join(v.value for v in (found.polarity, found.certainty, found.actuality) if v not in usual)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("fell through", "negated"),
        ("never happened", "negated"),
        ("did not take place", "negated"),
        ("did not go ahead", "negated"),
        ("was called off", "negated"),
        ("was blocked", "negated"),
        ("is off", "negated"),
        ("went ahead", "affirmed"),
        ("was completed in May", "affirmed"),
        ("surprised Harrow", "affirmed"),
        ("will take place in May", "affirmed planned"),
        ("is expected in May", "affirmed planned"),
        ("is likely", "affirmed planned"),
        ("is unlikely", "negated probable"),
        ("is still possible", "affirmed possible"),
        ("depends on a vote", "affirmed planned"),
        ("is subject to approval", "affirmed planned"),
    ],
)
def test_what_is_said_of_an_event(text: str, wanted: str, nlp: Language) -> None:
    assert stance(f"The sale of the port {text}.", "sale", nlp) == wanted


@pytest.mark.parametrize(
    ("adjective", "wanted"),
    [
        ("recent", "affirmed"),
        ("proposed", "affirmed planned"),
        ("upcoming", "affirmed planned"),
        ("alleged", "affirmed probable"),
        ("rumoured", "affirmed possible"),
        ("attempted", "affirmed hypothetical"),
        ("would-be", "affirmed hypothetical"),
        ("cancelled", "negated"),
        ("failed", "negated"),
    ],
)
def test_adjectives_before_an_event(adjective: str, wanted: str, nlp: Language) -> None:
    assert stance(f"The {adjective} sale of the port angered Harrow.", "sale", nlp) == wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("If the sale of the port goes ahead, Harrow gains.", "sale", "affirmed conditional"),
        ("Did the sale of the port happen?", "sale", "unknown"),
        ("In the event of a sale of the port, Harrow gains.", "sale", "affirmed conditional"),
        ("Pending the sale of the port, Harrow stays.", "sale", "affirmed planned"),
        ("Instead of a lawsuit, Lumen sent flowers.", "lawsuit", "negated"),
        ("The lack of a lawsuit surprised the port.", "lawsuit", "negated"),
        ("Lumen acted in the absence of a contract.", "contract", "negated"),
        ("Rumours of the sale of the port spread.", "sale", "affirmed possible"),
        ("Reports of an arrest were false.", "arrest", "negated"),
        ("A warrant for the mayor's arrest was issued.", "arrest", "affirmed hypothetical"),
        ("A vote on the sale of the port is set for May.", "sale", "affirmed hypothetical"),
        ("The reason for the arrest of the mayor is known.", "arrest", "affirmed"),
        ("News of the mayor's arrest spread.", "arrest", "affirmed"),
        ("Plans for an acquisition of the port were dropped.", "acquisition", "negated planned"),
        ("Lumen faces a fine.", "fine", "affirmed possible planned"),
        ("Lumen faces a lawsuit.", "lawsuit", "affirmed"),
        # What was made was there, whatever becomes of it.
        ("Lumen dropped its lawsuit against the port.", "lawsuit", "affirmed"),
        ("Lumen cancelled its contract with the port.", "contract", "affirmed"),
        ("The lawsuit against the port collapsed.", "lawsuit", "affirmed"),
        ("The failed lawsuit against the port cost millions.", "lawsuit", "affirmed"),
    ],
)
def test_what_an_event_is_about(text: str, word: str, wanted: str, nlp: Language) -> None:
    assert stance(text, word, nlp) == wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The port barely used the scanners.", "used", "affirmed"),
        ("The port seldom used the scanners.", "used", "affirmed"),
        ("Not one port bought the scanners.", "bought", "negated"),
        ("Not a single port bought the scanners.", "bought", "negated"),
        ("On no occasion did Lumen sue the port.", "sue", "negated"),
        ("By no means did Lumen sue the port.", "sue", "negated"),
        ("There was never any lawsuit against the port.", "lawsuit", "negated"),
        ("It was not until July that Lumen sued the port.", "sued", "affirmed"),
        ("Lumen did not sue the port until July.", "sue", "affirmed"),
        ("Lumen will not sue the port until July.", "sue", "negated planned"),
        ("Far from suing the port, Lumen thanked it.", "suing", "negated"),
        ("Lumen thanked the port instead of suing it.", "suing", "negated"),
        ("The port came close to buying the scanners.", "buying", "negated"),
        ("Lumen did not hesitate to sue the port.", "sue", "affirmed"),
        ("The strike did not keep Lumen from suing the port.", "suing", "affirmed"),
        ("Harrow talked Lumen out of selling the scanners.", "selling", "negated"),
        ("Lumen was cleared of selling the scanners.", "selling", "negated"),
        ("Lumen thought better of selling the scanners.", "selling", "negated"),
        ("Lumen gave up its plan to sell the scanners.", "sell", "negated planned"),
        ("Lumen gave up hope of selling the scanners.", "selling", "negated hypothetical"),
        ("Lumen is not the firm that sold the scanners.", "sold", "negated"),
        ("There is no doubt that Lumen sold the scanners.", "sold", "affirmed"),
        ("It is beyond dispute that Lumen sold the scanners.", "sold", "affirmed"),
        ("It is no secret that Lumen sold the scanners.", "sold", "affirmed"),
        ("There is no denying that Lumen sued the port.", "sued", "affirmed"),
        ("It is a myth that Lumen sold the scanners.", "sold", "negated"),
        ("Harrow denied reports that it had bought the port.", "bought", "negated"),
        ("There is no evidence that Harrow had bought the port.", "bought", "unknown"),
        ("The port was unaware that Harrow had sold the scanners.", "sold", "affirmed"),
        ("Ministers were dismayed that Harrow sold the scanners.", "sold", "affirmed"),
        ("It emerged that Lumen sold the scanners.", "sold", "affirmed"),
        ("Abacus invested in the port; Quorum stayed out.", "invested", "affirmed"),
    ],
)
def test_verbs_and_their_scope(text: str, word: str, wanted: str, nlp: Language) -> None:
    assert stance(text, word, nlp) == wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Lumen has to sue the port.", "sue", "affirmed hypothetical"),
        ("Lumen had to sell the port.", "sell", "affirmed"),
        ("Lumen ought to sue the port.", "sue", "affirmed hypothetical"),
        ("Lumen had better sue the port.", "sue", "affirmed hypothetical"),
        ("Lumen is launching a scanner next month.", "launching", "affirmed planned"),
        ("Lumen launches a scanner tomorrow.", "launches", "affirmed planned"),
        ("Lumen launched a scanner this month.", "launched", "affirmed"),
        ("Lumen to launch a scanner.", "launch", "affirmed planned"),
        ("Lumen hired lawyers in case the port sued it.", "sued", "affirmed conditional"),
        ("As long as Lumen sells scanners, the port will buy them.", "sells", "affirmed conditional"),
        ("Assuming Lumen sold the scanners, the port owes tax.", "sold", "affirmed conditional"),
        ("If only Lumen had sued the port.", "sued", "affirmed conditional"),
        ("It is troubling enough to learn that Lumen tried to sue the port.", "tried", "affirmed"),
        ("It is sad to hear that Lumen sued the port.", "sued", "affirmed"),
        ("It is hard to prove that Lumen sued the port.", "sued", "unknown"),
        ("It matters that Lumen sued the port.", "sued", "affirmed"),
        ("Lumen does not and will not sell scanners.", "sell", "negated planned"),
        ("Lumen sold the scanners, however it could end up in court.", "sold", "affirmed"),
        ("Ada Moll appeared in May to unveil the scanner.", "unveil", "affirmed"),
        ("Ada Moll took the stage to unveil the scanner.", "unveil", "affirmed"),
        ("It is unclear if Lumen sold the scanners.", "sold", "unknown"),
        ("It looks like Lumen sued the port.", "sued", "affirmed probable"),
        ("In all likelihood Lumen sued the port.", "sued", "affirmed probable"),
        ("Lumen is thinking of selling the scanners.", "selling", "affirmed hypothetical"),
        ("Lumen talked about selling the scanners.", "selling", "affirmed hypothetical"),
        ("Lumen is close to selling the scanners.", "selling", "affirmed planned"),
        ("Lumen was on the verge of selling the scanners.", "selling", "affirmed planned"),
        ("Lumen set about selling the scanners.", "selling", "affirmed"),
    ],
)
def test_what_is_to_come_or_depends(text: str, word: str, wanted: str, nlp: Language) -> None:
    assert stance(text, word, nlp) == wanted
