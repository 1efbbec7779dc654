"""``archlint check``: lint files and folders."""

import os
import sys
from types import SimpleNamespace

import click

from ..reporters import FORMATS
from .options import ReportFormat, choosing_options, listed, new_engine, reading_options
from .output import is_terminal, say, say_not_recognised, say_notices, write
from .reports import Reports

FAIL_LEVELS = ("error", "warning", "question", "never")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--output-format", "outputs", multiple=True, type=ReportFormat(FORMATS),
    help=f"How to write the report, and where: {', '.join(FORMATS)}; may be repeated.",
)  # fmt: skip
@click.option("--output-file", metavar="FILE", help="Write the report there instead of to standard output.")
@choosing_options
@click.option("--fail-on", type=click.Choice(FAIL_LEVELS), help="Fail (exit 1) at this severity and above.")
@click.option("--exclude", multiple=True, callback=listed, metavar="GLOBS", help="Pass these files over, too.")
@click.option("--force-exclude", is_flag=True, help="Pass over what git ignores even where it is named.")
@click.option("--heirs", is_flag=True, help="Lint the configs that inherit from a named file, too.")
@click.option("--show-files", is_flag=True, help="Lint nothing; show each file, and why it is linted or passed over.")
@click.option("--write-baseline", metavar="FILE", help="Write the findings there, so that they stay quiet from now on.")
@click.option("--baseline", metavar="FILE", help="Report only findings that this baseline does not hold.")
@click.option("--prune-baseline", metavar="FILE", help="Use this baseline, and drop what is no longer found from it.")
@click.option("--changed-since", metavar="REV", help="Report only what has changed since this git revision.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option("--watch", is_flag=True, help="Lint again whenever a file changes, until interrupted.")
@click.option("--show-fixes", is_flag=True, help="Show what the findings suggest as a unified diff.")
@click.option(
    "--fix", "fix_safe", is_flag=True, help="Write the safe fixes into the files: misspelt keys that do nothing."
)
@reading_options
@click.option("--stdin-filename", metavar="FILE", help="The name of the file that standard input (-) holds.")
@click.option("--allow-no-configs", is_flag=True, help="Pass, silently, when no file is a model or training config.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Read with N processes (default: by the files).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings.")
@click.option("-q", "--quiet", is_flag=True, help="No summary, and no progress.")
@click.option("-v", "--verbose", is_flag=True, help="Notes, reasons, evidence, and files that were passed over.")
@click.option("--debug", is_flag=True, help="Show the trace of a fault in archlint itself.")
def check(paths, **given):
    """Lint files and folders (the working directory, if none is given).

    --show-fixes prints a diff of each finding's nearest suggestion after the report, and writes nothing; with
    --output-file it stands alone on standard output, with JSON in "diff" of each file.  --fix writes the safe ones
    only, says what it fixed on standard error, and exits by what is left; with - it prints the fixed text, and the
    report goes to standard error.
    """
    given = SimpleNamespace(**given)
    _refuse_mixtures(paths, given)
    if given.watch:
        from .watching import watch

        watch(lambda: _Check(paths, given))
    sys.exit(_Check(paths, given).run())


# Options of which only one can be meant.
_ALONE = (("show_fixes", "fix_safe"), ("write_baseline", "baseline", "prune_baseline"), ("watch", "fix_safe"))


def _refuse_mixtures(paths, given):
    for names in _ALONE:
        both = [name for name in names if getattr(given, name)]
        if len(both) > 1:
            shown = [f"--{name.replace('_safe', '').replace('_', '-')}" for name in both]
            raise click.UsageError(f"{' and '.join(shown)} exclude each other: give one of them")
    if given.watch and "-" in paths:
        raise click.UsageError("--watch looks at files, and standard input is none")


class _Check:
    """One run of the command."""

    def __init__(self, paths, given):
        from ..sources import MAX_BYTES

        self.given = given
        self.reports = Reports(given.outputs, given.output_file, given.statistics)
        self.engine = self.fresh_engine()
        self.stdin = None
        if "-" in paths:
            self.stdin = (_read_stdin(), given.stdin_filename or "-")
            # Only a part was read of a larger one, and only that could be printed.
            if given.fix_safe and len(self.stdin[0]) > MAX_BYTES:
                raise click.UsageError("standard input is too large for a config")
            self.paths = tuple(path for path in paths if path != "-")
        else:
            self.paths = paths or (".",)
        self.heirs = ()
        if given.heirs:
            from ..heirs import heirs

            self.heirs = heirs(self.engine, self.paths)

    def fresh_engine(self):
        given = self.given
        baseline = False if given.write_baseline else given.baseline or given.prune_baseline
        engine = new_engine(
            given.select, given.ignore, given.assigned, given.config, given.isolated,
            extend_select=given.extend_select, profile=given.profile, preview=given.preview, baseline=baseline,
            exclude=given.exclude, force_exclude=given.force_exclude,
        )  # fmt: skip
        engine.reader.debug = given.debug
        engine.reader.explains = given.verbose
        engine.reader.files_are_offered = given.allow_no_configs
        return engine

    def lint(self):
        """Return the run over the files, with progress on a terminal."""
        each = None
        if not self.given.quiet and is_terminal(sys.stderr) and any(os.path.isdir(path) for path in self.paths):
            from .progress import Progress

            each = Progress()
        try:
            return self.engine.lint(self.paths, self.stdin, jobs=self.given.jobs, each=each, also=self.heirs)
        finally:
            if each is not None:
                each.clear()

    def run(self):
        """Lint, write the reports and return the exit status."""
        given = self.given
        if given.show_files:
            from .files import show_files

            return show_files(self.engine, self.paths, self.stdin, self.reports)
        run = self.lint()
        if given.write_baseline:
            return self.write_baseline(run)
        failed = False
        if given.fix_safe:
            run, failed = self.fix(run)
        if given.prune_baseline:
            self.prune(run)
        if given.changed_since:
            from .. import changes

            changes.keep_changed(run, self.engine, (*self.paths, *self.heirs), given.changed_since)
        settings = self.engine.settings_of_run(self.paths, self.stdin)
        profile = given.profile or settings.profile
        fail_on = given.fail_on or settings.fail_level_of(given.profile)
        self.report(run, fail_on, profile == "strict")
        status = max(_say_what_was_not_linted(run, given.verbose, given.allow_no_configs), 2 if failed else 0)
        return status or self.status(run, fail_on)

    def status(self, run, fail_on):
        from ..findings import at_or_above

        found = any(at_or_above(finding.severity, fail_on) for finding in run.findings)
        return 1 if found and not self.given.exit_zero else 0

    def report(self, run, fail_on, shows_notes):
        given, reports = self.given, self.reports
        diffs = {}
        if given.show_fixes:
            from .. import fixes

            diffs = fixes.diffs(run, self.engine, self.stdin)
        reports.render(
            run,
            self.engine,
            self.stdin,
            verbose=given.verbose,
            shows_notes=shows_notes or given.verbose or fail_on == "note",
            quiet=given.quiet or (given.allow_no_configs and not run.recognised),
            line_of=line_reader(run, self.engine),
            fail_on=fail_on,
            diffs=diffs,
        )
        if given.fix_safe and self.stdin is not None:
            reports.write_beside(self.stdin[0])
        else:
            reports.write()
        if diffs and not reports.holds("json"):
            write(("\n" if reports.shown else "") + "".join(diffs.values()))

    def write_baseline(self, run):
        """Write the findings of a run to a baseline, and return the exit status."""
        from .. import baseline

        status = _say_what_was_not_linted(run, self.given.verbose, self.given.allow_no_configs)
        locked = [one for one in run.findings if one.rule in self.engine.settings_for(one.spot.path).locked]
        free = [one for one in run.findings if one not in locked and one.rule != "unused-ignore"]
        try:
            count = baseline.write(self.given.write_baseline, free)
        except baseline.BaselineError as fault:
            raise click.UsageError(str(fault)) from None
        say(f"wrote {count} finding{'' if count == 1 else 's'} to {self.given.write_baseline}")
        if locked:
            names = ", ".join(sorted({one.rule for one in locked}))
            say(f"not in it, because the settings lock them: {names}")
        return status

    def prune(self, run):
        """Drop from the baseline what is no longer found."""
        from ..baseline import BaselineError

        gone = {entry.identity for entry in run.unmet}
        try:
            if gone:
                run.baseline.prune(run.unmet)
        except BaselineError as fault:
            raise click.UsageError(str(fault)) from None
        spots = {entry.spot for entry in run.unmet}
        run.findings = [one for one in run.findings if not (one.rule == "unused-ignore" and one.spot in spots)]
        say(f"dropped {len(gone)} of {len(run.baseline.entries)} findings from {run.baseline.shown}")

    def fix(self, run):
        """Make the safe fixes, and return the run after them, and whether one failed."""
        from .. import fixes
        from ..findings import ERROR, WARNING

        fixed, problems = 0, {}
        for _ in range(_MOST_PASSES):
            done = fixes.apply(run, self.engine, self.stdin)
            problems.update({one.path: one.problem for one in done if one.problem})
            made = [finding for one in done for finding in one.fixed]
            if self.stdin is not None:
                data, mended = fixes.fix_text(run, self.stdin)
                self.stdin = (data, self.stdin[1])
                made += mended
            if not made:
                break
            fixed += len(made)
            self.engine = self.fresh_engine()
            run = self.lint()
        for path, problem in problems.items():
            say(f"{path}: {problem}")
        left = run.count(ERROR) + run.count(WARNING)
        if fixed + left:
            said = f"fixed {fixed} of {fixed + left} finding{'s' if fixed + left != 1 else ''}"
            say(said + (_why_left(run) if left and not problems else ""))
        return run, bool(problems)


def _why_left(run):
    """Return why --fix left the findings of a run, and where their suggestions can be seen."""
    from ..findings import ERROR, WARNING

    left = [finding for finding in run.findings if finding.severity in (ERROR, WARNING)]
    if any(finding.suggestions for finding in left):
        return "; which value is right for the others is yours to choose: --show-fixes shows the nearest that work"
    return "; what the others need is no single value: see their line instead, or archlint suggest"


# After a key has its right name, a rule may see more; a file that still changes then is left as it is.
_MOST_PASSES = 5


def _read_stdin():
    from ..sources import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1)


def line_reader(run, engine):
    """Return a function that gives a line of a file: of one that was linted, or of a parent."""
    sources = {file.path: file.source for file in run.files if file.source is not None}

    def line_of(path, number):
        if path not in sources:
            from ..sources import SourceError

            try:
                full = os.path.join(os.getcwd(), path)
                sources[path] = engine.project_for(full).read(full).source
            except SourceError:
                sources[path] = None
        return sources[path].line(number) if sources[path] is not None else ""

    return line_of


def _say_what_was_not_linted(run, verbose, allow_no_configs):
    """Name on standard error what was not linted, and return 2 if a gate must not pass because of it."""
    status = 0
    for file in run.files:
        if file.fault:
            from ..origin import please_report

            say(f"{file.path}: {file.fault}; {please_report()}")
        elif file.error:
            say(f"{file.path}: {file.error}")
            if file.named:
                status = 2
        if file.status == "not-a-model" and ((file.named and not allow_no_configs) or verbose):
            say(f"{file.path}: not a model or training config by itself ({file.dialect})")
    unknown = [file for file in run.files if file.status == "not-recognised"]
    say_not_recognised([file for file in unknown if (file.named and not allow_no_configs) or verbose])
    say_notices(run.files, verbose, "--verbose names them")
    if not run.met_config and not allow_no_configs and status == 0:
        say(f"{_none_recognised(run.files)}: nothing was checked, which --allow-no-configs lets pass")
        status = 2
    return 3 if any(file.fault for file in run.files) else status


def _none_recognised(files):
    if not files:
        return "no file with a config's ending found"
    if len(files) == 1:
        return f"{files[0].path} is no model or training config"
    return f"none of {len(files)} files is a model or training config"
