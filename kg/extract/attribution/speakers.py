"""Who utters each direct quotation: the subject of the verb of saying beside it, as a token."""

from __future__ import annotations

from kg.extract.lexicon import lexicon
from kg.extract.syntax.columns import Tokens

# How far from the quotation marks its verb of saying may stand, in tokens: a name with a post in apposition fits.
REACH = 25


def find(tokens: Tokens) -> list[int | None]:
    """The token of the speaker of each of ``tokens.quotes``, None where no verb of saying tells.

    A quotation without one of its own goes on with the speaker of the one before it in the same paragraph, or of the
    paragraph before where its own paragraph is all quotation.
    """
    bounds = _bounds(tokens)
    speakers: list[int | None] = []
    for number, bound in enumerate(bounds):
        if bound is None:
            speakers.append(None)
            continue
        speaker = _beside(tokens, *bound)
        if speaker is None and number and bounds[number - 1] is not None:
            last = bounds[number - 1][1]  # type: ignore[index]
            same = tokens.line[last] == tokens.line[bound[0]]
            opens = bound[0] == 0 or tokens.line[bound[0] - 1] != tokens.line[bound[0]]
            between = range(last + 1, bound[0])
            if (same or opens) and all(
                (tokens.quote[j] < 0 and tokens.pos[j] in ("SPACE", "PUNCT")) or same for j in between
            ):
                speaker = speakers[-1]
        speakers.append(speaker)
    return speakers


def _bounds(tokens: Tokens) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = [None] * len(tokens.quotes)
    for i, number in enumerate(tokens.quote):
        if number >= 0:
            held = found[number]
            found[number] = (held[0] if held else i, i)
    return found


def _beside(tokens: Tokens, first: int, last: int) -> int | None:
    """The subject of the nearest verb of saying in the same line outside quotations: after first, then before."""
    line = tokens.line[first]
    after = range(last + 1, min(last + 1 + REACH, len(tokens)))
    before = range(first - 1, max(first - 1 - REACH, -1), -1)
    sentence = tokens.sentence[first]
    # "She said it “was late.” He laughed.": after a full stop what stands before is nearer if the sentence began there.
    closed = last > first and tokens.text[last - 1] in (".", "?", "!") and first > 0
    begun = closed and tokens.sentence[first - 1] == sentence and tokens.line[first - 1] == line
    ended = last + 1 < len(tokens) and tokens.sentence[last + 1] != sentence and tokens.text[last + 1][0].isupper()
    for side in (before, after) if begun and ended else (after, before):
        for i in side:
            if tokens.line[i] != line or (tokens.quote[i] >= 0):
                break
            if tokens.text[i] in (".", "?", "!") and side is after:
                break
            if side is before and tokens.sentence[i] != sentence and tokens.text[first - 1] not in (":", ","):
                break
            if tokens.lemma[i] in lexicon().say and tokens.pos[i] in ("VERB", "AUX"):
                speaker = _subject(tokens, i)
                if speaker is not None:
                    return speaker
            if tokens.lower[i] == "according" and side is after:
                return next(
                    (j for j in range(i + 2, min(i + 8, len(tokens))) if tokens.dep[j] == "pobj"),
                    None,
                )
    return None


def _subject(tokens: Tokens, verb: int) -> int | None:
    for _ in range(4):
        for child in tokens.children[verb]:
            if tokens.dep[child] == "nsubj" and tokens.quote[child] < 0:
                return child
        if tokens.dep[verb] not in ("conj", "advcl", "xcomp"):
            break
        verb = tokens.head[verb]
    after = verb + 1
    if after < len(tokens) and tokens.pos[after] == "PROPN" and tokens.line[after] == tokens.line[verb]:
        return after if tokens.dep[after] != "compound" else tokens.head[after]
    return None
