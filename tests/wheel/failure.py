"""What went wrong."""

from __future__ import annotations


class Failure(Exception):
    """One line, and what a command printed."""

    def __init__(self, what: str, output: str = "") -> None:
        super().__init__("\n".join(part for part in (what, output[-4_000:].strip()) if part))
