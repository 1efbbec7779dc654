"""The JSON Schema of archlint's own dialect."""

import json

from ..dialects.words import native
from ..facts import VOCABULARY


def native_schema():
    """Return the JSON Schema of the native dialect's marked form: each fact in its type, and the usual words for it."""
    groups = {section: {} for section in native.SECTIONS}
    for name, kind in sorted(VOCABULARY.items()):
        group, _, key = name.partition(".")
        if group in groups:
            groups[group][key] = _fact_schema(kind)
    for section, properties in groups.items():
        for word in native.usual_words(section):
            properties.setdefault(word, True)
    short = {"type": ["string", "number", "array", "null"]}
    properties = {
        "archlint": {"const": native.VERSION, "description": "Marks the config, with the version of its dialect."},
        "task": _fact_schema(VOCABULARY["task"]),
    }
    for section, keys in groups.items():
        mapping = {"type": "object", "properties": dict(sorted(keys.items())), "additionalProperties": False}
        properties[section] = {"anyOf": [mapping, short]}
    for word in native.usual_words(""):
        properties.setdefault(word, True)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "archlint's own config of a choice of architecture",
        "type": "object",
        "required": ["archlint"],
        "properties": properties,
        "patternProperties": {f"^({'|'.join(native.SECTIONS)})\\.": True},
        "additionalProperties": False,
    }
    return json.dumps(schema, indent=1) + "\n"


def _fact_schema(kind):
    """Return a fact's type for editors: texts are let through (``5k``, ``30ms``, ``TBD``, ``${...}``, usual words)."""
    about = {"description": kind.ask} if kind.ask else {}
    low = {} if kind.low is None else {"minimum": kind.low}
    if kind.type in ("integer", "number"):
        return {**about, "type": [kind.type, "string", "array", "null"], **low}
    return {**about, "anyOf": [{"enum": list(kind.values)}, True]} if kind.values else about
