"""``kg``, also as ``python -m kg``: the command, or one line that names the library without which it cannot start."""

from __future__ import annotations

import sys


def main() -> None:
    """The console script."""
    try:
        from kg.cli import main as command
    except Exception as error:
        from kg import libraries

        library = libraries.unusable(error)
        if library is None:
            raise
        print(f"kg: {library}", file=sys.stderr)
        sys.exit(library.exit_code)
    command()


if __name__ == "__main__":
    main()
