"""The verb of saying beside quoted words: who it makes speak, and to whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.attribution.introductions import introduction
from kg.extract.attribution.saying import SAYING_NOUNS, sayers, says
from kg.extract.factuality.negation import is_negated
from kg.extract.fillers import TERRITORIES
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.syntax.spans import noun_phrase
from kg.model import EntityType, Holder, Mention, MentionKind, Span

# Verbs that stand beside quoted words, and those that report a clause and make their subject answer for it.
SAYING = words("reporting_verbs", "speaking", "uttering", "quoting", "demanding")
REPORTING = words("reporting_verbs", "speaking", "uttering", "conveying")
ANNOUNCING = words("saying", "announcing")
CLAIMING = words("saying", "claiming")
# Verbs whose infinitive is what their subject wants of their object: "urged them to stop".
DEMANDING = words("object_control", "asking", "appealing")
STUDIES = words("documents", "studies")
THINKING = words("saying", "thinking")
TELLING = words("saying", "informing", "telling")
OCCASIONS = words("documents", "occasions")
WRITINGS = words("documents", "writings")
WRITTEN = words("documents", "writing")
# How far from the quotation its verb of saying may stand, in tokens: after it a name with its post, before it a clause.
REACH_AFTER = 24
REACH_BEFORE = 45
# How far behind an inverted verb ("said Ms Rao") its speaker may begin, in characters.
REACH_INVERTED = 12
SPEAKERS = frozenset(
    {*EntityType} - {EntityType.PLACE, EntityType.LAW, EntityType.PRODUCT, EntityType.TECHNOLOGY, EntityType.DOCUMENT}
)
PERSONAL = words("pronouns", "third_person")
OCCASION_PREPOSITIONS = words("prepositions", "occasions")
INTERVIEW_PREPOSITIONS = words("prepositions", "interviews")
ADDRESSING = words("saying", "addressing")
ADDRESSEE_PREPOSITIONS = words("prepositions", "addressees")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying (or "according") with whom it makes speak and whom it addresses."""

    token: Token
    speaker: Holder
    addressee: Span | None
    before: bool


def beside(parsed: ParsedArticle, run: Span, runs: Sequence[Span]) -> Cue | None:
    """The verb of saying that belongs to a quoted run: after it in the sentence, before it, in the sentence before."""
    sides = (_before, _after) if _goes_on(parsed, run) else (_after, _before)
    return next((cue for side in (*sides, _above, _introducing) if (cue := side(parsed, run, runs)) is not None), None)


def _introducing(parsed: ParsedArticle, run: Span, _runs: Sequence[Span]) -> Cue | None:
    found = introduction(parsed, run, _index_at(parsed, run.start))
    return Cue(found[0], parsed.holder(found[1]), None, before=True) if found is not None else None


def _goes_on(parsed: ParsedArticle, run: Span) -> bool:
    """Whether the sentence goes on after quoted words as if there were no marks: 'he would "if need be" resign'."""
    text = parsed.article.text
    closed = text[run.start : run.end].rstrip("\"”’' ")[-1:] in (".", ",", "?", "!", "…", "—", "-")
    return not closed and text[run.end : run.end + 1] == " " and text[run.end + 1 : run.end + 2].isalpha()


def _above(parsed: ParsedArticle, run: Span, runs: Sequence[Span]) -> Cue | None:
    """The word of saying over quoted words far from it: a noun ("Acme's claim that …"), a verb, a message's clause."""
    first = _index_at(parsed, run.start + 1)
    if first >= len(parsed.doc) or parsed.doc[first].idx >= run.end:
        return None
    for word in parsed.doc[first].ancestors:
        if is_quoted(runs, word.idx) or word.i > first:
            continue
        lemma = word.lemma_.lower()
        if word.pos_ == "NOUN" and lemma in SAYING_NOUNS:
            speakers = syntax.children(word, "poss") or [
                item for name, item, _ in syntax.prepositions(word) if name == "by"
            ]
        elif word.pos_ == "VERB" and (says(word, SAYING) or _in_message(word)):
            speakers = sayers(parsed, word)
        else:
            continue
        for token in speakers:
            if may_speak(parsed, token) and parsed.mention(token) is not None:
                return Cue(word, parsed.holder(token), None, before=True)
    return None


def _in_message(verb: Token) -> bool:
    """Whether what a clause tells of was done in writing or speech: "In a follow-up email, she listed …"."""
    return any(
        name == "in" and item.i < verb.i and item.lemma_.lower() in OCCASIONS
        for name, item, _ in syntax.prepositions(verb)
    )


def _after(parsed: ParsedArticle, run: Span, runs: Sequence[Span]) -> Cue | None:
    text = parsed.article.text
    start = _index_at(parsed, run.end)
    closed = text[run.start : run.end].rstrip("\"”’' ").endswith(".")
    for token in parsed.doc[start : start + REACH_AFTER]:
        if is_quoted(runs, token.idx):
            break
        if "\n" in token.text or token.text in ".!?;":
            break
        if token.i == start and closed and token.text[:1].isupper() and token.lower_ not in SAYING:
            break  # a new sentence begins
        if token.lower_ == "according":
            cue = according(parsed, token, before=False)
            if cue is not None:
                return cue
        if _beside_words(token, parsed, run, start):
            speaker = _speaker(parsed, token, run, inverted_first=True)
            if speaker is not None:
                return Cue(token, speaker, None, before=False)
        if says(token, SAYING) and token.pos_ in ("VERB", "AUX") and not is_negated(token):
            speaker = _speaker(parsed, token, run, inverted_first=True)
            if speaker is not None:
                return Cue(token, speaker, addressee(parsed, token, speaker), before=False)
            if token.i - start > 2:
                break
    return None


def _beside_words(verb: Token, parsed: ParsedArticle, run: Span, start: int) -> bool:
    """Whether any verb stands where one of saying stands, right behind words that a comma ends: "grumbled Lee"."""
    comma = parsed.article.text[run.start : run.end].rstrip("\"”’' ").endswith((",", "?", "!"))
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    finite = verb.pos_ == "VERB" and verb.tag_ in ("VBD", "VBZ") and not says(verb, SAYING)
    return comma and finite and verb.i == start and following.pos_ in ("PROPN", "DET", "PRON") and not is_negated(verb)


def _before(parsed: ParsedArticle, run: Span, runs: Sequence[Span]) -> Cue | None:
    first = _index_at(parsed, run.start)
    for token in reversed(parsed.doc[max(0, first - REACH_BEFORE) : first]):
        if "\n" in token.text or (token.text in ".!?" and token.i < first - 1):
            break
        if is_quoted(runs, token.idx):
            continue
        if token.lower_ == "according":
            cue = according(parsed, token, before=True)
            if cue is not None:
                return cue
        elif says(token, SAYING) and token.pos_ in ("VERB", "AUX") and _governs(token, parsed, run):
            speaker = _speaker(parsed, token, run, inverted_first=False)
            if speaker is not None:
                return Cue(token, speaker, addressee(parsed, token, speaker), before=True)
    return None


def _governs(verb: Token, parsed: ParsedArticle, run: Span) -> bool:
    """Whether the quoted words stand under the verb, or right behind it."""
    first = _index_at(parsed, run.start + 1)
    if first - verb.i <= 4:
        return True
    if first >= len(parsed.doc):
        return False
    # The parser may hang the quotation on its first word or on its second.
    opening = parsed.doc[first : first + 2]
    return any(ancestor.i == verb.i for token in opening for ancestor in token.ancestors)


def _speaker(parsed: ParsedArticle, verb: Token, run: Span, *, inverted_first: bool) -> Holder | None:
    found = [token for token in sayers(parsed, verb) if not run.start <= token.idx < run.end]
    candidates = [token for token in found if may_speak(parsed, token)]
    if not candidates and inverted_first:
        candidates = list(_nearby(parsed, verb, run))
    if not candidates and not inverted_first:
        candidates = list(_own_words(verb))
    if not candidates:
        return None
    return parsed.holder(_author(parsed, candidates[0]) or candidates[0])


def _author(parsed: ParsedArticle, writing: Token) -> Token | None:
    """ "Lee penned a letter calling for …": whose words those of the letter are."""
    verb = writing.head
    if writing.lemma_.lower() not in WRITINGS or writing.dep_ != "dobj" or verb.lemma_ not in WRITTEN:
        return None
    return next((token for token in syntax.subjects(verb) if may_speak(parsed, token)), None)


def _own_words(verb: Token) -> Iterator[Token]:
    """ "stated that he was hosting …" where the tree leaves the verb without a subject: it is said of oneself."""
    for clause in syntax.children(verb, "ccomp"):
        yield from (subject for subject in syntax.children(clause, "nsubj") if subject.lower_ in PERSONAL)


def _nearby(parsed: ParsedArticle, verb: Token, run: Span) -> Iterator[Token]:
    """Speakers beside a verb that the tree leaves without one: the last between quotation and verb, else the next."""
    following = [
        mention
        for mention in parsed.mentions
        if 0 <= mention.span.start - (verb.idx + len(verb)) <= REACH_INVERTED and _speaks(parsed, mention)
    ]
    preceding = [
        mention
        for mention in parsed.mentions
        if run.end <= mention.span.start and mention.span.end <= verb.idx and _speaks(parsed, mention)
    ]
    for mention in (*preceding[-1:], *following[:1]):
        head = parsed.head(mention.span)
        if head is not None:
            yield head


def _speaks(parsed: ParsedArticle, mention: Mention) -> bool:
    kind = parsed.type_of(mention)
    return kind in SPEAKERS if kind is not None else mention.kind is MentionKind.PRONOUN


def may_speak(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a token can name somebody who says something."""
    mention = parsed.mention(token)
    if mention is not None:
        # a place that says something is who governs it, or somebody called so ("Paris claims", "the city announced")
        governed = mention.kind is MentionKind.NAME or token.lemma_.lower() in TERRITORIES
        place = governed and parsed.type_of(mention) is EntityType.PLACE
        return _speaks(parsed, mention) or (place and token.dep_ == "nsubj")
    return token.pos_ in ("NOUN", "PROPN")


def addressee(parsed: ParsedArticle, verb: Token, speaker: Holder) -> Span | None:
    """The mention of whoever is told, or the words for an audience; pronouns are left out."""
    for token in _addressed(verb):
        mention = parsed.mention(token)
        if mention is None:
            if token.pos_ == "NOUN" and token.ent_type_ not in ("DATE", "TIME") and verb.lemma_ == "tell":
                return noun_phrase(token)  # "told a council hearing": whatever is told hears
            continue
        if mention.span == speaker.span or mention.kind is MentionKind.PRONOUN:
            continue
        if _speaks(parsed, mention):
            return mention.span
    return None


def _addressed(verb: Token) -> Iterator[Token]:
    """What may name the audience: whom one tells, says it to, is speaking to, or writes a letter to."""
    phrases = list(syntax.prepositions(verb))
    yield from syntax.indirect_objects(verb)
    if verb.lemma_ in TELLING:
        yield from syntax.objects(verb)
        for clause in syntax.children(verb, "ccomp"):
            # "told lawmakers it had …", where the parser makes the hearer the clause's subject
            subjects = syntax.children(clause, "nsubj")
            yield from subjects[:1] if len(subjects) > 1 else ()
    yield from (item for name, item, _ in phrases if name == "to" and verb.lemma_ != "according")
    for name, item, _ in phrases:
        if name in OCCASION_PREPOSITIONS and item.lemma_ in OCCASIONS:
            yield from (inner for link, inner, _ in syntax.prepositions(item) if link in INTERVIEW_PREPOSITIONS)
    for clause in syntax.children(verb, "advcl"):
        if clause.lemma_ in ADDRESSING and clause.tag_ == "VBG":
            yield from (item for name, item, _ in syntax.prepositions(clause) if name in ADDRESSEE_PREPOSITIONS)


def according(parsed: ParsedArticle, token: Token, *, before: bool) -> Cue | None:
    """ "according to X" as a cue; None where X is nobody."""
    prep = next((child for child in token.children if child.lower_ == "to"), token)
    holder = next((child for child in prep.children if child.dep_ == "pobj"), None)
    if holder is None or not may_speak(parsed, holder) or parsed.mention(holder) is None:
        return None
    return Cue(token, parsed.holder(holder), None, before)


def span_of(token: Token) -> Span:
    """The offsets of one token."""
    return Span(token.idx, token.idx + len(token))


def is_quoted(runs: Sequence[Span], offset: int) -> bool:
    """Whether an offset lies in one of the quoted runs, which are sorted and do not overlap."""
    index = bisect_right(runs, offset, key=lambda run: run.start) - 1
    return index >= 0 and offset < runs[index].end


def _index_at(parsed: ParsedArticle, offset: int) -> int:
    """The index of the first token that starts at or after an offset."""
    return bisect_left(range(len(parsed.doc)), offset, key=lambda i: parsed.doc[i].idx)


def token_at(parsed: ParsedArticle, offset: int) -> Token | None:
    """The token that starts at an offset, or None."""
    index = _index_at(parsed, offset)
    return parsed.doc[index] if index < len(parsed.doc) and parsed.doc[index].idx == offset else None
