"""Definite descriptions ("the company", "those agencies", "the software") to what they point back to."""

from __future__ import annotations

from kg.model import ORGANIZATION_TYPES, Article, EntityType, Mention, MentionKind
from kg.resolve.chains import Chains
from kg.resolve.salience import MARGIN, clause_subject, distance, nearby, nearest, same_head

DEFINITE = ("the ", "this ", "that ", "these ", "those ")
OWNED = ("its ", "their ", "his ", "her ", "our ", "my ", "whose ")
INDEFINITE = ("a ", "an ", "another ", "any ", "each ", "every ", "some ", "no ", "one ")
ARTICLES = frozenset(["the", "this", "that", "said"])
OTHERS = frozenset(["other", "another", "third", "parent", "rival", "next", "previous", "former", "first", "second"])
# Nouns that stand for any person; other posts are only linked to somebody who was called so before.
ANYBODY = frozenset(["person", "man", "woman", "individual", "official", "executive"])
# Words that make another post of the one they stand before.
DEPUTIES = frozenset(["deputy", "vice", "assistant", "acting"])
# "the government" has no name of its own in most articles, yet is one thing in each.
UNIQUE = frozenset(["government", "military", "army", "navy", "treasury", "white_house"])
WINDOW = 5  # sentences back in which a description finds what it describes


def antecedent(chains: Chains, article: Article, i: int) -> int | None:
    """A mention of what nominal ``i`` points back to, or None where it points to nothing or not clearly."""
    mention = chains.mentions[i]
    text = mention.text.lower().replace("’", "'")
    words = set(text.replace("-", " ").split())
    if mention.name is not None and mention.type is not EntityType.GROUP:
        return None
    definite = text.startswith(DEFINITE)
    if mention.type in ORGANIZATION_TYPES and not mention.plural and not text.startswith((*INDEFINITE, *OWNED)):
        named = contained(chains, i)
        if named is not None:
            return named
    if definite and _singled_out(chains, i, words):
        return None
    if mention.type in (EntityType.TECHNOLOGY, EntityType.PRODUCT):
        if definite:
            return _thing(chains, i, owned=False)
        owned = text.startswith(OWNED) or "'s " in text
        return _thing(chains, i, owned=True) if owned and mention.type is EntityType.TECHNOLOGY else None
    if not definite or words & OTHERS or _restricted(article, mention):
        return None
    if mention.plural or mention.type is EntityType.GROUP:
        return _group(chains, i) if mention.name is None else None
    if mention.type is EntityType.PERSON:
        return _person(chains, i)
    if mention.type in ORGANIZATION_TYPES:
        return _organization(chains, i)
    found = same_head(chains, i)
    return found if found is not None and not _distinguished(chains, i, chains.root(found)) else None


def _singled_out(chains: Chains, i: int, words: set[str]) -> bool:
    """Whether a name, a rank or a number inside a definite phrase tells which one is meant: "the No. 2 retailer"."""
    if any(word[0].isdigit() or word in ("no.", "top", "only", "largest", "biggest", "leading") for word in words):
        return True
    span = chains.mentions[i].span
    inside = []
    for other in chains.mentions[i + 1 :]:
        if other.span.start >= span.end:
            break
        inside.append(other)
    return any(m.kind is MentionKind.NAME and m.type is not EntityType.PLACE for m in inside)


def _restricted(article: Article, mention: Mention) -> bool:
    """Whether what follows singles the thing out anew: "the company that built it", "the head of the firm"."""
    after = article.text[mention.span.end : mention.span.end + 8].lower()
    return after.startswith((" that ", " which ", " who ", " whose ", " behind ", " of "))


def _organization(chains: Chains, i: int) -> int | None:
    mention = chains.mentions[i]
    if mention.head in UNIQUE:
        return same_head(chains, i)
    costs: dict[int, float] = {}
    fitting: dict[int, bool] = {}
    # "Acme sold it to the firm": who is spoken of as an object is not the subject
    subject = clause_subject(chains, i) if mention.function in ("dobj", "dative", "pobj") else None
    barred = chains.root(subject) if subject is not None else None
    for root, j in nearby(chains, i, WINDOW).items():
        if root == barred:
            continue
        if "organization" not in chains.families(root) or not chains.compatible(root, i) or chains.of(root).plural:
            continue
        kinds = chains.types(root)
        if not _fits(mention, kinds) or _distinguished(chains, i, root):
            continue
        costs[j] = distance(chains, i, j)
        fitting[j] = _says(chains, root, mention.head) or (
            EntityType.ORGANIZATION not in kinds and mention.type in kinds
        )
    if any(_says(chains, j, mention.head) for j in costs):
        costs = {j: cost for j, cost in costs.items() if _says(chains, j, mention.head)}
    elif any(fitting.values()):
        costs = {j: cost for j, cost in costs.items() if fitting[j]}
    found = nearest(costs)
    if found is not None or costs:
        return found
    called = {chains.root(j) for j in _bodies(chains, i) if words_of(chains.mentions[j])[-1] == mention.head}
    meant = called.pop() if len(called) == 1 else _only_one(chains, i)
    return meant if meant is None or chains.root(meant) != barred else None


def contained(chains: Chains, i: int) -> int | None:
    """The one body of the article whose name has all words of the phrase, two or more: "the quay service"."""
    mention = chains.mentions[i]
    words = [word for word in words_of(mention) if word not in ARTICLES]
    if len(words) < 2:
        return None
    found = {chains.root(j): j for j in _bodies(chains, i) if set(words) <= set(words_of(chains.mentions[j]))}
    return next(iter(found.values())) if len(found) == 1 else None


def words_of(mention: Mention) -> list[str]:
    """The words of a mention in lower case, hyphens and possessives apart."""
    return mention.text.lower().replace("’", "'").replace("'s", "").replace("-", " ").split() or [""]


def _bodies(chains: Chains, i: int) -> list[int]:
    """The article's names of organizations in two words or more, wherever they stand, that ``i`` could refer to."""
    return [
        j
        for j, other in enumerate(chains.mentions)
        if other.kind is MentionKind.NAME
        and other.type in ORGANIZATION_TYPES
        and " " in other.text
        and chains.compatible(i, j)
    ]


def _distinguished(chains: Chains, i: int, root: int) -> bool:
    """Whether both are called by words of their own: "the prison service", "the fire service" or "the fire board"."""
    if chains.of(root).types_named:
        return False
    mention = chains.mentions[i]
    own = set(words_of(mention)[:-1]) - ARTICLES
    for j in chains.members(root):
        other = chains.mentions[j]
        if other.kind is MentionKind.NOMINAL:
            theirs = {word for word in words_of(other)[:-1] if f"{word} " not in (*DEFINITE, *INDEFINITE, *OWNED)}
            if own and (other.head != mention.head or (theirs and not own & theirs)):
                return True
    return False


def _fits(mention: Mention, kinds: set[EntityType]) -> bool:
    wanted = mention.type
    if wanted in kinds:
        return True
    if wanted is EntityType.ORGANIZATION:
        return bool(kinds & {EntityType.CIVIL_SOCIETY, EntityType.ORGANIZATION, EntityType.AGENCY}) and not (
            mention.head == "group" and EntityType.AGENCY in kinds
        )
    if wanted is EntityType.AGENCY and EntityType.POLICE in kinds:
        return mention.head in ("department", "force", "agency")
    # "the agency" of what may be one, but not "the tax agency"
    if wanted is EntityType.OUTLET:
        return False  # "this newspaper" is the one that prints it
    plain = wanted is EntityType.COMPANY or not set(words_of(mention)[:-1]) - ARTICLES
    return wanted is not EntityType.POLICE and plain and EntityType.ORGANIZATION in kinds


def _says(chains: Chains, i: int, head: str) -> bool:
    """Whether a name of the chain has the noun in it: "the department" after "Department of Works"."""
    names = (chains.mentions[j].name or "" for j in chains.members(i) if chains.mentions[j].kind is MentionKind.NAME)
    return any(head in name.lower().split() for name in names)


def _only_one(chains: Chains, i: int) -> int | None:
    """What the article is about: the one organization of the type that it, or else its first sentence, names."""
    mention = chains.mentions[i]
    named = {
        chains.root(j): other.sentence
        for j, other in reversed(list(enumerate(chains.mentions[:i])))
        if other.kind is MentionKind.NAME and mention.type in chains.types(j) and chains.compatible(i, j)
    }
    first = [root for root, sentence in named.items() if sentence == 0]
    if len(named) == 1:
        return next(iter(named))
    return first[0] if len(first) == 1 else None


def _person(chains: Chains, i: int) -> int | None:
    mention = chains.mentions[i]
    called = same_head(chains, i)
    if called is not None and _another_post(chains, i, chains.root(called)):
        return None
    if called is not None or mention.head not in ANYBODY:
        return called
    people = [
        j
        for root, j in nearby(chains, i, 2).items()
        if "Person" in chains.families(root) and chains.compatible(root, i) and not chains.of(root).plural
    ]
    return people[0] if len(people) == 1 else None


def _another_post(chains: Chains, i: int, root: int) -> bool:
    """Whether words of its own make it another post than all that are called so: "the Home Secretary" after
    "the Foreign Secretary", "the chief constable" after "the deputy chief constable".
    """
    own = _modifiers(chains.mentions[i])
    there = [chains.mentions[j] for j in chains.members(root)]
    alike = [m for m in there if m.kind is MentionKind.NOMINAL and m.head == chains.mentions[i].head]
    return bool(own and alike) and all(
        not own <= _modifiers(m) or bool(_modifiers(m) & DEPUTIES) is not bool(own & DEPUTIES) for m in alike
    )


def _modifiers(mention: Mention) -> set[str]:
    """The words of a description before its head, determiners and owners aside."""
    before = {word for word in words_of(mention)[:-1] if f"{word} " not in (*DEFINITE, *INDEFINITE, *OWNED)}
    return before - ARTICLES


def _group(chains: Chains, i: int) -> int | None:
    found = same_head(chains, i)
    if found is None:
        return None
    # "the ministry, the court and the bank … those bodies": a list of names nearer than the group stands between
    between = [m for m in chains.mentions[found + 1 : i] if m.kind is MentionKind.NAME and m.type in ORGANIZATION_TYPES]
    return None if any(m.function == "conj" for m in between) else found


def _thing(chains: Chains, i: int, *, owned: bool) -> int | None:
    """ "the technology", "its software": the last technology or product spoken of, close by."""
    mention = chains.mentions[i]
    if mention.plural:
        return same_head(chains, i, WINDOW) if not owned else None
    if not owned:
        called = same_head(chains, i, WINDOW)
        named = [j for root, j in nearby(chains, i, 1).items() if _is_thing(chains, root, i) and chains.of(root).named]
        if called is not None and (not named or chains.of(called).named):
            return called
    window = 2 if owned else WINDOW
    costs: dict[int, float] = {}
    for root, j in nearby(chains, i, window).items():
        if not _is_thing(chains, root, i) or not chains.of(root).named:
            continue
        if owned and EntityType.TECHNOLOGY not in chains.types(root):
            continue
        mismatch = mention.type not in chains.types(root)
        costs[j] = distance(chains, i, j) + mismatch
    return nearest(costs, margin=MARGIN if owned else 0.3)


def _is_thing(chains: Chains, root: int, i: int) -> bool:
    return "thing" in chains.families(root) and chains.compatible(root, i)
