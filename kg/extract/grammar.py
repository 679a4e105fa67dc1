"""Who does what to whom in a dependency tree: grammatical functions as they are meant, not as they are written.

Passives, control, raising, relative clauses, participles and coordination are undone here, once, so that a frame names
``subj``, ``obj``, ``iobj`` or a preposition and need not know how the sentence was built. Labels are those of spaCy's
English pipelines (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from kg.extract.lexicon import lexicon, noun_type
from kg.extract.lexicon.classes import words
from kg.extract.signatures import of_noun
from kg.model import ORGANIZATION_TYPES, EntityType

# Verbs whose object is the subject of their infinitive: "persuaded them to sell", against "promised them to sell".
OBJECT_CONTROL = words("object_control", "asking", "causing")
# Verbs whose infinitive belongs to the complement of their preposition: "called on them to sell".
PREPOSITION_CONTROL = {
    "call": "on",
    "appeal": "to",
    "rely": "on",
    "count": "on",
    "plead": "with",
    "wait": "for",
    "arrange": "for",
    "prevail": "on",
}
# What these hold against somebody, or give them credit for, that body did: "accused them of selling".
JUDGING = frozenset(
    """accuse suspect convict acquit charge indict prosecute arrest investigate sue blame criticise criticize condemn
    denounce praise thank fine slam blast fault punish sanction fire dismiss""".split()
)
# Verbs whose subject does what their object names, or has it in hand: "made a pitch", "dropped plans to sell".
DOING = words("light_verbs", "performing", "disposing")
SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
# Verbs of giving, whose receiver the parser takes for the object where a relative clause has lost the object proper.
DITRANSITIVE = words("ditransitive", "giving")
# What somebody is given to do a thing by, and what somebody has doing it.
RIGHTS = frozenset(
    "permission right authority power chance opportunity mandate licence license freedom clearance approval".split()
)
TROUBLES = frozenset("issue problem trouble difficulty experience time success fun luck".split())
WAYS = frozenset("way means method path avenue place room".split())
LISTS = frozenset({"list", "group", "number", "string", "series", "chorus", "rank", "wave", "roster", "handful"})
EVERY = frozenset({"all", "both", "each", "none", "neither"})
COUNTING = EVERY | frozenset({"most", "some", "many", "several", "half", "any", "much"})
ACTORS = ORGANIZATION_TYPES | {EntityType.PERSON, EntityType.GROUP}
RELATIVE = frozenset({"which", "who", "whom", "that", "whose"})
# Prepositions of two words, of which the second says nothing by itself: "according to", "instead of".
CLOSED = frozenset(
    """according due thanks owing prior contrary compared next close instead because ahead except unlike despite
    regardless irrespective rather""".split()
)
CALLING = frozenset("call name know dub brand codename code-name nickname title label market sell entitle".split())
NEGOTIATING = frozenset({"talk", "negotiation", "discussion"})
NOBODY = frozenset({"nobody", "none", "no-one"})
NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM", "DET"})


def children(token: Token, *labels: str) -> list[Token]:
    """The direct dependents of ``token`` with one of these labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def is_verbal(token: Token) -> bool:
    """Whether the token heads a clause."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive voice, reduced relatives ("emails obtained by …") included."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "csubjpass") for child in verb.children):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "acl" and not children(verb, "nsubj", "mark"):
        return True  # a participle that the tagger took for a past tense
    if verb.tag_ != "VBN" or (
        any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
        and not any(child.dep_ == "auxpass" for child in verb.children)
    ):
        return False  # "a report that they had resigned"
    if verb.dep_ == "conj" and is_passive(verb.head) and not children(verb, "nsubj", "aux", "dobj"):
        return True
    return verb.dep_ in ("acl", "amod") or (
        verb.dep_ in ("advcl", "relcl", "xcomp") and not children(verb, "nsubj", "aux", "dobj")
    )


def coordinated(token: Token) -> list[Token]:
    """The token and everything coordinated with it ("Amazon, IBM and Microsoft"), in order."""
    found = [token]
    for item in found:
        nominal = item.pos_ in NOMINAL_POS
        fellows = [child for child in item.children if child.dep_ == "conj" and (child.pos_ in NOMINAL_POS) == nominal]
        if fellows and aged(item):
            # "Ann Lee, 46, the firm's founder and chief executive": one person, though parsed as a list
            fellows = [child for child in fellows if child.pos_ == "PROPN"]
        if fellows and item.pos_ == "PROPN":
            # In "A, B, and C" the parser often takes B for an apposition of A.
            fellows += [child for child in children(item, "appos") if child.pos_ == "PROPN" and child.i < fellows[0].i]
        found.extend(fellows)
    if len(found) > 1 and _shares_title(token, found[1]):
        del found[0]
    return sorted(found, key=lambda item: item.i)


def called(noun: Token) -> list[Token]:
    """What something is called by what follows it: "a tool called Waypoint", "a feature, code-named Larkspur"."""
    found: list[Token] = []
    for clause in children(noun, "acl"):
        if clause.tag_ == "VBN" and clause.lemma_.lower() in CALLING:
            found += children(clause, "oprd", "attr", "dobj")
            found += [
                item for prep in children(clause, "prep") if prep.lower_ == "as" for item in children(prep, "pobj")
            ]
    return found


def aged(name: Token) -> bool:
    """Whether somebody's age stands behind their name, after which what they are may pass for another."""
    after = list(name.doc[name.i + 1 : name.i + 4])
    return name.pos_ == "PROPN" and [token.text for token in after[::2]] == [",", ","] and after[1].like_num


def _shares_title(token: Token, fellow: Token) -> bool:
    """Whether a word is only a title of the name it is coordinated with: "co-founder and chief executive Jo Rao"."""
    titles = lexicon().titles
    bare = token.tag_ == "NN" and token.lower_ in titles and not any(True for _ in token.lefts)
    return bare and fellow.pos_ == "PROPN" and any(child.lower_ in titles for child in children(fellow, "compound"))


def included(token: Token) -> list[Token]:
    """What "including …" names after a noun phrase ("agencies, including the DEA")."""
    found = [
        item
        for prep in children(token, "prep")
        if prep.lower_ == "of"
        for pobj in children(prep, "pobj")
        for item in included(pobj)
    ]
    for prep in token.children:
        if prep.lower_ in ("including", "like") or (
            prep.lower_ == "as" and any(c.lower_ == "such" for c in prep.children)
        ):
            found += [item for child in prep.children if child.dep_ in ("pobj", "dobj") for item in coordinated(child)]
    return found


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for, or None where ``pronoun`` is not relative."""
    if pronoun.lower_ not in RELATIVE or pronoun.tag_ not in ("WDT", "WP", "WP$", "IN", "DT"):
        return None
    clause = pronoun
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    if clause.dep_ != "relcl" or clause.head.i >= pronoun.i:
        return None
    noun = clause.head
    if pronoun.lower_ == "who" and noun.dep_ == "pobj" and noun.pos_ == "PROPN":
        # "the editor of the Gazette, who": somebody, though the parser hangs it on the nearest name
        above = noun.head.head
        if above.pos_ == "NOUN" and above.ent_type_ == "" and noun_type(above.lemma_.lower()) is EntityType.PERSON:
            return above
    return noun


def real(token: Token) -> Token:
    """The token itself, or what it stands for: the antecedent of a relative pronoun, the newcomer to a list.

    "Acme joined a list of companies that pledged …" tells of Acme.
    """
    found = counted(antecedent(token) or _each_of(token) or token)
    if found.lower_ in NOBODY:
        found = _but(found) or found
    group = found.head.head if found.dep_ == "pobj" and found.head.lower_ == "of" else found
    if group.lemma_ in LISTS and group.dep_ == "dobj" and group.head.lemma_ == "join" and found != group:
        return surface_subject(group.head) or found
    return found


def _each_of(token: Token) -> Token | None:
    """ "two firms, both of which pledged": the firms."""
    inner = [item for prep in children(token, "prep") if prep.lower_ == "of" for item in children(prep, "pobj")]
    return next((noun for item in inner if item.tag_ in ("WDT", "WP") and (noun := antecedent(item))), None)


def _but(nobody: Token) -> Token | None:
    """ "Nobody but the navy used it": the navy did."""
    preps = (child for child in nobody.children if child.lower_ in ("but", "except", "save") and child.pos_ != "CCONJ")
    found = [item for prep in preps for item in children(prep, "pobj")]
    following = nobody.nbor() if nobody.i + 1 < len(nobody.doc) else nobody
    if not found and following.lower_ == "but":
        found = [
            child
            for child in (*nobody.children, *nobody.head.children)
            if child.i > following.i and child.dep_ == "conj"
        ]
    return found[0] if found else None


def counted(token: Token) -> Token:
    """The noun of "most of the memos", "two of its drones": what a word that only counts is about.

    What "one of the firms" does, the firms do not.
    """
    if token.lower_ not in COUNTING and token.pos_ != "NUM":
        return token
    if any(child.dep_ == "advmod" and child.lower_ in ("hardly", "scarcely", "barely") for child in token.children):
        return token
    if children(token, "appos"):
        return token  # "one of its drones, the Heron 4"
    of = next((child for child in children(token, "prep") if child.lower_ == "of"), None)
    noun = next((child for child in children(of, "pobj") if child.pos_ in ("NOUN", "PROPN")), None) if of else None
    if noun is None or (token.lower_ not in EVERY and noun_type(noun.lemma_.lower()) in ACTORS):
        return token
    return noun


def subjects(predicate: Token) -> list[Token]:
    """The logical subjects of a verb or noun, coordination undone; empty where the sentence names none."""
    found = _subject(predicate, depth=0)
    if found is None:
        return []
    meant = (
        token for each in coordinated(found) for token in (coordinated(real(each)) if _each_of(each) else [real(each)])
    )
    return list(dict.fromkeys(meant))


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
            return surface_subject(head, depth=depth) if is_verbal(head) else None
        case "pcomp":
            return _preposition_controller(head, depth=depth)
        case "prep" | "pobj" | "dobj" | "nsubj":
            return _preposition_controller(head, depth=depth) if verb.dep_ == "pobj" else _controller(head, depth=depth)
        case "amod" | "compound":
            return head
    return None


def _controller(head: Token, *, depth: int) -> Token | None:
    """The subject of an infinitive or gerund under ``head``."""
    if not is_verbal(head):
        # "is eager to sell": the subject of the copula; "an attempt to sell": whose attempt it is
        if head.dep_ in ("acomp", "attr", "oprd") or head.pos_ == "ADJ":
            return surface_subject(head.head, depth=depth) if is_verbal(head.head) else None
        return _noun_subject(head, depth=depth)
    wanted = PREPOSITION_CONTROL.get(head.lemma_.lower())
    for prep in children(head, "prep"):
        if prep.lower_ == wanted and children(prep, "pobj"):
            return children(prep, "pobj")[0]
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
        direct = next((child for child in governor.children if child.dep_ == "dobj"), None)
        judged = governor.lemma_.lower() in JUDGING and prep.lower_ in ("of", "for", "with", "over")
        if direct is not None and (judged or prep.lower_ in ("from", "into", "out")):
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
        own = is_verbal(head.head) and head.lower_ in ("in", "with", "on", "to", "through", "by", "after", "before")
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
    found: list[Token] = children(predicate, "dobj") or _beyond_receiver(predicate)
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
    found = [*found, *_set_against(predicate, found)]
    return [real(item) for token in found for item in coordinated(token)]


def _beyond_receiver(verb: Token) -> list[Token]:
    """ "awarded Acme the contract", where the parser hangs the contract on Acme."""
    receivers = [child for child in children(verb, "dative") if child.pos_ != "ADP"]
    return [item for receiver in receivers for item in children(receiver, "dobj") if item.i > receiver.i]


def _set_against(verb: Token, found: list[Token]) -> list[Token]:
    """ "criticised not A but B", where the parser hangs B on the verb."""
    if not found or not is_verbal(verb):
        return []
    contrast = any(child.lower_ == "but" and child.dep_ == "cc" for child in verb.children)
    negated = any(child.dep_ == "neg" and verb.i < child.i < found[0].i for child in verb.children)
    return [child for child in children(verb, "conj") if child.pos_ in NOMINAL_POS] if contrast and negated else []


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
    """ "developed and sold it": the object stands only after the last verb."""
    later = [child for child in verb.children if child.dep_ == "conj" and is_verbal(child)]
    return children(later[0], "dobj") if later and later[0].i - verb.i <= 3 else []


def indirect_objects(predicate: Token) -> list[Token]:
    """ "showed the agency a demo": the receiver without a preposition, or of a passive that kept its object."""
    found = [child for child in children(predicate, "dative") if child.pos_ != "ADP"]
    if _lost_object(predicate):
        found = children(predicate, "dobj")
    if not found and is_passive(predicate) and children(predicate, "dobj"):
        subject = surface_subject(predicate)
        found = [subject] if subject is not None else []
    return [real(item) for token in found for item in coordinated(token)]


def prepositions(predicate: Token) -> Iterator[tuple[str, Token, bool]]:
    """Every (preposition, complement, own) of a predicate, coordination undone.

    ``own`` is False for a phrase that the parser hung on the predicate's object or on another of its phrases, where
    English often leaves the attachment open ("selling software to police").
    """
    seen: set[int] = set()
    gapped = _gapped(predicate)
    for host, own in _hosts(predicate):
        for prep in host.children:
            if prep.i in seen or prep.i in gapped or not _is_phrase(prep):
                continue
            seen.add(prep.i)
            for name, complement in _complements(prep):
                for item in coordinated(complement):
                    if item.i in gapped:
                        continue
                    yield name, real(item), own
                    for member in included(item):
                        yield name, member, own


def _is_phrase(prep: Token) -> bool:
    """Whether a token heads a prepositional phrase, one coordinated with its verb included ("…, but to the agency")."""
    if prep.dep_ == "conj":
        return prep.pos_ == "ADP"
    return prep.dep_ in ("prep", "dative", "agent", "prt") and prep.pos_ in (
        "ADP",
        "SCONJ",
        "VERB",
        "PART",
        "ADV",
        "ADJ",
    )


def _gapped(predicate: Token) -> set[int]:
    """The tokens of "sold A to B and C to D" that belong together without the verb: C and its "to"."""
    found: set[int] = set()
    phrases = [child for child in predicate.children if _is_phrase(child)]
    for first, second in pairwise(phrases):
        if first.lower_ == second.lower_ and first.dep_ != "conj":
            items = [item for pobj in children(first, "pobj") for item in coordinated(pobj)[1:]]
            beside = next((item for item in items if item.right_edge.i + 1 == second.left_edge.i), None)
            if beside is not None:
                found |= {beside.i, second.i}
    return found


def _complements(prep: Token) -> Iterator[tuple[str, Token]]:
    name = prep.lower_
    for child in prep.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield name, child
        elif child.dep_ == "prep" and name not in CLOSED:
            # "including to the agency", "out of court"
            yield from _complements(child)
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from _complements(child)


def _hosts(predicate: Token) -> Iterator[tuple[Token, bool]]:
    """The tokens whose prepositional phrases may belong to the predicate, itself first."""
    yield predicate, True
    for conj in children(predicate, "prep", "dative", "agent"):
        # "for years, including to the agency": a phrase hung on a phrase
        for pobj in children(conj, "pobj"):
            yield pobj, False
        yield from ((nested, False) for nested in children(conj, "prep"))
    for token in (*children(predicate, "dobj"), *(children(predicate, "attr"))):
        for item in coordinated(token):
            yield item, False
            last = item.nbor() if item.i + 1 < len(item.doc) else item
            if last.tag_ == "VBG" and last.dep_ in ("acl", "advcl", "xcomp") and not children(last, "dobj", "nsubj"):
                yield last, False  # "sold face matching to the police", read as a verb
            for prep in children(item, "prep"):
                if prep.lower_ != "of":
                    yield from ((pobj, False) for pobj in children(prep, "pobj"))
    for appositive in (a for token in children(predicate, "dobj") for a in children(token, "appos")):
        yield appositive, False


def purposes(predicate: Token) -> list[Token]:
    """The infinitives of purpose under a verb: "hosted them to show it"."""
    return [clause for clause in children(predicate, "advcl") if has_to(clause)]


def has_to(verb: Token) -> bool:
    """Whether a verb is a to-infinitive."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def complement_clauses(predicate: Token) -> list[Token]:
    """The verbs of the clauses that complete a predicate: infinitive, gerund, "that …", also behind a preposition."""
    found = (
        children(predicate, "xcomp", "ccomp", "acl")
        if is_verbal(predicate)
        else children(predicate, "acl", "ccomp", "relcl", "xcomp")
    )
    found = [clause for clause in found if clause.dep_ != "relcl"]
    found += [child for child in children(predicate, "dobj") if is_verbal(child) and child.tag_ == "VBG"]
    for prep in children(predicate, "prep", "agent"):
        found += children(prep, "pcomp")
        for pobj in children(prep, "pobj"):
            if is_verbal(pobj):
                found.append(pobj)
    chain = list(found)
    for clause in chain:
        found += [
            child for child in clause.children if child.dep_ == "conj" and is_verbal(child) and child not in found
        ]
    return sorted(found, key=lambda token: token.i)
