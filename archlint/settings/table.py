"""Every effective setting with its value and where it was set, for ``archlint config``."""

from .. import rules
from .names import rule_names


def rows(settings, options):
    """Return [key, value, where] of every setting; ``options`` are those of the command line, which stand above."""
    found = []

    def add(key, value, where=None, origin=None):
        found.append([key, value, where or _place(settings, origin or key) or "default"])

    def add_option(key, value, given, default_where=None):
        found.append(
            [key, given, "command line"] if given else [key, value, _place(settings, key) or default_where or "default"]
        )

    add("extends", list(settings.extended))
    add_option("profile", settings.profile, options.profile)
    profile = options.profile or settings.profile
    by_profile = None if profile == "default" else f"profile {profile}"
    on_trial = profile == "strict" if settings.preview is None else settings.preview
    add_option("preview", on_trial, options.preview, by_profile)
    add_option("select", list(settings.select), list(options.select))
    add_option("extend-select", list(settings.extend_select), list(options.extend_select))
    add("ignore", list(dict.fromkeys((*settings.ignore, *options.ignore))), "command line" if options.ignore else None)
    for entry in settings.entries:
        value = {"file": list(entry.files), "rule": entry.rule, "reason": entry.reason}
        value.update({"key": entry.key} if entry.key else {})
        value.update({"expires": str(entry.expires)} if entry.expires else {})
        add("ignore", value, f"{entry.spot.path}:{entry.spot.line}")
    add("exclude", [*settings.exclude, *options.exclude], "command line" if options.exclude else None)
    add("fail-on", settings.fail_level_of(options.profile), origin="fail-on" if settings.fail_level else None)
    if settings.fail_level is None and by_profile:
        found[-1][2] = by_profile
    add_option("baseline", settings.baseline, options.baseline)
    for table, facts in (("facts", settings.facts), ("measured", settings.measured)):
        for name, value in facts.items():
            add(f"{table}.{name}", value)
    for name, value in options.assigned.items():
        add(f"facts.{name}", value, "command line")
    _rules(settings, add)
    for glob, names in settings.per_file_ignores:
        add(f"per-file-ignores.{glob}", list(names), origin="per-file-ignores")
    for globs, facts, names in settings.overrides:
        add("overrides", {"files": list(globs), "facts": facts, "ignore": list(names)})
    for glob, dialect in settings.kinds:
        add(f"kinds.{glob}", dialect, origin="kinds")
    return found


def _rules(settings, add):
    for name, where in sorted(settings.locked.items()):
        add("locked", name, where)
    for name in [*rule_names(), *settings.own_rules]:
        own = settings.own_rules.get(name)
        rule = (own or rules.named(name)).rule
        if own is not None:
            add("rule", name, own.module.where.rpartition(": ")[0])
        if name in settings.severities:
            add(f"rules.{name}.severity", settings.severities[name])
        if rule.status != rules.STABLE:
            add(f"rules.{name}.status", rule.status)
        for limit in rule.limits:
            add(f"rules.{name}.{limit.name}", settings.limits.get(name, {}).get(limit.name, limit.default))


def _place(settings, key):
    origin = settings.origins.get(key)
    return f"{origin[0]}:{origin[1]}" if origin else None
