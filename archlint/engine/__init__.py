"""The pipeline, and the only place that joins its stages: paths → sources → dialects → facts → rules → findings."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from ..discovery import discover
from ..findings import EXTERNAL, Finding, Suppressed, merge_questions
from ..settings import SettingsError, expanded, find, load, matches_glob, read_facts
from .judging import Judge, distinct, limits_of
from .reading import Reader
from .results import LINTED, FileResult, Run


class Options:
    """What the command line says, over the settings of each file.

    ``select`` and ``ignore`` are names of rules or skills; ``baseline`` is a file that stands in for that of the
    settings, and False for none.
    """

    def __init__(
        self, select=(), ignore=(), assigned=None, config=None, isolated=False, extend_select=(), profile=None,
        preview=False, baseline=None, exclude=(), force_exclude=False,
    ):  # fmt: skip
        self.arguments = (
            select, ignore, assigned, config, isolated, extend_select, profile, preview, baseline, exclude,
            force_exclude,
        )  # fmt: skip
        self.assigned = assigned or {}
        self.isolated = isolated
        self.config = load(config, trusted=True) if config else None
        own = self._own_rules() if select or ignore or extend_select else ()
        self.select = expanded(select, "--select", own)
        self.ignore = expanded(ignore, "--ignore", own)
        self.extend_select = expanded(extend_select, "--extend-select", own)
        self.named = frozenset((*select, *extend_select))
        self.profile = profile
        self.preview = preview
        self.baseline = baseline
        self.exclude = exclude
        self.force_exclude = force_exclude

    def _own_rules(self):
        """Return the names of the project's own rules, which options may give as well."""
        if self.config is None and not self.isolated:
            found = find(os.path.join(os.getcwd(), "x"))
            return load(found).own_rules if found else ()
        return self.config.own_rules if self.config is not None else ()


class Engine:
    """Reads and lints files; keeps settings and projects between them."""

    def __init__(self, options=None):
        self.options = options or Options()
        self.reader = Reader(self.options)
        self.judge = Judge(self.reader)
        self.settings_for = self.reader.settings_for
        self.project_for = self.reader.project_for
        self.read = self.reader.read

    def lint(self, paths, stdin=None, keep_facts=False, jobs=None, each=None, also=()):
        """Return the run over files and folders; ``stdin`` is (text, file name) to lint in place of paths.

        ``also`` are further files, which nobody named.  What was read of a file is let go as soon as it is judged,
        unless ``keep_facts``.  ``jobs`` is the number of processes, chosen by the number of files where it is None.
        ``each`` is called with the numbers of files that are done and of all.
        """
        run = Run()
        if stdin is not None:
            self._lint_file(run, stdin[1], True, stdin[0], keep_facts)
        found = list(discover(paths, self.excluding, self.options.force_exclude))
        if also:
            met = {os.path.abspath(path) for path, _ in found}
            found += [(path, False) for path in also if path not in met]
        number = 1 if keep_facts or self.reader.debug else jobs_for(len(found), jobs)
        if number > 1:
            from .workers import lint_in_processes

            lint_in_processes(self, run, found, number, each)
        else:
            self.lint_into(run, found, keep_facts, each)
        # A finding on a value that many configs inherit is one finding.
        run.findings = distinct(run.findings)
        run.suppressed = distinct(run.suppressed)
        # A question stands in the first file that it concerns, in whatever order the files were named.
        run.findings.extend(merge_questions(sorted(run.asked, key=lambda one: one[2])))
        self._lay_baseline(run, paths, stdin)
        self.judge.report_unused(run)
        run.findings.sort(key=lambda finding: finding.order)
        run.suppressed.sort(key=lambda finding: finding.order)
        return run

    def excluding(self, path):
        """Return the setting or option that excludes a file or folder, or None."""
        if self.options.exclude:
            relative = os.path.relpath(path).replace(os.sep, "/")
            glob = next((glob for glob in self.options.exclude if matches_glob(relative, glob)), None)
            if glob is not None:
                return f"--exclude {glob}"
        # A folder belongs to the settings above it: its own say nothing of itself.
        settings = self.settings_for(os.path.join(os.path.dirname(os.path.abspath(path)), "x"))
        glob = settings.excluding(path)
        return f'exclude = "{glob}" in {settings.origins["exclude"][0]}' if glob is not None else None

    def settings_of_run(self, paths, stdin=None):
        """Return the settings that hold for a run as a whole: those of its first path."""
        first = paths[0] if paths else stdin[1] if stdin is not None else "."
        return self.settings_for(os.path.join(first, "x") if os.path.isdir(first) else first)

    def _lay_baseline(self, run, paths, stdin):
        """Silence the findings that a baseline holds, and note in the run which of its entries are left."""
        path = self.options.baseline
        if path is None:
            path = self.settings_of_run(paths, stdin).baseline
        if not path:
            return
        from ..baseline import Baseline, BaselineError

        try:
            run.baseline = Baseline(path)
        except BaselineError as fault:
            raise SettingsError(str(fault)) from None
        left = []
        for finding in run.findings:
            settings = self.settings_for(os.path.join(os.getcwd(), finding.spot.path))
            entry = None if finding.rule in settings.locked else run.baseline.cover(finding)
            if entry is None:
                left.append(finding)
            else:
                finding.suppressed = Suppressed(EXTERNAL, f"in the baseline {run.baseline.shown}")
                run.suppressed.append(finding)
        run.findings = left
        run.unmet = run.baseline.unused(run)

    def lint_into(self, run, found, keep_facts=False, each=None):
        """Lint files, each (path, whether it was named), and add to a run what became of them."""
        for path, named in found:
            self._lint_file(run, path, named, None, keep_facts)
            if each is not None:
                each(len(run.files), len(found))

    def _lint_file(self, run, path, named, text=None, keep_facts=False):
        result = self.read(path, named, text)
        run.files.append(result)
        if not result.parts:
            return
        try:
            findings, questions = self.judge.findings(run, result, path)
        except SettingsError:
            raise
        except Exception as fault:
            self.reader.note_fault(result, fault)
            return
        run.findings.extend(findings)
        run.asked.extend(questions)
        if not keep_facts:
            result.release()
            if not findings:
                result.source = None


# Below so many files a second process costs more than it saves.
_FILES_FOR_PROCESSES = 1_500
_MOST_PROCESSES = 16


def jobs_for(files, jobs=None):
    """Return how many processes to read so many files with: those asked for, else as the machine and the files say."""
    if jobs is not None:
        return min(jobs, max(1, files))
    if files < _FILES_FOR_PROCESSES:
        return 1
    counted = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(counted, _MOST_PROCESSES, max(1, files // (_FILES_FOR_PROCESSES // 2)))


class LintError(Exception):
    """Files that were named and could not be linted: ``failed`` says why, by path; ``findings`` are the others'."""

    def __init__(self, failed, findings):
        super().__init__("; ".join(f"{path}: {reason}" for path, reason in failed.items()))
        self.failed = failed
        self.findings = findings


def lint(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    assigned: Mapping[str, object] | None = None,
    config: str | None = None,
    isolated: bool = False,
    profile: str | None = None,
    preview: bool = False,
    baseline: str | Literal[False] | None = None,
    exclude: Sequence[str] = (),
    force_exclude: bool = False,
) -> list[Finding]:
    """Lint files and folders and return the findings, as ``archlint check`` orders them.

    ``select``, ``ignore`` and ``extend_select`` are names of rules or skills, ``assigned`` facts for this run by name,
    and ``baseline`` False where no baseline is to be used, whatever the settings say.

    Raises LintError for a file among ``paths`` that cannot be read or parsed, after the others have been linted, and
    SettingsError for an option or a settings file that cannot be used.
    """
    listed = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    known = read_facts(dict(assigned or {}), "assigned")
    options = Options(
        select, ignore, known, config, isolated, extend_select, profile, preview, baseline, exclude, force_exclude
    )
    run = Engine(options).lint([os.fspath(path) for path in listed])
    failed = {file.path: file.error for file in run.files if file.error and (file.named or file.fault)}
    if failed:
        raise LintError(failed, run.findings)
    return run.findings


__all__ = [
    "LINTED",
    "Engine",
    "FileResult",
    "LintError",
    "Options",
    "Run",
    "SettingsError",
    "limits_of",
    "lint",
]
