"""Training from a file in KnowledgeNet's form: verdicts on pairs, and the same bytes from the same file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.evaluate import relations
from kg.extract.relations import model

SENTENCES = (
    ("Ada Marsh is a professor at Harlow University.", "Ada Marsh", "Harlow University"),
    ("Tom Ferris works as an engineer at Brindle Systems Inc.", "Tom Ferris", "Brindle Systems Inc."),
    ("Lena Ortiz visited Brindle Systems Inc.", None, None),
)


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three invented passages in each of the three folds."""
    lines = []
    for fold in (1, 2, 3):
        for number, (text, subject, object) in enumerate(SENTENCES):
            facts = []
            if subject is not None and object is not None:
                s, o = text.index(subject), text.index(object)
                facts = [{"p": "EMPLOYEE_OR_MEMBER_OF", "s": [s, s + len(subject)], "o": [o, o + len(object)]}]
            entry = {"fold": fold, "doc": f"{fold}{number}", "start": 0, "end": len(text), "text": text}
            lines.append(json.dumps({**entry, "annotated": ["EMPLOYEE_OR_MEMBER_OF"], "facts": facts}))
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_pairs_are_judged_by_the_gold(gold: Path) -> None:
    found, folds, told = relations.examples([*relations.scenes(gold)])
    assert set(folds.tolist()) == {1, 2}  # of fold 3 nothing is read
    assert found.holds[:, 0].tolist() == [1.0, 1.0, 0.0] * 2
    assert found.known[:, 0].tolist() == [1.0] * 6
    assert not found.known[:, 1:].any()
    assert told[:, 0].tolist() == [True, True, False] * 2


def test_the_same_file_gives_the_same_bytes(gold: Path) -> None:
    read = [*relations.scenes(gold)]
    content = relations.trained(read)
    assert content == relations.trained(read)
    assert set(model.unpack(content).thresholds) == set(relations.LABELS)


def test_one_argument_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert relations.main([]) == 2
    assert "usage" in capsys.readouterr().err
