"""Headlines read by their own grammar: the parse of a title mended before anything is found in it.

Headlines leave out articles and auxiliaries. A bare participle is a passive ("Vell fined by Ofcom"), a comma stands for
"and" ("Vell, Harrow settle dispute"), a colon or dash for "says" ("Roth: Vell cheated us"), and the parser, which was
trained on sentences, takes verbs between names for nouns ("Vell names chief"). What it reads aright needs no help:
the present for the past, the infinitive for the future.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.lexicon import lexicon
from kg.extract.lexicon.classes import words
from kg.model import Article, BlockKind

LONGEST = 30  # tokens: a first paragraph without a full stop that has more is no headline
FIRST = 2  # sentences after the headline that make the lead
PREDICATING = frozenset({"VBZ", "VBP", "VBD", "MD"})
FINITE = frozenset({"VBZ", "VBP", "MD"})
STOPS = frozenset({".", "!", "…", ";"})
COLONS, DASHES = frozenset({":"}), frozenset({"-", "–", "—", "--"})
STANDING = words("figures", "directions", "standing")
SPEAKERS = 5  # tokens: who speaks in a headline is named shortly
MOVES = words("figures", "moving")  # what figures do: "shares plunge"
RECEIVED = words("receiving", "received")  # done to whoever gets a sum: "Vell fined $4m"
MEASURES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"})


def headlines(doc: Doc, article: Article) -> Iterator[DocSpan]:
    """The titles and headings; of an article read raw, its first line where that is no sentence."""
    blocks = [block.span for block in article.blocks if block.kind in (BlockKind.TITLE, BlockKind.HEADING)]
    if not blocks and article.blocks:
        first = article.blocks[0].span
        blocks = [first] if article.text[first.start : first.end].rstrip()[-1:] not in STOPS else []
    for span in blocks:
        found = doc.char_span(span.start, span.end, alignment_mode="contract")
        if found is not None and len(found) <= LONGEST:
            yield found


def lead(doc: Doc, titles: Iterable[DocSpan]) -> list[DocSpan]:
    """The headlines and the first sentences after them that tell something: a dateline has no verb."""
    told = list(titles)
    body = max((one.end for one in told[:1]), default=0)
    after = (
        one for one in doc.sents if one.start >= body and not any(one.start < h.end and h.start < one.end for h in told)
    )
    return told[:1] + list(islice((one for one in after if any(token.tag_ in PREDICATING for token in one)), FIRST))


def repair(doc: Doc, article: Article) -> None:
    """Mends the parse of an article's headlines in place; a second time it finds nothing to mend."""
    for headline in list(headlines(doc, article)):
        for sentence in list(headline.sents):  # type: ignore[attr-defined]  # spaCy's stubs have it of a Doc alone
            _verb(sentence)
            for token in sentence:
                _figure(token)
                _present(token)
                _standing(token)
                _future(token)
                _passive(token)
                _list(token)
                _bare(token)


def _verb(sentence: DocSpan) -> None:
    """ "Vell releases plan to cut jobs", "Vell names chief": a verb that was taken for a noun between its two names."""
    if any(token.tag_ in FINITE and token.dep_ not in ("compound", "amod", "nmod") for token in sentence):
        return None
    for token in sentence:
        noun = token.head
        if token.dep_ == "compound" and noun.i > token.i and _looks_finite(token):
            before = [child for child in (*noun.lefts, *token.lefts) if child.i < token.i]
            if before:
                return _turned(token, noun, sorted(before, key=lambda child: child.i))
        # "Vell snubs Harrow", read as two names that no comma parts, or as a noun with an object
        beside = next((child for child in token.rights if child.dep_ in ("appos", "dobj")), None)
        if token.tag_ == "NNS" and beside is not None and beside.left_edge.i == token.i + 1:
            before = [child for child in token.lefts if child.dep_ in ("compound", "nmod", "amod")]
            if before and before[-1].pos_ == "PROPN":
                return _turned(token, beside, before)
    return None


def _present(noun: Token) -> None:
    """ "Shares worldwide surge": a noun that has a plural subject and no verb beside it is a verb."""
    subject = next((child for child in noun.lefts if child.dep_ == "nsubj"), None)
    if noun.tag_ != "NN" or noun.dep_ not in ("ROOT", "ccomp", "dep") or subject is None:
        return
    if subject.tag_ not in ("NNS", "NNPS") or any(child.dep_ in ("det", "poss", "cop", "aux") for child in noun.lefts):
        return
    noun.tag_, noun.pos_ = "VBP", "VERB"
    for child in noun.lefts:
        if child != subject and child.dep_ in ("amod", "compound", "nmod"):
            child.dep_ = "advmod"


def _standing(noun: Token) -> None:
    """ "Markets down across the world": a copula left out before the word that tells where figures stand."""
    word = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if word.head != noun or word.lower_ not in STANDING or noun.tag_ not in ("NNS", "NNPS"):
        return
    if noun.dep_ not in ("ROOT", "dep", "ccomp"):
        return
    word.tag_, word.pos_, word.dep_ = "JJ", "ADJ", noun.dep_
    word.head = word if noun.dep_ == "ROOT" else noun.head
    for child in list(noun.rights):
        if child != word:
            child.head = word
    noun.head, noun.dep_ = word, "nsubj"


def _figure(verb: Token) -> None:
    """ "Vell shares plunge as trade slows": a figure that was taken for a verb, and what it does for a noun."""
    move = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    known = verb.tag_ == "VBZ" and verb.lower_.removesuffix("s") in lexicon().figures
    if not known or move.lower_ not in MOVES or move.head != verb or move.dep_ not in ("dobj", "xcomp", "ccomp"):
        return
    move.tag_, move.pos_, move.lemma_ = "VBP", "VERB", move.lower_
    if verb.head == verb:
        move.head, move.dep_ = move, "ROOT"
    else:
        move.head, move.dep_ = verb.head, verb.dep_
    owner = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    for child in [child for child in verb.rights if child != move]:
        child.head = move
    verb.tag_, verb.pos_, verb.dep_ = "NNS", "NOUN", "nsubj"
    verb.lemma_ = verb.lower_.removesuffix("s")
    verb.head = move
    if owner is not None:
        owner.head, owner.dep_ = verb, "compound"


def _future(verb: Token) -> None:
    """ "Vell to cut jobs": an infinitive behind the name that all hangs on is what it will do."""
    name = verb.head
    to = next((child for child in verb.lefts if child.tag_ == "TO"), None)
    if verb.dep_ not in ("acl", "relcl") or verb.tag_ != "VB" or to is None or name.dep_ != "ROOT" or name.head != name:
        return
    if to.i != name.i + 1 or any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        return
    rest = [child for child in name.rights if child != verb]
    verb.head, verb.dep_ = verb, "ROOT"
    name.head = verb
    name.dep_ = "nsubjpass" if any(child.dep_ == "auxpass" for child in verb.children) else "nsubj"
    for child in rest:
        child.head = verb


def _looks_finite(token: Token) -> bool:
    return token.tag_ == "VBZ" or (token.tag_ == "NNS" and token.lower_ in lexicon().headline_verbs)


def _turned(verb: Token, noun: Token, before: list[Token]) -> None:
    """Makes a word a verb: what stands ``before`` it becomes its subject, ``noun`` its object."""
    subject = before[-1]
    if noun.i > verb.i and verb.head == noun:
        if noun.head == noun:
            verb.head, verb.dep_ = verb, "ROOT"
        else:
            verb.head, verb.dep_ = noun.head, noun.dep_
    verb.tag_, verb.pos_ = "VBZ", "VERB"
    verb.lemma_ = lexicon().headline_verbs.get(verb.lower_, verb.lemma_)
    noun.head, noun.dep_ = verb, "dobj"
    for token in before[:-1]:
        token.head = subject
    subject.head, subject.dep_ = verb, "nsubj"


def _bare(adjective: Token) -> None:
    """ "Vell bankrupt": a copula left out, which leaves the name a part of the adjective."""
    if (
        adjective.dep_ != "ROOT"
        or adjective.tag_ != "JJ"
        or adjective.lemma_.lower() not in lexicon().predicates.adjectives
    ):
        return
    names = [child for child in adjective.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    if names and not any(child.dep_ == "nsubj" for child in adjective.children):
        for token in names[:-1]:
            token.head = names[-1]
        names[-1].dep_ = "nsubj"


def _passive(verb: Token) -> None:
    """ "Roth honoured in Oslo": a participle without its auxiliary, whose subject it is done to."""
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ not in ("ROOT", "conj", "ccomp", "parataxis"):
        return
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    given = verb.lemma_.lower() in RECEIVED  # "Vell fined $4m": what it is given is no object of its doing
    if subject is None or any(
        child.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp", "dative")
        and not (given and child.dep_ == "dobj" and child.ent_type_ in ("MONEY", "CARDINAL"))
        for child in verb.children
    ):
        return
    by = next((child for child in verb.rights if child.lower_ == "by" and _names_doer(child)), None)
    if by is None and (verb.tag_ == "VBD" and verb.lemma_.lower() in lexicon().intransitive):
        return
    verb.tag_, subject.dep_ = "VBN", "nsubjpass"
    if by is not None:
        by.dep_ = "agent"


def _names_doer(by: Token) -> bool:
    """Whether what "by" brings in may do something: no number and no date, which tell how much or till when."""
    return any(child.dep_ == "pobj" and child.ent_type_ not in MEASURES for child in by.children)


def _list(token: Token) -> None:
    """ "Vell, Harrow settle dispute", "unveils phone, tablet": what stands after a comma is no apposition."""
    first = next((child for child in token.head.lefts if child.dep_ == "nsubj"), token)
    if token.dep_ == first.dep_ == "nsubj" and first.i < token.i and token.left_edge.nbor(-1).text == ",":
        token.head, token.dep_ = first, "conj"  # two names that the parser leaves side by side
        return
    plural = token.head.tag_ == "VBP" or token.dep_ == "dobj"
    if token.dep_ not in ("nsubj", "dobj") or token.head.pos_ != "VERB" or not plural:
        return
    for child in token.rights:
        bare = not any(True for _ in child.rights) and not any(item.dep_ in ("det", "poss") for item in child.children)
        after = child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","
        if child.dep_ == "appos" and bare and after and child.pos_ == token.pos_ and child.tag_ != "NN":
            child.dep_ = "conj"


def speaker(titles: Iterable[DocSpan], trigger: Token) -> Token | None:
    """Who says what a headline tells of ``trigger``: "Roth: Vell cheated us", "Vell cheated us – report".

    Whoever may speak and stands alone before a colon, or at the end behind one or a dash.
    """
    headline = next((one for one in titles if one.start <= trigger.i < one.end), None)
    tokens = [token for token in headline if not token.is_space] if headline is not None else []
    for place, mark in enumerate(tokens):
        first, last = tokens[:place], tokens[place + 1 :]
        if mark.text in COLONS and trigger in last and _speaks(first):
            return first[-1]
        if mark.text in COLONS | DASHES and trigger in first and _speaks(last):
            return last[-1]
    return None


def _speaks(tokens: list[Token]) -> bool:
    """Whether some tokens name a body or somebody that may speak, and nothing else."""
    if len(tokens) == 1 and tokens[0].lower_ in lexicon().headline_speakers:
        return True  # whatever the parser takes it for: "– report"
    if (
        not tokens
        or len(tokens) > SPEAKERS
        or any(token.pos_ in ("VERB", "AUX", "ADP", "NUM", "PUNCT") for token in tokens)
    ):
        return False
    last = tokens[-1]
    return last.ent_type_ == "PERSON" or last.lemma_.lower() in lexicon().headline_speakers
