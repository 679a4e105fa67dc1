"""Problems (RFC 9457): the kinds there are, which of them an error is, and the details that a client is told.

Each kind has an address of its own under the base (section 3.1.1): ``{base}problems#query-timeout``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from kg.errors import LimitExceeded, NotFound, OnRecordError, QueryError, QuerySyntax, Unwritable
from kg.serve.answers import Busy, NotAcceptable, PlanTimedOut, Preempted, ResultTooLarge, TimedOut, TooMany

PATH = "problems"
BLANK = "about:blank"  # of a status that we never send ourselves: it says no more than its name
PLACE = re.compile(r"(?:line )?(\d+)(?::|, column )(\d+)")  # as the database's errors have it, and as ours
RETRY_AFTER = "5"  # seconds; a query in the queue waits about that long


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: its name, its status, its title, and what to do about it."""

    name: str
    status: int
    title: str
    advice: str


# of each status the first is what is meant where nothing else is said
TYPES = tuple(
    ProblemType(*row)
    for row in (
        (
            *("bad-request", 400, "The request is wrong"),
            "The detail names the parameter, or the part of the request, and what may stand there.",
        ),
        (
            *("query-syntax", 400, "The query cannot be read"),
            "The members line and column, counted from 1, say where; the detail says what was expected there.",
        ),
        (
            *("query-not-allowed", 400, "The query holds what it may not, or more than it may"),
            "SERVICE and updates are refused; so is a query longer, deeper or of more parts than the limits at the "
            "root. Split the query.",
        ),
        (
            *("read-only", 403, "Nothing can be changed here"),
            "Updates are refused by design: the data is published as releases.",
        ),
        ("not-found", 404, "There is nothing of that name", "The detail says where what there is is listed."),
        (
            *("method-not-allowed", 405, "This address is not asked by this method"),
            "The header Allow names those it takes.",
        ),
        (
            *("not-acceptable", 406, "It cannot be had in any of the forms asked for"),
            "The detail names the media types there are: send one of them in Accept.",
        ),
        (
            *("not-writable", 406, "The result holds what the form asked for cannot"),
            "XML has no way to write some characters, RDF/XML none for a predicate that ends in no name. The detail "
            "names what it is, and forms that can hold it.",
        ),
        (*("too-slow", 408, "The request did not arrive in time"), "Send it again, in one go."),
        (
            *("body-too-large", 413, "The body is larger than allowed"),
            "Shorten the query; the limit is told at the root.",
        ),
        (
            *("unsupported-body", 415, "The body is of another type than allowed"),
            "Send a form or application/sparql-query, in UTF-8 and not packed.",
        ),
        (
            *("misdirected", 421, "This service has another name"),
            "The header Host is none of the names it is asked by. Its operator sets them.",
        ),
        (
            *("limit-exceeded", 422, "The query needed more than it may take"),
            "Memory, or depth of evaluation: sort and join fewer rows, or ask in parts.",
        ),
        (
            *("result-too-large", 422, "The result is larger than allowed"),
            "Narrow the query, add a LIMIT, or fetch a dump; rows and bytes are limited.",
        ),
        (
            *("too-many-requests", 429, "More requests than one client may make"),
            "Wait as many seconds as Retry-After says. Dumps are for those who want everything.",
        ),
        (
            *("too-many-queries", 429, "More queries at once than one client may ask"),
            "Wait for one of them to end.",
        ),
        (
            *("preempted", 429, "The query gave way to others"),
            "All processes were busy, and others waited who had less running. Whoever asks for one thing at a time is "
            "not stopped for another's query. Ask again when Retry-After says.",
        ),
        (*("too-many-connections", 429, "More connections than one client may hold"), "Close one, or use it again."),
        (
            *("head-too-large", 431, "The request line with its headers is larger than allowed"),
            "Post the query instead of writing it into the address.",
        ),
        (*("internal-error", 500, "Something is wrong with the service"), "It has been logged; ask again later."),
        (
            *("no-text-index", 501, "This release has no index of words"),
            "It was built before there was one; everything but the search by words works.",
        ),
        (*("busy", 503, "The service is busy"), "Wait as many seconds as Retry-After says, then ask again."),
        (
            *("query-timeout", 504, "The query took too long"),
            "It was stopped. Bind more of its variables, or ask in parts.",
        ),
        (
            *("plan-timeout", 504, "The query took too long to plan"),
            "It was stopped before it read any data. Write fewer patterns that all share one variable.",
        ),
    )
)
BY_NAME = {one.name: one for one in TYPES}
DEFAULTS = {status: next(those) for status, those in groupby(TYPES, key=lambda one: one.status)}


def type_of(status: int, name: str = "") -> ProblemType | None:
    """The type of that name, else what is usual for a status; None for a status that we have none for."""
    return BY_NAME[name] if name else DEFAULTS.get(status)


def type_address(base: str, found: ProblemType | None) -> str:
    """The IRI of a type."""
    return f"{base}{PATH}#{found.name}" if found else BLANK


class ProblemDetails(BaseModel):
    """A problem as it is told (RFC 9457); the kinds are described at ``/problems``."""

    model_config = ConfigDict(extra="allow", title="Problem")

    type: str = Field(
        description="The kind of problem; its address tells what to do.",
        json_schema_extra={"format": "uri", "pattern": f"/problems#({'|'.join(BY_NAME)})$"},
    )
    title: str = Field(json_schema_extra={"enum": list(dict.fromkeys(one.title for one in TYPES))})
    status: int = Field(json_schema_extra={"enum": list(DEFAULTS)})
    detail: str
    line: int | None = Field(default=None, json_schema_extra={"minimum": 1})
    column: int | None = Field(default=None, json_schema_extra={"minimum": 1})


class Problem(OnRecordError):
    """A request that is refused, with its status, what is wrong, and members of its own for the problem details.

    ``kind`` is the name of its type where it is not the usual one of its status.
    """

    def __init__(
        self, status: int, detail: str, *, kind: str = "", headers: dict[str, str] | None = None, **members: str | int
    ) -> None:
        self.status, self.detail, self.headers, self.members = status, detail, headers or {}, members
        self.type = type_of(status, kind)
        self.title = self.type.title if self.type else HTTPStatus(status).phrase
        super().__init__(detail)

    def details(self, base: str) -> dict[str, Any]:
        """What a program is told; ``base`` is that of the data set."""
        told = ProblemDetails.model_validate(
            {
                "type": type_address(base, self.type),
                "title": self.title,
                "status": self.status,
                "detail": self.detail,
                **self.members,
            }
        )
        return told.model_dump(exclude_none=True)


def as_problem(error: OnRecordError) -> Problem:
    """Any of our errors as the problem a client is told of."""
    match error:
        case Problem():
            return error
        case Busy():
            return Problem(503, f"{error}; try again in a few seconds", headers={"Retry-After": RETRY_AFTER})
        case Preempted():
            return Problem(429, str(error), kind="preempted", headers={"Retry-After": RETRY_AFTER})
        case TooMany():
            return Problem(429, f"{error}; wait for one of them", kind="too-many-queries", headers={"Retry-After": "1"})
        case NotAcceptable():
            return Problem(406, str(error))
        case Unwritable():
            return Problem(406, str(error), kind="not-writable")
        case QueryError():
            where = f"{error.place}: " if error.place.startswith("line ") else ""  # the database's has it in the reason
            detail = where + error.reason + (f"; {error.hint}" if error.hint else "")
            kind = "query-syntax" if isinstance(error, QuerySyntax) else "query-not-allowed"
            return Problem(400, detail, kind=kind, **_place(error))
        case PlanTimedOut():
            return Problem(504, str(error), kind="plan-timeout")
        case TimedOut():
            return Problem(504, str(error))
        case ResultTooLarge():
            return Problem(422, str(error), kind="result-too-large")
        case LimitExceeded():
            return Problem(422, str(error))
        case NotFound():
            return Problem(404, str(error))
    return Problem(500, "an internal error; it has been logged")


def _place(error: QueryError) -> dict[str, Any]:
    found = PLACE.fullmatch(error.place)
    return {"line": int(found[1]), "column": int(found[2])} if found else {}
