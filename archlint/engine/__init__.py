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
        run.findings = distinct(run.findings)
        run.findings.extend(merge_questions(asked))
        self.judge.report_unused(run)
        run.findings.sort(key=lambda finding: finding.order)
        return run

    def _lint_file(self, run, asked, path, named, text=None):
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
        asked.extend(questions)


def lint(paths, **options):
    """Lint files and folders and return the findings; options are those of :class:`Options`."""
    paths = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    return Engine(Options(**options)).lint([os.fspath(path) for path in paths]).findings


__all__ = ["LINTED", "Engine", "FileResult", "Options", "Run", "SettingsError", "limits_of", "lint"]
