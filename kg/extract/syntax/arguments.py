"""Arguments: the logical subjects, objects and receivers of a predicate.

Passives, control, raising, relative clauses, participles and coordination are undone here.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.lexicon.classes import pairs, words
from kg.extract.lexicon.signatures import of_noun
from kg.extract.syntax.clauses import children, has_to, is_passive, is_verbal
from kg.extract.syntax.coordination import NOMINAL_POS, coordinated, counted
from kg.extract.syntax.relatives import antecedent, each_of

# Verbs whose object is the subject of their infinitive: "persuaded them to sell", against "promised them to sell".
OBJECT_CONTROL = words("object_control", "asking", "causing")
BRINGING = words("object_control", "bringing")
SAYING = words("reporting_verbs", "speaking", "conveying")
APART = frozenset({"PUNCT", "VERB", "AUX", "CCONJ", "SCONJ"})  # between two that belong to different clauses
PREPOSITION_CONTROL = pairs("preposition_pairs", "control")
JUDGING = words("control", "judging")
# Verbs whose subject does what their object names, or has it in hand: "made a pitch", "dropped plans to sell".
DOING = words("light_verbs", "performing", "disposing")
SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
# Verbs of giving, whose receiver the parser takes for the object where a relative clause has lost the object proper.
DITRANSITIVE = words("ditransitive", "giving")
RIGHTS = words("control", "rights")
TROUBLES = words("control", "troubles")
WAYS = words("control", "ways")
LISTS = words("quantifiers", "lists")
NEGOTIATING = words("factuality", "negotiating")
NOBODY = words("negation", "nobody")
EXCEPTIVE = words("prepositions", "but")
CHARGE_PREPOSITIONS = words("prepositions", "charges")
CONTROL_PREPOSITIONS = words("prepositions", "controlled")
GROUPING = words("prepositions", "among")
RANKS = words("quantifiers", "ranks")
ADJUNCT_PREPOSITIONS = words("prepositions", "circumstances")


def resolve_relative(token: Token) -> Token:
    """The token itself, or what it stands for: the antecedent of a relative pronoun, the newcomer to a list.

    "Acme joined a list of companies that pledged …" tells of Acme.
    """
    found = counted(antecedent(token) or each_of(token) or token)
    if found.lower_ in NOBODY:
        found = _but(found) or found
    found = _ranked(found) or _among(found) or found
    group = found.head.head if found.dep_ == "pobj" and found.head.lower_ == "of" else found
    if group.lemma_ in LISTS and group.dep_ == "dobj" and group.head.lemma_ == "join" and found != group:
        return surface_subject(group.head) or found
    return found


def ranked(noun: Token) -> bool:
    """Whether a noun behind a copula is one of a row that do the same: "the first firm to sell it", "the only one"."""
    if noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return False
    marks = [child.lower_ for child in noun.children if child.dep_ in ("amod", "nummod")]
    return not RANKS.isdisjoint(marks) and any(child.lower_ == "the" for child in children(noun, "det"))


def _ranked(noun: Token) -> Token | None:
    """ "Acme is not the first firm to sell it": whoever is placed in the row."""
    told = ranked(noun) and any(child.dep_ in ("relcl", "acl") for child in noun.children)
    subject = surface_subject(noun.head) if told else None
    return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None


def _among(noun: Token) -> Token | None:
    """ "Among those that sold it was Acme": who is named of a group, the copula before its subject."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in GROUPING or prep.head.lemma_ != "be" or prep.i > prep.head.i:
        return None
    return next((child for child in prep.head.rights if child.dep_ in ("nsubj", "attr")), None)


def _but(nobody: Token) -> Token | None:
    """ "Nobody but the navy used it": the navy did."""
    preps = (child for child in nobody.children if child.lower_ in EXCEPTIVE and child.pos_ != "CCONJ")
    found = [item for prep in preps for item in children(prep, "pobj")]
    following = nobody.nbor() if nobody.i + 1 < len(nobody.doc) else nobody
    if not found and following.lower_ == "but":
        found = [
            child
            for child in (*nobody.children, *nobody.head.children)
            if child.i > following.i and child.dep_ == "conj"
        ]
    return found[0] if found else None


def subjects(predicate: Token) -> list[Token]:
    """The logical subjects of a verb or noun, coordination undone; empty where the sentence names none."""
    found = _subject(predicate, depth=0)
    if found is None:
        return []
    meant = (
        token
        for each in coordinated(found)
        for token in (coordinated(resolve_relative(each)) if _several(each) else [resolve_relative(each)])
    )
    return list(dict.fromkeys(meant))


def _several(pronoun: Token) -> bool:
    """Whether a relative pronoun stands for each of a list: "both of which pledged", "it was not A but B that sold"."""
    noun = antecedent(pronoun)
    if noun is None or noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return each_of(pronoun) is not None
    return any(child.lower_ == "it" for child in children(noun.head, "nsubj"))


def _subject(predicate: Token, *, depth: int) -> Token | None:
    if depth > 12:
        return None
    if not is_verbal(predicate) and not children(predicate, "nsubj"):
        return _noun_subject(predicate, depth=depth)
    if is_passive(predicate):
        return _agent(predicate)
    # Of two subjects the nearer one is the verb's: the other is a headless clause's ("Emails show Acme sold …").
    own = next(
        (child for child in reversed(list(predicate.lefts)) if child.dep_ in SUBJECTS and child.tag_ != "EX"), None
    )
    own = own or next((child for child in predicate.rights if child.dep_ in SUBJECTS and child.tag_ != "EX"), None)
    if own is not None:
        return own if own.dep_ != "expl" else None
    return _inherited_subject(predicate, depth=depth + 1)


def _agent(verb: Token) -> Token | None:
    by = next(
        (child for child in verb.children if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")),
        None,
    )
    return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None


def surface_subject(verb: Token, *, depth: int = 0) -> Token | None:
    """The subject as written, in the passive too: who a clause without its own subject takes it from."""
    if depth > 12:
        return None
    own = next((child for child in verb.children if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS), None)
    if own is not None:
        return own
    if is_verbal(verb) and verb.dep_ in ("acl", "relcl"):
        if has_to(verb) and verb.head.lemma_.lower() in NEGOTIATING and verb.head.dep_ == "pobj":
            # "is in talks to be bought": whoever talks
            governor = verb.head.head.head
            return surface_subject(governor, depth=depth + 1) if is_verbal(governor) else verb.head
        return verb.head
    if verb.dep_ == "conj" and is_verbal(verb.head) and is_passive(verb.head):
        return surface_subject(verb.head, depth=depth + 1)  # "was founded by Jo and is based in Leeds"
    if verb.dep_ == "conj" or verb.dep_ in ("xcomp", "advcl", "pcomp"):
        return _inherited_subject(verb, depth=depth + 1)
    return None


def _inherited_subject(verb: Token, *, depth: int) -> Token | None:
    head = verb.head
    if head == verb or depth > 12:
        return None
    match verb.dep_:
        case "conj":
            if is_verbal(head):
                if is_passive(head) and not is_passive(verb):
                    return surface_subject(head, depth=depth)
                return _subject(head, depth=depth)
            return None
        case "xcomp" | "ccomp":
            if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
                return None
            return _controller(head, depth=depth)
        case "acl":
            # "the team working on it" · "its pledge to stop selling"
            if verb.tag_ == "VBG" and head.lemma_.lower() in TROUBLES and head.dep_ == "dobj" and is_verbal(head.head):
                return surface_subject(head.head, depth=depth)  # "had trouble selling it"
            return head if verb.tag_ == "VBG" else _noun_subject(head, depth=depth)
        case "relcl":
            if has_to(verb) and head.lemma_.lower() in WAYS and head.dep_ == "dobj" and is_verbal(head.head):
                return surface_subject(head.head, depth=depth)  # "seeks ways to sell it"
            # The parser may leave a gap unmarked: "the firm (that) makes it".
            return head if not children(verb, "nsubj") else None
        case "advcl":
            if (resulting := _brought_to(verb, head)) is not None:
                return resulting
            return surface_subject(head, depth=depth) if is_verbal(head) else None
        case "pcomp":
            return _preposition_controller(head, depth=depth)
        case "prep" | "pobj" | "dobj" | "nsubj":
            return _preposition_controller(head, depth=depth) if verb.dep_ == "pobj" else _controller(head, depth=depth)
        case "amod" | "compound":
            return head
    return None


def _brought_to(verb: Token, head: Token) -> Token | None:
    """ "Sent shares tumbling", "left the firm struggling to pay": who or what is brought to do it; no comma between."""
    if verb.tag_ != "VBG" or head.lemma_.lower() not in BRINGING or verb.lemma_.lower() in SAYING:
        return None
    brought = next((child for child in children(head, "dobj") if child.i < verb.i), None)
    if brought is None or verb.left_edge != verb:
        return None
    apart = any(token.pos_ in APART for token in verb.doc[brought.i + 1 : verb.i])
    return None if apart else brought


def _controller(head: Token, *, depth: int) -> Token | None:
    """The subject of an infinitive or gerund under ``head``."""
    if not is_verbal(head):
        # "is eager to sell": the subject of the copula; "an attempt to sell": whose attempt it is
        if head.dep_ in ("acomp", "attr", "oprd") or head.pos_ == "ADJ":
            return surface_subject(head.head, depth=depth) if is_verbal(head.head) else None
        return _noun_subject(head, depth=depth)
    wanted = PREPOSITION_CONTROL.get(head.lemma_.lower())
    for prep in children(head, "prep"):
        whom = [item for item in children(prep, "pobj") if item.ent_type_ not in ("DATE", "TIME")]
        if prep.lower_ == wanted and whom:
            return whom[0]
    if head.lemma_.lower() in OBJECT_CONTROL:
        controlled = next(
            (
                child
                for child in head.children
                if child.dep_ in ("dobj", "dative", "nsubjpass") and child.pos_ in NOMINAL_POS
            ),
            None,
        )
        if controlled is not None:
            return controlled
    return surface_subject(head, depth=depth)


def _preposition_controller(prep: Token, *, depth: int) -> Token | None:
    """The subject of a gerund after a preposition: "after promising …", "a moratorium on selling …"."""
    governor = prep.head
    if is_verbal(governor):
        whom = [child for child in governor.children if child.dep_ in ("dative", "dobj")]
        direct = next((child for child in whom if child.ent_type_ != "MONEY"), None)  # "fined them $2m for selling it"
        judged = governor.lemma_.lower() in JUDGING and prep.lower_ in CHARGE_PREPOSITIONS
        if direct is not None and (judged or prep.lower_ in CONTROL_PREPOSITIONS):
            return direct  # "talked them into buying", "barred them from selling", "accused them of selling"
        return surface_subject(governor, depth=depth)
    return _noun_subject(governor, depth=depth)


def _noun_subject(noun: Token, *, depth: int) -> Token | None:
    """Whose deed a noun names: its possessor, "by …", or the subject of the verb that it completes."""
    if depth > 12:
        return None
    possessor = next(iter(children(noun, "poss")), None)
    if possessor is not None:
        return possessor
    by = _agent(noun)
    if by is not None:
        return by
    owner = _owner(noun)
    if owner is not None:
        return owner
    head = noun.head
    if head == noun:
        return None
    given = children(head, "dative") if noun.dep_ == "dobj" and noun.lemma_.lower() in RIGHTS else []
    if given and given[0].pos_ in NOMINAL_POS:
        return given[0]  # "gave the firm permission to sell": whoever is given it
    if noun.dep_ in ("dobj", "attr", "oprd", "acomp") and is_verbal(head):
        doing = noun.dep_ != "dobj" or head.lemma_.lower() in DOING
        return surface_subject(head, depth=depth + 1) if doing else None
    if noun.dep_ == "pobj":
        own = is_verbal(head.head) and head.lower_ in ADJUNCT_PREPOSITIONS
        return surface_subject(head.head, depth=depth + 1) if own else None
    if noun.dep_ == "conj":
        return _noun_subject(head, depth=depth + 1)
    return None


def _owner(noun: Token) -> Token | None:
    """Whose plan, word or attempt it is: "the decision of Jo Rao to sell"."""
    if of_noun(noun).isdisjoint({"planned", "hypothetical", "tried"}):
        return None
    of = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
    items = children(of, "pobj") if of is not None else []
    return next((item for item in items if item.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")), None)


def objects(predicate: Token) -> list[Token]:
    """The logical direct objects, coordination undone: passive subjects and relative gaps included."""
    found: list[Token] = children(predicate, "dobj")
    if found and _lost_object(predicate):
        found = [predicate.head]
    elif is_passive(predicate):
        # An object kept in the passive ("was shown a demo") stays the object; the subject is then the receiver.
        subject = surface_subject(predicate)
        if not found and subject is not None:
            found = [subject]
        elif not found and predicate.dep_ in ("acl", "relcl", "amod"):
            found = [predicate.head]
    elif not found and is_verbal(predicate):
        found = _gap(predicate) or _shared_object(predicate)
    return [resolve_relative(item) for token in found for item in coordinated(token)]


def _lost_object(verb: Token) -> bool:
    """Whether a relative clause's only object is its receiver: "the demos (that) it showed the agency".

    A thing is not shown anything: the parser may still take "that" for the receiver.
    """
    subject = next(iter(children(verb, "nsubj")), None)
    return (
        verb.dep_ == "relcl"
        and verb.lemma_ in DITRANSITIVE
        and subject is not None
        and antecedent(subject) is None
        and all(child.lower_ in ("that", "which") for child in children(verb, "dative"))
        and all(antecedent(child) is None for child in children(verb, "dobj"))
    )


def _gap(verb: Token) -> list[Token]:
    """The head of a relative clause that lacks an object: "the product (that) it sold"."""
    if verb.dep_ == "relcl" and children(verb, "nsubj"):
        subject = children(verb, "nsubj")[0]
        if antecedent(subject) is None:
            return [verb.head]
    return []


def _shared_object(verb: Token) -> list[Token]:
    """ "developed, built and sold it": the object stands only after the last verb."""
    later = [child for child in verb.children if child.dep_ == "conj" and is_verbal(child)]
    if later and verb.tag_ == "VB" and later[0].tag_ in ("VBD", "VBZ", "VBP"):
        return []  # "would comply but gave no date"
    if not later or later[0].i - verb.i > 3:
        return []
    return children(later[0], "dobj") or _shared_object(later[0])


def indirect_objects(predicate: Token) -> list[Token]:
    """ "showed the agency a demo": the receiver without a preposition, or of a passive that kept its object."""
    found = [child for child in children(predicate, "dative") if child.pos_ != "ADP"]
    if _lost_object(predicate):
        found = children(predicate, "dobj")
    if not found and is_passive(predicate) and children(predicate, "dobj"):
        subject = surface_subject(predicate)
        found = [subject] if subject is not None else []
    return [resolve_relative(item) for token in found for item in coordinated(token)]
