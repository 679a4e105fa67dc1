"""The cache of records: what comes back is what was put, or nothing."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
import zstandard

from kg.model import (
    Actuality,
    Article,
    Block,
    BlockKind,
    Certainty,
    Claim,
    Direction,
    EntityType,
    Holder,
    Mention,
    MentionKind,
    Polarity,
    Quotation,
    QuotationMode,
    Record,
    RoleFilling,
    Span,
    TimeExpression,
)
from kg.store import Records, record_name

SPAN = Span(0, 4)
ARTICLE = Article(
    key="example-1",
    text="Norva sold it. 😀\u2028",
    blocks=(Block(SPAN, BlockKind.TITLE),),
    source="a.txt",
    authors=("A",),
)
RECORD = Record(
    article=ARTICLE,
    mentions=(Mention(SPAN, "Norva", MentionKind.NAME, EntityType.COMPANY, "norva", 0, apposed=Span(1, 2), chain=3),),
    claims=(
        Claim(
            frame="Sale",
            trigger=SPAN,
            roles=(RoleFilling("seller", SPAN, "Norva", None),),
            evidence=SPAN,
            extractor="frames.v1",
            confidence=0.1 + 0.2,
            polarity=Polarity.NEGATED,
            certainty=Certainty.POSSIBLE,
            actuality=Actuality.PLANNED,
            direction=Direction.FORGO,
            time=TimeExpression(SPAN, "May", leans_on=SPAN),
            attribution=(Holder(SPAN, "Norva"),),
            rule="test.rule",
        ),
    ),
    quotations=(
        Quotation(SPAN, (SPAN,), QuotationMode.DIRECT, cue=SPAN, speaker=Holder(SPAN, "Norva"), addressee=SPAN),
    ),
    reporters=(SPAN,),
)


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.put("a", RECORD)
    assert records.get("a") == RECORD
    assert list(records.names()) == ["a"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"junk",
        zstandard.compress(b"{}"),
        zstandard.compress(b"[" * 100_000),
        zstandard.compress(b"\xff\xfe"),
        zstandard.compress(b" " * 300_000_000),
        zstandard.ZstdCompressor(write_content_size=False).compress(b'{"article": 1}'),
    ],
    ids=["empty", "junk", "foreign", "deep", "binary", "bomb", "sizeless"],
)
def test_a_damaged_record_is_not_there(tmp_path: Path, content: bytes) -> None:
    records = Records(tmp_path)
    records.put("a", RECORD)
    (records.folder / "a.json.zst").write_bytes(content)
    assert records.get("a") is None


def test_a_record_cut_or_changed_anywhere_is_not_there(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.put("a", RECORD)
    path = records.folder / "a.json.zst"
    packed = path.read_bytes()
    for place in range(0, len(packed), 7):
        path.write_bytes(packed[:place])
        assert records.get("a") is None
        path.write_bytes(packed[:place] + bytes([packed[place] ^ 0x10]) + packed[place + 1 :])
        assert records.get("a") in (None, RECORD)


def test_nothing_is_there_before_anything_was_put(tmp_path: Path) -> None:
    assert Records(tmp_path).get("a") is None
    assert list(Records(tmp_path).names()) == []


def test_only_the_named_are_kept_and_remains_go(tmp_path: Path) -> None:
    records = Records(tmp_path)
    for name in "abc":
        records.put(name, RECORD)
    (records.folder / ".tmp-1-d.json.zst").write_bytes(b"half")
    records.keep({"b"})
    assert os.listdir(records.folder) == ["b.json.zst"]


CHANGES: dict[str, Any] = {
    "key": "example-2",
    "text": "Other",
    "blocks": (),
    "id": "7",
    "title": "T",
    "published": "2026-01-01",
    "publisher": "P",
    "authors": ("A", "B"),
    "url": "http://a.example/",
    "language": "de",
    "modified": "2026-01-02",
}


@pytest.mark.parametrize("field", [field.name for field in fields(Article) if field.name != "source"])
def test_the_name_depends_on_every_field_but_the_source(field: str) -> None:
    assert record_name(replace(ARTICLE, **{field: CHANGES[field]}), "1") != record_name(ARTICLE, "1")
    assert record_name(replace(ARTICLE, source="b.txt"), "1") == record_name(ARTICLE, "1")
    assert record_name(ARTICLE, "2") != record_name(ARTICLE, "1")
