"""The weights: one logistic regression a label over hashed features, read once a process and never written here."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import zstandard
from numpy.typing import NDArray

from kg.errors import OnRecordError
from kg.extract.relations.labels import LABELS

FORMAT = "onrecord-relations-1"
FILE = "weights.zst"
# Two features of the same bucket share a weight; with 40,000 kept, one in four does, which costs nothing measurable.
BUCKETS = 1 << 17
# A pair's weights are averaged over the root of their number, so that a long path is no evidence by itself.
SCALE = 6.0

Rows = list[NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by bucket and label, the labels' biases, and the probability from which each is believed."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    thresholds: Mapping[str, float]

    def probabilities(self, rows: Rows) -> NDArray[np.float64]:
        """For each row of buckets the probability of each label."""
        if not rows:
            return np.zeros((0, len(LABELS)))
        lengths = np.array([len(row) for row in rows])
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        sums = np.add.reduceat(self.weights[np.concatenate(rows)].astype(np.float64), starts, axis=0)
        probabilities: NDArray[np.float64] = 1 / (1 + np.exp(-(sums * scale(lengths)[:, None] + self.bias)))
        return probabilities


def scale(lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """What the sum of a row's weights is multiplied by, by its number of features."""
    return SCALE / np.sqrt(lengths)


def row(features: Iterable[str]) -> NDArray[np.int64]:
    """The distinct buckets of some features, sorted."""
    return np.array(sorted({zlib.crc32(feature.encode()) % BUCKETS for feature in features}), dtype=np.int64)


@cache
def load() -> Model:
    """The model that ships with the package."""
    return unpack((files("kg.extract.relations") / "data" / FILE).read_bytes())


def pack(weights: NDArray[np.float64], bias: NDArray[np.float64], thresholds: Mapping[str, float]) -> bytes:
    """The file of a model: a line of JSON, then weights in bytes, a column a label; rounding absorbs what differs
    between processors."""
    step = np.maximum(np.abs(weights).max(axis=0) / 127, 1e-6)
    head = {
        "format": FORMAT,
        "labels": LABELS,
        "bias": [round(float(value), 3) for value in bias],
        "step": [round(float(value), 6) for value in step],
        "thresholds": {label: round(thresholds[label], 2) for label in LABELS},
    }
    body = np.rint(weights / np.array(head["step"])).clip(-127, 127).astype(np.int8)
    return zstandard.compress(json.dumps(head).encode() + b"\n" + body.T.tobytes(), 19)


def unpack(content: bytes) -> Model:
    """The model in a file's bytes; ``OnRecordError`` where it is of another format."""
    head, _, body = zstandard.decompress(content).partition(b"\n")
    told = json.loads(head)
    if told.get("format") != FORMAT or tuple(told["labels"]) != LABELS:
        raise OnRecordError(f"{FILE} is not of the format {FORMAT}: make relations writes it anew")
    weights = np.frombuffer(body, dtype=np.int8).reshape(len(LABELS), BUCKETS).T.astype(np.float32)
    return Model(
        np.ascontiguousarray(weights * np.array(told["step"], dtype=np.float32)),
        np.array(told["bias"], dtype=np.float32),
        told["thresholds"],
    )
