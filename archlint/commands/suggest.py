"""``archlint suggest``: architectures that satisfy the stated facts."""

import sys

import click

from .options import format_option, new_engine, reading_options
from .output import say, write


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="The most to suggest.")
@format_option(("text", "json"))
@reading_options
def suggest(paths, limit, output_format, assigned, config, isolated):
    """Suggest architectures that satisfy a config's stated facts, with reasons and published figures."""
    from .. import suggestion
    from ..discovery import discover

    engine = new_engine((), (), assigned, config, isolated)
    found = [(suggestion.advise(engine, path, limit), named) for path, named in discover(paths)]
    advices = [advice for advice, named in found if named or advice.warnings]
    if output_format == "json":
        from ..reporters.json import dump

        write(dump(suggestion.report(advices)), None, "json")
    else:
        write(suggestion.render(advices))
    if not advices:
        say("no config here raises a warning")
    sys.exit(2 if any(named and advice.result.error for advice, named in found) else 0)
