"""What the words around a name tell of what it names: votes for a type, with weights.

The weights stand beside those of ``types``: a description in apposition (2.5) and a construction that only one kind of
thing stands in (2.2: "was born", "chief executive of") outweigh the pipeline's label (up to 2.1); a hint (0.7) not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import lexicon, noun_classes, noun_type
from kg.extract.lexicon.classes import words
from kg.extract.mentions.candidates import Name
from kg.extract.syntax.columns import OTHER_LABELS, Tokens
from kg.model import ORGANIZATION_TYPES, EntityType

Vote = tuple[EntityType, float]

APPOSITION, STRONG, FIRM, HINT, FAINT = 2.5, 2.2, 1.6, 0.7, 0.3
# The types a noun phrase can give to a name by apposition.
APPOSABLE = frozenset(EntityType) - {EntityType.GROUP, EntityType.DOCUMENT}
# "Ann Lee (born 3 May 1970)", "(1871-1950)", "Ann Lee, 43, said"
LIFE = re.compile(r"\s*\([^()]{0,60}?(?:\b(?:born|née)\b|\b(1\d{3})\s*[-–—]\s*(?:[^()]{0,40}\s)?(1\d{3}|20\d\d)\b)")
YOUNG = 18  # years: a shorter range in brackets is seldom somebody's life
AGE = re.compile(r",\s*(?:aged\s+)?\d\d\s*,(?!\s*\d)")
OF_PEOPLE_TOO = words("bodies", "of_people_too")
OF_FIRMS_TOO = words("bodies", "of_firms_too")
HANDLED = words("goods", "handled")
USING = words("goods", "using")
PARTS = words("bodies", "parts")
# What a noun that no table lists makes of the name it describes, by the class of the nouns nearest to it in meaning;
# and how much less that counts.
DENOTED = {"thing": EntityType.PRODUCT, "body": EntityType.ORGANIZATION, "person": EntityType.PERSON}
LIKENED = 0.8
TOWN_PREPOSITIONS = words("prepositions", "towns")
STAKES = words("bodies", "stakes")
SCHOOLS = words("bodies", "schools")
SHARED = words("goods", "shared")
MAKING = words("goods", "making")
ECHO = 9  # tokens after a subject in which a pronoun most likely goes on with it
AGAINST = words("bodies", "against")
IMPERSONAL = words("pronouns", "no_firm_verbs")
FOLLOWERS = words("people", "followers")
PEOPLE_ECHOED = words("pronouns", "people_echoed")
THINGS_ECHOED = words("pronouns", "things_echoed")
DESCRIBED = words("auxiliaries", "described")
ESTABLISHED = words("bodies", "established")
FOUNDING = words("bodies", "founding")
JOINING = words("bodies", "founding", "joining")
CALLING = words("naming", "predicative")
HEAD_PREPOSITIONS = words("prepositions", "heads")
OWNED = words("bodies", "owned")
WORKPLACE_PREPOSITIONS = words("prepositions", "workplaces")
STUDYING = words("employment", "studying")
INVENTING = words("bodies", "inventing")
OWNING = words("bodies", "owning")
RESIDENCE_PREPOSITIONS = words("prepositions", "moving")
RESIDING = words("motion", "residing")
BEARER_PREPOSITIONS = words("prepositions", "bearers")
POSTMODIFIERS = words("prepositions", "postmodifiers")


def votes(tokens: Tokens, name: Name) -> Iterator[Vote]:
    """What grammar and neighbours tell of one mention of a name; negative weights speak against."""
    inside = range(name.first, name.last + 1)
    head = next((j for j in inside if tokens.head[j] not in inside or tokens.head[j] == j), name.last)
    yield from _apposed(tokens, name, head, inside)
    yield from _beside(tokens, name, modifies=tokens.head[head] == name.last + 1)
    yield from _referred(tokens, head)
    yield from _echoed(tokens, name, head)
    parent, dep = tokens.head[head], tokens.dep[head]
    if parent in inside:
        return
    if dep in ("nsubj", "nsubjpass", "poss") and tokens.tag[name.last] == "NNP" and not (name.label or name.candidates):
        yield EntityType.ORGANIZATION, FAINT
    if dep in ("compound", "nmod", "poss") and parent > name.last:
        yield from _modifier(tokens, name, dep, parent)
    elif dep in ("nsubj", "nsubjpass"):
        yield from _subject(tokens, name, dep, parent)
    elif dep in ("dobj", "dative", "oprd"):
        yield from _object(tokens, name, dep, parent)
    elif dep == "pobj":
        yield from _after_preposition(tokens, name, parent)


def _beside(tokens: Tokens, name: Name, *, modifies: bool) -> Iterator[Vote]:
    before = name.first - 1
    article = before >= 0 and tokens.lower[before] == "the" and tokens.line[before] == tokens.line[name.first]
    if article and not name.titled and not modifies:
        yield EntityType.PERSON, -FIRM
        opens = before == 0 or tokens.sentence[before - 1] != tokens.sentence[before]
        if name.first < name.last and all(tokens.pos[j] == "PROPN" for j in range(name.first, name.last + 1)):
            yield EntityType.ORGANIZATION, 0.5
        if tokens.text[before] == "The" and not opens and not tokens.headline[before]:
            yield EntityType.OUTLET, HINT  # a capital inside the sentence: a title
    if not article:
        after = tokens.article.text[tokens.end[name.last] : tokens.end[name.last] + 110]
        life = LIFE.match(after)
        lived = life is not None and (life[1] is None or int(life[2]) - int(life[1]) >= YOUNG)
        if lived or AGE.match(after):
            yield EntityType.PERSON, STRONG
    comma = name.last + 1
    if comma + 1 < len(tokens) and tokens.text[comma] == "," and tokens.label[comma + 1] == "GPE" and name.label:
        yield EntityType.PLACE, FIRM  # "Westport, Connecticut"


def _referred(tokens: Tokens, head: int) -> Iterator[Vote]:
    """ "Ann Lee, who …" is somebody, "Acme, which …" is not."""
    for clause in tokens.children[head]:
        if tokens.dep[clause] != "relcl":
            continue
        pronouns = {tokens.lower[j] for j in tokens.children[clause] if j < clause}
        if "who" in pronouns:
            yield EntityType.PERSON, FIRM
        elif "which" in pronouns:
            yield EntityType.PERSON, -FIRM


def _echoed(tokens: Tokens, name: Name, head: int) -> Iterator[Vote]:
    """The pronoun that goes on with a subject: "Acme said it …", "Acme cut its prices", "Lee published his letters"."""
    if tokens.dep[head] not in ("nsubj", "nsubjpass"):
        return
    verb = tokens.head[head]
    for j in range(name.last + 1, min(name.last + 1 + ECHO, len(tokens))):
        if tokens.sentence[j] != tokens.sentence[name.last] or tokens.text[j] in ('"', "“", "”", ";"):
            return
        if tokens.pos[j] == "PROPN" and tokens.label[j] not in OTHER_LABELS:
            return  # it may go on with this one
        word = tokens.lower[j]
        if word in PEOPLE_ECHOED and tokens.dep[j] in ("nsubj", "poss", "dobj"):
            yield EntityType.PERSON, 1.1 if name.label != "GPE" else HINT
            return
        clause = tokens.head[j]
        goes_on = tokens.dep[clause] in ("ccomp", "advcl") and tokens.head[clause] == verb
        if word == "it" and tokens.dep[j] == "nsubj" and goes_on and tokens.lemma[clause] not in IMPERSONAL:
            yield EntityType.PERSON, -FIRM
            yield EntityType.ORGANIZATION, HINT
            return
        if word in THINGS_ECHOED and (tokens.head[clause] in (verb, tokens.head[verb]) or clause == verb):
            yield EntityType.PERSON, -FIRM
            yield EntityType.ORGANIZATION, HINT
            return


def _subject(tokens: Tokens, name: Name, dep: str, verb: int) -> Iterator[Vote]:
    lemma, table = tokens.lemma[verb], lexicon()
    attribute = next((j for j in tokens.children[verb] if tokens.dep[j] == "attr"), None)
    if lemma in DESCRIBED and attribute is not None and not _negated(tokens, verb):
        yield from _described(tokens, attribute, APPOSITION)
    elif dep == "nsubjpass" and lemma == "bear":
        yield EntityType.PERSON, STRONG
    elif dep == "nsubjpass" and lemma in ESTABLISHED:
        yield EntityType.ORGANIZATION, STRONG
    elif dep == "nsubjpass" and lemma in HANDLED and name.label not in ("GPE", "LOC", "PERSON"):
        yield EntityType.PRODUCT, HINT
    elif dep == "nsubj" and lemma in FOUNDING:
        yield EntityType.PERSON, 1.1
    elif dep == "nsubj" and (lemma in table.person_subject or (lemma == "attend" and _school(tokens, verb))):
        yield EntityType.PERSON, FIRM
    elif dep == "nsubj" and lemma in table.company_subject:
        unknown = name.label in ("GPE", "LOC") and not name.candidates and lemma in MAKING
        yield EntityType.COMPANY, FIRM if unknown else 0.4
    elif dep == "nsubj" and lemma in table.agent_subject and not name.label and not name.candidates:
        yield EntityType.ORGANIZATION, HINT  # people are seldom called by one name before they are called by both


def _object(tokens: Tokens, name: Name, dep: str, verb: int) -> Iterator[Vote]:
    lemma, table = tokens.lemma[verb], lexicon()
    if lemma == "tell":
        if name.label == "ORG":
            yield EntityType.OUTLET, 0.5
    elif dep == "dobj" and lemma in table.product_object and name.label not in ("GPE", "LOC"):
        single = name.first == name.last and name.label == "PERSON" and lemma not in table.people_object
        yield EntityType.PRODUCT, FIRM if single else HINT if name.label != "PERSON" else 0.0
    elif dep == "dobj" and lemma in JOINING:
        single = name.first == name.last or (lemma == "acquire" and not name.candidates)
        yield EntityType.ORGANIZATION, FIRM if single else HINT
    elif dep == "dobj" and lemma in AGAINST and not name.label and not name.candidates:
        yield EntityType.ORGANIZATION, HINT
    elif tokens.tag[name.last] == "NNP" and not name.label and not name.candidates:
        yield EntityType.ORGANIZATION, FAINT
    elif dep == "oprd" and lemma in CALLING:
        named = next((j for j in tokens.children[verb] if tokens.dep[j] in ("dobj", "nsubjpass")), tokens.head[verb])
        yield from _described(tokens, named, APPOSITION)


def _after_preposition(tokens: Tokens, name: Name, preposition: int) -> Iterator[Vote]:
    word, governor = tokens.lower[preposition], tokens.head[preposition]
    lemma = tokens.lemma[governor]
    if word in TOWN_PREPOSITIONS and lemma not in STAKES and tokens.tag[min(name.last + 1, len(tokens) - 1)] != "POS":
        if name.label:
            yield EntityType.PLACE, STRONG if name.label == "PERSON" else 0.9
    elif word == "of" and noun_type(lemma) is EntityType.PLACE and tokens.tag[governor] == "NN":
        yield EntityType.PLACE, STRONG  # "the town of Selby"
    elif word == "of" and lemma in USING and not name.candidates and name.label not in ("GPE", "LOC", "PERSON"):
        yield EntityType.PRODUCT, HINT
    elif word in HEAD_PREPOSITIONS and lemma in lexicon().heads_of:
        single = name.first == name.last or lemma in OWNED
        certain = word != "for" or single  # one can be a lawyer or spokesman for a person
        yield EntityType.ORGANIZATION, STRONG if certain and name.label != "GPE" else HINT
    elif word in WORKPLACE_PREPOSITIONS and lemma in STUDYING:
        yield EntityType.ORGANIZATION, FIRM if name.label != "GPE" else HINT
    elif word == "by" and lemma in INVENTING and tokens.tag[governor] == "VBN":
        yield EntityType.PERSON, HINT
    elif word == "by" and lemma in OWNING and tokens.tag[governor] == "VBN":
        yield EntityType.ORGANIZATION, HINT + 0.1
    elif word in RESIDENCE_PREPOSITIONS and lemma in RESIDING:
        yield EntityType.PLACE, FIRM


def _modifier(tokens: Tokens, name: Name, dep: str, parent: int) -> Iterator[Vote]:
    """What the noun after a name tells: "Zephyr's shares", "Zephyr executives", "a Zephyr drone"."""
    lemma, table = tokens.lemma[parent], lexicon()
    single = name.first == name.last
    if dep == "poss":
        if lemma in table.possessions:
            kind = table.possessions[lemma]
            firm = single and kind in ORGANIZATION_TYPES
            yield kind, FIRM if firm else HINT
    elif tokens.pos[parent] == "NOUN":
        denoted = noun_type(lemma, tokens.lower[parent - 1] if parent - 1 > name.last else "")
        if denoted is EntityType.PERSON and name.label != "GPE" and lemma not in FOLLOWERS:
            yield EntityType.ORGANIZATION, STRONG if single and name.label == "PERSON" else HINT
        elif (
            denoted in (EntityType.PRODUCT, EntityType.TECHNOLOGY)
            and name.label != "ORG"
            and (tokens.tag[parent] == "NN" or not (name.label or name.candidates))
            and parent <= name.last + 2
        ):
            pointed = single and tokens.lower[max(name.first - 1, 0)] == "the" and lemma not in SHARED
            doubtful = single and (name.label == "PERSON" or (name.label == "GPE" and not name.candidates and pointed))
            yield EntityType.PRODUCT, FIRM if doubtful else HINT


def _apposed(tokens: Tokens, name: Name, head: int, inside: range) -> Iterator[Vote]:
    for child in tokens.children[head]:
        if child not in inside and tokens.dep[child] == "appos" and tokens.pos[child] == "NOUN":
            yield from _described(tokens, child, APPOSITION, person=name.label == "PERSON")
        elif (
            inside.start - 2 <= child < inside.start
            and tokens.dep[child] in ("compound", "nmod", "appos", "amod")
            and tokens.pos[child] == "NOUN"
        ):
            # "software maker Zephyr", "the start-up Zephyr"; a person's post ("spokeswoman Ann Lee") as well
            yield from _described(tokens, child, APPOSITION, person=name.label == "PERSON")
    if tokens.dep[head] == "appos" and tokens.pos[tokens.head[head]] == "NOUN":
        noun = tokens.head[head]
        post = bearer(tokens, noun) if name.label == "PERSON" else None
        if post is not None:  # "a spokesman for the ministry, Ann Lee": the name is the spokesman's
            yield EntityType.PERSON, APPOSITION
        else:
            yield from _described(tokens, noun, APPOSITION, person=name.label == "PERSON")
            if tokens.tag[noun] == "NNS" and noun_type(tokens.lemma[noun]) is EntityType.PERSON:
                yield EntityType.PERSON, FIRM  # "two children, Ann and Tom"
    if tokens.lower[max(inside.start - 3, 0) : inside.start] == ["start", "-", "up"]:
        yield EntityType.COMPANY, APPOSITION
    noun_after = _after_comma(tokens, inside.stop)
    if noun_after is not None and tokens.head[noun_after] not in inside:
        yield from _described(tokens, noun_after, APPOSITION, person=name.label == "PERSON")


def bearer(tokens: Tokens, noun: int) -> int | None:
    """The person noun that a noun depends on: "spokesman" for "ministry" in "spokesman for the ministry"."""
    preposition = tokens.head[noun]
    if tokens.dep[noun] != "pobj" or tokens.lower[preposition] not in BEARER_PREPOSITIONS:
        return None
    post = tokens.head[preposition]
    return post if post < preposition and noun_type(tokens.lemma[post]) is EntityType.PERSON else None


def _after_comma(tokens: Tokens, after: int) -> int | None:
    """The noun of ", a … NOUN," right after a name: an apposition, whatever the parser made of it."""
    if tokens.text[after : after + 1] != [","] or tokens.lower[after + 1 : after + 2] not in (["a"], ["an"]):
        return None
    for j in range(after + 2, min(after + 9, len(tokens) - 1)):
        ends = tokens.text[j + 1] in (",", ".", ";", "—") or tokens.tag[j + 1] == "VBN"
        if tokens.pos[j] == "NOUN" and (ends or tokens.lower[j + 1] in POSTMODIFIERS):
            return j
        if tokens.pos[j] not in ("NOUN", "ADJ", "PROPN", "ADV") and tokens.text[j] not in ("-", "'s", "’s"):
            return None
    return None


def _described(tokens: Tokens, noun: int, weight: float, *, person: bool = False) -> Iterator[Vote]:
    """What a noun that describes a name makes of it; ``person``: the pipeline takes the name for somebody's."""
    before = tokens.lower[noun - 1] if noun else ""
    kind = noun_type(tokens.lemma[noun], before)
    if tokens.lemma[noun] in PARTS and any(tokens.dep[j] == "poss" for j in tokens.children[noun]):
        kind = EntityType.COMPANY
    elif kind is EntityType.PERSON and tokens.lemma[noun] in OF_FIRMS_TOO:
        return
    if kind is None and (nearest := DENOTED.get(noun_classes.kind(tokens.vocab, tokens.lemma[noun]) or "")) is not None:
        kind, weight = nearest, weight * LIKENED
    elif kind is EntityType.COMPANY and person and tokens.lemma[noun] in OF_PEOPLE_TOO:
        return
    if kind in APPOSABLE and tokens.tag[noun] in ("NN", "NNP"):
        yield EntityType.PRODUCT if kind is EntityType.TECHNOLOGY else kind, weight


def _school(tokens: Tokens, verb: int) -> bool:
    return any(tokens.lower[j] in SCHOOLS for j in tokens.children[verb] if tokens.dep[j] == "dobj")


def _negated(tokens: Tokens, verb: int) -> bool:
    return any(tokens.dep[j] == "neg" for j in tokens.children[verb])
