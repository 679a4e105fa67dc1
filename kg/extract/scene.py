"""One parsed article with what is already known of it, and how a token of it becomes a role's filler."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract import grammar, wording
from kg.extract.headlines import headlines
from kg.frames import Role
from kg.model import ORGANIZATION_TYPES, Article, EntityType, Holder, Mention, MentionKind, Quotation, RoleFilling, Span

DOCUMENT_NOUNS = frozenset(
    """email e-mail document record memo memorandum letter report file paper contract transcript slide presentation
    footage video photo photograph message text note invoice spreadsheet data dataset database filing log tape
    recording study audit draft correspondence briefing brief dossier cable archive list image screenshot
    statement page material information detail evidence source code figure finding result post communication
    receipt complaint schedule manual policy guideline datum research analysis survey minutes""".split()
)
# "thousands of emails" are emails, "a copy of the letter" is the letter.
MEASURES = frozenset(
    """thousand hundred dozen score number lot copy page trove cache batch set series volume stack box pile bundle
    collection amount version excerpt part handful majority portion""".split()
)
# Nouns for members of an organization: what they do in office, the organization does.
MEMBERS = frozenset(
    """representative official employee spokesperson spokespeople spokesman spokeswoman agent operator executive staffer
    staff team individual officer lawyer attorney engineer salesperson salesman rep leader leadership
    management department unit division office officials investigator researcher scientist contractor deputy
    delegate delegation member personnel analyst manager technologist board""".split()
)
# Bodies that those they are made of tell apart.
COLLECTIVE = frozenset("coalition group alliance network pair trio handful panel number consortium".split())
# What a pronoun of unknown reference may be taken for; hardly ever a place.
PRONOUN_TYPES = frozenset({EntityType.PERSON, EntityType.PRODUCT, EntityType.TECHNOLOGY})
# Nouns beside which a product's name says all: "the Zephyr app", but not "a Zephyr feature", "many Zephyr apps".
SAYING_NO_MORE = frozenset(
    """technology tech software system service tool product program programme platform solution engine application app
    device phone smartphone handset tablet console camera drone chatbot assistant robot package suite""".split()
)
# Where bodies and people may act, groups and what a place's name stands for do: "engineers tested it", "the city sued".
ACTING = frozenset({EntityType.COMPANY, EntityType.AGENCY, EntityType.PERSON})
ALSO_ACTING = frozenset({EntityType.GROUP, EntityType.PLACE})
GONE = frozenset("former ex retired fired sacked dismissed onetime erstwhile ousted laid-off laid departed".split())
MEMBER_LINKS = frozenset({"of", "from", "at", "with", "for", "in", "within"})
# Prepositions after a document that do not say what it is about.
NOT_ABOUT = frozenset("to from by with for in at through under via as after before since during until between".split())
ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our|my|this|that|these|those)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Scene:
    """A ``Doc``, its mentions by token, its quotations; built once an article."""

    article: Article
    doc: Doc
    mentions: Sequence[Mention]
    quotations: Sequence[Quotation] = ()

    def tokens(self, span: Span) -> DocSpan | None:
        """The tokens that a run of text touches; None where it touches none."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return found if found is not None and len(found) else None

    def head(self, span: Span) -> Token | None:
        """The token that heads a run of text, or None."""
        found = self.tokens(span)
        return found.root if found is not None else None

    @cached_property
    def by_span(self) -> dict[Span, Mention]:
        """Span → the mention that has it."""
        return {mention.span: mention for mention in self.mentions}

    @cached_property
    def headlines(self) -> tuple[DocSpan, ...]:
        """The titles and headings."""
        return tuple(headlines(self.doc, self.article))

    @cached_property
    def bodies(self) -> dict[object, dict[int, list[Mention]]]:
        """Kind of body → chain → its mentions, as far as somebody has asked (``employers``)."""
        return {}

    @cached_property
    def fights_fires(self) -> bool:
        """Whether the article speaks of a fire service, which has chiefs as the police have."""
        return re.search(r"(?i)\bfire(?:fighters?)?\b", self.article.text) is not None

    @cached_property
    def by_head(self) -> dict[int, Mention]:
        """Token index → the mention it heads; names before nominals, longer before shorter."""
        heads: dict[int, Mention] = {}
        order = sorted(
            self.mentions, key=lambda m: (m.kind is not MentionKind.NAME, -(m.span.end - m.span.start), m.span)
        )
        for mention in order:
            head = self.head(mention.span)
            if head is not None:
                heads.setdefault(head.i, mention)
        return heads

    @cached_property
    def covering(self) -> dict[int, Mention]:
        """Token index → the shortest name that covers it."""
        cover: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.span.start - m.span.end, m.span)):
            if mention.kind is MentionKind.NAME:
                for token in self.tokens(mention.span) or ():
                    cover[token.i] = mention
        return cover

    @cached_property
    def chain_types(self) -> dict[int, EntityType]:
        """Chain → the type that its names, else its nominals, give it."""
        types: dict[int, EntityType] = {}
        for mention in sorted(
            self.mentions, key=lambda m: (m.kind is not MentionKind.NAME, m.kind is MentionKind.PRONOUN, m.span)
        ):
            if mention.chain is not None and mention.type is not None:
                types.setdefault(mention.chain, mention.type)
        return types

    def mention(self, token: Token) -> Mention | None:
        """The mention a token heads, or the name it stands in."""
        return self.by_head.get(token.i) or self.covering.get(token.i) or self._ending_in_verb(token)

    def _ending_in_verb(self, token: Token) -> Mention | None:
        """The mention "face matching" for "face", where the parser takes the rest for a verb."""
        last = token.nbor() if token.i + 1 < len(token.doc) else token
        mention = self.by_head.get(last.i) if last.tag_ == "VBG" else None
        return mention if mention is not None and mention.span.start <= token.idx else None

    def members(self, token: Token) -> list[Token]:
        """The token, and what the parser coordinated with a word inside its name ("the Department of X, Y and Z")."""
        mention = self.mention(token)
        if mention is None or mention.kind is not MentionKind.NAME or not any(c.dep_ == "prep" for c in token.children):
            return [token]
        inner = [
            item for item in token.subtree if item.i != token.i and mention.span.start <= item.idx < mention.span.end
        ]
        found = [token]
        for item in inner:
            for other in grammar.coordinated(item):
                named = self.mention(other)
                if (
                    not mention.span.start <= other.idx < mention.span.end
                    and named is not None
                    and named.type == mention.type
                ):
                    found.append(other)
        return found

    def type_of(self, mention: Mention) -> EntityType | None:
        """The mention's type, its chain's where it has none of its own."""
        if mention.chain is not None and (mention.type is None or mention.kind is not MentionKind.NAME):
            return self.chain_types.get(mention.chain, mention.type)
        return mention.type

    @cached_property
    def chains(self) -> dict[Span, int | None]:
        """Span of a mention → its chain."""
        return {mention.span: mention.chain for mention in self.mentions}

    def chain_of(self, token: Token) -> int | None:
        """The chain of the mention a token heads, or None."""
        mention = self.mention(token)
        return mention.chain if mention is not None else None

    def quotations_at(self, offset: int) -> list[Quotation]:
        """The quotations whose quoted words hold this offset, the innermost first."""
        found = [q for q in self.quotations if any(part.start <= offset < part.end for part in q.parts)]
        return sorted(found, key=lambda q: q.content.end - q.content.start)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The innermost quotation whose quoted words hold this offset, or None."""
        return next(iter(self.quotations_at(offset)), None)

    def holder(self, token: Token) -> Holder:
        """Who a token names, as the holder of a stance."""
        mention = self.mention(token)
        span = mention.span if mention else noun_phrase(token)
        return Holder(span, self.article.text[span.start : span.end])


def noun_phrase(token: Token) -> Span:
    """The span of a noun phrase without relative clauses, appositions and trailing adjuncts, "of …" kept."""
    left = token.left_edge
    for child in token.children:
        if child.i < token.i and child.dep_ in (
            "relcl",
            "acl",
            "appos",
            "punct",
            "cc",
            "conj",
            "mark",
            "advcl",
            "prep",
        ):
            left = token
    right = token
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.lower_ == "of" and child.i - right.i <= 1:
            right = child.right_edge if child.right_edge.i - child.i <= 6 else right
    while left.is_punct and left.i < token.i:
        left = left.nbor()
    return Span(left.idx, right.idx + len(right))


def whole_phrase(token: Token, without: frozenset[str], *, most: int = 14) -> Span:
    """A noun phrase with what narrows it down: phrases and clauses that follow without a comma ("firms that pollute").

    ``without`` are the prepositions whose phrases belong to something else; ``most`` tokens are added.
    """
    span = noun_phrase(token)
    end = span.end
    for child in token.rights:
        apart = child.i > 0 and child.nbor(-1).is_punct and child.nbor(-1).text not in ("-", "$", "£", "€")
        narrowing = child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ not in without)
        timed = any(inner.ent_type_ in ("DATE", "TIME") for inner in child.children)
        if child.idx < end:
            continue
        if apart or not narrowing or timed or child.right_edge.i - token.i > most:
            break
        tokens = [item for item in child.subtree if item.i >= child.left_edge.i]
        comma = next((item for item in tokens if item.text in (",", ";", "—") or item.is_quote), None)
        last = comma.nbor(-1) if comma is not None else child.right_edge
        end = max(end, last.idx + len(last))
        if comma is not None:
            break
    return Span(span.start, end)


def clause_span(token: Token, *, without_mark: bool = True) -> Span:
    """The span of the clause or phrase that ``token`` heads, its opening conjunction and outer punctuation left out."""
    tokens = list(token.subtree)
    comma = next((child for child in token.rights if child.text == "," and child.i - tokens[0].i > 3), None)
    if comma is not None:
        # What follows a comma of the clause's own is another remark.
        tokens = [item for item in tokens if item.i < comma.i] if comma.i > token.i else tokens
    while tokens and (tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].is_quote):
        tokens.pop()
    while tokens and (tokens[0].is_punct or tokens[0].is_space or (without_mark and tokens[0].dep_ == "mark")):
        tokens.pop(0)
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else Span(token.idx, token.idx + len(token))


def phrase_span(token: Token) -> Span:
    """The span of a clause, its own subject left out, or of a noun phrase with all that hangs on it."""
    span = clause_span(token)
    subject = next((child for child in token.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and grammar.has_to(token):
        after = token.doc[subject.right_edge.i + 1]
        return Span(after.idx, span.end)
    return span


def fill(scene: Scene, token: Token, role: Role) -> RoleFilling | None:
    """What ``token`` gives the role: a mention of an admitted type, or literal text; None where it cannot fill it."""
    if role.literal:
        span = noun_phrase(token) if not grammar.is_verbal(token) else clause_span(token)
        text = scene.article.text[span.start : span.end]
        return RoleFilling(role.name, span, text, value=plain(text))
    named = _named(scene, token, role.types)
    if named is None and role.types == {EntityType.PLACE}:
        # "its Reston office", "the company's headquarters in Oslo"
        inside = (child for child in token.children if child.dep_ in ("compound", "nmod", "poss"))
        named = next(
            (m for child in inside if (m := scene.mention(child)) is not None and admits(scene, m, role.types)), None
        )
    if named is None and EntityType.DOCUMENT in role.types and document(token):
        span = (
            whole_phrase(token, NOT_ABOUT, most=8)
            if not grammar.children(token, "relcl", "acl")
            else noun_phrase(token)
        )
        text = scene.article.text[span.start : span.end]
        return RoleFilling(role.name, span, text, value=plain(text).lower())
    if named is None:
        return _some_of(scene, token, role) or in_words(scene, token, role)
    return RoleFilling(role.name, named.span, named.text, value=_in_full(scene, token, named))


def _in_full(scene: Scene, token: Token, named: Mention) -> str | None:
    """The words for a body of several with those it is of: "a coalition of 40 groups"; None for any other."""
    if named.kind is not MentionKind.NOMINAL or token.lemma_.lower() not in COLLECTIVE or named.span.end < token.idx:
        return None
    of = next((child for child in token.children if child.lower_ == "of" and child.i == token.i + 1), None)
    members = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    if members is None or members.idx < named.span.end:
        return None
    return plain(scene.article.text[named.span.start : members.idx + len(members)])


def _some_of(scene: Scene, token: Token, role: Role) -> RoleFilling | None:
    """ "two of the drivers", "some of its officers": the words for a part of those who fit the role."""
    if token.tag_ not in ("CD", "DT", "JJ", "JJS") or token.dep_ == "det":
        return None
    for prep in token.children:
        for item in prep.children if prep.lower_ == "of" and prep.i == token.i + 1 else ():
            whole = fill(scene, item, role) if item.dep_ == "pobj" and item.tag_ in ("NNS", "NNPS") else None
            if whole is not None:
                span = Span(token.left_edge.idx, max(whole.span.end, item.idx + len(item)))
                text = scene.article.text[span.start : span.end]
                return RoleFilling(role.name, span, text, value=plain(text))
    return None


def in_words(scene: Scene, token: Token, role: Role) -> RoleFilling | None:
    """A noun that is no mention as a filler in the article's words, where what it denotes fits the role."""
    if scene.mention(token) is not None or not wording.fits(token, role):
        return None
    span = noun_phrase(token)
    first = next((item for item in token.doc[token.left_edge.i : token.i + 1] if item.idx >= span.start), token)
    if first.lower_ in wording.QUANTIFIERS and first.i < token.i:
        span = Span(first.nbor().idx, span.end)
    text = scene.article.text[span.start : span.end]
    return RoleFilling(role.name, span, text, value=plain(text))


def plain(text: str) -> str:
    """Text without its leading determiner, white space folded."""
    return ARTICLES.sub("", " ".join(text.split()))


def admits(scene: Scene, mention: Mention, types: frozenset[EntityType]) -> bool:
    """Whether a mention's type may fill a role restricted to ``types``; an untyped pronoun fills any."""
    kind = scene.type_of(mention)
    if kind is None:
        return mention.kind is MentionKind.PRONOUN and bool(types & PRONOUN_TYPES)
    if not types or kind in types:
        return True
    # the place a preposition names is where something happens, though "by the city" tells who acts
    where = kind is EntityType.PLACE and mention.kind is MentionKind.NAME and mention.function == "pobj"
    return kind in ALSO_ACTING and types >= ACTING and not where


def document(token: Token) -> bool:
    """Whether a noun is of a document or data, or measures some out; "minutes" are of a meeting unless counted."""
    if token.lemma_.lower() in DOCUMENT_NOUNS:
        return True
    if token.lower_ in DOCUMENT_NOUNS:
        return not any(child.dep_ == "nummod" for child in token.children)
    if token.lemma_.lower() not in MEASURES:
        return False
    return any(
        document(item)
        for prep in token.children
        if prep.lower_ == "of"
        for item in prep.children
        if item.dep_ == "pobj" and item.lemma_.lower() not in MEASURES
    )


def _named(scene: Scene, token: Token, types: frozenset[EntityType]) -> Mention | None:
    mention = scene.mention(token)
    organization = behind(scene, token) if types & ORGANIZATION_TYPES and EntityType.DOCUMENT not in types else None
    if organization is not None and admits(scene, organization, types):
        return organization
    # "its service, Rekognition": the name says more than the noun
    if mention is None or mention.kind is not MentionKind.NAME:
        for child in (*grammar.children(token, "appos"), *grammar.called(token)):
            name = scene.mention(child)
            if name is not None and name.kind is MentionKind.NAME and admits(scene, name, types):
                return name
        for child in token.children:
            # "Rekognition software": a product's name beside a noun that says no more
            name = scene.covering.get(child.i) if child.dep_ in ("compound", "nmod") else None
            rest_of_it = mention is None and (token.pos_ == "PROPN" or not token.is_lower)  # "iPhone 3G"
            plain_head = rest_of_it or (token.tag_ == "NN" and token.lemma_.lower() in SAYING_NO_MORE)
            if name is not None and plain_head and name.type is EntityType.PRODUCT and admits(scene, name, types):
                return name
    return mention if mention is not None and admits(scene, mention, types) else None


def behind(scene: Scene, token: Token, *, depth: int = 0) -> Mention | None:
    """The organization for which an unnamed member acts ("an army spokesperson", "its representatives"), or None."""
    mention = scene.mention(token)
    # a capital letter keeps the parser from the lemma: "the Members of the Council"
    noun = token.lower_.removesuffix("s") if token.pos_ == "PROPN" else token.lemma_.lower()
    crowd = (noun == "employee" and token.tag_ == "NNS") or _left(token)  # they speak for themselves
    if crowd or depth > 3 or (mention is not None and mention.kind is MentionKind.NAME) or noun not in MEMBERS:
        return None
    chained = chain_names(scene, mention)
    if any(name.type is EntityType.PERSON for name in chained):
        return None
    for candidate in _affiliations(token):
        found = scene.mention(candidate)
        if found is not None and scene.type_of(found) in ORGANIZATION_TYPES:
            return found
        if found is not None and found.kind is MentionKind.PRONOUN:
            # "his team", said of somebody's employee
            for other in scene.mentions:
                if other.chain == found.chain and other.kind is MentionKind.NOMINAL:
                    head = scene.head(other.span)
                    organization = behind(scene, head, depth=depth + 1) if head is not None else None
                    if organization is not None:
                        return organization
    return None


def _left(member: Token) -> bool:
    """Whether members of an organization are so no longer: "former Acme executives", "ex-Acme engineers"."""
    before = [item.lower_ for item in member.doc[member.left_edge.i : member.i]]
    return not GONE.isdisjoint(before) or any(word.startswith("ex-") for word in before)


def chain_names(scene: Scene, mention: Mention | None) -> list[Mention]:
    """The names of whom or what a mention refers to; none where it is in no chain."""
    if mention is None or mention.chain is None:
        return []
    return [other for other in scene.mentions if other.chain == mention.chain and other.kind is MentionKind.NAME]


def _affiliations(token: Token) -> Iterable[Token]:
    for child in token.children:
        if child.dep_ in ("poss", "compound", "nmod"):
            yield child
            yield from (inner for inner in child.children if inner.dep_ in ("poss", "compound", "nmod"))
        elif child.dep_ == "prep" and child.lower_ in MEMBER_LINKS:
            yield from (pobj for pobj in child.children if pobj.dep_ == "pobj")
        elif child.dep_ == "acl" and child.lemma_ in ("associate", "affiliate", "employ"):
            for prep in child.children:
                yield from (pobj for pobj in prep.children if pobj.dep_ == "pobj")
