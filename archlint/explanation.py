"""The pages that ``archlint explain`` prints: a rule's, a skill's, and how a rule judges one file."""

from . import packs, pages, rules, skills
from .composition import display
from .engine import limits_of
from .findings import UNKNOWN_FACT
from .settings import SettingsError, suggest

_QUESTIONS = """# unknown-fact

A question: a fact that the config does not state would decide one or more rules, which the question names.

It is asked once per run, stands at the architecture's value in the first file that it concerns, and fails nothing
unless `--fail-on question` says so. A value that is set elsewhere (`${...}`) is never asked for.

## How to answer

- for this run: `--set data.train_size=6000`
- for all configs of the project, in `pyproject.toml`:

      [tool.archlint.facts]
      data.train_size = 6000

- not at all: `ignore = ["unknown-fact"]` in the settings, or `--ignore unknown-fact`
"""


def explain(name, path=None, engine=None):
    """Return the page of a rule or skill; with a path, the rule's conditions for that file.

    A finding's ``skill#rule`` stands for the rule.  Raises SettingsError, with the nearest known name, for a name that
    is neither.
    """
    loaded = {entry.rule.name: entry for entry in rules.load_all()}
    own = engine.settings_for(path or "x").own_rules if engine is not None else {}
    loaded.update(own)
    name = rules.former_names().get(name, name)
    skill, _, section = name.partition("#")
    if section in loaded and loaded[section].skill == skill:
        name = section
    if name in own and not path:
        return pages.own_page(own[name])
    if name in loaded:
        return _judged(loaded[name], path, engine) if path else _page(loaded[name], engine)
    if path and (name in skills.names() or name == UNKNOWN_FACT):
        raise SettingsError(f"--file shows how a rule judges a file, and {name} is no rule")
    if name in skills.names():
        _, body = skills.read(name)
        return pages.with_source(body)
    if name in packs.PACKS and not path:
        return packs.page(name)
    if name == UNKNOWN_FACT:
        return _QUESTIONS
    known = [*loaded, UNKNOWN_FACT, *skills.names(), *packs.PACKS]
    raise SettingsError(f"there is no rule or skill {name!r}{suggest(name, known)}")


def _page(entry, engine):
    rule = entry.rule
    limits = {}
    if engine is not None:
        settings = engine.settings_for("x")
        values = limits_of(rule, settings)
        for name in settings.limits.get(rule.name, {}):
            limits[name] = values[name], f"set in {display(settings.path)}"
    lines = [pages.rule_page(entry, limits), f"Skill: {entry.skill}#{rule.name}"]
    section = pages.sheet_section(entry)
    return pages.with_source("\n".join([*lines, "", section] if section else lines) + "\n")


def _judged(entry, path, engine):
    rule = entry.rule
    result = engine.read(path, True)
    if result.error:
        raise SettingsError(f"{result.path}: {result.error}")
    lines = [f"{rule.name} on {result.path}"]
    if not result.parts:
        return f"{lines[0]}\n  no model or training config: no rule judges it\n"
    if rule.check is not None:
        reports = [report for facts in result.parts for report in rule.check(facts)]
        lines += [f"  reports: {report.message}" for report in reports] or ["  reports nothing"]
        return "\n".join(lines) + "\n"
    limits = limits_of(rule, engine.settings_for(path))
    for facts in result.parts:
        for view in rules.views(rule, facts, limits):
            if view.shared is not None:
                lines.append(f"  {view.kind} {view.facts.role}:")
            for case in rule.cases:
                lines.append(f"  {case.severity}: all of")
                lines += [_condition(condition, view) for condition in case.when]
                if case.unless:
                    lines.append("  unless one of")
                    lines += [_condition(condition, view) for condition in case.unless]
            verdict = rules.judge(rule, view)
            if verdict.case is not None:
                lines.append(f"  verdict: {verdict.case.severity}")
            elif verdict.unknown:
                lines.append(f"  verdict: open, for want of {', '.join(sorted(verdict.unknown))}")
            else:
                lines.append("  verdict: silent")
    return "\n".join(lines) + "\n"


def _condition(condition, view):
    truth = {True: "true", False: "false", None: "unknown"}[rules.truth(condition, view)]
    shown = []
    for name in condition.names:
        fact = view.get(name)
        if fact is None:
            shown.append(f"{name} is not stated")
            continue
        spot = fact.spot
        place = f" at {spot.path}:{spot.line}:{spot.column}" if spot is not None else ""
        if fact.members:
            shown.append(f"{name} is searched over {fact.value.text}{place}")
        elif fact.known:
            shown.append(f"{name} = {fact.value!r} ({fact.origin}{place})")
        else:
            shown.append(f"{name} is {fact.origin}{place}")
    return f"    {truth:7}  {condition.describe(view.limits)}" + (f"  [{'; '.join(shown)}]" if shown else "")
