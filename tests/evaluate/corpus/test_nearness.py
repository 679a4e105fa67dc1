"""The table of families and near frames speaks of frames that there are, and of all of them."""

from __future__ import annotations

from kg.evaluate.corpus.nearness import FAMILIES, NEAR, family, near
from kg.frames import frames


def test_every_frame_is_in_one_family() -> None:
    named = [frame for some in FAMILIES.values() for frame in some]
    assert sorted(named) == sorted(frames())
    assert family("Sale") == "trade"
    assert family("Unheard") == "other"


def test_near_frames_are_frames() -> None:
    assert {frame for pair in NEAR for frame in pair} <= set(frames())
    assert all(len(pair) == 2 for pair in NEAR)
    assert near("Sale", "Contract")
    assert near("Contract", "Sale")
    assert not near("Sale", "Arrest")
    assert not near("Sale", "Sale")
