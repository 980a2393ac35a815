"""The document of OpenAPI as people read it: groups of operations, then the types."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from restapi.http.parameters import FLAG
from restapi.schemas.components import COMPONENTS, Schema
from restapi.schemas.openapi import AT_PATH
from restapi.schemas.samples import sample

Document = dict[str, Any]
CODE = re.compile(r"`([^`]+)`")
METHODS = ("get", "post", "patch", "delete", "put", "head", "options")


@dataclass(frozen=True)
class Member:
    """A parameter, a member of an object, or a header: its name, its type in words, what it is."""

    name: str
    type: SafeString
    about: SafeString
    is_needed: bool = False


@dataclass(frozen=True)
class Response:
    """One of the answers."""

    status: str
    about: SafeString
    type: SafeString | None


@dataclass(frozen=True)
class Operation:
    """What is done by one method at one address."""

    document: Document
    method: str
    addresses: list[str]
    spec: dict[str, Any]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"op-{self.spec['operationId'].removesuffix(AT_PATH)}"

    @property
    def is_open(self) -> bool:
        """Whether one may ask without a credential."""
        return not self.spec["security"] or {} in self.spec["security"]

    @property
    def summary(self) -> SafeString:
        """What it does, in a sentence."""
        return prose(self.spec["summary"])

    @property
    def about(self) -> list[SafeString]:
        """The same in more words."""
        return [prose(each) for each in self.spec.get("description", "").split("\n\n") if each]

    @cached_property
    def parameters(self) -> list[Member]:
        """What can be asked, in the address and in the headers."""
        given = [_resolved(each, self.document) for each in self.spec["parameters"]]
        return [
            Member(
                each["name"],
                words(each["schema"]),
                prose(each.get("description", "")),
                each.get("required", False),
            )
            for each in given
        ]

    @cached_property
    def body(self) -> SafeString | None:
        """What is sent."""
        contents = self.spec.get("requestBody", {}).get("content", {})
        return next((words(content["schema"]) for content in contents.values() if "schema" in content), None)

    @cached_property
    def answers(self) -> list[Response]:
        """What is answered when all is well."""
        return [response for response in self._responses if response.status < "400"]

    @cached_property
    def errors(self) -> list[Response]:
        """What is answered else."""
        return [response for response in self._responses if response.status >= "400"]

    @property
    def _responses(self) -> Iterator[Response]:
        for status, given in self.spec["responses"].items():
            response = _resolved(given, self.document)
            schemas = [content.get("schema", {}) for content in response.get("content", {}).values()]
            yield Response(status, prose(response["description"]), words(schemas[0]) if schemas else None)

    def example(self, origin: str) -> str:
        """Return the request as one types it into a shell."""
        parts = ["curl"] if self.method == "get" else [f"curl -X {self.method.upper()}"]
        if not self.is_open:
            parts.append("-H 'Authorization: Bearer TOKEN'")
        for media_type, content in self.spec.get("requestBody", {}).get("content", {}).items():
            parts.append(f"-H 'Content-Type: {media_type}'")
            if "schema" in content:
                value = sample(content["schema"], self.document["components"]["schemas"])
                parts.append(f"-d '{json.dumps(value, ensure_ascii=False)}'")
        address = self.addresses[0].replace("{path}", "news").replace("{", "").replace("}", "")
        return " ".join([*parts, f"'{origin}{address}'"])


@dataclass(frozen=True)
class Group:
    """Operations that belong together."""

    name: str
    about: SafeString
    operations: list[Operation]


@dataclass(frozen=True)
class Type:
    """A type of the document."""

    name: str
    schema: Schema

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return type_anchor(self.name)

    @property
    def about(self) -> SafeString:
        """What it says of itself."""
        return prose(str(self.schema.get("description", "")))

    @cached_property
    def members(self) -> list[Member]:
        """The members of an object; those that a write leaves aside say nothing and are not shown."""
        needed = self.schema.get("required", ())
        return [
            Member(name, words(each), prose(each.get("description") or each.get("title", "")), name in needed)
            for name, each in self.schema.get("properties", {}).items()
            if each.keys() - {"default", "title"}
        ]

    @property
    def choices(self) -> SafeString | None:
        """What it is, if it is no object."""
        return None if "properties" in self.schema else words(self.schema)


def groups(document: Document) -> list[Group]:
    """Return the operations by groups; those of one service at the site's root and at a page are one."""
    found: dict[str, dict[str, Operation]] = {tag["name"]: {} for tag in document["tags"]}
    for address, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                spec = item[method]
                of_group = found[spec["tags"][0]]
                name = spec["operationId"].removesuffix(AT_PATH)
                known = of_group.setdefault(name, Operation(document, method, [], spec))
                known.addresses.append(address)
    abouts = {tag["name"]: tag["description"] for tag in document["tags"]}
    return [Group(name, prose(abouts[name]), list(operations.values())) for name, operations in found.items()]


def types(document: Document) -> list[Type]:
    """Return the types by name."""
    return [Type(name, schema) for name, schema in document["components"]["schemas"].items()]


def type_anchor(name: str) -> str:
    """Return where a type stands on the page."""
    return f"type-{slugify(name.replace('.', '-'), allow_unicode=True)}"


def words(schema: Schema) -> SafeString:
    """Return in words what a schema allows, with links to the types that it names."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(COMPONENTS)
        return format_html('<a href="#{}">{}</a>', type_anchor(name), name)
    if schema == FLAG:
        return format_html("{}", _("true or false"))
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices:
        return format_html_join(f" {_('or')} ", "{}", ((words(choice),) for choice in choices))
    if "const" in schema:
        return format_html("<code>{}</code>", json.dumps(schema["const"], ensure_ascii=False))
    if "enum" in schema:
        return format_html_join(", ", "<code>{}</code>", ((value,) for value in schema["enum"]))
    if schema.get("type") == "array":
        return format_html("{} {}", _("list:"), words(schema.get("items", {})))
    values = schema.get("additionalProperties")
    if schema.get("type") == "object" and isinstance(values, dict):
        return format_html("{} {}", _("object by name:"), words(values))
    return format_html("{}{}", _type_name(schema), _bounds(schema))


def prose(text: str) -> SafeString:
    """Return a text with what stands between backticks as code."""
    return mark_safe(CODE.sub(r"<code>\1</code>", escape(text)))


def _type_name(schema: Schema) -> str:
    names = {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("true or false"),
        "object": _("object"),
        "null": "null",
    }
    return names.get(schema.get("type", ""), _("anything"))


def _bounds(schema: Schema) -> str:
    least = schema.get("minimum", schema.get("minLength"))
    most = schema.get("maximum", schema.get("maxLength"))
    parts = [schema.get("format", "")]
    if most is not None:
        parts.append(f"{least or 0}–{most}")
    elif least is not None:
        parts.append(f"≥ {least}")
    said = ", ".join(filter(None, parts))
    return f" ({said})" if said else ""


def _resolved(part: dict[str, Any], document: Document) -> dict[str, Any]:
    """Return a part of the document, or the one to which it refers."""
    if "$ref" not in part:
        return part
    found: Any = document
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    resolved: dict[str, Any] = found
    return resolved
