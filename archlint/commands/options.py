"""The options that several commands take, and the engine that they describe."""

import click


def listed(_context, _parameter, values):
    """Return the names in the values of an option that may be repeated, each of which may list several."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def reading_options(command):
    """Add the options that every command which reads configs takes."""
    for option in (
        click.option("--set", "assigned", multiple=True, metavar="FACT=VALUE", help="State a fact for this run."),
        click.option("--config", metavar="FILE", help="Read settings from this file."),
        click.option("--isolated", is_flag=True, help="Read no settings."),
    ):
        command = option(command)
    return command


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


def new_engine(select, ignore, assigned, config, isolated):
    """Return an engine with the options of a command line."""
    from ..engine import Engine, Options

    pairs = assignments(assigned)
    return Engine(Options(select, ignore, pairs, config, isolated))
