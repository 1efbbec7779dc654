"""Findings in words: the sentences of rules filled with facts, and the places that they stand at."""

from .. import rules
from ..facts import SILENCE, STATED
from ..findings import QUESTION, UNKNOWN_FACT, Finding, Suggestion
from ..settings import suggest
from ..sources import Opaque, Spot
from .results import FileResult


class _Group:
    """Facts of one group as attributes, for the sentences of rules: ``{data.train_size:,}``."""

    def __init__(self, prefix, view):
        self._prefix, self._view = prefix, view

    def __getattr__(self, name):
        value = self._view.value(f"{self._prefix}.{name}")
        if value is None and self._prefix == "model" and name == "name":
            return self._view.value("model.architecture") or self._view.value("model.family") or "the model"
        if value is None and self._prefix == "data" and name == "size":
            return _size(self._view)
        return _Words("unknown") if value is None else value


_GROUPS = ("model", "data", "training", "deployment", "constraints")


class _Words(str):
    """A text that tolerates a number's format, for facts that are not known."""

    def __format__(self, spec):
        return str(self)


def _size(view):
    """Return a data-set size in words: ``6,000 images``, or the band that was answered."""
    size, unit = view.value("data.train_size"), view.value("data.unit") or "samples"
    if size is None:
        return f"a {view.value('data.size_band')} data set ({unit})"
    name = view.get("data.name") if view.get("data.train_size").origin == "derived" else None
    return f"{size:,} {unit}" + (f" ({name.value})" if name is not None and name.known else "")


class _Limits:
    def __init__(self, limits):
        self.__dict__.update(limits)


def _sentence(text, view, fixes=""):
    if callable(text):
        return text(view)
    groups = {name: _Group(name, view) for name in _GROUPS}
    return text.format(limits=_Limits(view.limits), task=view.value("task", "the task"), fixes=fixes, **groups)


def _searched(view):
    """Return what a sentence about the worst run of a search adds, to say which runs it stands for."""
    parts = [view.facts] if view.shared is None else [view.facts, view.shared]
    found = [next(part[name] for part in parts if name in part) for name in view.fixed or ()]
    said = [f"{fact.name.rpartition('.')[2]} {fact.value.text}" for fact in found]
    return f" (the worst run of a search over {', '.join(said)})" if said else ""


def _as_far_as_said(used, view):
    """Return what a sentence adds where weights count as none because the file says nothing of them."""
    start = view.get("model.pretrained") if "model.pretrained" in used else None
    if start is None or start.source != SILENCE:
        return ""
    return " (as far as this file says: it names no weights to start from; if there are, write pretrained: true)"


def _place(names, view):
    """Return (spot, fact) of the first of these facts that stands in a file, else the architecture's, else line 1."""
    for name in (*names, "model.architecture", "model.family", "model.num_layers"):
        fact = view.get(name)
        if fact is not None:
            spot = fact.spot
            if spot is not None:
                return spot, fact
    return Spot(view.facts.document.path, 1, 1, 1, 1), None


def _common(loaded, result, spot):
    return {
        "skill": loaded.skill,
        # A project's own rule has no section in a sheet.
        "section": "" if loaded.link is not None else loaded.rule.name,
        "link": loaded.link,
        "evidence": loaded.rule.evidence,
        "dialect": result.dialect,
        "linted": result.path if spot.path != result.path else None,
    }


def found(loaded, case, view, severity, result):
    """Return the finding of a case that holds."""
    rule = loaded.rule
    spot, fact = _place(case.at or rule.at, view)
    used = {}
    reasons = []
    related = []
    for condition in case.when:
        reasons.append((condition.describe(view.limits), condition.names))
        for name in condition.names:
            known = view.get(name)
            if known is not None and known.known and name != "training.is_run":
                if name not in used and condition.relates:
                    related.extend(_related(known, spot))
                used[name] = known.value
    suggestions, fixes = _remedied(case, view)
    return Finding(
        rule.name,
        severity or case.severity,
        _sentence(case.say, view) + _searched(view) + _as_far_as_said(used, view),
        spot,
        instead=_sentence(case.instead or rule.instead, view, fixes),
        facts=used,
        related=related,
        suggestions=suggestions,
        reasons=reasons,
        keys=fact.keys if fact is not None else (),
        key_value=fact.value if fact is not None else None,
        yields_to=rule.yields_to,
        **_common(loaded, result, spot),
    )


def _related(fact, spot):
    """Return the place of another value that decided a finding, if it stands in a file."""
    place = fact.spot
    if place is None or place == spot:
        return []
    written = _written(fact)
    shown = {"fact": fact.name, "value": fact.value, "key": ".".join(str(part) for part in fact.keys)}
    # What stands there may be another thing that the value follows from: a depth that gives a number of channels.
    if not isinstance(written, (str, int, float)):  # a container may hold itself: its text must never be asked for
        shown["written"] = None
    elif str(written) != str(fact.value):
        shown["written"] = written
    return [{**shown, "path": place.path, "line": place.line, "column": place.column}]


def _remedied(case, view):
    """Return the suggestions of a case's remedies, and their text: ``num_heads 8 or 12, or hidden_size 760 or 770``."""
    suggestions, said = [], []
    if case.remedies:
        from ..rules.arithmetic import in_words
    for remedy in case.remedies:
        fact = view.get(remedy.fact)
        values = list(remedy.values(view)) if fact is not None and fact.known else []
        if not values:
            continue
        label = fact.name.rpartition(".")[2]
        if fact.keys and fact.origin == STATED and _written(fact) == fact.value:
            spot, key = fact.spot, ".".join(str(part) for part in fact.keys)
            suggestions.extend(Suggestion(key, fact.value, value, spot) for value in values)
            label = next((part for part in reversed(fact.keys) if isinstance(part, str)), label)
        said.append(f"{label} {in_words(values)}")
    return suggestions, ", or ".join(said)


def _written(fact):
    """Return the value that stands in the document under a fact's keys, or None where something else stands there."""
    value = fact.document.value
    for key in fact.keys:
        if isinstance(value, Opaque):
            value = value.value  # of a call, the keyword arguments
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def reported(loaded, report, severity, result):
    """Return the finding of a report that a rule's own check made."""
    return Finding(
        loaded.rule.name,
        severity or report.severity,
        report.message,
        report.spot,
        instead=report.instead or loaded.rule.instead,
        facts={},
        suggestions=list(report.suggestions),
        keys=report.keys,
        key_value=report.value,
        **_common(loaded, result, report.spot),
    )


def asked_facts(case, view):
    """Return the facts that a question rule asks for: those that its conditions found absent."""
    asked = [name for condition in case.when for name in condition.asks if view.get(name) is None]
    return list(dict.fromkeys(asked))


# What an answer of each kind may look like, where the kind lists no words.
_EXAMPLES = {"boolean": "true", "integer": "1000", "number": "1"}


def question(fact, loaded, view, result):
    """Return (fact, rule, path, finding) of the question for a missing fact."""
    from ..facts import VOCABULARY

    kind = VOCABULARY[fact]
    spot, place = _place(("model.architecture", "model.family"), view)
    example = kind.values[0] if kind.values else _EXAMPLES.get(kind.type, "...")
    ask = kind.ask or f"What is {fact}?"
    answer = f"[tool.archlint.facts] {fact} = ... in pyproject.toml, or --set {fact}={example}"
    finding = Finding(
        UNKNOWN_FACT,
        QUESTION,
        ask,
        spot,
        fact=fact,
        ask=ask,
        instead="",
        answer=answer,
        facts={},
        keys=place.keys if place is not None else (),
        **_common(loaded, result, spot),
    )
    return fact, loaded.rule.name, result.path, finding


def unused(ignore, result, own=(), locked=None):
    """Return the finding of an ignore that silenced nothing; ``locked`` is the file that forbids to ignore its rule."""
    from ..settings import rule_names

    known = (*rule_names(), *own, UNKNOWN_FACT)
    if not ignore.rule:
        message = "unused ignore: it names no rule; write ignore[rule-name]"
    elif ignore.rule not in known:
        message = f"unused ignore: there is no rule {ignore.rule}{suggest(ignore.rule, known)}"
    elif locked:
        message = f"unused ignore: {ignore.rule} is locked by {locked}"
    else:
        message = f"unused ignore: {ignore.rule} reports nothing here"
    spot = Spot(result.path, ignore.line, ignore.column, ignore.line, ignore.end_column)
    return _unused(message, spot, ignore.rule, result.dialect)


def unused_entry(entry, today):
    """Return the finding of an entry in the settings that silenced nothing, or whose last day has passed."""
    files = ", ".join(entry.files)
    if entry.is_past(today):
        message = f"expired ignore: {entry.rule} in {files} was ignored until {entry.expires} ({entry.reason})"
    else:
        where = f" at {entry.key}" if entry.key else ""
        message = f"unused ignore: {entry.rule} reports nothing in {files}{where}"
    return _unused(message, entry.spot, entry.rule)


def unused_baseline(entry):
    """Return the finding of an entry in a baseline that silenced nothing."""
    what = f"{entry.rule} at {entry.key}" if entry.key else entry.rule
    where = f" in {entry.path}" if entry.path else ""
    return _unused(f"unused ignore: {what}{where} is in the baseline and not found any more", entry.spot, entry.rule)


def _unused(message, spot, rule, dialect=None):
    loaded = rules.load("using_neural_architectures.unused_ignore")
    result = FileResult(spot.path)
    result.dialect = dialect
    return reported(loaded, rules.Report(message, spot, (), rule), None, result)
