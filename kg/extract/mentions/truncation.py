"""A name cut off where an excerpt ends ("Norland Drug Enf"): completed where there is one way to, else dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.lexicon import lexicon
from kg.extract.mentions.candidates import Name
from kg.extract.syntax.columns import Tokens
from kg.model import BlockKind, Gazetteer, NameCandidate

RUNNING = 8  # words from which a last line without a full stop is an excerpt rather than a heading or a list's entry


def completed(tokens: Tokens, found: Sequence[Name], names: Gazetteer) -> Iterator[Name]:
    """The names, the last one with the candidates of what it was cut off from."""
    yield from found[:-1]
    if not found:
        return
    last = _with_rest(tokens, found[-1])
    if not _is_cut_off(tokens, last):
        yield last
        return
    text = tokens.slice(last.first, last.last)
    if whole(tokens, [*found[:-1], last]) is not None or any(tokens.slice(n.first, n.last) == text for n in found[:-1]):
        yield last
    elif candidates := _candidates(text, names):
        yield replace(last, candidates=candidates)
    elif last.first == last.last and last.label:
        yield last


def whole(tokens: Tokens, found: Sequence[Name]) -> int | None:
    """The number of the name that the last name of an excerpt was cut off from, where the article has it in full."""
    if not found or not _is_cut_off(tokens, found[-1]):
        return None
    text = tokens.slice(found[-1].first, found[-1].last)
    forms: dict[str, int] = {}
    for number, name in enumerate(found[:-1]):
        form = tokens.slice(name.first, name.last)
        if form.startswith(text) and form != text:
            forms.setdefault(form, number)
    return next(iter(forms.values())) if len(forms) == 1 else None


def _with_rest(tokens: Tokens, name: Name) -> Name:
    """The name with a piece of a word right after it that ends the text, which the pipeline takes for no name."""
    rest = name.last + 1
    ends = rest < len(tokens) and all(word.isspace() for word in tokens.text[rest + 1 :])
    if not ends or not tokens.text[rest].isalpha() or not tokens.text[rest].istitle():
        return name
    extended = replace(name, last=rest, candidates=())
    return extended if tokens.line[rest] == tokens.line[name.last] and _is_cut_off(tokens, extended) else name


def _is_cut_off(tokens: Tokens, name: Name) -> bool:
    """Whether the text ends inside a running sentence with this name, whose last word nothing knows."""
    text = tokens.article.text.rstrip()
    blocks = tokens.article.blocks
    running = not blocks or blocks[-1].kind in (BlockKind.PARAGRAPH, BlockKind.STANDFIRST)
    words = sum(line == tokens.line[name.last] for line in tokens.line)
    final = tokens.end[name.last] == len(text) and text[-1:].isalpha() and not name.candidates
    return running and final and words >= RUNNING and tokens.text[name.last][-1].islower()


def _candidates(text: str, names: Gazetteer) -> tuple[NameCandidate, ...]:
    """What the name may mean with its last word completed to a word that names of organizations end in."""
    before, _, word = text.rpartition(" ")
    if not before or len(word) < 2:
        return ()
    endings = [ending for ending in lexicon().last if ending.startswith(word.lower()) and ending != word.lower()]
    meant = {found[0].key: found for ending in endings if (found := names.lookup(f"{before} {ending.capitalize()}"))}
    return next(iter(meant.values())) if len(meant) == 1 else ()
