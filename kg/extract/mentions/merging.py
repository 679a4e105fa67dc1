"""Pieces of names put together: titles taken off, neighbours made one where they are one name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.lexicon import lexicon
from kg.extract.lexicon.classes import words
from kg.extract.mentions.candidates import Name
from kg.extract.syntax.columns import Tokens
from kg.model import ORGANIZATION_TYPES, EntityType

# Bodies that are named by what they are for: "the Federal Service for the Northern Fisheries".
GOVERNED = frozenset({EntityType.AGENCY, EntityType.COURT, EntityType.CIVIL_SOCIETY})
JOINING_POSTS = words("naming", "joining_posts")


def join(tokens: Tokens, pieces: list[Name]) -> list[Name]:
    """Neighbouring pieces made one where they are one name; titles taken off and noted on the name they precede."""
    done: list[Name] = []
    for piece in (stripped for whole in pieces for stripped in _without_titles(tokens, whole)):
        if piece.last < piece.first:  # nothing but titles
            done.append(piece)
            continue
        previous = done[-1] if done else None
        if previous is not None and previous.last < previous.first:
            done.pop()
            if previous.first == piece.first and tokens.line[piece.first] == tokens.line[max(piece.first - 1, 0)]:
                piece = replace(piece, titled=True, gender=previous.gender)
            previous = done[-1] if done else None
        if previous is not None and _one_name(tokens, previous, piece):
            done[-1] = _merged(previous, piece)
        else:
            done.append(piece)
    return [piece for piece in done if piece.first <= piece.last]


def completed_bodies(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Names in order, a body's joined with what it is of or for: "Royal Courts | of | Justice"."""
    done: list[Name] = []
    for name in names:
        if done and _of_body(tokens, done[-1], name):
            done[-1] = replace(done[-1], last=name.last, label="ORG", candidates=())
        else:
            done.append(name)
    return done


def _of_body(tokens: Tokens, left: Name, right: Name) -> bool:
    between = tokens.lower[left.last + 1 : right.first]
    if (
        between not in (["of"], ["for"], ["of", "the"], ["for", "the"])
        or tokens.line[left.last] != tokens.line[right.first]
    ):
        return False
    if "PERSON" in (left.label, right.label) or left.best or right.best or tokens.headline[left.first]:
        return False
    noun, table = tokens.lower[left.last], lexicon()
    headed = noun in table.first or noun.removesuffix("s") in table.first or table.last.get(noun) in GOVERNED
    place = (
        right.label in ("GPE", "LOC") and left.first < left.last
    )  # "the Harbour Council of Lisse": a body and its place
    return headed and not place and table.first.get(noun) is not EntityType.LAW


def _without_titles(tokens: Tokens, name: Name) -> Iterator[Name]:
    """The name without the titles around it; a run of titles alone comes as an empty name that starts after it."""
    titles = lexicon().titles
    if name.best and name.best.type is not EntityType.PERSON:
        yield name
        return
    first, last, gender, titled = name.first, name.last, None, False
    organization = name.label in ("ORG", "GPE", "FAC", "PRODUCT", "LAW")
    while not organization and first <= last and tokens.lower[first].rstrip(".") in titles:
        gender = gender or titles[tokens.lower[first].rstrip(".")]
        titled = True
        first += 1
    if titled and first <= last and tokens.lower[first] in ("of", "for"):
        first = _behind_field(tokens, first, last)
    if first > last:
        yield Name(last + 1, last, gender=gender)
        return
    posts = [tokens.lower[j].rstrip(".") in titles or tokens.lower[j] in JOINING_POSTS for j in range(first, last + 1)]
    if organization and all(posts):
        return  # "President & CEO"
    end = last
    while end > first and posts[end - first] and name.label != "PERSON":
        if organization and not {"of", "for"}.isdisjoint(tokens.lower[first:end]):
            break  # "Courts of Justice", "Office of the Privacy Commissioner"
        end -= 1
    if (first, end, titled, gender) == (name.first, name.last, name.titled, name.gender):
        yield name
        return
    yield replace(
        name,
        first=first,
        last=end,
        titled=titled,
        gender=gender,
        candidates=() if first > name.first else name.candidates,
    )
    if end < last:
        gender = next(
            (found for j in range(end + 1, last + 1) if (found := titles.get(tokens.lower[j].rstrip(".")))),
            None,
        )
        yield Name(last + 1, last, gender=gender)


def _behind_field(tokens: Tokens, of: int, last: int) -> int:
    """Where somebody's name begins behind an office with its field: "Secretary | of State Ada Roe".

    The field has one word at least, the name two at most, and an initial between them.
    """
    words = last - of
    if words < 3:
        return last + 1 if words < 2 else last
    initial = words > 3 and len(tokens.text[last - 1].rstrip(".")) == 1
    return last - 2 if initial else last - 1


def _one_name(tokens: Tokens, left: Name, right: Name) -> bool:
    if left.last + 1 != right.first or tokens.line[left.last] != tokens.line[right.first] or right.titled:
        return False
    if tokens.dep[left.last] not in ("compound", "nmod", "amod", "appos") and tokens.head[right.last] != left.last:
        return tokens.lower[right.last].rstrip(".") in lexicon().last and not right.label and left.label != "PERSON"
    plain = not left.label and not left.candidates
    if "PERSON" in (left.label, right.label) and not (left.best or right.best):
        other = left if right.label == "PERSON" else right
        return (
            not other.label
            and not other.candidates
            and other.first == other.last
            and tokens.head[left.last] == right.last
        )
    if right.label == "PERSON" and not right.best:
        return False
    if not right.label and not right.candidates:
        return left.label != "PERSON"
    if plain:
        opens = tokens.sentence[left.first] != tokens.sentence[left.first - 1] if left.first else True
        return not (opens and right.best)  # "Visit Acme Stores": an imperative, capitalised for its place
    pair = (_kind(left), _kind(right))
    return pair in {
        ("ORG", "GPE"),
        ("ORG", "PRODUCT"),
        ("PRODUCT", "ORG"),
        ("PRODUCT", "PRODUCT"),
    }


def _kind(name: Name) -> str:
    if name.best is None:
        return name.label
    if name.best.type in ORGANIZATION_TYPES:
        return "ORG"
    return {
        EntityType.PLACE: "GPE",
        EntityType.PRODUCT: "PRODUCT",
        EntityType.PERSON: "PERSON",
    }.get(name.best.type, "")


def _merged(left: Name, right: Name) -> Name:
    inherits = _kind(right) == "GPE" or not right.label
    label = (left.label or right.label) if inherits else right.label
    likely = [name.best.type for name in (left, right) if name.best]
    return Name(
        left.first,
        right.last,
        label,
        (),
        left.titled,
        left.gender,
        likely[0] if likely else left.built_on,
    )
