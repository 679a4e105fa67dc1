"""Quotations: what is said word for word or reported, who says it and to whom.

Quoted words are found by their marks; their speaker by the verb of saying beside them, by "according to", or by the
paragraph before where a quotation runs on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract import factuality, grammar
from kg.extract.claims import evidence
from kg.extract.scene import Scene, clause_span, fill
from kg.extract.tokens import quotations as quoted_runs
from kg.frames import frames
from kg.model import (
    Certainty,
    Claim,
    EntityType,
    Holder,
    Mention,
    MentionKind,
    Polarity,
    Quotation,
    QuotationMode,
    RoleFilling,
    Span,
)

EXTRACTOR = "quotations.v1"
SAYING = frozenset(
    """say tell add write ask state note explain argue insist claim reply respond announce warn declare tweet post
    remark comment recall observe testify assert contend maintain complain admit acknowledge concede confirm
    conclude continue joke stress emphasize emphasise suggest urge vow promise pledge predict report describe
    call quip shout whisper reiterate repeat boast lament muse opine caution counter retort advise assure answer
    begin agree allege suggest reveal read email text blog penned pen demand denounce slam criticize criticise
    praise hail deny accuse dub label plead inform charge fear hope believe think""".split()
)
# Verbs that report a clause: those above that take "that …" and make their subject answer for it.
REPORTING = SAYING - frozenset(
    {
        "describe",
        "call",
        "pen",
        "penned",
        "urge",
        "dub",
        "label",
        "begin",
        "read",
        "hope",
        "believe",
        "think",
        "fear",
        "demand",
    }
)
SPEAKERS = frozenset(
    {*EntityType} - {EntityType.PLACE, EntityType.LAW, EntityType.PRODUCT, EntityType.TECHNOLOGY, EntityType.DOCUMENT}
)
# Fewer quoted words than this, and no verb of saying beside them, are a turn of phrase set off by marks.
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying (or "according") with whom it makes speak and whom it addresses."""

    token: Token
    speaker: Holder
    addressee: Span | None
    before: bool


def find(scene: Scene) -> tuple[Quotation, ...]:
    """All quotations of the article in order of their content."""
    runs = list(quoted_runs(scene.article.text, scene.article))
    direct = list(_direct(scene, runs))
    cues = {quotation.cue for quotation in direct if quotation.cue is not None}
    indirect = [
        q
        for q in _indirect(scene, runs)
        if q.cue not in cues and not any(q.content.overlaps(p) for d in direct for p in d.parts)
    ]
    return tuple(sorted([*direct, *indirect], key=lambda q: (q.content, q.mode)))


def extract(scene: Scene, _taken: set[int]) -> Iterator[Claim]:
    """A Statement claim for every quotation whose speaker is known."""
    frame = frames()["Statement"]
    for quotation in scene.quotations:
        cue = _token_at(scene, quotation.cue.start) if quotation.cue else None
        if quotation.speaker is None or cue is None:
            continue
        head = _head_of(scene, quotation.speaker.span)
        speaker = fill(scene, head, frame.roles["speaker"]) if head is not None else None
        if speaker is None:
            continue
        roles = [speaker]
        if quotation.addressee is not None:
            span = quotation.addressee
            roles.append(RoleFilling("addressee", span, scene.article.text[span.start : span.end]))
        stance = factuality.stance(cue)
        if stance.polarity is not Polarity.AFFIRMED or stance.certainty is not Certainty.CERTAIN:
            continue
        span = evidence(scene, cue)
        yield Claim(
            frame=frame.name,
            trigger=quotation.cue or span,
            roles=tuple(roles),
            evidence=Span(min(span.start, quotation.content.start), max(span.end, quotation.content.end)),
            extractor=EXTRACTOR,
            confidence=0.95 if quotation.mode is QuotationMode.DIRECT else 0.85,
            actuality=stance.actuality,
            attribution=tuple(
                holder
                for holder in (scene.holder(token) for token in stance.holders)
                if holder.span != quotation.speaker.span
            ),
        )


def _direct(scene: Scene, runs: Sequence[Span]) -> Iterator[Quotation]:
    previous: Quotation | None = None
    for run in runs:
        content = _inside(scene, run)
        if content.end <= content.start:
            continue
        cue = _cue(scene, run, runs)
        text = scene.article.text
        if previous is not None and _continues(scene, previous, run, cue):
            end = max(previous.content.end, content.end)
            previous = replace(previous, parts=(*previous.parts, content), content=Span(previous.content.start, end))
            continue
        if previous is not None:
            yield previous
            last = previous
        else:
            last = None
        previous = None
        words = len(text[content.start : content.end].split())
        if cue is not None:
            mode, whole = _mode(scene, cue, content)
            previous = Quotation(whole, (content,), mode, _span(cue.token), cue.speaker, cue.addressee)
        elif (
            words >= FEWEST_WORDS
            and last is not None
            and last.speaker is not None
            and _next_paragraph(scene, last, run)
        ):
            previous = Quotation(content, (content,), QuotationMode.DIRECT, None, last.speaker, None)
        elif words >= FEWEST_WORDS + 2:
            previous = Quotation(content, (content,), QuotationMode.DIRECT)
    if previous is not None:
        yield previous


def _inside(scene: Scene, run: Span) -> Span:
    text, start, end = scene.article.text, run.start + 1, run.end
    if end > start and text[end - 1] in '"”’' and end - 1 > run.start:
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _continues(scene: Scene, quotation: Quotation, run: Span, cue: Cue | None) -> bool:
    """Whether a run goes on with the last quotation: only its cue between them, or paragraph after open paragraph."""
    text = scene.article.text
    if quotation.content.covers(run):
        return True  # several quoted pieces of one reported clause
    between = text[quotation.content.end : run.start]
    last_mark = between.lstrip()[:1]
    if "\n" in between:
        return last_mark not in ('"', "”") and not between.strip() and quotation.cue is not None
    if quotation.cue is None or (cue is not None and _span(cue.token) != quotation.cue):
        return False
    return quotation.content.end <= quotation.cue.start < run.start and between.count(".") <= 1 and len(between) <= 160


def _next_paragraph(scene: Scene, last: Quotation, run: Span) -> bool:
    """Whether a run opens the paragraph after the last quotation's, or goes on in the same one."""
    blocks = [block.span for block in scene.article.blocks]
    here = next((i for i, span in enumerate(blocks) if span.start <= run.start < span.end), None)
    there = next((i for i, span in enumerate(blocks) if span.start <= last.content.start < span.end), None)
    if here is None or there is None:
        return False
    opens = not scene.article.text[blocks[here].start : run.start].strip()
    return (opens and here - there == 1) or here == there


def _cue(scene: Scene, run: Span, runs: Sequence[Span]) -> Cue | None:
    """The verb of saying that belongs to a quoted run: after it in the sentence, else before it."""
    after = _after(scene, run, runs)
    if after is not None:
        return after
    return _before(scene, run, runs)


def _after(scene: Scene, run: Span, runs: Sequence[Span]) -> Cue | None:
    text = scene.article.text
    start = _index_at(scene, run.end)
    closing = text[run.start : run.end].rstrip('"”’ ').rstrip()[-1:]
    for token in scene.doc[start : start + 24]:
        if any(other.start <= token.idx < other.end for other in runs):
            break
        if "\n" in token.text or (token.text in ".!?;" and token.i > start):
            break
        if token.i == start and closing in (".",) and token.text[:1].isupper() and token.lower_ not in SAYING:
            break  # a new sentence begins
        if token.lower_ == "according":
            cue = _according(scene, token, before=False)
            if cue is not None:
                return cue
        if token.lemma_.lower() in SAYING and token.pos_ in ("VERB", "AUX"):
            speaker = _speaker(scene, token, run, inverted_first=True)
            if speaker is not None:
                return Cue(token, speaker, _addressee(scene, token, speaker), before=False)
            if token.i - start > 2:
                break
    return None


def _before(scene: Scene, run: Span, runs: Sequence[Span]) -> Cue | None:
    first = _index_at(scene, run.start)
    best: Cue | None = None
    for token in reversed(scene.doc[max(0, first - 45) : first]):
        if "\n" in token.text:
            break
        if any(other.start <= token.idx < other.end for other in runs):
            continue
        if token.text in ".!?" and token.i < first - 1:
            break
        if token.lower_ == "according":
            best = _according(scene, token, before=True)
        elif token.lemma_.lower() in SAYING and token.pos_ in ("VERB", "AUX") and _governs(token, scene, run):
            speaker = _speaker(scene, token, run, inverted_first=False)
            if speaker is not None:
                best = Cue(token, speaker, _addressee(scene, token, speaker), before=True)
        if best is not None:
            return best
    return best


def _governs(verb: Token, scene: Scene, run: Span) -> bool:
    """Whether the quoted words stand under the verb, or right behind it."""
    first = _index_at(scene, run.start + 1)
    if first - verb.i <= 4:
        return True
    if first >= len(scene.doc):
        return False
    token = scene.doc[first]
    return any(ancestor.i == verb.i for ancestor in token.ancestors) or any(
        a.i == verb.i for a in (scene.doc[min(first + 1, len(scene.doc) - 1)]).ancestors
    )


def _speaker(scene: Scene, verb: Token, run: Span, *, inverted_first: bool) -> Holder | None:
    found = [token for token in grammar.subjects(verb) if not run.start <= token.idx < run.end]
    candidates = [token for token in found if _may_speak(scene, token)]
    if not candidates and inverted_first:
        candidates = list(_beside(scene, verb, run))
    if not candidates:
        return None
    return scene.holder(candidates[0])


def _beside(scene: Scene, verb: Token, run: Span) -> Iterator[Token]:
    """Speakers beside a verb that the tree leaves without one: the last between quotation and verb, else the next."""
    following = [
        mention
        for mention in scene.mentions
        if 0 <= mention.span.start - (verb.idx + len(verb)) <= 12 and _speaks(scene, mention)
    ]
    preceding = [
        mention
        for mention in scene.mentions
        if run.end <= mention.span.start and mention.span.end <= verb.idx and _speaks(scene, mention)
    ]
    for mention in (*preceding[-1:], *following[:1]):
        head = _head_of(scene, mention.span)
        if head is not None:
            yield head


def _speaks(scene: Scene, mention: Mention) -> bool:
    kind = scene.type_of(mention)
    return kind in SPEAKERS if kind is not None else mention.kind is MentionKind.PRONOUN


def _may_speak(scene: Scene, token: Token) -> bool:
    mention = scene.mention(token)
    if mention is not None:
        return _speaks(scene, mention)
    return token.pos_ in ("NOUN", "PROPN")


def _addressee(scene: Scene, verb: Token, speaker: Holder) -> Span | None:
    candidates = [*grammar.indirect_objects(verb)]
    if verb.lemma_ in ("tell", "inform", "assure", "warn", "advise", "remind", "ask"):
        candidates += grammar.objects(verb)
    candidates += [item for name, item, _ in grammar.prepositions(verb) if name == "to" and verb.lemma_ != "according"]
    for name, item, _ in grammar.prepositions(verb):
        if name in ("in", "during") and item.lemma_ in (
            "interview",
            "conversation",
            "call",
            "statement",
            "email",
            "e-mail",
            "letter",
            "briefing",
        ):
            candidates += [
                inner for preposition, inner, _ in grammar.prepositions(item) if preposition in ("with", "to")
            ]
    for token in candidates:
        mention = scene.mention(token)
        if (
            mention is not None
            and mention.span != speaker.span
            and _speaks(scene, mention)
            and mention.kind is not MentionKind.PRONOUN
        ):
            return mention.span
    return None


def _according(scene: Scene, token: Token, *, before: bool) -> Cue | None:
    prep = next((child for child in token.children if child.lower_ == "to"), token)
    holder = next((child for child in prep.children if child.dep_ == "pobj"), None)
    if holder is None or not _may_speak(scene, holder) or scene.mention(holder) is None:
        return None
    return Cue(token, scene.holder(holder), None, before)


def _mode(scene: Scene, cue: Cue, content: Span) -> tuple[QuotationMode, Span]:
    """Direct where the quoted words are the whole complement; mixed where they are a piece of a reported clause."""
    clause = next(
        (child for child in cue.token.children if child.dep_ in ("ccomp", "xcomp") or child.lower_ == "for"), None
    )
    if clause is not None and cue.before and clause.idx < content.start:
        span = clause_span(clause)
        if span.start < content.start - 1:
            return QuotationMode.MIXED, Span(min(span.start, content.start), max(span.end, content.end))
    sentence = cue.token.sent
    if not cue.before and scene.article.text[sentence.start_char : content.start].strip('“"” \n'):
        subject = scene.article.text[sentence.start_char : content.start].strip('“"” \n')
        if sentence.start_char < content.start and len(subject.split()) > 1:
            start = sentence.start_char + (
                len(subject) and scene.article.text[sentence.start_char : content.start].index(subject[:1])
            )
            return QuotationMode.MIXED, Span(start, content.end)
    return QuotationMode.DIRECT, content


def _indirect(scene: Scene, runs: Sequence[Span]) -> Iterator[Quotation]:
    for token in scene.doc:
        if any(run.start <= token.idx < run.end for run in runs):
            continue
        if token.lower_ == "according":
            cue = _according(scene, token, before=False)
            if cue is not None and token.head != token:
                yield Quotation(
                    clause := _rest_of_sentence(token),
                    (clause,),
                    QuotationMode.INDIRECT,
                    _span(token),
                    cue.speaker,
                    None,
                )
        elif token.pos_ == "VERB" and token.lemma_.lower() in REPORTING and not grammar.is_passive(token):
            clause_head = next((child for child in token.children if child.dep_ == "ccomp"), None)
            if clause_head is None or factuality.stance(token).polarity is not Polarity.AFFIRMED:
                continue
            speakers = [
                item for item in grammar.subjects(token) if _may_speak(scene, item) and scene.mention(item) is not None
            ]
            if speakers:
                holder, span = scene.holder(speakers[0]), clause_span(clause_head)
                if not span.covers(holder.span):
                    yield Quotation(
                        span, (span,), QuotationMode.INDIRECT, _span(token), holder, _addressee(scene, token, holder)
                    )


def _rest_of_sentence(according: Token) -> Span:
    sentence = according.sent
    phrase = {item.i for item in according.subtree}
    tokens = [item for item in sentence if item.i not in phrase and not item.is_space]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    while tokens and tokens[0].is_punct:
        tokens.pop(0)
    if not tokens:
        return Span(sentence.start_char, sentence.end_char)
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _index_at(scene: Scene, offset: int) -> int:
    """The index of the first token that starts at or after an offset."""
    low, high = 0, len(scene.doc)
    while low < high:
        middle = (low + high) // 2
        if scene.doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return low


def _token_at(scene: Scene, offset: int) -> Token | None:
    index = _index_at(scene, offset)
    return scene.doc[index] if index < len(scene.doc) and scene.doc[index].idx == offset else None


def _head_of(scene: Scene, span: Span) -> Token | None:
    tokens = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None and len(tokens) else None
