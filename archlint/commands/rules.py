"""``archlint rules``: the list of rules."""

import click

from .options import format_option
from .output import write


@click.command("rules")
@format_option(("text", "json"))
def rules(output_format):
    """List the rules."""
    from ..listing import rules

    write(rules(output_format), None, output_format)
