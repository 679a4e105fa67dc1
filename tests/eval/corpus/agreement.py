"""Agreement of two annotations of the same articles: by frame, role, stance and attribution."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluate.corpus.values import PUBLISHER
from tests.eval.corpus import sentences
from tests.eval.corpus.articles import Article
from tests.eval.corpus.form import STANCE, Json, main_roles
from tests.eval.corpus.sentences import Text

ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+|['’]s$", re.IGNORECASE)
OVERLAPS = (0.3, 0.8)  # of the contents of two attributions: what both hold over what either holds


@dataclass(slots=True)
class Tally:
    """What both have, and how much each has: F1 is the same whichever is taken for the gold."""

    both: int = 0
    first: int = 0
    second: int = 0

    @property
    def f1(self) -> float:
        """Twice what both have over what each has; 1.0 where neither has anything."""
        return 2 * self.both / (self.first + self.second) if self.first + self.second else 1.0

    def row(self, name: str) -> str:
        """A line of the report."""
        return f"{name:32} {self.f1:5.3f}  both {self.both}, first {self.first}, second {self.second}"


@dataclass(slots=True)
class Agreement:
    """The tallies by name, gathered over articles."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def add(self, name: str, both: int, first: int, second: int) -> None:
        """Count under a name."""
        tally = self.tallies.setdefault(name, Tally())
        tally.both += both
        tally.first += first
        tally.second += second

    def lines(self) -> Iterator[str]:
        """The report."""
        for name, tally in sorted(self.tallies.items()):
            yield tally.row(name)


def compare(first: Json, second: Json, article: Article, agreement: Agreement) -> None:
    """Add what two lines of standoff for one article agree and differ on to ``agreement``."""
    text = sentences.read(article.text)
    _claims(first["claims"], second["claims"], text, agreement, article.id)
    _attributions(first["attributions"], second["attributions"], text, agreement)
    _paired_tally("traps", first["traps"], second["traps"], agreement, lambda one, other: _alike(one, other, text))
    _paired_tally(
        "lead events",
        first["lead_events"],
        second["lead_events"],
        agreement,
        lambda one, other: _overlap(one["predicate"][0], other["predicate"][0]),
    )
    if first["mentions"] is not None and second["mentions"] is not None:
        spans = [{(*one["span"], one["type"]) for one in line["mentions"]} for line in (first, second)]
        agreement.add("mentions (span and type)", len(spans[0] & spans[1]), len(spans[0]), len(spans[1]))


def _claims(first: Sequence[Json], second: Sequence[Json], text: Text, agreement: Agreement, id: str) -> None:
    pairs = _claim_pairs(first, second, text)
    agreement.add("claims (frame and place)", len(pairs), len(first), len(second))
    full = [pair for pair in pairs if _mains(*pair, text)]
    agreement.add("claims (main roles too)", len(full), len(first), len(second))
    for frame in {claim["frame"] for claim in (*first, *second)}:
        counts = [sum(claim["frame"] == frame for claim in claims) for claims in (first, second)]
        agreement.add(f"frame {frame}", sum(one["frame"] == frame for one, _ in full), *counts)
    for one, other in pairs:
        for name in _names(one, other):
            mine, theirs = (_named(claim, name) for claim in (one, other))
            agreement.add(f"role {name}", _filled_alike(mine, theirs, text), len(mine), len(theirs))
        for key in (*STANCE, "direction"):
            agreement.add(f"stance {key}", int(one[key] == other[key]), 1, 1)
        held = int(_same_holder(one["holders"][:1], other["holders"][:1], text))
        agreement.add("stance holder", held, 1, 1)
        whole = all(one[key] == other[key] for key in (*STANCE, "direction"))
        agreement.add("stance (all but holder)", int(whole), 1, 1)
    for name, claims, place in (("first", first, 0), ("second", second, 1)):
        matched = [pair[place] for pair in full]
        for claim in claims:
            if not any(claim is one for one in matched):
                words = text.text[slice(*claim["trigger"])]
                number = text.number(claim["trigger"][0])
                agreement.differences.append(f"{id}, sentence {number}: only {name}: {claim['frame']} “{words}”")


def _attributions(first: Sequence[Json], second: Sequence[Json], text: Text, agreement: Agreement) -> None:
    for least in OVERLAPS:
        agreement.add(f"attributions (overlap {least})", len(_sharing(first, second, least)), len(first), len(second))
    for one, other in _sharing(first, second, OVERLAPS[0]):
        mine, theirs = ([side["source"]] if side["source"] else [] for side in (one, other))
        agreement.add("attribution source", int(_same_holder(mine, theirs, text)), 1, 1)
        cues = one["cue"], other["cue"]
        agreement.add("attribution cue", int(cues[0] == cues[1] or (all(cues) and _overlap(*cues))), 1, 1)
        agreement.add("attribution mode", int(one["mode"] == other["mode"]), 1, 1)


def _sharing(first: Sequence[Json], second: Sequence[Json], least: float) -> list[tuple[Json, Json]]:
    return _pairs(first, second, lambda one, other: _shared(one, other) >= least)


def _claim_pairs(first: Sequence[Json], second: Sequence[Json], text: Text) -> list[tuple[Json, Json]]:
    """Claims of both that are alike, each taken once: first those that share word and all roles, then main roles."""
    left, right, pairs = list(first), list(second), list[tuple[Json, Json]]()
    for alike in (
        lambda one, other: _same_word(one, other) and _agreed(one, other, _names(one, other), text),
        lambda one, other: _same_word(one, other) and _mains(one, other, text),
        lambda one, other: _alike(one, other, text) and _mains(one, other, text),
        lambda one, other: _alike(one, other, text),
    ):
        found = _pairs(left, right, alike)
        pairs += found
        left = [one for one in left if not any(one is mine for mine, _ in found)]
        right = [one for one in right if not any(one is theirs for _, theirs in found)]
    return pairs


def _same_word(one: Json, other: Json) -> bool:
    return bool(one["frame"] == other["frame"]) and _overlap(one["trigger"], other["trigger"])


def _alike(one: Json, other: Json, text: Text) -> bool:
    """Of one frame, on one word, or in one sentence with a filler of the same role that is the same."""
    if _same_word(one, other):
        return True
    if one["frame"] != other["frame"]:
        return False
    same = text.number(one["trigger"][0]) == text.number(other["trigger"][0])
    return same and any(_filled_alike([role], _named(other, role["role"]), text) for role in one["roles"])


def _mains(one: Json, other: Json, text: Text) -> bool:
    return _agreed(one, other, main_roles(one["frame"]), text)


def _agreed(one: Json, other: Json, names: Iterable[str], text: Text) -> bool:
    for name in names:
        mine, theirs = _named(one, name), _named(other, name)
        if bool(mine) != bool(theirs) or (mine and not _filled_alike(mine, theirs, text)):
            return False
    return True


def _names(one: Json, other: Json) -> set[str]:
    return {role["role"] for role in (*one["roles"], *other["roles"])}


def _named(claim: Json, role: str) -> list[Json]:
    return [one for one in claim["roles"] if one["role"] == role]


def _filled_alike(mine: Sequence[Json], theirs: Sequence[Json], text: Text) -> int:
    """How many of one's fillers are also the other's."""
    return len(_pairs(mine, theirs, lambda one, other: _same(one, other, text)))


def _same_holder(mine: Sequence[Json], theirs: Sequence[Json], text: Text) -> bool:
    return len(mine) == len(theirs) == _filled_alike(mine, theirs, text)


def _same(one: Json, other: Json, text: Text) -> bool:
    """Spans that overlap, or words elsewhere for the same name; of an act the same frame."""
    if one.get("value") and one.get("value") == other.get("value"):
        return True
    mine, theirs = _places(one), _places(other)
    if PUBLISHER in one["antecedents"] and PUBLISHER in other["antecedents"]:
        return True
    if any(_overlap(left, right) for left in mine for right in theirs):
        return True
    names = [{_name(text, span) for span in places} for places in (mine, theirs)]
    return bool(names[0] & names[1])


def _places(filler: Json) -> list[list[int]]:
    spans = [span for span in filler["antecedents"] if span != PUBLISHER]
    return ([filler["span"]] if filler["span"] else []) + spans


def _name(text: Text, span: Sequence[int]) -> str:
    words = text.text[slice(*span)].casefold()
    while (shorter := ARTICLES.sub("", words)) != words:
        words = shorter
    return words


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shared(one: Mapping[str, Json], other: Mapping[str, Json]) -> float:
    mine, theirs = ({place for span in content["content"] for place in range(*span)} for content in (one, other))
    return len(mine & theirs) / len(mine | theirs)


def _pairs(
    first: Sequence[Json], second: Sequence[Json], alike: Callable[[Json, Json], bool]
) -> list[tuple[Json, Json]]:
    """A largest set of pairs that are alike, each taken once (Kuhn's augmenting paths)."""
    taken: dict[int, int] = {}

    def place(mine: int, tried: set[int]) -> bool:
        for theirs, other in enumerate(second):
            if theirs not in tried and alike(first[mine], other):
                tried.add(theirs)
                if theirs not in taken or place(taken[theirs], tried):
                    taken[theirs] = mine
                    return True
        return False

    for number in range(len(first)):
        place(number, set())
    return [(first[mine], second[theirs]) for theirs, mine in sorted(taken.items())]


def _paired_tally(
    name: str, first: Sequence[Json], second: Sequence[Json], agreement: Agreement, alike: Callable[[Json, Json], bool]
) -> None:
    agreement.add(name, len(_pairs(first, second, alike)), len(first), len(second))
