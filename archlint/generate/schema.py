"""The JSON Schemas of archlint's own dialect and of its settings."""

import json

from .. import dialects, rules
from ..dialects.words import native
from ..facts import VOCABULARY
from ..findings import SEVERITIES
from ..settings import FAIL_LEVELS, KEYS, NO_DIALECT, PROFILES, group_names


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


_RULE_NAME = "^[a-z0-9]+(-[a-z0-9]+)*$"
_TEXTS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_ABOUT = {
    "extends": "Shared settings files that these are laid over; paths count from this file.",
    "profile": "minimal: errors alone; default; strict: rules on trial too, and questions fail.",
    "preview": "Whether rules on trial run without being named.",
    "select": "Run only these rules: their names, names of skills, or all.",
    "extend-select": "Run these rules as well.",
    "ignore": "Rules that are left out; and, as tables, ignores of one rule in some files with the reason.",
    "extend-ignore": "Leave these rules out as well.",
    "exclude": "Globs of files that are never linted.",
    "extend-exclude": "More of them.",
    "fail-on": "The mildest severity that fails.",
    "baseline": "The file that check --write-baseline wrote.",
    "facts": "Facts that hold for all configs of the project.",
    "measured": "Facts that archlint init --measure counted.",
    "rules": "A table for each rule with its severity and limits; files: where the project's own rules stand.",
    "rule": "The project's own rules.",
    "locked": "Rules that no settings which extend these may change or ignore.",
    "per-file-ignores": "Glob -> rules that are left out there.",
    "overrides": "For the files of some globs: other facts, more to ignore.",
    "kinds": "Glob -> dialect.",
}


def settings_schema():
    """Return the JSON Schema of ``archlint.toml``, and of ``[tool.archlint]`` in ``pyproject.toml``."""
    names, listed, facts = {"$ref": "#/$defs/rule"}, {"$ref": "#/$defs/rules"}, {"$ref": "#/$defs/facts"}
    shapes = {
        "extends": _TEXTS,
        "profile": {"enum": list(PROFILES)},
        "preview": {"type": "boolean"},
        **dict.fromkeys(("select", "extend-select", "extend-ignore", "locked"), listed),
        "ignore": {"anyOf": [names, {"type": "array", "items": {"anyOf": [names, _ignore_schema(names)]}}]},
        **dict.fromkeys(("exclude", "extend-exclude"), _TEXTS),
        "fail-on": {"enum": list(FAIL_LEVELS)},
        "baseline": {"type": "string"},
        **dict.fromkeys(("facts", "measured"), facts),
        "rules": {"anyOf": [_TEXTS, _rules_schema()]},
        "rule": {"type": "array", "items": _own_rule_schema()},
        "per-file-ignores": {"type": "object", "additionalProperties": listed},
        "overrides": {
            "type": "array",
            "items": _closed({"files": _TEXTS, "facts": facts, "ignore": listed}, ["files"]),
        },
        "kinds": {"type": "object", "additionalProperties": {"enum": _dialect_names()}},
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "archlint's settings",
        **_closed({key: {"description": _ABOUT[key], **shapes[key]} for key in KEYS}),
        "$defs": {
            # A project's own rules have names of their own: editors offer the known ones.
            "rule": {"anyOf": [{"enum": _choosable()}, {"type": "string", "pattern": _RULE_NAME}]},
            "rules": {"anyOf": [names, {"type": "array", "items": names}]},
            "severity": {"enum": [*SEVERITIES, "off"]},
            "facts": _facts_schema(),
        },
    }
    return json.dumps(schema, indent=1) + "\n"


def _closed(properties, required=()):
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": list(required)} if required else shape


def _choosable():
    return [*sorted(loaded.rule.name for loaded in rules.load_all()), *group_names()]


def _dialect_names():
    return [*sorted(dialects.load(module).DIALECT.name for module in dialects.modules()), NO_DIALECT]


def _ignore_schema(names):
    text = {"type": "string", "minLength": 1}
    properties = {"file": _TEXTS, "rule": names, "key": text, "reason": text, "expires": {"type": "string"}}
    return _closed(properties, ["file", "rule", "reason"])


def _rules_schema():
    severity = {"$ref": "#/$defs/severity"}
    properties = {"files": _TEXTS}
    for loaded in rules.load_all():
        limits = {
            limit.name: {
                "type": "number",
                "minimum": limit.low,
                **({"maximum": limit.high} if limit.high != float("inf") else {}),
                "description": f"{limit.unit}; {limit.default:,} by default",
            }
            for limit in loaded.rule.limits
        }
        properties[loaded.rule.name] = _closed({"severity": severity, **limits})
    own = {"type": "object", "properties": {"severity": severity}}
    return {"type": "object", "properties": properties, "additionalProperties": own}


def _own_rule_schema():
    text = {"type": "string", "minLength": 1}
    conditions = {
        "anyOf": [text, {"type": "array", "items": {"anyOf": [text, {"type": "array", "items": text}]}}],
        "description": "Each a fact and a condition, such as 'model.num_parameters above 300M'; one list is any of it.",
    }
    examples = {"anyOf": [text, {"type": "object"}, {"type": "array", "items": {"type": ["string", "object"]}}]}
    shapes = {
        "name": {"type": "string", "pattern": _RULE_NAME},
        "severity": {"enum": list(SEVERITIES)},
        **dict.fromkeys(("when", "unless"), conditions),
        **dict.fromkeys(("bad", "good", "asks"), examples),
        **{key: {"type": "string"} for key in ("summary", "say", "instead", "skill", "link")},
    }
    return _closed(dict(sorted(shapes.items())), ["name", "when", "say"])


def _facts_schema():
    """Return the shape of facts by their full names, dotted or nested."""
    groups = {}
    flat = {}
    for name, kind in sorted(VOCABULARY.items()):
        flat[name] = _fact_schema(kind)
        group, _, key = name.partition(".")
        if key:
            groups.setdefault(group, {})[key] = _fact_schema(kind)
    return _closed({**flat, **{group: _closed(keys) for group, keys in groups.items()}})
