"""``archlint explain``: a rule's page, or a skill's sheet."""

import click

from .options import complete_pages, new_engine, reading_options
from .output import write


@click.command()
@click.argument("name", shell_complete=complete_pages)
@click.option("--file", "path", metavar="PATH", help="Show each condition of the rule for this file.")
@reading_options
def explain(name, path, assigned, config, isolated):
    """Print a rule's page or a skill's sheet; with --file, how the rule judges that file."""
    from .. import explanation
    from ..reporters.layout import fitted
    from ..reporters.markdown import readable

    engine = new_engine((), (), assigned, config, isolated)
    text = explanation.explain(name, path, engine)
    write(fitted(text.splitlines()) + "\n" if path else readable(text))
