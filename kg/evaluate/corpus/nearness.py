"""Frames of one family, and frames so near to each other that careful readers waver: the one table of both."""

from __future__ import annotations

from collections.abc import Mapping

# By what an analyst asks for together.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "trade": ("Pitch", "Demonstration", "Sale", "Contract", "Use", "Test", "Grant"),
    "word": ("Statement", "Pledge", "NoComment", "Advocacy", "Criticism", "Endorsement"),
    "law": ("Lawsuit", "Ruling", "Enforcement", "Investigation", "Authorization", "Legislation", "Arrest"),
    "people": ("Role", "Appointment", "Departure"),
    "firms": ("Acquisition", "Investment", "Ownership", "Founding", "Headquarters"),
    "relations": ("Partnership", "Agreement", "Meeting"),
    "products": ("Launch", "Discontinuation", "Development", "Disclosure"),
    "figures": ("Result", "Increase", "Decrease"),
    "force": ("Attack",),
}
# The pairs between which the annotators' guideline has to draw a line ("Which frame").
NEAR = frozenset(
    map(
        frozenset,
        (
            ("Sale", "Contract"),
            ("Sale", "Use"),
            ("Sale", "Pitch"),
            ("Sale", "Acquisition"),
            ("Contract", "Partnership"),
            ("Contract", "Agreement"),
            ("Partnership", "Agreement"),
            ("Partnership", "Meeting"),
            ("Agreement", "Meeting"),
            ("Agreement", "Enforcement"),
            ("Acquisition", "Investment"),
            ("Acquisition", "Ownership"),
            ("Investment", "Ownership"),
            ("Investment", "Grant"),
            ("Sale", "Grant"),
            ("Ruling", "Enforcement"),
            ("Lawsuit", "Enforcement"),
            ("Lawsuit", "Investigation"),
            ("Enforcement", "Authorization"),
            ("Enforcement", "Legislation"),
            ("Enforcement", "Arrest"),
            ("Legislation", "Advocacy"),
            ("Advocacy", "Endorsement"),
            ("Advocacy", "Criticism"),
            ("Launch", "Development"),
            ("Launch", "Demonstration"),
            ("Launch", "Pitch"),
            ("Launch", "Disclosure"),
            ("Use", "Test"),
            ("Result", "Increase"),
            ("Result", "Decrease"),
            ("Result", "Sale"),
            ("Role", "Appointment"),
            ("Role", "Departure"),
            ("Statement", "Criticism"),
            ("Statement", "Endorsement"),
            ("Statement", "Advocacy"),
            ("Statement", "Pledge"),
            ("Statement", "NoComment"),
        ),
    )
)


def near(one: str, other: str) -> bool:
    """Whether two frames are near-equivalent."""
    return frozenset((one, other)) in NEAR


def family(frame: str) -> str:
    """The family of a frame; "other" for one that is in none."""
    return next((name for name, frames in FAMILIES.items() if frame in frames), "other")
