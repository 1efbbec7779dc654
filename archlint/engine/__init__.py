"""The pipeline, and the only place that joins its stages: paths → sources → dialects → facts → rules → findings."""

import os

from ..discovery import discover
from ..findings import merge_questions
from ..settings import SettingsError, check_rule, load
from .judging import Judge, distinct, limits_of
from .reading import Reader
from .results import LINTED, FileResult, Run


class Options:
    """What the command line says, over the settings of each file."""

    def __init__(self, select=(), ignore=(), assigned=None, config=None, isolated=False):
        self.arguments = (select, ignore, assigned, config, isolated)
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
        self.reader = Reader(self.options)
        self.judge = Judge(self.reader)
        self.settings_for = self.reader.settings_for
        self.project_for = self.reader.project_for
        self.read = self.reader.read

    def lint(self, paths, stdin=None, keep_facts=False, jobs=None):
        """Return the run over files and folders; ``stdin`` is (text, file name) to lint in place of paths.

        What was read of a file is let go as soon as it is judged, unless ``keep_facts``.  ``jobs`` is the number of
        processes, chosen by the number of files where it is None.
        """
        run = Run()
        if stdin is not None:
            self._lint_file(run, stdin[1], True, stdin[0], keep_facts)
        found = [(path, named) for path, named in discover(paths) if not self.settings_for(path).excludes(path)]
        number = 1 if keep_facts or self.reader.debug else jobs_for(len(found), jobs)
        if number > 1:
            from .workers import lint_in_processes

            lint_in_processes(self, run, found, number)
        else:
            self.lint_into(run, found, keep_facts)
        # A finding on a value that many configs inherit is one finding.
        run.findings = distinct(run.findings)
        # A question stands in the first file that it concerns, in whatever order the files were named.
        run.findings.extend(merge_questions(sorted(run.asked, key=lambda one: one[2])))
        self.judge.report_unused(run)
        run.findings.sort(key=lambda finding: finding.order)
        return run

    def lint_into(self, run, found, keep_facts=False):
        """Lint files, each (path, whether it was named), and add to a run what became of them."""
        for path, named in found:
            self._lint_file(run, path, named, None, keep_facts)

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


def lint(paths, **options):
    """Lint files and folders and return the findings; options are those of :class:`Options`.

    Raises LintError for a file among ``paths`` that cannot be read or parsed, after the others have been linted, and
    SettingsError for an option or a settings file that cannot be used.
    """
    paths = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    run = Engine(Options(**options)).lint([os.fspath(path) for path in paths])
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
