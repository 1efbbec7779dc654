"""The command line: commands, exit codes, and the one place where errors end."""

import os
import sys

import click

from . import __version__

COMMANDS = ("check", "facts", "explain", "rules", "skills", "dialects", "init", "route", "suggest")
FAIL_LEVELS = ("error", "warning", "question", "never")
OUTPUT_FORMATS = ("text", "concise", "json")
ISSUES = "https://github.com/archlint/archlint/issues"


class _Group(click.Group):
    """``archlint PATH...`` is ``archlint check PATH...``: the word may be left out, with or without options."""

    def parse_args(self, context, arguments):
        # No command's name contains a dot or a separator: ./check is a path.
        if not arguments or arguments[0] not in (*COMMANDS, "--help", "--version", "-h"):
            arguments = ["check", *arguments]
        return super().parse_args(context, arguments)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="archlint")
def cli():
    """Check the architecture choice in machine-learning configs, before training begins.

    archlint PATH... is the same as archlint check PATH...
    """


def _listed(_context, _parameter, values):
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _reading_options(command):
    """Add the options that every command which reads configs takes."""
    for option in (
        click.option("--set", "assigned", multiple=True, metavar="FACT=VALUE", help="State a fact for this run."),
        click.option("--config", metavar="FILE", help="Read settings from this file."),
        click.option("--isolated", is_flag=True, help="Read no settings."),
    ):
        command = option(command)
    return command


def _format_option(choices, default="text"):
    return click.option("--output-format", type=click.Choice(choices), default=default, help="How to write the output.")


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path())
@_format_option(OUTPUT_FORMATS)
@click.option("--output-file", metavar="FILE", help="Write the report there instead of to standard output.")
@click.option("--select", multiple=True, callback=_listed, metavar="RULES", help="Run only these rules.")
@click.option("--ignore", multiple=True, callback=_listed, metavar="RULES", help="Leave these rules out.")
@click.option("--fail-on", type=click.Choice(FAIL_LEVELS), help="Fail (exit 1) at this severity and above.")
@click.option("--show-fixes", is_flag=True, help="Show what the findings suggest as a unified diff.")
@click.option(
    "--fix", "fix_safe", is_flag=True, help="Write the safe fixes into the files: misspelt keys that do nothing."
)
@_reading_options
@click.option("--stdin-filename", metavar="FILE", help="The name of the file that standard input (-) holds.")
@click.option("--allow-no-configs", is_flag=True, help="Pass, silently, when no file is a model or training config.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option("-v", "--verbose", is_flag=True, help="Notes, reasons, evidence, and files that were passed over.")
@click.option("--debug", is_flag=True, help="Show the trace of a fault in archlint itself.")
def check(
    paths, output_format, output_file, select, ignore, fail_on, show_fixes, fix_safe, assigned, config, isolated,
    stdin_filename, allow_no_configs, exit_zero, quiet, verbose, debug,
):  # fmt: skip
    """Lint files and folders (the working directory, if none is given).

    --show-fixes prints a diff of each finding's nearest suggestion after the report, and writes nothing; with
    --output-file it stands alone on standard output, with JSON in "diff" of each file.  --fix writes the safe ones
    only, says what it fixed on standard error, and exits by what is left; with - it prints the fixed text, and the
    report goes to standard error.
    """
    from .findings import at_or_above
    from .reporters import load
    from .sources import MAX_BYTES

    if show_fixes and fix_safe:
        raise click.UsageError("--show-fixes writes nothing, and --fix writes: give one of them")

    def new_engine():
        engine = _engine(select, ignore, assigned, config, isolated)
        engine.debug = debug
        engine.files_are_offered = allow_no_configs
        return engine

    engine = new_engine()
    stdin = None
    if "-" in paths:
        stdin = (_read_stdin(), stdin_filename or "-")
        if fix_safe and len(stdin[0]) > MAX_BYTES:  # only a part was read, and only that could be printed
            raise click.UsageError("standard input is too large for a config")
        paths = tuple(path for path in paths if path != "-")
    elif not paths:
        paths = (".",)
    run = engine.lint(paths, stdin)
    failed = False
    if fix_safe:
        engine, run, stdin, failed = _fix(engine, run, paths, stdin, new_engine)
    fail_on = fail_on or _fail_level(engine, paths, stdin)
    diffs = {}
    if show_fixes:
        from . import fixes

        diffs = fixes.diffs(run, engine, stdin)
    report = load(output_format).render(
        run,
        colour=output_file is None and _wants_colour(),
        verbose=verbose,
        quiet=quiet or (allow_no_configs and not run.recognised),
        line_of=_line_reader(run, engine),
        fail_on=fail_on,
        diffs=diffs,
    )
    if fix_safe and stdin is not None:
        _write_fixed(stdin, report, output_file)
    else:
        _write(report, output_file, output_format)
    if diffs and output_format != "json":
        _write(("\n" if report and output_file is None else "") + "".join(diffs.values()))
    status = max(_say_what_was_not_linted(run, verbose, allow_no_configs), 2 if failed else 0)
    if status == 0 and not exit_zero and any(at_or_above(finding.severity, fail_on) for finding in run.findings):
        status = 1
    sys.exit(status)


# After a key has its right name, a rule may see more; a file that still changes then is left as it is.
_MOST_PASSES = 5


def _fix(engine, run, paths, stdin, new_engine):
    """Make the safe fixes, and return the engine, the run and the standard input after them, and whether one failed."""
    from . import fixes
    from .findings import ERROR, WARNING

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
        engine = new_engine()
        run = engine.lint(paths, stdin)
    for path, problem in problems.items():
        _say(f"{path}: {problem}")
    left = run.count(ERROR) + run.count(WARNING)
    if fixed + left:
        _say(f"fixed {fixed} of {fixed + left} finding{'s' if fixed + left != 1 else ''}")
    return engine, run, stdin, bool(problems)


def _write_fixed(stdin, report, output_file):
    """Print the fixed text of standard input, byte for byte, and put the report where it cannot get into it."""
    if output_file is not None:
        _write(report, output_file)
    else:
        click.echo(report, err=True, nl=False)
    sys.stdout.buffer.write(stdin[0])
    sys.stdout.buffer.flush()


def _engine(select, ignore, assigned, config, isolated):
    from .engine import Engine, Options
    from .settings import read_assignment

    pairs = dict(read_assignment(text) for text in assigned)
    return Engine(Options(select, ignore, pairs, config, isolated))


def _fail_level(engine, paths, stdin):
    """Return the fail level of the settings that hold for the first path."""
    first = paths[0] if paths else stdin[1]
    return engine.settings_for(os.path.join(first, "x") if os.path.isdir(first) else first).fail_on


def _read_stdin():
    from .sources import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _wants_colour():
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _line_reader(run, engine):
    """Return a function that gives a line of a file: of one that was linted, or of a parent."""
    sources = {file.path: file.source for file in run.files if file.source is not None}

    def line_of(path, number):
        if path not in sources:
            from .sources import SourceError

            try:
                full = os.path.join(os.getcwd(), path)
                sources[path] = engine.project_for(full).read(full).source
            except SourceError:
                sources[path] = None
        return sources[path].line(number) if sources[path] is not None else ""

    return line_of


def _write(report, output_file=None, output_format="text"):
    """Write a report to a file or to standard output; JSON is UTF-8 whatever the terminal's encoding."""
    try:
        if output_file is not None:
            with open(output_file, "w", encoding="utf-8", errors="replace", newline="\n") as file:
                file.write(report)
        else:
            encoding = "utf-8" if output_format == "json" else sys.stdout.encoding or "utf-8"
            sys.stdout.buffer.write(report.encode(encoding, "replace"))
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader (head, less) has closed: leave quietly, and keep the interpreter from flushing into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except (OSError, ValueError) as fault:
        where = f"--output-file {output_file}" if output_file is not None else "standard output"
        raise click.UsageError(f"{where}: cannot be written: {getattr(fault, 'strerror', None) or fault}") from None


def _say(text):
    from .reporters import visible

    click.echo(f"archlint: {visible(text)}", err=True)


def _say_what_was_not_linted(run, verbose, allow_no_configs):
    """Name on standard error what was not linted, and return 2 if a gate must not pass because of it."""
    status = 0
    for file in run.files:
        if file.fault:
            _say(f"{file.path}: {file.fault}; please report it at {ISSUES}")
        elif file.error:
            _say(f"{file.path}: {file.error}")
            if file.named:
                status = 2
        for notice in file.notices:
            _say(f"{file.path}: {notice}")
        if file.status == "not-recognised" and ((file.named and not allow_no_configs) or verbose):
            _say(f"{file.path}: not recognised as a model or training config")
        elif file.status == "not-a-model" and ((file.named and not allow_no_configs) or verbose):
            _say(f"{file.path}: not a model or training config by itself ({file.dialect})")
    if not run.recognised and not allow_no_configs and status == 0:
        _say(f"{_none_recognised(run.files)}: nothing was checked")
        status = 2
    return 3 if any(file.fault for file in run.files) else status


def _none_recognised(files):
    if not files:
        return "no file with a config's ending found"
    if len(files) == 1:
        return f"{files[0].path} is no model or training config"
    return f"none of {len(files)} files is a model or training config"


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@_format_option(("text", "json"))
@_reading_options
def facts(paths, output_format, assigned, config, isolated):
    """Show every fact read out of each file: value, place, and how it came to be known."""
    from .discovery import discover
    from .reporters import facts as reporter

    engine = _engine((), (), assigned, config, isolated)
    results = [engine.read(path, named) for path, named in discover(paths)]
    _write(reporter.render(results, output_format), None, output_format)
    failed = False
    for result in results:
        for text in [result.error] if result.error else result.notices:
            _say(f"{result.path}: {text}")
        failed = failed or bool(result.error and result.named)
    sys.exit(2 if failed else 0)


@cli.command()
@click.argument("name")
@click.option("--file", "path", metavar="PATH", help="Show each condition of the rule for this file.")
@_reading_options
def explain(name, path, assigned, config, isolated):
    """Print a rule's page or a skill's sheet; with --file, how the rule judges that file."""
    from . import explanation

    engine = _engine((), (), assigned, config, isolated)
    _write(explanation.explain(name, path, engine))


@cli.command("rules")
@_format_option(("text", "json"))
def list_rules(output_format):
    """List the rules."""
    from .listing import rules

    _write(rules(output_format), None, output_format)


@cli.group("skills", invoke_without_command=True)
@_format_option(("text", "json"))
@click.pass_context
def list_skills(context, output_format):
    """List the skills; ``skills install`` copies them where coding agents look."""
    from .listing import skills

    if context.invoked_subcommand is None:
        _write(skills(output_format), None, output_format)


@list_skills.command("install")
@click.option("--to", metavar="PATH", help="The folder to copy to (default: .agents/skills, or .claude/skills).")
@click.option("--force", is_flag=True, help="Overwrite files that differ.")
def install_skills(to, force):
    """Copy the skills where coding agents look for them."""
    from .skills import install

    kept = 0
    for path, done in install(to, force):
        click.echo(f"{done}: {path}")
        kept += done == "kept"
    if kept:
        _say(f"{kept} file{'s' if kept != 1 else ''} differ and were kept; --force overwrites them")


@cli.command("dialects")
@_format_option(("text", "json"))
def list_dialects(output_format):
    """List the config dialects."""
    from .listing import dialects

    _write(dialects(output_format), None, output_format)


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="The most to suggest.")
@_format_option(("text", "json"))
@_reading_options
def suggest(paths, limit, output_format, assigned, config, isolated):
    """Suggest architectures that satisfy a config's stated facts, with reasons and published figures."""
    from . import suggestion
    from .discovery import discover

    engine = _engine((), (), assigned, config, isolated)
    found = [(suggestion.advise(engine, path, limit), named) for path, named in discover(paths)]
    advices = [advice for advice, named in found if named or advice.warnings]
    if output_format == "json":
        from .reporters.json import dump

        _write(dump(suggestion.report(advices)), None, "json")
    else:
        _write(suggestion.render(advices))
    if not advices:
        _say("no config here raises a warning")
    sys.exit(2 if any(named and advice.result.error for advice, named in found) else 0)


class _Talk:
    """Asks a person in a terminal."""

    say = staticmethod(click.echo)

    @staticmethod
    def ask(question):
        return click.prompt(f"  {question.fact}", default="", show_default=False)

    @staticmethod
    def confirm(text, default=True):
        return click.confirm(text, default=default)


@cli.command()
@click.argument("folder", default=".", type=click.Path())
@click.option("--set", "assigned", multiple=True, metavar="FACT=VALUE", help="An answer to write.")
@click.option("--measure", is_flag=True, help="Count the training data in the project.")
@click.option("--data", metavar="PATH", help="Count this file or folder: it holds the training data.")
@click.option("--pre-commit", is_flag=True, help="Add a pre-commit hook.")
@click.option("--ci", is_flag=True, help="Add a GitHub workflow.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: write what the other options say.")
@click.option("--force", is_flag=True, help="Overwrite answers that the settings hold already.")
@_format_option(("text", "json"))
def init(folder, assigned, measure, data, pre_commit, ci, yes, force, output_format):
    """Ask what decides something for the configs here, and write the answers to the settings."""
    from .interview.session import Session, Wishes
    from .settings import read_assignment

    talks = output_format == "text" and not yes and sys.stdin.isatty()
    pairs = dict(read_assignment(text) for text in assigned)
    wishes = Wishes(pairs, measure, data, pre_commit, ci, force)
    session = Session(folder, wishes, _Talk if talks else None)
    session.hold()
    if output_format == "json":
        from .reporters.json import dump

        _write(dump(session.report()), None, "json")
    elif not talks:
        _write("\n".join(session.lines) + "\n")


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--ask", "asked", multiple=True, metavar="TEXT", help="A question in words; may be repeated.")
@click.option("--compare", is_flag=True, help="The arguments are names of architectures: show them side by side.")
@_format_option(("text", "json"))
@_reading_options
def route(paths, asked, compare, output_format, assigned, config, isolated):
    """Say which sheets to read for a config or a question, in what order, and what must be known first."""
    from . import routing
    from .reporters import route as reporter

    engine = _engine((), (), assigned, config, isolated)
    known = {**engine.settings_for(os.path.join(os.getcwd(), "x")).facts, **engine.options.assigned}
    if compare:
        _write(reporter.render_comparison(_compare(paths, known), output_format), None, output_format)
        return
    if not paths and not asked:
        raise click.UsageError("name a config, or --ask a question")
    results = _read_named(engine, paths)
    answers = [routing.for_config(result) for result in results]
    answers += [routing.for_question(text, known) for text in asked]
    _write(reporter.render(answers, output_format), None, output_format)
    failed = any(result.error and result.named for result in results)
    for result in results:
        for text in [result.error] if result.error else result.notices:
            _say(f"{result.path}: {text}")
        if result.facts is None and not result.error:
            _say(f"{result.path}: not recognised as a model or training config")
    sys.exit(2 if failed or not answers else 0)


def _compare(names, known):
    from .routing.comparison import UnknownArchitecture, compare

    if len(names) < 2:
        raise click.UsageError("--compare needs the names of two architectures or more")
    try:
        return compare(names, known)
    except UnknownArchitecture as fault:
        raise click.UsageError(str(fault)) from None


def _read_named(engine, paths):
    """Return what was read of each file that was named, and of each config that was found in a folder."""
    from .discovery import discover

    results = [engine.read(path, named) for path, named in discover(paths)] if paths else []
    return [result for result in results if result.named or result.facts is not None]


def main(arguments=None):
    """Run the command line; every error ends here, as one line and an exit code."""
    if arguments is None:
        _spare_the_collector()
        arguments = sys.argv[1:]
    try:
        cli.main(arguments, prog_name="archlint", standalone_mode=False)
    except click.Abort:
        _say("interrupted")
        sys.exit(130)
    except click.ClickException as fault:
        _refuse(fault.format_message(), arguments)
    except Exception as fault:
        from .settings import SettingsError

        if isinstance(fault, SettingsError):
            _refuse(str(fault), arguments)
        if "--debug" in arguments:
            raise
        line = " ".join(str(fault).split())[:200]
        _say(f"a fault in archlint itself ({type(fault).__name__}: {line}); please report it at {ISSUES}")
        sys.exit(3)


def _spare_the_collector():
    """Collect garbage rarely and not at the end: a tenth of a run over one file goes into looking for it."""
    import atexit
    import gc

    gc.set_threshold(50_000)
    atexit.register(gc.freeze)


def _refuse(message, arguments):
    """Exit 2 with one line; where JSON was asked for, a reader of it gets an object that says the same."""
    _say(message)
    if "--output-format=json" in arguments or "--output-format json" in " ".join(arguments):
        from .reporters.json import refusal

        _write(refusal(message), output_format="json")
    sys.exit(2)
