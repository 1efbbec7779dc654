"""``archlint mcp``: the Model Context Protocol server, for coding agents."""

import click


@click.command()
def mcp():
    """Speak the Model Context Protocol over standard input and output, for coding agents; read-only."""
    try:
        from ..agents.server import new_server
    except ModuleNotFoundError as fault:
        if (fault.name or "").startswith("archlint"):
            raise
        raise click.UsageError("the server for agents needs an extra: pip install 'archlint[mcp]'") from None
    new_server().run("stdio")
