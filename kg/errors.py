"""Every error OnRecord raises on purpose, and the exit code each one means.

::

    OnRecordError                 exit 3   never raised itself
    ├── UsageError                exit 2   the command or a setting is wrong
    │   ├── NothingReadable       exit 2   no input at all could be read
    │   └── LibraryError          exit 2   a library is missing, broken or of a version that is not supported
    ├── InputError                exit 2   one named file or place in it cannot be used
    │   ├── ArticleError                   an article; the build sets it aside and goes on
    │   ├── QueryError                     a query: parameters, forbidden forms, what cannot be evaluated
    │   │   └── QuerySyntax                it is no SPARQL
    │   └── ShapesError                    a shapes graph
    ├── NotFound                  exit 2   an IRI, release or file that is not there
    ├── LimitExceeded             exit 2   a stated limit was passed (time, memory, size, nesting)
    ├── Unwritable                exit 2   a result holds what the format asked for cannot
    ├── NothingPublished          exit 4   a build ended without a new release; the old one stands
    └── StoreError                exit 2   a release on disk is damaged or of another version

Libraries' own errors are turned into these where the library is called (``raise … from``); nothing else is caught.
"""


class OnRecordError(Exception):
    """Base of all; its text is the one line a user reads."""

    exit_code = 3


class UsageError(OnRecordError):
    """The command, an option or a setting is wrong."""

    exit_code = 2


class NothingReadable(UsageError):
    """No input could be read at all."""


class LibraryError(UsageError):
    """A library that the command needs cannot be used as it is installed."""


class InputError(OnRecordError):
    """Something given to us cannot be used.

    ``source`` names the file (or URL), ``place`` the line, entry or offset in it where known, ``hint`` the way out.
    """

    exit_code = 2

    def __init__(self, reason: str, *, source: str = "", place: str = "", hint: str = "") -> None:
        self.reason, self.source, self.place, self.hint = reason, source, place, hint
        where = ", ".join(part for part in (source, place) if part)
        super().__init__((f"{where}: " if where else "") + reason + (f"; {hint}" if hint else ""))


class ArticleError(InputError):
    """One article cannot be read or used."""


class QueryError(InputError):
    """A query cannot be run as it stands."""


class QuerySyntax(QueryError):
    """A query cannot be read."""


class ShapesError(InputError):
    """A shapes graph is malformed."""


class NotFound(OnRecordError):
    """What was asked for is not there."""

    exit_code = 2


class LimitExceeded(OnRecordError):
    """A stated limit was passed; nothing partial is returned."""

    exit_code = 2


class Unwritable(OnRecordError):
    """A result holds what the format asked for cannot; nothing of it is returned."""

    exit_code = 2


class NothingPublished(OnRecordError):
    """The build ended without a new release."""

    exit_code = 4


class StoreError(OnRecordError):
    """A release on disk cannot be used."""

    exit_code = 2
