"""``archlint report``: one HTML page to look at."""

import os

import click

from .check import line_reader
from .options import new_engine, reading_options
from .output import say, write


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("-o", "--output-file", required=True, metavar="FILE", help="Write the page there.")
@click.option("--title", metavar="TEXT", help="The page's title (default: the folder's name).")
@reading_options
def report(paths, output_file, title, assigned, config, isolated):
    """Write a self-contained HTML page with facts, findings, open questions and pictures."""
    try:
        import jinja2  # noqa: F401 (looked for before any work is done)
        import markdown_it  # noqa: F401
    except ModuleNotFoundError:
        raise click.UsageError("the report needs an extra: pip install 'archlint[report]'") from None
    from ..report import build

    engine = new_engine((), (), assigned, config, isolated)
    run = engine.lint(paths or (".",), keep_facts=True)
    write(build(run, line_reader(run, engine), title or os.path.basename(os.getcwd()) or "project"), output_file)
    say(f"{output_file}: {run.recognised} configs, {len(run.findings)} findings and questions")
