"""From facts to findings: which rules concern a config, what they say of it, and what its ignores silence."""

import os

from .. import rules
from ..facts import IMPOSSIBLE
from ..findings import ERROR, NOTE, QUESTION, UNKNOWN_FACT, WARNING
from ..suppression import Ignores
from .asking import decisive
from .results import LINTED
from .wording import asked_facts, found, question, reported, unused

# So many unused ignores are reported for a file: for each, the nearest rule's name is looked for.
_MOST_UNUSED = 100


class Judge:
    """Judges what a reader read, by the rules that the settings of each file choose."""

    def __init__(self, reader):
        self.reader = reader

    def findings(self, run, result, path):
        settings = self.reader.settings_for(path)
        left_out, select = self._chosen(path)
        findings, questions = [], []
        for facts in result.parts:
            is_search = rules.is_search(facts)
            for loaded in rules.concerning(_families(facts), _present(facts)):
                name = loaded.rule.name
                if name in left_out or (select and name not in select):
                    continue
                self._judge(run, result, facts, is_search, loaded, settings, findings, questions)
        self._ignores(run, result, result.path)
        findings = distinct(findings)
        said = {(finding.rule, finding.spot) for finding in findings}
        findings = [
            finding
            for finding in findings
            if not self._ignores(run, result, finding.spot.path).cover(finding.rule, finding.spot.line)
            and not any((rule, finding.spot) in said for rule in finding.yields_to or ())
        ]
        if UNKNOWN_FACT in left_out:
            return findings, []
        return findings, [asked for asked in questions if not self._covers_question(run, result, *asked)]

    def _chosen(self, path):
        """Return the rules left out for a file, and those selected (none: all)."""
        settings = self.reader.settings_for(path)
        left_out = set(self.reader.options.ignore) | set(settings.ignore) | settings.ignored_for(path)
        left_out |= {rule for rule, severity in settings.severities.items() if severity == "off"}
        return left_out, set(self.reader.options.select or settings.select)

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
            run.ignores[path] = Ignores(source)
        return run.ignores[path]

    def _covers_question(self, run, result, fact, rule, path, finding):
        ignores = self._ignores(run, result, finding.spot.path)
        return ignores.cover(rule, finding.spot.line) or ignores.cover(UNKNOWN_FACT, finding.spot.line)

    def report_unused(self, run):
        """Report the ignores in linted files that silenced nothing, in no file that inherits them either."""
        for result in run.files:
            if result.status != LINTED or result.path not in run.ignores:
                continue
            left_out, select = self._chosen(os.path.join(os.getcwd(), result.path))
            if "unused-ignore" in left_out or (select and "unused-ignore" not in select):
                continue
            for ignore in run.ignores[result.path].all[:_MOST_UNUSED]:
                skipped = ignore.rule in left_out or (select and ignore.rule not in select)
                if not ignore.used and not skipped:
                    run.findings.append(unused(ignore, result))


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
