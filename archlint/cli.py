"""The command line: the commands by name, and the one place where errors end."""

import contextlib
import errno
import os
import sys

import click

from . import __version__

# The commands, in the order of the help, and what each does; its module in ``commands`` is imported when it is called.
COMMANDS = {
    "check": "Lint files and folders (the working directory, if none is given).",
    "facts": "Show every fact read out of each file: value, place, and how it came to be known.",
    "explain": "Print a rule's page or a skill's sheet; with --file, how the rule judges that file.",
    "rules": "List the rules; --test runs the examples of the project's own.",
    "skills": "List the skills; skills install copies them where coding agents look.",
    "dialects": "List the config dialects.",
    "config": "Print every effective setting, and where it was set, as it holds for a file or folder.",
    "init": "Ask what decides something for the configs here, and write the answers to the settings.",
    "route": "Say which sheets to read for a config or a question, in what order, and what must be known first.",
    "report": "Write a self-contained HTML page with facts, findings, open questions and pictures.",
    "server": "Speak the Language Server Protocol over standard input and output, for editors.",
    "mcp": "Speak the Model Context Protocol over standard input and output, for coding agents; read-only.",
    "suggest": "Suggest architectures that satisfy a config's stated facts, with reasons and published figures.",
}


def _ask_back(first):
    """Refuse a word that is no file and nearly a command's name, with the command that was meant."""
    import os

    for word in first:
        if word.replace("-", "").isalpha() and word[0] != "-" and not os.path.lexists(word):
            import difflib

            for meant in difflib.get_close_matches(word, COMMANDS, n=1):
                raise click.UsageError(f"there is no file and no command {word}; did you mean archlint {meant}?")


class _Commands(click.Group):
    """``archlint PATH...`` is ``archlint check PATH...``: the word may be left out, with or without options."""

    def parse_args(self, context, arguments):
        # No command's name contains a dot or a separator: ./check is a path.
        if not arguments or arguments[0] not in (*COMMANDS, "--help", "--version", "-h"):
            _ask_back(arguments[:1])
            arguments = ["check", *arguments]
        return super().parse_args(context, arguments)

    def list_commands(self, context):
        return list(COMMANDS)

    def get_command(self, context, name):
        from importlib import import_module

        return getattr(import_module(f"archlint.commands.{name}"), name) if name in COMMANDS else None

    def format_commands(self, context, formatter):
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="archlint")
def cli():
    """Check the architecture choice in machine-learning configs, before training begins.

    archlint PATH... is the same as archlint check PATH...
    """


def main(arguments=None):
    """Run the command line; every error ends here, as one line and an exit code."""
    if arguments is None:
        _spare_the_collector()
        arguments = sys.argv[1:]
    try:
        os.getcwd()
    except OSError:
        _refuse("the working directory does not exist any more", arguments)
    try:
        cli.main(arguments, prog_name="archlint", standalone_mode=False)
        _flush()
    except click.Abort:
        _say("interrupted")
        sys.exit(130)
    except click.ClickException as fault:
        _refuse(fault.format_message(), arguments)
    except Exception as fault:
        from .settings import SettingsError

        if isinstance(fault, SettingsError):
            _refuse(str(fault), arguments)
        if isinstance(fault, OSError) and fault.errno in _UNWRITABLE:
            _cannot_write(fault)
        if "--debug" in arguments:
            raise
        from .origin import please_report

        line = " ".join(str(fault).split())[:200]
        _say(f"a fault in archlint itself ({type(fault).__name__}: {line}); {please_report()}")
        sys.exit(3)


# What a stream that is full, closed or broken says.
_UNWRITABLE = (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG, errno.EDQUOT)


def _flush():
    """Write what is still held, so that a full device is told by the exit code."""
    if sys.stdout is not None:
        sys.stdout.flush()
    elif {"--help", "-h", "--version"} & set(sys.argv[1:]):
        raise OSError(errno.EBADF, "it is closed")


def _cannot_write(fault):
    from .commands.output import give_up

    give_up(sys.stdout)
    _say(f"standard output: cannot be written: {fault.strerror}")
    sys.exit(2)


def _say(text):
    from .commands.output import say

    say(text)


def _spare_the_collector():
    """Collect garbage rarely and not at the end: a tenth of a run over one file goes into looking for it."""
    import atexit
    import gc

    gc.set_threshold(50_000)
    atexit.register(gc.freeze)


def _refuse(message, arguments):
    """Exit 2 with one line; where JSON was asked for, a reader of it gets an object that says the same."""
    _say(message)
    words = " ".join(arguments).replace("--output-format=", "--output-format ")
    if "--output-format json " in f"{words} ":
        from .commands.output import write
        from .reporters.json import refusal

        with contextlib.suppress(click.ClickException):  # that output cannot be written has just been said
            write(refusal(message), output_format="json")
    sys.exit(2)
