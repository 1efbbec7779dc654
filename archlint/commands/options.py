"""The options that several commands take, and the engine that they describe."""

import click

# As in the settings; a test compares them, so that --help need not import those.
PROFILES = ("minimal", "default", "strict")


def listed(_context, _parameter, values):
    """Return the names in the values of an option that may be repeated, each of which may list several."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def complete_rules(_context, _parameter, incomplete):
    """Complete the last of a list of rules or skills."""
    from ..settings import group_names, rule_names

    before, comma, last = incomplete.rpartition(",")
    return [before + comma + name for name in (*rule_names(), *group_names()) if name.startswith(last)]


def complete_pages(_context, _parameter, incomplete):
    """Complete what ``explain`` has a page for."""
    from ..settings import rule_names
    from ..skills import names

    return [name for name in (*rule_names(), *names()) if name.startswith(incomplete)]


def complete_facts(_context, _parameter, incomplete):
    """Complete the fact of ``--set FACT=VALUE``, and the value where the fact lists its words."""
    from ..facts import VOCABULARY

    name, sign, _ = incomplete.partition("=")
    values = VOCABULARY[name].values if sign and name in VOCABULARY else ()
    known = [f"{name}={value}" for value in values] if sign else [f"{fact}=" for fact in VOCABULARY]
    return [text for text in known if text.startswith(incomplete)]


def reading_options(command):
    """Add the options that every command which reads configs takes."""
    for option in (
        click.option(
            "--set", "assigned", multiple=True, metavar="FACT=VALUE", help="State a fact for this run.",
            shell_complete=complete_facts,
        ),
        click.option("--config", metavar="FILE", help="Read settings from this file."),
        click.option("--isolated", is_flag=True, help="Read no settings."),
    ):  # fmt: skip
        command = option(command)
    return command


class ReportFormat(click.ParamType):
    """``FORMAT`` or ``FORMAT=FILE``: how to write a report, and where."""

    name = "format"

    def __init__(self, choices):
        self.choices = choices

    def get_metavar(self, param, ctx=None):
        return "FORMAT[=FILE]"

    def convert(self, value, param, ctx):
        """Return (format, file); the file is None for standard output."""
        if isinstance(value, tuple):
            return value
        name, sign, file = value.partition("=")
        if name not in self.choices:
            from ..settings import suggest

            self.fail(f"{name!r} is not one of {', '.join(self.choices)}{suggest(name, self.choices)}", param, ctx)
        if sign and not file:
            self.fail(f"{value}: the file's name is missing", param, ctx)
        return name, file or None

    def shell_complete(self, ctx, param, incomplete):
        """Complete the names of the formats."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in self.choices if name.startswith(incomplete)]


def format_option(choices, default="text"):
    """Return the option that chooses the format of the output."""
    return click.option("--output-format", type=click.Choice(choices), default=default, help="How to write the output.")


def assignments(texts):
    """Return the facts that ``--set FACT=VALUE`` options give, in the words that a config may use."""
    from ..settings import read_assignment

    if not texts:
        return {}
    from ..engine.answers import understood

    return dict(read_assignment(text, understood) for text in texts)


def choosing_options(command):
    """Add the options that choose the rules of a run."""
    for option in (
        click.option("--preview", is_flag=True, help="Run the rules that are on trial, too."),
        click.option("--profile", type=click.Choice(PROFILES), help="Errors only, the usual, or all that there is."),
        click.option(
            "--extend-select", multiple=True, callback=listed, metavar="RULES", help="Run these rules as well.",
            shell_complete=complete_rules,
        ),
        click.option(
            "--ignore", multiple=True, callback=listed, metavar="RULES", help="Leave these rules out.",
            shell_complete=complete_rules,
        ),
        click.option(
            "--select", multiple=True, callback=listed, metavar="RULES",
            help="Run only these rules: their names, names of skills, or all.", shell_complete=complete_rules,
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def new_engine(select, ignore, assigned, config, isolated, **more):
    """Return an engine with the options of a command line."""
    from ..engine import Engine, Options

    pairs = assignments(assigned)
    return Engine(Options(select, ignore, pairs, config, isolated, **more))
