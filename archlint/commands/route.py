"""``archlint route``: which sheets to read for a config or a question."""

import os
import sys

import click

from .options import format_option, new_engine, reading_options
from .output import say, say_notices, write


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--ask", "asked", multiple=True, metavar="TEXT", help="A question in words; may be repeated.")
@click.option("--compare", is_flag=True, help="The arguments are names of architectures: show them side by side.")
@format_option(("text", "json"))
@reading_options
def route(paths, asked, compare, output_format, assigned, config, isolated):
    """Say which sheets to read for a config or a question, in what order, and what must be known first."""
    from .. import routing
    from ..reporters import route as reporter

    engine = new_engine((), (), assigned, config, isolated)
    known = {**engine.settings_for(os.path.join(os.getcwd(), "x")).facts, **engine.options.assigned}
    if compare:
        write(reporter.render_comparison(_compare(paths, known), output_format), None, output_format)
        return
    if not paths and not asked:
        raise click.UsageError("name a config, or --ask a question")
    results = _read_named(engine, paths)
    answers = [routing.for_config(result) for result in results]
    answers += [routing.for_question(text, known) for text in asked]
    write(reporter.render(answers, output_format), None, output_format)
    failed = any(result.error and result.named for result in results)
    for result in results:
        if result.error:
            say(f"{result.path}: {result.error}")
        elif result.facts is None:
            say(f"{result.path}: not recognised as a model or training config")
    say_notices(results, False, "archlint check --verbose names them")
    sys.exit(2 if failed or not answers else 0)


def _compare(names, known):
    from ..routing.comparison import UnknownArchitecture, compare

    if len(names) < 2:
        raise click.UsageError("--compare needs the names of two architectures or more")
    try:
        return compare(names, known)
    except UnknownArchitecture as fault:
        raise click.UsageError(str(fault)) from None


def _read_named(engine, paths):
    """Return what was read of each file that was named, and of each config that was found in a folder."""
    from ..discovery import discover

    results = [engine.read(path, named) for path, named in discover(paths)] if paths else []
    return [result for result in results if result.named or result.facts is not None]
