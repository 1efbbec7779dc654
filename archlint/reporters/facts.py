"""What archlint read out of each file: ``archlint facts``."""

from . import visible
from .json import dump
from .layout import fitted
from .unread import nearness


def render(results, output_format, verbose=False):
    """Return the facts of files as text or JSON; ``verbose`` text says what came nearest to those not recognised."""
    if output_format == "json":
        return dump({"version": 1, "files": [_file(result) for result in results]})
    return "\n".join(_text(result, verbose) for result in results) + "\n" if results else ""


def _file(result):
    shown = {"path": result.path, "dialect": result.dialect, "status": result.status}
    if result.reason:
        shown["reason"] = result.reason
    if result.error:
        shown["error"] = result.error
    if result.notices:
        shown["notices"] = result.notices
    facts = result.facts
    shown["facts"] = _facts(facts) if facts is not None else {}
    shown["components"] = [_part(part) for part in facts.components] if facts is not None else []
    if facts is not None and facts.sites:
        shown["sites"] = [_part(site) for site in facts.sites]
    return shown


def _part(part):
    shown = {"role": part.role, "facts": _facts(part)}
    if part.sites:
        shown["sites"] = [_part(site) for site in part.sites]
    return shown


def _facts(facts):
    return {name: _fact(fact) for name, fact in sorted(facts.items())}


def _fact(fact):
    shown = {"value": fact.value if fact.known else None, "origin": fact.origin if fact.known else "opaque"}
    if fact.members:
        shown["searched"] = list(fact.members)
    if fact.source:
        shown["from"] = fact.source
    spot = fact.spot
    if spot is not None:
        shown.update(key=".".join(str(key) for key in fact.keys), path=spot.path, line=spot.line, column=spot.column)
    return shown


def _text(result, verbose):
    head = f"{result.path}: {result.status}"
    if result.dialect:
        head += f" as {result.dialect}" + (f" ({result.reason})" if result.reason else "")
    if result.error:
        head += f": {result.error}"
    lines = [head]
    if verbose and result.status == "not-recognised":
        lines[0] += f": {result.unread}" if result.unread else ""
        lines += [f"  near {nearness(*near)}" for near in result.nearest]
        if not result.unread and not result.nearest:
            lines.append("  no dialect has its keys (archlint dialects lists them)")
    if result.facts is not None:
        lines.extend(_lines(result.facts, "  "))
        if verbose:
            lines.extend(_world(result.facts))
        for part in (result.facts, *result.facts.components):
            if part is not result.facts:
                lines.append(f"  component {part.role}:")
                lines.extend(_lines(part, "    "))
            for site in part.sites:
                lines.append(f"  site {site.role}:")
                lines.extend(_lines(site, "    "))
    return fitted(visible(line) for line in lines)


def _world(facts):
    """Yield how what is not stated was taken, and the keys that no concept took."""
    if facts.value("config.closed_world"):
        yield "  what is not said counts as absent: the file describes a choice, and holds little else"
    elif facts.value("config.unknown_framework"):
        yield "  what is not said is not known: the file holds a training program's own settings"
    if facts.unplaced:
        yield f"  keys that no concept took: {', '.join(facts.unplaced)}"


def _lines(facts, indent):
    for name, fact in sorted(facts.items()):
        searched = f"searched over {fact.value.text}" if fact.members else "not known here"
        value = repr(fact.value) if fact.known else searched
        spot = fact.spot
        place = f" at {spot.path}:{spot.line}:{spot.column}" if spot is not None else ""
        source = f" from {fact.source}" if fact.source and fact.known else ""
        yield f"{indent}{name} = {value} ({fact.origin}{source}{place})"
