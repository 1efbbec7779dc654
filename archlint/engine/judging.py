"""From facts to findings: which rules concern a config, what they say of it, and what its ignores silence."""

import os

from .. import rules
from ..facts import IMPOSSIBLE
from ..findings import ERROR, EXTERNAL, IN_SOURCE, NOTE, QUESTION, UNKNOWN_FACT, WARNING, Suppressed
from ..settings import SettingsError
from ..suppression import Ignores
from .asking import decisive
from .results import LINTED
from .wording import asked_facts, found, question, reported, unused, unused_baseline, unused_entry

# So many unused ignores are reported for a file: for each, the nearest rule's name is looked for.
_MOST_UNUSED = 100


class Judge:
    """Judges what a reader read, by the rules that the settings of each file choose."""

    def __init__(self, reader):
        self.reader = reader
        self._today = None

    def findings(self, run, result, path):
        """Return the findings and questions of one file, without those that something silences."""
        settings = self.reader.settings_for(path)
        choice = self._choice(path)
        findings, questions = [], []
        for facts in result.parts:
            is_search = rules.is_search(facts)
            for loaded in (*rules.concerning(_families(facts), _present(facts)), *settings.own_rules.values()):
                if choice.runs(loaded.rule.name):
                    self._judge(run, result, facts, is_search, loaded, settings, findings, questions)
        self._ignores(run, result, result.path)
        findings = distinct(findings)
        said = {(finding.rule, finding.spot) for finding in findings}
        findings = [
            finding
            for finding in findings
            if choice.reports(finding)
            and not self._silenced(run, result, finding, settings)
            and not any((rule, finding.spot) in said for rule in finding.yields_to or ())
        ]
        if not choice.runs(UNKNOWN_FACT) or choice.minimal:
            return findings, []
        asked = [one for one in questions if not self._covers_question(run, result, settings, *one)]
        return findings, asked

    def _silenced(self, run, result, finding, settings):
        """Whether an ignore silences a finding, which the run then keeps as suppressed."""
        if finding.rule in settings.locked:
            return False
        ignore = self._ignores(run, result, finding.spot.path).cover(finding.rule, finding.spot.line)
        if ignore is not None:
            finding.suppressed = Suppressed(IN_SOURCE, ignore.reason)
        entry = self._entry(run, finding, settings)
        if entry is not None and ignore is None:
            finding.suppressed = Suppressed(EXTERNAL, entry.reason)
        if finding.suppressed:
            run.suppressed.append(finding)
        return bool(finding.suppressed)

    def _entry(self, run, finding, settings):
        """Return an entry of the settings that ignores a finding, or None; it counts as used from now on."""
        found = [entry for entry in settings.entries if entry.covers(finding, settings, self.today)]
        run.used_entries.update(entry.spot for entry in found)
        return found[0] if found else None

    @property
    def today(self):
        """The day that ignores may end on, asked for where one may."""
        if self._today is None:
            import datetime

            self._today = datetime.date.today()
        return self._today

    def _choice(self, path):
        """Return which rules run for a file."""
        return Choice(self.reader.settings_for(path), self.reader.options, path)

    def _judge(self, run, result, facts, is_search, loaded, settings, findings, questions):
        rule = loaded.rule
        severity = settings.severities.get(rule.name)
        if rule.check is not None:
            for report in rule.check(facts):
                findings.append(reported(loaded, report, severity, result))
            return
        limits = limits_of(rule, settings)
        for view in rules.views(rule, facts, limits, is_search):
            verdict = rules.judge(rule, view)
            if verdict.case is not None and verdict.case.severity == QUESTION:
                asked = asked_facts(verdict.case, verdict.view)
                is_open = verdict.case.is_open or _is_put_to_archlint(facts)
                worth = asked if is_open else self._decisive(asked, view, result, settings)
                for fact in asked:
                    if fact in worth:
                        questions.append(question(fact, loaded, view, result))
            elif verdict.case is not None:
                is_capped = severity is None and verdict.case.severity == ERROR and _lacks_framework(facts)
                stated = WARNING if is_capped else severity
                findings.append(found(loaded, verdict.case, verdict.view, stated, result))
            elif verdict.unknown:
                for fact in verdict.unknown:
                    run.skipped.setdefault(fact, set()).add(rule.name)
                if verdict.asks and severity != NOTE and view.value("training.is_run"):
                    judges = [(rule, limits)]
                    for fact in sorted(decisive(verdict.unknown, view, judges)):
                        questions.append(question(fact, loaded, view, result))

    def _decisive(self, asked, view, result, settings):
        """Return those of the facts that a question rule asks for whose answer would make another rule report."""
        present = {name for facts in result.parts for name in _present(facts)} | set(asked)
        families = {family for facts in result.parts for family in _families(facts)}
        concerned = (loaded.rule for loaded in rules.concerning(families, present) if loaded.rule.check is None)
        judges = [(rule, limits_of(rule, settings)) for rule in concerned]
        known = [(rule, limits) for rule, limits in judges if rules.judge(rule, view.under(limits)).case is None]
        return decisive(asked, view, known)

    def _ignores(self, run, result, path):
        """Return the ignores of a linted file, or of a parent that a finding stands in."""
        if path not in run.ignores:
            source = result.source
            if path != result.path:
                project = result.parts[0].document.project
                source = project.read(os.path.join(os.getcwd(), path)).source
            run.ignores[path] = Ignores(source, rules.former_names())
        return run.ignores[path]

    def _covers_question(self, run, result, settings, fact, rule, path, finding):
        ignores = self._ignores(run, result, finding.spot.path)
        if ignores.cover(rule, finding.spot.line) or ignores.cover(UNKNOWN_FACT, finding.spot.line):
            return True
        return bool(settings.entries) and self._entry(run, finding, settings) is not None

    def report_unused(self, run):
        """Report the ignores that silenced nothing: comments in linted files, and entries of the settings.

        A comment, or an entry, may be there for a file that inherits; it is unused where none needed it.
        """
        linted = {}
        if run.unmet:
            choice = self._choice(run.baseline.path)
            if _reports_unused(choice):
                run.findings.extend(unused_baseline(entry) for entry in run.unmet if choice.runs(entry.rule))
        for result in run.files:
            if result.status == LINTED:
                path = os.path.join(os.getcwd(), result.path)
                choice = self._choice(path)
                linted.setdefault(id(choice.settings), (choice.settings, []))[1].append((result.path, choice))
                if result.path in run.ignores:
                    self._report_unused_comments(run, result, choice)
        for settings, files in linted.values():
            for entry in settings.entries:
                concerned = [choice for path, choice in files if settings.matches(path, entry.files)]
                if not concerned or entry.spot in run.used_entries or not all(map(_reports_unused, concerned)):
                    continue
                if entry.is_past(self.today) or any(choice.runs(entry.rule) for choice in concerned):
                    run.findings.append(unused_entry(entry, self.today))

    def _report_unused_comments(self, run, result, choice):
        if not _reports_unused(choice):
            return
        for ignore in run.ignores[result.path].all[:_MOST_UNUSED]:
            locked = choice.settings.locked.get(ignore.rule)
            runs = choice.runs(ignore.rule) or not choice.knows(ignore.rule)
            if locked or (runs and not ignore.used):
                run.findings.append(unused(ignore, result, choice.own, locked))


class Choice:
    """Which rules run for one file, by the settings that hold for it and the options of the run."""

    def __init__(self, settings, options, path):
        self.settings = settings
        self.own = settings.own_rules
        self.locked = settings.locked
        self.minimal = (options.profile or settings.profile) == "minimal"
        off = {rule for rule, severity in settings.severities.items() if severity == "off"}
        self._left_out = {*options.ignore, *settings.ignore, *settings.ignored_for(path), *off}
        self._selected = {*(options.select or settings.select)}
        named = {*options.named, *settings.named}
        if self._selected:
            self._selected |= {*settings.extend_select, *options.extend_select}
        on_trial = options.preview or options.profile == "strict" or settings.on_trial
        for name, status in rules.statuses().items():
            if status == rules.PREVIEW and not on_trial and name not in named:
                self._left_out.add(name)
        for name in options.ignore:
            if name in self.locked:
                raise SettingsError(f"--ignore: {name} is locked by {self.locked[name]}")

    def knows(self, name):
        """Whether there is a rule of this name."""
        return name == UNKNOWN_FACT or name in self.own or rules.exists(name)

    def runs(self, name):
        """Whether a rule runs."""
        if name in self.locked:
            return True
        return name not in self._left_out and (not self._selected or name in self._selected)

    def reports(self, finding):
        """Whether a finding is reported: with the profile ``minimal`` only errors are, and what is locked."""
        return not self.minimal or finding.severity == ERROR or finding.rule in self.locked


def _reports_unused(choice):
    return choice.runs("unused-ignore") and not choice.minimal


def limits_of(rule, settings=None):
    """Return a rule's limits by name: the project's where they are set, else the defaults."""
    limits = {limit.name: limit.default for limit in rule.limits}
    if settings is not None:
        limits.update(settings.limits.get(rule.name, {}))
    return limits


def _lacks_framework(facts):
    """Whether no framework is known that would refuse a config: then nothing in it is an error."""
    return bool(facts.value("config.unknown_framework"))


def _is_put_to_archlint(facts):
    """Whether a person describes a choice to archlint with its marker: then what helps to choose is asked as well."""
    value = facts.document.value
    return facts.unstated_is_absent and isinstance(value, dict) and "archlint" in value


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


def distinct(findings):
    """Drop findings that say the same at the same spot (several components may share the fact that proves it)."""
    seen, kept = set(), []
    for finding in findings:
        key = (finding.rule, finding.spot, finding.message)
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept
