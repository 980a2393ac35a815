"""Types as JSON Schema, each under one name for the whole document."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import CoreModeRef, DefsRef, GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue

from restapi.schemas.answers import ONE_OF_PAGES

Schema = dict[str, Any]

# Where a document of OpenAPI keeps its types.
COMPONENTS = "#/components/schemas/"

ID = re.compile(r":\d+")
# The modules of this package hold the types of pages and blocks: those have labels of their own, with dots.
MODULE = re.compile(r"^restapi\.(?:schemas|services)\.\w+\.|^(?:\w+\.)*restapi\.(?:\w+\.)?(?=[A-Z]\w*$)")


class Components(GenerateJsonSchema):
    """Names types as the document's readers shall see them, and says nothing twice."""

    def get_defs_ref(self, core_mode_ref: CoreModeRef) -> DefsRef:
        """Return a type's name without its module; two types of one name are kept apart by their modules."""
        full = ID.sub("", core_mode_ref[0])
        by_id = DefsRef(re.sub(r"[^\w.\-]", "_", core_mode_ref[0]))
        self._prioritized_defsref_choices[by_id] = [DefsRef(MODULE.sub("", full)), DefsRef(full), by_id]
        return by_id

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave out titles that only repeat a member's name."""
        return False

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """Return an object's schema without its title: that is its name."""
        made = super().model_schema(schema)
        made.pop("title", None)
        return made


def json_schemas(types: Iterable[Any]) -> tuple[list[Schema], dict[str, Schema]]:
    """Return the schemas of types in their order, and by name those to which they refer."""
    mode: JsonSchemaMode = "validation"
    adapters = [(number, mode, TypeAdapter(each)) for number, each in enumerate(types)]
    schemas, shared = TypeAdapter.json_schemas(
        adapters, ref_template=COMPONENTS + "{model}", schema_generator=Components
    )
    return [_referring(schemas[number, mode]) for number, mode, _adapter in adapters], _referring(
        shared.get("$defs", {})
    )


def _referring(schema: Any) -> Any:
    """Return a schema that refers to the types of which there is one for each page type."""
    if isinstance(schema, list):
        return [_referring(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if ONE_OF_PAGES in schema:
        return {"$ref": COMPONENTS + schema[ONE_OF_PAGES]}
    return {name: _referring(part) for name, part in schema.items()}
