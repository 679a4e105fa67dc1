"""The OpenAPI description as values for a page: operations by tag, their parameters and answers, and the schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.serve.routing import Json

MAX_NAMES = 20  # of an enumeration that is shown
WHERE = {"query": "address", "path": "path", "body": "body"}


def values(document: Json) -> dict[str, Any]:
    """What the template shows of a description."""
    operations = list(_operations(document))
    schemas = document["components"]["schemas"]
    return {
        "info": document["info"],
        "version": document["openapi"],
        "groups": {tag["name"]: [one for one in operations if one["tag"] == tag["name"]] for tag in document["tags"]},
        "schemas": {name: list(_properties(schema)) for name, schema in schemas.items() if "properties" in schema},
    }


def _operations(document: Json) -> Iterator[dict[str, Any]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield {
                "id": operation["operationId"],
                "tag": operation["tags"][0],
                "path": path,
                "method": method.upper(),
                "summary": operation["summary"],
                "description": operation.get("description", ""),
                "opens": method == "get" and "{" not in path,
                "parameters": [*map(_parameter, operation["parameters"]), *_body(operation)],
                "answers": [_answer(status, one) for status, one in sorted(operation["responses"].items())],
            }


def _parameter(parameter: Json) -> dict[str, str]:
    return {
        "name": parameter["name"],
        "where": WHERE[parameter["in"]],
        "type": type_of(parameter["schema"]),
        "description": parameter.get("description", ""),
    }


def _body(operation: Json) -> Iterator[dict[str, str]]:
    """The bodies an operation takes, as parameters with the name of their type."""
    for media_type, one in operation.get("requestBody", {}).get("content", {}).items():
        fields = ", ".join(one["schema"].get("properties", ()))
        told = {"type": "form", "description": f"Its fields: {fields}."} if fields else {"type": type_of(one["schema"])}
        yield {"name": media_type, "where": WHERE["body"], "description": "", **told}


def _answer(status: str, answer: Json) -> dict[str, Any]:
    types = [
        f"{media_type} ({type_of(one['schema'])})" if one.get("schema") else media_type
        for media_type, one in answer.get("content", {}).items()
    ]
    return {"status": status, "description": answer["description"], "types": types}


def _properties(schema: Json) -> Iterator[dict[str, str]]:
    for name, one in schema["properties"].items():
        yield {"name": name, "type": type_of(one), "description": one.get("description", "")}


def type_of(schema: Mapping[str, Any]) -> str:
    """A JSON schema in a few words."""
    match schema:
        case {"$ref": str(address)}:
            return address.rpartition("/")[2]
        case {"anyOf": list(choices)} | {"oneOf": list(choices)}:
            return " or ".join(dict.fromkeys(type_of(one) for one in choices))
        case {"enum": list(names)} if len(names) <= MAX_NAMES:
            return " | ".join(str(name) or '""' for name in names)
        case {"type": "array", "items": dict(items)}:
            return f"list of {type_of(items)}"
        case {"type": "integer", "minimum": least, "maximum": most}:
            return f"integer, {least:,} to {most:,}"
        case {"type": "object", "properties": dict(names)}:
            return f"{', '.join(names)}="
    return str(schema.get("format") or schema.get("const") or schema.get("type", "anything"))
