"""Running a command: how every error becomes one line on standard error and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence

import typer

from kg.errors import OnRecordError

DONE, FINDINGS, USAGE, INTERNAL, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 3, 130, 141


def run(app: typer.Typer, arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code; an error is one line on standard error."""
    verbose = "--verbose" in arguments
    if verbose:
        logging.basicConfig(format="%(message)s", level=logging.WARNING)
        logging.getLogger("kg").setLevel(logging.INFO)
    for stream in (sys.stdout, sys.stderr):
        # What a terminal's encoding lacks must not end a command half-way.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = _call(app, [one for one in arguments if one != "--verbose"] or ["--help"])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains as it ends
        return BROKEN_PIPE
    except (KeyboardInterrupt, typer.Abort):
        return _fail("interrupted; nothing was published", INTERRUPTED)
    except OnRecordError as error:
        return _fail(str(error), error.exit_code, traceback=verbose)
    except Exception as error:
        if hasattr(error, "format_message"):  # the parser's own errors, whatever library they are of
            return _fail(f"{error.format_message().rstrip('.')}; see 'kg --help'", USAGE)
        code, message = unexpected(error)
        hint = "; --verbose shows where" if code == INTERNAL else ""
        return _fail(message + hint, code, traceback=verbose)
    return code


def _call(app: typer.Typer, arguments: list[str]) -> int:
    """The command's own exit code; typer's way of calling it would take Ctrl-C and broken pipes for itself."""
    command = typer.main.get_command(app)
    try:
        with command.make_context("kg", arguments) as context:
            code = command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    return code if isinstance(code, int) else DONE


def unexpected(error: Exception) -> tuple[int, str]:
    """The exit code and the line for an error that nobody foresaw: a library's fault, or an internal error."""
    from kg import libraries

    library = libraries.unusable(error)
    if library is not None:
        return library.exit_code, str(library)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return INTERNAL, f"internal error, please report it ({what})"


def _fail(message: str, code: int, *, traceback: bool = False) -> int:
    from kg.cli.show import say

    if traceback:
        import traceback as printer

        printer.print_exc()
    say(f"kg: {message}")
    return code
