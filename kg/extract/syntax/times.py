"""When: the time expression that belongs to a trigger, as written; ``kg.fuse`` reads it against the article's date."""

from __future__ import annotations

import re

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.lexicon.classes import words
from kg.extract.syntax.clauses import has_to, is_verbal
from kg.model import Span, TimeExpression

# Quantities of time that say how long or how often, not when.
NOT_WHEN = re.compile(
    r"(?i)^(?:(?:at least|up to|about|around|more than|less than|nearly|almost|over|another) )?"
    r"(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|several|many|\d+)[- ]"
    r"(?:year|month|week|day|hour|quarter)s?(?:[- ]old)?|daily|weekly|monthly|annual|annually|quarterly|yearly|"
    r"decades?|years|months|weeks|days)$"
)
# What may stand before a date within one expression.
LEAD = re.compile(
    r"(?i)\b(?:(?:as (?:recently|late|early|long ago|far back) as(?: in)?|earlier|later|early|late|mid|since|between|"
    r"from|until|till|through|by|before|after|in|on|during|over|around|about|the|this|for|"
    r"at the (?:end|start|beginning) of|at least|back in|sometime|some|more than|nearly|almost)[\s-]+)+$"
)
# Words before a date that say nothing: "in May", "on Monday", "the 2016 sale".
IDLE = re.compile(r"(?i)(?:(?:in|on|during|over|for|at)\s+)?(?:the\s+(?=\d))?")
WILL = words("auxiliaries", "will", "would")
# What "after …" can be counted in; "on Tuesday after the meeting" counts nothing.
QUANTITY = re.compile(r"(?i)\b(?:year|month|week|day|hour|decade)s?$")
TAIL = re.compile(
    r"(?i)^(?:\s+(?:ago|earlier|later|before|prior|after\s+(?:those|these|that|the|this)\s+\w+(?:\s\w+)?|"
    r"of (?:that|this|the same|last|next) (?:year|month|week)))"
)


# Parts of a day that say which day: "last night", "Thursday evening"; "two hours" and "9 a.m." do not.
PART_OF_DAY = re.compile(
    r"(?i)^(?:(?:last|this|late|early|on) )*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day )?"
    r"(?:night|morning|afternoon|evening)$|^(?:tonight|overnight)$"
)
FUTURE = words("auxiliaries", "will") | {"shall"}


def of(text: str, trigger: Token, complement: Token | None = None, *, promised: bool = False) -> TimeExpression | None:
    """The time of a trigger's event in a ``text``: the date that hangs on it, on what it governs, on the verb above.

    What is ``promised`` takes the day on which somebody said so: "said on Tuesday that it would not sell them".
    """
    hosts = [host for host in (complement, trigger) if host is not None]
    if promised:
        hosts += [said for said in map(_saying, hosts) if said is not None]
    dates = [date for date in trigger.sent.ents if _is_date(date) and _tells_when(text, date)]
    best: tuple[int, int, DocSpan] | None = None
    for date in dates:
        distance = min((_distance(date.root, host) for host in hosts), default=99)
        if distance < 99 and (best is None or (distance, abs(date.start - trigger.i)) < best[:2]):
            best = (distance, abs(date.start - trigger.i), date)
    return expression(text, best[2], trigger) if best is not None else None


def _saying(host: Token) -> Token | None:
    """The verb under which somebody undertakes something ("said it would stop"), if there is one."""
    will = any(child.dep_ == "aux" and child.lower_ in WILL for child in host.children)
    return host.head if host.dep_ == "ccomp" and will else None


def _is_date(span: DocSpan) -> bool:
    return span.label_ == "DATE" or (span.label_ == "TIME" and PART_OF_DAY.match(span.text) is not None)


def _tells_when(text: str, date: DocSpan) -> bool:
    """Whether a date says when: "two years ago", not "for two years"."""
    after = text[date.end_char : date[0].sent.end_char]
    return not NOT_WHEN.match(date.text) or TAIL.match(after) is not None


def _distance(date: Token, trigger: Token) -> int:
    """How far a date is from a trigger along the tree; 99 where another clause's verb stands between."""
    steps, node = 0, date
    while steps < 8:
        if node.i == trigger.i:
            return steps
        if steps and node.pos_ in ("NOUN", "PROPN") and node.ent_type_ != "DATE":
            return 99  # the date of another thing: "before its July 2018 appeal"
        if is_verbal(node):
            break
        if node.head == node:
            return 99
        if node.dep_ in ("relcl", "acl"):
            return 99
        node, steps = node.head, steps + 1
    # The date hangs on a verb above the trigger: that verb's time is the trigger's where nothing but infinitives,
    # gerunds and light verbs lie between ("tried to sell it in 2017", "filed a lawsuit in May").
    host, up = trigger, 0
    while up < 6:
        if host.i == node.i:
            return steps + 2 * up
        if host.dep_ in ("xcomp", "pcomp", "prep", "dobj", "pobj", "nsubjpass", "attr", "conj", "oprd", "appos") or (
            host.dep_ in ("acl", "advcl") and host.tag_ == "VB" and has_to(host)
        ):
            if host.dep_ == "conj" and any(child.dep_ in ("nsubj", "nsubjpass") for child in host.children):
                return 99
            host, up = host.head, up + 1
        else:
            return 99
    return 99


def expression(text: str, date: DocSpan, trigger: Token) -> TimeExpression:
    """A date with the words around it that belong to it, as seen from a trigger."""
    start, end = date.start_char, date.end_char
    sentence = date[0].sent
    lead = LEAD.search(text[sentence.start_char : start])
    if lead is not None:
        start = sentence.start_char + lead.start()
    stripped = IDLE.match(text, start)
    start = stripped.end() if stripped else start
    tail = TAIL.match(text[end : sentence.end_char])
    if tail is not None and ("after" not in tail[0].lower() or QUANTITY.search(date.text)):
        end += tail.end()
    leans = None
    if tail is not None and "after" in tail[0].lower() and QUANTITY.search(date.text):
        noun = re.search(r"(?i)after\s+", tail[0])
        leans = Span(date.end_char + noun.end(), end) if noun else None
    return TimeExpression(Span(start, end), text[start:end], tense=tense(trigger), leans_on=leans)


def tense(trigger: Token) -> str:
    """``past``, ``present`` or ``future``, of the clause that a trigger stands in."""
    node = trigger
    while not is_verbal(node) and node.head != node:
        node = node.head
    for _ in range(6):
        if any(child.dep_ == "aux" and child.lower_ in FUTURE for child in node.children):
            return "future"
        if node.tag_ in ("VBD", "VBN") or any(
            child.dep_ in ("aux", "auxpass") and child.tag_ == "VBD" for child in node.children
        ):
            return "past"
        if node.tag_ in ("VBP", "VBZ"):
            return "present"
        if node.head == node:
            break
        node = node.head
    return "past"
