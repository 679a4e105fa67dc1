"""Negation: of a word's whole clause, and of one phrase of it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.factuality import conditionals
from kg.extract.lexicon import classes
from kg.extract.lexicon.signatures import signatures

NOBODY = classes.words("negation", "nobody", "nothing")
CHOICES = classes.words("negation", "choices")
ADDING = classes.words("negation", "adding")
ALMOST = classes.words("negation", "nearly")
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
TO_PARTIES = classes.words("prepositions", "parties")
AT_NO = classes.groups("negation", "at_no")
COUNTED = classes.words("quantifiers", "counted", "anybody")
EXCLUDING = classes.words("prepositions", "excluding")
LEANING = classes.words("negation", "leaning")
BARELY = classes.words("negation", "barely")
MANNER = classes.words("negation", "manner")
CONTRAST = classes.words("conjunctions", "contrast")
ALTERNATIVE = classes.words("conjunctions", "alternative")
JUST_BEFORE = classes.words("negation", "perfect_continuations")
NEGATIVE_DETERMINERS = classes.words("negation", "determiners")


def is_negated(node: Token, *, inherited: bool = False) -> bool:
    """Whether a word's own clause negates it ("not", "never", "no longer", "no deal"); two negations cancel out.

    ``inherited`` asks for what a coordinated verb shares with ``node``: not its objects and other complements.
    """
    negatives = sum(_negates(child, node, inherited=inherited) for child in node.children)
    negatives += _fronted(node) + _before_infinitive(node)
    return negatives % 2 == 1 and not _of_reason(node) and not _of_manner(node) and not _of_time(node)


def is_denied(node: Token) -> bool:
    """Whether a verb's own clause negates it, or that of the verb that it goes on with: "not to sell or share them"."""
    return is_negated(node) or (shares_denial(node) and is_denied(node.head))


def shares_denial(node: Token) -> bool:
    """Whether what denies a verb denies the one coordinated with it: "has not sold it or shared it", "nor to share it".

    Behind "and" only a verb of the same form, without an auxiliary of its own: "will not sell it and will delete it".
    """
    head = node.head
    if node.dep_ != "conj" or not (syntax.is_verbal(node) and syntax.is_verbal(head)):
        return False
    if syntax.children(node, "nsubj", "nsubjpass"):
        return False
    joined = _joined_by(head, node)
    alternative = joined in ALTERNATIVE
    own = [child for child in syntax.children(node, "aux", "auxpass") if not (alternative and child.tag_ == "TO")]
    alike = node.tag_ == head.tag_ or (alternative and {node.tag_, head.tag_} == {"VBN", "VBD"})
    return not own and alike and (alternative or joined == "and")


def _joined_by(head: Token, node: Token) -> str:
    """The conjunction between two coordinated words, of a list the one before its last: "sell, lease or share"."""
    before = [child.lower_ for child in head.children if child.dep_ == "cc" and child.i < node.i]
    if before:
        return before[-1]
    following = next((child for child in node.children if child.dep_ == "conj"), None)
    return _joined_by(node, following) if following is not None else ""


def _of_reason(node: Token) -> bool:
    """Whether what is denied is a reason alone: "did not sue because of the price but because of the delay"."""
    reasons = [token for token in node.subtree if token.lower_ == "because"]
    if any(token.nbor(-1).lower_ == "but" for token in reasons[1:]):
        return True
    # "did not arrest him for selling pies but for hitting a surveyor"
    deeds = any(child.lower_ == "for" and syntax.children(child, "pcomp") for child in node.children)
    return deeds and any(
        token.lower_ == "for" and token.nbor(-1).lower_ == "but" and token.nbor().tag_ == "VBG"
        for token in node.doc[node.i + 2 : node.sent.end - 1]
    )


def _of_manner(node: Token) -> bool:
    """Whether what is denied is how a thing was done: "did not sell them cheaply", "was not built overnight"."""
    if not syntax.is_verbal(node):
        return False
    return any(child.dep_ == "advmod" and child.lower_ in MANNER for child in node.rights)


def _of_time(node: Token) -> bool:
    """Whether what is denied is only when it was: "did not sue in May but in June"."""
    return any(
        token.lower_ == "but" and token.nbor().lower_ == child.lower_
        for child in syntax.children(node, "prep")
        if any(item.ent_type_ in ("DATE", "TIME") for item in syntax.children(child, "pobj"))
        for token in node.doc[child.i : node.sent.end - 1]
    )


def _fronted(node: Token) -> bool:
    """Whether a denial opens the sentence, the verb inverted, and hangs elsewhere: "at no point in … did it sell"."""
    first = node.sent[0]
    subject = next((child for child in node.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    inverted = subject is not None and any(
        child.dep_ in ("aux", "auxpass") and first.i < child.i < subject.i for child in node.children
    )
    loose = subject is None and node.tag_ in ("VB", "VBP") and node.dep_ in ("ROOT", "conj")
    if not (inverted or loose) or first.i + 2 >= len(node.doc) or first.head == node:
        return False
    second, third = first.nbor(), first.nbor(2)
    return second.lower_ == "no" and third.lemma_.lower() in AT_NO.get(first.lower_, ())


def _before_infinitive(node: Token) -> bool:
    """Whether a denial right before an infinitive hangs on what governs it: "promised never again to sell"."""
    return any(
        (child.dep_ == "neg" or _is_negative(child) or (child.lower_ in LEANING and _leant_on(child)))
        and child.lower_ not in ALMOST
        and child.nbor().lower_ not in ADDING
        for child in node.head.children
        if child.dep_ in ("neg", "advmod") and _between(node.head, child, node)
    )


def _between(governor: Token, word: Token, infinitive: Token) -> bool:
    """Whether a word stands between a full verb and the "to" of the infinitive that it governs."""
    to = next((child for child in infinitive.children if child.dep_ == "aux" and child.tag_ == "TO"), None)
    governed = infinitive.dep_ in ("xcomp", "ccomp") and governor.pos_ == "VERB" and governor.lemma_ != "be"
    return governed and to is not None and governor.i < word.i < to.i


def _leant_on(adverb: Token) -> bool:
    return any(
        child.lower_ in ("no", "not") or _is_negative(child) or (child.lower_ in LEANING and _leant_on(child))
        for child in adverb.children
    )


def _negates(child: Token, node: Token, *, inherited: bool) -> bool:
    word = child.lower_
    if child.dep_ in ("neg", "advmod", "preconj"):
        if word in BARELY and _just(node):
            return False
        if word in ("all", "but") and node.doc[max(0, node.i - 2) : node.i].text.lower() == "all but":
            return True  # "has all but sold it"
        if word in LEANING:
            return _leant_on(child) and not any(_between(node, child, verb) for verb in node.children)
        negative = child.dep_ == "neg" or _is_negative(child)
        return negative and not _of_another(child, node)
    if child.dep_ == "det":
        # As an argument of a verb it makes the verb negative, which reaches the noun from there.
        counted = node.dep_ in ARGUMENTS and syntax.is_verbal(node.head)
        return word in NEGATIVE_DETERMINERS and not syntax.is_verbal(node) and not counted
    if child.dep_ in ("nsubj", "nsubjpass"):
        return _negative_phrase(child)
    if inherited or _quoted_apart(child, node):
        return False
    if child.dep_ in ("dobj", "attr"):
        return _negative_phrase(child)
    if node.lemma_ == "come" and child.lower_ == "to":
        return False  # "came to nothing" is said of what failed
    return child.dep_ in ("prep", "dative", "agent") and syntax.is_verbal(node) and _negative_preposition(child)


def _is_negative(adverb: Token) -> bool:
    return "negative" in signatures("adverbs").get(adverb.lower_, frozenset())


def _just(node: Token) -> bool:
    """ "had hardly finished it when …": it was just done."""
    perfect = any(child.dep_ == "aux" and child.lower_ == "had" for child in node.children)
    return perfect and any(token.lower_ in JUST_BEFORE for token in node.doc[node.i : node.sent.end])


def _of_another(negation: Token, node: Token) -> bool:
    """Whether a negative word that hangs on ``node`` denies a phrase after it, or nothing at all."""
    following = negation.nbor().lower_ if negation.i + 1 < len(negation.doc) else ""
    if negation.lower_ in ALMOST:
        return "negative" in signatures("adverbs").get(following, frozenset())
    if negation.i < node.i:
        return negation.lower_ == "not" and following in ADDING
    # "sold it to A, not to B"; but "is not", where the verb is an auxiliary in form
    return node.pos_ == "VERB" and node.lemma_ != "be"


def _negative_phrase(noun: Token) -> bool:
    if noun.lower_ in NOBODY | CHOICES and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "but":
        return False  # "nothing but drones", "no choice but to sell"
    if noun.left_edge.lower_ == "not" and _counts(noun.left_edge):
        return True
    return noun.lower_ in NOBODY or any(
        child.dep_ in ("det", "neg", "preconj", "appos") and child.lower_ in NEGATIVE_DETERMINERS
        for child in noun.children
    )


def _counts(negation: Token) -> bool:
    """Whether "not" denies a number of things, and so the whole clause: "not one firm sold it"."""
    following = [token.lower_ for token in negation.doc[negation.i + 1 : negation.i + 3]]
    return following == ["a", "single"] or bool(COUNTED.intersection(following[:1]))


def _negative_preposition(prep: Token) -> bool:
    """ "to neither A nor B", "to nobody", "at no time"."""
    if prep.lower_ in TO_PARTIES and any(child.lower_ == "neither" for child in prep.children):
        return True
    for pobj in syntax.children(prep, "pobj"):
        if _negative_phrase(pobj) and (prep.lower_ in TO_PARTIES or pobj.lemma_.lower() in AT_NO.get(prep.lower_, ())):
            return True
    return False


def _quoted_apart(child: Token, node: Token) -> bool:
    """Whether quotation marks part a dependent from its verb: “No.” is what somebody said, not that they did not."""
    return any(token.is_quote for token in node.doc[min(child.i, node.i) : max(child.i, node.i)])


def turned(phrase: Token, predicate: Token) -> bool:
    """Whether a phrase stands under the opposite polarity to its predicate.

    "sold it to A, not to B" tells of a sale to A and denies one to B; "did not sell it to A but to B" the other way.
    """
    node = phrase
    while node != predicate and node.head != node and not (node != phrase and syntax.is_verbal(node)):
        if _own_not(node) or (node.lower_ in EXCLUDING and node.dep_ == "prep") or _preferred(node):
            return True
        if node.dep_ == "conj" and conditionals.instead(node):
            return True
        if node.dep_ == "conj" and _conjunction(node) in CONTRAST:
            return not _own_not(node.head) and is_negated(predicate)
        node = node.head
    return False


def _preferred(preposition: Token) -> bool:
    """ "in Lund rather than Oslo", "sold it to A instead of B", where the rest hangs on "than" or "of"."""
    before = {preposition.nbor(-1).lower_ if preposition.i else "", *(child.lower_ for child in preposition.children)}
    return (preposition.lower_ == "than" and "rather" in before) or (preposition.lower_ == "of" and "instead" in before)


def _own_not(node: Token) -> bool:
    """Whether "not" opens a phrase and denies it alone."""
    first = node.left_edge
    marker = first if first.lower_ == "not" or first.i == 0 else first.nbor(-1)
    if marker.text == "," and _before_aside(marker).lower_ == "not":
        return True
    if marker.lower_ != "not" or marker.nbor().lower_ in ADDING or _counts(marker):
        return False
    verb = marker.head
    return verb.pos_ != "AUX" and not (verb.pos_ == "VERB" and marker.i < verb.i)


def _before_aside(comma: Token) -> Token:
    """ "and not, as the leaflet has it, her uncle": the word before what stands between two commas."""
    for token in reversed(comma.doc[max(comma.sent.start + 1, comma.i - 12) : comma.i]):
        if token.text == ",":
            return token.nbor(-1)
    return comma


def _conjunction(node: Token) -> str:
    """The word that coordinates ``node`` with its head: the last one before it."""
    words = [child.lower_ for child in node.head.children if child.dep_ == "cc" and child.i < node.i]
    return words[-1] if words else ""
