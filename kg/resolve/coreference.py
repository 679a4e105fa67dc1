"""Which mentions of one article refer to one thing: a sieve of passes, the surest first.

After Raghunathan et al. 2010 and Lee et al. 2013: each pass joins chains on one kind of evidence and sees what the
passes before it joined. Names come first, then what grammar equates, then descriptions and pronouns (``anaphora``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.model import Article, EntityType, Mention, MentionKind
from kg.resolve.anaphora import resolve_anaphora
from kg.resolve.chains import Chains, family

LEGAL = re.compile(
    r"[,\s]+(?:inc|corp|corporation|ltd|limited|llc|plc|co|gmbh|incorporated|company|group|holdings?|nv|sa|ag|lp)\.?$",
    re.I,
)
NATION = re.compile(r"^(?:the|us|u\.s\.|uk|u\.k\.|eu|american|british|federal|united states)\s+", re.I)
# Words a business adds to the name it goes by: "Zephyr Robotics" is Zephyr.
VARIANTS = frozenset(
    """technologies technology systems software labs laboratories group holdings international industries motors
    airlines pharmaceuticals pharma networks robotics analytics solutions media energy bank electronics enterprises
    partners foods stores studios security global worldwide entertainment computer computers communications
    therapeutics water power rail railways gas electric oil transport foundation trust alliance""".split()
)
# Bodies that are called by their place's name, which is not theirs alone.
LOCAL = frozenset(
    {EntityType.AGENCY, EntityType.POLICE, EntityType.COURT, EntityType.LEGISLATURE, EntityType.CIVIL_SOCIETY}
)
SMALL = frozenset({"of", "for", "the", "and", "in", "on", "to", "&", "de", "du"})


def corefer(mentions: Sequence[Mention], article: Article) -> tuple[Mention, ...]:
    """The mentions, which must be sorted, each with its chain: numbered from 0 by first position, none left out."""
    chains = Chains(mentions)
    for sieve in SIEVES:
        sieve(chains)
    resolve_anaphora(chains, article)
    return tuple(replace(mention, chain=n) for mention, n in zip(mentions, chains.numbers(), strict=True))


def normalised(name: str) -> str:
    """A name as it is compared with others of the article."""
    folded = " ".join(name.split()).replace("’", "'").replace("-", " ")
    return LEGAL.sub("", NATION.sub("", folded)).replace(".", "").casefold()


def initials(name: str) -> str:
    """The letters an acronym of the name would have: "Acme Health Trust" gives "AHT"."""
    words = re.findall(r"[\w'’]+", name)
    return "".join(word[0].upper() for word in words if word.lower() not in SMALL)


def same_name(chains: Chains) -> None:
    """Names of one form and family; technologies and groups by the name they are reduced to."""
    seen: dict[tuple[str | None, str], int] = {}
    for i, mention in enumerate(chains.mentions):
        if mention.name is None or mention.kind is MentionKind.PRONOUN:
            continue
        form = normalised(mention.name) if mention.kind is MentionKind.NAME else mention.name.casefold()
        chains.merge(seen.setdefault((family(mention.type), form), i), i)


def same_key(chains: Chains) -> None:
    """Mentions linked to one entry of the knowledge base."""
    seen: dict[tuple[str | None, str], int] = {}
    for i, mention in enumerate(chains.mentions):
        if mention.kb:
            chains.merge(seen.setdefault((family(mention.type), mention.kb), i), i)


def equated(chains: Chains) -> None:
    """What an apposition, a copula, a bracketed acronym or a relative pronoun equates."""
    at = {mention.span: i for i, mention in enumerate(chains.mentions)}
    for i, mention in enumerate(chains.mentions):
        if mention.apposed in at:
            chains.merge(at[mention.apposed], i)


def acronyms(chains: Chains) -> None:
    """Acronyms never put in brackets, by the initials of exactly one name in the article."""
    full: dict[str, set[int]] = {}
    for i in _names(chains):
        name = chains.mentions[i].name or ""
        if len(name.split()) > 1:
            for form in {name, NATION.sub("", name)}:
                full.setdefault(initials(form), set()).add(chains.root(i))
    for i in _names(chains):
        letters = (chains.mentions[i].name or "").replace(".", "")
        if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 7:
            found = {root for root in full.get(letters, ()) if chains.compatible(root, i)}
            if len(found) == 1:
                chains.merge(found.pop(), i)


def name_variants(chains: Chains) -> None:
    """Short forms of organizations and products, where one longer name fits and no other."""
    forms: dict[tuple[int, str], tuple[int, list[str]]] = {}
    for i in _names(chains):
        form = normalised(chains.mentions[i].name or "")
        if form:
            forms.setdefault((chains.root(i), form), (i, form.split()))
    distinct = list(forms.values())
    makers = {tuple(words) for i, words in distinct if "organization" in chains.families(i)}
    longer_by_end: dict[str, list[tuple[int, list[str]]]] = {}
    for i, words in distinct:
        for word in {words[0], words[-1]} if len(words) > 1 else ():
            longer_by_end.setdefault(word, []).append((i, words))
    for i, words in distinct:
        ends = [*longer_by_end.get(words[0], ()), *longer_by_end.get(words[-1], ())]
        found = {
            chains.root(j)
            for j, longer in ends
            if len(longer) > len(words) and chains.compatible(i, j) and _short_form(chains, i, words, j, longer, makers)
        }
        if len(found) == 1:
            chains.merge(found.pop(), i)


def _short_form(
    chains: Chains,
    i: int,
    words: list[str],
    j: int,
    longer: list[str],
    makers: set[tuple[str, ...]],
) -> bool:
    shared = chains.families(i) & chains.families(j)
    if "organization" in shared:
        begins = longer[: len(words)] == words
        if begins and (set(longer[len(words) :]) <= VARIANTS or _bare(chains, i, j)):
            return True
        return len(words) == 1 and j < i and _called_by(chains.types(j), words[0], longer)
    maker = tuple(longer[: len(longer) - len(words)])
    return "thing" in shared and longer[-len(words) :] == words and maker in makers


def _called_by(kinds: set[EntityType], word: str, longer: list[str]) -> bool:
    """Whether a body named in full before goes by the word that heads its name: "the Post", "the Authority"."""
    if EntityType.OUTLET in kinds and longer[-1] == word:
        return True
    heads = longer[0] == word and longer[1] in ("of", "for")
    return bool(kinds & (LOCAL | {EntityType.ORGANIZATION})) and (heads or longer[-1] == word)


def _bare(chains: Chains, i: int, j: int) -> bool:
    """Whether the shorter name is of nothing known by itself and both are of companies or the like."""
    kinds = chains.types(i) | chains.types(j)
    return not chains.of(i).keys and len(kinds - {EntityType.ORGANIZATION}) <= 1 and not kinds & LOCAL


def people(chains: Chains) -> None:
    """Surnames, then given names, of the one person in the article who bears them; fuller and shorter full names."""
    persons = [i for i in _names(chains) if chains.mentions[i].type is EntityType.PERSON]
    full = [i for i in persons if len((chains.mentions[i].name or "").split()) > 1]
    surnamed: dict[str, list[int]] = {}
    for i in full:
        same = surnamed.setdefault(_words(chains.mentions[i])[-1], [])
        if not any(chains.merge(j, i) for j in same):
            same.append(i)  # one of each chain
    for part in (-1, 0):
        bearers: dict[str, set[int]] = {}
        for i in full:
            bearers.setdefault(_words(chains.mentions[i])[part], set()).add(i)
        for i in persons:
            words = _words(chains.mentions[i])
            if len(words) == 1 and all(len(person) == 1 for person in chains.of(i).persons):
                roots = {chains.root(j) for j in bearers.get(words[0], ())}
                fitting = {root for root in roots if chains.compatible(root, i)}
                if len(fitting) == 1:
                    chains.merge(fitting.pop(), i)


def _words(mention: Mention) -> list[str]:
    words = [word for word in (mention.name or "").casefold().replace(".", "").split() if word not in ("jr", "sr")]
    return words or [""]


def _names(chains: Chains) -> list[int]:
    return [i for i, mention in enumerate(chains.mentions) if mention.kind is MentionKind.NAME]


SIEVES: tuple[Callable[[Chains], None], ...] = (
    same_key,
    same_name,
    equated,
    acronyms,
    name_variants,
    people,
)
