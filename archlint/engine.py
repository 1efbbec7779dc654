"""The pipeline, and the only place that joins its stages: paths → sources → dialects → facts → rules → findings."""

import os
import re

from . import dialects, rules
from .composition import Project, compose, display, project_root
from .derivation import complete
from .discovery import discover
from .facts import IMPOSSIBLE, STATED, Facts
from .findings import ERROR, NOTE, QUESTION, UNKNOWN_FACT, WARNING, Finding, Suggestion, merge_questions
from .settings import NO_DIALECT, Settings, SettingsError, check_rule, find, load, suggest
from .sources import Opaque, SourceError, Spot, decode, format_of, parse, read_bytes
from .suppression import Ignores

LINTED, NOT_RECOGNISED, NOT_A_MODEL, FAILED = "linted", "not-recognised", "not-a-model", "failed"

# A Python file is parsed only if its text may be a config's: most Python files of a project are program text.
_PYTHON_SIGNS = (
    "_base_",
    "read_base",
    "dict(",
    "AttrDict(",
    "LazyCall",
    "ConfigDict",
    "wandb_run_name",
    "init_from",
    "lr_multiplier",
    "def get_config(",
)


def _may_be_config(text):
    """Whether a Python file's text may be a config's: by a sign, all keys of a dialect's trigger, or a call."""
    from .dialects._index import CALLS, INDEX

    return (
        any(sign in text for sign in _PYTHON_SIGNS)
        or any(
            len(trigger) > 1 and all(key in text for key in trigger)
            for _, triggers, _ in INDEX["python"]
            for trigger in triggers
        )
        or re.search(rf"^\w+ *= *(?:\w+\.)*(?:{'|'.join(CALLS)})\(", text, re.M) is not None
    )


def _may_start_training(text):
    """Whether a shell script may start a training: it names a program, and holds all keys of a dialect's trigger."""
    from .dialects._index import INDEX, SIGNS
    from .sources.shell_source import PROGRAMS

    if not any(sign in text for sign in PROGRAMS):
        return False
    if any(sign in text for sign in SIGNS["shell"]):
        return True
    text = text.replace("-", "_")
    return any(
        all(key.rpartition(".")[2] in text for key in trigger)
        for _, triggers, _ in INDEX["shell"]
        for trigger in triggers
    )


def _is_other_kind(text, format, fault):
    """Whether a found file that cannot be read is no config at all, rather than a broken one.

    So are templates for files that are yet to be made (Helm, Jinja), program text for another version of Python, JSON
    lines, and files far larger than any config; shell scripts, of which a project has any; and data that shares the
    ending of Darknet's lists of data.
    """
    if fault.message.startswith("too large") or format in ("shell", "data"):
        return True
    return isinstance(text, str) and (
        format == "python" or "{{" in text or "{%" in text or "Extra data" in fault.message
    )


class FileResult:
    """What became of one file."""

    __slots__ = (
        "path",
        "named",
        "status",
        "dialect",
        "reason",
        "error",
        "fault",
        "notices",
        "facts",
        "parts",
        "source",
    )

    def __init__(self, path, named=False):
        self.path = path
        self.named = named
        self.status = NOT_RECOGNISED
        self.dialect = None
        self.reason = None  # what in its content showed the dialect
        self.error = None
        self.fault = None  # a fault in archlint itself that this file brought out
        self.notices = []
        self.facts = None  # of the first document that describes a model
        self.parts = []  # the facts of each recognised document
        self.source = None


class Run:
    """One run's files, findings and what was left open."""

    def __init__(self):
        self.files = []
        self.findings = []
        self.skipped = {}  # missing fact -> the rules that it kept from a verdict
        self.ignores = {}  # path -> the ignores in that file's comments, once something stands in it

    def count(self, severity):
        """Return how many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def recognised(self):
        return sum(file.status == LINTED for file in self.files)


class Options:
    """What the command line says, over the settings of each file."""

    def __init__(self, select=(), ignore=(), assigned=None, config=None, isolated=False):
        for name in (*select, *ignore):
            check_rule(name, "--select" if name in select else "--ignore")
        self.select = tuple(select)
        self.ignore = tuple(ignore)
        self.assigned = assigned or {}
        self.isolated = isolated
        self.config = load(config) if config else None


class Engine:
    """Reads and lints files; keeps settings and projects between them."""

    def __init__(self, options=None):
        self.options = options or Options()
        self.debug = False  # let a fault in archlint itself through, with its trace
        self.files_are_offered = False  # the files named are all that changed, as pre-commit names them, and not chosen
        self._settings = {}
        self._projects = {}

    def settings_for(self, path):
        """Return the settings that hold for a file: ``--config``, else the nearest file upwards."""
        if self.options.config is not None:
            return self.options.config
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._settings:
            found = None if self.options.isolated else find(path)
            if found is None:
                self._settings[folder] = Settings()
            else:
                known = self._settings.get(found)
                self._settings[folder] = self._settings[found] = known or load(found)
        return self._settings[folder]

    def project_for(self, path):
        """Return the project that a file belongs to."""
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._projects:
            root = project_root(path)
            self._projects[folder] = self._projects.setdefault(root, Project(root))
        return self._projects[folder]

    # Reading

    def read(self, path, named=False, text=None):
        """Return what one file states: its dialect, its facts, or why there are none.

        A fault in archlint itself ends with the file that brought it out: the others are still linted.
        """
        result = FileResult(display(path), named)
        try:
            return self._read(result, path, named, text)
        except SettingsError:
            raise
        except Exception as fault:
            self._note_fault(result, fault)
            return result

    def _note_fault(self, result, fault):
        if self.debug:
            raise fault
        line = " ".join(str(fault).split())[:200]
        result.status = FAILED
        result.fault = result.error = f"a fault in archlint itself ({type(fault).__name__}: {line})"
        result.parts, result.facts = [], None

    def _read(self, result, path, named, text):
        format = format_of(path)
        try:
            if text is None:
                text = read_bytes(path)
            if isinstance(text, bytes):
                text = decode(text)
            if format is None and not named:
                return result
            if format == "python" and not _may_be_config(text):
                return result
            if format == "shell" and not _may_start_training(text):
                return result
            documents = parse(text, result.path, format)
        except SourceError as fault:
            if isinstance(text, str) and format is None and path != "-":
                return result
            if (not named or self.files_are_offered) and _is_other_kind(text, format, fault):
                return result
            result.status = FAILED
            result.error = str(fault)
            return result
        for document in documents:
            if isinstance(document.value, dict):
                self._read_document(result, document, path)
        return result

    def _read_document(self, result, document, path):
        document = compose(document, os.path.abspath(path), self.project_for(path))
        kind = self.settings_for(path).kind_of(path)
        for notice in document.notices:
            if notice not in result.notices:
                result.notices.append(notice)
        if kind == NO_DIALECT:
            return
        if kind is not None:
            module, claim = dialects.named(kind), dialects.Claim(100, "kinds in the settings")
        else:
            module, claim = dialects.recognise(document)
        if module is None:
            return
        first = result.dialect is None
        if first or result.status == NOT_A_MODEL:
            result.dialect = module.DIALECT.name
            result.reason = claim.reason
            result.source = document.source
            result.status = LINTED if module.DIALECT.is_model else NOT_A_MODEL
        if not module.DIALECT.is_model:
            return
        facts = Facts(document)
        is_fragment = module.read(dialects.Node.root(document), facts) is False
        # A fragment is linted through what composes it; but one whose parents cannot be read may be a whole config.
        if is_fragment and not (document.notices and facts):
            if first:
                result.status = NOT_A_MODEL
            return
        result.status = LINTED
        if facts.unstated_is_absent:
            facts.assume("config.closed_world", True)
        settings = self.settings_for(path)
        source = display(settings.path) if settings.path else "settings"
        complete(facts, settings.facts_for(path), self.options.assigned, source, settings.measured)
        result.parts.append(facts)
        if result.facts is None:
            result.facts = facts

    # Judging

    def lint(self, paths, stdin=None):
        """Return the run over files and folders; ``stdin`` is (text, file name) to lint in place of paths."""
        run = Run()
        asked = []
        if stdin is not None:
            self._lint_file(run, asked, stdin[1], True, stdin[0])
        for path, named in discover(paths):
            if not self.settings_for(path).excludes(path):
                self._lint_file(run, asked, path, named)
        # A finding on a value that many configs inherit is one finding.
        run.findings = _distinct(run.findings)
        run.findings.extend(merge_questions(asked))
        self._report_unused(run)
        run.findings.sort(key=lambda finding: finding.order)
        return run

    def _lint_file(self, run, asked, path, named, text=None):
        result = self.read(path, named, text)
        run.files.append(result)
        if not result.parts:
            return
        try:
            findings, questions = self._findings(run, result, path)
        except SettingsError:
            raise
        except Exception as fault:
            self._note_fault(result, fault)
            return
        run.findings.extend(findings)
        asked.extend(questions)

    def _findings(self, run, result, path):
        settings = self.settings_for(path)
        left_out, select = self._chosen(path)
        findings, questions = [], []
        for facts in result.parts:
            for loaded in rules.concerning(_families(facts), _present(facts)):
                name = loaded.rule.name
                if name in left_out or (select and name not in select):
                    continue
                self._judge(run, result, facts, loaded, settings, findings, questions)
        self._ignores(run, result, result.path)
        findings = [
            finding
            for finding in _distinct(findings)
            if not self._ignores(run, result, finding.spot.path).cover(finding.rule, finding.spot.line)
        ]
        if UNKNOWN_FACT in left_out:
            return findings, []
        return findings, [asked for asked in questions if not self._covers_question(run, result, *asked)]

    def _chosen(self, path):
        """Return the rules left out for a file, and those selected (none: all)."""
        settings = self.settings_for(path)
        left_out = set(self.options.ignore) | set(settings.ignore) | settings.ignored_for(path)
        left_out |= {rule for rule, severity in settings.severities.items() if severity == "off"}
        return left_out, set(self.options.select or settings.select)

    def _judge(self, run, result, facts, loaded, settings, findings, questions):
        rule = loaded.rule
        severity = settings.severities.get(rule.name)
        if rule.check is not None:
            for report in rule.check(facts):
                findings.append(_reported(loaded, report, severity, result))
            return
        limits = limits_of(rule, settings)
        for view in rules.views(rule, facts, limits):
            verdict = rules.judge(rule, view)
            if verdict.case is not None and verdict.case.severity == QUESTION:
                for fact in _asked_facts(verdict.case, verdict.view):
                    questions.append(_question(fact, loaded, view, result))
            elif verdict.case is not None:
                findings.append(_found(loaded, verdict.case, verdict.view, severity, result))
            elif verdict.unknown:
                for fact in verdict.unknown:
                    run.skipped.setdefault(fact, set()).add(rule.name)
                if verdict.asks and severity != NOTE and view.value("training.is_run"):
                    for fact in sorted(verdict.unknown):
                        questions.append(_question(fact, loaded, view, result))

    def _ignores(self, run, result, path):
        """Return the ignores of a linted file, or of a parent that a finding stands in."""
        if path not in run.ignores:
            source = result.source
            if path != result.path:
                project = result.parts[0].document.project
                source = project.read(os.path.join(os.getcwd(), path)).source
            run.ignores[path] = Ignores(source)
        return run.ignores[path]

    def _covers_question(self, run, result, fact, rule, path, finding):
        ignores = self._ignores(run, result, finding.spot.path)
        return ignores.cover(rule, finding.spot.line) or ignores.cover(UNKNOWN_FACT, finding.spot.line)

    def _report_unused(self, run):
        """Report the ignores in linted files that silenced nothing, in no file that inherits them either."""
        for result in run.files:
            if result.status != LINTED or result.path not in run.ignores:
                continue
            left_out, select = self._chosen(os.path.join(os.getcwd(), result.path))
            if "unused-ignore" in left_out or (select and "unused-ignore" not in select):
                continue
            for ignore in run.ignores[result.path].all:
                skipped = ignore.rule in left_out or (select and ignore.rule not in select)
                if not ignore.used and not skipped:
                    run.findings.append(_unused(ignore, result))


def limits_of(rule, settings=None):
    """Return a rule's limits by name: the project's where they are set, else the defaults."""
    limits = {limit.name: limit.default for limit in rule.limits}
    if settings is not None:
        limits.update(settings.limits.get(rule.name, {}))
    return limits


def lint(paths, **options):
    """Lint files and folders and return the findings; options are those of :class:`Options`."""
    paths = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    return Engine(Options(**options)).lint([os.fspath(path) for path in paths]).findings


def _families(facts):
    families = set()
    for part in (facts, *facts.components):
        fact = part.get("model.family")
        families.add(fact.value if fact is not None and fact.known else None)
    return families


def _present(facts):
    """Return the names of all facts that a config or one of its components holds, and what was noticed in reading."""
    present = set()
    for part in facts.parts():
        present.update(part)
    present.update(f"reading.{odd.kind}_keys" for odd in facts.odd_keys)
    if facts.document.source.duplicates:
        present.add("reading.duplicates")
    if any(fact.origin == IMPOSSIBLE for part in facts.parts() for fact in part.values()):
        present.add("reading.impossible")
    return present


def _distinct(findings):
    """Drop findings that say the same at the same spot (several components may share the fact that proves it)."""
    seen, kept = set(), []
    for finding in findings:
        key = (finding.rule, finding.spot, finding.message)
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept


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
        "section": loaded.rule.name,
        "evidence": loaded.rule.evidence,
        "dialect": result.dialect,
        "linted": result.path if spot.path != result.path else None,
    }


def _found(loaded, case, view, severity, result):
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
        _sentence(case.say, view) + _searched(view),
        spot,
        instead=_sentence(case.instead or rule.instead, view, fixes),
        facts=used,
        related=related,
        suggestions=suggestions,
        reasons=reasons,
        keys=fact.keys if fact is not None else (),
        key_value=fact.value if fact is not None else None,
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
        from .rules.arithmetic import in_words
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


def _reported(loaded, report, severity, result):
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


def _asked_facts(case, view):
    """Return the facts that a question rule asks for: those that its conditions found absent."""
    asked = [name for condition in case.when for name in condition.asks if view.get(name) is None]
    return list(dict.fromkeys(asked))


# What an answer of each kind may look like, where the kind lists no words.
_EXAMPLES = {"boolean": "true", "integer": "1000", "number": "1"}


def _question(fact, loaded, view, result):
    from .facts import VOCABULARY

    kind = VOCABULARY[fact]
    spot, place = _place(("model.architecture", "model.family"), view)
    example = kind.values[0] if kind.values else _EXAMPLES.get(kind.type, "...")
    answer = f"[tool.archlint.facts] {fact} = ... in pyproject.toml, or --set {fact}={example}"
    finding = Finding(
        UNKNOWN_FACT,
        QUESTION,
        kind.ask or f"What is {fact}?",
        spot,
        fact=fact,
        instead="",
        answer=answer,
        facts={},
        keys=place.keys if place is not None else (),
        **_common(loaded, result, spot),
    )
    return fact, loaded.rule.name, result.path, finding


def _unused(ignore, result):
    from .settings import rule_names

    loaded = rules.load("using_neural_architectures.unused_ignore")
    if not ignore.rule:
        message = "unused ignore: it names no rule; write ignore[rule-name]"
    elif ignore.rule not in (*rule_names(), UNKNOWN_FACT):
        message = f"unused ignore: there is no rule {ignore.rule}{suggest(ignore.rule, rule_names())}"
    else:
        message = f"unused ignore: {ignore.rule} reports nothing here"
    spot = Spot(result.path, ignore.line, ignore.column, ignore.line, ignore.end_column)
    report = rules.Report(message, spot, (), ignore.rule)
    return _reported(loaded, report, None, result)


__all__ = ["ERROR", "WARNING", "Engine", "FileResult", "Options", "Run", "SettingsError", "limits_of", "lint"]
