"""The standoff of a corpus read: what readers have annotated, with the texts that it stands off from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate import gold as files
from kg.evaluate.corpus import articles as texts
from kg.evaluate.corpus.articles import SOURCES, UNREAD, Article
from kg.evaluate.corpus.spans import Words
from kg.evaluate.corpus.values import (
    PUBLISHER,
    Annotated,
    Attribution,
    Claim,
    Filler,
    Json,
    LeadEvent,
    Mention,
    Trap,
)
from kg.evaluate.matching import PRONOUNS, fold
from kg.frames import frames
from kg.model import Span

SEALED = "sealed"
FOLDS = "folds.json"  # the file that tells a corpus from another folder
# What GUM annotates of what we look for; of its other types (time, abstract, animal, …) nothing is extracted.
GUM_TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}


@dataclass(frozen=True, slots=True)
class Gold:
    """An article with what readers have annotated in it, and the fold it is in."""

    article: Article
    annotated: Annotated
    fold: str

    @property
    def sealed(self) -> bool:
        """Whether nobody may read it, nor what is wrong in it."""
        return self.fold == SEALED

    @property
    def real(self) -> bool:
        """Whether others wrote it."""
        return self.article.source != "own"


def read(
    root: Path,
    data: Path | None = None,
    *,
    fold: int | None = None,
    limit: int | None = None,
    sealed: bool = False,
) -> list[Gold]:
    """The annotated articles of a corpus in order of id, of one open fold or of all, the first ``limit`` of them.

    With ``sealed`` those of the sealed fold too.

    Raises ``InputError`` where a line is not in the form of the corpus, or its text is not there or another.
    """
    known = texts.articles(root, data)
    read_in = (root, root / UNREAD) if sealed else (root,)
    every = [
        _gold(path, number, line, known)
        for path in sorted(path for folder in read_in for path in folder.glob("*.jsonl"))
        if path.stem in SOURCES
        for number, line in enumerate(files.json_lines(path), 1)
        if fold is None or line.get("fold") == str(fold)
    ]
    found = [one for one in every if sealed or not one.sealed]
    if not found:
        raise files.wrong(root, "", f"no article of fold {fold}" if fold is not None else "no annotated article")
    return sorted(found, key=lambda one: one.article.id)[:limit]


def _gold(path: Path, number: int, line: Mapping[str, Any], known: Mapping[str, Article]) -> Gold:
    place = f"line {number}"
    article = known.get(line.get("id", ""))
    if article is None:
        raise files.wrong(
            path, place, f"the text of {line.get('id')} is not there; ../shared/data holds those of others"
        )
    if article.sha256 != line.get("sha256"):
        raise files.wrong(path, place, f"the text of {article.id} is another than the one that was annotated")
    try:
        fold = SEALED if path.parent.name == UNREAD else line["fold"]
        return Gold(article, annotated(line, article), fold)
    except (KeyError, TypeError, ValueError) as error:
        raise files.wrong(path, place, f"not in the form of the corpus ({error})") from error


def annotated(line: Mapping[str, Any], article: Article) -> Annotated:
    """A line of standoff as values."""
    return Annotated(
        id=article.id,
        text=article.text,
        claims=tuple(_claim(one, article.text) for one in line["claims"]),
        attributions=tuple(_attribution(one, article.text) for one in line["attributions"]),
        mentions=_mentions(line, article),
        traps=tuple(
            Trap(one["frame"], Span(*one["trigger"]), _roles(one["roles"], article.text), one["why"])
            for one in line["traps"]
        ),
        lead=_spans(line["lead"]),
        lead_events=tuple(
            LeadEvent(
                _spans(one["predicate"]),
                tuple(_filler(party["party"], party, article.text) for party in one["parties"]),
                one["polarity"],
            )
            for one in line["lead_events"]
        ),
    )


def _claim(one: Json, text: str) -> Claim:
    if one["frame"] not in frames():
        raise ValueError(f"there is no frame {one['frame']}")
    return Claim(
        frame=one["frame"],
        trigger=Span(*one["trigger"]),
        roles=_roles(one["roles"], text),
        polarity=one["polarity"],
        certainty=one["certainty"],
        actuality=one["actuality"],
        direction=one["direction"],
        holders=tuple(_filler("holder", holder, text) for holder in one["holders"]),
        time=Span(*one["time"]) if one["time"] else None,
    )


def _attribution(one: Json, text: str) -> Attribution:
    return Attribution(
        content=_spans(one["content"]),
        source=_filler("source", one["source"], text) if one["source"] else None,
        cue=Span(*one["cue"]) if one["cue"] else None,
        mode=one["mode"],
    )


def _roles(roles: Iterable[Json], text: str) -> dict[str, tuple[Filler, ...]]:
    found: dict[str, tuple[Filler, ...]] = {}
    for one in roles:
        found[one["role"]] = (*found.get(one["role"], ()), _filler(one["role"], one, text))
    return found


def _filler(role: str, one: Json, text: str) -> Filler:
    """A filler; a pronoun or a description with antecedents is whoever these name, and called so."""
    span = Span(*one["span"]) if one["span"] else None
    elsewhere = _spans(place for place in one["antecedents"] if place != PUBLISHER)
    described = bool(elsewhere) and not (span and called_by_name(text[span.start : span.end]))
    called = elsewhere if described else ((span,) if span else ()) + elsewhere
    names = frozenset(fold(text[place.start : place.end]) for place in called)
    return Filler(role, span, elsewhere, names - PRONOUNS, one.get("value"), resolved=described)


def _spans(places: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*place) for place in places)


def _mentions(line: Mapping[str, Any], article: Article) -> tuple[Mention, ...] | None:
    if line["mentions"] is not None:
        return tuple(
            Mention(Span(*one["span"]), one["type"], one["kind"] == "name", str(one["chain"]))
            for one in line["mentions"]
        )
    if article.source != "gum":
        return None
    return tuple(
        Mention(
            Span(one["start"], one["end"]),
            GUM_TYPES.get(one["type"]),
            called_by_name(one["text"]),
            str(one["entity"]),
            one["link"],
        )
        for one in article.gold
    )


def called_by_name(words: str) -> bool:
    """Whether a noun phrase is a name: its head has a capital letter, and is no pronoun."""
    head = Words(words).head(Span(0, len(words)))
    told = words[head.start : head.end] if head else ""
    return told[:1].isupper() and told.lower() not in PRONOUNS


def is_corpus(path: Path) -> bool:
    """Whether a folder is a corpus: it has folds."""
    return path.is_dir() and (path / FOLDS).is_file()
