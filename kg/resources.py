"""Where the folders of data that ship with the code are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from kg.errors import OnRecordError

Kind = Literal["ontology", "shapes", "queries", "samples"]

PACKAGED = {"ontology": "_ontology", "shapes": "_shapes", "queries": "_queries", "samples": "samples"}


def path(kind: Kind) -> Traversable:
    """The folder of one kind of resource; an ``OnRecordError`` where the installation lacks it.

    The packaged copy is asked for first: an installed package may lie in a folder that has a ``queries`` of its own.
    """
    package = files("kg")
    packaged = package / PACKAGED[kind]
    if packaged.is_dir():
        return packaged
    if isinstance(package, Path):
        checkout = package.parent / kind
        if checkout.is_dir() and (package.parent / "pyproject.toml").is_file():
            return checkout
    raise OnRecordError(f"the folder {kind!r} is missing from this installation; install onrecord again")


def entries(kind: Kind, suffix: str = "") -> list[Traversable]:
    """The files of one kind whose names end in ``suffix``, by name; folders and hidden files are left out."""
    found = (entry for entry in path(kind).iterdir() if entry.is_file() and entry.name.endswith(suffix))
    return sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
