"""The act below a verb or noun: its frame, its word, whether it is forgone, and the words above it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract.pledges.acts import Act, act_of, done_away, free_act
from tests.extract.trees import word

FORGONE, DONE = True, False
Told = tuple[str, str, bool, str] | None


def told(act: Act | None) -> Told:
    return None if act is None else (act.frame, act.word.text, act.forgone, " ".join(token.text for token in act.chain))


@pytest.mark.parametrize(
    ("text", "form", "act"),
    [
        ("They sell it.", "sell", ("Sale", "sell", DONE, "")),
        ("They do not sell it.", "sell", ("Sale", "sell", FORGONE, "")),
        ("They stop selling it.", "stop", ("Sale", "selling", FORGONE, "stop")),
        ("They do not stop selling it.", "stop", ("Sale", "selling", DONE, "stop")),
        ("They stop not selling it.", "stop", ("Sale", "selling", DONE, "stop")),
        ("They stop the sale.", "stop", ("Sale", "sale", FORGONE, "stop")),
        ("They suspend use of it.", "suspend", ("Use", "use", FORGONE, "suspend")),
        ("They refrain from sales.", "refrain", ("Sale", "sales", FORGONE, "refrain")),
        ("They pull out of sales.", "pull", ("Sale", "sales", FORGONE, "pull")),
        ("They stop for sales.", "stop", None),
        ("They stop on sales.", "stop", ("Sale", "sales", FORGONE, "stop")),
        ("They hold off on sales.", "hold", ("Sale", "sales", FORGONE, "hold")),
        ("They stop at sales.", "stop", None),
        ("They give up palm oil.", "give", ("Use", "give", FORGONE, "")),
        ("They do not give up palm oil.", "give", ("Use", "give", DONE, "")),
        ("They give up.", "give", None),
        ("They stop palm oil.", "stop", None),
        ("They avoid oil.", "avoid", ("Use", "avoid", FORGONE, "")),
        ("They do not avoid oil.", "avoid", ("Use", "avoid", DONE, "")),
        ("They stop eating.", "stop", None),
        ("They ban sales.", "ban", ("Sale", "sales", FORGONE, "ban")),
        ("They ban the men.", "ban", None),
        ("The ban on sales holds.", "ban", ("Sale", "sales", FORGONE, "ban")),
        ("The ban of sales holds.", "ban", ("Sale", "sales", FORGONE, "ban")),
        ("The ban on oil holds.", "ban", None),
        ("The ban on selling it holds.", "ban", ("Sale", "selling", FORGONE, "ban")),
        ("The ban on ending sales holds.", "ban", ("Sale", "sales", DONE, "ban ending")),
        ("The moratorium on sales holds.", "moratorium", ("Sale", "sales", FORGONE, "moratorium")),
        ("Their work is hard.", "work", None),
        ("They work.", "work", ("Development", "work", DONE, "")),
        ("Their sale is hard.", "sale", ("Sale", "sale", DONE, "")),
        ("They keep cameras off it.", "keep", ("Use", "keep", FORGONE, "")),
        ("They keep cameras off.", "keep", None),
        ("They keep cameras out of it.", "keep", ("Use", "keep", FORGONE, "")),
        ("They keep cameras on it.", "keep", None),
        ("They do not keep cameras off it.", "keep", ("Use", "keep", DONE, "")),
        ("They keep off it.", "keep", None),
        ("They keep the three big cameras off it.", "keep", ("Use", "keep", FORGONE, "")),
        ("They keep cameras in towns far off it.", "keep", None),
        ("They keep cameras in Oslo off it.", "keep", ("Use", "keep", FORGONE, "")),
        ("They keep cameras near Oslo town off it.", "keep", None),
        ("They keep cameras well off it.", "keep", ("Use", "keep", FORGONE, "")),
        ("They make staff redundant.", "make", ("Departure", "make", DONE, "")),
        ("They do not make staff redundant.", "make", ("Departure", "make", FORGONE, "")),
        ("They make staff rich.", "make", None),
        ("They make sales.", "make", ("Sale", "sales", DONE, "make")),
        ("They do not make sales.", "make", ("Sale", "sales", FORGONE, "make")),
        ("They make cakes.", "make", None),
        ("They made it sell.", "made", ("Sale", "sell", DONE, "made")),
        ("They continue selling it.", "continue", ("Sale", "selling", DONE, "continue")),
        ("They do not continue selling it.", "continue", ("Sale", "selling", FORGONE, "continue")),
        ("They continue to stop selling it.", "continue", ("Sale", "selling", FORGONE, "continue stop")),
        ("They allow sales.", "allow", ("Sale", "sales", DONE, "allow")),
        ("They do not allow sales.", "allow", ("Sale", "sales", FORGONE, "allow")),
        ("They permit use of it.", "permit", ("Use", "use", DONE, "permit")),
        ("They continue sales.", "continue", None),
        ("They allow him to sell it.", "allow", ("Sale", "sell", DONE, "allow")),
        ("They allow bans on sales.", "allow", ("Sale", "sales", FORGONE, "allow bans")),
        ("They continue the ban on sales.", "continue", ("Sale", "sales", FORGONE, "continue ban")),
        ("They start the ban on sales.", "start", ("Sale", "sales", FORGONE, "start ban")),
        ("They eat.", "eat", None),
        ("They will not be selling it.", "selling", ("Sale", "selling", FORGONE, "")),
        ("They stop stopping selling it.", "stop", ("Sale", "selling", DONE, "stop stopping")),
        (
            "They continue to continue to continue to continue to sell it.",
            "continue",
            ("Sale", "sell", DONE, "continue continue continue continue"),
        ),
        ("They continue to continue to continue to continue to continue to sell it.", "continue", None),
        (
            "They continue to continue to continue to sell it.",
            "continue",
            ("Sale", "sell", DONE, "continue continue continue"),
        ),
        (
            "They start the ban on starting the ban on sales.",
            "start",
            ("Sale", "sales", DONE, "start ban starting ban"),
        ),
        ("They start the ban on starting the ban on starting the ban on sales.", "start", None),
        ("They decline to sell it.", "decline", ("Sale", "sell", FORGONE, "decline")),
        ("They refuse to sell it.", "refuse", ("Sale", "sell", FORGONE, "refuse")),
        ("They do not refuse to sell it.", "refuse", ("Sale", "sell", DONE, "refuse")),
        ("They fire staff.", "fire", ("Departure", "fire", DONE, "")),
        ("They roll out it.", "roll", ("Launch", "roll", DONE, "")),
        ("They shut down mills.", "shut", ("Discontinuation", "shut", DONE, "")),
        ("They shut mills.", "shut", ("Discontinuation", "shut", DONE, "")),
        ("They hand over data.", "hand", ("Disclosure", "hand", DONE, "")),
        ("They hand data.", "hand", None),
    ],
)
def test_the_act_below_a_word(text: str, form: str, act: Told, nlp: Language) -> None:
    assert told(act_of(word(nlp, text, form))) == act


@pytest.mark.parametrize(
    ("text", "form", "act"),
    [
        ("Acme sold it. Bolt will do so.", "do", ("Sale", "sold", DONE, "do")),
        ("Acme stopped selling it. Bolt will do so.", "do", ("Sale", "selling", FORGONE, "do")),
        ("Acme stopped selling it. Bolt will not do so.", "do", ("Sale", "selling", DONE, "do")),
        ("Acme sold it. Bolt will do that.", "do", ("Sale", "sold", DONE, "do")),
        ("Acme sold it. Bolt will do it.", "do", ("Sale", "sold", DONE, "do")),
        ("Acme sold it. Bolt will do this.", "do", ("Sale", "sold", DONE, "do")),
        ("Acme sold it. Bolt will do them.", "do", None),
        ("Acme sold it. It rained. Bolt will do so.", "do", None),
        ("Acme wants to sell it. Bolt will do so.", "do", ("Sale", "sell", DONE, "do")),
        ("Acme left. Bolt will do so.", "do", None),
        ("Acme tested it and sold it. Bolt will do so.", "do", ("Sale", "sold", DONE, "do")),
        ("Acme refrained from selling it. Bolt will do so.", "do", ("Sale", "selling", FORGONE, "do")),
        ("Acme wants to stop selling it. Bolt will do so.", "do", ("Sale", "selling", FORGONE, "do")),
        ("Bolt will do so. Acme sold it.", "do", None),
        ("Acme's sale rose. Bolt will do so.", "do", None),
        ("Acme used it. Bolt sold it. Cork will do so.", "do", ("Sale", "sold", DONE, "do")),
        ("Acme sold it, and Bolt will do so.", "do", ("Sale", "sold", DONE, "do")),
        ("Bolt will do so to sell it.", "do", None),
        ("Acme stopped and sold it. Bolt will do so.", "do", ("Sale", "sold", DONE, "do")),
    ],
)
def test_what_to_do_so_stands_for(text: str, form: str, act: Told, nlp: Language) -> None:
    assert told(act_of(word(nlp, text, form))) == act


@pytest.mark.parametrize(
    ("text", "form", "act"),
    [
        ("They refund it.", "refund", ("", "refund", DONE, "")),
        ("They do not refund it.", "refund", ("", "refund", FORGONE, "")),
        ("They have it.", "have", None),
        ("They do it.", "do", None),
        ("They seem it.", "seem", None),
        ("There will be no rise.", "be", ("", "rise", FORGONE, "be")),
        ("There will be a rise.", "be", None),
        ("It will be no rise.", "be", None),
        ("There will not be a rise.", "be", ("", "rise", FORGONE, "be")),
        ("There will be none.", "be", ("", "none", FORGONE, "be")),
        ("They will be rich.", "be", None),
        ("They sell it.", "sell", ("Sale", "sell", DONE, "")),
        ("to any customer, save for cases", "save", None),
        ("They save it.", "save", ("", "save", DONE, "")),
        ("They save for it.", "save", None),
        ("They save", "save", ("", "save", DONE, "")),
        ("They save.", "save", ("", "save", DONE, "")),
    ],
)
def test_a_deed_of_no_frame(text: str, form: str, act: Told, nlp: Language) -> None:
    assert told(free_act(word(nlp, text, form))) == act


@pytest.mark.parametrize(
    ("text", "form", "away"),
    [
        ("They swore off it.", "swore", True),
        ("They swore it.", "swore", False),
        ("They ruled out sales.", "ruled", True),
        ("They ruled it.", "ruled", False),
        ("They gave up sales.", "gave", False),
    ],
)
def test_what_is_done_away_with(text: str, form: str, away: bool, nlp: Language) -> None:
    assert done_away(word(nlp, text, form)) is away
