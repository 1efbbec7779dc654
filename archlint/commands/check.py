"""``archlint check``: lint files and folders."""

import os
import sys

import click

from .options import format_option, listed, new_engine, reading_options
from .output import say, say_not_recognised, say_notices, wants_colour, write

FAIL_LEVELS = ("error", "warning", "question", "never")
OUTPUT_FORMATS = ("text", "concise", "json")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@format_option(OUTPUT_FORMATS)
@click.option("--output-file", metavar="FILE", help="Write the report there instead of to standard output.")
@click.option("--select", multiple=True, callback=listed, metavar="RULES", help="Run only these rules.")
@click.option("--ignore", multiple=True, callback=listed, metavar="RULES", help="Leave these rules out.")
@click.option("--fail-on", type=click.Choice(FAIL_LEVELS), help="Fail (exit 1) at this severity and above.")
@click.option("--show-fixes", is_flag=True, help="Show what the findings suggest as a unified diff.")
@click.option(
    "--fix", "fix_safe", is_flag=True, help="Write the safe fixes into the files: misspelt keys that do nothing."
)
@reading_options
@click.option("--stdin-filename", metavar="FILE", help="The name of the file that standard input (-) holds.")
@click.option("--allow-no-configs", is_flag=True, help="Pass, silently, when no file is a model or training config.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Read with N processes (default: by the files).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option("-v", "--verbose", is_flag=True, help="Notes, reasons, evidence, and files that were passed over.")
@click.option("--debug", is_flag=True, help="Show the trace of a fault in archlint itself.")
def check(
    paths, output_format, output_file, select, ignore, fail_on, show_fixes, fix_safe, assigned, config, isolated,
    stdin_filename, allow_no_configs, jobs, exit_zero, quiet, verbose, debug,
):  # fmt: skip
    """Lint files and folders (the working directory, if none is given).

    --show-fixes prints a diff of each finding's nearest suggestion after the report, and writes nothing; with
    --output-file it stands alone on standard output, with JSON in "diff" of each file.  --fix writes the safe ones
    only, says what it fixed on standard error, and exits by what is left; with - it prints the fixed text, and the
    report goes to standard error.
    """
    from ..findings import at_or_above
    from ..reporters import load
    from ..sources import MAX_BYTES

    if show_fixes and fix_safe:
        raise click.UsageError("--show-fixes writes nothing, and --fix writes: give one of them")

    def fresh_engine():
        engine = new_engine(select, ignore, assigned, config, isolated)
        engine.reader.debug = debug
        engine.reader.explains = verbose
        engine.reader.files_are_offered = allow_no_configs
        return engine

    engine = fresh_engine()
    stdin = None
    if "-" in paths:
        stdin = (_read_stdin(), stdin_filename or "-")
        if fix_safe and len(stdin[0]) > MAX_BYTES:  # only a part was read, and only that could be printed
            raise click.UsageError("standard input is too large for a config")
        paths = tuple(path for path in paths if path != "-")
    elif not paths:
        paths = (".",)
    run = engine.lint(paths, stdin, jobs=jobs)
    failed = False
    if fix_safe:
        engine, run, stdin, failed = _fix(engine, run, paths, stdin, fresh_engine)
    fail_on = fail_on or _fail_level(engine, paths, stdin)
    diffs = {}
    if show_fixes:
        from .. import fixes

        diffs = fixes.diffs(run, engine, stdin)
    report = load(output_format).render(
        run,
        colour=output_file is None and wants_colour(),
        verbose=verbose,
        quiet=quiet or (allow_no_configs and not run.recognised),
        line_of=line_reader(run, engine),
        fail_on=fail_on,
        diffs=diffs,
    )
    if fix_safe and stdin is not None:
        _write_fixed(stdin, report, output_file)
    else:
        write(report, output_file, output_format)
    if diffs and output_format != "json":
        write(("\n" if report and output_file is None else "") + "".join(diffs.values()))
    status = max(_say_what_was_not_linted(run, verbose, allow_no_configs), 2 if failed else 0)
    if status == 0 and not exit_zero and any(at_or_above(finding.severity, fail_on) for finding in run.findings):
        status = 1
    sys.exit(status)


# After a key has its right name, a rule may see more; a file that still changes then is left as it is.
_MOST_PASSES = 5


def _fix(engine, run, paths, stdin, fresh_engine):
    """Make the safe fixes, and return the engine, the run and the standard input after them, and whether one failed."""
    from .. import fixes
    from ..findings import ERROR, WARNING

    fixed, problems = 0, {}
    for _ in range(_MOST_PASSES):
        done = fixes.apply(run, engine, stdin)
        problems.update({one.path: one.problem for one in done if one.problem})
        made = [finding for one in done for finding in one.fixed]
        if stdin is not None:
            data, mended = fixes.fix_text(run, stdin)
            stdin = (data, stdin[1])
            made += mended
        if not made:
            break
        fixed += len(made)
        engine = fresh_engine()
        run = engine.lint(paths, stdin)
    for path, problem in problems.items():
        say(f"{path}: {problem}")
    left = run.count(ERROR) + run.count(WARNING)
    if fixed + left:
        said = f"fixed {fixed} of {fixed + left} finding{'s' if fixed + left != 1 else ''}"
        say(said + (_why_left(run) if left and not problems else ""))
    return engine, run, stdin, bool(problems)


def _why_left(run):
    """Return why --fix left the findings of a run, and where their suggestions can be seen."""
    from ..findings import ERROR, WARNING

    left = [finding for finding in run.findings if finding.severity in (ERROR, WARNING)]
    if any(finding.suggestions for finding in left):
        return "; which value is right for the others is yours to choose: --show-fixes shows the nearest that work"
    return "; what the others need is no single value: see their line instead, or archlint suggest"


def _write_fixed(stdin, report, output_file):
    """Print the fixed text of standard input, byte for byte, and put the report where it cannot get into it."""
    if output_file is not None:
        write(report, output_file)
    else:
        click.echo(report, err=True, nl=False)
    sys.stdout.buffer.write(stdin[0])
    sys.stdout.buffer.flush()


def _fail_level(engine, paths, stdin):
    """Return the fail level of the settings that hold for the first path."""
    first = paths[0] if paths else stdin[1]
    return engine.settings_for(os.path.join(first, "x") if os.path.isdir(first) else first).fail_on


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
