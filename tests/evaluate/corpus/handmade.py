"""A small corpus made by hand: a folder of standoff with its texts, and what an extractor could find in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.evaluate.corpus import read, score
from kg.evaluate.report import Report
from tests.evaluate import listing

Json = dict[str, Any]
HEAD = "Vell sues Harrow"
TEXT = f"""{HEAD}

Vell has sold lenses to Harrow. The firm denied that it bought Brindle.
Vell's chairwoman Ana Roth said that the port was closed. She met Dahl and Moor in Oslo.
"""
FIRM, ROTH = "vell", "roth"


def span(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def role(name: str, words: str | None, *antecedents: str, value: str | None = None, text: str = TEXT) -> Json:
    return {
        "role": name,
        "span": span(words, text) if words else None,
        "antecedents": [span(one, text) for one in antecedents],
        "value": value,
    }


def claim(frame: str, trigger: str, roles: Sequence[Json], *, text: str = TEXT, **others: Any) -> Json:
    return {
        "frame": frame,
        "trigger": span(trigger, text),
        "roles": list(roles),
        **listing.PLAIN,
        "holders": [],
        "time": None,
        "direction": None,
        **others,
    }


SUIT = claim("Lawsuit", "sues", [role("plaintiff", "Vell"), role("defendant", "Harrow")])
SALE = claim("Sale", "sold", [role("seller", "Vell"), role("product", "lenses"), role("buyer", "Harrow")])
DEAL = claim(
    "Acquisition",
    "bought",
    [role("acquirer", "it ", "Vell"), role("target", "Brindle")],
    polarity="negated",
    holders=[{"span": span("The firm"), "antecedents": [span("Vell")]}],
)
POST = claim(
    "Role", "chairwoman", [role("holder", "Ana Roth"), role("position", "chairwoman"), role("organization", "Vell")]
)
SPEECH = claim("Statement", "said", [role("speaker", "Ana Roth")])
TALKS = claim("Meeting", "met", [role("party", "She", "Ana Roth"), role("party", "Dahl"), role("party", "Moor")])
CLAIMS = (SUIT, SALE, DEAL, POST, SPEECH, TALKS)
LINE: Json = {
    "id": "own/vell",
    "fold": "1",
    "annotator": "A",
    "lead": [span(HEAD), span("Vell has sold lenses to Harrow."), span("The firm denied that it bought Brindle.")],
    "claims": list(CLAIMS),
    "attributions": [
        {
            "mode": "indirect",
            "source": {"span": span("Ana Roth"), "antecedents": []},
            "addressee": None,
            "cue": span("said"),
            "content": [span("the port was closed")],
        }
    ],
    "traps": [
        {
            "frame": "Acquisition",
            "trigger": span("bought"),
            "roles": [role("target", "Brindle")],
            "why": "negated",
        }
    ],
    "lead_events": [],
    "mentions": [
        {"span": span("Vell"), "type": "Company", "kind": "name", "chain": 1},
        {"span": span("The firm"), "type": "Company", "kind": "nominal", "chain": 1},
        {"span": span("Harrow"), "type": "Company", "kind": "name", "chain": 2},
        {"span": span("Ana Roth"), "type": "Person", "kind": "name", "chain": 3},
        {"span": span("She"), "type": "Person", "kind": "pronoun", "chain": 3},
    ],
    "none": [],
}


def found(one: Json, *, trigger: str | None = None, text: str = TEXT, **others: Any) -> Json:
    """A claim of gold as an extractor that makes no mistake prints it; ``others`` are what it has otherwise."""

    def words(place: Sequence[int]) -> Json:
        return {"start": place[0], "end": place[1], "text": text[slice(*place)]}

    def entity(filler: Json) -> str | None:
        called = [text[slice(*place)] for place in (*filler["antecedents"], filler["span"])]
        return {"Vell": FIRM, "Ana Roth": ROTH}.get(called[0])

    roles = [
        {"role": filler["role"], **words(filler["span"]), "entity": entity(filler), "value": filler["value"]}
        for filler in one["roles"]
    ]
    holders = [{**words(holder["span"]), "entity": entity(holder)} for holder in one["holders"]]
    stance = {key: one[key] for key in (*listing.PLAIN, "direction")} | others
    plain = not holders and all(stance[key] == value for key, value in listing.PLAIN.items())
    return {
        "id": one["frame"],
        "frame": one["frame"],
        "trigger": words(span(trigger, text) if trigger else one["trigger"]),
        "roles": roles,
        "time": None,
        "attribution": holders,
        "attributed_to": holders[0] if holders else None,
        "evidence": {"start": one["trigger"][0], "end": one["trigger"][1]},
        "asserted": plain,
        "confidence": 0.9,
        "extractor": "hand",
        **stance,
    }


def article(claims: Sequence[Json], *, quoted: bool = True) -> Json:
    """The article with some claims, and with its mentions and its quotation as gold has them."""
    kinds = [("Vell", FIRM, "name"), ("The firm", FIRM, "nominal"), ("Harrow", "harrow", "name")]
    people = [("Ana Roth", ROTH, "name"), ("She", ROTH, "pronoun")]
    quotation = listing.quotation(
        TEXT, "the port was closed", cue="said", speaker={**listing.run(TEXT, "Ana Roth"), "entity": ROTH}
    )
    return listing.article(
        TEXT,
        list(claims),
        entities=(
            listing.entity(FIRM, "Vell"),
            listing.entity("harrow", "Harrow"),
            listing.entity(ROTH, "Ana Roth", "Person"),
        ),
        mentions=tuple(listing.mention(TEXT, words, entity, kind) for words, entity, kind in (*kinds, *people)),
        quotations=(quotation,) if quoted else (),
    )


def corpus(folder: Path, lines: Sequence[Json] = (LINE,), *, sealed: Sequence[Json] = ()) -> Path:
    """A corpus on disk: the articles of ``lines`` are ours, those of ``sealed`` in the sealed fold."""
    root = folder / "eval" / "corpus"
    for name, texts, some in (("tuned", root, lines), ("unread", root / "unread", sealed)):
        (root.parent / name).mkdir(parents=True, exist_ok=True)
        texts.mkdir(parents=True, exist_ok=True)
        rows = []
        for line in some:
            (root.parent / name / f"{line['id'].partition('/')[2]}.txt").write_text(TEXT, "utf-8")
            rows.append(json.dumps({**line, "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}) + "\n")
        (texts / "own.jsonl").write_text("".join(rows), "utf-8")
    (root / "folds.json").write_text(json.dumps({"1": [line["id"] for line in lines]}), "utf-8")
    return root


def scored(folder: Path, claims: Sequence[Json], *, line: Mapping[str, Any] = LINE, quoted: bool = True) -> Report:
    """The report on one article in which some claims were found."""
    root = corpus(folder, [dict(line)])
    return score(root, read(root), {line["id"]: [article(claims, quoted=quoted)]})
