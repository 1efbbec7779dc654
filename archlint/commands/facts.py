"""``archlint facts``: what was read out of each file."""

import sys

import click

from .options import format_option, new_engine, reading_options
from .output import say, say_notices, write


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@format_option(("text", "json"))
@click.option("-v", "--verbose", is_flag=True, help="Say what came nearest to each file that is not recognised.")
@reading_options
def facts(paths, output_format, verbose, assigned, config, isolated):
    """Show every fact read out of each file: value, place, and how it came to be known."""
    from ..discovery import discover
    from ..reporters import facts as reporter

    engine = new_engine((), (), assigned, config, isolated)
    engine.reader.explains = verbose
    results = [engine.read(path, named) for path, named in discover(paths)]
    write(reporter.render(results, output_format, verbose), None, output_format)
    failed = False
    for result in results:
        if result.error:
            say(f"{result.path}: {result.error}")
        failed = failed or bool(result.error and result.named)
    say_notices(results, False, "--output-format json names them")
    sys.exit(2 if failed else 0)
