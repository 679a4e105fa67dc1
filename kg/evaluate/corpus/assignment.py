"""The best pairing of what is annotated with what is found: each is used once, and the sum of worths is largest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

One = TypeVar("One")
Other = TypeVar("Other")


def paired(
    ones: Sequence[One], others: Sequence[Other], worth: Callable[[One, Other], float]
) -> list[tuple[One, Other]]:
    """The optimal assignment of ``others`` to ``ones``; pairs worth 0 are left out. The order is that of ``ones``."""
    if not ones or not others:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

    table = np.array([[worth(one, other) for other in others] for one in ones], dtype=float)
    rows, columns = linear_sum_assignment(table, maximize=True)
    return [
        (ones[row], others[column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if table[row, column] > 0
    ]
