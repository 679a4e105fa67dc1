"""Articles as ``kg extract`` prints them, made by hand: words stand for the place they first have in the text."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
PLAIN = {"polarity": "affirmed", "certainty": "certain", "actuality": "actual"}


def run(text: str, words: str) -> Json:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def filler(text: str, role: str, words: str, *, entity: str | None = None, value: str | None = None) -> Json:
    return {"role": role, **run(text, words), "entity": entity, "value": value}


def entity(id: str, name: str, type: str = "Company", *, kb: str | None = None, aliases: tuple[str, ...] = ()) -> Json:
    return {"id": id, "name": name, "type": type, "kb": kb, "aliases": list(aliases)}


def mention(text: str, words: str, entity: str | None, kind: str = "name") -> Json:
    return {**run(text, words), "kind": kind, "type": None, "entity": entity}


def claim(
    text: str,
    frame: str,
    trigger: str,
    roles: list[Json],
    *,
    evidence: str | None = None,
    by: Json | None = None,
    time: Json | None = None,
    **stance: str | None,
) -> Json:
    place = run(text, evidence or text)
    return {
        "id": f"{frame}/{trigger}",
        "frame": frame,
        "trigger": run(text, trigger),
        "roles": roles,
        **PLAIN,
        "direction": None,
        "time": time,
        "attributed_to": by,
        "attribution": [by] if by else [],
        "evidence": {"start": place["start"], "end": place["end"]},
        "asserted": by is None and stance.items() <= PLAIN.items(),
        "confidence": 0.9,
        "extractor": "hand",
        "predicate": None,
        **stance,
    }


def quotation(text: str, content: str, *, cue: str | None = None, speaker: Json | None = None) -> Json:
    place = run(text, content)
    whole = {"start": place["start"], "end": place["end"]}
    return {
        "content": {**whole, "parts": [whole]},
        "cue": run(text, cue) if cue else None,
        "mode": "indirect",
        "speaker": speaker,
        "addressee": None,
    }


def article(
    text: str,
    claims: list[Json],
    *,
    entities: tuple[Json, ...] = (),
    mentions: tuple[Json, ...] = (),
    quotations: tuple[Json, ...] = (),
    publisher: str | None = None,
) -> Json:
    return {
        "id": "one",
        "title": None,
        "published": None,
        "publisher": publisher,
        "url": None,
        "text": text,
        "entities": list(entities),
        "mentions": list(mentions),
        "claims": claims,
        "quotations": list(quotations),
    }
