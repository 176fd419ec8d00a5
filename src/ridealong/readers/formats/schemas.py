"""Descriptions of formats (JSON Schema, OpenAPI, AsyncAPI, GraphQL), told from transcripts."""

import re
from typing import NoReturn

from ridealong.conversation import Timing
from ridealong.errors import NotATranscript
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source

_YAML = re.compile(
    r"^(?:(openapi|swagger|asyncapi)['\"]?\s*:\s*['\"]?\d|['\"]?\$schema['\"]?\s*:)", re.MULTILINE
)
_GRAPHQL = re.compile(
    r"^(?:extend )?(?:type|input|enum|interface) [A-Za-z_]\w*[^\n{]{0,200}\{[ \t]*$"
    r"|^schema[ \t]*\{[ \t]*$|^scalar [A-Za-z_]\w*[ \t]*$",
    re.MULTILINE,
)
_XML = re.compile(r"<(?:xsd?:)?schema[\s>]")
_PROTOBUF = re.compile(r"^syntax\s*=\s*[\"']proto\d", re.MULTILINE)
_NAMES = {"openapi": "OpenAPI", "swagger": "OpenAPI", "asyncapi": "AsyncAPI"}
_SCHEMA_WORDS = frozenset({"properties", "definitions", "$defs", "allOf", "anyOf", "oneOf"})


def kind_of(source: Source) -> str | None:
    """What description this is: "OpenAPI", "GraphQL"; None where it is none."""
    value = source.json
    return _json_kind(value) if isinstance(value, dict) else _text_kind(source.head)


def _json_kind(value: dict[str, object]) -> str | None:
    for key, name in _NAMES.items():
        if isinstance(value.get(key), str) and ("info" in value or "paths" in value):
            return name
    schema = value.get("$schema")
    if isinstance(schema, str) and "json-schema.org" in schema:
        return "JSON Schema"
    if value.get("type") == "object" and isinstance(value.get("properties"), dict):
        return "JSON Schema"
    if isinstance(value.get("$id"), str) and _SCHEMA_WORDS & value.keys():
        return "JSON Schema"
    data = value.get("data")
    if "__schema" in value or (isinstance(data, dict) and "__schema" in data):
        return "GraphQL"
    return None


def _text_kind(head: str) -> str | None:
    if head[:1] in {"{", "["}:
        return None
    if match := _YAML.search(head):
        return _NAMES[match[1]] if match[1] else "JSON Schema"
    if len(_GRAPHQL.findall(head)) >= 2 and "}" in head:
        return "GraphQL"
    if head.startswith("<") and _XML.search(head[:1024]):
        return "XML Schema"
    return "Protocol Buffers" if _PROTOBUF.search(head[:1024]) else None


def sniff(source: Source) -> int:
    return Sure.NO if source.is_zip or kind_of(source) is None else Sure.CERTAIN


def read(source: Source) -> NoReturn:
    raise NotATranscript(
        f"is a description of a format ({kind_of(source)}), not a transcript",
        remedy="Give what the service returned for a call, not what its manual says of it",
    )


FORMATS = (
    Format(
        id="schema",
        title="JSON Schema, OpenAPI, AsyncAPI, GraphQL",
        suffixes=(".json", ".yml", ".yaml", ".graphql", ".xsd", ".proto"),
        timing=Timing.NONE,
        speakers="none",
        traps="the description of a vendor's format looks much like the format; it is refused",
        sniff=sniff,
        read=read,
        refused=True,
    ),
)
