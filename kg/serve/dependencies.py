"""What path operations ask for: the service, the release an answer is made of, limits, and parameters by their types.

FastAPI runs plain functions in threads; those here wait for nothing and are called for every request, so they are
coroutines. Each costs a request about 12 µs, so ``/sparql`` asks for two.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from pyoxigraph import NamedNode

from kg.serve.limits import Limit, limits
from kg.serve.service import Service
from kg.store import Release


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


Serving = Annotated[Service, Depends(_service)]


async def _release(service: Serving) -> Release:
    return service.release


Pinned = Annotated[Release, Depends(_release)]


async def _limits(service: Serving) -> tuple[Limit, ...]:
    return limits(service.settings)


InForce = Annotated[tuple[Limit, ...], Depends(_limits)]

# OpenAPI leaves it to media types
Accept = Annotated[str | None, Header(include_in_schema=False)]


class OneOf:
    """Texts of a list, as the type of a parameter."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(dict.fromkeys(names))

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(self.names)


class Iri:
    """An absolute IRI, as the type of a parameter."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_absolute, core_schema.str_schema())

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "format": "iri", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:"}


def _absolute(value: str) -> str:
    try:
        return NamedNode(value).value
    except ValueError as error:
        raise PydanticCustomError("iri", "not an absolute IRI ({error})", {"error": str(error)}) from error


class Number:
    """A number from 1 to another, in decimal digits; the library would take "+1", " 1" and "1_0" too."""

    def __init__(self, most: int | None = None) -> None:
        self.most = most

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        number = core_schema.int_schema(ge=1, le=self.most)
        return core_schema.no_info_before_validator_function(_digits, number)


def _digits(value: object) -> object:
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 10):
        raise PydanticCustomError("digits", "a number in decimal digits")
    return value
