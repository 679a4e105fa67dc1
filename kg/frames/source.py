"""Where a frame's file says something, and the errors that name the place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Source:
    """A file of ``kg/frames`` and a line of it (0: the whole file)."""

    file: str
    line: int = 0

    def refused(self, reason: str, *, hint: str = "") -> InputError:
        """The error that names file and line."""
        place = f"line {self.line}" if self.line else ""
        return InputError(reason, source=f"kg/frames/{self.file}", place=place, hint=hint)

    def require(self, names: Iterable[str], known: Iterable[str], what: str) -> None:
        """Raise ``InputError`` for the first of ``names`` that is not ``known``, with the nearest name that is."""
        those = sorted(known)
        for name in names:
            if name not in those:
                near = get_close_matches(name, those, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(those)}"
                raise self.refused(f"there is no {what} {name!r}", hint=hint)
