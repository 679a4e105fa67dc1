"""Pronouns to what they point back to: number, gender, the clause they stand in, who is speaking."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.model import Article, EntityType, Mention, MentionKind
from kg.resolve import given_names
from kg.resolve.chains import Chains
from kg.resolve.salience import MARGIN, SUBJECT, clause_subject, distance, nearby, nearest

FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])
FIRST_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
REFLEXIVE = frozenset(["himself", "herself", "itself", "themselves"])
THEY = frozenset(["they", "them", "their", "theirs"])
RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])
WINDOW = 3  # sentences back in which a pronoun finds its antecedent
WRONG_KIND = 3.0  # a thing for "it" in subject position; for an organization in object position half of that
PLACE_OR_LAW = 2.0  # "it" is seldom a country or a bill where something that acts is near


def previous_speakers(chains: Chains) -> dict[int, int]:
    """For each mention that utters a quotation, the one that uttered the quotation before it, where that is near."""
    order = [i for i, mention in enumerate(chains.mentions) if mention.utters]
    return {
        later: earlier
        for earlier, later in pairwise(order)
        if chains.mentions[later].sentence - chains.mentions[earlier].sentence <= WINDOW
    }


def house(chains: Chains, article: Article) -> int | None:
    """A mention of whose page it is, "we" outside quotations: its publisher, where the article names it.

    None where that is an outlet: in its columns "we" are the readers too.
    """
    if article.publisher is None:
        return None
    publisher = article.publisher.casefold().removeprefix("the ")
    for i, mention in enumerate(chains.mentions):
        called = (mention.name or mention.text).casefold().removeprefix("the ")
        if mention.kind is MentionKind.NAME and called == publisher and "organization" in chains.families(i):
            return i if EntityType.OUTLET not in chains.types(i) else None
    return None


def antecedent(
    chains: Chains, i: int, at: dict[object, int], speakers: dict[int, int], house: int | None = None
) -> int | None:
    """A mention of what pronoun ``i`` points back to, or None where that is not clear.

    ``at`` gives the mention of each span, ``speakers`` is what ``previous_speakers`` returns, ``house`` what the
    function of that name does.
    """
    mention = chains.mentions[i]
    speaker = at.get(mention.speaker)
    if mention.head in FIRST_PLURAL and mention.quoted is None:
        return house
    if mention.head in FIRST_PERSON | FIRST_PLURAL:
        return _first_person(chains, mention, speaker, at)
    if mention.head in REFLEXIVE:
        return clause_subject(chains, i)
    if i in speakers and _can_speak_on(chains, speakers[i], mention) and chains.compatible(speakers[i], i):
        return speakers[i]
    allowed = _allowed(chains, i, speaker)
    if mention.gender:
        return _he_or_she(chains, i, allowed)
    return _they(chains, i, allowed) if mention.head in THEY else _it(chains, i, allowed)


def _can_speak_on(chains: Chains, speaker: int, mention: Mention) -> bool:
    """Whether the pronoun that utters a quotation can be who uttered the one before."""
    person = "Person" in chains.families(speaker)
    if mention.gender:
        return person
    if mention.head in THEY:
        return chains.of(speaker).plural or (person and not chains.genders(speaker))
    return "organization" in chains.families(speaker)


def _first_person(chains: Chains, mention: Mention, speaker: int | None, at: dict[object, int]) -> int | None:
    """In a quotation, the speaker; "we" of a person is the organization they speak for, where the article says it."""
    if speaker is None:
        return None
    person = "Person" in chains.families(speaker)
    if mention.head in FIRST_PERSON:
        return speaker if person or not chains.families(speaker) else None
    if not person:
        return speaker
    spans = (chains.mentions[j].affiliation for j in chains.members(speaker))
    owners = {chains.root(at[span]) for span in spans if span in at}
    return owners.pop() if len(owners) == 1 else None


def _allowed(chains: Chains, i: int, speaker: int | None) -> dict[int, int]:
    """Chains that grammar and quotation allow: not the subject of the pronoun's own clause, not who is speaking."""
    mention = chains.mentions[i]
    found = {
        root: j
        for root, j in nearby(chains, i, WINDOW).items()
        if root != chains.root(i) and chains.compatible(root, i) and not _only_first_person(chains, j, mention)
    }
    subject = clause_subject(chains, i) if mention.function in ("dobj", "pobj", "dative") else None
    for barred in (subject, speaker):
        if barred is not None:
            found.pop(chains.root(barred), None)
    return found


def only_speaks(chains: Chains, i: int) -> bool:
    """Whether nobody but the "I" of what a pronoun utters is joined to it: "“I suspect so,” he said"."""
    others = [chains.mentions[j] for j in chains.members(i) if j != i]
    utters = chains.mentions[i].kind is MentionKind.PRONOUN
    return utters and all(other.head in FIRST_PERSON | FIRST_PLURAL for other in others)


def _only_first_person(chains: Chains, j: int, mention: Mention) -> bool:
    """Whether a chain is so far only the "I" of words that the mention does not stand in: "“I suspect so,” he said"."""
    members = [chains.mentions[k] for k in chains.members(j)]
    return all(m.head in FIRST_PERSON and m.quoted is not None and m.quoted != mention.quoted for m in members)


def _he_or_she(chains: Chains, i: int, allowed: dict[int, int]) -> int | None:
    mention = chains.mentions[i]
    people = {
        root: j for root, j in allowed.items() if chains.families(root) == {"Person"} and not chains.of(root).plural
    }
    likely = {root: j for root, j in people.items() if not _unlike(chains, j, mention.gender)}
    people = likely or people
    costs = {j: distance(chains, i, j) for j in people.values()}
    acting = _acting(chains, i, people) if mention.function in (*SUBJECT, "poss") else None
    if acting is not None:
        return acting
    found = nearest(costs)
    known = {j: cost for j, cost in costs.items() if mention.gender in chains.genders(j)}
    return found if found is not None else nearest(known)


def _unlike(chains: Chains, i: int, gender: str | None) -> bool:
    """Whether the given names of a chain are of the other gender; whoever is told so by words is that anyway."""
    if chains.genders(i):
        return False
    told = {given_names.gender(name) for j in chains.members(i) if (name := chains.mentions[j].name) is not None}
    return bool(told - {None, gender}) and gender not in told


def _it(chains: Chains, i: int, allowed: dict[int, int]) -> int | None:
    mention = chains.mentions[i]
    as_object = mention.function in ("dobj", "pobj", "nsubjpass")
    costs: dict[int, float] = {}
    organizations: dict[int, int] = {}
    for root, j in allowed.items():
        families = chains.families(root)
        if not families or families & {"Person", "Group"} or chains.of(root).plural:
            continue
        if "organization" in families:
            organizations[root] = j
        thing = "organization" not in families
        costs[j] = distance(chains, i, j) + WRONG_KIND * (thing != as_object) * (0.5 if as_object else 1.0)
        costs[j] += PLACE_OR_LAW * (families <= {"Place", "Law"})
    acting = _acting(chains, i, organizations) if mention.function in ("nsubj", "poss") else None
    return acting if acting is not None else nearest(costs)


def _acting(chains: Chains, i: int, candidates: dict[int, int]) -> int | None:
    """The candidate that is the last subject before the mention in its sentence, or else the last possessor."""
    possessor = None
    for k in range(i - 1, -1, -1):
        other = chains.mentions[k]
        if other.sentence != chains.mentions[i].sentence:
            break
        found = candidates.get(chains.root(k))
        if found is None or other.span.end > chains.mentions[i].span.start:
            continue
        if other.function in SUBJECT:
            return found
        if other.function == "poss" and possessor is None:
            possessor = found
    return possessor


def _they(chains: Chains, i: int, allowed: dict[int, int]) -> int | None:
    mention = chains.mentions[i]
    subject = clause_subject(chains, i)
    if subject is not None and chains.root(subject) in allowed:
        families = chains.families(subject)
        if families == {"Group"} or (families == {"Person"} and not chains.genders(subject)):
            return subject
    near = {root: j for root, j in allowed.items() if mention.sentence - chains.mentions[j].sentence <= 1}
    several = {
        j: distance(chains, i, j)
        for root, j in near.items()
        if chains.of(root).plural and not _inert(chains, mention, j)
    }
    listed = [distance(chains, i, j) for j in near.values() if _in_list(chains, j)]
    if listed and min(listed) < min(several.values(), default=float("inf")) + MARGIN:
        return None  # "Acme and Zephyr … their": two at once, which a chain cannot be
    return nearest(several) if several else _singular_they(chains, mention, near)


def _inert(chains: Chains, mention: Mention, j: int) -> bool:
    """Whether "they" acts while ``j`` is of things that were not spoken of as acting: "… its cameras. They said"."""
    other = chains.mentions[j]
    acts = mention.function == "nsubj" and chains.families(j) == {"thing"}
    return acts and (other.function not in SUBJECT or other.quoted != mention.quoted)


def _singular_they(chains: Chains, mention: Mention, near: dict[int, int]) -> int | None:
    """ "They" for the only person, or for the only organization that acts."""
    people = [j for root, j in near.items() if "Person" in chains.families(root) and not chains.genders(root)]
    bodies = [j for root, j in near.items() if "organization" in chains.families(root)]
    if people:
        return people[0] if len(people) == 1 and not bodies and mention.function in (*SUBJECT, "poss") else None
    acting = _subjects(chains, bodies)
    return acting[0] if len(acting) == 1 else None


def _subjects(chains: Chains, found: Iterable[int]) -> list[int]:
    return [j for j in found if chains.mentions[j].function in SUBJECT]


def _in_list(chains: Chains, j: int) -> bool:
    mention = chains.mentions[j]
    if mention.kind is not MentionKind.NAME:
        return False
    after = chains.mentions[j + 1 : j + 2]
    return mention.function == "conj" or any(m.function == "conj" and m.sentence == mention.sentence for m in after)
