"""Words of several tokens that are one: "sell-off", "lay-offs", "re-open", "the bail out of the bank".

Parted, the parser takes "off" for the noun and "re" for the verb, and no rule knows either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.lexicon import lexicon
from kg.extract.lexicon.classes import words

PREFIXES = words("affixes", "verbs")


def join(doc: Doc) -> None:
    """Makes one token of the parts of such a word, in place; a second time there is nothing to join."""
    with doc.retokenize() as retokenizer:
        for span, attributes in list(_joined(doc)):
            retokenizer.merge(span, attrs=attributes)


def _joined(doc: Doc) -> Iterator[tuple[DocSpan, dict[str | int, Any]]]:
    end = 0
    for hyphen in doc[1:-1]:
        first, last = hyphen.nbor(-1), hyphen.nbor()
        if last.lower_ == "of" and first.tag_ == "NN" and first.i >= end and any(True for _ in first.lefts):
            attributes = _noun(first, hyphen)  # written apart
            if attributes is not None:
                end = hyphen.i + 1
                yield doc[first.i : end], attributes
            continue
        if hyphen.text != "-" or first.whitespace_ or hyphen.whitespace_ or first.i < end:
            continue
        attributes = _prefixed(first, last) or _noun(first, last)
        if attributes is not None:
            end = last.i + 1
            yield doc[first.i : end], attributes


def _noun(first: Token, last: Token) -> dict[str | int, Any] | None:
    """ "sell-off", "lay-offs": a verb and its direction that name an event together."""
    plural = last.lower_ if last.lower_ not in lexicon().predicates.particles else ""
    direction = last.lower_.removesuffix("s") if plural else last.lower_
    if direction not in lexicon().predicates.particles:
        return None
    for lemma in (f"{first.lower_}-{direction}", f"{first.lower_}{direction}"):
        if lemma in lexicon().predicates.nouns:
            return {"LEMMA": lemma, "POS": "NOUN", "TAG": "NNS" if plural else "NN"}
    return None


def _prefixed(first: Token, last: Token) -> dict[str | int, Any] | None:
    """ "re-open", "re-opening": a verb of its own, or its noun."""
    if first.lower_ not in PREFIXES or not last.is_alpha:
        return None
    if last.pos_ in ("VERB", "NOUN"):
        return {"LEMMA": first.lower_ + last.lemma_.lower(), "POS": last.pos_, "TAG": last.tag_}
    # "will re-open", where the parser has the verb in "re"
    bare = first.tag_ in ("VB", "VBP")
    return {"LEMMA": first.lower_ + last.lower_, "POS": "VERB", "TAG": first.tag_} if bare else None
