"""Libraries that cannot be used (missing, broken, of another version): which package it is, and the way out.

What is needed, and with which extra it comes, is read from the metadata that this package was installed with.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import metadata
from types import ModuleType
from typing import TYPE_CHECKING

from kg.errors import LibraryError

if TYPE_CHECKING:
    from packaging.requirements import Requirement

US, PACKAGE = "kg", "onrecord"
ALL = "all"  # the extra that is made of the others
# Packages whose modules are called otherwise; of all others the name is the module's, with hyphens for underscores.
MODULES = {"markdown-it-py": "markdown_it", "pyyaml": "yaml"}
EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")


def unusable(error: BaseException) -> LibraryError | None:
    """The error to show instead of ``error`` where a library is to blame for it; None where our own code may be.

    To blame is a library that is not there, whatever fails while it is being imported, a module that lacks what we
    take from it, and for an error that nobody expected a library of a version that is not supported.
    """
    module = _blamed(error)
    if module and isinstance(error, ModuleNotFoundError) and error.name == module:
        return LibraryError(f"this needs {_package(module)}: {_install(module)}")
    reason = " ".join(str(error).split()) or type(error).__name__
    for requirement, _ in _required():
        version = _version(requirement.name)
        if version and not requirement.specifier.contains(version, prereleases=True):
            told = f"{requirement.name} {version} is installed, but {requirement.name}{requirement.specifier} is needed"
            return LibraryError(f"{told} ({reason}): {_install(module_of(requirement.name))}")
    if not module:
        return None
    package = _package(module)
    named = f"{package} {_version(package)}".strip()
    return LibraryError(f"{named} cannot be used ({reason}): {_install(module, again=True)}")


def _blamed(error: BaseException) -> str:
    """The top-level module that is to blame; "" where it is none, or our own."""
    module, importing = _called(error)
    if not importing:
        if isinstance(error, ImportError):
            module = module or _top(error.name or "")
        elif isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
            module = _top(error.obj.__name__)
        else:
            module = ""
    return module if _foreign(module) else ""


def _called(error: BaseException) -> tuple[str, bool]:
    """The library that our code called as the error came up, "" if none, and whether a module was being imported."""
    module, importing, trace = "", False, error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        top = _top(frame.f_globals.get("__name__", ""))
        if top == US:
            module, importing = "", False
        elif _foreign(top):
            module = module or top
            importing = importing or frame.f_code.co_name == "<module>"
        trace = trace.tb_next
    return module, importing


def _top(module: str) -> str:
    return module.partition(".")[0]


def _foreign(module: str) -> bool:
    # a script is "__main__", and "__mp_main__" in the processes that it starts
    return bool(module) and module != US and not module.startswith("__") and module not in sys.stdlib_module_names


def _required() -> Iterator[tuple[Requirement, str]]:
    """What this package requires, each with the extra that it comes with, or ""; nothing where that cannot be told."""
    try:
        from packaging.requirements import Requirement

        lines = metadata.requires(PACKAGE) or []
    except ImportError:  # no such library, or a checkout on the path that was never installed
        return
    for line in lines:
        requirement = Requirement(line)
        found = EXTRA.search(str(requirement.marker or ""))
        extra = found[1] if found else ""
        if extra != ALL:
            yield requirement, extra


def _package(module: str) -> str:
    """The name of the package that a top-level module comes from, as far as that can be told."""
    for requirement, _ in _required():
        if module_of(requirement.name) == module:
            return requirement.name
    return (metadata.packages_distributions().get(module) or [module])[0]


def module_of(package: str) -> str:
    """The top-level module of a package that we require."""
    return MODULES.get(package.lower(), package.replace("-", "_"))


def _version(package: str) -> str:
    """The version of a package, "" where it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _install(module: str, *, again: bool = False) -> str:
    """The command that mends it: of the extra that the library comes with, or of the library itself."""
    package = _package(module)
    extras = [extra for requirement, extra in _required() if requirement.name == package]
    wanted = [f"'{PACKAGE}[{extra}]'" if extra else PACKAGE for extra in extras] or [package]
    command = "pip install --force-reinstall" if again else "pip install"
    return f"{command} {' or '.join(wanted)}"
