"""From what an annotator writes, with quotes, to a line of standoff, with offsets (``GUIDELINE.md`` shows the form)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from kg.evaluate.corpus.values import PUBLISHER
from kg.frames import frames
from tests.eval.corpus import sentences
from tests.eval.corpus.articles import Article
from tests.eval.corpus.form import DEFAULTS, Json
from tests.eval.corpus.sentences import QuoteError, Text

PARTS = {
    "claims": "s frame trigger roles polarity certainty actuality direction time by",
    "attributions": "s mode source cue content to time by speech",
    "traps": "s frame trigger roles why",
    "lead_events": "s predicate parties polarity certainty actuality time by",
    "chains": "type at",
}
SPEECH = "Statement"
TOP = {"article", "annotator", "lead", "none", *PARTS}
PRONOUNS = frozenset(
    "i me my mine we us our ours you your he him his she her hers it its they them their theirs who whom whose which "
    "that this these those himself herself itself themselves ourselves myself both all one".split()
)
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your such some any each every no".split()
)


@dataclass(slots=True)
class Compiler:
    """One working file at work. ``errors`` gathers all that is wrong, each with its place."""

    article: Article
    text: Text
    errors: list[str] = field(default_factory=list)
    statements: list[Json] = field(default_factory=list)  # the claims that follow from attributions

    def line(self, working: Mapping[str, Any], fold: str) -> Json:
        """The standoff of a working file; of what is wrong in it, ``errors`` tells."""
        for key in set(working) - TOP:
            self.errors.append(f"unknown key {key}: use {', '.join(sorted(TOP))}")
        lead = working.get("lead") or list(sentences.lead(self.text, titled=self.article.titled))
        attributions = self._all(working, "attributions", self._attribution)
        claims = _sorted(self._all(working, "claims", self._claims) + self.statements)
        return {
            "id": self.article.id,
            "sha256": self.article.sha256,
            "fold": fold,
            "annotator": str(working.get("annotator", "")),
            "lead": [list(self.text.sentence(number)) for number in lead],
            "claims": claims,
            "attributions": attributions,
            "traps": self._all(working, "traps", self._trap),
            "lead_events": self._all(working, "lead_events", lambda one: self._lead_event(one, lead)),
            "mentions": self._mentions(working) if "chains" in working else None,
            "none": sorted({*(working.get("none") or ()), *(() if self.statements else (SPEECH,))}),
        }

    def _all(self, working: Mapping[str, Any], part: str, make: Callable[[Json], Iterator[Json]]) -> list[Json]:
        made: list[Json] = []
        for number, one in enumerate(working.get(part) or (), 1):
            where = (
                f"{part} {number} (s: {one.get('s')}, {one.get('frame') or one.get('mode') or one.get('predicate')})"
            )
            try:
                if unknown := set(one) - set(PARTS[part].split()):
                    raise QuoteError(f"unknown keys {sorted(unknown)}: use {PARTS[part]}")
                made.extend(make(one))
            except (QuoteError, KeyError, TypeError, AttributeError) as error:
                self.errors.append(f"{where}: {f'{error} is missing' if isinstance(error, KeyError) else error}")
        return made

    def _claims(self, one: Json) -> Iterator[Json]:
        if one["frame"] == SPEECH:
            raise QuoteError("a Statement is not written: it follows from an attribution with source and cue")
        stance = self._stance(one)
        trigger = list(self.text.locate(one["trigger"], one["s"]))
        for roles in self._roles(one):
            direction = one.get("direction")
            yield {"frame": one["frame"], "trigger": trigger, "roles": roles, **stance, "direction": direction}

    def _roles(self, one: Json) -> Iterator[list[Json]]:
        """The roles of each claim: one, or one for each combination of what stands under ``each``."""
        choices: list[list[list[Json]]] = []
        for name, value in (one.get("roles") or {}).items():
            if isinstance(value, Mapping) and "each" in value:
                choices.append([[self._role(name, item, one["s"])] for item in value["each"]])
            else:
                values = value if isinstance(value, list) else [value]
                choices.append([[self._role(name, item, one["s"]) for item in values]])
        for chosen in product(*choices):
            yield [role for roles in chosen for role in roles]

    def _role(self, name: str, value: Any, sentence: int) -> Json:
        if name == "act" and isinstance(value, str) and value in frames():  # a frame's name alone
            return {"role": name, "span": None, "antecedents": [], "value": value}
        act = value.get("frame") if isinstance(value, Mapping) else None
        return {"role": name, **self._filler(value, sentence), "value": act}

    def _filler(self, value: Any, sentence: int) -> Json:
        """The words that fill a role, and those elsewhere that name whom or what they mean."""
        if value is None:
            raise QuoteError("no words here: put quotes around words that have a comma or a colon")
        if isinstance(value, int):
            raise QuoteError(
                f'{value} is a sentence, whole: write "{value}" for the number, {value}..{value} if you mean it'
            )
        if not isinstance(value, Mapping):
            return {"span": list(self.text.locate(value, sentence)), "antecedents": []}
        if unknown := set(value) - {"text", "is", "frame"}:
            raise QuoteError(f"unknown keys {sorted(unknown)}: a filler has text, is, frame")
        span = list(self.text.locate(value["text"], sentence)) if "text" in value else None
        meant = value.get("is", [])
        named = [
            PUBLISHER if words == f"@{PUBLISHER}" else list(self.text.locate(words, sentence))
            for words in (meant if isinstance(meant, list) else [meant])
        ]
        if span is None and not named:
            raise QuoteError("a filler has words of its own (text) or words elsewhere (is)")
        return {"span": span, "antecedents": named}

    def _stance(self, one: Json) -> Json:
        by = one.get("by") or []
        time = one.get("time")
        return {
            **{key: one.get(key, default) for key, default in DEFAULTS.items()},
            "holders": [self._filler(holder, one["s"]) for holder in (by if isinstance(by, list) else [by])],
            "time": list(self.text.locate(time, one["s"])) if time is not None else None,
        }

    def _attribution(self, one: Json) -> Iterator[Json]:
        """An attribution; where somebody is said to have spoken, by a cue, that is a claim too."""
        source, cue, content, to = one.get("source"), one.get("cue"), one["content"], one.get("to")
        parts = content if isinstance(content, list) else [content]
        made: Json = {
            "mode": one["mode"],
            "source": self._filler(source, one["s"]) if source is not None else None,
            "cue": list(self.text.locate(cue, one["s"])) if cue is not None else None,
            "content": [list(self.text.locate(part, one["s"])) for part in parts],
            "addressee": self._filler(to, one["s"]) if to is not None else None,
        }
        yield made
        if made["source"] and made["cue"] and one.get("speech", True):
            roles = [
                {"role": role, **made[key], "value": None}
                for role, key in (("speaker", "source"), ("addressee", "addressee"))
                if made[key]
            ]
            stance = self._stance({key: one[key] for key in ("s", "time", "by") if key in one})
            self.statements.append(
                {"frame": SPEECH, "trigger": made["cue"], "roles": roles, **stance, "direction": None}
            )

    def _trap(self, one: Json) -> Iterator[Json]:
        trigger = list(self.text.locate(one["trigger"], one["s"]))
        for roles in self._roles(one):
            yield {"frame": one["frame"], "trigger": trigger, "roles": roles, "why": one["why"]}

    def _lead_event(self, one: Json, lead: list[int]) -> Iterator[Json]:
        if one["s"] not in lead:
            raise QuoteError(f"sentence {one['s']} is not of the lead, {lead}")
        words = one["predicate"]
        predicate = [list(self.text.locate(part, one["s"])) for part in (words if isinstance(words, list) else [words])]
        parties = [
            {"party": name, **self._filler(item, one["s"])}
            for name, value in (one.get("parties") or {}).items()
            for item in (value if isinstance(value, list) else [value])
        ]
        yield {"predicate": predicate, "parties": parties, **self._stance(one)}

    def _mentions(self, working: Mapping[str, Any]) -> list[Json]:
        def of(number: int, chain: Json) -> Iterator[Json]:
            for place in chain["at"]:
                words, kind = (place["text"], place.get("kind")) if isinstance(place, Mapping) else (place, None)
                span = self.text.locate(words)
                kind = kind or kind_of(self.text.text[slice(*span)])
                yield {"span": list(span), "type": chain["type"], "kind": kind, "chain": number}

        numbers = iter(range(1, len(working["chains"] or ()) + 1))
        found = self._all(working, "chains", lambda chain: of(next(numbers), chain))
        return sorted(found, key=lambda mention: (mention["span"], mention["chain"]))


def kind_of(words: str) -> str:
    """Whether a mention's words are a pronoun, a name or a description, told by their capitals."""
    if words.lower() in PRONOUNS:
        return "pronoun"
    told = words.split()
    while told and told[0].lower() in DETERMINERS:
        told = told[1:]
    return "name" if any(word[:1].isupper() or word[:1].isdigit() for word in told) else "nominal"


def skeleton(article: Article) -> str:
    """An empty working file for an article, with every frame still to be looked for."""
    names = [name for name in frames() if name != SPEECH]
    rows = "\n".join(f"  {', '.join(names[first : first + 8])}," for first in range(0, len(names), 8))
    return (
        f"article: {article.id}\nannotator: \nclaims: []\nattributions: []\ntraps: []\nlead_events: []\n"
        f"# frames looked for and not found: take out those that have a claim\nnone: [\n{rows}\n]\n"
    )


def _sorted(claims: list[Json]) -> list[Json]:
    return sorted(claims, key=lambda claim: (claim["trigger"], claim["frame"]))
