"""``archlint init``: asks what decides something here, and writes the answers."""

import sys

import click

from .options import assignments, format_option
from .output import is_terminal, say, write


class _Talk:
    """Asks a person in a terminal."""

    @staticmethod
    def say(text):
        from ..reporters.layout import fitted

        click.echo(fitted([text]))

    @staticmethod
    def ask(question):
        return click.prompt(f"  {question.fact}", default="", show_default=False)

    @staticmethod
    def ask_text(question):
        return click.prompt(question, default="", show_default=False)

    @staticmethod
    def confirm(text, default=True):
        return click.confirm(text, default=default)


@click.command()
@click.argument("folder", default=".", type=click.Path())
@click.option("--set", "assigned", multiple=True, metavar="FACT=VALUE", help="An answer to write.")
@click.option("--measure", is_flag=True, help="Count the training data in the project.")
@click.option("--data", metavar="PATH", help="Count this file or folder: it holds the training data.")
@click.option("--pre-commit", is_flag=True, help="Add a pre-commit hook.")
@click.option("--ci", is_flag=True, help="Add a GitHub workflow.")
@click.option("--from", "source", metavar="ADDRESS", help="Where these two install archlint from: a URL, path or name.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: write what the other options say.")
@click.option("--force", is_flag=True, help="Overwrite answers that the settings hold already.")
@format_option(("text", "json"))
def init(folder, assigned, measure, data, pre_commit, ci, source, yes, force, output_format):
    """Ask what decides something for the configs here, and write the answers to the settings.

    Nothing is written without a yes: in a terminal it asks, and elsewhere it shows what --yes would write.
    """
    from ..interview.session import Session, Wishes

    talks = output_format == "text" and not yes and is_terminal(sys.stdin)
    wishes = Wishes(assignments(assigned), measure, data, pre_commit, ci, source, yes or talks, force)
    session = Session(folder, wishes, _Talk if talks else None)
    session.hold()
    if output_format == "json":
        from ..reporters.json import dump

        write(dump(session.report()), None, "json")
    elif not talks:
        from ..reporters.layout import fitted

        # What stands further in is the text of files.
        write("\n".join(line if line.startswith("    ") else fitted([line]) for line in session.lines) + "\n")
    if session.failure:
        say(session.failure)
        sys.exit(2)
