"""Rule names: what a claim says it was made by. Those of triggers stand in ``kg/frames/*.toml``, those of code here.

A rule in code is named for its extractor and its wording; a predicted relation for its label. Each has a sentence in
``tests/extract/test_rule_names.py``.
"""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """The names of the rules that are code, by extractor; the comment says what each reads."""

    COMMIT = "pledges.commit"  # "pledged not to sell", "committed to a pause"
    RENOUNCE = "pledges.renounce"  # "swore off selling", "ruled out a sale"
    SAY_WILL = "pledges.say-will"  # "said it would not sell"
    PROMISE = "pledges.promise"  # "its promise to stop selling"
    MORATORIUM = "pledges.moratorium"  # "put a moratorium on sales"
    WILL_NOT = "pledges.will-not"  # "will not sell", in the article's own words
    MUST = "opinions.must"  # "the ministry must act", in somebody's words
    VITAL = "opinions.vital"  # "it is vital that the ministry acts"
    BLAME = "opinions.blame"  # "the plan is reckless"
    TITLE = "positions.title"  # "Acme president Jo Rao"
    APPOSITION = "positions.apposition"  # "Jo Rao, president of Acme"
    AFFILIATION = "positions.affiliation"  # "Jo Rao of Acme"
    PARTY = "positions.party"  # "Jo Rao (D-Ohio)", "Labour MP Jo Rao"
    COPULA = "positions.copula"  # "Jo Rao is president of Acme", "is a Republican"
    LEAD = "positions.lead"  # "Jo Rao heads Acme"
    SERVE_AS = "positions.serve-as"  # "serves as president of Acme"
    HOLD_POST = "positions.hold-post"  # "holds the post of director at Acme"
    WORK_FOR = "positions.work-for"  # "works for Acme"
    SUCCEED = "successions.succeed"  # "succeeded Al Moe as president"
    JOIN_FROM = "successions.join-from"  # "joined from Acme"
    TENURE = "tenures.dated"  # "was president until May"
    OF_PLACE = "seats.of-place"  # "Acme GmbH of Leipzig"
    PLACE_FIRM = "seats.place-firm"  # "Acme, a Lisbon start-up"
    PREDECESSOR = "completing.predecessor"  # "Rao's predecessor, Al Moe"
    FOUNDER = "completing.founder"  # "Co-founder Jo Rao of Acme"
    DIRECT = "quotations.direct"  # words in quotation marks, or an answer
    INDIRECT = "quotations.indirect"  # "said that …"
    MIXED = "quotations.mixed"  # "said that it was “absurd”"
    VERB = "predicates.verb"  # an open claim of a verb
    NOUN = "predicates.noun"  # of a noun for an event, with its support verb if it has one
    ADJECTIVE = "predicates.adjective"  # of an adjective for one, behind a copula
