"""``archlint server``: the language server, for editors."""

import click


@click.command()
def server():
    """Speak the Language Server Protocol over standard input and output, for editors."""
    try:
        from ..editor.server import server as language_server
    except ModuleNotFoundError as fault:
        if (fault.name or "").startswith("archlint"):
            raise
        raise click.UsageError("the language server needs an extra: pip install 'archlint[server]'") from None
    language_server.start_io()
