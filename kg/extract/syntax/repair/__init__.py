"""Parse repair: what the parser gets wrong in one and the same way, mended for everybody before anything is found.

A relation is written as usual, ``label(head, dependent)``, and a tag as ``word/TAG``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.syntax.repair import attachment, clefts, labels, nominal_attachment, tags

__all__ = ["REPAIRS", "Repair", "repair"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One mistake of the parser, with a sentence in which it makes it: what it reads there, and what is made of that.

    ``mend`` changes the tree around a token in place, where it has the shape of the mistake; it is called for every
    token whose label is one of ``at``.
    """

    name: str
    mend: Callable[[Token], None]
    at: frozenset[str]
    example: str
    wrong: str
    right: str


def _repair(mend: Callable[[Token], None], at: str, example: str, wrong: str, right: str) -> Repair:
    return Repair(mend.__name__, mend, frozenset(at.split()), example, wrong, right)


# In this order on each token, one token after the other.
REPAIRS = (
    _repair(
        labels.infinitive,
        "relcl",
        "Harrow reached a deal to acquire Brindle.",
        "relcl(deal, acquire)",
        "acl(deal, acquire)",
    ),
    _repair(
        attachment.participle,
        "ccomp advcl",
        "The Harrow chairwoman, asked about it, said that it was late.",
        "advcl(said, asked)",
        "acl(chairwoman, asked)",
    ),
    _repair(
        attachment.speaking,
        "ccomp",
        "“It took too long,” said Harrow analyst Chris Weaver commenting on this decision.",
        "nsubj(commenting, Weaver)",
        "nsubj(said, Weaver)",
    ),
    _repair(
        labels.then,
        "dep",
        "Ana Roth told the council that it had stopped, then conceded that it might start.",
        "dep(told, conceded)",
        "conj(told, conceded)",
    ),
    _repair(
        tags.finite,
        "ROOT",
        "Brindle Systems named Ana Roth, a former minister, as its chief.",
        "acl(Systems, named)",
        "nsubj(named, Systems)",
    ),
    _repair(
        labels.called_on,
        "advcl",
        "Ana Roth called on the ministry to release the papers.",
        "advcl(called, release)",
        "xcomp(called, release)",
    ),
    _repair(
        labels.receiver,
        "dobj",
        "The ministry gave Brindle Systems permission to fly.",
        "compound(permission, Systems)",
        "dative(gave, Systems)",
    ),
    _repair(
        nominal_attachment.apposed,
        "dobj npadvmod oprd",
        "In 2018 the Aviation Authority fined it £3m for fixing prices with a rival, Dunham, after an inquiry.",
        "npadvmod(fined, Dunham)",
        "appos(rival, Dunham)",
    ),
    _repair(
        tags.listed,
        "advcl npadvmod dobj dep",
        "Brindle has not tested, flown or sold the records.",
        "advcl(tested, flown)",
        "conj(tested, flown)",
    ),
    _repair(
        nominal_attachment.relative,
        "relcl",
        "Brindle hired an engineer at Harrow, who built the drones.",
        "relcl(Harrow, built)",
        "relcl(engineer, built)",
    ),
    _repair(
        nominal_attachment.per_cent,
        "pobj dobj nsubj nsubjpass npadvmod attr conj appos compound nmod",
        "Unemployment rose to 5 per cent.",
        "pobj(to, 5)",
        "pobj(to, cent)",
    ),
    _repair(
        tags.reduced,
        "xcomp csubj csubjpass",
        "The report does not tell the number of bombs dropped in each strike.",
        "xcomp(tell, dropped)",
        "acl(bombs, dropped)",
    ),
    _repair(
        attachment.complement,
        "acl relcl ccomp",
        "Brindle Systems wrote in a statement that it would stop selling drones.",
        "acl(statement, stop)",
        "ccomp(wrote, stop)",
    ),
    _repair(
        attachment.charge,
        "prep",
        "Brindle Systems was accused by two clerks of selling its records.",
        "prep(clerks, of)",
        "prep(accused, of)",
    ),
    _repair(
        attachment.agent,
        "prep",
        "Ana Roth was succeeded on an interim basis by Jo Rao.",
        "prep(basis, by)",
        "agent(succeeded, by)",
    ),
    _repair(
        nominal_attachment.headed,
        "appos",
        "The head of the Harrow Foundation, Ana Roth, resigned.",
        "appos(Foundation, Roth)",
        "appos(head, Roth)",
    ),
    _repair(
        nominal_attachment.holder,
        "pobj",
        "Brindle met the Governor of Washford Chris Gregor.",
        "pobj(of, Gregor)",
        "appos(Governor, Gregor)",
    ),
    _repair(
        nominal_attachment.post,
        "prep",
        "Ana Roth became professor of botany at the university.",
        "prep(became, at)",
        "prep(professor, at)",
    ),
    _repair(
        attachment.manner,
        "advmod",
        "Brindle Systems did not sell the district hospitals their bedside monitors cheaply.",
        "advmod(monitors, cheaply)",
        "advmod(sell, cheaply)",
    ),
    _repair(attachment.denial, "neg", "It would not, it added, pay a dividend.", "neg(would, not)", "neg(pay, not)"),
    _repair(
        attachment.contrasted,
        "conj",
        "The mayor criticised not Brindle but Harrow.",
        "conj(criticised, Harrow)",
        "conj(Brindle, Harrow)",
    ),
    _repair(
        clefts.cleft,
        "ccomp relcl",
        "It was not Harrow but Brindle who sold the drones to the police.",
        "ccomp(was, sold)",
        "relcl(Harrow, sold)",
    ),
    _repair(
        clefts.second_subject,
        "nsubj nsubjpass",
        "Owners of the Lumen 4, a camera discontinued by Brindle in May, sued the firm.",
        "nsubj(sued, camera)",
        "appos(Lumen, camera)",
    ),
    _repair(
        clefts.concession,
        "advmod",
        "Nobody, however much they wanted it, bought the drones.",
        "nsubj(wanted, Nobody)",
        "nsubj(bought, Nobody)",
    ),
    _repair(
        clefts.named_office,
        "dobj",
        "The Sabres have appointed Al Moe head coach.",
        "compound(coach, Moe)",
        "dobj(appointed, Moe)",
    ),
    _repair(
        attachment.beyond_receiver,
        "dobj",
        "The city showed Acme the drones.",
        "dobj(Acme, drones)",
        "dobj(showed, drones)",
    ),
)
BY_LABEL = {
    label: [one.mend for one in REPAIRS if label in one.at]
    for label in sorted({at for one in REPAIRS for at in one.at})
}


def repair(doc: Doc) -> None:
    """Mends the parse in place; a second time there is nothing to mend."""
    for token in doc:
        label = token.dep_
        for mend in BY_LABEL.get(label, ()):
            if token.dep_ == label:
                mend(token)
