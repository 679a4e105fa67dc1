"""Descriptions and pronouns to what they point back to, by type, number, gender, grammar and recency.

Precision before recall: where two antecedents are about as good, the mention stays in a chain of its own.
"""

from __future__ import annotations

from kg.model import ORGANIZATION_TYPES, Article, EntityType, Mention, MentionKind
from kg.resolve.chains import Chains

DEFINITE = ("the ", "this ", "that ", "these ", "those ")
OWNED = ("its ", "their ", "his ", "her ", "our ", "my ", "whose ")
OTHERS = frozenset(
    "other another third parent rival next previous former larger smaller largest biggest first second".split()
)
FIRST_PERSON = frozenset("i me my mine myself".split())
FIRST_PLURAL = frozenset("we us our ours ourselves".split())
REFLEXIVE = frozenset("himself herself itself themselves".split())
THEY = frozenset("they them their theirs".split())
RELATIVE = frozenset("who whom whose which that".split())
SUBJECT = frozenset({"nsubj", "nsubjpass", "ROOT"})
# Nouns that stand for any person; other posts are only linked to somebody who was called so before.
ANYBODY = frozenset("person man woman individual official executive".split())
# "the government" has no name of its own in most articles, yet is one thing in each.
UNIQUE = frozenset("government military army navy treasury white_house".split())

# Points by grammar, lower is better; a sentence back costs as much as losing subjecthood (Lappin and Leass 1994 weigh
# them alike). Distances beyond the windows find nothing.
SENTENCE, SUBJECTHOOD, MARGIN = 2.0, 2.0, 0.75
NOMINAL_WINDOW, PRONOUN_WINDOW = 5, 3
QUOTED = 1.0  # what a quotation speaks of is seldom what the text around it goes on about
WRONG_KIND = 3.0  # a thing for "it" in subject position, an organization for it in object position


def resolve_anaphora(chains: Chains, article: Article) -> None:
    """Joins nominals and pronouns to earlier chains, left to right."""
    speakers = _speakers(chains)
    for i, mention in enumerate(chains.mentions):
        if len(chains.members(i)) > 1 and (chains.root(i) < i or mention.kind is not MentionKind.NOMINAL):
            continue  # grammar or its name has placed it
        if mention.kind is MentionKind.NOMINAL and mention.apposed is None:
            antecedent = _nominal(chains, article, i)
        elif mention.kind is MentionKind.PRONOUN and mention.head not in RELATIVE:
            antecedent = _pronoun(chains, article, i, speakers)
        else:
            antecedent = None
        if antecedent is not None:
            chains.merge(antecedent, i)


def _speakers(chains: Chains) -> dict[int, int]:
    """For each mention that utters a quotation the one that uttered the quotation before, at most three sentences back."""
    order = [i for i, mention in enumerate(chains.mentions) if mention.utters]
    return {
        later: earlier
        for earlier, later in zip(order, order[1:], strict=False)
        if chains.mentions[later].sentence - chains.mentions[earlier].sentence <= PRONOUN_WINDOW
    }


def _candidates(chains: Chains, i: int, window: int) -> dict[int, int]:
    """Chains with a mention before ``i`` in the window: root → its last mention before; phrases around ``i`` left out."""
    mention = chains.mentions[i]
    found: dict[int, int] = {}
    for j in range(i - 1, -1, -1):
        other = chains.mentions[j]
        if mention.sentence - other.sentence > window:
            break
        if not other.span.covers(mention.span) and other.span.end <= mention.span.start:
            found.setdefault(chains.root(j), j)
    for j in range(i, -1, -1):  # i within i
        if chains.mentions[j].span.end <= mention.span.start and mention.sentence - chains.mentions[j].sentence > 0:
            break
        if j != i and chains.mentions[j].span.covers(mention.span):
            found.pop(chains.root(j), None)
    return found


def _cost(chains: Chains, i: int, j: int) -> float:
    """How far mention ``j`` is from being the antecedent of ``i``."""
    mention, other = chains.mentions[i], chains.mentions[j]
    cost = SENTENCE * (mention.sentence - other.sentence)
    best = min(
        (
            _grammar(chains.mentions[k])
            for k in chains.members(j)
            if k <= j and chains.mentions[k].sentence == other.sentence
        ),
        default=SUBJECTHOOD,
    )
    earlier = sum(1 for k in chains.members(j) if k < i)
    quoted = QUOTED * (other.quoted is not None and other.quoted != mention.quoted)
    return cost + quoted + best - 0.15 * min(earlier, 6) + (mention.span.start - other.span.end) / 1000


def _grammar(mention: Mention) -> float:
    if mention.function in SUBJECT:
        return 0.0
    if mention.function in ("poss", "compound", "nmod"):
        return 0.6 * SUBJECTHOOD
    return {"dobj": 0.7, "conj": 1.1, "appos": 0.5}.get(mention.function, 0.9) * SUBJECTHOOD


def _best(costs: dict[int, float], *, margin: float = MARGIN) -> int | None:
    """The cheapest, where the next is dearer by the margin."""
    ordered = sorted(costs.items(), key=lambda item: (item[1], item[0]))
    if not ordered:
        return None
    if len(ordered) > 1 and ordered[1][1] - ordered[0][1] < margin:
        return None
    return ordered[0][0]


# ---------------------------------------------------------------------------------------------------------- nominals


def _nominal(chains: Chains, article: Article, i: int) -> int | None:
    mention = chains.mentions[i]
    text = mention.text.lower().replace("’", "'")
    words = set(text.replace("-", " ").split())
    if mention.name is not None and mention.type is not EntityType.GROUP:
        return None
    definite = text.startswith(DEFINITE)
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
    return _same_head(chains, i)


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


def _same_head(chains: Chains, i: int, window: int = 8) -> int | None:
    """The last chain with a nominal of the same head noun."""
    mention = chains.mentions[i]
    for root, j in _candidates(chains, i, window).items():
        if not chains.compatible(root, i):
            continue
        for k in chains.members(root):
            other = chains.mentions[k]
            if (
                k < i
                and other.kind is MentionKind.NOMINAL
                and other.head == mention.head
                and other.plural == mention.plural
            ):
                return j
    return None


def _organization(chains: Chains, i: int) -> int | None:
    mention = chains.mentions[i]
    if mention.head in UNIQUE:
        return _same_head(chains, i)
    costs: dict[int, float] = {}
    fitting: dict[int, bool] = {}
    for root, j in _candidates(chains, i, NOMINAL_WINDOW).items():
        if "organization" not in chains.families(root) or not chains.compatible(root, i) or chains.plural(root):
            continue
        kinds = chains.types(root)
        if not _fits(mention, kinds):
            continue
        costs[j] = _cost(chains, i, j)
        fitting[j] = _says(chains, root, mention.head) or (
            EntityType.ORGANIZATION not in kinds and mention.type in kinds
        )
    if any(_says(chains, j, mention.head) for j in costs):
        costs = {j: cost for j, cost in costs.items() if _says(chains, j, mention.head)}
    elif any(fitting.values()):
        costs = {j: cost for j, cost in costs.items() if fitting[j]}
    found = _best(costs)
    if found is not None or costs:
        return found
    return _headline(chains, i)


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
    return wanted is not EntityType.POLICE and EntityType.ORGANIZATION in kinds


def _says(chains: Chains, i: int, head: str) -> bool:
    """Whether a name of the chain has the noun in it: "the department" after "Department of Works"."""
    names = (chains.mentions[j].name or "" for j in chains.members(i) if chains.mentions[j].kind is MentionKind.NAME)
    return any(head in name.lower().split() for name in names)


def _headline(chains: Chains, i: int) -> int | None:
    """What the article is about: the one organization of fitting type in its first sentence."""
    mention = chains.mentions[i]
    roots = {
        chains.root(j)
        for j, other in enumerate(chains.mentions[:i])
        if other.sentence == 0 and other.kind is MentionKind.NAME and mention.type in chains.types(j)
    }
    return roots.pop() if len(roots) == 1 else None


def _person(chains: Chains, i: int) -> int | None:
    mention = chains.mentions[i]
    called = _same_head(chains, i)
    if called is not None or mention.head not in ANYBODY:
        return called
    people = [
        j
        for root, j in _candidates(chains, i, 2).items()
        if "Person" in chains.families(root) and chains.compatible(root, i) and not chains.plural(root)
    ]
    return people[0] if len(people) == 1 else None


def _group(chains: Chains, i: int) -> int | None:
    found = _same_head(chains, i)
    if found is None:
        return None
    # "the ministry, the court and the bank … those bodies": a list of names nearer than the group stands between
    between = [m for m in chains.mentions[found + 1 : i] if m.kind is MentionKind.NAME and m.type in ORGANIZATION_TYPES]
    return None if any(m.function == "conj" for m in between) else found


def _thing(chains: Chains, i: int, *, owned: bool) -> int | None:
    """ "the technology", "its software": the last technology or product spoken of, close by."""
    mention = chains.mentions[i]
    if mention.plural:
        return _same_head(chains, i, NOMINAL_WINDOW) if not owned else None
    if not owned:
        called = _same_head(chains, i, NOMINAL_WINDOW)
        named = [
            j for root, j in _candidates(chains, i, 1).items() if _is_thing(chains, root, i) and chains.named(root)
        ]
        if called is not None and (not named or chains.named(called)):
            return called
    window = 2 if owned else NOMINAL_WINDOW
    costs: dict[int, float] = {}
    for root, j in _candidates(chains, i, window).items():
        if not _is_thing(chains, root, i) or not chains.named(root):
            continue
        if owned and EntityType.TECHNOLOGY not in chains.types(root):
            continue
        mismatch = mention.type not in chains.types(root)
        costs[j] = _cost(chains, i, j) + mismatch
    return _best(costs, margin=MARGIN if owned else 0.3)


def _is_thing(chains: Chains, root: int, i: int) -> bool:
    return "thing" in chains.families(root) and chains.compatible(root, i)


# ---------------------------------------------------------------------------------------------------------- pronouns


def _pronoun(chains: Chains, article: Article, i: int, speakers: dict[int, int]) -> int | None:
    mention = chains.mentions[i]
    if mention.head in FIRST_PERSON | FIRST_PLURAL:
        return _first_person(chains, i)
    if mention.head in REFLEXIVE:
        return _clause_subject(chains, i)
    if i in speakers and chains.compatible(speakers[i], i) and _can_speak_on(chains, speakers[i], mention):
        return speakers[i]
    if mention.gender:
        return _he_or_she(chains, i)
    return _they(chains, i) if mention.head in THEY else _it(chains, i)


def _can_speak_on(chains: Chains, speaker: int, mention: Mention) -> bool:
    """Whether the pronoun that utters a quotation can be who uttered the one before."""
    person = "Person" in chains.families(speaker)
    if mention.gender:
        return person
    if mention.head in THEY:
        return chains.plural(speaker) or (person and not chains.genders(speaker))
    return "organization" in chains.families(speaker)


def _first_person(chains: Chains, i: int) -> int | None:
    """In a quotation, the speaker; "we" of a person is the organization they speak for, where the article says which."""
    mention = chains.mentions[i]
    at = {other.span: j for j, other in enumerate(chains.mentions)}
    speaker = at.get(mention.speaker) if mention.speaker else None
    if speaker is None:
        return None
    if mention.head in FIRST_PERSON:
        return speaker if "Person" in chains.families(speaker) or not chains.families(speaker) else None
    if "Person" not in chains.families(speaker):
        return speaker
    owners = {
        chains.root(at[span])
        for j in chains.members(speaker)
        if (span := chains.mentions[j].affiliation) in at and span is not None
    }
    return owners.pop() if len(owners) == 1 else None


def _clause_subject(chains: Chains, i: int) -> int | None:
    """The nearest subject before the mention in its sentence."""
    mention = chains.mentions[i]
    for j in range(i - 1, -1, -1):
        other = chains.mentions[j]
        if other.sentence != mention.sentence:
            break
        if other.function in SUBJECT and other.span.end <= mention.span.start:
            return j
    return None


def _he_or_she(chains: Chains, i: int) -> int | None:
    mention = chains.mentions[i]
    costs = {
        j: _cost(chains, i, j)
        for root, j in _antecedents(chains, i).items()
        if chains.families(root) == {"Person"} and not chains.plural(root)
    }
    subject = _clause_subject(chains, i)
    if (
        subject is not None
        and mention.function in (*SUBJECT, "poss")
        and (j := _of(chains, subject, costs)) is not None
    ):
        return j
    known = {j: cost for j, cost in costs.items() if mention.gender in chains.genders(j)}
    found = _best(costs)
    return found if found is not None else _best(known)


def _of(chains: Chains, i: int, costs: dict[int, float]) -> int | None:
    """The candidate that is in the chain of ``i``."""
    return next((j for j in costs if chains.root(j) == chains.root(i)), None)


def _antecedents(chains: Chains, i: int) -> dict[int, int]:
    """Candidates that grammar and the quotation allow: not the subject of the pronoun's own clause, not its speaker."""
    mention = chains.mentions[i]
    found = {root: j for root, j in _candidates(chains, i, PRONOUN_WINDOW).items() if chains.compatible(root, i)}
    if mention.function in ("dobj", "pobj", "dative"):
        subject = _clause_subject(chains, i)
        if subject is not None:
            found.pop(chains.root(subject), None)
    if mention.quoted and mention.speaker:
        at = {other.span: j for j, other in enumerate(chains.mentions)}
        if mention.speaker in at:
            found.pop(chains.root(at[mention.speaker]), None)
    return found


def _it(chains: Chains, i: int) -> int | None:
    mention = chains.mentions[i]
    as_object = mention.function in ("dobj", "pobj", "nsubjpass")
    costs: dict[int, float] = {}
    for root, j in _antecedents(chains, i).items():
        families = chains.families(root)
        if not families or families & {"Person", "Group"} or chains.plural(root):
            continue
        thing = "organization" not in families
        cost = _cost(chains, i, j) + WRONG_KIND * (thing != as_object) * (0.5 if as_object else 1.0)
        costs[j] = cost + (2.0 if families <= {"Place", "Law"} else 0.0)
    subject = _clause_subject(chains, i)
    if subject is not None and mention.function in ("nsubj", "poss") and (j := _of(chains, subject, costs)) is not None:
        if "organization" in chains.families(j):
            return j
    return _best(costs)


def _they(chains: Chains, i: int) -> int | None:
    mention = chains.mentions[i]
    candidates = _antecedents(chains, i)
    subject = _clause_subject(chains, i)
    if subject is not None and chains.root(subject) in candidates and chains.families(subject) <= {"Person", "Group"}:
        if chains.families(subject) == {"Group"} or (chains.families(subject) and not chains.genders(subject)):
            return subject
    plural = {j: _cost(chains, i, j) for root, j in candidates.items() if chains.plural(root)}
    listed = [
        j for j in candidates.values() if _in_list(chains, j) and mention.sentence - chains.mentions[j].sentence <= 1
    ]
    if listed and min(_cost(chains, i, j) for j in listed) < min(plural.values(), default=99.0) + MARGIN:
        return None  # "Acme and Zephyr … their": two at once, which a chain cannot be
    if plural:
        near = {j: c for j, c in plural.items() if mention.sentence - chains.mentions[j].sentence <= 1}
        return _best(near)
    near = {root: j for root, j in candidates.items() if mention.sentence - chains.mentions[j].sentence <= 1}
    people = [j for root, j in near.items() if "Person" in chains.families(root) and not chains.genders(root)]
    bodies = [j for root, j in near.items() if "organization" in chains.families(root)]
    if len(people) == 1 and not bodies and mention.function in SUBJECT:
        return people[0]
    acting = [j for j in bodies if chains.mentions[j].function in SUBJECT]
    return acting[0] if len(acting) == 1 and not people else None


def _in_list(chains: Chains, j: int) -> bool:
    mention = chains.mentions[j]
    if mention.kind is not MentionKind.NAME:
        return False
    neighbours = chains.mentions[j + 1 : j + 2]
    return mention.function == "conj" or any(
        m.function == "conj" and m.sentence == mention.sentence for m in neighbours
    )
