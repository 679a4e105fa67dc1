"""Parse repair: what the parser gets wrong in one and the same way is mended, and only that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc

from kg import nlp as pipeline
from kg.extract.syntax import repair
from kg.model import Actuality, Polarity
from tests.conftest import Reading, article_of

if TYPE_CHECKING:
    from spacy.language import Language


def facts(doc: Doc) -> set[str]:
    """The relations and tags of a parse, as the table of repairs writes them."""
    tags = {f"{token.text}/{token.tag_}" for token in doc}
    return tags | {f"{token.dep_}({token.head.text}, {token.text})" for token in doc}


@pytest.mark.parametrize("one", repair.REPAIRS, ids=lambda one: one.name)
def test_what_the_parser_gets_wrong_is_mended(one: repair.Repair, nlp: Language) -> None:
    [(_, doc)] = pipeline.docs(nlp, [article_of(one.example)])
    found = facts(doc)
    assert one.wrong in found
    assert one.right not in found
    repair.repair(doc)
    mended = facts(doc)
    assert one.right in mended
    assert one.wrong not in mended
    repair.repair(doc)
    assert facts(doc) == mended, "a second time there is nothing to mend"


def test_each_repair_has_a_name_of_its_own() -> None:
    assert len({one.name for one in repair.REPAIRS}) == len(repair.REPAIRS)


@pytest.mark.parametrize(
    ("text", "verb", "label"),
    [
        ("Harrow reached a deal to acquire Brindle.", "acquire", "acl"),
        ("Harrow signed a deal to sell drones to the agency.", "sell", "acl"),
        ("Harrow is the first firm to sell drones to the agency.", "sell", "relcl"),
        ("The agency has a chief to lead it.", "lead", "relcl"),
        ("One of the biggest stocks to drop was Harrow.", "drop", "relcl"),
        ("It was the only deal to fall through.", "fall", "relcl"),
        ("The deal that it signed was void.", "signed", "relcl"),
        ("The agency, which has to sell the drones, was fined.", "has", "relcl"),
    ],
)
def test_an_infinitive_completes_its_noun(text: str, verb: str, label: str, nlp: Language) -> None:
    doc = nlp(text)
    repair.repair(doc)
    assert next(token.dep_ for token in doc if token.text == verb) == label
    before = [(token.dep_, token.head.i) for token in doc]
    repair.repair(doc)
    assert [(token.dep_, token.head.i) for token in doc] == before


def test_what_a_name_is_to_do_is_its_own(nlp: Language) -> None:
    words = ["Deals", ":", "Marnock", "to", "buy", "Harrow"]
    doc = Doc(
        nlp.vocab,
        words=words,
        heads=[0, 0, 0, 4, 2, 4],
        deps=["ROOT", "punct", "appos", "aux", "relcl", "dobj"],
        pos=["NOUN", "PUNCT", "NOUN", "PART", "VERB", "PROPN"],
        tags=["NNS", ":", "NN", "TO", "VB", "NNP"],
    )
    repair.repair(doc)
    assert doc[4].dep_ == "relcl"


@pytest.mark.parametrize(
    ("text", "polarity", "actuality"),
    [
        ("Brindle Systems reached a deal to acquire Harrow Optics.", Polarity.AFFIRMED, Actuality.PLANNED),
        ("Brindle Systems has clinched a deal to acquire Harrow Optics.", Polarity.AFFIRMED, Actuality.PLANNED),
        ("Brindle Systems hopes to reach a deal to acquire Harrow Optics.", Polarity.AFFIRMED, Actuality.HYPOTHETICAL),
        ("Brindle Systems did not reach a deal to acquire Harrow Optics.", Polarity.NEGATED, Actuality.PLANNED),
    ],
)
def test_a_deal_to_acquire_is_an_acquisition_to_come(
    text: str, polarity: Polarity, actuality: Actuality, reading: Callable[..., Reading]
) -> None:
    read = reading(text)
    [claim] = read.of("Acquisition")
    assert read.roles(claim) == {"acquirer": "Brindle Systems", "target": "Harrow Optics"}
    assert (claim.polarity, claim.actuality) == (polarity, actuality)
    assert claim.attribution == ()


@pytest.mark.parametrize(
    ("text", "who", "frame"),
    [
        ("Ana Roth, asked whether it was late, said that it was.", "Ana Roth", "Statement"),
        ("The Harrow chairwoman, asked about it, said that it was late.", "The Harrow chairwoman", "Statement"),
        ("Brindle Systems gave Harrow Optics access to its records.", "Brindle Systems", "Disclosure"),
    ],
)
def test_who_acts_is_told(text: str, who: str, frame: str, reading: Callable[..., Reading]) -> None:
    read = reading(text)
    (claim,) = read.of(frame)
    assert who in read.roles(claim).values()


def test_what_follows_then_is_done_by_the_same(reading: Callable[..., Reading]) -> None:
    read = reading("Ana Roth told the council that it had stopped, then conceded that it might start.")
    assert [read.roles(claim)["speaker"] for claim in read.of("Statement")] == ["Ana Roth", "Ana Roth"]


@pytest.mark.parametrize(
    ("text", "word", "label", "head"),
    [
        ("Brindle Systems named Ana Roth, a former minister, as its chief.", "named", "ROOT", "named"),
        ("Brindle Systems, based in Oslo.", "based", "acl", "Systems"),
        ("Ana Roth called on the ministry to release the papers.", "release", "xcomp", "called"),
        ("The ministry gave Brindle Systems permission to fly.", "Systems", "dative", "gave"),
        ("The report does not tell the number of bombs dropped in each strike.", "dropped", "acl", "bombs"),
        ("The ministry sold Brindle Systems drones.", "Systems", "compound", "drones"),
        ("The editor of the Gazette, who resigned, sued it.", "resigned", "relcl", "editor"),
        ("The editor of the Gazette, which closed, sued it.", "closed", "relcl", "Gazette"),
        ("The lawyer of Ana Roth, who resigned, sued it.", "resigned", "relcl", "Roth"),
        ("Ana Roth became director at the age of forty.", "at", "prep", "became"),
        ("Brindle Systems was hurt by the fact that it had sold drones.", "sold", "acl", "fact"),
    ],
)
def test_heads_and_labels(text: str, word: str, label: str, head: str, nlp: Language) -> None:
    doc = nlp(text)
    for _ in range(2):  # a second time it finds nothing to mend
        repair.repair(doc)
        token = next(token for token in doc if token.text == word)
        assert (token.dep_, token.head.text) == (label, head)


def test_a_name_in_commas_is_the_nouns_before_it(reading: Callable[..., Reading]) -> None:
    read = reading(
        "Brightwell appealed.\nIn 2018 the Aviation Authority fined it £3m for fixing prices with a rival, Dunham, "
        "after an inquiry that lasted four years."
    )
    assert [read.roles(claim)["target"] for claim in read.of("Enforcement")] == ["Brightwell"]


def test_whose_arm_it_is_stands_whatever_becomes_of_it(reading: Callable[..., Reading]) -> None:
    told = {
        "Harrow Optics has no intention of selling its German arm, Küchenwerk.": [Polarity.AFFIRMED],
        "Harrow Optics has not sold its former arm, Küchenwerk.": [Polarity.NEGATED],
    }
    for text, wanted in told.items():
        assert [claim.polarity for claim in reading(text).of("Ownership")] == wanted


@pytest.mark.parametrize(
    ("text", "label", "head"),
    [
        ("Oakline Capital owns 9 per cent of Brindle Systems.", "dobj", "owns"),
        ("Unemployment rose to 5 per cent.", "pobj", "to"),
        ("Shares fell 3.5 per cent.", "npadvmod", "fell"),
        ("Sales fell by nearly 4 per cent in May.", "pobj", "by"),
        ("Some 40 per cent of voters back the plan.", "nsubj", "back"),
    ],
)
def test_the_unit_is_the_head_of_its_number(text: str, label: str, head: str, nlp: Language) -> None:
    doc = nlp(text)
    repair.repair(doc)
    cent = next(token for token in doc if token.text == "cent")
    assert (cent.dep_, cent.head.text) == (label, head)
    assert {(cent.nbor(-2).dep_, cent.nbor(-2).head.text), (cent.nbor(-1).dep_, cent.nbor(-1).head.text)} == {
        ("nummod", "cent"),
        ("nmod", "cent"),
    }


def test_a_share_in_words_is_owned_and_told_in_full(reading: Callable[..., Reading]) -> None:
    one = reading("Oakline Capital owns 9 per cent of Brindle Systems.").of("Ownership")[0]
    assert {filling.role: filling.text for filling in one.roles} == {
        "parent": "Oakline Capital",
        "subsidiary": "Brindle Systems",
    }
    rise = reading("Unemployment in Norland rose to 5 per cent.").of("Increase")[0]
    assert rise.role("level").text == "5 per cent"
