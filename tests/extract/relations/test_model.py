"""Weights: packed and read back, probabilities by row, training that repeats itself."""

from __future__ import annotations

import numpy as np
import pytest
import zstandard

from kg.errors import OnRecordError
from kg.extract.relations import model
from kg.extract.relations.labels import LABELS
from kg.extract.relations.training import Examples, fit


def test_features_have_one_bucket_each() -> None:
    rows = model.row(["b", "a", "b"])
    assert len(rows) == 2
    assert rows.tolist() == sorted(rows.tolist())
    assert model.row(["a", "b"]).tolist() == rows.tolist()


def test_what_is_packed_is_read_back() -> None:
    weights = np.zeros((model.BUCKETS, len(LABELS)))
    weights[7] = np.linspace(-1, 1, len(LABELS))
    weights[8] = 0.5
    thresholds = dict.fromkeys(LABELS, 0.6)
    read = model.unpack(model.pack(weights, np.zeros(len(LABELS)), thresholds))
    assert np.allclose(read.weights[7], weights[7], atol=0.01)
    assert read.thresholds == thresholds
    probabilities = read.probabilities([np.array([7]), np.array([9])])
    assert probabilities[1].tolist() == [0.5] * len(LABELS)
    assert probabilities[0, 0] < 0.5 < probabilities[0, -1]


def test_another_format_is_refused() -> None:
    with pytest.raises(OnRecordError, match="make relations"):
        model.unpack(zstandard.compress(b'{"format": "other", "labels": []}\n'))


def test_no_pairs_no_probabilities() -> None:
    assert model.load().probabilities([]).shape == (0, len(LABELS))


def test_training_learns_and_repeats_itself() -> None:
    told, idle = model.row(["told", "both"]), model.row(["idle", "both"])
    holds = np.array([[1.0], [0.0]] * 10)
    examples = Examples([told, idle] * 10, holds, np.ones_like(holds))
    weights, bias = fit(examples)
    again, _ = fit(examples)
    scores = [float(weights[row].sum(axis=0)[0] + bias[0]) for row in (told, idle)]
    assert scores[0] > scores[1]
    assert weights.tobytes() == again.tobytes()


def test_what_is_not_annotated_teaches_nothing() -> None:
    rows = [model.row(["told"])] * 10
    weights, _ = fit(Examples(rows, np.ones((10, 1)), np.zeros((10, 1))))
    assert not weights.any()
