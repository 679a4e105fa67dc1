"""The modules that decide, and the tests among which those that reach them are looked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Modules (without ``kg/`` and ``.py``), and files and folders of tests (without ``tests/``)."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


PARTS = (
    Part(
        (
            *"extract/factuality/assess extract/factuality/embedding extract/factuality/negation".split(),
            *"extract/factuality/conditionals extract/pledges/pledges extract/pledges/roles".split(),
            *"extract/pledges/acts extract/pledges/conditions extract/quotation/quotations".split(),
            *"extract/attribution/cues extract/attribution/speakers extract/attribution/outlets".split(),
            *"fuse/assertion fuse/situations fuse/disagreement fuse/contradiction fuse/origins fuse/times".split(),
            *"fuse/periods fuse/resolved_claims fuse/compatibility".split(),
            *"resolve/linking resolve/entities resolve/kb confidence screening".split(),
        ),
        (
            *"extract fuse resolve evaluate evidence test_confidence.py test_screening.py test_rdf.py".split(),
            *"test_matching.py".split(),
        ),
    ),
    Part(
        ("validate/dependencies", "validate/baseline", "validate/engines"),
        tuple(f"validate/test_{name}.py" for name in "dependencies adoption engines validate".split()),
    ),
    Part(("serve/limits",), ("serve/test_limits_told.py", "serve/test_parts.py")),
)


def part_of(module: str) -> Part:
    """The part a module belongs to; KeyError for one that is in none."""
    return next((part for part in PARTS if module in part.modules), None) or _unknown(module)


def _unknown(module: str) -> Part:
    raise KeyError(f"{module} is in no part of {__name__}")
