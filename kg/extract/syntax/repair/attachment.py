"""Repairs of attachment: what belongs to a verb and hangs elsewhere."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.lexicon.classes import words
from kg.extract.syntax.clauses import children, is_passive

MANNERS = words("prepositions", "manners")
JUDGING = words("control", "judging")
CHARGE_PREPOSITIONS = words("prepositions", "charges")
SAYING = words("reporting_verbs", "speaking", "uttering", "conveying") | words("documents", "writing")
WRITING_PREPOSITIONS = words("prepositions", "writings")
WRITINGS = words("documents", "documents", "occasions", "writings")
REPORTING = words("reporting_verbs", "speaking", "conveying")


def participle(clause: Token) -> None:
    """ "Ana Roth, asked about it, said it was late": a participle between commas tells of the subject before it.

    The parser takes it for a clause that the verb of saying reports, and its subject for its own.
    """
    verb = clause.head
    told = verb.tag_ in ("VBD", "VBZ") and verb.lemma_ in REPORTING and verb.i > clause.i
    if not told or clause.tag_ not in ("VBD", "VBN") or any(child.dep_ == "nsubj" for child in verb.children):
        return
    if not any(child.dep_ == "ccomp" for child in verb.rights):
        return
    subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
    if subject is None or clause.nbor(-1).text != "," or clause.i - subject.right_edge.i > 2:
        return
    if verb.nbor(-1).text == "," and not any(child.dep_ in ("aux", "auxpass", "mark") for child in clause.children):
        subject.head, subject.dep_ = verb, "nsubj"
        clause.head, clause.dep_ = subject, "acl"


def speaking(clause: Token) -> None:
    """ "“…”, said analyst Jo Rao commenting on it": who speaks behind the verb, taken for the subject of the rest."""
    verb = clause.head
    if clause.tag_ != "VBG" or verb.lemma_ not in REPORTING or verb.tag_ not in ("VBD", "VBZ"):
        return
    if children(verb, "nsubj") or children(clause, "aux", "mark"):
        return
    speaker = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
    if speaker is not None and speaker.left_edge.i == verb.i + 1:
        speaker.head, speaker.dep_ = verb, "nsubj"
        clause.head, clause.dep_ = speaker, "acl"


def complement(clause: Token) -> None:
    """ "Wrote in a blog post that it would stop": what is said, hung on the post."""
    noun, that = clause.head, clause.left_edge
    if noun.dep_ != "pobj" or noun.head.dep_ != "prep" or noun.head.lower_ not in WRITING_PREPOSITIONS:
        return
    whole = any(child.dep_ in ("nsubj", "nsubjpass", "expl") and child != that for child in clause.lefts)
    if that.lower_ != "that" or that.i < noun.i or not whole or noun.lemma_.lower() not in WRITINGS:
        return
    verb = noun.head.head
    said = verb.pos_ == "VERB" and verb.lemma_.lower() in SAYING and verb.i < noun.i
    if said and not children(verb, "ccomp", "xcomp"):
        clause.head, clause.dep_ = verb, "ccomp"


def charge(preposition: Token) -> None:
    """ "Was accused by two clerks of selling them": what somebody is charged with, hung on whoever charges them."""
    accuser = preposition.head
    verb = accuser.head.head
    if accuser.dep_ != "pobj" or accuser.head.dep_ != "agent" or preposition.lower_ not in CHARGE_PREPOSITIONS:
        return
    if verb.lemma_.lower() in JUDGING and children(preposition, "pcomp"):
        preposition.head = verb


def agent(by: Token) -> None:
    """ "Was succeeded on an interim basis by Jo Rao", "was sold in May by Vell": who did it, hung on how or when."""
    noun = by.head
    if by.lower_ != "by" or noun.dep_ != "pobj" or noun.head.dep_ != "prep":
        return
    verb = noun.head.head
    circumstance = noun.ent_type_ in ("DATE", "TIME") or noun.lemma_.lower() in MANNERS
    if circumstance and verb.pos_ == "VERB" and is_passive(verb) and not children(verb, "agent"):
        by.head, by.dep_ = verb, "agent"


def manner(adverb: Token) -> None:
    """ "Did not sell the drones cheaply": how it is done, hung on the object."""
    noun = adverb.head
    last = next((child for child in reversed(list(noun.rights)) if not child.is_punct), None)
    if noun.dep_ == "dobj" and last == adverb and adverb.tag_ == "RB" and adverb.lower_.endswith("ly"):
        adverb.head = noun.head


def denial(word: Token) -> None:
    """ "Would not, it added, pay them": what denies the verb, hung on its auxiliary.

    "Does not and will not" denies once.
    """
    auxiliary = word.head
    verb = auxiliary.head
    if auxiliary.dep_ in ("aux", "auxpass") and not children(verb, "neg"):
        word.head = verb


def contrasted(item: Token) -> None:
    """ "Criticised not the firm but its owner": the fellow of what is denied, hung on the verb."""
    verb, rights = item.head, list(item.head.rights)
    if item.pos_ not in ("NOUN", "PROPN", "PRON") or verb.pos_ != "VERB":
        return
    thing = next((child for child in rights if child.dep_ == "dobj" and child.i < item.i), None)
    but = next((child for child in rights if child.dep_ == "cc" and child.lower_ == "but" and child.i < item.i), None)
    if thing is None or but is None:
        return
    if any(child.lower_ == "not" and verb.i < child.i < thing.i for child in (*rights, *thing.lefts)):
        item.head, but.head = thing, thing


def beyond_receiver(thing: Token) -> None:
    """ "Awarded Acme the contract": what is given, hung on who receives it."""
    receiver = thing.head
    if receiver.dep_ == "dative" and receiver.pos_ != "ADP" and thing.i > receiver.i:
        thing.head = receiver.head
