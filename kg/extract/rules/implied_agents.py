"""Who is meant where nobody is named: whose products an article is about, who flies the strikes that it tells of.

"The phone was released in 2007" tells no maker, and every reader of an article on Vell's phones knows it.
"""

from __future__ import annotations

from collections import Counter

from kg.extract import syntax
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.syntax.spans import plain
from kg.model import EntityType, Holder, Mention, MentionKind

MAKERS = frozenset({EntityType.COMPANY, EntityType.ORGANIZATION})
MAKING = words("goods", "makers")
THINGS = frozenset({EntityType.PRODUCT, EntityType.TECHNOLOGY})
# How often an article has to show its maker at it, and how much oftener than anybody else.
LEAST, TIMES = 2, 2
STRIKES = words("military", "strikes")
FLYING = words("military", "flying")
ATTACKING = words("military", "attacking")
FORCES = words("military", "forces")
REACH = 14  # words between a force and what it does


def maker(parsed: ParsedArticle) -> Holder | None:
    """The one firm whose products the article tells of, by its first name; None where there are several or none."""
    counts: Counter[int] = Counter()
    for mention in parsed.mentions:
        head = parsed.head(mention.span)
        if mention.chain is None or head is None or parsed.type_of(mention) not in MAKERS:
            continue
        owned = parsed.mention(head.head) if head.dep_ == "poss" else None
        acts = head.dep_ in ("nsubj", "agent") and head.head.lemma_.lower() in MAKING
        counts[mention.chain] += acts or (owned is not None and parsed.type_of(owned) in THINGS)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] < TIMES * ranked[1][1]):
        return None
    named = _named(parsed, ranked[0][0])
    return Holder(named.span, named.text) if named is not None else None


def striker(parsed: ParsedArticle) -> Holder | None:
    """The one force that the article says attacks or conducts strikes, in its words; None where there are several."""
    found: dict[str, Holder] = {}
    for verb in parsed.doc:
        flies = verb.lemma_ in FLYING and any(child.lemma_.lower() in STRIKES for child in verb.children)
        if verb.pos_ != "VERB" or not (flies or verb.lemma_ in ATTACKING) or syntax.is_passive(verb):
            continue
        before = parsed.doc[max(verb.sent.start, verb.i - REACH) : verb.i]
        force = next((token for token in reversed(before) if token.lemma_.lower() in FORCES), None)
        if force is not None:
            holder = parsed.holder(force)
            found.setdefault(plain(holder.text).lower(), holder)
    return next(iter(found.values())) if len(found) == 1 else None


def _named(parsed: ParsedArticle, chain: int) -> Mention | None:
    """The first name of a chain, else its first description."""
    own = [mention for mention in parsed.mentions if mention.chain == chain and mention.kind is not MentionKind.PRONOUN]
    return min(own, key=lambda mention: (mention.kind is not MentionKind.NAME, mention.span), default=None)


# What a trigger's ``args`` may name though the sentence names nobody.
IMPLICIT = {"maker": maker, "striker": striker}
