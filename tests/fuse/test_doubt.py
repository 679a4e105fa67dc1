"""A claim is no surer than who its parties are."""

from __future__ import annotations

from kg.fuse.resolved_claims import _with_doubt


def test_the_least_sure_party_counts() -> None:
    assert _with_doubt(0.8, [1.0, 0.9, 0.95]) == 0.72
    assert _with_doubt(0.83, [1.0]) == 0.83
    assert _with_doubt(0.83, []) == 0.83
