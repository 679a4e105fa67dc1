"""Every run of an article's text that refers to somebody or something, typed: names, nominals, pronouns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.attribution import speakers, unmarked
from kg.extract.lexicon import lexicon
from kg.extract.lexicon.classes import words
from kg.extract.mentions import names as proper
from kg.extract.mentions import nominals, pronouns, types
from kg.extract.mentions.acronyms import aliases
from kg.extract.mentions.affiliations import affiliated
from kg.extract.mentions.names import Name
from kg.extract.mentions.nominals import Nominal
from kg.extract.syntax import columns as plain
from kg.extract.syntax import headlines, hyphens
from kg.extract.syntax import repair as parse_repair
from kg.extract.syntax.columns import Tokens
from kg.model import (
    ORGANIZATION_TYPES,
    Article,
    EntityType,
    Gazetteer,
    Mention,
    MentionKind,
    Span,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

SPEAKER = words("pronouns", "speaker")
WOMEN = words("gendered", "women")
MEN = words("gendered", "men")
ENDINGS_OF_MEN = tuple(words("gendered", "endings_of_men"))


def repair(doc: Doc, article: Article) -> None:
    """Joins parted words, and mends headlines and what the parser gets wrong everywhere, in place."""
    hyphens.join(doc)
    headlines.repair(doc, article)
    parse_repair.repair(doc)


def find_mentions(doc: Doc, article: Article, names: Gazetteer) -> list[Mention]:
    """The mentions of an article, sorted, no two with one span; chains are not given yet.

    ``doc`` is the parse of ``article`` with the same offsets, which is repaired; ``names`` tells what is known of a
    surface form.
    """
    repair(doc, article)
    return Finder(plain.read(doc, article), doc, names).mentions()


class Finder:
    """One pass over one document."""

    def __init__(self, tokens: Tokens, doc: Doc, gazetteer: Gazetteer) -> None:
        self.tokens = tokens
        found = proper.find(tokens, doc, gazetteer)
        typed = [
            (name, kind)
            for name, kind in zip(found, types.decide(tokens, found, aliases(tokens, found)), strict=True)
            if kind is not None and not _term(name, tokens)
        ]
        self.names = [name for name, _ in typed]
        self.kinds = [kind for _, kind in typed]
        self.by_head = {self._head(name.first, name.last): name for name in self.names}
        types_by_head = {self._head(name.first, name.last): kind for name, kind in typed}
        self.nominals = nominals.find(tokens, self.by_head, types_by_head, gazetteer)
        self.pronouns = pronouns.find(tokens, {n.head: n.type for n in self.nominals} | types_by_head)
        self.heads: dict[int, Span] = {}  # token → the span of the mention it heads

    def mentions(self) -> list[Mention]:
        found = {mention.span: mention for mention in self._nominals()}
        found |= {mention.span: mention for mention in self._names()}
        found |= {mention.span: mention for mention in self._pronouns()}
        ordered = [found[span] for span in sorted(found)]
        return self._quoted(affiliated(self.tokens, self.heads, ordered))

    def _names(self) -> list[Mention]:
        tokens = self.tokens
        equal = aliases(tokens, self.names)
        keys = {c.key for name in self.names if name.first < name.last and (c := name.best)}
        made = []
        for number, (name, kind) in enumerate(zip(self.names, self.kinds, strict=True)):
            head = self._head(name.first, name.last)
            span = tokens.span(name.first, name.last)
            self.heads[head] = span
            full = self.names[equal[number]] if number in equal else None
            made.append(
                self._mention(
                    name.first,
                    name.last,
                    head,
                    kind=MentionKind.NAME,
                    type=kind,
                    name=" ".join(tokens.slice(name.first, name.last).split()),
                    plural=False,
                    gender=name.gender or _title_gender(tokens, name) if kind is EntityType.PERSON else None,
                    apposed=tokens.span(full.first, full.last) if full else None,
                    kb=_link(full or name, kind, keys),
                )
            )
        return made

    def _nominals(self) -> list[Mention]:
        tokens = self.tokens
        made = []
        for nominal in self.nominals:
            self.heads.setdefault(nominal.head, tokens.span(nominal.first, nominal.last))
            if self._is_post_before_name(nominal):
                continue
            made.append(
                self._mention(
                    nominal.first,
                    nominal.last,
                    nominal.head,
                    kind=MentionKind.NOMINAL,
                    type=nominal.type,
                    name=nominal.name,
                    plural=nominal.plural,
                    gender=lexicon().titles.get(tokens.lemma[nominal.head]) or _noun_gender(tokens.lemma[nominal.head]),
                    apposed=tokens.span(nominal.equated.first, nominal.equated.last) if nominal.equated else None,
                    kb=nominal.candidate.key if nominal.candidate else None,
                )
            )
        return made

    def _pronouns(self) -> list[Mention]:
        made = []
        for pronoun in self.pronouns:
            i = pronoun.token
            apposed = self.heads.get(pronoun.antecedent) if pronoun.antecedent is not None else None
            if apposed is None and pronoun.antecedent is not None:
                continue  # it stands for something that is no entity
            made.append(
                self._mention(
                    i,
                    i,
                    i,
                    kind=MentionKind.PRONOUN,
                    type=EntityType.PERSON if pronoun.gender or self.tokens.lower[i] in SPEAKER else None,
                    name=None,
                    plural=pronoun.plural,
                    gender=pronoun.gender,
                    apposed=apposed,
                    kb=None,
                )
            )
        return made

    def _mention(
        self,
        first: int,
        last: int,
        head: int,
        *,
        kind: MentionKind,
        type: EntityType | None,
        name: str | None,
        plural: bool,
        gender: str | None,
        apposed: Span | None,
        kb: str | None,
    ) -> Mention:
        tokens = self.tokens
        quote = tokens.quote[first]
        return Mention(
            span=tokens.span(first, last),
            text=tokens.slice(first, last),
            kind=kind,
            type=type,
            head=tokens.lower[head] if kind is MentionKind.PRONOUN else tokens.lemma[head],
            sentence=tokens.sentence[head],
            name=name,
            function=tokens.dep[head],
            plural=plural,
            gender=gender,
            apposed=apposed,
            kb=kb,
            quoted=tokens.quotes[quote] if quote >= 0 else None,
        )

    def _head(self, first: int, last: int) -> int:
        """The token of a run that the rest of it hangs on."""
        head = self.tokens.head
        return next(
            (j for j in range(last, first - 1, -1) if not first <= head[j] <= last or head[j] == j),
            last,
        )

    def _is_post_before_name(self, nominal: Nominal) -> bool:
        """Whether the noun only introduces the name it stands before: "spokeswoman Ann Lee"."""
        following = self.by_head.get(self.tokens.head[nominal.head])
        return (
            following is not None
            and nominal.head < following.first <= nominal.head + 2
            and (self.tokens.dep[nominal.head] in ("compound", "nmod", "amod"))
        )

    def _quoted(self, mentions: list[Mention]) -> list[Mention]:
        """Mentions inside quotations with the mention of the speaker."""
        uttered = dict(zip(self.tokens.quotes, speakers.find(self.tokens), strict=True))
        pronoun_heads = {pronoun.token: self.tokens.span(pronoun.token, pronoun.token) for pronoun in self.pronouns}
        heads = pronoun_heads | self.heads
        known = {mention.span for mention in mentions}
        by_quote = {span: heads.get(token) for span, token in uttered.items() if token is not None}
        uttering = set(by_quote.values())
        mentions = self._speaking(mentions)
        by_quote |= {m.quoted: m.speaker for m in mentions if m.quoted and m.speaker}
        return [
            replace(
                m,
                speaker=speaker if (speaker := by_quote.get(m.quoted)) in known else None,
            )
            if m.quoted
            else replace(m, utters=True)
            if m.span in uttering
            else m
            for m in mentions
        ]

    def _speaking(self, mentions: list[Mention]) -> list[Mention]:
        """Mentions in what is said without quotation marks, with the mention of who says it."""
        told = {
            mention.span: speech
            for speech in unmarked.find(self.tokens.article, mentions)
            for mention in mentions
            if speech.speaker is not None and not mention.quoted and speech.content.covers(mention.span)
        }
        return [
            replace(m, quoted=speech.content, speaker=speech.speaker.span)
            if (speech := told.get(m.span)) and speech.speaker
            else m
            for m in mentions
        ]


def _term(name: Name, tokens: Tokens) -> bool:
    """Whether a capitalised run is a technology's common name ("Facial Recognition" in a headline): a nominal."""
    known = name.best is not None and name.best.type is EntityType.TECHNOLOGY
    return known and not tokens.slice(name.first, name.last).isupper()


def _link(name: Name, kind: EntityType, keys: set[str]) -> str | None:
    """The key of the candidate that is clearly meant: of the type, likely by itself or by its full name elsewhere."""
    for candidate in name.candidates:
        if candidate.prior < proper.LIKELY and candidate.key not in keys:
            continue
        same = candidate.type is kind or (candidate.type in ORGANIZATION_TYPES and kind in ORGANIZATION_TYPES)
        if same:
            return candidate.key
    return None


def _title_gender(tokens: Tokens, name: Name) -> str | None:
    before = name.first - 1
    return lexicon().titles.get(tokens.lower[before].rstrip(".")) if before >= 0 else None


def _noun_gender(lemma: str) -> str | None:
    if lemma.endswith("woman") or lemma in WOMEN:
        return "f"
    if lemma.endswith(ENDINGS_OF_MEN) or lemma in MEN:
        return "m"
    return None
