"""Where the proper names of a document are: known names, the pipeline's entities and capitalised runs, reconciled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.lexicon import lexicon, noun_type
from kg.extract.lexicon.classes import words
from kg.extract.mentions import boundaries, office_names, truncation, versions
from kg.extract.mentions.candidates import LEGAL_SUFFIXES, LIKELY, Name, known_names, labelled_names
from kg.extract.mentions.merging import completed_bodies, join
from kg.extract.mentions.technologies import singular
from kg.extract.syntax.columns import OTHER_LABELS, Tokens
from kg.model import EntityType, Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["LIKELY", "Name", "find"]

NAME_POS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
HEADLINE_NAME = 3  # tokens after the first from which an entity in a headline with a known name inside is doubted
IN_NAMES = words("bodies", "in_names")
NATIONS = words("naming", "nations")


def find(tokens: Tokens, doc: Doc, names: Gazetteer) -> list[Name]:
    """All proper names in order, none overlapping another, titles and possessives outside."""
    known = {name.first: name for name in known_names(tokens, names)}
    labelled = {name.first: name for name in labelled_names(tokens, doc, known)}
    pieces = list(_pieces(tokens, known, labelled))
    inside = list(boundaries.bounded(tokens, join(tokens, pieces)))
    whole = completed_bodies(tokens, office_names.joined(tokens, inside))
    joined = [versions.without_unit(tokens, name) for name in whole]
    plain = list(_undescribed(tokens, joined))
    looked_up = [_looked_up(tokens, name, names) for name in _confirmed(tokens, plain)]
    confirmed = list(truncation.completed(tokens, looked_up, names))
    return sorted([*confirmed, *_short_forms(tokens, confirmed)], key=lambda name: name.first)


def _pieces(tokens: Tokens, known: dict[int, Name], labelled: dict[int, Name]) -> Iterator[Name]:
    i = 0
    while i < len(tokens):
        piece = _longest(tokens, known.get(i), labelled.get(i), known)
        if piece is None and _capitalised(tokens, i):
            last = i
            while last + 1 < len(tokens) and tokens.line[last + 1] == tokens.line[i]:
                after = last + 1
                if after in known or after in labelled:
                    break
                if _capitalised(tokens, after) or _letter(tokens, after):
                    last = after
                elif tokens.lower[after] in ("of", "for") and tokens.lower[last] in lexicon().first:
                    beyond = after + 1 + (tokens.lower[min(after + 1, len(tokens) - 1)] == "the")
                    if beyond < len(tokens) and _capitalised(tokens, beyond):
                        last = beyond
                    else:
                        break
                else:
                    break
            piece = Name(i, last)
        if piece is None:
            i += 1
            continue
        yield piece
        i = piece.last + 1


def _longest(
    tokens: Tokens,
    known: Name | None,
    labelled: Name | None,
    all_known: dict[int, Name],
) -> Name | None:
    if labelled is None:
        return known
    inner = [all_known[j] for j in range(labelled.first + 1, labelled.last + 1) if j in all_known]
    if inner and tokens.headline[labelled.first] and labelled.last - labelled.first >= HEADLINE_NAME:
        return known  # the pipeline takes much of a headline for one name
    if known is None:
        if inner and inner[-1].last > labelled.last and labelled.label != "PERSON":
            return replace(labelled, last=inner[-1].last)
        return labelled
    if known.last >= labelled.last:
        return known
    # The pipeline's entity is the longer: a name built on a known one ("Acme Health"), unless it runs on into another.
    product = inner[-1] if inner and inner[-1].last == labelled.last else None
    if product and product.best and product.best.type is EntityType.PRODUCT:  # a maker's name before its product's
        return replace(labelled, candidates=product.candidates, built_on=EntityType.PRODUCT)
    after = [name for name in inner if name.first > known.last]
    joined = any(tokens.lower[j] in ("and", ",", "or") for j in range(known.last + 1, labelled.last))
    return known if after and joined else replace(labelled, built_on=known.best.type if known.best else None)


def _letter(tokens: Tokens, i: int) -> bool:
    """Whether a token is a capital that ends a product's name ("Sentry X"), not an initial."""
    return tokens.pos[i] == "PROPN" and len(tokens.text[i]) == 1 and tokens.text[i].isupper()


def _capitalised(tokens: Tokens, i: int) -> bool:
    """Whether a token outside any known or labelled name looks like part of one."""
    if not tokens.capital(i) or tokens.headline[i] or tokens.label[i] in OTHER_LABELS or tokens.pos[i] not in NAME_POS:
        return False
    if tokens.pos[i] == "PROPN":
        return len(tokens.text[i]) > 1
    before = i - 1
    if before < 0 or tokens.sentence[before] != tokens.sentence[i] or tokens.line[before] != tokens.line[i]:
        return _acts(tokens, i)
    opened = tokens.text[before] in '“"‘:•(—-'
    return len(tokens.text[i]) > 1 and not (opened and not (i + 1 < len(tokens) and tokens.capital(i + 1)))


def _acts(tokens: Tokens, i: int) -> bool:
    """Whether a word stands by itself before what only somebody does: "Kestrel denied it", but "Demand forced it to".

    English puts no determiner before names alone, and none before nouns of mass, which do no such things.
    """
    bare = tokens.tag[i] in ("NN", "NNP", "JJ") and tokens.dep[i] in ("nsubj", "nsubjpass")
    if not bare or any(tokens.dep[j] not in ("appos", "punct", "relcl", "cc", "conj") for j in tokens.children[i]):
        return False
    word, verb = tokens.lower[i], tokens.head[i]
    known = noun_type(word) is not None or word in lexicon().events or word in lexicon().titles
    return not known and tokens.pos[verb] == "VERB" and verb > i and tokens.lemma[verb] in lexicon().agent_subject


def _confirmed(tokens: Tokens, names: list[Name]) -> Iterator[Name]:
    """The names without the capitalised words that only look like one; headlines lean on the body."""
    seen = Counter(tokens.slice(name.first, name.last) for name in names if not tokens.headline[name.first])
    common = {word for word, kind in zip(tokens.text, tokens.pos, strict=True) if kind == "NOUN" and word.islower()}
    for name in names:
        text = tokens.slice(name.first, name.last)
        if tokens.headline[name.first] and text not in seen:
            proper = all(tokens.pos[j] == "PROPN" for j in range(name.first, name.last + 1) if tokens.capital(j))
            if not (name.best or (name.label and proper)):
                continue
        if not any(char.isalpha() for char in text) or len(text) < 2 or text.lower().rstrip(".") in lexicon().never:
            continue
        # A sentence's first word, capitalised for that alone, that no list or label calls a name
        opens = name.first == 0 or tokens.sentence[name.first] != tokens.sentence[name.first - 1]
        lone = name.first == name.last and not name.best
        if opens and lone and not name.titled and seen[text] < 2 and tokens.lower[name.first] in common:
            continue
        if lone and not name.titled and _tells_members(tokens, name.first):
            continue
        alone = lone and not name.label and seen[text] < 2
        looks = tokens.pos[name.first] == "PROPN" and tokens.dep[name.first] != "ROOT"
        if opens and alone and not looks and not _acts(tokens, name.first):
            continue
        yield name


def _tells_members(tokens: Tokens, i: int) -> bool:
    """Whether a lone capitalised word only says what some people are: "the Members of the Harbor Council"."""
    word = singular(tokens.lower[i], plural=True)
    several = word != tokens.lower[i]
    determined = i > 0 and tokens.pos[i - 1] == "DET" and tokens.head[i - 1] == i
    return (several or determined) and word in lexicon().positions


def _undescribed(tokens: Tokens, names: list[Name]) -> Iterator[Name]:
    """The names without what a firm is called before them, capitalised as it opens a sentence: "Drugmaker Nordhaven".

    What may as well belong to the name ("Giant Foods") is left out only where the article has the name without it.
    """
    seen = {tokens.slice(name.first, name.last) for name in names}
    for name in names:
        word = tokens.lower[name.first]
        opens = name.first == 0 or tokens.sentence[name.first] != tokens.sentence[name.first - 1]
        long = name.first < name.last and not name.candidates
        if opens and long and noun_type(word) is EntityType.COMPANY:
            in_names = word in lexicon().last or word in lexicon().opening or word in IN_NAMES
            if not in_names or tokens.slice(name.first + 1, name.last) in seen:
                name = replace(name, first=name.first + 1)
        yield name


def _short_forms(tokens: Tokens, names: list[Name]) -> Iterator[Name]:
    """Surnames of the article's people and first words of its companies' names, where nothing else marks them."""
    known: dict[str, str] = {}
    for name in names:
        if name.first == name.last:
            continue
        if name.label == "PERSON" and not name.best:
            known[tokens.text[name.last]] = "PERSON"
            continue
        first, last = tokens.text[name.first], tokens.lower[name.last].rstrip(".")
        company = name.label == "ORG" and lexicon().last.get(last) is EntityType.COMPANY
        if company and first.lower() not in lexicon().plain and len(first) > 2:
            known.setdefault(first, "ORG")
    taken = {j for name in names for j in range(name.first, name.last + 1)}
    for i, word in enumerate(tokens.text):
        label = known.get(word)
        kinds = ("PROPN", "NOUN") if label == "PERSON" else ("PROPN", "NOUN", "ADJ")
        if label and i not in taken and tokens.pos[i] in kinds and not tokens.headline[i] and tokens.capital(i):
            yield Name(i, i, label)


def _looked_up(tokens: Tokens, name: Name, names: Gazetteer) -> Name:
    """The name with the candidates of its whole form, legal suffix included, nation before it ignored."""
    last = name.last
    after = last + 1
    if (
        after < len(tokens)
        and tokens.lower[after] == ","
        and after + 1 < len(tokens)
        and tokens.lower[after + 1] in LEGAL_SUFFIXES
    ):
        last = after + 1
    elif after < len(tokens) and tokens.lower[after] in LEGAL_SUFFIXES and tokens.line[after] == tokens.line[last]:
        last = after
    if last == name.last and name.candidates:
        return versions.numbered(tokens, name)
    candidates = names.lookup(tokens.slice(name.first, last)) or (name.candidates if last != name.last else ())
    if not candidates and tokens.lower[name.first] in NATIONS and name.first < last:
        candidates = names.lookup(tokens.slice(name.first + 1, last))
    if not candidates and name.built_on is not None and name.first < last:
        rest = names.lookup(tokens.slice(name.first + 1, last))  # "Acme Zephyr Cloud" is Acme's Zephyr Cloud
        candidates = tuple(candidate for candidate in rest if candidate.type is EntityType.PRODUCT)
    found = replace(name, last=last, candidates=candidates)
    return found if candidates else versions.numbered(tokens, found)
