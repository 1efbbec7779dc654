"""``archlint dialects``: the list of dialects."""

import click

from .options import format_option
from .output import write


@click.command("dialects")
@format_option(("text", "json"))
def dialects(output_format):
    """List the config dialects."""
    from ..listing import dialects

    write(dialects(output_format), None, output_format)
