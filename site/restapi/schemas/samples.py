"""The smallest example of what a schema asks for, to be shown to readers."""

from typing import Any

from restapi.schemas.components import COMPONENTS, Schema

OF_TYPE: dict[str, Any] = {"string": "…", "integer": 1, "number": 1.5, "boolean": True, "null": None}
OF_FORMAT = {
    "date": "2026-09-01",
    "date-time": "2026-09-01T10:00:00+03:00",
    "time": "10:00:00",
    "uuid": "5f0c6e7e-6f0e-4c0b-9d70-3a51d1a2a9f4",
}


def sample(schema: Schema, components: dict[str, Schema]) -> Any:
    """Return the smallest value that a schema allows; of several types that of the first."""
    if "$ref" in schema:
        return sample(components[schema["$ref"].removeprefix(COMPONENTS)], components)
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return sample(schema[choice][0], components)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: sample(properties[name], components) for name in schema.get("required", ())}
    if kind == "array":
        return [sample(schema["items"], components)] if schema.get("minItems") else []
    return OF_FORMAT.get(schema.get("format", ""), OF_TYPE.get(kind or "", "…"))
