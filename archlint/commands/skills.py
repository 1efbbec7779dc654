"""``archlint skills``: the list of skills, and their copies for coding agents."""

import click

from .options import format_option
from .output import say, write


@click.group("skills", invoke_without_command=True)
@format_option(("text", "json"))
@click.pass_context
def skills(context, output_format):
    """List the skills; ``skills install`` copies them where coding agents look."""
    from ..listing import skills

    if context.invoked_subcommand is None:
        write(skills(output_format), None, output_format)


@skills.command("install")
@click.option("--to", metavar="PATH", help="The folder to copy to (default: .agents/skills, or .claude/skills).")
@click.option("--force", is_flag=True, help="Overwrite files that differ.")
def install_skills(to, force):
    """Copy the skills where coding agents look for them."""
    from ..skills import LinkedOutError, install

    kept = 0
    try:
        for path, done in install(to, force):
            click.echo(f"{done}: {path}")
            kept += done == "kept"
    except LinkedOutError as fault:
        raise click.UsageError(str(fault)) from None
    say("agents that speak the Model Context Protocol can call archlint itself: archlint mcp (docs/agents.md)")
    if kept:
        say(f"{kept} file{'s' if kept != 1 else ''} differ and were kept; --force overwrites them")
