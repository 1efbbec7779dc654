"""``archlint rules``: the list of rules, and the examples of a project's own."""

import os
import sys

import click

from .options import format_option, new_engine, reading_options
from .output import say, write


@click.command("rules")
@format_option(("text", "json"))
@click.option("--test", "tested", is_flag=True, help="Run the examples of the project's own rules.")
@reading_options
def rules(output_format, tested, assigned, config, isolated):
    """List the rules; --test runs the examples of the project's own."""
    engine = new_engine((), (), assigned, config, isolated)
    own = engine.settings_for(os.path.join(os.getcwd(), "x")).own_rules
    if not tested:
        from ..listing import rules

        write(rules(output_format, own.values()), None, output_format)
        return
    from .. import rehearsal

    outcomes = [outcome for loaded in own.values() for outcome in rehearsal.rehearse(loaded)]
    if output_format == "json":
        from ..reporters.json import dump

        write(dump({"version": 1, "examples": [outcome.as_dict() for outcome in outcomes]}), None, "json")
    else:
        write("".join(f"{outcome}\n" for outcome in outcomes))
    failed = sum(not outcome.passed for outcome in outcomes)
    say(f"{len(own)} rules of the project's own, {len(outcomes)} examples, {failed} failed")
    if not outcomes:
        say("there is no example to run")
    sys.exit(2 if not outcomes else 1 if failed else 0)
