"""Parse repair: what the parser gets wrong in one and the same way, mended for everybody before anything is found.

Each repair is a function of a token that changes its label or head in place; a second time it finds nothing to mend.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.lexicon import noun_type
from kg.extract.lexicon.classes import words
from kg.extract.syntax.arguments import DITRANSITIVE, PREPOSITION_CONTROL, RIGHTS
from kg.extract.syntax.clauses import QUESTIONING, has_to

REPORTING = words("reporting_verbs", "speaking", "conveying")
GIVEN = RIGHTS | words("receiving", "given")
RANKING = words("time", "ranking")


def repair(doc: Doc) -> None:
    """Mends the parse in place."""
    for token in doc:
        _infinitive(token)
        _participle(token)
        _then(token)
        _finite(token)
        _called_on(token)
        _receiver(token)
        _apposed(token)
        _listed(token)
        _per_cent(token)
        _reduced(token)


def _infinitive(token: Token) -> None:
    """ "A deal to acquire it": an infinitive without a subject or a relative pronoun completes its noun.

    Of somebody it tells what they do or are to do ("a chief to lead it"), and so it does of what is one of a ranking or
    the only one: "the biggest stock to drop", "the only deal to fall through".
    """
    noun = token.head
    if token.dep_ != "relcl" or token.tag_ != "VB" or not has_to(token) or noun.pos_ != "NOUN":
        return
    if any(child.dep_ in ("nsubj", "nsubjpass", "csubj") for child in token.children):
        return
    if noun.text[:1].isupper() and noun.i > noun.sent.start:
        return  # a name that the parser takes for a noun: "Deals: Vell to buy Harrow"
    if any(child.tag_ == "JJS" or child.lower_ in RANKING or child.ent_type_ == "ORDINAL" for child in noun.lefts):
        return
    before = noun.nbor(-1).lower_ if noun.i else ""
    if noun_type(noun.lemma_.lower(), before) is None and not any(word.tag_ in QUESTIONING for word in token.lefts):
        token.dep_ = "acl"


def _participle(token: Token) -> None:
    """ "Ana Roth, asked about it, said it was late": a participle between commas tells of the subject before it.

    The parser takes it for a clause that the verb of saying reports, and its subject for its own.
    """
    told = token.tag_ in ("VBD", "VBZ") and token.lemma_ in REPORTING
    if not told or any(child.dep_ == "nsubj" for child in token.children):
        return
    clauses = (child for child in token.lefts if child.dep_ in ("ccomp", "advcl"))
    clause = next((child for child in clauses if child.tag_ in ("VBD", "VBN")), None)
    if clause is None or not any(child.dep_ == "ccomp" for child in token.rights):
        return
    subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
    if subject is None or clause.nbor(-1).text != "," or clause.i - subject.right_edge.i > 2:
        return
    if token.nbor(-1).text == "," and not any(child.dep_ in ("aux", "auxpass", "mark") for child in clause.children):
        subject.head, subject.dep_ = token, "nsubj"
        clause.head, clause.dep_ = subject, "acl"


def _then(token: Token) -> None:
    """ "Told them it had stopped, then conceded that it had not": a verb behind "then" goes on with the one before."""
    before, head = token.nbor(-1) if token.i else token, token.head
    if token.dep_ != "dep" or before.lower_ != "then" or not (token.tag_ == head.tag_ == "VBD") or head.i > token.i:
        return
    if not any(child.dep_ in ("nsubj", "nsubjpass", "mark") for child in token.children):
        token.dep_ = "conj"


def _finite(token: Token) -> None:
    """ "Vell Systems named Ana Roth, a former adviser, as its chief.": a past tense that was taken for a participle.

    The sentence has no other verb, and the participle an object: "Vell Systems, based in Lund." stays as it is.
    """
    verb = token.nbor() if token.i + 1 < len(token.doc) else token
    if token.dep_ != "ROOT" or token.pos_ not in ("NOUN", "PROPN") or verb.head != token or verb.dep_ != "acl":
        return
    told = next(
        (child for child in verb.rights if child.dep_ in ("dobj", "oprd", "dative") and child.pos_ == "PROPN"), None
    )
    if verb.tag_ != "VBN" or told is None or token.sent[-1].text != "." or _has_finite(token):
        return
    after = [child for child in token.rights if child.i > verb.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    token.head, token.dep_ = verb, "nsubj"
    told.dep_ = "dobj" if told.dep_ == "oprd" else told.dep_
    for child in after:
        child.head = verb


def _has_finite(root: Token) -> bool:
    """Whether a sentence has a finite verb that is not of a relative clause."""
    relative = {item.i for token in root.sent if token.dep_ == "relcl" for item in token.subtree}
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.i not in relative for token in root.sent)


def _called_on(token: Token) -> None:
    """ "Called on the ministry to release it": the infinitive is what is called for, and no purpose of the call."""
    head = token.head
    if token.dep_ != "advcl" or token.tag_ != "VB" or not has_to(token) or token.i < head.i:
        return
    wanted = PREPOSITION_CONTROL.get(head.lemma_.lower())
    preps = (child for child in head.rights if child.dep_ == "prep" and child.lower_ == wanted)
    before = [prep for prep in preps if prep.right_edge.i + 1 == token.left_edge.i]
    whom = [child for prep in before for child in prep.children if child.dep_ == "pobj"]
    if any(item.ent_type_ not in ("DATE", "TIME") for item in whom):
        token.dep_ = "xcomp"


def _receiver(token: Token) -> None:
    """ "Gave Vell Systems permission": a name before what is given is whoever is given it."""
    verb = token.head
    if token.dep_ != "dobj" or token.lemma_.lower() not in GIVEN or verb.lemma_.lower() not in DITRANSITIVE:
        return
    if any(child.dep_ == "dative" for child in verb.children) or any(child.dep_ == "det" for child in token.children):
        return
    names = [item for item in verb.doc[token.left_edge.i : token.i] if item.pos_ == "PROPN"]
    if not names or names[-1].i + 1 != token.i or names[-1].dep_ != "compound":
        return
    for name in names:
        if name.head == token:
            name.head = names[-1]
    names[-1].head, names[-1].dep_ = verb, "dative"


def _apposed(token: Token) -> None:
    """ "Fined it for fixing prices with a rival, Dunham, in May": a name in commas is the noun's before it."""
    if token.dep_ not in ("dobj", "npadvmod", "oprd") or token.pos_ != "PROPN" or token.left_edge.i < 2:
        return
    comma, noun = token.left_edge.nbor(-1), token.left_edge.nbor(-2)
    last = token.right_edge
    after = last if last.is_punct or last.i + 1 == len(token.doc) else last.nbor()
    described = noun.pos_ == "NOUN" and any(child.dep_ in ("det", "poss") for child in noun.children)
    if comma.text == "," and described and noun.dep_ in ("pobj", "dobj") and after.is_punct:
        token.head, token.dep_ = noun, "appos"


def _listed(token: Token) -> None:
    """ "Has not sold, leased or shared them": what goes on with a list of verbs is one of them.

    The parser takes the second for a clause or a noun of its own where it could be one.
    """
    verb = token.head
    bare = not any(child.i < token.i for child in token.children)
    if (
        token.dep_ not in ("advcl", "npadvmod", "dobj", "dep")
        or token.i != verb.i + 2
        or verb.nbor().text != ","
        or not bare
    ):
        return
    listed, last = [token], token
    while (following := next((child for child in last.rights if child.dep_ == "conj"), None)) is not None:
        listed.append(following)
        last = following
    forms = ("VBN", "VBD") if verb.tag_ in ("VBN", "VBD") else ("VB", "VBP")
    if verb.pos_ != "VERB" or len(listed) < 2 or last.pos_ != "VERB" or last.tag_ not in forms:
        return
    token.dep_ = "conj"
    for one in listed:
        if one.pos_ == "NOUN":
            one.lemma_ = one.lower_
        one.pos_, one.tag_ = "VERB", verb.tag_


def _per_cent(token: Token) -> None:
    """ "Owns 9 per cent of it", "rose to 5 per cent": the unit is the head of its number, as it is in "9 percent"."""
    if token.lower_ not in ("cent", "cent.") or token.i < 2:
        return
    per, number = token.nbor(-1), token.nbor(-2)
    if per.lower_ != "per" or number.tag_ != "CD":
        return
    if token.head == per and per.head == number:
        token.head, token.dep_ = number.head if number.head != number else token, number.dep_
        for child in [child for child in number.rights if child.i > token.i]:
            child.head = token
    if token.head not in (per, number):
        number.head, number.dep_ = token, "nummod"
        per.head, per.dep_ = token, "nmod"


def _reduced(token: Token) -> None:
    """ "The number of bombs dropped in May": a past participle right behind its noun, read as a clause of the verb's.

    No finite verb without a subject is a complement or a subject itself.
    """
    before = token.nbor(-1) if token.i > token.sent.start else token
    if token.dep_ not in ("xcomp", "csubj", "csubjpass") or token.tag_ != "VBD" or before.pos_ not in ("NOUN", "PROPN"):
        return
    if token.left_edge == token and not any(child.dep_ in ("nsubj", "dobj") for child in token.children):
        token.head, token.dep_, token.tag_ = before, "acl", "VBN"
